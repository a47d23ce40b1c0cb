"""SQLite: tables, one writer, sealed rows; every read and write in domain words."""
