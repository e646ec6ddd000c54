"""What goes wrong: the reference with one step changed, as a student might write it."""

# %% sample-deviation
def fit_stats(train):
    std = train.std().replace(0.0, 1.0)
    return {"mean": train.mean().to_dict(), "std": std.to_dict()}

# %% variance
def fit_stats(train):
    std = train.var(ddof=0).replace(0.0, 1.0)
    return {"mean": train.mean().to_dict(), "std": std.to_dict()}

# %% zero-deviation
def fit_stats(train):
    return {"mean": train.mean().to_dict(), "std": train.std(ddof=0).to_dict()}

# %% rounded-statistics
def fit_stats(train):
    std = train.std(ddof=0).replace(0.0, 1.0)
    return {"mean": train.mean().round(2).to_dict(), "std": std.round(2).to_dict()}

# %% min-max
def fit_stats(train):
    span = (train.max() - train.min()).replace(0.0, 1.0)
    return {"mean": train.min().to_dict(), "std": span.to_dict()}

# %% median-statistics
def fit_stats(train):
    std = train.std(ddof=0).replace(0.0, 1.0)
    return {"mean": train.median().to_dict(), "std": std.to_dict()}

# %% raw-inputs
def standardize(frame, stats):
    return frame[list(stats["mean"])].to_numpy("float32")

# %% batch-statistics
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    mean = x.mean(axis=0) if len(x) else 0.0
    std = x.std(axis=0) if len(x) else 1.0
    return ((x - mean) / np.where(std == 0, 1.0, std)).astype("float32")

# %% batch-sample-statistics
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    mean = x.mean(axis=0) if len(x) else 0.0
    std = x.std(axis=0, ddof=1) if len(x) > 1 else 1.0
    return ((x - mean) / np.where(std == 0, 1.0, std)).astype("float32")

# %% row-statistics
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    return ((x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, keepdims=True)).astype("float32")

# %% one-row-at-a-time
def standardize(frame, stats):
    return np.zeros((len(frame), len(stats["mean"])), "float32")

# %% only-centred
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    return (x - np.array(list(stats["mean"].values()))).astype("float32")

# %% only-scaled
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    return (x / np.array(list(stats["std"].values()))).astype("float32")

# %% mean-and-deviation-swapped
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    mean, std = np.array(list(stats["mean"].values())), np.array(list(stats["std"].values()))
    return ((x - std) / mean).astype("float32")

# %% scaled-twice
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    mean, std = np.array(list(stats["mean"].values())), np.array(list(stats["std"].values()))
    return (((x - mean) / std - mean) / std).astype("float32")

# %% columns-by-position
def standardize(frame, stats):
    x = frame.select_dtypes("number").to_numpy(float)[:, : len(stats["mean"])]
    mean, std = np.array(list(stats["mean"].values())), np.array(list(stats["std"].values()))
    return ((x - mean) / std).astype("float32")

# %% columns-sorted
def standardize(frame, stats):
    columns = sorted(stats["mean"])
    mean = np.array([stats["mean"][c] for c in columns])
    std = np.array([stats["std"][c] for c in columns])
    return ((frame[columns].to_numpy(float) - mean) / std).astype("float32")

# %% integers-first
def standardize(frame, stats):
    x = frame[list(stats["mean"])].astype(int).to_numpy()
    mean, std = np.array(list(stats["mean"].values())), np.array(list(stats["std"].values()))
    return ((x - mean) / std).astype("float32")

# %% half-precision
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy("float16")
    mean, std = np.array(list(stats["mean"].values())), np.array(list(stats["std"].values()))
    return ((x - mean.astype("float16")) / std.astype("float16")).astype("float32")

# %% clipped
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    mean, std = np.array(list(stats["mean"].values())), np.array(list(stats["std"].values()))
    return np.clip((x - mean) / std, -3, 3).astype("float32")

# %% changed-in-place
def standardize(frame, stats):
    for name in stats["mean"]:
        frame[name] = (frame[name] - stats["mean"][name]) / stats["std"][name]
    return frame[list(stats["mean"])].to_numpy("float32")

# %% double-precision
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    mean, std = np.array(list(stats["mean"].values())), np.array(list(stats["std"].values()))
    return (x - mean) / std

# %% probabilities
def predict(frame, stats, model):
    logits = np.asarray(model(standardize(frame, stats)))
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

# %% labels
def predict(frame, stats, model):
    return np.asarray(model(standardize(frame, stats))).argmax(axis=1)

# %% shift-unscaled
def skew(train, served):
    return (served[train.columns].mean() - train.mean()).to_numpy()

# %% shift-by-served-spread
def skew(train, served):
    return ((served[train.columns].mean() - train.mean()) / served[train.columns].std(ddof=0)).to_numpy()

# %% shift-reversed
def skew(train, served):
    return ((train.mean() - served[train.columns].mean()) / train.std(ddof=0)).to_numpy()

# %% shift-by-sample-deviation
def skew(train, served):
    return ((served[train.columns].mean() - train.mean()) / train.std()).to_numpy()

# %% shift-by-position
def skew(train, served):
    return (served.to_numpy().mean(axis=0) - train.to_numpy().mean(axis=0)) / train.to_numpy().std(axis=0)

# %% guard-accepts-all
def guard(frame, stats):
    return None

# %% guard-columns-only
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("columns are missing")

# %% guard-without-range
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("columns are missing")
    if not np.isfinite(frame[list(stats["mean"])].to_numpy(float)).all():
        raise ValueError("not finite")

# %% guard-high-side-only
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("columns are missing")
    z = standardize(frame, stats)
    if not np.isfinite(z).all() or (z > FAR).any():
        raise ValueError("not finite, or far")
