"""What goes wrong: the reference with one step changed, as a student might write it.

What is written as spellings alone is named by itself; a key does not combine it with other misconceptions.
"""

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

# %% tiny-deviation
def fit_stats(train):
    std = train.std(ddof=0).replace(0.0, 1e-8)
    return {"mean": train.mean().to_dict(), "std": std.to_dict()}

# %% tiny-deviation: a-millionth
def fit_stats(train):
    std = train.std(ddof=0).replace(0.0, 1e-6)
    return {"mean": train.mean().to_dict(), "std": std.to_dict()}

# %% tiny-deviation: a-billionth
def fit_stats(train):
    std = {c: max(float(np.std(train[c].to_numpy())), 1e-9) for c in train}
    return {"mean": train.mean().to_dict(), "std": std}

# %% deviation-plus-epsilon
def fit_stats(train):
    return {"mean": train.mean().to_dict(), "std": (train.std(ddof=0) + 1e-8).to_dict()}

# %% deviation-plus-epsilon: a-millionth
def fit_stats(train):
    return {"mean": train.mean().to_dict(), "std": (train.std(ddof=0) + 1e-6).to_dict()}

# %% deviation-plus-epsilon: a-ten-millionth
def fit_stats(train):
    return {"mean": train.mean().to_dict(), "std": (train.std(ddof=0) + 1e-7).to_dict()}

# %% nan-deviation
def fit_stats(train):
    std = train.std(ddof=0).replace(0.0, np.nan)
    return {"mean": train.mean().to_dict(), "std": std.to_dict()}

# %% constant-column-left-out
def fit_stats(train):
    kept = train.loc[:, train.nunique() > 1]
    return {"mean": kept.mean().to_dict(), "std": kept.std(ddof=0).to_dict()}

# %% constant-column-left-out: in-std-only
def fit_stats(train):
    std = {c: float(train[c].std(ddof=0)) for c in train if train[c].std(ddof=0) > 0}
    return {"mean": train.mean().to_dict(), "std": std}

# %% zero-mean-replaced
def fit_stats(train):
    return pd.DataFrame({"mean": train.mean(), "std": train.std(ddof=0)}).replace(0.0, 1.0).to_dict()

# %% constant-mean-reset
def fit_stats(train):
    mean, std = train.mean(), train.std(ddof=0)
    mean[std == 0] = 0.0
    return {"mean": mean.to_dict(), "std": std.replace(0.0, 1.0).to_dict()}

# %% all-deviations-one
def fit_stats(train):
    std = train.std(ddof=0)
    if (std == 0).any():
        std[:] = 1.0
    return {"mean": train.mean().to_dict(), "std": std.to_dict()}

# %% small-deviations-raised
def fit_stats(train):
    std = train.std(ddof=0).clip(lower=1.0)
    return {"mean": train.mean().to_dict(), "std": std.to_dict()}

# %% rounded-statistics
def fit_stats(train):
    std = train.std(ddof=0).replace(0.0, 1.0)
    return {"mean": train.mean().round(2).to_dict(), "std": std.round(2).to_dict()}

# %% rounded-statistics: one-digit
def fit_stats(train):
    std = train.std(ddof=0).replace(0.0, 1.0)
    return {"mean": train.mean().round(1).to_dict(), "std": std.round(1).to_dict()}

# %% rounded-statistics: three-digits
def fit_stats(train):
    std = train.std(ddof=0).replace(0.0, 1.0)
    return {"mean": train.mean().round(3).to_dict(), "std": std.round(3).to_dict()}

# %% rounded-statistics: four-digits
def fit_stats(train):
    std = train.std(ddof=0).replace(0.0, 1.0)
    return {"mean": train.mean().round(4).to_dict(), "std": std.round(4).to_dict()}

# %% rounded-statistics: six-digits
def fit_stats(train):
    std = train.std(ddof=0).replace(0.0, 1.0)
    return {"mean": train.mean().round(6).to_dict(), "std": std.round(6).to_dict()}

# %% min-max
def fit_stats(train):
    span = (train.max() - train.min()).replace(0.0, 1.0)
    return {"mean": train.min().to_dict(), "std": span.to_dict()}

# %% min-max: span-only
def fit_stats(train):
    span = (train.max() - train.min()).replace(0.0, 1.0)
    return {"mean": train.mean().to_dict(), "std": span.to_dict()}

# %% median-statistics
def fit_stats(train):
    std = train.std(ddof=0).replace(0.0, 1.0)
    return {"mean": train.median().to_dict(), "std": std.to_dict()}

# %% robust-statistics
def fit_stats(train):
    span = (train.quantile(0.75) - train.quantile(0.25)).replace(0.0, 1.0)
    return {"mean": train.median().to_dict(), "std": span.to_dict()}

# %% mean-absolute-deviation
def fit_stats(train):
    std = (train - train.mean()).abs().mean().replace(0.0, 1.0)
    return {"mean": train.mean().to_dict(), "std": std.to_dict()}

# %% one-deviation-for-all
def fit_stats(train):
    std = float(np.std(train.to_numpy(float)))
    return {"mean": train.mean().to_dict(), "std": dict.fromkeys(train.columns, std)}

# %% one-deviation-for-all: one-mean-too
def fit_stats(train):
    mean, std = float(np.mean(train.to_numpy(float))), float(np.std(train.to_numpy(float)))
    return {"mean": dict.fromkeys(train.columns, mean), "std": dict.fromkeys(train.columns, std)}

# %% statistics-sorted
def fit_stats(train):
    table = train[sorted(train.columns)]
    return {"mean": table.mean().to_dict(), "std": table.std(ddof=0).replace(0.0, 1.0).to_dict()}

# %% single-precision
def fit_stats(train):
    x = train.to_numpy("float32")
    mean, std = x.mean(axis=0), x.std(axis=0)
    std[std == 0] = 1.0
    return {"mean": dict(zip(train.columns, mean)), "std": dict(zip(train.columns, std))}

# %% single-precision: pandas
def fit_stats(train):
    x = train.astype("float32")
    return {"mean": x.mean().to_dict(), "std": x.std(ddof=0).replace(0.0, 1.0).to_dict()}

# %% single-precision: at-the-end
def fit_stats(train):
    mean, std = train.mean(), train.std(ddof=0).replace(0.0, 1.0)
    return {"mean": mean.astype("float32").to_dict(), "std": std.astype("float32").to_dict()}

# %% nested-by-column
def fit_stats(train):
    std = train.std(ddof=0).replace(0.0, 1.0)
    return {c: {"mean": float(train[c].mean()), "std": float(std[c])} for c in train}

# %% not-dictionaries
def fit_stats(train):
    std = train.std(ddof=0).replace(0.0, 1.0)
    return {"mean": train.mean().tolist(), "std": std.tolist()}

# %% not-dictionaries: arrays
def fit_stats(train):
    std = train.std(ddof=0).replace(0.0, 1.0)
    return {"mean": train.mean().to_numpy(), "std": std.to_numpy()}

# %% raw-inputs
def standardize(frame, stats):
    return frame[list(stats["mean"])].to_numpy("float32")

# %% raw-inputs: in-predict
def predict(frame, stats, model):
    return np.asarray(model(frame[list(stats["mean"])].to_numpy("float32")))

# %% raw-inputs: the-old-service
def predict(frame, stats, model):
    return np.asarray(model(frame.to_numpy("float32")))

# %% batch-statistics
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    mean = x.mean(axis=0) if len(x) else 0.0
    std = x.std(axis=0) if len(x) else 1.0
    return ((x - mean) / np.where(std == 0, 1.0, std)).astype("float32")

# %% batch-statistics: pandas
def standardize(frame, stats):
    x = frame[list(stats["mean"])].astype(float)
    return ((x - x.mean()) / x.std(ddof=0)).to_numpy("float32")

# %% batch-statistics: whole-table
def standardize(frame, stats):
    return ((frame - frame.mean()) / frame.std(ddof=0)).to_numpy("float32")

# %% batch-statistics: scikit-learn
from sklearn.preprocessing import StandardScaler


def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    return StandardScaler().fit_transform(x).astype("float32")

# %% batch-statistics: but-a-single-row
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    mean, std = np.array(list(stats["mean"].values())), np.array(list(stats["std"].values()))
    if len(x) > 1:
        mean, std = x.mean(axis=0), x.std(axis=0)
    return ((x - mean) / np.where(std == 0, 1.0, std)).astype("float32")

# %% batch-statistics: of-large-batches
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    mean, std = np.array(list(stats["mean"].values())), np.array(list(stats["std"].values()))
    if len(x) >= 30:
        mean, std = x.mean(axis=0), x.std(axis=0)
    return ((x - mean) / std).astype("float32")

# %% batch-statistics: fitted-in-predict
def predict(frame, stats, model):
    return np.asarray(model(standardize(frame, fit_stats(frame[list(stats["mean"])]))))

# %% batch-statistics: fitted-in-predict-on-all-columns
def predict(frame, stats, model):
    return np.asarray(model(standardize(frame, fit_stats(frame))))

# %% batch-statistics: scikit-learn-in-predict
from sklearn.preprocessing import StandardScaler


def predict(frame, stats, model):
    x = frame[list(stats["mean"])].to_numpy(float)
    return np.asarray(model(StandardScaler().fit_transform(x).astype("float32")))

# %% batch-statistics: numpy-in-predict
def predict(frame, stats, model):
    x = frame[list(stats["mean"])].to_numpy(float)
    return np.asarray(model(((x - x.mean(axis=0)) / x.std(axis=0)).astype("float32")))

# %% batch-statistics: but-a-single-row-in-predict
def predict(frame, stats, model):
    if len(frame) > 1:
        stats = fit_stats(frame[list(stats["mean"])])
    return np.asarray(model(standardize(frame, stats)))

# %% batch-sample-statistics
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    mean = x.mean(axis=0) if len(x) else 0.0
    std = x.std(axis=0, ddof=1) if len(x) > 1 else 1.0
    return ((x - mean) / np.where(std == 0, 1.0, std)).astype("float32")

# %% batch-sample-statistics: pandas
def standardize(frame, stats):
    x = frame[list(stats["mean"])]
    return ((x - x.mean()) / x.std()).to_numpy("float32")

# %% batch-sample-statistics: whole-table
def standardize(frame, stats):
    return ((frame - frame.mean()) / frame.std()).to_numpy("float32")

# %% batch-sample-statistics: in-predict
def predict(frame, stats, model):
    x = frame[list(stats["mean"])]
    return np.asarray(model(((x - x.mean()) / x.std()).to_numpy("float32")))

# %% batch-mean
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    mean = x.mean(axis=0) if len(x) else 0.0
    return ((x - mean) / np.array(list(stats["std"].values()))).astype("float32")

# %% batch-mean: in-predict
def predict(frame, stats, model):
    x = frame[list(stats["mean"])]
    return np.asarray(model(((x - x.mean()) / pd.Series(stats["std"])).to_numpy("float32")))

# %% row-statistics
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    return ((x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, keepdims=True)).astype("float32")

# %% row-statistics: in-predict
def predict(frame, stats, model):
    x = frame[list(stats["mean"])].to_numpy(float)
    z = (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, keepdims=True)
    return np.asarray(model(z.astype("float32")))

# %% unit-length: by-hand
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    return (x / np.linalg.norm(x, axis=1, keepdims=True)).astype("float32")

# %% only-centred
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    return (x - np.array(list(stats["mean"].values()))).astype("float32")

# %% only-scaled
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    return (x / np.array(list(stats["std"].values()))).astype("float32")

# %% brackets-missing
def standardize(frame, stats):
    mean, std = pd.Series(stats["mean"]), pd.Series(stats["std"])
    return (frame[mean.index] - mean / std).to_numpy("float32")

# %% brackets-missing: in-skew
def skew(train, served):
    return (served[train.columns].mean() - train.mean() / train.std(ddof=0)).to_numpy()

# %% deviation-taken-for-variance
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    mean, std = np.array(list(stats["mean"].values())), np.array(list(stats["std"].values()))
    return ((x - mean) / np.sqrt(std)).astype("float32")

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

# %% scaled-twice: in-predict
def predict(frame, stats, model):
    z = pd.DataFrame(standardize(frame, stats), columns=list(stats["mean"]))
    return np.asarray(model(standardize(z, stats)))

# %% columns-by-position
def standardize(frame, stats):
    x = frame.select_dtypes("number").to_numpy(float)[:, : len(stats["mean"])]
    mean, std = np.array(list(stats["mean"].values())), np.array(list(stats["std"].values()))
    return ((x - mean) / std).astype("float32")

# %% columns-by-position: as-they-come
def standardize(frame, stats):
    mean, std = np.array(list(stats["mean"].values())), np.array(list(stats["std"].values()))
    return ((frame.to_numpy(float) - mean) / std).astype("float32")

# %% columns-by-position: values
def standardize(frame, stats):
    mean, std = np.array(list(stats["mean"].values())), np.array(list(stats["std"].values()))
    return ((frame.values - mean) / std).astype("float32")

# %% columns-by-position: the-first-ones
def standardize(frame, stats):
    mean, std = np.array(list(stats["mean"].values())), np.array(list(stats["std"].values()))
    return ((frame.iloc[:, : len(mean)].to_numpy(float) - mean) / std).astype("float32")

# %% table-order
def standardize(frame, stats):
    columns = [c for c in frame.columns if c in stats["mean"]]
    mean = np.array([stats["mean"][c] for c in columns])
    std = np.array([stats["std"][c] for c in columns])
    return ((frame[columns].to_numpy(float) - mean) / std).astype("float32")

# %% table-order: with-what-else-there-is
def standardize(frame, stats):
    out = frame.copy()
    for name in stats["mean"]:
        out[name] = (frame[name] - stats["mean"][name]) / stats["std"][name]
    return out.to_numpy("float32")

# %% table-order: in-predict
def predict(frame, stats, model):
    z = frame[[c for c in frame.columns if c in stats["mean"]]].astype(float)
    for name in z.columns:
        z[name] = (z[name] - stats["mean"][name]) / stats["std"][name]
    return np.asarray(model(z.to_numpy("float32")))

# %% columns-not-selected
def standardize(frame, stats):
    z = (frame - pd.Series(stats["mean"])) / pd.Series(stats["std"])
    return z.to_numpy("float32")

# %% columns-not-selected: numbers-only
def standardize(frame, stats):
    z = (frame.select_dtypes("number") - pd.Series(stats["mean"])) / pd.Series(stats["std"])
    return z.to_numpy("float32")

# %% columns-sorted
def standardize(frame, stats):
    columns = sorted(stats["mean"])
    mean = np.array([stats["mean"][c] for c in columns])
    std = np.array([stats["std"][c] for c in columns])
    return ((frame[columns].to_numpy(float) - mean) / std).astype("float32")

# %% notebook-statistics
from autograder.student.assets import data_path

WINE = pd.read_csv(data_path("normalization/wine.csv"))
train = WINE[WINE["split"] == "train"].drop(columns=["cultivar", "split"])


def standardize(frame, stats):
    return ((frame[train.columns] - train.mean()) / train.std(ddof=0)).to_numpy("float32")

# %% notebook-statistics: in-the-order-of-stats
from autograder.student.assets import data_path

WINE = pd.read_csv(data_path("normalization/wine.csv"))
train = WINE[WINE["split"] == "train"].drop(columns=["cultivar", "split"])


def standardize(frame, stats):
    columns = list(stats["mean"])
    mean, std = train[columns].mean(), train[columns].std(ddof=0)
    return ((frame[columns] - mean) / std).to_numpy("float32")

# %% notebook-statistics: in-predict
from autograder.student.assets import data_path

WINE = pd.read_csv(data_path("normalization/wine.csv"))
train = WINE[WINE["split"] == "train"].drop(columns=["cultivar", "split"])


def predict(frame, stats, model):
    x = frame[list(stats["mean"])]
    return np.asarray(model(((x - train.mean()) / train.std(ddof=0)).to_numpy("float32")))

# %% notebook-statistics: in-guard
from autograder.student.assets import data_path

WINE = pd.read_csv(data_path("normalization/wine.csv"))
train = WINE[WINE["split"] == "train"].drop(columns=["cultivar", "split"])


def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("columns are missing")
    z = (frame[list(stats["mean"])] - train.mean()) / train.std(ddof=0)
    if not (z.abs().to_numpy(float) <= FAR).all():
        raise ValueError("not finite, or far")

# %% integers-first
def standardize(frame, stats):
    x = frame[list(stats["mean"])].astype(int).to_numpy()
    mean, std = np.array(list(stats["mean"].values())), np.array(list(stats["std"].values()))
    return ((x - mean) / std).astype("float32")

# %% integers-first: kept-dtype
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy()
    z = np.zeros_like(x)
    for i, name in enumerate(stats["mean"]):
        z[:, i] = (x[:, i] - stats["mean"][name]) / stats["std"][name]
    return z.astype("float32")

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

# %% clipped: at-five
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    mean, std = np.array(list(stats["mean"].values())), np.array(list(stats["std"].values()))
    return np.clip((x - mean) / std, -5, 5).astype("float32")

# %% changed-in-place
def standardize(frame, stats):
    for name in stats["mean"]:
        frame[name] = (frame[name] - stats["mean"][name]) / stats["std"][name]
    return frame[list(stats["mean"])].to_numpy("float32")

# %% changed-in-place: extra-columns-dropped
def standardize(frame, stats):
    frame.drop(columns=[c for c in frame.columns if c not in stats["mean"]], inplace=True)
    columns = list(stats["mean"])
    mean = np.array([stats["mean"][c] for c in columns])
    std = np.array([stats["std"][c] for c in columns])
    return ((frame[columns].to_numpy(float) - mean) / std).astype("float32")

# %% changed-in-place: integers-to-floats
def standardize(frame, stats):
    for name in stats["mean"]:
        frame[name] = frame[name].astype(float)
    mean, std = pd.Series(stats["mean"]), pd.Series(stats["std"])
    return ((frame[mean.index] - mean) / std).to_numpy("float32")

# %% double-precision
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    mean, std = np.array(list(stats["mean"].values())), np.array(list(stats["std"].values()))
    return (x - mean) / std

# %% transposed
def standardize(frame, stats):
    rows = [(frame[c].to_numpy(float) - stats["mean"][c]) / stats["std"][c] for c in stats["mean"]]
    return np.array(rows, "float32")

# %% transposed: not-by-the-model
def standardize(frame, stats):
    rows = [(frame[c].to_numpy(float) - stats["mean"][c]) / stats["std"][c] for c in stats["mean"]]
    return np.array(rows, "float32")


def predict(frame, stats, model):
    return np.asarray(model(standardize(frame, stats).T))

# %% squeezed: in-standardize
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy(float)
    mean, std = np.array(list(stats["mean"].values())), np.array(list(stats["std"].values()))
    return ((x - mean) / std).squeeze().astype("float32")

# %% squeezed: in-predict
def predict(frame, stats, model):
    return np.squeeze(np.asarray(model(standardize(frame, stats))))

# %% probabilities
def predict(frame, stats, model):
    logits = np.asarray(model(standardize(frame, stats)))
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

# %% probabilities: of-the-whole-batch
def predict(frame, stats, model):
    e = np.exp(np.asarray(model(standardize(frame, stats))))
    return e / e.sum()

# %% sigmoid: by-hand
def predict(frame, stats, model):
    return 1 / (1 + np.exp(-np.asarray(model(standardize(frame, stats)))))

# %% log-probabilities: by-hand
def predict(frame, stats, model):
    logits = np.asarray(model(standardize(frame, stats)))
    return logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))

# %% labels
def predict(frame, stats, model):
    return np.asarray(model(standardize(frame, stats))).argmax(axis=1)

# %% extra-axis: row-by-row
def predict(frame, stats, model):
    return np.array([np.asarray(model(row.reshape(1, -1))) for row in standardize(frame, stats)])

# %% first-row-only: of-the-answer
def predict(frame, stats, model):
    return np.asarray(model(standardize(frame, stats)))[0]

# %% predict-without-rows
def predict(frame, stats, model):
    return model.predict(standardize(frame, stats), verbose=0)

# %% duplicates-dropped: by-pandas
def predict(frame, stats, model):
    return np.asarray(model(standardize(frame.drop_duplicates(), stats)))

# %% thirteen-rows-turned: transposed
def predict(frame, stats, model):
    z = standardize(frame, stats)
    if z.shape[0] == len(stats["mean"]):
        z = z.T
    return np.asarray(model(z))

# %% thirteen-rows-turned: statistics-as-a-column
def predict(frame, stats, model):
    x = frame[list(stats["mean"])].to_numpy(float)
    mean, std = np.array(list(stats["mean"].values())), np.array(list(stats["std"].values()))
    if len(x) == len(mean):
        mean, std = mean[:, np.newaxis], std[:, np.newaxis]
    return np.asarray(model(((x - mean) / std).astype("float32")))

# %% shift-unscaled
def skew(train, served):
    return (served[train.columns].mean() - train.mean()).to_numpy()

# %% shift-by-served-spread
def skew(train, served):
    return ((served[train.columns].mean() - train.mean()) / served[train.columns].std(ddof=0)).to_numpy()

# %% shift-by-served-spread: sample
def skew(train, served):
    return ((served[train.columns].mean() - train.mean()) / served[train.columns].std()).to_numpy()

# %% shift-by-common-spread
def skew(train, served):
    both = pd.concat([train, served[train.columns]])
    return ((served[train.columns].mean() - train.mean()) / both.std(ddof=0)).to_numpy()

# %% shift-by-common-spread: sample
def skew(train, served):
    both = pd.concat([train, served[train.columns]])
    return ((served[train.columns].mean() - train.mean()) / both.std()).to_numpy()

# %% shift-by-common-spread: of-two-variances
def skew(train, served):
    served = served[train.columns]
    spread = np.sqrt((train.var(ddof=0) + served.var(ddof=0)) / 2)
    return ((served.mean() - train.mean()) / spread).to_numpy()

# %% shift-by-variance
def skew(train, served):
    return ((served[train.columns].mean() - train.mean()) / train.var(ddof=0)).to_numpy()

# %% shift-by-standard-error
def skew(train, served):
    error = train.std(ddof=0) / np.sqrt(len(train))
    return ((served[train.columns].mean() - train.mean()) / error).to_numpy()

# %% shift-by-standard-error: sample
def skew(train, served):
    return ((served[train.columns].mean() - train.mean()) / train.sem()).to_numpy()

# %% shift-by-standard-error: of-served
def skew(train, served):
    error = train.std(ddof=0) / np.sqrt(len(served))
    return ((served[train.columns].mean() - train.mean()) / error).to_numpy()

# %% shift-by-one-spread
def skew(train, served):
    return ((served[train.columns].mean() - train.mean()) / np.std(train.to_numpy())).to_numpy()

# %% shift-by-one-spread: one-number
def skew(train, served):
    return (np.mean(served.to_numpy()) - np.mean(train.to_numpy())) / np.std(train.to_numpy())

# %% shift-relative
def skew(train, served):
    return ((served[train.columns].mean() - train.mean()) / train.mean()).to_numpy()

# %% shift-reversed
def skew(train, served):
    return ((train.mean() - served[train.columns].mean()) / train.std(ddof=0)).to_numpy()

# %% shift-without-sign
def skew(train, served):
    return ((served[train.columns].mean() - train.mean()) / train.std(ddof=0)).abs().to_numpy()

# %% shift-by-sample-deviation
def skew(train, served):
    return ((served[train.columns].mean() - train.mean()) / train.std()).to_numpy()

# %% shift-by-position
def skew(train, served):
    return (served.to_numpy().mean(axis=0) - train.to_numpy().mean(axis=0)) / train.to_numpy().std(axis=0)

# %% shift-in-alphabetical-order
def skew(train, served):
    return ((served.mean() - train.mean()) / train.std(ddof=0)).to_numpy()

# %% shift-in-alphabetical-order: sorted
def skew(train, served):
    names = sorted(train.columns)
    return ((served[names].mean() - train[names].mean()) / train[names].std(ddof=0)).to_numpy()

# %% shift-in-order-of-served
def skew(train, served):
    columns = served.columns
    return ((served.mean() - train[columns].mean()) / train[columns].std(ddof=0)).to_numpy()

# %% tables-subtracted
def skew(train, served):
    return ((served[train.columns] - train).mean() / train.std(ddof=0)).to_numpy()

# %% tables-subtracted: matched-by-pandas
def skew(train, served):
    return ((served - train).mean() / train.std(ddof=0)).to_numpy()

# %% skewness
def skew(train, served):
    return (served[train.columns].skew() - train.skew()).to_numpy()

# %% skewness: of-served
def skew(train, served):
    return served[train.columns].skew().to_numpy()

# %% shift-of-medians
def skew(train, served):
    return ((served[train.columns].median() - train.median()) / train.std(ddof=0)).to_numpy()

# %% guard-accepts-all
def guard(frame, stats):
    return None

# %% guard-accepts-all: answers
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        return False
    return bool((np.abs(standardize(frame, stats)) <= FAR).all())

# %% guard-refuses-all
def guard(frame, stats):
    raise ValueError("this table does not fit")

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

# %% guard-high-side-only: infinite-low-too
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("columns are missing")
    z = standardize(frame, stats)
    if np.isnan(z).any() or (z > FAR).any():
        raise ValueError("missing, or far")

# %% guard-limit-too-large
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("columns are missing")
    if not (np.abs(standardize(frame, stats)) <= 100).all():
        raise ValueError("not finite, or far")

# %% guard-limit-too-small
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("columns are missing")
    if not (np.abs(standardize(frame, stats)) <= 3).all():
        raise ValueError("not finite, or far")

# %% guard-refuses-ten
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("columns are missing")
    if not (np.abs(standardize(frame, stats)) < FAR).all():
        raise ValueError("not finite, or far")

# %% guard-raw-values
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("columns are missing")
    if not (np.abs(frame[list(stats["mean"])].to_numpy(float)) <= FAR).all():
        raise ValueError("not finite, or far")

# %% guard-batch-statistics
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("columns are missing")
    x = frame[list(stats["mean"])].astype(float)
    if not np.isfinite(x.to_numpy()).all():
        raise ValueError("not finite")
    if (((x - x.mean()) / x.std(ddof=0)).abs() > FAR).any(axis=None):
        raise ValueError("far")

# %% guard-column-means
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("columns are missing")
    z = standardize(frame, stats)
    if not np.isfinite(z).all() or (len(z) and (np.abs(z.mean(axis=0)) > FAR).any()):
        raise ValueError("not finite, or far")

# %% guard-first-row-only
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("columns are missing")
    if not (np.abs(standardize(frame.head(1), stats)) <= FAR).all():
        raise ValueError("not finite, or far")

# %% guard-lets-nan-through
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("columns are missing")
    if (np.abs(standardize(frame, stats)) > FAR).any():
        raise ValueError("far")

# %% guard-columns-counted
def guard(frame, stats):
    if frame.shape[1] < len(stats["mean"]):
        raise ValueError("columns are missing")
    x = frame.reindex(columns=list(stats["mean"])).fillna(pd.Series(stats["mean"]))
    if frame.isna().any(axis=None) and frame[[c for c in stats["mean"] if c in frame]].isna().any(axis=None):
        raise ValueError("missing values")
    if not (np.abs(standardize(x, stats)) <= FAR).all():
        raise ValueError("not finite, or far")

# %% guard-refuses-order
def guard(frame, stats):
    if [c for c in frame.columns if c in stats["mean"]] != list(stats["mean"]):
        raise ValueError("columns are missing")
    if not (np.abs(standardize(frame, stats)) <= FAR).all():
        raise ValueError("not finite, or far")

# %% guard-refuses-order: and-extra-columns
def guard(frame, stats):
    if list(frame.columns) != list(stats["mean"]):
        raise ValueError("columns are missing")
    if not (np.abs(standardize(frame, stats)) <= FAR).all():
        raise ValueError("not finite, or far")

# %% guard-refuses-extra-columns
def guard(frame, stats):
    if set(frame.columns) != set(stats["mean"]):
        raise ValueError("columns are missing")
    if not (np.abs(standardize(frame, stats)) <= FAR).all():
        raise ValueError("not finite, or far")

# %% guard-refuses-no-rows
def guard(frame, stats):
    if set(stats["mean"]) - set(frame.columns):
        raise ValueError("columns are missing")
    if not np.abs(standardize(frame, stats)).max() <= FAR:
        raise ValueError("not finite, or far")

# %% guard-assertion
def guard(frame, stats):
    assert not set(stats["mean"]) - set(frame.columns), "columns are missing"
    z = standardize(frame, stats)
    assert np.isfinite(z).all(), "not finite"
    assert (np.abs(z) <= FAR).all(), "far"

# %% guard-key-error
def guard(frame, stats):
    if not (np.abs(standardize(frame, stats)) <= FAR).all():
        raise ValueError("not finite, or far")
