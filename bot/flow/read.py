"""A flow file becomes a `Flow`, or a list of all that is wrong with it, each where it stands.

What needs other files or types is `lint`'s. The two tables below are the grammar: the keys of a
file and of each verb; the JSON Schema and the author's guide are made from them.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import yaml

from bot.flow.actions import ACTIONS, Accepts
from bot.flow.answers import CHECKS
from bot.flow.expr import ExpressionError, parse
from bot.flow.model import (
    Ask,
    Block,
    Call,
    Case,
    Check,
    Checklist,
    Do,
    Expression,
    Flow,
    If,
    Item,
    Kind,
    Option,
    Repeat,
    Say,
    Set,
    Step,
    Stop,
    Task,
    Text,
    Update,
    Urgency,
)
from bot.flow.nodes import NAME, Node, Reader, compose, inside, position
from bot.flow.problem import Pos, Problem
from bot.flow.read_tables import read_source

FLOW_KEYS = ("flow", "title", "open", "takes", "sources", "update", "task", "steps")
TASK_KEYS = ("when", "urgency", "minutes", "stops", "does_not_stop", "ready")
VERBS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "say": ("source", "photo"),
        "ask": (
            "text",
            "kind",
            "choices",
            "codes",
            "check",
            "error",
            "skip",
            "private",
            "examples",
            "was",
            "source",
        ),
        "checklist": ("text", "items", "was", "source"),
        "set": (),
        "if": ("then", "else"),
        "case": (),  # and one key a value
        "repeat": ("while", "max"),
        "call": ("with", "as", "each"),
        "do": ("with", "as"),
        "stop": ("until", "awaits", "then"),
    }
)
OPENINGS = ("menu", "link")
TAKES = ("choice", "several", "text", "number", "date", "moment")
RESERVED = frozenset({"language", "fact", "skip", "keep", "continue", "none", "true", "false"})
MOST_TURNS = 20
LONGEST_KEY = 24


def read_flow(name: str, source: str) -> tuple[Flow | None, tuple[Problem, ...]]:
    """Read one flow; `name` is that of its file, without the ending."""
    reader = _FlowReader(f"flows/{name}.yml", name=name)
    root = compose(reader, source)
    flow = reader.flow(root) if root is not None else None
    return (flow if not reader.problems else None), reader.found()


class _FlowReader(Reader):
    __slots__ = ("flow_name",)

    def __init__(self, file: str, name: str) -> None:
        super().__init__(file)
        self.flow_name = name

    def flow(self, root: Node) -> Flow:
        entries = self.entries(root, ("un guide", "a flow"))
        at = self.keys(root, entries, FLOW_KEYS, ("flow", "title", "steps"))
        if "flow" in at and self.text(at["flow"]) != self.flow_name:
            self.fault(
                at["flow"],
                "S3",
                f"Le nom du guide doit être celui du fichier : « {self.flow_name} ».",
                f"The flow’s name must be that of its file: “{self.flow_name}”.",
            )
        sources = self.entries(at["sources"], ("des sources", "sources")) if "sources" in at else []
        update = self.one_of(at["update"], [u.value for u in Update]) if "update" in at else None
        return Flow(
            name=self.flow_name,
            title=self._text_at(at, "title", "title"),
            opens=frozenset(self._words(at["open"], OPENINGS) if "open" in at else ()),
            takes=self._takes(at["takes"]) if "takes" in at else MappingProxyType({}),
            sources=MappingProxyType({key: read_source(self, value) for key, _, value in sources}),
            update=Update(update) if update else Update.FOLLOW,
            task=self._task(at["task"]) if "task" in at else None,
            steps=self.block(at["steps"]) if "steps" in at else (),
            pos=position(root),
        )

    def _text_at(self, at: Mapping[str, Node], key: str, context: str) -> Text:
        return self._text(at[key], context) if key in at else Text("", context, position_of(at))

    def _text(self, node: Node, context: str) -> Text:
        return Text(self.text(node), f"{self.flow_name}/{context}", position(node))

    def _words(self, node: Node, allowed: tuple[str, ...]) -> tuple[str, ...]:
        """Read one word of a closed list, or several."""
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return tuple(word for n in nodes if (word := self.one_of(n, allowed)) is not None)

    def _takes(self, node: Node) -> Mapping[str, Kind]:
        taken = {}
        for key, at, value in self.entries(node, ("des entrées", "inputs")):
            self._new_name(at, key)
            kind = self.one_of(value, TAKES)
            if kind is not None:
                taken[key] = Kind(kind)
        return MappingProxyType(taken)

    def _new_name(self, node: Node, value: str) -> None:
        if value in RESERVED:
            self.fault(node, "S4", f"Le nom « {value} » est réservé.", f"“{value}” is reserved.")
        elif not NAME.fullmatch(value):
            self.name(node)

    def _task(self, node: Node) -> Task | None:
        entries = self.entries(node, ("l’en-tête d’une tâche", "a task header"))
        required = [key for key in TASK_KEYS if key != "ready"]
        at = self.keys(node, entries, TASK_KEYS, required)
        if set(required) - at.keys():
            return None
        urgency = self.one_of(at["urgency"], [u.value for u in Urgency])
        return Task(
            when=self.expression(at["when"]),
            urgency=Urgency(urgency or "week"),
            minutes=self.number(at["minutes"], 1, 600),
            stops=self._text(at["stops"], "task/stops"),
            does_not_stop=self._text(at["does_not_stop"], "task/does_not_stop"),
            ready=self._text(at["ready"], "task/ready") if "ready" in at else None,
            pos=position(node),
        )

    def expression(self, node: Node) -> Expression:
        source = self.text(node)
        try:
            return parse(source, position(node))
        except ExpressionError as error:
            if source:
                self.fault(inside(node, error.offset), "E1", error.french, error.english)
            return parse("none", position(node))

    def block(self, node: Node) -> Block:
        steps = self.items(node, ("une liste d’étapes (- …)", "a list of steps (- …)"))
        if isinstance(node, yaml.SequenceNode) and not steps:
            self.fault(node, "S5", "Ce bloc est vide.", "This block is empty.")
        read: list[Step] = []
        for number, one in enumerate(steps):
            step = self._step(one)
            if step is not None:
                read.append(step)
            if isinstance(step, Stop) and number + 1 < len(steps):
                self.fault(
                    steps[number + 1],
                    "S6",
                    "Après `stop`, rien n’est joué.",
                    "Nothing is played after `stop`.",
                )
        return tuple(read)

    def _step(self, node: Node) -> Step | None:
        entries = self.entries(node, ("une étape", "a step"))
        verbs = [key for key, _, _ in entries if key in VERBS]
        if len(verbs) != 1:
            if not entries:
                return None
            first = next((k for k, _, _ in entries if k not in VERBS), "")
            if not verbs:
                self.unknown(entries[0][1], "S2", first, VERBS)
            else:
                two = " et ".join(f"`{verb}`" for verb in verbs)
                both = " and ".join(f"`{verb}`" for verb in verbs)
                self.fault(
                    node,
                    "S2",
                    f"Une étape a un seul verbe ; celle-ci a {two}.",
                    f"A step has one verb; this one has {both}.",
                )
            return None
        verb = verbs[0]
        allowed = {verb, *VERBS[verb]}
        if verb == "case":
            allowed |= {key for key, _, _ in entries}
        return _READERS[verb](self, node, self.keys(node, entries, allowed))

    def _sources(self, at: Mapping[str, Node]) -> tuple[str, ...]:
        if "source" not in at:
            return ()
        node = at["source"]
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return tuple(self.text(one) for one in nodes)

    def say(self, node: Node, at: Mapping[str, Node]) -> Step:
        photo = self.text(at["photo"]) if "photo" in at else None
        return Say(self._text(at["say"], "say"), self._sources(at), photo, position(node))

    def ask(self, node: Node, at: Mapping[str, Node]) -> Step:
        name = self.text(at["ask"])
        self._new_name(at["ask"], name)
        kind = self._kind(node, at)
        options = self._options(at["choices"], f"{name}/choices") if "choices" in at else ()
        examples = at.get("examples")
        return Ask(
            name=name,
            text=self._required_text(node, at, "text", f"{name}/text"),
            kind=kind,
            options=options,
            codes=self.text(at["codes"]) if "codes" in at else None,
            checks=self._checks(at["check"], kind) if "check" in at else (),
            error=self._text(at["error"], f"{name}/error") if "error" in at else None,
            skip=self._text(at["skip"], f"{name}/skip") if "skip" in at else None,
            private=self.flag(at["private"]) if "private" in at else False,
            examples=tuple(
                self.text(one)
                for one in (self.items(examples, ("des exemples", "examples")) if examples else [])
            ),
            was=self.name(at["was"]) if "was" in at else None,
            sources=self._sources(at),
            pos=position(node),
        )

    def _required_text(self, node: Node, at: Mapping[str, Node], key: str, context: str) -> Text:
        if key in at:
            return self._text(at[key], context)
        self.fault(node, "S1", f"Il manque « {key} ».", f"“{key}” is missing.")
        return Text("", context, position(node))

    def _kind(self, node: Node, at: Mapping[str, Node]) -> Kind:
        listed = "choices" in at or "codes" in at
        written = self.one_of(at["kind"], [k.value for k in Kind]) if "kind" in at else None
        kind = Kind(written) if written else (Kind.CHOICE if listed else Kind.TEXT)
        if kind in (Kind.CHOICE, Kind.SEVERAL) and not listed:
            self.fault(node, "S1", "Il manque « choices ».", "“choices” is missing.")
        elif written is None and not listed and "kind" not in at:
            self.fault(
                node,
                "S1",
                "Donnez des `choices`, ou une sorte de réponse (`kind`).",
                "Give `choices`, or a kind of answer (`kind`).",
            )
        elif listed and kind not in (Kind.CHOICE, Kind.SEVERAL):
            self.fault(
                at.get("choices", at.get("codes", node)),
                "S1",
                f"Une réponse « {kind} » n’a pas de choix.",
                f"An answer of kind “{kind}” has no choices.",
            )
        return kind

    def _options(self, node: Node, context: str) -> tuple[Option, ...]:
        options = []
        for key, at, value in self.entries(node, ("des choix", "choices")):
            self._key(at, key)
            label, when = value, None
            if isinstance(value, yaml.MappingNode):
                written = self.entries(value, ("un choix", "a choice"))
                parts = self.keys(value, written, ("label", "if"), ("label",))
                label = parts.get("label", value)
                when = self.expression(parts["if"]) if "if" in parts else None
                if "label" not in parts:
                    continue
            options.append(Option(key, self._text(label, f"{context}/{key}"), when))
        return tuple(options)

    def _key(self, node: Node, key: str) -> None:
        self._new_name(node, key)
        if len(key) > LONGEST_KEY:
            self.fault(
                node,
                "S4",
                f"Clé trop longue : {LONGEST_KEY} caractères au plus.",
                f"Key too long: {LONGEST_KEY} characters at most.",
            )

    def _checks(self, node: Node, kind: Kind) -> tuple[Check, ...]:
        checks = []
        for key, at, value in self.entries(node, ("des contrôles", "checks")):
            rule = CHECKS.get(key)
            if rule is None:
                self.unknown(at, "S1", key, CHECKS)
            elif kind not in rule.kinds:
                self.fault(
                    at,
                    "S1",
                    f"Le contrôle « {key} » ne va pas avec une réponse « {kind} ».",
                    f"The check “{key}” does not go with an answer of kind “{kind}”.",
                )
            else:
                checks.append(Check(key, self.text(value), position(value)))
        return tuple(checks)

    def checklist(self, node: Node, at: Mapping[str, Node]) -> Step:
        name = self.text(at["checklist"])
        self._new_name(at["checklist"], name)
        items = at.get("items")
        if items is None:
            self.fault(node, "S1", "Il manque « items ».", "“items” is missing.")
        read = [
            self._item(key, key_node, value, name)
            for key, key_node, value in (
                self.entries(items, ("des lignes à cocher", "items")) if items else []
            )
        ]
        return Checklist(
            name,
            self._required_text(node, at, "text", f"{name}/text"),
            tuple(item for item in read if item is not None),
            self.name(at["was"]) if "was" in at else None,
            self._sources(at),
            position(node),
        )

    def _item(self, key: str, key_node: Node, value: Node, name: str) -> Item | None:
        self._key(key_node, key)
        context = f"{name}/items/{key}"
        if not isinstance(value, yaml.MappingNode):
            return Item(key, self._text(value, context), None, None, (), position(key_node))
        entries = self.entries(value, ("une ligne", "an item"))
        at = self.keys(value, entries, ("label", "flow", "if", "source"), ("label",))
        if "label" not in at:
            return None
        return Item(
            key,
            self._text(at["label"], context),
            self.name(at["flow"]) if "flow" in at else None,
            self.expression(at["if"]) if "if" in at else None,
            self._sources(at),
            position(key_node),
        )

    def set(self, node: Node, at: Mapping[str, Node]) -> Step:
        values = []
        for key, key_node, value in self.entries(at["set"], ("des valeurs", "values")):
            self._new_name(key_node, key)
            values.append((key, self.expression(value)))
        return Set(tuple(values), position(node))

    def if_(self, node: Node, at: Mapping[str, Node]) -> Step:
        if "then" not in at:
            self.fault(node, "S1", "Il manque « then ».", "“then” is missing.")
        then = self.block(at["then"]) if "then" in at else ()
        other = self.block(at["else"]) if "else" in at else ()
        return If(self.expression(at["if"]), then, other, position(node))

    def case(self, node: Node, at: Mapping[str, Node]) -> Step:
        branches = tuple((key, self.block(value)) for key, value in at.items() if key != "case")
        if not branches:
            self.fault(node, "S5", "Ce `case` n’a pas de cas.", "This `case` has no branch.")
        return Case(self.name(at["case"]), branches, position(node))

    def repeat(self, node: Node, at: Mapping[str, Node]) -> Step:
        if "max" not in at:
            self.fault(node, "S8", "`repeat` demande un `max`.", "`repeat` needs a `max`.")
        if "while" not in at:
            self.fault(node, "S1", "Il manque « while ».", "“while” is missing.")
        return Repeat(
            self.block(at["repeat"]),
            self.expression(at["while"]) if "while" in at else parse("false", position(node)),
            self._turns(at["max"]) if "max" in at else 1,
            position(node),
        )

    def _turns(self, node: Node) -> int:
        value = self.text(node)
        if value.isdecimal() and 1 <= int(value[:4]) <= MOST_TURNS:
            return int(value)
        self.fault(
            node, "S8", f"`max` va de 1 à {MOST_TURNS}.", f"`max` goes from 1 to {MOST_TURNS}."
        )
        return 1

    def call(self, node: Node, at: Mapping[str, Node]) -> Step:
        flow = self.name(at["call"])
        each = item = None
        if "each" in at:
            source, marker, item = self.text(at["each"]).partition(" as ")
            if not marker or not NAME.fullmatch(item):
                self.fault(at["each"], "S1", "Écrivez « liste as nom ».", "Write “list as name”.")
            try:
                each = parse(source, position(at["each"]))
            except ExpressionError as error:
                pos = inside(at["each"], error.offset)
                self.fault(pos, "E1", error.french, error.english)
        arguments = self.entries(at["with"], ("des entrées", "inputs")) if "with" in at else []
        return Call(
            flow,
            self.name(at["as"]) if "as" in at else flow,
            tuple((key, self.expression(value)) for key, _, value in arguments),
            each,
            item,
            position(node),
        )

    def do(self, node: Node, at: Mapping[str, Node]) -> Step | None:
        action = self.text(at["do"])
        signature = ACTIONS.get(action)
        if signature is None:
            self.unknown(at["do"], "E8", action, ACTIONS)
            return None
        arguments: list[tuple[str, Expression | Text]] = []
        for key, key_node, value in (
            self.entries(at["with"], ("des entrées", "inputs")) if "with" in at else []
        ):
            accepts = signature.inputs.get(key)
            if accepts is None and not signature.open_inputs:
                self.unknown(key_node, "E8", key, signature.inputs)
            elif accepts is Accepts.WORDS:
                arguments.append((key, self._text(value, action)))
            else:
                arguments.append((key, self.expression(value)))
        given = {key for key, _ in arguments}
        for key in sorted(signature.required - given):
            self.fault(node, "E8", f"L’action demande « {key} ».", f"The action needs “{key}”.")
        return Do(
            action,
            tuple(arguments),
            self.name(at["as"]) if "as" in at else None,
            position(node),
        )

    def stop(self, node: Node, at: Mapping[str, Node]) -> Step:
        return Stop(
            self.name(at["stop"]),
            self.expression(at["until"]) if "until" in at else None,
            self._text(at["awaits"], "awaits") if "awaits" in at else None,
            self.name(at["then"]) if "then" in at else None,
            position(node),
        )


def position_of(at: Mapping[str, Node]) -> Pos:
    """Return where a mapping begins, by its first value."""
    return position(next(iter(at.values()))) if at else Pos(1, 1)


_READERS: Mapping[str, Callable[[_FlowReader, Node, Mapping[str, Node]], Step | None]] = {
    "say": _FlowReader.say,
    "ask": _FlowReader.ask,
    "checklist": _FlowReader.checklist,
    "set": _FlowReader.set,
    "if": _FlowReader.if_,
    "case": _FlowReader.case,
    "repeat": _FlowReader.repeat,
    "call": _FlowReader.call,
    "do": _FlowReader.do,
    "stop": _FlowReader.stop,
}
