"""What the columns of the tables are made of, each with its rule. Never edited once released, like the tables."""

from typing import Final

ID: Final = "TEXT NOT NULL CHECK (length(id) = 36)"
_DATE = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
_SECOND = f"{_DATE}T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]"
_SPACES = ", ".join(str(code) for code in range(0x3001) if chr(code).isspace())


def moment(column: str) -> str:
    """Return the rule for a moment: UTC, a real date and time, whole seconds or up to six digits after them."""
    digits = f"substr({column}, 21, length({column}) - 21) NOT GLOB '*[^0-9]*'"
    fraction = f"{column} GLOB '{_SECOND}.[0-9]*Z' AND length({column}) <= 27 AND {digits}"
    real = f"strftime('%Y-%m-%dT%H:%M:%S', {column}) IS substr({column}, 1, 19)"
    return f"({column} GLOB '{_SECOND}Z' OR ({fraction})) AND {column} >= '0001-01-02' AND {real}"


TIMES: Final = f"""created_at TEXT NOT NULL CHECK ({moment("created_at")}),
    updated_at TEXT NOT NULL CHECK ({moment("updated_at")})"""
LIFE: Final = f"""{TIMES},
    archived_at TEXT CHECK (archived_at IS NULL OR {moment("archived_at")})"""
PLACE: Final = "position INTEGER NOT NULL DEFAULT 0 CHECK (position >= 0)"


def text(column: str, limit: int = 500, *, filled: bool = False) -> str:
    """Return a text column; a filled one can't be blank."""
    rule = f"length({column}) <= {limit} AND instr({column}, char(0)) = 0"
    if filled:
        return f"{column} TEXT NOT NULL CHECK ({rule} AND trim({column}, char({_SPACES})) <> '')"
    return f"{column} TEXT NOT NULL DEFAULT '' CHECK ({rule})"


def day(column: str) -> str:
    """Return a column for a local day that may be missing."""
    real = f"{column} GLOB '{_DATE}' AND {column} >= '0001-01-01' AND date({column}) IS {column}"
    return f"{column} TEXT CHECK ({column} IS NULL OR ({real}))"


def diary_day(column: str) -> str:
    """Return a column for a local day of the diary."""
    real = f"date({column}) IS {column} AND {column} BETWEEN '1900-01-01' AND '2200-12-31'"
    return f"{column} TEXT NOT NULL CHECK ({column} GLOB '{_DATE}' AND {real})"


def flag(column: str) -> str:
    """Return a column for yes, no or not answered."""
    return f"{column} INTEGER CHECK ({column} IN (0, 1))"


def number(column: str, *, filled: bool = False) -> str:
    """Return a column for a decimal, written out as digits; a filled one can't be missing, and may be below 0."""
    digits = f"ltrim({column}, '-')" if filled else column
    rule = f"""length({column}) <= 21 AND {digits} NOT GLOB '*[^0-9.]*' AND {digits} NOT GLOB '*.*.*'
        AND {digits} GLOB '[0-9]*' AND {digits} GLOB '*[0-9]'"""
    if filled:
        return f"{column} TEXT NOT NULL CHECK ({rule} AND {column} NOT GLOB '--*')"
    return f"{column} TEXT CHECK ({column} IS NULL OR ({rule}))"


WHEN: Final = f"""at TEXT NOT NULL CHECK ({moment("at")}),
    tz_offset INTEGER NOT NULL CHECK (tz_offset BETWEEN -960 AND 960),
    {diary_day("day")}"""
"""The moment of something in the diary, and the day it was where it was written."""
