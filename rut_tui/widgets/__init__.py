"""Small reusable widgets that draw and report, and never save."""
