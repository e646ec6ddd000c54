"""Formgrader, as an instructor uses it; and what an instructor and a student then open."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from repository import HERE

from autograder.authoring.sample_class import solved
from autograder.lessons import find
from browser.lab import Formgrader, Server

pytestmark = pytest.mark.browser

LESSON = find(HERE, "normalization")
EXERCISE = LESSON.spec.exercise
MISTAKE = "batch-statistics"
SUBMISSIONS = {"right": "", "wrong": LESSON.misconceptions()[MISTAKE]}

# Each way in writes its own name, so that a failure says which one was open.
_PROBE = """
from IPython.display import HTML, Javascript, SVG, display
display(HTML("<script>document.documentElement.dataset.script = 'ran'</script>"))
display(HTML("<img src='x:' onerror=\\"document.documentElement.dataset.img = 'ran'\\">"))
display(HTML("<iframe srcdoc=\\"<script>parent.document.documentElement.dataset.iframe = 'ran'</script>\\"></iframe>"))
display(SVG("<svg xmlns='http://www.w3.org/2000/svg' onload=\\"document.documentElement.dataset.svg = 'ran'\\"/>"))
display(Javascript("document.documentElement.dataset.javascript = 'ran'"))
print("</pre><script>document.documentElement.dataset.stdout = 'ran'</script>")
"""
_MARKDOWN = "<img src='x:' onerror=\"document.documentElement.dataset.markdown = 'ran'\">"


def with_scripts(nb: dict[str, Any]) -> dict[str, Any]:
    """The notebook with a cell of text and a cell of code that try to run a script in the reader's browser."""
    nb = copy.deepcopy(nb)
    new = {"metadata": {}, "source": _MARKDOWN, "cell_type": "markdown", "id": "probe-text"}
    code: dict[str, Any] = {
        "metadata": {},
        "source": _PROBE,
        "cell_type": "code",
        "id": "probe-code",
        "execution_count": None,
        "outputs": [],
    }
    nb["cells"][3:3] = [new, code]
    return nb


def hand_in(server: Server, student: str, nb: dict[str, Any]) -> None:
    """Put a notebook where nbgrader collects to."""
    path = server.course / "work" / "submitted" / student / EXERCISE / f"{EXERCISE}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(nb), encoding="utf-8")


def scripts_that_ran(page: Page) -> dict[str, str]:
    """What the probes wrote into the page."""
    page.wait_for_timeout(500)  # handlers of load and error events come late
    found: dict[str, str] = page.evaluate("() => ({...document.documentElement.dataset})")
    return {name: value for name, value in found.items() if value == "ran"}


@pytest.fixture(scope="module")
def scores(browser: Browser, server: Server) -> Iterator[dict[str, str]]:
    """Each student's score, after both notebooks were graded and given feedback through the buttons.

    Both hold scripts in a text cell and in their outputs.
    """
    source = server.course / "exercises" / EXERCISE / f"{EXERCISE}.ipynb"
    blank = json.loads((Path(__file__).resolve().parents[2] / source.relative_to(server.course)).read_bytes())
    for student, patch in SUBMISSIONS.items():
        hand_in(server, student, with_scripts(solved(LESSON, blank, patch)))
    page = browser.new_page()
    formgrader = Formgrader(page, server)
    formgrader.open("manage_assignments")
    succeed(formgrader, EXERCISE, "assign")
    formgrader.open(f"manage_submissions/{EXERCISE}")
    found = {}
    for student in SUBMISSIONS:
        succeed(formgrader, student, "autograde")
        found[student] = formgrader.row(student).locator("td.score").inner_text()
        succeed(formgrader, student, "generate-feedback")
    yield found
    page.close()


def succeed(formgrader: Formgrader, row: str, action: str) -> None:
    """Press a button, and show nbgrader's own log when it fails."""
    kind, text = formgrader.press(formgrader.row(row), action)
    assert kind == "success-modal", f"{action} {row}: {text}"


def feedback(server: Server, student: str) -> str:
    """The address of a student's feedback page."""
    return (server.course / "work" / "feedback" / student / EXERCISE / f"{EXERCISE}.html").as_uri()


def test_formgrader_lists_the_exercises(page: Page, server: Server, shot: Callable[[str], None]) -> None:
    """Formgrader opens on the course and lists every exercise."""
    formgrader = Formgrader(page, server)
    formgrader.open("manage_assignments")
    for folder in sorted((server.course / "solutions").iterdir()):
        assert formgrader.row(folder.name).count() == 1
    shot("formgrader-assignments")


def test_formgrader_grades_through_its_buttons(
    scores: dict[str, str], page: Page, server: Server, shot: Callable[[str], None]
) -> None:
    """Autograde enters the score in the submission's row: full marks for the solution, fewer for a mistake."""
    assert scores["right"] == "10 / 10"
    points, out_of = scores["wrong"].split(" / ")
    assert 0 < float(points) < float(out_of) == 10
    Formgrader(page, server).open(f"manage_submissions/{EXERCISE}")
    shot("formgrader-submissions")


@pytest.mark.parametrize(
    ("student", "words"),
    [("right", "✓ passed"), ("wrong", LESSON.words()[MISTAKE].title)],
    ids=list(SUBMISSIONS),
)
@pytest.mark.usefixtures("scores")
def test_the_feedback_page_shows_the_cards(
    student: str, words: str, page: Page, server: Server, shot: Callable[[str], None]
) -> None:
    """The feedback page holds a card for each task: passed, or the mistake by name."""
    page.goto(feedback(server, student))
    for task in LESSON.spec.graded:
        assert page.get_by_role("group", name=task.title).count() == 1
    card = page.get_by_role("group", name="Contract")
    card.scroll_into_view_if_needed()
    shot(f"feedback-{student}")
    assert words in card.inner_text()


@pytest.mark.parametrize("student", SUBMISSIONS)
@pytest.mark.usefixtures("scores")
def test_no_script_of_a_student_runs_in_the_feedback(student: str, page: Page, server: Server) -> None:
    """A script in a student's text or output does not run in the feedback page."""
    page.goto(feedback(server, student))
    assert scripts_that_ran(page) == {}


@pytest.mark.parametrize("number", range(len(SUBMISSIONS)))
@pytest.mark.usefixtures("scores")
def test_no_script_of_a_student_runs_in_formgrader(
    number: int, page: Page, server: Server, shot: Callable[[str], None]
) -> None:
    """A script in a student's text or output does not run in the instructor's session, where it could change marks."""
    Formgrader(page, server).open(f"gradebook/{EXERCISE}/{EXERCISE}")
    page.locator("td.name a:visible").nth(number).click()
    page.locator("input.score").first.wait_for()
    shot(f"formgrader-submission-{number}")
    assert scripts_that_ran(page) == {}
