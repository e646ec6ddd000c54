"""The class report: what it counts and names, and that it is only ever text."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser

import pytest
from repository import HERE

from autograder.core.results import Claim, Status, TaskSummary
from autograder.desk import report
from autograder.grader.table import Row
from autograder.lessons import find

LESSON = find(HERE, "normalization")
TITLES = {name: words.title for name, words in LESSON.words().items()}
FIRST, SECOND = list(TITLES)[:2]


def row(student: str, *diagnoses: str, score: float | None = 4.0) -> Row:
    """A submission whose tasks all failed, with the same diagnoses at each."""
    results = tuple(
        TaskSummary(
            task_id=LESSON.spec.task_id(task), status=Status.FAILED, score=0.0, points=task.points, summary="",
            claim=Claim.ONE if diagnoses else Claim.UNKNOWN, names=diagnoses,
        )
        for task in LESSON.spec.graded
    )  # fmt: skip
    return Row(
        student=student, exercise=LESSON.spec.exercise, status="failed", score=score, points=10.0,
        diagnosis=", ".join(diagnoses), results=() if score is None else results,
    )  # fmt: skip


class Reader(HTMLParser):
    """The cells of a page's tables, row by row, and all of its elements, links and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.elements: set[str] = set()
        self.links: list[str] = []
        self.bars: list[str] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell."""
        self.elements.add(tag)
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]
        self.bars += [value or "" for name, value in attrs if name == "style"]
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
        self._inside = tag in {"td", "th", "a"}

    def handle_endtag(self, tag: str) -> None:
        """End a cell."""
        self._inside = False

    def handle_data(self, data: str) -> None:
        """Text of a cell."""
        if self._inside:
            self.rows[-1][-1] += data


def read(*rows: Row) -> Reader:
    """The page of a class, read."""
    return Reader(report.to_html([LESSON], rows))


def test_each_task_has_its_statuses() -> None:
    """A row for each graded task says how many submissions ended in each status; nought is empty."""
    tasks = read(row("a"), row("b"), row("c", score=None)).rows[1 : 1 + len(LESSON.spec.graded)]
    failed = ["2" if status is Status.FAILED else "" for status in Status]
    assert [[task.title, *failed] for task in LESSON.spec.graded] == tasks


def test_mistakes_are_counted_once_for_each_student() -> None:
    """The most frequent comes first, however many tasks show it; its bar is a share of who was graded."""
    found = read(row("a", FIRST, SECOND), row("b", SECOND), row("c", score=None))
    counts = [cells[:2] for cells in found.rows if cells[0] in TITLES.values()]
    assert [[TITLES[SECOND], "2"], [TITLES[FIRST], "1"]] == counts
    assert ["width:12.0rem", "width:6.0rem"] == found.bars


@pytest.mark.parametrize("names", [(), ("a-name-of-the-past",)], ids=["none", "unknown"])
def test_no_mistake_is_said_in_words(names: tuple[str, ...]) -> None:
    """Where nothing was named, or only what the lesson no longer knows, the page says so."""
    assert "<p>No mistake was named.</p>" in report.to_html([LESSON], [row("a", *names)])


def test_each_student_has_a_row_and_a_page() -> None:
    """Marks and a link to the feedback page; who is not graded has a dash and no link."""
    found = read(row("a", score=7.5), row("b", score=None))
    assert [["a", "failed", "7.5", "", "page of a"], ["b", "failed", "–", "", ""]] == found.rows[-2:]
    name = LESSON.spec.exercise
    assert [f"feedback/a/{name}/{name}.html"] == found.links


def test_the_mean_is_that_of_what_is_graded() -> None:
    """A submission without a result takes nothing from the mean; an exercise without one has no section."""
    page = report.to_html(
        [LESSON, find(HERE, "shapes")], [row("a", score=5.0), row("b"), row("c", score=None)]
    )
    assert "<p>3 submissions, mean 4.5 of 10 points.</p>" in page
    assert ["01 Normalization"] == re.findall(r"<h2>(.*?)</h2>", page)


def test_what_a_student_chose_is_text() -> None:
    """Markup in a name, a status or a diagnosis becomes no element; a link with odd letters still leads there."""
    odd = """x" onclick='y' & <b>#?"""
    honest = read(row("a"))
    planted = dataclasses.replace(row(odd), status="<script>1</script>", diagnosis="<img src=z>")
    found = read(planted)
    assert honest.elements == found.elements
    assert [odd, "<script>1</script>", "4", "<img src=z>", f"page of {odd}"] == found.rows[-1]
    assert [True] == [link.startswith("feedback/x%22%20onclick") and "#" not in link for link in found.links]


def test_the_page_needs_nothing_else() -> None:
    """No script, no picture, no address outside the course."""
    page = report.to_html([LESSON], [row("a", FIRST)])
    assert {"script", "img", "link", "iframe"} & Reader(page).elements == set()
    assert "//" not in page
