# %% [markdown]
# # Exercise 05 · Shapes: the paving survey
#
# {{badges}}
#
# *About 80 minutes · 10 points · hand in this notebook.*
#
# **The scene.** A survey car looks down at pavements, and a small network says what it sees:
# 0 bricks along the road, 1 bricks across it, 2 gravel. Since a new camera driver arrived, a third
# of its answers are right: what guessing would give. No error was raised; the model file and
# every pixel are the same.
#
# You find the cause, prove it in numbers, repair the service and its score, and leave a guard
# behind. Each task ends in a **Check**: it tries your function on public cases. When your notebook is
# graded, the same check runs on other inputs. Most tasks have edges: each edge earns its own part of the points once
# the rest is right. Stuck? `hint("shapes.contract", 1)` gives the first of three hints for a task.

# %% role="setup"
# filled in by the builder

# %%
import numpy as np
import pandas as pd

from autograder.student import before_and_after, case, check, data_path, gallery, hint, load_model, trace

paving = np.load(data_path("shapes/paving.npz"))
delivery, surface = paving["delivery"], paving["delivery_labels"]
model = load_model("shapes/paving_sorter")
print("the camera delivers", delivery.shape, delivery.dtype, "- model.input_shape is", model.input_shape)

# %% [markdown]
# **The training card**, found beside the model:
#
# | | |
# | --- | --- |
# | axes | picture, row, column, channel: `(n, 8, 8, 1)` |
# | pixels | 0 to 255, as `float32`; the division by 255 is the model's first layer |
# | model output | `(n, 3)` logits: no softmax inside |
#
# The new driver delivers `(row, column, picture)`, 240 pictures here. This is what the service does
# with them, and what a colleague proposes, who turned the pictures until the bricks ran the right way:

# %%
reshaped = delivery.reshape(-1, 8, 8, 1).astype("float32")
upright = np.rot90(delivery.T, axes=(1, 2))[..., np.newaxis].astype("float32")
for name, pictures in {"service": reshaped, "colleague": upright}.items():
    answers = model(pictures).numpy().argmax(axis=1)
    print(f"{name:9s}: shape {pictures.shape}, right for {(answers == surface).mean():.1%}")

eight = range(0, 240, 30)
gallery(
    {
        "what the camera saw": [delivery[:, :, i] for i in eight],
        "what the service makes of it": [reshaped[i] for i in eight],
        "what the colleague makes of it": [upright[i] for i in eight],
    },
    "The same eight pictures. Is a brick still a brick?",
)

# %% [markdown]
# The training pipeline is right for 94.2 % of these pictures. The colleague does better, and is wrong all
# the same: task 1 shows it.
#
# ## 1 · Evidence (2 points)
#
# **Given** a delivery `raw` of shape `(8, 8, N)`, and the batch `(N, 8, 8, 1)` that a service made of it. A service may
# also have changed grey levels, by whole levels or by fractions of one.
#
# **To do.** Write `moved(raw, batch)`: for each picture, how far the worst pixel is from where it
# belongs, in grey levels. A mean or a histogram can't see a pixel that moved; compare place by place.
#
# **Done when** it returns one number for each picture, also for a delivery of one: 0 for a picture that is still itself.

# %% role="solution" gid="shapes-moved"
def moved(raw, batch):
    """The largest absolute difference between each picture of a delivery and its copy in a batch.

    Args:
        raw: Array (8, 8, N), integers: row, column, picture.
        batch: Array (N, 8, 8, 1), float32: picture, row, column, channel.

    Returns:
        N numbers, in an array (N,) or a list: for picture i, the largest |difference| over its 64 places.
    """
    # TODO: one number for each picture.
    # EXAMPLE: a picture with 200 at [0, 1] and 0 elsewhere, transposed in the batch, gives 200.
    # HINT: hint("shapes.evidence", 1)
    ### BEGIN SOLUTION
    apart = np.abs(batch[..., 0] - np.moveaxis(raw, -1, 0).astype(float))
    return apart.max(axis=(1, 2))
    ### END SOLUTION

# %% role="tests" task="evidence"

# %% [markdown]
# Try it on the two services above: `moved(delivery, reshaped)` and `moved(delivery, upright)`. How many pictures does the colleague
# leave in place?
#
# ## 2 · Contract (1 point)
#
# **Given** a delivery `(8, 8, N)`, one picture `(8, 8)`, or a list of pictures. **To do.** Write `to_batch(raw)`: exactly
# what the model is given. Begin with a delivery; it earns half of the point.
#
# **Done when** it returns a NumPy array of shape `(N, 8, 8, 1)` and dtype `float32` in which every
# pixel keeps its value, its row and its column, and the caller's array is as it was before. With
# eight pictures every wrong order has the right shape, so look at a picture and not only at `.shape`.

# %% role="solution" gid="shapes-to-batch"
def to_batch(raw):
    """The model's input.

    Args:
        raw: One of three things, told apart by type and number of axes:
            an array (8, 8, N), a delivery: its *last* axis counts pictures;
            an array (8, 8), one picture;
            a list of arrays (8, 8), which may be empty.

    Returns:
        Array of shape (N, 8, 8, 1), dtype float32; N is 1 for one picture, 0 for none.
    """
    # TODO: picture axis first, channel axis last. Begin with a delivery; then tell the three kinds apart.
    # EXAMPLE: raw[2, 5, 3] ends up at [3, 2, 5, 0].
    # HINT: hint("shapes.contract", 1)
    ### BEGIN SOLUTION
    if isinstance(raw, list):
        raw = np.stack(raw, axis=-1) if raw else np.zeros((8, 8, 0))
    if raw.ndim == 2:
        raw = raw[:, :, np.newaxis]
    return np.moveaxis(raw, -1, 0)[..., np.newaxis].astype("float32")
    ### END SOLUTION

# %% role="tests" task="contract"

# %% [markdown]
# ## 3 · Repair (2 points)
#
# **To do.** Write `predict(raw, model)`: the logits that the training pipeline would give.
#
# **Done when** the logits agree with the reference on pictures you have not seen.

# %% role="solution" gid="shapes-predict-answer"
def predict(raw, model):
    """The logits of the training pipeline.

    Args:
        raw: As for `to_batch`.
        model: The network; it takes (n, 8, 8, 1) with n of at least 1.

    Returns:
        Array of shape (N, 3): logits, no softmax, no argmax.
    """
    # TODO: give the model what it was trained on.
    # EXAMPLE: a delivery (8, 8, 5) gives shape (5, 3), one picture (8, 8) gives (1, 3).
    # HINT: hint("shapes.predict", 1). `trace.card(x)` shows what an array holds.
    ### BEGIN SOLUTION
    x = to_batch(raw)
    if len(x) == 0:
        return np.zeros((0, model.output_shape[-1]), "float32")
    return np.asarray(model(x))
    ### END SOLUTION

# %% role="tests" task="predict"

# %% [markdown]
# ## 4 · Edge cases (1 point)
#
# The same `predict` must hold for: **one picture** `(8, 8)`, **a delivery of one** `(8, 8, 1)`, **a
# delivery of eight** `(8, 8, 8)`, **column-major memory**, **a list of pictures** (three, eight, one), and
# **nothing**: `(8, 8, 0)` or an empty list, where the result has shape `(0, 3)`. This model refuses an
# empty batch, as many do, so don't ask it then.

# %% role="tests" task="edges"

# %% [markdown]
# ## 5 · Metric (2 points)
#
# Another network estimates the width of the road. Its error is reported as 3.7 metres, although
# hardly any estimate is off by more than 2: the truth has shape `(n,)`, the estimates `(n, 1)`.
#
# **To do.** Write `rmse(y, p)`: the root of the mean squared difference, row by row.
#
# **Done when** each argument may be of shape `(n,)` or `(n, 1)`, a list, or a pandas Series: the i-th
# value of `y` belongs to the i-th of `p`, **whatever the index of a Series says**. Numbers may be of any dtype, such as
# unsigned bytes. It raises `ValueError` when the numbers of rows differ, also for one row against many; when there are
# none; and for any other shape, such as `(1, n)`, `(n, 2)` or `(n, 1, 1)`, also where both have it.

# %% role="solution" gid="shapes-rmse-answer"
def rmse(y, p):
    """The root of the mean squared difference of two columns of numbers.

    Args:
        y, p: Truth and estimates: array (n,) or (n, 1), list, list of one-item lists, or Series.

    Returns:
        One number.

    Raises:
        ValueError: the lengths differ, are 0, or a shape is neither (n,) nor (n, 1).
    """
    # TODO: two arrays of shape (n,) first; then the formula.
    # EXAMPLE: rmse([1, 2], [[1], [4]]) is 1.414; rmse([1], [1, 2]) raises ValueError.
    # HINT: hint("shapes.rmse", 1)
    ### BEGIN SOLUTION
    columns = []
    for values in (y, p):
        column = np.asarray(values, dtype=float)
        if column.ndim == 2 and column.shape[1] == 1:
            column = column[:, 0]
        if column.ndim != 1 or len(column) == 0:
            raise ValueError(f"expected shape (n,) or (n, 1), got {column.shape}")
        columns.append(column)
    if len(columns[0]) != len(columns[1]):
        raise ValueError(f"{len(columns[0])} values against {len(columns[1])}")
    return float(np.sqrt(np.mean((columns[0] - columns[1]) ** 2)))
    ### END SOLUTION

# %% role="tests" task="rmse"

# %% [markdown]
# ## 6 · Labels (1 point)
#
# The survey has two kinds of networks: with several logits a row (the label is the place of the
# largest), and with one (the label is 1 if the logit is above 0, otherwise 0).
#
# **To do.** Write `class_labels(logits)`. **Done when** it returns n labels for `(n, k)` and for
# `(n, 1)`, also for one row and for none: the last batch of a day may hold a single picture.

# %% role="solution" gid="shapes-class-labels"
def class_labels(logits):
    """One label for each row.

    Args:
        logits: Array (n, k) with k > 1, or (n, 1).

    Returns:
        n integers, in an array (n,) or a list: 0, 1, 2 ...; with one column 0 or 1.
    """
    # TODO: two cases, by the number of columns.
    # EXAMPLE: [[0.2], [-1.0]] gives [1, 0]; [[0.1, 2.0, 0.3]] gives [1].
    # HINT: hint("shapes.labels", 1)
    ### BEGIN SOLUTION
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0).astype(int)
    return logits.argmax(axis=1)
    ### END SOLUTION

# %% role="tests" task="labels"

# %% [markdown]
# ## 7 · Guard (1 point)
#
# Keras takes `(8, 8, 1)` for eight pictures of 8 × 1 pixels, adds an axis to `(n, 8, 8)`, and this model
# answers pictures of any size. Be stricter.
#
# **To do.** Write `check_input(x, shape)`: it raises `ValueError` with a sentence unless `x` has as many
# axes as `shape`, and each has the length that `shape` asks for. Otherwise it returns nothing. `None` in `shape` stands for any length, 0
# included, and may stand anywhere. `shape` may be a model's `input_shape`, such as `(None, 8, 8, 1)`, that of a table,
# `(None, 6)`, or that of one strip of film, `(24, None, 3)`.
#
# **Done when** every wrong shape is refused and every right one gets through, whatever the dtype.

# %% role="solution" gid="shapes-check-input"
def check_input(x, shape):
    """Refuse an array that has another shape than the model's input.

    Args:
        x: An array, of any dtype.
        shape: A tuple of lengths, 0 or more; None stands for any length.

    Raises:
        ValueError: the number of axes or the length of an axis is another.
    """
    # TODO: two tests, each with a sentence that says what was expected and what came.
    # EXAMPLE: an array (8, 8, 1) with shape (None, 8, 8, 1) raises ValueError("4 axes expected, got (8, 8, 1)").
    # HINT: hint("shapes.guard", 1)
    ### BEGIN SOLUTION
    if len(x.shape) != len(shape):
        raise ValueError(f"{len(shape)} axes expected, got {x.shape}")
    for axis, (have, want) in enumerate(zip(x.shape, shape)):
        if want is not None and have != want:
            raise ValueError(f"axis {axis} should have length {want}, got {have}")
    ### END SOLUTION

# %% role="tests" task="guard"

# %% [markdown]
# ## The survey sees again
#
# Once tasks 2, 3 and 6 are green, run this cell: it asks your service about every picture.

# %%
def name_surfaces():
    return class_labels(predict(delivery, model))


before_and_after("shapes", name_surfaces, model(reshaped).numpy().argmax(axis=1), surface, "pictures")

# %% [markdown]
# ## To think about (not graded)
#
# Your guard lets a batch of transposed pictures through: its shape is right. And the colleague's batch has the
# right shape *and* a better score. Which single stored picture, with which stored answer, would refuse
# both? What would you pick it for?
