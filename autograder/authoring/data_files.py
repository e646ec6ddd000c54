"""What every ``data/<lesson>/make.py`` does the same way.

A script says what its files are; here stand its command line, the training and saving of its models,
byte-stable archives, and the manifest. ``--check`` trains nothing: it compares with the manifest.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal

import numpy as np

from autograder.keys.fingerprint import NOT_READ
from autograder.student.assets import build_model

MANIFEST = "manifest.json"
_BATCH = 32

Entry = dict[str, Any]
"""One file in the manifest: ``file``, ``source``, ``licence``, and what else there is to say about it."""


def make_parser(description: str | None) -> argparse.ArgumentParser:
    """The command line of a data script; a script may add options of its own.

    Args:
        description: The script's docstring.
    """
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--check", action="store_true", help="compare the files with manifest.json and write nothing"
    )
    return parser


def run(
    folder: Path, parser: argparse.ArgumentParser, make: Callable[[argparse.Namespace], Iterable[Entry]]
) -> int:
    """Make a folder's files and its manifest, or with ``--check`` compare them.

    Args:
        folder: The folder of the script, which its files are written to.
        parser: From :func:`make_parser`.
        make: Writes the files, given the options, and returns an entry for each of them.

    Returns:
        The script's exit code: 1 when a file differs from the manifest, else 0.
    """
    options = parser.parse_args()
    if options.check:
        return check(folder)
    write_manifest(folder, make(options))
    return 0


def dense(inputs: int, units: Iterable[int], outputs: int) -> dict[str, Any]:
    """The architecture of a dense network: ``relu`` layers, then a linear one.

    Args:
        inputs: The number of features.
        units: The size of each hidden layer.
        outputs: The number of outputs.
    """
    hidden = [{"layer": "Dense", "units": n, "activation": "relu"} for n in units]
    layers = [*hidden, {"layer": "Dense", "units": outputs}]
    return {"kind": "sequential", "input_shape": [inputs], "layers": layers}


def train(
    path: Path,
    architecture: dict[str, Any],
    x: np.ndarray,
    y: np.ndarray,
    *,
    loss: Literal["mse", "binary_crossentropy", "sparse_categorical_crossentropy"],
    seed: int,
    rate: float,
    epochs: int,
) -> Callable[[np.ndarray], np.ndarray]:
    """Train a small network and write it as ``load_model`` reads it.

    One machine gives the same weights each time.

    Args:
        path: Where, without an ending: ``<path>.json`` and ``<path>.npz`` are written.
        architecture: The layers, as :func:`~autograder.student.assets.load_model` describes them.
        x: The inputs, ``(n, ...)`` float32.
        y: The targets: numbers ``(n, 1)`` for ``mse``, 0.0 and 1.0 ``(n, 1)`` for the binary loss, class
            numbers ``(n,)`` for the sparse one.
        loss: Keras's name of the loss. Both cross-entropies expect logits, as our models return them.
        seed: The seed of the first weights and of the order of the rows.
        rate: Adam's learning rate.
        epochs: The number of passes over all rows.

    Returns:
        The trained model as a function: inputs ``(n, ...)`` to outputs ``(n, k)`` float32.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras
    import tensorflow as tf

    losses = {
        "mse": "mse",
        "binary_crossentropy": keras.losses.BinaryCrossentropy(from_logits=True),
        "sparse_categorical_crossentropy": keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    }
    keras.utils.set_random_seed(seed)
    tf.config.experimental.enable_op_determinism()
    model = build_model(architecture)
    model.compile(keras.optimizers.Adam(rate), losses[loss])
    model.fit(x, y, epochs=epochs, batch_size=_BATCH, verbose=0)

    text = json.dumps(architecture, indent=1) + "\n"
    path.with_suffix(".json").write_text(text, encoding="utf-8", newline="\n")
    write_weights(path.with_suffix(".npz"), model.get_weights())

    def predict(inputs: np.ndarray) -> np.ndarray:
        return np.asarray(model(inputs))

    return predict


def model_entries(name: str, **facts: Any) -> list[Entry]:
    """The entries of a model's two files, which have everything but their name in common."""
    return [{"file": f"{name}.{ending}", **facts} for ending in ("json", "npz")]


def write_npz(path: Path, **arrays: Any) -> None:
    """Write an ``.npz`` whose bytes depend on the arrays alone.

    ``numpy.savez`` stores the time of writing; here every entry says 1 January 1980.

    Args:
        path: The file; written over if there is one.
        arrays: Arrays of numbers, booleans or fixed-width text, by name; no objects.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(array), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 3  # the same bytes on every operating system
            archive.writestr(entry, buffer.getvalue())


def write_weights(path: Path, weights: Iterable[Any]) -> None:
    """Write a model's weights as ``load_model`` reads them: ``w0, w1, ...``, in their order."""
    write_npz(path, **{f"w{i}": array for i, array in enumerate(weights)})


def write_manifest(folder: Path, entries: Iterable[Entry]) -> None:
    """Write the manifest of a folder: the entries, each with its file's hash, size and script."""
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
    """Print a sentence for all that is wrong with a folder's files or manifest; 1 if anything is, else 0."""
    problems = gate_manifest(folder)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


def gate_manifest(folder: Path) -> list[str]:
    """The manifest lists every file of data, with its size, its digest, its source and its licence.

    Args:
        folder: The folder of a lesson's data. Without any file of data it needs no manifest.
    """
    ours = {MANIFEST, *NOT_READ}
    present = {path.name for path in folder.glob("*") if path.is_file()} - ours
    path = folder / MANIFEST
    if not path.is_file():
        return [f"data/{folder.name} has no {MANIFEST}: run its make.py, which writes it"] if present else []
    try:
        entries = {entry["file"]: entry for entry in json.loads(path.read_text(encoding="utf-8"))}
    except (ValueError, TypeError, KeyError) as error:
        return [f"data/{folder.name}/{MANIFEST} is damaged ({error}): run make.py again"]
    problems = [
        f"{name} is not in {MANIFEST}: name it in make.py, or remove the file"
        for name in sorted(present.difference(entries))
    ]
    for name, entry in entries.items():
        file = folder / name
        size = file.stat().st_size if file.is_file() else None
        if sha256(file) != entry.get("sha256") or size != entry.get("bytes"):
            problems.append(f"{name} differs from {MANIFEST}: run make.py again, or restore the file.")
        problems += [
            f"{name} has no {field} in {MANIFEST}: state it in make.py"
            for field in ("source", "licence")
            if not entry.get(field)
        ]
    return problems


def sha256(path: Path) -> str:
    """The file's SHA-256, in hexadecimal; empty when there is no such file."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
