# %% [markdown]
# # Exercise 04 · Dtypes: the parcel depot
#
# {{badges}}
#
# *About 60 minutes · 10 points · hand in this notebook.*
#
# **The scene.** In a parcel depot a camera reads the digit on each label, a scanner stamps the time,
# and two tables say whose parcel it is and which class it has. On Monday all four were "modernised":
# the camera delivers `uint8`, the scanner's files come through a newer pandas, the customer numbers
# have outgrown 2<sup>24</sup>, and the classes have a gap. Since then labels are misread, and
# parcels of the night shift count as the day's. No error was raised.
#
# Each task ends in a **Check**: it tries your function on public cases. When your notebook is
# graded, the same check runs on other inputs. What stands after "and, each for itself" earns its own
# part of the points once the rest is right. Stuck? `hint("dtypes.hours", 1)` gives the first of
# three hints for a task. Do the tasks in any order; only task 3 builds on another, task 2.

# %% role="setup"
# filled in by the builder

# %%
import numpy as np
import pandas as pd

from autograder.student import before_and_after, case, check, data_path, gallery, hint, load_model, trace

with np.load(data_path("dtypes/depot.npz")) as depot:
    pictures, digit = depot["images"][..., None], depot["labels"]
model = load_model("dtypes/depot_reader")
gallery({"labels": pictures[:8], "more labels": pictures[8:16]}, "What the new camera delivers")
trace.card(pictures, name="what the new camera delivers")

# %% [markdown]
# **The training card**, found beside the reader:
#
# | | |
# | --- | --- |
# | pixels | 0 (black ink) to 255 (white paper) |
# | preprocessing | pixel / 127.5 − 1, so −1 to 1 |
# | model input | `(n, 8, 8, 1)`, `float32` |
# | model output | `(n, 10)` logits: no softmax inside |
#
# And this is what the service does since Monday. Run it and look at the score:

# %%
served = (pictures - 127) / 127.5
before = np.asarray(model(served)).argmax(axis=1)
print(f"read correctly: {(before == digit).mean():.1%} of {len(digit)} labels")

# %% [markdown]
# ## 1 · Evidence (2 points)
#
# **Given** an array of finite numbers and the name of a dtype. **To do.** Write
# `cast_loss(values, dtype)`: what does `values.astype(dtype)` destroy? Two counts:
#
# - `changed`: how many values are not *exactly* what they were,
# - `merged`: how many distinct values were lost, because different ones became the same.
#
# **Done when** the counts are right for pixels, scaled pixels, customer numbers, seconds since 1970 and
# temperatures, and, each for itself:
#
# - where a cast wraps around: pixels as `int8`, customer numbers as `int32`,
# - for customer numbers beyond 2<sup>53</sup> as `float64`,
# - for weights too large for `float16`: they become infinite, which is a change,
# - for an empty array.

# %% role="solution" gid="dtypes-cast-loss"
def cast_loss(values, dtype):
    """What a cast destroys.

    Args:
        values: one-dimensional NumPy array of finite numbers.
        dtype: the name of a dtype, such as "float32".

    Returns:
        A dict with the two counts, {"changed": ..., "merged": ...}.
    """
    # TODO: cast, then count.
    # EXAMPLE: [16777216, 16777217, 5] as float32 gives {"changed": 1, "merged": 1}.
    # HINT: hint("dtypes.evidence", 1)
    ### BEGIN SOLUTION
    before, after = values.tolist(), values.astype(dtype).tolist()
    changed = sum(a != b for a, b in zip(before, after))
    return {"changed": changed, "merged": len(set(before)) - len(set(after))}
    ### END SOLUTION

# %% role="tests" task="evidence"

# %% [markdown]
# ## 2 · Contract (1 point)
#
# **Given** pictures with values from 0 to 255, as `uint8`, `int64`, `float32` or `float64`.
# **To do.** Write `to_unit_range(images)`: what the training card says.
#
# **Done when** equal values give an equal answer, whatever their dtype: a NumPy array of the same
# shape, `float32`; and, each for itself:
#
# - under a weak lamp, where no pixel is near 0 or 255,
# - for floats that lie between two grey levels, such as 126.4,
# - the caller's pictures are as they were before, also if they are `float32` already.

# %% role="solution" gid="dtypes-to-unit-range"
def to_unit_range(images):
    """The reader's input.

    Args:
        images: array (n, 8, 8, 1) with values from 0 to 255: uint8, int64, float32 or float64.

    Returns:
        Array of the same shape, dtype float32, from -1 to 1. `images` is not changed.
    """
    # TODO: scale as in training.
    # EXAMPLE: 0 gives -1.0, 127 gives -0.0039, 128 gives 0.0039 and 255 gives 1.0.
    # HINT: hint("dtypes.contract", 1)
    ### BEGIN SOLUTION
    return np.asarray(images, dtype="float32") / np.float32(127.5) - np.float32(1)
    ### END SOLUTION

# %% role="tests" task="contract"

# %% [markdown]
# ## 3 · Repair the reader (2 points)
#
# **To do.** Write `read_digits(images, model)`: the logits that the training pipeline would give.
#
# **Done when** they agree with the reference for `uint8`, `int64` and `float64`, and, each for itself:
#
# - under a weak lamp,
# - for `float32` pictures, which stay as they were, also in a **read-only** buffer,
# - for **one picture** and for **no pictures** (the result has shape `(0, 10)`),
# - for pictures that lie **scattered in memory**: a slice of a larger array, or stored column by column.

# %% role="solution" gid="dtypes-read-digits"
def read_digits(images, model):
    """The logits of the training pipeline.

    Returns:
        Array of shape (n, 10): logits, no softmax, no argmax.
    """
    # TODO: give the model what it was trained on.
    # EXAMPLE: for 4 pictures the result has shape (4, 10).
    # HINT: hint("dtypes.predict", 1)
    ### BEGIN SOLUTION
    return np.asarray(model(to_unit_range(images)))
    ### END SOLUTION

# %% role="tests" task="predict"

# %% [markdown]
# ## 4 · Repair the clock (2 points)
#
# The depot's clock runs on **UTC**. **Given** a Series of scan times. **To do.** Write
# `hour_of_day(times)`: the hour, 0 to 23, in UTC.
#
# **Done when** it holds for every unit (`datetime64[s]`, `[ms]`, `[us]`, `[ns]`) without a time zone,
# which is UTC already, and, each for itself:
#
# - for times with a **time zone**, which are to be converted,
# - for a **missing time**: `NaT` gives -1, with and without a zone,
# - for **one time** and for **none**,
# - in the order of the Series, whatever **labels** its index has.

# %% role="solution" gid="dtypes-hour-of-day"
def hour_of_day(times):
    """The hour of each scan on the depot's clock.

    Args:
        times: Series of datetime64 of any unit, with or without a time zone.

    Returns:
        n integers, as an array or a list: 0 to 23 in UTC, -1 where the time is missing.
    """
    # TODO: UTC first, then the hour.
    # EXAMPLE: 10:59:59 gives 10; 04:30 in the zone UTC+05:30 gives 23.
    # HINT: hint("dtypes.hours", 1)
    ### BEGIN SOLUTION
    if times.dt.tz is not None:
        times = times.dt.tz_convert("UTC")
    return times.dt.hour.fillna(-1).to_numpy("int64")
    ### END SOLUTION

# %% role="tests" task="hours"

# %% [markdown]
# ## 5 · Edge cases: customer numbers (1 point)
#
# **Given** customer numbers and the list `vocab` of those that a model has learnt, in the order of
# training. **To do.** Write `encode_ids(ids, vocab)`: the position in `vocab`, counted from 1;
# **0** for an unknown customer and for a missing one.
#
# **Done when** neighbours stay apart above 2<sup>24</sup>, unknown customers and another `vocab` are
# no trouble, and, each for itself:
#
# - customers stay apart that differ by 2<sup>32</sup>, and neighbours above 2<sup>53</sup>, also beside
#   a missing one in `Int64`,
# - a missing number (`None`, `NaN` or `pd.NA`, in a column of `object`, `float64` or `Int64`) does no harm
#   to the others; one customer and none are no trouble, and no **labels** in the index are.
#
# All numbers are whole and above 0.

# %% role="solution" gid="dtypes-encode-ids"
def encode_ids(ids, vocab):
    """The row of each customer in the model.

    Args:
        ids: Series of whole numbers: int64, Int64, object or float64; some may be missing.
        vocab: list of int, without repeats, not sorted.

    Returns:
        n integers, as an array or a list: 1 for vocab[0], 2 for vocab[1], ...; 0 for anyone else.
    """
    # TODO: look up every number exactly.
    # EXAMPLE: with vocab [70, 7], the ids [7, 70, 8, None] give [2, 1, 0, 0].
    # HINT: hint("dtypes.ids", 1)
    ### BEGIN SOLUTION
    number = {known: i for i, known in enumerate(vocab, start=1)}
    return np.array([0 if pd.isna(i) else number.get(int(i), 0) for i in ids], dtype="int64")
    ### END SOLUTION

# %% role="tests" task="ids"

# %% [markdown]
# ## 6 · Edge cases: parcel classes (1 point)
#
# **Given** a column of class codes, as files deliver it. **To do.** Write `category_codes(codes)`:
# the codes as text, as the model's vocabulary has them.
#
# **Done when** a whole number gives its digits (`'1'`, never `'1.0'`; 10 and 100 keep their zeros),
# text stays as it is (`'007'`, `'A.0'`), and a missing code gives `''`, in columns of `int64`,
# `float64` and text, and, each for itself:
#
# - 0 is a code like others, eight digits stay eight digits, and texts such as `'nan'`, `'None'` and
#   `'1.0'` are texts,
# - columns of `Int64`, `category` and `object` (numbers and text, `None`, `NaN` and `pd.NA`), with
#   one code or none, and whatever **labels** the index has.

# %% role="solution" gid="dtypes-category-codes"
def category_codes(codes):
    """The codes as text.

    Args:
        codes: Series of whole numbers and text; some may be missing.

    Returns:
        A list (or an array) of str, one for each code.
    """
    # TODO: text for every code.
    # EXAMPLE: [1.0, nan, "01"] gives ["1", "", "01"].
    # HINT: hint("dtypes.codes", 1)
    ### BEGIN SOLUTION
    texts = []
    for code in codes:
        if pd.isna(code):
            texts.append("")
        else:
            texts.append(code if isinstance(code, str) else str(int(code)))
    return texts
    ### END SOLUTION

# %% role="tests" task="codes"

# %% [markdown]
# ## 7 · Guard (1 point)
#
# **To do.** Write `guard(images)`: it raises `ValueError` with a sentence for pictures that
# `to_unit_range` must not get, and returns nothing for good ones. Refuse:
#
# - a pixel below 0 or above 255: signed bytes, 16 bits, pixels in −1 to 1,
# - a batch with pixels, none of which is above 1: scaled already. (A label has white paper.)
# - a pixel that is missing or infinite,
# - text, and true/false.
#
# **Done when** the first two faults are refused while good pictures get through, and, each for itself:
#
# - a pixel that is missing or infinite is refused,
# - text and true/false are refused,
# - good pictures get through in any integer or float dtype, if one picture is black or the brightest
#   pixel of all is 2, and if there are none.

# %% role="solution" gid="dtypes-guard-answer"
def guard(images):
    """Refuse pictures that are no pixels from 0 to 255.

    Raises:
        ValueError: text or true/false, not finite, outside 0 to 255, or scaled already.
    """
    # TODO: four tests, each with a sentence of its own.
    # EXAMPLE: `guard(np.ones((1, 8, 8, 1), bool))` raises ValueError("pixels are numbers, not bool").
    # HINT: hint("dtypes.guard", 1)
    ### BEGIN SOLUTION
    if images.dtype.kind not in "uif":
        raise ValueError(f"pixels are numbers, not {images.dtype}")
    if images.size == 0:
        return
    if not np.isfinite(images).all():
        raise ValueError("some pixels are missing or infinite")
    if images.min() < 0 or images.max() > 255:
        raise ValueError("some pixels are outside 0 to 255")
    if images.max() <= 1:
        raise ValueError("no pixel is above 1: scaled already?")
    ### END SOLUTION

# %% role="tests" task="guard"

# %% [markdown]
# ## The depot reads again
#
# Once tasks 2 and 3 are green, run this cell: it gives your service the first 200 labels.

# %%
def read_labels():
    return read_digits(pictures[:200], model).argmax(axis=1)


before_and_after("dtypes", read_labels, before[:200], digit[:200], "labels")

# %% [markdown]
# ## To think about (not graded)
#
# A colleague proposes: "Let us cast every column to `float32` at the door; the model does it anyway."
# For which of the depot's four inputs is that harmless, and what would you show for the others?
