"""Savings: how long the money lasts, and when a leap would be safe enough."""
