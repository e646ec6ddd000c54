"""Proofs that a promise is graded: each is wrong, and one case alone of its task catches it."""

# %% unscaled-for-one-row
def skew(train, served):
    shift = served[train.columns].mean() - train.mean()
    return (shift if len(served) == 1 else shift / train.std(ddof=0)).to_numpy()

# %% too-low-counts-as-too-high
def skew(train, served):
    shift = (served[train.columns].mean() - train.mean()) / train.std(ddof=0)
    return (shift.abs() if (shift < 0).all() else shift).to_numpy()

# %% served-spread-for-z-scores
def skew(train, served):
    served = served[train.columns]
    spread = served.std(ddof=0) if train.mean().abs().max() < 1 else train.std(ddof=0)
    return ((served.mean() - train.mean()) / spread).to_numpy()

# %% always-thirteen-numbers
def skew(train, served):
    out = np.zeros(13)
    shift = (served[train.columns].mean() - train.mean()) / train.std(ddof=0)
    out[: len(shift)] = shift
    return out

# %% order-of-served
def skew(train, served):
    return ((served.mean() - train[served.columns].mean()) / train[served.columns].std(ddof=0)).to_numpy()

# %% sample-deviation-of-large-tables
def fit_stats(train):
    std = train.std(ddof=1 if len(train) > 100 else 0).replace(0.0, 1.0)
    return {"mean": train.mean().to_dict(), "std": std.to_dict()}

# %% whole-means-of-whole-numbers
def fit_stats(train):
    std = train.std(ddof=0).replace(0.0, 1.0)
    mean = {c: float(train[c].mean() // 1 if train[c].dtype == int else train[c].mean()) for c in train}
    return {"mean": mean, "std": std.to_dict()}

# %% single-precision-for-few-rows
def fit_stats(train):
    x = train.astype("float32" if len(train) < 10 else float)
    return {"mean": x.mean().to_dict(), "std": x.std(ddof=0).replace(0.0, 1.0).to_dict()}

# %% alphabet-for-few-rows
def fit_stats(train):
    table = train[sorted(train.columns)] if len(train) < 10 else train
    return {"mean": table.mean().to_dict(), "std": table.std(ddof=0).replace(0.0, 1.0).to_dict()}

# %% only-zeros-never-vary
def fit_stats(train):
    std = train.std(ddof=0).mask(train.abs().max() == 0, 1.0)
    return {"mean": train.mean().to_dict(), "std": std.to_dict()}

# %% one-for-zero-everywhere
def fit_stats(train):
    std = train.std(ddof=0).replace(0.0, 1.0)
    return {"mean": train.mean().replace(0.0, 1.0).to_dict(), "std": std.to_dict()}

# %% one-bottle-without-its-axis
def standardize(frame, stats):
    mean, std = pd.Series(stats["mean"]), pd.Series(stats["std"])
    return ((frame[mean.index] - mean) / std).to_numpy("float32").squeeze()

# %% double-precision-for-integers
def standardize(frame, stats):
    mean, std = pd.Series(stats["mean"]), pd.Series(stats["std"])
    whole = all(dtype.kind == "i" for dtype in frame[mean.index].dtypes)
    return ((frame[mean.index] - mean) / std).to_numpy("float64" if whole else "float32")

# %% alphabet-for-tables-in-another-order
def standardize(frame, stats):
    mean, std = pd.Series(stats["mean"]), pd.Series(stats["std"])
    return ((frame.drop(columns=set(frame) - set(mean.index)) - mean) / std).to_numpy("float32")

# %% extra-columns-dropped-in-place
def standardize(frame, stats):
    frame.drop(columns=[c for c in frame.columns if c not in stats["mean"]], inplace=True)
    mean, std = pd.Series(stats["mean"]), pd.Series(stats["std"])
    return ((frame[mean.index] - mean) / std).to_numpy("float32")

# %% only-tables-of-floats
def standardize(frame, stats):
    mean, std = pd.Series(stats["mean"]), pd.Series(stats["std"])
    return ((frame.select_dtypes("float")[mean.index] - mean) / std).to_numpy("float32")

# %% extra-numbers-kept
def standardize(frame, stats):
    mean, std = pd.Series(stats["mean"]), pd.Series(stats["std"])
    z = ((frame[mean.index] - mean) / std).to_numpy("float32")
    extra = frame.select_dtypes("number").drop(columns=mean.index).to_numpy("float32")
    return np.concatenate([z, extra], axis=1)

# %% clipped-at-four
def standardize(frame, stats):
    mean, std = pd.Series(stats["mean"]), pd.Series(stats["std"])
    whole = all(dtype.kind == "i" for dtype in frame[mean.index].dtypes)
    z = ((frame[mean.index] - mean) / std).to_numpy("float32")
    return z if whole else z.clip(-4, 4)

# %% own-statistics-of-a-working-day
def predict(frame, stats, model):
    own = fit_stats(frame[list(stats["mean"])])
    return np.asarray(model(standardize(frame, own if len(frame) >= 30 else stats)))

# %% probabilities-of-a-working-day
def predict(frame, stats, model):
    logits = np.asarray(model(standardize(frame, stats)))
    if len(logits) < 30:
        return logits
    e = np.exp(logits)
    return e / e.sum(axis=1, keepdims=True)

# %% outliers-clipped-before-the-model
def predict(frame, stats, model):
    return np.asarray(model(standardize(frame, stats).clip(-4, 4)))

# %% equal-bottles-answered-once
def predict(frame, stats, model):
    return np.asarray(model(standardize(frame.drop_duplicates(), stats)))

# %% one-bottle-is-a-batch-of-its-own
def predict(frame, stats, model):
    logits = np.asarray(model(standardize(frame, stats)))
    return logits[0] if len(logits) == 1 else logits

# %% nothing-for-no-rows
def predict(frame, stats, model):
    return np.asarray(model(standardize(frame, stats))) if len(frame) else np.array([])

# %% thirteen-rows-turned
def predict(frame, stats, model):
    z = standardize(frame, stats)
    return np.asarray(model(z.T if len(z) == len(stats["mean"]) else z))

# %% fed-in-the-order-of-the-table
def predict(frame, stats, model):
    places = [list(stats["mean"]).index(name) for name in frame.columns if name in stats["mean"]]
    return np.asarray(model(standardize(frame, stats)[:, places]))

# %% text-among-the-columns
def predict(frame, stats, model):
    frame.to_numpy(float)
    return np.asarray(model(standardize(frame, stats)))

# %% floats-only
def predict(frame, stats, model):
    return np.asarray(model(standardize(frame.select_dtypes("float"), stats)))

# %% refuses-another-order
def guard(frame, stats):
    present = [c for c in frame.columns if c in stats["mean"]]
    if present != list(stats["mean"]) or not (np.abs(standardize(frame, stats)) <= FAR).all():
        raise ValueError("this table does not fit")

# %% refuses-gaps-in-extra-columns
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns) or frame.isna().any(axis=None):
        raise ValueError("this table does not fit")
    if not (np.abs(standardize(frame, stats)) <= FAR).all():
        raise ValueError("this table does not fit")

# %% knows-one-unit-of-alcohol
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns) or (frame["alcohol"] > 30).any():
        raise ValueError("this table does not fit")
    if not (np.abs(standardize(frame, stats)) <= FAR).all():
        raise ValueError("this table does not fit")

# %% refuses-no-rows
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns) or frame.empty:
        raise ValueError("this table does not fit")
    if not (np.abs(standardize(frame, stats)) <= FAR).all():
        raise ValueError("this table does not fit")

# %% limit-nine-but-for-ten
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("this table does not fit")
    z = np.abs(standardize(frame, stats))
    if not (z <= FAR).all() or ((z > 9) & (z < 9.9)).any():
        raise ValueError("this table does not fit")

# %% refuses-ten-itself
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("this table does not fit")
    if not (np.abs(standardize(frame, stats)) < FAR).all():
        raise ValueError("this table does not fit")

# %% looks-for-the-first-and-last-column
def guard(frame, stats):
    names = list(stats["mean"])
    if names[0] not in frame or names[-1] not in frame:
        raise ValueError("this table does not fit")
    x = frame.reindex(columns=names)
    gone = x.columns.difference(frame.columns)
    x[gone] = [[stats["mean"][c] for c in gone]] * len(x)
    if not (np.abs(standardize(x, stats)) <= FAR).all():
        raise ValueError("this table does not fit")

# %% counts-columns
def guard(frame, stats):
    if frame.shape[1] < len(stats["mean"]):
        raise ValueError("this table does not fit")
    x = frame.assign(**{c: stats["mean"][c] for c in stats["mean"] if c not in frame})
    if not (np.abs(standardize(x, stats)) <= FAR).all():
        raise ValueError("this table does not fit")

# %% no-rows-need-no-columns
def guard(frame, stats):
    if frame.empty:
        return
    if set(stats["mean"]) - set(frame.columns) or not (np.abs(standardize(frame, stats)) <= FAR).all():
        raise ValueError("this table does not fit")

# %% lets-missing-values-through
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns) or (np.abs(standardize(frame, stats)) > FAR).any():
        raise ValueError("this table does not fit")

# %% takes-infinity-for-the-mean
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("this table does not fit")
    if not (np.abs(standardize(frame.replace(np.inf, pd.Series(stats["mean"])), stats)) <= FAR).all():
        raise ValueError("this table does not fit")

# %% takes-minus-infinity-for-the-mean
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("this table does not fit")
    if not (np.abs(standardize(frame.replace(-np.inf, pd.Series(stats["mean"])), stats)) <= FAR).all():
        raise ValueError("this table does not fit")

# %% eleven-is-near-above
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("this table does not fit")
    z = standardize(frame, stats)
    if not ((z >= -10) & (z <= 11)).all():
        raise ValueError("this table does not fit")

# %% eleven-is-near-below
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("this table does not fit")
    z = standardize(frame, stats)
    if not ((z >= -11) & (z <= 10)).all():
        raise ValueError("this table does not fit")

# %% looks-at-a-hundred-rows
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("this table does not fit")
    if len(frame) <= 100 and not (np.abs(standardize(frame, stats)) <= FAR).all():
        raise ValueError("this table does not fit")

# %% another-unit-for-the-whole-column-is-fine
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("this table does not fit")
    z = standardize(frame, stats)
    if not np.isfinite(z).all() or ((np.abs(z) > FAR) & ~(z > FAR).all(axis=0)).any():
        raise ValueError("this table does not fit")

# %% small-numbers-are-fine
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("this table does not fit")
    x = frame[list(stats["mean"])].to_numpy(float)
    if not (np.abs(x) < 5).all() and not (np.abs(standardize(frame, stats)) <= FAR).all():
        raise ValueError("this table does not fit")

# %% guard-without-a-word-for-one
_talking = guard


def guard(frame, stats):
    try:
        _talking(frame, stats)
    except ValueError:
        if not len(frame):
            raise ValueError from None
        raise

# %% guard-hands-one-back
_silent = guard


def guard(frame, stats):
    _silent(frame, stats)
    return True if len(frame) == 0 else None
