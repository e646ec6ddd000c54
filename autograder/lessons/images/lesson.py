# %% [markdown]
# # The model is fine; the pixels going in are others
#
# {{badges}}
#
# **85 minutes.** You will
#
# - **compare** two picture pipelines pixel by pixel: how far apart, and in which direction;
# - **repair** a service whose resize filter or file reading differs from training;
# - **guard** a model by putting the resize inside it and asserting the pixels' statistics.
#
# You need NumPy arrays, and to have opened a picture in Python once.

# %% role="setup"
# filled in by the builder

# %%
import inspect
import io

import keras
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import tensorflow as tf
from PIL import Image, ImageOps

from autograder.student import case, check, data_path, explore, hint, load_model, quiz, reveal, trace, yours

# %% [markdown]
# ## Scene: the yard's belt
#
# A garden yard photographs what passes on its belt. A small network names it: **brick**, **grass** (rolls of it) or **gravel**. No two
# pictures have the same size, from 170 to 250 pixels a side; the network wants 32 × 32.
#
# You get three photos, and 60 crops of each. (Training used the upper halves of the photos, these are from the lower.
# Crops overlap, so the scores say nothing about other yards.)

# %%
names = ["brick", "grass", "gravel"]
rng = np.random.default_rng(7)
pictures, truth = [], np.repeat(range(3), 60)
for i in truth:
    photo = Image.open(data_path(f"images/{names[i]}.jpg"))  # 512 x 256, mode L
    width, height = (int(side) for side in rng.integers(170, 251, 2))
    left, top = int(rng.integers(0, 513 - width)), int(rng.integers(0, 257 - height))
    pictures.append(photo.crop((left, top, left + width, top + height)))
print(len(pictures), "pictures; the first three:", [picture.size for picture in pictures[:3]])
pictures[60]

# %% [markdown]
# The training pipeline is three lines with [Pillow](https://pillow.readthedocs.io/en/stable/reference/Image.html),
# Python's picture library. `[..., None]` adds an axis of length 1 at the end: the one channel of a grey picture.
# The model gives each picture three scores, its **logits**; `argmax` takes the class with the largest:

# %%
model = load_model("images/stones")


def training(picture):
    small = picture.resize((32, 32), Image.Resampling.BILINEAR)
    return np.asarray(small, "float32")[..., None] / 255


def accuracy(pipeline, sample=pictures):
    x = np.array([pipeline(picture) for picture in sample])
    return float((model(x).numpy().argmax(axis=1) == truth).mean())


print(f"offline: {accuracy(training):.1%} right")

# %% [markdown]
# 97.8 % right: the belt starts. Then the service moves to TensorFlow, "the same bilinear resize, but faster".
#
# ## Predict before you run
#
# The new service calls [`tf.image.resize`](https://www.tensorflow.org/api_docs/python/tf/image/resize), whose
# default method is bilinear, with the same pictures, size and scale. Which share do you expect to be right, in per cent?
# Write your number in place of the dots.

# %%
guess = ...  # your guess, in per cent

# %%
def served(picture):
    pixels = np.asarray(picture, "float32")[..., None]
    return tf.image.resize(pixels, (32, 32)).numpy() / 255


reveal(guess, 100 * accuracy(served), "%")

# %% [markdown]
# ## No error was raised
#
# <details><summary>Open this once you have guessed</summary>
#
# 40.0 %, hardly better than picking one of three at random. Both say "bilinear". Shape, dtype and range are right.</details>
#
# What differs between training and serving? Choose before you read on; each choice has an answer.

# %%
quiz("images.hypotheses")

# %% [markdown]
# ## 1. Contract
#
# The **contract** is what training did to an input, written so that somebody else can repeat it:
#
# | | |
# | --- | --- |
# | file | JPEG, decoded by Pillow; grey, 8 bit (mode `L`) |
# | resize | whole picture to 32 × 32, Pillow bilinear, rounded to whole grey levels |
# | scale | `/ 255`, so [0, 1] |
# | shape and dtype | `(n, 32, 32, 1)`, float32 |
# | learnt in training | nothing |

# %%
# Contract: what the model was trained on
x_training = np.array([training(picture) for picture in pictures])
trace.card(x_training, name="training pipeline")

# %% [markdown]
# **Your turn.** Write your line in place of the three dots, then run the cell. Its check names what goes wrong.

# %%
def to_input(levels):
    """Grey levels (h, w), bytes from 0 to 255, as the contract says: (h, w, 1), float32, on [0, 1]."""
    return ...


check("images.to_input", to_input)

# %% [markdown]
# ## 2. Evidence
#
# The same pictures through both pipelines, side by side:

# %%
# Evidence: the same pictures, side by side
x_served = np.array([served(picture) for picture in pictures])
trace.side_by_side(training=x_training, serving=x_served)

# %% [markdown]
# The means agree to four digits, the spread does not: a sd of 0.084 became 0.135. Extra contrast that no camera saw. For pictures,
# two numbers say more than a card: the largest difference, and the **signed mean** of the differences,
# both in grey levels of 255. **Your turn:**

# %%
def largest(training, served):
    """The largest difference between two arrays of pixels on [0, 1], up or down, in levels of 255."""
    return ...


def lean(training, served):
    """The mean of `served` minus `training`, in levels of 255: positive if what is served is brighter."""
    return ...


check("images.largest", largest)
check("images.lean", lean)

# %%
largest, lean = yours("images.largest", largest), yours("images.lean", lean)


def compare(pipeline):
    x = np.array([pipeline(picture) for picture in pictures])
    return {"max": round(float(largest(x_training, x)), 2), "signed mean": round(float(lean(x_training, x)), 3) + 0.0}


compare(served)

# %% [markdown]
# Some pixels are 120 grey levels off. Look at one picture of grass, shrunk as in training and with three defaults:

# %%
def load_img(picture):
    file = io.BytesIO()
    picture.save(file, "PNG")
    small = keras.utils.load_img(file, color_mode="grayscale", target_size=(32, 32))
    return np.asarray(small, "float32")[..., None] / 255


to_input = yours("images.to_input", to_input)


def bicubic(picture):
    return to_input(np.asarray(picture.resize((32, 32))))


shown = {
    "training:\nPillow, BILINEAR": training,
    "Image.resize\ndefault": bicubic,
    "tf.image.resize\ndefault": served,
    "load_img\ndefault": load_img,
}
fig, axes = plt.subplots(1, 4, figsize=(9, 3.2))
for ax, (label, pipeline) in zip(axes, shown.items()):
    ax.imshow(pipeline(pictures[60])[..., 0], cmap="gray", vmin=0, vmax=1)
    ax.set(title=label, xlabel=f"{accuracy(pipeline):.0%} right", xticks=[], yticks=[])
fig.suptitle("One picture of grass, shrunk in four ways: the two on the right are noise")
fig.tight_layout()
plt.show()

# %% [markdown]
# Shrinking by six, `tf.image.resize` looks at four pixels of some forty and skips the rest; nearest takes one. What falls
# between is lost, and fine texture turns into coarse noise: **aliasing**. Pillow widens its filter with the
# factor, so that every pixel counts: **antialiasing**. See where it begins to matter:

# %% role="figure"
def draw_side(side):
    """One picture of grass, shrunk to a side by both libraries' bilinear filter."""
    pillow = np.asarray(pictures[60].resize((side, side), Image.Resampling.BILINEAR), float)
    tensor = tf.image.resize(np.asarray(pictures[60], "float32")[..., None], (side, side)).numpy()[..., 0]
    fig, axes = plt.subplots(1, 2, figsize=(7, 3.6))
    for ax, x, title in zip(axes, [pillow, tensor], ["Pillow, BILINEAR", "tf.image.resize, default"]):
        ax.imshow(x, cmap="gray", vmin=0, vmax=255)
        ax.set(title=title, xticks=[], yticks=[])
    fig.suptitle("The smaller the result, the further apart the two filters called bilinear")
    return f"the two differ by {np.abs(pillow - tensor).mean():.1f} grey levels on average."


explore(draw_side, [128, 96, 64, 48, 32, 24], "pixels a side")

# %% [markdown]
# A picture that is smaller than the result is enlarged, which skips nothing. One that has the size already comes back as it was, and a single
# pixel becomes an area of one grey. Shrink large pictures in one step: two steps filter twice.
#
# Ask the libraries themselves:

# %%
for function, names_of in [
    (tf.image.resize, ["method", "antialias"]),
    (keras.layers.Resizing, ["interpolation", "antialias", "crop_to_aspect_ratio"]),
    (keras.utils.load_img, ["interpolation", "keep_aspect_ratio"]),
    (Image.Image.resize, ["resample"]),
]:
    defaults = inspect.signature(function).parameters
    print(f"{function.__name__:16}", {name: defaults[name].default for name in names_of})

# %% [markdown]
# (`resize_images_v2` is `tf.image.resize`; the last line is Pillow's, where `None` means bicubic.) Four ways to resize,
# and none of them defaults to what training did.
#
# ## 3. Repair
#
# "I have something better than your filter", says a colleague: the gallery caches a 64 × 64 thumbnail of every picture,
# made with Pillow's bilinear. Shrink that to 32 × 32, also with Pillow's bilinear:

# %%
def cached(picture):
    return training(picture.resize((64, 64), Image.Resampling.BILINEAR))


print(f"hot fix: {accuracy(cached):.1%} right (training pipeline: {accuracy(training):.1%})")
print(compare(cached))

# %% [markdown]
# 100.0 %, *better* than the 97.8 % of training's pipeline, and still wrong: pixels differ by up to 11 levels, because
# each picture was filtered twice. Is the better score worth anything? On a hazy morning the contrast is a fifth lower:

# %%
hazy = [picture.point(lambda level: int(128 + 0.8 * (level - 128))) for picture in pictures]
for name, pipeline in {"training pipeline": training, "hot fix": cached}.items():
    print(f"hazy, {name}: {accuracy(pipeline, hazy):.1%} right")

# %% [markdown]
# 67.8 %, against 100.0 % of the training pipeline: the hot fix softens what the haze has softened already. The model was not trained for that; that it
# helped on a clear day was luck. Put eight pipelines on one plot:

# %%
def box(picture):
    return to_input(np.asarray(picture.resize((32, 32), Image.Resampling.BOX)))


def upside_down(picture):
    return training(picture.transpose(Image.Transpose.FLIP_TOP_BOTTOM))


def transposed(picture):
    return training(picture.transpose(Image.Transpose.TRANSPOSE))


def antialiased(picture):
    pixels = np.asarray(picture, "float32")[..., None]
    return tf.image.resize(pixels, (32, 32), antialias=True).numpy() / 255


pipelines = {
    "TensorFlow, antialias=True": antialiased,
    "cached thumbnail": cached,
    "bicubic": bicubic,
    "Pillow box": box,
    "upside down": upside_down,
    "transposed": transposed,
    "TensorFlow, default": served,
    "load_img, default": load_img,
}
table = pd.DataFrame([compare(p) for p in pipelines.values()], index=list(pipelines))
table["accuracy"] = [accuracy(p) for p in pipelines.values()]
table.round(3)

# %% role="figure"
fig, ax = plt.subplots(figsize=(8, 3.8))
good = table["accuracy"] > 0.95
for mask, marker, colour in [(good, "o", "#0072B2"), (~good, "X", "#D55E00")]:
    ax.plot(table["max"][mask], 100 * table["accuracy"][mask], marker, color=colour, markersize=8)
for name, row in table.iterrows():
    place = {"transposed": (5, 6), "TensorFlow, default": (-105, -3), "Pillow box": (6, 4)}.get(name, (4, -14))
    ax.annotate(name, (row["max"], 100 * row["accuracy"]), place, textcoords="offset points", fontsize=8)
ax.axhline(100 * accuracy(training), color="black", linestyle="--", linewidth=1, label="training pipeline")
ax.set(xscale="log", xlim=(0.5, 500), ylim=(25, 110))
ax.set(xlabel="largest difference from training (grey levels)", ylabel="right (%)")
ax.set_title("Four pipelines score like training; only one of them is the same")
ax.legend(loc="lower left")
plt.show()

# %% [markdown]
# A picture upside down is off by more than a hundred levels and keeps 95.6 %. **Accuracy does not tell a right pipeline
# from a wrong one; agreement with the training pipeline does.** Wrong and Right differ in one argument. Which of the printed defaults
# must change? **Your turn:**

# %%
def repaired(pixels):
    """Pixels (h, w, 1), levels as float32, shrunk to (32, 32, 1) on [0, 1]: TensorFlow's bilinear, as in training."""
    return ...


check("images.shrink", repaired)

# %%
# Repair. Wrong: bilinear, but only four pixels count
def wrong(pixels):
    return tf.image.resize(pixels, (32, 32)).numpy() / 255


# Right: bilinear, and every pixel counts
repaired = yours("images.shrink", repaired)


def broken_service(picture):
    return wrong(np.asarray(picture, "float32")[..., None])


def repaired_service(picture):
    return repaired(np.asarray(picture, "float32")[..., None])


three = {"training pipeline": training, "broken": broken_service, "repaired": repaired_service}
scores = pd.DataFrame([compare(p) for p in three.values()], index=list(three))
scores["accuracy"] = [accuracy(p) for p in three.values()]
scores.round(3)

# %% [markdown]
# The repair takes the score from 40.0 % to 98.3 %, a gain of 58.3 % of all pictures, and the pixels to within 0.9 of a level. Why not to 0? Pillow
# rounds to whole levels, TensorFlow doesn't; one label in 180 changes with it. So allow one level, but watch the
# signed mean: rounding goes both ways and cancels. Two quiet mistakes always go in the same direction:

# %%
def cut_off(picture):
    return np.floor(255 * antialiased(picture)) / 255


def by_256(picture):
    return training(picture) * 255 / 256


print("astype('uint8') cuts off:", compare(cut_off))
print("divided by 256:", compare(by_256))

# %% [markdown]
# Neither exceeds one level; the signed means, -0.50 and -0.47, give them away. A fair test: **at most 1.01 levels anywhere,
# and at most 0.1 on average.**
#
# ## 4. Guard
#
# Put the steps *inside* the model, with every choice spelled out:
# [`Resizing`](https://keras.io/api/layers/preprocessing_layers/image_preprocessing/resizing/) and `Rescaling`.

# %%
# Guard: the model takes pictures of any size now
guarded = keras.Sequential([
    keras.Input((None, None, 1)),
    keras.layers.Resizing(32, 32, interpolation="bilinear", antialias=True),
    keras.layers.Rescaling(1 / 255),
    model,
])
logits = np.concatenate([guarded(np.asarray(p, "float32")[None, ..., None]).numpy() for p in pictures])
print(f"{(logits.argmax(axis=1) == truth).mean():.1%} right")

# %% [markdown]
# Then check the contract at the boundary. Aliasing keeps shape and range, but it makes neighbours differ: by 0.062 from pixel to
# pixel in training, by 0.126 in the service. **Your turn:** measure it.

# %%
def step(x):
    """How much pixels of a batch (n, h, w, 1) differ from their left neighbours: the mean size of all differences."""
    return ...  # np.diff(x, axis=...) subtracts each from the next one


check("images.step", step)

# %% [markdown]
# See the check refuse:

# %%
step = yours("images.step", step)


def check_inputs(x):
    if x.ndim != 4 or x.shape[1:] != (32, 32, 1):
        raise ValueError(f"expected (n, 32, 32, 1), got {x.shape}")
    if x.dtype != "float32":
        raise ValueError(f"expected dtype float32, got {x.dtype}")
    if len(x) == 0:
        return  # no pictures, no fault
    if not (x.min() >= 0 and x.max() <= 1):  # NaN is neither, so it is refused, too
        raise ValueError(f"expected [0, 1], got {x.min():.3g} to {x.max():.3g}")
    if step(x) > 0.09:
        raise ValueError(f"neighbours differ by {step(x):.3f}, in training by 0.06: is the resize antialiased?")
    if not 0.05 < x.std() < 0.12:
        raise ValueError(f"the spread is {x.std():.3f}, in training 0.08: is the scale that of training?")


check_inputs(x_training)  # good inputs pass
check_inputs(np.zeros((0, 32, 32, 1), "float32"))  # a batch without pictures has a shape, too
faulty = {
    "the service": x_served,
    "scaled twice": x_training / 255,
    "not scaled": 255 * x_training,
    "a pixel missing": np.where(x_training == x_training.max(), np.nan, x_training),
}
for name, x in faulty.items():
    try:
        check_inputs(x)
    except ValueError as error:
        print(f"{name}, refused: {error}")

# %% [markdown]
# ## Loud and silent
#
# A new camera writes other files. One operator exports PNG with transparency, mode `RGBA`, and nobody converts it: the
# **loud** variant.

# %%
upload = np.asarray(pictures[60].convert("RGBA").resize((32, 32), Image.Resampling.BILINEAR), "float32") / 255
try:
    load_model("images/stones")(upload[None])
except ValueError as error:
    print(type(error).__name__, "·", str(error).split("Arguments")[0].strip())

# %% [markdown]
# Read the last sentence: the last axis should be 1 and is 4. A missing `.convert("L")`, found in a minute.
#
# Another camera saves 16 bits: 65,536 grey levels. `.convert("L")` is there now, and accepts it: the **silent** variant.

# %%
def sixteen_bit(picture):
    scan = Image.fromarray(np.asarray(picture).astype("uint16") * 257)  # 255 becomes 65535
    return training(scan.convert("L"))


x_scans = np.array([sixteen_bit(picture) for picture in pictures])
print(f"{accuracy(sixteen_bit):.1%} right; {(x_scans == 1).mean():.1%} of the pixels are white")

# %% [markdown]
# 33.3 %, the share of one class: everything above level 255 of 65,535 is clipped to white. Divide by 257 and round: then 65,535
# becomes 255.
#
# ## As people see it
#
# Other files are silent, too. A phone saves what its sensor saw, with a note "turn me": the **EXIF orientation**. A transparent
# picture has colours where nobody sees any. Neither Pillow's `open` nor its `convert` minds:

# %%
note = Image.Exif()
note[0x0112] = 6  # the phone was held upright
clear = pictures[125].convert("RGBA")
clear.putalpha(Image.linear_gradient("L").resize(clear.size))  # invisible at the top
files = {name: io.BytesIO() for name in ("phone", "transparent", "16 bit")}
pictures[5].save(files["phone"], "JPEG", exif=note)
clear.save(files["transparent"], "PNG")
Image.fromarray(np.asarray(pictures[70]).astype("uint16") * 257).save(files["16 bit"], "PNG")


def careless(file):
    return np.asarray(Image.open(file).convert("L"))


def as_seen(file):
    upright = ImageOps.exif_transpose(Image.open(file))  # turned as its note says, once
    if upright.mode.startswith("I;16"):  # 16 bit
        return np.rint(np.asarray(upright) / 257).astype("uint8")
    if upright.has_transparency_data:  # in any mode
        upright = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright)
    return np.asarray(upright.convert("L"))


rgb = np.asarray(pictures[70].convert("RGB"))  # a grey picture, as colours
print(rgb.shape, "largest difference between its channels:", np.ptp(rgb, axis=2).max())

# %% role="figure"
fig, axes = plt.subplots(2, 3, figsize=(7.5, 4.6))
for column, (name, file) in zip(axes.T, files.items()):
    for ax, read in zip(column, (careless, as_seen)):
        x = read(file)
        ax.imshow(x, cmap="gray", vmin=0, vmax=255)
        ax.set(title=f"{name}, {read.__name__}", xlabel=f"{x.shape}", xticks=[], yticks=[])
fig.suptitle("The same three files, read in two ways; no error in either")
fig.tight_layout()
plt.show()

# %% [markdown]
# There are eight such notes, and four of them mirror the picture; `exif_transpose` knows them all, in a TIFF as well. 16-bit modes begin with
# an `I`. `convert` also reads the other modes: `1` (black and white), `P` (a **palette**: the array holds indices, no levels), `CMYK`
# (inks). For colours, `convert("RGB")` gives red, green, blue; OpenCV counts them the other way round, which `[..., ::-1]`
# undoes. Grey becomes three **equal channels**: the difference between them, printed above, is 0. Of a grey array, `np.stack`
# makes them. A decoder other than Pillow's may round a JPEG's levels in its own way.
#
# ## Practice: thumbnails
#
# Other data: colour photos, as bytes. Write a line in place of each `...`, then run the cell. Nothing here is graded.

# %%
def practice(data, size):
    """The bytes of a photo as a grey thumbnail: pixels of shape `size`, (height, width), float32 on [0, 1]."""
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = ...  # blank 1: `gray`, shrunk as in training. Which filter? Which side does Pillow want first?
    return ...  # blank 2: the pixels of `small`. Which dtype, and which scale?


check("images.practice", practice)
# Stuck? Remove the "#" for a hint; 2 and 3 tell more.
# hint("images.practice", 1)

# %% [markdown]
# ## Where this bites in real systems
#
# - **A default changed between versions** ([keras#8426](https://github.com/keras-team/keras/issues/8426)). VGG16 was 0.909
#   sure of an African elephant, then 0.789: `load_img` had begun to resize with another filter.
# - **Same name, two filters** ([tensorflow#46255](https://github.com/tensorflow/tensorflow/issues/46255)).
#   `image_dataset_from_directory`, used for training, and `load_img`, used for prediction, resize differently.
#
# ## Quiz
#
# Four questions with choices. Open the one you would choose.

# %%
quiz("images.truncated")
quiz("images.thumbnails")
quiz("images.sixteen")
quiz("images.phone")

# %% [markdown]
# And one for the keyboard. `turned` is what a phone sends. How large is it for Pillow? And does `training` give it the same input as
# the picture that a person sees?

# %%
file = io.BytesIO()
pictures[0].save(file, "JPEG", exif=note)
turned = Image.open(file)
# your code here

# %% [markdown]
# <details><summary>Answer</summary>
# <code>turned.size</code> is (246, 220), the sensor's view; <code>ImageOps.exif_transpose(turned).size</code> is
# (220, 246), the person's. <code>np.abs(training(turned) - training(ImageOps.exif_transpose(turned))).max()</code> is far above 0:
# nobody turns the picture for you. Call <code>exif_transpose</code> right after <code>Image.open</code>.</details>
#
# ## What you can do now
#
# - I can **compare** two picture pipelines pixel by pixel: how far apart, and in which direction.
# - I can **repair** a service whose resize filter or file reading differs from training.
# - I can **guard** a model by putting the resize inside it and asserting the pixels' statistics.
#
# **Next:** in [the exercise](../exercises/02_images/02_images.ipynb) an upload form lets everything in.

# %% role="evidence"
figures = {
    "right_training": accuracy(training),
    "right_served": accuracy(served),
    "right_cached": accuracy(cached),
    "right_cached_hazy": accuracy(cached, hazy),
    "right_training_hazy": accuracy(training, hazy),
    "right_repaired": scores.loc["repaired", "accuracy"],
    "right_upside_down": table.loc["upside down", "accuracy"],
    "broken_max_levels": scores.loc["broken", "max"],
    "repaired_max_levels": scores.loc["repaired", "max"],
    "cached_max_levels": table.loc["cached thumbnail", "max"],
    "training_sd": x_training.std(),
    "served_sd": x_served.std(),
    "training_step": np.abs(np.diff(x_training, axis=2)).mean(),
    "served_step": np.abs(np.diff(x_served, axis=2)).mean(),
    "scans_right": accuracy(sixteen_bit),
    "truncated_signed_mean": compare(cut_off)["signed mean"],
    "by_256_signed_mean": compare(by_256)["signed mean"],
    "repaired_minus_broken": scores.loc["repaired", "accuracy"] - scores.loc["broken", "accuracy"],
    "turned_width": turned.size[0],
    "upright_width": ImageOps.exif_transpose(turned).size[0],
}
figures = {name: float(value) for name, value in figures.items()}
assert set(table.index[table["accuracy"] > 0.95]) == {
    "TensorFlow, antialias=True", "cached thumbnail", "upside down", "transposed"
}
figures
