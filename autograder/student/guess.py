"""``reveal``: compares a guess with what was measured, and says nothing of it before there is a guess."""

from __future__ import annotations

import math
from typing import Any

from autograder.student.show import say, written

_CLOSE = 1.25
"""Up to this factor, a guess is called close."""


def reveal(guess: Any, measured: float, unit: str = "") -> None:
    """Show what was measured beside your guess. Without a guess it shows nothing of it.

    Args:
        guess: Your number; ``...`` stands for none so far.
        measured: The number that was measured.
        unit: Its unit, such as ``"mpg"``.

    Example:
        >>> reveal(25, 21.4, "mpg")
        You guessed 25 mpg
        It is 21.4 mpg: your guess was close.
        >>> reveal(..., 21.4, "mpg")
        No guess yet
        In the cell above, write a number in place of the three dots. Run that cell, then this one.
    """
    if guess is ...:
        text = "In the cell above, write a number in place of the three dots. Run that cell, then this one."
        say("No guess yet", text)
        return
    try:
        number = float(guess)
    except (TypeError, ValueError):
        number = math.nan
    if math.isnan(number):
        text = f"Expected a number, such as 3.5; got {written(guess)}. Write one, and run both cells again."
        say("This guess is no number", text)
        return
    say(
        f"You guessed {_with(number, unit)}",
        f"It is {_with(float(measured), unit)}: {_verdict(number, measured)}.",
    )


def _verdict(guess: float, measured: float) -> str:
    """How far off a guess is, in words."""
    if guess == measured:
        return "your guess was right"
    if guess * measured <= 0:
        return "your guess was far off" if guess * measured < 0 else _difference(guess, measured)
    factor = max(guess / measured, measured / guess)
    if factor <= _CLOSE:
        return "your guess was close"
    times = f"{factor:,.0f}" if factor >= 10 else f"{factor:.1f}"  # noqa: PLR2004 - two digits
    return f"your guess was {times} times too {'high' if abs(guess) > abs(measured) else 'low'}"


def _difference(guess: float, measured: float) -> str:
    return f"your guess was too {'high' if guess > measured else 'low'}"


def _with(number: float, unit: str) -> str:
    digits = f"{number:,.0f}" if abs(number) >= 1000 or number == round(number) else f"{number:.3g}"  # noqa: PLR2004
    space = "" if unit == "%" else " "
    return f"{digits}{space}{unit}" if unit else digits
