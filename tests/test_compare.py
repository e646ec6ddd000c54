"""Each way in which an answer can be wrong has its own name and its own sentence."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from conftest import make_task, raised, returned

from autograder.core.answers import Outcome
from autograder.core.results import Difference
from autograder.core.specs import Tolerance
from autograder.core.wire import Other
from autograder.core.wire_tables import Frame
from autograder.grading.compare import compare
from autograder.grading.describe import describe

GRID = np.arange(6.0).reshape(2, 3)


def table(
    columns: str = "ab", values: tuple[float, ...] = (1.0, 2.0), index: tuple[Any, ...] = (0, 1)
) -> Frame:
    """A table with the same values in each column."""
    return Frame(tuple(columns), tuple(np.array(values) for _ in columns), np.array(index))


def difference(expected: Any, received: Any, **changes: Any) -> Difference:
    """The difference between two outcomes, or between two returned values; there must be one."""
    one, other = (v if isinstance(v, Outcome) else returned(v) for v in (expected, received))
    found = compare(make_task(**changes), one, other).difference
    assert found is not None
    return found


def same(expected: Any, received: Any, **changes: Any) -> bool:
    """Whether an answer is right."""
    one, other = (v if isinstance(v, Outcome) else returned(v) for v in (expected, received))
    return compare(make_task(**changes), one, other).difference is None


KINDS: dict[str, tuple[Any, Any, str]] = {
    "an error": (GRID, raised("KeyError", "'ash'"), "raised"),
    "another error": (raised("ValueError"), raised("KeyError"), "raised"),
    "an accepted fault": (raised("ValueError"), GRID, "accepted"),
    "input changed in place": (GRID, returned(GRID, changed=(0, 2)), "changed-input"),
    "text for an array": (GRID, "abc", "type"),
    "None for an array": (GRID, None, "type"),
    "an array for a dict": ({"a": 1}, GRID, "type"),
    "a number for a list": ([1], 1, "type"),
    "text for a number": (1.0, "1.0", "type"),
    "an array for a table": (table(), np.ones((2, 2)), "type"),
    "another shape": (GRID, GRID[0], "shape"),
    "a list too short": ([1, 2], [1], "shape"),
    "NaN": (GRID, np.where(GRID > 3, np.nan, GRID), "nan"),
    "a number": (GRID, GRID + 1, "value"),
    "infinite": (GRID, np.where(GRID > 4, np.inf, GRID), "value"),
    "a number for NaN": (np.array([np.nan]), np.array([0.0]), "value"),
    "a complex number": (GRID, GRID + 1j, "value"),
    "a bool for a number": (1, True, "item"),
    "a number for a bool": (True, 1, "item"),
    "another word": ("Gentoo", "Adelie", "item"),
    "another word in an array": (np.array(["a", "b"]), np.array(["a", "c"]), "item"),
    "another date": (np.array(["2026-01-01"], "M8[D]"), np.array(["2026-01-02"], "M8[D]"), "item"),
    "numbers as text": (GRID, GRID.astype(str), "item"),
    "objects for numbers": (GRID, np.full((2, 3), "x", object), "dtype"),
    "an integer beyond any float": (GRID, np.full((2, 3), 10**400, object), "dtype"),
    "other keys": ({"a": 1}, {"b": 1}, "keys"),
    "a key missing": ({"a": 1, "b": 2}, {"a": 1}, "keys"),
    "other columns": (table("ab"), table("ac"), "columns"),
    "columns in another order": (table("ab"), table("ba"), "columns"),
    "other row labels": (table(), table(index=(0, 2)), "value"),
    "fewer rows": (table(), table(values=(1.0,), index=(0,)), "shape"),
    "a number in a table": (table(), table(values=(1.0, 3.0)), "value"),
}


@pytest.mark.parametrize(("expected", "received", "kind"), KINDS.values(), ids=KINDS.keys())
def test_every_difference_has_its_kind(expected: Any, received: Any, kind: str) -> None:
    """What is wrong is named before the numbers are compared, with what was expected and what came."""
    found = difference(expected, received)
    assert kind == found.kind
    assert all((found.expected, found.got))


SHAPES = {
    "missing batch axis": ((1, 3), (3,), "The batch axis is missing: one row is a batch of one."),
    "an empty list for no rows": ((0, 3), (0,), "A result without rows has a shape, too: (0, 3)."),
    "lying on its side": ((9, 6, 3), (6, 9, 3), "Height and width are exchanged: arrays count height first."),
    "lying on its side in a batch": (
        (2, 9, 6, 3),
        (2, 6, 9, 3),
        "Height and width are exchanged: arrays count height first.",
    ),
    "channels first": ((9, 6, 3), (3, 9, 6), "The channels belong last."),
    "no channels": ((2, 9, 6, 1), (2, 9, 6), "The axis of the channels is missing: it is the last."),
    "batch last": ((2, 9, 6, 3), (9, 6, 3, 2), "The batch axis belongs first."),
    "a picture for a batch": (
        (1, 9, 6, 3),
        (9, 6, 3),
        "The batch axis is missing: one picture is a batch of one.",
    ),
    "a batch for a picture": ((9, 6, 3), (1, 9, 6, 3), "There is a batch axis too many."),
    "too few channels": ((9, 6, 3), (9, 6, 4), "A picture needs 3 channels, on the last axis."),
    "another size": ((9, 6, 3), (8, 6, 3), "Check the size of the picture: height first, then width."),
    "too few pictures": (
        (4, 9, 6, 3),
        (3, 9, 6, 3),
        "Return one picture for each picture of the input, no more and no fewer.",
    ),
    "swapped": ((2, 3), (3, 2), "The axes are swapped."),
    "too few rows": ((4, 3), (3, 3), "Return one row for each row of the input, no more and no fewer."),
    "too many rows": ((0, 3), (1, 3), "Return one row for each row of the input, no more and no fewer."),
    "other columns": ((4, 3), (4, 2), "Check which columns or axes the result is made of."),
    "one axis too many": ((3,), (3, 1), "The result needs 1 axis."),
    "two axes too few": ((2, 3, 1), (6,), "The result needs 3 axes."),
    "no axis": ((), (1,), "The result needs 0 axes."),
}


@pytest.mark.parametrize(("expected", "received", "advice"), SHAPES.values(), ids=SHAPES.keys())
def test_shapes_say_what_to_do(expected: tuple[int, ...], received: tuple[int, ...], advice: str) -> None:
    """A wrong shape is told with both shapes, and with the likely reason."""
    found = difference(np.zeros(expected), np.zeros(received))
    assert (f"shape {expected}", f"shape {received}", advice) == (found.expected, found.got, found.advice)


def test_only_predictions_flip() -> None:
    """Rows of something else than class scores are not counted as flipped predictions."""
    assert difference(GRID, GRID[::-1].copy()).flips is None


def test_a_wrong_number_says_where() -> None:
    """The place of the largest difference, both numbers, the distance, and the flipped rows."""
    got = GRID.copy()
    got[1, 0], got[0, 1] = 9.0, 1.5
    found = difference(GRID, got, predictions=True)
    assert ("3", "result[1][0] = 9") == (found.expected, found.got)
    assert (6.0, 1, 2) == (found.distance, found.flips, found.rows)


@pytest.mark.parametrize(
    ("expected", "received", "place"),
    [
        ({"std": {"ash": 1.0}}, {"std": {"ash": 2.0}}, "['std']['ash'] = 2"),
        ([1.0, [2.0]], [1.0, [3.0]], "[1][0] = 3"),
        (table(), table(values=(1.0, 3.0)), "['a'][1] = 3"),
        (table(index=(7, 4)), table(values=(1.0, 3.0), index=(7, 4)), "['a'][1] (row '4') = 3"),
        (table(), table(index=(0, 2)), ".index[1] = 2"),
    ],
    ids=["dict", "list", "table", "rows with labels", "row labels"],
)
def test_the_path_leads_to_the_number(expected: Any, received: Any, place: str) -> None:
    """Inside containers, the sentence names the keys on the way."""
    assert place == difference(expected, received).got


def test_nan_says_how_many() -> None:
    """NaN where numbers are expected is counted."""
    assert "NaN in 2 places of 6" == difference(GRID, np.where(GRID > 3, np.nan, GRID)).got


def test_changed_inputs_are_named() -> None:
    """Arguments have the names of parameters; others count from one, as people do."""
    found = difference(GRID, returned(GRID, changed=(0, 2)))
    assert "`x` and argument 3 were changed in place" == found.got


ERRORS = {
    "the stub": (raised("NotImplementedError"), "Replace `raise NotImplementedError` with your code."),
    "an endless loop": (raised("KeyboardInterrupt"), "Look for a loop that never ends."),
    "other parameters": (
        raised("TypeError", "f() missing 1 required positional argument: 'y'"),
        "Keep the parameters of the function as they were given: `double(x)`.",
    ),
    "an argument of another function": (
        raised("TypeError", "int() argument must be a string, not 'NoneType'", where="line 2: int(x)"),
        "",
    ),
    "other parameters of another function": (
        raised("TypeError", "g() missing 1 required positional argument: 'y'", where="line 2: g(x)"),
        "",
    ),
    "an unknown name": (
        raised("NameError", "name 'x' is not defined"),
        "Define this name before it is used, or mend its spelling.",
    ),
    "no rows for model.predict": (
        raised(
            "UnboundLocalError", "cannot access local variable 'batch_outputs' where it is ...", "line 1: f"
        ),
        "`model.predict` can't take an empty batch. Call the model, `model(x)`, or answer without it.",
    ),
    "no rows for an older model.predict": (
        raised(
            "ValueError",
            "Unexpected result of `predict_function` (Empty batch_outputs). Please ...",
            "line 1: f",
        ),
        "`model.predict` can't take an empty batch. Call the model, `model(x)`, or answer without it.",
    ),
    "an own test": (
        raised("ValueError", "too large", "line 3: raise ValueError('too large')", own=True),
        "This input is good; which of your tests refuses it?",
    ),
    "an own assertion": (
        raised("AssertionError", "", "line 3: assert len(x)", own=True),
        "This input is good; which of your tests refuses it?",
    ),
    "an accident": (raised("ValueError", "The truth value of ... is ambiguous", "line 3: if x == y:"), ""),
    "anything else": (raised("KeyError"), ""),
}


@pytest.mark.parametrize(("error", "advice"), ERRORS.values(), ids=ERRORS.keys())
def test_errors_say_what_to_do(error: Outcome, advice: str) -> None:
    """An unexpected error comes with the next step, if its text doesn't say all there is."""
    assert advice == difference(GRID, error).advice


def test_an_error_is_quoted_with_its_line() -> None:
    """The student reads the kind, the text and the own line of the error."""
    error = raised("KeyError", "'ash'", where="line 4: frame['ash']")
    assert "KeyError: 'ash' (line 4: frame['ash'])" == difference(GRID, error).got


def test_a_fault_must_be_refused_by_name() -> None:
    """Where the reference refuses, the advice names the error to raise and shows what came instead."""
    found = difference(raised("ValueError"), GRID)
    assert "ValueError, because this input must be refused" == found.expected
    assert "no error was raised; array (2, 3) float64 was returned" == found.got
    assert "raise ValueError" in found.advice


@pytest.mark.parametrize("kind", ["ValueError", "UnicodeDecodeError"])
def test_a_kind_of_the_expected_error_is_right(kind: str) -> None:
    """A subclass of the expected exception is right, whatever its message."""
    assert same(raised("ValueError", "one text"), raised(kind, "another"))


def test_a_base_of_the_expected_error_is_wrong() -> None:
    """``raise Exception`` is not the error that was asked for."""
    assert not same(raised("ValueError"), raised("Exception"))


@pytest.mark.parametrize(
    "value", [GRID, True, "fine", Other("object", "...")], ids=["array", "True", "text", "other"]
)
def test_a_guard_returns_nothing(value: Any) -> None:
    """Where the reference returns None, only None is right."""
    assert same(None, None)
    assert "returned" == difference(None, value).kind


def test_an_error_needs_a_sentence_where_one_is_asked_for() -> None:
    """An exception of the right kind without a word is wrong in such a task, and right in others."""
    asked: dict[str, Any] = {"require": frozenset({"sentence"})}
    assert same(raised("ValueError", "too far"), raised("ValueError", "beyond 10"), **asked)
    assert same(raised("ValueError", "too far"), raised("ValueError", ""))
    found = difference(raised("ValueError", "too far"), raised("ValueError", " "), **asked)
    assert ("sentence", "ValueError with a sentence that names the fault") == (found.kind, found.expected)


@pytest.mark.parametrize(
    ("value", "good"),
    [
        (np.array([1, 0]), True),
        (np.array([1, 0], "uint8"), True),
        ([1, 0], True),
        (np.array([1, 0], object), True),
        (np.array([1.0, 0.0]), False),
        (np.array([True, False]), False),
        ([1.0, 0.0], False),
        (np.array([True, 0], object), False),
    ],
    ids=["int64", "uint8", "list", "items", "floats", "bools", "list of floats", "a bool among items"],
)
def test_integers_are_integers_where_they_are_asked_for(value: Any, good: bool) -> None:
    """Of any width, in an array or a list; the same numbers as floats or bools are wrong."""
    assert good == same(np.array([1, 0]), value, require=frozenset({"integer"}))
    assert same(np.array([1, 0]), value)


@pytest.mark.parametrize(
    ("expected", "received", "right"),
    [
        (np.array([1.0, 0.0]), [True, 0], True),
        (np.array([1.0, np.nan]), [1.0, None], True),
        (np.array(["a", None], object), np.array(["a", math.nan], object), True),
        (["a", None], ("a", None), True),
        (["a", None], ["a", math.nan], False),
        ([1, 2], np.array([1, 2]), True),
        ((1, np.array([1.0])), (1, [1.0]), False),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True),
        (1.0, np.float32(1), True),
        (1.0, np.array(1), True),
        (1, True, False),
        (True, np.bool_(True), True),
        (True, 1, False),
        ("a", np.str_("a"), True),
        (table(), Frame(("a", "b"), (np.array([1, 2]), np.array([1, 2])), np.array([0, 1])), True),
        (table(), table(index=(3, 4)), False),
        (table(), table(columns="ba"), False),
    ],
)
def test_what_the_manual_says_of_answers(expected: Any, received: Any, *, right: bool) -> None:
    """The table of docs/author.md on what counts as the same, row by row."""
    assert right == same(expected, received)


def test_what_can_not_be_compared_is_unequal() -> None:
    """NumPy refuses to compare years with days; a card says that they differ."""
    years, days = (np.array([1], f"timedelta64[{unit}]") for unit in "YD")
    assert "item" == difference(years, days).kind


def test_no_integers_may_be_of_any_dtype() -> None:
    """An empty array has no number that could be wrong."""
    assert same(np.array([], int), np.array([]), require=frozenset({"integer"}))


def test_a_guard_must_not_change_its_input() -> None:
    """Where the reference returns None, a changed input is still wrong."""
    assert "changed-input" == difference(None, returned(None, changed=(0,))).kind


@pytest.mark.parametrize(
    ("value", "text"),
    [(GRID, "array (2, 3) float64"), (table(), "DataFrame (2, 2) float64"), ({"a": 1}, "dict with 1 key"), ([1, 2], "[1, 2]"),
     ([0] * 99, "list of 99 integers"), ([[0.5] * 8] * 9, "list of 9 lists of 8 numbers"), ([1, "a", None] * 9, "list of 27 items: int, str, NoneType"),
     ([np.zeros((2, 2))] * 3, "list of 3 arrays (2, 2) float64"), (b"x" * 2921, "file of 2,921 bytes"), (Other("Model", "<Model>"), "Model: <Model>"), ("x" * 99, "'" + "x" * 76 + "..."),
     (math.nan, "nan"), (np.str_("virginica"), "'virginica'"), ([np.str_("a"), np.float32(0.5)], "['a', 0.5]"), ((np.int64(1),), "(1,)"),
     ([np.str_("virginica")] * 9, "list of 9 texts")],
    ids=["array", "table", "dict", "short list", "long list", "list of lists", "mixed list", "list of arrays", "file", "other", "long text", "number", "NumPy text", "list of NumPy's", "tuple of NumPy's", "list of NumPy texts"],
)  # fmt: skip
def test_values_are_described_in_a_few_words(value: Any, text: str) -> None:
    """No description is longer than a line."""
    assert text == describe(value)


def test_a_card_writes_names_as_people_do() -> None:
    """Texts of NumPy stand on a card as plain texts, in an array of names and as keys."""
    wrong = difference(np.array(["setosa", "virginica"]), np.array(["setosa", "versicolor"]))
    assert ("'virginica'", "[1]: 'versicolor'") == (wrong.expected, wrong.got)
    assert "keys 'virginica'" == difference({np.str_("setosa"): 1}, {np.str_("virginica"): 1}).got


def test_a_list_that_holds_itself_is_described() -> None:
    """A description always ends."""
    endless: list[Any] = [1]
    endless.append(endless)
    assert "[1, ...]" == describe(endless)


def test_the_first_question_is_the_first_answer() -> None:
    """A wrong dtype is told before wrong numbers, where the dtype matters."""
    task: dict[str, Any] = {"require": frozenset({"dtype"}), "tolerance": Tolerance(atol=1e-3)}
    found = difference(GRID.astype("float32"), GRID + 1, **task)
    assert ("dtype", "Convert the result: `.astype('float32')`.") == (found.kind, found.advice)


RETURNED = {
    "an exception": Other("ValueError", "ValueError('columns are missing: hue')"),
    "a class of exceptions": Other("type", "<class 'ValueError'>"),
    "one of the student's own": Other("type", "<class '__main__.BadInputError'>"),
}


@pytest.mark.parametrize("value", RETURNED.values(), ids=RETURNED.keys())
def test_a_returned_exception_is_to_be_raised(value: Other) -> None:
    """Whoever writes ``return ValueError(...)`` is told that it was returned."""
    advice = difference(raised("ValueError"), returned(value, value.type_name)).advice
    assert "You returned the exception; raise it: `raise ValueError(...)`." == advice


def test_a_good_input_is_called_good() -> None:
    """A guard that refuses a good input is not told that None was expected."""
    found = difference(None, raised("ValueError", "too large", "line 3: raise ValueError('too large')"))
    assert "no error: this input is good" == found.expected


def test_an_assertion_is_no_value_error() -> None:
    """Where ValueError is asked for, ``assert`` is answered with what to write in its place."""
    advice = difference(raised("ValueError"), raised("AssertionError")).advice
    assert "`assert` raises AssertionError; write `if ...: raise ValueError(...)` in its place." == advice


THINGS: list[tuple[Any, Any, str]] = [
    ({"a": 1}, GRID, "Return a dictionary."),
    ({"a": {"b": 1}}, {"a": 1}, "Return a dictionary here."),
    (1.0, "1.0", "Return a number."),
    (1, True, "Return a number."),
    (True, 1, "Return True or False."),
    (table(), np.ones((2, 2)), "Return a DataFrame."),
    (2.0, 3.0, ""),
    ("Gentoo", "Adelie", ""),
]


@pytest.mark.parametrize(("expected", "received", "advice"), THINGS, ids=repr)
def test_another_kind_of_thing_is_named(expected: Any, received: Any, advice: str) -> None:
    """Where the kind is wrong, the advice names the right one; where only the value is, there is none."""
    assert advice == difference(expected, received).advice


def test_keys_are_told_one_by_one() -> None:
    """Which keys are missing, and which nobody asked for."""
    found = difference({"max": 1, "bias": 2}, {"max": 1, "mean": 2})
    assert (
        "Give the dictionary exactly these keys: 'bias' is missing; 'mean' is not asked for." == found.advice
    )


LABELS = (("17", "4"), ("ash", "hue", "proline"))


@pytest.mark.parametrize(
    ("labels", "place"),
    [
        (LABELS, "result[1][0] (row '4', column 'ash') = 9"),
        (((), LABELS[1]), "result[1][0] (column 'ash') = 9"),
        ((), "result[1][0] = 9"),
    ],
    ids=["rows and columns", "columns", "no names"],
)
def test_places_have_names(labels: tuple[tuple[str, ...], ...], place: str) -> None:
    """Where rows and columns have names, a wrong number is named by them."""
    got = GRID.copy()
    got[1, 0] = 9.0
    found = compare(make_task(), returned(GRID), returned(got), labels).difference
    assert found is not None and place == found.got


def test_nan_names_its_columns() -> None:
    """Where columns have names, those that hold NaN are named."""
    found = compare(
        make_task(), returned(GRID), returned(np.where(GRID > 3, np.nan, GRID)), LABELS
    ).difference
    assert found is not None and "NaN in 2 places of 6: 'hue', 'proline'" == found.got


def test_a_wrong_number_can_be_drawn() -> None:
    """The numbers of all columns or keys go with the difference, and which of them are wrong."""
    array = difference(GRID, GRID + np.array([[0, 1, 0]])).figure
    frame = difference(table(), table(values=(1.0, 3.0))).figure
    entries = difference({"a": 1.0, "b": 2.0}, {"a": 1.0, "b": 3.0}).figure
    assert array is not None and [False, True, False] * 2 == np.ravel(array.wrong).tolist()
    assert frame is not None and (("a", "b"), [[False, False], [True, True]]) == (
        frame.names,
        np.asarray(frame.wrong).tolist(),
    )
    assert entries is not None and (("a", "b"), [False, True]) == (
        entries.names,
        np.asarray(entries.wrong).tolist(),
    )
