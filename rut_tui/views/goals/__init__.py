"""Goals: the board, from an idea to done, and the archive."""
