"""Trials run every pipeline of a lesson; those of different seeds are run side by side."""

from __future__ import annotations

import dataclasses
import functools
import os
import pickle
import re
from pathlib import Path

import pytest
from repository import HERE
from rich.console import Console
from tiny import Tiny

from autograder.authoring import truth_table, workers
from autograder.authoring.bench import Bench
from autograder.authoring.evidence import Evidence, Harvest, Trial
from autograder.authoring.notebooks import convert
from autograder.authoring.sentences import Sentences
from autograder.authoring.survivors import report_of
from autograder.authoring.trials import try_seed
from autograder.core.errors import CourseError
from autograder.core.specs import Tolerance
from autograder.lessons import Lesson, find

ANOTHER = """
# %% not-scaled: by-hand
def predict(x):
    return 1.0 * np.asarray(x) - 1.0

# %% not-divided
def predict(x):
    return np.subtract(x, 1.0)
"""


@pytest.fixture
def lesson(tmp_path: Path) -> Lesson:
    """A small lesson, whose one misconception stands there under a second name and in a second spelling."""
    tiny = Tiny(tmp_path)
    with (tiny.folder / "misconceptions.py").open("a", encoding="utf-8") as file:
        file.write(ANOTHER)
    with (tiny.folder / "feedback.toml").open("a", encoding="utf-8") as file:
        file.write('[not-divided]\ntitle = "It"\nadvice = "is"\nreason = "so."\n')
    return tiny.load()


@pytest.fixture
def harvest(lesson: Lesson) -> Harvest:
    """The trials of one seed."""
    skeleton = convert(lesson, "exercise.py").replace("return (np.asarray", "raise NotImplementedError  # ")
    return try_seed(Bench(lesson), 7, skeleton)


def find_trial(harvest: Harvest, kind: str, name: str) -> Trial:
    """The trial of one pipeline."""
    (found,) = [trial for trial in harvest.trials if (trial.kind, trial.name) == (kind, name)]
    return found


def test_every_pipeline_is_tried(harvest: Harvest, lesson: Lesson) -> None:
    """Solution, skeleton, each patch, and each way to do no work have a trial, in one form for all."""
    tried = {(trial.kind, trial.name) for trial in harvest.trials if trial.kind != "gaming"}
    wanted = {("solution", "solution"), ("skeleton", "skeleton")}
    wanted |= {("misconception", name) for name in lesson.misconceptions()}
    wanted |= {("alternative", name) for name in lesson.alternatives()}
    wanted |= {("mixture", name) for name in lesson.mixtures()}
    wanted |= {("witness", name) for name in lesson.witnesses()}
    assert wanted == tried
    assert {"predict": ("a few rows", "no rows")} == harvest.cases
    assert pickle.loads(pickle.dumps(harvest)) == harvest


def test_trials_are_graded_as_submissions_are(harvest: Harvest) -> None:
    """Right pipelines earn all points, wrong ones fail the cases that show it, and the skeleton is no attempt."""
    assert 10.0 == find_trial(harvest, "solution", "solution").score
    assert 10.0 == find_trial(harvest, "alternative", "multiplied").score
    assert (("predict", "no rows"),) == find_trial(harvest, "witness", "refuses").wrong
    assert (("predict", "a few rows"),) == find_trial(harvest, "misconception", "not-scaled: by-hand").wrong
    assert {"not attempted"} == set(map(str, find_trial(harvest, "skeleton", "skeleton").statuses))


def test_misconceptions_that_answer_alike_are_found(harvest: Harvest) -> None:
    """Two names for the same answers are reported, and two spellings of one name are not."""
    assert {("not-scaled", "not-divided"), ("not-scaled: by-hand", "not-divided")} == set(harvest.same)


def test_no_work_earns_nothing(harvest: Harvest) -> None:
    """Every way to do no work is tried, and none earns a point."""
    scores = {trial.name: trial.score for trial in harvest.trials if trial.kind == "gaming"}
    ways = {
        "returns-nothing",
        "returns-its-first-argument",
        "always-raises",
        "zeros",
        "ones",
        "public-answers",
    }
    assert dict.fromkeys(ways, 0.0) == scores


def test_public_answers_are_looked_up_by_shape(lesson: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where hidden cases are the public ones, knowing these is enough; and that is found."""
    monkeypatch.setattr("autograder.authoring.trials.draw_inputs", lambda lesson, *_: Bench(lesson).inputs(0))
    found = find_trial(try_seed(Bench(lesson), 7, convert(lesson, "exercise.py")), "gaming", "public-answers")
    assert 10.0 == found.score


def test_sentences_name_the_seeds() -> None:
    """What holds for several seeds is said once, and names at most three of them."""
    sentences = Sentences()
    for seed in range(1, 6):
        sown = Harvest(seed=seed, trials=(), cases={}, same=())
        sentences.add("all {seeds}: {detail}", sown, f"a{seed}")
        if seed < 3:
            sentences.add("two {seeds}", sown)
        if seed == 4:
            sentences.add("one {seeds}", sown)
    assert ["all 5 seeds, such as 1, 2, 3: a1", "two seeds 1, 2", "one seed 4"] == sentences.texts()


def slug_of(bench: Bench, number: int) -> str:
    """A job for another process."""
    return f"{bench.lesson.spec.slug} {number}"


def end(_: Bench) -> None:
    """A job that ends its process."""
    os._exit(1)


@pytest.mark.slow
def test_jobs_run_in_other_processes() -> None:
    """Results come in the order of the jobs; a process that ends is a sentence, not a traceback."""
    lesson = find(HERE, "shapes")
    with workers.start(Console(quiet=True), processes=2) as pool:
        jobs = [functools.partial(slug_of, number=i) for i in range(5)]
        assert [f"shapes {i}" for i in range(5)] == pool.run("counting", lesson, jobs)
        with pytest.raises(CourseError, match="ending: a process that ran the lesson's code ended"):
            pool.run("ending", lesson, [end])


@pytest.fixture
def proof(harvest: Harvest, lesson: Lesson) -> truth_table.Proof:
    """What one draw of the small lesson proves."""
    evidence = Evidence(
        lesson=lesson, harvests=(harvest,), reference_seconds={}, unstable=(), split_severity={}
    )
    return truth_table.Proof(
        evidence=evidence, promises=lesson.promises(), mutants=report_of([], [], lesson.equivalents())
    )


def test_the_truth_table_shows_what_was_tried(proof: truth_table.Proof) -> None:
    """The table has parts, one row for each pipeline, promises with their witnesses, and the mutants."""
    text = truth_table.to_markdown([proof], 10)
    rows = [
        "| predict | main | 10 | 2 |",
        "| multiplied | alternative | 10 | passed |",
        "| zeros | gaming | 0 |  |",
        "| also for no rows | predict | no rows | refuses |",
        "Mutants: 0 made, 0 killed, 0 declared equivalent, 0 survivors: 100.0% of the wrong ones killed.",
    ]
    assert [] == [row for row in rows if row not in text.splitlines()]
    assert re.search(r"^\| not-scaled: by-hand \| misconception \| 0 \| .*not-scaled", text, re.MULTILINE)


def test_the_truth_table_says_nothing_that_a_draw_changes(
    proof: truth_table.Proof, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an unnamed mixture is told in part may depend on the draw, so its row has the status alone."""
    monkeypatch.setattr(Trial, "diagnoses", ("partly somebody",))
    rows = {(kind, name): said for kind, name, _, said in truth_table.rows(proof.evidence)}
    assert "partly somebody" == rows["misconception", "not-scaled"]
    mixtures = [said for (kind, _), said in rows.items() if kind == "mixture"]
    assert mixtures
    assert "partly somebody" not in mixtures


def test_a_section_is_written_and_the_others_stay(proof: truth_table.Proof) -> None:
    """Verifying some lessons keeps the sections of the others, unless these hold for other draws."""
    alone = truth_table.to_markdown([proof], 10)
    other = "\n## 98 Another\n\nState of the lesson: `0`.\n"
    assert alone + other == truth_table.to_markdown([proof], 10, alone.replace("passed", "failed") + other)
    assert alone == truth_table.to_markdown([proof], 10, alone.replace("draws", "other draws") + other)


def test_minutes_and_prose_leave_the_proof_as_it_is(lesson: Lesson) -> None:
    """What no draw depends on changes no digest; a tolerance, a case and a patch do."""
    before = truth_table.digest_of(lesson)
    (lesson.folder / "turns").mkdir()
    for name in ("lesson.py", "quiz.toml", "guide.md", "turns/cases.py"):
        (lesson.folder / name).write_text("# changed\n", encoding="utf-8")
    exercise = lesson.folder / "exercise.py"
    text = exercise.read_text(encoding="utf-8")
    exercise.write_text(f"{text}\n# %% [markdown]\n# More to read.\n", encoding="utf-8")
    (lesson.folder / "feedback.toml").write_text("# Other words.\n", encoding="utf-8")
    longer = dataclasses.replace(lesson, spec=dataclasses.replace(lesson.spec, lesson_minutes=99))
    assert before == truth_table.digest_of(longer)
    (task,) = lesson.spec.tasks
    wider = dataclasses.replace(task, tolerance=Tolerance(atol=0.5))
    changed = dataclasses.replace(lesson, spec=dataclasses.replace(lesson.spec, tasks=(wider,)))
    assert before != truth_table.digest_of(changed)
    for name in ("cases.py", "misconceptions.py"):
        text = (lesson.folder / name).read_text(encoding="utf-8")
        (lesson.folder / name).write_text(f"{text}# changed\n", encoding="utf-8")
        assert before != truth_table.digest_of(lesson)
        (lesson.folder / name).write_text(text, encoding="utf-8")
    assert before == truth_table.digest_of(lesson)
