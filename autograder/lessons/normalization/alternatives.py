"""Right answers written differently: none of them may lose a mark."""

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
