"""A compositor under which every widget hears of its size.

Textual tells a widget its size when a layout finds it new or changed. Whoever asks where something is between two
layouts has all widgets arranged on the spot, those just mounted too; the next layout then finds nothing new, and they
never hear of it (Textual issue 5024). Widgets that draw for the room they have would stay empty.
"""

from textual._compositor import Compositor, ReflowResult
from textual.geometry import Size
from textual.map_geometry import MapGeometry
from textual.widget import Widget


class TellingCompositor(Compositor):
    """Remembers what was arranged between two layouts, for the next one to tell it."""

    def __init__(self) -> None:
        """Begin with nothing arranged."""
        super().__init__()
        self._untold: set[Widget] = set()

    @property
    def full_map(self) -> dict[Widget, MapGeometry]:
        """Where everything is."""
        before = self._full_map
        found = super().full_map
        if found is not before:
            self._untold |= {
                widget
                for widget, place in found.items()
                if widget not in before or before[widget].region.size != place.region.size
            }
        return found

    def reflow(self, parent: Widget, size: Size) -> ReflowResult:
        """Arrange everything, and tell what was arranged meanwhile, too."""
        result = super().reflow(parent, size)
        untold, self._untold = self._untold & self._full_map.keys(), set()
        return result._replace(resized=result.resized | untold)
