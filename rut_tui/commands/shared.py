"""The keys that work everywhere, and those of forms, pages and fields."""

from typing import Final

from rut_tui.commands.command import Command, quiet

SCREENS: Final[dict[str, str]] = {
    "today": "Today",
    "audit": "Audit",
    "journal": "Journal",
    "goals": "Goals",
    "savings": "Savings",
}
"""The five screens, in order, with their names."""

ENGAGEMENT: Final = ("drained", "a little drained", "neither", "a little engaged", "engaged")
"""The five ratings of a moment, in words, from 1 to 5."""


def _screens() -> tuple[Command, ...]:
    return tuple(
        Command(f"screen.{name}", str(n), f"show('{name}')", title, f"Go to {title}.", footer=False)
        for n, (name, title) in enumerate(SCREENS.items(), 1)
    )


def _ratings() -> tuple[Command, ...]:
    return tuple(
        Command(
            f"rating.{n}",
            str(n),
            f"rate({n - 3})",
            "rate",
            f"Rate it {n}: {word}.",
            shown="1–5" if n == 1 else "",
            footer=n == 1,
            palette=False,
        )
        for n, word in enumerate(ENGAGEMENT, 1)
    )


SHARED: Final = (
    Command("app.palette", "ctrl+p", "command_palette", "all", "Find any command by name.", palette=False),
    *_screens(),
    Command("screen.check_in", "c", "check_in", "check in", "Say how it is right now."),
    Command("screen.win", "w", "win", "win", "Write down something that went well.", footer=False),
    Command("screen.support", "", "support", "who can help", "See people and places to turn to."),
    Command("screen.theme", "", "toggle_theme", "light or dark", "Switch between the light and the dark theme."),
    Command("screen.undo", "ctrl+z", "undo", "undo", "Undo what you saved last.", footer=False),
    Command("screen.redo", "ctrl+y", "redo", "redo", "Redo what you undid.", footer=False),
    quiet("field.undo", "ctrl+z", "undo_typing", "undo typing", "Undo the last word typed."),
    quiet("field.redo", "ctrl+y", "redo_typing", "redo typing", "Redo the last word undone."),
    Command("screen.help", "question_mark,f1", "help", "keys", "Show what every key does here.", shown="?"),
    Command("screen.unfinished", "", "unfinished", "unfinished texts", "Go on with what you didn't finish writing."),
    quiet("screen.leave", "q", "app.quit", "quit", "Leave."),
    *_ratings(),
    quiet("rating.lower", "left", "move(-1)", "lower", "One lower."),
    quiet("rating.higher", "right", "move(1)", "higher", "One higher."),
    quiet("rating.clear", "backspace,delete", "rate(None)", "clear", "Take the rating back."),
    Command("rating.save", "enter", "submit", "save", "Save the form with this rating.", palette=False),
    Command("choice.other", "space,right", "other(1)", "other", "Choose the next one.", palette=False),
    quiet("choice.before", "left", "other(-1)", "before", "Choose the one before."),
    Command("choice.save", "enter", "submit", "save", "Save the form.", palette=False),
    Command("words.next", "down", "highlight(1)", "next word", "Go to the next word offered.", palette=False),
    Command("kindness.take", "enter", "take", "five minutes", "Take the small step that is offered.", palette=False),
    Command("kindness.close", "escape", "close", "not now", "Leave it.", shown="esc", palette=False),
    quiet("words.previous", "up", "highlight(-1)", "last word", "Go back a word."),
    quiet("emotions.left", "left", "across(-1)", "left", "Go a word to the left."),
    quiet("emotions.right", "right", "across(1)", "right", "Go a word to the right."),
    Command("note.editor", "ctrl+o", "edit_elsewhere", "editor", "Write the note in your own editor.", palette=False),
    quiet("list.down", "down,j", "select(1)", "down", "Go down the list."),
    quiet("list.up", "up,k", "select(-1)", "up", "Go up the list."),
    quiet("list.first", "g,home", "end(False)", "first", "Go to the first."),
    quiet("list.last", "G,end", "end(True)", "last", "Go to the last."),
    quiet("list.page_down", "pagedown", "page(1)", "page down", "Go down by what is shown."),
    quiet("list.page_up", "pageup", "page(-1)", "page up", "Go up by what is shown."),
    Command("form.save", "ctrl+s", "save", "save", "Save and close.", palette=False),
    Command("form.close", "escape", "close", "close", "Close; what you typed is kept.", shown="esc", palette=False),
    Command("form.discard", "ctrl+g", "discard", "discard", "Close and let go of what you typed.", palette=False),
    Command("prompt.go", "enter", "submit", "done", "Take what is typed.", palette=False),
    Command("prompt.close", "escape", "screen.close", "close", "Leave it.", shown="esc", palette=False),
    Command("page.close", "escape,q,question_mark", "close", "close", "Go back.", shown="esc", palette=False),
    Command("unfinished.go_on", "enter", "go_on", "go on", "Go on writing where you stopped.", palette=False),
    Command("unfinished.later", "escape,q", "later", "later", "Keep it for later.", shown="esc", palette=False),
    Command(
        "unfinished.let_go", "x", "let_go", "let go", "Let go of the text; once more takes that back.", palette=False
    ),
    quiet("unfinished.next", "down,j", "move(1)", "next", "Go to the next text."),
    quiet("unfinished.previous", "up,k", "move(-1)", "previous", "Go to the text before."),
    Command("unfinished.check_in", "c", "check_in", "check in", "Say how it is right now.", palette=False),
    Command("form.help", "f1,question_mark", "help", "keys", "Show what every key does here.", palette=False),
    Command(
        "app.blank",
        "ctrl+l",
        "blank",
        "blank or lock",
        "Blank the screen at once; with a passphrase, lock the journal too.",
        footer=False,
    ),
    Command("app.quit", "ctrl+q", "quit", "quit", "Leave, from anywhere.", footer=False),
)
