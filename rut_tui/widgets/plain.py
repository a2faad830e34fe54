"""The only way a person's words reach the screen: never as markup, never as control codes.

Also the small parts that screens are assembled from.
"""

from textual.content import Content
from textual.events import MouseEvent
from textual.style import Style
from textual.widget import Widget

from rut_tui.domain.visible import one_line, visible

_ACTION = "rut_action"


def plain(text: str, style: str = "", *, multiline: bool = False) -> Content:
    """Return text as Content that shows it literally.

    Args:
        text: Any text, as stored.
        style: A style such as "bold" or "$muted".
        multiline: Keep line breaks; otherwise the text is folded into one line.
    """
    return Content.styled(visible(text if multiline else one_line(text), multiline=multiline), style)


def key_hint(*hints: tuple[str, str]) -> Content:
    """Return keys in bold before what they do, as in "enter do it  s another"."""
    parts: list[str | Content | tuple[str, str]] = []
    for key, text in hints:
        parts += ["   "] if parts else []
        parts += [(key, "bold"), (f" {text}", "$muted")]
    return Content.assemble(*parts)


def clickable(content: Content, action: str) -> Content:
    """Return content that runs an action when clicked and looks like the text around it.

    Textual's own "@click" would underline it as a link. The widget that draws it calls `run_clicked`.
    """
    return content.stylize(Style.from_meta({_ACTION: action}))


async def run_clicked(widget: Widget, event: MouseEvent) -> None:
    """Run the action of what was clicked on a widget, if it has one."""
    action = event.style.meta.get(_ACTION)
    if isinstance(action, str):
        event.stop()
        await widget.run_action(action)


async def save_form(widget: Widget) -> None:
    """Save the form around a widget: enter, where it means nothing else.

    Done at once, not told by a message: the next key is meant for what comes after the form.
    """
    await widget.screen.run_action("save")
