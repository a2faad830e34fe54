"""Rules and numbers, pure: no Textual, no SQLite, no clock, no files."""
