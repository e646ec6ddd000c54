# %% right: skew-pandas-reorder | pandas, columns put in the order of train first
def skew(train, served):
    served = served[train.columns]
    moved = served.mean() - train.mean()
    return (moved / train.std(ddof=0)).to_numpy()


# %% right: skew-numpy-axis0 | NumPy arrays after selecting by name
def skew(train, served):
    a = train.to_numpy(dtype=float)
    b = served[list(train.columns)].to_numpy(dtype=float)
    return (b.mean(axis=0) - a.mean(axis=0)) / a.std(axis=0)


# %% right: skew-plain-loop | a for loop that appends, turned into an array at the end
def skew(train, served):
    result = []
    for name in train.columns:
        old = train[name]
        new = served[name]
        distance = new.mean() - old.mean()
        result.append(distance / np.std(old.to_numpy()))
    return np.array(result)


# %% right: skew-statistics-module | standard library: statistics.fmean and pstdev
import statistics


def skew(train, served):
    def one(column):
        before = [float(v) for v in train[column]]
        after = [float(v) for v in served[column]]
        return (statistics.fmean(after) - statistics.fmean(before)) / statistics.pstdev(before)

    return np.array([one(column) for column in train.columns])


# %% right: skew-apply-by-column | DataFrame.apply with the column's name
def skew(train, served):
    return train.apply(lambda col: (served[col.name].mean() - col.mean()) / col.std(ddof=0)).to_numpy()


# %% right: skew-mean-of-z-scores | z-scores of the served table first, their mean afterwards
def skew(train, served):
    names = train.columns
    z = (served.loc[:, names] - train.mean()) / train.std(ddof=0)
    return z.mean(axis=0).values


# %% right: skew-through-fit-stats | reuses the second task's function
def skew(train, served):
    stats = fit_stats(train)
    return np.array([(served[c].mean() - m) / stats["std"][c] for c, m in stats["mean"].items()])


# %% right: skew-reindex-result | lets pandas align, then puts the result back in the order of train
def skew(train, served):
    out = (served.mean() - train.mean()) / train.std(ddof=0)
    out = out.reindex(train.columns)
    return out.to_numpy()


# %% right: skew-sklearn | StandardScaler fitted on train
from sklearn.preprocessing import StandardScaler


def skew(train, served):
    scaler = StandardScaler().fit(train.to_numpy(dtype="float64"))
    z = scaler.transform(served[train.columns].to_numpy(dtype="float64"))
    return z.mean(axis=0)


# %% right: fit-pandas-replace | pandas, as the approach says
def fit_stats(train):
    return {"mean": train.mean().to_dict(), "std": train.std(ddof=0).replace(0, 1.0).to_dict()}


# %% right: fit-numpy-where | NumPy with np.where and tolist
def fit_stats(train):
    x = train.to_numpy(dtype=np.float64)
    mu = x.mean(axis=0)
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1.0, x.std(axis=0))
    names = list(train.columns)
    return {"mean": dict(zip(names, mu.tolist())), "std": dict(zip(names, sigma.tolist()))}


# %% right: fit-loop-nunique | a loop with an early continue for constant columns
def fit_stats(train):
    stats = {"mean": {}, "std": {}}
    for column in train.columns:
        values = train[column]
        stats["mean"][column] = float(values.mean())
        if values.nunique() == 1:
            stats["std"][column] = 1.0
            continue
        stats["std"][column] = float(values.std(ddof=0))
    return stats


# %% right: fit-sklearn-scale | StandardScaler: scale_ is 1 for a constant column
from sklearn.preprocessing import StandardScaler


def fit_stats(train):
    scaler = StandardScaler()
    scaler.fit(train.to_numpy(dtype=float))
    return {
        "mean": {c: float(m) for c, m in zip(train.columns, scaler.mean_)},
        "std": {c: float(s) for c, s in zip(train.columns, scaler.scale_)},
    }


# %% right: fit-plain-python | no library at all: sums and math.sqrt
import math


def deviation(values, middle):
    if min(values) == max(values):
        return 1.0
    squares = [(v - middle) ** 2 for v in values]
    return math.sqrt(sum(squares) / len(squares))


def fit_stats(train):
    means, stds = {}, {}
    for name in train:
        numbers = [float(v) for v in train[name].tolist()]
        means[name] = sum(numbers) / len(numbers)
        stds[name] = deviation(numbers, means[name])
    return dict(mean=means, std=stds)


# %% right: fit-or-one | terse: comprehension with "or 1.0"
def fit_stats(train):
    return {
        "mean": {c: float(train[c].mean()) for c in train},
        "std": {c: float(train[c].std(ddof=0)) or 1.0 for c in train},
    }


# %% right: fit-np-std-mask | np.std on the table and a mask
def fit_stats(train):
    mean = np.mean(train, axis=0)
    std = np.std(train, axis=0)
    std[train.nunique() == 1] = 1.0
    return {"mean": mean.to_dict(), "std": std.to_dict()}


# %% right: fit-json-roundtrip | defensive: proves that the statistics survive JSON
import json


def fit_stats(train):
    mean = train.mean(axis=0)
    std = (train.var(axis=0, ddof=0)) ** 0.5
    constant = train.max() == train.min()
    std = std.mask(constant, 1.0)
    stats = {"mean": mean.to_dict(), "std": std.to_dict()}
    return json.loads(json.dumps(stats))


# %% right: standardize-pandas-series | pandas Series of the statistics
def standardize(frame, stats):
    mean = pd.Series(stats["mean"])
    std = pd.Series(stats["std"])[mean.index]
    return ((frame[mean.index] - mean) / std).to_numpy(dtype="float32")


# %% right: standardize-numpy-broadcast | NumPy broadcasting, float32 at the end
def standardize(frame, stats):
    cols = list(stats["mean"])
    mean = np.array([stats["mean"][c] for c in cols])
    std = np.array([stats["std"][c] for c in cols])
    x = frame[cols].to_numpy(dtype="float64")
    return ((x - mean) / std).astype("float32")


# %% right: standardize-dict-values | values() of both dictionaries: fit_stats gives both in one order
def standardize(frame, stats):
    m = np.fromiter(stats["mean"].values(), dtype=float)
    s = np.fromiter(stats["std"].values(), dtype=float)
    z = (frame[[*stats["mean"]]].to_numpy(float) - m) / s
    return z.astype(np.float32)


# %% right: standardize-preallocated | fills an empty float32 array column by column
def standardize(frame, stats):
    names = list(stats["mean"].keys())
    out = np.empty((len(frame), len(names)), dtype=np.float32)
    for j, name in enumerate(names):
        column = frame[name].to_numpy(dtype=np.float64)
        out[:, j] = (column - stats["mean"][name]) / stats["std"][name]
    return out


# %% right: standardize-plain-python | nested lists of Python floats, reshaped for the empty table
def standardize(frame, stats):
    names = list(stats["mean"])
    columns = {name: frame[name].tolist() for name in names}
    rows = []
    for i in range(len(frame)):
        row = []
        for name in names:
            row.append((float(columns[name][i]) - stats["mean"][name]) / stats["std"][name])
        rows.append(row)
    return np.array(rows, dtype="float32").reshape(len(frame), len(names))


# %% right: standardize-sklearn-filled | a StandardScaler whose attributes come from stats; empty table apart
from sklearn.preprocessing import StandardScaler


def standardize(frame, stats):
    names = list(stats["mean"])
    if len(frame) == 0:
        return np.zeros((0, len(names)), dtype="float32")
    scaler = StandardScaler()
    scaler.mean_ = np.array([stats["mean"][n] for n in names])
    scaler.scale_ = np.array([stats["std"][n] for n in names])
    scaler.var_ = scaler.scale_**2
    scaler.n_features_in_ = len(names)
    return scaler.transform(frame[names].to_numpy("float64")).astype("float32")


# %% right: standardize-deep-copy | very careful: works on a deep copy, column by column
def standardize(frame, stats):
    table = frame.copy(deep=True)
    wanted = list(stats["mean"])
    table = table[wanted].astype("float64")
    for name in wanted:
        table[name] = (table[name] - stats["mean"][name]) / stats["std"][name]
    return table.to_numpy(dtype="float32", copy=True)


# %% right: standardize-stack-columns | np.stack over a list of columns
def standardize(frame, stats):
    parts = [
        (np.asarray(frame[name], dtype=float) - mean) / stats["std"][name]
        for name, mean in stats["mean"].items()
    ]
    return np.stack(parts, axis=1).astype("float32")


# %% right: standardize-scaler-class | a small class of the student's own
class Scaler:
    def __init__(self, stats):
        self.columns = tuple(stats["mean"])
        self.center = np.array([stats["mean"][c] for c in self.columns])
        self.spread = np.array([stats["std"][c] for c in self.columns])

    def __call__(self, table):
        raw = np.array(table.loc[:, list(self.columns)], dtype=float)
        return np.divide(np.subtract(raw, self.center), self.spread).astype(np.float32)


def standardize(frame, stats):
    return Scaler(stats)(frame)


# %% right: predict-one-line | standardize, model, numpy
def predict(frame, stats, model):
    return model(standardize(frame, stats)).numpy()


# %% right: predict-asarray | np.asarray around the model's answer, in steps
def predict(frame, stats, model):
    model_input = standardize(frame, stats)
    logits = model(model_input, training=False)
    logits = np.asarray(logits)
    return logits


# %% right: predict-tf-constant | TensorFlow tensors
import tensorflow as tf


def predict(frame, stats, model):
    x = tf.constant(standardize(frame, stats), dtype=tf.float32)
    return model(x).numpy()


# %% right: predict-empty-first | early return for no rows, model.predict for the rest
def predict(frame, stats, model):
    if len(frame) == 0:
        return np.zeros((0, 3), dtype="float32")
    return model.predict(standardize(frame, stats), verbose=0)


# %% right: predict-row-by-row | every bottle alone, so no neighbours at all
def predict(frame, stats, model):
    z = standardize(frame, stats)
    answers = []
    for row in z:
        answer = np.asarray(model(row[np.newaxis, :]))
        answers.append(answer[0])
    return np.array(answers, dtype="float32").reshape(len(frame), 3)


# %% right: predict-chunks | chunks of 16 rows, put together again
def predict(frame, stats, model):
    z = standardize(frame, stats)
    parts = [np.empty((0, 3), "float32")]
    for start in range(0, len(z), 16):
        parts.append(np.asarray(model(z[start : start + 16])))
    return np.concatenate(parts)


# %% right: predict-own-arithmetic | does not call standardize, does the arithmetic itself
def predict(frame, stats, model):
    features = list(stats["mean"])
    mean = pd.Series(stats["mean"], index=features)
    std = pd.Series(stats["std"], index=features)
    x = frame[features].astype(float).sub(mean, axis="columns").div(std, axis="columns")
    return np.array(model(x.to_numpy(dtype="float32")))


# %% right: predict-keras-ops | keras.ops.convert_to_numpy
import keras


def predict(frame, stats, model):
    outputs = model(keras.ops.convert_to_tensor(standardize(frame, stats)))
    return keras.ops.convert_to_numpy(outputs)


# %% right: predict-double-precision-result | the logits as float64: the text asks no dtype of them
def predict(frame, stats, model):
    return np.array(model(standardize(frame, stats)), dtype=float)


# %% right: guard-three-ifs | three tests, as the approach says
def guard(frame, stats):
    missing = [c for c in stats["mean"] if c not in frame.columns]
    if missing:
        raise ValueError("columns are missing: " + ", ".join(missing))
    z = standardize(frame, stats)
    if not np.isfinite(z).all():
        raise ValueError("some values are missing or infinite")
    if (np.abs(z) > 10).any():
        raise ValueError("some values are more than 10 deviations away from the training mean")


# %% right: guard-set-difference | a set for the names, pandas for the values
def guard(frame, stats):
    absent = set(stats["mean"]) - set(frame.columns)
    if len(absent) > 0:
        raise ValueError(f"The table lacks these columns: {sorted(absent)}.")
    table = frame[list(stats["mean"])].astype("float64")
    if table.isna().any(axis=None) or np.isinf(table.to_numpy()).any():
        raise ValueError("The table has values that are missing or infinite.")
    z = (table - pd.Series(stats["mean"])) / pd.Series(stats["std"])
    if z.abs().gt(10).any(axis=None):
        raise ValueError("The table has values further than 10 deviations away: another unit?")


# %% right: guard-loop-columns | loop over columns, refuses at the first fault
def guard(frame, stats):
    for column in stats["mean"]:
        if column not in frame:
            raise ValueError(f"columns are missing: {column}")
    for column in stats["mean"]:
        values = frame[column].to_numpy(dtype=float)
        if not np.all(np.isfinite(values)):
            raise ValueError(f"{column} has a value that is missing or infinite")
        z = (values - stats["mean"][column]) / stats["std"][column]
        if np.any(np.abs(z) > 10):
            raise ValueError(f"{column} has a value beyond 10 deviations; is it in another unit?")
    return None


# %% right: guard-plain-python-values | looks at every single value with math.isfinite
import math


def guard(frame, stats):
    names = list(stats["mean"])
    for name in names:
        if name not in list(frame.columns):
            raise ValueError("columns are missing: " + str(name))
    for name in names:
        for value in frame[name].astype(float).tolist():
            if not math.isfinite(value):
                raise ValueError("a value in " + name + " is not finite")
            if abs(value - stats["mean"][name]) / stats["std"][name] > 10:
                raise ValueError("a value in " + name + " is too far from the training mean")


# %% right: guard-own-exception | an exception class of its own that is a ValueError
class WrongTable(ValueError):
    """The table does not fit the model."""


def guard(frame, stats):
    lost = [str(c) for c in stats["mean"] if c not in frame.columns]
    if lost:
        raise WrongTable("columns are missing: " + ", ".join(lost))
    z = standardize(frame, stats)
    if np.isnan(z).any() or np.isinf(z).any():
        raise WrongTable("a value is missing or infinite")
    if np.max(np.abs(z), initial=0.0) > 10:
        raise WrongTable("a value lies beyond 10 deviations")


# %% right: guard-key-error-turned | tries the selection and turns the KeyError into a ValueError
def guard(frame, stats):
    try:
        selected = frame[list(stats["mean"])]
    except KeyError as error:
        raise ValueError(f"columns are missing: {error}") from error
    if not np.isfinite(selected.to_numpy("float64")).all():
        raise ValueError("a value is missing or infinite")
    if (abs(standardize(selected, stats)) > 10).any():
        raise ValueError("a value lies beyond 10 deviations of the training table")


# %% right: guard-helpers | one helper for each test, each gives a sentence or None
def names_problem(frame, stats):
    lost = [c for c in stats["mean"] if c not in frame.columns]
    return "columns are missing: " + ", ".join(lost) if lost else None


def finite_problem(frame, stats):
    good = np.isfinite(frame[list(stats["mean"])].to_numpy(dtype=float)).all()
    return None if good else "there are values that are missing or infinite"


def range_problem(frame, stats):
    good = (np.abs(standardize(frame, stats)) <= 10).all()
    return None if good else "there are values more than 10 deviations from the mean"


def guard(frame, stats):
    for test in (names_problem, finite_problem, range_problem):
        problem = test(frame, stats)
        if problem is not None:
            raise ValueError(problem)


# %% right: whole-class | one class does it all, the five functions call it
class Card:
    def __init__(self, stats):
        self.stats = stats
        self.names = list(stats["mean"])

    @classmethod
    def learn(cls, table):
        mean = {c: float(np.mean(table[c].to_numpy())) for c in table.columns}
        std = {c: float(np.std(table[c].to_numpy())) for c in table.columns}
        for c in table.columns:
            if table[c].min() == table[c].max():
                std[c] = 1.0
        return cls({"mean": mean, "std": std})

    def lost(self, table):
        return [n for n in self.names if n not in table.columns]

    def values(self, table):
        return table[self.names].to_numpy(dtype=float)

    def z(self, table):
        mean = np.array([self.stats["mean"][n] for n in self.names])
        std = np.array([self.stats["std"][n] for n in self.names])
        return (self.values(table) - mean) / std


def skew(train, served):
    return Card.learn(train).z(served).mean(axis=0)


def fit_stats(train):
    return Card.learn(train).stats


def standardize(frame, stats):
    return Card(stats).z(frame).astype("float32")


def predict(frame, stats, model):
    return np.asarray(model(standardize(frame, stats)))


def guard(frame, stats):
    card = Card(stats)
    if card.lost(frame):
        raise ValueError("columns are missing: " + ", ".join(card.lost(frame)))
    if not np.isfinite(card.values(frame)).all():
        raise ValueError("not every value is a finite number")
    if (np.abs(card.z(frame)) > 10).any():
        raise ValueError("at least one value is beyond 10 deviations")


# %% right: whole-pandas-short | all five, each as short as possible
def skew(train, served):
    return ((served[train.columns].mean() - train.mean()) / train.std(ddof=0)).values


def fit_stats(train):
    return {"mean": train.mean().to_dict(), "std": train.std(ddof=0).where(train.nunique() > 1, 1.0).to_dict()}


def standardize(frame, stats):
    s = pd.DataFrame(stats).loc[list(stats["mean"])]
    return ((frame[s.index] - s["mean"]) / s["std"]).to_numpy("float32")


def predict(frame, stats, model):
    return np.array(model(standardize(frame, stats)))


def guard(frame, stats):
    if gone := [c for c in stats["mean"] if c not in frame]:
        raise ValueError(f"columns are missing: {', '.join(gone)}")
    z = standardize(frame, stats)
    if np.isnan(z).any() or np.isinf(z).any():
        raise ValueError("a value is missing or infinite")
    if (abs(z) > 10).any():
        raise ValueError("a value is beyond 10 deviations")


# %% wrong: skew-ddof-one | takes pandas' default deviation (n - 1), the text wants NumPy's ddof=0
def skew(train, served):
    served = served[train.columns]
    return ((served.mean() - train.mean()) / train.std()).to_numpy()


# %% wrong: skew-ddof-one-numpy | thinks that a sample needs ddof=1, in NumPy
def skew(train, served):
    a = train.to_numpy(float)
    b = served[train.columns].to_numpy(float)
    return (b.mean(axis=0) - a.mean(axis=0)) / a.std(axis=0, ddof=1)


# %% wrong: skew-sign | train minus served: too high values come out negative
def skew(train, served):
    served = served[train.columns]
    return ((train.mean() - served.mean()) / train.std(ddof=0)).to_numpy()


# %% wrong: skew-absolute | believes that a distance has no sign, so too low looks like too high
def skew(train, served):
    cols = train.columns
    return np.abs((served[cols].mean() - train.mean()) / train.std(ddof=0)).to_numpy()


# %% wrong: skew-served-deviation | divides by the deviation of the served table, not of train
def skew(train, served):
    served = served[train.columns]
    return ((served.mean() - train.mean()) / served.std(ddof=0)).to_numpy()


# %% wrong: skew-pooled-deviation | divides by the deviation of both tables together
def skew(train, served):
    both = pd.concat([train, served[train.columns]])
    return ((served[train.columns].mean() - train.mean()) / both.std(ddof=0)).to_numpy()


# %% wrong: skew-by-position | compares columns by position; served in another order is mixed up
def skew(train, served):
    a, b = train.to_numpy(float), served.to_numpy(float)
    return (b.mean(axis=0) - a.mean(axis=0)) / a.std(axis=0)


# %% wrong: skew-order-of-served | matches by name but answers in the order of served
def skew(train, served):
    result = []
    for name in served.columns:
        result.append((served[name].mean() - train[name].mean()) / train[name].std(ddof=0))
    return np.array(result)


# %% wrong: skew-order-sorted | sorts the names so that both agree; the answer is in alphabetical order
def skew(train, served):
    names = sorted(train.columns)
    return ((served[names].mean() - train[names].mean()) / train[names].std(ddof=0)).to_numpy()


# %% wrong: skew-relative | divides by the training mean (a percentage), not by the deviation
def skew(train, served):
    served = served[train.columns]
    return ((served.mean() - train.mean()) / train.mean()).to_numpy()


# %% wrong: skew-variance | divides by the variance
def skew(train, served):
    served = served[train.columns]
    return ((served.mean() - train.mean()) / train.var(ddof=0)).to_numpy()


# %% wrong: skew-standard-error | divides by the standard error, as in a t test
def skew(train, served):
    served = served[train.columns]
    error = train.std(ddof=0) / np.sqrt(len(train))
    return ((served.mean() - train.mean()) / error).to_numpy()


# %% wrong: skew-third-moment | computes the statistical skewness because of the name
def skew(train, served):
    served = served[train.columns]
    return (served.skew() - train.skew()).to_numpy()


# %% wrong: skew-each-own-z | standardises each table with itself and compares the means: always 0
def skew(train, served):
    served = served[train.columns]
    a = (train - train.mean()) / train.std(ddof=0)
    b = (served - served.mean()) / served.std(ddof=0)
    return (b.mean() - a.mean()).to_numpy()


# %% wrong: skew-one-number | slip: mean over everything, one number for the whole table
def skew(train, served):
    a = train.to_numpy(float)
    b = served[train.columns].to_numpy(float)
    return np.array([(b.mean() - a.mean()) / a.std()])


# %% wrong: skew-axis-one | slip: axis=1, one number for each row
def skew(train, served):
    a = train.to_numpy(float)
    b = served[train.columns].to_numpy(float)
    return (b.mean(axis=1) - a.mean(axis=1).mean()) / a.std(axis=1).mean()


# %% wrong: skew-example-only | gaming: the example's 3 for every column
def skew(train, served):
    return np.full(train.shape[1], 3.0)


# %% wrong: skew-precedence | slip: forgot the brackets, only the train mean is divided
def skew(train, served):
    served = served[train.columns]
    return (served.mean() - train.mean() / train.std(ddof=0)).to_numpy()


# %% wrong: skew-sign-and-ddof | two mistakes: sign turned and ddof=1
def skew(train, served):
    out = []
    for c in train:
        out.append((train[c].mean() - served[c].mean()) / train[c].std())
    return np.array(out)


# %% wrong: fit-ddof-one | pandas' default deviation; constant columns handled
def fit_stats(train):
    return {"mean": train.mean().to_dict(), "std": train.std().replace(0, 1.0).to_dict()}


# %% wrong: fit-ddof-one-statistics | statistics.stdev, which divides by n - 1
import statistics


def fit_stats(train):
    mean, std = {}, {}
    for c in train.columns:
        values = [float(v) for v in train[c]]
        mean[c] = statistics.fmean(values)
        std[c] = statistics.stdev(values) or 1.0
    return {"mean": mean, "std": std}


# %% wrong: fit-constant-stays-zero | forgets the column that never varies: its std is 0
def fit_stats(train):
    return {"mean": train.mean().to_dict(), "std": train.std(ddof=0).to_dict()}


# %% wrong: fit-constant-epsilon | adds an epsilon against division by zero in place of 1.0
def fit_stats(train):
    x = train.to_numpy(float)
    std = x.std(axis=0) + 1e-8
    return {
        "mean": dict(zip(train.columns, x.mean(axis=0).tolist())),
        "std": dict(zip(train.columns, std.tolist())),
    }


# %% wrong: fit-constant-dropped | leaves constant columns out, they carry no information
def fit_stats(train):
    useful = train.loc[:, train.nunique() > 1]
    return {"mean": useful.mean().to_dict(), "std": useful.std(ddof=0).to_dict()}


# %% wrong: fit-constant-refused | raises for a constant column
def fit_stats(train):
    std = train.std(ddof=0)
    if (std == 0).any():
        raise ValueError("a column never varies")
    return {"mean": train.mean().to_dict(), "std": std.to_dict()}


# %% wrong: fit-constant-mean-zero | resets the mean of a constant column to 0 as well, the example says 5.0
def fit_stats(train):
    mean, std = train.mean(), train.std(ddof=0)
    constant = train.nunique() == 1
    mean[constant] = 0.0
    std[constant] = 1.0
    return {"mean": mean.to_dict(), "std": std.to_dict()}


# %% wrong: fit-small-deviations-one | replaces every deviation below 1 by 1.0
def fit_stats(train):
    return {"mean": train.mean().to_dict(), "std": train.std(ddof=0).clip(lower=1.0).to_dict()}


# %% wrong: fit-variance | stores the variance as "std", as Normalization wants it
def fit_stats(train):
    return {"mean": train.mean().to_dict(), "std": train.var(ddof=0).replace(0, 1.0).to_dict()}


# %% wrong: fit-float32 | NumPy float32 numbers in the dictionaries: neither plain nor JSON
def fit_stats(train):
    x = train.to_numpy("float32")
    std = x.std(axis=0)
    std[std == 0] = 1.0
    return {"mean": dict(zip(train.columns, x.mean(axis=0))), "std": dict(zip(train.columns, std))}


# %% wrong: fit-arrays | two arrays instead of dictionaries with column names
def fit_stats(train):
    std = train.std(ddof=0).replace(0, 1.0)
    return {"mean": train.mean().to_numpy(), "std": std.to_numpy()}


# %% wrong: fit-series | Series instead of dictionaries: not JSON
def fit_stats(train):
    return {"mean": train.mean(), "std": train.std(ddof=0).replace(0, 1.0)}


# %% wrong: fit-nested-by-column | the nesting the other way round: column first, then mean and std
def fit_stats(train):
    return {
        c: {"mean": float(train[c].mean()), "std": float(train[c].std(ddof=0)) or 1.0} for c in train.columns
    }


# %% wrong: fit-sorted | sorts the columns by name, the order of train is lost
def fit_stats(train):
    names = sorted(train.columns)
    std = train[names].std(ddof=0).replace(0, 1.0)
    return {"mean": train[names].mean().to_dict(), "std": std.to_dict()}


# %% wrong: fit-median-iqr | robust statistics in place of mean and deviation
def fit_stats(train):
    spread = train.quantile(0.75) - train.quantile(0.25)
    return {"mean": train.median().to_dict(), "std": spread.replace(0, 1.0).to_dict()}


# %% wrong: fit-min-max | min-max scaling: minimum as mean, range as deviation
def fit_stats(train):
    low, high = train.min().astype(float), train.max().astype(float)
    return {"mean": low.to_dict(), "std": (high - low).replace(0, 1.0).to_dict()}


# %% wrong: fit-json-string | returns the JSON text in place of the dictionary
import json


def fit_stats(train):
    stats = {"mean": train.mean().to_dict(), "std": train.std(ddof=0).replace(0, 1.0).to_dict()}
    return json.dumps(stats)


# %% wrong: fit-key-names | calls the keys "means" and "stds"
def fit_stats(train):
    return {"means": train.mean().to_dict(), "stds": train.std(ddof=0).replace(0, 1.0).to_dict()}


# %% wrong: fit-rounded | rounds to one decimal so that the JSON is easy to read
def fit_stats(train):
    std = train.std(ddof=0).replace(0, 1.0)
    return {"mean": train.mean().round(1).to_dict(), "std": std.round(1).to_dict()}


# %% wrong: fit-zero-mean-also-one | slip: replaces 0 by 1.0 in the mean as well
def fit_stats(train):
    stats = pd.DataFrame({"mean": train.mean(), "std": train.std(ddof=0)}).replace(0, 1.0)
    return stats.to_dict()


# %% wrong: fit-ddof-and-nan | two mistakes: ddof=1 and constant columns get NaN
def fit_stats(train):
    std = train.std().replace(0, np.nan)
    return {"mean": train.mean().to_dict(), "std": std.to_dict()}


# %% wrong: fit-card-from-memory | gaming: ignores its argument, always the statistics of the wine file
def fit_stats(train):
    known = pd.read_csv(data_path("normalization/wine.csv"))
    known = known[known["split"] == "train"].drop(columns=["cultivar", "split"])
    return {"mean": known.mean().to_dict(), "std": known.std(ddof=0).to_dict()}


# %% wrong: standardize-batch-statistics | takes the mean and deviation of the batch, not the stored ones
def standardize(frame, stats):
    cols = list(stats["mean"])
    x = frame[cols].astype(float)
    return ((x - x.mean()) / x.std(ddof=0).replace(0, 1.0)).to_numpy("float32")


# %% wrong: standardize-batch-sklearn | fit_transform of a StandardScaler on the batch
from sklearn.preprocessing import StandardScaler


def standardize(frame, stats):
    cols = list(stats["mean"])
    return StandardScaler().fit_transform(frame[cols].to_numpy("float64")).astype("float32")


# %% wrong: standardize-batch-when-large | believes that the batch's own statistics are right when there are enough rows
def standardize(frame, stats):
    cols = list(stats["mean"])
    x = frame[cols].to_numpy("float64")
    if len(x) >= 30:
        mean, std = x.mean(axis=0), x.std(axis=0)
    else:
        mean = np.array([stats["mean"][c] for c in cols])
        std = np.array([stats["std"][c] for c in cols])
    return ((x - mean) / std).astype("float32")


# %% wrong: standardize-batch-center | centres with the batch's mean, divides by the stored deviation
def standardize(frame, stats):
    cols = list(stats["mean"])
    x = frame[cols].to_numpy("float64")
    std = np.array([stats["std"][c] for c in cols])
    return ((x - x.mean(axis=0)) / std).astype("float32")


# %% wrong: standardize-by-position | takes the table's columns as they come
def standardize(frame, stats):
    mean = np.array(list(stats["mean"].values()))
    std = np.array(list(stats["std"].values()))
    return ((frame.to_numpy("float64") - mean) / std).astype("float32")


# %% wrong: standardize-first-thirteen | takes the first 13 columns by position, whatever they are
def standardize(frame, stats):
    mean = np.array(list(stats["mean"].values()))
    std = np.array(list(stats["std"].values()))
    return ((frame.iloc[:, : len(mean)].to_numpy("float64") - mean) / std).astype("float32")


# %% wrong: standardize-order-of-frame | right numbers, but the columns stay in the table's order
def standardize(frame, stats):
    cols = [c for c in frame.columns if c in stats["mean"]]
    mean = np.array([stats["mean"][c] for c in cols])
    std = np.array([stats["std"][c] for c in cols])
    return ((frame[cols].to_numpy("float64") - mean) / std).astype("float32")


# %% wrong: standardize-sorted | puts the columns in alphabetical order
def standardize(frame, stats):
    cols = sorted(stats["mean"])
    mean = np.array([stats["mean"][c] for c in cols])
    std = np.array([stats["std"][c] for c in cols])
    return ((frame[cols].to_numpy("float64") - mean) / std).astype("float32")


# %% wrong: standardize-numeric-columns | drops text columns only: an extra column of numbers stays in
def standardize(frame, stats):
    mean, std = pd.Series(stats["mean"]), pd.Series(stats["std"])
    numbers = frame.drop(columns=[c for c in frame if not pd.api.types.is_numeric_dtype(frame[c])])
    extra = [c for c in numbers if c not in mean.index]
    numbers = numbers[list(mean.index) + extra]
    return ((numbers - mean) / std).to_numpy("float32")


# %% wrong: standardize-float64 | leaves the result in float64
def standardize(frame, stats):
    cols = list(stats["mean"])
    mean = np.array([stats["mean"][c] for c in cols])
    std = np.array([stats["std"][c] for c in cols])
    return (frame[cols].to_numpy() - mean) / std


# %% wrong: standardize-center-only | subtracts the mean and does not divide
def standardize(frame, stats):
    mean = pd.Series(stats["mean"])
    return (frame[mean.index] - mean).to_numpy("float32")


# %% wrong: standardize-divide-only | divides by the deviation and does not centre
def standardize(frame, stats):
    cols = list(stats["mean"])
    std = np.array([stats["std"][c] for c in cols])
    return (frame[cols].to_numpy("float64") / std).astype("float32")


# %% wrong: standardize-sqrt-of-std | takes the stored deviation for a variance
def standardize(frame, stats):
    cols = list(stats["mean"])
    mean = np.array([stats["mean"][c] for c in cols])
    std = np.sqrt(np.array([stats["std"][c] for c in cols]))
    return ((frame[cols].to_numpy("float64") - mean) / std).astype("float32")


# %% wrong: standardize-changes-frame | writes the z-scores into the caller's table
def standardize(frame, stats):
    for name in stats["mean"]:
        frame[name] = (frame[name] - stats["mean"][name]) / stats["std"][name]
    return frame[list(stats["mean"])].to_numpy("float32")


# %% wrong: standardize-drops-in-place | right numbers, but drops the caller's extra columns in place
def standardize(frame, stats):
    extra = [c for c in frame.columns if c not in stats["mean"]]
    frame.drop(columns=extra, inplace=True)
    cols = list(stats["mean"])
    mean = np.array([stats["mean"][c] for c in cols])
    std = np.array([stats["std"][c] for c in cols])
    return ((frame[cols].to_numpy("float64") - mean) / std).astype("float32")


# %% wrong: standardize-float-in-place | turns the caller's integer columns into floats on the way
def standardize(frame, stats):
    cols = list(stats["mean"])
    for c in cols:
        frame[c] = frame[c].astype("float64")
    mean, std = pd.Series(stats["mean"]), pd.Series(stats["std"])
    return ((frame[cols] - mean) / std).to_numpy("float32")


# %% wrong: standardize-integer-crash | subtracts in place in the array: a table of integers crashes
def standardize(frame, stats):
    cols = list(stats["mean"])
    x = np.array(frame[cols])
    x -= np.array([stats["mean"][c] for c in cols])
    x /= np.array([stats["std"][c] for c in cols])
    return x.astype("float32")


# %% wrong: standardize-keeps-dtype | gives back the table's dtype: integers are cut off, not float32
def standardize(frame, stats):
    cols = list(stats["mean"])
    x = frame[cols].to_numpy()
    mean = np.array([stats["mean"][c] for c in cols])
    std = np.array([stats["std"][c] for c in cols])
    return ((x - mean) / std).astype(x.dtype).astype("float32")


# %% wrong: standardize-clip-three | cuts outliers at 3 deviations
def standardize(frame, stats):
    cols = list(stats["mean"])
    mean = np.array([stats["mean"][c] for c in cols])
    std = np.array([stats["std"][c] for c in cols])
    z = (frame[cols].to_numpy("float64") - mean) / std
    return np.clip(z, -3, 3).astype("float32")


# %% wrong: standardize-transposed | shape (13, n)
def standardize(frame, stats):
    rows = [(frame[c].to_numpy("float64") - stats["mean"][c]) / stats["std"][c] for c in stats["mean"]]
    return np.array(rows, dtype="float32")


# %% wrong: standardize-squeeze | slip: squeeze makes a single bottle one-dimensional
def standardize(frame, stats):
    cols = list(stats["mean"])
    mean = np.array([stats["mean"][c] for c in cols])
    std = np.array([stats["std"][c] for c in cols])
    z = (frame[cols].to_numpy("float64") - mean) / std
    return z.squeeze().astype("float32")


# %% wrong: standardize-precedence | slip: x - mean / std without brackets
def standardize(frame, stats):
    mean, std = pd.Series(stats["mean"]), pd.Series(stats["std"])
    return (frame[mean.index] - mean / std).to_numpy("float32")


# %% wrong: standardize-swapped | slip: std and mean swapped
def standardize(frame, stats):
    cols = list(stats["mean"])
    std = np.array([stats["mean"][c] for c in cols])
    mean = np.array([stats["std"][c] for c in cols])
    return ((frame[cols].to_numpy("float64") - mean) / std).astype("float32")


# %% wrong: standardize-ignores-stats | uses the notebook's train in place of the argument
def standardize(frame, stats):
    cols = list(train.columns)
    return ((frame[cols] - train.mean()) / train.std(ddof=0)).to_numpy("float32")


# %% wrong: standardize-unit-length | normalises each row to length 1
def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy("float64")
    return (x / np.linalg.norm(x, axis=1, keepdims=True)).astype("float32")


# %% wrong: standardize-already-done | guesses that small numbers are z-scores already and lets them through
def standardize(frame, stats):
    cols = list(stats["mean"])
    x = frame[cols].to_numpy("float64")
    mean = np.array([stats["mean"][c] for c in cols])
    std = np.array([stats["std"][c] for c in cols])
    done = np.abs(x) < 5
    return np.where(done, x, (x - mean) / std).astype("float32")


# %% wrong: standardize-position-and-float64 | two mistakes: columns by position, float64
def standardize(frame, stats):
    x = frame.values
    return (x - list(stats["mean"].values())) / list(stats["std"].values())


# %% wrong: standardize-zeros | gaming: right shape and dtype, only zeros
def standardize(frame, stats):
    return np.zeros((len(frame), len(stats["mean"])), dtype="float32")


# %% wrong: predict-raw | gives the model the raw numbers, as the service did
def predict(frame, stats, model):
    return model(frame[list(stats["mean"])].to_numpy("float32")).numpy()


# %% wrong: predict-fit-on-request | fits the statistics on the table it was given
def predict(frame, stats, model):
    own = fit_stats(frame[list(stats["mean"])])
    return model(standardize(frame, own)).numpy()


# %% wrong: predict-scaler-on-request | the lesson's hot fix: StandardScaler().fit_transform of the batch
from sklearn.preprocessing import StandardScaler


def predict(frame, stats, model):
    x = frame[list(stats["mean"])].to_numpy("float64")
    if len(x) == 0:
        return np.zeros((0, 3), "float32")
    return np.asarray(model(StandardScaler().fit_transform(x).astype("float32")))


# %% wrong: predict-normalization-adapt | adapts a Normalization layer to the batch
import keras


def predict(frame, stats, model):
    x = frame[list(stats["mean"])].to_numpy("float32")
    if len(x) == 0:
        return np.zeros((0, 3), "float32")
    layer = keras.layers.Normalization()
    layer.adapt(x)
    return np.asarray(model(layer(x)))


# %% wrong: predict-batch-except-one-row | stored statistics for one row only, the batch's own otherwise
def predict(frame, stats, model):
    if len(frame) > 1:
        stats = fit_stats(frame[list(stats["mean"])])
    return model(standardize(frame, stats)).numpy()


# %% wrong: predict-mixed-statistics | averages stored and batch mean "to follow the season"
def predict(frame, stats, model):
    cols = list(stats["mean"])
    if len(frame) == 0:
        return np.zeros((0, 3), "float32")
    mean = {c: 0.5 * stats["mean"][c] + 0.5 * float(frame[c].mean()) for c in cols}
    return model(standardize(frame, {"mean": mean, "std": stats["std"]})).numpy()


# %% wrong: predict-softmax | softmax, because answers should be probabilities
import tensorflow as tf


def predict(frame, stats, model):
    return tf.nn.softmax(model(standardize(frame, stats))).numpy()


# %% wrong: predict-softmax-numpy | softmax by hand in NumPy
def predict(frame, stats, model):
    logits = model(standardize(frame, stats)).numpy()
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% wrong: predict-log-softmax | believes that logits are log-probabilities
def predict(frame, stats, model):
    logits = model(standardize(frame, stats)).numpy()
    return logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))


# %% wrong: predict-argmax | returns the cultivar, not the logits
def predict(frame, stats, model):
    return model(standardize(frame, stats)).numpy().argmax(axis=1)


# %% wrong: predict-one-hot | returns 0 and 1: one-hot of the winner
def predict(frame, stats, model):
    winner = model(standardize(frame, stats)).numpy().argmax(axis=1)
    return np.eye(3, dtype="float32")[winner]


# %% wrong: predict-scaled-twice | standardises what is standardised already
def predict(frame, stats, model):
    cols = list(stats["mean"])
    z = pd.DataFrame(standardize(frame, stats), columns=cols)
    return model(standardize(z, stats)).numpy()


# %% wrong: predict-empty-flat | an empty table gives an array of shape (0,)
def predict(frame, stats, model):
    if frame.empty:
        return np.array([])
    return model(standardize(frame, stats)).numpy()


# %% wrong: predict-empty-refused | raises for a table without rows
def predict(frame, stats, model):
    if len(frame) == 0:
        raise ValueError("no bottles")
    return model(standardize(frame, stats)).numpy()


# %% wrong: predict-empty-vstack | collects rows and np.vstack crashes when there are none
def predict(frame, stats, model):
    rows = [np.asarray(model(z[None, :])) for z in standardize(frame, stats)]
    return np.vstack(rows)


# %% wrong: predict-one-row-flat | one bottle gives shape (3,)
def predict(frame, stats, model):
    logits = model(standardize(frame, stats)).numpy()
    if len(logits) == 1:
        return logits[0]
    return logits


# %% wrong: predict-squeeze | slip: np.squeeze on the answer
def predict(frame, stats, model):
    return np.squeeze(np.asarray(model(standardize(frame, stats))))


# %% wrong: predict-thirteen-rows-turned | turns the array when it has 13 rows: "13 means columns"
def predict(frame, stats, model):
    z = standardize(frame, stats)
    if z.shape[0] == 13:
        z = z.T
    return model(z).numpy()


# %% wrong: predict-thirteen-broadcast | statistics as a column when the shapes fit: 13 rows are scaled along the wrong axis
def predict(frame, stats, model):
    cols = list(stats["mean"])
    x = frame[cols].to_numpy("float64")
    mean = np.array([stats["mean"][c] for c in cols])
    std = np.array([stats["std"][c] for c in cols])
    if x.shape[0] == mean.shape[0]:
        mean, std = mean[:, None], std[:, None]
    return model(((x - mean) / std).astype("float32")).numpy()


# %% wrong: predict-row-axis | standardises each bottle over its own 13 values
def predict(frame, stats, model):
    x = frame[list(stats["mean"])].to_numpy("float64")
    z = (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, keepdims=True)
    return model(z.astype("float32")).numpy()


# %% wrong: predict-order-of-table | scales by name but feeds the columns in the table's order
def predict(frame, stats, model):
    z = frame[[c for c in frame.columns if c in stats["mean"]]].astype("float64")
    for c in z.columns:
        z[c] = (z[c] - stats["mean"][c]) / stats["std"][c]
    return model(z.to_numpy("float32")).numpy()


# %% wrong: predict-extra-refused | refuses every table that has not exactly 13 columns
def predict(frame, stats, model):
    if frame.shape[1] != len(stats["mean"]):
        raise ValueError("expected 13 columns")
    return model(standardize(frame, stats)).numpy()


# %% wrong: predict-extra-text-crash | converts the whole table to numbers: a text column crashes
def predict(frame, stats, model):
    table = frame.astype("float64")
    return model(standardize(table, stats)).numpy()


# %% wrong: predict-float-columns | keeps float columns only: a table with integers loses them
def predict(frame, stats, model):
    if len(frame) == 0:
        return np.zeros((0, 3), "float32")
    floats = frame.select_dtypes("float64")
    return model(standardize(floats, stats)).numpy()


# %% wrong: predict-duplicates-dropped | drops doubled bottles, fewer answers than rows
def predict(frame, stats, model):
    unique = frame.drop_duplicates(subset=list(stats["mean"]))
    return model(standardize(unique, stats)).numpy()


# %% wrong: predict-sorted-rows | sorts the rows first, answers come in another order
def predict(frame, stats, model):
    ordered = frame.sort_values(list(stats["mean"])[0])
    return model(standardize(ordered, stats)).numpy()


# %% wrong: predict-last-batch-lost | batches of 8; slip: the incomplete last batch is lost
def predict(frame, stats, model):
    z = standardize(frame, stats)
    parts = [np.zeros((0, 3), "float32")]
    for i in range(len(z) // 8):
        parts.append(np.asarray(model(z[8 * i : 8 * i + 8])))
    return np.concatenate(parts)


# %% wrong: predict-centred-answers | subtracts the batch's mean logit from the answers
def predict(frame, stats, model):
    logits = np.asarray(model(standardize(frame, stats)))
    if len(logits) == 0:
        return logits
    return logits - logits.mean(axis=0)


# %% wrong: predict-softmax-on-batch-scaled | two mistakes: batch statistics and softmax
def predict(frame, stats, model):
    x = frame[list(stats["mean"])].to_numpy("float64")
    z = (x - x.mean(axis=0)) / (x.std(axis=0) + 1e-9)
    logits = np.asarray(model(z.astype("float32")))
    e = np.exp(logits)
    return e / e.sum(axis=1, keepdims=True)


# %% wrong: predict-zeros | gaming: zeros of the right shape
def predict(frame, stats, model):
    return np.zeros((len(frame), 3), dtype="float32")


# %% wrong: predict-remembers-truth | gaming: one-hot of the known cultivars of the test bottles
def predict(frame, stats, model):
    out = np.zeros((len(frame), 3), dtype="float32")
    for i in range(len(frame)):
        out[i, cultivar[i % len(cultivar)]] = 10.0
    return out


# %% wrong: guard-never | gaming: refuses nothing
def guard(frame, stats):
    return None


# %% wrong: guard-always | gaming: refuses everything
def guard(frame, stats):
    raise ValueError("this table does not fit the model")


# %% wrong: guard-only-ash | gaming: knows only the example's column
def guard(frame, stats):
    if "ash" not in frame.columns:
        raise ValueError("columns are missing: ash")


# %% wrong: guard-assert | assertions as in the lesson: AssertionError, not ValueError
def guard(frame, stats):
    missing = [c for c in stats["mean"] if c not in frame.columns]
    assert not missing, "columns are missing: " + ", ".join(missing)
    z = standardize(frame, stats)
    assert np.isfinite(z).all(), "values are missing or infinite"
    assert (np.abs(z) <= 10).all(), "values beyond 10 deviations"


# %% wrong: guard-key-error | a missing column is a KeyError, thinks Python's own error is enough
def guard(frame, stats):
    z = standardize(frame[list(stats["mean"])], stats)
    if not np.isfinite(z).all():
        raise ValueError("values are missing or infinite")
    if (np.abs(z) > 10).any():
        raise ValueError("values beyond 10 deviations")


# %% wrong: guard-exact-columns | refuses another order, which the text calls fine
def guard(frame, stats):
    if list(frame.columns) != list(stats["mean"]):
        raise ValueError("columns are missing or in another order")
    z = standardize(frame, stats)
    if not np.isfinite(z).all():
        raise ValueError("values are missing or infinite")
    if (np.abs(z) > 10).any():
        raise ValueError("values beyond 10 deviations")


# %% wrong: guard-extra-refused | refuses extra columns, which the text calls fine
def guard(frame, stats):
    if set(frame.columns) != set(stats["mean"]):
        raise ValueError("columns are missing or unknown")
    z = standardize(frame, stats)
    if not np.isfinite(z).all():
        raise ValueError("values are missing or infinite")
    if (np.abs(z) > 10).any():
        raise ValueError("values beyond 10 deviations")


# %% wrong: guard-counts-columns | counts columns in place of comparing names
def guard(frame, stats):
    if frame.shape[1] < len(stats["mean"]):
        raise ValueError("columns are missing")
    known = [c for c in stats["mean"] if c in frame.columns]
    part = {"mean": {c: stats["mean"][c] for c in known}, "std": {c: stats["std"][c] for c in known}}
    z = standardize(frame, part)
    if not np.isfinite(z).all():
        raise ValueError("values are missing or infinite")
    if (np.abs(z) > 10).any():
        raise ValueError("values beyond 10 deviations")


# %% wrong: guard-nan-forgotten | NaN is not beyond 10, so a missing value gets through
def guard(frame, stats):
    missing = [c for c in stats["mean"] if c not in frame.columns]
    if missing:
        raise ValueError("columns are missing: " + ", ".join(missing))
    z = standardize(frame, stats)
    if np.isinf(z).any():
        raise ValueError("values are infinite")
    if (np.abs(z) > 10).any():
        raise ValueError("values beyond 10 deviations")


# %% wrong: guard-nan-compared | looks for NaN with ==, which is never true
def guard(frame, stats):
    for c in stats["mean"]:
        if c not in frame.columns:
            raise ValueError("columns are missing: " + c)
    z = standardize(frame, stats)
    if (z == np.nan).any() or (z == np.inf).any():
        raise ValueError("values are missing or infinite")
    if (np.abs(z) > 10).any():
        raise ValueError("values beyond 10 deviations")


# %% wrong: guard-missing-filled | fills gaps with the mean before it looks: a missing value gets through
def guard(frame, stats):
    lost = [c for c in stats["mean"] if c not in frame.columns]
    if lost:
        raise ValueError("columns are missing: " + ", ".join(lost))
    z = np.nan_to_num(standardize(frame, stats), nan=0.0)
    if (np.abs(z) > 10).any():
        raise ValueError("values beyond 10 deviations")


# %% wrong: guard-one-side | slip: no absolute value, values far too low get through
def guard(frame, stats):
    lost = [c for c in stats["mean"] if c not in frame.columns]
    if lost:
        raise ValueError("columns are missing: " + ", ".join(lost))
    z = standardize(frame, stats)
    if not np.isfinite(z).all():
        raise ValueError("values are missing or infinite")
    if (z > 10).any():
        raise ValueError("values beyond 10 deviations")


# %% wrong: guard-at-ten | slip: >= 10 refuses a value at exactly 10, which is not beyond
def guard(frame, stats):
    lost = [c for c in stats["mean"] if c not in frame.columns]
    if lost:
        raise ValueError("columns are missing: " + ", ".join(lost))
    z = standardize(frame, stats)
    if not np.isfinite(z).all():
        raise ValueError("values are missing or infinite")
    if (np.abs(z) >= 10).any():
        raise ValueError("values beyond 10 deviations")


# %% wrong: guard-three-sigma | refuses beyond 3 deviations, as statistics books do
def guard(frame, stats):
    lost = [c for c in stats["mean"] if c not in frame.columns]
    if lost:
        raise ValueError("columns are missing: " + ", ".join(lost))
    z = standardize(frame, stats)
    if not np.isfinite(z).all():
        raise ValueError("values are missing or infinite")
    if (np.abs(z) > 3).any():
        raise ValueError("values beyond 3 deviations")


# %% wrong: guard-hundred | slip: 100 in place of 10
def guard(frame, stats):
    lost = [c for c in stats["mean"] if c not in frame.columns]
    if lost:
        raise ValueError("columns are missing: " + ", ".join(lost))
    z = standardize(frame, stats)
    if not np.isfinite(z).all():
        raise ValueError("values are missing or infinite")
    if (np.abs(z) > 100).any():
        raise ValueError("values beyond 10 deviations")


# %% wrong: guard-batch-z | z-scores by the table's own mean and deviation, not by stats
def guard(frame, stats):
    lost = [c for c in stats["mean"] if c not in frame.columns]
    if lost:
        raise ValueError("columns are missing: " + ", ".join(lost))
    x = frame[list(stats["mean"])].to_numpy("float64")
    if not np.isfinite(x).all():
        raise ValueError("values are missing or infinite")
    if len(x):
        z = (x - x.mean(axis=0)) / np.where(x.std(axis=0) == 0, 1, x.std(axis=0))
        if (np.abs(z) > 10).any():
            raise ValueError("values beyond 10 deviations")


# %% wrong: guard-raw-values | compares the raw values with 10, not their z-scores
def guard(frame, stats):
    lost = [c for c in stats["mean"] if c not in frame.columns]
    if lost:
        raise ValueError("columns are missing: " + ", ".join(lost))
    x = frame[list(stats["mean"])].to_numpy("float64")
    if not np.isfinite(x).all():
        raise ValueError("values are missing or infinite")
    if (np.abs(x) > 10).any():
        raise ValueError("values beyond 10 deviations")


# %% wrong: guard-column-means | tests the mean z-score of each column: a single bad bottle gets through
def guard(frame, stats):
    lost = [c for c in stats["mean"] if c not in frame.columns]
    if lost:
        raise ValueError("columns are missing: " + ", ".join(lost))
    z = standardize(frame, stats)
    if not np.isfinite(z).all():
        raise ValueError("values are missing or infinite")
    if len(z) and (np.abs(z.mean(axis=0)) > 10).any():
        raise ValueError("values beyond 10 deviations")


# %% wrong: guard-all-not-any | slip: all in place of any, refuses only when every value is bad
def guard(frame, stats):
    lost = [c for c in stats["mean"] if c not in frame.columns]
    if lost:
        raise ValueError("columns are missing: " + ", ".join(lost))
    z = standardize(frame, stats)
    if len(z) and (~np.isfinite(z)).all():
        raise ValueError("values are missing or infinite")
    if len(z) and (np.abs(z) > 10).all():
        raise ValueError("values beyond 10 deviations")


# %% wrong: guard-first-row | looks at the first bottle only
def guard(frame, stats):
    lost = [c for c in stats["mean"] if c not in frame.columns]
    if lost:
        raise ValueError("columns are missing: " + ", ".join(lost))
    z = standardize(frame.head(1), stats)
    if not np.isfinite(z).all():
        raise ValueError("values are missing or infinite")
    if (np.abs(z) > 10).any():
        raise ValueError("values beyond 10 deviations")


# %% wrong: guard-empty-refused | refuses an empty table, which must get through
def guard(frame, stats):
    if len(frame) == 0:
        raise ValueError("the table is empty")
    lost = [c for c in stats["mean"] if c not in frame.columns]
    if lost:
        raise ValueError("columns are missing: " + ", ".join(lost))
    z = standardize(frame, stats)
    if not np.isfinite(z).all():
        raise ValueError("values are missing or infinite")
    if (np.abs(z) > 10).any():
        raise ValueError("values beyond 10 deviations")


# %% wrong: guard-returns-true | returns True for a good table, the text says nothing is returned
def guard(frame, stats):
    lost = [c for c in stats["mean"] if c not in frame.columns]
    if lost:
        raise ValueError("columns are missing: " + ", ".join(lost))
    z = standardize(frame, stats)
    if not np.isfinite(z).all():
        raise ValueError("values are missing or infinite")
    if (np.abs(z) > 10).any():
        raise ValueError("values beyond 10 deviations")
    return True


# %% wrong: guard-warns | warns in place of raising
import warnings


def guard(frame, stats):
    lost = [c for c in stats["mean"] if c not in frame.columns]
    if lost:
        warnings.warn("columns are missing: " + ", ".join(lost))
        return
    z = standardize(frame, stats)
    if not np.isfinite(z).all():
        warnings.warn("values are missing or infinite")
    if (np.abs(z) > 10).any():
        warnings.warn("values beyond 10 deviations")


# %% wrong: guard-text-crash | tests the whole table with isfinite: an extra text column crashes it
def guard(frame, stats):
    lost = [c for c in stats["mean"] if c not in frame.columns]
    if lost:
        raise ValueError("columns are missing: " + ", ".join(lost))
    if not np.isfinite(frame).all(axis=None):
        raise ValueError("values are missing or infinite")
    if (np.abs(standardize(frame, stats)) > 10).any():
        raise ValueError("values beyond 10 deviations")


# %% wrong: guard-no-sentence | raises ValueError without any sentence
def guard(frame, stats):
    if any(c not in frame.columns for c in stats["mean"]):
        raise ValueError
    z = standardize(frame, stats)
    if not np.isfinite(z).all():
        raise ValueError
    if (np.abs(z) > 10).any():
        raise ValueError


# %% wrong: guard-swallowed | raises inside a try and swallows it with its own except
def guard(frame, stats):
    try:
        for c in stats["mean"]:
            if c not in frame.columns:
                raise ValueError("columns are missing: " + c)
        z = standardize(frame, stats)
        if not np.isfinite(z).all():
            raise ValueError("values are missing or infinite")
        if (np.abs(z) > 10).any():
            raise ValueError("values beyond 10 deviations")
    except Exception as error:
        print("refused:", error)


# %% wrong: guard-type-error-and-one-side | two mistakes: TypeError for values, no absolute value
def guard(frame, stats):
    lost = [c for c in stats["mean"] if c not in frame.columns]
    if lost:
        raise ValueError("columns are missing: " + ", ".join(lost))
    z = standardize(frame, stats)
    if not np.isfinite(z).all():
        raise TypeError("values are missing or infinite")
    if z.max(initial=0) > 10:
        raise TypeError("values beyond 10 deviations")


# %% wrong: whole-ddof-one | one belief in two functions: a sample is divided by n - 1
def spread(table):
    return table.std(ddof=1)


def skew(train, served):
    return ((served[train.columns].mean() - train.mean()) / spread(train)).to_numpy()


def fit_stats(train):
    return {"mean": train.mean().to_dict(), "std": spread(train).replace(0, 1.0).to_dict()}


# %% wrong: whole-sorted-names | one belief in two functions: sorted names are the safe order
def fit_stats(train):
    t = train[sorted(train.columns)]
    return {"mean": t.mean().to_dict(), "std": t.std(ddof=0).replace(0, 1.0).to_dict()}


def standardize(frame, stats):
    cols = sorted(stats["mean"])
    m = np.array([stats["mean"][c] for c in cols])
    s = np.array([stats["std"][c] for c in cols])
    return ((frame[cols].to_numpy("float64") - m) / s).astype("float32")


# %% wrong: whole-batch-statistics | one belief in two functions: every night's batch has its own scale
def own_scale(x):
    spread = x.std(axis=0)
    spread[spread == 0] = 1.0
    return (x - x.mean(axis=0)) / spread


def standardize(frame, stats):
    x = frame[list(stats["mean"])].to_numpy("float64")
    if len(x) == 0:
        return x.astype("float32")
    return own_scale(x).astype("float32")


def predict(frame, stats, model):
    return np.asarray(model(standardize(frame, stats)))


# %% first: skew-naive-pandas | straight pandas: default std (ddof=1), no thought of the order
def skew(train, served):
    return (served.mean() - train.mean()) / train.std()


# %% first: skew-aligned-alphabetical | pandas aligns by name, but the answer comes out in alphabetical order
def skew(train, served):
    return ((served.mean() - train.mean()) / train.std(ddof=0)).to_numpy()


# %% first: skew-no-return | forgets the return
def skew(train, served):
    served = served[train.columns]
    result = (served.mean() - train.mean()) / train.std(ddof=0)
    result = result.to_numpy()


# %% first: skew-print | prints the answer in place of returning it
def skew(train, served):
    for c in train.columns:
        print(c, (served[c].mean() - train[c].mean()) / train[c].std(ddof=0))


# %% first: skew-dict | a dictionary of columns, the text wants an array
def skew(train, served):
    answer = {}
    for c in train.columns:
        answer[c] = (served[c].mean() - train[c].mean()) / np.std(train[c])
    return answer


# %% first: skew-no-division | only the difference of the means
def skew(train, served):
    return served[train.columns].mean().to_numpy() - train.mean().to_numpy()


# %% first: skew-extra-axis | shape (1, columns): a list of one list
def skew(train, served):
    s = served[train.columns]
    return np.array([(s.mean() - train.mean()) / train.std(ddof=0)])


# %% first: skew-return-in-loop | the return stands inside the loop: only the first column
def skew(train, served):
    for c in train.columns:
        result = []
        result.append((served[c].mean() - train[c].mean()) / train[c].std(ddof=0))
        return np.array(result)


# %% first: fit-naive-pandas | pandas' default std, constant columns forgotten
def fit_stats(train):
    stats = {}
    stats["mean"] = train.mean().to_dict()
    stats["std"] = train.std().to_dict()
    return stats


# %% first: fit-numpy-list | lists of numbers, the column names are gone
def fit_stats(train):
    x = train.to_numpy()
    return {"mean": x.mean(axis=0).tolist(), "std": x.std(axis=0).tolist()}


# %% first: fit-tuple | returns mean and std as two values
def fit_stats(train):
    mean = train.mean().to_dict()
    std = train.std(ddof=0).replace(0, 1.0).to_dict()
    return mean, std


# %% first: fit-describe | takes mean and std from describe(), the whole thing as a table
def fit_stats(train):
    return train.describe().loc[["mean", "std"]]


# %% first: fit-replace-lost | calls replace but does not keep its result: std stays 0
def fit_stats(train):
    mean = train.mean()
    std = train.std(ddof=0)
    std.replace(0, 1.0)
    return {"mean": mean.to_dict(), "std": std.to_dict()}


# %% first: fit-constant-overwrites | one constant column sets every deviation to 1.0
def fit_stats(train):
    mean = train.mean().to_dict()
    std = train.std(ddof=0)
    if (std == 0).any():
        std[:] = 1.0
    return {"mean": mean, "std": std.to_dict()}


# %% first: standardize-table | returns the DataFrame, the text wants a NumPy array
def standardize(frame, stats):
    mean = pd.Series(stats["mean"])
    std = pd.Series(stats["std"])
    return ((frame[mean.index] - mean) / std).astype("float32")


# %% first: standardize-dict-arithmetic | whole table minus the dictionary: another column order or extra columns go wrong
def standardize(frame, stats):
    return ((frame - stats["mean"]) / stats["std"]).to_numpy("float32")


# %% first: standardize-whole-table | does not select the columns: extra columns end up in the input
def standardize(frame, stats):
    z = (frame - pd.Series(stats["mean"])) / pd.Series(stats["std"])
    return z.to_numpy("float32")


# %% first: standardize-own-mean | mean and std of the frame, as in every tutorial
def standardize(frame, stats):
    frame = frame[list(stats["mean"])]
    frame = (frame - frame.mean()) / frame.std()
    return frame.to_numpy("float32")


# %% first: standardize-alias | "x = frame" is no copy: the caller's table is changed
def standardize(frame, stats):
    x = frame
    for c in stats["mean"]:
        x[c] = (x[c] - stats["mean"][c]) / stats["std"][c]
    return x[list(stats["mean"])].to_numpy(dtype="float32")


# %% first: standardize-no-float32 | forgets the dtype
def standardize(frame, stats):
    result = []
    for c in stats["mean"]:
        result.append((frame[c] - stats["mean"][c]) / stats["std"][c])
    return np.array(result).T


# %% first: standardize-loop-list | a list of columns: not an array, and turned by 90 degrees
def standardize(frame, stats):
    out = []
    for c in stats["mean"]:
        out.append(list((frame[c] - stats["mean"][c]) / stats["std"][c]))
    return out


# %% first: predict-frame-to-model | gives the model the table as it is
def predict(frame, stats, model):
    return model(frame.to_numpy("float32")).numpy()


# %% first: predict-probabilities | softmax, "so that the three add up to 1"
def predict(frame, stats, model):
    x = standardize(frame, stats)
    y = np.exp(model(x).numpy())
    return y / y.sum(axis=1).reshape(-1, 1)


# %% first: predict-classes | copies the argmax from the service's cell
def predict(frame, stats, model):
    x = standardize(frame, stats)
    return np.array(model(x)).argmax(axis=1)


# %% first: predict-new-stats | calls fit_stats on the bottles because standardize needs stats
def predict(frame, stats, model):
    stats = fit_stats(frame)
    x = standardize(frame, stats)
    return model(x).numpy()


# %% first: predict-first-answer | returns the answer of the first bottle only
def predict(frame, stats, model):
    x = standardize(frame, stats)
    return model(x).numpy()[0]


# %% first: predict-loop-axis | one row at a time with an extra axis: shape (n, 1, 3)
def predict(frame, stats, model):
    answers = []
    for row in standardize(frame, stats):
        answers.append(model(row.reshape(1, -1)).numpy())
    return np.array(answers)


# %% first: predict-no-return | forgets the return
def predict(frame, stats, model):
    x = standardize(frame, stats)
    logits = model(x).numpy()


# %% first: guard-returns-error | returns the ValueError in place of raising it
def guard(frame, stats):
    for c in stats["mean"]:
        if c not in frame.columns:
            return ValueError("columns are missing: " + c)
    z = standardize(frame, stats)
    if not np.isfinite(z).all():
        return ValueError("values are not finite")
    if (np.abs(z) > 10).any():
        return ValueError("values beyond 10 deviations")


# %% first: guard-raises-string | raises a string, which Python turns into a TypeError
def guard(frame, stats):
    for c in stats["mean"]:
        if c not in frame.columns:
            raise "columns are missing: " + c
    z = standardize(frame, stats)
    if not np.isfinite(z).all():
        raise "values are not finite"
    if (np.abs(z) > 10).any():
        raise "values beyond 10 deviations"


# %% first: guard-ambiguous-if | "if series:" is itself a ValueError, so good tables are refused too
def guard(frame, stats):
    for c in stats["mean"]:
        if c not in frame.columns:
            raise ValueError("columns are missing: " + c)
    if frame[list(stats["mean"])].isna().any():
        raise ValueError("values are missing")
    if (np.abs(standardize(frame, stats)) > 10).any():
        raise ValueError("values beyond 10 deviations")


# %% first: guard-max-of-nothing | max of an empty array is itself a ValueError: an empty table is refused
def guard(frame, stats):
    for c in stats["mean"]:
        if c not in frame.columns:
            raise ValueError("columns are missing: " + c)
    z = standardize(frame, stats)
    if not np.isfinite(z).all():
        raise ValueError("values are not finite")
    if np.abs(z).max() > 10:
        raise ValueError("values beyond 10 deviations")


# %% first: guard-prints | prints the fault in place of raising
def guard(frame, stats):
    for c in stats["mean"]:
        if c not in frame.columns:
            print("columns are missing:", c)
            return
    z = standardize(frame, stats)
    if not np.isfinite(z).all():
        print("values are not finite")
    if (np.abs(z) > 10).any():
        print("values beyond 10 deviations")


# %% first: guard-missing-column-only | stops after the first of the three tests
def guard(frame, stats):
    for c in stats["mean"]:
        if c not in frame.columns:
            raise ValueError("columns are missing: " + c)


# %% first: guard-extra-is-fault | loops over the wrong side: an extra column is refused, a missing one is a KeyError
def guard(frame, stats):
    for c in frame.columns:
        if c not in stats["mean"]:
            raise ValueError("columns are missing: " + c)
    z = standardize(frame, stats)
    if not np.isfinite(z).all():
        raise ValueError("values are not finite")
    if (np.abs(z) > 10).any():
        raise ValueError("values beyond 10 deviations")


# %% first: guard-isnull-not-called | forgets the brackets of isnull: always true, refuses every table
def guard(frame, stats):
    for c in stats["mean"]:
        if c not in frame.columns:
            raise ValueError("columns are missing: " + c)
        if frame[c].isnull:
            raise ValueError("values are missing in " + c)
    if (np.abs(standardize(frame, stats)) > 10).any():
        raise ValueError("values beyond 10 deviations")


# %% first: guard-exception-kind | raises a plain Exception
def guard(frame, stats):
    for c in stats["mean"]:
        if c not in frame.columns:
            raise Exception("columns are missing: " + c)
    z = standardize(frame, stats)
    if not np.isfinite(z).all():
        raise Exception("values are not finite")
    if (np.abs(z) > 10).any():
        raise Exception("values beyond 10 deviations")
