"""The base of every model, and where ids come from.

Models are frozen and strict; their errors never quote what was typed, because that is somebody's diary.
"""

import re
import unicodedata
from typing import Final
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, ValidationError

NAMESPACE: Final = UUID("6f0d7c1e-4a55-5d0b-9a3e-7a3f0f4f2c11")
"""Our namespace for ids that must be the same in every copy of the journal."""


_PLAINLY: Final = {"missing": "is missing", "extra_forbidden": "isn't a field that is known here"}
"""Our words for faults that pydantic names for programmers."""


class Model(BaseModel):
    """Frozen, strict, closed to unknown fields, and built only when first used."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        defer_build=True,
        allow_inf_nan=False,
        hide_input_in_errors=True,
    )


def slug(name: str) -> str:
    """Return the key of a name: folded case, words joined by underscores ("Self-doubting" → "self_doubting")."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\W_]+", "_", folded).strip("_") or folded.strip()


def stable_id(kind: str, name: str) -> str:
    """Return the id that a word of this kind gets in every journal, so that two copies can be merged."""
    return str(uuid5(NAMESPACE, f"{kind}:{slug(name)}"))


def faults(error: ValidationError) -> dict[str, str]:
    """Return the first message for each field of a failed model, without what was typed.

    Returns:
        Dotted field name → message in words, in the order of the fields.
    """
    found: dict[str, str] = {}
    for item in error.errors(include_url=False, include_input=False, include_context=False):
        field = ".".join(str(part) for part in item["loc"])
        found.setdefault(field, _PLAINLY.get(item["type"]) or item["msg"].removeprefix("Value error, "))
    return found
