"""The filter of the board: as it is typed, only the cards that have it are left."""

from driving import Running, press, screen_text
from hands import HOSTILE, NEVER_DRAWN, burst, paste

from rut_tui.domain.goals import Column, GoalDraft, MilestoneDraft
from rut_tui.domain.people import PersonDraft
from rut_tui.domain.skills import SkillDraft
from rut_tui.storage.worker import Database


async def fill(db: Database) -> None:
    """Write five goals, each findable in a way of its own."""

    def write(store: object) -> None:
        skill = store.skills.add(SkillDraft(name="Spanish"))  # type: ignore[attr-defined]
        noor = store.people.add(PersonDraft(name="Noor Café"))  # type: ignore[attr-defined]
        for column, draft in (
            (Column.IDEA, GoalDraft(title="Publish a page")),
            (Column.IDEA, GoalDraft(title="Read three books", serves=("value:growth",))),
            (Column.NEXT, GoalDraft(title="Give a talk", people=(noor.id,))),
            (Column.DOING, GoalDraft(title="Move abroad", skills=(skill.id,))),
            (Column.DOING, GoalDraft(title="Ask for a day", milestones=(MilestoneDraft(title="Write the page"),))),
        ):
            store.goals.add(draft, column)  # type: ignore[attr-defined]

    await db.run(write)


TITLES = ("Publish a page", "Read three books", "Give a talk", "Move abroad", "Ask for a day")


def shown(text: str) -> list[str]:
    """The goals on the screen."""
    return [title for title in TITLES if title in text]


async def test_what_is_typed_is_looked_for_in_titles_steps_what_they_serve_and_links(
    running: Running, db: Database
) -> None:
    await fill(db)
    async with running("goals", size=(140, 45)) as pilot:
        for typed, found in (
            ("page", ["Publish a page", "Ask for a day"]),
            ("PUBL", ["Publish a page"]),
            ("grow", ["Read three books"]),
            ("cafe", ["Give a talk"]),
            ("span mo", ["Move abroad"]),
            ("nothing of the kind", []),
        ):
            await burst(pilot, f"F{typed}")
            text = screen_text(pilot.app)
            assert shown(text) == found, typed
            assert f"{len(found)} of 5" in text
            await burst(pilot, "<escape>")
            assert shown(screen_text(pilot.app)) == list(TITLES)


async def test_keys_go_to_the_cards_that_are_left_and_moving_keeps_the_order_of_the_others(
    running: Running, db: Database
) -> None:
    await fill(db)

    def ideas(store: object) -> None:
        for title in ("a bolder page", "tea", "a last page"):
            store.goals.add(GoalDraft(title=title), Column.IDEA)  # type: ignore[attr-defined]

    await db.run(ideas)
    async with running("goals", size=(140, 45)) as pilot:
        await burst(pilot, "Fpage<enter>hhgJ")
        assert [
            goal.title for goal in await db.run(lambda store: store.goals.board()) if goal.column is Column.IDEA
        ] == [
            "Read three books",
            "a bolder page",
            "Publish a page",
            "tea",
            "a last page",
        ], "past the next one that is left, and no further"
        await burst(pilot, "lL")
        text = screen_text(pilot.app)
        assert "4 of 8" in text, "the filter stays"
        assert "Ask for a day" in text


async def test_enter_goes_to_the_cards_and_esc_lets_go_of_the_filter(running: Running, db: Database) -> None:
    await fill(db)
    async with running("goals", size=(140, 45)) as pilot:
        await burst(pilot, "Ftalk<enter><enter>")
        assert "Change this goal" in screen_text(pilot.app)
        await burst(pilot, "<escape><escape>")
        text = screen_text(pilot.app)
        assert "Filter" not in text
        assert shown(text) == list(TITLES)


async def test_a_new_goal_is_seen_whatever_was_filtered(running: Running, db: Database) -> None:
    await fill(db)
    async with running("goals", size=(140, 45)) as pilot:
        await burst(pilot, "Ftalk<enter>n")
        await burst(pilot, "Draw a map<enter>")
        text = screen_text(pilot.app)
        assert "Draw a map" in text
        assert shown(text) == list(TITLES)


async def test_hostile_words_filter_as_text(running: Running, db: Database) -> None:
    for text in HOSTILE.values():
        await db.run(lambda store, text=text: store.goals.add(GoalDraft(title=text[:480])))
    async with running("goals", size=(140, 45)) as pilot:
        for text in HOSTILE.values():
            await press(pilot, "F")
            await paste(pilot, text[:480])
            assert not NEVER_DRAWN.search(screen_text(pilot.app))
            await press(pilot, "escape")
        assert pilot.app.is_running
