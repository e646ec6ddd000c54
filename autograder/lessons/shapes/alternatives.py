"""Right answers written differently: none of them may lose a point."""

# %% einsum
def to_batch(raw):
    return np.einsum("hwn->nhw", to_delivery(raw)).astype(np.float32)[:, :, :, None]


def moved(raw, batch):
    back = np.einsum("nhwc->hwn", batch)
    return np.abs(back - raw).reshape(64, -1).max(axis=0)

# %% loops
def to_batch(raw):
    if not isinstance(raw, list):
        raw = [raw] if raw.ndim == 2 else [raw[:, :, i] for i in range(raw.shape[2])]
    out = np.empty((len(raw), 8, 8, 1), dtype="float32")
    for i, picture in enumerate(raw):
        out[i, :, :, 0] = picture
    return out


def moved(raw, batch):
    return [max(abs(float(b) - float(a)) for a, b in zip(raw[:, :, i].flat, batch[i].flat)) for i in range(len(batch))]


def class_labels(logits):
    if logits.shape[1] == 1:
        return [1 if row[0] > 0 else 0 for row in logits]
    return [int(np.argmax(row)) for row in logits]

# %% flat-pixels
def to_batch(raw):
    if isinstance(raw, list):
        return np.array(raw, dtype="float32").reshape(-1, 8, 8, 1)
    return raw.reshape(64, -1).T.reshape(-1, 8, 8, 1).astype("float32")

# %% tensorflow-transpose
import tensorflow as tf


def to_batch(raw):
    return tf.transpose(tf.cast(to_delivery(raw), tf.float32), (2, 0, 1))[..., tf.newaxis].numpy()


def predict(raw, model):
    x = to_batch(raw)
    return model(x) if len(x) else tf.zeros((0, 3))


def rmse(y, p):
    y, p = (tf.reshape(one_column(v), (-1,)) for v in (y, p))
    if len(y) != len(p):
        raise ValueError("lengths differ")
    return tf.sqrt(tf.reduce_mean(tf.square(y - p))).numpy()

# %% keras-ops-and-metric
import keras


def to_batch(raw):
    x = keras.ops.moveaxis(keras.ops.convert_to_tensor(to_delivery(raw), "float32"), -1, 0)
    return np.array(keras.ops.expand_dims(x, -1))


def rmse(y, p):
    y, p = one_column(y), one_column(p)
    if y.shape != p.shape:
        raise ValueError("shapes differ")
    metric = keras.metrics.RootMeanSquaredError()
    metric.update_state(y, p)
    return float(metric.result())

# %% pandas-and-scikit-learn
from sklearn.metrics import root_mean_squared_error


def rmse(y, p):
    frames = [pd.DataFrame(np.asarray(v)) for v in (y, p)]
    if frames[0].shape != frames[1].shape or frames[0].shape[1] != 1 or frames[0].empty:
        raise ValueError("expected two columns of equal length")
    return root_mean_squared_error(frames[0][0], frames[1][0])


def class_labels(logits):
    scores = pd.DataFrame(logits)
    if scores.shape[1] == 1:
        return (1 / (1 + np.exp(-scores[0])) > 0.5).astype("int8")
    return pd.Series([int(row.to_numpy().argmax()) for _, row in scores.iterrows()], dtype="int64")

# %% batches-of-seven
def predict(raw, model):
    x = to_batch(raw)
    parts = [np.asarray(model(x[i : i + 7])) for i in range(0, len(x), 7)]
    return np.concatenate(parts) if parts else np.empty((0, 3), dtype="float32")

# %% model-predict
def predict(raw, model):
    x = to_batch(raw)
    return model.predict(x, verbose=0) if x.size else np.zeros((0, 3))

# %% swapped-axes
def to_batch(raw):
    delivery = to_delivery(raw)
    return np.float32(delivery.swapaxes(0, 2).swapaxes(1, 2)).reshape(-1, 8, 8, 1)


def rmse(y, p):
    y, p = one_column(y), one_column(p)
    if y.shape != p.shape:
        raise ValueError("shapes differ")
    return np.linalg.norm(y - p) / len(y) ** 0.5


def check_input(x, shape):
    wanted = tuple(have if want is None else want for have, want in zip(x.shape, shape))
    if x.ndim != len(shape) or x.shape != wanted:
        raise ValueError(f"{x.shape} is not {shape}")

# %% pure-python
import math


def one_list(values):
    values = values.tolist() if hasattr(values, "tolist") else list(values)
    if values and isinstance(values[0], list):
        if any(len(row) != 1 or isinstance(row[0], list) for row in values):
            raise ValueError("more than one column")
        values = [row[0] for row in values]
    return values


def rmse(y, p):
    y, p = one_list(y), one_list(p)
    if not y or len(y) != len(p):
        raise ValueError("nothing to pair")
    return math.sqrt(math.fsum((a - b) ** 2 for a, b in zip(y, p)) / len(y))


def class_labels(logits):
    return np.hstack([np.zeros_like(logits), logits]).argmax(axis=1) if logits.shape[1] == 1 else np.argmax(logits, -1)


def check_input(x, shape):
    if np.ndim(x) != len(shape):
        raise ValueError("another number of axes")
    for axis in range(len(shape)):
        if shape[axis] not in (None, x.shape[axis]):
            raise ValueError("another length")
