"""The Journal: what was written, day by day."""
