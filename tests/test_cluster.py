"""``autograder grade --cluster``, with a real Dask scheduler and real workers in processes of their own.

Workers run with ``--no-nanny``: the process that a test ends is the worker itself, and nobody starts it
again. Where a worker has to come back, the test says ``--nanny``, which is Dask's default.
"""

from __future__ import annotations

import dataclasses
import importlib.metadata
import json
import pickle
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from classroom import (
    EXERCISE,
    copy_ungraded,
    environment,
    marks,
    processes,
    records,
    start,
    students,
    until,
)
from repository import HERE

from autograder.authoring.course_copy import copy_course
from autograder.core.errors import CourseError
from autograder.core.paths import CourseRoot, find_root
from autograder.grader import cluster, worker
from autograder.grader.job import Job, make_job
from autograder.intake.reading import read
from autograder.intake.submissions import Submission
from autograder.keys import fingerprint
from autograder.lessons import find

slow = pytest.mark.slow
LESSON = find(HERE, "normalization")


class Dask:
    """A scheduler and its workers, on this machine but in a course without secret and submissions."""

    def __init__(self, folder: Path, **scheduler: str) -> None:
        self.folder = folder
        self.course = CourseRoot(folder / "course")
        copy_course(HERE, self.course, [LESSON])
        self.workers: list[subprocess.Popen[str]] = []
        file = folder / "scheduler.json"
        words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
        self.scheduler = self._start("dask_scheduler", "scheduler", *words, **scheduler)
        until(lambda: file.is_file() and file.read_text(encoding="utf-8").strip(), also=[self.scheduler])
        self.address: str = json.loads(file.read_text(encoding="utf-8"))["address"]

    def add_worker(self, nanny: str = "--no-nanny", **more: str) -> Path:
        """Start one more worker of one thread; returns the folder for its temporary files."""
        name = f"worker-{len(self.workers)}"
        words = [self.address, "--nthreads", "1", "--no-dashboard", nanny, "--name", name]
        self.workers.append(self._start("dask_worker", name, *words, **more))
        log = self.folder / f"{name}.log"
        until(lambda: "Registered to" in log.read_text(encoding="utf-8"), also=[self.workers[-1]])
        return self.folder / name

    def close(self) -> None:
        """End all of it."""
        for process in [*self.workers, self.scheduler]:
            process.kill()
            process.wait()

    def _start(self, module: str, name: str, *words: str, **more: str) -> subprocess.Popen[str]:
        with (self.folder / f"{name}.log").open("w", encoding="utf-8") as log:
            return subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{module}", *words],
                cwd=self.course.path,
                env=environment(self.folder / name, **more),
                stdout=log,
                stderr=subprocess.STDOUT,
                text=True,
            )


@pytest.fixture
def dask(short_tmp: Path) -> Iterator[Dask]:
    """A scheduler without a worker."""
    made = Dask(short_tmp)
    yield made
    made.close()


@pytest.fixture
def ungraded(graded_class: CourseRoot, tmp_path: Path) -> CourseRoot:
    """The sample class, not graded yet."""
    return copy_ungraded(graded_class, tmp_path / "course")


@slow
def test_a_cluster_gives_the_marks_of_one_machine(
    graded_class: CourseRoot, ungraded: CourseRoot, dask: Dask, tmp_path: Path
) -> None:
    """Workers that see nothing of the class give every student the mark of a local run."""
    for _ in range(2):
        dask.add_worker()
    run = start(ungraded, tmp_path / "tmp", "--cluster", dask.address)
    text, _ = run.communicate()
    assert run.returncode == 0, text
    assert marks(graded_class) == marks(ungraded)
    assert set(students(graded_class)) == set(marks(ungraded))


@slow
def test_a_worker_killed_in_the_middle_changes_no_mark(
    graded_class: CourseRoot, ungraded: CourseRoot, dask: Dask, tmp_path: Path
) -> None:
    """A dead worker's work is done elsewhere with the same marks, and its zygote and kernels end with it."""
    folders = [dask.add_worker() for _ in range(2)]
    run = start(ungraded, tmp_path / "tmp", "--cluster", dask.address)
    until(lambda: len(records(ungraded)) >= 2 and processes(folders[0] / "skewlab"), also=[run])
    assert len(records(ungraded)) < len(students(ungraded)) - 2
    dask.workers[0].send_signal(signal.SIGKILL)
    text, _ = run.communicate()
    assert run.returncode == 0, text
    assert marks(graded_class) == marks(ungraded)
    until(lambda: not processes(folders[0]))


@slow
def test_a_submission_that_ends_workers_is_one_fault(short_tmp: Path) -> None:
    """Who ends every worker that grades it is a grader fault; those who were on a worker with it are graded."""
    # Kernels that are fresh processes are not confined, and children of the worker: one can end it.
    # Dask would suspect a submission only at its fourth dead worker; here at the first.
    dask = Dask(short_tmp, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0")
    kill = "import os\nos.kill(os.getppid(), 9)"
    culprit = dataclasses.replace(unreadable_job(), sources=(kill,), checks={}, unreadable=None)
    works = Works(count=5)
    waiting = [*works, Works(job=culprit), *works]
    try:
        for _ in range(2):
            dask.add_worker("--nanny", SKEWLAB_KERNEL="spawn")
        with cluster.connect(dask.course, dask.address, require_confinement=False) as connected:
            connected.run(waiting)
    finally:
        dask.close()
    assert 2 * 5 == len(works.done)
    assert ([], []) == (works.faults, waiting[5].done)
    (reason,) = waiting[5].faults
    assert "Workers of the cluster ended while they graded this submission, also when it ran alone." in reason


@slow
def test_the_last_worker_gone_ends_the_run_with_a_sentence(
    graded_class: CourseRoot, tmp_path: Path, dask: Dask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When no worker is left for a while, the run says so; what had come back is kept."""
    monkeypatch.setattr(cluster, "_PATIENCE_SECONDS", 1.0)
    monkeypatch.setattr(cluster, "_POLL_SECONDS", 0.2)
    dask.add_worker()
    works = Works(count=100, then=lambda: dask.workers[0].send_signal(signal.SIGKILL))
    with (
        cluster.connect(dask.course, dask.address, require_confinement=False) as connected,
        pytest.raises(CourseError, match=r"No worker is left at tcp://127.0.0.1.*What was finished is kept"),
    ):
        connected.run(works)
    assert 1 <= len(works.done) < 100


@slow
def test_a_scheduler_gone_ends_the_run_with_a_sentence(dask: Dask) -> None:
    """When the scheduler ends, the run says so; what had come back is kept."""
    dask.add_worker()
    works = Works(count=100, then=lambda: dask.scheduler.send_signal(signal.SIGKILL))
    with (
        cluster.connect(dask.course, dask.address, require_confinement=False) as connected,
        pytest.raises(CourseError, match=r"The connection to the scheduler at tcp://127.0.0.1.* was lost"),
    ):
        connected.run(works)
    assert 1 <= len(works.done) < 100


@slow
def test_what_is_under_way_is_bounded(dask: Dask) -> None:
    """However large the class, this process holds no more jobs than two for each thread of the workers."""
    for _ in range(2):
        dask.add_worker()
    works = Works(count=60)
    with cluster.connect(dask.course, dask.address, require_confinement=False) as connected:
        connected.run(works)
    assert 60 == len(works.done)
    assert 2 <= works.most <= 2 * 2


class Works:
    """Submissions that need no kernel, or have a job of their own; they count what is under way."""

    def __init__(self, count: int = 1, then: Callable[[], object] = bool, job: Job | None = None) -> None:
        self.count, self.then, self.what = count, then, job or unreadable_job()
        self.out, self.most = 0, 0
        self.done: list[bytes] = []
        self.faults: list[str] = []
        self.about = "a submission of a test"

    def __iter__(self) -> Iterator[Works]:
        return iter([self] * self.count)

    def job(self) -> Job:
        """One more."""
        self.out += 1
        self.most = max(self.most, self.out)
        return self.what

    def finished(self, record: bytes) -> None:
        """One less; after the first, what the test wants to happen."""
        self.out -= 1
        self.done.append(record)
        if len(self.done) == 1:
            self.then()

    def failed(self, reason: str) -> None:
        """One less, without a result."""
        self.out -= 1
        self.faults.append(reason)


def unreadable_job() -> Job:
    """A job that is graded without a kernel, against the lesson's public key."""
    public = json.loads(
        (find_root(Path(__file__).parent).path / "data/normalization/public.json").read_bytes()
    )
    return Job(
        slug="normalization",
        sources=("",),
        checks={"normalization.predict": 0},
        inputs=json.dumps(public["inputs"]).encode(),
        order=0,
        key=json.dumps(public["key"]).encode(),
        unreadable="It is no notebook.",
    )


@slow
def test_nobody_at_the_address(ungraded: CourseRoot, tmp_path: Path) -> None:
    """An address where no scheduler listens: a sentence, exit code 1, and nothing graded."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    run = start(ungraded, tmp_path / "tmp", "--cluster", address)
    text, _ = run.communicate()
    assert (1, True) == (run.returncode, f"At '{address}' no scheduler answered in" in text), text
    assert "Traceback" not in text
    assert {} == records(ungraded)


@slow
@pytest.mark.parametrize("address", ["nonsense", "tcp://", "foo://127.0.0.1:1", "127.0.0.1"])
def test_no_address(address: str) -> None:
    """What is no address gets the same sentence, with an example of one."""
    with (
        pytest.raises(CourseError, match=r"such as tcp://192.168.1.5:8786. At .* no scheduler answered"),
        cluster.connect(HERE, address, require_confinement=False),
    ):
        pass


def test_no_certificates() -> None:
    """An address with TLS, and no certificates set: the sentence names the settings."""
    with (
        pytest.raises(CourseError, match=r"tls:// expects certificates, and none are set. Set DASK_"),
        cluster.connect(HERE, "tls://127.0.0.1:1", require_confinement=False),
    ):
        pass


@slow
def test_no_worker_there(dask: Dask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scheduler without workers: the sentence says how to start one."""
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 2)
    with (
        pytest.raises(
            CourseError,
            match=rf"has no worker. Start one .* in the course's folder: `dask worker {dask.address}`",
        ),
        cluster.connect(dask.course, dask.address, require_confinement=False),
    ):
        pass


def test_no_dask_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, --cluster says how to install it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(CourseError, match=r"needs Dask, which is not installed here. Run `pip install"),
        cluster.connect(HERE, "tcp://127.0.0.1:1", require_confinement=False),
    ):
        pass


def test_dask_is_imported_for_a_cluster_only() -> None:
    """Grading on one machine imports no Dask."""
    code = "import sys, autograder.grader.command as g; print(g.cluster, 'distributed' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "False" == run.stdout.split()[-1]


@slow
def test_a_worker_with_another_library_is_refused(dask: Dask, tmp_path: Path) -> None:
    """A worker whose Keras is of another version would be skew in the grader: the run does not begin."""
    info = tmp_path / "shadow" / "keras-2.99.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: keras\nVersion: 2.99.0\n", encoding="utf-8")
    dask.add_worker()
    dask.add_worker(PYTHONPATH=str(info.parent))
    here = importlib.metadata.version("keras")
    with (
        pytest.raises(
            CourseError, match=rf"keras is {here} here and 2.99.0 there. Give all machines the same"
        ),
        cluster.connect(dask.course, dask.address, require_confinement=False),
    ):
        pass


@slow
def test_a_worker_without_the_course_is_refused(dask: Dask, tmp_path: Path) -> None:
    """A worker that can't import the grader is named, with what it needs."""
    broken = tmp_path / "shadow" / "autograder" / "__init__.py"
    broken.parent.mkdir(parents=True)
    broken.write_text("raise ImportError('not installed here')\n", encoding="utf-8")
    dask.add_worker(PYTHONPATH=str(broken.parent.parent))
    with (
        pytest.raises(
            CourseError, match=r"The worker at tcp://127.0.0.1:\d+ can't grade .*It needs the same checkout"
        ),
        cluster.connect(dask.course, dask.address, require_confinement=False),
    ):
        pass


@slow
def test_a_worker_that_cannot_confine_is_told_or_refused(dask: Dask) -> None:
    """What a worker can't enforce is said; with --require-confinement the run does not begin."""
    dask.add_worker(SKEWLAB_KERNEL="spawn")
    gap = "kernels started as fresh processes are not confined"
    with cluster.connect(dask.course, dask.address, require_confinement=False) as connected:
        assert (f"{gap} (on {socket.gethostname()})",) == connected.gaps()
    with (
        pytest.raises(CourseError, match=rf"Confinement is required, but on .* {gap}"),
        cluster.connect(dask.course, dask.address, require_confinement=True),
    ):
        pass


def test_a_worker_that_joins_later_is_held_to_the_same_requirements() -> None:
    """Each job says what it asks of a worker, and a worker that differs refuses it before it runs."""
    other = {**fingerprint.of_worker(HERE), "numpy": "1.0"}
    requirements = worker.Requirements(fingerprint=other, require_confinement=False)
    with pytest.raises(worker.Refused, match=r"numpy is 1.0 here and"):
        worker.grade(unreadable_job(), requirements)


def test_each_difference_is_a_phrase() -> None:
    """Versions, code, and lessons that only one side has are told apart."""
    here = {"keras": "3.15", "the code of autograder.core": "a", "the lesson shapes": "b", "numpy": "2.1"}
    there = {"keras": "3.13", "the code of autograder.core": "c", "the lesson dtypes": "d", "numpy": "2.1"}
    assert [
        "keras is 3.15 here and 3.13 there",
        "the code of autograder.core is another",
        "the lesson shapes is missing there",
        "the lesson dtypes is missing here",
    ] == fingerprint.differences(here, there)
    assert [] == fingerprint.differences(here, here)


@slow
def test_a_job_holds_nothing_of_the_course(graded_class: CourseRoot) -> None:
    """What travels to a worker names no path of the course, no student, and not its secret."""
    course = graded_class
    submission = Submission(student="student-01", exercise=EXERCISE)
    job = pickle.dumps(make_job(course, submission, read(course, submission)))
    secret = course.secret.read_text(encoding="ascii").strip()
    for word in (str(course.path), "student-01", secret):
        assert word.encode() not in job
    assert bytes.fromhex(secret) not in job
