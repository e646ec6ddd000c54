"""What goes wrong in the turns of lesson 02."""

# %% not-scaled
def to_input(levels):
    return levels.astype("float32")[..., None]


def repaired(pixels):
    return tf.image.resize(pixels, (32, 32), antialias=True).numpy()


def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize((size[1], size[0]), Image.Resampling.BILINEAR)
    return np.asarray(small, "float32")

# %% divided-by-256
def to_input(levels):
    return levels.astype("float32")[..., None] / 256


def repaired(pixels):
    return tf.image.resize(pixels, (32, 32), antialias=True).numpy() / 256


def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize((size[1], size[0]), Image.Resampling.BILINEAR)
    return np.asarray(small, "float32") / 256

# %% minus-one-to-one
def to_input(levels):
    return levels.astype("float32")[..., None] / 127.5 - 1


def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize((size[1], size[0]), Image.Resampling.BILINEAR)
    return np.asarray(small, "float32") / 127.5 - 1

# %% own-maximum
def to_input(levels):
    return levels.astype("float32")[..., None] / levels.max()


def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize((size[1], size[0]), Image.Resampling.BILINEAR)
    pixels = np.asarray(small, "float32")
    return pixels / pixels.max()

# %% no-channel-axis
def to_input(levels):
    return levels.astype("float32") / 255

# %% channel-in-front
def to_input(levels):
    return levels.astype("float32")[None] / 255

# %% batch-axis-added
def to_input(levels):
    return levels.astype("float32")[None, ..., None] / 255

# %% double-precision
def to_input(levels):
    return levels[..., None] / 255


def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize((size[1], size[0]), Image.Resampling.BILINEAR)
    return np.asarray(small) / 255

# %% signs-kept
def largest(training, served):
    return 255 * (served - training).max()


def step(x):
    return np.diff(x, axis=2).mean()

# %% signs-kept: the-other-way-round
def largest(training, served):
    return 255 * (training - served).max()

# %% not-in-levels
def largest(training, served):
    return np.abs(served - training).max()


def lean(training, served):
    return (served - training).mean()

# %% maxima-subtracted
def largest(training, served):
    return 255 * abs(served.max() - training.max())

# %% divided-by-255
def largest(training, served):
    return np.abs(served - training).max() / 255

# %% mean-difference
def largest(training, served):
    return 255 * np.abs(served - training).mean()

# %% the-other-way-round
def lean(training, served):
    return 255 * (training - served).mean()

# %% signs-lost
def lean(training, served):
    return 255 * np.abs(served - training).mean()

# %% aliased
def repaired(pixels):
    return tf.image.resize(pixels, (32, 32)).numpy() / 255


def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    pixels = np.asarray(gray, "float32")[..., None]
    return tf.image.resize(pixels, size).numpy()[..., 0] / 255

# %% nearest
def repaired(pixels):
    return tf.image.resize(pixels, (32, 32), method="nearest").numpy() / 255


def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize((size[1], size[0]), Image.Resampling.NEAREST)
    return np.asarray(small, "float32") / 255

# %% scaled-twice
def repaired(pixels):
    return tf.image.resize(pixels / 255, (32, 32), antialias=True).numpy() / 255


def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize((size[1], size[0]), Image.Resampling.BILINEAR)
    return np.asarray(small, "float32") / 255 / 255

# %% area
def repaired(pixels):
    return tf.image.resize(pixels, (32, 32), method="area").numpy() / 255


def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize((size[1], size[0]), Image.Resampling.BOX)
    return np.asarray(small, "float32") / 255

# %% bicubic
def repaired(pixels):
    return tf.image.resize(pixels, (32, 32), method="bicubic", antialias=True).numpy() / 255


def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize((size[1], size[0]))
    return np.asarray(small, "float32") / 255

# %% down-the-columns
def step(x):
    return np.abs(np.diff(x, axis=1)).mean()

# %% across-the-pictures
def step(x):
    return np.abs(np.diff(x, axis=0)).mean()

# %% largest-step
def step(x):
    return np.abs(np.diff(x, axis=2)).max()

# %% not-scaled: bytes
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize((size[1], size[0]), Image.Resampling.BILINEAR)
    return np.asarray(small)

# %% size-swapped
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize(size, Image.Resampling.BILINEAR)
    return np.asarray(small, "float32") / 255

# %% size-of-training
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize((32, 32), Image.Resampling.BILINEAR)
    return np.asarray(small, "float32") / 255

# %% not-shrunk
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize((size[1], size[0]), Image.Resampling.BILINEAR)
    return np.asarray(gray, "float32") / 255

# %% lanczos
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize((size[1], size[0]), Image.Resampling.LANCZOS)
    return np.asarray(small, "float32") / 255

# %% proportions-kept
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    gray.thumbnail((size[1], size[0]), Image.Resampling.BILINEAR)
    return np.asarray(gray, "float32") / 255

# %% proportions-kept: bicubic
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    gray.thumbnail((size[1], size[0]))
    return np.asarray(gray, "float32") / 255

# %% channel-axis-added
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize((size[1], size[0]), Image.Resampling.BILINEAR)
    return np.asarray(small, "float32")[..., None] / 255

# %% picture-not-array
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize((size[1], size[0]), Image.Resampling.BILINEAR)
    return small / 255

# %% blank-left
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = ...
    return np.asarray(small, "float32") / 255

# %% blank-left: without-dtype
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = ...
    return np.asarray(small) / 255

# %% colours-kept
def practice(data, size):
    small = Image.open(io.BytesIO(data)).resize((size[1], size[0]), Image.Resampling.BILINEAR)
    return np.asarray(small, "float32") / 255

# %% picture-not-array: astype
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize((size[1], size[0]), Image.Resampling.BILINEAR)
    return small.astype("float32") / 255

# %% nothing-from-thumbnail
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.thumbnail((size[1], size[0]))
    return np.asarray(small) / 255

# %% sides-apart
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize(size[1], size[0], Image.Resampling.BILINEAR)
    return np.asarray(small, "float32") / 255

# %% sides-apart: no-filter
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize(size[1], size[0])
    return np.asarray(small, "float32") / 255

# %% sides-apart: swapped
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize(size[0], size[1])
    return np.asarray(small, "float32") / 255

# %% blank-left: in-resize
def practice(data, size):
    gray = Image.open(io.BytesIO(data)).convert("L")
    small = gray.resize(...)
    return np.asarray(small, "float32") / 255
