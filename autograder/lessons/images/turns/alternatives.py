"""Right answers to the turns of lesson 02 in another style."""

# %% numpy
def to_input(levels):
    return np.expand_dims(np.asarray(levels, "float32") / 255, -1)


def largest(training, served):
    return np.max(np.abs(training * 255.0 - served * 255.0))


def lean(training, served):
    return 255 * served.mean() - 255 * training.mean()


def step(x):
    return np.mean(np.abs(x[:, :, 1:] - x[:, :, :-1]))


def practice(data, size):
    height, width = size
    small = Image.open(io.BytesIO(data)).convert("L").resize((width, height), resample=Image.BILINEAR)
    return np.array(small).astype(np.float32) / 255.0

# %% keras
def repaired(pixels):
    import keras
    return keras.layers.Resizing(32, 32, interpolation="bilinear", antialias=True)(pixels[None])[0] / 255


def practice(data, size):
    import keras
    gray = np.array(Image.open(io.BytesIO(data)).convert("L"), "float32")
    return keras.layers.Resizing(*size, antialias=True)(gray[..., None])[..., 0] / 255

# %% tensor
def repaired(pixels):
    return tf.image.resize(pixels / 255, (32, 32), method="bilinear", antialias=True)


def practice(data, size):
    gray = np.asarray(Image.open(io.BytesIO(data)).convert("L"))[..., None]
    return tf.image.resize(gray, size, antialias=True)[..., 0] / 255
