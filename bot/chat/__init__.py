"""Telegram: updates become events, effects become calls. Knows the engine's words only."""
