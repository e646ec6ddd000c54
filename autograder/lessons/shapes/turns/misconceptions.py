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

# %% photos-reshaped
def practice(photos):
    if photos.ndim == 3:
        photos = photos[np.newaxis]
    n, channels, height, width = photos.shape
    return photos.reshape(n, height, width, channels)

# %% photos-on-their-side
def practice(photos):
    if photos.ndim == 3:
        photos = photos[np.newaxis]
    return photos.swapaxes(1, 3)

# %% photos-on-their-side: one-photo-reversed
def practice(photos):
    return photos.T[np.newaxis] if photos.ndim == 3 else np.transpose(photos, (0, 3, 2, 1))

# %% channels-left-in-front
def practice(photos):
    return photos[np.newaxis] if photos.ndim == 3 else photos

# %% channels-in-the-middle
def practice(photos):
    if photos.ndim == 3:
        photos = photos[np.newaxis]
    return np.transpose(photos, (0, 2, 1, 3))

# %% width-in-front
def practice(photos):
    if photos.ndim == 3:
        photos = photos[np.newaxis]
    return np.transpose(photos, (0, 3, 1, 2))

# %% width-in-front: moved
def practice(photos):
    if photos.ndim == 3:
        photos = photos[np.newaxis]
    return np.moveaxis(photos, -1, 1)

# %% photos-counted-last
def practice(photos):
    if photos.ndim == 3:
        photos = photos[np.newaxis]
    return np.moveaxis(photos, 0, -1)

# %% one-photo-without-batch
def practice(photos):
    return np.moveaxis(photos, -3, -1)

# %% one-photo-without-batch: untouched
def practice(photos):
    return photos if photos.ndim == 3 else np.transpose(photos, (0, 2, 3, 1))

# %% one-photo-without-four-axes
def practice(photos):
    return np.transpose(photos, (0, 2, 3, 1))

# %% one-photo-without-batch: moved-by-number
def practice(photos):
    return np.moveaxis(photos, 1, -1)

# %% one-photo-without-four-axes: half-filled
def practice(photos):
    if photos.ndim == 3:
        photos = ...
    return np.transpose(photos, (0, 2, 3, 1))

# %% one-photo-without-four-axes: half-filled-moved
def practice(photos):
    if photos.ndim == 3:
        photos = ...
    return np.moveaxis(photos, 1, -1)

# %% batch-axis-at-the-end
def practice(photos):
    if photos.ndim == 3:
        photos = photos[..., np.newaxis]
    return np.transpose(photos, (0, 2, 3, 1))

# %% batch-axis-behind-the-channels
def practice(photos):
    if photos.ndim == 3:
        photos = photos[:, np.newaxis]
    return np.transpose(photos, (0, 2, 3, 1))

# %% spare-channel-axis
def practice(photos):
    if photos.ndim == 3:
        photos = photos[np.newaxis, ..., np.newaxis]
    return np.moveaxis(photos, 1, -1)

# %% one-photo-without-four-axes: five-of-them
def practice(photos):
    if photos.ndim == 3:
        photos = photos[np.newaxis, ..., np.newaxis]
    return np.transpose(photos, (0, 2, 3, 1))

# %% last-axis-counted
def practice(photos):
    if photos.ndim == 3:
        photos = photos[np.newaxis]
    return np.moveaxis(photos, -1, 0)

# %% photos-turned-round
def practice(photos):
    if photos.ndim == 3:
        photos = photos[np.newaxis]
    return photos.T
