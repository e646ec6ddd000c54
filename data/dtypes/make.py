"""Make everything in ``data/dtypes`` from its sources.

Outputs, all written next to this script:

- ``digits.npz``: 600 handwritten digits that the digit reader never saw: ``images`` (600, 8, 8) uint8,
  dark paper (0) and bright ink (up to 255), and ``labels`` (600,).
- ``depot.npz``: 300 parcel labels that the depot's reader never saw, in the same form, but as a depot's
  camera sees them: white paper (up to 255), dark ink, and a lamp that differs from picture to picture.
- ``seattle.csv``: hourly temperatures of Seattle, June to August: ``time``, ``temp`` (degrees
  Fahrenheit), ``split``.
- ``reader`` and ``depot_reader`` (``.json`` and ``.npz``): 8 x 8 x 1 pixels to 10 logits.
- ``clock`` (``.json`` and ``.npz``): 24 one-hot hours to degrees Fahrenheit (linear output).
- ``manifest.json``: sha256, size, source and licence of each file, and what each model was fed.

Both readers were trained on ``pixels / 127.5 - 1`` as float32; the clock on a one-hot local hour.

The sources come inside two Python packages, so that nothing is downloaded: ``vega_datasets`` 0.9
(needed by this script alone) and scikit-learn. On one machine a second run writes the same bytes;
another processor or another TensorFlow may train slightly different weights. That is why the weights
are shipped, and why ``--check`` compares with the manifest and trains nothing.

    pip install vega_datasets==0.9
    python data/dtypes/make.py
    python data/dtypes/make.py --check
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from autograder.authoring import data_files

HERE = Path(__file__).resolve().parent
SEED = 4
TESTED, TESTED_DEPOT = 600, 300

DIGITS = {
    "source": (
        "UCI Machine Learning Repository, 'Optical Recognition of Handwritten Digits' (Alpaydin and Kaynak, "
        "1998), scikit-learn's copy of its test part (load_digits)"
    ),
    "licence": (
        "scikit-learn, which ships the copy, is BSD-3-Clause; UCI states the terms of the original (CC BY 4.0)."
    ),
}
SEATTLE = {
    "source": (
        "NOAA, hourly temperatures of Seattle, as packaged in vega_datasets 0.9 (seattle-temps.csv). The package "
        "names no table; the Vega project's larger file of the same hours is called 'hourly normals'."
    ),
    "licence": "A work of the United States government (NOAA), in the public domain; the package is MIT.",
    "changes": (
        "June to August only (2208 hours); the days are smooth, as averages of many years are. Every third day "
        "is in the split 'test'."
    ),
}
MODEL = {
    "source": "trained by make.py: readers on the digits that are not shipped, the clock on the train rows",
    "licence": "MIT, as this repository",
}


def make(_: argparse.Namespace) -> list[data_files.Entry]:
    """Write all files; returns what the manifest says about them."""
    import numpy as np

    images, labels = load_pictures()
    pictures = to_depot(images, np.random.default_rng(SEED))
    data_files.write_npz(HERE / "digits.npz", images=images[-TESTED:], labels=labels[-TESTED:])
    data_files.write_npz(HERE / "depot.npz", images=pictures[-TESTED_DEPOT:], labels=labels[-TESTED_DEPOT:])
    hours = make_seattle()
    hours.to_csv(HERE / "seattle.csv", index=False, lineterminator="\n")

    reader = {"input": "pixels / 127.5 - 1, float32, (n, 8, 8, 1)", "output": "10 logits"}
    train_reader("reader", images[:-TESTED], labels[:-TESTED], images[-TESTED:], labels[-TESTED:])
    train_reader(
        "depot_reader", pictures[:-TESTED_DEPOT], labels[:-TESTED_DEPOT],
        pictures[-TESTED_DEPOT:], labels[-TESTED_DEPOT:],
    )  # fmt: skip
    train_clock(hours)
    clock = {"input": "local hour 0 to 23, one-hot, float32, (n, 24)", "output": "degrees Fahrenheit"}
    darkened = "Scaled to 0..255, inverted (white paper), brightness 0.6 to 1 and noise of sd 6 a picture."
    return [
        {"file": "digits.npz", **DIGITS, "changes": "Scaled from 0..16 to 0..255, rounded to uint8."},
        {"file": "depot.npz", **DIGITS, "changes": darkened},
        {"file": "seattle.csv", **SEATTLE},
        *data_files.model_entries("reader", **MODEL, **reader),
        *data_files.model_entries("depot_reader", **MODEL, **reader),
        *data_files.model_entries("clock", **MODEL, **clock),
    ]


def load_pictures() -> tuple[Any, Any]:
    """All 1797 digits in a seeded order: (1797, 8, 8) uint8 from 0 to 255, and their labels."""
    import numpy as np
    from sklearn.datasets import load_digits

    digits = load_digits()
    order = np.random.default_rng(SEED).permutation(len(digits.images))
    return np.rint(digits.images[order] * (255 / 16)).astype("uint8"), digits.target[order].astype("int64")


def to_depot(images: Any, rng: Any) -> Any:
    """The pictures as a depot's camera delivers them: white paper, dark ink, an uneven lamp."""
    import numpy as np

    lamp = rng.uniform(0.6, 1.0, (len(images), 1, 1))
    noise = rng.normal(0.0, 6.0, images.shape)
    return np.clip(np.rint((255.0 - images) * lamp + noise), 0, 255).astype("uint8")


def make_seattle() -> Any:
    """The 2208 hours of June to August, with every third day set apart."""
    import pandas as pd
    import vega_datasets

    path = Path(vega_datasets.__file__).parent / "_data" / "seattle-temps.csv"
    hours = pd.read_csv(path).rename(columns={"date": "time"})
    times = pd.to_datetime(hours["time"])
    hours["time"] = times.dt.strftime("%Y-%m-%d %H:%M")
    hours["split"] = ["test" if day % 3 == 0 else "train" for day in times.dt.day_of_year]
    return hours[times.dt.month.isin([6, 7, 8])].reset_index(drop=True)


def train_reader(name: str, images: Any, labels: Any, unseen: Any, truth: Any) -> None:
    """Train and write one of the readers of digits."""
    layers = [
        {"layer": "Flatten"},  # dense: a convolution without padding refuses an empty batch
        {"layer": "Dense", "units": 32, "activation": "relu"},
        {"layer": "Dense", "units": 10},
    ]
    predict = data_files.train(
        HERE / name,
        {"kind": "functional", "input_shape": [8, 8, 1], "layers": layers},
        to_unit_range(images),
        labels,
        loss="sparse_categorical_crossentropy",
        seed=SEED,
        rate=0.003,
        epochs=30,
    )
    right = predict(to_unit_range(unseen)).argmax(axis=1) == truth
    print(f"{name}: accuracy on the pictures it never saw {right.mean():.4f}")


def to_unit_range(images: Any) -> Any:
    """What both readers were trained on: (n, 8, 8, 1) float32 in [-1, 1]."""
    return images[..., None].astype("float32") / 127.5 - 1


def train_clock(hours: Any) -> None:
    """Train and write the weather clock."""
    import numpy as np
    import pandas as pd

    x = np.eye(24, dtype="float32")[pd.to_datetime(hours["time"]).dt.hour]
    y = hours["temp"].to_numpy("float32")[:, None]
    is_train = (hours["split"] == "train").to_numpy()
    predict = data_files.train(
        HERE / "clock", data_files.dense(24, [8], 1), x[is_train], y[is_train],
        loss="mse", seed=SEED, rate=0.03, epochs=150,
    )  # fmt: skip
    error = float(np.abs(predict(x[~is_train]) - y[~is_train]).mean())
    print(f"clock: mean absolute error on the test days {error:.3f} F")


if __name__ == "__main__":
    sys.exit(data_files.run(HERE, data_files.make_parser(__doc__), make))
