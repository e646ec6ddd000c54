"""What students read: the same report as text and as HTML that survives an untrusted notebook."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser

import numpy as np
import pytest
from conftest import X, doubling_key, make_task, make_task_key, make_words, raised, returned

from autograder.core.answers import Answers, NoAnswers
from autograder.core.results import AnswerKey, Status, TaskResult
from autograder.grading import cards
from autograder.grading.grade import fault, grade

KEY = doubling_key()
EVIL = "<script>alert(1)</script><style>*{}</style>\"'&<img src=x onerror=alert(1)>"


def graded(answers: Answers | NoAnswers) -> TaskResult:
    """The made-up lesson's main task, graded."""
    return grade(KEY, {"double": answers})["double"]


RESULTS = {
    Status.PASSED: graded({name: returned(2 * x) for name, x in X.items()}),
    Status.FAILED: graded({name: returned(x**2) for name, x in X.items()}),
    Status.NOT_ATTEMPTED: graded(dict.fromkeys(X, raised("NotImplementedError"))),
    Status.SUBMISSION_ERROR: graded(NoAnswers("The cell is missing.")),
    Status.GRADER_FAULT: fault(KEY, "double", "the key is gone"),
}
FAILED = RESULTS[Status.FAILED]


def hostile(text: str) -> TaskResult:
    """A failed task in which everything that students control is ``text``."""
    got = {"small": raised("KeyError", text, where=text), "large": returned(text)}
    return graded(got)


class Reader(HTMLParser):
    """Collects a card's tags and words, and checks that tags are closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.words = ""
        self.feed(html)
        assert [] == self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens a tag."""
        self.tags.append(tag)
        self.attributes.update(name for name, _ in attrs)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Closes the tag that is open."""
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        """Collects words."""
        self.words += data + " "


@pytest.mark.parametrize("status", Status, ids=str)
def test_every_status_is_said_in_words(status: Status) -> None:
    """Text and HTML say the status, the title, the marks and the summary."""
    result = RESULTS[status]
    assert status == result.status
    for text in (cards.to_text(result), Reader(cards.to_html(result)).words):
        for words in (
            str(status),
            "The task double",
            f"{result.score:g} of 2 points",
            result.summary.replace("`", ""),
        ):
            assert words in text.replace("`", "").replace("  ", " ")


@pytest.mark.parametrize("status", Status, ids=str)
def test_html_needs_no_script_and_no_style_sheet(status: Status) -> None:
    """A card is made of harmless tags with inline styles."""
    card = Reader(cards.to_html(RESULTS[status]))
    assert set(card.tags) <= {
        "div",
        "strong",
        "small",
        "code",
        "details",
        "summary",
        "table",
        "tr",
        "th",
        "td",
    }
    assert card.attributes <= {"style", "role", "aria-label", "scope", "open"}


@pytest.mark.parametrize("status", Status, ids=str)
def test_colours_come_with_words(status: Status) -> None:
    """What is coloured says the same in words and with a mark of its own."""
    coloured = re.findall(
        r'<strong style="color:#[0-9a-f]{6}">(.*?)</strong>', cards.to_html(RESULTS[status])
    )
    assert [str(status)] == [text.partition(" ")[2] for text in coloured]


def test_every_status_has_its_own_mark() -> None:
    """No two statuses share a mark, so that a column of them can be read."""
    assert len(Status) == len({cards.to_text(result)[0] for result in RESULTS.values()})


def test_a_wrong_case_says_four_things() -> None:
    """Called with, got, expected, what to do: in this order, in text and HTML."""
    labels = ["called with", "got", "expected", "what to do"]
    for text in (cards.to_text(FAILED), cards.to_html(FAILED)):
        places = [text.index(label) for label in labels]
        assert sorted(places) == places
    assert "double(x: small)" in cards.to_text(FAILED)


def test_a_known_mistake_is_told_first() -> None:
    """The title, the advice and the reason of a misconception come before the cases."""
    text = cards.to_text(FAILED)
    parts = ["Diagnosis: Title of squares.", "Advice for squares.", "Reason of squares.", "called with"]
    assert sorted(map(text.index, parts)) == [text.index(part) for part in parts]


def test_a_known_mistake_says_what_it_costs() -> None:
    """The largest difference and the marks stand beside the diagnosis."""
    assert "(largest difference 1,520, costs 2 points)" in cards.to_text(FAILED)


@pytest.mark.parametrize(
    ("distance", "text"),
    [(0.01524, "0.0152"), (999.4, "999"), (999.6, "1,000"), (1234567.0, "1,230,000"), (1.5e-7, "1.5e-07"), (np.inf, "inf")],
)  # fmt: skip
def test_distances_read_like_numbers(distance: float, text: str) -> None:
    """A difference has three digits, and powers of ten only where nobody could read the zeros."""
    result = graded({name: returned(x**2) for name, x in X.items()})
    cases = tuple(
        dataclasses.replace(case, difference=dataclasses.replace(case.difference, distance=distance))
        for case in result.cases
        if case.difference is not None
    )
    assert f"(largest difference {text}, " in cards.to_text(dataclasses.replace(result, cases=cases))


def test_flipped_predictions_are_counted() -> None:
    """Where rows are classes, the card says how many changed their answer."""
    want, have = np.array([[0.0, 1.0], [1.0, 0.0]]), np.array([[2.0, 1.0], [1.0, 0.0]])
    task = make_task_key(make_task(predictions=True), {"a": returned(want)}, {"m": {"a": returned(have)}})
    key = AnswerKey(slug="s", tasks={"double": task}, words=make_words("m"))
    assert "1 of 2 predictions flipped" in cards.to_text(
        grade(key, {"double": {"a": returned(have)}})["double"]
    )


def test_several_mistakes_are_offered_without_a_verdict() -> None:
    """Where answers fit two misconceptions, both titles are given and no advice of either."""
    wrong = {"a": returned(2.0)}
    task = make_task_key(make_task(), {"a": returned(1.0)}, {"m": wrong, "n": wrong})
    key = AnswerKey(slug="s", tasks={"double": task}, words=make_words("m", "n"))
    text = cards.to_text(grade(key, {"double": wrong})["double"])
    assert "These answers fit more than one mistake: “Title of m” or “Title of n”." in text
    assert "Advice" not in text


def test_an_unknown_mistake_has_no_story() -> None:
    """Without a diagnosis, the card shows the cases only."""
    text = cards.to_text(graded({name: returned(x) for name, x in X.items()}))
    assert "Diagnosis" not in text and "unknown" not in text


@pytest.mark.parametrize(
    ("cases", "shown", "rest"), [(3, 3, ""), (4, 3, "... and 1 more case."), (9, 3, "... and 6 more cases.")]
)
def test_three_wrong_cases_are_enough(cases: int, shown: int, rest: str) -> None:
    """At most three cases are shown; the card says how many more there are."""
    right = {f"case {i}": returned(float(i)) for i in range(cases)}
    key = AnswerKey(slug="s", tasks={"double": make_task_key(make_task(), right)}, words={})
    result = grade(key, {"double": {name: returned(-1.0) for name in right}})["double"]
    for text in (cards.to_text(result), cards.to_html(result)):
        assert (shown, True) == (text.count("what to do"), rest in text)
    assert 1 == cards.to_html(result).count("<details open")


def test_right_cases_are_not_shown() -> None:
    """A passed task needs no table."""
    assert "called with" not in cards.to_text(RESULTS[Status.PASSED])


def test_notes_are_told_once() -> None:
    """What was tolerated is said, once for all cases."""
    text = cards.to_text(graded({name: returned((2 * x).tolist()) for name, x in X.items()}))
    assert 1 == text.count("note: Your list was read as an array.")


def test_practice_has_no_marks() -> None:
    """A task of no points says that it is practice."""
    result = grade(KEY, {"practice": {name: returned(2 * x) for name, x in X.items()}})["practice"]
    assert "✓ passed: The task practice (practice)" == cards.to_text(result).splitlines()[0]


def test_practice_costs_nothing() -> None:
    """A known mistake in practice has a distance, and no price."""
    wrong = {"a": returned(2.0)}
    task = make_task_key(make_task(points=0.0), {"a": returned(1.0)}, {"m": wrong})
    text = cards.to_text(
        grade(AnswerKey(slug="s", tasks={"double": task}, words=make_words("m")), {"double": wrong})["double"]
    )
    assert "Diagnosis: Title of m. (largest difference 1)\n" in text
    assert "cost" not in text


@pytest.mark.parametrize(
    "text",
    [EVIL, f"`{EVIL}`", f"`{EVIL}", "`" * 7],
    ids=["plain", "in backticks", "one backtick", "backticks"],
)
def test_students_text_is_escaped(text: str) -> None:
    """Nothing that a student wrote becomes a tag or an attribute."""
    card = Reader(cards.to_html(hostile(text)))
    assert not {"script", "style", "img"} & set(card.tags)
    assert card.attributes <= {"style", "role", "aria-label", "scope", "open"}
    assert text.count("alert") == 0 or "alert(1)" in card.words


def test_a_message_is_escaped() -> None:
    """A card that is only a sentence escapes it, and sets code as code."""
    card = Reader(cards.message_html(EVIL, f"Use `x[0]`. {EVIL}"))
    assert ["div", "strong", "div", "code"] == card.tags
    assert "x[0]" in card.words
