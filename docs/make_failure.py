"""Draw ``docs/failure.png``: one car's answer while its batch grows, as lesson 01 measures it.

The data and the model are those of the course; nothing is trained and nothing is downloaded.

    .venv/bin/python docs/make_failure.py
"""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import matplotlib as mpl
import numpy as np
import pandas as pd

from autograder.student import data_path, load_model

mpl.use("Agg")
import matplotlib.pyplot as plt

TARGET = Path(__file__).resolve().parent / "failure.png"
FEATURES = ["cylinders", "displacement", "horsepower", "weight", "acceleration", "year"]
VEGA = 12
"""The row of the test cars that lesson 01 follows."""

SIZES = (1, 2, 4, 8, 16, 32, 64, 118)
BATCHES = 20
"""Random batches of each size; the same ones as in the lesson."""

WRONG, RIGHT = "#D55E00", "#0072B2"


def main() -> None:
    """Measure, draw, save."""
    cars = pd.read_csv(data_path("normalization/cars.csv"))
    train = cars.loc[cars["split"] == "train", FEATURES]
    test = cars.loc[cars["split"] == "test", FEATURES].reset_index(drop=True)
    model = load_model("normalization/mpg")

    def predict(scaled: pd.DataFrame) -> np.ndarray:
        return np.asarray(model(scaled.to_numpy("float32")))[:, 0]

    vega, others = test.loc[[VEGA]], test.drop(index=VEGA)
    right = float(predict((vega - train.mean()) / train.std(ddof=0))[0])
    points = []
    for size in SIZES:
        for seed in range(BATCHES):
            batch = pd.concat([vega, others.sample(size - 1, random_state=seed)])
            # A batch of one has no spread: like StandardScaler, divide by 1 then.
            spread = batch.std(ddof=0).replace(0.0, 1.0)
            points.append((size, float(predict((batch - batch.mean()) / spread)[0])))
    draw(np.array(points), right)


def draw(points: np.ndarray, right: float) -> None:
    """Save the picture.

    Args:
        points: (n, 2), batch size and answer in mpg.
        right: The training pipeline's answer in mpg.
    """
    fig, ax = plt.subplots(figsize=(9, 4.2), layout="constrained")
    label = f"service scales each batch by itself, {BATCHES} random batches a size"
    ax.plot(*points.T, "x", color=WRONG, markersize=7, label=label)
    ax.axhline(right, color=RIGHT, linestyle="--", linewidth=2, label="training pipeline")
    ax.set_xscale("log")
    ax.set_xticks(SIZES, [str(size) for size in SIZES])
    ax.minorticks_off()
    ax.set_xlabel("cars in the batch")
    ax.set_ylabel("answer for one Chevrolet Vega (mpg)")
    ax.set_title("One car, one model: the answer depends on who else asked", loc="left", fontweight="bold")
    ax.spines[["top", "right"]].set_visible(False)
    ax.legend(frameon=False)
    # No version of matplotlib in the file: equal pictures are equal bytes.
    fig.savefig(TARGET, dpi=150, metadata={"Software": None})
    pairs = points[points[:, 0] == 2, 1]
    print(
        f"Wrote {TARGET.name}: training {right:.1f} mpg; in pairs {pairs.min():.1f} to {pairs.max():.1f} mpg."
    )


if __name__ == "__main__":
    main()
