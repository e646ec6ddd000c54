"""Gates of a lesson's folder: its files are there, and its patches, words and cases fit.

Nothing is run but ``make_cases``. ``tests/test_folder.py`` plants a fault for each gate.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Collection, Iterator

from autograder.authoring.kinds import MINIMUMS
from autograder.core.results import names_in
from autograder.core.specs import Feedback, LessonSpec
from autograder.core.text import did_you_mean
from autograder.keys.compute import Watch, draw_inputs, unwatched
from autograder.lessons import Lesson
from autograder.lessons.faults import PATCHES

_ALWAYS = (
    *("spec.py", "cases.py", "reference.py", "exercise.py", "guide.md"),
    *("feedback.toml", "promises.toml", "equivalents.toml"),
    *PATCHES,
)
_WITH_NOTEBOOK = ("lesson.py", "quiz.toml", "figures.json")

_UNKIND = re.compile(r"\b(?:you just|simply|obviously|of course|easy|easily)\b", re.IGNORECASE)


def gate_files(lesson: Lesson) -> list[str]:
    """Every file of a lesson of its kind is there and holds something."""
    wanted = (*_ALWAYS, *(_WITH_NOTEBOOK if MINIMUMS[lesson.spec.kind].notebook else ()))
    paths = [lesson.folder / name for name in wanted]
    return [
        f"there is no {path.name}, or it is empty"
        for path in paths
        if not path.is_file() or not path.read_text(encoding="utf-8").strip()
    ]


def gate_patches(lesson: Lesson) -> list[str]:
    """A patch redefines what the reference has and defines nothing in vain; no two are the same."""
    reference = defined(lesson.source("reference.py"))
    problems = []
    for files in (PATCHES[:-1], PATCHES[-1:]):  # a misconception may also be a witness
        seen: dict[str, str] = {}
        for file in files:
            for name, patch in lesson.patches(file).items():
                what = f"{file}, {name}"
                tree = ast.dump(ast.parse(patch))
                if tree in seen:
                    problems.append(f"{what} is the same patch as {seen[tree]}; remove one")
                seen.setdefault(tree, what)
                problems += [f"{what}: {fault}" for fault in _unused(patch, reference)]
                if not defined(patch) & reference:
                    problems.append(f"{what}: it redefines nothing that reference.py has")
    return problems


def _unused(patch: str, reference: Collection[str]) -> Iterator[str]:
    """What a patch defines in vain: nobody calls it, in the reference or in the patch itself."""
    statements = ast.parse(patch).body
    for name in sorted(defined(patch).difference(reference)):
        others = [statement for statement in statements if name not in _names(statement)]
        if not any(isinstance(n, ast.Name) and n.id == name for s in others for n in ast.walk(s)):
            yield (
                f"reference.py has no {name}, and nothing in the patch uses it."
                f"{did_you_mean(name, sorted(reference))}"
            )


def gate_imports(lesson: Lesson) -> list[str]:
    """A lesson imports the vocabulary, its data, and nothing of the grader or of another lesson."""
    allowed = ("autograder.core", "autograder.student")
    problems = []
    for path in sorted(lesson.folder.rglob("*.py")):
        inner = path.relative_to(lesson.folder)
        outside = "." * (len(inner.parts) + 1)  # one dot is the file's own folder
        problems += [
            f"{inner.as_posix()} imports {name}; of our package a lesson may use `autograder.core` and "
            "`autograder.student`, and its own files"
            for name in sorted(_imports(path.read_text(encoding="utf-8")))
            if name.startswith(outside) or (name.startswith("autograder") and not name.startswith(allowed))
        ]
    return problems


def _imports(text: str) -> set[str]:
    """The modules that a text imports, anywhere in it; a line that begins with ``%`` is IPython's."""
    source = "\n".join(line for line in text.splitlines() if not line.startswith("%"))
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.add(f"{'.' * node.level}{node.module or ''}")
    return found


def defined(text: str) -> set[str]:
    """The names of functions, classes and values that a module defines at its top level."""
    return {name for statement in ast.parse(text).body for name in _names(statement)}


def _names(statement: ast.stmt) -> set[str]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return {statement.name}
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    return {target.id for target in targets if isinstance(target, ast.Name)}


def gate_words(lesson: Lesson) -> list[str]:
    """Words for mistakes are complete, kind, and each mistake's own; hints are kind, too."""
    words = lesson.words()
    titles = [entry.title for entry in words.values()]
    problems = [
        f"feedback.toml, {name}: {field} is empty"
        for name, entry in words.items()
        for field in ("title", "advice", "reason")
        if not getattr(entry, field).strip()
    ]
    problems += [
        f"feedback.toml: {titles.count(title)} mistakes have the title {title!r}"
        for title in dict.fromkeys(titles)
        if titles.count(title) > 1
    ]
    texts = {f"feedback.toml, {name}": _joined(entry) for name, entry in words.items()}
    texts |= {f"spec.py, hints of {task.name}": " ".join(task.hints) for task in lesson.spec.tasks}
    return problems + [
        f"{where}: “{match.group()}” is not kind to somebody who is stuck; leave it out"
        for where, text in texts.items()
        for match in _UNKIND.finditer(text)
    ]


def _joined(words: Feedback) -> str:
    return f"{words.title} {words.advice} {words.reason}"


def gate_alike(spec: LessonSpec, misconceptions: Collection[str]) -> list[str]:
    """What is declared alike are misconceptions, and none of them is in two groups."""
    beliefs = {names_in(heading)[0] for heading in misconceptions}
    named = [name for group in spec.alike for name in sorted(group)]
    problems = [
        f"spec.py declares {name} alike, which is no misconception.{did_you_mean(name, beliefs)}"
        for name in dict.fromkeys(named)
        if name not in beliefs
    ]
    return problems + [
        f"spec.py declares {name} alike in {named.count(name)} groups; leave it in one"
        for name in dict.fromkeys(named)
        if named.count(name) > 1
    ]


def gate_cases(lesson: Lesson, watch: Watch = unwatched) -> list[str]:
    """Equal seeds draw equal cases, others do not; names differ; a case has a value for each parameter.

    Args:
        lesson: The lesson.
        watch: Stands around the drawing.

    Raises:
        CourseError: ``cases.py`` has an error, or makes what does not reach a student's kernel as it is.
    """
    drawn = [draw_inputs(lesson, seed, watch) for seed in (1, 1, 2)]
    one, again, other = (json.dumps(inputs, sort_keys=True) for inputs in drawn)
    problems = []
    if one != again:
        problems.append("cases.py: one seed draws other cases the second time; take all chance from `rng`")
    if one == other:
        problems.append("cases.py: two seeds draw the same cases; draw values from `rng`")
    for task in lesson.spec.tasks:
        cases = drawn[0][task.name]
        names = [case["name"] for case in cases]
        parameters = len(task.signature.split(","))
        if not names:
            problems.append(f"cases.py, {task.name}: there is no case")
        problems += [
            f"cases.py, {task.name}: {names.count(name)} cases are called {name!r}"
            for name in dict.fromkeys(names)
            if names.count(name) > 1
        ]
        problems += [
            f"cases.py, {task.name}, {case['name']!r}: {len(case['args'])} arguments for `{task.signature}`"
            for case in cases
            if len(case["args"]) != parameters
        ]
    return problems
