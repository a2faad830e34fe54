"""Typing as hands and terminals do it: in one burst, by paste, and text that no terminal should ever see."""

import re
from collections.abc import Iterator
from typing import Any

from driving import answered
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

HOSTILE = {
    "markup": "[/] [b]bold[/b] [@click=app.quit]x[/]",
    "title": "\x1b]0;owned\x07 after",
    "clipboard": "\x1b]52;c;aGVsbG8=\x07 after",
    "clear": "\x1b[2J\x9b2J\x7f after",
    "bidi": "abc\u202edef\u2066ghi after",
    "emoji": "👩‍👩‍👧 😀 ❤️ after",
    "separators": "one\x0btwo\x1cthree\x85four\u2028five after",
    "long": "wordy " * 1700,
}
"""Name → text that has harmed some program before."""

WORST = {
    "all of it": "[/] \x1b]0;x\x07 \x1b]52;c;aA=\x07 \x1b[2J \x9b2J \x7f \u202e\u2066 👩‍👩‍👧 ❤️ \x0b\x1c\x85\u2028 "
    "[b]x[/] [@click=app.quit]x[/] after",
    "long": HOSTILE["long"],
}
"""The same in two texts, for stories that take long."""

NEVER_DRAWN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What no line on a terminal may hold."""


def keys(text: str) -> Iterator[events.Key]:
    """Turn "c4<tab>meetings<enter>" into key events; a < that is not part of such a name is itself."""
    for part in re.findall(r"<[a-z+]+>|[\s\S]", text):
        if len(part) > 1:
            yield events.Key(part[1:-1], None)
        else:
            yield events.Key(_character_to_key(part), part)


async def burst(pilot: Pilot[Any], text: str) -> None:
    """Type all of it at once, faster than the app can answer, and wait until it has."""
    for key in keys(text):
        pilot.app.post_message(key)
    await answered(pilot)


async def paste(pilot: Pilot[Any], text: str) -> None:
    """Paste into what has the focus."""
    pilot.app.post_message(events.Paste(text))
    await answered(pilot)
