"""What a desk said, as JSON data and back."""

from datetime import date

from bot.handoff.model import Channel, Facts

Json = dict[str, str | int | list[str] | None]


def to_json(facts: Facts) -> Json:
    """Return what a desk said as JSON data."""
    return {
        "topic": facts.topic,
        "breach": facts.breach,
        "leaked": list(facts.leaked),
        "notified_on": facts.notified_on.isoformat() if facts.notified_on else None,
        "notified_by": facts.notified_by,
        "language": facts.language,
        "zone": facts.zone,
        "case": facts.case,
        "queue": facts.queue,
        "consent_version": facts.consent_version.isoformat(),
    }


def from_json(said: Json) -> Facts:
    """Return what `to_json` wrote. Raises KeyError or ValueError on rubbish."""
    text = {name: str(value) for name, value in said.items() if value is not None}
    leaked = said["leaked"]
    assert isinstance(leaked, list)
    return Facts(
        topic=text["topic"],
        breach=text.get("breach"),
        leaked=tuple(leaked),
        notified_on=date.fromisoformat(text["notified_on"]) if "notified_on" in text else None,
        notified_by=Channel(text["notified_by"]) if "notified_by" in text else None,
        language=text["language"],
        zone=text["zone"],
        case=text["case"],
        queue=int(text["queue"]),
        consent_version=date.fromisoformat(text["consent_version"]),
    )
