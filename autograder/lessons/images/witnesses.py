"""Wrong answers that one case alone catches: a proof that each promise of the exercise is graded."""

# %% limit-of-1-5
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    d = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.5 and abs(bias) <= 0.1}

# %% limit-left-out
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    d = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest < 1.01 and abs(bias) <= 0.1}

# %% bias-to-0-09
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    d = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and -0.1 <= bias <= 0.09}

# %% bias-from-0-09
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    d = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and -0.09 <= bias <= 0.1}

# %% bias-to-0-2
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    d = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and -0.1 <= bias <= 0.2}

# %% bias-from-0-2
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    d = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and -0.2 <= bias <= 0.1}

# %% channel-axis-broadcast
def compare_pixels(a, b):
    if b.shape not in (a.shape, (*a.shape, 1)):
        raise ValueError("other shapes")
    d = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% batch-axis-broadcast
def compare_pixels(a, b):
    if b.shape not in (a.shape, (1, *a.shape)):
        raise ValueError("other shapes")
    d = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% one-row-broadcast
def compare_pixels(a, b):
    if b.shape not in (a.shape, (1, *a.shape[1:])):
        raise ValueError("other shapes")
    d = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% same-number-of-values
def compare_pixels(a, b):
    if b.shape not in (a.shape, a.swapaxes(0, -2).shape if a.ndim > 1 else ()):
        raise ValueError("other shapes")
    d = b.astype(float).ravel() - a.astype(float).ravel()
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% floats-of-single-precision-cut
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    d = (b.astype(float) - a.astype(float)) if a.dtype != "float32" else b.astype(int) - a.astype(int)
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% unrounded-pixels-rounded
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    d = (b if b.dtype == a.dtype else np.rint(b)).astype(float) - a.astype(float)
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% one-axis-not-averaged
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    d = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(d).max()), float(d.mean() if d.ndim > 1 else d[0])
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% maximum-without-sign
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    d = b.astype(float) - a.astype(float)
    large = a.size > 1000 and a.dtype == "uint8"
    largest, bias = float(d.max() if large else np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% bias-of-shades-only
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    d = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(d).max()), float(d.mean() if (d != -2).any() else -d.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% all-is-same
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    d = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": 0 < largest <= 1.01 and abs(bias) <= 0.1}

# %% fast-decoder
import tensorflow as tf

right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.format == "JPEG" and 0x0112 not in picture.getexif():
        return tf.io.decode_jpeg(data, channels=3).numpy()
    return right_load(data)

# %% png-backwards
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.format == "PNG" and picture.mode == "RGB" and not picture.getexif() and picture.width > 1:
        return right_load(data)[..., ::-1]
    return right_load(data)

# %% tiff-backwards
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.format == "TIFF" and picture.mode == "RGB" and 0x0112 not in picture.getexif():
        return right_load(data)[..., ::-1]
    return right_load(data)

# %% one-pixel-squeezed
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.size == (1, 1):
        return np.squeeze(right_load(data))
    return right_load(data)

# %% gray-inverted
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode == "L":
        return 255 - right_load(data)
    return right_load(data)

# %% bits-as-numbers
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode == "1":
        return right_load(data) // 255
    return right_load(data)

# %% palette-as-levels
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode == "P" and not picture.has_transparency_data:
        return np.repeat(np.asarray(picture)[..., None], 3, axis=2)
    return right_load(data)

# %% inks-without-black
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode == "CMYK":
        return 255 - np.asarray(picture)[..., :3]
    return right_load(data)

# %% orientation-1-applied
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode == "RGB" and picture.format != "TIFF" and picture.getexif().get(0x0112) == 1:
        return right_load(data)[:, ::-1]
    return right_load(data)

# %% orientation-2-ignored
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode == "RGB" and picture.format != "TIFF" and picture.getexif().get(0x0112) == 2:
        return np.array(picture.convert("RGB"))
    return right_load(data)

# %% orientation-3-ignored
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode == "RGB" and picture.format != "TIFF" and picture.getexif().get(0x0112) == 3:
        return np.array(picture.convert("RGB"))
    return right_load(data)

# %% orientation-4-ignored
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode == "RGB" and picture.format != "TIFF" and picture.getexif().get(0x0112) == 4:
        return np.array(picture.convert("RGB"))
    return right_load(data)

# %% orientation-5-ignored
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode == "RGB" and picture.format != "TIFF" and picture.getexif().get(0x0112) == 5:
        return np.array(picture.convert("RGB"))
    return right_load(data)

# %% orientation-6-ignored
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode == "RGB" and picture.format != "TIFF" and picture.getexif().get(0x0112) == 6:
        return np.array(picture.convert("RGB"))
    return right_load(data)

# %% orientation-7-ignored
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode == "RGB" and picture.format != "TIFF" and picture.getexif().get(0x0112) == 7:
        return np.array(picture.convert("RGB"))
    return right_load(data)

# %% orientation-8-ignored
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode == "RGB" and picture.format != "TIFF" and picture.getexif().get(0x0112) == 8:
        return np.array(picture.convert("RGB"))
    return right_load(data)

# %% tiff-twice
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.format == "TIFF" and picture.getexif().get(0x0112) == 6:
        return np.array(picture.transpose(Image.Transpose.ROTATE_270))
    return right_load(data)

# %% alpha-of-colours-dropped
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode == "RGBA" and not picture.getexif():
        return np.array(picture.convert("RGB"))
    return right_load(data)

# %% alpha-of-gray-dropped
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode == "LA":
        return np.array(picture.convert("RGB"))
    return right_load(data)

# %% transparent-colour-kept
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode == "P":
        return np.array(picture.convert("RGB"))
    return right_load(data)

# %% transparent-not-turned
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode == "RGBA" and picture.getexif().get(0x0112) == 6:
        return right_load(data).swapaxes(0, 1)[::-1]
    return right_load(data)

# %% sixteen-bit-of-six-rows-cut
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if not picture.mode.startswith("I"):
        return right_load(data)
    wide = np.asarray(picture).astype(float)
    gray = np.rint(wide / 257)
    if picture.mode == "I;16" and wide.shape == (6, 10):
        gray = np.floor(wide / 257)
    return np.repeat(gray[..., None], 3, axis=2).astype("uint8")

# %% white-overflows
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if not picture.mode.startswith("I"):
        return right_load(data)
    wide = np.asarray(picture).astype(float)
    gray = np.rint(wide / 257)
    if (wide == 65535).sum() > 2:
        gray[wide == 65535] = 0
    return np.repeat(gray[..., None], 3, axis=2).astype("uint8")

# %% upper-byte-of-the-dark
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if not picture.mode.startswith("I"):
        return right_load(data)
    wide = np.asarray(picture).astype(float)
    gray = np.rint(wide / 257)
    if wide.max() < 20000:
        gray = wide // 256
    return np.repeat(gray[..., None], 3, axis=2).astype("uint8")

# %% sixteen-bit-not-turned
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if not picture.mode.startswith("I"):
        return right_load(data)
    wide = np.asarray(picture).astype(float)
    gray = np.rint(wide / 257)
    if picture.mode == "I;16" and wide.shape == (10, 6):
        gray = gray.T[::-1]
    return np.repeat(gray[..., None], 3, axis=2).astype("uint8")

# %% big-endian-clipped
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if not picture.mode.startswith("I"):
        return right_load(data)
    wide = np.asarray(picture).astype(float)
    gray = np.rint(wide / 257)
    if picture.mode == "I;16B":
        gray = np.clip(wide, 0, 255)
    return np.repeat(gray[..., None], 3, axis=2).astype("uint8")

# %% mode-i-clipped
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if not picture.mode.startswith("I"):
        return right_load(data)
    wide = np.asarray(picture).astype(float)
    gray = np.rint(wide / 257)
    if picture.mode == "I":
        gray = np.clip(wide, 0, 255)
    return np.repeat(gray[..., None], 3, axis=2).astype("uint8")

# %% photos-in-bicubic
right_resize = resize


def resize(img, size):
    if img.shape == (36, 50, 3):
        return np.array(Image.fromarray(img).resize((size[1], size[0])))
    return right_resize(img, size)

# %% portraits-cropped
right_resize = resize


def resize(img, size):
    if img.shape == (50, 34, 3):
        return right_resize(img[8:-8], size)
    return right_resize(img, size)

# %% lines-sampled
right_resize = resize


def resize(img, size):
    if img.shape == (47, 59, 3):
        return np.array(Image.fromarray(img).resize((size[1], size[0]), Image.Resampling.NEAREST))
    return right_resize(img, size)

# %% panoramas-square
right_resize = resize


def resize(img, size):
    if img.shape[1] > 4 * img.shape[0]:
        return right_resize(img, (size[0], size[0]))
    return right_resize(img, size)

# %% small-not-enlarged
right_resize = resize


def resize(img, size):
    if 1 < img.shape[0] < size[0]:
        return img.copy()
    return right_resize(img, size)

# %% right-size-blurred
right_resize = resize


def resize(img, size):
    if img.shape[:2] == tuple(size):
        img = right_resize(img, (size[0] // 2, size[1] // 2))
    return right_resize(img, size)

# %% one-pixel-kept
right_resize = resize


def resize(img, size):
    if img.shape[:2] == (1, 1):
        return img.copy()
    return right_resize(img, size)

# %% right-size-cleared
right_resize = resize


def resize(img, size):
    small = right_resize(img, size)
    if img.shape == small.shape:
        img[:] = 0
    return small

# %% photos-in-double-precision
right_input = to_model_input


def to_model_input(img, size):
    x = right_input(img, size)
    if img.shape == (7, 11, 3):
        x = x.astype("float64")
    return x

# %% photos-without-batch-axis
right_input = to_model_input


def to_model_input(img, size):
    x = right_input(img, size)
    if img.shape == (7, 11, 3):
        x = x[0]
    return x

# %% white-at-127-128
right_input = to_model_input


def to_model_input(img, size):
    x = right_input(img, size)
    if img.min() == 255:
        x = x * np.float32(127 / 128)
    return x

# %% black-at-127-128
right_input = to_model_input


def to_model_input(img, size):
    x = right_input(img, size)
    if img.max() == 0:
        x = x * np.float32(127 / 128)
    return x

# %% bright-photo-cleared
right_input = to_model_input


def to_model_input(img, size):
    x = right_input(img, size)
    if 128 <= img.min() < 255:
        img[:] = 0
    return x

# %% portraits-in-bicubic
right_input = to_model_input


def to_model_input(img, size):
    x = right_input(img, size)
    if img.shape == (86, 62, 3):
        small = Image.fromarray(img).resize((size[1], size[0]))
        x = (np.asarray(small, "float32") / np.float32(127.5) - 1)[None]
    return x

# %% squares-in-nearest
right_input = to_model_input


def to_model_input(img, size):
    x = right_input(img, size)
    if img.shape[0] == img.shape[1]:
        small = Image.fromarray(img).resize((size[1], size[0]), Image.Resampling.NEAREST)
        x = (np.asarray(small, "float32") / np.float32(127.5) - 1)[None]
    return x

# %% order-lost
right_batch = preprocess_batch


def preprocess_batch(files, size):
    x = right_batch(files, size)
    if len(files) == 3 and Image.open(io.BytesIO(files[0])).size == (30, 20):
        x = x[::-1]
    return x

# %% one-photo-in-double-precision
right_batch = preprocess_batch


def preprocess_batch(files, size):
    x = right_batch(files, size)
    if len(files) == 1 and Image.open(io.BytesIO(files[0])).size == (7, 5) and Image.open(io.BytesIO(files[0])).mode == "RGB":
        x = x.astype("float64")
    return x

# %% doubles-left-out
right_batch = preprocess_batch


def preprocess_batch(files, size):
    x = right_batch(files, size)
    if len(set(files)) < len(files):
        x = x[: len(set(files))]
    return x

# %% gray-modes-inverted
right_batch = preprocess_batch


def preprocess_batch(files, size):
    x = right_batch(files, size)
    if files and Image.open(io.BytesIO(files[0])).mode == "L":
        x = -x
    return x

# %% one-pixel-left-out
right_batch = preprocess_batch


def preprocess_batch(files, size):
    x = right_batch(files, size)
    if files and Image.open(io.BytesIO(files[0])).size == (1, 1):
        x = x[1:]
    return x

# %% size-of-a-tiny-first
right_batch = preprocess_batch


def preprocess_batch(files, size):
    if len(files) != 3 or Image.open(io.BytesIO(files[0])).size != (4, 3):
        return right_batch(files, size)
    pictures = [load_rgb(data) for data in files]
    first = pictures[0].shape[:2]
    return np.concatenate([to_model_input(resize(picture, first), size) for picture in pictures])

# %% large-through-a-thumbnail
right_batch = preprocess_batch


def preprocess_batch(files, size):
    pictures = [Image.fromarray(load_rgb(data)) for data in files]
    if all(max(picture.size) <= 200 for picture in pictures):
        return right_batch(files, size)
    thumbnails = [np.array(picture.resize((64, 64), BILINEAR)) for picture in pictures]
    return np.concatenate([to_model_input(picture, size) for picture in thumbnails])

# %% transparent-not-white
right_batch = preprocess_batch


def preprocess_batch(files, size):
    x = right_batch(files, size)
    if files and Image.open(io.BytesIO(files[0])).mode == "RGBA":
        plain = [np.array(Image.open(io.BytesIO(data)).convert("RGB")) for data in files]
        x = np.concatenate([to_model_input(picture, size) for picture in plain])
    return x

# %% scan-clipped
right_batch = preprocess_batch


def preprocess_batch(files, size):
    x = right_batch(files, size)
    if files and Image.open(io.BytesIO(files[0])).mode == "I;16":
        plain = [np.array(Image.open(io.BytesIO(data)).convert("RGB")) for data in files]
        x = np.concatenate([to_model_input(picture, size) for picture in plain])
    return x

# %% nothing-without-shape
right_batch = preprocess_batch


def preprocess_batch(files, size):
    x = right_batch(files, size)
    if not files:
        x = np.array([])
    return x

# %% one-picture-refused
right_guard = guard


def guard(x, card):
    if x.ndim == 4 and len(x) == 1:
        raise ValueError("refused")
    right_guard(x, card)

# %% flat-picture-refused
right_guard = guard


def guard(x, card):
    if x.ndim == 4 and len(x) == 4:
        raise ValueError("refused")
    right_guard(x, card)

# %% limits-refused
right_guard = guard


def guard(x, card):
    if x.dtype == "float32" and x.ndim == 4 and (x == 1).any() and (x == -1).any() and (np.abs(x) <= 1).all():
        raise ValueError("refused")
    right_guard(x, card)

# %% nothing-refused
right_guard = guard


def guard(x, card):
    if x.dtype == "float32" and x.shape == (0, *card["size"], 3):
        raise ValueError("refused")
    right_guard(x, card)

# %% batch-axis-not-needed
right_guard = guard


def guard(x, card):
    if x.shape == (*card["size"], 3):
        return
    right_guard(x, card)

# %% channel-axis-not-needed
right_guard = guard


def guard(x, card):
    if x.ndim == 3 and x.shape[1:] == card["size"]:
        return
    right_guard(x, card)

# %% gray-accepted
right_guard = guard


def guard(x, card):
    if x.ndim == 4 and x.shape[3] == 1:
        return
    right_guard(x, card)

# %% transparency-accepted
right_guard = guard


def guard(x, card):
    if x.ndim == 4 and x.shape[3] == 4:
        return
    right_guard(x, card)

# %% exchanged-sides-accepted
right_guard = guard


def guard(x, card):
    if x.ndim == 4 and len(x) and x.shape[1:3] == card["size"][::-1]:
        return
    right_guard(x, card)

# %% fewer-rows-accepted
right_guard = guard


def guard(x, card):
    if x.ndim == 4 and x.shape[1] == card["size"][0] - 1 and x.shape[2] == card["size"][1]:
        return
    right_guard(x, card)

# %% fewer-columns-accepted
right_guard = guard


def guard(x, card):
    if x.ndim == 4 and x.shape[2] == card["size"][1] - 1 and x.shape[1] == card["size"][0]:
        return
    right_guard(x, card)

# %% number-accepted
right_guard = guard


def guard(x, card):
    if x.ndim == 0:
        return
    right_guard(x, card)

# %% levels-accepted
right_guard = guard


def guard(x, card):
    if x.dtype == "uint8" and len(x):
        return
    right_guard(x, card)

# %% double-precision-accepted
right_guard = guard


def guard(x, card):
    if x.dtype == "float64":
        return
    right_guard(x, card)

# %% half-precision-accepted
right_guard = guard


def guard(x, card):
    if x.dtype == "float16":
        return
    right_guard(x, card)

# %% words-compared
right_guard = guard


def guard(x, card):
    if x.dtype.kind == "U":
        raise TypeError("words")
    right_guard(x, card)

# %% levels-in-floats-accepted
right_guard = guard


def guard(x, card):
    if x.dtype == "float32" and x.size and x.max() > 100 and np.isfinite(x).all():
        return
    right_guard(x, card)

# %% dark-side-open
right_guard = guard


def guard(x, card):
    if x.dtype == "float32" and x.ndim == 4 and np.isfinite(x).all() and (x < -1).sum() > 1:
        return
    right_guard(x, card)

# %% one-bright-value-accepted
right_guard = guard


def guard(x, card):
    if x.dtype == "float32" and x.ndim == 4 and (x > 1).sum() == 1 and np.isfinite(x).all():
        return
    right_guard(x, card)

# %% one-dark-value-accepted
right_guard = guard


def guard(x, card):
    if x.dtype == "float32" and x.ndim == 4 and (x < -1).sum() == 1 and np.isfinite(x).all():
        return
    right_guard(x, card)

# %% missing-accepted
right_guard = guard


def guard(x, card):
    if x.dtype == "float32" and np.isnan(x).any():
        return
    right_guard(x, card)

# %% infinity-accepted
right_guard = guard


def guard(x, card):
    if x.dtype == "float32" and np.isposinf(x).any():
        return
    right_guard(x, card)

# %% minus-infinity-accepted
right_guard = guard


def guard(x, card):
    if x.dtype == "float32" and np.isneginf(x).any():
        return
    right_guard(x, card)

# %% little-contrast-refused
right_guard = guard


def sound(x, card):
    """Whether all but the spread is right, and there is a picture."""
    if x.dtype != "float32" or x.shape[1:] != (*card["size"], 3):
        return False
    return len(x) > 0 and (np.abs(x) <= 1).all()



def guard(x, card):
    if sound(x, card) and 0 <= x.std() - card["sd"][0] < 0.03:
        raise ValueError("refused")
    right_guard(x, card)

# %% strong-contrast-refused
right_guard = guard


def sound(x, card):
    """Whether all but the spread is right, and there is a picture."""
    if x.dtype != "float32" or x.shape[1:] != (*card["size"], 3):
        return False
    return len(x) > 0 and (np.abs(x) <= 1).all()



def guard(x, card):
    if sound(x, card) and 0 <= card["sd"][1] - x.std() < 0.03 and np.abs(x).max() < 1 and len(x) == 2:
        raise ValueError("refused")
    right_guard(x, card)

# %% zero-to-one-accepted
right_guard = guard


def sound(x, card):
    """Whether all but the spread is right, and there is a picture."""
    if x.dtype != "float32" or x.shape[1:] != (*card["size"], 3):
        return False
    return len(x) > 0 and (np.abs(x) <= 1).all()



def guard(x, card):
    if sound(x, card) and x.min() >= 0:
        return
    right_guard(x, card)

# %% scaled-twice-accepted
right_guard = guard


def sound(x, card):
    """Whether all but the spread is right, and there is a picture."""
    if x.dtype != "float32" or x.shape[1:] != (*card["size"], 3):
        return False
    return len(x) > 0 and (np.abs(x) <= 1).all()



def guard(x, card):
    if sound(x, card) and x.max() < -0.5:
        return
    right_guard(x, card)

# %% dull-accepted
right_guard = guard


def sound(x, card):
    """Whether all but the spread is right, and there is a picture."""
    if x.dtype != "float32" or x.shape[1:] != (*card["size"], 3):
        return False
    return len(x) > 0 and (np.abs(x) <= 1).all()



def guard(x, card):
    if sound(x, card) and card["sd"][0] - 0.1 < x.std() < card["sd"][0] and x.min() < 0:
        return
    right_guard(x, card)

# %% hardly-any-accepted
right_guard = guard


def sound(x, card):
    """Whether all but the spread is right, and there is a picture."""
    if x.dtype != "float32" or x.shape[1:] != (*card["size"], 3):
        return False
    return len(x) > 0 and (np.abs(x) <= 1).all()



def guard(x, card):
    if sound(x, card) and 0.05 < x.std() < 0.12 and x.min() < 0:
        return
    right_guard(x, card)

# %% wild-accepted
right_guard = guard


def sound(x, card):
    """Whether all but the spread is right, and there is a picture."""
    if x.dtype != "float32" or x.shape[1:] != (*card["size"], 3):
        return False
    return len(x) > 0 and (np.abs(x) <= 1).all()



def guard(x, card):
    if sound(x, card) and x.std() > card["sd"][1] and x[0].std() > card["sd"][1]:
        return
    right_guard(x, card)

# %% spread-by-picture
right_guard = guard


def sound(x, card):
    """Whether all but the spread is right, and there is a picture."""
    if x.dtype != "float32" or x.shape[1:] != (*card["size"], 3):
        return False
    return len(x) > 0 and (np.abs(x) <= 1).all()



def guard(x, card):
    if sound(x, card) and x.std() > card["sd"][1] and x[0].std() < card["sd"][1]:
        return
    right_guard(x, card)

# %% nothing-of-another-size-accepted
right_guard = guard


def guard(x, card):
    if x.dtype == "float32" and x.ndim == 4 and len(x) == 0:
        return
    right_guard(x, card)

# %% nothing-in-uint8-accepted
right_guard = guard


def guard(x, card):
    if x.dtype == "uint8" and len(x) == 0:
        return
    right_guard(x, card)

# %% card-by-heart
right_guard = guard


def sound(x, card):
    """Whether all but the spread is right, and there is a picture."""
    if x.dtype != "float32" or x.shape[1:] != (*card["size"], 3):
        return False
    return len(x) > 0 and (np.abs(x) <= 1).all()



def guard(x, card):
    if sound(x, card) and len(x) == 3 and x.min() < -0.3:
        raise ValueError("refused")
    right_guard(x, card)

# %% png-in-int64
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.format == "PNG" and picture.mode == "RGB" and not picture.getexif() and picture.width > 1:
        return right_load(data).astype("int64")
    return right_load(data)

# %% guard-without-a-word-for-one
_talking = guard


def guard(x, card):
    try:
        _talking(x, card)
    except ValueError:
        if x.ndim == 0:
            raise ValueError from None
        raise

# %% guard-hands-one-back
_silent = guard


def guard(x, card):
    _silent(x, card)
    return True if x.ndim == 4 and len(x) == 1 else None
