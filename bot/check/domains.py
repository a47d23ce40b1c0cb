"""A set of many thousand names, kept as the bytes of its sorted file and looked up by halving.

As a set of strings it would take twenty megabytes and a tenth of a second to read.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class SortedNames:
    """Names in the order of their bytes, one a line, each line ended. Compared by identity."""

    lines: bytes

    def __contains__(self, name: str) -> bool:
        """Tell whether a name is among them."""
        sought = name.encode()
        low, high = 0, len(self.lines)  # both are where a line begins, or the end
        while low < high:
            begins = self.lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
            ends = self.lines.index(b"\n", begins)
            here = self.lines[begins:ends]
            if here == sought:
                return True
            if here < sought:
                low = ends + 1
            else:
                high = begins
        return False
