"""Make everything in ``data/label_maps`` from its source.

Outputs, all written next to this script:

- ``digits.npz``: handwritten digits of a water meter's display, as a hotline is sent them. ``pictures``
  (240, 8, 8) uint8 from 0 (paper) to 16 (ink), and ``names`` (240,), what is written there as a word;
  ``train_names`` (1200,), the names of the training pictures in the order in which training met them.
- ``reader.json`` and ``reader.npz``: 64 pixels to 10 logits. Class i is the i-th name that training met.
- ``classes.json``: ``{name: number}``, the numbers that training gave to the names. The entries stand in the
  alphabet's order, because the file was written with ``sort_keys=True``.
- ``manifest.json``: sha256, size, source and licence of each file, and what the model was fed.

The source comes inside scikit-learn, so nothing is downloaded. On one machine a second run writes the same
bytes; another processor or another TensorFlow may train slightly different weights. That is why the weights
are shipped, and why ``--check`` compares with the manifest and trains nothing.

    python data/label_maps/make.py
    python data/label_maps/make.py --check
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from autograder.authoring import data_files

HERE = Path(__file__).resolve().parent
SEED = 20
TRAIN, SERVED = 1200, 240
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

DIGITS = {
    "source": (
        "UCI Machine Learning Repository, 'Optical Recognition of Handwritten Digits' (Alpaydin and Kaynak, "
        "1998), its test set in scikit-learn's copy (load_digits)"
    ),
    "licence": "CC BY 4.0, as UCI states; scikit-learn, which ships the copy, is BSD-3-Clause.",
    "changes": (
        "Pixels as uint8, labels as English words. The first 1200 pictures are training's, of which only the "
        "names are shipped; 240 of the others are drawn with a seed."
    ),
}
MODEL = {
    "source": "trained by make.py on the first 1200 pictures",
    "licence": "MIT, as this repository",
}


def make(_: argparse.Namespace) -> list[data_files.Entry]:
    """Write all files; returns what the manifest says about them."""
    import numpy as np
    from sklearn.datasets import load_digits

    digits = load_digits()
    pictures = digits.images.astype("uint8")
    names = np.array(WORDS)[digits.target]
    classes = {str(name): number for number, name in enumerate(dict.fromkeys(names[:TRAIN]))}
    served = TRAIN + np.random.default_rng(SEED).choice(len(names) - TRAIN, SERVED, replace=False)
    data_files.write_npz(
        HERE / "digits.npz", pictures=pictures[served], names=names[served], train_names=names[:TRAIN]
    )
    text = json.dumps(classes, indent=1, sort_keys=True) + "\n"
    (HERE / "classes.json").write_text(text, encoding="utf-8", newline="\n")

    x = (pictures.reshape(-1, 64) / 16).astype("float32")
    y = np.array([classes[name] for name in names], dtype="int32")
    predict = data_files.train(
        HERE / "reader", data_files.dense(64, [32], len(classes)), x[:TRAIN], y[:TRAIN],
        loss="sparse_categorical_crossentropy", seed=SEED, rate=0.003, epochs=40,
    )  # fmt: skip
    right = predict(x[served]).argmax(axis=1) == y[served]
    print(f"reader: right for {right.sum()} of {len(right)} served pictures")
    output = f"{len(classes)} logits: {', '.join(classes)}"
    return [
        {"file": "digits.npz", **DIGITS},
        {"file": "classes.json", "source": "written by make.py", "licence": MODEL["licence"]},
        *data_files.model_entries(
            "reader", **MODEL, input="(n, 64) float32: the pixels of a row-wise picture / 16", output=output
        ),
    ]


if __name__ == "__main__":
    sys.exit(data_files.run(HERE, data_files.make_parser(__doc__), make))
