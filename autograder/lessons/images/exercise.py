# %% [markdown]
# # Exercise 02 · Images: the upload form
#
# {{badges}}
#
# *About 75 minutes · 10 points · hand in this notebook.*
#
# **The scene.** A photo site sorts pictures into four albums: cat, coffee, eye, sky. For a year every
# picture came from the site's own app, as an RGB JPEG. Last week an upload form went live: anything a
# browser can send now arrives, and a new reader, written by a colleague who knows another library,
# turns it into pixels. No error was raised, and the model file is the same.
#
# You measure how far the pixels moved, write the reader and the resize of training, and leave a guard
# behind. Each task ends in a **Check**: it tries your function on public cases. When your notebook is
# graded, the same check runs on other inputs. Each edge of a task earns its own part of the points once
# the rest is right. Stuck? `hint("images.resize", 1)` gives the first of three hints for a task.

# %% role="setup"
# filled in by the builder

# %%
import io

import numpy as np
import tensorflow as tf
from PIL import Image, ImageOps

from autograder.student import before_and_after, case, check, data_path, gallery, hint, load_model, trace

names = ["cat", "coffee", "eye", "sky"]
model = load_model("images/album")


def save(picture, kind="PNG", **options):
    """A picture as the bytes of a file."""
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


# 40 crops of each photo, as the app sent them
rng = np.random.default_rng(2)
photos = [Image.open(data_path(f"images/{name}.jpg")) for name in names]
uploads, truth = [], np.repeat(range(4), 40)
for i in truth:
    left, top = (int(rng.integers(0, side - 110)) for side in photos[i].size)
    width, height = (int(side) for side in rng.integers(90, 111, 2))
    uploads.append(save(photos[i].crop((left, top, left + width, top + height)), "JPEG", quality=95))
photos[0]

# %% [markdown]
# **The training card**, found beside the model:
#
# | | |
# | --- | --- |
# | reading | Pillow; as people see the picture: turned by its EXIF orientation, transparent parts on **white**; RGB |
# | 16-bit grey | divided by 257 and rounded, so that 65535 becomes 255 |
# | resize | Pillow, **bilinear**, to 16 × 16 in one step; proportions are not kept |
# | scale | `x / 127.5 - 1` |
# | model input | `(n, 16, 16, 3)`, `float32`, on [-1, 1] |
# | model output | `(n, 4)` logits |
#
# And this is what the new service does. Run it and look at the answers:

# %%
def new_service(data):
    pixels = np.asarray(Image.open(io.BytesIO(data)))[..., ::-1]
    return tf.image.resize(pixels, (16, 16)).numpy() / 255


answers = model(np.array([new_service(data) for data in uploads])).numpy().argmax(axis=1)
print("answers per album:", dict(zip(names, np.bincount(answers, minlength=4).tolist())), "  truth: 40 each")

# %% [markdown]
# Some of what the form lets in, to try your functions on:

# %%
cat = photos[0].crop((60, 20, 156, 84))
phone = Image.Exif()
phone[0x0112] = 6  # "my left edge is the top": the phone was held upright
hidden = cat.convert("RGBA")
hidden.putalpha(Image.linear_gradient("L").resize(cat.size))
samples = {
    "phone": save(cat, "JPEG", exif=phone),
    "transparent": save(hidden),
    "palette": save(cat.quantize(16)),
    "print": save(cat.convert("CMYK"), "TIFF"),
    "scan": save(Image.fromarray(np.asarray(cat.convert("L"), "uint16") * 257)),
}
rows = {}
for name, data in samples.items():
    picture = Image.open(io.BytesIO(data))
    print(f"{name:12} mode {picture.mode:5} size {picture.size}  orientation {picture.getexif().get(0x0112, 1)}")
    careless = Image.fromarray(np.asarray(picture.convert("RGB"))[..., ::-1])
    rows[name] = [ImageOps.expand(shown, 1) for shown in (cat, careless)]  # each in a thin frame

gallery(rows, "Left: the cat. Right: what a careless reader makes of each file")

# %% [markdown]
# ## 1 · Evidence (2 points)
#
# **Given** the pixels of one picture from the training pipeline, `a`, and from a service, `b`; uint8 or
# floats, in grey levels from 0 to 255.
#
# **To do.** Write `compare_pixels(a, b)`. Two pipelines count as the same when no value differs by more
# than 1.01 levels (libraries round in their own ways) *and* the mean difference lies within -0.1 and 0.1.
#
# **Done when** it returns the three facts below, for uint8 and for floats, for pictures and for arrays of
# one axis, and raises `ValueError` for arrays of different shapes, also for `(9, 9)` and `(9, 9, 1)`.

# %% role="solution" gid="images-compare-pixels"
def compare_pixels(a, b):
    """How far served pixels lie from those of training.

    Args:
        a: Array of any shape with at least one value, the training pipeline's pixels.
        b: Array, the service's pixels.

    Returns:
        {"max": largest absolute difference, "bias": mean of b - a with its sign,
        "same": True when max <= 1.01 and bias is within -0.1 and 0.1}: two numbers and a bool.

    Raises:
        ValueError: the shapes differ.
    """
    # TODO: refuse different shapes, then three facts.
    # EXAMPLE: a = np.array([10, 20]), b = np.array([12, 17]) gives {"max": 3.0, "bias": -0.5, "same": False}.
    # HINT: hint("images.evidence", 1)
    ### BEGIN SOLUTION
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        raise ValueError(f"pictures of shapes {a.shape} and {b.shape} can't be compared")
    difference = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}
    ### END SOLUTION

# %% role="tests" task="evidence"

# %% [markdown]
# ## 2 · Files (2 points)
#
# **Given** the bytes of one upload. **To do.** Write `load_rgb(data)`: its pixels as people see them.
#
# **Done when** these all come out as a `uint8` array of shape `(height, width, 3)`, in the order red, green, blue:
#
# - JPEG (decoded as Pillow does), PNG and TIFF; a picture of one pixel,
# - each of the eight **EXIF orientations**, mirrored ones too, also in a TIFF: applied once,
# - **grey** (`L`), **black and white** (`1`), **palette** (`P`), **CMYK**: converted as Pillow does,
# - **transparency** in `RGBA`, in `LA`, or as one colour of a palette: on white; also of a turned picture,
# - **16 bit** (modes that begin with `I`, such as `I;16`, `I;16B` and `I`): divided by 257 and rounded, from
#   black to white; also of a turned picture.

# %% role="solution" gid="images-load-rgb"
def load_rgb(data):
    """The pixels of an uploaded file.

    Args:
        data: bytes of a JPEG, PNG or TIFF file.

    Returns:
        Array (height, width, 3), uint8: red, green, blue.
    """
    # TODO: open, turn, treat 16 bit and transparency, convert.
    # EXAMPLE: a 16-bit pixel 32896 becomes (128, 128, 128); an invisible pixel becomes (255, 255, 255).
    # HINT: hint("images.files", 1)
    ### BEGIN SOLUTION
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture).astype(float) / 257).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    if picture.has_transparency_data:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture.convert("RGBA"))
    return np.array(picture.convert("RGB"))
    ### END SOLUTION

# %% role="tests" task="files"

# %% [markdown]
# ## 3 · Resize (2 points)
#
# **Given** pixels as `load_rgb` returns them, and a size `(height, width)`. **To do.** Write
# `resize(img, size)`: bilinear, filtered as Pillow filters when it shrinks, the whole picture in one step.
# uint8 or floats (in grey levels) are both fine.
#
# **Done when** the pixels agree with the reference to one grey level for photos, thin lines, a panorama, a picture
# **smaller** than the result, one that **already has** the size, and **one pixel**; `size` need not be square.

# %% role="solution" gid="images-resize-answer"
def resize(img, size):
    """The picture at another size, as in training.

    Args:
        img: uint8 array (H, W, 3).
        size: (height, width) of the result.

    Returns:
        Array (height, width, 3), grey levels 0 to 255. `img` is not changed.
    """
    # TODO: one call, with its filter named.
    # EXAMPLE: an array (40, 60, 3) with size (16, 24) gives (16, 24, 3).
    # HINT: hint("images.resize", 1)
    ### BEGIN SOLUTION
    small = Image.fromarray(img).resize((size[1], size[0]), Image.Resampling.BILINEAR)
    return np.array(small)
    ### END SOLUTION

# %% role="tests" task="resize"

# %% [markdown]
# ## 4 · Contract (1 point)
#
# **To do.** Write `to_model_input(img, size)`: what the model is given for one picture.
#
# **Done when** it returns the picture as your `resize` makes it, as a NumPy array of shape `(1, height, width, 3)` and
# dtype `float32`, with 0 at -1 and 255 at 1, and the caller's picture is as it was before.

# %% role="solution" gid="images-to-model-input"
def to_model_input(img, size):
    """A batch of one picture, ready for the model.

    Args:
        img: uint8 array (H, W, 3).
        size: (height, width) that the model expects.

    Returns:
        Array (1, height, width, 3), float32, on [-1, 1].
    """
    # TODO: your `resize`, then the scale, then the batch axis.
    # EXAMPLE: a white picture gives an array of 1.0.
    # HINT: hint("images.contract", 1)
    ### BEGIN SOLUTION
    pixels = np.asarray(resize(img, size)).astype("float32")
    return (pixels / np.float32(127.5) - 1)[np.newaxis]
    ### END SOLUTION

# %% role="tests" task="contract"

# %% [markdown]
# ## 5 · Edge cases: a batch (2 points)
#
# **Given** a list of uploads, as bytes. **To do.** Write `preprocess_batch(files, size)`.
#
# **Done when** the result has shape `(N, height, width, 3)` and dtype `float32`, in the order of the list, for files
# of **different sizes and modes** (turned, transparent and 16 bit, too), for a file that comes twice, for a **large**
# picture, for **one pixel**, and for **an empty list**: `(0, height, width, 3)`. A picture's pixels never depend on
# its neighbours.

# %% role="solution" gid="images-preprocess-batch"
def preprocess_batch(files, size):
    """The model's input for a list of uploads.

    Args:
        files: list of bytes; it may be empty.
        size: (height, width) that the model expects.

    Returns:
        Array (N, height, width, 3), float32, on [-1, 1].
    """
    # TODO: your functions, picture by picture.
    # EXAMPLE: preprocess_batch([], (16, 16)).shape is (0, 16, 16, 3).
    # HINT: hint("images.batch", 1)
    ### BEGIN SOLUTION
    inputs = [to_model_input(load_rgb(data), size) for data in files]
    return np.concatenate(inputs) if inputs else np.zeros((0, *size, 3), "float32")
    ### END SOLUTION

# %% role="tests" task="batch"

# %% [markdown]
# ## 6 · Guard (1 point)
#
# **Given** an array that somebody wants to hand to a model, and that model's card: `card["size"]` is
# `(height, width)`, `card["sd"]` the smallest and largest spread, `x.std()`, of a batch in training.
#
# **To do.** Write `guard(x, card)`: it raises `ValueError` with a sentence for pixels that the model was not
# trained for, and returns nothing for good ones. Refuse:
#
# - a shape other than `(n, height, width, 3)`, and a dtype other than `float32`; of an empty batch, too,
# - a value that is missing, infinite, below -1 or above 1 (floats round, and a resize may make 1.0000005 of
#   white: up to 1.001 you may let through or not),
# - a batch whose spread lies outside `card["sd"]`: pixels on [0, 1], or scaled twice; too little contrast or
#   too much.
#
# **Done when** every fault is refused and every good batch, also an empty one, gets through. Each batch comes with
# a card of its own.

# %% role="solution" gid="images-guard-answer"
def guard(x, card):
    """Refuse pixels that the model was not trained for.

    Args:
        x: Array of any shape and dtype.
        card: {"size": (height, width), "sd": (low, high)}.

    Raises:
        ValueError: wrong shape or dtype, a value outside [-1, 1] or not finite, a spread outside the card's.
    """
    # TODO: four tests, each with a sentence of its own.
    # EXAMPLE: an array (2, 16, 16, 4) raises ValueError("expected shape (n, 16, 16, 3) ...").
    # HINT: hint("images.guard", 1)
    ### BEGIN SOLUTION
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3):
        raise ValueError(f"expected shape (n, {card['size'][0]}, {card['size'][1]}, 3), got {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"expected float32, got {x.dtype}")
    if not np.isfinite(x).all():
        raise ValueError("some pixels are NaN or infinite")
    if (np.abs(x) > 1.001).any():
        raise ValueError("some pixels lie outside [-1, 1]")
    low, high = card["sd"]
    if len(x) and not low <= x.std() <= high:
        raise ValueError(f"the pixels' spread {x.std():.3f} lies outside {low} to {high}")
    ### END SOLUTION

# %% role="tests" task="guard"

# %% [markdown]
# ## The albums fill again
#
# Once tasks 2 to 5 are green, run this cell: it sorts all uploads with your functions.

# %%
def sort_uploads():
    return np.asarray(model(preprocess_batch(uploads, (16, 16)))).argmax(axis=1)


before_and_after("images", sort_uploads, answers, truth, "pictures")

# %% [markdown]
# ## To think about (not graded)
#
# Suppose a colleague finds that mirroring every upload before the model raises the accuracy on last week's pictures from
# 94 % to 99 %. What would you want to know before it goes live, and what would you do with the finding if it holds?
