"""A local stand-in for Telegram and its phone, for the demo and the tests."""
