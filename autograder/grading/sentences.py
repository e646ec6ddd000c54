"""What a card says, sentence by sentence, in text and HTML alike; what stands between backticks is code."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping

from autograder.core.results import MAIN, CaseResult, Claim, Diagnosis, Status, TaskResult
from autograder.core.specs import Feedback
from autograder.core.text import plural, quoted
from autograder.grading.compare import MANNERS

_SHOWN = 3
"""Wrong cases that a card shows in full; more would not be read."""

_LISTED = 4
"""Cases that a diagnosis names."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Setting:
    """Where a card is read, which is not part of the result.

    Attributes:
        titles: The titles of the lesson's tasks, by task id: a card may point to another task.
        public: Whether the cases are those that students have at home: then expected answers may be seen, and
            a line to try a case stands with it.
        rung: The hint to point to.
        earned, points: What the lesson's tasks earned so far, and what they can earn; 0 where nobody counts.
    """

    titles: Mapping[str, str] = dataclasses.field(default_factory=dict)
    public: bool = False
    rung: int = 1
    earned: float = 0.0
    points: float = 0.0


def wrong_cases(result: TaskResult) -> list[CaseResult]:
    """The cases of a failed task that differ."""
    if result.status is not Status.FAILED:
        return []
    return [case for case in result.cases if case.difference is not None]


def shown_cases(result: TaskResult) -> list[CaseResult]:
    """The wrong cases that a card shows in full, in their order: those that say something new come first.

    A guard's manners are shown only where its decisions are right.
    """
    wrong = wrong_cases(result)
    decided = [case for case in wrong if case.difference and case.difference.kind not in MANNERS]
    wrong = decided or wrong
    advised = {advice: case for case in reversed(wrong) if (advice := _needed_advice(result, case))}
    kinds = {case.difference.kind: case for case in reversed(wrong) if case.difference}
    ranked = [*reversed(advised.values()), *reversed(kinds.values()), *wrong]
    chosen = {case.name for case in list({case.name: case for case in ranked}.values())[:_SHOWN]}
    return [case for case in wrong if case.name in chosen]


def opening(result: TaskResult, setting: Setting) -> list[str]:
    """What stands above the cases: the diagnosis, and what each part earned."""
    lines = _diagnosis(result, setting)
    if (
        not lines
        and result.status is Status.FAILED
        and not any(_advice(case) for case in wrong_cases(result))
    ):
        lines = [
            "Work the first of these cases out by hand, one step at a time: which step gives something else?"
        ]
    return [*lines, *_parts(result)]


def closing(result: TaskResult, setting: Setting) -> list[str]:
    """What stands below the cases: the names of the others, notes, the next hint, the points so far."""
    wrong, shown = wrong_cases(result), shown_cases(result)
    lines = []
    if len(wrong) > len(shown):
        lines.append(f"Also wrong: {quoted(case.name for case in wrong if case not in shown)}.")
    right = [case.name for case in result.cases if case.difference is None]
    if right and result.status in (Status.PASSED, Status.FAILED):
        lines.append(f"{'Proven for' if result.status is Status.PASSED else 'Right'}: {quoted(right)}.")
    if result.status is not Status.PASSED:
        lines += [f"note: {note}" for note in _notes(result)]
    follows = result.diagnosis.follows if result.diagnosis else ""
    if wrong and not setting.public:
        lines.append(f"At home, `{call_of_case(result, wrong[0])}` gives public inputs of this kind.")
    if wrong and not follows:
        lines.append(f'Stuck? `hint("{result.task_id}", {setting.rung})`')
    if result.status is Status.PASSED and result.points and setting.points:
        lines.append(f"Points so far, on the public cases: {setting.earned:g} of {setting.points:g}.")
    return lines


def rows(result: TaskResult, case: CaseResult, setting: Setting) -> list[tuple[str, str]]:
    """What a card says of one wrong case: a label and a sentence each."""
    difference = case.difference
    assert difference is not None
    advice = _needed_advice(result, case)
    return [
        ("called with", case.call),
        ("got", difference.got),
        ("expected", difference.expected),
        *([("what to do", advice)] if advice else []),
        *([("try it", f"`{call_of_case(result, case)}`")] if setting.public else []),
    ]


def call_of_case(result: TaskResult, case: CaseResult) -> str:
    """``case("normalization.edges", "no rows")``, to be copied into a cell."""
    return f"case({json.dumps(result.task_id)}, {json.dumps(case.name, ensure_ascii=False)})"


def plural_points(points: float) -> str:
    """``1 point``, ``2.5 points``."""
    return "1 point" if points == 1 else f"{points:g} points"


def _diagnosis(result: TaskResult, setting: Setting) -> list[str]:
    diagnosis = result.diagnosis
    if diagnosis is None:
        return []
    cost = _cost(result)
    if diagnosis.follows:
        title = setting.titles.get(diagnosis.follows)
        task = f"“{title}”" if title else f"`{diagnosis.follows}`"
        some = diagnosis.claim is Claim.PARTLY and diagnosis.cases
        first = f"{_where(diagnosis.cases)}the" if some else "The"
        return [f"{first} same mistake as in {task}: mend it there first. {cost}".rstrip()]
    if diagnosis.claim is Claim.PARTLY:
        return _partly(result, diagnosis, cost)
    if not diagnosis.words:
        return _facts(result, diagnosis, cost)
    return _whole(diagnosis, cost)


def _whole(diagnosis: Diagnosis, cost: str) -> list[str]:
    """The mistake or the mistakes that explain a task as a whole."""
    together = diagnosis.claim is Claim.PAIR
    several = "two mistakes together" if together else "these answers fit more than one mistake"
    what = diagnosis.words[0].title if len(diagnosis.words) == 1 else several
    if diagnosis.claim is Claim.INSTRUCTOR:
        return [*_sayings(f"From your instructor: {what}. {cost}", diagnosis.words), *diagnosis.facts]
    return _sayings(f"Diagnosis: {what}. {cost}", diagnosis.words)


def _facts(result: TaskResult, diagnosis: Diagnosis, cost: str) -> list[str]:
    """What was measured, and in which cases, if not in all wrong ones and the sentence doesn't say so."""
    first, *others = diagnosis.facts or ("",)
    some = 0 < len(diagnosis.cases) < len(wrong_cases(result))
    if some and not all(f"“{name}”" in first for name in diagnosis.cases[:1]):
        first = f"{_where(diagnosis.cases)}{first}"
    if diagnosis.relation:
        first = f"Measured: {first} {cost}".rstrip()
    return [line for line in (first, *others) if line]


def _sayings(first: str, words: tuple[Feedback, ...]) -> list[str]:
    """The advice for one mistake with its reason; for several, the advice for each by its title."""
    if len(words) == 1:
        return [line for line in (first.rstrip(), words[0].advice, words[0].reason) if line]
    return [first.rstrip(), *(f"“{word.title}”: {word.advice}" for word in words)]


def _partly(result: TaskResult, diagnosis: Diagnosis, cost: str) -> list[str]:
    """What explains which of the wrong cases; and the facts about the others, or about this task."""
    if not diagnosis.cases:  # another task's answers show it
        return [*diagnosis.facts, *_whole(diagnosis, cost)]
    lines: list[str] = []
    for words, cases in zip(diagnosis.words, diagnosis.cases_by_name, strict=True):
        lines += _sayings(f"{_where(cases)}{words.title}. {'' if lines else cost}", (words,))
    others = {case.name for case in wrong_cases(result)} - set(diagnosis.cases)
    if others:
        lines.append(f"This does not explain the other wrong case{'' if len(others) == 1 else 's'}.")
    return [*lines, *diagnosis.facts]


def _where(cases: tuple[str, ...]) -> str:
    """Which cases a claim is about, to begin a sentence with."""
    more = len(cases) - _LISTED
    end = f" and {more} more" if more > 0 else ""
    return f"In the case{'' if len(cases) == 1 else 's'} {quoted(cases[:_LISTED])}{end}: "


def _is_explained(result: TaskResult, case: CaseResult) -> bool:
    """Whether the diagnosis says what to do about a case: then nothing else does."""
    diagnosis = result.diagnosis
    if diagnosis is None:
        return False
    if not diagnosis.names:
        advice = _advice(case)
        return bool(advice) and any(advice in fact for fact in diagnosis.facts)
    return diagnosis.claim in (Claim.ONE, Claim.PAIR, Claim.INSTRUCTOR) or case.name in diagnosis.cases


def _needed_advice(result: TaskResult, case: CaseResult) -> str:
    return "" if _is_explained(result, case) else _advice(case)


def _advice(case: CaseResult) -> str:
    return case.difference.advice if case.difference else ""


def _parts(result: TaskResult) -> list[str]:
    """What each part earned, where it is not all."""
    if not result.parts or all(part.score == part.points for part in result.parts):
        return []
    earned = ", ".join(
        f"{'main part' if part.title == MAIN else part.title} {part.score:g} of {part.points:g}"
        for part in result.parts
    )
    main = result.parts[0]
    later = " The other parts count once the main part is right." if main.score < main.points else ""
    return [f"Points: {earned}.{later}"]


def _cost(result: TaskResult) -> str:
    """The largest difference, the flipped predictions and the lost points, in parentheses."""
    differences = [case.difference for case in result.cases if case.difference is not None]
    distances = [d.distance for d in differences if d.distance is not None]
    compared = sum(d.rows or 0 for d in differences)
    flips = sum(d.flips or 0 for d in differences)
    lost = result.points - result.score
    in_all = result.diagnosis.costs if result.diagnosis else 0.0
    facts = []
    if distances:
        facts.append(f"largest difference {_figure(max(distances))}")
    if compared:
        facts.append(f"{flips} of {plural(compared, 'prediction')} flipped")
    if result.points and lost:
        more = f" here, {in_all:g} in all tasks together" if in_all > lost else ""
        facts.append(f"costs {plural_points(lost)}{more}")
    return f"({', '.join(facts)})" if facts else ""


def _figure(value: float) -> str:
    """Three digits, as a person writes them: ``0.0152``, ``1,520``."""
    text = f"{value:.3g}"
    return f"{float(text):,.0f}" if 1000 <= abs(float(text)) < 1e9 else text  # noqa: PLR2004 - where %g turns to powers


def _notes(result: TaskResult) -> list[str]:
    return list(dict.fromkeys(note for case in result.cases for note in case.notes))[:_SHOWN]
