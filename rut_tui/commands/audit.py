"""The keys of the Audit, chapter by chapter."""

from typing import Final

from rut_tui.commands.command import Command, quiet


def _list_moves(place: str) -> tuple[Command, ...]:
    """The keys of every list of the audit; 99 steps are more than any of them has."""
    return (
        quiet(f"{place}.down", "down,j", "move(1)", "down", "Go to the next one."),
        quiet(f"{place}.up", "up,k", "move(-1)", "up", "Go to the one before."),
        quiet(f"{place}.first", "home,g", "move(-99)", "first", "Go to the first."),
        quiet(f"{place}.last", "end,G", "move(99)", "last", "Go to the last."),
    )


AUDIT: Final = (
    Command("audit.open", "enter", "open", "open", "Open the chapter.", palette=False),
    quiet("audit.right", "right,l", "side(1)", "open", "Open the chapter; in a line of chapters, go right."),
    quiet("audit.left", "left,h", "side(-1)", "left", "In a line of chapters, go left."),
    *_list_moves("audit"),
    Command("audit.life", "", "go('external')", "job or life", "Ask what outside work weighs on you.", footer=False),
    Command("audit.rate", "", "go('signs')", "signs", "Rate the signs of a rut, or go on rating.", footer=False),
    Command("audit.see", "", "go('causes')", "causes", "See how deep it goes and what it is made of.", footer=False),
    Command("audit.signs.never", "0", "rate(0)", "rate", "Rate it 0 and go on.", "0–4", palette=False),
    *(quiet(f"audit.signs.{n}", str(n), f"rate({n})", "rate", f"Rate it {n} and go on.") for n in range(1, 5)),
    quiet("audit.signs.beyond", "5,6,7,8,9", "beyond", "too high", "Nothing: ratings go from 0 to 4."),
    Command("audit.signs.skip", "minus", "rate(None)", "doesn't apply", "It doesn't apply; go on.", "-", palette=False),
    Command("audit.signs.back", "escape,left,h", "back", "chapters", "Back to the chapters.", "esc", palette=False),
    Command("audit.signs.on", "enter", "go_on", "go on", "Go to the next open sign, or to the causes.", palette=False),
    Command("audit.signs.clear", "backspace", "clear", "take back", "Take the last rating back.", palette=False),
    *_list_moves("audit.signs"),
    Command("audit.external.yes", "y", "answer(True)", "yes", "Answer yes and go on.", palette=False),
    Command("audit.external.no", "n", "answer(False)", "no", "Answer no and go on.", palette=False),
    Command("audit.external.back", "escape,left,h", "back", "chapters", "Back to the chapters.", "esc", palette=False),
    Command(
        "audit.external.on", "enter", "go_on", "go on", "Go to the next open question, or to the signs.", palette=False
    ),
    Command("audit.external.clear", "backspace", "clear", "take back", "Take the last answer back.", palette=False),
    *_list_moves("audit.external"),
    Command("audit.causes.on", "enter", "rate_signs", "rate signs", "Go and rate signs.", palette=False),
    Command("audit.causes.fits", "y", "answer('fits')", "fits", "Yes, this cause fits.", palette=False),
    Command("audit.causes.doesnt", "n", "answer('doesnt')", "doesn't", "No, it doesn't fit.", palette=False),
    Command("audit.causes.unsure", "u", "answer('unsure')", "not sure", "You can't say yet.", palette=False),
    Command("audit.causes.back", "escape,left,h", "back", "chapters", "Back to the chapters.", "esc", palette=False),
    quiet("audit.causes.clear", "backspace", "clear", "take back", "Take the answer back."),
    Command("audit.causes.more", "space,pagedown", "page(1)", "more", "Read on.", palette=False),
    quiet("audit.causes.less", "pageup", "page(-1)", "back up", "Read what is above."),
    *_list_moves("audit.causes"),
    Command("audit.unsaved.again", "enter", "try_again", "try again", "Save what was not saved.", palette=False),
)
