"""The last gate of what students get: no solution, no hidden input and no hidden answer is in it."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from autograder.authoring.solutions import BEGIN, END
from autograder.core.specs import Task

_SHORT_LINE = 24
"""Shorter lines of a solution occur elsewhere by chance: ``return x``, ``x = np.asarray(x)``."""
_SHORT_ANSWER = 12
"""A shorter expression is no secret, even where it is the whole solution: ``return None``."""
_NO_SECRET = ("def ", "import ", "from ", "#", "@")
"""How lines begin that stand in the stub, too, or say nothing of the way."""
_LONG_STRING = 40
_MANY_KINDS = 16
"""A hidden string is recognised if it is this long and has this many different letters; a short one, or the
base64 text of equal numbers, may occur elsewhere by chance."""


def gate_leaks(solution: str, secrets: Iterable[str], public: Mapping[str, str], given: str) -> list[str]:
    """No solution line, hidden input or hidden answer is in what students get.

    Args:
        solution: The text of the source notebook, solution included.
        secrets: Strings of the hidden inputs and answers, as JSON holds them.
        public: The text of each file that students get, by its name.
        given: Text that students are meant to have, such as the public cases.
    """
    lines = solution_lines(solution)
    problems = []
    for name, text in public.items():
        present = {line.strip() for line in _source_lines(text)}
        problems += [f"{name} holds the solution's line {line!r}" for line in sorted(lines & present)]
    hidden = {item for item in secrets if _is_telling(item) and item not in given}
    for name, text in public.items():
        if any(item in text for item in hidden):
            problems.append(f"{name} holds a hidden input or answer")
    return problems


def gate_hints(file: str, tasks: Iterable[Task], solution: str, given: str) -> list[str]:
    """A hint is nearly the code, and never a line of it.

    Args:
        file: The name of the file with the hints.
        tasks: The tasks.
        solution: The code of the solution, or the reference of turns.
        given: The text of the notebook that students get; its lines are no secret.
    """
    known = {_squeezed(line) for line in given.splitlines()}
    secrets = {_squeezed(line): line for line in _secret_lines(solution)}
    secrets = {squeezed: line for squeezed, line in secrets.items() if squeezed not in known}
    return [
        f"{file}, {task.name}, hint {number}: it holds the solution's {line!r}; leave a part of it open"
        for task in tasks
        for number, hint in enumerate(task.hints, start=1)
        for squeezed, line in secrets.items()
        if squeezed in _squeezed(hint)
    ]


def _secret_lines(code: str) -> Iterator[str]:
    """The telling lines of code, without ``return``; and the expression that a whole function returns."""
    tree = ast.parse(code)
    docstrings: set[int] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef):
            continue
        body = node.body
        if ast.get_docstring(node) is not None:
            docstrings.update(range(body[0].lineno, (body[0].end_lineno or 0) + 1))
            body = body[1:]
        if len(body) == 1 and isinstance(body[0], ast.Return) and body[0].value is not None:
            text = ast.get_source_segment(code, body[0].value) or ""
            if len(text) >= _SHORT_ANSWER:
                yield text
    for number, line in enumerate(code.splitlines(), start=1):
        text = line.strip().removeprefix("return ")
        if len(text) >= _SHORT_LINE and number not in docstrings and not text.startswith(_NO_SECRET):
            yield text


def _squeezed(text: str) -> str:
    """A text without spaces and with one kind of quotes, so that the way it is set makes no difference."""
    return re.sub(r"\s+", "", text).replace('"', "'")


def without_solutions(text: str) -> str:
    """The text of ``exercise.py`` without what stands between the solution's markers."""
    return re.sub(f"{re.escape(BEGIN)}.*?{re.escape(END)}", "", text, flags=re.DOTALL)


def solution_lines(notebook: str) -> set[str]:
    """The lines between BEGIN and END SOLUTION, stripped, that are too long to occur elsewhere by chance."""
    found: set[str] = set()
    inside = False
    for line in _source_lines(notebook):
        if BEGIN in line or END in line:
            inside = BEGIN in line
        elif inside and len(line.strip()) >= _SHORT_LINE:
            found.add(line.strip())
    return found


def strings_of(value: Any) -> set[str]:
    """All strings in JSON data."""
    if isinstance(value, str):
        return {value}
    if isinstance(value, dict):
        return set().union(*map(strings_of, value.values())) if value else set()
    if isinstance(value, list):
        return set().union(*map(strings_of, value)) if value else set()
    return set()


def _is_telling(encoded: str) -> bool:
    """Whether finding this string elsewhere can't be chance: a row of zeros reads alike in every lesson."""
    return len(encoded) >= _LONG_STRING and len(set(encoded)) >= _MANY_KINDS


def _source_lines(text: str) -> list[str]:
    """The lines of a text file, or of a notebook's cells."""
    try:
        cells = json.loads(text)["cells"]
    except (ValueError, KeyError, TypeError):
        return text.splitlines()
    return [line for cell in cells for line in "".join(cell["source"]).splitlines()]
