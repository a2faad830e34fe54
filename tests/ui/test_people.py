"""People on the Goals screen: who is due, what was said, and the questions they could answer."""

from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from driving import NOW, Running, press, screen_text, settled, told, until
from hands import NEVER_DRAWN, WORST, burst
from textual.pilot import Pilot

from rut_tui.domain.people import ContactDraft, ContactKind, PersonDraft
from rut_tui.domain.questions import QuestionDraft
from rut_tui.storage.store import open_store
from rut_tui.storage.worker import Database

SIZES = [(60, 20), (80, 24), (140, 45)]
TODAY = NOW.date()


def on_screen(pilot: Pilot[Any]) -> str:
    """All of it on one line, without the edges of panels."""
    return " ".join(screen_text(pilot.app).replace("▌", " ").split())


async def some_people(db: Database) -> dict[str, str]:
    """Noor, whom one talked to seven weeks ago; Ben with a day ahead; Cleo with none. Return their ids."""

    def add(store: Any) -> dict[str, str]:
        noor = store.people.add(PersonDraft(name="Noor", role="data lead", every_days=42))
        ben = store.people.add(PersonDraft(name="Ben", next_on=date(2026, 11, 27)))
        cleo = store.people.add(PersonDraft(name="Cleo", known="the choir"))
        store.contacts.add(
            ContactDraft(
                person_id=noor.id, day=date(2026, 10, 2), kind=ContactKind.COFFEE, note="Her team doubles in spring."
            )
        )
        store.questions.add(QuestionDraft(text="Is SQL enough to begin?", people=(noor.id,)))
        return {"noor": noor.id, "ben": ben.id, "cleo": cleo.id}

    return await db.run(add)


@pytest.mark.parametrize("size", SIZES)
async def test_who_is_due_stands_first(running: Running, db: Database, size: tuple[int, int]) -> None:
    await some_people(db)
    async with running("goals", size) as pilot:
        await press(pilot, "P")
        shown = on_screen(pilot)
        places = [shown.index(text) for text in ("Time to get in touch", "Noor, data lead", "Later", "Ben", "Cleo")]
        assert places == sorted(places)
        assert "today Noor, data lead" in shown, "what is past due is due today, and never late"
        assert "coffee 7 weeks ago, 1 question for them" in shown
        assert "Fri 27 Nov Ben" in shown
        assert "every 6 weeks" in shown
        assert "last: Her team doubles in spring." in shown
        await press(pilot, "escape")
        assert "Your goals will stand here" in screen_text(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_without_people_it_says_what_will_be_here(running: Running, size: tuple[int, int]) -> None:
    async with running("goals", size) as pilot:
        await press(pilot, "P")
        assert "People you want to stay in touch with will be here" in on_screen(pilot)
        assert "n write down the first one" in on_screen(pilot)
        await press(pilot, "v")
        assert "What you archive with a waits here" in on_screen(pilot)
        await press(pilot, "escape", "o")
        assert "What you would like to know will be here" in on_screen(pilot)


async def test_a_person_is_written_down_by_keys(running: Running, db: Database) -> None:
    async with running("goals") as pilot:
        await press(pilot, "P")
        await burst(pilot, "nNoor<tab>data lead<tab>from the clinic<tab>ment<enter><tab>6 weeks")
        assert "every 6 weeks, counted from the last talk" in on_screen(pilot)
        await burst(pilot, "<enter>")
        assert told(pilot) == "Saved. Time to get in touch: 1 Jan 2027, in 6 weeks."
        assert "Jan 2027 Noor, data lead" in on_screen(pilot)
    (noor,) = await db.run(lambda store: store.people.all())
    assert (noor.name, noor.role, noor.known) == ("Noor", "data lead", "from the clinic")
    assert (noor.tags, noor.every_days) == (("mentor",), 42)


async def test_how_often_has_to_be_read(running: Running, db: Database) -> None:
    async with running("goals") as pilot:
        await press(pilot, "P")
        await burst(pilot, "nNoor<tab><tab><tab><tab>now and then<enter>")
        assert "Try 6 weeks, a month or 90 days." in on_screen(pilot)
        await press(pilot, "ctrl+g")
    assert await db.run(lambda store: store.people.count()) == 0


async def test_any_talk_sets_the_clock_anew(running: Running, db: Database) -> None:
    ids = await some_people(db)
    async with running("goals") as pilot:
        await press(pilot, "P", "x")
        assert "A talk with Noor" in screen_text(pilot.app)
        await burst(pilot, "<space><tab>yesterday<tab>Wrote to her.<tab>It is, with one project to show.")
        await press(pilot, "ctrl+s")
        assert told(pilot) == "Saved. Time for the next one: Thu 31 Dec, in 6 weeks."
        shown = on_screen(pilot)
        assert "Time to get in touch" not in shown
        assert "Thu 31 Dec Noor, data lead" in shown
        assert "message yesterday" in shown
        assert "question for them" not in shown
    (question,) = await db.run(lambda store: store.questions.all())
    contact = (await db.run(lambda store: store.contacts.of(ids["noor"])))[0]
    assert contact.kind is ContactKind.MESSAGE
    assert contact.day == TODAY - timedelta(days=1)
    assert contact.note == "Wrote to her."
    assert question.answer == "It is, with one project to show."
    assert (question.answered_on, question.contact_id) == (TODAY, contact.id)


async def test_one_undo_takes_back_the_talk_and_what_was_learnt(running: Running, db: Database) -> None:
    ids = await some_people(db)
    async with running("goals") as pilot:
        await press(pilot, "P", "x")
        await burst(pilot, "<tab><tab>Short.<tab>Yes.")
        await press(pilot, "ctrl+s", "ctrl+z")
        assert told(pilot) == "Undone: the coffee with “Noor”."
        assert "coffee 7 weeks ago, 1 question for them" in on_screen(pilot)
    assert len(await db.run(lambda store: store.contacts.of(ids["noor"]))) == 1
    assert len(await db.run(lambda store: store.questions.open())) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_p_shows_what_to_ask_and_what_was_said(running: Running, db: Database, size: tuple[int, int]) -> None:
    await some_people(db)
    async with running("goals", size) as pilot:
        await press(pilot, "P", "p")
        shown = on_screen(pilot)
        assert "Before you talk to Noor" in shown
        assert "1 Is SQL enough to begin?" in shown
        await press(pilot, *["pagedown"] * 3)
        shown = on_screen(pilot)
        assert "What is a normal day like?" in shown or size[1] < 24
        assert "coffee, Fri 2 Oct, 7 weeks ago" in shown
        assert "Her team doubles in spring." in shown
        await press(pilot, "escape")
        assert "Before you talk to" not in on_screen(pilot)


async def test_a_question_is_added_on_the_card_and_answered_from_it(running: Running, db: Database) -> None:
    ids = await some_people(db)
    async with running("goals", (140, 45)) as pilot:
        await press(pilot, "P", "j", "p")
        assert "No question for them yet" in on_screen(pilot)
        await press(pilot, "n")
        await burst(pilot, "Who hires there?<enter>")
        assert "1 Who hires there?" in on_screen(pilot)
        await press(pilot, "x")
        await burst(pilot, "<tab><tab>Good.<tab>He does.")
        await press(pilot, "ctrl+s")
        assert "Before you talk to" not in on_screen(pilot), "the card is done with the talk"
        await press(pilot, "o")
        shown = on_screen(pilot)
        assert "○ open Is SQL enough to begin? for Noor" in shown
        assert "● today Who hires there? He does." in shown
        await press(pilot, "escape", "l")
        assert "Talks with Ben 1" in on_screen(pilot)
    (contact,) = await db.run(lambda store: store.contacts.of(ids["ben"]))
    answered = [one for one in await db.run(lambda store: store.questions.all()) if one.answered_on]
    assert [(one.text, one.contact_id) for one in answered] == [("Who hires there?", contact.id)]


async def test_the_sheet_comes_with_a_talk_about_their_work(running: Running, db: Database) -> None:
    ids = await some_people(db)
    async with running("goals", (140, 45)) as pilot:
        await press(pilot, "P", "x", "right", "right", "right")
        assert "A normal day:" in screen_text(pilot.app)
        await press(pilot, "left")
        assert "A normal day:" not in screen_text(pilot.app), "nothing was written on it"
        await press(pilot, "right", "ctrl+s")
    contact = (await db.run(lambda store: store.contacts.of(ids["noor"])))[0]
    assert (contact.kind, contact.note) == (ContactKind.INTERVIEW, "")


async def test_the_talks_are_changed_put_away_and_taken_back(running: Running, db: Database) -> None:
    ids = await some_people(db)
    async with running("goals") as pilot:
        await press(pilot, "P", "l")
        assert "Talks with Noor 1" in on_screen(pilot)
        assert "Fri 2 Oct coffee" in on_screen(pilot)
        await press(pilot, "enter")
        await burst(pilot, "<tab>1 oct")
        await press(pilot, "ctrl+s")
        assert "Thu 1 Oct coffee" in on_screen(pilot)
        await press(pilot, "a")
        assert "Your talks will be here" in on_screen(pilot)
        await press(pilot, "v")
        assert "Talks with Noor archive, 1" in on_screen(pilot)
        await press(pilot, "a", "escape", "escape")
        assert "coffee 7 weeks ago" in on_screen(pilot)
    (contact,) = await db.run(lambda store: store.contacts.of(ids["noor"]))
    assert contact.day == date(2026, 10, 1)


async def test_a_person_is_archived_and_brought_back(running: Running, db: Database) -> None:
    await some_people(db)
    async with running("goals") as pilot:
        await press(pilot, "P", "a")
        assert told(pilot) == "Archived. ctrl+z brings it back."
        assert "data lead" not in on_screen(pilot)
        await press(pilot, "v")
        assert "Noor, data lead" in on_screen(pilot)
        await press(pilot, "a", "escape")
        assert "today Noor, data lead" in on_screen(pilot)
        await press(pilot, "ctrl+z", "ctrl+z")
        assert "today Noor, data lead" in on_screen(pilot)


async def test_a_person_changed_elsewhere_is_not_overwritten_unasked(
    running: Running, db: Database, path: Path
) -> None:
    ids = await some_people(db)
    async with running("goals") as pilot:
        await press(pilot, "P", "enter")
        with closing(open_store(path, lambda: NOW + timedelta(minutes=5))) as other:
            other.people.update(ids["noor"], PersonDraft(name="Noor B."))
        await burst(pilot, "<end> A.<enter>")
        await until(pilot, lambda: "There it says: “Noor B.”." in on_screen(pilot))
        await press(pilot, "ctrl+g")
    assert (await db.run(lambda store: store.people.get(ids["noor"]))).name == "Noor B."


async def test_a_talk_left_unfinished_is_gone_on_with(running: Running, db: Database) -> None:
    await some_people(db)
    async with running("goals") as pilot:
        await press(pilot, "P", "x")
        await burst(pilot, "<tab><tab>She said<tab>It depends")
        await press(pilot, "escape", "j", "x")
        assert "A talk with Ben" in screen_text(pilot.app)
        assert "She said" not in screen_text(pilot.app), "it is about another person"
        await press(pilot, "escape")
        await burst(pilot, "<ctrl+p>unfinished")
        await press(pilot, "enter")
        assert "You were writing this" in on_screen(pilot)
        assert "A talk" in on_screen(pilot)
        await press(pilot, "enter")
        assert "She said" in screen_text(pilot.app)
        assert "It depends" in screen_text(pilot.app)
        await press(pilot, "ctrl+s")
    (question,) = await db.run(lambda store: store.questions.all())
    assert question.answer == "It depends"


async def test_what_was_learnt_about_a_question_that_is_gone_stays_in_the_note(running: Running, db: Database) -> None:
    ids = await some_people(db)
    async with running("goals") as pilot:
        await press(pilot, "P", "x")
        await burst(pilot, "<tab><tab>She said<tab>It depends")
        await press(pilot, "escape")
        (question,) = await db.run(lambda store: store.questions.all())
        await db.run(lambda store: store.questions.set_archived(question.id, True))
        await press(pilot, "x", "ctrl+s")
    assert (await db.run(lambda store: store.contacts.of(ids["noor"])))[0].note == "She said\n\nIt depends"


@pytest.mark.parametrize("text", WORST.values(), ids=WORST)
async def test_hostile_words_are_shown_as_words(running: Running, db: Database, text: str) -> None:
    text = text[:400]

    def add(store: Any) -> None:
        person = store.people.add(PersonDraft(name=text, role=text, tags=(text[:90],), known=text, notes=text))
        store.contacts.add(ContactDraft(person_id=person.id, day=TODAY, kind=ContactKind.CALL, note=text))
        store.questions.add(QuestionDraft(text=text, people=(person.id,)))

    await db.run(add)
    async with running("goals") as pilot:
        for keys in (("P",), ("l",), ("escape", "o"), ("enter",), ("escape", "escape", "p"), ("x",)):
            await press(pilot, *keys)
            assert not NEVER_DRAWN.search(screen_text(pilot.app))


@pytest.mark.parametrize("size", SIZES)
async def test_today_leads_to_who_is_due(running: Running, db: Database, size: tuple[int, int]) -> None:
    ids = await some_people(db)
    async with running("today", size) as pilot:
        await pilot.app.screen.go(f"goals.people.people:{ids['ben']}")  # type: ignore[attr-defined]
        await settled(pilot)
        assert "Fri 27 Nov Ben" in on_screen(pilot)
        await press(pilot, "x")
        assert "A talk with Ben" in screen_text(pilot.app)


async def test_the_palette_writes_a_question_down(running: Running, db: Database) -> None:
    await some_people(db)
    async with running("today") as pilot:
        await burst(pilot, "<ctrl+p>who could answer")
        await press(pilot, "enter")
        await burst(pilot, "Who hires there?<tab>ben<enter>")
        await press(pilot, "ctrl+s")
        assert "Who hires there? for Ben" in on_screen(pilot)
    assert len(await db.run(lambda store: store.questions.open())) == 2


async def test_a_stranger_is_not_asked(running: Running, db: Database) -> None:
    await some_people(db)
    async with running("goals") as pilot:
        await press(pilot, "P", "o")
        await burst(pilot, "nWho hires there?<tab>Zoe")
        await press(pilot, "ctrl+s")
        assert "Nobody here is called Zoe. Write them down first." in on_screen(pilot)


async def test_two_of_one_name_are_told_apart(running: Running, db: Database) -> None:
    roles = await db.run(
        lambda store: {
            store.people.add(PersonDraft(name="Noor", role=role)).id: role for role in ("baker", "data lead")
        }
    )
    async with running("goals") as pilot:
        await press(pilot, "P", "o")
        await burst(pilot, "nHow early?<tab>noor (<enter>")
        await press(pilot, "ctrl+s")
    (question,) = await db.run(lambda store: store.questions.open())
    first, second = [person.id for person in await db.run(lambda store: store.people.all())]
    assert question.people == (second,), "the first is simply Noor"
    assert roles[first] != roles[second]


@pytest.mark.parametrize("size", SIZES)
async def test_a_long_form_opens_at_its_top(running: Running, size: tuple[int, int]) -> None:
    async with running("goals", size) as pilot:
        await press(pilot, "P", "n")
        assert "Somebody to keep in touch with" in screen_text(pilot.app)
        assert "Who is it?" in screen_text(pilot.app)
        await press(pilot, *["tab"] * 7)
        assert "Anything else" in screen_text(pilot.app)
        await press(pilot, *["shift+tab"] * 7)
        assert "Who is it?" in screen_text(pilot.app)
