"""Modal forms: each returns a model or None; the caller saves."""
