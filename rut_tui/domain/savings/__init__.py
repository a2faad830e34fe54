"""The savings calculator: a plan in, exact answers out."""
