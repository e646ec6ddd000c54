"""What the data scripts share: a command line, byte-stable archives and models, and a manifest that catches a change."""

from __future__ import annotations

import argparse
import json
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.authoring import data_files

ROOT = Path(__file__).resolve().parent.parent / "data"
ARCHIVES = sorted(ROOT.rglob("*.npz"))
SCRIPTS = sorted(ROOT.glob("*/make.py"))


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


MANIFESTS: dict[str, tuple[str, Any, str]] = {
    "no manifest": ("manifest.json", None, "has no manifest.json: run its make.py"),
    "damaged": ("manifest.json", "{", "manifest.json is damaged"),
    "no list of entries": ("manifest.json", "[1]", "manifest.json is damaged"),
    "not listed": ("b.csv", "x", "b.csv is not in manifest.json"),
    "gone": ("a.csv", None, "a.csv differs from manifest.json"),
    "another size": ("manifest.json", '"bytes": 4', "a.csv differs from manifest.json"),
    "no licence": ("manifest.json", '"licence": "CC0"', "a.csv has no licence in manifest.json"),
}


@pytest.mark.parametrize(("name", "content", "fault"), MANIFESTS.values(), ids=MANIFESTS.keys())
def test_a_gap_of_a_manifest_is_named(name: str, content: str | None, fault: str, tmp_path: Path) -> None:
    """Every file is listed with its size, its digest, its source and its licence; what is generated is not."""
    (tmp_path / "a.csv").write_text("x\n1\n", encoding="utf-8")
    (tmp_path / "public.json").write_text("{}", encoding="utf-8")
    data_files.write_manifest(tmp_path, [{"file": "a.csv", "source": "here", "licence": "CC0"}])
    assert [] == data_files.gate_manifest(tmp_path)
    path = tmp_path / name
    if content is None:
        path.unlink()
    elif content.startswith('"'):
        text = path.read_text(encoding="utf-8")
        assert content in text
        path.write_text(text.replace(content, '"other": 0'), encoding="utf-8")
    else:
        path.write_text(content, encoding="utf-8")
    assert any(fault in problem for problem in data_files.gate_manifest(tmp_path))


def test_a_lesson_without_data_needs_no_manifest(tmp_path: Path) -> None:
    """Where there is no file of data, there is nothing to list."""
    assert [] == data_files.gate_manifest(tmp_path / "none")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.parent.name)
def test_every_script_checks_its_folder(
    script: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``make.py --check`` holds for what is shipped, names a file that is gone, and writes nothing."""
    monkeypatch.setattr(sys, "argv", [str(script), "--check"])
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(script), run_name="__main__")
    assert (0, "") == (end.value.code, capsys.readouterr().out)
    for path in script.parent.iterdir():
        if path.is_file() and path.name != "public.json":
            (tmp_path / path.name).write_bytes(path.read_bytes())
    lost = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))[0]["file"]
    (tmp_path / lost).unlink()
    before = sorted(tmp_path.iterdir())
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(tmp_path / "make.py"), run_name="__main__")
    assert 1 == end.value.code
    assert f"{lost} differs" in capsys.readouterr().out
    assert before == sorted(tmp_path.iterdir())


def test_what_a_script_makes_is_in_its_manifest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without ``--check`` the files are made with the script's own options, and the manifest holds their entries."""
    parser = data_files.make_parser("Makes a file.")
    parser.add_argument("--text")

    def make(options: argparse.Namespace) -> list[data_files.Entry]:
        (tmp_path / "a.csv").write_text(options.text, encoding="utf-8")
        return [{"file": "a.csv", "source": "here", "licence": "CC0"}]

    monkeypatch.setattr(sys, "argv", ["make.py", "--text", "x"])
    assert 0 == data_files.run(tmp_path, parser, make)
    monkeypatch.setattr(sys, "argv", ["make.py", "--check"])
    assert 0 == data_files.run(tmp_path, parser, make)
    (entry,) = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert ("a.csv", 1, "CC0") == (entry["file"], entry["bytes"], entry["licence"])


def test_a_model_has_two_entries() -> None:
    """Architecture and weights have the same source and licence."""
    assert [{"file": "m.json", "licence": "MIT"}, {"file": "m.npz", "licence": "MIT"}] == (
        data_files.model_entries("m", licence="MIT")
    )


TRAIN = """
import sys
from pathlib import Path
import numpy as np
from autograder.authoring import data_files
folder = Path(sys.argv[1])
x = np.random.default_rng(1).normal(size=(40, 2)).astype("float32")
y = (x[:, 0] > 0).astype("int32")
for name, seed in (("one", 1), ("again", 1), ("other", 2)):
    predict = data_files.train(
        folder / name, data_files.dense(2, [3], 2), x, y,
        loss="sparse_categorical_crossentropy", seed=seed, rate=0.05, epochs=3,
    )
    np.savez(folder / f"{name}-answers", x=x, answers=predict(x))
"""


@pytest.mark.slow
def test_training_repeats_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One seed gives the same bytes twice, another seed others, and ``load_model`` reads what was written."""
    from autograder.student import assets

    # In a process of its own: TensorFlow can't be made to forget that its ops must be deterministic.
    subprocess.run([sys.executable, "-c", TRAIN, str(tmp_path)], check=True, capture_output=True)
    weights = {name: (tmp_path / f"{name}.npz").read_bytes() for name in ("one", "again", "other")}
    assert weights["one"] == weights["again"] != weights["other"]
    monkeypatch.setattr(assets, "data_dir", lambda: tmp_path)
    with np.load(tmp_path / "one-answers.npz") as answers:
        np.testing.assert_allclose(
            np.asarray(assets.load_model("one")(answers["x"])), answers["answers"], rtol=1e-5
        )
