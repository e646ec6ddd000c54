"""Inputs for lesson 08: names in all kinds of orders, and scores to put them on."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from autograder.core.specs import Case, Cases

_DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_THINGS = [
    *("brick", "cat", "coffee", "crocus", "daisy", "eye", "fern", "grass", "gravel", "ivy", "moss", "oak"),
    *("paving", "rose", "sand", "setosa", "sky", "tulip"),
]


def make_cases(rng: np.random.Generator) -> Cases:
    """Draw every task's cases; what kind each of them is never depends on the draw."""
    return {
        "contract": _contract_cases(rng),
        "read": _read_cases(rng),
        "decide": _decide_cases(rng),
        "guard": _guard_cases(rng),
    }


def _draw(rng: np.random.Generator, count: int, pool: list[str] = _THINGS) -> list[str]:
    """So many names in an order in which none stands at its place in the alphabet."""
    while True:
        names = [str(name) for name in rng.choice(pool, count, replace=False)]
        if all(one != other for one, other in zip(names, sorted(names), strict=True)):
            return names


def _rows(rng: np.random.Generator, names: list[str]) -> list[str]:
    """Names of rows that appear for the first time in this order.

    The second row repeats the first, so the number of a row is that of no name but the first. By how often
    they occur, and from the last row on, the names stand in another order, which is not the reverse of it.
    """
    frequent = names
    while frequent in (names, names[::-1]):
        frequent = [str(name) for name in rng.permutation(names)]
    head = [names[0], names[0]]
    for place, name in enumerate(names[1:], start=1):
        head += [name, *rng.choice(names[:place], int(rng.integers(0, 2)))]
    count = Counter(head)
    wanted = {name: 5 * len(names) - 2 * place for place, name in enumerate(frequent)}
    tail = [name for name in names for _ in range(wanted[name] - count[name])]
    while True:
        rows = [str(name) for name in [*head, *rng.permutation(tail)]]
        if list(dict.fromkeys(rows[::-1])) not in (names, names[::-1]):
            return rows


def _contract_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    """The names of training rows, as lists, arrays and Series.

    Six names and more: an order that came about in another way, such as that of a set, is hardly ever equal
    by chance to one that a misconception gives.
    """

    def case(name: str, rows: Any) -> Case:
        return Case(name=name, args=(rows,))

    def in_capitals() -> list[str]:
        """Two names that differ in their first letter alone, and others."""
        one, *others = _draw(rng, 5, _DIGITS)
        return _rows(rng, [one, *others[:2], one.capitalize(), *others[2:]])

    def shuffled() -> pd.Series:
        """Rows whose index begins later: read by their labels, their names appear in another order."""
        while True:
            rows, first = _rows(rng, _draw(rng, 6)), int(rng.integers(6, 30))
            if list(dict.fromkeys(rows[first:] + rows[:first])) != list(dict.fromkeys(rows)):
                return pd.Series(rows, index=np.roll(np.arange(len(rows)), first), dtype=object)

    return (
        case("ten words", np.array(_rows(rng, _draw(rng, 10, _DIGITS)))),
        case("seven names", _rows(rng, _draw(rng, 7))),
        case("eight names", np.array(_rows(rng, _draw(rng, 8)))),
        case("numbers as text", _rows(rng, ["7", "10", "2", "1", "12", "5"])),
        case("Six and six", in_capitals()),
        case("a shuffled Series", shuffled()),
        case("one name", _draw_one(rng) * int(rng.integers(3, 7))),
        case("no rows", []),
    )


def _draw_one(rng: np.random.Generator) -> list[str]:
    return [str(rng.choice(_THINGS))]


def _read_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    """Three kinds of files, as ``json.load`` returns them."""

    def case(name: str, stored: Any) -> Case:
        return Case(name=name, args=(stored,))

    def by_name(names: list[str]) -> dict[str, int]:
        """``{name: number}``, in the alphabet's order."""
        return dict(sorted((name, number) for number, name in enumerate(names)))

    def by_number(names: list[str], order: list[int]) -> dict[str, str]:
        """``{number: name}``, in some order."""
        return {str(number): names[number] for number in order}

    five, six = _draw(rng, 5), _draw(rng, 6)
    mixed = [int(number) for number in np.roll(rng.permutation(6), 1)]
    while mixed in (sorted(mixed), sorted(mixed, key=lambda number: six[number])):
        mixed = [int(number) for number in rng.permutation(6)]
    place = int(rng.integers(1, 4))
    turned = dict(list(by_name(five).items())[place:] + list(by_name(five).items())[:place])
    while list(turned) == five:
        five = _draw(rng, 5)
        turned = dict(list(by_name(five).items())[place:] + list(by_name(five).items())[:place])
    twelve = _draw(rng, 12)
    return (
        case("ten words", by_name(_draw(rng, 10, _DIGITS))),
        case("five names", turned),
        case("twelve names", by_name(_draw(rng, 12))),
        case("six numbers", by_number(six, mixed)),
        case("a list", _draw(rng, 4)),
        case("twelve numbers", by_number(twelve, sorted(range(12), key=str))),
        case("names that are numbers", by_name(["7", "10", "2", "1", "0"])),
        case("numbers, and names that are numbers", by_number(["7", "10", "2", "1"], [3, 1, 0, 2])),
        case("an empty dictionary", {}),
        case("an empty list", []),
    )


def _decide_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    """Scores of networks with one column and with several."""

    def case(name: str, scores: Any, names: list[str]) -> Case:
        return Case(name=name, args=(np.asarray(scores, dtype="float32"), names))

    def scores(winners: list[int], columns: int) -> np.ndarray:
        """Logits whose largest stands in the given columns; where that is the last, all are below 0."""
        drawn = rng.uniform(-3, 1, (len(winners), columns))
        drawn[np.arange(len(winners)), winners] = rng.uniform(1.2, 4, len(winners))
        drawn[np.array(winners) == columns - 1] -= 5
        return drawn

    def each(columns: int, rows: int) -> list[int]:
        """Each column wins, in a drawn order, and some win again."""
        again = rng.integers(0, columns, rows - columns)
        return [int(winner) for winner in rng.permutation([*range(columns), *again])]

    def softmax(logits: np.ndarray) -> np.ndarray:
        """Probabilities of the same order; the logits are pressed together, so that few are above 0.5."""
        powers = np.exp(logits / 4)
        return np.asarray(powers / powers.sum(axis=1, keepdims=True))

    def column(*numbers: int) -> np.ndarray:
        """Probabilities, clear of 0.5, for which the name of this number wins, 0 or 1."""
        rows = len(numbers)
        drawn = np.where(numbers, rng.uniform(0.6, 0.95, rows), rng.uniform(0.05, 0.4, rows))
        return drawn[:, np.newaxis]

    four, two = _draw(rng, 4), _draw(rng, 2)
    tie = scores([2, 1, 3, 0, 1], 4)
    tie[0, 1], tie[2, 0], tie[4, 0] = tie[0, 2], tie[2, 3], tie[4, 1]
    sides = [int(side) for side in rng.permutation([1, 1, 1, 0, 0, 1, 0])]
    return (
        case("ten columns", scores(each(10, 25), 10), _draw(rng, 10, _DIGITS)),
        case("three columns", scores(each(3, 8), 3), _draw(rng, 3)),
        case("five columns, five rows", scores(each(5, 5), 5), _draw(rng, 5)),
        case("eight columns of probabilities", softmax(scores(each(8, 12), 8)), _draw(rng, 8)),
        case("one row", scores([int(rng.integers(1, 5))], 6), _draw(rng, 6)),
        case("one column", column(*sides), _draw(rng, 2)),
        case("one column, one row", column(1), _draw(rng, 2)),
        case("two columns", scores([1, 0, 0, 1, 1], 2), two),
        case("a tie", tie, four),
        case("exactly 0.5", [[0.5], *column(1, 0, 1)], _draw(rng, 2)),
        case("no rows, four columns", np.zeros((0, 4)), _draw(rng, 4)),
        case("no rows, one column", np.zeros((0, 1)), _draw(rng, 2)),
    )


def _guard_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    """Names that a service is about to use, those that training stored, and a model's number of columns."""

    def case(name: str, names: Any, stored: list[str], columns: int) -> Case:
        return Case(name=name, args=(names, stored, columns))

    def exchanged(names: list[str]) -> list[str]:
        """Two names in the middle have changed places."""
        return [names[0], names[2], names[1], *names[3:]]

    def replaced(names: list[str], name: str) -> list[str]:
        return [*names[:2], name, *names[3:]]

    ten, five, four, three = _draw(rng, 10, _DIGITS), _draw(rng, 5), _draw(rng, 4), _draw(rng, 3)
    two, six = _draw(rng, 2), _draw(rng, 6)
    twice = replaced(five, five[0])
    return (
        case("good, ten names", list(ten), ten, 10),
        case("good, three names", list(three), three, 3),
        case("good, two columns", list(two), two, 2),
        case("two names exchanged", exchanged(five), five, 5),
        case("in the alphabet's order", sorted(ten), ten, 10),
        case("the last name first", [four[-1], *four[:-1]], four, 4),
        case("one column, exchanged", two[::-1], two, 1),
        case("a name missing today", five[:-1], five, 5),
        case("a name more", [*four, "unknown"], four, 4),
        case("another name", replaced(six, "other"), six, 6),
        case("a capital letter more", replaced(ten, ten[2].capitalize()), ten, 10),
        case("both too few", list(four), four, 5),
        case("both too many", list(six), six, 5),
        case("one more is stored", six[:-1], six, 5),
        case("one fewer is stored", list(six), six[:-1], 6),
        case("good tuple", tuple(five), five, 5),
        case("good array", np.array(four), four, 4),
        case("a tuple in another order", tuple(exchanged(four)), four, 4),
        case("good, one column", list(two), two, 1),
        case("one column and one name", two[:1], two[:1], 1),
        case("one column and three names", list(three), three, 1),
        case("a name twice, stored so", list(twice), twice, 5),
    )
