"""Today: one step, how it is, the last days, what is due, how long the money lasts."""
