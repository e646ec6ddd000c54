"""Two mistakes at once: wrong, and not to be named as either."""

# %% upside-down-and-mirrored
def to_batch(raw):
    return np.moveaxis(to_delivery(raw)[::-1, ::-1], -1, 0)[..., np.newaxis].astype("float32")

# %% reshaped-and-turned
def to_batch(raw):
    return np.rot90(to_delivery(raw).reshape(-1, 8, 8, 1), axes=(1, 2)).astype("float32")

# %% column-major-and-transposed
def to_batch(raw):
    x = to_delivery(raw).reshape((-1, 8, 8, 1), order="F").astype("float32")
    return np.ascontiguousarray(x.transpose(0, 2, 1, 3))

# %% transposed-probabilities
def predict(raw, model):
    x = to_delivery(raw).T[..., np.newaxis].astype("float32")
    if len(x) == 0:
        return np.zeros((0, 3), "float32")
    e = np.exp(np.asarray(model(x)))
    return e / e.sum(axis=1, keepdims=True)

# %% broadcast-without-root
def rmse(y, p):
    return float(np.mean((np.asarray(y) - np.asarray(p)) ** 2))

# %% by-index-without-root
def rmse(y, p):
    if len(one_column(y)) != len(one_column(p)):
        raise ValueError("lengths differ")
    y, p = (v if isinstance(v, pd.Series) else pd.Series(one_column(v)) for v in (y, p))
    return float(((y - p) ** 2).mean())

# %% half-threshold-as-column
def class_labels(logits):
    if logits.shape[1] == 1:
        return (logits > 0.5).astype(int)
    return logits.argmax(axis=1)

# %% sign-kept-and-transposed
def moved(raw, batch):
    return (batch[..., 0] - raw.T).max(axis=(1, 2))
