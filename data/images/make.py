"""Make everything in ``data/images`` from its sources.

Outputs, all written next to this script:

- ``brick.jpg``, ``grass.jpg``, ``gravel.jpg``: 512 x 256, gray, the lower half of a texture. The
  lesson cuts its test pictures from them; training saw the upper half only.
- ``cat.jpg``, ``coffee.jpg``, ``eye.jpg``, ``sky.jpg``: colour, 256 high, the right half of a photo.
  The exercise cuts its uploads from them; training saw the left half only.
- ``stones.json`` and ``stones.npz``: (32, 32, 1) gray on [0, 1] to 3 logits: brick, grass, gravel.
- ``album.json`` and ``album.npz``: (16, 16, 3) RGB on [-1, 1] to 4 logits: cat, coffee, eye, sky.
- ``manifest.json``: sha256, size, source and licence of each file, and what each model was fed.

Both models were trained on pictures shrunk by ``Image.resize(..., Image.Resampling.BILINEAR)``, which
filters before it samples. ``stones`` was chosen among six networks (three seeds, two sizes; after 8 and 16
epochs) because it is not perfect and two shrinking steps happen to raise its score, which three of the
twelve showed; without antialiasing all twelve fell, to 0.33 to 0.67. Cuts of one photo overlap, so the
accuracies say how well a *preprocessing* lesson works, and nothing about bricks or cats elsewhere.

The sources come inside a Python package, so that nothing is downloaded: scikit-image 0.26 (needed by
this script alone). On one machine a second run writes the same bytes; another processor or another
TensorFlow may train slightly different weights. That is why the weights are shipped, and why
``--check`` compares with the manifest and trains nothing.

    pip install scikit-image==0.26.0
    python data/images/make.py
    python data/images/make.py --check
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import sys
from pathlib import Path
from typing import Any

from autograder.authoring import data_files

HERE = Path(__file__).resolve().parent
STONES = ("brick", "grass", "gravel")
ALBUM = {"cat": "chelsea.png", "coffee": "coffee.png", "eye": "retina.jpg", "sky": "hubble_deep_field.jpg"}
CUTS = 400  # training cuts of each class

_TEXTURE = "Lower half, saved as JPEG with quality 90."
_PHOTO = "Shrunk to 256 rows, right half, saved as JPEG with quality 88."
SOURCES = {
    "brick": ("brick.png; original: cc0textures.com, Bricks25", "CC0 1.0", _TEXTURE),
    "grass": ("grass.png; original: 'Grass 01' by linolafett, DeviantArt", "CC0 1.0", _TEXTURE),
    "gravel": ("gravel.png; original: cc0textures.com, Gravel04", "CC0 1.0", _TEXTURE),
    "cat": ("chelsea.png; photo by Stefan van der Walt", "CC0 1.0", _PHOTO),
    "coffee": ("coffee.png; photo by Rachel Michetti, courtesy of Pikolo Espresso Bar", "CC0 1.0", _PHOTO),
    "eye": ("retina.jpg; Wikimedia Commons, fundus photograph by Mikael Haggstrom", "CC0 1.0", _PHOTO),
    "sky": (
        "hubble_deep_field.jpg; NASA, HubbleSite release 2012/37",
        "public domain: 'may be freely used in the public domain', as scikit-image quotes NASA",
        _PHOTO,
    ),
}
MODEL = {
    "source": "trained by make.py on the halves of the pictures that are not shipped",
    "licence": "MIT, as this repository",
}


def make(_: argparse.Namespace) -> list[data_files.Entry]:
    """Write all files; returns what the manifest says about them."""
    stones = {name: halves(f"{name}.png", lower=True, quality=90) for name in STONES}
    album = {name: halves(file, lower=False, quality=88) for name, file in ALBUM.items()}
    for name, (_, data) in {**stones, **album}.items():
        (HERE / f"{name}.jpg").write_bytes(data)
    about_stones = {
        **train_pictures(
            "stones",
            stones,
            size=32,
            sides=(170, 250),
            mode="L",
            filters=(16, 16, 16),
            rate=0.001,
            epochs=8,
            seed=21,
        ),
        "input": "(n, 32, 32, 1) float32 on [0, 1]: gray, Pillow bilinear, / 255",
        "output": f"3 logits: {', '.join(STONES)}",
    }
    about_album = {
        **train_pictures(
            "album",
            album,
            size=16,
            sides=(90, 125),
            mode="RGB",
            filters=(8, 16),
            rate=0.003,
            epochs=25,
            seed=20,
        ),
        "input": "(n, 16, 16, 3) float32 on [-1, 1]: RGB, Pillow bilinear, / 127.5 - 1",
        "output": f"4 logits: {', '.join(ALBUM)}",
    }
    pictures = [
        {
            "file": f"{name}.jpg",
            "source": f"scikit-image 0.26 ({source})",
            "licence": licence,
            "changes": changes,
        }
        for name, (source, licence, changes) in SOURCES.items()
    ]
    models = [
        *data_files.model_entries("stones", **MODEL, **about_stones),
        *data_files.model_entries("album", **MODEL, **about_album),
    ]
    return [*pictures, *models]


def halves(file: str, *, lower: bool, quality: int) -> tuple[Any, bytes]:
    """A picture of the package: the half to train on, and the JPEG bytes of the half to ship."""
    from PIL import Image

    spec = importlib.util.find_spec("skimage")
    if spec is None or spec.origin is None:
        sys.exit("scikit-image is not installed: pip install scikit-image==0.26.0")
    picture: Image.Image = Image.open(Path(spec.origin).parent / "data" / file)
    if lower:
        boxes = ((0, 0, 512, 256), (0, 256, 512, 512))
    else:
        picture = picture.convert("RGB")
        width = round(picture.width * 256 / picture.height)
        picture = picture.resize((width, 256), Image.Resampling.LANCZOS)
        boxes = ((0, 0, width // 2, 256), (width // 2, 0, width, 256))
    first, second = (jpeg(picture.crop(box), quality) for box in boxes)
    return Image.open(io.BytesIO(first)), second


def jpeg(picture: Any, quality: int) -> bytes:
    """A picture as the bytes of a JPEG file."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def cuts(picture: Any, count: int, sides: tuple[int, int], rng: Any) -> list[Any]:
    """Random cuts of a picture; width and height are drawn apart, so few are square."""
    found = []
    for _ in range(count):
        width, height = (int(n) for n in rng.integers(sides[0], sides[1] + 1, 2))
        left = int(rng.integers(0, picture.width - width + 1))
        top = int(rng.integers(0, picture.height - height + 1))
        found.append(picture.crop((left, top, left + width, top + height)))
    return found


def to_input(picture: Any, size: int) -> Any:
    """What a model is fed for one picture: the training pipeline."""
    import numpy as np
    from PIL import Image

    pixels = np.asarray(picture.resize((size, size), Image.Resampling.BILINEAR), "float32")
    return pixels[..., None] / 255 if pixels.ndim == 2 else pixels / 127.5 - 1


def train_pictures(
    name: str,
    pictures: dict[str, tuple[Any, bytes]],
    *,
    size: int,
    sides: tuple[int, int],
    mode: str,
    filters: tuple[int, ...],
    rate: float,
    epochs: int,
    seed: int,
) -> dict[str, Any]:
    """Train a small network, write ``name.json`` and ``name.npz``; returns facts for the manifest."""
    import numpy as np
    from PIL import Image

    rng = np.random.default_rng(seed)
    x = np.array([to_input(c, size) for first, _ in pictures.values() for c in cuts(first, CUTS, sides, rng)])
    y = np.repeat(np.arange(len(pictures)), CUTS)
    shipped = [Image.open(io.BytesIO(data)).convert(mode) for _, data in pictures.values()]
    x_test = np.array([to_input(c, size) for p in shipped for c in cuts(p, 100, sides, rng)])
    y_test = np.repeat(np.arange(len(pictures)), 100)

    stack: list[dict[str, Any]] = []
    for count in filters:
        pool = [{"layer": "MaxPooling2D"}] if stack else []
        stack += [*pool, {"layer": "Conv2D", "filters": count, "kernel_size": 3, "activation": "relu"}]
    architecture = {
        "kind": "functional",
        "input_shape": list(x.shape[1:]),
        "layers": [*stack, {"layer": "GlobalAveragePooling2D"}, {"layer": "Dense", "units": len(pictures)}],
    }
    predict = data_files.train(
        HERE / name,
        architecture,
        x,
        y,
        loss="sparse_categorical_crossentropy",
        seed=seed,
        rate=rate,
        epochs=epochs,
    )
    accuracy = float((predict(x_test).argmax(axis=1) == y_test).mean())
    print(f"{name}: accuracy on cuts of the shipped halves {accuracy:.3f}")
    neighbours = float(np.abs(np.diff(x, axis=2)).mean())
    return {
        "training_mean": round(float(x.mean()), 4),
        "training_sd": round(float(x.std()), 4),
        "training_step_between_neighbours": round(neighbours, 4),
    }


if __name__ == "__main__":
    sys.exit(data_files.run(HERE, data_files.make_parser(__doc__), make))
