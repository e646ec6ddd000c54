"""What every ``data/<lesson>/make.py`` does the same way: byte-stable archives and the manifest."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

MANIFEST = "manifest.json"


def write_npz(path: Path, **arrays: Any) -> None:
    """Write an ``.npz`` whose bytes depend on the arrays alone.

    ``numpy.savez`` stores the time of writing; here every entry says 1 January 1980.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(array), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 3  # the same bytes on every operating system
            archive.writestr(entry, buffer.getvalue())


def write_weights(path: Path, weights: Iterable[Any]) -> None:
    """Write a model's weights as ``load_model`` reads them: ``w0, w1, ...``."""
    write_npz(path, **{f"w{i}": array for i, array in enumerate(weights)})


def write_manifest(folder: Path, entries: Iterable[dict[str, Any]]) -> None:
    """Add size, hash and maker to each entry and write the folder's manifest."""
    files = [
        {
            "file": entry["file"],
            "sha256": sha256(folder / entry["file"]),
            "bytes": (folder / entry["file"]).stat().st_size,
            **entry,
            "made_by": f"data/{folder.name}/make.py",
        }
        for entry in entries
    ]
    text = json.dumps(files, indent=1, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")


def check(folder: Path) -> int:
    """Name every file that differs from the manifest; 0 when none does."""
    wrong = [
        entry["file"]
        for entry in json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if sha256(folder / entry["file"]) != entry["sha256"]
    ]
    for name in wrong:
        print(f"{name} differs from {MANIFEST}: run make.py again, or restore the file.")
    return 1 if wrong else 0


def sha256(path: Path) -> str:
    """The file's SHA-256, in hexadecimal; empty when there is no such file."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
