"""Right answers written differently: none of them may lose a point."""

# %% tensorflow-antialias
import tensorflow as tf


def resize(img, size):
    return tf.round(tf.image.resize(img, size, antialias=True)).numpy()

# %% tensorflow-unrounded
import tensorflow as tf


def resize(img, size):
    return tf.image.resize(img, size, antialias=True)


def preprocess_batch(files, size):
    if not files:
        return tf.ones((0, *size, 3))
    return tf.stack([resize(load_rgb(data), size) / 127.5 - 1 for data in files])

# %% keras-layers
import keras


def resize(img, size):
    layer = keras.layers.Resizing(*size, interpolation="bilinear", antialias=True)
    return np.asarray(layer(img[None].astype("float32")))[0]


def to_model_input(img, size):
    return np.asarray(keras.layers.Rescaling(1 / 127.5, offset=-1)(resize(img, size)))[None]

# %% keras-ops
import keras


def resize(img, size):
    return keras.ops.convert_to_numpy(
        keras.ops.image.resize(img.astype("float32"), size, interpolation="bilinear", antialias=True)
    )

# %% own-triangle-filter
def weights(source, target):
    scale = source / target
    support = max(scale, 1.0)
    centres = (np.arange(target) + 0.5) * scale
    distance = np.abs(np.arange(source)[None] + 0.5 - centres[:, None]) / support
    w = np.clip(1 - distance, 0, None)
    return w / w.sum(axis=1, keepdims=True)


def resize(img, size):
    rows, columns = weights(img.shape[0], size[0]), weights(img.shape[1], size[1])
    return np.einsum("yi,ijc,xj->yxc", rows, img.astype(float), columns).astype("float32")

# %% scaled-then-resized
def to_model_input(img, size):
    x = img.astype("float32") / 127.5 - 1
    planes = [Image.fromarray(np.ascontiguousarray(x[..., c])) for c in range(3)]
    channels = [plane.resize((size[1], size[0]), BILINEAR) for plane in planes]
    return np.stack([np.asarray(c) for c in channels], axis=-1)[None]

# %% orientation-by-hand
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    picture.load()  # Pillow turns a TIFF here, and drops the note
    orientation = picture.getexif().get(0x0112)
    if picture.mode.startswith("I"):
        pixels = np.repeat(np.rint(np.asarray(picture) / 257)[..., None], 3, axis=2).astype("uint8")
    elif picture.has_transparency_data:
        rgba = np.asarray(picture.convert("RGBA"))
        alpha = rgba[..., 3:] / 255
        pixels = np.rint(rgba[..., :3] * alpha + 255 * (1 - alpha)).astype("uint8")
    else:
        pixels = np.asarray(picture.convert("RGB"))
    if orientation in (5, 6, 7, 8):
        pixels = pixels.swapaxes(0, 1)
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    if orientation in (3, 4, 7, 8):
        pixels = pixels[::-1]
    return pixels

# %% sixteen-bit-in-whole-numbers
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode[0] == "I":
        levels = np.asarray(picture).astype(int)
        return np.dstack([(levels + 128) // 257] * 3).astype("uint8")
    white = Image.new("RGBA", picture.size, "white")
    if picture.mode == "CMYK":
        picture = picture.convert("RGB")
    white.alpha_composite(picture.convert("RGBA"))
    return np.array(white.convert("RGB"))

# %% exact-jpeg-in-tensorflow
import tensorflow as tf

right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.format != "JPEG" or picture.getexif():
        return right_load(data)
    return tf.io.decode_jpeg(data, channels=3, dct_method="INTEGER_ACCURATE").numpy()

# %% pasted-on-white
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        picture = Image.fromarray(np.rint(np.asarray(picture) / 257).astype("uint8"))
    if "A" not in picture.mode and "transparency" not in picture.info:
        return np.asarray(picture.convert("RGB"))
    rgba = picture.convert("RGBA")
    white = Image.new("RGB", picture.size, "white")
    white.paste(rgba, mask=rgba)
    return np.asarray(white)

# %% pixel-arithmetic-in-int
def compare_pixels(a, b):
    if np.shape(a) != np.shape(b):
        raise ValueError("different shapes")
    d = [float(y) - float(x) for x, y in zip(np.ravel(a), np.ravel(b))]
    bias = sum(d) / len(d)
    largest = max(map(abs, d))
    return {"max": largest, "bias": bias, "same": bool(largest <= 1.01 and -0.1 <= bias <= 0.1)}


def guard(x, card):
    if tuple(x.shape[1:]) != (card["size"][0], card["size"][1], 3):
        raise ValueError("wrong shape")
    if str(x.dtype) != "float32":
        raise ValueError("wrong dtype")
    if not all(-1 <= v <= 1 for v in x.ravel()):
        raise ValueError("wrong range")
    if len(x) and not card["sd"][0] <= float(np.std(x)) <= card["sd"][1]:
        raise ValueError("wrong spread")
