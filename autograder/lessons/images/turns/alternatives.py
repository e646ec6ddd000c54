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

# %% keras
def repaired(pixels):
    import keras
    return keras.layers.Resizing(32, 32, interpolation="bilinear", antialias=True)(pixels[None])[0] / 255

# %% tensor
def repaired(pixels):
    return tf.image.resize(pixels / 255, (32, 32), method="bilinear", antialias=True)
