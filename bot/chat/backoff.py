"""How long to wait before the next try: doubling, capped, and never in step with others. Pure."""

FIRST_SECONDS = 1.0
LONGEST_SECONDS = 60.0
_ENOUGH = 16  # doublings; past it the cap has long been reached


def delay(failures: int, luck: float) -> float:
    """Return the seconds to wait after `failures` in a row; `luck` in [0, 1) spreads the half."""
    full: float = min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** min(max(failures - 1, 0), _ENOUGH))
    return full * (0.5 + luck / 2)
