"""Audit: job or life, the signs of a rut, and the causes they point to."""
