"""python-telegram-bot as it comes: echoes with a keyboard and saves nothing.

`tests.bench.serving` starts it with an address and a token, in a process of its own.
"""

import sys

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

KEYBOARD = InlineKeyboardMarkup(
    [[InlineKeyboardButton(word, callback_data=word)] for word in ("One", "Two", "Three")]
)


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Send the words back."""
    assert update.effective_message is not None
    await update.effective_message.reply_text(
        update.effective_message.text or "", reply_markup=KEYBOARD
    )


def main() -> None:
    """Poll until told to stop."""
    address, token = sys.argv[1:]
    application = Application.builder().token(token).base_url(f"{address}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main()
