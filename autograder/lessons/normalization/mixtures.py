"""Two mistakes at once. Headed by both, it is named as both; any other is not to be named at all."""

# %% shift-in-alphabetical-order + shift-by-sample-deviation
def skew(train, served):
    return ((served.mean() - train.mean()) / train.std()).to_numpy()

# %% shift-in-alphabetical-order + shift-by-sample-deviation: sorted
def skew(train, served):
    names = sorted(train.columns)
    return ((served[names].mean() - train[names].mean()) / train[names].std()).to_numpy()

# %% shift-in-alphabetical-order + shift-reversed
def skew(train, served):
    return ((train.mean() - served.mean()) / train.std(ddof=0)).to_numpy()

# %% shift-in-alphabetical-order + shift-unscaled
def skew(train, served):
    return (served.mean() - train.mean()).to_numpy()

# %% shift-in-alphabetical-order + shift-without-sign
def skew(train, served):
    return ((served.mean() - train.mean()) / train.std(ddof=0)).abs().to_numpy()

# %% shift-in-alphabetical-order + shift-by-served-spread
def skew(train, served):
    return ((served.mean() - train.mean()) / served.std(ddof=0)).to_numpy()

# %% shift-in-alphabetical-order + shift-by-served-spread: sample
def skew(train, served):
    return ((served.mean() - train.mean()) / served.std()).to_numpy()

# %% shift-in-alphabetical-order + shift-by-one-spread
def skew(train, served):
    return ((served.mean() - train.mean()) / np.std(train.to_numpy())).to_numpy()

# %% shift-in-alphabetical-order + shift-by-variance
def skew(train, served):
    return ((served.mean() - train.mean()) / train.var(ddof=0)).to_numpy()

# %% shift-reversed + shift-by-sample-deviation
def skew(train, served):
    return ((train.mean() - served[train.columns].mean()) / train.std()).to_numpy()

# %% shift-without-sign + shift-by-sample-deviation
def skew(train, served):
    return ((served[train.columns].mean() - train.mean()) / train.std()).abs().to_numpy()

# %% shift-reversed + shift-unscaled
def skew(train, served):
    return (train.mean() - served[train.columns].mean()).to_numpy()

# %% shift-reversed + shift-by-served-spread
def skew(train, served):
    return ((train.mean() - served[train.columns].mean()) / served[train.columns].std(ddof=0)).to_numpy()

# %% shift-without-sign + shift-unscaled
def skew(train, served):
    return (served[train.columns].mean() - train.mean()).abs().to_numpy()

# %% shift-by-position + shift-by-sample-deviation
def skew(train, served):
    a, b = train.to_numpy(float), served.to_numpy(float)
    return (b.mean(axis=0) - a.mean(axis=0)) / a.std(axis=0, ddof=1)

# %% shift-by-position + shift-unscaled
def skew(train, served):
    return served.to_numpy(float).mean(axis=0) - train.to_numpy(float).mean(axis=0)

# %% shift-by-position + shift-reversed
def skew(train, served):
    a, b = train.to_numpy(float), served.to_numpy(float)
    return (a.mean(axis=0) - b.mean(axis=0)) / a.std(axis=0)

# %% tables-subtracted + shift-by-sample-deviation
def skew(train, served):
    return ((served - train).mean() / train.std()).to_numpy()

# %% tables-subtracted + shift-by-sample-deviation: selected
def skew(train, served):
    return ((served[train.columns] - train).mean() / train.std()).to_numpy()

# %% sample-deviation + zero-deviation
def fit_stats(train):
    return {"mean": train.mean().to_dict(), "std": train.std().to_dict()}

# %% sample-deviation + variance
def fit_stats(train):
    return {"mean": train.mean().to_dict(), "std": train.var().replace(0.0, 1.0).to_dict()}

# %% sample-deviation + deviation-plus-epsilon
def fit_stats(train):
    return {"mean": train.mean().to_dict(), "std": (train.std() + 1e-8).to_dict()}

# %% sample-deviation + nan-deviation
def fit_stats(train):
    return {"mean": train.mean().to_dict(), "std": train.std().replace(0.0, np.nan).to_dict()}

# %% variance + zero-deviation
def fit_stats(train):
    return {"mean": train.mean().to_dict(), "std": train.var(ddof=0).to_dict()}

# %% zero-deviation + not-dictionaries
def fit_stats(train):
    x = train.to_numpy(float)
    return {"mean": x.mean(axis=0).tolist(), "std": x.std(axis=0).tolist()}

# %% sample-deviation + nested-by-column
def fit_stats(train):
    std = train.std().replace(0.0, 1.0)
    return {c: {"mean": float(train[c].mean()), "std": float(std[c])} for c in train}

# %% zero-deviation + nested-by-column
def fit_stats(train):
    return {c: {"mean": float(train[c].mean()), "std": float(train[c].std(ddof=0))} for c in train}

# %% min-max + zero-deviation
def fit_stats(train):
    return {"mean": train.min().to_dict(), "std": (train.max() - train.min()).to_dict()}

# %% columns-by-position + double-precision
def standardize(frame, stats):
    return (frame.values - list(stats["mean"].values())) / list(stats["std"].values())

# %% transposed + double-precision
def standardize(frame, stats):
    return np.array([(frame[c] - stats["mean"][c]) / stats["std"][c] for c in stats["mean"]])

# %% columns-not-selected + double-precision
def standardize(frame, stats):
    return ((frame - pd.Series(stats["mean"])) / pd.Series(stats["std"])).to_numpy()

# %% batch-statistics + double-precision
def standardize(frame, stats):
    x = frame[list(stats["mean"])]
    return ((x - x.mean()) / x.std(ddof=0)).to_numpy()

# %% batch-sample-statistics + double-precision
def standardize(frame, stats):
    x = frame[list(stats["mean"])]
    return ((x - x.mean()) / x.std()).to_numpy()

# %% columns-sorted + double-precision
def standardize(frame, stats):
    columns = sorted(stats["mean"])
    mean = np.array([stats["mean"][c] for c in columns])
    std = np.array([stats["std"][c] for c in columns])
    return (frame[columns].to_numpy(float) - mean) / std

# %% scaled-twice-then-softmax
def predict(frame, stats, model):
    z = pd.DataFrame(standardize(frame, stats), columns=list(stats["mean"]))
    logits = np.asarray(model(standardize(z, stats)))
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

# %% predict-without-rows + labels
def predict(frame, stats, model):
    return model.predict(standardize(frame, stats), verbose=0).argmax(axis=1)

# %% predict-without-rows + probabilities
def predict(frame, stats, model):
    logits = model.predict(standardize(frame, stats), verbose=0)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

# %% raw-inputs + predict-without-rows
def predict(frame, stats, model):
    return model.predict(frame[list(stats["mean"])].to_numpy("float32"), verbose=0)

# %% raw-inputs + predict-without-rows: the-old-service
def predict(frame, stats, model):
    return model.predict(frame.to_numpy("float32"), verbose=0)

# %% batch-statistics + predict-without-rows: fitted-in-predict
def predict(frame, stats, model):
    return model.predict(standardize(frame, fit_stats(frame[list(stats["mean"])])), verbose=0)

# %% squeezed + predict-without-rows
def predict(frame, stats, model):
    return np.squeeze(model.predict(standardize(frame, stats), verbose=0))

# %% guard-high-side-only + guard-lets-nan-through
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("columns are missing")
    if (standardize(frame, stats) > FAR).any():
        raise ValueError("far")

# %% guard-lets-nan-through + guard-refuses-no-rows
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("columns are missing")
    if np.abs(standardize(frame, stats)).max() > FAR:
        raise ValueError("far")

# %% guard-high-side-only + guard-refuses-no-rows
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("columns are missing")
    z = standardize(frame, stats)
    if not np.isfinite(z).all() or z.max() > FAR:
        raise ValueError("not finite, or far")

# %% guard-accepts-all + guard-key-error
def guard(frame, stats):
    for z in standardize(frame, stats).ravel():
        if not abs(z) <= FAR:
            return

# %% guard-key-error + guard-lets-nan-through
def guard(frame, stats):
    if (np.abs(standardize(frame, stats)) > FAR).any():
        raise ValueError("far")

# %% guard-key-error + guard-refuses-extra-columns
def guard(frame, stats):
    if any(c not in stats["mean"] for c in frame.columns):
        raise ValueError("columns are missing")
    if not (np.abs(standardize(frame, stats)) <= FAR).all():
        raise ValueError("not finite, or far")

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

# %% batch-mean-and-square-root
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    mean = x.mean(axis=0) if len(x) else 0.0
    return ((x - mean) / np.sqrt(np.array(list(stats["std"].values())))).astype("float32")

# %% medians-in-another-spread
def skew(train, served):
    spread = train.quantile(0.75) - train.quantile(0.25)
    return ((served[train.columns].median() - train.median()) / spread).to_numpy()

# %% rounded-min-max
def fit_stats(train):
    span = (train.max() - train.min()).replace(0.0, 1.0)
    return {"mean": train.min().round(1).to_dict(), "std": span.round(1).to_dict()}
