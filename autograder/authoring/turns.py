"""The gates of what students write in a lesson: enough turns, in each section, with named mistakes."""

from __future__ import annotations

import ast
import json
import re

from autograder.authoring.bench import Bench
from autograder.authoring.kinds import MINIMUMS
from autograder.authoring.verified import Verified, digest_of, grounds
from autograder.authoring.workers import Workers
from autograder.core.paths import CourseRoot
from autograder.core.results import names_in
from autograder.grading.grade import grade
from autograder.keys.compute import PUBLIC_SEED, answer, make_key
from autograder.lessons import Lesson

SECTIONS = ("1. Contract", "2. Evidence", "3. Repair", "4. Guard")
"""The headings below which a student has a turn."""

_LEAST_MISTAKES = 2
_STUB = re.compile(r"^def (?P<name>\w+)\(.*\):\n(?: .*\n)*?    return \.\.\..*\n", re.MULTILINE)
"""A function of which only the three dots are there."""


def gate_turns(lesson: Lesson, text: str) -> list[str]:
    """A lesson checks each of its turns once, has enough of them, and one in each section.

    Args:
        lesson: The lesson.
        text: The text of ``lesson.py``.

    Returns:
        The problems, each as a sentence.
    """
    if lesson.turns is None:
        return [
            "there is no folder turns: what does the student write in Contract, Evidence, Repair and Guard?"
        ]
    slug = lesson.spec.slug
    tasks = {task.name: task.entry_point for task in lesson.turns.spec.tasks}
    calls = re.findall(rf'^check\("{slug}\.(\w+)", (\w+)\)', text, re.MULTILINE)
    problems = [
        f'lesson.py has {calls.count(call)} lines check("{slug}.{call[0]}", {call[1]}): it needs one'
        for call in tasks.items()
        if calls.count(call) != 1
    ]
    problems += [
        f'lesson.py calls check("{slug}.{name}", {function}), which is no task of turns/spec.py'
        for name, function in calls
        if (name, function) not in tasks.items()
    ]
    least = MINIMUMS[lesson.spec.kind].turns
    if len(calls) < least:
        problems.append(f"lesson.py has {len(calls)} checks; at least {least} are needed")
    problems += [
        f"turns/spec.py, {task.name}: the exercise has a task of this name; choose another one"
        for task in lesson.turns.spec.tasks
        if task.name in {other.name for other in lesson.spec.tasks}
    ]
    parts = re.split(r"^# ## ", text, flags=re.MULTILINE)
    problems += [
        f"lesson.py has no check below {section!r}"
        for section in SECTIONS
        if not any(part.startswith(section) and f'check("{slug}.' in part for part in parts)
    ]
    problems += [
        f"turns/spec.py, {task.name}: a turn earns no points"
        for task in lesson.turns.spec.tasks
        if task.points
    ]
    return problems


def written(lesson: Lesson, notebook: str) -> str:
    """A lesson's notebook in which somebody has written each turn, as its last alternative does.

    Alternatives return lists, arrays and tensors where the lesson's own code returns something else, so this
    shows that the lesson goes on with any of them.

    Args:
        lesson: The lesson; it has turns.
        notebook: The text of its ``.ipynb`` file.
    """
    assert lesson.turns is not None
    known: dict[str, str] = {}
    for patch in lesson.turns.alternatives().values():
        parts = [part for part in ast.parse(patch).body if not isinstance(part, ast.Expr)]
        imports = [ast.unparse(part) for part in parts if not isinstance(part, ast.FunctionDef)]
        for part in parts:
            if isinstance(part, ast.FunctionDef):
                known[part.name] = "\n".join([*imports, ast.unparse(part)])
    content = json.loads(notebook)
    for cell in content["cells"]:
        source = "".join(cell["source"])
        for stub in _STUB.finditer(source):
            if stub["name"] in known:  # where it is not, try_turns says so
                source = source.replace(stub[0], known[stub["name"]] + "\n")
        cell["source"] = source
    return json.dumps(content)


def kept_turns(root: CourseRoot, turns: Lesson, pool: Workers, kept: Verified) -> list[str]:
    """What :func:`try_turns` says, which is run in another process if it is not kept.

    Args:
        root: The course.
        turns: The turns of a lesson.
        pool: The processes.
        kept: The lesson's results that were kept.
    """

    def run() -> list[str]:
        (problems,) = pool.run(f"{turns.spec.slug}: turns", turns, [try_turns])
        return list(problems)

    found: list[str] = kept.get("turns", digest_of(grounds(root, turns)), run)
    return found


def try_turns(bench: Bench) -> list[str]:
    """Grade the known mistakes and right alternatives of a lesson's turns on the public cases.

    Only those are ever tried, in students' notebooks.

    Args:
        bench: The bench of the turns.

    Returns:
        The problems, each as a sentence.
    """
    lesson, problems = bench.lesson, []
    inputs = bench.inputs(PUBLIC_SEED)
    key = make_key(lesson, inputs, composed=False, watch=bench.watch)
    named: dict[str, set[str]] = {name: set() for name in key.tasks}
    pairs = [heading for heading in lesson.mixtures() if len(names_in(heading)) > 1]
    for heading in (*lesson.misconceptions(), *pairs):
        names = set(names_in(heading))
        shown = [task for task, task_key in key.tasks.items() if heading in task_key.misconceptions]
        if not shown:
            problems.append(f"turns/misconceptions.py, {heading}: every answer is right; add a case")
        for task in shown:
            right = {case.name: case.expected for case in key.tasks[task].cases}
            given = {**right, **key.tasks[task].misconceptions[heading]}
            said = grade(key, {task: given})[task].diagnosis
            if said is None or set(said.names) != names:
                label = said.label if said is not None else "nothing"
                problems.append(f"turns/misconceptions.py, {heading}: {task} is diagnosed as {label!r}")
            named[task] |= names
    problems += [
        f"turns/misconceptions.py has {len(names)} for {task}; at least {_LEAST_MISTAKES} are needed"
        for task, names in named.items()
        if len(names) < _LEAST_MISTAKES
    ]
    tried: set[str] = set()
    for heading, patch in lesson.alternatives().items():
        tasks = lesson.reached_by(patch)
        tried |= tasks
        with bench.watch(f"alternatives.py, {heading}"):
            functions = lesson.functions(patch, heading)
            answers = answer(lesson, functions, inputs, tasks=tasks, models=bench.models)
        for task, result in grade(key, answers).items():
            problems += [
                f"turns/alternatives.py, {heading}: {task}, {case.name}: {case.difference.got}"
                for case in result.cases
                if case.difference is not None
            ]
    problems += [f"turns/alternatives.py has none for {task}" for task in key.tasks if task not in tried]
    return problems
