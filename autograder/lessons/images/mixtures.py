"""Two mistakes at once: named as both where the heading does, else wrong and not to be named as one."""

# %% alpha-dropped + sixteen-bit-clipped
def load_rgb(data):
    return np.array(ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB"))

# %% alpha-dropped + exif-ignored
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture).astype(float) / 257).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    return np.array(picture.convert("RGB"))

# %% exif-ignored + sixteen-bit-clipped
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.has_transparency_data:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture.convert("RGBA"))
    return np.array(picture.convert("RGB"))

# %% background-on-top + sixteen-bit-clipped
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.has_transparency_data:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(picture.convert("RGBA"), white)
    return np.array(picture.convert("RGB"))

# %% bgr + exif-ignored
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture).astype(float) / 257).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    if picture.has_transparency_data:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture.convert("RGBA"))
    return np.array(picture.convert("RGB"))[..., ::-1]

# %% exif-mirrors-ignored + turned-twice
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    turns = {3: 180, 6: 270, 8: 90}.get(picture.getexif().get(0x0112), 0)
    picture = picture.rotate(turns, expand=True)
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture).astype(float) / 257).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    if picture.has_transparency_data:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture.convert("RGBA"))
    return np.array(picture.convert("RGB"))

# %% exif-mirrors-ignored + exif-wrong-way
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    picture.load()
    turns = {3: 180, 6: 90, 8: 270}.get(picture.getexif().get(0x0112), 0)
    picture = picture.rotate(turns, expand=True)
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture).astype(float) / 257).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    if picture.has_transparency_data:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture.convert("RGBA"))
    return np.array(picture.convert("RGB"))

# %% bicubic + size-swapped
def resize(img, size):
    return np.array(Image.fromarray(img).resize(tuple(size)))

# %% aliased + truncated
import tensorflow as tf


def resize(img, size):
    return np.asarray(tf.image.resize(img, size)).astype("uint8")

# %% aliased + bicubic
import tensorflow as tf


def resize(img, size):
    return tf.image.resize(img, size, method="bicubic").numpy()

# %% aliased + lanczos
import tensorflow as tf


def resize(img, size):
    return tf.image.resize(img, size, method="lanczos3").numpy()

# %% aliased + padded-to-aspect
import tensorflow as tf


def resize(img, size):
    return tf.image.resize_with_pad(img, *size).numpy()

# %% bicubic + cropped
def resize(img, size):
    return np.array(ImageOps.fit(Image.fromarray(img), (size[1], size[0])))

# %% bicubic + padded-to-aspect
def resize(img, size):
    return np.array(ImageOps.pad(Image.fromarray(img), (size[1], size[0])))

# %% no-batch-axis + unit-range
def to_model_input(img, size):
    return np.asarray(resize(img, size), "float32") / np.float32(255)

# %% double-precision + no-batch-axis
def to_model_input(img, size):
    return np.asarray(resize(img, size)) / 127.5 - 1

# %% double-precision + unit-range
def to_model_input(img, size):
    return (np.asarray(resize(img, size)) / 255)[None]

# %% nearest + unit-range
def to_model_input(img, size):
    small = Image.fromarray(img).resize((size[1], size[0]), Image.Resampling.NEAREST)
    return (np.asarray(small, "float32") / 255)[None]

# %% bicubic + unit-range
def to_model_input(img, size):
    small = Image.fromarray(img).resize((size[1], size[0]))
    return (np.asarray(small, "float32") / 255)[None]

# %% shapes-broadcast + wrapped
def compare_pixels(a, b):
    difference = b - a
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% reversed + wrapped
def compare_pixels(a, b):
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        raise ValueError("other shapes")
    difference = a - b
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% reversed + shapes-broadcast
def compare_pixels(a, b):
    difference = np.asarray(a).astype(float) - np.asarray(b).astype(float)
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% bias-without-sign + shapes-broadcast
def compare_pixels(a, b):
    difference = np.abs(np.asarray(b).astype(float) - np.asarray(a).astype(float))
    largest, bias = float(difference.max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and bias <= 0.1}

# %% bias-without-sign + wrapped
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    difference = np.abs(a - b)
    largest, bias = float(difference.max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and bias <= 0.1}

# %% fractions-lost + reversed
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    difference = a.astype(int) - b.astype(int)
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% guard-empty-refused + guard-nan-passes
def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3) or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if x.min() < -1 or x.max() > 1:
        raise ValueError("range")
    if x.std() < card["sd"][0] or x.std() > card["sd"][1]:
        raise ValueError("spread")

# %% guard-asserts + guard-without-spread
def guard(x, card):
    assert x.ndim == 4 and x.shape[1:] == (*card["size"], 3), "shape"
    assert x.dtype == np.float32, "dtype"
    assert (np.abs(x) <= 1).all(), "range"

# %% guard-asserts + guard-empty-refused
def guard(x, card):
    assert x.ndim == 4 and x.shape[1:] == (*card["size"], 3), "shape"
    assert x.dtype == np.float32, "dtype"
    assert np.isfinite(x).all() and x.min() >= -1 and x.max() <= 1, "range"
    assert card["sd"][0] <= x.std() <= card["sd"][1], "spread"

# %% gray-and-cropped
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("L")
    pixels = np.array(picture)[1:, 1:]
    return np.stack([pixels, pixels, pixels], axis=-1)

# %% blurred-and-nearest
from PIL import ImageFilter


def resize(img, size):
    soft = Image.fromarray(img).filter(ImageFilter.GaussianBlur(2))
    return np.array(soft.resize((size[1], size[0]), Image.Resampling.NEAREST))

# %% turned-round-and-off-by-a-level
def to_model_input(img, size):
    return (1 - np.asarray(resize(img, size), "float32") / np.float32(126))[None]

# %% sorted-and-without-the-last
def preprocess_batch(files, size):
    inputs = [to_model_input(load_rgb(data), size) for data in sorted(files)[:-1]]
    return np.concatenate([np.zeros((0, *size, 3), "float32"), *inputs])

# %% median-and-doubled
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    difference = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(difference).max()) * 2, float(np.median(difference))
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}
