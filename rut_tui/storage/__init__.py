"""The one SQLite file: opening, migrating, reading and writing it."""
