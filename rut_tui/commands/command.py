"""What one command is: an id, its keys, what it runs, and how it is named wherever a person meets it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do.

    Attributes:
        id: "place.name", unique; a keymap refers to it.
        keys: Textual's names of the keys, separated by commas.
        action: The action it runs, on the widget of its place.
        text: Two words at most, for the footer.
        tooltip: One sentence, for help and palette.
        shown: What the key is called on the screen; the first of `keys` when empty.
        footer: Whether the footer offers it.
        palette: Whether the palette offers it.
    """

    id: str
    keys: str
    action: str
    text: str
    tooltip: str
    shown: str = ""
    footer: bool = True
    palette: bool = True

    @property
    def place(self) -> str:
        """Where it works: "app", or the name of a screen, list or form."""
        return self.id.rpartition(".")[0]

    @property
    def key(self) -> str:
        """The key as a person reads it."""
        return self.shown or self.keys.partition(",")[0]


def quiet(id: str, keys: str, action: str, text: str, tooltip: str, shown: str = "") -> Command:
    """Return a command that help names, but neither the footer nor the palette."""
    return Command(id, keys, action, text, tooltip, shown, footer=False, palette=False)
