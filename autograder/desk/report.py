"""``autograder report``: one HTML page about the class: points, tasks, and the mistakes by name.

A pure function of the graded notebooks. No script, no address outside the page, readable without
colours and with a keyboard. What the page looks like stands in ``templates/report.html``; jinja2
escapes every value there, so nothing that a student chose can become markup.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined
from rich.console import Console

from autograder.core.paths import CourseRoot
from autograder.core.results import Status, TaskSummary
from autograder.core.specs import Feedback
from autograder.core.text import plural
from autograder.grader.table import Row, rows_of
from autograder.intake.submissions import find_submissions
from autograder.lessons import Lesson

_PAGES = Environment(
    loader=PackageLoader("autograder.desk"),
    autoescape=True,
    undefined=StrictUndefined,  # a misspelt name in the template is an error, not an empty cell
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Mistake:
    """A mistake with a name that somebody in the class makes: a misconception, or one the instructor named.

    Attributes:
        title: Its title, as students read it; with a mark where the instructor gave it.
        advice: The lesson's advice, or the instructor's, as plain text.
        students: How many students have it.
        share: The same as a share of all graded submissions, from 0 to 1.
    """

    title: str
    advice: str
    students: int
    share: float


@dataclasses.dataclass(frozen=True, kw_only=True)
class Section:
    """The part of the page about one exercise.

    Attributes:
        title: The lesson's number and title.
        submissions: The number of submissions, in words: ``"12 submissions"``.
        mean: The mean of the graded submissions' points; 0 when none is graded.
        points: The most points that a submission can get.
        tasks: For each graded task its title and how many submissions ended in each
            :class:`~autograder.core.results.Status`, in that order.
        mistakes: Those that occur, the most frequent first.
        rows: One row for each submission.
    """

    title: str
    submissions: str
    mean: float
    points: float
    tasks: tuple[tuple[str, tuple[int, ...]], ...]
    mistakes: tuple[Mistake, ...]
    rows: tuple[Row, ...]


def run(root: CourseRoot, lessons: tuple[Lesson, ...], console: Console) -> int:
    """Write the page to ``work/report.html``.

    Args:
        root: The course whose graded notebooks are read.
        lessons: The lessons whose exercises the page covers.
        console: Where to print the page's path.

    Returns:
        The command's exit code: 1 when nothing was handed in, else 0.
    """
    rows = rows_of(root, find_submissions(root, [lesson.spec.exercise for lesson in lessons]))
    if not rows:
        console.print(f"Nothing was handed in under {root.submitted}.", highlight=False)
        return 1
    root.report.parent.mkdir(parents=True, exist_ok=True)
    root.report.write_text(to_html(lessons, rows), encoding="utf-8")
    console.print(f"Class report: {root.report}", highlight=False, soft_wrap=True)
    return 0


def to_html(lessons: Iterable[Lesson], rows: Sequence[Row]) -> str:
    """The page's text.

    Args:
        lessons: The lessons, in the order of the page; those without a submission are left out.
        rows: One row for each submission to any of them, graded or not.
    """
    sections = []
    for lesson in lessons:
        own = tuple(row for row in rows if row.exercise == lesson.spec.exercise)
        if own:
            sections.append(_section(lesson, own))
    return _PAGES.get_template("report.html").render(sections=sections, statuses=[str(s) for s in Status])


def _section(lesson: Lesson, rows: tuple[Row, ...]) -> Section:
    graded = [row for row in rows if row.score is not None]
    return Section(
        title=f"{lesson.spec.number:02d} {lesson.spec.title}",
        submissions=plural(len(rows), "submission"),
        mean=sum(row.score or 0 for row in graded) / max(1, len(graded)),
        points=rows[0].points,
        tasks=_tasks(lesson, graded),
        mistakes=_mistakes(lesson, graded),
        rows=rows,
    )


def _tasks(lesson: Lesson, graded: Iterable[Row]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    counts = Counter((result.task_id, result.status) for row in graded for result in row.results)
    return tuple(
        (task.title, tuple(counts[lesson.spec.task_id(task), status] for status in Status))
        for task in lesson.spec.graded
    )


def _mistakes(lesson: Lesson, graded: Sequence[Row]) -> tuple[Mistake, ...]:
    """What to talk about next time."""
    known = lesson.words()
    held: Counter[tuple[str, str]] = Counter()
    for row in graded:
        said = [pair for result in row.results for pair in _titles(result, known)]
        held.update(list(dict.fromkeys(said)))  # once for each student, in an order that repeats
    return tuple(
        Mistake(
            title=title,
            advice=advice.replace("`", ""),  # Markdown's, which the page does not render
            students=count,
            share=count / len(graded),
        )
        for (title, advice), count in held.most_common()
    )


def _titles(result: TaskSummary, known: Mapping[str, Feedback]) -> Iterator[tuple[str, str]]:
    """Yield title and advice of each mistake that a result names."""
    if result.instructor is not None:
        yield result.label, result.instructor.advice
        return
    for name in result.names:
        if name in known:  # else a result from before a misconception was renamed
            yield known[name].title, known[name].advice
