"""`python -m bot` is `riposte`."""

from bot.cli import main

main()
