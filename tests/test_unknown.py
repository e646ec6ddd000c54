"""Equal unknown answers: what they share, how they are listed, and the words that an instructor gives them."""

from __future__ import annotations

import dataclasses
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import X, doubling_key, raised, returned
from repository import HERE
from rich.console import Console

from autograder.authoring.course_copy import copy_course
from autograder.core.answers import Answers, NoAnswers
from autograder.core.errors import AnswersError, CourseError
from autograder.core.paths import CourseRoot
from autograder.core.results import RESULT_MIME, Claim, Diagnosis, TaskResult, TaskSummary
from autograder.core.wire_tables import Frame
from autograder.desk import report, unknown
from autograder.grader import code_path, words
from autograder.grader.identities import identities_of
from autograder.grader.table import rows_of
from autograder.grader.words import Named, Words
from autograder.grader.writer import Writer
from autograder.grading import cards
from autograder.grading.grade import grade
from autograder.intake.submissions import Submission
from autograder.lessons import discover, find

KEY = doubling_key()
LESSON = find(HERE, "normalization")
TASK = next(task for task in LESSON.spec.graded if task.name == "fit")
TASK_ID = LESSON.spec.task_id(TASK)
ENTRY = Named(
    task=TASK_ID, title="A title", advice="An advice.", reason="", lesson="0" * 16, identities=("a" * 16,)
)


def failed(answers: Answers, task: str = "double") -> TaskResult:
    """The result of answers whose mistake nobody knows."""
    result = cards.drawn(grade(KEY, {task: answers})[task])
    return dataclasses.replace(result, diagnosis=Diagnosis(claim=Claim.UNKNOWN))


def identities(answers: Answers, *sources: str, task: str = "double") -> set[str]:
    """The identities of unknown answers, and of the code that gave them."""
    return set(identities_of(failed(answers, task), answers, 1e-3, sources, task))


def pipeline(function: Any) -> Answers:
    """The answers of a function to the made-up lesson's main task."""
    return {name: returned(function(x)) for name, x in X.items()}


# What answers share


def test_equal_answers_share_an_identity() -> None:
    """Also where arithmetic in another order or precision leaves its noise, wherever the grid's edges lie."""
    rng = np.random.default_rng(0)
    for scale in np.geomspace(1e-2, 1e6, 200):
        value = rng.normal(size=(40, 3)) * scale
        one, other = ({"small": returned(v)} for v in (value, value * (1 + rng.normal(size=(40, 3)) * 1e-8)))
        assert identities(one) & identities(other), scale


def test_other_answers_share_none() -> None:
    """A per cent more, one number of many, another shape, another case: each is another mistake."""
    value = np.linspace(1, 9, 60).reshape(20, 3)
    one_off = value.copy()
    one_off[3, 1] += 0.5
    kinds: list[Answers] = [
        {"small": returned(v)} for v in (value, value * 1.01, one_off, value.T, value[::-1])
    ]
    kinds += [{"large": returned(value)}, {"small": returned(np.where(value > 8, np.nan, value))}]
    found = [identities(answers) for answers in kinds]
    assert len(set().union(*found)) == 2 * len(kinds)


def test_answers_that_say_little_are_no_evidence() -> None:
    """Nothing, words and bare errors have no identity but their code's; an error's own text is evidence."""
    for answers in ({"text": returned(None)}, {"text": returned(True)}, {"text": raised("TypeError")}):
        assert set() == identities(answers, task="guard")
        assert 1 == len(identities(answers, "def guard(x): return x", task="guard"))
    assert 1 == len(identities({"text": raised("TypeError", "no such car")}, task="guard"))


def test_what_has_a_name_has_no_identity() -> None:
    """Neither named answers nor right ones, nor a task without answers."""
    for answers in (pipeline(lambda x: x**2), pipeline(lambda x: 2 * x), NoAnswers("none")):
        assert () == identities_of(
            grade(KEY, {"double": answers})["double"], answers, 0.0, ["def double(): 1"], "double"
        )


@pytest.mark.parametrize(
    "value",
    [
        np.array([np.nan, np.inf, -np.inf, 1e308, -1e-308]), np.array([], float), np.float32(1e38), 1e999, 3**5000,
        [1, 2.5, 3**80], [[1.0], ["x", None]], {"b": 1.0, 1: [2.0], None: {}}, np.array([1 + 2j]),
        np.array(["a", 1.0, None, [2.0]], dtype=object), np.array(["2026-01-01"], "datetime64[D]"), b"\x00", "\ud800",
        Frame(columns=("a\x1b",), data=(np.array([1.0]),), index=np.array(["r"], dtype=object)),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_any_answer_can_be_read(value: Any) -> None:
    """Whatever a student's process sends has the same identities each time, and stops nothing."""
    assert identities({"small": returned(value)}) == identities({"small": returned(value)})


# What code shares

CODE = "def double(x):\n    return scale(x) + 3\ndef scale(y):\n    return y * FACTOR\nFACTOR = 7\n"


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("# %%\ndef double(a) -> int:\n    '''Docs.'''\n    return f(a) + 3  # why\n\n\ndef f(b: int):\n    return b * C\nC = 7", True),
        ("print(1)\ndef double(x): return 1\nx = 9\n" + CODE, True),
        ("%matplotlib inline\n" + CODE, True),
        (CODE.replace("+ 3", "+ 4"), False),
        (CODE.replace("= 7", "= 8"), False),
        (CODE + "FACTOR += 1", False),
        (CODE.replace("y * FACTOR", "FACTOR * y"), False),
    ],
    ids=["names", "replaced and unused", "magic", "number", "variable", "changed later", "order"],
)  # fmt: skip
def test_code_is_compared_by_what_it_does(other: str, same: bool) -> None:
    """Names, layout and what is not used make no difference; all else does."""
    mine, theirs = code_path.normalised([CODE], "double"), code_path.normalised([other], "double")
    assert mine
    assert same == (mine == theirs)


@pytest.mark.parametrize(
    "source", ["x = 1", "def double(:", "x = " + "(" * 5000, "def double(): return " + "-" * 90_000 + "1"]
)
def test_code_that_cant_be_read_is_none(source: str) -> None:
    """No such function, no Python, or nested too deeply: there is no identity, and nothing stops."""
    assert "" == code_path.normalised([source], "double")
    assert source == (code_path.own_source([source], [], "double") or source)


def test_the_students_own_code_is_shown_as_written() -> None:
    """With comments, decorators and helpers, without what the exercise gave."""
    given = "import numpy as np\nGIVEN = np.ones(3)"
    own = "def helper(x):\n    return x  # mine\n\n@staticmethod\ndef double(x):\n    '''Doc.'''\n    return helper(x) * GIVEN"
    text = code_path.own_source([given, "z = 3", own], [given, "def double(x): ..."], "double")
    assert own == text


# Results as data


def test_a_result_survives_the_record() -> None:
    """What is kept of a result makes the same card; a number that JSON lacks is left out."""
    for result in grade(
        KEY, {"double": pipeline(lambda x: x**2), "guard": {"text": raised("ValueError")}}
    ).values():
        kept = TaskResult.from_json(json.loads(json.dumps(cards.drawn(result).to_json())))
        assert cards.drawn(result) == kept
        assert (cards.to_html(result), cards.to_text(result)) == (cards.to_html(kept), cards.to_text(kept))
    wrong = failed(pipeline(lambda x: x))
    case = wrong.cases[0]
    assert case.difference
    odd = dataclasses.replace(case, difference=dataclasses.replace(case.difference, distance=float("nan")))
    left = TaskResult.from_json(
        json.loads(json.dumps(dataclasses.replace(wrong, cases=(odd,)).to_json(), allow_nan=False))
    )
    assert left.cases[0].difference
    assert left.cases[0].difference.distance is None


@pytest.mark.parametrize(
    "change", [{"status": "good"}, {"score": None}, {"cases": {}}, {"title": ["x"]}, {"cases": [{}]}]
)
def test_a_damaged_result_is_a_sentence(change: dict[str, Any]) -> None:
    """It says that the record is damaged, and what to do."""
    data = failed(pipeline(lambda x: x)).to_json()
    for damaged in (data | change, {}, None, []):
        with pytest.raises(AnswersError, match=r"The record of a result is damaged: .* Grade again\."):
            TaskResult.from_json(damaged)


# The instructor's words


def unknown_result(*own: str, relation: str = "") -> TaskResult:
    """A result of the lesson's task with these identities."""
    claim = Claim.MEASURED if relation else Claim.UNKNOWN
    return dataclasses.replace(
        failed(pipeline(lambda x: x)),
        task_id=TASK_ID, identities=own, diagnosis=Diagnosis(claim=claim, relation=relation, facts=("A fact.",)),
    )  # fmt: skip


def test_words_are_marked_as_the_instructors() -> None:
    """On the card, in the table and in the report; what was measured stays."""
    said = Words((ENTRY,)).said(unknown_result("a" * 16, relation="opposite-sign"))
    assert said.diagnosis is not None
    assert (Claim.INSTRUCTOR, ("A fact.",)) == (said.diagnosis.claim, said.diagnosis.facts)
    assert "From your instructor: A title." in cards.to_text(said)
    assert "From your instructor: A title." in cards.to_html(said)
    assert "from your instructor: A title" == TaskSummary.of(said).label


def test_words_reach_no_other_answers() -> None:
    """Another identity, another task: unchanged."""
    other = unknown_result("b" * 16)
    assert other is Words((ENTRY,)).said(other)
    assert other is Words((dataclasses.replace(ENTRY, task="a.b", identities=("b" * 16,)),)).said(other)


def test_words_are_kept_as_they_are(tmp_path: Path) -> None:
    """Quotes, markup and letters of all kinds survive the file; what steers a terminal does not."""
    root = CourseRoot(tmp_path)
    entry = dataclasses.replace(ENTRY, title='"ä" \\ [b]', advice="Zeile\n2 \x1b[31m\u202e #", reason="'''")
    words.save(root, Words((ENTRY, entry)))
    kept = words.load(root).entries
    assert (ENTRY, '"ä" \\ [b]', "Zeile 2 ?[31m? #", "'''") == (
        kept[0],
        kept[1].title,
        kept[1].advice,
        kept[1].reason,
    )


def test_new_words_replace_old_ones() -> None:
    """Who had the old words gets the new ones; another group keeps its own."""
    other = dataclasses.replace(ENTRY, identities=("c" * 16,))
    new = dataclasses.replace(ENTRY, title="New", identities=("a" * 16, "b" * 16))
    old = dataclasses.replace(ENTRY, identities=("a" * 16, "d" * 16))
    made = Words((old, other)).with_entry(new)
    assert [other, dataclasses.replace(new, identities=("a" * 16, "b" * 16, "d" * 16))] == list(made.entries)


GOOD = (
    f'[[answers]]\ntask = "{TASK_ID}"\ntitle = "t"\nadvice = "a"\nreason = ""\nlesson = ""\n'
    f'identities = ["{"a" * 16}"]\n'
)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[answers", "it is no TOML"),
        ("answer = 1", "it has 'answer', where only"),
        ("answers = 1", "its answers are no tables"),
        ("answers = [1]", r"its \[\[answers\]\] 1 has no fields"),
        (GOOD + GOOD.replace("reason", "why"), r"its \[\[answers\]\] 2 has .*why"),
        (GOOD.replace('"t"', "3"), "has int as its title"),
        (GOOD.replace('"a"', '" "'), "has no advice"),
        (GOOD.replace("aaaa", "zzzz"), "needs a list of identities"),
    ],
)
def test_a_damaged_file_of_words_is_a_sentence(tmp_path: Path, text: str, says: str) -> None:
    """It names the file, the entry, what is expected and what to do."""
    root = CourseRoot(tmp_path)
    root.words.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=rf"words\.toml should hold .*{says}.*Correct it"):
        words.load(root)


# The commands


@pytest.fixture
def course(tmp_path: Path) -> CourseRoot:
    """A course without submissions; it has the exercise that students got."""
    root = CourseRoot(tmp_path)
    copy_course(HERE, root, [LESSON])
    write(root.released(LESSON.spec.exercise), "def fit_stats(train): ...")
    return root


def write(path: Path, source: str, result: TaskResult | None = None) -> None:
    """A notebook: a cell with code, and its check with a result."""
    outputs = (
        [] if result is None else [{"output_type": "display_data", "data": {RESULT_MIME: result.to_json()}}]
    )
    cells = [
        {"cell_type": "code", "source": source, "outputs": []},
        {"cell_type": "code", "source": "", "outputs": outputs},
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")


def graded(root: CourseRoot, student: str, source: str, *own: str) -> None:
    """A student whose graded notebook has an unknown answer."""
    for tree in (root.submitted, root.autograded):
        write(root.of_student(tree, student, LESSON.spec.exercise), source, unknown_result(*own))


def listed(root: CourseRoot) -> str:
    """What ``autograder unknown`` prints."""
    file = io.StringIO()
    assert 0 == unknown.run(root, discover(root), Console(file=file, width=60, force_terminal=True))
    return file.getvalue()


def named(root: CourseRoot, group: str, title: str = "A title", advice: str = "An advice.") -> str:
    """What ``autograder name`` prints."""
    file = io.StringIO()
    console = Console(file=file, width=60)
    assert 0 == unknown.name(root, discover(root), console, group, title=title, advice=advice, reason="")
    return file.getvalue()


def test_groups_are_listed_by_size(course: CourseRoot) -> None:
    """Who shares an identity with somebody who shares another is in one group, with its id, cases and code."""
    graded(course, "eve", "def fit_stats(t): return 5", "e" * 16)
    graded(course, "ann", "def fit_stats(t):\n    return t  # ann's", "b" * 16, "c" * 16)
    graded(course, "bob", "", "c" * 16, "d" * 16)
    graded(course, "cas", "", "d" * 16)
    text = listed(course)
    assert text.index("bbbbbbbb: 3 students") < text.index("eeeeeeee: 1 student,")
    for part in ("students: ann, bob, cas", "wrong: small, large", "    return t  # ann's", "2 groups."):
        assert part in text


def test_what_a_student_wrote_is_only_text(course: CourseRoot) -> None:
    """No colour, no cursor, no hidden direction, and no heading of a patch of its own."""
    code = "def fit_stats(t):\n    x = '\x1b[2J\u202e[red]\x07'\n# %% batch-statistics\n    return x, t"
    graded(course, "ann", code, "b" * 16)
    for text in (listed(course), named(course, "bbbbbbbb")):
        assert "?[2J?[red]?" in text
        assert "# % % batch-statistics" in text
        assert {"\n"} == {c for c in text if not c.isprintable()}


def test_a_name_is_kept_and_gives_a_patch(course: CourseRoot) -> None:
    """The words are for all members; the patch has a heading that is free, the code and the words."""
    taken = next(iter(LESSON.misconceptions()))
    graded(course, "ann", "def fit_stats(t): return t", "b" * 16, "c" * 16)
    text = named(course, "CCCCCCCC", title=taken.replace("-", " ").title())
    assert f"# %% {taken}-2\ndef fit_stats(t): return t\n" in text
    assert f'[{taken}-2]\ntitle = "{taken.replace("-", " ").title()}"\nadvice = "An advice."' in text
    assert ("b" * 16, "c" * 16) == words.load(course).entries[0].identities
    graded(course, "bob", "", "c" * 16, "d" * 16)
    graded(course, "cas", "", "d" * 16)
    assert "2 of them have words already" in listed(course)
    named(course, "bbbbbbbb")
    assert "without words" in listed(course)
    assert 1 == len(words.load(course).entries)


@pytest.mark.parametrize(
    ("group", "title", "says"),
    [
        ("bbbbbbbc", "t", "There is no group 'bbbbbbbc' .* Did you mean 'bbbbbbbb'"),
        ("", "t", "There is no group '' "),
        ("bbb", "t", "There is no group"),
        ("bbbbbbbb", " ", "--title expects words .* got none"),
    ],
)
def test_a_wrong_call_is_a_sentence(course: CourseRoot, group: str, title: str, says: str) -> None:
    """An unknown id names the closest; empty words are refused; nothing is written."""
    graded(course, "ann", "", "b" * 16)
    with pytest.raises(CourseError, match=says):
        named(course, group, title=title)
    assert not course.words.exists()


def test_words_of_another_exercise_are_a_sentence(course: CourseRoot) -> None:
    """Where the lesson changed and the group is gone, the list says so, and the name is refused with it."""
    words.save(course, Words((ENTRY,)))
    assert "The words “A title” were given to answers to normalization.fit. The exercise changed" in listed(
        course
    )
    with pytest.raises(CourseError, match="Its answers were named “A title”; no student gives them any more"):
        named(course, "aaaaaaaa")
    graded(course, "ann", "", "a" * 16)
    assert "The exercise changed" not in listed(course)


def test_table_and_report_have_the_words_at_once(course: CourseRoot) -> None:
    """Both look words up as cards do."""
    graded(course, "ann", "", "a" * 16)
    words.save(course, Words((ENTRY,)))
    rows = rows_of(course, [Submission(student="ann", exercise=LESSON.spec.exercise)])
    assert "from your instructor: A title" == rows[0].diagnosis
    page = report.to_html([LESSON], rows)
    assert '<th scope="row">from your instructor: A title</th><td class="n">1</td>' in page


class Book:
    """Notes what is entered, and writes a page."""

    def __init__(self, root: CourseRoot) -> None:
        self.root, self.entered = root, list[str]()

    def prepare(self, exercises: Any) -> None:
        """Nothing to do."""

    def enter(self, submission: Submission, digest: str) -> None:
        """Note it."""
        self.entered.append(digest)
        page = self.root.of_student(self.root.feedback, submission.student, submission.exercise, ".html")
        page.parent.mkdir(parents=True, exist_ok=True)
        page.touch()


def test_a_result_is_entered_again_when_its_words_change(course: CourseRoot) -> None:
    """New, changed and removed words of its own; not those of others."""
    submission = Submission(student="ann", exercise=LESSON.spec.exercise)
    output = {
        "output_type": "display_data",
        "metadata": {},
        "data": {RESULT_MIME: unknown_result("a" * 16).to_json()},
    }
    record = {"notebook": {}, "repairs": [], "outputs": [[output]]}
    path = course.records / "ab" / f"{'ab' * 16}.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(record), encoding="utf-8")
    book = Book(course)
    other = dataclasses.replace(ENTRY, identities=("b" * 16,))
    changed = dataclasses.replace(ENTRY, advice="Another.")
    counts = []
    for entries in ((), (), (other,), (ENTRY,), (ENTRY, other), (changed,), (other,), ()):
        words.save(course, Words(entries))
        with Writer(course, book, done=lambda _, fault: counts.append(fault)) as writer:
            writer.enter(submission, "ab" * 16)
        counts[-1] = counts[-1] or len(book.entered)
    assert [1, 1, 1, 2, 2, 3, 4, 4] == counts
