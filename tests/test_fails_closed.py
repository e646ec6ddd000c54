"""A kernel that can't be confined as agreed runs no student's code; faults are planted into real zygotes."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import os
import signal
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from repository import EQUIPMENT
from zygotes import planted_zygote

from autograder.core.errors import GraderFault
from autograder.sandbox import client, confine, connection, exit_codes, pid_namespace, zygote_client
from autograder.sandbox.client import Limits, Run, run_notebook

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("confinement")]

MEANS = {
    "namespaces": (
        "linux.CLONE_NEWNET = 1",
        "the network, permissions, dates and the disk are not protected (no user namespaces)",
    ),
    "mounts": (
        "linux.SYS_open_tree = -1",
        "permissions and dates of the grader's files are not protected (no read-only mounts)",
    ),
    "Landlock": ("linux.SYS_landlock_create_ruleset = -1", "files are not protected (no Landlock)"),
    "its rules": (
        "linux.SYS_landlock_restrict_self = -1",
        "files are not protected (Landlock could not be switched on)",
    ),
    "capabilities": ("linux.LINUX_CAPABILITY_VERSION_3 = 0", "capabilities could not be given up"),
    "seccomp": ("linux.PR_SET_SECCOMP = -1", "system calls are not filtered (no seccomp)"),
    "an exception": (
        "linux.libc = lambda: 1 / 0",
        "an attempt to confine it failed (ZeroDivisionError: division by zero)",
    ),
}
"""How each means fails in a kernel on a machine that has it, by a call that Linux refuses; and how it is said."""

PLANT = f"""
from autograder.sandbox import confine, linux
MEANS = {MEANS!r}
real = confine.confine
def planted(wanted, missing):
    for path in wanted.read:
        if path.startswith("fault:"):
            exec(MEANS[path.removeprefix("fault:")][0])
    return real(wanted, missing)
confine.confine = planted
"""


@pytest.fixture(scope="module")
def zygote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zygote_client.Zygote]:
    """A zygote whose forked kernels meet the fault that their request names."""
    with planted_zygote(tmp_path_factory.mktemp("planted"), PLANT) as made:
        yield made


def run(accepted_gaps: Collection[str] = ()) -> tuple[Run, NotebookNode]:
    """Run a notebook that tells that it ran."""
    nb = new_notebook(cells=[new_code_cell("print('ran')")])
    limits = Limits(cell_seconds=20, notebook_seconds=60)
    return asyncio.run(run_notebook(nb, {}, limits, EQUIPMENT, accepted_gaps=accepted_gaps)), nb


def ask_for(patch: pytest.MonkeyPatch, fault: str = "", **rules: Any) -> None:
    """Request a planted fault, or rules that no machine can enforce."""
    real = confine.kernel_confinement

    def planted(scratch: Path, data: Path) -> confine.Confinement:
        made = real(scratch, data)
        return dataclasses.replace(made, read=(*made.read, f"fault:{fault}" if fault else ""), **rules)

    patch.setattr(client, "kernel_confinement", planted)


def refused(gap: str) -> str:
    """What the instructor reads."""
    return f"This kernel could not be confined as this machine can: {gap}. Nothing was graded; grade again."


def test_nothing_is_missing_without_a_fault(zygote: zygote_client.Zygote) -> None:
    """Where all means hold, nothing has to be accepted."""
    done, nb = run()
    assert (None, "ran\n") == (done.stopped_at, nb.cells[0].outputs[0].text)


@pytest.mark.parametrize("fault", MEANS)
def test_a_means_that_fails_in_one_kernel_ends_it(
    zygote: zygote_client.Zygote, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """Although the machine has the means, a kernel without it runs nothing, and the fault names the gap."""
    ask_for(monkeypatch, fault)
    with pytest.raises(GraderFault) as caught:
        run()
    assert refused(MEANS[fault][1]) == str(caught.value)


@pytest.mark.parametrize("fault", [fault for fault in MEANS if fault != "an exception"])
def test_a_gap_that_was_accepted_is_no_fault(
    zygote: zygote_client.Zygote, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """With the machine's own gap among those accepted, the notebook runs."""
    ask_for(monkeypatch, fault)
    done, nb = run([MEANS[fault][1]])
    assert (None, "ran\n") == (done.stopped_at, nb.cells[0].outputs[0].text)


@pytest.mark.parametrize(
    ("rules", "gap"),
    [
        ({"open_files": 2**40}, "open files could not be limited"),
        ({"file_bytes": -1}, "the disk is not limited (no file system in memory)"),
    ],
    ids=["limit", "disk"],
)
def test_rules_that_no_machine_can_enforce_are_refused(
    monkeypatch: pytest.MonkeyPatch, zygote: zygote_client.Zygote, rules: dict[str, Any], gap: str
) -> None:
    """No limit is dropped in silence: without acceptance nothing runs, with it the notebook does."""
    ask_for(monkeypatch, **rules)
    with pytest.raises(GraderFault) as caught:
        run()
    assert refused(gap) == str(caught.value)
    assert "ran\n" == run([gap])[1].cells[0].outputs[0].text


def test_another_gap_is_not_accepted_with_it(
    zygote: zygote_client.Zygote, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two gaps, the one that nobody accepted is named, and it is enough."""
    ask_for(monkeypatch, "seccomp", open_files=2**40)
    with pytest.raises(GraderFault) as caught:
        run(["open files could not be limited", "files are not protected (no Landlock)"])
    assert refused(MEANS["seccomp"][1]) == str(caught.value)


def test_the_process_ends_before_it_becomes_a_kernel(zygote: zygote_client.Zygote, short_tmp: Path) -> None:
    """It ends with an exit code of its own, and has never opened the connections that cells come by."""
    (short_tmp / "work").mkdir()
    rules = dataclasses.replace(confine.kernel_confinement(short_tmp, EQUIPMENT.data), open_files=2**40)
    request = {
        "connection_file": str(short_tmp / "none.json"),
        "cwd": str(short_tmp / "work"),
        "env": {"PATH": os.environ["PATH"]},
        "confinement": json.loads(rules.to_json()),
    }
    zygote.wait_until_ready()
    with zygote.connect(2**32, 500) as ours, ours.makefile("rw", encoding="utf-8") as lines:
        ours.settimeout(60)  # a process that became a kernel would not end
        lines.write(json.dumps(request) + "\n")
        lines.flush()
        told = dict(fact for line in lines for fact in json.loads(line).items())
    assert {"gaps", "pid", "exit"} == told.keys()
    assert (["open files could not be limited"], exit_codes.NOT_CONFINED) == (told["gaps"], told["exit"])
    assert ["work"] == [path.name for path in short_tmp.iterdir()]


def test_what_the_zygote_could_not_do_counts_too(tmp_path: Path) -> None:
    """A fork without a PID namespace, and processes that can't be watched, are gaps of the kernel."""
    code = (
        "import os, pathlib\n"
        "from autograder.sandbox import pid_namespace, watch\n"
        "pid_namespace.fork_into_new = os.fork\n"
        "watch.CHILDREN = pathlib.Path('/nowhere')\n"
    )
    unwatched = "the processes of a submission are not limited all together (no list of children in /proc)"
    with planted_zygote(tmp_path, code):
        with pytest.raises(GraderFault) as caught:
            run()
        assert refused(f"{unwatched}; {pid_namespace.GAP}") == str(caught.value)
        done, nb = run([pid_namespace.GAP, unwatched])
    assert (None, "ran\n") == (done.stopped_at, nb.cells[0].outputs[0].text)


def test_a_trial_that_ends_early_is_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which nothing could be tried is not taken for one that can confine."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    reason = "nothing could be tried, because the trial process ended early (exit code 1)"
    assert [reason] == confine.gaps()


def test_a_spawned_kernel_is_a_gap_to_accept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fresh process is not confined at all: no other gap that was accepted stands for that."""
    monkeypatch.setenv(zygote_client.KIND, "spawn")
    with pytest.raises(GraderFault, match="kernels started as fresh processes are not confined"):
        run([gap for _, gap in MEANS.values()])


def test_a_zygote_that_does_not_start_says_why(tmp_path: Path) -> None:
    """The fault carries the last lines of its error messages, and its exit code."""
    code = "import autograder.sandbox.pid_namespace as p\np.enter_new = lambda: 1 / 0\n"
    with planted_zygote(tmp_path, code), pytest.raises(GraderFault) as caught:
        run()
    assert str(caught.value).startswith(
        "The process that starts kernels could not be started. It said last: "
    )
    assert str(caught.value).endswith("| ZeroDivisionError: division by zero (exit code 1).")


def test_error_messages_go_into_the_file_that_is_asked_for(tmp_path: Path) -> None:
    """They are appended; what an earlier zygote said is not taken for the words of this one."""
    log = tmp_path / "zygote.log"
    log.write_text("said before\n", encoding="utf-8")
    with planted_zygote(tmp_path, "import sys; print('planted', file=sys.stderr)"):
        zygote = zygote_client.Zygote((), log)
        zygote.wait_until_ready()
        zygote.close()
    assert ["said before", "planted"] == log.read_text(encoding="utf-8").splitlines()[:2]
    assert "before" not in zygote.last_lines()


def test_a_zygote_that_ends_is_no_fault_of_the_notebook(tmp_path: Path) -> None:
    """When all kernels end with the zygote, while a cell runs, that is a grader fault and no student's zero."""
    nb = new_notebook(cells=[new_code_cell("print('here', flush=True)\nimport time; time.sleep(60)")])

    async def run_until_the_end(zygote: zygote_client.Zygote) -> None:
        limits = Limits(cell_seconds=60, notebook_seconds=60)
        running = asyncio.ensure_future(run_notebook(nb, {}, limits, EQUIPMENT))
        while not nb.cells[0].outputs and not running.done():  # noqa: ASYNC110 - nobody tells us
            await asyncio.sleep(0.01)
        os.kill(zygote._process.pid, signal.SIGKILL)
        await running

    with planted_zygote(tmp_path) as zygote:
        zygote.wait_until_ready()
        with pytest.raises(
            GraderFault, match=r"The process that starts kernels ended early\. .* grade again"
        ):
            asyncio.run(run_until_the_end(zygote))


def test_a_kernel_that_is_not_confined_in_time_is_a_fault(
    zygote: zygote_client.Zygote, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for ever for a process that hangs before it is confined."""
    monkeypatch.setattr(connection, "CONFINE_SECONDS", 0.0)
    with pytest.raises(GraderFault, match=r"This kernel was not confined within 0 seconds\. Nothing"):
        run()
