"""The two themes of our own, and the colour roles that every theme gets.

Every text role reaches 4.9:1 on background, surface and panel.
"""

from typing import Final

from textual.theme import Theme

DUSK: Final = Theme(
    name="rut-dusk",
    dark=True,
    primary="#e9b36b",
    secondary="#7cbbd3",
    accent="#e9b36b",
    warning="#e09a6c",
    error="#e5828a",
    success="#9cc69b",
    foreground="#ebe6dd",
    background="#1a1920",
    surface="#22212b",
    panel="#2b2a37",
    text_alpha=1.0,
    variables={"muted": "#a8a2b3", "engaged": "#7cbbd3", "drained": "#e09a6c", "done": "#9cc69b"},
)

DAWN: Final = Theme(
    name="rut-dawn",
    dark=False,
    primary="#8a4f0c",
    secondary="#1a627c",
    accent="#8a4f0c",
    warning="#95451a",
    error="#a32835",
    success="#2f6b3a",
    foreground="#2b2831",
    background="#fbf7f0",
    surface="#f3ede3",
    panel="#e9e1d3",
    text_alpha=1.0,
    variables={"muted": "#625c69", "engaged": "#1a627c", "drained": "#95451a", "done": "#2f6b3a"},
)

DEFAULT: Final = DUSK.name


def counterpart(name: str) -> str:
    """Return the theme for the other light: dawn for dusk, and dusk for everything else."""
    return DAWN.name if name == DUSK.name else DUSK.name


def roles(theme: Theme) -> dict[str, str]:
    """Return our colour roles for a theme that doesn't define them, from the colours it has."""
    return {
        "muted": theme.variables.get(
            "foreground-muted", "ansi_bright_black" if theme.ansi else theme.foreground or "gray"
        ),
        "engaged": theme.secondary or theme.primary,
        "drained": theme.warning or theme.primary,
        "done": theme.success or theme.primary,
    }
