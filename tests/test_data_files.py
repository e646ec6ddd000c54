"""What the data scripts share: byte-stable archives and a manifest that catches a changed file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from autograder.authoring import data_files

ROOT = Path(__file__).resolve().parent.parent / "data"
ARCHIVES = sorted(ROOT.rglob("*.npz"))


@pytest.mark.parametrize("path", ARCHIVES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_shipped_archives_are_written_alike(path: Path, tmp_path: Path) -> None:
    """Writing a shipped archive's arrays again gives its very bytes."""
    with np.load(path) as archive:
        data_files.write_npz(tmp_path / path.name, **{name: archive[name] for name in archive.files})
    assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_a_changed_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that differs from the manifest is named, and the check fails."""
    (tmp_path / "a.csv").write_text("x\n1\n", encoding="utf-8")
    data_files.write_manifest(tmp_path, [{"file": "a.csv", "source": "here", "licence": "CC0"}])
    assert data_files.check(tmp_path) == 0
    (tmp_path / "a.csv").write_text("x\n2\n", encoding="utf-8")
    assert data_files.check(tmp_path) == 1
    assert "a.csv differs" in capsys.readouterr().out
