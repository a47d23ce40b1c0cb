"""Values as JSON and back, exactly: what answers and profiles are stored as."""

from datetime import UTC, date, datetime, timedelta

from bot.flow.model import Value


def to_json(value: Value) -> object:
    """Return a value as JSON data; text, numbers, booleans and none are themselves."""
    match value:
        case datetime():
            return {"moment": value.astimezone(UTC).isoformat()}
        case date():
            return {"date": value.isoformat()}
        case timedelta():
            return {"seconds": value.total_seconds()}
        case tuple():
            return list(value)
        case _:
            return value


def from_json(data: object) -> Value:
    """Return the value that `to_json` wrote. Raises ValueError on anything else."""
    match data:
        case {"moment": str(text)}:
            moment = datetime.fromisoformat(text)
            if moment.tzinfo is None:
                raise ValueError("a moment without a zone")
            return moment
        case {"date": str(text)}:
            return date.fromisoformat(text)
        case {"seconds": int() | float() as seconds}:
            return timedelta(seconds=seconds)
        case list():
            if not all(isinstance(entry, str) for entry in data):
                raise ValueError("a list of something else than codes")
            return tuple(data)
        case str() | bool() | int() | float() | None:
            return data
        case _:
            raise ValueError("not a value")
