"""Riposte: a chat bot that takes a person from “my data leaked” to “it is done”."""
