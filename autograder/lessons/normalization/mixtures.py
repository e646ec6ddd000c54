"""Two mistakes at once: wrong, and not to be named as either."""

# %% batch-mean-only
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    mean = x.mean(axis=0) if len(x) else 0.0
    return ((x - mean) / np.array(list(stats["std"].values()))).astype("float32")

# %% half-precision-and-sample-deviation
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy("float16").astype(float)
    mean, std = np.array(list(stats["mean"].values())), np.array(list(stats["std"].values()))
    # 124 training rows: turns a deviation that divides by n into one that divides by n - 1.
    return ((x - mean) / (std * np.sqrt(124 / 123))).astype("float32")

# %% integers-and-clipped
def standardize(frame, stats):
    x = frame[list(stats["mean"])].astype(int).to_numpy()
    mean, std = np.array(list(stats["mean"].values())), np.array(list(stats["std"].values()))
    return np.clip((x - mean) / std, -2, 2).astype("float32")

# %% sample-variance
def fit_stats(train):
    return {"mean": train.mean().to_dict(), "std": train.var().replace(0.0, 1.0).to_dict()}

# %% reversed-and-unscaled
def skew(train, served):
    return (train.mean() - served[train.columns].mean()).to_numpy()

# %% scaled-twice-then-softmax
def predict(frame, stats, model):
    columns = list(stats["mean"])
    mean, std = np.array(list(stats["mean"].values())), np.array(list(stats["std"].values()))
    z = (frame[columns].to_numpy(float) - mean) / std
    logits = np.asarray(model(((z - mean) / std).astype("float32")))
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
