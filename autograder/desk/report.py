"""``autograder report``: one HTML page about the class: marks, tasks, and the mistakes by name.

A pure function of the graded notebooks. No script, no address outside the page, readable without
colours and with a keyboard.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console

from autograder.core.paths import CourseRoot
from autograder.core.results import Status, TaskSummary
from autograder.core.text import plural
from autograder.grader.table import Row, rows_of
from autograder.intake.submissions import find_submissions
from autograder.lessons import Lesson

_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;margin:1rem 0}
th,td{padding:.25rem .75rem;text-align:left;border-bottom:1px solid #8886}
td.n{text-align:right;font-variant-numeric:tabular-nums}
.bar{display:inline-block;height:.7em;background:#0072b2;vertical-align:baseline}
a:focus,summary:focus{outline:3px solid #e69f00}
"""


def run(root: CourseRoot, lessons: tuple[Lesson, ...], console: Console) -> int:
    """Write the page."""
    rows = rows_of(root, find_submissions(root, [lesson.spec.exercise for lesson in lessons]))
    if not rows:
        console.print(f"Nothing was handed in under {root.submitted}.", highlight=False)
        return 1
    root.report.parent.mkdir(parents=True, exist_ok=True)
    root.report.write_text(to_html(lessons, rows), encoding="utf-8")
    console.print(f"Class report: {root.report}", highlight=False, soft_wrap=True)
    return 0


def to_html(lessons: Iterable[Lesson], rows: Sequence[Row]) -> str:
    """The page, for graded submissions."""
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width"><title>Class report</title>',
        f"<style>{_STYLE}</style></head><body><main><h1>Class report</h1>",
    ]
    for lesson in lessons:
        own = [row for row in rows if row.exercise == lesson.spec.exercise]
        if own:
            parts.append(_lesson_html(lesson, own))
    return "".join(parts) + "</main></body></html>\n"


def _lesson_html(lesson: Lesson, rows: Sequence[Row]) -> str:
    graded = [row for row in rows if row.score is not None]
    mean = sum(row.score or 0 for row in graded) / max(1, len(graded))
    results = {row.student: row.results for row in graded}
    title = f"{lesson.spec.number:02d} {lesson.spec.title}"
    return (
        f"<section><h2>{html.escape(title)}</h2>"
        f"<p>{plural(len(rows), 'submission')}, mean {mean:.1f} of {rows[0].points:g} points.</p>"
        f"{_tasks(lesson, results.values())}{_mistakes(lesson, results)}{_students(rows)}</section>"
    )


def _tasks(lesson: Lesson, results: Iterable[Sequence[TaskSummary]]) -> str:
    counts: dict[str, Counter[str]] = {lesson.spec.task_id(t): Counter() for t in lesson.spec.graded}
    for submission in results:
        for result in submission:
            counts[result.task_id][str(result.status)] += 1
    statuses = [str(status) for status in Status]
    head = "".join(f'<th scope="col">{status}</th>' for status in statuses)
    body = "".join(
        f'<tr><th scope="row">{html.escape(task.title)}</th>'
        + "".join(f'<td class="n">{counts[lesson.spec.task_id(task)][s] or ""}</td>' for s in statuses)
        + "</tr>"
        for task in lesson.spec.graded
    )
    return f'<table><caption>Tasks</caption><tr><th scope="col">task</th>{head}</tr>{body}</table>'


def _mistakes(lesson: Lesson, results: Mapping[str, Sequence[TaskSummary]]) -> str:
    """Which misconceptions, held by how many: what to talk about next time."""
    held: Counter[str] = Counter()
    for submission in results.values():
        names = {n for r in submission for n in (r.diagnosis or ())}
        held.update(names)
    if not held:
        return "<p>No mistake was named.</p>"
    words = lesson.words()
    body = "".join(
        f'<tr><th scope="row">{html.escape(words[name].title)}</th><td class="n">{count}</td>'
        f'<td><span class="bar" style="width:{12 * count / len(results):.1f}rem" role="img" '
        f'aria-label="{count}"></span></td>'
        f"<td>{html.escape(words[name].advice).replace('`', '')}</td></tr>"
        for name, count in held.most_common()
        if name in words
    )
    head = "".join(f'<th scope="col">{h}</th>' for h in ("mistake", "students", "", "advice"))
    return f"<table><caption>Mistakes by name</caption><tr>{head}</tr>{body}</table>"


def _students(rows: Sequence[Row]) -> str:
    head = "".join(
        f'<th scope="col">{h}</th>' for h in ("student", "status", "marks", "diagnosis", "feedback")
    )
    body = "".join(
        f'<tr><th scope="row">{html.escape(row.student)}</th><td>{html.escape(row.status)}</td>'
        f'<td class="n">{"–" if row.score is None else f"{row.score:g}"}</td>'
        f"<td>{html.escape(row.diagnosis)}</td><td>{_link(row)}</td></tr>"
        for row in rows
    )
    return f"<details open><summary>Students</summary><table><tr>{head}</tr>{body}</table></details>"


def _link(row: Row) -> str:
    if row.score is None:
        return ""
    page = f"feedback/{row.student}/{row.exercise}/{row.exercise}.html"
    return f'<a href="{html.escape(page)}">page of {html.escape(row.student)}</a>'
