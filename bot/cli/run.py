"""`riposte run`: the bot on Telegram."""

import click

from bot.cli.reading import load, settings
from bot.cli.running import running
from bot.serve import Parts


@click.command()
def run() -> int:
    """The bot on Telegram: long polling, or a webhook when one is set.

    \b
    RIPOSTE_TELEGRAM_TOKEN    the bot's token (required)
    RIPOSTE_TELEGRAM_API      base address of the Bot API
    RIPOSTE_DATABASE          the SQLite file             riposte.db
    RIPOSTE_KEY_FILE          key of the sealed fields    riposte.key
    RIPOSTE_HTTP              address of the HTTP side    127.0.0.1:8080
    RIPOSTE_WEBHOOK_URL       with RIPOSTE_WEBHOOK_SECRET: webhook instead of polling
    RIPOSTE_FLOWS, RIPOSTE_LOCALES   folders an administrator edits
    RIPOSTE_PUBLIC_URL        how people reach the HTTP side (links of hand-offs)
    RIPOSTE_BOT_USERNAME      the bot's name in those links   as Telegram says
    RIPOSTE_CALLBACK_HOSTS    receivers of news that may be inside, or without TLS

    \b
    Example:
      RIPOSTE_TELEGRAM_TOKEN=… riposte run
    """
    chosen = settings(needs_token=True)
    assert chosen.token is not None
    return running(
        Parts(
            token=chosen.token,
            api=chosen.api,
            database=chosen.database,
            key_file=chosen.key_file,
            host=chosen.host,
            port=chosen.port,
            webhook=chosen.webhook,
            release=load(chosen.flows, chosen.locales, live=chosen.database),
            public_url=chosen.public_url,
            username=chosen.username,
            callback_hosts=chosen.callback_hosts,
        )
    )
