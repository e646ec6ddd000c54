# %% [markdown]
# # Every pixel is right; the axes are wrong
#
# {{badges}}
#
# **75 minutes.** You will
#
# - **trace** one picture through a pipeline to prove which axis is which;
# - **repair** a batch with a transposition, where a reshape or a squeeze scrambles it;
# - **guard** a model and a metric against shapes that Keras and NumPy accept without a word.
#
# You need NumPy indexing, and to have called a Keras model once.

# %% role="setup"
# filled in by the builder

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from autograder.student import case, check, data_path, explore, hint, load_model, quiz, reveal, trace, yours

# %% [markdown]
# ## Scene: the form reader
#
# An office reads handwritten digits, 8 by 8 pixels each, off paper forms. A small convolutional network names
# the digit. It was trained on pictures from files; now a scanner is attached, and its driver delivers one array.

# %%
digits = np.load(data_path("shapes/digits.npz"))
train, scan, truth = digits["train_images"], digits["scan"], digits["scan_labels"]
model = load_model("shapes/digit_reader")
print("training files:", train.shape, " scanner:", scan.shape, " model:", model.input_shape)

# %% [markdown]
# An **axis** is one direction of an array; its **shape** gives each axis a length. Nothing in an array says
# what an axis *means*. The driver's manual does: row, column, picture. So `scan[:, :, 0]` is the first picture.
# `None` in the model's shape stands for any length: it takes any number of pictures.
#
# Offline, the pictures were read one by one. `[..., np.newaxis]` adds an axis of length 1 at the end: the one channel of a
# grey picture. The model gives each picture ten scores, its **logits**; the largest names the digit.

# %%
offline = np.stack([scan[:, :, i] for i in range(len(truth))])[..., np.newaxis]


def logits(x):
    return np.asarray(model(np.asarray(x, "float32")))


def accuracy(x):
    return float((logits(x).argmax(axis=1) == truth).mean())


right = logits(offline)
print(f"offline, {len(truth)} pictures it never saw: {accuracy(offline):.1%} right")

# %% [markdown]
# ## Predict before you run
#
# The model wants `(n, 8, 8, 1)`, the scanner delivers `(8, 8, 597)`. The service fits one to the other with
# [`reshape`](https://numpy.org/doc/stable/reference/generated/numpy.reshape.html), and the shapes agree. Which share of
# the digits does it read, in per cent? Write your number in place of the dots.

# %%
guess = ...  # your guess, in per cent

# %%
served = scan.reshape(-1, 8, 8, 1)
print("offline", offline.shape, " service", served.shape)
reveal(guess, 100 * accuracy(served), "%")

# %% [markdown]
# ## No error was raised
#
# <details><summary>Open this once you have guessed</summary>
#
# It reads 9.9 %: what guessing among ten digits would give. The shape is right, and so is the dtype.</details>
#
# What differs between training and serving? Choose before you read on; each choice has an answer.

# %%
quiz("shapes.hypotheses")

# %% [markdown]
# ## 1. Contract
#
# | | |
# | --- | --- |
# | axes | picture, row, column, channel |
# | shape | `(n, 8, 8, 1)`; one picture is a batch of one |
# | pixels | 0 (paper) to 16 (ink); the division by 16 is the model's first layer |
# | output | `(n, 10)`, one row of logits a picture |

# %%
# Contract: what the model was trained on
trace.card(train[..., np.newaxis], name="training pictures")

# %% [markdown]
# **Your turn.** Write your line in place of the three dots, then run the cell. Its check names what goes wrong.

# %%
def as_batch(picture):
    """One picture of shape (8, 8) as a batch of one: (1, 8, 8, 1)."""
    return ...


check("shapes.as_batch", as_batch)

# %% [markdown]
# ## 2. Evidence
#
# The same facts of the same pictures, side by side:

# %%
# Evidence: the card, on both sides
trace.side_by_side(offline=offline, service=served)

# %% [markdown]
# Shape, dtype, range, mean and sd are the same, because they are the same 38,208 numbers. A card can't see
# a pixel that moved; only the first row differs here. So compare place by place. How far off is the worst pixel of each
# picture? **Your turn.** (`astype(float)` comes first: bytes can't hold a negative difference.)

# %%
def worst_pixel(one, other):
    """Two batches (n, h, w) of bytes: for each of the n pictures, the largest difference of its pixels."""
    return ...


check("shapes.worst_pixel", worst_pixel)

# %%
worst_pixel = yours("shapes.worst_pixel", worst_pixel)
first = worst_pixel(served[:5, ..., 0], offline[:5, ..., 0])
print("worst pixel of the first five pictures:", first, "of 16 grey levels")

# %% [markdown]
# Now look at *pictures*, and trace one of them:

# %%
def trace_one(batch, i=320):
    return int((batch[i, :, :, 0] == scan[:, :, i]).sum())


print("offline:", trace_one(offline), "of 64 pixels of picture 320 in place")
print("reshape:", trace_one(served), "of 64")
print(".T:     ", trace_one(scan.T[..., np.newaxis]), "of 64")

# %% role="figure"
orders = {
    "picture, row, column": offline[..., 0],
    "picture, column, row (.T)": scan.T,
    "row, column, picture, cut anew (reshape)": served[..., 0],
    "picture, row backwards, column": offline[:, ::-1, :, 0],
}


def draw_order(axes_order):
    """Eight pictures from number 320 on, as the network gets them, and what it reads."""
    batch = orders[axes_order][..., np.newaxis]
    fig, axes = plt.subplots(1, 8, figsize=(9, 1.9))
    for i, ax in enumerate(axes, start=320):
        ax.imshow(batch[i, :, :, 0], cmap="gray_r", vmin=0, vmax=16)
        ax.set(xticks=[], yticks=[], xlabel=f"read as {logits(batch[i : i + 1]).argmax()}")
    fig.suptitle("Same shape, same pixels: only one order is what the network was trained on")
    fig.tight_layout()
    return f"{trace_one(batch)} of 64 pixels of picture 320 in place, {accuracy(batch):.1%} read correctly."


explore(draw_order, list(orders), "order of axes")

# %% [markdown]
# After `reshape` a "picture" is one and the same pixel of 64 forms. After `.T` each digit is mirrored along its diagonal.
#
# ## 3. Repair
#
# `reshape` reads all values in one long row, as they lie in memory, and cuts the row into pieces of another size: the pieces
# are no pictures any more. A **transposition** moves axes and keeps pictures together. `.T` moves axes, too, but it turns round the order of all of them: rows become columns.
# [`moveaxis`](https://numpy.org/doc/stable/reference/generated/numpy.moveaxis.html) moves the axis you name:
# `np.moveaxis(raw, old, new)`. **Your turn:**

# %%
def repaired(raw):
    """What the scanner delivers, (8, 8, n), as the model wants it: (n, 8, 8, 1)."""
    return ...


check("shapes.to_batch", repaired)

# %%
# Repair. Wrong: another shape for the same row of values
def wrong(raw):
    return raw.reshape(-1, 8, 8)[..., np.newaxis]


# Right: the picture axis moves to the front
repaired = yours("shapes.to_batch", repaired)

versions = {
    "training pipeline": offline,
    "broken: reshape": wrong(scan),
    "broken: .T": scan.T[..., np.newaxis],
    "repaired": repaired(scan),
}
columns = ["accuracy", "max |difference| of logits"]
rows = [[accuracy(x), float(np.abs(logits(x) - right).max())] for x in versions.values()]
scores = pd.DataFrame(rows, index=list(versions), columns=columns)
scores.round(3)

# %% [markdown]
# The repair is back at 96.6 %, 86.8 percentage points above the service. The last column decides: 0.00. Both broken
# versions read 9.9 %, each in its own way: on its side, nearly everything is a four, 595 pictures of 597.
#
# ## One picture, eight answers
#
# By day a clerk scans a single form. The service adds the channel axis and forgets the batch axis:

# %%
as_batch = yours("shapes.as_batch", as_batch)
one = scan[:, :, 0]
answers = logits(one[..., np.newaxis])
print("in:", one[..., np.newaxis].shape, " out:", answers.shape, " read as", answers.argmax(axis=1))
print("as a batch of one:", logits(as_batch(one)).argmax(axis=1))
print("a list?", isinstance(one, list), isinstance([one, one], list))

# %% [markdown]
# One picture went in, eight answers came out. Keras read `(8, 8, 1)` as eight pictures of 8 by 1 pixels and added
# the missing channel axis itself. This model pads its convolutions (`padding="same"`) and ends in
# [global pooling](https://keras.io/api/layers/pooling_layers/global_average_pooling2d/), so it has an answer
# for any size. `answers[0]` looks like a prediction and is one of a strip of paper.
#
# So make a batch of whatever comes. `np.newaxis` makes one of a picture, and `np.stack` one of a list of pictures.
# To tell the two apart, ask `isinstance(raw, list)`: it is `True` for a list.
# `np.stack` can't stack an empty list: take `np.zeros((0, 8, 8, 1), "float32")` for that. Don't ask the model then, since many
# refuse a batch of none. The answer has a shape all the same, `(0, 10)`.
#
# ## 4. Guard
#
# A [`Sequential`](https://keras.io/api/models/sequential/) model doesn't compare the height and the width with
# its `Input`; a [functional](https://keras.io/guides/functional_api/) one does. Wrap the model, and ask both:

# %%
# Guard: the model checks sizes itself
entrance = keras.Input((8, 8, 1))
functional = keras.Model(entrance, model(entrance))
framed = np.pad(offline, ((0, 0), (1, 1), (1, 1), (0, 0)))  # a margin of one pixel


def ask(m, x):
    try:
        return f"answers {m(np.asarray(x, 'float32')).shape}"
    except ValueError:
        return "refuses, with a ValueError"


for name, x in {"10 x 10 pixels": framed, "no batch axis": one[..., np.newaxis]}.items():
    print(f"{name}\n   Sequential: {ask(model, x)}\n   functional: {ask(functional, x)}")
print(f"Sequential, 10 x 10 pixels: {accuracy(framed):.1%} right")

# %% [markdown]
# With a margin the `Sequential` model reads 30.3 % and says nothing; the functional one refuses. The missing batch
# axis passes both. A shape test of your own must count the axes. And a transposed batch passes *every* shape test:
# to find it, keep a **golden picture** with its right answer. How far are new answers from the stored ones? **Your turn:**

# %%
def gap(answers, golden):
    """The largest difference between two arrays of logits, up or down: one number."""
    return ...


check("shapes.gap", gap)

# %%
gap = yours("shapes.gap", gap)
golden_scan, golden_logits = scan[:, :, :3].copy(), right[:3].copy()


def check_service(to_batch, count):
    x = to_batch(golden_scan[:, :, :count])
    if x.ndim != 4 or x.shape[1:] != (8, 8, 1):
        raise ValueError(f"expected (n, 8, 8, 1), got {x.shape}")
    apart = gap(logits(x), golden_logits[:count])
    if apart > 1e-3:
        raise ValueError(f"golden logits are {apart:.1f} apart")


def all_reversed(raw):
    return raw.T[..., np.newaxis]


def as_it_comes(raw):
    return raw


for to_batch in (as_it_comes, all_reversed, wrong, repaired):
    for count in (1, 3):
        try:
            check_service(to_batch, count)
            print(f"{to_batch.__name__}, {count} golden: passes")
        except ValueError as error:
            print(f"{to_batch.__name__}, {count} golden: refused, {error}")

# %% [markdown]
# With one golden picture `wrong`, the reshape, passes: for a single picture it does what `moveaxis` does. Three pictures
# refuse it. Shape and values together are the guard. Neither looks at the dtype: bytes have a shape, too.
#
# ## Loud and silent
#
# A colleague from PyTorch sends the channels first: the **loud** variant. (A fresh model, because Keras words
# its messages by what it has seen before.)

# %%
fresh = load_model("shapes/digit_reader")
try:
    fresh(np.moveaxis(scan, -1, 0)[:, np.newaxis].astype("float32"))
except ValueError as error:
    print(error)

# %% [markdown]
# The sentence names the axis, the length it wants, and the shape it got: a minute's work. It was luck. A layer compares
# the *channels*; rows, columns and pictures it takes as they come, which is why the other variants were **silent**.
#
# ## The RMSE that was 10
#
# Metrics have shapes, too. The fuel model of lesson 01 predicts miles per gallon (mpg) for 118 cars; the root of the
# mean squared error (RMSE) tells how far off it is. Somebody wrote it in one line of NumPy:

# %%
cars = pd.read_csv(data_path("normalization/cars.csv"))
features = ["cylinders", "displacement", "horsepower", "weight", "acceleration", "year"]
seen, test = cars[cars["split"] == "train"], cars[cars["split"] == "test"]
z = (test[features] - seen[features].mean()) / seen[features].std(ddof=0)
y, p = test["mpg"].to_numpy(), np.asarray(load_model("normalization/mpg")(z.to_numpy("float32")))


def rmse(a, b):
    return float(np.sqrt(np.mean((a - b) ** 2)))


print(f"y {y.shape}, p {p.shape}, y - p {(y - p).shape}")
print(f"RMSE as written {rmse(y, p):.2f} mpg, row by row {rmse(y, p[:, 0]):.2f} mpg")

# %% role="figure"
fig, (left, other) = plt.subplots(1, 2, figsize=(8, 3.6), gridspec_kw={"width_ratios": [1, 1.2]})
shown = left.imshow(np.abs(y - p), cmap="cividis")
left.plot([0, 117], [0, 117], "w--", linewidth=1)
left.set(xlabel="car of the truth", ylabel="car of the prediction", title="13,924 differences")
fig.colorbar(shown, ax=left, label="|difference| (mpg)")
bins = np.arange(0, 32, 2)
kinds = [(np.abs(y - p).ravel(), "#D55E00", "//", "all pairs"), (np.abs(y - p[:, 0]), "#0072B2", "", "same car")]
for values, colour, hatch, label in kinds:
    weights = np.full(len(values), 100 / len(values))
    other.hist(values, bins, weights=weights, color=colour, hatch=hatch, alpha=0.6, edgecolor="k", label=label)
other.set(xlabel="|difference| (mpg)", ylabel="share (%)", title="Only 118 pairs are of the same car")
other.legend()
fig.suptitle("The RMSE of 10 compares every car with every other one")
fig.tight_layout()
plt.show()

# %% [markdown]
# `(118,)` minus `(118, 1)` is `(118, 118)`, 13,924 numbers: NumPy stretches axes of length 1, which is called
# [**broadcasting**](https://numpy.org/doc/stable/user/basics.broadcasting.html). Only the dashed diagonal pairs a
# car with itself. The RMSE is 2.74 mpg; the line above says 10.38. Would another score have shown it?

# %%
constant = np.full_like(p, seen["mpg"].mean())  # the same answer for every car
for name, q in {"model": p, "constant": constant}.items():
    print(f"{name:8s}: RMSE as written {rmse(y, q):5.2f}, right {rmse(y, q[:, 0]):5.2f} mpg")
print(f"mean error of the model: as written {(p - y).mean():.6f}, right {(p[:, 0] - y).mean():.6f} mpg")

# %% [markdown]
# The mean error is the same to the last digit shown, 0.532215 mpg, so a bias check passes. And the broken RMSE
# prefers the *worse* pipeline: a constant answer scores 7.51, which is 2.87 mpg better than the model's 10.38. Whoever picks models
# by it picks the dullest. **A score tells nothing until its shape is right.** **Your turn:**

# %%
def rmse_of(y, p):
    """The RMSE of predictions p (n, 1) for truths y (n,): each car is compared with itself."""
    return ...


check("shapes.rmse_of", rmse_of)

# %% [markdown]
# The usual cure brings the next bug. `np.squeeze` turns `(118, 1)` into `(118,)`; and for the last batch, of one car:

# %%
last = np.squeeze(p[-1:])
print("squeeze:", last.shape, "  column 0:", p[-1:, 0].shape)
try:
    len(last)
except TypeError as error:
    print("TypeError:", error)
rmse_of = yours("shapes.rmse_of", rmse_of)
by_position = np.asarray(load_model("normalization/mpg")(z[sorted(features)]))
print(f"DataFrame with its columns sorted: no error, RMSE {rmse_of(y, by_position):.2f} mpg")

# %% [markdown]
# `p[:, 0]` removes the axis you name and no other, for one row and for none. The last line is the same story along the columns:
# Keras takes a DataFrame **by position** and never reads its names; 4.96 mpg instead of 2.74.
#
# (A network with a single logit a row says yes or no: yes where `p[:, 0] > 0`. One with several names the largest,
# `argmax(axis=1)`. `argmax` over a single column always gives 0.)
#
# A metric needs a guard as well. Make both sides plain arrays of numbers, then compare the shapes *before* you subtract:

# %%
def strict_rmse(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape or a.ndim != 1 or len(a) == 0:
        raise ValueError(f"expected two columns of one length, got {a.shape} and {b.shape}")
    return float(np.sqrt(np.mean((a - b) ** 2)))


print(f"row by row: {strict_rmse(test['mpg'], p[:, 0]):.2f} mpg")
for pair in ((y, p), (y[:1], p[:, 0]), ([], [])):
    try:
        strict_rmse(*pair)
    except ValueError as error:
        print("refused:", error)

# %% [markdown]
# `np.asarray` also takes a list. It makes floats of bytes, which could not hold a negative difference. And it takes a Series as plain
# numbers: without it, pandas would pair the values by their index, and not by their place.
#
# ## Practice: photos with their channels first
#
# Other data, the same idea. A phone sends photos in colour, channels first. Fill the two blanks. Nothing here is graded.

# %%
def practice(photos):
    """Photos (n, 3, h, w), or one photo (3, h, w), as a batch (n, h, w, 3)."""
    if photos.ndim == 3:
        photos = ...  # blank 1: one photo is a batch of one. Which axis is missing, and where?
    return ...  # blank 2: the same photos with their axes in another order. Which axis moves?


check("shapes.practice", practice)
# Stuck? Remove the "#" for a hint; 2 and 3 tell more.
# hint("shapes.practice", 1)

# %% [markdown]
# ## Where this bites in real systems
#
# - **"Silent errors like this are difficult to debug"**
#   ([tensorflow#37770](https://github.com/tensorflow/tensorflow/issues/37770)). A user computed an MSE for shapes
#   (128,) and (128, 1) in four combinations and got different values.
# - **The last batch of one** ([anomalib#2883](https://github.com/open-edge-platform/anomalib/issues/2883)). A
#   `.squeeze()` in an anomaly detector was harmless until the last batch held a single picture: its
#   prediction had no axis left.
#
# ## Quiz
#
# Four questions with choices. Open the one you would choose.

# %%
quiz("shapes.differ")
quiz("shapes.turned")
quiz("shapes.squeeze")
quiz("shapes.rmse")

# %% [markdown]
# And one for the keyboard. The scanner delivers exactly eight pictures, and the service moves no axis. Does the functional model
# refuse? How many of the eight are read? (Their labels are `truth[:8]`.)

# %%
eight = scan[:, :, :8]
# your code here

# %% [markdown]
# <details><summary>Answer</summary>
# <code>functional(eight[..., np.newaxis].astype("float32"))</code> gives shape (8, 10): no refusal. Of the eight, 2 are
# read. <code>trace_one</code> or the golden picture finds it; no shape test can.</details>
#
# ## What you can do now
#
# - I can **trace** one picture through a pipeline to prove which axis is which.
# - I can **repair** a batch with a transposition, where a reshape or a squeeze scrambles it.
# - I can **guard** a model and a metric against shapes that Keras and NumPy accept without a word.
#
# **Next:** [the exercise](../exercises/05_shapes/05_shapes.ipynb) gives you a pavement survey to repair.

# %% role="evidence"
cube = logits(eight[..., np.newaxis])
figures = {
    "pictures": len(truth),
    "values_compared": offline.size,
    "accuracy_right": accuracy(offline),
    "accuracy_reshape": accuracy(served),
    "accuracy_transposed": accuracy(scan.T[..., np.newaxis]),
    "fours_when_transposed": (logits(scan.T[..., np.newaxis]).argmax(axis=1) == 4).sum(),
    "repaired_difference": scores.loc["repaired", columns[1]],
    "repaired_minus_broken_points": 100 * (accuracy(repaired(scan)) - accuracy(served)),
    "answers_for_one_picture": len(answers),
    "accuracy_framed": accuracy(framed),
    "rmse_right_mpg": rmse(y, p[:, 0]),
    "rmse_broadcast_mpg": rmse(y, p),
    "pairs": (y - p).size,
    "rmse_constant_mpg": rmse(y, constant),
    "mean_error_right_mpg": (p[:, 0] - y).mean(),
    "mean_error_broadcast_mpg": (p - y).mean(),
    "broken_minus_constant_mpg": rmse(y, p) - rmse(y, constant),
    "rmse_sorted_columns_mpg": rmse(y, by_position[:, 0]),
    "cube_read": (cube.argmax(axis=1) == truth[:8]).sum(),
}
figures = {name: float(value) for name, value in figures.items()}
assert functional(eight[..., np.newaxis].astype("float32")).shape == (8, 10)
assert functional(one[..., np.newaxis].astype("float32")).shape == (8, 10)
check_service(wrong, 1)  # one golden picture can't see a reshape
figures
