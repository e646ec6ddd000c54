"""Finds the course's data and loads its trained models.

In a course they lie in ``data/``; in the student package they travel inside it. A kernel of the grader, and
whoever runs a lesson's code, is told the folder. Nothing is downloaded.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.environment import DATA, same_numerics
from autograder.core.errors import CourseError
from autograder.core.paths import find_root
from autograder.core.text import did_you_mean

if TYPE_CHECKING:
    import keras

_HERE = Path(__file__).resolve().parent
_BUNDLED = _HERE.parent / "data"


def data_dir() -> Path:
    """The folder that holds one folder of data for each lesson, named by the lesson's slug.

    It is the one that this process was told; else that of the student package; else that of the course around
    the working folder, in which a notebook runs; else that of the course around this package, for notebooks
    that were taken out of the course's folder.

    Raises:
        CourseError: it is none of these.
    """
    told = os.environ.get(DATA)
    if told is not None:
        return Path(told)
    if _BUNDLED.is_dir():
        return _BUNDLED
    for start in (Path(), _HERE):
        with contextlib.suppress(CourseError):
            return find_root(start).data
    msg = (
        f"{Path.cwd()} is in no course, so there are no data. Open the notebook in the course's "
        "folder, or install the student package that comes with the course."
    )
    raise CourseError(msg)


def data_path(name: str) -> Path:
    """The path of one data file.

    Args:
        name: The file's path below the data folder, such as ``"normalization/cars.csv"``.

    Raises:
        CourseError: there is no such file; the message names the closest one.
    """
    path = data_dir() / name
    if not path.is_file():
        known = sorted(
            str(p.relative_to(data_dir()).as_posix()) for p in data_dir().rglob("*") if p.is_file()
        )
        msg = f"There is no data file {name!r}.{did_you_mean(name, known)}"
        raise CourseError(msg)
    return path


def load_model(name: str) -> keras.Model:
    """A model that comes with the course, with its trained weights.

    Args:
        name: The path of its files below the data folder, without their endings, such as
            ``"normalization/mpg"``.

    Raises:
        CourseError: there is no such model; the message names the closest file.

    Architecture (``.json``) and weights (``.npz``) are stored apart, because a ``.keras`` file
    written by Keras 3.15 does not open in Keras 3.13; this form opens in both.

    The JSON file is ``{"kind": "sequential" | "functional", "input_shape": [...],
    "layers": [{"layer": "Dense", "units": 16, ...}, ...]}``; every key but ``layer`` is passed to
    the Keras layer of that name. Both kinds are chains; a ``functional`` model also checks the
    spatial size of its input. Weights ``w0, w1, ...`` are in the order of ``model.get_weights()``.
    """
    architecture = json.loads(data_path(f"{name}.json").read_text(encoding="utf-8"))
    model = build_model(architecture, initializer="zeros")
    with np.load(data_path(f"{name}.npz"), allow_pickle=False) as weights:
        model.set_weights([weights[f"w{i}"] for i in range(len(weights.files))])
    return model


def build_model(architecture: dict[str, Any], *, initializer: str = "") -> keras.Model:
    """The untrained model that a JSON architecture describes.

    Args:
        architecture: The content of the JSON file that :func:`load_model` describes.
        initializer: The name of a Keras initializer for all layers, such as ``"zeros"``; empty for each
            layer's own. Drawing random weights takes longer than loading the trained ones, which then
            replace them.
    """
    same_numerics()
    import keras

    inputs = keras.Input(tuple(architecture["input_shape"]))
    layers = [
        getattr(keras.layers, spec["layer"])(**{k: v for k, v in spec.items() if k != "layer"})
        for spec in architecture["layers"]
    ]
    if initializer:
        for layer in layers:
            for name in [name for name in vars(layer) if name.endswith("_initializer")]:
                setattr(layer, name, keras.initializers.get(initializer))
    if architecture["kind"] == "sequential":
        return keras.Sequential([inputs, *layers])
    outputs = inputs
    for layer in layers:
        outputs = layer(outputs)
    return keras.Model(inputs, outputs)
