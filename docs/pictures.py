"""Draw the README's pictures anew from the sample life: `python docs/pictures.py`."""

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from rut_tui.app import RutApp
from rut_tui.interchange.demo import open_demo
from rut_tui.settings import Settings
from rut_tui.storage.worker import Database

NOW = datetime(2026, 11, 20, 21, 0, tzinfo=UTC)
HERE = Path(__file__).parent
PICTURES = {"today": ("rut-dusk", ()), "audit": ("rut-dawn", ())}


def without_web_fonts(svg: str) -> str:
    """Return the picture without the fonts it would load from the web; the reader's own monospace does."""
    return re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)


async def draw(journal: Path, screen: str, theme: str, keys: tuple[str, ...]) -> str:
    """Return one screen as an SVG."""
    db = Database(journal, lambda: NOW)
    app = RutApp(db, Settings(theme=theme), lambda: NOW, start=screen)
    async with app.run_test(size=(120, 34)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press(*keys)
        await pilot.pause()
        svg = app.export_screenshot()
    db.close()
    return without_web_fonts(svg)


def main() -> None:
    """Write every picture beside this file."""
    with TemporaryDirectory() as folder:
        journal = open_demo(Path(folder), lambda: NOW)
        for name, (theme, keys) in PICTURES.items():
            svg = asyncio.run(draw(journal, name, theme, keys))
            (HERE / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
