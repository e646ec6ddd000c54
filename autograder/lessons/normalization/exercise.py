# %% [markdown]
# # Exercise 01 · Normalization: the cultivar sorter
#
# {{badges}}
#
# *About 50 minutes · 10 points · hand in this notebook.*
#
# **The scene.** A cellar in Piedmont analyses each bottle (13 measurements) and a small network
# names the cultivar: 0, 1 or 2. Offline it was right for nearly every bottle. Since the new
# service went live, it gives every bottle the same answer. No error was raised, and the
# model file is the same.
#
# You find the cause, prove it in numbers, repair the service, and leave a guard behind. Each task
# ends in a **Check**: it tries your function on public cases. When your notebook is graded, the
# same check runs on other inputs. Where a task has edges, such as a table without rows, each group of
# edges earns its own part of the points once the rest of the task is right. Stuck? `hint("normalization.predict", 1)` gives the first of
# three hints for a task.

# %% role="setup"
# filled in by the builder

# %%
import numpy as np
import pandas as pd

from autograder.student import before_and_after, case, check, data_path, hint, load_model, trace

wine = pd.read_csv(data_path("normalization/wine.csv"))
train = wine[wine["split"] == "train"].drop(columns=["cultivar", "split"])
bottles = wine[wine["split"] == "test"].drop(columns=["cultivar", "split"])
cultivar = wine.loc[wine["split"] == "test", "cultivar"].to_numpy()
model = load_model("normalization/cultivar")
train.head(3)

# %% [markdown]
# **The training card**, found beside the model:
#
# | | |
# | --- | --- |
# | columns | the 13 of `train`, in that order |
# | preprocessing | z-scores: `(x - mean) / std`, NumPy's `mean` and `std` of the training rows |
# | model input | `(n, 13)`, `float32` |
# | model output | `(n, 3)` logits: no softmax inside |
#
# And this is what the new service does. Run it and look at the answers:

# %%
served = model(bottles.to_numpy("float32")).numpy().argmax(axis=1)
print("answers per cultivar:", np.bincount(served, minlength=3), "  truth:", np.bincount(cultivar))

# %% [markdown]
# ## 1 · Evidence (2 points)
#
# **Given** the table the model was trained on, and a table that a service gave it.
#
# **To do.** Write `skew(train, served)`: for each column, how far the mean moved, in units of the
# training deviation. Positive means that the served values are too high.
#
# **Done when** it returns one number for each column of `train`, in the order of `train`, also when
# `served` has its columns in another order.

# %% role="solution" gid="normalization-skew" from="skew"
def skew(train, served):
    """How far each column's mean moved.

    Args:
        train: DataFrame, the table the model was trained on.
        served: DataFrame with the same columns, in any order.

    Returns:
        Array of shape (columns,): (mean of served - mean of train) / deviation of train.
    """
    # TODO: one number for each column of `train`.
    # EXAMPLE: train column [0, 2] has mean 1 and deviation 1; served [4, 4] gives (4 - 1) / 1 = 3.
    # HINT: hint("normalization.evidence", 1)

# %% role="tests" task="evidence"

# %% [markdown]
# ## 2 · Fit (1 point)
#
# **Given** the training table. **To do.** Write `fit_stats(train)`: the statistics that have to
# travel with the model, as plain Python numbers in double precision, so that they can be stored as
# JSON.
#
# **Done when** the numbers are those of the training card, and a column that never varies gets a
# deviation of 1.0 (nothing is divided by zero) and keeps its mean.

# %% role="solution" gid="normalization-fit-stats" from="fit_stats"
def fit_stats(train):
    """The statistics to keep with the model.

    Returns:
        {"mean": {column: float}, "std": {column: float}}, columns in the order of `train`.
    """
    # TODO: mean and deviation of each column.
    # EXAMPLE: a column [1, 3] gives mean 2.0 and std 1.0; a column [5, 5] gives mean 5.0 and std 1.0.
    # HINT: hint("normalization.fit", 1)

# %% role="tests" task="fit"

# %% [markdown]
# ## 3 · Contract (1 point)
#
# **Given** a table of bottles and the stored statistics. **To do.** Write
# `standardize(frame, stats)`: exactly what the model is given.
#
# **Done when** it returns a NumPy array of shape `(n, 13)`, for one bottle too, and dtype `float32`,
# with the columns in the order of `stats["mean"]`, and the caller's table is as it was before.

# %% role="solution" gid="normalization-standardize" from="standardize"
def standardize(frame, stats):
    """The model's input for a table of bottles.

    Args:
        frame: DataFrame with at least the columns of `stats`; integers are numbers too.
        stats: as returned by `fit_stats`.

    Returns:
        Array of shape (rows, 13), dtype float32. `frame` is not changed.
    """
    # TODO: (x - mean) / std with the stored statistics.
    # EXAMPLE: a value of 14.0, where mean is 13.0 and std is 0.5, gives 2.0.
    # HINT: hint("normalization.contract", 1)

# %% role="tests" task="contract"

# %% [markdown]
# ## 4 · Repair (3 points)
#
# **To do.** Write `predict(frame, stats, model)`: the logits that the training pipeline would give.
#
# **Done when** the logits agree with the reference on bottles you have not seen, whatever the size
# of the batch: a row's answer never depends on its neighbours.

# %% role="solution" gid="normalization-predict-answer" from="predict"
def predict(frame, stats, model):
    """The logits of the training pipeline.

    Returns:
        Array of shape (rows, 3): logits, no softmax, no argmax.
    """
    # TODO: give the model what it was trained on.
    # EXAMPLE: for a table of 4 bottles the result has shape (4, 3).
    # HINT: hint("normalization.predict", 1). `trace.card(x)` shows what an array holds.

# %% role="tests" task="predict"

# %% [markdown]
# ## 5 · Edge cases (2 points)
#
# A service meets tables that a notebook never does. The same `predict` must hold for:
# **one row**, **no rows** (the result has shape `(0, 3)`), **exactly 13 rows** (as many as columns),
# **columns in another order**, **extra columns** (text among them), and **integers**.

# %% role="tests" task="edges"

# %% [markdown]
# ## 6 · Guard (1 point)
#
# **To do.** Write `guard(frame, stats)`: it raises `ValueError` with a sentence for a table that the
# model was not trained for, and returns nothing for a good one. Refuse:
#
# - a missing column, also in a table without rows (extra columns, whatever they hold, and another
#   order are fine),
# - a value in a column of `stats` that is missing or infinite,
# - a value whose z-score, by `stats`, is beyond 10 in size, be it a single one: another unit, or
#   values that were standardised already. Exactly 10 is fine.
#
# **Done when** every fault is refused and every good table, also an empty one, gets through.

# %% role="solution" gid="normalization-guard-answer"
def guard(frame, stats):
    """Refuse a table that the model was not trained for.

    Raises:
        ValueError: a column is missing, a value is not finite, or lies beyond 10 deviations.
    """
    # TODO: three tests, each with a sentence of its own.
    # EXAMPLE: a table without the column "ash" raises ValueError("columns are missing: ash").
    # HINT: hint("normalization.guard", 1)
    ### BEGIN SOLUTION
    missing = sorted(set(stats["mean"]) - set(frame.columns))
    if missing:
        raise ValueError(f"columns are missing: {', '.join(missing)}")
    z = standardize(frame, stats)
    if not np.isfinite(z).all():
        raise ValueError("some values are missing or infinite")
    if (np.abs(z) > 10).any():
        raise ValueError("some values are far outside the training range")
    ### END SOLUTION

# %% role="tests" task="guard"

# %% [markdown]
# ## The cellar sorts again
#
# Once tasks 2 to 4 are green, run this cell: it asks your service about every bottle.

# %%
def sort_bottles():
    return predict(bottles, fit_stats(train), model).argmax(axis=1)


before_and_after("normalization", sort_bottles, served, cultivar, "bottles")

# %% [markdown]
# ## To think about (not graded)
#
# Suppose a colleague proposes: "Let us standardise each night's batch with its own mean and
# deviation. The accuracy on last night's batch was even a little better." What would you show them?
