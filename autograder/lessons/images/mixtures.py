"""Two mistakes at once: wrong, and not to be named as either."""

# %% bgr-and-exif-ignored
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture).astype(float) / 257).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    if picture.has_transparency_data:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture.convert("RGBA"))
    return np.array(picture.convert("RGB"))[..., ::-1]

# %% alpha-and-sixteen-bit
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.clip(np.asarray(picture), 0, 255).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    return np.array(picture.convert("RGB"))

# %% bicubic-and-swapped
def resize(img, size):
    return np.array(Image.fromarray(img).resize(tuple(size)))

# %% aliased-and-truncated
import tensorflow as tf


def resize(img, size):
    return np.asarray(tf.image.resize(img, size)).astype("uint8")

# %% nearest-and-unit-range
def to_model_input(img, size):
    small = Image.fromarray(img).resize((size[1], size[0]), Image.Resampling.NEAREST)
    return (np.asarray(small, "float32") / 255)[None]

# %% wrapped-and-reversed
def compare_pixels(a, b):
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        raise ValueError("other shapes")
    difference = a - b
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}
