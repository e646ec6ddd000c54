"""What goes wrong: the reference with one step changed, as a student might write it."""

# %% exif-ignored
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture).astype(float) / 257).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    if picture.has_transparency_data:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture.convert("RGBA"))
    return np.array(picture.convert("RGB"))

# %% exif-mirrors-ignored
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    turns = {3: 180, 6: 270, 8: 90}.get(picture.getexif().get(0x0112), 0)
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture).astype(float) / 257).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    if picture.has_transparency_data:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture.convert("RGBA"))
    return np.array(picture.convert("RGB").rotate(turns, expand=True))

# %% alpha-dropped
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture).astype(float) / 257).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    return np.array(picture.convert("RGB"))

# %% alpha-on-black
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture).astype(float) / 257).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    if picture.has_transparency_data:
        black = Image.new("RGBA", picture.size, "black")
        picture = Image.alpha_composite(black, picture.convert("RGBA"))
    return np.array(picture.convert("RGB"))

# %% sixteen-bit-clipped
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if not picture.mode.startswith("I"):
        return right_load(data)
    gray = np.clip(np.asarray(ImageOps.exif_transpose(picture)), 0, 255).astype("uint8")
    return np.stack([gray, gray, gray], axis=-1)

# %% sixteen-bit-wrapped
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if not picture.mode.startswith("I"):
        return right_load(data)
    gray = np.asarray(ImageOps.exif_transpose(picture)).astype("uint8")
    return np.stack([gray, gray, gray], axis=-1)

# %% modes-ignored
def load_rgb(data):
    pixels = np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(data))))
    if pixels.dtype == "uint16":
        pixels = np.rint(pixels / 257)
    if pixels.ndim == 2:
        pixels = np.stack([pixels, pixels, pixels], axis=-1)
    return pixels[..., :3].astype("uint8")

# %% bgr
right_load = load_rgb


def load_rgb(data):
    return right_load(data)[..., ::-1]

# %% gray-first
right_load = load_rgb


def load_rgb(data):
    gray = np.asarray(Image.fromarray(right_load(data)).convert("L"))
    return np.stack([gray, gray, gray], axis=-1)

# %% fast-jpeg
import tensorflow as tf

right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.format != "JPEG":
        return right_load(data)
    pixels = Image.fromarray(tf.io.decode_jpeg(data, channels=3).numpy())
    pixels.getexif()[0x0112] = picture.getexif().get(0x0112, 1)
    return np.array(ImageOps.exif_transpose(pixels))

# %% aliased
import tensorflow as tf


def resize(img, size):
    return np.rint(tf.image.resize(img, size)).astype("uint8")

# %% nearest
def resize(img, size):
    return np.array(Image.fromarray(img).resize((size[1], size[0]), Image.Resampling.NEAREST))

# %% bicubic
def resize(img, size):
    return np.array(Image.fromarray(img).resize((size[1], size[0])))

# %% box
def resize(img, size):
    return np.array(Image.fromarray(img).resize((size[1], size[0]), Image.Resampling.BOX))

# %% lanczos
def resize(img, size):
    return np.array(Image.fromarray(img).resize((size[1], size[0]), Image.Resampling.LANCZOS))

# %% two-steps
def resize(img, size):
    picture = Image.fromarray(img)
    width, height = min(picture.width, 2 * size[1]), min(picture.height, 2 * size[0])
    thumbnail = picture.resize((width, height), BILINEAR)
    return np.array(thumbnail.resize((size[1], size[0]), BILINEAR))

# %% size-swapped
def resize(img, size):
    return np.array(Image.fromarray(img).resize(tuple(size), BILINEAR))

# %% cropped-to-aspect
def resize(img, size):
    return np.array(ImageOps.fit(Image.fromarray(img), (size[1], size[0]), BILINEAR))

# %% padded-to-aspect
def resize(img, size):
    return np.array(ImageOps.pad(Image.fromarray(img), (size[1], size[0]), BILINEAR))

# %% truncated
import tensorflow as tf


def resize(img, size):
    return np.asarray(tf.image.resize(img, size, antialias=True)).astype("uint8")

# %% unit-range
def to_model_input(img, size):
    return (np.asarray(resize(img, size), "float32") / np.float32(255))[None]

# %% divided-by-128
def to_model_input(img, size):
    return (np.asarray(resize(img, size), "float32") / np.float32(128) - 1)[None]

# %% unscaled
def to_model_input(img, size):
    return np.asarray(resize(img, size), "float32")[None]

# %% scaled-twice
def to_model_input(img, size):
    return (np.asarray(resize(img, size), "float32") / np.float32(255) / np.float32(127.5) - 1)[None]

# %% stretched
def to_model_input(img, size):
    x = np.asarray(resize(img, size), "float32")
    low, high = x.min(), x.max()
    return (2 * (x - low) / max(high - low, np.float32(1)) - 1)[None]

# %% double-precision
def to_model_input(img, size):
    return (np.asarray(resize(img, size)) / 127.5 - 1)[None]

# %% wrapped
def compare_pixels(a, b):
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        raise ValueError("other shapes")
    difference = b - a
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% bias-without-sign
def compare_pixels(a, b):
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        raise ValueError("other shapes")
    difference = np.abs(b.astype(float) - a.astype(float))
    largest, bias = float(difference.max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and bias <= 0.1}

# %% reversed
def compare_pixels(a, b):
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        raise ValueError("other shapes")
    difference = a.astype(float) - b.astype(float)
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% signed-maximum
def compare_pixels(a, b):
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        raise ValueError("other shapes")
    difference = b.astype(float) - a.astype(float)
    largest, bias = float(difference.max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% bias-not-judged
def compare_pixels(a, b):
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        raise ValueError("other shapes")
    difference = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01}

# %% shapes-broadcast
def compare_pixels(a, b):
    difference = np.asarray(b).astype(float) - np.asarray(a).astype(float)
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% guard-accepts-all
def guard(x, card):
    return None

# %% guard-shape-only
def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3):
        raise ValueError("shape")

# %% guard-without-spread
def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3) or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if not np.isfinite(x).all() or (np.abs(x) > 1).any():
        raise ValueError("range")

# %% guard-nan-passes
def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3) or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if len(x) and (x.min() < -1 or x.max() > 1):
        raise ValueError("range")
    if len(x) and (x.std() < card["sd"][0] or x.std() > card["sd"][1]):
        raise ValueError("spread")

# %% guard-high-side-only
def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3) or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if not np.isfinite(x).all() or (x > 1).any():
        raise ValueError("range")
    if len(x) and not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("spread")
