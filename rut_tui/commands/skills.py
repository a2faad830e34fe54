"""The keys of skills and experiments, on the tabs of Goals."""

from typing import Final

from rut_tui.commands.command import Command, quiet

LEVELS: Final = ("none yet", "first steps", "with help", "on my own", "well", "others come to ask")
"""How good one is at something, in words, from 0 to 5."""

SKILLS: Final = (
    Command(
        "goals.skills.better", "plus", "level(1)", "better", "Say that you are one level better.", "+", palette=False
    ),
    quiet("goals.skills.worse", "minus", "level(-1)", "less", "Take a level back.", "-"),
    Command("goals.skills.done", "x", "done", "done", "Say that it is learnt, or that it isn't.", palette=False),
    quiet("goals.skills.begin", "m", "begin", "begin", "Say that you are learning it now."),
    Command("goals.experiments.end", "x", "end", "end", "End the experiment, and say what it said.", palette=False),
    Command("goals.experiments.begin", "m", "begin", "begin", "Begin the experiment, or open it again.", palette=False),
    Command("level.0", "0", "rate(0)", "level", f"Level 0: {LEVELS[0]}.", "0–5", palette=False),
    *(
        quiet(f"level.{number}", str(number), f"rate({number})", "level", f"Level {number}: {word}.")
        for number, word in enumerate(LEVELS[1:], 1)
    ),
    quiet("level.lower", "left", "move(-1)", "lower", "One lower."),
    quiet("level.higher", "right", "move(1)", "higher", "One higher."),
    quiet("level.clear", "backspace,delete", "rate(None)", "clear", "Take the level back."),
    Command("level.save", "enter", "submit", "save", "Save the form.", palette=False),
)
"""What is done with skills and experiments."""
