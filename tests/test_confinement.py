"""What a submission's process can't do: each attempt goes through the grader's own way of running."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook
from repository import EQUIPMENT

from autograder.core.paths import find_root
from autograder.sandbox import messages
from autograder.sandbox.client import Limits, Run, run_notebook

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("confinement")]

ROOT = find_root(Path(__file__).parent).path
OUTSIDE = "skewlab-must-not-appear"


def run(tmp_path: Path, *sources: str, cell_seconds: float = 20.0) -> tuple[Run, list[str]]:
    """Run cells as a submission; returns how it ended and each cell's printed text."""
    nb = new_notebook(cells=[new_code_cell(source) for source in sources])
    limits = Limits(cell_seconds=cell_seconds, notebook_seconds=60)
    done = asyncio.run(run_notebook(nb, {}, limits, EQUIPMENT))
    texts = ["".join(o.get("text", "") for o in cell.outputs) for cell in nb.cells]
    return done, texts


REFUSED = {
    "read the secret's folder": f"import os; os.listdir({str(ROOT / '.skewlab')!r})",
    "read the solutions": f"open({str(ROOT / 'solutions' / '01_normalization' / '01_normalization.ipynb')!r})",
    "read a reference": f"open({str(ROOT / 'autograder/lessons/normalization/reference.py')!r})",
    "import a reference": "import autograder.lessons.normalization.reference",
    "list the course": f"import os; os.listdir({str(ROOT)!r})",
    "read a home": "import os; os.listdir('/root')",
    "read shadow": "open('/etc/shadow')",
    "write outside": f"open('/tmp/{OUTSIDE}', 'w')",
    "write into the package": f"open({str(ROOT / 'autograder/core/x.py')!r}, 'w')",
    "write a gradebook": f"open({str(ROOT / 'work' / 'gradebook.db')!r}, 'ab')",
    "link out": "import os; os.symlink('/etc', 'e'); open('e/shadow')",
    "read another's environment": "open('/proc/1/environ')",
    "read another's memory": "open('/proc/1/mem', 'rb').read(1)",
    "connect over TCP": "import socket; socket.create_connection(('127.0.0.1', 9), 1)",
    "send over UDP": "import socket; socket.socket(2, 2).sendto(b'x', ('127.0.0.1', 9))",
    "run a shell": "import subprocess; subprocess.run(['/bin/sh', '-c', 'true'])",
    "signal the grader": f"import os; os.kill({os.getpid()}, {int(signal.SIGTERM)})",
    "take 20 GiB": "bytearray(20 * 2**30)",
    "write a huge file": "f = open('big', 'wb'); f.seek(2**33); f.write(b'x'); f.flush()",
}


def test_everything_that_is_not_the_submissions_is_refused(tmp_path: Path) -> None:
    """Each attempt, on the course, on other processes, on the network, ends in an exception."""
    cells = [
        f"try:\n    {source.replace('; ', chr(10) + '    ')}\n    print('DONE')\n"
        "except BaseException as error:\n    print(type(error).__name__)"
        for source in REFUSED.values()
    ]
    _, texts = run(tmp_path, *cells)
    succeeded = [name for name, text in zip(REFUSED, texts, strict=True) if "DONE" in text or not text]
    assert succeeded == []
    assert not Path("/tmp", OUTSIDE).exists()


def test_a_submission_has_what_it_needs(tmp_path: Path) -> None:
    """TensorFlow trains, saves and loads, plots are drawn and the course's data are read, when confined."""
    done, texts = run(
        tmp_path,
        "import tensorflow as tf, numpy as np\n"
        "m = tf.keras.Sequential([tf.keras.layers.Dense(1)])\n"
        "m.compile('adam', 'mse'); m.fit(np.ones((4, 2)), np.ones(4), verbose=0)\n"
        "m.save('m.keras'); print(tf.keras.models.load_model('m.keras').predict(np.ones((3, 2)), verbose=0).shape)",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\nprint('drawn')",
        "from autograder.student import data_path\nprint(len(data_path('normalization/cars.csv').read_text()) > 0)",
    )
    assert done.stopped_at is None
    assert [text.strip().splitlines()[-1] for text in texts] == ["(3, 1)", "drawn", "True"]


@pytest.mark.parametrize("code", ["import os; os._exit(0)", "import ctypes; ctypes.string_at(0)"])
def test_a_process_that_ends_is_a_result(tmp_path: Path, code: str) -> None:
    """A cell that ends its process ends the notebook's run, with a sentence, and nothing else."""
    done, _ = run(tmp_path, "x = 1", code, "x = 2")
    assert done.stopped_at == 1
    assert "process ended" in done.reason


def test_a_loop_that_ignores_interrupts_is_ended(tmp_path: Path) -> None:
    """A cell that can't be interrupted is stopped with its process, within its limit and a grace period."""
    loop = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    pass"
    done, _ = run(tmp_path, loop, cell_seconds=1)
    assert done.stopped_at == 0
    assert "could not be interrupted" in done.reason


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    """A process that a submission starts, in a session of its own, ends with the submission."""
    marker = f"left-behind-{os.getpid()}"
    code = (
        "import os, time\n"
        "if os.fork() == 0:\n"
        "    os.setsid()\n"
        f"    import ctypes; ctypes.CDLL(None).prctl(15, b'{marker[:15]}', 0, 0, 0)\n"
        "    time.sleep(600)\n"
        "print('started')"
    )
    _, texts = run(tmp_path, code)
    assert "started" in texts[0]
    names = [path.read_text().strip() for path in Path("/proc").glob("[0-9]*/comm") if path.exists()]
    assert marker[:15] not in names


@pytest.mark.parametrize(("longest", "received"), [(2**20, False), (2**24, True)])
def test_a_message_beyond_the_limit_is_not_received(
    monkeypatch: pytest.MonkeyPatch, longest: int, received: bool
) -> None:
    """The limit holds on the channels that a kernel's outputs come by; below it, all comes."""
    monkeypatch.setattr(messages, "MAX_BYTES", longest)
    nb = new_notebook(cells=[new_code_cell("print('x' * 2**22)")])
    limits = Limits(cell_seconds=3, notebook_seconds=60, output_bytes=2**24)
    asyncio.run(run_notebook(nb, {}, limits, EQUIPMENT))
    assert received == any(len(output.text) > 2**20 for output in nb.cells[0].outputs)


def test_a_flood_is_cut(tmp_path: Path) -> None:
    """What a cell prints beyond its budget is dropped, and the run goes on."""
    done, texts = run(tmp_path, "for _ in range(40):\n    print('x' * 100_000)", "print('after')")
    assert done.stopped_at is None
    assert len(texts[0]) <= 600_000
    assert texts[1].strip() == "after"
