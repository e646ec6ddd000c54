"""What students read: the same report as text and as HTML that survives an untrusted notebook."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser
from typing import Any

import numpy as np
import pytest
from conftest import X, doubling_key, make_task, make_task_key, make_words, raised, returned

from autograder.core.answers import Answers, NoAnswers
from autograder.core.results import MAIN, AnswerKey, Claim, Diagnosis, PartResult, Status, TaskResult
from autograder.core.specs import Part
from autograder.grading import cards
from autograder.grading.cards import Setting
from autograder.grading.grade import fault, grade
from autograder.grading.sentences import shown_cases

KEY = doubling_key()
HOME = Setting(public=True)
WORDS = tuple(make_words("m", "n").values())
EVIL = "<script>alert(1)</script><style>*{}</style>\"'&<img src=x onerror=alert(1)>"


def graded(answers: Answers | NoAnswers) -> TaskResult:
    """The made-up lesson's main task, graded."""
    return grade(KEY, {"double": answers})["double"]


RESULTS = {
    Status.PASSED: graded({name: returned(2 * x) for name, x in X.items()}),
    Status.FAILED: graded({name: returned(x**2) for name, x in X.items()}),
    Status.NOT_ATTEMPTED: graded(dict.fromkeys(X, raised("NotImplementedError"))),
    Status.SUBMISSION_ERROR: graded(NoAnswers("The cell is missing.")),
    Status.GRADER_FAULT: fault(KEY, "double", "the key is gone"),
}
FAILED = RESULTS[Status.FAILED]


def hostile(text: str) -> TaskResult:
    """A failed task in which everything that students control is ``text``."""
    got = {"small": raised("KeyError", text, where=text), "large": returned(text)}
    return graded(got)


class Reader(HTMLParser):
    """Collects a card's tags and words, and checks that tags are closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.words = ""
        self.feed(html)
        assert [] == self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens a tag."""
        self.tags.append(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag != "img":  # which has no end
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Closes the tag that is open."""
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        """Collects words."""
        self.words += data + " "


@pytest.mark.parametrize("status", Status, ids=str)
def test_every_status_is_said_in_words(status: Status) -> None:
    """Text and HTML say the status, the title, the marks and the summary."""
    result = RESULTS[status]
    assert status == result.status
    for text in (cards.to_text(result), Reader(cards.to_html(result)).words):
        for words in (
            str(status),
            "The task double",
            f"{result.score:g} of 2 points",
            result.summary.replace("`", ""),
        ):
            assert words in text.replace("`", "").replace("  ", " ")


@pytest.mark.parametrize("status", Status, ids=str)
def test_html_needs_no_script_and_no_style_sheet(status: Status) -> None:
    """A card is made of harmless tags with inline styles."""
    card = Reader(cards.to_html(RESULTS[status]))
    assert set(card.tags) <= {
        "div",
        "strong",
        "small",
        "code",
        "details",
        "summary",
        "table",
        "tr",
        "th",
        "td",
    }
    assert card.attributes <= {"style", "role", "aria-label", "aria-hidden", "scope", "open"}


@pytest.mark.parametrize("status", Status, ids=str)
def test_colours_come_with_words(status: Status) -> None:
    """What is coloured says the same in words and with a mark of its own."""
    coloured = re.findall(
        r'<strong style="color:#[0-9a-f]{6}">(.*?)</strong>', cards.to_html(RESULTS[status])
    )
    assert [str(status)] == [text.partition(" ")[2] for text in coloured]


def test_every_status_has_its_own_mark() -> None:
    """No two statuses share a mark, so that a column of them can be read."""
    assert len(Status) == len({cards.to_text(result)[0] for result in RESULTS.values()})


def test_a_wrong_case_says_five_things() -> None:
    """Called with, got, expected, what to do, how to try it: in this order, in text and HTML."""
    labels = ["called with", "got", "expected", "what to do", "try it"]
    result = graded({name: returned(x[:1]) for name, x in X.items()})
    assert result.diagnosis is not None
    result = dataclasses.replace(result, diagnosis=Diagnosis(claim=Claim.UNKNOWN))
    for text in (cards.to_text(result, HOME), cards.to_html(result, HOME)):
        places = [text.index(label) for label in labels]
        assert sorted(places) == places
    assert "double(x: small)" in cards.to_text(result)


def with_diagnosis(**fields: Any) -> TaskResult:
    """The failed task, with another diagnosis."""
    return dataclasses.replace(FAILED, diagnosis=Diagnosis(**fields))


def said(result: TaskResult, setting: Setting = cards.DESK) -> str:
    """The text of a card, after a look that its HTML has the same sentences."""
    text, words = cards.to_text(result, setting), Reader(cards.to_html(result, setting)).words
    words = " ".join(words.replace("`", "").split())
    for line in text.splitlines()[1:]:
        line_ = " ".join(line.replace("`", "").split())
        for label in ("called with", "got", "expected", "what to do", "try it"):
            line_ = line_.removeprefix(f"{label} ")
        if "█" not in line_:
            assert "".join(line_.split()) in "".join(words.split()), line
    return text


def test_two_mistakes_are_both_told() -> None:
    """A pair has the title and the advice of each."""
    text = said(with_diagnosis(claim=Claim.PAIR, names=("m", "n"), words=WORDS))
    assert "Diagnosis: two mistakes together. (largest difference" in text
    for name in "mn":
        assert f"“Title of {name}”: Advice for {name}." in text


def test_a_part_of_the_cases_is_named() -> None:
    """What explains some cases names them, and says that it does not explain the others."""
    text = said(
        with_diagnosis(
            claim=Claim.PARTLY, names=("m",), words=WORDS[:1], cases=("small",), cases_by_name=(("small",),)
        )
    )
    assert "In the case “small”: Title of m. (largest" in text
    assert "This does not explain the other wrong case." in text


def test_several_parts_are_told_each_with_its_cases() -> None:
    """Where different mistakes explain different cases, each has its own cases, advice and reason."""
    by_name = (("small",), ("large",))
    text = said(
        with_diagnosis(
            claim=Claim.PARTLY, names=("m", "n"), words=WORDS, cases=tuple(X), cases_by_name=by_name
        )
    )
    for name, case in zip("mn", X, strict=True):
        assert f"In the case “{case}”: Title of {name}." in text
        assert f"Advice for {name}.\nReason of {name}." in text
    assert "does not explain" not in text


def test_what_another_task_shows_is_said_first() -> None:
    """Where no case is explained here, the fact comes before the title, and no case is named."""
    text = said(with_diagnosis(claim=Claim.PARTLY, names=("m",), words=WORDS[:1], facts=("Shown there.",)))
    assert "Shown there.\nDiagnosis: Title of m." in text
    assert "does not explain" not in text


def test_a_measure_is_a_sentence() -> None:
    """What was measured stands on the card, with the cases if it doesn't hold in all."""
    both = with_diagnosis(claim=Claim.MEASURED, relation="r", facts=("Twice.", "And more."), cases=tuple(X))
    assert re.search(r"Measured: Twice. \(largest .*\)\nAnd more.\n", said(both))
    one = with_diagnosis(claim=Claim.MEASURED, relation="r", facts=("Twice.",), cases=("small",))
    assert "Measured: In the case “small”: Twice." in said(one)
    named = with_diagnosis(claim=Claim.MEASURED, relation="r", facts=("In: “small”.",), cases=("small",))
    assert "Measured: In: “small”." in said(named)


def test_one_mistake_is_told_once() -> None:
    """A later card points to the first one by its title, and repeats no word of it."""
    later = with_diagnosis(claim=Claim.ONE, names=("m",), words=WORDS[:1], follows="doubling.guard")
    text = said(later, Setting(titles={"doubling.guard": "The guard"}))
    assert "The same mistake as in “The guard”: mend it there first." in text
    assert not [word for word in ("Title of m", "Advice", "Reason", "Stuck?") if word in text]
    assert "The same mistake as in `doubling.guard`:" in said(later)


def test_the_first_card_says_what_a_mistake_costs_in_all() -> None:
    """The points of all tasks that it spoils stand beside those of the task itself."""
    text = said(with_diagnosis(claim=Claim.ONE, names=("m",), words=WORDS[:1], costs=5.0))
    assert "costs 2 points here, 5 in all tasks together)" in text


def test_nothing_generic_stands_beside_a_diagnosis() -> None:
    """Advice for a case is left out where the diagnosis says what to do; the general line, where anything is known."""
    shapes = graded({name: returned(x[:1]) for name, x in X.items()})
    known = Diagnosis(claim=Claim.ONE, names=("m",), words=WORDS[:1], cases=tuple(X))
    measured = Diagnosis(claim=Claim.MEASURED, relation="r", facts=("Return one row for each row of the input, no more and no fewer.",))  # fmt: skip
    assert "what to do" in said(dataclasses.replace(shapes, diagnosis=Diagnosis(claim=Claim.UNKNOWN)))
    for diagnosis in (known, measured):
        assert "what to do" not in said(dataclasses.replace(shapes, diagnosis=diagnosis))
    general = "Work the first of these cases out by hand"
    assert general in said(with_diagnosis(claim=Claim.UNKNOWN))
    assert general not in said(with_diagnosis(claim=Claim.UNKNOWN, facts=("A fact.",)))
    assert "pipeline" not in said(with_diagnosis(claim=Claim.UNKNOWN))


PARTS = (
    PartResult(title=MAIN, score=1.0, points=1.0),
    PartResult(title="no rows", score=0.0, points=0.5),
)


def test_points_of_parts_are_listed() -> None:
    """Each part says what it earned; none waits in silence for the main part."""
    assert "Points: main part 1 of 1, no rows 0 of 0.5.\n" in said(dataclasses.replace(FAILED, parts=PARTS))
    wrong = (dataclasses.replace(PARTS[0], score=0.0), PARTS[1])
    later = "Points: main part 0 of 1, no rows 0 of 0.5. The other parts count once the main part is right."
    assert later in said(dataclasses.replace(FAILED, parts=wrong))


def test_a_part_is_graded_and_shown() -> None:
    """With its edge wrong, a task keeps the points of its main part, and the card says so."""
    part = Part(title="large numbers", points=0.5, cases=("large",))
    task = make_task_key(make_task(parts=(part,)), {name: returned(2 * x) for name, x in X.items()})
    answers = {"small": returned(2 * X["small"]), "large": returned(X["large"])}
    result = grade(AnswerKey(slug="s", tasks={"double": task}, words={}), {"double": answers})["double"]
    assert "Points: main part 1.5 of 1.5, large numbers 0 of 0.5." in said(result)


def test_a_green_card_says_what_was_proven() -> None:
    """It names the cases, and at home the points so far."""
    text = said(RESULTS[Status.PASSED], Setting(public=True, earned=7, points=10))
    assert "All 2 cases agree with the reference.\n  Proven for: “small”, “large”." in text
    assert "Points so far, on the public cases: 7 of 10." in text
    assert "so far" not in said(RESULTS[Status.PASSED])


def test_a_hidden_case_can_be_had_at_home_only() -> None:
    """At home each case has a line that gets it; on the desk's card one line says so."""
    line = '`case("doubling.double", "small")`'
    assert 1 == cards.to_text(FAILED, HOME).count(line)
    assert f"At home, {line} gives public inputs of this kind." in said(FAILED)


def test_the_next_hint_is_named() -> None:
    """A failed card points to a hint; the setting says to which."""
    assert 'Stuck? `hint("doubling.double", 2)`' in said(FAILED, Setting(rung=2))
    assert "Stuck?" not in said(RESULTS[Status.PASSED])


def test_a_known_mistake_is_told_first() -> None:
    """The title, the advice and the reason of a misconception come before the cases."""
    text = cards.to_text(FAILED)
    parts = ["Diagnosis: Title of squares.", "Advice for squares.", "Reason of squares.", "called with"]
    assert sorted(map(text.index, parts)) == [text.index(part) for part in parts]


def test_a_known_mistake_says_what_it_costs() -> None:
    """The largest difference and the marks stand beside the diagnosis."""
    assert "(largest difference 1,520, costs 2 points)" in cards.to_text(FAILED)


@pytest.mark.parametrize(
    ("distance", "text"),
    [(0.01524, "0.0152"), (999.4, "999"), (999.6, "1,000"), (1234567.0, "1,230,000"), (1.5e-7, "1.5e-07"), (np.inf, "inf")],
)  # fmt: skip
def test_distances_read_like_numbers(distance: float, text: str) -> None:
    """A difference has three digits, and powers of ten only where nobody could read the zeros."""
    result = graded({name: returned(x**2) for name, x in X.items()})
    cases = tuple(
        dataclasses.replace(case, difference=dataclasses.replace(case.difference, distance=distance))
        for case in result.cases
        if case.difference is not None
    )
    assert f"(largest difference {text}, " in cards.to_text(dataclasses.replace(result, cases=cases))


def test_flipped_predictions_are_counted() -> None:
    """Where rows are classes, the card says how many changed their answer."""
    want, have = np.array([[0.2, 1.5], [1.5, 0.2]]), np.array([[2.5, 1.7], [1.7, 0.3]])
    task = make_task_key(make_task(predictions=True), {"a": returned(want)}, {"m": {"a": returned(have)}})
    key = AnswerKey(slug="s", tasks={"double": task}, words=make_words("m"))
    assert "1 of 2 predictions flipped" in cards.to_text(
        grade(key, {"double": {"a": returned(have)}})["double"]
    )


def test_several_mistakes_are_offered_without_a_verdict() -> None:
    """Where answers fit two misconceptions, the advice for each is given by its title."""
    wrong = {"a": returned(2.0)}
    task = make_task_key(make_task(), {"a": returned(1.0)}, {"m": wrong, "n": wrong})
    key = AnswerKey(slug="s", tasks={"double": task}, words=make_words("m", "n"))
    text = cards.to_text(grade(key, {"double": wrong})["double"])
    assert "Diagnosis: these answers fit more than one mistake." in text
    assert "“Title of m”: Advice for m.\n“Title of n”: Advice for n." in text


def test_an_unknown_mistake_has_no_story() -> None:
    """Without a diagnosis, the card shows the cases only."""
    text = cards.to_text(graded({name: returned(x) for name, x in X.items()}))
    assert "Diagnosis" not in text and "unknown" not in text


@pytest.mark.parametrize(
    ("cases", "rest"), [(3, ""), (4, "Also wrong: “case 3”."), (5, "Also wrong: “case 3”, “case 4”.")]
)
def test_three_wrong_cases_are_enough(cases: int, rest: str) -> None:
    """At most three cases are shown in full; the others have their names."""
    right = {f"case {i}": returned(float(i)) for i in range(cases)}
    key = AnswerKey(slug="s", tasks={"double": make_task_key(make_task(), right)}, words={})
    result = grade(key, {"double": {name: returned(-1.0) for name in right}})["double"]
    for text in (cards.to_text(result), cards.to_html(result)):
        assert (3, True) == (text.count("called with"), rest in text)
    assert 1 == cards.to_html(result).count("<details open")


def test_a_card_shows_what_a_guard_decides() -> None:
    """A case in which only something was returned is not shown beside one that was decided wrongly."""
    right = {"good": returned(None), "far": raised("ValueError", "far")}
    key = AnswerKey(slug="s", tasks={"double": make_task_key(make_task(), right)}, words={})
    for answers, shown in (
        ({"good": returned(True), "far": returned(True)}, "far"),
        ({"good": returned(True), "far": right["far"]}, "good"),
    ):
        result = grade(key, {"double": answers})["double"]
        assert [shown] == [case.name for case in shown_cases(result)]


def test_cases_that_say_something_new_are_shown_first() -> None:
    """A case with advice of its own, or another kind of difference, goes before one more of the same."""
    right = {name: returned(np.array([1.0, 2.0])) for name in "abcdef"}
    answers = {name: returned(np.array([1.0, 9.0])) for name in "abcdef"}
    answers |= {"d": returned(np.array([1.0])), "f": raised("KeyError", "'ash'")}
    key = AnswerKey(slug="s", tasks={"double": make_task_key(make_task(), right)}, words={})
    result = grade(key, {"double": answers})["double"]
    text = said(dataclasses.replace(result, diagnosis=Diagnosis(claim=Claim.UNKNOWN)))
    assert ["  a", "  d", "  f"] == [line for line in text.splitlines() if re.fullmatch("  [a-f]", line)]


def test_right_cases_are_only_named() -> None:
    """A passed task needs no table; a failed one names the cases that are right."""
    assert "called with" not in cards.to_text(RESULTS[Status.PASSED])
    half = graded({"small": returned(2 * X["small"]), "large": returned(X["large"])})
    assert "Right: “small”." in said(half)


def test_notes_are_told_once() -> None:
    """What was tolerated is said, once for all cases; a green card has no use for it."""
    text = cards.to_text(graded({name: returned((3 * x).tolist()) for name, x in X.items()}))
    assert 1 == text.count("note: Your list was read as an array.")
    assert "note" not in cards.to_text(graded({name: returned((2 * x).tolist()) for name, x in X.items()}))


def test_a_word_between_asterisks_is_emphasised() -> None:
    """As in Markdown; in code, and around what is no word, asterisks stay."""
    shown = cards.message_html("T", "not *all* of `a *b* c`, 2 * 3 * 4, **two** <i>")
    assert "not <em>all</em> of <code>a *b* c</code>, 2 * 3 * 4, **two** &lt;i&gt;" in shown


def test_practice_has_no_marks() -> None:
    """A task of no points says that it is practice."""
    result = grade(KEY, {"practice": {name: returned(2 * x) for name, x in X.items()}})["practice"]
    assert "✓ passed: The task practice (practice)" == cards.to_text(result).splitlines()[0]


def test_practice_costs_nothing() -> None:
    """A known mistake in practice has a distance, and no price."""
    wrong = {"a": returned(2.0)}
    task = make_task_key(make_task(points=0.0), {"a": returned(1.0)}, {"m": wrong})
    text = cards.to_text(
        grade(AnswerKey(slug="s", tasks={"double": task}, words=make_words("m")), {"double": wrong})["double"]
    )
    assert "Diagnosis: Title of m. (largest difference 1)\n" in text
    assert "cost" not in text


@pytest.mark.parametrize(
    "text",
    [EVIL, f"`{EVIL}`", f"`{EVIL}", "`" * 7],
    ids=["plain", "in backticks", "one backtick", "backticks"],
)
def test_students_text_is_escaped(text: str) -> None:
    """Nothing that a student wrote becomes a tag or an attribute."""
    card = Reader(cards.to_html(hostile(text), HOME))
    assert not {"script", "style", "img"} & set(card.tags)
    assert card.attributes <= {"style", "role", "aria-label", "aria-hidden", "scope", "open"}
    assert text.count("alert") == 0 or "alert(1)" in card.words


def test_a_message_is_escaped() -> None:
    """A card that is only a sentence escapes it, and sets code as code."""
    card = Reader(cards.message_html(EVIL, f"Use `x[0]`. {EVIL}"))
    assert ["div", "strong", "div", "code"] == card.tags
    assert "x[0]" in card.words
