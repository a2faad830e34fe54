"""The house around the five screens: header, footer, keys, help, palette, themes, small windows, signals."""

import os
from pathlib import Path

import pytest
from driving import NOW, Running, press, refuse_writes, screen_text, settled, until
from textual import events
from textual.app import App
from textual.widgets import ContentSwitcher

from rut_tui.app import RutApp
from rut_tui.commands import SCREENS
from rut_tui.domain.goals import Column, GoalDraft
from rut_tui.main_screen import MainScreen
from rut_tui.modals.help import HelpPage
from rut_tui.modals.small import TooSmall
from rut_tui.settings import Settings, load
from rut_tui.storage.worker import Database
from rut_tui.themes import DAWN


def shown(app: RutApp) -> str | None:
    """The view that is up."""
    return app.screen_stack[0].query_one(ContentSwitcher).current


async def test_digits_go_to_the_five_screens_and_only_those_shown_are_mounted(running: Running) -> None:
    async with running() as pilot:
        switcher = pilot.app.screen.query_one(ContentSwitcher)
        assert [view.id for view in switcher.children] == ["today"]
        for n, (name, title) in enumerate(SCREENS.items(), 1):
            await press(pilot, str(n))
            assert switcher.current == name
            assert f"{n} {title}" in screen_text(pilot.app).splitlines()[0]
        await press(pilot, "1")
        assert switcher.current == "today"
        assert len(switcher.children) == 5


@pytest.mark.parametrize("name", list(SCREENS))
async def test_every_view_takes_the_focus_when_it_is_shown(running: Running, name: str) -> None:
    async with running(name) as pilot:
        assert pilot.app.focused is not None
        assert pilot.app.screen.query_one(f"#{name}") in pilot.app.focused.ancestors_with_self


async def test_a_click_on_a_tab_goes_there(running: Running) -> None:
    async with running(size=(100, 30)) as pilot:
        column = screen_text(pilot.app).splitlines()[0].index("4 Goals")
        await pilot.click("HeaderLine", offset=(column, 0))
        await settled(pilot)
        assert pilot.app.screen.query_one(ContentSwitcher).current == "goals"


async def test_a_click_on_a_key_in_the_footer_presses_it(running: Running) -> None:
    async with running() as pilot:
        column = screen_text(pilot.app).splitlines()[-1].index("? keys")
        await pilot.click("FooterLine", offset=(column, 0))
        await settled(pilot)
        assert isinstance(pilot.app.screen, HelpPage)


async def test_help_scrolls_where_it_is_longer_than_the_window(running: Running) -> None:
    async with running(size=(60, 20)) as pilot:
        await press(pilot, "question_mark")
        assert "Blank the screen at once" not in screen_text(pilot.app)
        await press(pilot, "end")
        assert "Blank the screen at once" in screen_text(pilot.app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 45)])
async def test_header_and_footer_fit_on_their_line(running: Running, size: tuple[int, int]) -> None:
    async with running(size=size) as pilot:
        for n, title in enumerate(SCREENS.values(), 1):
            await press(pilot, str(n))
            lines = screen_text(pilot.app).splitlines()
            assert all(f"{k} {name}" in lines[0] for k, name in enumerate(SCREENS.values(), 1)), title
            assert lines[-1].rstrip().endswith("? keys"), title
            assert len(lines[-1]) <= size[0]


async def test_the_footer_names_the_key_that_works_in_a_field(running: Running) -> None:
    async with running("savings") as pilot:
        assert screen_text(pilot.app).rstrip().endswith("? keys")
        await press(pilot, "enter", "question_mark")
        assert screen_text(pilot.app).rstrip().endswith("f1 keys")
        await press(pilot, "f1")
        assert isinstance(pilot.app.screen, HelpPage)


async def test_a_key_pressed_before_the_first_view_is_up_has_chosen(db: Database) -> None:
    app = RutApp(db, Settings(), lambda: NOW)
    async with app.run_test() as pilot:
        app.post_message(events.Key("5", "5"))
        await settled(pilot)
        assert shown(app) == "savings"


async def test_help_shows_the_keys_of_the_focused_pane_and_closes(running: Running) -> None:
    async with running(size=(80, 40)) as pilot:
        await press(pilot, "question_mark")
        text = screen_text(pilot.app)
        assert "Do the one step." in text
        assert "Go to Savings." in text
        assert "Find any command by name." in text
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, MainScreen)


async def test_help_is_complete(running: Running) -> None:
    """Whatever is bound where the focus is stands on the page."""
    for name in SCREENS:
        async with running(name) as pilot:
            await settled(pilot)
            active = pilot.app.screen.active_bindings
            await press(pilot, "f1")
            assert isinstance(pilot.app.screen, HelpPage)
            said = {text for rows in pilot.app.screen.lines.values() for _, text in rows}
            for binding in (item.binding for item in active.values()):
                words = (binding.tooltip or binding.description).casefold().rstrip(".")
                assert binding.system or any(words == text.casefold().rstrip(".") for text in said), binding


async def test_the_palette_finds_a_command_and_runs_it(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "ctrl+p")
        await pilot.press(*"savings")
        await until(pilot, lambda: "Go to Savings." in screen_text(pilot.app))
        await settled(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen_stack[0].query_one(ContentSwitcher).current == "savings")


async def test_the_palette_offers_no_screenshot(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "ctrl+p")
        await pilot.press(*"screenshot")
        await settled(pilot)
        assert "svg" not in screen_text(pilot.app).casefold()


async def test_q_leaves_from_a_screen_and_is_a_letter_in_a_field(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "c", "tab", "q")
        assert pilot.app.is_running
        assert "q" in screen_text(pilot.app)
        await press(pilot, "ctrl+g", "q")
        assert pilot.app.return_code == 0


async def test_ctrl_q_leaves_from_a_field_at_once_with_every_word_on_disk(running: Running, db: Database) -> None:
    async with running() as pilot:
        await press(pilot, "c", "tab", *"zebra")
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert pilot.app.return_code == 0
    (draft,) = await db.run(lambda store: store.drafts.all())
    assert (draft.form, draft.fields["activities"]["line"]) == ("entry:new", "zebra")


async def test_where_nothing_can_be_kept_ctrl_q_asks_twice(running: Running, db: Database) -> None:
    async with running() as pilot:
        await press(pilot, "c", "tab", *"zebra")
        refuse_writes(db, refused=True)
        await press(pilot, "s", "ctrl+q")
        assert pilot.app.return_code is None
        assert "Once more leaves without what you typed." in " ".join(screen_text(pilot.app).replace("▌", "").split())
        await press(pilot, "y", "escape", "q")
        assert pilot.app.return_code is None, "more was typed since"
        await pilot.press("q")
        await pilot.pause()
        assert pilot.app.return_code == 0


async def test_ctrl_q_leaves_from_an_untouched_form_at_once(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "c", "tab")
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert pilot.app.return_code == 0


async def test_what_was_discarded_does_not_come_back(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "c", "tab", *"zebra", "escape", "c")
        assert "zebra" in screen_text(pilot.app)
        await press(pilot, "ctrl+g", "c")
        assert "zebra" not in screen_text(pilot.app)


async def test_one_toast_at_a_time(running: Running) -> None:
    async with running() as pilot:
        pilot.app.notify("first [/] thing")
        pilot.app.notify("second [/] thing")
        await settled(pilot)
        text = screen_text(pilot.app)
        assert "second [/] thing" in text
        assert "first" not in text


async def test_the_sample_is_named_in_the_header(db: Database) -> None:
    app = RutApp(db, Settings(), lambda: NOW, label="sample")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        assert "sample   Fri 20 Nov" in screen_text(app).splitlines()[0]


async def test_a_chosen_theme_is_kept(db: Database, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    app = RutApp(db, Settings(file=file), lambda: NOW)
    async with app.run_test() as pilot:
        await settled(pilot)
        assert app.theme == "rut-dusk"
        app.theme = "rut-dawn"
        await settled(pilot)
    assert load(file)[0].theme == "rut-dawn"


async def test_the_environment_chooses_the_theme_of_one_run(
    db: Database, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTUAL_THEME", "rut-dawn")
    # Textual reads the variable when it is imported.
    monkeypatch.setattr(App.theme, "_default", "rut-dawn")
    async with running() as pilot:
        assert pilot.app.screen.styles.background.hex.casefold() == DAWN.background
    monkeypatch.setenv("TEXTUAL_THEME", "no-such-theme")
    assert RutApp(db, Settings(theme="gone"), lambda: NOW).theme == "rut-dusk"


async def test_every_theme_of_textual_works(running: Running) -> None:
    async with running() as pilot:
        for name in pilot.app.available_themes:
            pilot.app.theme = name
            await pilot.pause()
            assert "One step" in screen_text(pilot.app)


async def test_a_window_too_small_asks_for_room_and_keeps_what_is_typed(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "c", "tab", *"zebra")
        await pilot.resize_terminal(40, 10)
        await settled(pilot)
        assert isinstance(pilot.app.screen, TooSmall)
        assert "Make me larger" in screen_text(pilot.app)
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert "zebra" in screen_text(pilot.app)


async def test_keys_typed_in_one_burst_land_where_they_were_meant(running: Running, db: Database) -> None:
    async with running() as pilot:
        for key in ["c", "4", "tab", *"meetings", "enter", "ctrl+s"]:
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: isinstance(pilot.app.screen, MainScreen) and "Saved" in screen_text(pilot.app))
        (entry,) = await db.run(lambda store: store.entries.on_day(NOW.date()))
        assert entry.engagement == 1
        assert [word.name for word in entry.activities] == ["meetings"]


async def test_a_burst_finds_the_focus_of_the_form_it_opens(running: Running) -> None:
    async with running() as pilot:
        for key in ["c", "tab", *"zebra"]:
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: "zebra" in screen_text(pilot.app))


async def test_keys_typed_ahead_of_a_view_find_what_it_shows(running: Running, db: Database) -> None:
    await db.run(lambda store: store.goals.add(GoalDraft(title="Ask for the budget"), Column.IDEA))
    async with running() as pilot:
        for key in ("4", "L", "L"):
            pilot.app.post_message(events.Key(key, key))
        await until(pilot, lambda: "Doing  1" in screen_text(pilot.app))


async def test_glyphs_have_plain_stand_ins_where_the_locale_is_not_utf_8(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    async with running(size=(140, 45)) as pilot:
        for key in "12345":
            await press(pilot, key)
            assert not [sign for sign in screen_text(pilot.app) if not sign.isascii()], key


async def test_a_file_that_is_not_ours_ends_the_app_with_its_exit_code(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 not a journal" * 50)
    before = path.read_bytes()
    database = Database(path, lambda: NOW)
    database.start()
    app = RutApp(database, Settings(), lambda: NOW)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.return_code is not None)
    database.close()
    assert app.return_code == 3
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == [path.name]
