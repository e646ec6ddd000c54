"""Make everything in ``data/normalization`` from its sources.

Outputs, all written next to this script:

- ``cars.csv``: 392 cars, model years 1970 to 1982. Columns: ``name``, ``origin``, the six features in
  the order in which the model takes them, the target ``mpg`` (US miles per gallon), ``split``.
- ``wine.csv``: 178 wines. The thirteen features in the model's order, ``cultivar`` (0, 1, 2), ``split``.
- ``mpg.json`` and ``mpg.npz``: 6 features to 1 number, miles per gallon (linear output).
- ``cultivar.json`` and ``cultivar.npz``: 13 features to 3 logits (linear output).
- ``manifest.json``: sha256, size, source and licence of each file, and what each model was fed.

Both models were trained on z-scores: minus the mean, over the population standard deviation
(``ddof=0``) of the rows whose ``split`` is ``train``, as float32.

The sources come inside two Python packages, so that nothing is downloaded: ``vega_datasets`` 0.9
(needed by this script alone) and scikit-learn. On one machine a second run writes the same bytes;
another processor or another TensorFlow may train slightly different weights. That is why the weights
are shipped, and why ``--check`` compares with the manifest and trains nothing.

    pip install vega_datasets==0.9
    python data/normalization/make.py
    python data/normalization/make.py --check
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from autograder.authoring import data_files

HERE = Path(__file__).resolve().parent
SEED = 20
RATE = 0.01
TEST_SHARE = 0.3

CAR_COLUMNS = {
    "Cylinders": "cylinders",  # count
    "Displacement": "displacement",  # cubic inches
    "Horsepower": "horsepower",  # hp
    "Weight_in_lbs": "weight",  # lb
    "Acceleration": "acceleration",  # seconds from 0 to 60 mph
    "Year": "year",  # model year
}
CARS = {
    "source": "StatLib, Carnegie Mellon University (Donoho and Ramos, 1982), as packaged in vega_datasets 0.9 (cars.json)",
    "licence": (
        "The package is MIT. The data were made public by StatLib without a stated licence; "
        "the UCI repository distributes a copy as 'Auto MPG'."
    ),
    "changes": (
        "Rows without mpg or horsepower left out (406 to 392), columns renamed, year cut to an integer. "
        "In this source no car has the year 1981: the cars of 1981 and 1982 all say 1982."
    ),
}
WINE = {
    "source": "UCI Machine Learning Repository, 'Wine' (Aeberhard and Forina, 1991), scikit-learn's copy (load_wine)",
    "licence": "scikit-learn, which ships the copy, is BSD-3-Clause; UCI states the terms of the original.",
    "changes": "One column renamed (od280/od315_... to od280_od315_...), the target named cultivar, split added.",
}
MODEL = {
    "source": "trained by make.py on the train rows of the CSV file",
    "licence": "MIT, as this repository",
}


def make(_: argparse.Namespace) -> list[data_files.Entry]:
    """Write all files; returns what the manifest says about them."""
    cars, wine = make_cars(), make_wine()
    cars.to_csv(HERE / "cars.csv", index=False, lineterminator="\n")
    wine.to_csv(HERE / "wine.csv", index=False, lineterminator="\n")
    mpg = train_mpg(cars)
    cultivar = train_cultivar(wine)
    return [
        {"file": "cars.csv", **CARS},
        {"file": "wine.csv", **WINE},
        *data_files.model_entries("mpg", **MODEL, **mpg),
        *data_files.model_entries("cultivar", **MODEL, **cultivar),
    ]


def make_cars() -> Any:
    """The complete cars, with a seeded split: 274 train and 118 test rows."""
    import numpy as np
    from vega_datasets import data

    raw = data.cars().dropna().reset_index(drop=True)
    raw["Year"] = raw["Year"].dt.year
    cars = raw[["Name", "Origin", *CAR_COLUMNS, "Miles_per_Gallon"]].rename(
        columns={"Name": "name", "Origin": "origin", "Miles_per_Gallon": "mpg", **CAR_COLUMNS}
    )
    cars["horsepower"] = cars["horsepower"].astype(int)
    test = np.random.default_rng(SEED).permutation(len(cars))[: round(TEST_SHARE * len(cars))]
    cars["split"] = "train"
    cars.loc[test, "split"] = "test"
    return cars


def make_wine() -> Any:
    """The wines, with a seeded split that keeps the shares of the three cultivars."""
    from sklearn.datasets import load_wine
    from sklearn.model_selection import train_test_split

    wine = load_wine(as_frame=True).frame
    wine.columns = [str(column).replace("/", "_") for column in wine.columns]
    wine = wine.rename(columns={"target": "cultivar"})
    _, test = train_test_split(wine.index, test_size=TEST_SHARE, random_state=SEED, stratify=wine["cultivar"])
    wine["split"] = "train"
    wine.loc[test, "split"] = "test"
    return wine


def train_mpg(cars: Any) -> dict[str, Any]:
    """Train and write the fuel model; returns what the manifest says about it."""
    features = list(CAR_COLUMNS.values())
    z, is_train = z_scores(cars, features)
    y = cars["mpg"].to_numpy("float32")[:, None]
    predict = data_files.train(
        HERE / "mpg", data_files.dense(len(features), [16], 1), z[is_train], y[is_train],
        loss="mse", seed=SEED, rate=RATE, epochs=200,
    )  # fmt: skip
    error = float(abs(predict(z[~is_train]) - y[~is_train]).mean())
    print(f"mpg: mean absolute error on the test rows {error:.3f} mpg")
    return {"features": features, "input": "z-scores, ddof=0, train rows, float32", "output": "mpg"}


def train_cultivar(wine: Any) -> dict[str, Any]:
    """Train and write the wine model; returns what the manifest says about it."""
    features = [column for column in wine.columns if column not in ("cultivar", "split")]
    z, is_train = z_scores(wine, features)
    y = wine["cultivar"].to_numpy("int32")
    predict = data_files.train(
        HERE / "cultivar", data_files.dense(len(features), [8], 3), z[is_train], y[is_train],
        loss="sparse_categorical_crossentropy", seed=SEED, rate=RATE, epochs=60,
    )  # fmt: skip
    accuracy = float((predict(z[~is_train]).argmax(axis=1) == y[~is_train]).mean())
    print(f"cultivar: accuracy on the test rows {accuracy:.3f}")
    return {
        "features": features,
        "input": "z-scores, ddof=0, train rows, float32",
        "output": "3 logits, cultivar 0, 1, 2",
    }


def z_scores(frame: Any, features: list[str]) -> tuple[Any, Any]:
    """Z-scores (n, k) float32 with the statistics of the train rows, and the train mask (n,)."""
    x = frame[features].to_numpy("float64")
    is_train = (frame["split"] == "train").to_numpy()
    mean, sd = x[is_train].mean(axis=0), x[is_train].std(axis=0)
    return ((x - mean) / sd).astype("float32"), is_train


if __name__ == "__main__":
    sys.exit(data_files.run(HERE, data_files.make_parser(__doc__), make))
