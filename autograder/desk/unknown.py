"""``autograder unknown`` and ``autograder name``: equal unknown answers of a class, and words for them.

Results that share an identity (:mod:`autograder.grader.identities`) form a *group*, also through others.
Only graded notebooks are read, and nothing is run. What a student wrote is printed as plain text without
anything that could steer a terminal.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from autograder.core.errors import CourseError
from autograder.core.paths import CourseRoot
from autograder.core.results import RESULT_MIME, TaskResult, diagnosis_label
from autograder.core.specs import Task
from autograder.core.text import did_you_mean, plural, printable
from autograder.grader import code_path, words
from autograder.grader.table import results_of
from autograder.grader.words import Named, Words, clean, toml_text
from autograder.intake.submissions import Submission, find_submissions
from autograder.keys import fingerprint
from autograder.lessons import Lesson

_ID = 8
"""Hexadecimal digits of a group's id. Any identity of the group that begins with an id is meant by it."""

_SHOWN = 5
"""Students who are named for each group."""

_HEADING = re.compile(r"^(\s*#\s*)%%", re.MULTILINE)
"""What would begin another patch in a lesson's file."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Member:
    """One student's result in a group.

    Attributes:
        submission: Whose it is, and of which exercise.
        result: The result as it was graded.
        named: Whether the student gets the instructor's words already.
    """

    submission: Submission
    result: TaskResult
    named: bool


@dataclasses.dataclass(frozen=True, kw_only=True)
class Group:
    """Equal unknown answers to one task.

    Attributes:
        lesson: The lesson of the task.
        task: The task.
        members: The students' results, at least one.
        identities: The identities of all results, in order.
    """

    lesson: Lesson
    task: Task
    members: tuple[Member, ...]
    identities: tuple[str, ...]

    @property
    def id(self) -> str:
        """The beginning of its smallest identity."""
        return self.identities[0][:_ID]


def run(root: CourseRoot, lessons: Sequence[Lesson], console: Console) -> int:
    """Print the groups that have no words yet, the largest first.

    Args:
        root: The course whose graded notebooks are read.
        lessons: The lessons whose exercises are looked at.
        console: Where to print.

    Returns:
        The command's exit code, 0.

    Raises:
        CourseError: the course's file of words is damaged.
    """
    said = words.load(root)
    groups = groups_of(root, lessons, said)
    for line in stale(root, said, lessons, groups):
        _say(console, line)
    open_ones = [group for group in groups if not all(member.named for member in group.members)]
    for group in open_ones:
        _show(root, group, console)
    if open_ones:
        _say(console, f"{plural(len(open_ones), 'group')}. `autograder name {open_ones[0].id} --title ...`")
    else:
        _say(console, "No graded submission has an unknown answer without words.")
    return 0


def name(
    root: CourseRoot,
    lessons: Sequence[Lesson],
    console: Console,
    group_id: str,
    *,
    title: str,
    advice: str,
    reason: str,
) -> int:
    """Keep words for a group, and print the patch that makes it a misconception of its lesson.

    Args:
        root: The course.
        lessons: All lessons.
        console: Where to print.
        group_id: The id of the group, as :func:`run` prints it.
        title: A few words that name the mistake.
        advice: A sentence that says what to change.
        reason: A sentence that says why the answers go wrong; it may be empty.

    Returns:
        The command's exit code, 0.

    Raises:
        CourseError: title or advice is empty, there is no such group, or the file of words is damaged.
    """
    for field, text in (("title", title), ("advice", advice)):
        if not clean(text):
            msg = f"--{field} expects words for the students, and got none. Give it a sentence."
            raise CourseError(msg)
    known = words.load(root)
    group = _find(group_id, groups_of(root, lessons, known), known)
    entry = Named(
        task=group.lesson.spec.task_id(group.task),
        title=clean(title),
        advice=clean(advice),
        reason=clean(reason),
        lesson=_digest(root, group.lesson),
        identities=group.identities,
    )
    words.save(root, known.with_entry(entry))
    _say(console, f"Kept in {root.words}.")
    _say(
        console,
        f"{plural(len(group.members), 'student')} will read these words, marked as yours, after the next "
        f"`autograder grade {group.lesson.spec.exercise}`; nothing is run again for it.",
    )
    _say(console, _patch(root, group, entry))
    return 0


def groups_of(root: CourseRoot, lessons: Iterable[Lesson], said: Words) -> list[Group]:
    """Return the groups of the unknown answers in graded notebooks, the largest first."""
    found = []
    for lesson in lessons:
        tasks = {lesson.spec.task_id(task): task for task in lesson.spec.graded}
        by_task: dict[str, list[Member]] = defaultdict(list)
        for submission in find_submissions(root, [lesson.spec.exercise]):
            path = root.of_student(root.autograded, submission.student, submission.exercise)
            for result in results_of(path) or ():
                if result.identities and result.task_id in tasks:
                    named = said.find(result) is not None
                    by_task[result.task_id].append(Member(submission=submission, result=result, named=named))
        for task_id, members in by_task.items():
            found += [_group(lesson, tasks[task_id], joined) for joined in _joined(members)]
    return sorted(found, key=lambda group: (-len(group.members), group.identities))


def stale(root: CourseRoot, said: Words, lessons: Iterable[Lesson], groups: Iterable[Group]) -> list[str]:
    """Return a sentence for each entry of words whose lesson changed, and that fits no graded answer now."""
    by_slug = {lesson.spec.slug: lesson for lesson in lessons}
    results = [member.result for group in groups for member in group.members]
    lines = []
    for entry in said.entries:
        lesson = by_slug.get(entry.task.partition(".")[0])
        if lesson is None or entry.lesson == _digest(root, lesson) or any(map(entry.fits, results)):
            continue
        lines.append(
            f"The words “{entry.title}” were given to answers to {entry.task}. The exercise changed since, "
            "and they fit no graded answer now. Name the answers again where they are still unknown, and "
            "remove the old entry from words.toml."
        )
    return lines


def _joined(members: Sequence[Member]) -> list[list[Member]]:
    """Return the members of each group: who shares an identity, directly or through others, is in one."""
    members_of: dict[str, list[Member]] = {}
    for member in members:
        old = {id(found): found for x in member.result.identities if (found := members_of.get(x)) is not None}
        joined = [member, *(x for found in old.values() for x in found)]
        for x in joined:
            members_of.update(dict.fromkeys(x.result.identities, joined))
    return list({id(found): found for found in members_of.values()}.values())


def _group(lesson: Lesson, task: Task, members: Sequence[Member]) -> Group:
    return Group(
        lesson=lesson,
        task=task,
        members=tuple(sorted(members, key=lambda member: member.submission.student)),
        identities=tuple(sorted({x for member in members for x in member.result.identities})),
    )


def _find(group_id: str, groups: Sequence[Group], said: Words) -> Group:
    """Return the group with an id.

    Raises:
        CourseError: there is none.
    """
    wanted = group_id.strip().lower()
    for group in groups:
        if len(wanted) >= _ID and any(item.startswith(wanted) for item in group.identities):
            return group
    was = next((e for e in said.entries if any(item.startswith(wanted) for item in e.identities)), None)
    why = f" Its answers were named “{was.title}”; no student gives them any more." if wanted and was else ""
    near = did_you_mean(wanted, [group.id for group in groups])
    msg = (
        f"There is no group {printable(group_id)!r} of unknown answers.{why}{near} It may be gone "
        "because an exercise changed or students handed in again: `autograder unknown` lists what there is."
    )
    raise CourseError(msg)


def _show(root: CourseRoot, group: Group, console: Console) -> None:
    """Print a group: how many, where they are wrong, and the code of one of them."""
    example = group.members[0].result
    diagnosis = example.diagnosis
    students = [member.submission.student for member in group.members]
    rest = f" and {len(students) - _SHOWN} more" if len(students) > _SHOWN else ""
    wrong = [case.name for case in example.cases if case.difference is not None]
    _say(
        console,
        f"{group.id}: {plural(len(students), 'student')}, {example.task_id} ({example.title})\n"
        f"  students: {', '.join(students[:_SHOWN])}{rest}\n"
        f"  wrong: {', '.join(wrong)}",
    )
    if diagnosis is not None and diagnosis.relation:
        _say(console, f"  {diagnosis_label(diagnosis.claim, diagnosis.names, diagnosis.relation)}")
    named = sum(member.named for member in group.members)
    if named:
        _say(console, f"  {named} of them have words already: name the group again to include the others")
    _say(console, f"  code of {students[0]}:\n{_indented(_code(root, group))}\n")


def _code(root: CourseRoot, group: Group) -> str:
    """Return the code of the first member's function as it was handed in; a sentence if it can't be read."""
    submission, task_id = group.members[0].submission, group.members[0].result.task_id
    cells = _code_cells(root.of_student(root.autograded, submission.student, submission.exercise))
    for index, cell in enumerate(cells):
        data = (output.get("data", {}).get(RESULT_MIME, {}) for output in cell.get("outputs", ()))
        if any(item.get("task_id") == task_id for item in data):
            above = ["".join(x["source"]) for x in cells[:index]]
            given = ["".join(x["source"]) for x in _code_cells(root.released(submission.exercise))]
            text = code_path.own_source(above, given, group.task.entry_point)
            return (
                printable(_HEADING.sub(r"\1% %", text)) or "# The notebook is too odd to find the function."
            )
    return "# The graded notebook has no such check."


def _code_cells(path: Path) -> list[dict[str, Any]]:
    return [cell for cell in json.loads(path.read_bytes())["cells"] if cell["cell_type"] == "code"]


def _patch(root: CourseRoot, group: Group, entry: Named) -> str:
    """Return what an author pastes into the lesson so that it knows the mistake by itself."""
    folder = group.lesson.folder.relative_to(root.path).as_posix()
    taken = group.lesson.misconceptions()
    slug = re.sub(r"[^a-z0-9]+", "-", entry.title.lower())[:40].strip("-") or "unnamed"
    slug = next(x for x in (slug, *(f"{slug}-{n}" for n in range(2, 1000))) if x not in taken)
    reason = toml_text(entry.reason) if entry.reason else '"" # say why the answers go wrong'
    return (
        "\nTo make it a misconception of the lesson, read the code first: a student wrote it. Then paste it "
        f"into {folder}/misconceptions.py:\n\n"
        f"# %% {slug}\n{_code(root, group)}\n\n"
        f"and this into {folder}/feedback.toml:\n\n"
        f"[{slug}]\ntitle = {toml_text(entry.title)}\n"
        f"advice = {toml_text(entry.advice)}\nreason = {reason}\n\n"
        f"`autograder verify {group.lesson.spec.slug}` then says whether it can be told from the others.\n"
    )


def _digest(root: CourseRoot, lesson: Lesson) -> str:
    """Return the digest of a lesson's files and data, which its answers depend on."""
    return fingerprint.of_lesson(root, lesson)[f"the lesson {lesson.spec.slug}"]


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def _say(console: Console, text: str) -> None:
    """Print a text as it is: no markup, no colours, no line breaks of its own."""
    console.print(printable(text), markup=False, highlight=False, emoji=False, soft_wrap=True)
