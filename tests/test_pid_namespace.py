"""PID namespaces: who forks into them, what is first in them, and that none outlives another."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.usefixtures("confinement")

FORK = """
import json, os, sys
from autograder.sandbox import pid_namespace
failed = pid_namespace.enter_new() if sys.argv[1] == "enter" else []
seen = []
for _ in range(2):
    reading, writing = os.pipe()
    pid = pid_namespace.fork_into_new()
    if pid == 0:
        told = (os.getpid(), os.readlink("/proc/self"), len(pid_namespace.gaps()))
        os.write(writing, json.dumps(told).encode())
        os._exit(7)
    inner, outer, gaps = json.loads(os.read(reading, 100))
    named = pid_namespace.pid_outside(pid)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    seen.append([inner, int(outer) == named, gaps, status])
print(json.dumps([failed, seen]))
sys.exit(3)
"""

OUTLIVE = """
import time
from autograder.sandbox import pid_namespace
pid_namespace.enter_new()
if pid_namespace.fork_into_new() == 0:
    print("here", flush=True)
    time.sleep(600)
time.sleep({seconds})
"""


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """Run some Python in a process of its own."""
    return subprocess.run([sys.executable, "-c", *words], capture_output=True, text=True, check=False)


def test_each_fork_is_the_first_process_of_a_pid_namespace() -> None:
    """Again and again; from outside it has another process id, and the caller ends as its child ends."""
    done = run(FORK, "enter")
    assert [[], [[1, True, 0, 7], [1, True, 0, 7]]] == json.loads(done.stdout), done.stderr
    assert 3 == done.returncode


def test_without_the_right_to_it_a_fork_is_a_fork() -> None:
    """Where no PID namespace can be made, children run in that of their parent, and can tell."""
    failed, seen = json.loads(run(FORK, "stay").stdout)
    assert [] == failed
    assert all(pid != 1 and same and (gaps, status) == (1, 7) for pid, same, gaps, status in seen)


@pytest.mark.parametrize(("seconds", "kill"), [(0, False), (600, True)], ids=["ends", "is killed"])
def test_no_pid_namespace_outlives_the_one_around_it(seconds: int, kill: bool) -> None:
    """When the process that forked into it ends, or is killed, all in it is gone: nobody holds its output."""
    code = OUTLIVE.format(seconds=seconds)
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert "here\n" == process.stdout.readline()
        if kill:
            process.kill()
        rest, _ = process.communicate(timeout=60)
    assert "" == rest
