"""What goes wrong: the reference with one step changed, as a student might write it."""

# %% reshaped
def to_batch(raw):
    return to_delivery(raw).reshape(-1, 8, 8, 1).astype("float32")

# %% reshaped-column-major
def to_batch(raw):
    return to_delivery(raw).reshape((-1, 8, 8, 1), order="F").astype("float32")

# %% transposed
def to_batch(raw):
    return to_delivery(raw).T[..., np.newaxis].astype("float32")

# %% transposed-then-turned
def to_batch(raw):
    return np.rot90(to_delivery(raw).T, axes=(1, 2))[..., np.newaxis].astype("float32")

# %% turned
def to_batch(raw):
    return np.moveaxis(np.rot90(to_delivery(raw)), -1, 0)[..., np.newaxis].astype("float32")

# %% first-axis-counted
def to_batch(raw):
    return to_delivery(raw)[..., np.newaxis].astype("float32")

# %% channels-first
def to_batch(raw):
    return np.moveaxis(to_delivery(raw), -1, 0)[:, np.newaxis].astype("float32")

# %% no-channel-axis
def to_batch(raw):
    return np.moveaxis(to_delivery(raw), -1, 0).astype("float32")

# %% integers-kept
def to_batch(raw):
    return np.moveaxis(to_delivery(raw), -1, 0)[..., np.newaxis]

# %% scaled-outside
def to_batch(raw):
    return (np.moveaxis(to_delivery(raw), -1, 0)[..., np.newaxis] / 255).astype("float32")

# %% list-read-as-delivery
def to_delivery(raw):
    raw = np.asarray(raw) if len(raw) else np.zeros((8, 8, 0))
    return raw[:, :, np.newaxis] if raw.ndim == 2 else raw

# %% one-picture-without-batch
def to_batch(raw):
    if not isinstance(raw, list) and raw.ndim == 2:
        return raw[..., np.newaxis].astype("float32")
    return np.moveaxis(to_delivery(raw), -1, 0)[..., np.newaxis].astype("float32")

# %% delivery-squeezed
def to_batch(raw):
    return np.moveaxis(np.squeeze(to_delivery(raw)), -1, 0)[..., np.newaxis].astype("float32")

# %% answer-squeezed
def predict(raw, model):
    x = to_batch(raw)
    if len(x) == 0:
        return np.zeros((0, 3), "float32")
    return np.squeeze(model(x))

# %% one-call-a-picture
def predict(raw, model):
    x = to_batch(raw)
    return np.array([np.asarray(model(x[i : i + 1])) for i in range(len(x))]).reshape(-1, 1, 3)

# %% probabilities
def predict(raw, model):
    x = to_batch(raw)
    if len(x) == 0:
        return np.zeros((0, 3), "float32")
    e = np.exp(np.asarray(model(x)))
    return e / e.sum(axis=1, keepdims=True)

# %% labels-for-logits
def predict(raw, model):
    x = to_batch(raw)
    return np.asarray(model(x)).argmax(axis=1) if len(x) else np.zeros(0, int)

# %% means-compared
def moved(raw, batch):
    return np.abs(batch.mean(axis=(1, 2, 3)) - raw.mean(axis=(0, 1)))

# %% sorted-values-compared
def moved(raw, batch):
    n = raw.shape[-1]
    before, after = np.sort(raw.reshape(64, n).T.astype(float)), np.sort(batch.reshape(n, 64))
    return np.abs(after - before).max(axis=1)

# %% sign-kept
def moved(raw, batch):
    return (batch[..., 0] - np.moveaxis(raw, -1, 0)).max(axis=(1, 2))

# %% mean-difference
def moved(raw, batch):
    return np.abs(batch[..., 0] - np.moveaxis(raw, -1, 0)).mean(axis=(1, 2))

# %% transposed-yardstick
def moved(raw, batch):
    return np.abs(batch[..., 0] - raw.T).max(axis=(1, 2))

# %% reshaped-yardstick
def moved(raw, batch):
    return np.abs(batch - raw.reshape(-1, 8, 8, 1)).max(axis=(1, 2, 3))

# %% broadcast
def rmse(y, p):
    return float(np.sqrt(np.mean((np.asarray(y) - np.asarray(p)) ** 2)))

# %% no-root
def rmse(y, p):
    y, p = one_column(y), one_column(p)
    if len(y) != len(p):
        raise ValueError("lengths differ")
    return float(np.mean((y - p) ** 2))

# %% absolute-error
def rmse(y, p):
    y, p = one_column(y), one_column(p)
    if len(y) != len(p):
        raise ValueError("lengths differ")
    return float(np.mean(np.sqrt((y - p) ** 2)))

# %% flattened-unchecked
def rmse(y, p):
    return float(np.sqrt(np.mean((np.ravel(y) - np.ravel(p)) ** 2)))

# %% squeezed-unchecked
def rmse(y, p):
    return float(np.sqrt(np.mean((np.squeeze(y) - np.squeeze(p)) ** 2)))

# %% lengths-unchecked
def rmse(y, p):
    return float(np.sqrt(np.mean((one_column(y) - one_column(p)) ** 2)))

# %% zipped-to-the-shorter
def rmse(y, p):
    pairs = list(zip(one_column(y), one_column(p)))
    return float(np.sqrt(np.mean([(a - b) ** 2 for a, b in pairs])))

# %% matched-by-index
def rmse(y, p):
    if len(one_column(y)) != len(one_column(p)):
        raise ValueError("lengths differ")
    y, p = (v if isinstance(v, pd.Series) else pd.Series(one_column(v)) for v in (y, p))
    return float(np.sqrt(((y - p) ** 2).mean()))

# %% argmax-of-one-column
def class_labels(logits):
    return logits.argmax(axis=1)

# %% labels-squeezed
def class_labels(logits):
    if logits.shape[1] == 1:
        return (np.squeeze(logits) > 0).astype(int)
    return np.squeeze(logits).argmax(axis=-1)

# %% one-column-squeezed
def class_labels(logits):
    if logits.shape[1] == 1:
        return (np.squeeze(logits) > 0).astype(int)
    return logits.argmax(axis=1)

# %% half-threshold
def class_labels(logits):
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0.5).astype(int)
    return logits.argmax(axis=1)

# %% labels-as-column
def class_labels(logits):
    if logits.shape[1] == 1:
        return (logits > 0).astype(int)
    return logits.argmax(axis=1)

# %% argmax-along-rows
def class_labels(logits):
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0).astype(int)
    return logits.argmax(axis=0) if len(logits) else np.zeros(0, int)

# %% guard-accepts-all
def check_input(x, shape):
    return None

# %% guard-counts-axes
def check_input(x, shape):
    if len(x.shape) != len(shape):
        raise ValueError("another number of axes")

# %% guard-trailing-axes
def check_input(x, shape):
    if tuple(x.shape[-len(shape) + 1 :]) != tuple(shape[1:]):
        raise ValueError("another shape of a row")

# %% guard-last-axis
def check_input(x, shape):
    if x.shape[-1] != shape[-1]:
        raise ValueError("another last axis")

# %% guard-zip
def check_input(x, shape):
    for have, want in zip(x.shape, shape):
        if want is not None and have != want:
            raise ValueError("another length")

# %% guard-counts-values
def check_input(x, shape):
    if np.prod(x.shape[1:]) != np.prod(shape[1:]):
        raise ValueError("another number of values in a row")
