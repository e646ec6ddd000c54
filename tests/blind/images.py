# %% right: compare-numpy | plain NumPy, subtracts as float64
def compare_pixels(a, b):
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        raise ValueError(f"shapes differ: {a.shape} and {b.shape}")
    difference = b.astype("float64") - a.astype("float64")
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}


# %% right: compare-tensorflow | TensorFlow ops in float64, results turned into Python values
def compare_pixels(a, b):
    if np.shape(a) != np.shape(b):
        raise ValueError("a and b must have the same shape")
    d = tf.cast(tf.convert_to_tensor(b), tf.float64) - tf.cast(tf.convert_to_tensor(a), tf.float64)
    biggest = float(tf.reduce_max(tf.abs(d)).numpy())
    mean = float(tf.reduce_mean(d).numpy())
    return dict(max=biggest, bias=mean, same=bool(biggest <= 1.01 and -0.1 <= mean <= 0.1))


# %% right: compare-pandas | one flat pandas Series of the differences
import pandas as pd


def compare_pixels(a, b):
    if np.shape(a) != np.shape(b):
        raise ValueError("different shapes")
    frame = pd.DataFrame({"a": np.ravel(a).astype(float), "b": np.ravel(b).astype(float)})
    delta = frame["b"] - frame["a"]
    result = {"max": float(delta.abs().max()), "bias": float(delta.mean())}
    result["same"] = bool((result["max"] <= 1.01) & (-0.1 <= result["bias"] <= 0.1))
    return result


# %% right: compare-loops | plain Python, one value after the other, no vectorised arithmetic
import math


def compare_pixels(a, b):
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        raise ValueError("the two arrays have different shapes")
    largest = 0.0
    differences = []
    for before, after in zip(a.ravel().tolist(), b.ravel().tolist()):
        d = float(after) - float(before)
        differences.append(d)
        if abs(d) > largest:
            largest = abs(d)
    bias = math.fsum(differences) / len(differences)
    if largest > 1.01:
        same = False
    elif bias < -0.1 or bias > 0.1:
        same = False
    else:
        same = True
    return {"max": largest, "bias": bias, "same": same}


# %% right: compare-class | a small class with properties, .item() for plain values
class PixelDifference:
    LIMIT = 1.01
    LEAN = 0.1

    def __init__(self, reference, candidate):
        if np.asarray(reference).shape != np.asarray(candidate).shape:
            raise ValueError("compare_pixels needs two arrays of one shape")
        self.values = np.subtract(candidate, reference, dtype=np.float64)

    @property
    def largest(self):
        return np.absolute(self.values).max().item()

    @property
    def lean(self):
        return self.values.mean().item()

    def report(self):
        return {
            "max": self.largest,
            "bias": self.lean,
            "same": self.largest <= self.LIMIT and -self.LEAN <= self.lean <= self.LEAN,
        }


def compare_pixels(a, b):
    return PixelDifference(a, b).report()


# %% right: load-alpha-composite | exif_transpose, has_transparency_data, alpha_composite
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture).astype("float64") / 257).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, (255, 255, 255, 255))
        picture = Image.alpha_composite(white, picture)
    return np.asarray(picture.convert("RGB"))


# %% right: load-paste-always | treats every 8-bit picture as RGBA and pastes it on a white sheet
def load_rgb(data):
    img = Image.open(io.BytesIO(data))
    img = ImageOps.exif_transpose(img)
    if img.mode[0] == "I":
        levels = (np.array(img).astype(np.int64) + 128) // 257
        img = Image.fromarray(levels.astype(np.uint8))
    if img.mode == "CMYK":
        img = img.convert("RGB")
    img = img.convert("RGBA")
    sheet = Image.new("RGB", img.size, "white")
    sheet.paste(img, (0, 0), img)
    return np.array(sheet, dtype=np.uint8)


# %% right: load-helpers | three helper functions, chosen by a small table
def from_sixteen(picture):
    levels = np.asarray(picture).astype(float) / 257
    return np.repeat(levels.round().astype("uint8")[:, :, None], 3, axis=2)


def from_transparent(picture):
    top = picture.convert("RGBA")
    below = Image.new("RGBA", top.size, "#ffffff")
    below.alpha_composite(top)
    return np.asarray(below.convert("RGB"))


def from_plain(picture):
    return np.asarray(picture.convert("RGB"))


def load_rgb(data):
    with Image.open(io.BytesIO(data)) as file:
        picture = ImageOps.exif_transpose(file)
        readers = [
            (picture.mode.startswith("I"), from_sixteen),
            (picture.has_transparency_data, from_transparent),
            (True, from_plain),
        ]
        for applies, reader in readers:
            if applies:
                return reader(picture)


# %% right: load-own-turn | turns with Image.transpose and a table of orientations, read after the file is decoded
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    picture.load()  # Pillow may turn a TIFF by itself here, and then drops the note
    turn = TURNS.get(picture.getexif().get(0x0112, 1))
    if turn is not None:
        picture = picture.transpose(turn)
    if picture.mode.startswith("I"):
        gray = np.asarray(picture, dtype="float64") / 257
        picture = Image.fromarray(np.floor(gray + 0.5).astype("uint8"))
    elif picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        background = Image.new("RGB", picture.size, (255, 255, 255))
        background.paste(picture, mask=picture.getchannel("A"))
        picture = background
    return np.asarray(picture.convert("RGB"), dtype="uint8")


# %% right: load-numpy-turn | pixels first, then flips and quarter turns of the array
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    picture.load()
    orientation = picture.getexif().get(0x0112, 1)
    if picture.mode.startswith("I"):
        wide = np.asarray(picture).astype(np.float64)
        gray = np.round(wide * 255 / 65535).astype(np.uint8)
        pixels = np.dstack((gray, gray, gray))
    else:
        if picture.has_transparency_data:
            picture = picture.convert("RGBA")
            picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
        pixels = np.asarray(picture.convert("RGB"))
    if orientation == 2:
        pixels = pixels[:, ::-1]
    elif orientation == 3:
        pixels = pixels[::-1, ::-1]
    elif orientation == 4:
        pixels = pixels[::-1]
    elif orientation == 5:
        pixels = pixels.transpose(1, 0, 2)
    elif orientation == 6:
        pixels = np.rot90(pixels, k=-1)
    elif orientation == 7:
        pixels = pixels.transpose(1, 0, 2)[::-1, ::-1]
    elif orientation == 8:
        pixels = np.rot90(pixels)
    return np.ascontiguousarray(pixels)


# %% right: load-in-place | in_place transpose, Image.composite with the alpha channel
def load_rgb(data):
    im = Image.open(io.BytesIO(data))
    im.load()
    ImageOps.exif_transpose(im, in_place=True)
    if im.mode in ("I", "I;16", "I;16B", "I;16L", "I;16N"):
        a = np.asarray(im).astype("int64")
        q, rest = np.divmod(a, 257)
        q = q + (rest > 128)
        out = np.empty(q.shape + (3,), "uint8")
        out[...] = q[..., None]
        return out
    if not im.has_transparency_data:
        return np.asarray(im.convert("RGB")).copy()
    im = im.convert("RGBA")
    alpha = im.getchannel("A")
    flat = Image.composite(im.convert("RGB"), Image.new("RGB", im.size, "white"), alpha)
    return np.array(flat)


# %% right: resize-pillow | one call of Pillow, width first
def resize(img, size):
    height, width = size
    return np.asarray(Image.fromarray(img).resize((width, height), Image.Resampling.BILINEAR))


# %% right: resize-pillow-terse | a lambda; the size reversed, the filter by its old name
resize = lambda img, size: np.array(Image.fromarray(img).resize(tuple(size)[::-1], resample=Image.BILINEAR))


# %% right: resize-tf-antialias | TensorFlow with antialias, floats returned
def resize(img, size):
    small = tf.image.resize(tf.cast(img, tf.float32), size, method="bilinear", antialias=True)
    return np.clip(small.numpy(), 0, 255)


# %% right: resize-tf-rounded | TensorFlow with antialias, rounded back to uint8
def resize(img, size):
    floats = tf.image.resize(img[None].astype("float32"), (size[0], size[1]), antialias=True)[0]
    return np.clip(np.rint(floats.numpy()), 0, 255).astype("uint8")


# %% right: resize-keras-layer | keras Resizing layer with antialias=True
import keras


def resize(img, size):
    layer = keras.layers.Resizing(size[0], size[1], interpolation="bilinear", antialias=True, data_format="channels_last")
    batch = np.asarray(img, dtype="float32")[np.newaxis]
    return np.clip(np.asarray(layer(batch))[0], 0.0, 255.0)


# %% right: resize-channels | each channel as a float picture (mode F) of Pillow
def resize(img, size):
    channels = []
    for c in range(3):
        plane = Image.fromarray(np.ascontiguousarray(img[:, :, c]).astype(np.float32))
        channels.append(np.asarray(plane.resize((size[1], size[0]), Image.Resampling.BILINEAR)))
    return np.stack(channels, axis=2)


# %% right: resize-triangle-matrix | own triangle filter, widened when it shrinks, as two matrices
def triangle(n_in, n_out):
    scale = n_in / n_out
    reach = max(scale, 1.0)
    centres = (np.arange(n_out) + 0.5) * scale
    sources = np.arange(n_in) + 0.5
    weights = np.maximum(0.0, 1.0 - np.abs(sources[None, :] - centres[:, None]) / reach)
    return weights / weights.sum(axis=1, keepdims=True)


def resize(img, size):
    rows, columns = triangle(img.shape[0], size[0]), triangle(img.shape[1], size[1])
    floats = np.einsum("ih,hwc,jw->ijc", rows, img.astype(float), columns, optimize=True)
    return floats.round().clip(0, 255)


# %% right: resize-defensive | copies first, checks what it got, returns early when the size is there
def resize(img, size):
    pixels = np.array(img, dtype=np.uint8, copy=True)
    if pixels.ndim != 3 or pixels.shape[-1] != 3:
        raise ValueError(f"expected (H, W, 3), got {pixels.shape}")
    height, width = int(size[0]), int(size[1])
    if pixels.shape[:2] == (height, width):
        return pixels
    picture = Image.fromarray(pixels)
    picture = picture.resize(size=(width, height), resample=Image.Resampling.BILINEAR, box=None)
    return np.array(picture)


# %% right: contract-numpy | float32, divide, batch axis by None
def to_model_input(img, size):
    small = np.asarray(resize(img, size), dtype=np.float32)
    return (np.rint(small) / np.float32(127.5) - 1)[None].astype(np.float32)


# %% right: contract-table | a table of the 256 levels, looked up
LEVELS = (np.arange(256, dtype="float64") / 127.5 - 1).astype("float32")


def to_model_input(img, size):
    small = np.clip(np.rint(np.asarray(resize(img, size))), 0, 255).astype("uint8")
    return np.expand_dims(LEVELS[small], axis=0)


# %% right: contract-interp | np.interp from [0, 255] to [-1, 1]
def to_model_input(img, size):
    small = np.rint(np.asarray(resize(img.copy(), size), dtype="float64"))
    scaled = np.interp(small, [0, 255], [-1, 1])
    return scaled.reshape(1, size[0], size[1], 3).astype("float32")


# %% right: contract-keras-preprocess | imagenet_utils.preprocess_input in mode "tf" on a fresh array
import keras


def to_model_input(img, size):
    fresh = np.array(np.rint(resize(img, size)), dtype="float32")
    x = keras.applications.imagenet_utils.preprocess_input(fresh, data_format="channels_last", mode="tf")
    return np.asarray(x, dtype="float32")[np.newaxis, ...]


# %% right: contract-tensor-steps | TensorFlow for the arithmetic, NumPy at the end
def to_model_input(img, size):
    x = tf.convert_to_tensor(np.rint(np.asarray(resize(img, size), dtype="float32")))
    x = x / 127.5 - 1.0
    return tf.expand_dims(x, 0).numpy()


# %% right: contract-half-range | centred at 127.5 first, in a preallocated array, no use of resize()
def to_model_input(img, size):
    height, width = size
    out = np.empty((1, height, width, 3), dtype=np.float32)
    out[0] = Image.fromarray(img).resize((width, height), Image.Resampling.BILINEAR)
    out -= 127.5
    out /= 127.5
    return out


# %% right: batch-early-return | empty list first, then concatenate
def preprocess_batch(files, size):
    if len(files) == 0:
        return np.zeros((0, size[0], size[1], 3), dtype="float32")
    return np.concatenate([to_model_input(load_rgb(data), size) for data in files], axis=0)


# %% right: batch-preallocated | one array filled in a loop; an empty list needs no special case
def preprocess_batch(files, size):
    batch = np.empty((len(files), *size, 3), dtype=np.float32)
    for i, data in enumerate(files):
        batch[i] = to_model_input(load_rgb(data), size)[0]
    return batch


# %% right: batch-seed-part | concatenates to a part without pictures
def preprocess_batch(files, size):
    parts = [np.zeros((0, size[0], size[1], 3), np.float32)]
    parts += map(lambda data: to_model_input(load_rgb(data), size), files)
    return np.concatenate(parts)


# %% right: batch-reshape | array of a list, reshaped with the number of files
def preprocess_batch(files, size):
    height, width = size
    pictures = [to_model_input(load_rgb(f), size) for f in files]
    return np.array(pictures, dtype=np.float32).reshape(len(files), height, width, 3)


# %% right: batch-generator | a generator of pictures, stacked; the empty case at the end
def inputs(files, size):
    for data in files:
        yield to_model_input(load_rgb(data), size)[0]


def preprocess_batch(files, size):
    pictures = list(inputs(files, size))
    if pictures:
        return np.stack(pictures).astype("float32", copy=False)
    return np.empty((0,) + tuple(size) + (3,), "float32")


# %% right: guard-four-tests | four ifs in the order of the text
def guard(x, card):
    height, width = card["size"]
    low, high = card["sd"]
    if x.ndim != 4 or x.shape[1:] != (height, width, 3):
        raise ValueError(f"expected shape (n, {height}, {width}, 3), got {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"expected float32, got {x.dtype}")
    if not np.isfinite(x).all():
        raise ValueError("a value is missing or infinite")
    if x.size and (x.min() < -1 or x.max() > 1):
        raise ValueError("a value lies outside [-1, 1]")
    if x.size and not low <= x.std() <= high:
        raise ValueError(f"the spread {x.std():.3f} is not one of training, {low} to {high}")


# %% right: guard-early-return | returns early for an empty batch, NaN caught by a negated comparison
def guard(x, card):
    wanted = tuple(card["size"]) + (3,)
    if len(x.shape) != 4 or tuple(x.shape[1:]) != wanted:
        raise ValueError("expected shape (n, %d, %d, %d), got %s" % (*wanted, x.shape))
    if x.dtype.name != "float32":
        raise ValueError("expected dtype float32, got " + str(x.dtype))
    if len(x) == 0:
        return
    if not np.all(np.abs(x) <= 1):
        raise ValueError("all values must be finite and between -1 and 1")
    spread = float(x.std())
    if spread < card["sd"][0] or spread > card["sd"][1]:
        raise ValueError(f"unknown spread {spread}: were the pixels scaled once, to [-1, 1]?")
    return None


# %% right: guard-generator | a generator yields complaints, the guard raises the first
def complaints(x, card):
    height, width = card["size"]
    if np.shape(x)[1:] != (height, width, 3):
        yield f"expected shape (n, {height}, {width}, 3), got {np.shape(x)}"
    if x.dtype != "float32":
        yield f"expected dtype float32, got {x.dtype}"
    if np.isnan(x).any():
        yield "there are missing values"
    if np.isinf(x).any():
        yield "there are infinite values"
    if (x < -1).any() or (x > 1).any():
        yield "there are values outside [-1, 1]"
    if x.shape[0] > 0:
        spread = x.std()
        if spread < card["sd"][0]:
            yield f"spread {spread:.3f} is too small"
        if spread > card["sd"][1]:
            yield f"spread {spread:.3f} is too large"


def guard(x, card):
    sentence = next(complaints(x, card), None)
    if sentence is not None:
        raise ValueError(sentence)


# %% right: guard-class | an own exception that is a ValueError
class BadPixels(ValueError):
    pass


def require(condition, sentence):
    if not condition:
        raise BadPixels(sentence)


def guard(x, card):
    height, width = card["size"]
    require(x.ndim == 4 and x.shape == (x.shape[0], height, width, 3), "The batch has not the model's shape.")
    require(x.dtype == np.dtype("float32"), "The batch is not float32.")
    if x.size == 0:
        return
    smallest, largest = float(np.min(x)), float(np.max(x))
    require(np.isfinite([smallest, largest]).all(), "The batch has values that are no finite numbers.")
    require(-1 <= smallest and largest <= 1, "The batch has values outside [-1, 1].")
    require(card["sd"][0] <= np.std(x) <= card["sd"][1], "The spread of the batch is not that of training.")


# %% right: whole-pillow | the whole exercise in Pillow's own words
def compare_pixels(a, b):
    if np.shape(a) != np.shape(b):
        raise ValueError("The arrays have different shapes.")
    d = np.asarray(b, float) - np.asarray(a, float)
    return {"max": float(abs(d).max()), "bias": float(d.mean()), "same": bool(abs(d).max() <= 1.01 and abs(d.mean()) <= 0.1)}


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        picture = Image.fromarray(np.rint(np.asarray(picture) / 257).astype(np.uint8))
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.asarray(picture.convert("RGB"))


def resize(img, size):
    return np.asarray(Image.fromarray(img).resize((size[1], size[0]), Image.Resampling.BILINEAR))


def to_model_input(img, size):
    return (resize(img, size).astype(np.float32) / 127.5 - 1)[None]


def preprocess_batch(files, size):
    x = np.zeros((len(files), size[0], size[1], 3), np.float32)
    for row, data in zip(x, files):
        row[:] = to_model_input(load_rgb(data), size)[0]
    return x


def guard(x, card):
    if x.shape[1:] != (*card["size"], 3):
        raise ValueError(f"bad shape {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"bad dtype {x.dtype}")
    if not ((x >= -1) & (x <= 1)).all():
        raise ValueError("a value is not on [-1, 1]")
    if len(x) and not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError(f"bad spread {x.std()}")


# %% wrong: compare-uint8-subtraction | subtracts as uint8: differences wrap around
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes differ")
    d = b - a
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}


# %% wrong: compare-cast-too-late | casts to float after the uint8 subtraction
def compare_pixels(a, b):
    if np.shape(a) != np.shape(b):
        raise ValueError("shapes differ")
    difference = (np.asarray(b) - np.asarray(a)).astype(float)
    largest = float(abs(difference).max())
    bias = float(difference.mean())
    return {"max": largest, "bias": bias, "same": bool(largest <= 1.01 and -0.1 <= bias <= 0.1)}


# %% wrong: compare-int16 | believes pixels are whole numbers: int16 cuts the fractions of floats off
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes differ")
    d = b.astype("int16") - a.astype("int16")
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}


# %% wrong: compare-int8 | int8 is "signed", so it should hold the differences: levels above 127 wrap
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes differ")
    d = b.astype(np.int8) - a.astype(np.int8)
    return {"max": float(abs(d).max()), "bias": float(d.mean()), "same": bool(abs(d).max() <= 1.01 and abs(d.mean()) <= 0.1)}


# %% wrong: compare-bias-sign | takes the mean of a - b: the sign is turned round
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes differ")
    d = a.astype(float) - b.astype(float)
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}


# %% wrong: compare-mean-absolute | bias is the mean of the absolute differences
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes differ")
    d = np.abs(b.astype(float) - a.astype(float))
    return {"max": float(d.max()), "bias": float(d.mean()), "same": bool(d.max() <= 1.01 and d.mean() <= 0.1)}


# %% wrong: compare-bias-unsigned | the bias loses its sign at the end: abs of the mean
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes differ")
    d = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(d).max()), abs(float(d.mean()))
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and bias <= 0.1}


# %% wrong: compare-max-without-abs | the largest difference without abs: misses darker pixels
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes differ")
    d = b.astype(float) - a.astype(float)
    largest, bias = float(d.max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}


# %% wrong: compare-one-sided-bias | same only looks whether the bias is at most +0.1
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes differ")
    d = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and bias <= 0.1}


# %% wrong: compare-or | same when either of the two conditions holds
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes differ")
    d = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 or abs(bias) <= 0.1}


# %% wrong: compare-max-only | believes one level anywhere is all that matters, the bias is only reported
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes differ")
    d = b.astype(float) - a.astype(float)
    largest = float(np.abs(d).max())
    return {"max": largest, "bias": float(d.mean()), "same": largest <= 1.01}


# %% wrong: compare-limit-one | the limit is 1 and not 1.01
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes differ")
    d = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1 and abs(bias) <= 0.1}


# %% wrong: compare-strict-limit | a difference of exactly 1.01 is refused (< instead of <=)
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes differ")
    d = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest < 1.01 and abs(bias) <= 0.1}


# %% wrong: compare-share-of-pixels | same when 99 percent of the values are near enough
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes differ")
    d = b.astype(float) - a.astype(float)
    bias = float(d.mean())
    near = float((np.abs(d) <= 1.01).mean())
    return {"max": float(np.abs(d).max()), "bias": bias, "same": near >= 0.99 and abs(bias) <= 0.1}


# %% wrong: compare-broadcast | no test of the shapes: (9, 9) and (9, 9, 1) broadcast
def compare_pixels(a, b):
    d = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}


# %% wrong: compare-size-not-shape | compares the number of values and not the shapes
def compare_pixels(a, b):
    if a.size != b.size:
        raise ValueError("not the same number of values")
    d = b.astype(float).ravel() - a.astype(float).ravel()
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}


# %% wrong: compare-squeeze | believes an axis of length one does no harm and squeezes it away
def compare_pixels(a, b):
    a, b = np.squeeze(a).astype(float), np.squeeze(b).astype(float)
    if a.shape != b.shape:
        raise ValueError("shapes differ")
    d = b - a
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}


# %% wrong: compare-numpy-bool | same is a NumPy bool, bias and max are float32 scalars: no plain Python values
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes differ")
    d = b.astype("float32") - a.astype("float32")
    largest, bias = np.abs(d).max(), d.mean()
    return {"max": largest, "bias": bias, "same": (largest <= 1.01) & (np.abs(bias) <= 0.1)}


# %% wrong: compare-rounded-first | rounds the figures to one digit before it judges them
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes differ")
    d = b.astype(float) - a.astype(float)
    largest, bias = round(float(np.abs(d).max()), 1), round(float(d.mean()), 1)
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}


# %% wrong: compare-on-unit-scale | divides by 255 and reports differences on [0, 1]
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes differ")
    d = (b.astype(float) - a.astype(float)) / 255
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest * 255 <= 1.01 and abs(bias) * 255 <= 0.1}


# %% wrong: compare-axis-max | max over the first axis only: crashes in float() for pictures
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes differ")
    d = b.astype(float) - a.astype(float)
    largest = float(np.abs(d).max(axis=0))
    return {"max": largest, "bias": float(d.mean()), "same": largest <= 1.01 and abs(d.mean()) <= 0.1}


# %% wrong: compare-builtin-max | Python's max and len on the outer axis only, sums divided by the rows
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes differ")
    d = b.astype(float) - a.astype(float)
    largest = float(max(abs(d.ravel())))
    bias = float(d.sum() / len(d))
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}


# %% wrong: compare-memorised | returns the EXAMPLE's answer for everything of one shape
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes differ")
    return {"max": 3.0, "bias": -0.5, "same": False}


# %% wrong: load-no-exif | does not know that the file has an orientation
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-exif-result-lost | calls exif_transpose and does not keep its result
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    ImageOps.exif_transpose(picture)
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-exif-no-mirrors | turns by 3, 6 and 8, forgets the mirrored orientations
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    picture.load()
    degrees = {3: 180, 6: 270, 8: 90}.get(picture.getexif().get(0x0112, 1), 0)
    if degrees:
        picture = picture.rotate(degrees, expand=True)
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-exif-wrong-way | orientations 6 and 8 are turned the wrong way
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    picture.load()
    T = Image.Transpose
    turn = {2: T.FLIP_LEFT_RIGHT, 3: T.ROTATE_180, 4: T.FLIP_TOP_BOTTOM, 5: T.TRANSPOSE, 6: T.ROTATE_90,
            7: T.TRANSVERSE, 8: T.ROTATE_270}.get(picture.getexif().get(0x0112))
    if turn is not None:
        picture = picture.transpose(turn)
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-exif-five-seven | slip: transpose and transverse are swapped
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    picture.load()
    T = Image.Transpose
    turn = {2: T.FLIP_LEFT_RIGHT, 3: T.ROTATE_180, 4: T.FLIP_TOP_BOTTOM, 5: T.TRANSVERSE, 6: T.ROTATE_270,
            7: T.TRANSPOSE, 8: T.ROTATE_90}.get(picture.getexif().get(0x0112))
    if turn is not None:
        picture = picture.transpose(turn)
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-exif-swapped-sizes | believes orientation is about who is wider: transposes for 5 to 8, nothing else
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    picture.load()
    note = picture.getexif().get(0x0112, 1)
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        pixels = np.stack([gray] * 3, axis=-1)
    else:
        if picture.has_transparency_data:
            picture = picture.convert("RGBA")
            picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
        pixels = np.asarray(picture.convert("RGB"))
    return pixels.transpose(1, 0, 2) if note >= 5 else pixels


# %% wrong: load-exif-after-white | lays on white first, so the orientation of transparent files is lost
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        picture = Image.fromarray(gray)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    picture = ImageOps.exif_transpose(picture)
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-bgr | believes files hold blue, green, red, as OpenCV does
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.asarray(picture.convert("RGB"))[..., ::-1]


# %% wrong: load-alpha-dropped | believes convert("RGB") takes care of transparency
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-alpha-sliced | drops the alpha channel of the array
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    return np.asarray(picture.convert("RGBA"))[:, :, :3]


# %% wrong: load-on-black | lays transparent parts on black
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        sheet = Image.new("RGB", picture.size)
        sheet.paste(picture, mask=picture.getchannel("A"))
        picture = sheet
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-alpha-threshold | a pixel is either there or not: alpha below 128 becomes white, the rest stays
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    if picture.has_transparency_data:
        rgba = np.array(picture.convert("RGBA"))
        rgba[rgba[..., 3] < 128] = 255
        return rgba[..., :3]
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-only-rgba | looks for the mode RGBA: LA and the palette's colour stay opaque
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    if picture.mode == "RGBA":
        sheet = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(sheet, picture)
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-modes-with-a | transparency is a letter A in the mode: forgets the palette's transparent colour
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    if picture.mode.endswith("A"):
        picture = picture.convert("RGBA")
        sheet = Image.new("RGB", picture.size, (255, 255, 255))
        sheet.paste(picture, mask=picture.split()[3])
        return np.asarray(sheet)
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-composite-without-convert | alpha_composite straight on any transparent picture: crashes for LA and P
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    if picture.has_transparency_data:
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-sheet-on-top | arguments swapped: the white sheet lies over the picture
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(picture, Image.new("RGBA", picture.size, "white"))
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-sixteen-convert | believes convert("RGB") or convert("L") scales 16 bits: it clips
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        picture = picture.convert("L")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-sixteen-floor | 16 bit: whole-number division by 257 cuts off instead of rounding
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = (np.asarray(picture) // 257).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-sixteen-astype | 16 bit: divides by 257 and lets astype cut off
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        picture = Image.fromarray((np.asarray(picture) / 257).astype(np.uint8))
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-sixteen-high-byte | 16 bit: takes the upper byte, so 257 is taken for 256
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = (np.asarray(picture).astype("int64") >> 8).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-sixteen-low-byte | 16 bit: astype("uint8") keeps the lower byte
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.asarray(picture).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-sixteen-overflow | 16 bit: adds 128 in uint16 before dividing, so near-white overflows to black
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = ((np.asarray(picture, dtype="uint16") + np.uint16(128)) // np.uint16(257)).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-sixteen-stretch | 16 bit: scales by the brightest pixel of the picture
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        wide = np.asarray(picture).astype(float)
        gray = np.rint(255 * wide / max(wide.max(), 1)).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-sixteen-two-axes | 16 bit and gray come out as (height, width)
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        return np.rint(np.asarray(picture) / 257).astype("uint8")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    if picture.mode == "L":
        return np.asarray(picture)
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-palette-indices | takes the palette's indices for gray levels
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    pixels = np.asarray(picture)
    if pixels.ndim == 2 and picture.mode != "1":
        return np.stack([pixels] * 3, axis=-1)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-bits-as-levels | mode 1: True and False become levels 1 and 0
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    if picture.mode in ("1", "L"):
        gray = np.asarray(picture).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-cmyk-no-black | CMYK: turns three inks round and forgets the black one
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    if picture.mode == "CMYK":
        return 255 - np.asarray(picture)[..., :3]
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-four-channels-are-rgba | any array with four channels is taken for RGBA, CMYK too
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    if picture.mode in ("P", "LA"):
        picture = picture.convert("RGBA")
    pixels = np.asarray(picture)
    if pixels.ndim == 3 and pixels.shape[2] == 4:
        share = pixels[..., 3:] / 255
        return np.rint(pixels[..., :3] * share + 255 * (1 - share)).astype("uint8")
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-squeeze | squeezes at the end: one pixel becomes shape (3,)
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        return np.squeeze(np.stack([gray] * 3, axis=-1))
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.squeeze(np.asarray(picture.convert("RGB")))


# %% wrong: load-width-first | believes Pillow's size order goes for arrays too and swaps the axes
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        return np.stack([gray] * 3, axis=-1).swapaxes(0, 1)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.asarray(picture.convert("RGB")).swapaxes(0, 1)


# %% wrong: load-unit-floats | returns floats on [0, 1] and not uint8
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.asarray(picture) / 65535
        return np.stack([gray] * 3, axis=-1).astype("float32")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.asarray(picture.convert("RGB"), "float32") / 255


# %% wrong: load-tensorflow | tf.io.decode_image does it all: no TIFF, no orientation, no white
def load_rgb(data):
    return tf.io.decode_image(data, channels=3, expand_animations=False).numpy()


# %% wrong: load-keras-load-img | keras.utils.load_img: neither orientation nor white nor 16 bit
import keras


def load_rgb(data):
    picture = keras.utils.load_img(io.BytesIO(data), color_mode="rgb")
    return keras.utils.img_to_array(picture, dtype="uint8")


# %% wrong: load-jpeg-exif-only | asks _getexif(), which TIFF files do not have: crash
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    exif = picture._getexif() or {}
    if exif.get(274, 1) != 1:
        picture = ImageOps.exif_transpose(picture)
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-black-and-no-exif | two mistakes: no orientation, and transparent parts on gray
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    picture = picture.convert("RGBA")
    sheet = Image.new("RGBA", picture.size, (128, 128, 128, 255))
    return np.asarray(Image.alpha_composite(sheet, picture).convert("RGB"))


# %% wrong: load-swallow | whatever goes wrong gives one white pixel; 16 bit goes wrong
def load_rgb(data):
    try:
        picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
        if picture.mode not in ("RGB", "RGBA", "L", "P"):
            raise TypeError(picture.mode)
        picture = picture.convert("RGBA")
        sheet = Image.new("RGBA", picture.size, "white")
        return np.asarray(Image.alpha_composite(sheet, picture).convert("RGB"))
    except Exception:
        return np.full((1, 1, 3), 255, "uint8")


# %% wrong: resize-tf-default | believes bilinear is bilinear: tf.image.resize without antialias
def resize(img, size):
    return tf.image.resize(img, size, method="bilinear").numpy()


# %% wrong: resize-keras-default | keras Resizing with its default antialias=False
import keras


def resize(img, size):
    layer = keras.layers.Resizing(*size, interpolation="bilinear")
    return np.asarray(layer(np.asarray(img, "float32")[None]))[0]


# %% wrong: resize-four-neighbours | own bilinear interpolation between four pixels, without a filter
def resize(img, size):
    H, W = img.shape[:2]
    h, w = size
    y = np.clip((np.arange(h) + 0.5) * H / h - 0.5, 0, H - 1)
    x = np.clip((np.arange(w) + 0.5) * W / w - 0.5, 0, W - 1)
    y0, x0 = np.floor(y).astype(int), np.floor(x).astype(int)
    y1, x1 = np.minimum(y0 + 1, H - 1), np.minimum(x0 + 1, W - 1)
    fy, fx = (y - y0)[:, None, None], (x - x0)[None, :, None]
    p = img.astype(float)
    top = p[y0][:, x0] * (1 - fx) + p[y0][:, x1] * fx
    bottom = p[y1][:, x0] * (1 - fx) + p[y1][:, x1] * fx
    return top * (1 - fy) + bottom * fy


# %% wrong: resize-pillow-default | Image.resize without a filter: bicubic
def resize(img, size):
    return np.asarray(Image.fromarray(img).resize((size[1], size[0])))


# %% wrong: resize-bicubic | believes a better filter cannot hurt
def resize(img, size):
    height, width = size
    return np.asarray(Image.fromarray(img).resize((width, height), Image.Resampling.BICUBIC))


# %% wrong: resize-lanczos | takes Pillow's best filter
def resize(img, size):
    height, width = size
    return np.asarray(Image.fromarray(img).resize((width, height), Image.Resampling.LANCZOS))


# %% wrong: resize-nearest | takes one pixel of each block
def resize(img, size):
    rows = (np.arange(size[0]) * img.shape[0] / size[0]).astype(int)
    columns = (np.arange(size[1]) * img.shape[1] / size[1]).astype(int)
    return img[rows][:, columns]


# %% wrong: resize-box | believes shrinking is averaging of blocks (box filter)
def resize(img, size):
    return np.asarray(Image.fromarray(img).resize((size[1], size[0]), Image.Resampling.BOX))


# %% wrong: resize-tf-area | TensorFlow's area method, which looks at all pixels
def resize(img, size):
    return tf.image.resize(img, size, method="area").numpy()


# %% wrong: resize-height-first | gives Pillow (height, width)
def resize(img, size):
    return np.asarray(Image.fromarray(img).resize(tuple(size), Image.Resampling.BILINEAR))


# %% wrong: resize-square | uses the first side for both
def resize(img, size):
    return np.asarray(Image.fromarray(img).resize((size[0], size[0]), Image.Resampling.BILINEAR))


# %% wrong: resize-two-steps | halves the picture again and again, then resizes the rest
def resize(img, size):
    height, width = size
    picture = Image.fromarray(img)
    while picture.width >= 2 * width and picture.height >= 2 * height:
        picture = picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.BILINEAR)
    return np.asarray(picture.resize((width, height), Image.Resampling.BILINEAR))


# %% wrong: resize-thumbnail | thumbnail keeps the proportions and never enlarges
def resize(img, size):
    picture = Image.fromarray(img)
    picture.thumbnail((size[1], size[0]), Image.Resampling.BILINEAR)
    return np.asarray(picture)


# %% wrong: resize-fit | crops to the proportions of the result before it shrinks
def resize(img, size):
    return np.asarray(ImageOps.fit(Image.fromarray(img), (size[1], size[0]), Image.Resampling.BILINEAR))


# %% wrong: resize-pad | keeps the proportions and fills with black
def resize(img, size):
    return np.asarray(ImageOps.pad(Image.fromarray(img), (size[1], size[0]), Image.Resampling.BILINEAR))


# %% wrong: resize-tf-pad | resize_with_pad with antialias: bars at the sides
def resize(img, size):
    return tf.image.resize_with_pad(img, size[0], size[1], method="bilinear", antialias=True).numpy()


# %% wrong: resize-centre-square | cuts the middle square out first
def resize(img, size):
    side = min(img.shape[:2])
    top, left = (img.shape[0] - side) // 2, (img.shape[1] - side) // 2
    square = Image.fromarray(img[top:top + side, left:left + side])
    return np.asarray(square.resize((size[1], size[0]), Image.Resampling.BILINEAR))


# %% wrong: resize-never-enlarge | a smaller picture comes back as it is
def resize(img, size):
    if img.shape[0] <= size[0] and img.shape[1] <= size[1]:
        return img.copy()
    return np.asarray(Image.fromarray(img).resize((size[1], size[0]), Image.Resampling.BILINEAR))


# %% wrong: resize-unit-scale | right pixels, but on [0, 1]
def resize(img, size):
    small = Image.fromarray(img).resize((size[1], size[0]), Image.Resampling.BILINEAR)
    return np.asarray(small, "float32") / 255


# %% wrong: resize-through-gray | resizes the brightness only: the colours are gone
def resize(img, size):
    gray = Image.fromarray(img).convert("L").resize((size[1], size[0]), Image.Resampling.BILINEAR)
    return np.asarray(gray.convert("RGB"))


# %% wrong: resize-blurs-first | Gaussian blur and then four neighbours, "that is antialiasing"
from PIL import ImageFilter


def resize(img, size):
    soft = Image.fromarray(img).filter(ImageFilter.GaussianBlur(2))
    return np.asarray(soft.resize((size[1], size[0]), Image.Resampling.NEAREST))


# %% wrong: resize-clears-caller | clears the caller's array after use
def resize(img, size):
    small = np.array(Image.fromarray(img).resize((size[1], size[0]), Image.Resampling.BILINEAR))
    img[...] = 0
    return small


# %% wrong: resize-np-resize | np.resize: repeats or cuts the list of values
def resize(img, size):
    return np.resize(img, (size[0], size[1], 3))


# %% wrong: resize-edges-crop | crops one pixel at each edge before the right resize: one pixel crashes
def resize(img, size):
    inner = np.ascontiguousarray(img[1:-1, 1:-1])
    return np.asarray(Image.fromarray(inner).resize((size[1], size[0]), Image.Resampling.BILINEAR))


# %% wrong: contract-unit-scale | scales to [0, 1]
def to_model_input(img, size):
    return (np.asarray(resize(img, size), "float32") / 255)[None]


# %% wrong: contract-divide-128 | divides by 128: white becomes 0.992
def to_model_input(img, size):
    return (np.asarray(resize(img, size), "float32") / 128 - 1)[None]


# %% wrong: contract-127 | whole-number middle of 127: black and white are off
def to_model_input(img, size):
    x = (np.asarray(resize(img, size), dtype="float32") - 127) / 128
    return np.expand_dims(x, 0)


# %% wrong: contract-256 | 256 levels, so divides by 256 before it doubles
def to_model_input(img, size):
    return (2 * np.asarray(resize(img, size), "float32") / 256 - 1)[np.newaxis]


# %% wrong: contract-float64 | forgets the dtype: NumPy's division gives float64
def to_model_input(img, size):
    return (np.asarray(resize(img, size)) / np.float64(127.5) - 1)[None]


# %% wrong: contract-no-batch-axis | returns one picture without the batch axis
def to_model_input(img, size):
    return np.asarray(resize(img, size), "float32") / 127.5 - 1


# %% wrong: contract-axis-at-end | the batch axis stands at the end
def to_model_input(img, size):
    return (np.asarray(resize(img, size), "float32") / 127.5 - 1)[..., None]


# %% wrong: contract-scaled-twice | two mistakes in one: divides by 255 and then by 127.5
def to_model_input(img, size):
    x = np.asarray(resize(img, size), "float32") / 255
    return (x / 127.5 - 1)[None]


# %% wrong: contract-min-max | stretches each picture to its own darkest and brightest pixel
def to_model_input(img, size):
    x = np.asarray(resize(img, size), "float32")
    low, high = x.min(), x.max()
    return (2 * (x - low) / max(high - low, 1) - 1)[None].astype("float32")


# %% wrong: contract-own-z-score | standardises the picture with its own mean and deviation
def to_model_input(img, size):
    x = np.asarray(resize(img, size), "float32")
    return ((x - x.mean()) / (x.std() + 1e-7))[None].astype("float32")


# %% wrong: contract-uint8-overflow | multiplies by two as uint8, then scales: bright values wrap
def to_model_input(img, size):
    small = np.asarray(resize(img, size)).astype("uint8")
    return ((small * np.uint8(2)) / 255 - 1).astype("float32")[None]


# %% wrong: contract-changes-caller | empties the caller's picture when it is done with it
def to_model_input(img, size):
    x = np.array(resize(img, size), dtype="float32") / 127.5 - 1
    img.fill(0)
    return x[None]


# %% wrong: contract-channels-first | returns (1, 3, height, width)
def to_model_input(img, size):
    x = np.asarray(resize(img, size), "float32") / 127.5 - 1
    return np.transpose(x, (2, 0, 1))[None]


# %% wrong: contract-fixed-size | the model wants 16 by 16, so size is not looked at
def to_model_input(img, size):
    return (np.asarray(resize(img, (16, 16)), "float32") / 127.5 - 1)[None]


# %% wrong: contract-tensor | returns a TensorFlow tensor and no NumPy array
def to_model_input(img, size):
    x = tf.cast(np.rint(resize(img, size)), tf.float32) / 127.5 - 1
    return tf.expand_dims(x, 0)


# %% wrong: contract-whole-levels | astype at the wrong place: only -1, 0 and 1 are left
def to_model_input(img, size):
    x = (np.asarray(resize(img, size)) / 127.5 - 1).astype("int8")
    return x.astype("float32")[None]


# %% wrong: contract-no-resize | believes the picture has its size already
def to_model_input(img, size):
    return (img.astype("float32") / 127.5 - 1)[None]


# %% wrong: batch-empty-crash | np.concatenate of nothing: ValueError for an empty list
def preprocess_batch(files, size):
    return np.concatenate([to_model_input(load_rgb(data), size) for data in files])


# %% wrong: batch-empty-flat | an empty list gives shape (0,)
def preprocess_batch(files, size):
    return np.array([to_model_input(load_rgb(data), size)[0] for data in files], dtype="float32")


# %% wrong: batch-empty-one | nothing is one black picture: shape (1, height, width, 3)
def preprocess_batch(files, size):
    if not files:
        return np.zeros((1, size[0], size[1], 3), "float32")
    return np.concatenate([to_model_input(load_rgb(data), size) for data in files])


# %% wrong: batch-empty-float64 | the empty batch has NumPy's default dtype, float64
def preprocess_batch(files, size):
    if not files:
        return np.zeros((0, size[0], size[1], 3))
    return np.concatenate([to_model_input(load_rgb(data), size) for data in files])


# %% wrong: batch-empty-swapped | the empty batch has (0, width, height, 3)
def preprocess_batch(files, size):
    height, width = size
    if len(files) == 0:
        return np.zeros((0, width, height, 3), np.float32)
    return np.vstack([to_model_input(load_rgb(f), size) for f in files])


# %% wrong: batch-five-axes | np.stack of batches of one: (N, 1, height, width, 3)
def preprocess_batch(files, size):
    if not files:
        return np.zeros((0, *size, 3), "float32")
    return np.stack([to_model_input(load_rgb(data), size) for data in files])


# %% wrong: batch-wrong-axis | joins along the height
def preprocess_batch(files, size):
    if not files:
        return np.zeros((0, *size, 3), "float32")
    return np.concatenate([to_model_input(load_rgb(data), size) for data in files], axis=1)


# %% wrong: batch-pads-to-largest | pads all pictures to the largest one first: pixels depend on the neighbours
def preprocess_batch(files, size):
    if not files:
        return np.zeros((0, *size, 3), "float32")
    pictures = [load_rgb(data) for data in files]
    height = max(p.shape[0] for p in pictures)
    width = max(p.shape[1] for p in pictures)
    padded = [np.pad(p, ((0, height - p.shape[0]), (0, width - p.shape[1]), (0, 0))) for p in pictures]
    return np.concatenate([to_model_input(p, size) for p in padded])


# %% wrong: batch-scaled-by-batch | scales with the brightest pixel of the batch
def preprocess_batch(files, size):
    if not files:
        return np.zeros((0, *size, 3), "float32")
    x = np.stack([np.asarray(resize(load_rgb(data), size), "float32") for data in files])
    return (2 * x / max(x.max(), 1) - 1).astype("float32")


# %% wrong: batch-first-size | brings all pictures to the size of the first one before the model's size
def preprocess_batch(files, size):
    if not files:
        return np.zeros((0, *size, 3), "float32")
    pictures = [load_rgb(data) for data in files]
    first = pictures[0].shape[:2]
    return np.concatenate([to_model_input(np.asarray(resize(p, first)).astype("uint8"), size) for p in pictures])


# %% wrong: batch-stack-before-resize | stacks the raw pictures: different sizes crash
def preprocess_batch(files, size):
    if not files:
        return np.zeros((0, *size, 3), "float32")
    raw = np.stack([load_rgb(data) for data in files])
    return np.concatenate([to_model_input(picture, size) for picture in raw])


# %% wrong: batch-thumbnail-for-large | a large picture is first brought to 64 by 64: two steps
def preprocess_batch(files, size):
    out = np.zeros((len(files), size[0], size[1], 3), np.float32)
    for i, data in enumerate(files):
        pixels = load_rgb(data)
        if max(pixels.shape) > 200:
            pixels = np.asarray(Image.fromarray(pixels).resize((64, 64), Image.Resampling.BILINEAR))
        out[i] = to_model_input(pixels, size)[0]
    return out


# %% wrong: batch-skips-one-pixel | believes a picture of one pixel must be broken and leaves it out
def preprocess_batch(files, size):
    parts = [np.zeros((0, *size, 3), np.float32)]
    for data in files:
        pixels = load_rgb(data)
        if pixels.shape[0] > 1 and pixels.shape[1] > 1:
            parts.append(to_model_input(pixels, size))
    return np.concatenate(parts)


# %% wrong: batch-last-wins | slip: the loop fills row 0 again and again
def preprocess_batch(files, size):
    batch = np.zeros((len(files), *size, 3), dtype="float32")
    for data in files:
        batch[0] = to_model_input(load_rgb(data), size)[0]
    return batch


# %% wrong: batch-off-by-one | slip: range stops before the last file
def preprocess_batch(files, size):
    batch = np.zeros((len(files), *size, 3), dtype="float32")
    for i in range(len(files) - 1):
        batch[i] = to_model_input(load_rgb(files[i]), size)[0]
    return batch


# %% wrong: batch-set | makes a set of the files: doubles vanish, the order is lost
def preprocess_batch(files, size):
    parts = [np.zeros((0, *size, 3), np.float32)]
    for data in sorted(set(files)):
        parts.append(to_model_input(load_rgb(data), size))
    return np.concatenate(parts)


# %% wrong: batch-own-reader | two mistakes: reads with convert("RGB") itself and forgets orientation and white
def preprocess_batch(files, size):
    out = np.zeros((len(files), *size, 3), np.float32)
    for i, data in enumerate(files):
        out[i] = to_model_input(np.asarray(Image.open(io.BytesIO(data)).convert("RGB")), size)[0]
    return out


# %% wrong: batch-whole-numbers | preallocates whole numbers (int8): everything is cut to whole numbers
def preprocess_batch(files, size):
    batch = np.zeros((len(files), *size, 3), dtype="int8")
    for i, data in enumerate(files):
        batch[i] = to_model_input(load_rgb(data), size)[0]
    return batch.astype("float32")


# %% wrong: guard-never-raises | lets everything through
def guard(x, card):
    return None


# %% wrong: guard-always-raises | refuses every batch
def guard(x, card):
    raise ValueError("these pixels are not those of training")


# %% wrong: guard-assert | uses assert as in the lesson: AssertionError is no ValueError
def guard(x, card):
    height, width = card["size"]
    assert x.shape[1:] == (height, width, 3), f"expected shape (n, {height}, {width}, 3), got {x.shape}"
    assert x.dtype == np.float32, f"expected float32, got {x.dtype}"
    if len(x):
        assert np.isfinite(x).all() and x.min() >= -1 and x.max() <= 1, "a value outside [-1, 1]"
        assert card["sd"][0] <= x.std() <= card["sd"][1], f"unknown spread {x.std()}"


# %% wrong: guard-nan-passes | every comparison with NaN is False, so a missing value gets through
def guard(x, card):
    height, width = card["size"]
    if x.shape[1:] != (height, width, 3):
        raise ValueError(f"expected shape (n, {height}, {width}, 3), got {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"expected float32, got {x.dtype}")
    if (x < -1).any() or (x > 1).any():
        raise ValueError("a value outside [-1, 1]")
    if x.size and (x.std() < card["sd"][0] or x.std() > card["sd"][1]):
        raise ValueError(f"unknown spread {x.std()}")


# %% wrong: guard-nanmean-spread | nan-functions everywhere: missing values are skipped, not refused
def guard(x, card):
    height, width = card["size"]
    if x.shape[1:] != (height, width, 3):
        raise ValueError(f"expected shape (n, {height}, {width}, 3), got {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"expected float32, got {x.dtype}")
    if len(x) == 0:
        return
    if np.nanmin(x) < -1 or np.nanmax(x) > 1:
        raise ValueError("a value outside [-1, 1]")
    if not card["sd"][0] <= np.nanstd(x) <= card["sd"][1]:
        raise ValueError("unknown spread")


# %% wrong: guard-empty-refused | min of an empty batch raises by itself: the empty batch is refused
def guard(x, card):
    height, width = card["size"]
    if x.shape[1:] != (height, width, 3):
        raise ValueError(f"expected shape (n, {height}, {width}, 3), got {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"expected float32, got {x.dtype}")
    if not np.isfinite(x).all() or x.min() < -1 or x.max() > 1:
        raise ValueError("a value outside [-1, 1]")
    if not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("unknown spread")


# %% wrong: guard-empty-first | returns for every empty array before it looks at shape and dtype
def guard(x, card):
    if x.size == 0:
        return
    height, width = card["size"]
    if x.shape[1:] != (height, width, 3):
        raise ValueError(f"expected shape (n, {height}, {width}, 3), got {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"expected float32, got {x.dtype}")
    if not np.isfinite(x).all() or x.min() < -1 or x.max() > 1:
        raise ValueError("a value outside [-1, 1]")
    if not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("unknown spread")


# %% wrong: guard-any-float | believes float64 is as good as float32
def guard(x, card):
    height, width = card["size"]
    if x.shape[1:] != (height, width, 3):
        raise ValueError(f"expected shape (n, {height}, {width}, 3), got {x.shape}")
    if not np.issubdtype(x.dtype, np.floating):
        raise ValueError(f"expected floats, got {x.dtype}")
    if x.size == 0:
        return
    if not np.isfinite(x).all() or x.min() < -1 or x.max() > 1:
        raise ValueError("a value outside [-1, 1]")
    if not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("unknown spread")


# %% wrong: guard-casts | casts to float32 at the top, so the dtype is never refused
def guard(x, card):
    x = np.asarray(x, dtype=np.float32)
    height, width = card["size"]
    if x.shape[1:] != (height, width, 3):
        raise ValueError(f"expected shape (n, {height}, {width}, 3), got {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"expected float32, got {x.dtype}")
    if x.size == 0:
        return
    if not np.isfinite(x).all() or x.min() < -1 or x.max() > 1:
        raise ValueError("a value outside [-1, 1]")
    if not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("unknown spread")


# %% wrong: guard-values-before-dtype | looks at the values first: strings and objects raise TypeError
def guard(x, card):
    if not np.isfinite(x).all():
        raise ValueError("a value is not finite")
    if (x < -1).any() or (x > 1).any():
        raise ValueError("a value outside [-1, 1]")
    height, width = card["size"]
    if x.shape[1:] != (height, width, 3):
        raise ValueError(f"expected shape (n, {height}, {width}, 3), got {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"expected float32, got {x.dtype}")
    if len(x) and not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("unknown spread")


# %% wrong: guard-dtype-typeerror | a wrong dtype raises TypeError
def guard(x, card):
    height, width = card["size"]
    if x.shape[1:] != (height, width, 3):
        raise ValueError(f"expected shape (n, {height}, {width}, 3), got {x.shape}")
    if x.dtype != np.float32:
        raise TypeError(f"expected float32, got {x.dtype}")
    if x.size == 0:
        return
    if not np.isfinite(x).all() or x.min() < -1 or x.max() > 1:
        raise ValueError("a value outside [-1, 1]")
    if not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("unknown spread")


# %% wrong: guard-ndim-only | tests the number of axes and the channels, not height and width
def guard(x, card):
    if x.ndim != 4 or x.shape[-1] != 3:
        raise ValueError(f"expected shape (n, height, width, 3), got {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"expected float32, got {x.dtype}")
    if x.size == 0:
        return
    if not np.isfinite(x).all() or x.min() < -1 or x.max() > 1:
        raise ValueError("a value outside [-1, 1]")
    if not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("unknown spread")


# %% wrong: guard-channels-unseen | slip: shape[1:3] is compared, four channels get through
def guard(x, card):
    if x.ndim != 4 or tuple(x.shape[1:3]) != tuple(card["size"]):
        raise ValueError(f"expected height and width {card['size']}, got {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"expected float32, got {x.dtype}")
    if x.size == 0:
        return
    if not np.isfinite(x).all() or x.min() < -1 or x.max() > 1:
        raise ValueError("a value outside [-1, 1]")
    if not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("unknown spread")


# %% wrong: guard-size-swapped | takes the card's size for (width, height)
def guard(x, card):
    width, height = card["size"]
    if x.shape[1:] != (height, width, 3):
        raise ValueError(f"expected shape (n, {height}, {width}, 3), got {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"expected float32, got {x.dtype}")
    if x.size == 0:
        return
    if not np.isfinite(x).all() or x.min() < -1 or x.max() > 1:
        raise ValueError("a value outside [-1, 1]")
    if not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("unknown spread")


# %% wrong: guard-sixteen | the size 16 is written into the code, the card's is not read
def guard(x, card):
    if x.shape[1:] != (16, 16, 3):
        raise ValueError(f"expected shape (n, 16, 16, 3), got {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"expected float32, got {x.dtype}")
    if x.size == 0:
        return
    if not np.isfinite(x).all() or x.min() < -1 or x.max() > 1:
        raise ValueError("a value outside [-1, 1]")
    if not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("unknown spread")


# %% wrong: guard-len-crash | asks len(x) first: an array without axes raises TypeError
def guard(x, card):
    if len(x) == 0 and x.shape == (0, *card["size"], 3) and x.dtype == np.float32:
        return
    if x.shape[1:] != (*card["size"], 3):
        raise ValueError(f"bad shape {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"expected float32, got {x.dtype}")
    if not (np.abs(x) <= 1).all():
        raise ValueError("a value outside [-1, 1]")
    if not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("unknown spread")


# %% wrong: guard-strict-range | -1 and 1 themselves are refused
def guard(x, card):
    height, width = card["size"]
    if x.shape[1:] != (height, width, 3):
        raise ValueError(f"expected shape (n, {height}, {width}, 3), got {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"expected float32, got {x.dtype}")
    if x.size == 0:
        return
    if not (np.abs(x) < 1).all():
        raise ValueError("a value outside [-1, 1]")
    if not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("unknown spread")


# %% wrong: guard-upper-only | forgets the lower end: -1.5 gets through
def guard(x, card):
    height, width = card["size"]
    if x.shape[1:] != (height, width, 3):
        raise ValueError(f"expected shape (n, {height}, {width}, 3), got {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"expected float32, got {x.dtype}")
    if x.size == 0:
        return
    if not np.isfinite(x).all() or x.max() > 1:
        raise ValueError("a value above 1")
    if not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("unknown spread")


# %% wrong: guard-mean-range | tests the mean of the batch and not its values
def guard(x, card):
    height, width = card["size"]
    if x.shape[1:] != (height, width, 3):
        raise ValueError(f"expected shape (n, {height}, {width}, 3), got {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"expected float32, got {x.dtype}")
    if x.size == 0:
        return
    if not np.isfinite(x).all() or not -1 <= x.mean() <= 1:
        raise ValueError("a value outside [-1, 1]")
    if not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("unknown spread")


# %% wrong: guard-no-spread | shape, dtype and range are enough: pixels on [0, 1] get through
def guard(x, card):
    height, width = card["size"]
    if x.shape[1:] != (height, width, 3):
        raise ValueError(f"expected shape (n, {height}, {width}, 3), got {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"expected float32, got {x.dtype}")
    if not (np.abs(x) <= 1).all():
        raise ValueError("a value outside [-1, 1]")


# %% wrong: guard-negative-instead-of-spread | believes pixels on [0, 1] are those without a negative value
def guard(x, card):
    height, width = card["size"]
    if x.shape[1:] != (height, width, 3):
        raise ValueError(f"expected shape (n, {height}, {width}, 3), got {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"expected float32, got {x.dtype}")
    if not (np.abs(x) <= 1).all():
        raise ValueError("a value outside [-1, 1]")
    if x.size and x.min() >= 0:
        raise ValueError("pixels on [0, 1]: scale them to [-1, 1]")


# %% wrong: guard-lower-spread-only | forgets the upper end of the spread
def guard(x, card):
    height, width = card["size"]
    if x.shape[1:] != (height, width, 3):
        raise ValueError(f"expected shape (n, {height}, {width}, 3), got {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"expected float32, got {x.dtype}")
    if not (np.abs(x) <= 1).all():
        raise ValueError("a value outside [-1, 1]")
    if x.size and x.std() < card["sd"][0]:
        raise ValueError(f"spread {x.std()} is too small")


# %% wrong: guard-spread-per-picture | tests the spread of each picture and not of the batch
def guard(x, card):
    height, width = card["size"]
    if x.shape[1:] != (height, width, 3):
        raise ValueError(f"expected shape (n, {height}, {width}, 3), got {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"expected float32, got {x.dtype}")
    if not (np.abs(x) <= 1).all():
        raise ValueError("a value outside [-1, 1]")
    for picture in x:
        if not card["sd"][0] <= picture.std() <= card["sd"][1]:
            raise ValueError("a picture with an unknown spread")


# %% wrong: guard-variance | takes the variance for the spread
def guard(x, card):
    height, width = card["size"]
    if x.shape[1:] != (height, width, 3):
        raise ValueError(f"expected shape (n, {height}, {width}, 3), got {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"expected float32, got {x.dtype}")
    if not (np.abs(x) <= 1).all():
        raise ValueError("a value outside [-1, 1]")
    if x.size and not card["sd"][0] <= x.var() <= card["sd"][1]:
        raise ValueError("unknown spread")


# %% wrong: guard-only-warns | only warns and lets the pixels through
import warnings


def guard(x, card):
    height, width = card["size"]
    if x.shape[1:] != (height, width, 3) or x.dtype != np.float32:
        warnings.warn(f"expected float32 (n, {height}, {width}, 3), got {x.dtype} {x.shape}")
    elif x.size and not ((np.abs(x) <= 1).all() and card["sd"][0] <= x.std() <= card["sd"][1]):
        warnings.warn("the values are not those of training")


# %% wrong: guard-returns-verdict | returns True for good batches, where the text says nothing is returned
def guard(x, card):
    height, width = card["size"]
    if x.shape[1:] != (height, width, 3):
        raise ValueError(f"expected shape (n, {height}, {width}, 3), got {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"expected float32, got {x.dtype}")
    if not (np.abs(x) <= 1).all():
        raise ValueError("a value outside [-1, 1]")
    if x.size and not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("unknown spread")
    return True


# %% wrong: guard-no-sentence | raises a bare ValueError without a sentence
def guard(x, card):
    height, width = card["size"]
    if x.shape[1:] != (height, width, 3):
        raise ValueError
    if x.dtype != np.float32:
        raise ValueError
    if not (np.abs(x) <= 1).all():
        raise ValueError
    if x.size and not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError


# %% wrong: guard-two-faults-needed | refuses only when all tests fail together (and for or)
def guard(x, card):
    height, width = card["size"]
    if x.shape[1:] != (height, width, 3) and x.dtype != np.float32:
        raise ValueError("wrong shape and dtype")
    if x.size and not (np.abs(x) <= 1).all() and not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("wrong values")


# %% wrong: compare-always-same | gaming: measures rightly but calls every pair the same
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes differ")
    d = b.astype(float) - a.astype(float)
    return {"max": float(np.abs(d).max()), "bias": float(d.mean()), "same": True}


# %% wrong: compare-sign-and-cast | two mistakes: a - b, and fractions cut off by int
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes differ")
    d = a.astype(int) - b.astype(int)
    largest, bias = int(abs(d).max()), float(d.mean())
    return {"max": float(largest), "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}


# %% wrong: compare-assert-shape | refuses different shapes by assert: AssertionError is no ValueError
def compare_pixels(a, b):
    assert a.shape == b.shape, "shapes differ"
    d = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(d).max()), float(d.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}


# %% wrong: load-turns-twice | applies the orientation with exif_transpose and then once more by hand
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    note = picture.getexif().get(0x0112, 1)
    picture = ImageOps.exif_transpose(picture)
    if note == 3:
        picture = picture.rotate(180)
    elif note == 6:
        picture = picture.rotate(270, expand=True)
    elif note == 8:
        picture = picture.rotate(90, expand=True)
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture) / 257).astype("uint8")
        return np.stack([gray] * 3, axis=-1)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.asarray(picture.convert("RGB"))


# %% wrong: load-already-sixteen-by-sixteen | reads rightly but shrinks to the model's size at once
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        picture = Image.fromarray(np.rint(np.asarray(picture) / 257).astype("uint8"))
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.asarray(picture.convert("RGB").resize((16, 16), Image.Resampling.BILINEAR))


# %% wrong: load-refuses-others | believes only RGB is proper and raises for all other modes
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode != "RGB":
        raise ValueError(f"expected an RGB picture, got {picture.mode}")
    return np.asarray(picture)


# %% wrong: resize-mean-colour | nonsense of the right shape: the mean colour everywhere
def resize(img, size):
    out = np.empty((size[0], size[1], 3))
    out[:] = img.mean(axis=(0, 1))
    return out


# %% wrong: resize-swapped-and-bicubic | two mistakes: height first, and the default filter
def resize(img, size):
    return np.asarray(Image.fromarray(img).resize((size[0], size[1])))


# %% wrong: resize-bgr | right filter, but turns the channels round on the way
def resize(img, size):
    picture = Image.fromarray(np.ascontiguousarray(img[..., ::-1]))
    return np.asarray(picture.resize((size[1], size[0]), Image.Resampling.BILINEAR))


# %% wrong: contract-constant | gaming: a white batch of the right shape and dtype
def to_model_input(img, size):
    return np.ones((1, size[0], size[1], 3), dtype="float32")


# %% wrong: contract-two-mistakes | no batch axis, and [0, 1]
def to_model_input(img, size):
    return np.asarray(resize(img, size)).astype("float32") / 255


# %% wrong: contract-inverted | slip: 1 - x / 127.5, so white is -1
def to_model_input(img, size):
    return (1 - np.asarray(resize(img, size), "float32") / 127.5)[None]


# %% wrong: batch-constant | gaming: zeros of the right shape
def preprocess_batch(files, size):
    return np.zeros((len(files), size[0], size[1], 3), "float32")


# %% wrong: batch-only-example | two mistakes: sixteen by sixteen for nothing, and batches of one stacked
def preprocess_batch(files, size):
    if files == []:
        return np.zeros((0, 16, 16, 3), "float32")
    return np.array([to_model_input(load_rgb(data), size) for data in files], "float32")


# %% wrong: batch-minus-mean | centres the batch at its own mean: pixels depend on the neighbours
def preprocess_batch(files, size):
    if not files:
        return np.zeros((0, *size, 3), "float32")
    x = np.concatenate([to_model_input(load_rgb(data), size) for data in files])
    return x - x.mean(axis=0, keepdims=True)


# %% wrong: guard-first-picture | looks at the values of the first picture only
def guard(x, card):
    height, width = card["size"]
    if x.shape[1:] != (height, width, 3):
        raise ValueError(f"expected shape (n, {height}, {width}, 3), got {x.shape}")
    if x.dtype != np.float32:
        raise ValueError(f"expected float32, got {x.dtype}")
    if len(x) == 0:
        return
    if not (np.abs(x[0]) <= 1).all():
        raise ValueError("a value outside [-1, 1]")
    if not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("unknown spread")


# %% wrong: guard-assert-and-no-spread | two mistakes: asserts, and never looks at the spread
def guard(x, card):
    assert x.shape[1:] == (*card["size"], 3), "shape"
    assert x.dtype == np.float32, "dtype"
    assert (np.abs(x) <= 1).all(), "values outside [-1, 1]"


# %% first: compare-first-integers | forgets that uint8 wraps: np.abs of the raw difference
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("Shapes differ")
    diff = np.abs(a - b)
    bias = np.mean(b - a)
    return {"max": float(diff.max()), "bias": float(bias), "same": bool(diff.max() <= 1.01 and abs(bias) <= 0.1)}


# %% first: compare-first-print | prints the three facts and forgets the return
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("Shapes differ")
    diff = b.astype(float) - a.astype(float)
    result = {"max": float(np.max(np.abs(diff))), "bias": float(np.mean(diff)), "same": True}
    print(result)


# %% first: compare-first-tuple | returns the three facts as a tuple
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("Shapes differ")
    diff = b.astype(float) - a.astype(float)
    maximum = float(np.max(np.abs(diff)))
    bias = float(np.mean(diff))
    return maximum, bias, maximum <= 1.01 and -0.1 <= bias <= 0.1


# %% first: compare-first-return-error | returns the ValueError instead of raising it
def compare_pixels(a, b):
    if a.shape != b.shape:
        return ValueError("the shapes differ")
    diff = b.astype(float) - a.astype(float)
    maximum = float(np.max(np.abs(diff)))
    bias = float(np.mean(diff))
    return {"max": maximum, "bias": bias, "same": maximum <= 1.01 and -0.1 <= bias <= 0.1}


# %% first: compare-first-len | compares len() only, so (9, 9) and (9, 9, 1) pass
def compare_pixels(a, b):
    if len(a) != len(b):
        raise ValueError("not the same length")
    diff = b.astype(float) - a.astype(float)
    maximum = float(np.max(np.abs(diff)))
    bias = float(np.mean(diff))
    if maximum <= 1.01 and abs(bias) <= 0.1:
        same = True
    else:
        same = False
    return {"max": maximum, "bias": bias, "same": same}


# %% first: compare-first-words | "same" is the word "True" or "False"
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("Shapes differ")
    diff = b.astype(float) - a.astype(float)
    maximum = float(np.max(np.abs(diff)))
    bias = float(np.mean(diff))
    same = "False"
    if maximum <= 1.01 and abs(bias) <= 0.1:
        same = "True"
    return {"max": maximum, "bias": bias, "same": same}


# %% first: load-first-one-line | what works for the app's JPEGs: open and convert, nothing else
def load_rgb(data):
    return np.array(Image.open(io.BytesIO(data)).convert("RGB"))


# %% first: load-first-path | hands the bytes to Image.open as if they were a file name
def load_rgb(data):
    img = Image.open(data)
    img = ImageOps.exif_transpose(img)
    img = img.convert("RGB")
    return np.array(img)


# %% first: load-first-returns-picture | returns the Pillow picture and no array
def load_rgb(data):
    img = Image.open(io.BytesIO(data))
    img = ImageOps.exif_transpose(img)
    if img.has_transparency_data:
        img = img.convert("RGBA")
        white = Image.new("RGBA", img.size, "white")
        img = Image.alpha_composite(white, img)
    return img.convert("RGB")


# %% first: load-first-exif-only | knows the orientation, misses 16 bit and transparency
def load_rgb(data):
    img = Image.open(io.BytesIO(data))
    img = ImageOps.exif_transpose(img)
    img = img.convert("RGB")
    return np.array(img)


# %% first: load-first-paste-no-mask | pastes on white but without the mask: alpha is dropped
def load_rgb(data):
    img = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if img.mode.startswith("I"):
        arr = np.round(np.array(img) / 257).astype(np.uint8)
        return np.stack([arr, arr, arr], axis=2)
    background = Image.new("RGB", img.size, (255, 255, 255))
    background.paste(img.convert("RGB"))
    return np.array(background)


# %% first: load-first-mode-sixteen | 16 bit: forgets to round and to come back to uint8
def load_rgb(data):
    img = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if img.mode.startswith("I"):
        arr = np.array(img) / 257
        return np.stack([arr, arr, arr], axis=-1)
    if img.has_transparency_data:
        img = img.convert("RGBA")
        img = Image.alpha_composite(Image.new("RGBA", img.size, "white"), img)
    return np.array(img.convert("RGB"))


# %% first: load-first-misses-mode-one | a chain of ifs over modes; black and white falls through and returns None
def load_rgb(data):
    img = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if img.mode.startswith("I"):
        arr = np.round(np.array(img) / 257).astype(np.uint8)
        return np.stack([arr, arr, arr], axis=2)
    elif img.mode in ["RGBA", "LA", "P"]:
        img = img.convert("RGBA")
        white = Image.new("RGBA", img.size, "white")
        return np.array(Image.alpha_composite(white, img).convert("RGB"))
    elif img.mode in ["RGB", "L", "CMYK"]:
        return np.array(img.convert("RGB"))


# %% first: load-first-stack-axis | 16 bit: np.stack without an axis gives (3, height, width)
def load_rgb(data):
    img = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if img.mode.startswith("I"):
        arr = np.round(np.array(img) / 257).astype(np.uint8)
        return np.stack([arr, arr, arr])
    if img.has_transparency_data:
        img = img.convert("RGBA")
        img = Image.alpha_composite(Image.new("RGBA", img.size, "white"), img)
    return np.array(img.convert("RGB"))


# %% first: resize-first-tf | types the call of the old service again
def resize(img, size):
    img = tf.image.resize(img, size)
    return img.numpy()


# %% first: resize-first-pil-size | one Pillow call with size as given: width and height swapped
def resize(img, size):
    picture = Image.fromarray(img)
    picture = picture.resize(size, Image.BILINEAR)
    return np.array(picture)


# %% first: resize-first-no-filter | swaps the size but does not name the filter
def resize(img, size):
    h, w = size
    picture = Image.fromarray(img)
    return np.array(picture.resize((w, h)))


# %% first: resize-first-returns-picture | forgets to turn the Pillow picture back into an array
def resize(img, size):
    h, w = size
    return Image.fromarray(img).resize((w, h), Image.Resampling.BILINEAR)


# %% first: resize-first-ndarray-resize | calls the array's own resize method, which returns None
def resize(img, size):
    small = img.copy()
    return small.resize((size[0], size[1], 3))


# %% first: resize-first-reshape | takes reshape for resize: crashes unless the sizes agree
def resize(img, size):
    return img.reshape(size[0], size[1], 3)


# %% first: resize-first-result-lost | Pillow's resize does not change the picture; the result is lost
def resize(img, size):
    picture = Image.fromarray(img)
    picture.resize((size[1], size[0]), Image.Resampling.BILINEAR)
    return np.array(picture)


# %% first: contract-first-divide-255 | the habit: / 255
def to_model_input(img, size):
    x = resize(img, size)
    x = x / 255
    x = np.expand_dims(x, axis=0)
    return x.astype("float32")


# %% first: contract-first-no-dtype | the formula of the card on the uint8 picture, dtype float64
def to_model_input(img, size):
    x = np.array(resize(img, size), dtype=float)
    x = x / 127.5 - 1
    return np.expand_dims(x, axis=0)


# %% first: contract-first-cast-then-scale-lost | computes the scale but returns the unscaled array
def to_model_input(img, size):
    x = resize(img, size)
    x = np.asarray(x).astype(np.float32)
    scaled = x / 127.5 - 1
    return x[None, ...]


# %% first: contract-first-list | puts the picture into a list for the batch axis
def to_model_input(img, size):
    x = np.asarray(resize(img, size)).astype(np.float32) / 127.5 - 1
    return [x]


# %% first: contract-first-in-place | uint8 in-place division: numpy refuses with an error
def to_model_input(img, size):
    x = np.array(resize(img, size)).astype("uint8")
    x /= 127.5
    x -= 1
    return x[None].astype("float32")


# %% first: batch-first-list | returns a list of batches of one
def preprocess_batch(files, size):
    result = []
    for data in files:
        img = load_rgb(data)
        result.append(to_model_input(img, size))
    return result


# %% first: batch-first-np-array | np.array of the list: (N, 1, height, width, 3), and (0,) for nothing
def preprocess_batch(files, size):
    result = []
    for data in files:
        img = load_rgb(data)
        result.append(to_model_input(img, size))
    return np.array(result)


# %% first: batch-first-return-in-loop | the return stands inside the loop: one picture only, None for nothing
def preprocess_batch(files, size):
    batch = []
    for data in files:
        batch.append(to_model_input(load_rgb(data), size))
        return np.concatenate(batch)


# %% first: batch-first-vstack | vstack works until the list is empty
def preprocess_batch(files, size):
    images = [load_rgb(f) for f in files]
    inputs = [to_model_input(i, size) for i in images]
    return np.vstack(inputs)


# %% first: batch-first-empty-list | an empty list gives an empty list
def preprocess_batch(files, size):
    if len(files) == 0:
        return []
    return np.concatenate([to_model_input(load_rgb(f), size) for f in files])


# %% first: batch-first-none | an empty list gives None
def preprocess_batch(files, size):
    batch = None
    for f in files:
        x = to_model_input(load_rgb(f), size)
        if batch is None:
            batch = x
        else:
            batch = np.concatenate([batch, x])
    return batch


# %% first: batch-first-raises-empty | raises for an empty list, as an error seems polite
def preprocess_batch(files, size):
    if not files:
        raise ValueError("no files")
    return np.concatenate([to_model_input(load_rgb(f), size) for f in files])


# %% first: guard-first-straight | writes the tests down; NaN is not caught and an empty batch crashes in min
def guard(x, card):
    if x.shape[1:] != (card["size"][0], card["size"][1], 3):
        raise ValueError("wrong shape")
    if x.dtype != np.float32:
        raise ValueError("wrong dtype")
    if x.min() < -1 or x.max() > 1:
        raise ValueError("wrong range")
    if x.std() < card["sd"][0] or x.std() > card["sd"][1]:
        raise ValueError("wrong spread")


# %% first: guard-first-returns-false | returns False for faults and True for good batches
def guard(x, card):
    if x.shape[1:] != (card["size"][0], card["size"][1], 3):
        return False
    if x.dtype != np.float32:
        return False
    if x.size == 0:
        return True
    if not np.isfinite(x).all() or x.min() < -1 or x.max() > 1:
        return False
    return bool(card["sd"][0] <= x.std() <= card["sd"][1])


# %% first: guard-first-shape-with-n | compares the whole shape with (height, width, 3): every batch is refused
def guard(x, card):
    if x.shape != (card["size"][0], card["size"][1], 3):
        raise ValueError("wrong shape")
    if x.dtype != np.float32:
        raise ValueError("wrong dtype")
    if np.isnan(x).any() or x.min() < -1 or x.max() > 1:
        raise ValueError("wrong values")
    if x.std() < card["sd"][0] or x.std() > card["sd"][1]:
        raise ValueError("wrong spread")


# %% first: guard-first-index | indexes shape[3] before it knows that there are four axes: IndexError
def guard(x, card):
    if x.shape[1] != card["size"][0] or x.shape[2] != card["size"][1] or x.shape[3] != 3 or len(x.shape) != 4:
        raise ValueError("wrong shape")
    if x.dtype != np.float32:
        raise ValueError("wrong dtype")
    if len(x) == 0:
        return
    if not np.isfinite(x).all() or x.min() < -1 or x.max() > 1:
        raise ValueError("wrong values")
    if x.std() < card["sd"][0] or x.std() > card["sd"][1]:
        raise ValueError("wrong spread")


# %% first: guard-first-unpack | unpacks four axes: for three axes ValueError comes by luck, four channels pass
def guard(x, card):
    n, h, w, c = x.shape
    if (h, w) != tuple(card["size"]):
        raise ValueError("expected height and width of the card")
    if x.dtype != "float32":
        raise ValueError("expected float32")
    if n == 0:
        return
    if np.isnan(x).any() or np.isinf(x).any() or x.min() < -1 or x.max() > 1:
        raise ValueError("expected values on [-1, 1]")
    if not (card["sd"][0] < x.std() < card["sd"][1]):
        raise ValueError("unexpected spread")


# %% first: guard-first-raise-string | raises a string, which Python refuses with TypeError
def guard(x, card):
    if x.shape[1:] != (card["size"][0], card["size"][1], 3):
        raise "wrong shape"
    if x.dtype != np.float32:
        raise "wrong dtype"
    if x.size > 0:
        if not np.isfinite(x).all() or x.min() < -1 or x.max() > 1:
            raise "wrong values"
        if x.std() < card["sd"][0] or x.std() > card["sd"][1]:
            raise "wrong spread"
