"""The people one keeps in touch with: who is due, what was said, and the questions they could answer."""
