"""Make everything in ``data/shapes`` from its sources.

Outputs, all written next to this script:

- ``digits.npz``: 1797 handwritten digits, 8 by 8 pixels, uint8 from 0 (paper) to 16 (ink).
  ``train_images`` (1200, 8, 8) and ``train_labels``; ``scan`` (8, 8, 597), the test digits as a scanner
  delivers them, pictures along the *last* axis, and ``scan_labels``.
- ``paving.npz``: 600 crops of two photographs, 8 by 8 pixels, uint8 from 0 to 255. ``train_images`` (360, 8, 8)
  and ``train_labels`` from the left of the photographs; ``delivery`` (8, 8, 240) from the right of
  them, and ``delivery_labels``: 0 bricks along the road, 1 bricks across it, 2 gravel.
- ``digit_reader.json`` and ``digit_reader.npz``: pictures to 10 logits (linear output).
- ``paving_sorter.json`` and ``paving_sorter.npz``: pictures to 3 logits (linear output).
- ``manifest.json``: sha256, size, source and licence of each file, and what each model was fed.

Both models take ``(n, 8, 8, 1)`` float32: picture, row, column, channel. The pixels go in as they are; the
division by 16 or 255 is the models' first layer. Both are ``sequential``, with ``padding="same"``, and end in
global pooling, so that they accept pictures of any height and width: that is what the lesson is about. After that the
paving sorter takes the largest of one, which changes no number and refuses an empty batch: whether a convolution
does that depends on the machine, and the exercise promises that nobody asks the model then.

The sources come inside two Python packages, so that nothing is downloaded: scikit-learn, and scikit-image 0.26
(needed by this script alone). On one machine a second run writes the same bytes; another processor or
another TensorFlow may train slightly different weights. That is why the weights are shipped, and why
``--check`` compares with the manifest and trains nothing.

    pip install scikit-image==0.26
    python data/shapes/make.py
    python data/shapes/make.py --check
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from autograder.authoring import data_files

HERE = Path(__file__).resolve().parent
SEED = 20
TRAIN_DIGITS = 1200
WINDOW = 96  # pixels of the photograph along a crop's edge: 12 for each of the 8
TRAIN_CROPS, TEST_CROPS = 120, 80  # of each class

DIGITS = {
    "source": (
        "UCI Machine Learning Repository, 'Optical Recognition of Handwritten Digits' (Alpaydin and Kaynak, 1998), "
        "its test set in scikit-learn's copy (load_digits)"
    ),
    "licence": "scikit-learn, which ships the copy, is BSD-3-Clause; UCI states the terms of the original.",
    "changes": "Pixels as uint8, a seeded split, the test pictures stacked along the last axis.",
}
PAVING = {
    "source": "brick.png and gravel.png of scikit-image 0.26; originals: cc0textures.com, Bricks25 and Gravel04",
    "licence": "CC0 1.0",
    "changes": (
        "Seeded crops of 96 by 96 pixels averaged down to 8 by 8. For 'across' the crop of bricks is turned by "
        "90 degrees. Crops overlap within the left half (train) and within the right half (delivery)."
    ),
}
MODEL = {
    "source": "trained by make.py on the train pictures of the data file",
    "licence": "MIT, as this repository",
    "input": "(n, 8, 8, 1) float32: picture, row, column, channel; pixels as in the data file",
}


def make(_: argparse.Namespace) -> list[data_files.Entry]:
    """Write all files; returns what the manifest says about them."""
    digits, paving = make_digits(), make_paving()
    data_files.write_npz(HERE / "digits.npz", **digits)
    data_files.write_npz(HERE / "paving.npz", **paving)
    train_pictures("digit_reader", digits, "scan", filters=[16, 32, 48], scale=16, outputs=10, epochs=30)
    train_pictures(
        "paving_sorter",
        paving,
        "delivery",
        filters=[8, 16],
        scale=255,
        outputs=3,
        epochs=60,
        refuses_none=True,
    )
    ten, three = "10 logits, digit 0 to 9", "3 logits: bricks along, bricks across, gravel"
    return [
        {"file": "digits.npz", **DIGITS},
        {"file": "paving.npz", **PAVING},
        *data_files.model_entries("digit_reader", **MODEL, output=ten),
        *data_files.model_entries("paving_sorter", **MODEL, output=three),
    ]


def make_digits() -> dict[str, Any]:
    """The digits, with a seeded split; the test pictures lie along the last axis."""
    import numpy as np
    from sklearn.datasets import load_digits

    digits = load_digits()
    order = np.random.default_rng(SEED).permutation(len(digits.images))
    images = digits.images[order].astype("uint8")
    labels = digits.target[order].astype("uint8")
    return {
        "train_images": images[:TRAIN_DIGITS],
        "train_labels": labels[:TRAIN_DIGITS],
        "scan": np.moveaxis(images[TRAIN_DIGITS:], 0, -1),
        "scan_labels": labels[TRAIN_DIGITS:],
    }


def make_paving() -> dict[str, Any]:
    """Crops of the two photographs: train from their left half, the delivery from their right."""
    import numpy as np
    import skimage
    from PIL import Image

    folder = Path(skimage.__file__).parent / "data"
    brick, gravel = (np.asarray(Image.open(folder / f"{name}.png")) for name in ("brick", "gravel"))
    rng = np.random.default_rng(SEED)

    def crop(photo: Any, left: int, turn: int) -> Any:
        y = int(rng.integers(0, photo.shape[0] - WINDOW + 1))
        x = left + int(rng.integers(0, photo.shape[1] // 2 - WINDOW + 1))
        window = photo[y : y + WINDOW, x : x + WINDOW].astype(float)
        small = window.reshape(8, WINDOW // 8, 8, WINDOW // 8).mean(axis=(1, 3))
        return np.rot90(small, turn).round().astype("uint8")

    def draw(count: int, left: int) -> tuple[Any, Any]:
        kinds = [(brick, 0), (brick, 1), (gravel, 0)]
        labels = rng.permutation(np.repeat(np.arange(3), count))
        pictures = [crop(kinds[k][0], left, kinds[k][1]) for k in labels]
        return np.stack(pictures), labels.astype("uint8")

    train_images, train_labels = draw(TRAIN_CROPS, 0)
    pictures, labels = draw(TEST_CROPS, brick.shape[1] // 2)
    return {
        "train_images": train_images,
        "train_labels": train_labels,
        "delivery": np.moveaxis(pictures, 0, -1),
        "delivery_labels": labels,
    }


def train_pictures(
    name: str, data: Any, test: str, *, filters: list[int], scale: int, outputs: int, epochs: int,
    refuses_none: bool = False,
) -> None:  # fmt: skip
    """Train and write a small convolutional network; says how good it is on the ``test`` pictures."""
    import numpy as np

    convolutions = [
        {
            "layer": "Conv2D",
            "filters": n,
            "kernel_size": 3,
            "padding": "same",
            "strides": 2 if i == 1 else 1,
            "activation": "relu",
        }
        for i, n in enumerate(filters)
    ]
    largest_of_one = [{"layer": "Reshape", "target_shape": [1, outputs]}, {"layer": "GlobalMaxPooling1D"}]
    architecture = {
        "kind": "sequential",
        "input_shape": [8, 8, 1],
        "layers": [
            {"layer": "Rescaling", "scale": 1 / scale},
            *convolutions,
            {"layer": "GlobalAveragePooling2D"},
            {"layer": "Dense", "units": outputs},
            *(largest_of_one if refuses_none else ()),
        ],
    }
    x = data["train_images"][..., None].astype("float32")
    predict = data_files.train(
        HERE / name, architecture, x, data["train_labels"].astype("int32"),
        loss="sparse_categorical_crossentropy", seed=SEED, rate=0.003, epochs=epochs,
    )  # fmt: skip
    pictures = np.moveaxis(data[test], -1, 0)[..., None].astype("float32")
    accuracy = float((predict(pictures).argmax(axis=1) == data[f"{test}_labels"]).mean())
    print(f"{name}: accuracy on unseen pictures {accuracy:.3f}")


if __name__ == "__main__":
    sys.exit(data_files.run(HERE, data_files.make_parser(__doc__), make))
