"""What goes wrong in the turns of lesson 05."""

# %% no-batch-axis
def as_batch(picture):
    return picture[..., np.newaxis]

# %% no-channel-axis
def as_batch(picture):
    return picture[np.newaxis]


def repaired(raw):
    return np.moveaxis(raw, -1, 0)

# %% channel-in-front
def as_batch(picture):
    return picture[np.newaxis, np.newaxis]


def repaired(raw):
    return np.moveaxis(raw, -1, 0)[:, np.newaxis]

# %% both-axes-at-the-end
def as_batch(picture):
    return picture[..., np.newaxis, np.newaxis]

# %% bytes-wrap
def worst_pixel(one, other):
    return np.abs(one - other).max(axis=(1, 2))

# %% bytes-wrap: floats-too-late
def worst_pixel(one, other):
    return np.abs((one - other).astype(float)).max(axis=(1, 2))

# %% signs-kept
def worst_pixel(one, other):
    return (one.astype(float) - other).max(axis=(1, 2))


def gap(answers, golden):
    return (answers - golden).max()

# %% signs-kept: the-other-way-round
def worst_pixel(one, other):
    return (other.astype(float) - one).max(axis=(1, 2))


def gap(answers, golden):
    return (golden - answers).max()

# %% one-for-all
def worst_pixel(one, other):
    return np.abs(one.astype(float) - other).max()

# %% along-the-pictures
def worst_pixel(one, other):
    return np.abs(one.astype(float) - other).max(axis=0)

# %% one-axis-only
def worst_pixel(one, other):
    return np.abs(one.astype(float) - other).max(axis=1)

# %% signs-kept: abs-too-late
def worst_pixel(one, other):
    return np.abs((one.astype(float) - other).max(axis=(1, 2)))


def gap(answers, golden):
    return abs((answers - golden).max())

# %% maxima-subtracted
def gap(answers, golden):
    return abs(answers.max() - golden.max())

# %% maxima-subtracted: signs-kept
def gap(answers, golden):
    return answers.max() - golden.max()

# %% squared
def gap(answers, golden):
    return ((answers - golden) ** 2).max()

# %% mean-difference
def worst_pixel(one, other):
    return np.abs(one.astype(float) - other).mean(axis=(1, 2))


def gap(answers, golden):
    return np.abs(answers - golden).mean()

# %% one-for-each
def gap(answers, golden):
    return np.abs(answers - golden).max(axis=1)

# %% reshaped
def repaired(raw):
    return raw.reshape(-1, raw.shape[0], raw.shape[1])[..., np.newaxis]

# %% all-axes-reversed
def repaired(raw):
    return raw.T[..., np.newaxis]

# %% not-moved
def repaired(raw):
    return raw[..., np.newaxis]

# %% every-pair
def rmse_of(y, p):
    return np.sqrt(np.mean((y - p) ** 2))

# %% first-prediction-only
def rmse_of(y, p):
    return np.sqrt(np.mean((y - p[0]) ** 2))

# %% summed
def rmse_of(y, p):
    return np.sqrt(np.sum((y - p[:, 0]) ** 2))

# %% no-root
def rmse_of(y, p):
    return np.mean((y - p[:, 0]) ** 2)

# %% absolute-error
def rmse_of(y, p):
    return np.mean(np.abs(y - p[:, 0]))

# %% squeezed
def rmse_of(y, p):
    return np.sqrt(sum((a - b) ** 2 for a, b in zip(y, np.squeeze(p))) / len(y))
