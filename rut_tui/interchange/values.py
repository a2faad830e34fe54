"""What a single value of an export may be: ids, moments, days, keys, and the figures of a plan."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Final
from uuid import UUID

from pydantic import AfterValidator, Field

from rut_tui.domain.amounts import MOST, PLACES
from rut_tui.domain.journal import FIRST_DAY, LAST_DAY
from rut_tui.domain.text import Name

KEY_LIMIT: Final = 100
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3}(\d{3})?)?Z", re.ASCII)
_NUMBER: Final = re.compile(rf"-?\d{{1,13}}(\.\d{{1,{PLACES}}})?", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _id(text: str) -> str:
    try:
        known = str(UUID(text)) == text
    except ValueError:
        known = False
    if not known:
        raise ValueError("should be a UUID in lower case")
    return text


def _moment(text: str) -> str:
    try:
        at = datetime.fromisoformat(text) if _MOMENT.fullmatch(text) else None
    except ValueError:
        at = None
    if at is None:
        raise ValueError("should be a moment in UTC like 2026-11-20T18:30:00Z")
    return text


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise ValueError("should be a day like 2026-11-20")
    return text


def _diary_day(text: str) -> str:
    if not FIRST_DAY.isoformat() <= text <= LAST_DAY.isoformat():
        raise ValueError(f"years {FIRST_DAY.year} to {LAST_DAY.year} can be kept")
    return text


def _monday(text: str) -> str:
    if date.fromisoformat(text).weekday():
        raise ValueError("should be a Monday")
    return text


def _key(text: str) -> str:
    if len(text) > KEY_LIMIT:
        raise ValueError(f"too long: {KEY_LIMIT} characters fit")
    return text


def _number(text: str) -> str:
    if not _NUMBER.fullmatch(text):
        raise ValueError(f'should be a number as text, such as "12.50", with {PLACES} digits after the point at most')
    if abs(Decimal(text)) > MOST:
        raise ValueError(f"should be at most {MOST:,}")
    return text


def _amount(text: str) -> str:
    if text.startswith("-"):
        raise ValueError("should be at least 0")
    return text


def _tags(text: str) -> str:
    from pydantic import TypeAdapter, ValidationError

    from rut_tui.domain.people import MOST_TAGS, Tags

    tags = tuple(text.split("\n")) if text else ()
    try:
        tidy = TypeAdapter(Tags).validate_python(tags) == tags
    except ValidationError:
        tidy = False
    if not tidy:
        raise ValueError(f"should be tags, each on a line of its own and once, {MOST_TAGS} at most")
    return text


def _currency(text: str) -> str:
    if not re.fullmatch("[A-Z]{3}", text):
        raise ValueError("should be three capital letters")
    return text


def _plan(text: str) -> str:
    from rut_tui.domain.savings.plan import SavingsPlan

    SavingsPlan.model_validate_json(text)
    return text


Id = Annotated[str, AfterValidator(_id)]
Moment = Annotated[str, AfterValidator(_moment)]
Day = Annotated[str, AfterValidator(_day)]
DiaryDay = Annotated[Day, AfterValidator(_diary_day)]
Week = Annotated[DiaryDay, AfterValidator(_monday)]
Key = Annotated[Name, AfterValidator(_key)]
Figure = Annotated[str, AfterValidator(_number)]
Amount = Annotated[Figure, AfterValidator(_amount)]
TagLines = Annotated[str, AfterValidator(_tags)]
PlanText = Annotated[str, Field(max_length=200_000), AfterValidator(_plan)]
Currency = Annotated[str, AfterValidator(_currency)]
Flag = Annotated[int, Field(ge=0, le=1)]
Place = Annotated[int, Field(ge=0, le=2**31 - 1)]
