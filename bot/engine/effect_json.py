"""Effects as JSON data and back: what waits in the outbox.

What a `Run` carries beside its inputs is left out, and the content of a document that holds what a
person wrote: their words never wait on disk.
"""

from base64 import b64decode, b64encode
from typing import Any

from bot.engine.effects import (
    Button,
    Document,
    Erase,
    Forget,
    Freeze,
    Hold,
    Lane,
    Manner,
    Option,
    Order,
    Outgoing,
    Press,
    Promise,
    Run,
    Show,
)
from bot.flow import values

Json = dict[str, Any]


def to_json(effect: Outgoing) -> Json:
    """Return an effect as JSON data. Raises ValueError on a `Hold`, which never waits."""
    match effect:
        case Show():
            return {
                "show": list(effect.paragraphs),
                "buttons": [[_button(b) for b in row] for row in effect.buttons],
                "manner": str(effect.manner),
                "lane": int(effect.lane),
                "promise": str(effect.promise),
                "silent": effect.silent,
            }
        case Freeze():
            return {"freeze": True}
        case Erase():
            return {"erase": True}
        case Document(otherwise=Show() as otherwise):
            return {
                "held": effect.name,
                "media_type": effect.media_type,
                "caption": effect.caption,
                "protect": effect.protect,
                "key": effect.key,
                "otherwise": to_json(otherwise),
            }
        case Document():
            return {
                "document": effect.name,
                "media_type": effect.media_type,
                "base64": b64encode(effect.content).decode(),
                "caption": effect.caption,
                "protect": effect.protect,
            }
        case Run():
            inputs = {name: values.to_json(value) for name, value in effect.inputs.items()}
            return {"run": effect.action, "key": effect.key, "inputs": inputs}
        case Hold():
            raise ValueError("what is held is not written down")
        case _:
            return {"forget": to_json(effect.receipt)}


def from_json(data: Json) -> Outgoing:
    """Return the effect `to_json` wrote. Raises KeyError or ValueError on rubbish."""
    match data:
        case {"show": list() as paragraphs}:
            return Show(
                tuple(paragraphs),
                tuple(tuple(_pressed(b) for b in row) for row in data["buttons"]),
                Manner(data["manner"]),
                Lane(data["lane"]),
                Promise(data["promise"]),
                data["silent"],
            )
        case {"freeze": True}:
            return Freeze()
        case {"erase": True}:
            return Erase()
        case {"document": str(name)}:
            return Document(
                name,
                data["media_type"],
                b64decode(data["base64"], validate=True),
                data["caption"],
                data["protect"],
            )
        case {"held": str(name), "otherwise": dict() as otherwise}:
            shown = from_json(otherwise)
            if isinstance(shown, Show):
                return Document(
                    name,
                    data["media_type"],
                    b"",
                    data["caption"],
                    data["protect"],
                    data["key"],
                    shown,
                )
        case {"run": str(action)}:
            inputs = {n: values.from_json(v) for n, v in data["inputs"].items()}
            return Run(data["key"], action, inputs)
        case {"forget": dict() as receipt}:
            shown = from_json(receipt)
            if isinstance(shown, Show):
                return Forget(shown)
    raise ValueError("not an effect")


def promise(effect: Outgoing) -> Promise:
    """Return what an ambiguous failure may do to this effect."""
    match effect:
        # Done again, these harm nothing.
        case Show(manner=Manner.EDIT | Manner.KEYS) | Freeze() | Erase() | Run():
            return Promise.IDEMPOTENT
        case Show():
            return effect.promise
        case Document(otherwise=Show()):
            return Promise.REPLY  # were it never sent again, nobody could make it anew
        case _:
            return Promise.SENSITIVE


def lane(effect: Outgoing) -> Lane:
    """Return the lane an effect waits in."""
    match effect:
        case Show():
            return effect.lane
        case Run():
            return Lane.ASIDE
        case _:
            return Lane.PERSON


def _button(button: Button) -> list[object]:
    match button.press:
        case Option(session, seq, option):
            return [button.label, session, seq, option]
        case order:
            return [button.label, order.name, order.argument, order.session, order.seq]


def _pressed(data: list[Any]) -> Button:
    press: Press
    match data:
        case [label, int() as session, int() as seq, str() as option]:
            press = Option(session, seq, option)
        case [label, str() as name, str() as argument, session, seq]:
            press = Order(name, argument, session, seq)
        case _:
            raise ValueError("not a button")
    return Button(label, press)
