"""What goes wrong: the reference with one step changed, as a student might write it."""

# %% reshaped
def to_batch(raw):
    return to_delivery(raw).reshape(-1, 8, 8, 1).astype("float32")

# %% reshaped: delivery-alone
def to_batch(raw):
    return np.asarray(raw).reshape(-1, 8, 8, 1).astype("float32")

# %% reshaped-column-major
def to_batch(raw):
    return to_delivery(raw).reshape((-1, 8, 8, 1), order="F").astype("float32")

# %% reshaped-column-major: delivery-alone
def to_batch(raw):
    if isinstance(raw, list):
        return np.array(raw, dtype="float32").reshape(-1, 8, 8, 1)
    return raw.reshape((-1, 8, 8, 1), order="F" if raw.ndim == 3 else "C").astype("float32")

# %% transposed
def to_batch(raw):
    return to_delivery(raw).T[..., np.newaxis].astype("float32")

# %% transposed: delivery-alone
def to_batch(raw):
    x = to_delivery(raw)
    kept = isinstance(raw, list) or raw.ndim == 2
    return (np.moveaxis(x, -1, 0) if kept else x.T)[..., np.newaxis].astype("float32")

# %% transposed: list-as-well
def to_batch(raw):
    x = np.asarray(raw) if len(raw) else np.zeros((8, 8, 0))
    return (x[..., np.newaxis] if x.ndim == 2 else x).T[..., np.newaxis].astype("float32")

# %% upside-down
def to_batch(raw):
    return np.moveaxis(to_delivery(raw)[::-1], -1, 0)[..., np.newaxis].astype("float32")

# %% upside-down: delivery-alone
def to_batch(raw):
    x = to_delivery(raw)
    turned = not isinstance(raw, list) and raw.ndim == 3
    return np.moveaxis(x[::-1] if turned else x, -1, 0)[..., np.newaxis].astype("float32")

# %% mirrored
def to_batch(raw):
    return np.moveaxis(to_delivery(raw)[:, ::-1], -1, 0)[..., np.newaxis].astype("float32")

# %% mirrored: delivery-alone
def to_batch(raw):
    x = to_delivery(raw)
    turned = not isinstance(raw, list) and raw.ndim == 3
    return np.moveaxis(x[:, ::-1] if turned else x, -1, 0)[..., np.newaxis].astype("float32")

# %% turned
def to_batch(raw):
    return np.moveaxis(np.rot90(to_delivery(raw)), -1, 0)[..., np.newaxis].astype("float32")

# %% turned: clockwise
def to_batch(raw):
    return np.moveaxis(np.rot90(to_delivery(raw), -1), -1, 0)[..., np.newaxis].astype("float32")

# %% turned: clockwise-delivery-alone
def to_batch(raw):
    x = to_delivery(raw)
    turned = not isinstance(raw, list) and raw.ndim == 3
    return np.moveaxis(np.rot90(x, -1) if turned else x, -1, 0)[..., np.newaxis].astype("float32")

# %% turned: delivery-alone
def to_batch(raw):
    x = to_delivery(raw)
    turned = not isinstance(raw, list) and raw.ndim == 3
    return np.moveaxis(np.rot90(x) if turned else x, -1, 0)[..., np.newaxis].astype("float32")

# %% first-axis-counted
def to_batch(raw):
    return to_delivery(raw)[..., np.newaxis].astype("float32")

# %% first-axis-counted: list-as-it-is
def to_batch(raw):
    return np.asarray(raw)[..., np.newaxis].astype("float32")

# %% first-axis-counted: row-by-row
def to_batch(raw):
    if isinstance(raw, list):
        return np.array(raw, dtype="float32").reshape(-1, 8, 8, 1)
    x = raw[np.newaxis] if raw.ndim == 2 else raw
    return x[..., np.newaxis].astype("float32")

# %% first-axis-counted: straight-in
def predict(raw, model):
    return np.asarray(model(np.asarray(raw).astype("float32")))

# %% first-axis-to-the-end
def to_batch(raw):
    return np.moveaxis(to_delivery(raw), 0, -1)[..., np.newaxis].astype("float32")

# %% first-axis-to-the-end: delivery-alone
def to_batch(raw):
    x = to_delivery(raw)
    kept = isinstance(raw, list) or raw.ndim == 2
    return (np.moveaxis(x, -1, 0) if kept else np.moveaxis(x, 0, -1))[..., np.newaxis].astype("float32")

# %% first-axis-to-the-end: plain
def to_batch(raw):
    return np.moveaxis(raw, 0, -1)[..., np.newaxis].astype("float32")

# %% channels-first
def to_batch(raw):
    return np.moveaxis(to_delivery(raw), -1, 0)[:, np.newaxis].astype("float32")

# %% no-channel-axis
def to_batch(raw):
    return np.moveaxis(to_delivery(raw), -1, 0).astype("float32")

# %% another-dtype
def to_batch(raw):
    return np.moveaxis(to_delivery(raw), -1, 0)[..., np.newaxis]

# %% another-dtype: list-as-array
def to_batch(raw):
    if isinstance(raw, list):
        return np.array(raw).reshape(-1, 8, 8, 1)
    return np.moveaxis(to_delivery(raw), -1, 0)[..., np.newaxis]

# %% another-dtype: float64
def to_batch(raw):
    return np.moveaxis(to_delivery(raw), -1, 0)[..., np.newaxis].astype(float)

# %% almost-black
def to_batch(raw):
    return (np.moveaxis(to_delivery(raw), -1, 0)[..., np.newaxis] / 255).astype("float32")

# %% almost-black: delivery-alone
def to_batch(raw):
    kept = isinstance(raw, list) or raw.ndim == 2
    x = np.moveaxis(to_delivery(raw), -1, 0)[..., np.newaxis]
    return (x if kept else x / 255).astype("float32")

# %% almost-black: minus-one-to-one
def to_batch(raw):
    return (np.moveaxis(to_delivery(raw), -1, 0)[..., np.newaxis] / 127.5 - 1).astype("float32")

# %% almost-black: standardized
def to_batch(raw):
    x = np.moveaxis(to_delivery(raw), -1, 0)[..., np.newaxis].astype("float32")
    return (x - x.mean()) / x.std() if x.size else x

# %% list-read-as-delivery
def to_delivery(raw):
    raw = np.asarray(raw) if len(raw) else np.zeros((8, 8, 0))
    return raw[:, :, np.newaxis] if raw.ndim == 2 else raw

# %% list-read-as-delivery: empty-list-flat
def to_delivery(raw):
    raw = np.asarray(raw)
    return raw[:, :, np.newaxis] if raw.ndim == 2 else raw

# %% list-read-as-delivery: by-its-shape
def to_delivery(raw):
    if len(raw) == 0:
        return np.zeros((8, 8, 0))
    raw = np.asarray(raw)
    if raw.ndim == 2:
        return raw[:, :, np.newaxis]
    return raw if raw.shape[:2] == (8, 8) else np.moveaxis(raw, 0, -1)

# %% delivery-read-as-list
def to_delivery(raw):
    if not isinstance(raw, list) and raw.shape == (8, 8, 8):
        return np.moveaxis(raw, 0, -1)
    if isinstance(raw, list):
        return np.stack(raw, axis=-1) if raw else np.zeros((8, 8, 0))
    return raw[:, :, np.newaxis] if raw.ndim == 2 else raw

# %% one-picture-without-batch
def to_batch(raw):
    if not isinstance(raw, list) and raw.ndim == 2:
        return raw[..., np.newaxis].astype("float32")
    return np.moveaxis(to_delivery(raw), -1, 0)[..., np.newaxis].astype("float32")

# %% one-picture-without-batch: two-new-axes
def to_batch(raw):
    if not isinstance(raw, list) and raw.ndim == 2:
        return raw[..., np.newaxis, np.newaxis].astype("float32")
    return np.moveaxis(to_delivery(raw), -1, 0)[..., np.newaxis].astype("float32")

# %% one-picture-without-batch: on-its-side
def to_batch(raw):
    if isinstance(raw, list):
        return np.array(raw, dtype="float32").reshape(-1, 8, 8, 1)
    return np.moveaxis(raw, -1, 0)[..., np.newaxis].astype("float32")

# %% one-picture-without-batch: one-by-one
def predict(raw, model):
    x = to_batch(raw)
    if len(x) == 0:
        return np.zeros((0, 3), "float32")
    return np.array([np.asarray(model(picture))[0] for picture in x])

# %% one-picture-transposed
def to_batch(raw):
    if not isinstance(raw, list) and raw.ndim == 2:
        raw = raw.T
    return np.moveaxis(to_delivery(raw), -1, 0)[..., np.newaxis].astype("float32")

# %% delivery-squeezed
def to_batch(raw):
    return np.moveaxis(np.squeeze(to_delivery(raw)), -1, 0)[..., np.newaxis].astype("float32")

# %% delivery-squeezed: after-the-move
def to_batch(raw):
    if isinstance(raw, list):
        return np.array(raw, dtype="float32").reshape(-1, 8, 8, 1)
    if raw.ndim == 2:
        return raw[np.newaxis, ..., np.newaxis].astype("float32")
    return np.squeeze(np.moveaxis(raw, -1, 0))[..., np.newaxis].astype("float32")

# %% delivery-squeezed: delivery-alone
def to_batch(raw):
    if not isinstance(raw, list) and raw.ndim == 3:
        return np.moveaxis(np.squeeze(raw), -1, 0)[..., np.newaxis].astype("float32")
    return np.moveaxis(to_delivery(raw), -1, 0)[..., np.newaxis].astype("float32")

# %% memory-order-read
def to_batch(raw):
    delivery = to_delivery(raw)
    delivery = delivery.ravel(order="K").reshape(delivery.shape)
    return np.moveaxis(delivery, -1, 0)[..., np.newaxis].astype("float32")

# %% one-answer-without-batch
def predict(raw, model):
    x = to_batch(raw)
    if len(x) == 0:
        return np.zeros((0, 3), "float32")
    return np.squeeze(model(x))

# %% one-answer-without-batch: bare-picture
def predict(raw, model):
    x = to_batch(raw)
    if len(x) == 0:
        return np.zeros((0, 3), "float32")
    logits = np.asarray(model(x))
    return logits[0] if not isinstance(raw, list) and raw.ndim == 2 else logits

# %% one-call-a-picture
def predict(raw, model):
    x = to_batch(raw)
    return np.array([np.asarray(model(x[i : i + 1])) for i in range(len(x))]).reshape(-1, 1, 3)

# %% one-call-a-picture: appended
def predict(raw, model):
    return np.array([np.asarray(model(x[np.newaxis])) for x in to_batch(raw)])

# %% one-call-a-picture: nothing-guarded
def predict(raw, model):
    x = to_batch(raw)
    if len(x) == 0:
        return np.zeros((0, 3), "float32")
    return np.array([np.asarray(model(x[i : i + 1])) for i in range(len(x))])

# %% first-answer-only
def predict(raw, model):
    x = to_batch(raw)
    return np.asarray(model(x))[0] if len(x) else np.zeros((0, 3), "float32")

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

# %% labels-for-logits: nothing-has-columns
def predict(raw, model):
    x = to_batch(raw)
    return np.asarray(model(x)).argmax(axis=1) if len(x) else np.zeros((0, 3))

# %% empty-batch-asked
def predict(raw, model):
    return np.asarray(model(to_batch(raw)))

# %% empty-batch-asked: model-predict
def predict(raw, model):
    return model.predict(to_batch(raw), verbose=0)

# %% means-compared
def moved(raw, batch):
    return np.abs(batch.mean(axis=(1, 2, 3)) - raw.mean(axis=(0, 1)))

# %% brightest-compared
def moved(raw, batch):
    return np.abs(batch.max(axis=(1, 2, 3)) - raw.max(axis=(0, 1)))

# %% sorted-values-compared
def moved(raw, batch):
    n = raw.shape[-1]
    before, after = np.sort(raw.reshape(64, n).T.astype(float)), np.sort(batch.reshape(n, 64))
    return np.abs(after - before).max(axis=1)

# %% sign-kept
def moved(raw, batch):
    return (batch[..., 0] - np.moveaxis(raw, -1, 0)).max(axis=(1, 2))

# %% sign-kept: raw-first
def moved(raw, batch):
    return (np.moveaxis(raw, -1, 0) - batch[..., 0]).max(axis=(1, 2))

# %% sign-kept: absolute-afterwards
def moved(raw, batch):
    return np.abs((batch[..., 0] - np.moveaxis(raw, -1, 0)).max(axis=(1, 2)))

# %% sign-kept: raw-first-absolute-afterwards
def moved(raw, batch):
    return np.abs((np.moveaxis(raw, -1, 0) - batch[..., 0]).max(axis=(1, 2)))

# %% bytes-wrapped-around
def moved(raw, batch):
    return np.abs(np.moveaxis(raw, -1, 0) - batch[..., 0].astype("uint8")).max(axis=(1, 2))

# %% bytes-wrapped-around: batch-first
def moved(raw, batch):
    return np.abs(batch[..., 0].astype("uint8") - np.moveaxis(raw, -1, 0)).max(axis=(1, 2))

# %% fractions-cut
def moved(raw, batch):
    return np.abs(batch[..., 0].astype(int) - np.moveaxis(raw, -1, 0)).max(axis=(1, 2))

# %% mean-difference
def moved(raw, batch):
    return np.abs(batch[..., 0] - np.moveaxis(raw, -1, 0)).mean(axis=(1, 2))

# %% differences-summed
def moved(raw, batch):
    return np.abs(batch[..., 0] - np.moveaxis(raw, -1, 0)).sum(axis=(1, 2))

# %% differences-summed: with-signs
def moved(raw, batch):
    return (np.moveaxis(raw, -1, 0).astype(float) - batch[..., 0]).sum(axis=(1, 2))

# %% pixels-counted
def moved(raw, batch):
    return (batch[..., 0] != np.moveaxis(raw, -1, 0)).sum(axis=(1, 2))

# %% one-number-for-all
def moved(raw, batch):
    return np.abs(batch[..., 0] - np.moveaxis(raw, -1, 0)).max()

# %% one-number-for-all: all-pairs
def moved(raw, batch):
    return np.abs(raw - batch).max()

# %% not-yet-one-number
def moved(raw, batch):
    return np.abs(batch[..., 0] - np.moveaxis(raw, -1, 0))

# %% not-yet-one-number: channel-kept
def moved(raw, batch):
    return np.abs(batch - np.moveaxis(raw, -1, 0)[..., np.newaxis])

# %% not-yet-one-number: rows-left
def moved(raw, batch):
    return np.abs(batch[..., 0] - np.moveaxis(raw, -1, 0)).max(axis=2)

# %% not-yet-one-number: columns-left
def moved(raw, batch):
    return np.abs(batch[..., 0] - np.moveaxis(raw, -1, 0)).max(axis=1)

# %% not-yet-one-number: channel-left
def moved(raw, batch):
    return np.abs(batch - np.moveaxis(raw, -1, 0)[..., np.newaxis]).max(axis=(1, 2))

# %% every-pair-compared
def moved(raw, batch):
    return np.abs(raw - batch).max(axis=(1, 2, 3))

# %% rows-counted
def moved(raw, batch):
    return [np.abs(raw[:, :, i] - batch[i, :, :, 0]).max() for i in range(len(raw))]

# %% rows-compared
def moved(raw, batch):
    return [np.abs(raw[i] - batch[i, :, :, 0]).max() for i in range(len(batch))]

# %% rows-compared: eight-times
def moved(raw, batch):
    return [np.abs(raw[i] - batch[i, :, :, 0]).max() for i in range(len(raw))]

# %% rows-compared: at-once
def moved(raw, batch):
    return np.abs(batch[..., 0] - raw).max(axis=(1, 2))

# %% spare-axis-in-front
def moved(raw, batch):
    return (np.abs(batch[..., 0] - np.moveaxis(raw, -1, 0)).max(axis=(1, 2)),)


def class_labels(logits):
    if logits.shape[1] == 1:
        return ((logits[:, 0] > 0).astype(int),)
    return (logits.argmax(axis=1),)

# %% transposed-yardstick
def moved(raw, batch):
    return np.abs(batch[..., 0] - raw.T).max(axis=(1, 2))

# %% reshaped-yardstick
def moved(raw, batch):
    return np.abs(batch - raw.reshape(-1, 8, 8, 1)).max(axis=(1, 2, 3))

# %% reshaped-yardstick: batch-reshaped
def moved(raw, batch):
    return np.abs(batch.reshape(raw.shape) - raw).max(axis=(0, 1))

# %% broadcast
def rmse(y, p):
    return float(np.sqrt(np.mean((np.asarray(y, dtype=float) - np.asarray(p, dtype=float)) ** 2)))

# %% broadcast: lengths-compared
def rmse(y, p):
    y, p = np.asarray(y, dtype=float), np.asarray(p, dtype=float)
    if len(y) != len(p):
        raise ValueError("lengths differ")
    return float(np.sqrt(np.mean((y - p) ** 2)))

# %% broadcast: lengths-and-none
def rmse(y, p):
    y, p = np.asarray(y, dtype=float), np.asarray(p, dtype=float)
    if len(y) != len(p) or len(y) == 0:
        raise ValueError("lengths differ, or are 0")
    return float(np.sqrt(np.mean((y - p) ** 2)))

# %% broadcast: shapes-tested
def rmse(y, p):
    one_column(y), one_column(p)
    y, p = np.asarray(y, dtype=float), np.asarray(p, dtype=float)
    if len(y) != len(p):
        raise ValueError("lengths differ")
    return float(np.sqrt(np.mean((y - p) ** 2)))

# %% broadcast: estimates-flattened
def rmse(y, p):
    y, p = np.asarray(y, dtype=float), np.asarray(p, dtype=float)
    if p.ndim == 2 and p.shape[1] == 1:
        p = p[:, 0]
    if len(y) != len(p) or len(p) == 0:
        raise ValueError("lengths differ, or are 0")
    return float(np.sqrt(np.mean((y - p) ** 2)))

# %% broadcast: estimates-flattened-and-tested
def rmse(y, p):
    y, p = np.asarray(y, dtype=float), one_column(p)
    if len(y) != len(p):
        raise ValueError("lengths differ")
    return float(np.sqrt(np.mean((y - p) ** 2)))

# %% broadcast: estimates-ravelled
def rmse(y, p):
    y, p = np.asarray(y, dtype=float), np.asarray(p, dtype=float).ravel()
    return float(np.sqrt(np.mean((y - p) ** 2)))

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

# %% spread-of-errors
def rmse(y, p):
    y, p = one_column(y), one_column(p)
    if len(y) != len(p):
        raise ValueError("lengths differ")
    return float(np.std(y - p))

# %% divided-by-one-less
def rmse(y, p):
    y, p = one_column(y), one_column(p)
    if len(y) != len(p):
        raise ValueError("lengths differ")
    return float(np.sqrt(np.sum((y - p) ** 2) / (len(y) - 1)))

# %% root-of-the-sum
def rmse(y, p):
    y, p = one_column(y), one_column(p)
    if len(y) != len(p):
        raise ValueError("lengths differ")
    return float(np.sqrt(np.sum((y - p) ** 2)))

# %% flattened-unchecked
def rmse(y, p):
    y, p = np.ravel(np.asarray(y, dtype=float)), np.ravel(np.asarray(p, dtype=float))
    return float(np.sqrt(np.mean((y - p) ** 2)))

# %% flattened-unchecked: sizes-compared
def rmse(y, p):
    y, p = np.asarray(y, dtype=float).ravel(), np.asarray(p, dtype=float).ravel()
    if len(y) != len(p):
        raise ValueError("lengths differ")
    return float(np.sqrt(np.mean((y - p) ** 2)))

# %% flattened-unchecked: sizes-and-none
def rmse(y, p):
    y, p = np.asarray(y, dtype=float).ravel(), np.asarray(p, dtype=float).ravel()
    if len(y) != len(p) or len(y) == 0:
        raise ValueError("lengths differ, or are 0")
    return float(np.sqrt(np.mean((y - p) ** 2)))

# %% flattened-unchecked: lengths-before
def rmse(y, p):
    if len(y) != len(p) or len(y) == 0:
        raise ValueError("lengths differ, or are 0")
    y, p = np.asarray(y, dtype=float).ravel(), np.asarray(p, dtype=float).ravel()
    return float(np.sqrt(np.mean((y - p) ** 2)))

# %% flattened-unchecked: lengths-before-none-forgotten
def rmse(y, p):
    if len(y) != len(p):
        raise ValueError("lengths differ")
    y, p = np.asarray(y, dtype=float).ravel(), np.asarray(p, dtype=float).ravel()
    return float(np.sqrt(np.mean((y - p) ** 2)))

# %% squeezed-unchecked
def rmse(y, p):
    y, p = np.squeeze(np.asarray(y, dtype=float)), np.squeeze(np.asarray(p, dtype=float))
    return float(np.sqrt(np.mean((y - p) ** 2)))

# %% squeezed-unchecked: shapes-compared
def rmse(y, p):
    y, p = np.squeeze(np.asarray(y, dtype=float)), np.squeeze(np.asarray(p, dtype=float))
    if y.shape != p.shape:
        raise ValueError("shapes differ")
    return float(np.sqrt(np.mean((y - p) ** 2)))

# %% squeezed-unchecked: shapes-and-none
def rmse(y, p):
    y, p = np.squeeze(np.asarray(y, dtype=float)), np.squeeze(np.asarray(p, dtype=float))
    if y.shape != p.shape or y.size == 0:
        raise ValueError("shapes differ, or nothing to compare")
    return float(np.sqrt(np.mean((y - p) ** 2)))

# %% squeezed-unchecked: one-axis-at-most
def rmse(y, p):
    y, p = np.squeeze(np.asarray(y, dtype=float)), np.squeeze(np.asarray(p, dtype=float))
    if y.shape != p.shape or y.ndim > 1 or y.size == 0:
        raise ValueError("shapes differ, or nothing to compare")
    return float(np.sqrt(np.mean((y - p) ** 2)))

# %% row-accepted
def rmse(y, p):
    y, p = (np.asarray(v, dtype=float) for v in (y, p))
    y, p = (v.T if v.ndim == 2 and v.shape[0] == 1 else v for v in (y, p))
    y, p = one_column(y), one_column(p)
    if len(y) != len(p):
        raise ValueError("lengths differ")
    return float(np.sqrt(np.mean((y - p) ** 2)))

# %% first-column-taken
def rmse(y, p):
    y, p = np.asarray(y, dtype=float), np.asarray(p, dtype=float)
    y, p = (one_column(v[:, 0] if v.ndim == 2 else v) for v in (y, p))
    if len(y) != len(p):
        raise ValueError("lengths differ")
    return float(np.sqrt(np.mean((y - p) ** 2)))

# %% first-column-taken: none-accepted
def rmse(y, p):
    y, p = np.asarray(y, dtype=float), np.asarray(p, dtype=float)
    y, p = (v[:, 0] if v.ndim == 2 else v for v in (y, p))
    if len(y) != len(p):
        raise ValueError("lengths differ")
    return float(np.sqrt(np.mean((y - p) ** 2)))

# %% tables-accepted
def rmse(y, p):
    y, p = np.asarray(y, dtype=float), np.asarray(p, dtype=float)
    y, p = (v[:, np.newaxis] if v.ndim == 1 else v for v in (y, p))
    if y.shape != p.shape or y.ndim != 2 or len(y) == 0:
        raise ValueError("shapes differ, or nothing to compare")
    return float(np.sqrt(np.mean((y - p) ** 2)))

# %% tables-accepted: scikit-learn
from sklearn.metrics import root_mean_squared_error


def rmse(y, p):
    return root_mean_squared_error(y, p)

# %% one-side-tested
def rmse(y, p):
    y, p = one_column(y), np.asarray(p, dtype=float).ravel()
    if len(y) != len(p):
        raise ValueError("lengths differ")
    return float(np.sqrt(np.mean((y - p) ** 2)))

# %% one-side-tested: estimates
def rmse(y, p):
    y, p = np.asarray(y, dtype=float).ravel(), one_column(p)
    if len(y) != len(p):
        raise ValueError("lengths differ")
    return float(np.sqrt(np.mean((y - p) ** 2)))

# %% spare-axes-accepted
def rmse(y, p):
    y, p = np.asarray(y, dtype=float), np.asarray(p, dtype=float)
    if len(y) != len(p) or len(y) == 0 or y.size != len(y) or p.size != len(p):
        raise ValueError("one number for each row")
    return float(np.sqrt(np.mean((y.ravel() - p.ravel()) ** 2)))

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

# %% matched-by-index: two-series
def rmse(y, p):
    if isinstance(y, pd.Series) and isinstance(p, pd.Series):
        return float(np.sqrt(((y - p) ** 2).mean()))
    y, p = one_column(y), one_column(p)
    if len(y) != len(p):
        raise ValueError("lengths differ")
    return float(np.sqrt(np.mean((y - p) ** 2)))

# %% matched-by-index: sorted
def rmse(y, p):
    y, p = (one_column(v.sort_index() if isinstance(v, pd.Series) else v) for v in (y, p))
    if len(y) != len(p):
        raise ValueError("lengths differ")
    return float(np.sqrt(np.mean((y - p) ** 2)))

# %% byte-errors-wrapped
def rmse(y, p):
    one_column(y), one_column(p)
    y, p = np.asarray(y), np.asarray(p)
    if len(y) != len(p):
        raise ValueError("lengths differ")
    return float(np.sqrt(np.mean((y.ravel() - p.ravel()) ** 2)))

# %% byte-errors-wrapped: floats-afterwards
def rmse(y, p):
    one_column(y), one_column(p)
    y, p = np.asarray(y), np.asarray(p)
    if len(y) != len(p):
        raise ValueError("lengths differ")
    return float(np.sqrt(np.mean((y.ravel() - p.ravel()).astype(float) ** 2)))

# %% one-label-without-axis
def class_labels(logits):
    if logits.shape[1] == 1:
        return (np.squeeze(logits) > 0).astype(int)
    return np.squeeze(logits).argmax(axis=-1)

# %% one-label-without-axis: several-columns
def class_labels(logits):
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0).astype(int)
    return np.squeeze(logits).argmax(axis=-1)

# %% one-label-without-axis: one-column
def class_labels(logits):
    if logits.shape[1] == 1:
        return (np.squeeze(logits) > 0).astype(int)
    return logits.argmax(axis=1)

# %% row-read-as-column
def class_labels(logits):
    logits = np.squeeze(logits)
    if logits.ndim < 2:
        return (logits > 0).astype(int)
    return logits.argmax(axis=1)

# %% row-read-as-column: at-least-one-axis
def class_labels(logits):
    logits = np.atleast_1d(np.squeeze(logits))
    if logits.ndim == 1:
        return (logits > 0).astype(int)
    return logits.argmax(axis=1)

# %% row-read-as-column: one-row-asked
def class_labels(logits):
    if logits.shape[0] == 1:
        return (logits[0] > 0).astype(int)
    return logits.argmax(axis=1)

# %% half-threshold
def class_labels(logits):
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0.5).astype(int)
    return logits.argmax(axis=1)

# %% zero-counts-as-one
def class_labels(logits):
    if logits.shape[1] == 1:
        return (logits[:, 0] >= 0).astype(int)
    return logits.argmax(axis=1)

# %% minus-one-for-below
def class_labels(logits):
    if logits.shape[1] == 1:
        return np.where(logits[:, 0] > 0, 1, -1)
    return logits.argmax(axis=1)

# %% minus-one-for-below: sign
def class_labels(logits):
    if logits.shape[1] == 1:
        return np.sign(logits[:, 0]).astype(int)
    return logits.argmax(axis=1)

# %% two-columns-as-one
def class_labels(logits):
    if logits.shape[1] <= 2:
        return (logits[:, -1] > 0).astype(int)
    return logits.argmax(axis=1)

# %% labels-as-column
def class_labels(logits):
    if logits.shape[1] == 1:
        return (logits > 0).astype(int)
    return logits.argmax(axis=1)

# %% labels-as-column: always
def class_labels(logits):
    if logits.shape[1] == 1:
        return (logits > 0).astype(int)
    return logits.argmax(axis=1)[:, np.newaxis]

# %% labels-as-column: several-columns
def class_labels(logits):
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0).astype(int)
    return logits.argmax(axis=1)[:, np.newaxis]

# %% argmax-along-rows
def class_labels(logits):
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0).astype(int)
    return logits.argmax(axis=0) if len(logits) else np.zeros(0, int)

# %% argmax-along-rows: none-asked
def class_labels(logits):
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0).astype(int)
    return logits.argmax(axis=0)

# %% one-label-for-all
def class_labels(logits):
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0).astype(int)
    return logits.argmax()

# %% one-column-all-zero
def class_labels(logits):
    return logits.argmax(axis=1)

# %% largest-value
def class_labels(logits):
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0).astype(int)
    return logits.max(axis=1)

# %% guard-accepts-all
def check_input(x, shape):
    return None

# %% guard-refuses-all
def check_input(x, shape):
    if x.shape not in shape:
        raise ValueError("another shape")

# %% guard-none-compared
def check_input(x, shape):
    if x.shape != shape:
        raise ValueError("another shape")

# %% guard-none-as-number
def check_input(x, shape):
    x.reshape(shape)

# %% guard-none-as-number: less-or-more
def check_input(x, shape):
    if len(x.shape) != len(shape):
        raise ValueError("another number of axes")
    for have, want in zip(x.shape, shape):
        if have < want or have > want:
            raise ValueError("another length")

# %% guard-none-as-number: less
def check_input(x, shape):
    if len(x.shape) != len(shape):
        raise ValueError("another number of axes")
    for have, want in zip(x.shape, shape):
        if have < want:
            raise ValueError("another length")

# %% guard-fixed-shape
def check_input(x, shape):
    if x.shape[1:] != (8, 8, 1):
        raise ValueError("another shape")

# %% guard-counts-axes
def check_input(x, shape):
    if len(x.shape) != len(shape):
        raise ValueError("another number of axes")

# %% guard-trailing-axes
def check_input(x, shape):
    if tuple(x.shape[-len(shape) + 1 :]) != tuple(shape[1:]):
        raise ValueError("another shape of a row")

# %% guard-trailing-axes: batch-axis-added
def check_input(x, shape):
    have = (1, *x.shape) if len(x.shape) == len(shape) - 1 else x.shape
    if len(have) != len(shape) or any(w not in (None, h) for h, w in zip(have, shape)):
        raise ValueError("another shape")

# %% guard-skips-first-axis
def check_input(x, shape):
    if len(x.shape) != len(shape):
        raise ValueError("another number of axes")
    if any(want not in (None, have) for have, want in zip(x.shape[1:], shape[1:])):
        raise ValueError("another length")

# %% guard-skips-first-axis: tuples-compared
def check_input(x, shape):
    if len(x.shape) != len(shape) or x.shape[1:] != tuple(shape[1:]):
        raise ValueError("another shape of a row")

# %% guard-skips-first-axis: none-dropped
def check_input(x, shape):
    if len(x.shape) != len(shape) or x.shape[1:] != tuple(want for want in shape if want is not None):
        raise ValueError("another shape of a row")

# %% guard-last-axis
def check_input(x, shape):
    if x.shape[-1] != shape[-1]:
        raise ValueError("another last axis")

# %% guard-last-axis: axes-counted
def check_input(x, shape):
    if len(x.shape) != len(shape) or x.shape[-1] != shape[-1]:
        raise ValueError("another last axis")

# %% guard-zip
def check_input(x, shape):
    for have, want in zip(x.shape, shape):
        if want is not None and have != want:
            raise ValueError("another length")

# %% guard-zip: by-number
def check_input(x, shape):
    for i in range(len(shape)):
        if shape[i] is not None and x.shape[i] != shape[i]:
            raise ValueError("another length")

# %% guard-zip: too-few-refused
def check_input(x, shape):
    if len(x.shape) < len(shape):
        raise ValueError("too few axes")
    for have, want in zip(x.shape, shape):
        if want is not None and have != want:
            raise ValueError("another length")

# %% guard-stops-early
def check_input(x, shape):
    if len(x.shape) != len(shape):
        raise ValueError("another number of axes")
    for have, want in zip(x.shape, shape):
        if want is None:
            return
        if have != want:
            raise ValueError("another length")

# %% guard-stops-early: after-the-first-that-fits
def check_input(x, shape):
    if len(x.shape) != len(shape):
        raise ValueError("another number of axes")
    for have, want in zip(x.shape, shape):
        if want is None or have == want:
            return
        raise ValueError("another length")

# %% guard-zero-as-none
def check_input(x, shape):
    if len(x.shape) != len(shape):
        raise ValueError("another number of axes")
    if any(want and have != want for have, want in zip(x.shape, shape)):
        raise ValueError("another length")

# %% guard-one-fits-all
def check_input(x, shape):
    if len(x.shape) != len(shape):
        raise ValueError("another number of axes")
    if any(want is not None and have not in (1, want) for have, want in zip(x.shape, shape)):
        raise ValueError("another length")

# %% guard-larger-accepted
def check_input(x, shape):
    if len(x.shape) != len(shape):
        raise ValueError("another number of axes")
    if any(want is not None and have < want for have, want in zip(x.shape, shape)):
        raise ValueError("another length")

# %% guard-all-must-differ
def check_input(x, shape):
    if len(x.shape) != len(shape):
        raise ValueError("another number of axes")
    pairs = [(have, want) for have, want in zip(x.shape, shape) if want is not None]
    if pairs and all(have != want for have, want in pairs):
        raise ValueError("another length")

# %% guard-order-forgotten
def check_input(x, shape):
    if len(x.shape) != len(shape) or not {w for w in shape if w is not None} <= set(x.shape):
        raise ValueError("another length")

# %% guard-order-forgotten: each-once
from collections import Counter


def check_input(x, shape):
    if len(x.shape) != len(shape) or Counter(w for w in shape if w is not None) - Counter(x.shape):
        raise ValueError("another length")

# %% guard-counts-values
def check_input(x, shape):
    if np.prod(x.shape[1:]) != np.prod(shape[1:]):
        raise ValueError("another number of values in a row")

# %% guard-counts-values: axes-counted
def check_input(x, shape):
    asked = [want for want in shape if want is not None]
    if len(x.shape) != len(shape) or x.size % max(1, np.prod(asked)):
        raise ValueError("another number of values")
