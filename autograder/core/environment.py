"""What the engine's processes see of the environment: little, and the same on every machine."""

from __future__ import annotations

import os
import sys

_KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "PYTHONPATH")
"""What the grader's environment passes on: where programs and libraries lie, and how to write."""

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
"""How answers and keys are computed: quietly, on one core, and without oneDNN.

oneDNN chooses its arithmetic by the processor, and threads divide sums by the number of cores: results
would differ in their last digits between machines, and a model that is trained anew by far more. oneDNN also
looks through all registered kernels before the first use of each op, which is a tenth of a short
notebook's time; and submissions run side by side, one for each core.
"""


def kept_environment() -> dict[str, str]:
    """The part of this process's environment that a process which runs students' code may see."""
    return {name: os.environ[name] for name in _KEPT if name in os.environ}


def skip_iri_grammar() -> None:
    """Let ``jsonschema``, which Jupyter imports, do without an optional package: to be called before it.

    When it finds ``rfc3987_syntax`` it compiles that package's grammar, which takes a second and more, for a
    format (IRIs) that no notebook has. That the package is missing is a case it provides for.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # how Python marks what is missing
