"""Two mistakes at once. Those that are headed by two names are diagnosed as both; no other may be named."""

# %% mirrored + upside-down
def to_batch(raw):
    return np.moveaxis(to_delivery(raw)[::-1, ::-1], -1, 0)[..., np.newaxis].astype("float32")

# %% list-read-as-delivery + one-picture-without-batch: plain
def to_batch(raw):
    return np.moveaxis(raw, -1, 0)[..., np.newaxis].astype("float32")

# %% another-dtype + no-channel-axis
def to_batch(raw):
    return np.moveaxis(to_delivery(raw), -1, 0)

# %% another-dtype + reshaped
def to_batch(raw):
    return np.asarray(raw).reshape(-1, 8, 8, 1)

# %% another-dtype + transposed
def to_batch(raw):
    return to_delivery(raw).T[..., np.newaxis]

# %% almost-black + transposed
def to_batch(raw):
    return (to_delivery(raw).T[..., np.newaxis] / 255).astype("float32")

# %% almost-black + reshaped
def to_batch(raw):
    return (np.asarray(raw).reshape(-1, 8, 8, 1) / 255).astype("float32")

# %% almost-black + another-dtype
def to_batch(raw):
    return np.moveaxis(to_delivery(raw), -1, 0)[..., np.newaxis] / 255

# %% reshaped-yardstick + sign-kept
def moved(raw, batch):
    return (batch - raw.reshape(-1, 8, 8, 1)).max(axis=(1, 2, 3))

# %% mean-difference + transposed-yardstick
def moved(raw, batch):
    return np.abs(batch[..., 0] - raw.T).mean(axis=(1, 2))

# %% mean-difference + one-number-for-all
def moved(raw, batch):
    return np.abs(batch[..., 0] - np.moveaxis(raw, -1, 0)).mean()

# %% mean-difference + sign-kept
def moved(raw, batch):
    return (batch[..., 0] - np.moveaxis(raw, -1, 0)).mean(axis=(1, 2))

# %% broadcast + no-root
def rmse(y, p):
    return float(np.mean((np.asarray(y, dtype=float) - np.asarray(p, dtype=float)) ** 2))

# %% absolute-error + broadcast
def rmse(y, p):
    return float(np.mean(np.abs(np.asarray(y, dtype=float) - np.asarray(p, dtype=float))))

# %% broadcast + byte-errors-wrapped
def rmse(y, p):
    return float(np.sqrt(np.mean((np.asarray(y) - np.asarray(p)) ** 2)))

# %% broadcast + matched-by-index
def rmse(y, p):
    y, p = (v if isinstance(v, pd.Series) else np.asarray(v, dtype=float) for v in (y, p))
    if len(y) != len(p) or len(y) == 0:
        raise ValueError("lengths differ, or are 0")
    return float(np.sqrt(np.mean((y - p) ** 2)))

# %% byte-errors-wrapped + flattened-unchecked
def rmse(y, p):
    return float(np.sqrt(np.mean((np.ravel(y) - np.ravel(p)) ** 2)))

# %% flattened-unchecked + no-root
def rmse(y, p):
    y, p = np.asarray(y, dtype=float).ravel(), np.asarray(p, dtype=float).ravel()
    return float(np.mean((y - p) ** 2))

# %% matched-by-index + no-root
def rmse(y, p):
    if len(one_column(y)) != len(one_column(p)):
        raise ValueError("lengths differ")
    y, p = (v if isinstance(v, pd.Series) else pd.Series(one_column(v)) for v in (y, p))
    return float(((y - p) ** 2).mean())

# %% absolute-error + matched-by-index
def rmse(y, p):
    if len(one_column(y)) != len(one_column(p)):
        raise ValueError("lengths differ")
    y, p = (v if isinstance(v, pd.Series) else pd.Series(one_column(v)) for v in (y, p))
    return float((y - p).abs().mean())

# %% flattened-unchecked + zipped-to-the-shorter
def rmse(y, p):
    pairs = list(zip(np.asarray(y, dtype=float).ravel(), np.asarray(p, dtype=float).ravel()))
    return float(np.sqrt(np.mean([(a - b) ** 2 for a, b in pairs])))

# %% half-threshold + labels-as-column
def class_labels(logits):
    if logits.shape[1] == 1:
        return (logits > 0.5).astype(int)
    return logits.argmax(axis=1)

# %% half-threshold + one-label-without-axis
def class_labels(logits):
    if logits.shape[1] == 1:
        return (np.squeeze(logits) > 0.5).astype(int)
    return logits.argmax(axis=1)

# %% guard-skips-first-axis + guard-trailing-axes
def check_input(x, shape):
    have = x.shape[-len(shape) + 1 :]
    if len(have) != len(shape) - 1 or any(w not in (None, h) for h, w in zip(have, shape[1:])):
        raise ValueError("another shape of a row")

# %% guard-zero-as-none + guard-zip
def check_input(x, shape):
    for have, want in zip(x.shape, shape):
        if want and have != want:
            raise ValueError("another length")

# %% reshaped-means
def moved(raw, batch):
    return np.abs(batch[:, :, 0, 0] - raw[:, 0].T).mean(axis=1)

# %% relative-to-the-largest
def rmse(y, p):
    y, p = one_column(y), one_column(p)
    if len(y) != len(p):
        raise ValueError("lengths differ")
    return float(np.sqrt(np.mean((y - p) ** 4)) / np.max(np.abs(y - p)))

# %% inverted-and-transposed
def to_batch(raw):
    return (255 - to_delivery(raw).T[..., np.newaxis]).astype("float32")

# %% second-largest-or-below-zero
def class_labels(logits):
    if logits.shape[1] == 1:
        return (logits[:, 0] < 0).astype(int)
    return logits.argsort(axis=1)[:, -2]

# %% inverted-and-mirrored
def to_batch(raw):
    return np.moveaxis(255 - to_delivery(raw)[:, ::-1], -1, 0)[..., np.newaxis].astype("float32")
