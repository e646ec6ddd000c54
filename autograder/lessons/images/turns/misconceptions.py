"""What goes wrong in the turns of lesson 02."""

# %% not-scaled
def to_input(levels):
    return levels.astype("float32")[..., None]


def repaired(pixels):
    return tf.image.resize(pixels, (32, 32), antialias=True).numpy()

# %% divided-by-256
def to_input(levels):
    return levels.astype("float32")[..., None] / 256


def repaired(pixels):
    return tf.image.resize(pixels, (32, 32), antialias=True).numpy() / 256

# %% minus-one-to-one
def to_input(levels):
    return levels.astype("float32")[..., None] / 127.5 - 1

# %% own-maximum
def to_input(levels):
    return levels.astype("float32")[..., None] / levels.max()

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

# %% nearest
def repaired(pixels):
    return tf.image.resize(pixels, (32, 32), method="nearest").numpy() / 255

# %% scaled-twice
def repaired(pixels):
    return tf.image.resize(pixels / 255, (32, 32), antialias=True).numpy() / 255

# %% area
def repaired(pixels):
    return tf.image.resize(pixels, (32, 32), method="area").numpy() / 255

# %% bicubic
def repaired(pixels):
    return tf.image.resize(pixels, (32, 32), method="bicubic", antialias=True).numpy() / 255

# %% down-the-columns
def step(x):
    return np.abs(np.diff(x, axis=1)).mean()

# %% across-the-pictures
def step(x):
    return np.abs(np.diff(x, axis=0)).mean()

# %% largest-step
def step(x):
    return np.abs(np.diff(x, axis=2)).max()
