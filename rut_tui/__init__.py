"""rut-tui: a private notebook for the terminal that helps one person out of a career rut.

This module imports nothing, so that the quick commands stay quick.
"""

__version__ = "0.4.0"
