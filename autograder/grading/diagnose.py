"""Names the mistake behind wrong answers, as far as they tell, and claims no more.

The claims, from the strongest: one misconception explains every case; two together do; one explains some of
the wrong cases exactly; the wrong answers have a measured relation to the right ones; nothing is known. What
would also be found by chance is no evidence: see :func:`_tells`.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.core.answers import Answers, Outcome, Raised, Returned
from autograder.core.results import AnswerKey, Claim, Diagnosis, Difference, TaskKey, names_in
from autograder.core.specs import Tolerance
from autograder.core.wire_tables import Frame
from autograder.grading.compare import MANNERS, compare, holds_integers
from autograder.grading.leaves import named_parts
from autograder.grading.order import align
from autograder.grading.relations import few_cases, measure

_MOST_NAMES = 2
"""More names for the same answers would be a guess."""

_MOST_PARTS = 3
"""More names for different cases of a task would not be read."""

_MANY_CASES = 4
"""Where a task has as many cases, which of them are wrong is evidence."""

_PLAIN = np.array([0.0, 1.0, -1.0])
"""Numbers that come about in many ways, as those of a saturated model."""

_NEAR = 1e-3


@dataclasses.dataclass(frozen=True, kw_only=True)
class Failed:
    """A task that some wrong answer was given to.

    Attributes:
        answers: What was answered.
        wrong: The cases that were answered wrongly or not at all, with what is wrong first of all.
        lost: The points that it lost.
    """

    answers: Answers
    wrong: Mapping[str, Difference]
    lost: float


def diagnose(key: AnswerKey, failed: Mapping[str, Failed], passed: Collection[str]) -> dict[str, Diagnosis]:
    """Diagnose the failed tasks of a submission, which are read together.

    Args:
        key: The lesson's answer key.
        failed: The failed tasks, by name.
        passed: The names of the tasks that were answered rightly.

    Returns:
        The diagnosis of each failed task, by name, in the order of ``key``.
    """
    tasks = {
        name: _Evidence(key.tasks[name], _decisions(failed[name]), _contradicted(key, name, passed))
        for name in key.tasks
        if name in failed
    }
    whole = {name: evidence.whole() for name, evidence in tasks.items()}
    strong = {name: evidence.strong(whole[name]) for name, evidence in tasks.items()}
    support = _support(key, whole, passed)
    named = {name: _best(headings, support) for name, headings in strong.items()}
    steps = {name for name, names in named.items() if names}
    for name in tasks:
        if name not in steps:
            named[name] = _best(_backed(key, name, whole, strong), support)
    found = {
        name: _claim(evidence, key, named[name], () if named[name] else _unseen(key, name, tasks))
        for name, evidence in tasks.items()
    }
    _read_backwards(key, found)
    _group(key, found, failed)
    return found


def _decisions(failed: Failed) -> Failed:
    """The same without the cases that were decided rightly, unless these are all there are."""
    wrong = {name: d for name, d in failed.wrong.items() if d.kind not in MANNERS}
    return dataclasses.replace(failed, wrong=wrong) if wrong else failed


def agree(key: TaskKey, known: Outcome, answer: Outcome) -> bool:
    """Whether an answer is the same mistake as a known one: within tolerance, or the same kind of exception.

    Args:
        key: The task's key.
        known: What the reference or a misconception does.
        answer: What a student's function did; it may raise a subclass of the known exception.
    """
    if isinstance(known, Raised) and isinstance(answer, Raised):
        # Every exception is an Exception: whoever raises that itself has another belief.
        kinds = answer.kinds[:1] if known.kinds[0] == "Exception" else answer.kinds
        return known.kinds[0] in kinds
    if isinstance(known, Raised) or isinstance(answer, Raised):
        return False
    if known.changed or answer.changed:
        return known.changed == answer.changed
    if known.value is None and _is_guard(key):
        return True
    task = key.task
    if "integer" in task.require and not holds_integers(known.value):
        task = dataclasses.replace(task, require=task.require - {"integer"})
    if task.ignore:
        answer = dataclasses.replace(answer, value=align(task, known.value, answer.value).value)
    plausible = _is_plausible(task.tolerance, known.value, answer.value)
    return plausible and compare(task, known, answer).difference is None


def is_pattern(key: TaskKey) -> bool:
    """Whether a task's answers only say yes or no, as a guard's do, or name one of a few classes.

    Such a pattern is weak evidence: a guard built on a broken step accepts and refuses at random, and labels
    hide by how much the numbers under them are off.
    """
    return all(isinstance(c.expected, Raised) or _is_words(c.expected.value) for c in key.cases)


def _is_guard(key: TaskKey) -> bool:
    """Whether a task's function only decides: it raises, or returns nothing."""
    return all(isinstance(case.expected, Raised) or case.expected.value is None for case in key.cases)


def _is_accident(known: Outcome, answer: Outcome) -> bool:
    """Whether a known answer refuses an input, and this one crashes on it, which refuses nothing."""
    return isinstance(known, Raised) and isinstance(answer, Raised) and known.own and not answer.own


class _Evidence:
    """What the answers to one failed task say about each known misconception.

    Attributes:
        key: The task's key.
        failed: The answers, and which are wrong.
        hits: By heading, the wrong cases whose answers are exactly the misconception's.
    """

    def __init__(self, key: TaskKey, failed: Failed, contradicted: Collection[str]) -> None:
        self.key, self.failed = key, failed
        wrong = set(failed.wrong)
        agreed: dict[tuple[str, int], bool] = {}

        good = {case.name for case in key.cases if _is_guard(key) and isinstance(case.expected, Returned)}

        def is_hit(name: str, outcome: Outcome) -> bool:
            place = name, id(outcome)  # a key from a file has what several misconceptions answer once
            if place not in agreed:
                answer = failed.answers.get(name)
                agreed[place] = (
                    answer is not None
                    and agree(key, outcome, answer)
                    and not (name in good and _is_accident(outcome, answer))
                )
            return agreed[place]

        self.hits: dict[str, tuple[str, ...]] = {}
        for heading, outcomes in key.misconceptions.items():
            if heading in contradicted or not wrong.issuperset(outcomes):
                continue
            hits = tuple(name for name, outcome in outcomes.items() if is_hit(name, outcome))
            if hits:
                self.hits[heading] = hits

    @functools.cached_property
    def is_weak(self) -> bool:
        """Whether the task alone is no evidence: it is answered in words, or all wrong rows are alike."""
        return is_pattern(self.key) or _are_alike(
            self.failed.answers[name] for name in self.failed.wrong if name in self.failed.answers
        )

    def whole(self) -> tuple[str, ...]:
        """The headings that explain every wrong case."""
        return tuple(h for h, hits in self.hits.items() if len(hits) == len(self.failed.wrong))

    def strong(self, whole: Iterable[str]) -> tuple[str, ...]:
        """Those of ``whole`` that would hardly fit by chance."""
        if self.is_weak:
            return ()
        return tuple(heading for heading in whole if self.tells(heading) or self._stands_out(heading))

    def _stands_out(self, heading: str) -> bool:
        """Whether a misconception says which few of many cases are wrong, and what is answered there."""
        known, cases = self.key.misconceptions[heading], len(self.key.cases)
        return (
            cases >= _MANY_CASES
            and 2 * len(self.failed.wrong) <= cases
            and all(isinstance(known[name], Returned) for name in self.hits[heading])
        )

    def tells(self, heading: str) -> bool:
        """Whether one of a misconception's wrong answers would hardly come about in another way."""
        known = self.key.misconceptions[heading]
        return any(_tells(known[name], self.failed.answers[name]) for name in self.hits[heading])

    def partly(self, unseen: Collection[str]) -> dict[str, tuple[str, ...]]:
        """By the name of a misconception, the wrong cases that it explains, and no earlier one of these does.

        The one that explains most goes first. Where two explain the same cases, neither is taken.

        Args:
            unseen: Names that are not taken, as :func:`_unseen` gives them.
        """
        found: dict[str, tuple[str, ...]] = {}
        singles = [
            h for h in self.hits if len(names_in(h)) == 1 and self.tells(h) and names_in(h)[0] not in unseen
        ]
        while not self.is_weak and len(found) < _MOST_PARTS:
            explained = {case for cases in found.values() for case in cases}
            left = {h: tuple(case for case in self.hits[h] if case not in explained) for h in singles}
            most = max(map(len, left.values()), default=0)
            best: dict[tuple[str, ...], set[str]] = {}
            for heading, cases in left.items():
                if cases and len(cases) == most:
                    best.setdefault(cases, set()).add(names_in(heading)[0])
            only = [(names.pop(), cases) for cases, names in best.items() if len(names) == 1]
            if not only:
                break
            name, cases = only[0]  # it may be another spelling of one that was found
            found[name] = (*found.get(name, ()), *cases)
        return found


def _contradicted(key: AnswerKey, name: str, passed: Collection[str]) -> frozenset[str]:
    """The headings that a passed task speaks against.

    A task of the same function always does. One of another function does where this task is weak evidence;
    otherwise the student may have written the step twice, and only once wrongly.
    """
    task = key.tasks[name]
    against = [
        other
        for other in passed
        if key.tasks[other].task.entry_point == task.task.entry_point or is_pattern(task)
    ]
    return frozenset(heading for other in against for heading in key.tasks[other].misconceptions)


def _unseen(key: AnswerKey, name: str, tasks: Mapping[str, _Evidence]) -> frozenset[str]:
    """The names that would show in a wrong step under a task, and don't: the step is wrong in another way."""
    steps = [tasks[other] for other in key.tasks[name].uses if other in tasks]
    return frozenset[str]().union(*(_names(step.key.misconceptions) - _names(step.hits) for step in steps))


def _names(headings: Iterable[str]) -> frozenset[str]:
    return frozenset(name for heading in headings for name in names_in(heading))


def _support(key: AnswerKey, whole: Mapping[str, Sequence[str]], passed: Collection[str]) -> dict[str, int]:
    """For each heading, how many tasks it explains: those it fits, and those it leaves right."""
    headings = {heading for found in whole.values() for heading in found}
    return {
        heading: sum(heading in found for found in whole.values())
        + sum(heading not in key.tasks[name].misconceptions for name in passed)
        for heading in headings
    }


def _best(headings: Sequence[str], support: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """The names of the misconceptions that are left, each or each pair once; none if too many are.

    One misconception goes before two, and one that explains more of the submission before others.
    """
    fewest = min((len(names_in(heading)) for heading in headings), default=0)
    few = [heading for heading in headings if len(names_in(heading)) == fewest]
    most = max((support[heading] for heading in few), default=0)
    best = sorted({tuple(sorted(names_in(heading))) for heading in few if support[heading] == most})
    return tuple(best) if len(best) <= (_MOST_NAMES if fewest == 1 else 1) else ()


def _backed(
    key: AnswerKey,
    name: str,
    whole: Mapping[str, Sequence[str]],
    strong: Mapping[str, Sequence[str]],
) -> tuple[str, ...]:
    """The headings of a task without strong evidence that something else speaks for.

    They fit a wrong task that is better evidence. Or the task is answered in words: then they change nothing
    but such tasks, while none of the steps under this task is wrong in an unknown way.
    """
    numbers = {other for other in key.tasks if other != name and not is_pattern(key.tasks[other])}
    elsewhere = {heading for headings in strong.values() for heading in headings}
    unknown = any(other in numbers and other in whole and not strong[other] for other in key.tasks[name].uses)
    return tuple(
        heading
        for heading in whole[name]
        if heading in elsewhere
        or (
            is_pattern(key.tasks[name])
            and not unknown
            and not any(heading in key.tasks[other].misconceptions for other in numbers)
        )
    )


def _claim(
    evidence: _Evidence, key: AnswerKey, named: tuple[tuple[str, ...], ...], unseen: Collection[str]
) -> Diagnosis:
    wrong = evidence.failed.wrong
    if named:
        claim = Claim.ONE if len(named[0]) == 1 else Claim.PAIR
        names = tuple(name for group in named for name in group)
        return Diagnosis(claim=claim, names=names, words=_words(key, names), cases=tuple(wrong))
    partly = evidence.partly(unseen)
    names, cases = tuple(partly), tuple(case for cases in partly.values() for case in cases)
    rest = {name: difference for name, difference in wrong.items() if name not in cases}
    relation = measure(evidence.key, evidence.failed.answers, rest) if rest else None
    if relation is None and not partly:
        relation = few_cases(evidence.key, wrong)
    facts = (relation.sentence,) if relation else ()
    if names:
        return Diagnosis(
            claim=Claim.PARTLY,
            names=names,
            words=_words(key, names),
            cases=cases,
            cases_by_name=tuple(partly.values()),
            facts=facts,
        )
    if relation is not None:
        return Diagnosis(claim=Claim.MEASURED, cases=relation.cases, relation=relation.kind, facts=facts)
    return Diagnosis(claim=Claim.UNKNOWN)


def _words(key: AnswerKey, names: Iterable[str]) -> tuple[Any, ...]:
    return tuple(key.words[name] for name in names)


def _read_backwards(key: AnswerKey, found: dict[str, Diagnosis]) -> None:
    """Tell a task that is not named what a task built on it shows, and the other way round."""
    nameless = [name for name, diagnosis in found.items() if not diagnosis.names]
    for name in nameless:
        for other, diagnosis in found.items():
            known = key.tasks[name].misconceptions
            shown = [n for n in diagnosis.names if diagnosis.claim is Claim.ONE and n in known]
            if name in key.tasks[other].uses and shown:
                fact = f"Your answers in “{key.tasks[other].task.title}” are exactly those of this mistake."
                found[name] = dataclasses.replace(
                    found[name],
                    claim=Claim.PARTLY,
                    names=tuple(shown),
                    words=_words(key, shown),
                    cases_by_name=((),) * len(shown),
                    cases=(),
                    relation="",
                    facts=(fact, *found[name].facts),
                )
                break
    for name in nameless:
        below = [other for other in key.tasks[name].uses if other in found]
        if below and not found[name].names:
            task, step = key.tasks[name].task, key.tasks[below[0]].task
            calls = f"your `{task.entry_point}` calls `{step.entry_point}`"
            fact = f"If {calls}, mend “{step.title}” first: it fails, too."
            found[name] = dataclasses.replace(found[name], facts=(*found[name].facts, fact))


def _group(key: AnswerKey, found: dict[str, Diagnosis], failed: Mapping[str, Failed]) -> None:
    """Say one mistake once: on its first card, with what it costs in all; other cards point to it."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for name, diagnosis in found.items():
        if diagnosis.names:
            groups.setdefault(diagnosis.names, []).append(name)
    for first, *others in groups.values():
        if others:
            costs = sum(failed[name].lost for name in (first, *others))
            found[first] = dataclasses.replace(found[first], costs=costs)
        for name in others:
            found[name] = dataclasses.replace(found[name], follows=f"{key.slug}.{first}")


def _tells(known: Outcome, answer: Outcome) -> bool:
    """Whether an agreement would hardly come about by chance.

    A kind of exception alone, a constant, a single 0 or 1, or words would.
    """
    if isinstance(known, Raised):
        return isinstance(answer, Raised) and _gist(known) == _gist(answer) != ""
    if known.changed:
        return True
    arrays = _numbers(known.value)
    numbers = np.concatenate([np.empty(0), *map(np.ravel, arrays)])
    numbers = numbers[np.isfinite(numbers)]
    if numbers.size > 1 and all(array.dtype.kind in "iu" for array in arrays):
        return len(np.unique(numbers)) > 1
    own = numbers[(np.abs(numbers[:, np.newaxis] - _PLAIN) > _NEAR).all(axis=1)]
    return own.size == 1 == numbers.size or len(np.unique(own)) > 1


def _gist(error: Raised) -> str:
    """The kind and the letters of an error's text, without what depends on the numbers of an input."""
    letters = "".join(c for c in error.message if c.isalpha() or c == " ")
    return f"{error.kinds[0]}: {letters[:_GIST]}" if letters.strip() else ""


_GIST = 40
"""Letters of an error's text; what follows often quotes the data."""


def _are_alike(outcomes: Iterable[Outcome]) -> bool:
    """Whether the answers are arrays of rows that are all equal, as those of a saturated model are."""
    rows = [
        row
        for outcome in outcomes
        if isinstance(outcome, Returned) and isinstance(outcome.value, np.ndarray)
        if outcome.value.ndim > 1 and outcome.value.dtype.kind in "iuf"
        for row in outcome.value
    ]
    return len(rows) > 1 and all(
        row.shape == rows[0].shape and np.allclose(row, rows[0], rtol=1e-5, atol=1e-6, equal_nan=True)
        for row in rows
    )


def _numbers(value: Any) -> list[np.ndarray]:
    """The arrays of numbers in an answer."""
    if isinstance(value, dict):
        return [array for item in value.values() for array in _numbers(item)]
    if isinstance(value, Frame):
        return [array for column in value.data for array in _numbers(column)]
    if isinstance(value, bool | str | bytes) or value is None:
        return []
    try:
        array = np.asarray(value)
    except (TypeError, ValueError, OverflowError):
        array = np.empty(0, object)
    if array.dtype.kind in "iuf":
        return [array]
    rows = value if isinstance(value, list | tuple) else ()  # such as those of a query: words beside numbers
    return [
        found for row in rows if isinstance(row, list | tuple) for cell in row for found in _numbers(cell)
    ]


def _is_plausible(tolerance: Tolerance, known: Any, answer: Any) -> bool:
    """Whether a full comparison is worth its time, by some of the numbers: what agrees is never rejected."""
    if isinstance(known, np.ndarray) and isinstance(answer, np.ndarray):
        if known.shape != answer.shape:
            return False
        if known.dtype.kind not in "iuf" or answer.dtype.kind not in "iuf":
            return True
        return _are_near(tolerance, known.ravel()[:_PROBED], answer.ravel()[:_PROBED])
    one, other = named_parts(known), named_parts(answer)
    if one is not None and other is not None:
        return one.keys() == other.keys() and all(
            _is_plausible(tolerance, one[name], other[name]) for name in one
        )
    if isinstance(known, float) and isinstance(answer, float):
        return not _is_far(tolerance, known, answer)
    return True


def _is_far(tolerance: Tolerance, known: float, answer: float) -> bool:
    """Whether two numbers certainly differ; never where one is NaN."""
    return abs(known - answer) > _BEYOND * (tolerance.atol + tolerance.rtol * abs(known))


_PROBED = 256
"""Numbers of an array that the probe looks at."""

_BEYOND = 2.0
"""How many times the tolerance a number has to be off to be rejected at once."""


def _are_near(tolerance: Tolerance, want: np.ndarray, have: np.ndarray) -> bool:
    """Whether no number is far from the other, and numbers are missing in the same places."""
    if want.size and _is_far(tolerance, float(want[-1]), float(have[-1])):
        return False  # mostly, one number tells in a tenth of the time
    want, have = want.astype(float), have.astype(float)
    with np.errstate(all="ignore"):
        far = np.abs(want - have) > _BEYOND * (tolerance.atol + tolerance.rtol * np.abs(want))
    return not (far | (np.isnan(want) != np.isnan(have))).any()


def _is_words(value: object) -> bool:
    """Whether a value holds nothing, or words only."""
    return (
        value is None
        or isinstance(value, str)
        or (isinstance(value, list | tuple) and all(map(_is_words, value)))
    )
