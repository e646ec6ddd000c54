"""The truth table: what every known pipeline of a lesson scores, and what is said about it."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from collections.abc import Iterable, Iterator

from autograder.authoring.evidence import Evidence, Trial
from autograder.authoring.notebooks import convert
from autograder.authoring.survivors import MutantReport
from autograder.authoring.trials import SEEDS
from autograder.authoring.verified import code_of
from autograder.core.results import MAIN, names_in
from autograder.core.specs import Promise
from autograder.core.text import plural
from autograder.lessons import Lesson

FILE = "docs/truth-table.md"
"""Where it is written, in the course."""

_NOT_DRAWN = ("spec.py", "lesson.py", "quiz.toml", "numbers.toml", "feedback.toml")
"""Names of files that no draw depends on as files; of ``spec.py`` the declared tasks count."""

_NOT_TRIED = ("hints", "ignore")
"""Fields of a task that no draw depends on; what is ignored counts where anything is."""

KINDS = ("solution", "skeleton", "alternative", "misconception", "mixture", "gaming")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Proof:
    """What ``verify`` found out about one lesson.

    Attributes:
        evidence: The trials.
        promises: What the exercise promises.
        mutants: What became of the mutants.
    """

    evidence: Evidence
    promises: tuple[Promise, ...]
    mutants: MutantReport


def rows(evidence: Evidence) -> list[tuple[str, str, str, str]]:
    """Kind, name, score and diagnosis of each pipeline; where seeds disagree, all values are shown.

    Of a mixture that need not be named the status is shown alone: whether one of its mistakes shows alone in
    some case, and is named for it, may depend on the draw.
    """
    trials: dict[tuple[str, str], list[Trial]] = {}
    for trial in (trial for trial in evidence.trials if trial.kind in KINDS):
        trials.setdefault((trial.kind, trial.name), []).append(trial)
    found = []
    for (kind, name), group in sorted(trials.items(), key=lambda item: KINDS.index(item[0][0])):
        scores = " / ".join(f"{score:g}" for score in sorted({trial.score for trial in group}))
        named = kind != "mixture" or len(names_in(name)) > 1
        said = dict.fromkeys(
            text for trial in group for text in (trial.diagnoses if named else ()) or (_status(trial),)
        )
        found.append((kind, name, scores, ", ".join(said) if kind != "gaming" else ""))
    return found


def _status(trial: Trial) -> str:
    return ", ".join(sorted(map(str, trial.statuses)))


def to_markdown(proofs: Iterable[Proof], points: float, kept: str = "") -> str:
    """The truth table of some lessons as Markdown.

    Args:
        proofs: What was found out about them.
        points: The points of every exercise.
        kept: An earlier truth table. The sections of its other lessons stay, if they hold for as many draws.
    """
    lines = [
        "# Truth table",
        "",
        "Written by `autograder verify`: every known pipeline, graded as a submission is. Scores are out of",
        f"{points:g}; they hold for {len(SEEDS)} draws of the inputs. After a colon stands the spelling of a",
        "misconception. A part earns its points if its cases and those of the main part are right.",
    ]
    intro = "\n".join(lines) + "\n"
    made = [section(proof) for proof in proofs]
    sections = re.split(r"(?m)^(?=\n## )", kept.removeprefix(intro)) if kept.startswith(intro) else []
    headings = {_heading(text) for text in made}
    made += [text for text in sections if text and _heading(text) not in headings]
    return intro + "".join(sorted(made, key=_heading))


def _heading(section: str) -> str:
    return section.strip().partition("\n")[0]


def section(proof: Proof) -> str:
    """The truth table of one lesson as Markdown, with the digest of what was proven."""
    lesson = proof.evidence.lesson
    spec = lesson.spec
    lines = ["", f"## {spec.number:02d} {spec.title}", "", f"State of the lesson: `{digest_of(lesson)}`.", ""]
    lines += [*_parts(proof), *_pipelines(proof)]
    lines += ["", *_promises(proof), "", f"{mutants_line(proof.mutants)}."]
    return "\n".join(lines) + "\n"


def digest_of(lesson: Lesson) -> str:
    """A digest of what the draws depend on: 16 hexadecimal digits.

    That is what the spec says of tasks and beliefs, the exercise's code, and all other files of the exercise.
    The lesson's own notebook with its turns, questions and figures is no part of it, and no prose is: neither
    hints nor words for mistakes, minutes or the guide.
    """
    made = hashlib.sha256()
    declared = [
        {name: value for name, value in dataclasses.asdict(task).items() if name not in _NOT_TRIED}
        | ({"ignore": task.ignore} if task.ignore else {})
        for task in lesson.spec.tasks
    ]
    made.update(json.dumps([declared, lesson.spec.alike], default=sorted, sort_keys=True).encode())
    for path in sorted(lesson.folder.iterdir()):
        if path.suffix in (".py", ".toml") and path.name not in _NOT_DRAWN:
            content = path.read_bytes()
            if path.name == "exercise.py":
                content = json.dumps(code_of(convert(lesson, path.name))).encode()
            made.update(f"{path.name}\0{len(content)}\0".encode())
            made.update(content)
    return made.hexdigest()[:16]


def _parts(proof: Proof) -> Iterator[str]:
    cases = proof.evidence.harvests[0].cases
    yield from ("| task | part | points | cases |", "| --- | --- | --- | --- |")
    for task in proof.evidence.lesson.spec.graded:
        inner = {case for part in task.parts for case in part.cases}
        main = [case for case in cases[task.name] if case not in inner]
        rest = task.points - sum(part.points for part in task.parts)
        yield f"| {task.name} | {MAIN} | {rest:g} | {len(main)} |"
        for part in task.parts:
            yield f"| {task.name} | {part.title} | {part.points:g} | {len(part.cases)} |"
    yield ""


def _pipelines(proof: Proof) -> Iterator[str]:
    yield from ("| pipeline | kind | score | diagnosis |", "| --- | --- | --- | --- |")
    for kind, name, score, said in rows(proof.evidence):
        yield f"| {name} | {kind} | {score} | {said} |"


def _promises(proof: Proof) -> Iterator[str]:
    yield from ("| promise | task | case | witness |", "| --- | --- | --- | --- |")
    for promise in proof.promises:
        text = " ".join(promise.text.split()).replace("|", "\\|")
        yield f"| {text} | {promise.task} | {promise.case} | {promise.witness} |"


def mutants_line(report: MutantReport) -> str:
    """What became of the mutants, in one line."""
    return (
        f"Mutants: {report.made} made, {report.killed} killed, {report.equivalent} declared equivalent, "
        f"{plural(len(report.undeclared), 'survivor')}: {report.score:.1%} of the wrong ones killed"
    )
