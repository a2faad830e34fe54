"""Leads: places one could work at, from found to an offer or a no."""
