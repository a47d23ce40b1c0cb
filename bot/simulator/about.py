"""What a bot tells Telegram about itself: its commands, its descriptions, its webhook."""

import json
from collections.abc import Callable

from bot.simulator.calls import Telegram
from bot.simulator.state import Json, State


def keep_as(name: str, parameter: str) -> Callable[[Telegram, Json], object]:
    """Return the method that keeps a parameter, by language."""

    def keep(telegram: Telegram, params: Json) -> object:
        language = str(params.get("language_code") or "")
        value = json.dumps(params.get(parameter), ensure_ascii=False)
        telegram.state.set(f"{name}:{language}", value)
        telegram.state.changed += 1
        return True

    return keep


def commands(state: State, language: str) -> list[Json]:
    """Return the commands shown to people whose app speaks a language."""
    kept = state.setting(f"commands:{language}") or state.setting("commands:")
    return list(json.loads(kept)) if kept else []


def description(state: State, language: str) -> str:
    """Return what an empty chat shows to people whose app speaks a language."""
    kept = state.setting(f"description:{language}") or state.setting("description:")
    return str(json.loads(kept) or "") if kept else ""


def get_commands(telegram: Telegram, params: Json) -> object:
    """Give the commands back."""
    return commands(telegram.state, str(params.get("language_code") or ""))


def delete_commands(telegram: Telegram, params: Json) -> object:
    """Forget the commands of a language."""
    telegram.state.set(f"commands:{params.get('language_code') or ''}", None)
    return True


def set_webhook(telegram: Telegram, params: Json) -> object:
    """Push updates to an address from now on; an empty one ends that."""
    hook = {"url": params["url"], "secret": params.get("secret_token", "")}
    telegram.state.set("webhook", json.dumps(hook) if params["url"] else None)
    return True


def delete_webhook(telegram: Telegram, params: Json) -> object:
    """Go back to polling."""
    telegram.state.set("webhook", None)
    if params.get("drop_pending_updates"):
        telegram.state.confirm(2**62)
    return True


def webhook_info(telegram: Telegram, _params: Json) -> object:
    """Say where updates go, and how many wait."""
    hook = telegram.state.setting("webhook")
    url = json.loads(hook)["url"] if hook else ""
    waiting = len(telegram.state.pending(1000))
    return {"url": url, "has_custom_certificate": False, "pending_update_count": waiting}
