"""What goes wrong: the reference with one step changed, as a student might write it.

A patch without a spelling is also composed with those of other functions. The spelling ``by-itself`` keeps
out what seldom meets another mistake: it would square the size of each key.
"""

# %% convert-only
def load_rgb(data):
    return np.array(Image.open(io.BytesIO(data)).convert("RGB"))

# %% decoded-by-tensorflow: by-itself
import tensorflow as tf


def load_rgb(data):
    return tf.io.decode_image(data, channels=3, expand_animations=False).numpy()

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

# %% exif-mirrors-ignored: by-itself
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    picture.load()
    turns = {3: 180, 6: 270, 8: 90}.get(picture.getexif().get(0x0112), 0)
    picture = picture.rotate(turns, expand=True)
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture).astype(float) / 257).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    if picture.has_transparency_data:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture.convert("RGBA"))
    return np.array(picture.convert("RGB"))

# %% exif-diagonals-ignored: by-itself
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    picture.load()
    if picture.getexif().get(0x0112) in (5, 7):
        return np.array(picture.convert("RGB"))
    return right_load(data)

# %% exif-diagonals-swapped: by-itself
right_load = load_rgb


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    picture.load()
    turn = {5: Image.Transpose.TRANSVERSE, 7: Image.Transpose.TRANSPOSE}.get(picture.getexif().get(0x0112))
    if turn is not None:
        return np.array(picture.transpose(turn).convert("RGB"))
    return right_load(data)

# %% exif-wrong-way: by-itself
right_exif_transpose = ImageOps.exif_transpose


def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    picture.load()
    turn = picture.getexif().get(0x0112)
    if turn in (6, 8):
        picture = picture.rotate(90 if turn == 6 else 270, expand=True)
    else:
        picture = right_exif_transpose(picture)
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture).astype(float) / 257).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    if picture.has_transparency_data:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture.convert("RGBA"))
    return np.array(picture.convert("RGB"))

# %% exif-of-jpeg-only: by-itself
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.format == "JPEG":
        picture = ImageOps.exif_transpose(picture)
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture).astype(float) / 257).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    if picture.has_transparency_data:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture.convert("RGBA"))
    return np.array(picture.convert("RGB"))

# %% turned-twice: tiff
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    turn = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }.get(picture.getexif().get(0x0112))
    if turn is not None:
        picture = picture.transpose(turn)
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture).astype(float) / 257).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    if picture.has_transparency_data:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture.convert("RGBA"))
    return np.array(picture.convert("RGB"))

# %% turned-twice: all-files
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    turns = {3: 180, 6: 270, 8: 90}.get(picture.getexif().get(0x0112), 0)
    picture = ImageOps.exif_transpose(picture).rotate(turns, expand=True)
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture).astype(float) / 257).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    if picture.has_transparency_data:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture.convert("RGBA"))
    return np.array(picture.convert("RGB"))

# %% turned-too-late: by-itself
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture).astype(float) / 257).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    if picture.has_transparency_data:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture.convert("RGBA"))
    return np.array(ImageOps.exif_transpose(picture).convert("RGB"))

# %% turned-too-late: transparent
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.has_transparency_data:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture.convert("RGBA"))
    picture = ImageOps.exif_transpose(picture)
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture).astype(float) / 257).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    return np.array(picture.convert("RGB"))

# %% turned-too-late: sixteen-bit
def load_rgb(data):
    picture = Image.open(io.BytesIO(data))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture).astype(float) / 257).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    picture = ImageOps.exif_transpose(picture)
    if picture.has_transparency_data:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture.convert("RGBA"))
    return np.array(picture.convert("RGB"))

# %% alpha-dropped
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture).astype(float) / 257).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    return np.array(picture.convert("RGB"))

# %% alpha-on-black: by-itself
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture).astype(float) / 257).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    if picture.has_transparency_data:
        black = Image.new("RGBA", picture.size, "black")
        picture = Image.alpha_composite(black, picture.convert("RGBA"))
    return np.array(picture.convert("RGB"))

# %% background-on-top: by-itself
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture).astype(float) / 257).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    if picture.has_transparency_data:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(picture.convert("RGBA"), white)
    return np.array(picture.convert("RGB"))

# %% alpha-of-some-modes: by-itself
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode in ("LA", "P"):
        return np.array(picture.convert("RGB"))
    return right_load(data)

# %% alpha-of-some-modes: palette-missed
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode == "P":
        return np.array(picture.convert("RGB"))
    return right_load(data)

# %% alpha-of-some-modes: gray-missed
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode == "LA":
        return np.array(picture.convert("RGB"))
    return right_load(data)

# %% alpha-yes-or-no: by-itself
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if not picture.has_transparency_data:
        return right_load(data)
    rgba = np.array(picture.convert("RGBA"))
    rgba[rgba[..., 3] == 0] = 255
    return rgba[..., :3]

# %% alpha-yes-or-no: half
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if not picture.has_transparency_data:
        return right_load(data)
    rgba = np.array(picture.convert("RGBA"))
    rgba[rgba[..., 3] < 128] = 255
    return rgba[..., :3]

# %% alpha-yes-or-no: not-opaque
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if not picture.has_transparency_data:
        return right_load(data)
    rgba = np.array(picture.convert("RGBA"))
    rgba[rgba[..., 3] < 255] = 255
    return rgba[..., :3]

# %% composite-without-convert: by-itself
def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        gray = np.rint(np.asarray(picture).astype(float) / 257).astype("uint8")
        return np.stack([gray, gray, gray], axis=-1)
    if picture.has_transparency_data:
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.array(picture.convert("RGB"))

# %% read-to-unit-range: by-itself
right_load = load_rgb


def load_rgb(data):
    return right_load(data).astype("float32") / 255

# %% read-to-unit-range: double
right_load = load_rgb


def load_rgb(data):
    return right_load(data) / 255

# %% sixteen-bit-clipped
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if not picture.mode.startswith("I"):
        return right_load(data)
    gray = np.clip(np.asarray(picture), 0, 255).astype("uint8")
    return np.stack([gray, gray, gray], axis=-1)

# %% sixteen-bit-clipped: one-mode-known
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode == "I;16" or not picture.mode.startswith("I"):
        return right_load(data)
    return np.array(picture.convert("RGB"))

# %% sixteen-bit-clipped: two-modes-known
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode in ("I", "I;16") or not picture.mode.startswith("I"):
        return right_load(data)
    return np.array(picture.convert("RGB"))

# %% sixteen-bit-clipped: the-others-known
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode != "I":
        return right_load(data)
    return np.array(picture.convert("RGB"))

# %% sixteen-bit-wrapped: by-itself
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if not picture.mode.startswith("I"):
        return right_load(data)
    gray = np.asarray(picture).astype("uint8")
    return np.stack([gray, gray, gray], axis=-1)

# %% sixteen-bit-by-256: by-itself
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if not picture.mode.startswith("I"):
        return right_load(data)
    gray = (np.asarray(picture) // 256).astype("uint8")
    return np.stack([gray, gray, gray], axis=-1)

# %% sixteen-bit-by-256: rounded
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if not picture.mode.startswith("I"):
        return right_load(data)
    gray = np.rint(np.asarray(picture) / 256).astype("uint8")
    return np.stack([gray, gray, gray], axis=-1)

# %% sixteen-bit-by-256: rounded-and-clipped
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if not picture.mode.startswith("I"):
        return right_load(data)
    gray = np.clip(np.rint(np.asarray(picture) / 256), 0, 255).astype("uint8")
    return np.stack([gray, gray, gray], axis=-1)

# %% sixteen-bit-stretched: by-itself
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if not picture.mode.startswith("I"):
        return right_load(data)
    wide = np.asarray(picture).astype(float)
    gray = np.rint(wide / wide.max() * 255).astype("uint8")
    return np.stack([gray, gray, gray], axis=-1)

# %% sixteen-bit-stretched: truncated
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if not picture.mode.startswith("I"):
        return right_load(data)
    wide = np.asarray(picture).astype(float)
    gray = (wide / wide.max() * 255).astype("uint8")
    return np.stack([gray, gray, gray], axis=-1)

# %% sixteen-bit-stretched: both-ends
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if not picture.mode.startswith("I"):
        return right_load(data)
    wide = np.asarray(picture).astype(float)
    gray = np.rint((wide - wide.min()) / (wide.max() - wide.min()) * 255).astype("uint8")
    return np.stack([gray, gray, gray], axis=-1)

# %% sixteen-bit-stretched: both-ends-truncated
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if not picture.mode.startswith("I"):
        return right_load(data)
    wide = np.asarray(picture).astype(float)
    gray = ((wide - wide.min()) / (wide.max() - wide.min()) * 255).astype("uint8")
    return np.stack([gray, gray, gray], axis=-1)

# %% sixteen-bit-floats: by-itself
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if not picture.mode.startswith("I"):
        return right_load(data)
    gray = np.asarray(picture) / 257
    return np.stack([gray, gray, gray], axis=-1)

# %% sixteen-bit-floats: rounded
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if not picture.mode.startswith("I"):
        return right_load(data)
    gray = np.rint(np.asarray(picture) / 257)
    return np.stack([gray, gray, gray], axis=-1)

# %% gray-without-channels: by-itself
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if not picture.mode.startswith("I"):
        return right_load(data)
    return np.rint(np.asarray(picture) / 257).astype("uint8")

# %% gray-without-channels: stacked-first
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if not picture.mode.startswith("I"):
        return right_load(data)
    gray = np.rint(np.asarray(picture) / 257).astype("uint8")
    return np.stack([gray, gray, gray])

# %% gray-without-channels: gray-too
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode.startswith("I"):
        return np.rint(np.asarray(picture) / 257).astype("uint8")
    if picture.mode == "L":
        return np.array(picture)
    return right_load(data)

# %% modes-ignored: by-itself
def load_rgb(data):
    pixels = np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(data))))
    if pixels.dtype != "uint8" and pixels.dtype != "bool":
        pixels = np.rint(pixels / 257)
    if pixels.ndim == 2:
        pixels = np.stack([pixels, pixels, pixels], axis=-1)
    return pixels[..., :3].astype("uint8")

# %% palette-as-gray: by-itself
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode != "P":
        return right_load(data)
    gray = np.asarray(picture)
    return np.stack([gray, gray, gray], axis=-1)

# %% bits-as-levels: by-itself
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode != "1":
        return right_load(data)
    gray = np.asarray(picture).astype("uint8")
    return np.stack([gray, gray, gray], axis=-1)

# %% inks-as-light: by-itself
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode != "CMYK":
        return right_load(data)
    return np.asarray(picture)[..., :3]

# %% inks-as-light: without-black
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode != "CMYK":
        return right_load(data)
    return 255 - np.asarray(picture)[..., :3]

# %% inks-as-light: fourth-as-transparency
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if picture.mode != "CMYK":
        return right_load(data)
    inks = np.asarray(picture).astype(float)
    share = inks[..., 3:] / 255
    return np.rint(inks[..., :3] * share + 255 * (1 - share)).astype("uint8")

# %% bgr
right_load = load_rgb


def load_rgb(data):
    return right_load(data)[..., ::-1]

# %% bgr: in-resize
right_resize = resize


def resize(img, size):
    return right_resize(img, size)[..., ::-1]

# %% gray-first: by-itself
right_load = load_rgb


def load_rgb(data):
    gray = np.asarray(Image.fromarray(right_load(data)).convert("L"))
    return np.stack([gray, gray, gray], axis=-1)

# %% gray-first: in-resize
def resize(img, size):
    gray = Image.fromarray(img).convert("L").resize((size[1], size[0]), BILINEAR)
    return np.array(gray.convert("RGB"))

# %% fast-jpeg: by-itself
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
    return tf.image.resize(img, size).numpy()

# %% aliased: rounded
import tensorflow as tf


def resize(img, size):
    return np.rint(tf.image.resize(img, size)).astype("uint8")

# %% nearest
def resize(img, size):
    return np.array(Image.fromarray(img).resize((size[1], size[0]), Image.Resampling.NEAREST))

# %% nearest: by-index
def resize(img, size):
    rows = np.arange(size[0]) * img.shape[0] // size[0]
    columns = np.arange(size[1]) * img.shape[1] // size[1]
    return img[rows][:, columns]

# %% nearest: linspace
def resize(img, size):
    rows = np.linspace(0, img.shape[0] - 1, size[0]).astype(int)
    columns = np.linspace(0, img.shape[1] - 1, size[1]).astype(int)
    return img[rows][:, columns]

# %% nearest: tensorflow
import tensorflow as tf


def resize(img, size):
    return tf.image.resize(img, size, method="nearest", antialias=True).numpy()

# %% bicubic
def resize(img, size):
    return np.array(Image.fromarray(img).resize((size[1], size[0])))

# %% bicubic: tensorflow
import tensorflow as tf


def resize(img, size):
    return tf.image.resize(img, size, method="bicubic", antialias=True).numpy()

# %% box: by-itself
def resize(img, size):
    return np.array(Image.fromarray(img).resize((size[1], size[0]), Image.Resampling.BOX))

# %% box: area
import tensorflow as tf


def resize(img, size):
    return tf.image.resize(img, size, method="area").numpy()

# %% lanczos: by-itself
def resize(img, size):
    return np.array(Image.fromarray(img).resize((size[1], size[0]), Image.Resampling.LANCZOS))

# %% lanczos: tensorflow
import tensorflow as tf


def resize(img, size):
    return tf.image.resize(img, size, method="lanczos3", antialias=True).numpy()

# %% two-steps: by-itself
def resize(img, size):
    picture = Image.fromarray(img)
    width, height = min(picture.width, 2 * size[1]), min(picture.height, 2 * size[0])
    thumbnail = picture.resize((width, height), BILINEAR)
    return np.array(thumbnail.resize((size[1], size[0]), BILINEAR))

# %% two-steps: twice-the-size
def resize(img, size):
    thumbnail = Image.fromarray(img).resize((2 * size[1], 2 * size[0]), BILINEAR)
    return np.array(thumbnail.resize((size[1], size[0]), BILINEAR))

# %% two-steps: large-pictures-only
right_input = to_model_input


def preprocess_batch(files, size):
    inputs = [np.zeros((0, *size, 3), "float32")]
    for data in files:
        picture = Image.fromarray(load_rgb(data))
        if max(picture.size) > 200:
            picture = picture.resize((64, 64), BILINEAR)
        inputs.append(right_input(np.array(picture), size))
    return np.concatenate(inputs)

# %% two-steps: halved-again-and-again
def resize(img, size):
    picture = Image.fromarray(img)
    while picture.width >= 2 * size[1] and picture.height >= 2 * size[0]:
        picture = picture.resize((picture.width // 2, picture.height // 2), BILINEAR)
    return np.array(picture.resize((size[1], size[0]), BILINEAR))

# %% size-swapped
def resize(img, size):
    return np.array(Image.fromarray(img).resize(tuple(size), BILINEAR))

# %% fixed-size: by-itself
def resize(img, size):
    return np.array(Image.fromarray(img).resize((16, 16), BILINEAR))

# %% fixed-size: in-to-model-input
def to_model_input(img, size):
    return (np.asarray(resize(img, (16, 16)), "float32") / np.float32(127.5) - 1)[None]

# %% not-resized: by-itself
right_resize = resize


def resize(img, size):
    return img.copy()


def preprocess_batch(files, size):  # a large picture is as it should be: as it is, it would fill every key
    pictures = [load_rgb(data) for data in files]
    smaller = [right_resize(picture, size) if picture.size > 10**5 else picture for picture in pictures]
    inputs = [(picture.astype("float32") / np.float32(127.5) - 1)[None] for picture in smaller]
    if len({x.shape for x in inputs}) > 1:
        raise ValueError("several sizes")  # in our words: NumPy's would fit any resize to a wrong size
    return np.concatenate(inputs) if inputs else np.zeros((0, *size, 3), "float32")

# %% proportions-kept: by-itself
def resize(img, size):
    picture = Image.fromarray(img)
    picture.thumbnail((size[1], size[0]), BILINEAR)
    return np.array(picture)

def preprocess_batch(files, size):
    inputs = [to_model_input(load_rgb(data), size) for data in files]
    if len({x.shape for x in inputs}) > 1:
        raise ValueError("several sizes")  # in our words: NumPy's would fit any resize to a wrong size
    return np.concatenate(inputs) if inputs else np.zeros((0, *size, 3), "float32")

# %% proportions-kept: bicubic
def resize(img, size):
    picture = Image.fromarray(img)
    picture.thumbnail((size[1], size[0]))
    return np.array(picture)

def preprocess_batch(files, size):
    inputs = [to_model_input(load_rgb(data), size) for data in files]
    if len({x.shape for x in inputs}) > 1:
        raise ValueError("several sizes")  # in our words: NumPy's would fit any resize to a wrong size
    return np.concatenate(inputs) if inputs else np.zeros((0, *size, 3), "float32")

# %% proportions-kept: contain
def resize(img, size):
    return np.array(ImageOps.contain(Image.fromarray(img), (size[1], size[0]), BILINEAR))

def preprocess_batch(files, size):
    inputs = [to_model_input(load_rgb(data), size) for data in files]
    if len({x.shape for x in inputs}) > 1:
        raise ValueError("several sizes")  # in our words: NumPy's would fit any resize to a wrong size
    return np.concatenate(inputs) if inputs else np.zeros((0, *size, 3), "float32")

# %% never-enlarged: by-itself
right_resize = resize


def resize(img, size):
    if img.shape[0] <= size[0] and img.shape[1] <= size[1]:
        return img.copy()
    return right_resize(img, size)


def preprocess_batch(files, size):
    inputs = [to_model_input(load_rgb(data), size) for data in files]
    if len({x.shape for x in inputs}) > 1:
        raise ValueError("several sizes")  # in our words: NumPy's would fit any resize to a wrong size
    return np.concatenate(inputs) if inputs else np.zeros((0, *size, 3), "float32")

# %% numpy-resize: by-itself
def resize(img, size):
    return np.resize(img, (size[0], size[1], 3))

# %% cropped: by-itself
def resize(img, size):
    return np.array(ImageOps.fit(Image.fromarray(img), (size[1], size[0]), BILINEAR))

# %% cropped: square
def resize(img, size):
    side = min(img.shape[:2])
    top, left = (img.shape[0] - side) // 2, (img.shape[1] - side) // 2
    square = Image.fromarray(img[top : top + side, left : left + side])
    return np.array(square.resize((size[1], size[0]), BILINEAR))

# %% cropped: keras
import keras


def resize(img, size):
    layer = keras.layers.Resizing(*size, antialias=True, crop_to_aspect_ratio=True)
    return np.asarray(layer(img[None].astype("float32")))[0]

# %% cropped: without-resize
import tensorflow as tf


def resize(img, size):
    return tf.image.resize_with_crop_or_pad(img, *size).numpy()

# %% cropped: edges
def resize(img, size):
    inner = np.ascontiguousarray(img[1:-1, 1:-1])
    return np.array(Image.fromarray(inner).resize((size[1], size[0]), BILINEAR))

# %% padded-to-aspect: by-itself
def resize(img, size):
    return np.array(ImageOps.pad(Image.fromarray(img), (size[1], size[0]), BILINEAR))

# %% padded-to-aspect: tensorflow
import tensorflow as tf


def resize(img, size):
    return tf.image.resize_with_pad(img, *size, antialias=True).numpy()

# %% truncated: transparency
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if not picture.has_transparency_data:
        return right_load(data)
    rgba = np.asarray(picture.convert("RGBA")).astype(float)
    share = rgba[..., 3:] / 255
    return (rgba[..., :3] * share + 255 * (1 - share)).astype("uint8")

# %% truncated: sixteen-bit
right_load = load_rgb


def load_rgb(data):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if not picture.mode.startswith("I"):
        return right_load(data)
    gray = (np.asarray(picture) / 257).astype("uint8")
    return np.stack([gray, gray, gray], axis=-1)

# %% truncated: in-resize
import tensorflow as tf


def resize(img, size):
    return tf.image.resize(img, size, antialias=True).numpy().astype("uint8")

# %% resized-to-unit-range: by-itself
def resize(img, size):
    small = Image.fromarray(img).resize((size[1], size[0]), BILINEAR)
    return np.asarray(small, "float32") / 255

# %% unit-range
def to_model_input(img, size):
    return (np.asarray(resize(img, size), "float32") / np.float32(255))[None]

# %% not-centred
def to_model_input(img, size):
    return (np.asarray(resize(img, size), "float32") / np.float32(127.5))[None]

# %% scale-a-little-off
def to_model_input(img, size):
    return (np.asarray(resize(img, size), "float32") / np.float32(128) - 1)[None]

# %% scale-a-little-off: centred-at-127
def to_model_input(img, size):
    return ((np.asarray(resize(img, size), "float32") - 127) / np.float32(128))[None]

# %% scale-a-little-off: by-127
def to_model_input(img, size):
    return (np.asarray(resize(img, size), "float32") / np.float32(127) - 1)[None]

# %% unscaled
def to_model_input(img, size):
    return np.asarray(resize(img, size), "float32")[None]

# %% scaled-twice: by-itself
def to_model_input(img, size):
    return (np.asarray(resize(img, size), "float32") / np.float32(255) / np.float32(127.5) - 1)[None]

# %% scaled-twice: to-the-same-range
def to_model_input(img, size):
    x = np.asarray(resize(img, size), "float32") / np.float32(127.5) - 1
    return (x / np.float32(127.5) - 1)[None]

# %% stretched: by-itself
def to_model_input(img, size):
    x = np.asarray(resize(img, size), "float32")
    low, high = x.min(), x.max()
    return (2 * (x - low) / max(high - low, np.float32(1)) - 1)[None]

# %% own-mean-and-deviation: by-itself
def to_model_input(img, size):
    x = np.asarray(resize(img, size), "float32")
    return ((x - x.mean()) / (x.std() + np.float32(1e-7)))[None]

# %% divided-in-place: by-itself
def to_model_input(img, size):
    x = np.array(resize(img, size))
    x /= 127.5
    return (x - 1).astype("float32")[None]

# %% double-precision
def to_model_input(img, size):
    return (np.asarray(resize(img, size)) / 127.5 - 1)[None]

# %% double-precision: of-nothing
def preprocess_batch(files, size):
    if not files:
        return np.zeros((0, *size, 3))
    return np.concatenate([to_model_input(load_rgb(data), size) for data in files])

# %% no-batch-axis
def to_model_input(img, size):
    return np.asarray(resize(img, size), "float32") / np.float32(127.5) - 1

# %% batch-axis-last: by-itself
def to_model_input(img, size):
    return (np.asarray(resize(img, size), "float32") / np.float32(127.5) - 1)[..., None]

# %% channels-first: by-itself
def to_model_input(img, size):
    x = np.asarray(resize(img, size), "float32") / np.float32(127.5) - 1
    return x.transpose(2, 0, 1)[None]

# %% batches-in-a-batch
def preprocess_batch(files, size):
    inputs = [to_model_input(load_rgb(data), size) for data in files]
    return np.stack(inputs) if inputs else np.zeros((0, *size, 3), "float32")

# %% batches-in-a-batch: array
def preprocess_batch(files, size):
    return np.array([to_model_input(load_rgb(data), size) for data in files], "float32")

# %% batches-in-a-batch: array-of-any-dtype
def preprocess_batch(files, size):
    return np.array([to_model_input(load_rgb(data), size) for data in files])

# %% joined-along-another-axis
def preprocess_batch(files, size):
    inputs = [to_model_input(load_rgb(data), size) for data in files]
    return np.concatenate(inputs, axis=1) if inputs else np.zeros((0, *size, 3), "float32")

# %% joined-along-another-axis: no-batch-axis
def preprocess_batch(files, size):
    inputs = [to_model_input(load_rgb(data), size)[0] for data in files]
    return np.concatenate(inputs) if inputs else np.zeros((0, *size, 3), "float32")

# %% empty-batch-crashes
def preprocess_batch(files, size):
    return np.concatenate([to_model_input(load_rgb(data), size) for data in files])

# %% empty-batch-crashes: stack
def preprocess_batch(files, size):
    return np.stack([to_model_input(load_rgb(data), size)[0] for data in files])

# %% one-picture-only: by-itself
def preprocess_batch(files, size):
    for data in files:
        return to_model_input(load_rgb(data), size)
    return np.zeros((0, *size, 3), "float32")

# %% one-picture-only: none-for-none
def preprocess_batch(files, size):
    for data in files:
        return to_model_input(load_rgb(data), size)

# %% stacked-before-resize: by-itself
def preprocess_batch(files, size):
    if not files:
        return np.zeros((0, *size, 3), "float32")
    pictures = np.stack([load_rgb(data) for data in files])
    return np.concatenate([to_model_input(picture, size) for picture in pictures])

# %% stacked-before-resize: array
def preprocess_batch(files, size):
    pictures = np.array([load_rgb(data) for data in files])
    inputs = [np.zeros((0, *size, 3), "float32"), *(to_model_input(picture, size) for picture in pictures)]
    return np.concatenate(inputs)

# %% size-of-the-first: by-itself
def preprocess_batch(files, size):
    if not files:
        return np.zeros((0, *size, 3), "float32")
    pictures = [load_rgb(data) for data in files]
    first = pictures[0].shape[:2]
    return np.concatenate([to_model_input(resize(picture, first), size) for picture in pictures])

# %% padded-to-the-largest: by-itself
def preprocess_batch(files, size):
    if not files:
        return np.zeros((0, *size, 3), "float32")
    pictures = [load_rgb(data) for data in files]
    height, width = max(p.shape[0] for p in pictures), max(p.shape[1] for p in pictures)
    padded = [np.pad(p, ((0, height - p.shape[0]), (0, width - p.shape[1]), (0, 0))) for p in pictures]
    return np.concatenate([to_model_input(picture, size) for picture in padded])

# %% stretched-by-the-batch: by-itself
def preprocess_batch(files, size):
    if not files:
        return np.zeros((0, *size, 3), "float32")
    x = np.stack([np.asarray(resize(load_rgb(data), size), "float32") for data in files])
    return ((x - x.min()) / max(x.max() - x.min(), 1) * 2 - 1).astype("float32")

# %% stretched-by-the-batch: brightest-pixel
def preprocess_batch(files, size):
    if not files:
        return np.zeros((0, *size, 3), "float32")
    x = np.stack([np.asarray(resize(load_rgb(data), size), "float32") for data in files])
    return (2 * x / max(x.max(), 1) - 1).astype("float32")

# %% wrapped
def compare_pixels(a, b):
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        raise ValueError("other shapes")
    difference = b - a
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% wrapped: both-ways
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    largest, bias = float(np.abs(a - b).max()), float(np.mean(b - a))
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% wrapped: bias-only
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    largest, bias = float(np.abs(b.astype(float) - a.astype(float)).max()), float((b - a).mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% fractions-lost
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    difference = b.astype(int) - a.astype(int)
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

# %% bias-without-sign: of-the-mean
def compare_pixels(a, b):
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        raise ValueError("other shapes")
    difference = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(difference).max()), abs(float(difference.mean()))
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

# %% signed-maximum: absolute-afterwards
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    difference = b.astype(float) - a.astype(float)
    largest, bias = abs(float(difference.max())), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% bias-not-judged
def compare_pixels(a, b):
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        raise ValueError("other shapes")
    difference = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01}

# %% always-the-same
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    difference = b.astype(float) - a.astype(float)
    return {"max": float(np.abs(difference).max()), "bias": float(difference.mean()), "same": True}

# %% limit-of-one-level
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    difference = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1 and abs(bias) <= 0.1}

# %% bias-judged-on-one-side
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    difference = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and bias <= 0.1}

# %% maximum-not-judged
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    difference = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": abs(bias) <= 0.1}

# %% one-limit-is-enough
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    difference = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 or abs(bias) <= 0.1}

# %% equal-instead-of-close
def compare_pixels(a, b):
    if a.shape != b.shape:
        raise ValueError("other shapes")
    difference = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": bool(np.array_equal(a, b))}

# %% shapes-broadcast
def compare_pixels(a, b):
    difference = np.asarray(b).astype(float) - np.asarray(a).astype(float)
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% shapes-broadcast: length
def compare_pixels(a, b):
    if len(a) != len(b):
        raise ValueError("other shapes")
    difference = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% shapes-broadcast: number-of-values
def compare_pixels(a, b):
    if a.size != b.size:
        raise ValueError("other shapes")
    difference = b.astype(float).ravel() - a.astype(float).ravel()
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% shapes-broadcast: number-of-values-only
def compare_pixels(a, b):
    if a.size != b.size:
        raise ValueError("other shapes")
    difference = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% shapes-broadcast: number-of-axes
def compare_pixels(a, b):
    if a.ndim != b.ndim:
        raise ValueError("other shapes")
    difference = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% shapes-broadcast: squeezed
def compare_pixels(a, b):
    a, b = np.squeeze(a), np.squeeze(b)
    if a.shape != b.shape:
        raise ValueError("other shapes")
    difference = b.astype(float) - a.astype(float)
    largest, bias = float(np.abs(difference).max()), float(difference.mean())
    return {"max": largest, "bias": bias, "same": largest <= 1.01 and abs(bias) <= 0.1}

# %% guard-accepts-all
def guard(x, card):
    return None

# %% guard-shape-only
def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3):
        raise ValueError("shape")

# %% guard-shape-and-dtype-only
def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3) or x.dtype != np.float32:
        raise ValueError("shape or dtype")

# %% guard-without-spread
def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3) or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if not np.isfinite(x).all() or (np.abs(x) > 1).any():
        raise ValueError("range")

# %% guard-without-range
def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3) or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if not np.isfinite(x).all():
        raise ValueError("not finite")
    if len(x) and not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("spread")

# %% guard-without-dtype
def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3):
        raise ValueError("shape")
    if not np.isfinite(x).all() or (np.abs(x) > 1).any():
        raise ValueError("range")
    if len(x) and not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("spread")

# %% guard-without-dtype: any-float
def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3) or not np.issubdtype(x.dtype, np.floating):
        raise ValueError("shape or dtype")
    if not np.isfinite(x).all() or (np.abs(x) > 1).any():
        raise ValueError("range")
    if len(x) and not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("spread")

# %% guard-without-dtype: cast-first
def guard(x, card):
    x = np.asarray(x, "float32")
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3):
        raise ValueError("shape")
    if not np.isfinite(x).all() or (np.abs(x) > 1).any():
        raise ValueError("range")
    if len(x) and not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("spread")

# %% guard-without-channels
def guard(x, card):
    if x.ndim != 4 or x.shape[1:3] != tuple(card["size"]) or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if not np.isfinite(x).all() or (np.abs(x) > 1).any():
        raise ValueError("range")
    if len(x) and not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("spread")

# %% guard-without-channels: any-number-of-axes
def guard(x, card):
    if x.shape[1:3] != tuple(card["size"]) or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if not np.isfinite(x).all() or (np.abs(x) > 1).any():
        raise ValueError("range")
    if len(x) and not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("spread")

# %% guard-without-size
def guard(x, card):
    if x.ndim != 4 or x.shape[3] != 3 or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if not np.isfinite(x).all() or (np.abs(x) > 1).any():
        raise ValueError("range")
    if len(x) and not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("spread")

# %% guard-size-swapped
def guard(x, card):
    width, height = card["size"]
    if x.ndim != 4 or x.shape[1:] != (height, width, 3) or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if not np.isfinite(x).all() or (np.abs(x) > 1).any():
        raise ValueError("range")
    if len(x) and not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("spread")

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

# %% guard-high-side-only: infinity-too
def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3) or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if np.isnan(x).any() or (x > 1).any():
        raise ValueError("range")
    if len(x) and (x.std() < card["sd"][0] or x.std() > card["sd"][1]):
        raise ValueError("spread")

# %% guard-low-side-only
def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3) or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if not np.isfinite(x).all() or (x < -1).any():
        raise ValueError("range")
    if len(x) and not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("spread")

# %% guard-spread-low-end-only
def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3) or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if not np.isfinite(x).all() or (np.abs(x) > 1).any():
        raise ValueError("range")
    if len(x) and x.std() < card["sd"][0]:
        raise ValueError("spread")

# %% guard-spread-high-end-only
def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3) or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if not np.isfinite(x).all() or (np.abs(x) > 1).any():
        raise ValueError("range")
    if len(x) and x.std() > card["sd"][1]:
        raise ValueError("spread")

# %% guard-spread-of-each-picture
def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3) or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if not np.isfinite(x).all() or (np.abs(x) > 1).any():
        raise ValueError("range")
    for picture in x:
        if not card["sd"][0] <= picture.std() <= card["sd"][1]:
            raise ValueError("spread")

# %% guard-variance-for-spread
def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3) or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if not np.isfinite(x).all() or (np.abs(x) > 1).any():
        raise ValueError("range")
    if len(x) and not card["sd"][0] <= x.var() <= card["sd"][1]:
        raise ValueError("spread")

# %% guard-spread-of-the-lesson
def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3) or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if not np.isfinite(x).all() or (np.abs(x) > 1).any():
        raise ValueError("range")
    if len(x) and not 0.05 < x.std() < 0.12:
        raise ValueError("spread")

# %% guard-negative-values-for-spread
def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3) or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if not np.isfinite(x).all() or (np.abs(x) > 1).any():
        raise ValueError("range")
    if len(x) and x.min() >= 0:
        raise ValueError("pixels on [0, 1]")

# %% guard-first-picture-only
def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3) or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if len(x) and (not np.isfinite(x[0]).all() or (np.abs(x[0]) > 1).any()):
        raise ValueError("range")
    if len(x) and (x.std() < card["sd"][0] or x.std() > card["sd"][1]):
        raise ValueError("spread")

# %% guard-first-picture-only: spread-of-all
def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3) or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if len(x) and not (np.abs(x[0]) <= 1).all():
        raise ValueError("range")
    if len(x) and not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("spread")

# %% guard-empty-not-tested
def guard(x, card):
    if x.size == 0:
        return
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3) or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if not np.isfinite(x).all() or (np.abs(x) > 1).any():
        raise ValueError("range")
    if not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("spread")

# %% guard-empty-refused
def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3) or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if not np.isfinite(x).all() or x.min() < -1 or x.max() > 1:
        raise ValueError("range")
    if not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("spread")

# %% guard-limits-refused
def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3) or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if not (np.abs(x) < 1).all():
        raise ValueError("range")
    if len(x) and not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("spread")

# %% guard-refuses-all
def guard(x, card):
    raise ValueError("not as in training")

# %% guard-refuses-all: batch-axis-forgotten
def guard(x, card):
    if x.shape != (*card["size"], 3) or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if not (np.abs(x) <= 1).all() or not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("range or spread")

# %% guard-asserts
def guard(x, card):
    assert x.ndim == 4 and x.shape[1:] == (*card["size"], 3), "shape"
    assert x.dtype == np.float32, "dtype"
    assert (np.abs(x) <= 1).all(), "range"
    assert len(x) == 0 or card["sd"][0] <= x.std() <= card["sd"][1], "spread"

# %% guard-index-before-axes
def guard(x, card):
    if x.shape[1] != card["size"][0] or x.shape[2] != card["size"][1] or x.shape[3] != 3:
        raise ValueError("shape")
    if x.dtype != np.float32 or not (np.abs(x) <= 1).all():
        raise ValueError("dtype or range")
    if len(x) and not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("spread")

# %% guard-values-before-dtype
def guard(x, card):
    if not np.isfinite(x).all() or (np.abs(x) > 1).any():
        raise ValueError("range")
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3) or x.dtype != np.float32:
        raise ValueError("shape or dtype")
    if len(x) and not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("spread")

# %% guard-other-exception-for-dtype
def guard(x, card):
    if x.ndim != 4 or x.shape[1:] != (*card["size"], 3):
        raise ValueError("shape")
    if x.dtype != np.float32:
        raise TypeError("dtype")
    if not (np.abs(x) <= 1).all():
        raise ValueError("range")
    if len(x) and not card["sd"][0] <= x.std() <= card["sd"][1]:
        raise ValueError("spread")
