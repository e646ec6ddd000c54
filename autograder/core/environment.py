"""The environment variables of processes that run students' code or compute answer keys."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

_KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "PYTHONPATH")
"""The variables that such a process inherits: where programs and libraries lie, language and time zone."""

DATA = "SKEWLAB_DATA"
"""The variable that names the folder of a course's data, for kernels and for whoever runs a lesson's code."""

NUMERICS = {
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "TENSORFLOW_USE_CUSTOM_CONTRACTION_KERNEL": "0",
    "CUDA_VISIBLE_DEVICES": "",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}
"""Variables set for such a process, so that equal code gives equal numbers: no log, one core, no oneDNN.

oneDNN chooses its arithmetic by the processor, and threads divide sums by the number of cores: results
would differ in their last digits between machines, and a model that is trained anew by far more. oneDNN also
looks through all registered kernels before the first use of each op, which is a tenth of a short
notebook's time; and submissions run side by side, one for each core.
"""


AT_HOME = (
    "TF_ENABLE_ONEDNN_OPTS",
    "TENSORFLOW_USE_CUSTOM_CONTRACTION_KERNEL",
    "CUDA_VISIBLE_DEVICES",
    "TF_NUM_INTRAOP_THREADS",
    "TF_NUM_INTEROP_THREADS",
)
"""Those of :data:`NUMERICS` that a notebook at home sets for itself: a check there decides as grading does.

TensorFlow reads them when it is imported. The threads of NumPy's own libraries are not among them: NumPy is
loaded by then, and they don't change which arithmetic TensorFlow takes.
"""


@contextlib.contextmanager
def data_from(folder: Path) -> Iterator[None]:
    """Let code that runs in this block, or in a process that it starts, find its course's data there."""
    before = os.environ.get(DATA)
    os.environ[DATA] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ[DATA]
        else:
            os.environ[DATA] = before


def same_numerics() -> bool:
    """Let TensorFlow compute in this process as it does when a submission is graded.

    Returns:
        Whether it does. It doesn't where TensorFlow was imported before with other settings; then nothing
        is changed.
    """
    os.environ.setdefault(
        "TF_CPP_MIN_LOG_LEVEL", NUMERICS["TF_CPP_MIN_LOG_LEVEL"]
    )  # who debugs may ask for more
    wanted = {name: NUMERICS[name] for name in AT_HOME}
    if "tensorflow" in sys.modules:
        return wanted.items() <= dict(os.environ).items()
    os.environ.update(wanted)
    return True


def kept_environment() -> dict[str, str]:
    """The variables, by name, that a process which runs students' code inherits from this one."""
    return {name: os.environ[name] for name in _KEPT if name in os.environ}


def skip_iri_grammar() -> None:
    """Let ``jsonschema``, which Jupyter imports, do without an optional package: to be called before it.

    When it finds ``rfc3987_syntax`` it compiles that package's grammar, which takes a second and more, for a
    format (IRIs) that no notebook has. That the package is missing is a case it provides for.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # how Python marks what is missing
