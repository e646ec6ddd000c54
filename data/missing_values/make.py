"""Make everything in ``data/missing_values`` from its source.

Outputs, all written next to this script:

- ``penguins.csv``: 344 penguins, with the gaps that the field notes have (2 birds that were not measured,
  11 of unknown sex). Columns: ``species``, ``island``, four measurements, ``sex``, ``split``.
- ``blood.csv``: the 333 penguins of known sex, with two isotope ratios of their blood. Besides the
  natural gaps, gaps were *injected* with a fixed seed, into the train rows and the test rows alike:
  blank cells, the code -999 among the numbers, blank text among the categories.
- ``species.json`` and ``species.npz``: 9 inputs to 3 logits (Adelie, Chinstrap, Gentoo).
- ``sexing.json`` and ``sexing.npz``: 12 inputs to 1 logit (positive: male).
- ``manifest.json``: sha256, size, source and licence of each file, and what each model was fed.

Both models were trained on: median of the train rows for a missing number, most frequent value for a
missing category, then z-scores (mean and ``ddof=0`` deviation of the *filled* train rows), then
one-hot categories in sorted order, as float32.

The source comes inside the package ``palmerpenguins`` 0.1.6 (needed by this script alone), so that
nothing else is downloaded. On one machine a second run writes the same bytes; another processor or another
TensorFlow may train slightly different weights. That is why the weights are shipped, and why
``--check`` compares with the manifest and trains nothing.

    pip install --no-deps --target /tmp/palmer palmerpenguins==0.1.6
    python data/missing_values/make.py --source /tmp/palmer/palmerpenguins/data
    python data/missing_values/make.py --check
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
PENGUIN_SPLIT = 25  # puts one of the two unmeasured birds on each side
TEST_SHARE = 0.35
GAPS = 0.12  # share of injected gaps in blood.csv
CODED = 0.3  # share of a number's injected gaps that are written as -999
MISSING_CODE = -999.0

MEASURED = {
    "Culmen Length (mm)": "bill_length_mm",
    "Culmen Depth (mm)": "bill_depth_mm",
    "Flipper Length (mm)": "flipper_length_mm",
    "Body Mass (g)": "body_mass_g",
}
BLOOD = {"Delta 15 N (o/oo)": "delta_15_n", "Delta 13 C (o/oo)": "delta_13_c"}
TEXT = {"Species": "species", "Island": "island", "Sex": "sex"}
PENGUINS = {
    "source": (
        "Gorman, Williams and Fraser (2014), Palmer Station Long Term Ecological Research Program, "
        "as packaged in palmerpenguins 0.1.6 (penguins-raw.csv)"
    ),
    "licence": "Data: CC0 1.0, as the package states. The package's code is MIT; none of it is used.",
}
MODEL = {
    "source": "trained by make.py on the train rows of the CSV file",
    "licence": "MIT, as this repository",
}
INPUT = (
    "missing numbers: train median; missing categories: most frequent train value; then z-scores, ddof=0, "
    "of the filled train rows; then one-hot categories in sorted order; float32"
)


def main() -> int:
    """Make the files, or with ``--check`` compare them with the manifest."""
    parser = data_files.make_parser(__doc__)
    parser.add_argument(
        "--source", type=Path, help="the folder that holds penguins-raw.csv, inside the package"
    )
    return data_files.run(HERE, parser, make)


def make(options: argparse.Namespace) -> list[data_files.Entry]:
    """Write all files; returns what the manifest says about them."""
    if options.source is None:
        sys.exit("--source is needed: the folder of the package that holds penguins-raw.csv")

    raw = read(options.source / "penguins-raw.csv")
    penguins, blood = make_penguins(raw), make_blood(raw)
    penguins.to_csv(HERE / "penguins.csv", index=False, lineterminator="\n")
    blood.to_csv(HERE / "blood.csv", index=False, lineterminator="\n")
    species, sexing = train_species(penguins), train_sexing(blood)
    natural = "Columns chosen and renamed, values in lower case where text was in capitals, split added."
    injected = (
        f"As penguins.csv, birds of unknown sex left out (344 to 333). About {GAPS:.0%} of the cells of "
        f"the six numbers, of species and of island were removed with seed {SEED + 1}; {CODED:.0%} of the removed "
        "numbers say -999 in place of nothing. These gaps are not in the source."
    )
    return [
        {"file": "penguins.csv", **PENGUINS, "changes": natural},
        {"file": "blood.csv", **PENGUINS, "changes": injected},
        *data_files.model_entries("species", **MODEL, **species),
        *data_files.model_entries("sexing", **MODEL, **sexing),
    ]


def read(path: Path) -> Any:
    """The source, with short names: one row a penguin."""
    import pandas as pd

    raw = pd.read_csv(path).rename(columns=MEASURED | BLOOD | TEXT)
    raw["species"] = raw["species"].str.split().str[0]
    raw["sex"] = raw["sex"].str.lower()
    return raw


def make_penguins(raw: Any) -> Any:
    """The lesson's table; its gaps are those of the source, one unmeasured bird on each side."""
    penguins = raw[["species", "island", *MEASURED.values(), "sex"]].copy()
    penguins["split"] = split(penguins["species"], PENGUIN_SPLIT)
    return penguins


def make_blood(raw: Any) -> Any:
    """The exercise's table, with injected gaps in train and test rows."""
    import numpy as np

    numbers = [*MEASURED.values(), *BLOOD.values()]
    blood = raw.loc[raw["sex"].notna(), ["species", "island", *numbers, "sex"]].reset_index(drop=True)
    blood["split"] = split(blood["sex"], SEED)
    rng = np.random.default_rng(SEED + 1)
    for name in numbers:
        lost = rng.random(len(blood)) < GAPS
        coded = lost & (rng.random(len(blood)) < CODED)
        blood[name] = blood[name].astype(float).mask(lost).mask(coded, MISSING_CODE)
    for name in ("species", "island"):
        blood[name] = blood[name].mask(rng.random(len(blood)) < GAPS / 2, "")
    return blood


def split(target: Any, seed: int) -> Any:
    """``train`` or ``test`` for each row, with equal shares of each class."""
    import numpy as np
    from sklearn.model_selection import train_test_split

    _, test = train_test_split(
        np.arange(len(target)), test_size=TEST_SHARE, random_state=seed, stratify=target
    )
    sides = np.full(len(target), "train", dtype=object)
    sides[test] = "test"
    return sides


def prepare(frame: Any, numbers: list[str], texts: list[str]) -> tuple[Any, Any]:
    """The models' input (n, k) float32, learnt from the train rows, and the train mask (n,)."""
    import numpy as np

    is_train = (frame["split"] == "train").to_numpy()
    parts = []
    for name in numbers:
        x = frame[name].replace(MISSING_CODE, np.nan).to_numpy(float)
        x = np.where(np.isnan(x), np.nanmedian(x[is_train]), x)
        parts.append((x - x[is_train].mean()) / x[is_train].std())
    for name in texts:
        text = frame[name].fillna("")
        known = text[is_train & (text != "").to_numpy()]
        text = text.replace("", known.mode()[0])
        parts += [(text == value).to_numpy(float) for value in sorted(known.unique())]
    return np.column_stack(parts).astype("float32"), is_train


def train_species(penguins: Any) -> dict[str, Any]:
    """Train and write the lesson's model; returns what the manifest says about it."""
    numbers, texts = list(MEASURED.values()), ["island", "sex"]
    x, is_train = prepare(penguins, numbers, texts)
    names = sorted(penguins["species"].unique())
    y = penguins["species"].map(names.index).to_numpy("int32")
    predict = data_files.train(
        HERE / "species", data_files.dense(x.shape[1], [16], len(names)), x[is_train], y[is_train],
        loss="sparse_categorical_crossentropy", seed=SEED, rate=RATE, epochs=60,
    )  # fmt: skip
    right = predict(x[~is_train]).argmax(axis=1) == y[~is_train]
    print(f"species: accuracy on the {len(right)} test rows {right.mean():.3f}")
    return {"features": [*numbers, *texts], "input": INPUT, "output": f"3 logits: {', '.join(names)}"}


def train_sexing(blood: Any) -> dict[str, Any]:
    """Train and write the exercise's model; returns what the manifest says about it."""
    numbers, texts = [*MEASURED.values(), *BLOOD.values()], ["species", "island"]
    x, is_train = prepare(blood, numbers, texts)
    y = (blood["sex"] == "male").to_numpy("float32")[:, None]
    predict = data_files.train(
        HERE / "sexing", data_files.dense(x.shape[1], [12], 1), x[is_train], y[is_train],
        loss="binary_crossentropy", seed=SEED, rate=RATE, epochs=80,
    )  # fmt: skip
    right = (predict(x[~is_train]) > 0) == (y[~is_train] > 0)
    print(f"sexing: accuracy on the {len(right)} test rows {right.mean():.3f}")
    return {"features": [*numbers, *texts], "input": INPUT, "output": "1 logit: positive is male"}


if __name__ == "__main__":
    sys.exit(main())
