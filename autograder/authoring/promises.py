"""What an exercise's text promises to be graded, and whether ``promises.toml`` proves it; nothing is run."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from autograder.core.specs import LessonSpec, Promise
from autograder.core.text import did_you_mean, shorten

_TASK_HEADING = re.compile(r"^## .*\(\d[\d.]* points?\)\s*$")
_DONE_WHEN = "**Done when**"
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z`*\[(])")
_SECTION = re.compile(r"^(Args|Returns|Raises|Yields):$")
_ENTRY = re.compile(r"^[A-Z]\w*(?:Error|Exception|Interrupt)\w*:")
_SHOWN = 100


def gate_promises(
    spec: LessonSpec,
    exercise: str,
    notebook: str,
    promises: Sequence[Promise],
    witnesses: Collection[str],
    cases: Mapping[str, Sequence[str]],
) -> list[str]:
    """Each promise stands in the text and names what proves it; each text that promises something is covered.

    Args:
        spec: The lesson's spec.
        exercise: The text of ``exercise.py``.
        notebook: The text of the ``.ipynb`` file that is made of it, solution included.
        promises: The lesson's promises.
        witnesses: The names of the lesson's witnesses.
        cases: The names of the cases of each task, by the task's name.
    """
    problems = _broken(spec, exercise, promises, witnesses, cases)
    texts = [_plain(promise.text) for promise in promises]
    problems += [
        f"exercise.py, {where}: no promise covers “{shorten(text, _SHOWN)}”: add one to promises.toml "
        "whose text stands in it, with the case and the witness that prove it, or promise less"
        for where, text in promising_texts(notebook)
        if not any(given and (given in text or text in given) for given in texts)
    ]
    proven = {(promise.task, promise.case) for promise in promises}
    problems += [
        f"spec.py, task {task.name}: {case!r} of part {part.title!r} is proven by no promise: add one to "
        "promises.toml, or leave the case to the main part"
        for task in spec.tasks
        for part in task.parts
        for case in part.cases
        if (task.name, case) not in proven
    ]
    unused = sorted(set(witnesses).difference(promise.witness for promise in promises))
    problems += [
        f"witnesses.py: no promise uses {name}: name it in promises.toml, or remove it" for name in unused
    ]
    return problems


def _broken(
    spec: LessonSpec,
    exercise: str,
    promises: Sequence[Promise],
    witnesses: Collection[str],
    cases: Mapping[str, Sequence[str]],
) -> list[str]:
    """What promises refer to and is not there."""
    graded = [task.name for task in spec.graded]
    text = _plain(exercise)
    problems = []
    for promise in promises:
        what = f"promises.toml, “{shorten(promise.text, _SHOWN)}”"
        if not _plain(promise.text) or _plain(promise.text) not in text:
            problems.append(f"{what}: exercise.py has no such words; copy them as they stand there")
        if promise.task not in graded:
            close = did_you_mean(promise.task, graded)
            problems.append(f"{what}: no graded task is called {promise.task!r}.{close}")
        elif promise.case not in cases[promise.task]:
            close = did_you_mean(promise.case, cases[promise.task])
            problems.append(f"{what}: task {promise.task} has no case {promise.case!r}.{close}")
        if promise.witness not in witnesses:
            close = did_you_mean(promise.witness, list(witnesses))
            problems.append(f"{what}: witnesses.py has no {promise.witness!r}.{close}")
    return problems


def promising_texts(notebook: str) -> list[tuple[str, str]]:
    """The texts of an exercise that promise something, each with where it stands.

    They are each sentence from “Done when” to the end of its paragraph, each bullet of a graded task, and
    each entry under ``Returns:`` and ``Raises:`` in the docstrings of the functions that students write.

    Args:
        notebook: The text of the exercise's ``.ipynb`` file.
    """
    found = []
    heading = ""
    for cell in json.loads(notebook)["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            for section in re.split(r"^(?=## )", source, flags=re.MULTILINE):
                if section.startswith("## "):
                    line = section.partition("\n")[0]
                    heading = line.removeprefix("## ") if _TASK_HEADING.match(line) else ""
                if heading:
                    found += [(f"“{heading}”", _plain(text)) for text in _of_markdown(section)]
        elif cell["metadata"].get("nbgrader", {}).get("solution"):
            found += _of_functions(source)
    return found


def _of_markdown(source: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", source):
        done = paragraph.partition(_DONE_WHEN)[2]
        if done:
            words = " ".join(re.split(r"\n\s*- ", done)[0].split())
            yield from (sentence for sentence in _SENTENCE_ENDS.split(words) if sentence)
        yield from re.findall(r"^\s*- (.*(?:\n[ \t]+(?!- ).*)*)", paragraph, re.MULTILINE)


def _of_functions(source: str) -> Iterator[tuple[str, str]]:
    for node in ast.parse(source).body:
        if not isinstance(node, ast.FunctionDef):
            continue
        for section, text in _entries(ast.get_docstring(node) or ""):
            yield f"the docstring of {node.name}, {section}", _plain(text)


def _entries(docstring: str) -> Iterator[tuple[str, str]]:
    """Each entry under ``Returns:`` and ``Raises:``; of the former there is one."""
    section, lines = "", list[str]()
    for line in [*docstring.splitlines(), "Args:"]:
        starts = _SECTION.match(line)
        another = section == "Raises" and _ENTRY.match(line.strip())
        if (starts or another or (line and not line.startswith(" "))) and lines:
            yield section, " ".join(lines)
            lines = []
        if starts or (line and not line.startswith(" ")):
            section = starts.group(1) if starts else ""
        elif section in ("Returns", "Raises") and line.strip():
            lines.append(line.strip())


def _plain(text: str) -> str:
    """A text with single spaces, without the ``#`` that begins a line of Markdown in a py:percent file."""
    return " ".join(re.sub(r"^\s*#+ ?", "", text, flags=re.MULTILINE).split())
