"""What sessions add to a person's profile, and take back when the person goes back."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from bot.flow.model import Kind, Text, Value
from bot.flow.release import Release

Inputs = Mapping[str, Value | Text]  # of one `do: remember`


def remembered(release: Release, name: str, before: Value, added: Value) -> Value:
    """Return a profile entry after codes were added: lists grow in order, choices change."""
    if release.profile[name].kind is Kind.SEVERAL:
        return _ordered(release, name, {*_codes(before), *_codes(added)})
    return next(iter(_ordered(release, name, {*_codes(added)})), None)


def changed(
    release: Release,
    profile: Mapping[str, Value],
    snapshot: Mapping[str, Value],
    before: Iterable[Inputs],
    after: Iterable[Inputs],
) -> Mapping[str, Value]:
    """Return the profile when a session that added `before` now adds `after`.

    What was known when the session began (`snapshot`), and what other sessions added since, stay.
    """
    old, new = _added(before), _added(after)
    found = dict(profile)
    for name in (old.keys() | new.keys()) & release.profile.keys():
        if release.profile[name].kind is Kind.SEVERAL:
            mine = {c for v in old.get(name, ()) for c in _codes(v)} - set(
                _codes(snapshot.get(name))
            )
            kept = set(_codes(profile.get(name))) - mine
            now = kept | {c for v in new.get(name, ()) for c in _codes(v)}
            value: Value = _ordered(release, name, now)
        else:
            last = new[name][-1] if name in new else snapshot.get(name)
            value = remembered(release, name, None, last)
        if value is None or value == ():
            found.pop(name, None)
        else:
            found[name] = value
    return MappingProxyType(found)


def _added(acts: Iterable[Inputs]) -> dict[str, list[Value]]:
    added: dict[str, list[Value]] = {}
    for inputs in acts:
        codes = {name: value for name, value in inputs.items() if not isinstance(value, Text)}
        for name, value in codes.items():
            added.setdefault(name, []).append(value)
    return added


def _ordered(release: Release, name: str, codes: set[str]) -> tuple[str, ...]:
    """Return the codes the profile knows, in its order: no other word is ever kept."""
    return tuple(o.key for o in release.profile[name].options if o.key in codes)


def _codes(value: Value) -> tuple[str, ...]:
    match value:
        case tuple():
            return value
        case str():
            return (value,)
        case _:
            return ()
