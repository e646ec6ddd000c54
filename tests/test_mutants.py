"""Mutants are small faults of right answers; those that no case tells from a right answer are found."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from tiny import Tiny

from autograder.authoring.bench import Bench, solution_of
from autograder.authoring.mutants import Mutant, make_mutants
from autograder.authoring.survivors import all_mutants, survivors
from autograder.lessons import Lesson


def mutants_of(body: str) -> list[Mutant]:
    """The mutants of a function with this body."""
    return make_mutants("solution", f"def f(x, y=None):\n{textwrap.indent(body, '    ')}\n", set())


def lines_of(body: str) -> set[str]:
    """What the lines of a function with this body become."""
    return {mutant.mutant for mutant in mutants_of(body)}


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("return x < 1", {"return x <= 1", "return x >= 1", "return x < 2", "return x < 0", "return None"}),
        ("return x == y", {"return x != y"}),
        ("return x is None", {"return x is not None", "return not x"}),
        ("return x is not None", {"return x"}),
        ("return x not in y", {"return x in y"}),
        ("return x + y", {"return x - y", "return x", "return y"}),
        ("return x / y", {"return x * y", "return x // y"}),
        ("return -x", {"return x"}),
        ("return not x", {"return x"}),
        ("return x.sum(axis=0)", {"return x.sum(axis=1)", "return x.sum(axis=None)", "return x.sum()"}),
        ("return x.sum(axis=-1)", {"return x.sum(axis=0)"}),
        ("return x.max(keepdims=True)", {"return x.max(keepdims=False)", "return x.max()", "return x.min(keepdims=True)"}),
        ("return x.astype('float32')", {"return x.astype('float64')", "return x"}),
        ("return np.float32(x)", {"return np.float64(x)"}),
        ("return x.copy()", {"return x"}),
        ("return x.std(ddof=1)", {"return x.std()", "return x.var(ddof=1)", "return x.std(ddof=0)"}),
        ("return f(x, y)", {"return f(y, x)"}),
        ("return all(x)", {"return any(x)"}),
        ("return x and y", {"return x or y", "return x", "return y"}),
        ("return [a for a in x if a]", {"return [a for a in list(x)[:1] if a]", "return [a for a in x if True]"}),
        ("return x[1:]", {"return x[:]", "return x[2:]", "return x[0:]", "return x"}),
        ("return x[-1]", {"return x[0]", "return x[1]"}),
        ("return x if y else 0.5", {"return x", "return 0.5", "return x if y else 1.5"}),
        ("return x or 'a'", {"return x or ''"}),
        ("x += 1\nreturn x", {"x -= 1", "x = 1", "pass"}),
        ("x.sort()\nreturn x", {"pass"}),
        ("if x:\n    return y\nelse:\n    y = 2\nreturn x", {"if True:", "if False:", "pass"}),
        ("for a in x:\n    y = a\nreturn y", {"for a in list(x)[:1]:"}),
        ("while x:\n    x = y\nreturn x", {"pass"}),
        ("raise ValueError('no ' + x)", {"raise TypeError('no ' + x)", "pass"}),
        ("try:\n    return x\nexcept KeyError:\n    return y", {"except ArithmeticError:"}),
    ],
)  # fmt: skip
def test_each_kind_of_fault_is_made(body: str, wanted: set[str]) -> None:
    """Boundaries, operators, constants, axes, dtypes, branches, arguments, exceptions, dropped steps."""
    assert set() == wanted - lines_of(body)


@pytest.mark.parametrize(
    "body",
    ["raise ValueError('a text' + str(x + 1))", "return f'{x + 1} rows'", '"""A docstring."""\nreturn x',
     "return f(x, verbose=0)", "a: int = y\nreturn a"],
)  # fmt: skip
def test_what_is_not_graded_is_left_alone(body: str) -> None:
    """What an error says, what is printed, docstrings and annotations are no part of an answer."""
    changed = {mutant.mutant for mutant in mutants_of(body)}
    assert not any("x - 1" in line or "verbose=1" in line or "''" in line for line in changed), changed
    assert not any(line.startswith("a:") and "int" not in line for line in changed), changed


def test_a_mutant_says_where_it_is() -> None:
    """A mutant has the name of its function, its line before and after, and a text that Python takes."""
    (mutant,) = [m for m in mutants_of("z = (\n    x  # first\n    + y\n)\nreturn z") if "-" in m.mutant]
    assert ("solution", "f") == (mutant.of, mutant.function)
    assert "x # first + y" == mutant.line
    assert "x # first - y" == mutant.mutant
    compile(mutant.source, "mutant", "exec")


def test_equal_mutants_are_made_once() -> None:
    """Two faults that Python compiles to the same are one mutant, and one that changes nothing is none."""
    mutants = mutants_of("if x:\n    return 1\nreturn 1 if x else 2")
    assert len({mutant.source for mutant in mutants}) == len(mutants)
    assert [] == [m for m in mutants_of("return x[:]") if m.source == "def f(x, y=None):\n    return x[:]\n"]


def test_a_function_is_mutated_once() -> None:
    """An alternative that repeats a function of the solution adds no mutants of it."""
    known: set[str] = set()
    assert make_mutants("solution", "def f(x):\n    return x + 1\n", known)
    assert [] == make_mutants("loop", "def f(x):\n    return x + 1\n", known)


def make_lesson(folder: Path, solution: str, cases: str) -> Lesson:
    """A small lesson with another solution, which its reference shares, and with other cases."""
    tiny = Tiny(folder)
    old = "return (np.asarray(x) - 1.0) / 2.0"
    for name in ("exercise.py", "reference.py"):
        tiny.plant(name, old, solution.replace("\n", "\n    "))
    (tiny.folder / "alternatives.py").write_text("", encoding="utf-8")
    text = (tiny.folder / "cases.py").read_text(encoding="utf-8").partition("    rows = ")[0]
    drawn = f"    return {{'predict': tuple(Case(name=str(x), args=(x,)) for x in {cases})}}\n"
    (tiny.folder / "cases.py").write_text(text + drawn, encoding="utf-8")
    return tiny.load()


SOLUTION = "if x < 1.0:\n    return 0.0\nreturn x * 3.0"


@pytest.mark.parametrize(
    ("cases", "alive"),
    [("[0.5, 1.0, 1.5, 2.0, 4.0]", set()), ("[0.5, 1.5, 2.0, 4.0]", {"if x <= 1.0:"})],
    ids=["no gap", "the limit itself is not asked"],
)
def test_a_gap_in_the_cases_is_found(tmp_path: Path, cases: str, alive: set[str]) -> None:
    """A mutant that hidden cases do not tell from the solution survives."""
    lesson = make_lesson(tmp_path, SOLUTION, cases)
    found = survivors(Bench(lesson), all_mutants(lesson, solution_of(lesson)))
    assert alive == {survivor.mutant.mutant for survivor in found}


def test_a_mutant_of_one_draw_survives(tmp_path: Path) -> None:
    """A mutant has to be killed with each seed."""
    lesson = make_lesson(tmp_path, SOLUTION, "[0.5, 1.5, 2.0, 4.0, rng.choice([1.0, 3.0])]")
    found = survivors(Bench(lesson), all_mutants(lesson, solution_of(lesson)))
    assert {"if x <= 1.0:"} == {survivor.mutant.mutant for survivor in found}


def test_a_mutant_that_never_ends_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An endless loop is interrupted and counts as a wrong answer."""
    monkeypatch.setattr("autograder.authoring.survivors._SECONDS", 0.2)
    solution = "n = 0\nwhile n < x:\n    n += 1\nreturn n"
    lesson = make_lesson(tmp_path, solution, "[2.5, 3.0]")
    mutants = [m for m in all_mutants(lesson, solution_of(lesson)) if m.mutant in ("n = 1", "n -= 1", "pass")]
    assert mutants
    assert {"n = 1"} >= {survivor.mutant.mutant for survivor in survivors(Bench(lesson), mutants)}
