"""A flow drawn as Mermaid text: blocks nest, so the same flow always gives the same picture."""

from bot.flow.model import Ask, Block, Call, Case, Checklist, Do, Flow, If, Repeat, Say, Step, Stop

LONGEST = 48


def mermaid(flow: Flow) -> str:
    """Return the picture of one flow."""
    drawing = _Drawing()
    ends = drawing.block(flow.steps, [("begin", "")])
    lines = ["flowchart TD", f'  begin(["{_label(flow.title.french)}"])', *drawing.lines]
    if ends:
        lines.append('  over(["end"])')
        lines.extend(_arrow(start, label, "over") for start, label in ends)
    return "\n".join(lines) + "\n"


Ends = list[tuple[str, str]]  # a node, and what is written on the arrow that leaves it


class _Drawing:
    """Nodes are numbered as they come."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.count = 0

    def block(self, block: Block, ends: Ends) -> Ends:
        for step in block:
            ends = self.step(step, ends)
        return ends

    def node(self, shape: str, label: str, ends: Ends) -> str:
        self.count += 1
        name = f"n{self.count}"
        opened, closed = shape.split("_")
        self.lines.append(f'  {name}{opened}"{_label(label)}"{closed}')
        self.lines.extend(_arrow(start, written, name) for start, written in ends)
        return name

    def step(self, step: Step, ends: Ends) -> Ends:
        match step:
            case Say():
                return [(self.node("[_]", step.text.french, ends), "")]
            case Ask() | Checklist():
                return [(self.node("[/_/]", step.text.french, ends), "")]
            case If():
                name = self.node("{_}", step.test.source, ends)
                otherwise: Ends = [(name, "no")]
                then = self.block(step.then, [(name, "yes")])
                return then + self.block(step.otherwise, otherwise)
            case Case():
                name = self.node("{_}", step.name, ends)
                leaves: Ends = []
                for value, inner in step.branches:
                    leaves += self.block(inner, [(name, value)])
                return leaves
            case Repeat():
                first = self.node("{{_}}", f"up to {step.most} times", ends)
                last = self.block(step.block, [(first, "")])
                test = self.node("{_}", step.test.source, last)
                self.lines.append(_arrow(test, "yes", first))
                return [(test, "no")]
            case Call():
                return [(self.node("[[_]]", step.flow, ends), "")]
            case Do():
                return [(self.node("[(_)]", step.action, ends), "")]
            case Stop():
                self.node("([_])", step.outcome, ends)
                return []
            case _:
                return ends  # a computed value is no place a person comes to


def _arrow(start: str, label: str, end: str) -> str:
    return f"  {start} -->|{label}| {end}" if label else f"  {start} --> {end}"


def _label(text: str) -> str:
    line = " ".join(text.replace("**", "").replace('"', "'").split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
