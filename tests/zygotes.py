"""Zygotes of a test's own, with faults planted into them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from repository import EQUIPMENT

from autograder.sandbox import zygote_client

HEAVY = ("keras", "sklearn", "tensorflow")
"""What a planted zygote does not import: it is to start in a second, and nothing here computes."""


@contextlib.contextmanager
def planted_zygote(folder: Path, code: str = "") -> Iterator[zygote_client.Zygote]:
    """A real zygote that runs ``code`` before its own; kernels are forked from it until the end of the block.

    Python imports ``sitecustomize`` when it starts, and the zygote passes ``PYTHONPATH`` on.
    """
    (folder / "sitecustomize.py").write_text(code, encoding="utf-8")
    for name in HEAVY:
        (folder / f"{name}.py").write_text("raise ImportError('left out here')\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        # This process may have found the package elsewhere than on its PYTHONPATH.
        package = Path(zygote_client.__file__).parents[2]
        patch.setenv("PYTHONPATH", os.pathsep.join([str(folder), str(package)]))
        patch.setattr(zygote_client, "_zygotes", {})
        zygote = zygote_client.start(EQUIPMENT.libraries)
        try:
            yield zygote
        finally:
            zygote.close()
