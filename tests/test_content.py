"""The shipped knowledge is whole: every key leads somewhere, and every line reads well and fits.

The tables of expected keys are copied by hand from the design, not from the files.
"""

import textwrap
import tomllib
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from rut_tui import content
from rut_tui.domain import catalogue
from rut_tui.domain.catalogue import Item, Source
from rut_tui.domain.model import slug

KINDS: dict[str, Callable[[], tuple[Item, ...]]] = {
    "articles": content.articles,
    "scales": content.scales,
    "signs": content.signs,
    "external": content.external,
    "causes": content.causes,
    "questions": content.questions,
    "values": content.values,
    "obstacles": content.obstacles,
    "moves": content.moves,
    "emotions": content.emotions,
    "help_options": content.help_options,
    "emergency": lambda: (content.emergency(),),
    "stories": content.stories,
    "goal_examples": content.goal_examples,
    "career_move_steps": content.career_move_steps,
}
TABLES = {
    "sources.toml": {"source"},
    "signs.toml": {"scale", "sign"},
    "external.toml": {"external"},
    "causes.toml": {"cause"},
    "questions.toml": {"question"},
    "values.toml": {"value"},
    "obstacles.toml": {"obstacle"},
    "moves.toml": {"move"},
    "emotions.toml": {"emotion"},
    "help.toml": {"option", "emergency"},
    "stories.toml": {"story"},
    "goals.toml": {"goal", "step"},
}
OURS = {"articles", "scales", "values", "emotions"}
"""Kinds that may name no article: they are the app's own, or everyday words."""

SIGNS = """
bored            frequency boredom,environment                    momproject,vault,beyond
repetitive       frequency boredom                                hotposts,nextgen
unchallenged     frequency boredom,skill_stagnation               vault,beyond
no_growth        agreement no_path                                momproject,hotposts,vault
plateau          agreement skill_stagnation                       hotposts
monday_dread     frequency burnout,environment                    hotposts,nextgen,beyond
exhausted        frequency burnout,overload                       momproject,hotposts
unhappy          frequency burnout,environment                    momproject
overloaded       frequency overload                               beyond
bare_minimum     frequency boredom,burnout                        nextgen
self_doubt       frequency self_doubt                             momproject
undervalued      agreement undervalued                            momproject,nextgen
underpaid        agreement undervalued,pay                        vault
broken_promises  agreement no_path,undervalued                    vault
not_asked        agreement self_doubt,fear_of_change              vault
search_stalled   agreement self_doubt,skill_stagnation            vault
envy             frequency no_clear_goal,environment              hotposts,nextgen
pivot_pull       frequency no_clear_goal,fear_of_change           momproject
golden_handcuffs agreement pay,fear_of_change,external_pressure   momproject,vault
drifted          agreement no_clear_goal                          hotposts
long_hours       agreement overload,environment                   nextgen
expectations     agreement external_pressure                      hotposts
obligations      agreement external_pressure,pay                  hotposts,momproject
asked_refused    agreement no_path,undervalued                    beyond
"""
CAUSES = """
fear_of_change    hotposts
no_clear_goal     hotposts
burnout           hotposts,momproject
skill_stagnation  hotposts
external_pressure hotposts
boredom           beyond,nextgen
overload          beyond
no_path           momproject,beyond,vault
self_doubt        momproject,vault
undervalued       momproject,vault
pay               momproject,vault
environment       momproject,nextgen
"""
KEYS = {
    "external": "family_health child_trouble own_health relationship grief money_worry housing sleep other",
    "questions": "enjoy strengths qualified company support room salary_vs_satisfaction want specific "
    "clear_now next_step how_change have learned who",
    "values": "autonomy creativity stability impact growth mastery income recognition belonging leadership helping "
    "variety time place purpose fairness calm adventure status family",
    "obstacles": "experience education interviewing selling_myself networking resume cover_letter wrong_school "
    "not_enough age money time location family visa",
}
MOVES = {"renew": 10, "inside": 6, "leave": 9}
WORDS = {
    False: "bored discouraged dissatisfied angry self-doubting frustrated drained dread hopeless envious anxious "
    "stressed overwhelmed lonely numb",
    True: "engaged inspired proud curious energised excited hopeful confident calm content grateful relieved rested "
    "connected",
}


def keys(items: tuple[Item, ...]) -> list[str]:
    return [item.key for item in items]


def rows(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


def copy() -> list[tuple[str, str]]:
    """Every line a person reads, with the place it stands at."""
    told = ((f"{kind}.{item.key}", item) for kind, items in KINDS.items() for item in items())
    return [
        (f"{place}.{field}", text)
        for place, item in told
        for field, text in item.model_dump(exclude={"key", "sources"}).items()
        if isinstance(text, str)
    ]


def test_signs_are_those_of_the_design() -> None:
    found = [[s.key, s.scale, ",".join(s.causes), ",".join(s.sources)] for s in content.signs()]
    assert found == rows(SIGNS)


def test_causes_are_those_of_the_design() -> None:
    assert [[c.key, ",".join(c.sources)] for c in content.causes()] == rows(CAUSES)


@pytest.mark.parametrize("kind", KEYS)
def test_keys_are_those_of_the_design(kind: str) -> None:
    assert keys(KINDS[kind]()) == KEYS[kind].split()


def test_scales_run_from_nothing_to_everything() -> None:
    assert {scale.key: (scale.labels[0], scale.labels[4]) for scale in content.scales()} == {
        "frequency": ("never", "almost always"),
        "agreement": ("not at all", "fully"),
    }


def test_every_cause_rests_on_two_signs_and_has_a_move() -> None:
    signs = Counter(cause for sign in content.signs() for cause in sign.causes)
    assert [c.key for c in content.causes() if signs[c.key] < 2 or not content.moves_for(c.key)] == []


def test_moves_come_in_three_directions_in_order() -> None:
    directions = [move.direction for move in content.moves()]
    assert Counter(directions) == MOVES
    assert [a for a, b in pairwise([*directions, ""]) if a != b] == list(MOVES)


def test_every_key_named_by_another_file_exists() -> None:
    causes, moves, scales = set(keys(content.causes())), set(keys(content.moves())), set(keys(content.scales()))
    assert {cause for sign in content.signs() for cause in sign.causes} <= causes
    assert {cause for move in content.moves() for cause in move.causes} <= causes
    assert {sign.scale for sign in content.signs()} == scales
    assert {story.move for story in content.stories()} <= moves
    assert set(keys(content.articles())) == set(Source)


def test_nothing_is_named_twice() -> None:
    for kind, items in KINDS.items():
        assert [key for key, times in Counter(keys(items())).items() if times > 1] == [], kind
    lists = [sign.causes for sign in content.signs()] + [move.causes for move in content.moves()]
    lists += [item.sources for items in KINDS.values() for item in items()]
    assert [names for names in lists if len(set(names)) < len(names)] == []


def test_names_differ_so_that_a_list_can_be_chosen_from() -> None:
    for kind in ("causes", "external", "values", "moves", "emotions", "help_options"):
        names = [text for place, text in copy() if place.startswith(f"{kind}.") and place.endswith(".name")]
        assert len(names) == len(set(names)) == len(KINDS[kind]())


def test_every_article_is_used_and_every_idea_has_one() -> None:
    told = {kind: items() for kind, items in KINDS.items()}
    assert {source for items in told.values() for item in items for source in item.sources} == set(Source)
    bare = [(kind, item.key) for kind in told.keys() - OURS for item in told[kind] if not item.sources]
    assert bare == []


def test_emotion_keys_are_slugs_of_their_names() -> None:
    assert [word.key for word in content.emotions()] == [slug(word.name) for word in content.emotions()]


def test_emotions_fill_four_quadrants_with_the_words_of_the_articles() -> None:
    quadrants = Counter((word.pleasant, word.energy) for word in content.emotions())
    assert len(quadrants) == 4
    assert all(8 <= size <= 12 for size in quadrants.values())
    for pleasant, words in WORDS.items():
        assert set(words.split()) <= {word.name for word in content.emotions() if word.pleasant is pleasant}


def test_help_names_the_line_to_call() -> None:
    assert keys(content.help_options()) == ["coach", "therapist", "counselling", "assistance", "doctor"]
    assert "local emergency number" in content.emergency().what
    assert "findahelpline.com" in content.emergency().what


def test_goals_to_start_from_are_measured() -> None:
    assert len(content.goal_examples()) == 3
    assert all(goal.measure.split()[0].isdigit() for goal in content.goal_examples())


def test_the_career_plan_has_its_five_steps() -> None:
    assert keys(content.career_move_steps()) == ["know", "training", "people", "profiles", "side_project"]


def test_copy_is_calm_and_plain() -> None:
    banned = ("!", "…", "...", "“", "”", "’", "–", "—", "\n", "  ", "[")
    assert [(place, text) for place, text in copy() if any(mark in text for mark in banned)] == []
    assert [(place, text) for place, text in copy() if not text or text != text.strip()] == []


def test_sentences_end_and_questions_ask() -> None:
    endings = dict.fromkeys(("statement", "what", "why", "objection", "reframe", "start"), ".")
    endings |= {"question": "?", "prompt": "?", "questions.text": "?", "stories.text": "."}
    for place, text in copy():
        kind, _, field = place.split(".")
        if ending := endings.get(f"{kind}.{field}", endings.get(field)):
            assert text.endswith(ending), place
        elif field in {"name", "title"}:
            assert text[-1].isalpha(), place


def test_copy_fits_the_screen() -> None:
    assert [place for place, text in copy() if len(textwrap.wrap(text, 76)) > 3] == []
    assert [place for place, text in copy() if len(textwrap.wrap(text, 52)) > 4] == []
    assert [place for place, text in copy() if place.endswith(".name") and len(text) > 44] == []


def test_every_file_holds_only_what_is_read() -> None:
    root = content.data_root()
    found = {file.name: set(tomllib.loads(file.read_text(encoding="utf-8"))) for file in root.glob("*.toml")}
    assert found == TABLES


def test_each_kind_is_read_once() -> None:
    assert content.signs() is content.signs()
    assert content.moves_for("burnout") is content.moves_for("burnout")


def test_an_item_is_found_by_its_key() -> None:
    burnout = content.find(content.causes(), "burnout")
    assert burnout is not None
    assert burnout.name == "Burnout"
    assert content.find(content.causes(), "from_a_newer_version") is None


BROKEN = {
    "missing": (None, r"^causes\.toml: can't be read \(No such file"),
    "not toml": ("[cause.pay\n", r"^causes\.toml: .*line 1"),
    "not text": (b"\xff\xfe", r"^causes\.toml: .*utf-8"),
    "empty": ("", r"^causes\.toml: holds no \[cause"),
    "another shape": ('cause = "pay"\n', r"^causes\.toml: holds no \[cause"),
    "not a table": ("[cause]\npay = 3\n", r"^causes\.toml: cause\.pay is not a table$"),
    "twice": ("[cause.pay]\n[cause.pay]\n", r"^causes\.toml: .*'pay'.*line 2"),
    "a field missing": (
        '[cause.pay]\nname = "Pay"\nwhat = "It holds you."\n',
        r"^causes\.toml: cause\.pay: question: is missing$",
    ),
    "a field too many": (
        '[cause.pay]\nname = "Pay"\nwhat = "It holds you."\nquestion = "Does it?"\nnote = "x"\n',
        r"^causes\.toml: cause\.pay: note: isn't a field",
    ),
    "no such article": (
        '[cause.pay]\nname = "Pay"\nwhat = "It holds you."\nquestion = "Does it?"\nsources = ["hearsay"]\n',
        r"^causes\.toml: cause\.pay: sources\.0: ",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_named_with_its_key(case: str, tmp_path: Path) -> None:
    text, message = BROKEN[case]
    if text is not None:
        (tmp_path / "causes.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(content.ContentError, match=message):
        content.load(tmp_path, "causes.toml", "cause", catalogue.Cause)
