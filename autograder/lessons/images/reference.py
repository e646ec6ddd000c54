"""The pipeline that the album model was trained with."""

import io

import numpy as np
from PIL import Image, ImageOps

BILINEAR = Image.Resampling.BILINEAR


def compare_pixels(a, b):
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        raise ValueError(f"pictures of shapes {a.shape} and {b.shape} can't be compared")
    difference = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture).astype(float) / 257).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    if picture.has_transparency_data:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture.convert("RGBA"))
    return np.array(picture.convert("RGB"))


def resize(img, size):
    return np.array(Image.fromarray(img).resize((size[1], size[0]), BILINEAR))


def to_model_input(img, size):
    return (np.asarray(resize(img, size), "float32") / np.float32(127.5) - 1)[None]


def preprocess_batch(files, size):
    inputs = [to_model_input(load_rgb(data), size) for data in files]
    return np.concatenate(inputs) if inputs else np.zeros((0, *size, 3), "float32")


def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3):
        raise ValueError(f"expected shape (n, {card['size'][0]}, {card['size'][1]}, 3), got {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"expected float32, got {x.dtype}")
    if not np.isfinite(x).all():
        raise ValueError("some pixels are NaN or infinite")
    if (np.abs(x) > 1.001).any():  # a resize in floats may make 1.0000005 of white
        raise ValueError("some pixels lie outside [-1, 1]")
    low, high = card["sd"]
    if len(x) and not low <= x.std() <= high:
        raise ValueError(f"the pixels' spread {x.std():.3f} lies outside {low} to {high}")
