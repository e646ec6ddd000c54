"""Right answers written differently: none of them may lose a point."""

# %% pandas
def standardize(frame, stats):
    mean, std = pd.Series(stats["mean"]), pd.Series(stats["std"])
    return ((frame[mean.index] - mean) / std).to_numpy(dtype="float32")

# %% scikit-learn
from sklearn.preprocessing import StandardScaler


def fit_stats(train):
    scaler = StandardScaler().fit(train)
    return {
        "mean": dict(zip(train.columns, scaler.mean_.tolist())),
        "std": dict(zip(train.columns, scaler.scale_.tolist())),
    }


def standardize(frame, stats):
    scaler = StandardScaler()
    scaler.mean_ = np.array(list(stats["mean"].values()))
    scaler.scale_ = np.array(list(stats["std"].values()))
    scaler.n_features_in_ = len(scaler.mean_)
    x = frame[list(stats["mean"])].to_numpy(float)
    return (scaler.transform(x) if len(x) else x).astype("float32")

# %% keras-normalization
import keras


def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy("float32")
    std = np.array(list(stats["std"].values()))
    layer = keras.layers.Normalization(mean=list(stats["mean"].values()), variance=std**2)
    return np.asarray(layer(x))

# %% tensorflow-ops
import tensorflow as tf


def predict(frame, stats, model):
    x = tf.constant(frame[list(stats["mean"])].to_numpy("float32"))
    z = (x - tf.constant(list(stats["mean"].values()))) / tf.constant(list(stats["std"].values()))
    return model(z)

# %% column-by-column
def standardize(frame, stats):
    out = np.empty((len(frame), len(stats["mean"])), dtype=np.float32)
    for i, name in enumerate(stats["mean"]):
        out[:, i] = (frame[name] - stats["mean"][name]) / stats["std"][name]
    return out


def guard(frame, stats):
    for name in stats["mean"]:
        if name not in frame:
            raise ValueError(f"{name} is missing")
        for value in frame[name]:
            z = (value - stats["mean"][name]) / stats["std"][name]
            if not abs(z) <= 10:
                raise ValueError(f"{name} holds {value}")

# %% batches-of-seven
def predict(frame, stats, model):
    x = standardize(frame, stats)
    if len(x) == 0:
        return np.zeros((0, 3), "float32")
    return np.concatenate([np.asarray(model(x[i : i + 7])) for i in range(0, len(x), 7)])

# %% model-predict
def predict(frame, stats, model):
    x = standardize(frame, stats)
    return model.predict(x, verbose=0) if len(x) else np.zeros((0, 3), "float32")

# %% folded-and-pure-python
import math


def fit_stats(train):
    mean = {c: math.fsum(train[c]) / len(train) for c in train.columns}
    std = {c: math.sqrt(math.fsum((v - mean[c]) ** 2 for v in train[c]) / len(train)) for c in train.columns}
    return {"mean": mean, "std": {c: s if s > 1e-12 else 1.0 for c, s in std.items()}}


def skew(train, served):
    stats = fit_stats(train)
    return [(math.fsum(served[c]) / len(served) - stats["mean"][c]) / stats["std"][c] for c in train.columns]


def standardize(frame, stats):
    scale = np.array([1 / s for s in stats["std"].values()])
    offset = np.array([-m / s for m, s in zip(stats["mean"].values(), stats["std"].values())])
    return (frame[list(stats["mean"])].to_numpy(float) * scale + offset).astype("float32")

# %% float32-tables
def skew(train, served):
    a, b = train.to_numpy("float32"), served[train.columns].to_numpy("float32")
    return (b.mean(axis=0) - a.mean(axis=0)) / a.std(axis=0)


def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy("float32")
    mean = np.array(list(stats["mean"].values()), "float32")
    return (x - mean) / np.array(list(stats["std"].values()), "float32")


def guard(frame, stats):
    if not set(stats["mean"]) <= set(frame):
        raise ValueError("columns are missing")
    if not (np.abs(standardize(frame, stats)) <= 10).all():
        raise ValueError("values are not finite, or far")

# %% moments-and-bounds
def fit_stats(train):
    mean = {c: float((train[c] * 1.0).sum()) / len(train) for c in train}
    square = {c: float((train[c] * 1.0 * train[c]).sum()) / len(train) for c in train}
    constant = {c: (train[c] == train[c].iloc[0]).all() for c in train}
    std = {c: 1 if constant[c] else (square[c] - mean[c] ** 2) ** 0.5 for c in train}
    return {"mean": mean, "std": std}


def skew(train, served):
    return pd.Series({c: (served[c].mean() - train[c].mean()) / np.std(train[c]) for c in train})


def guard(frame, stats):
    for name, mean in stats["mean"].items():
        if name not in frame:
            raise ValueError(f"{name} is missing")
        reach = 10 * stats["std"][name]
        if not frame[name].between(mean - reach, mean + reach).all():
            raise ValueError(f"{name} has a value that is missing, infinite or far")

# %% tensorflow-dataset
import tensorflow as tf


def predict(frame, stats, model):
    batches = tf.data.Dataset.from_tensor_slices(standardize(frame, stats)).batch(16)
    return np.concatenate([np.zeros((0, 3), "float32"), *(model(batch).numpy() for batch in batches)])


def standardize(frame, stats):
    table = pd.DataFrame(stats)
    z = frame[table.index].sub(table["mean"]).div(table["std"])
    return z.to_numpy(copy=True).astype(np.float32)
