"""The message checker. Pure: no network, no files, no clock."""
