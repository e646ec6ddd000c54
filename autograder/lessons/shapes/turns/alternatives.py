"""Right answers to the turns of lesson 05 in another style."""

# %% reshape-that-keeps-order
def as_batch(picture):
    return picture.reshape(1, *picture.shape, 1)


def rmse_of(y, p):
    return np.sqrt(((y - p.reshape(-1)) ** 2).mean())

# %% expand-dims
def as_batch(picture):
    return np.expand_dims(np.expand_dims(picture, 0), -1)


def repaired(raw):
    return np.expand_dims(np.transpose(raw, (2, 0, 1)), -1)

# %% loop
def worst_pixel(one, other):
    return [max(abs(int(a) - int(b)) for a, b in zip(x.ravel(), z.ravel())) for x, z in zip(one, other)]


def repaired(raw):
    return np.stack([raw[:, :, i] for i in range(raw.shape[2])])[..., None]


def gap(answers, golden):
    return max(abs(a - b) for x, z in zip(answers, golden) for a, b in zip(x, z))

# %% stacked-columns
def rmse_of(y, p):
    return float(np.sqrt(np.mean((y[:, np.newaxis] - p) ** 2)))

# %% wider-integers
def worst_pixel(one, other):
    return np.abs(one.astype("int64") - other.astype("int64")).max(axis=-1).max(axis=-1)

# %% list-of-photos
def practice(photos):
    photos = [photos] if photos.ndim == 3 else photos
    return np.array([np.dstack(list(photo)) for photo in photos])

# %% einsum
def practice(photos):
    return np.einsum("nchw->nhwc", photos.reshape(-1, *photos.shape[-3:]))

# %% step-by-step
def practice(photos):
    if photos.ndim == 3:
        photos = np.expand_dims(photos, 0)
    return photos.swapaxes(1, 2).swapaxes(2, 3)

# %% moved-by-name
def practice(photos):
    if photos.ndim == 3:
        photos = np.array([photos])
    return np.moveaxis(photos, 1, -1)
