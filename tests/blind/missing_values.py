# %% right: count-to-numeric | pandas, one column after the other, the two tests of the APPROACH
def count_missing(frame):
    counts = {}
    for name in NUMBERS:
        x = pd.to_numeric(frame[name], errors="coerce").astype("float64")
        counts[name] = int((x.isna() | (x == -999)).sum())
    for name in TEXTS:
        t = frame[name].astype(object)
        counts[name] = int((t.isna() | (t == "")).sum())
    return counts


# %% right: count-plain-python | cell by cell, with float() and an exception
def count_missing(frame):
    def no_number(cell):
        try:
            value = float(cell)
        except (TypeError, ValueError):
            return True
        return value != value or value == -999

    def no_text(cell):
        if cell is None or cell is pd.NA:
            return True
        if isinstance(cell, float):
            return cell != cell
        return cell == ""

    result = {}
    for name in NUMBERS:
        result[name] = sum(1 for cell in frame[name].tolist() if no_number(cell))
    for name in TEXTS:
        result[name] = sum(1 for cell in frame[name].tolist() if no_text(cell))
    return result


# %% right: count-known-subtracted | counts what is there and subtracts it from the length
def count_missing(frame):
    n = len(frame)
    numbers = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    numbers = numbers.replace(-999.0, np.nan)
    texts = frame[TEXTS].astype(object).replace("", np.nan)
    known = pd.concat([numbers.count(), texts.count()])
    return {name: int(n - known[name]) for name in NUMBERS + TEXTS}


# %% right: count-numpy | NumPy, count_nonzero on masks
def count_missing(frame):
    out = {}
    for name in NUMBERS:
        x = pd.to_numeric(frame[name], errors="coerce").to_numpy(dtype="float64", na_value=np.nan)
        out[name] = int(np.count_nonzero(np.isnan(x) | (x == -999.0)))
    for name in TEXTS:
        t = frame[name].to_numpy(dtype=object)
        out[name] = int(np.count_nonzero(pd.isna(t))) + sum(isinstance(v, str) and v == "" for v in t)
    return out


# %% right: count-mask-table | builds a table of True and False, sums it once
def count_missing(frame):
    gaps = pd.DataFrame(index=range(len(frame)))
    for name in NUMBERS:
        x = pd.to_numeric(frame[name], errors="coerce").astype(float).to_numpy()
        gaps[name] = np.isnan(x) | (x == -999)
    for name in TEXTS:
        gaps[name] = frame[name].astype(object).fillna("").eq("").to_numpy(bool)
    return {str(name): int(k) for name, k in gaps.sum().items()}


# %% right: count-terse | two comprehensions and a merge of dictionaries
def count_missing(frame):
    clean = lambda c: pd.to_numeric(c, errors="coerce").astype("float64").replace(-999, np.nan)
    return {n: int(clean(frame[n]).isna().sum()) for n in NUMBERS} | {
        t: int((frame[t].isna() | frame[t].eq("").fillna(False).astype(bool)).sum()) for t in TEXTS
    }


# %% right: count-class | a small class that knows the spellings
class Spellings:
    def __init__(self, code=-999):
        self.code = code

    def number(self, column):
        x = pd.to_numeric(column, errors="coerce").astype("float64")
        return x.isna() | x.eq(self.code)

    def text(self, column):
        return column.astype(object).where(column.notna(), "") == ""


def count_missing(frame):
    s = Spellings()
    answer = dict.fromkeys(NUMBERS + TEXTS, 0)
    for name in answer:
        test = s.number if name in NUMBERS else s.text
        answer[name] = int(test(frame[name]).sum())
    return answer


# %% right: count-early-empty | early return for a table without rows, isin for the texts
def count_missing(frame):
    if len(frame) == 0:
        return {name: 0 for name in [*NUMBERS, *TEXTS]}
    result = {}
    for name in NUMBERS:
        as_text = frame[name].astype(object).map(lambda v: np.nan if pd.isna(v) or v == "" else float(v))
        result[name] = int(as_text.isin([-999.0]).sum() + as_text.isna().sum())
    for name in TEXTS:
        result[name] = int(frame[name].isin([""]).sum() + frame[name].isna().sum())
    return result


# %% right: fit-pandas | pandas on the whole block of numbers
def fit_params(train):
    x = train[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    x = x.mask(x == -999)
    median = x.median()
    filled = x.fillna(median)
    t = train[TEXTS].astype(object)
    t = t.mask(t == "")
    return {
        "median": {n: float(median[n]) for n in NUMBERS},
        "mode": {n: str(t[n].mode()[0]) for n in TEXTS},
        "mean": {n: float(filled[n].mean()) for n in NUMBERS},
        "std": {n: float(filled[n].std(ddof=0)) for n in NUMBERS},
        "categories": {n: sorted(str(v) for v in t[n].dropna().unique()) for n in TEXTS},
    }


# %% right: fit-numpy | NumPy with nanmedian and np.unique
def fit_params(train):
    params = {"median": {}, "mode": {}, "mean": {}, "std": {}, "categories": {}}
    for name in NUMBERS:
        x = pd.to_numeric(train[name], errors="coerce").to_numpy(dtype="float64", na_value=np.nan)
        x = np.where(x == -999, np.nan, x)
        middle = np.nanmedian(x)
        x = np.where(np.isnan(x), middle, x)
        params["median"][name] = float(middle)
        params["mean"][name] = float(np.mean(x))
        params["std"][name] = float(np.std(x))
    for name in TEXTS:
        words = np.array([v for v in train[name].tolist() if isinstance(v, str) and v], dtype=str)
        names, counts = np.unique(words, return_counts=True)
        params["mode"][name] = str(names[counts.argmax()])
        params["categories"][name] = names.tolist()
    return params


# %% right: fit-sklearn | SimpleImputer and StandardScaler
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import StandardScaler


def fit_params(train):
    x = np.column_stack([pd.to_numeric(train[n], errors="coerce").astype("float64") for n in NUMBERS])
    x[x == -999] = np.nan
    imputer = SimpleImputer(strategy="median").fit(x)
    scaler = StandardScaler().fit(imputer.transform(x))
    deviation = np.sqrt(scaler.var_)

    words = train[TEXTS].astype(object)
    words = words.where(words.notna(), "").to_numpy(dtype=object)
    modes = SimpleImputer(strategy="most_frequent", missing_values="").fit(words).statistics_

    return {
        "median": dict(zip(NUMBERS, imputer.statistics_.tolist())),
        "mode": {name: str(value) for name, value in zip(TEXTS, modes)},
        "mean": dict(zip(NUMBERS, scaler.mean_.tolist())),
        "std": dict(zip(NUMBERS, deviation.tolist())),
        "categories": {name: sorted(set(words[:, i]) - {""}) for i, name in enumerate(TEXTS)},
    }


# %% right: fit-statistics-module | plain Python with the statistics module
import statistics
from collections import Counter


def known_numbers(column):
    for cell in column.tolist():
        try:
            value = float(cell)
        except (TypeError, ValueError):
            continue
        if value == value and value != -999:
            yield value


def fit_params(train):
    median, mode, mean, std, categories = {}, {}, {}, {}, {}
    for name in NUMBERS:
        known = list(known_numbers(train[name]))
        median[name] = float(statistics.median(known))
        full = known + [median[name]] * (len(train) - len(known))
        mean[name] = statistics.fmean(full)
        std[name] = float(statistics.pstdev(full))
    for name in TEXTS:
        counter = Counter(v for v in train[name].tolist() if isinstance(v, str) and v != "")
        mode[name] = min(counter, key=lambda v: (-counter[v], v))
        categories[name] = sorted(counter)
    return dict(median=median, mode=mode, mean=mean, std=std, categories=categories)


# %% right: fit-through-impute | fits medians and modes first, fills with impute, then takes the scale
def fit_params(train):
    middle, often, names = {}, {}, {}
    for n in NUMBERS:
        x = pd.to_numeric(train[n], errors="coerce").astype("float64")
        middle[n] = float(x[x != -999].median())
    for t in TEXTS:
        c = train[t].astype(object)
        c = c[c.notna() & (c != "")]
        often[t] = str(c.mode().iloc[0])
        names[t] = sorted(map(str, set(c)))
    params = {"median": middle, "mode": often}
    filled = impute(train, params)
    params["mean"] = {n: float(filled[n].mean()) for n in NUMBERS}
    params["std"] = {n: float(((filled[n] - filled[n].mean()) ** 2).mean() ** 0.5) for n in NUMBERS}
    params["categories"] = names
    return params


# %% right: fit-agg | replace, then agg and to_dict
def fit_params(train):
    numbers = pd.DataFrame({n: pd.to_numeric(train[n], errors="coerce").astype("float64") for n in NUMBERS})
    numbers = numbers.replace({-999.0: np.nan})
    medians = numbers.median().to_dict()
    scale = numbers.fillna(medians).agg(["mean", lambda s: s.std(ddof=0)])
    texts = {t: train[t].astype(object).replace("", np.nan).dropna() for t in TEXTS}
    return {
        "median": medians,
        "mode": {t: s.mode().tolist()[0] for t, s in texts.items()},
        "mean": scale.iloc[0].to_dict(),
        "std": scale.iloc[1].to_dict(),
        "categories": {t: sorted(s.unique().tolist()) for t, s in texts.items()},
    }


# %% right: fit-by-hand-median | sorts the known values and takes the middle by hand
def fit_params(train):
    params = {"median": {}, "mode": {}, "mean": {}, "std": {}, "categories": {}}
    n = len(train)
    for name in NUMBERS:
        values = sorted(
            float(v) for v in pd.to_numeric(train[name], errors="coerce").astype("float64") if v == v and v != -999
        )
        k = len(values)
        m = values[k // 2] if k % 2 == 1 else (values[k // 2 - 1] + values[k // 2]) / 2
        total = sum(values) + (n - k) * m
        mu = total / n
        var = (sum((v - mu) ** 2 for v in values) + (n - k) * (m - mu) ** 2) / n
        params["median"][name], params["mean"][name], params["std"][name] = m, mu, var**0.5
    for name in TEXTS:
        count = {}
        for v in train[name].tolist():
            if isinstance(v, str) and v != "":
                count[v] = count.get(v, 0) + 1
        params["categories"][name] = sorted(count.keys())
        best = None
        for v in sorted(count):
            if best is None or count[v] > count[best]:
                best = v
        params["mode"][name] = best
    return params


# %% right: impute-build-dict | builds a dictionary of columns on the caller's index
def impute(frame, params):
    columns = {}
    for name, fill in params["median"].items():
        x = pd.to_numeric(frame[name], errors="coerce").astype("float64")
        columns[name] = x.mask(x == -999).fillna(fill)
    for name, fill in params["mode"].items():
        t = frame[name].astype(object)
        columns[name] = t.mask(t.isna() | (t == ""), fill)
    return pd.DataFrame(columns, index=frame.index, columns=[*params["median"], *params["mode"]])


# %% right: impute-arrays | NumPy where, arrays put on the caller's index
def impute(frame, params):
    out = {}
    for name in params["median"]:
        x = pd.to_numeric(frame[name], errors="coerce").to_numpy(dtype="float64", na_value=np.nan)
        out[name] = np.where(np.isnan(x) | (x == -999), params["median"][name], x)
    for name in params["mode"]:
        t = frame[name].to_numpy(dtype=object)
        empty = pd.isna(t) | (frame[name].astype(object).fillna("") == "").to_numpy(bool)
        out[name] = np.where(empty, params["mode"][name], t)
    return pd.DataFrame(out, index=frame.index)


# %% right: impute-plain-lists | plain Python lists, cell by cell
def impute(frame, params):
    def number(cell, fill):
        try:
            value = float(cell)
        except (TypeError, ValueError):
            return fill
        if value != value or value == -999:
            return fill
        return value

    def text(cell, fill):
        return cell if isinstance(cell, str) and cell != "" else fill

    result = pd.DataFrame(index=frame.index)
    for name, fill in params["median"].items():
        result[name] = np.array([number(c, fill) for c in frame[name].tolist()], dtype="float64")
    for name, fill in params["mode"].items():
        result[name] = np.array([text(c, fill) for c in frame[name].tolist()], dtype=object)
    return result


# %% right: impute-copy-then-set | selects and copies, then sets the masked rows
def impute(frame, params):
    numbers, texts = list(params["median"]), list(params["mode"])
    table = frame[numbers + texts].copy()
    for name in numbers:
        values = pd.to_numeric(table[name], errors="coerce").astype("float64").to_numpy(copy=True)
        values[values == -999] = np.nan
        values[np.isnan(values)] = params["median"][name]
        table[name] = values
    for name in texts:
        values = table[name].to_numpy(dtype=object, copy=True)
        for i in range(len(values)):
            if pd.isna(values[i]) or values[i] == "":
                values[i] = params["mode"][name]
        table[name] = values
    return table


# %% right: impute-two-blocks | two blocks, fillna with the dictionaries, concat
def impute(frame, params):
    numbers = frame[list(params["median"])].apply(pd.to_numeric, errors="coerce").astype("float64")
    numbers = numbers.where(numbers != -999).fillna(params["median"])
    texts = frame[list(params["mode"])].astype(object)
    texts = texts.where(texts.notna() & (texts != "")).fillna(params["mode"])
    return pd.concat([numbers, texts], axis=1)


# %% right: impute-sklearn | SimpleImputer with a constant for each column
from sklearn.impute import SimpleImputer


def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for name, value in params["median"].items():
        x = pd.to_numeric(frame[name], errors="coerce").astype("float64").to_numpy(copy=True).reshape(-1, 1)
        x[x == -999] = np.nan
        if len(x):
            filler = SimpleImputer(strategy="constant", fill_value=float(value), keep_empty_features=True)
            x = filler.fit_transform(x)
        out[name] = x[:, 0]
    for name, value in params["mode"].items():
        t = frame[name].astype(object)
        t = t.where(t.notna(), "")
        out[name] = t.replace("", value)
    return out


# %% right: impute-class | a class that closes over params
class Filler:
    def __init__(self, params):
        self.params = params

    def number(self, column):
        x = pd.to_numeric(column, errors="coerce").astype("float64")
        return x.where(x.notna() & (x != -999), self.params["median"][column.name])

    def text(self, column):
        return pd.Series(
            [self.params["mode"][column.name] if pd.isna(v) or not v else v for v in column],
            index=column.index,
            dtype=object,
        )

    def __call__(self, frame):
        result = pd.DataFrame(index=frame.index)
        for name in self.params["median"]:
            result[name] = self.number(frame[name]).array
        for name in self.params["mode"]:
            result[name] = self.text(frame[name]).array
        return result


def impute(frame, params):
    return Filler(params)(frame)


# %% right: impute-string-columns | returns the texts in pandas' string dtype
def impute(frame, params):
    parts = []
    for name, value in params["median"].items():
        x = pd.to_numeric(frame[name], errors="coerce").astype("float64")
        parts.append(x.replace(-999.0, np.nan).fillna(value).rename(name))
    for name, value in params["mode"].items():
        t = frame[name].astype("string")
        parts.append(t.replace("", pd.NA).fillna(value).rename(name))
    return pd.concat(parts, axis=1)


# %% right: predict-one-line | impute, encode, model
def predict(frame, params, model):
    return np.asarray(model(encode(impute(frame, params), params)))


# %% right: predict-verbose | step by step, with a check of the shape
def predict(frame, params, model):
    filled = impute(frame, params)
    x = encode(filled, params)
    assert not np.isnan(x).any()
    logits = np.array(model(x), dtype="float32")
    logits = logits.reshape(len(frame), 1)
    return logits


# %% right: predict-early-empty | never asks the model about an empty table
def predict(frame, params, model):
    if frame.shape[0] == 0:
        return np.zeros((0, 1), dtype="float32")
    return np.asarray(model(encode(impute(frame, params), params)))


# %% right: predict-model-predict | Keras' own predict, with an early return for no rows
def predict(frame, params, model):
    x = encode(impute(frame, params), params)
    if not len(x):
        return np.empty((0, 1), dtype=np.float32)
    return model.predict(x, verbose=0)


# %% right: predict-row-by-row | asks the model about each penguin alone
def predict(frame, params, model):
    x = encode(impute(frame, params), params)
    logits = [float(np.asarray(model(x[i : i + 1]))[0, 0]) for i in range(len(x))]
    return np.array(logits, dtype="float64").reshape(-1, 1)


# %% right: predict-chunks | pieces of 32 rows, then concatenate
def predict(frame, params, model):
    pieces = [np.zeros((0, 1), "float32")]
    for start in range(0, len(frame), 32):
        piece = impute(frame.iloc[start : start + 32], params)
        pieces.append(np.asarray(model(encode(piece, params))))
    return np.concatenate(pieces, axis=0)


# %% right: predict-own-encoding | writes steps 2 and 3 again in NumPy
def predict(frame, params, model):
    filled = impute(frame, params)
    columns = []
    for name in NUMBERS:
        columns.append((filled[name].to_numpy("float64") - params["mean"][name]) / params["std"][name])
    for name in TEXTS:
        for value in params["categories"][name]:
            columns.append(np.array([1.0 if v == value else 0.0 for v in filled[name]]))
    x = np.stack(columns, axis=1).astype(np.float32)
    return np.asarray(model(x))


# %% right: predict-tensorflow | TensorFlow tensors in and .numpy() out
import tensorflow as tf


def predict(frame, params, model):
    x = tf.constant(encode(impute(frame, params), params), dtype=tf.float32)
    return model(x, training=False).numpy()


# %% right: predict-fill-in-z | encodes with NaN and fills the z-scores with keras.ops.where, as in the lesson
import keras


def predict(frame, params, model):
    table = pd.DataFrame(index=frame.index)
    for name in params["median"]:
        x = pd.to_numeric(frame[name], errors="coerce").astype("float64")
        table[name] = x.mask(x == -999).to_numpy()
    for name, mode in params["mode"].items():
        t = frame[name].astype(object)
        table[name] = t.mask(t.isna() | (t == ""), mode).to_numpy(dtype=object)
    x = encode(table, params)
    fill = np.zeros(x.shape[1], "float32")
    for i, name in enumerate(params["median"]):
        fill[i] = (params["median"][name] - params["mean"][name]) / params["std"][name]
    x = keras.ops.where(keras.ops.isnan(x), fill, x)
    return keras.ops.convert_to_numpy(model(x))


# %% right: name-zip | comprehension over logits and a mask
def name_sex(frame, params, model):
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    nothing = (x.isna() | (x == -999)).all(axis=1).to_numpy()
    logits = np.asarray(predict(frame, params, model))[:, 0]
    return ["unknown" if empty else "male" if z > 0 else "female" for z, empty in zip(logits, nothing)]


# %% right: name-select | np.select and tolist
def name_sex(frame, params, model):
    gaps = [pd.to_numeric(frame[n], errors="coerce").astype("float64").isin([-999.0, np.nan]) for n in NUMBERS]
    nothing = np.logical_and.reduce([g.to_numpy(bool) for g in gaps])
    logits = np.asarray(predict(frame, params, model)).ravel()
    return np.select([nothing, logits > 0], ["unknown", "male"], default="female").tolist()


# %% right: name-loop | a loop with append, and a helper for one row
def known(cell):
    try:
        value = float(cell)
    except (TypeError, ValueError):
        return False
    return not (np.isnan(value) or value == -999)


def name_sex(frame, params, model):
    logits = predict(frame, params, model)
    words = []
    for i in range(len(frame)):
        row = frame.iloc[i]
        if not any(known(row[name]) for name in NUMBERS):
            words.append("unknown")
        elif logits[i, 0] > 0:
            words.append("male")
        else:
            words.append("female")
    return words


# %% right: name-only-known-asked | asks the model about the measured birds alone
def name_sex(frame, params, model):
    measured_any = np.zeros(len(frame), dtype=bool)
    for name in NUMBERS:
        x = pd.to_numeric(frame[name], errors="coerce").to_numpy(dtype="float64", na_value=np.nan)
        measured_any |= ~np.isnan(x) & (x != -999)
    words = ["unknown"] * len(frame)
    places = np.flatnonzero(measured_any)
    if len(places):
        logits = np.asarray(predict(frame.iloc[places], params, model))
        for place, logit in zip(places, logits[:, 0]):
            words[place] = "male" if logit > 0 else "female"
    return words


# %% right: name-pandas | a Series of words, mask, tolist
def name_sex(frame, params, model):
    numbers = pd.DataFrame({n: pd.to_numeric(frame[n], errors="coerce").astype("float64") for n in NUMBERS})
    some = numbers.replace(-999, np.nan).notna().sum(axis=1) > 0
    logits = pd.Series(np.asarray(predict(frame, params, model))[:, 0], index=frame.index)
    words = (logits > 0).map({True: "male", False: "female"}).astype(object)
    return words.where(some.to_numpy(), "unknown").tolist()


# %% right: guard-three-loops | three loops with a sentence each
def guard(frame, params):
    for name in list(params["median"]) + list(params["mode"]):
        if name not in frame.columns:
            raise ValueError(f"The column {name} is missing.")
    for name in params["median"]:
        x = pd.to_numeric(frame[name], errors="coerce").astype("float64")
        x = x.mask(x == -999)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{name} is dead: {x.isna().mean():.0%} of its readings are missing.")
    for name in params["median"]:
        x = pd.to_numeric(frame[name], errors="coerce").astype("float64")
        z = (x.mask(x == -999) - params["mean"][name]) / params["std"][name]
        if (z.abs() > 5).any():
            raise ValueError(f"{name} holds a value beyond 5 deviations, probably a code.")


# %% right: guard-vectorised | one block of numbers, z-scores of all columns at once
def guard(frame, params):
    wanted = [*params["median"], *params["mode"]]
    lost = sorted(set(wanted) - set(frame.columns))
    if lost:
        raise ValueError(f"These columns are missing: {lost}")
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999.0, np.nan)
    gaps = x.isna().sum()
    dead = gaps.index[gaps * 2 > len(x)]
    if len(x) >= 10 and len(dead):
        raise ValueError(f"Dead sensors: {list(dead)}")
    far = ((x - pd.Series(params["mean"])) / pd.Series(params["std"])).abs() > 5
    if far.to_numpy().any():
        raise ValueError(f"Beyond 5 deviations: {list(far.columns[far.any()])}")
    return None


# %% right: guard-collects | collects all faults and raises once at the end
def guard(frame, params):
    faults = []
    for name in params["mode"]:
        if name not in frame:
            faults.append(f"column {name} is missing")
    for name, mean in params["mean"].items():
        if name not in frame:
            faults.append(f"column {name} is missing")
            continue
        x = pd.to_numeric(frame[name], errors="coerce").to_numpy(dtype="float64", na_value=np.nan)
        gap = np.isnan(x) | (x == -999)
        if x.size >= 10 and gap.sum() > x.size / 2:
            faults.append(f"{name} is dead ({gap.sum()} of {x.size} cells hold nothing)")
        if np.any(np.abs(x[~gap] - mean) > 5 * params["std"][name]):
            faults.append(f"{name} has a number that is too far from the mean")
    if faults:
        raise ValueError("This table can't be answered: " + "; ".join(faults) + ".")


# %% right: guard-own-errors | own classes that are ValueErrors
class MissingColumn(ValueError):
    pass


class DeadSensor(ValueError):
    pass


class UndeclaredCode(ValueError):
    pass


def guard(frame, params):
    for name in NUMBERS + TEXTS:
        if name not in list(frame.columns):
            raise MissingColumn(f"there is no column {name}")
    gaps = count_missing(frame)
    if len(frame) >= 10:
        for name in NUMBERS:
            if gaps[name] / len(frame) > 0.5:
                raise DeadSensor(f"{name} is dead")
    for name in NUMBERS:
        x = pd.to_numeric(frame[name], errors="coerce").astype("float64")
        x = x[x != -999].dropna()
        low = params["mean"][name] - 5 * params["std"][name]
        high = params["mean"][name] + 5 * params["std"][name]
        if not x.empty and (x.min() < low or x.max() > high):
            raise UndeclaredCode(f"{name} holds an undeclared code")


# %% right: guard-plain-python | plain Python, cell by cell
def guard(frame, params):
    columns = list(frame.columns)
    for name in list(params["median"]) + list(params["mode"]):
        if name not in columns:
            raise ValueError("column " + name + " is missing")
    for name in params["median"]:
        known, gaps = [], 0
        for cell in frame[name].tolist():
            try:
                value = float(cell)
            except (TypeError, ValueError):
                value = float("nan")
            if value != value or value == -999:
                gaps += 1
            else:
                known.append(value)
        if known + [None] * gaps and known.__len__() + gaps >= 10 and gaps > len(known):
            raise ValueError(name + " is dead")
        for value in known:
            if abs(value - params["mean"][name]) / params["std"][name] > 5:
                raise ValueError(f"{name} holds {value}, which no penguin has")


# %% right: guard-from-keyerror | turns the KeyError into a ValueError
def guard(frame, params):
    try:
        numbers = frame[list(params["median"])]
        frame[list(params["mode"])]
    except KeyError as error:
        raise ValueError(f"a column is missing: {error}") from error
    x = np.column_stack([pd.to_numeric(numbers[n], errors="coerce").astype("float64") for n in numbers])
    x = np.where(x == -999, np.nan, x)
    if x.shape[0] > 9 and (np.isnan(x).sum(axis=0) > 0.5 * x.shape[0]).any():
        raise ValueError("more than half of the readings of a sensor are missing")
    z = (x - np.array(list(params["mean"].values()))) / np.array(list(params["std"].values()))
    if np.nan_to_num(np.abs(z), nan=0.0).max(initial=0.0) > 5:
        raise ValueError("a known number lies beyond 5 deviations")


# %% right: whole-helpers | all six functions on two shared helpers
def _number(column):
    x = pd.to_numeric(column, errors="coerce").astype("float64")
    return x.mask(x == -999)


def _text(column):
    t = column.astype(object)
    return t.mask(t.isna() | (t == ""), None)


def count_missing(frame):
    return {**{n: int(_number(frame[n]).isna().sum()) for n in NUMBERS}, **{t: int(_text(frame[t]).isna().sum()) for t in TEXTS}}


def fit_params(train):
    median = {n: float(_number(train[n]).median()) for n in NUMBERS}
    filled = {n: _number(train[n]).fillna(median[n]) for n in NUMBERS}
    return {
        "median": median,
        "mode": {t: str(_text(train[t]).dropna().mode().iloc[0]) for t in TEXTS},
        "mean": {n: float(x.mean()) for n, x in filled.items()},
        "std": {n: float(x.std(ddof=0)) for n, x in filled.items()},
        "categories": {t: sorted(_text(train[t]).dropna().unique().tolist()) for t in TEXTS},
    }


def impute(frame, params):
    filled = {n: _number(frame[n]).fillna(v) for n, v in params["median"].items()}
    for t, v in params["mode"].items():
        c = _text(frame[t])
        filled[t] = c.where(c.notna(), v)
    return pd.DataFrame(filled)


def predict(frame, params, model):
    return np.asarray(model(encode(impute(frame, params), params)))


def name_sex(frame, params, model):
    nothing = pd.DataFrame({n: _number(frame[n]).isna() for n in NUMBERS}).all(axis=1)
    sexes = np.where(predict(frame, params, model)[:, 0] > 0, "male", "female")
    return [str(w) for w in np.where(nothing.to_numpy(bool), "unknown", sexes)]


def guard(frame, params):
    missing = [c for c in (*params["median"], *params["mode"]) if c not in frame.columns]
    if missing:
        raise ValueError(f"missing: {', '.join(missing)}")
    for n in params["median"]:
        x = _number(frame[n])
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            raise ValueError(f"{n} holds a code that nobody declared")


# %% right: whole-masks | everything from one function that gives the table of gaps
def table_of(frame, numbers, texts):
    """Float64 numbers (NaN for nothing) and object texts (None for nothing) on the caller's labels."""
    data = {}
    for name in numbers:
        values = pd.to_numeric(frame[name], errors="coerce").to_numpy(dtype="float64", na_value=np.nan).copy()
        values[values == -999] = np.nan
        data[name] = values
    for name in texts:
        data[name] = np.array(
            [None if (not isinstance(v, str)) or v == "" else v for v in frame[name].tolist()], dtype=object
        )
    return pd.DataFrame(data, index=frame.index)


def count_missing(frame):
    return {name: int(k) for name, k in table_of(frame, NUMBERS, TEXTS).isna().sum().items()}


def impute(frame, params):
    table = table_of(frame, params["median"], params["mode"])
    for name, value in {**params["median"], **params["mode"]}.items():
        table[name] = table[name].where(table[name].notna(), value)
    return table


def name_sex(frame, params, model):
    nothing = table_of(frame, NUMBERS, [])[NUMBERS].isna().all(axis=1).tolist()
    answers = (np.asarray(predict(frame, params, model)) > 0).flatten().tolist()
    return [("female", "male")[a] if not n else "unknown" for a, n in zip(answers, nothing)]


def guard(frame, params):
    if not {*params["median"], *params["mode"]} <= set(frame.columns):
        raise ValueError("at least one column of the contract is missing")
    table = table_of(frame, params["median"], [])
    z = (table - pd.Series(params["mean"])) / pd.Series(params["std"])
    if len(table) >= 10 and table.isna().mean().max() > 0.5:
        raise ValueError(f"{table.isna().mean().idxmax()} is dead")
    if z.abs().gt(5).any(axis=None):
        raise ValueError("some known number is beyond 5 deviations")


# %% wrong: count-isna-only | believes that isna finds every gap
def count_missing(frame):
    return {name: int(frame[name].isna().sum()) for name in NUMBERS + TEXTS}


# %% wrong: count-isnull-loop | same belief, isnull in a loop
def count_missing(frame):
    result = {}
    for name in NUMBERS + TEXTS:
        result[name] = int(frame[name].isnull().values.sum())
    return result


# %% wrong: count-len-minus-count | same belief, length minus count()
def count_missing(frame):
    return {name: int(len(frame) - frame[name].count()) for name in NUMBERS + TEXTS}


# %% wrong: count-code-forgotten | converts the numbers, but forgets the code -999
def count_missing(frame):
    counts = {n: int(pd.to_numeric(frame[n], errors="coerce").isna().sum()) for n in NUMBERS}
    for t in TEXTS:
        counts[t] = int((frame[t].isna() | (frame[t] == "").fillna(False)).sum())
    return counts


# %% wrong: count-code-before-conversion | compares the raw cells with -999, so "-999" as text is not counted
def count_missing(frame):
    counts = {}
    for n in NUMBERS:
        raw = frame[n].astype(object)
        counts[n] = int((raw.isna() | (raw == "") | (raw == -999)).sum())
    for t in TEXTS:
        raw = frame[t].astype(object)
        counts[t] = int((raw.isna() | (raw == "")).sum())
    return counts


# %% wrong: count-code-as-word | compares str(cell) with "-999", so -999.0 is not counted
def count_missing(frame):
    nothing = ["", "nan", "None", "<NA>", "-999"]
    return {name: sum(str(cell) in nothing for cell in frame[name].tolist()) for name in NUMBERS + TEXTS}


# %% wrong: count-blank-forgotten | sees NaN and the code, but not the empty text of the species and islands
def count_missing(frame):
    counts = {}
    for n in NUMBERS:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        counts[n] = int((x.isna() | (x == -999)).sum())
    for t in TEXTS:
        counts[t] = int(frame[t].isna().sum())
    return counts


# %% wrong: count-text-only-blank | counts "" among the texts, but not NaN, NA and None
def count_missing(frame):
    counts = {}
    for n in NUMBERS:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        counts[n] = int(np.isnan(x).sum() + (x == -999).sum())
    for t in TEXTS:
        counts[t] = int((frame[t].astype(object).map(lambda v: isinstance(v, str) and v == "")).sum())
    return counts


# %% wrong: count-negative-is-code | believes that each negative number is a code (delta_13_c is always negative)
def count_missing(frame):
    counts = {}
    for n in NUMBERS:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        counts[n] = int((~(x >= 0)).sum())
    for t in TEXTS:
        counts[t] = sum(1 for v in frame[t].tolist() if not isinstance(v, str) or not v)
    return counts


# %% wrong: count-below-minus-100 | counts every number below -100 as the code, also -500 and -9999
def count_missing(frame):
    counts = {}
    for n in NUMBERS:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        counts[n] = int((x.isna() | (x < -100)).sum())
    for t in TEXTS:
        counts[t] = sum(1 for v in frame[t].tolist() if not isinstance(v, str) or not v)
    return counts


# %% wrong: count-zero-is-nothing | uses "not value", so the number 0 counts as a gap
def count_missing(frame):
    counts = {}
    for n in NUMBERS:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").fillna(0).replace(-999, 0)
        counts[n] = sum(not v for v in x)
    for t in TEXTS:
        counts[t] = sum(1 for v in frame[t].tolist() if pd.isna(v) or not v)
    return counts


# %% wrong: count-frame-order | the counts are right, in the order of the table's columns (promised: NUMBERS, then TEXTS)
def count_missing(frame):
    counts = {}
    for name in frame.columns:
        if name in NUMBERS:
            x = pd.to_numeric(frame[name], errors="coerce").astype("float64")
            counts[name] = int((x.isna() | (x == -999)).sum())
        elif name in TEXTS:
            t = frame[name].astype(object)
            counts[name] = int((t.isna() | (t == "")).sum())
    return counts


# %% wrong: count-every-column | counts the extra columns of the table too (promised: each input)
def count_missing(frame):
    counts = {}
    for name in NUMBERS + TEXTS + [c for c in frame.columns if c not in NUMBERS + TEXTS]:
        t = frame[name].astype(object)
        x = pd.to_numeric(t, errors="coerce").astype("float64")
        counts[name] = int((t.isna() | (t == "") | (x == -999)).sum())
    return counts


# %% wrong: count-share | returns the share of gaps instead of how many
def count_missing(frame):
    counts = {}
    for n in NUMBERS:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        counts[n] = float(x.isna().mean())
    for t in TEXTS:
        counts[t] = float(frame[t].astype(object).replace("", np.nan).isna().mean())
    return counts


# %% wrong: count-known-cells | counts the cells that hold something
def count_missing(frame):
    counts = {}
    for n in NUMBERS:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        counts[n] = int((x.notna() & (x != -999)).sum())
    for t in TEXTS:
        counts[t] = int((frame[t].astype(object).fillna("") != "").sum())
    return counts


# %% wrong: count-code-twice | turns codes into NaN, then adds the codes again, so each counts twice
def count_missing(frame):
    counts = {}
    for n in NUMBERS:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        codes = int((x == -999).sum())
        counts[n] = int(x.replace(-999, np.nan).isna().sum()) + codes
    for t in TEXTS:
        counts[t] = int((frame[t].astype(object).fillna("") == "").sum())
    return counts


# %% wrong: count-np-isnan | np.isnan on whatever came: crashes on numbers that came as text
def count_missing(frame):
    counts = {}
    for n in NUMBERS:
        x = frame[n].to_numpy()
        counts[n] = int((np.isnan(x) | (x == -999)).sum())
    for t in TEXTS:
        counts[t] = int((frame[t].astype(object).fillna("") == "").sum())
    return counts


# %% wrong: count-first-cell-decides | looks at the first cell for the type: IndexError for a table without rows
def count_missing(frame):
    counts = {}
    for name in NUMBERS + TEXTS:
        cells = frame[name].tolist()
        if isinstance(cells[0], str) and name in NUMBERS:
            cells = [float(c) if c not in ("", None) and c is not pd.NA else None for c in cells]
        counts[name] = sum(c is None or c is pd.NA or c != c or c == "" or c == -999 for c in cells)
    return counts


# %% wrong: count-rows-with-gaps | one number for all: the rows that have any gap
def count_missing(frame):
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    t = frame[TEXTS].astype(object).replace("", np.nan)
    incomplete = int((x.isna().any(axis=1) | t.isna().any(axis=1)).sum())
    return dict.fromkeys(NUMBERS + TEXTS, incomplete)


# %% wrong: count-off-by-one | starts the loop at row 1, so the first row is never counted
def count_missing(frame):
    counts = {}
    for n in NUMBERS:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").tolist()
        counts[n] = sum(1 for i in range(1, len(x)) if x[i] != x[i] or x[i] == -999)
    for t in TEXTS:
        x = frame[t].tolist()
        counts[t] = sum(1 for i in range(1, len(x)) if not isinstance(x[i], str) or x[i] == "")
    return counts


# %% wrong: count-four-measurements | forgets that the two isotope ratios are inputs too
def count_missing(frame):
    counts = {}
    for n in ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        counts[n] = int((x.isna() | (x == -999)).sum())
    for t in TEXTS:
        counts[t] = int((frame[t].astype(object).fillna("") == "").sum())
    return counts


# %% wrong: count-remembered | gives the counts of the table that the exercise shows, whatever comes
def count_missing(frame):
    test = blood[blood["split"] == "test"]
    return {n: int((test[n].isna() | (test[n] == -999) | (test[n] == "")).sum()) for n in NUMBERS + TEXTS}


# %% wrong: count-code-plus-999 | slip: compares with 999
def count_missing(frame):
    counts = {}
    for n in NUMBERS:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        counts[n] = int((x.isna() | (x == 999)).sum())
    for t in TEXTS:
        counts[t] = int((frame[t].astype(object).fillna("") == "").sum())
    return counts


# %% wrong: count-and-for-or | slip: NaN and -999 at the same time, which no cell is
def count_missing(frame):
    counts = {}
    for n in NUMBERS:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        counts[n] = int((x.isna() & (x == -999)).sum())
    for t in TEXTS:
        s = frame[t].astype(object)
        counts[t] = int((s.isna() & (s == "")).sum())
    return counts


# %% wrong: fit-code-is-value | takes -999 for a measurement, in the medians and in the scale
def fit_params(train):
    x = train[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    median = x.median()
    filled = x.fillna(median)
    t = train[TEXTS].astype(object).replace("", np.nan)
    return {
        "median": median.to_dict(),
        "mode": {n: t[n].mode()[0] for n in TEXTS},
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {n: sorted(t[n].dropna().unique()) for n in TEXTS},
    }


# %% wrong: fit-mean-for-median | believes that a gap is filled with the mean
def fit_params(train):
    x = train[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    x = x.mask(x == -999)
    mean = x.mean()
    filled = x.fillna(mean)
    t = train[TEXTS].astype(object).replace("", np.nan)
    return {
        "median": mean.to_dict(),
        "mode": {n: t[n].mode()[0] for n in TEXTS},
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {n: sorted(t[n].dropna().unique()) for n in TEXTS},
    }


# %% wrong: fit-scale-of-known | mean and deviation of the measured values, as the service does, not of the filled ones
def fit_params(train):
    x = train[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    x = x.mask(x == -999)
    t = train[TEXTS].astype(object).replace("", np.nan)
    return {
        "median": x.median().to_dict(),
        "mode": {n: t[n].mode()[0] for n in TEXTS},
        "mean": x.mean().to_dict(),
        "std": x.std(ddof=0).to_dict(),
        "categories": {n: sorted(t[n].dropna().unique()) for n in TEXTS},
    }


# %% wrong: fit-scale-of-known-numpy | same belief with nanmean and nanstd
def fit_params(train):
    p = {"median": {}, "mode": {}, "mean": {}, "std": {}, "categories": {}}
    for n in NUMBERS:
        x = pd.to_numeric(train[n], errors="coerce").to_numpy("float64", na_value=np.nan)
        x = np.where(x == -999, np.nan, x)
        p["median"][n] = float(np.nanmedian(x))
        p["mean"][n] = float(np.nanmean(x))
        p["std"][n] = float(np.nanstd(x))
    for t in TEXTS:
        words = [v for v in train[t].tolist() if isinstance(v, str) and v]
        p["categories"][t] = sorted(set(words))
        p["mode"][t] = max(sorted(set(words)), key=words.count)
    return p


# %% wrong: fit-ddof-one | uses pandas' default deviation (ddof=1)
def fit_params(train):
    x = train[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    x = x.mask(x == -999)
    filled = x.fillna(x.median())
    t = train[TEXTS].astype(object).replace("", np.nan)
    return {
        "median": x.median().to_dict(),
        "mode": {n: t[n].mode()[0] for n in TEXTS},
        "mean": filled.mean().to_dict(),
        "std": filled.std().to_dict(),
        "categories": {n: sorted(t[n].dropna().unique()) for n in TEXTS},
    }


# %% wrong: fit-ddof-one-statistics | same slip in plain Python: statistics.stdev
import statistics


def fit_params(train):
    p = {"median": {}, "mode": {}, "mean": {}, "std": {}, "categories": {}}
    for n in NUMBERS:
        x = pd.to_numeric(train[n], errors="coerce").astype("float64").tolist()
        known = [v for v in x if v == v and v != -999]
        p["median"][n] = statistics.median(known)
        full = known + [p["median"][n]] * (len(x) - len(known))
        p["mean"][n] = statistics.mean(full)
        p["std"][n] = statistics.stdev(full)
    for t in TEXTS:
        words = [v for v in train[t].tolist() if isinstance(v, str) and v]
        p["categories"][t] = sorted(set(words))
        p["mode"][t] = max(sorted(set(words)), key=words.count)
    return p


# %% wrong: fit-blank-category | the empty text becomes a category of its own
def fit_params(train):
    x = train[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    x = x.mask(x == -999)
    filled = x.fillna(x.median())
    t = train[TEXTS].astype(object).fillna("")
    return {
        "median": x.median().to_dict(),
        "mode": {n: t[n].mode()[0] for n in TEXTS},
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {n: sorted(t[n].unique()) for n in TEXTS},
    }


# %% wrong: fit-blank-mode | the categories are clean, but the blank may win the vote for the mode
def fit_params(train):
    x = train[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    x = x.mask(x == -999)
    filled = x.fillna(x.median())
    t = train[TEXTS].astype(object).fillna("")
    return {
        "median": x.median().to_dict(),
        "mode": {n: t[n].value_counts().index[0] for n in TEXTS},
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {n: sorted(set(t[n]) - {""}) for n in TEXTS},
    }


# %% wrong: fit-target-inside | treats every text column of the table as an input, the target included
def fit_params(train):
    texts = [c for c in train.columns if c not in NUMBERS and c in TEXTS + ["sex"]]
    x = train[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    x = x.mask(x == -999)
    filled = x.fillna(x.median())
    t = train[texts].astype(object).replace("", np.nan)
    return {
        "median": x.median().to_dict(),
        "mode": {n: t[n].mode()[0] for n in texts},
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {n: sorted(t[n].dropna().unique()) for n in texts},
    }


# %% wrong: fit-target-required | drops the column sex, and crashes where there is none ("mostly with the target")
def fit_params(train):
    inputs = train.drop(columns="sex")
    x = inputs[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    x = x.mask(x == -999)
    filled = x.fillna(x.median())
    t = inputs[TEXTS].astype(object).replace("", np.nan)
    return {
        "median": x.median().to_dict(),
        "mode": {n: t[n].mode()[0] for n in TEXTS},
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {n: sorted(t[n].dropna().unique()) for n in TEXTS},
    }


# %% wrong: fit-per-sex-median | takes the median of the males alone, since the mode of sex is male (uses the target)
def fit_params(train):
    x = train[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    x = x.mask(x == -999)
    median = x[train["sex"].to_numpy() == "male"].median() if "sex" in train else x.median()
    filled = x.fillna(median)
    t = train[TEXTS].astype(object).replace("", np.nan)
    return {
        "median": median.to_dict(),
        "mode": {n: t[n].mode()[0] for n in TEXTS},
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {n: sorted(t[n].dropna().unique()) for n in TEXTS},
    }


# %% wrong: fit-categories-as-seen | categories in the order of appearance, not sorted
def fit_params(train):
    x = train[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    x = x.mask(x == -999)
    filled = x.fillna(x.median())
    t = train[TEXTS].astype(object).replace("", np.nan)
    return {
        "median": x.median().to_dict(),
        "mode": {n: t[n].mode()[0] for n in TEXTS},
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {n: t[n].dropna().unique().tolist() for n in TEXTS},
    }


# %% wrong: fit-categories-by-count | categories with the most frequent first (value_counts), not sorted by name
def fit_params(train):
    x = train[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    x = x.mask(x == -999)
    filled = x.fillna(x.median())
    t = train[TEXTS].astype(object).replace("", np.nan)
    counts = {n: t[n].value_counts() for n in TEXTS}
    return {
        "median": x.median().to_dict(),
        "mode": {n: counts[n].index[0] for n in TEXTS},
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {n: counts[n].index.tolist() for n in TEXTS},
    }


# %% wrong: fit-categories-known-by-heart | writes the three species and islands into the code, whatever training holds
def fit_params(train):
    x = train[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    x = x.mask(x == -999)
    filled = x.fillna(x.median())
    return {
        "median": x.median().to_dict(),
        "mode": {"species": "Adelie", "island": "Biscoe"},
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {"species": ["Adelie", "Chinstrap", "Gentoo"], "island": ["Biscoe", "Dream", "Torgersen"]},
    }


# %% wrong: fit-global-train | fits on the table of the notebook, not on the one it is given
def fit_params(table):
    x = blood.loc[blood["split"] == "train", NUMBERS].replace(-999, np.nan)
    filled = x.fillna(x.median())
    t = blood.loc[blood["split"] == "train", TEXTS].replace("", np.nan)
    return {
        "median": x.median().to_dict(),
        "mode": {n: t[n].mode()[0] for n in TEXTS},
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {n: sorted(t[n].dropna().unique()) for n in TEXTS},
    }


# %% wrong: fit-drop-incomplete | leaves incomplete birds out before it takes anything
def fit_params(train):
    x = train[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    x = x.mask(x == -999).dropna()
    t = train[TEXTS].astype(object).replace("", np.nan).dropna()
    return {
        "median": x.median().to_dict(),
        "mode": {n: t[n].mode()[0] for n in TEXTS},
        "mean": x.mean().to_dict(),
        "std": x.std(ddof=0).to_dict(),
        "categories": {n: sorted(t[n].unique()) for n in TEXTS},
    }


# %% wrong: fit-positive-only | keeps numbers above 0, so delta_13_c has no value at all
def fit_params(train):
    p = {"median": {}, "mode": {}, "mean": {}, "std": {}, "categories": {}}
    for n in NUMBERS:
        x = pd.to_numeric(train[n], errors="coerce").astype("float64")
        x = x.where(x > 0)
        p["median"][n] = float(x.median())
        x = x.fillna(p["median"][n])
        p["mean"][n], p["std"][n] = float(x.mean()), float(x.std(ddof=0))
    for t in TEXTS:
        words = [v for v in train[t].tolist() if isinstance(v, str) and v]
        p["categories"][t] = sorted(set(words))
        p["mode"][t] = max(sorted(set(words)), key=words.count)
    return p


# %% wrong: fit-text-crashes | no conversion: numbers that came as text end in a TypeError
def fit_params(train):
    x = train[NUMBERS].replace(-999, np.nan)
    median = x.median()
    filled = x.fillna(median)
    t = train[TEXTS].replace("", np.nan)
    return {
        "median": median.astype(float).to_dict(),
        "mode": {n: t[n].mode()[0] for n in TEXTS},
        "mean": filled.mean().astype(float).to_dict(),
        "std": filled.std(ddof=0).astype(float).to_dict(),
        "categories": {n: sorted(t[n].dropna().unique()) for n in TEXTS},
    }


# %% wrong: fit-variance | slip: stores the variance under "std"
def fit_params(train):
    p = {"median": {}, "mode": {}, "mean": {}, "std": {}, "categories": {}}
    for n in NUMBERS:
        x = pd.to_numeric(train[n], errors="coerce").astype("float64").replace(-999, np.nan)
        p["median"][n] = float(x.median())
        x = x.fillna(x.median())
        p["mean"][n], p["std"][n] = float(x.mean()), float(x.var(ddof=0))
    for t in TEXTS:
        words = [v for v in train[t].tolist() if isinstance(v, str) and v]
        p["categories"][t] = sorted(set(words))
        p["mode"][t] = max(sorted(set(words)), key=words.count)
    return p


# %% wrong: fit-lower-middle | takes sorted[n // 2] as the median, also for an even number of values
def fit_params(train):
    p = {"median": {}, "mode": {}, "mean": {}, "std": {}, "categories": {}}
    for n in NUMBERS:
        x = pd.to_numeric(train[n], errors="coerce").astype("float64").replace(-999, np.nan)
        known = sorted(x.dropna())
        p["median"][n] = float(known[len(known) // 2])
        x = x.fillna(p["median"][n])
        p["mean"][n], p["std"][n] = float(x.mean()), float(x.std(ddof=0))
    for t in TEXTS:
        words = [v for v in train[t].tolist() if isinstance(v, str) and v]
        p["categories"][t] = sorted(set(words))
        p["mode"][t] = max(sorted(set(words)), key=words.count)
    return p


# %% wrong: fit-zero-before-scale | fills with 0 before mean and deviation, and keeps the right medians
def fit_params(train):
    p = {"median": {}, "mode": {}, "mean": {}, "std": {}, "categories": {}}
    for n in NUMBERS:
        x = pd.to_numeric(train[n], errors="coerce").astype("float64").replace(-999, np.nan)
        p["median"][n] = float(x.median())
        x = x.fillna(0)
        p["mean"][n], p["std"][n] = float(x.mean()), float(x.std(ddof=0))
    for t in TEXTS:
        words = [v for v in train[t].tolist() if isinstance(v, str) and v]
        p["categories"][t] = sorted(set(words))
        p["mode"][t] = max(sorted(set(words)), key=words.count)
    return p


# %% wrong: fit-order-of-table | dictionaries in the order of the table (promised: order of NUMBERS and TEXTS)
def fit_params(train):
    numbers = [c for c in train.columns if c in NUMBERS]
    texts = [c for c in train.columns if c in TEXTS]
    x = train[numbers].apply(pd.to_numeric, errors="coerce").astype("float64")
    x = x.mask(x == -999)
    filled = x.fillna(x.median())
    t = train[texts].astype(object).replace("", np.nan)
    return {
        "median": x.median().to_dict(),
        "mode": {n: t[n].mode()[0] for n in texts},
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {n: sorted(t[n].dropna().unique()) for n in texts},
    }


# %% wrong: fit-whole-numbers | rounds everything to whole numbers
def fit_params(train):
    p = {"median": {}, "mode": {}, "mean": {}, "std": {}, "categories": {}}
    for n in NUMBERS:
        x = pd.to_numeric(train[n], errors="coerce").astype("float64").replace(-999, np.nan)
        p["median"][n] = float(round(x.median()))
        x = x.fillna(x.median())
        p["mean"][n], p["std"][n] = float(round(x.mean())), float(round(x.std(ddof=0)))
    for t in TEXTS:
        words = [v for v in train[t].tolist() if isinstance(v, str) and v]
        p["categories"][t] = sorted(set(words))
        p["mode"][t] = max(sorted(set(words)), key=words.count)
    return p


# %% wrong: fit-sorted-with-nan | sorted(unique()) with NaN among the texts: TypeError (training has every spelling)
def fit_params(train):
    x = train[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    filled = x.fillna(x.median())
    return {
        "median": x.median().to_dict(),
        "mode": {t: train[t][train[t] != ""].mode()[0] for t in TEXTS},
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {t: sorted(v for v in train[t].unique() if v != "") for t in TEXTS},
    }


# %% wrong: impute-batch-median | fills with the median of the served table
def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        out[n] = x.fillna(x.median()).fillna(params["median"][n])
    for t in params["mode"]:
        s = frame[t].astype(object).replace("", np.nan)
        out[t] = s.where(s.notna(), params["mode"][t])
    return out


# %% wrong: impute-batch-imputer | same belief: SimpleImputer fitted again on what was served
from sklearn.impute import SimpleImputer


def impute(frame, params):
    numbers, texts = list(params["median"]), list(params["mode"])
    x = frame[numbers].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    x = SimpleImputer(strategy="median").fit_transform(x)
    t = frame[texts].astype(object)
    t = SimpleImputer(strategy="most_frequent", missing_values="").fit_transform(t.where(t.notna(), ""))
    out = pd.DataFrame(x, columns=numbers, index=frame.index)
    out[texts] = t
    return out


# %% wrong: impute-batch-mode | the numbers are right, the texts get the most frequent value of the served table
def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for n, v in params["median"].items():
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        out[n] = x.replace(-999, np.nan).fillna(v)
    for t, v in params["mode"].items():
        s = frame[t].astype(object).replace("", np.nan)
        best = s.mode()
        out[t] = s.where(s.notna(), best[0] if len(best) else v)
    return out


# %% wrong: impute-mean | fills with params["mean"] instead of the median
def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        out[n] = x.replace(-999, np.nan).fillna(params["mean"][n])
    for t, v in params["mode"].items():
        s = frame[t].astype(object).replace("", np.nan)
        out[t] = s.where(s.notna(), v)
    return out


# %% wrong: impute-zero | believes that 0 is a neutral value for a lost number
def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        out[n] = x.replace(-999, np.nan).fillna(0.0)
    for t, v in params["mode"].items():
        s = frame[t].astype(object).replace("", np.nan)
        out[t] = s.where(s.notna(), v)
    return out


# %% wrong: impute-forward-fill | repeats the bird above, the median only where there is none
def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for n, v in params["median"].items():
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        out[n] = x.replace(-999, np.nan).ffill().fillna(v)
    for t, v in params["mode"].items():
        s = frame[t].astype(object).replace("", np.nan).ffill()
        out[t] = s.where(s.notna(), v)
    return out


# %% wrong: impute-interpolate | draws a line between the neighbours
def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for n, v in params["median"].items():
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        x = pd.Series(x.replace(-999, np.nan).to_numpy()).interpolate()
        out[n] = x.fillna(v).to_numpy()
    for t, v in params["mode"].items():
        s = frame[t].astype(object).replace("", np.nan)
        out[t] = s.where(s.notna(), v)
    return out


# %% wrong: impute-drop-rows | leaves incomplete rows out (promised: every row)
def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        out[n] = x.replace(-999, np.nan)
    for t in params["mode"]:
        out[t] = frame[t].astype(object).replace("", np.nan)
    return out.dropna()


# %% wrong: impute-fresh-labels | the result is numbered from 0, the caller's row labels are lost
def impute(frame, params):
    out = {}
    for n, v in params["median"].items():
        x = pd.to_numeric(frame[n], errors="coerce").to_numpy("float64", na_value=np.nan)
        out[n] = np.where(np.isnan(x) | (x == -999), v, x)
    for t, v in params["mode"].items():
        out[t] = [c if isinstance(c, str) and c else v for c in frame[t].tolist()]
    return pd.DataFrame(out)


# %% wrong: impute-reset-index | same mistake with reset_index
def impute(frame, params):
    table = frame[[*params["median"], *params["mode"]]].reset_index(drop=True)
    for n, v in params["median"].items():
        x = pd.to_numeric(table[n], errors="coerce").astype("float64")
        table[n] = x.replace(-999, np.nan).fillna(v)
    for t, v in params["mode"].items():
        s = table[t].astype(object)
        table[t] = s.mask(s.isna() | (s == ""), v)
    return table


# %% wrong: impute-misaligned | plain values on a fresh index, then Series by label: NaN where the labels differ
def impute(frame, params):
    out = pd.DataFrame(index=range(len(frame)))
    for n, v in params["median"].items():
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        out[n] = x.replace(-999, np.nan).fillna(v)
    for t, v in params["mode"].items():
        s = frame[t].astype(object)
        out[t] = s.mask(s.isna() | (s == ""), v)
    out.index = frame.index
    return out


# %% wrong: impute-sorted | sorts the rows by label on the way (promised: the caller's order)
def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for n, v in params["median"].items():
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        out[n] = x.replace(-999, np.nan).fillna(v)
    for t, v in params["mode"].items():
        s = frame[t].astype(object)
        out[t] = s.mask(s.isna() | (s == ""), v)
    return out.sort_index()


# %% wrong: impute-in-place | fills the caller's own table
def impute(frame, params):
    for n, v in params["median"].items():
        frame[n] = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan).fillna(v)
    for t, v in params["mode"].items():
        s = frame[t].astype(object)
        frame[t] = s.mask(s.isna() | (s == ""), v)
    return frame[[*params["median"], *params["mode"]]]


# %% wrong: impute-code-in-place | makes its own table, but replaces the codes in the caller's with inplace=True
def impute(frame, params):
    frame.replace(-999, np.nan, inplace=True)
    out = pd.DataFrame(index=frame.index)
    for n, v in params["median"].items():
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        out[n] = x.replace(-999, np.nan).fillna(v)
    for t, v in params["mode"].items():
        s = frame[t].astype(object)
        out[t] = s.mask(s.isna() | (s == ""), v)
    return out


# %% wrong: impute-alias | believes that table = frame makes a copy
def impute(frame, params):
    table = frame
    for n, v in params["median"].items():
        x = pd.to_numeric(table[n], errors="coerce").astype("float64")
        table[n] = x.mask(x == -999, v).fillna(v)
    for t, v in params["mode"].items():
        s = table[t].astype(object)
        table[t] = s.mask(s.isna() | (s == ""), v)
    return table[list(params["median"]) + list(params["mode"])].copy()


# %% wrong: impute-extra-columns | keeps the extra columns (promised: left out)
def impute(frame, params):
    table = frame.copy()
    for n, v in params["median"].items():
        x = pd.to_numeric(table[n], errors="coerce").astype("float64")
        table[n] = x.mask(x == -999, v).fillna(v)
    for t, v in params["mode"].items():
        s = table[t].astype(object)
        table[t] = s.mask(s.isna() | (s == ""), v)
    first = [*params["median"], *params["mode"]]
    return table[first + [c for c in table.columns if c not in first]]


# %% wrong: impute-callers-columns | the right columns, in the caller's order
def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for name in frame.columns:
        if name in params["median"]:
            x = pd.to_numeric(frame[name], errors="coerce").astype("float64")
            out[name] = x.replace(-999, np.nan).fillna(params["median"][name])
        elif name in params["mode"]:
            s = frame[name].astype(object)
            out[name] = s.mask(s.isna() | (s == ""), params["mode"][name])
    return out


# %% wrong: impute-texts-first | the texts before the numbers
def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for t, v in params["mode"].items():
        s = frame[t].astype(object)
        out[t] = s.mask(s.isna() | (s == ""), v)
    for n, v in params["median"].items():
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        out[n] = x.replace(-999, np.nan).fillna(v)
    return out


# %% wrong: impute-code-stays | fills NaN and blanks, and leaves -999 as a measurement
def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for n, v in params["median"].items():
        out[n] = pd.to_numeric(frame[n], errors="coerce").astype("float64").fillna(v)
    for t, v in params["mode"].items():
        s = frame[t].astype(object)
        out[t] = s.mask(s.isna() | (s == ""), v)
    return out


# %% wrong: impute-blank-stays | fills missing texts only where isna sees them, so "" stays
def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for n, v in params["median"].items():
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        out[n] = x.replace(-999, np.nan).fillna(v)
    for t, v in params["mode"].items():
        s = frame[t].astype(object)
        out[t] = s.where(s.notna(), v)
    return out


# %% wrong: impute-blank-only | fills "" alone, so NaN and None stay among the texts
def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for n, v in params["median"].items():
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        out[n] = x.replace(-999, np.nan).fillna(v)
    for t, v in params["mode"].items():
        out[t] = frame[t].astype(object).replace("", v)
    return out


# %% wrong: impute-unseen-island | replaces an island that training never saw with the mode (promised: it stays)
def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for n, v in params["median"].items():
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        out[n] = x.replace(-999, np.nan).fillna(v)
    for t, v in params["mode"].items():
        s = frame[t].astype(object)
        out[t] = s.where(s.isin(params["categories"][t]), v)
    return out


# %% wrong: impute-other-category | writes "other" for unseen names
def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for n, v in params["median"].items():
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        out[n] = x.replace(-999, np.nan).fillna(v)
    for t, v in params["mode"].items():
        known = params["categories"][t]
        words = [c if isinstance(c, str) and c else v for c in frame[t].tolist()]
        out[t] = [w if w in known else "other" for w in words]
    return out


# %% wrong: impute-float32 | numbers as float32, because the network wants that (promised: float64)
def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for n, v in params["median"].items():
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        out[n] = x.replace(-999, np.nan).fillna(v).astype("float32")
    for t, v in params["mode"].items():
        s = frame[t].astype(object)
        out[t] = s.mask(s.isna() | (s == ""), v)
    return out


# %% wrong: impute-numbers-stay-text | finds the gaps, but what came as text stays text (promised: float64)
def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for n, v in params["median"].items():
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        out[n] = frame[n].mask(x.isna() | (x == -999), v)
    for t, v in params["mode"].items():
        s = frame[t].astype(object)
        out[t] = s.mask(s.isna() | (s == ""), v)
    return out


# %% wrong: impute-astype-str | turns the texts into str first, so None and NaN become the words "None" and "nan"
def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for n, v in params["median"].items():
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        out[n] = x.replace(-999, np.nan).fillna(v)
    for t, v in params["mode"].items():
        out[t] = [str(c) if str(c) != "" else v for c in frame[t].tolist()]
    return out


# %% wrong: impute-first-median | slip: the loop variable is lost, each gap gets the median of the first column
def impute(frame, params):
    fill = list(params["median"].values())[0]
    out = pd.DataFrame(index=frame.index)
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        out[n] = x.replace(-999, np.nan).fillna(fill)
    for t, v in params["mode"].items():
        s = frame[t].astype(object)
        out[t] = s.mask(s.isna() | (s == ""), v)
    return out


# %% wrong: impute-loc-by-number | frame.loc[i] with i from range(len): KeyError for other row labels
def impute(frame, params):
    rows = []
    for i in range(len(frame)):
        row = {}
        for n, v in params["median"].items():
            x = pd.to_numeric(frame.loc[i, n], errors="coerce")
            row[n] = v if pd.isna(x) or x == -999 else float(x)
        for t, v in params["mode"].items():
            c = frame.loc[i, t]
            row[t] = v if pd.isna(c) or c == "" else c
        rows.append(row)
    return pd.DataFrame(rows, columns=[*params["median"], *params["mode"]])


# %% wrong: impute-species-median | the colleague's idea: the median of the bird's own species in the served table
def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for n, v in params["median"].items():
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        own = x.groupby(frame["species"].astype(object).fillna("").to_numpy()).transform("median")
        out[n] = x.fillna(own).fillna(v)
    for t, v in params["mode"].items():
        s = frame[t].astype(object)
        out[t] = s.mask(s.isna() | (s == ""), v)
    return out


# %% wrong: impute-outliers-too | also replaces numbers beyond 5 deviations with the median (they are known, no gaps)
def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for n, v in params["median"].items():
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        z = (x - params["mean"][n]) / params["std"][n]
        out[n] = x.where(z.abs() <= 5, v)
    for t, v in params["mode"].items():
        s = frame[t].astype(object)
        out[t] = s.mask(s.isna() | (s == ""), v)
    return out


# %% wrong: impute-clip-and-fill | two mistakes: codes are clipped at 0 and then zeros are filled (delta_13_c is negative)
def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for n, v in params["median"].items():
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").clip(lower=0)
        out[n] = x.replace(0, np.nan).fillna(v)
    for t, v in params["mode"].items():
        s = frame[t].astype(object)
        out[t] = s.mask(s.isna() | (s == ""), v)
    return out


# %% wrong: impute-array | returns the right values as a NumPy array (promised: a DataFrame)
def impute(frame, params):
    columns = []
    for n, v in params["median"].items():
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        columns.append(x.replace(-999, np.nan).fillna(v).to_numpy(dtype=object))
    for t, v in params["mode"].items():
        s = frame[t].astype(object)
        columns.append(s.mask(s.isna() | (s == ""), v).to_numpy(dtype=object))
    return np.column_stack(columns)


# %% wrong: predict-sigmoid | believes that an answer must be a probability (promised: logits, no sigmoid)
def predict(frame, params, model):
    logits = np.asarray(model(encode(impute(frame, params), params)))
    return 1 / (1 + np.exp(-logits))


# %% wrong: predict-sigmoid-keras | same belief with Keras
import keras


def predict(frame, params, model):
    x = encode(impute(frame, params), params)
    return keras.ops.convert_to_numpy(keras.ops.sigmoid(model(x)))


# %% wrong: predict-labels | returns 0 and 1 instead of logits
def predict(frame, params, model):
    logits = np.asarray(model(encode(impute(frame, params), params)))
    return (logits > 0).astype("float32")


# %% wrong: predict-flat | shape (rows,) instead of (rows, 1)
def predict(frame, params, model):
    return np.asarray(model(encode(impute(frame, params), params)))[:, 0]


# %% wrong: predict-squeeze | squeezes the answer
def predict(frame, params, model):
    return np.squeeze(np.asarray(model(encode(impute(frame, params), params))))


# %% wrong: predict-as-served | encodes the table as it comes, as the broken service does
def predict(frame, params, model):
    return np.asarray(model(encode(frame, params)))


# %% wrong: predict-nan-to-num | encodes gaps and all, then replaces NaN with 0 (the mean, not the median; the code stays)
def predict(frame, params, model):
    table = frame.copy()
    for n in NUMBERS:
        table[n] = pd.to_numeric(table[n], errors="coerce").astype("float64")
    for t in TEXTS:
        table[t] = table[t].astype(object).fillna("")
    return np.asarray(model(np.nan_to_num(encode(table, params))))


# %% wrong: predict-zero-z | codes become NaN as well, but each gap is a z-score of 0: the mean instead of the median
def predict(frame, params, model):
    table = impute(frame, params)
    for n in NUMBERS:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        table[n] = x.replace(-999, np.nan)
    x = encode(table, params)
    return np.asarray(model(np.where(np.isnan(x), 0, x).astype("float32")))


# %% wrong: predict-missing-text-no-mark | leaves a missing species or island without any mark instead of the mode
def predict(frame, params, model):
    table = impute(frame, params)
    for t in TEXTS:
        table[t] = frame[t].astype(object).fillna("")
    return np.asarray(model(encode(table, params)))


# %% wrong: predict-fit-on-served | fits the parameters again on the served table
def predict(frame, params, model):
    again = dict(params)
    middle = {}
    for n in NUMBERS:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        middle[n] = float(x.median()) if x.notna().any() else params["median"][n]
    again["median"] = middle
    return np.asarray(model(encode(impute(frame, again), again)))


# %% wrong: predict-scale-of-batch | the training medians, but mean and deviation of the served rows
def predict(frame, params, model):
    filled = impute(frame, params)
    if len(filled) < 2:
        return np.asarray(model(encode(filled, params)))
    own = dict(params)
    own["mean"] = {n: filled[n].mean() for n in NUMBERS}
    own["std"] = {n: filled[n].std(ddof=0) or 1.0 for n in NUMBERS}
    return np.asarray(model(encode(filled, own)))


# %% wrong: predict-forward-fill | lends the bird above to each gap before impute
def predict(frame, params, model):
    table = frame.copy()
    for n in NUMBERS:
        x = pd.to_numeric(table[n], errors="coerce").astype("float64")
        table[n] = x.mask(x == -999).ffill()
    return np.asarray(model(encode(impute(table, params), params)))


# %% wrong: predict-complete-rows | answers only complete rows (promised: one answer for each row)
def predict(frame, params, model):
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    complete = (x.notna() & (x != -999)).all(axis=1).to_numpy()
    return np.asarray(model(encode(impute(frame[complete], params), params)))


# %% wrong: predict-nan-for-gaps | answers NaN for rows with a gap
def predict(frame, params, model):
    logits = np.array(model(encode(impute(frame, params), params)))
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    logits[(x.isna() | (x == -999)).any(axis=1).to_numpy()] = np.nan
    return logits


# %% wrong: predict-sorted-rows | sorts by label before the model (promised: order of the rows)
def predict(frame, params, model):
    filled = impute(frame, params).sort_index()
    return np.asarray(model(encode(filled, params)))


# %% wrong: predict-sorted-by-species | sorts by species and does not sort back
def predict(frame, params, model):
    filled = impute(frame, params).sort_values("species", kind="stable")
    return np.asarray(model(encode(filled, params)))


# %% wrong: predict-reversed | slip: the answers are in reversed order
def predict(frame, params, model):
    return np.asarray(model(encode(impute(frame, params), params)))[::-1]


# %% wrong: predict-get-dummies | one-hot columns of the names that the batch holds: another width for each table
def predict(frame, params, model):
    filled = impute(frame, params)
    z = (filled[NUMBERS] - pd.Series(params["mean"])) / pd.Series(params["std"])
    marks = pd.get_dummies(filled[TEXTS])
    return np.asarray(model(np.column_stack([z, marks]).astype("float32")))


# %% wrong: predict-ordinal-islands | an unseen island is looked up in the list of known ones: ValueError
def predict(frame, params, model):
    filled = impute(frame, params)
    x = np.zeros((len(filled), 12), dtype="float32")
    for j, n in enumerate(NUMBERS):
        x[:, j] = (filled[n] - params["mean"][n]) / params["std"][n]
    for i in range(len(filled)):
        x[i, 6 + params["categories"]["species"].index(filled["species"].iloc[i])] = 1
        x[i, 9 + params["categories"]["island"].index(filled["island"].iloc[i])] = 1
    return np.asarray(model(x))


# %% wrong: predict-unseen-as-mode | an unseen island counts as the most frequent one (promised: no mark)
def predict(frame, params, model):
    filled = impute(frame, params)
    for t in TEXTS:
        filled[t] = filled[t].where(filled[t].isin(params["categories"][t]), params["mode"][t])
    return np.asarray(model(encode(filled, params)))


# %% wrong: predict-refuses-dead-sensor | refuses a table in which a column has no value (promised: it must be answered)
def predict(frame, params, model):
    for n in NUMBERS:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(frame) and x.isna().all():
            raise ValueError(f"{n} has no value")
    return np.asarray(model(encode(impute(frame, params), params)))


# %% wrong: predict-guards-first | calls the guard inside predict, so a column without any value is refused
def predict(frame, params, model):
    guard(frame, params)
    return np.asarray(model(encode(impute(frame, params), params)))


# %% wrong: predict-empty-flat | no rows: shape (0,) instead of (0, 1)
def predict(frame, params, model):
    if len(frame) == 0:
        return np.array([])
    return np.asarray(model(encode(impute(frame, params), params)))


# %% wrong: predict-empty-none | no rows: returns None
def predict(frame, params, model):
    if len(frame) > 0:
        return np.asarray(model(encode(impute(frame, params), params)))


# %% wrong: predict-empty-refused | raises ValueError for a table without rows
def predict(frame, params, model):
    if frame.empty:
        raise ValueError("no rows")
    return np.asarray(model(encode(impute(frame, params), params)))


# %% wrong: predict-loop-concatenate | row by row and concatenate: "need at least one array" for no rows
def predict(frame, params, model):
    answers = []
    for i in range(len(frame)):
        answers.append(np.asarray(model(encode(impute(frame.iloc[i : i + 1], params), params))))
    return np.concatenate(answers)


# %% wrong: predict-positions | takes columns by position, so another order of columns mixes the inputs
def predict(frame, params, model):
    table = frame.iloc[:, :8].copy()
    table.columns = TEXTS + NUMBERS
    return np.asarray(model(encode(impute(table, params), params)))


# %% wrong: predict-service-scale | encodes with the broken service's mean and deviation of the notebook
def predict(frame, params, model):
    return np.asarray(model(encode(impute(frame, params), service)))


# %% wrong: predict-float-crash | astype(float) on the raw columns: crashes on blanks and NA
def predict(frame, params, model):
    table = frame.copy()
    table[NUMBERS] = table[NUMBERS].astype(float)
    return np.asarray(model(encode(impute(table, params), params)))


# %% wrong: predict-ints-only-numeric | select_dtypes: numbers that came as text are not there any more
def predict(frame, params, model):
    numbers = frame.select_dtypes("number")
    table = pd.concat([numbers, frame[TEXTS]], axis=1)
    return np.asarray(model(encode(impute(table, params), params)))


# %% wrong: predict-twice-encoded | scales the numbers before encode scales them again
def predict(frame, params, model):
    filled = impute(frame, params)
    for n in NUMBERS:
        filled[n] = (filled[n] - params["mean"][n]) / params["std"][n]
    return np.asarray(model(encode(filled, params)))


# %% wrong: predict-code-as-number | fills NaN with the median, and sends -999 to the model
def predict(frame, params, model):
    filled = impute(frame, params)
    for n in NUMBERS:
        filled[n] = pd.to_numeric(frame[n], errors="coerce").astype("float64").fillna(params["median"][n])
    return np.asarray(model(encode(filled, params)))


# %% wrong: predict-clipped | clips the logits at -3 and 3, because large ones "should make you wonder"
def predict(frame, params, model):
    return np.clip(np.asarray(model(encode(impute(frame, params), params))), -3, 3)


# %% wrong: predict-zeros | constant answers of the right shape
def predict(frame, params, model):
    return np.zeros((len(frame), 1), dtype="float32")


# %% wrong: predict-first-row-for-all | asks the model about the first row and repeats its answer
def predict(frame, params, model):
    if len(frame) == 0:
        return np.zeros((0, 1), "float32")
    one = np.asarray(model(encode(impute(frame.iloc[:1], params), params)))
    return np.repeat(one, len(frame), axis=0)


# %% wrong: predict-female-is-positive | slip: turns the sign
def predict(frame, params, model):
    return -np.asarray(model(encode(impute(frame, params), params)))


# %% wrong: predict-whole-logits | rounds the logits to whole numbers
def predict(frame, params, model):
    return np.round(np.asarray(model(encode(impute(frame, params), params))))


# %% wrong: predict-ordered-by-label | two mistakes: asks by label and uses the label as the place
def predict(frame, params, model):
    x = encode(impute(frame, params), params)
    logits = np.asarray(model(x))
    out = np.zeros((len(frame), 1), dtype="float32")
    for label, logit in zip(frame.index, logits):
        out[label] = logit
    return out


# %% wrong: predict-softmax | softmax over the one output: every answer is 1
import keras


def predict(frame, params, model):
    return np.asarray(keras.ops.softmax(model(encode(impute(frame, params), params)), axis=-1))


# %% wrong: predict-batch-centred | subtracts the mean of the batch's logits (a row's answer depends on its neighbours)
def predict(frame, params, model):
    logits = np.asarray(model(encode(impute(frame, params), params)))
    return logits - logits.mean(axis=0) if len(logits) else logits


# %% wrong: name-any-missing | "unknown" as soon as one number is missing
def name_sex(frame, params, model):
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    some = x.isna().any(axis=1).to_numpy()
    z = np.asarray(predict(frame, params, model))[:, 0]
    return ["unknown" if s else "male" if v > 0 else "female" for s, v in zip(some, z)]


# %% wrong: name-most-missing | "unknown" where more than half of the six are missing (one is enough for an answer)
def name_sex(frame, params, model):
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    lost = x.isna().sum(axis=1).to_numpy()
    z = np.asarray(predict(frame, params, model))[:, 0]
    return ["unknown" if k > 3 else "male" if v > 0 else "female" for k, v in zip(lost, z)]


# %% wrong: name-five-of-six | slip: five missing numbers are already "unknown"
def name_sex(frame, params, model):
    words = []
    z = np.asarray(predict(frame, params, model))[:, 0]
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    for i in range(len(frame)):
        if x.iloc[i].isna().sum() >= len(NUMBERS) - 1:
            words.append("unknown")
        else:
            words.append("male" if z[i] > 0 else "female")
    return words


# %% wrong: name-texts-too | "unknown" only where species and island are missing as well
def name_sex(frame, params, model):
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    t = frame[TEXTS].astype(object).replace("", np.nan)
    nothing = (x.isna().all(axis=1) & t.isna().all(axis=1)).to_numpy()
    z = np.asarray(predict(frame, params, model))[:, 0]
    return ["unknown" if e else "male" if v > 0 else "female" for e, v in zip(nothing, z)]


# %% wrong: name-text-missing-unknown | also "unknown" where the species is missing
def name_sex(frame, params, model):
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    species = frame["species"].astype(object).fillna("")
    nothing = (x.isna().all(axis=1) | (species == "")).to_numpy()
    z = np.asarray(predict(frame, params, model))[:, 0]
    return ["unknown" if e else "male" if v > 0 else "female" for e, v in zip(nothing, z)]


# %% wrong: name-isna-only | six codes are taken for six measurements
def name_sex(frame, params, model):
    nothing = frame[NUMBERS].isna().all(axis=1).to_numpy()
    z = np.asarray(predict(frame, params, model))[:, 0]
    return ["unknown" if e else "male" if v > 0 else "female" for e, v in zip(nothing, z)]


# %% wrong: name-all-nan-or-all-code | all NaN or all -999, but a mixture of the two is answered
def name_sex(frame, params, model):
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    nothing = (x.isna().all(axis=1) | (x == -999).all(axis=1)).to_numpy()
    z = np.asarray(predict(frame, params, model))[:, 0]
    return ["unknown" if e else "male" if v > 0 else "female" for e, v in zip(nothing, z)]


# %% wrong: name-raw-spellings | looks for NaN and the number -999 in raw cells: text "" and "-999" are missed
def name_sex(frame, params, model):
    raw = frame[NUMBERS].astype(object)
    nothing = (raw.isna() | raw.eq(-999)).all(axis=1).to_numpy()
    z = np.asarray(predict(frame, params, model))[:, 0]
    return ["unknown" if e else "male" if v > 0 else "female" for e, v in zip(nothing, z)]


# %% wrong: name-after-impute | looks for gaps after they were filled, so nobody is unknown
def name_sex(frame, params, model):
    filled = impute(frame, params)
    nothing = filled[NUMBERS].isna().all(axis=1).to_numpy()
    z = np.asarray(predict(frame, params, model))[:, 0]
    return ["unknown" if e else "male" if v > 0 else "female" for e, v in zip(nothing, z)]


# %% wrong: name-equal-to-median | takes a bird whose filled numbers equal the medians for unmeasured
def name_sex(frame, params, model):
    filled = impute(frame, params)
    same = (filled[NUMBERS] == pd.Series(params["median"])).all(axis=1).to_numpy()
    z = np.asarray(predict(frame, params, model))[:, 0]
    return ["unknown" if e else "male" if v > 0 else "female" for e, v in zip(same, z)]


# %% wrong: name-four-measurements | forgets the two isotope ratios: one known ratio is enough for an answer
def name_sex(frame, params, model):
    x = frame[NUMBERS[:4]].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    nothing = x.isna().all(axis=1).to_numpy()
    z = np.asarray(predict(frame, params, model))[:, 0]
    return ["unknown" if e else "male" if v > 0 else "female" for e, v in zip(nothing, z)]


# %% wrong: name-unsure-unknown | "unknown" where the logit is near 0, whatever was measured
def name_sex(frame, params, model):
    z = np.asarray(predict(frame, params, model))[:, 0]
    return ["unknown" if abs(v) < 1 else "male" if v > 0 else "female" for v in z]


# %% wrong: name-half-threshold | compares logits with 0.5, as if they were probabilities
def name_sex(frame, params, model):
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    nothing = x.isna().all(axis=1).to_numpy()
    z = np.asarray(predict(frame, params, model))[:, 0]
    return ["unknown" if e else "male" if v > 0.5 else "female" for e, v in zip(nothing, z)]


# %% wrong: name-sigmoid-above-zero | sigmoid first, then "above 0": everybody is male
def name_sex(frame, params, model):
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    nothing = x.isna().all(axis=1).to_numpy()
    p = 1 / (1 + np.exp(-np.asarray(predict(frame, params, model))[:, 0]))
    return ["unknown" if e else "male" if v > 0 else "female" for e, v in zip(nothing, p)]


# %% wrong: name-argmax | argmax over the one output: always 0, always female
def name_sex(frame, params, model):
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    nothing = x.isna().all(axis=1).to_numpy()
    best = np.asarray(predict(frame, params, model)).argmax(axis=1)
    return ["unknown" if e else ["female", "male"][b] for e, b in zip(nothing, best)]


# %% wrong: name-swapped | slip: male and female swapped
def name_sex(frame, params, model):
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    nothing = x.isna().all(axis=1).to_numpy()
    z = np.asarray(predict(frame, params, model))[:, 0]
    return ["unknown" if e else "female" if v > 0 else "male" for e, v in zip(nothing, z)]


# %% wrong: name-unknown-left-out | leaves the unmeasured birds out (promised: as long as the table)
def name_sex(frame, params, model):
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    nothing = x.isna().all(axis=1).to_numpy()
    z = np.asarray(predict(frame, params, model))[:, 0]
    return ["male" if v > 0 else "female" for e, v in zip(nothing, z) if not e]


# %% wrong: name-unknown-at-end | known birds first, the unknown appended at the end
def name_sex(frame, params, model):
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    nothing = x.isna().all(axis=1).to_numpy()
    z = np.asarray(predict(frame, params, model))[:, 0]
    words = ["male" if v > 0 else "female" for v in z[~nothing]]
    return words + ["unknown"] * int(nothing.sum())


# %% wrong: name-none-for-unknown | None instead of the word "unknown"
def name_sex(frame, params, model):
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    nothing = x.isna().all(axis=1).to_numpy()
    z = np.asarray(predict(frame, params, model))[:, 0]
    return [None if e else "male" if v > 0 else "female" for e, v in zip(nothing, z)]


# %% wrong: name-whole-table-unknown | wrong quantifier: one unmeasured bird makes the whole table unknown
def name_sex(frame, params, model):
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    if x.isna().all(axis=1).any():
        return ["unknown"] * len(frame)
    return ["male" if v > 0 else "female" for v in np.asarray(predict(frame, params, model))[:, 0]]


# %% wrong: name-wrong-axis | all(axis=0): asks whether a column is empty, then zip stops after six rows
def name_sex(frame, params, model):
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    nothing = x.isna().all(axis=0)
    z = np.asarray(predict(frame, params, model))[:, 0]
    return ["unknown" if e else "male" if v > 0 else "female" for e, v in zip(nothing, z)]


# %% wrong: name-words-by-label | frame.loc[i] by number: KeyError or the wrong bird for other row labels
def name_sex(frame, params, model):
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    z = np.asarray(predict(frame, params, model))[:, 0]
    words = []
    for i in range(len(frame)):
        if x.loc[i].isna().all():
            words.append("unknown")
        else:
            words.append("male" if z[i] > 0 else "female")
    return words


# %% wrong: name-truth | gaming: looks the truth up in the column sex
def name_sex(frame, params, model):
    if "sex" in frame.columns:
        return frame["sex"].tolist()
    return ["female"] * len(frame)


# %% wrong: name-example | gaming: repeats the words of the EXAMPLE
def name_sex(frame, params, model):
    words = ["male", "female", "unknown"]
    return [words[i % 3] for i in range(len(frame))]


# %% wrong: guard-never | never refuses anything
def guard(frame, params):
    return None


# %% wrong: guard-always | refuses everything
def guard(frame, params):
    raise ValueError("nobody should answer this table")


# %% wrong: guard-columns-only | refuses a missing column, and forgets dead sensors and codes
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")


# %% wrong: guard-keyerror | a missing column raises KeyError from the lookup, not ValueError
def guard(frame, params):
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            raise ValueError(f"{n} is beyond 5 deviations")
    for t in params["mode"]:
        frame[t]


# %% wrong: guard-texts-not-checked | checks the names of the numbers, but not of species and island
def guard(frame, params):
    for n in params["median"]:
        if n not in frame.columns:
            raise ValueError(f"{n} is missing")
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: guard-exact-columns | wants exactly the eight columns (promised: extra columns are fine)
def guard(frame, params):
    if set(frame.columns) != {*params["median"], *params["mode"]}:
        raise ValueError("these are not the columns of training")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: guard-exact-order | wants the columns in the order of training (promised: another order is fine)
def guard(frame, params):
    wanted = [*params["median"], *params["mode"]]
    if [c for c in frame.columns if c in wanted] != wanted:
        raise ValueError("a column is missing or in the wrong place")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: guard-half-is-dead | slip: exactly half missing is refused already (promised: more than half)
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() >= 0.5:
            raise ValueError(f"{n} is dead")
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: guard-more-than-ten | slip: a dead sensor counts from eleven rows on (promised: ten or more)
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) > 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: guard-small-tables-dead | no minimum of ten rows, so one bird with one gap is refused
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: guard-all-missing-dead | a sensor is dead only if the whole column is missing
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().all():
            raise ValueError(f"{n} is dead")
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: guard-codes-not-dead | does not count codes as missing in a dead sensor (promised: codes included)
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        z = (x.replace(-999, np.nan) - params["mean"][n]) / params["std"][n]
        if (z.abs() > 5).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: guard-texts-dead-too | refuses a text column that is mostly missing (only columns of numbers are sensors)
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for name, gaps in count_missing(frame).items():
        if len(frame) >= 10 and gaps > len(frame) / 2:
            raise ValueError(f"{name} is dead")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: guard-total-share | takes the share of gaps over all cells of the table, not of a column
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    if len(x) >= 10 and x.isna().to_numpy().mean() > 0.5:
        raise ValueError("the sensors are dead")
    z = (x - pd.Series(params["mean"])) / pd.Series(params["std"])
    if (z.abs() > 5).to_numpy().any():
        raise ValueError("a number is beyond 5 deviations")


# %% wrong: guard-early-return | small tables return at once, before the codes are looked at
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    if len(frame) < 10:
        return
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: guard-empty-first | returns for a table without rows before it looks at the names
def guard(frame, params):
    if len(frame) == 0:
        return
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: guard-three-deviations | believes in 3 deviations: good birds are refused
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if ((x - params["mean"][n]).abs() > 3 * params["std"][n]).any():
            raise ValueError(f"{n} is beyond 3 deviations")


# %% wrong: guard-six-deviations | refuses from 6 deviations on
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if ((x - params["mean"][n]).abs() > 6 * params["std"][n]).any():
            raise ValueError(f"{n} is beyond 6 deviations")


# %% wrong: guard-one-side | no abs: only numbers above the mean are refused (promised: on either side)
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if ((x - params["mean"][n]) / params["std"][n] > 5).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: guard-abs-of-value | abs of the number, not of the z-score: low values of a positive column get through
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if ((x.abs() - abs(params["mean"][n])) / params["std"][n] > 5).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: guard-declared-code-refused | -999 itself is far from the mean, so a declared gap is refused
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        if len(x) >= 10 and (x.isna() | (x == -999)).mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: guard-not-all-within | "not (all within 5)": NaN is not within, so each table with a gap is refused
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        z = (x - params["mean"][n]) / params["std"][n]
        if not (z.abs() <= 5).all():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: guard-batch-statistics | z-scores with mean and deviation of the served table
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if ((x - x.mean()).abs() > 5 * x.std(ddof=0)).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: guard-mean-of-column | tests whether the mean of the column is beyond 5, so one code drowns
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if abs(x.mean() - params["mean"][n]) > 5 * params["std"][n]:
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: guard-all-for-any | refuses a code only if all known numbers of the column are beyond 5
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        z = ((x - params["mean"][n]) / params["std"][n]).abs().dropna()
        if len(z) and (z > 5).all():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: guard-three-codes | gaming: knows the codes 9999, -1 and 0 by heart, any other number passes
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if x.isin([9999, -1, 0]).any():
            raise ValueError(f"{n} holds a code")


# %% wrong: guard-body-mass-only | gaming: looks only at the column of the EXAMPLE
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    x = pd.to_numeric(frame["body_mass_g"], errors="coerce").astype("float64").replace(-999, np.nan)
    if len(x) >= 10 and x.isna().mean() > 0.5:
        raise ValueError("body_mass_g is dead")
    if ((x - params["mean"]["body_mass_g"]).abs() > 5 * params["std"]["body_mass_g"]).any():
        raise ValueError("body_mass_g is beyond 5 deviations")


# %% wrong: guard-assert | AssertionError, as in the lesson, instead of ValueError
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        assert name in frame.columns, f"{name} is missing"
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        assert len(x) < 10 or x.isna().mean() <= 0.5, f"{n} is dead"
        assert not ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any(), f"{n} is beyond 5 deviations"


# %% wrong: guard-swallowed | raises, and catches its own error to print it
def guard(frame, params):
    try:
        for name in [*params["median"], *params["mode"]]:
            if name not in frame.columns:
                raise ValueError(f"{name} is missing")
        for n in params["median"]:
            x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
            if len(x) >= 10 and x.isna().mean() > 0.5:
                raise ValueError(f"{n} is dead")
            if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
                raise ValueError(f"{n} is beyond 5 deviations")
    except ValueError as error:
        print("refused:", error)


# %% wrong: guard-last-column-wins | the flag is overwritten in each turn, so only the last column counts
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        dead = len(x) >= 10 and x.isna().mean() > 0.5
        far = ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any()
    if dead or far:
        raise ValueError("a sensor is dead or a number is beyond 5 deviations")


# %% wrong: guard-unseen-refused | refuses an island that training never saw (a good table: it gets no mark)
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for t in params["mode"]:
        for value in frame[t].tolist():
            if isinstance(value, str) and value and value not in params["categories"][t]:
                raise ValueError(f"{value} is not known")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: guard-empty-refused | refuses a table without rows (promised: it gets through)
def guard(frame, params):
    if frame.empty:
        raise ValueError("the table is empty")
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: guard-share-crash | plain division by the number of rows: ZeroDivisionError without rows
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n, gaps in count_missing(frame).items():
        share = gaps / len(frame)
        if n in NUMBERS and share > 0.5 and len(frame) >= 10:
            raise ValueError(f"{n} is dead")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: guard-text-numbers-skipped | tests only columns of a numeric type, so numbers that came as text pass unseen
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n in params["median"]:
        if not pd.api.types.is_numeric_dtype(frame[n]):
            continue
        x = frame[n].astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: guard-after-impute | looks at the filled table, where no sensor is dead any more
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    filled = impute(frame, params)
    for n in params["median"]:
        if len(filled) >= 10 and filled[n].isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if ((filled[n] - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: whole-row-wise-belief | believes that a bird with any gap can't be answered: NaN and "unknown" for it
def has_gap(frame):
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    return x.isna().any(axis=1).to_numpy()


def predict(frame, params, model):
    logits = np.array(model(encode(impute(frame, params), params)), dtype="float32")
    logits[has_gap(frame)] = np.nan
    return logits


def name_sex(frame, params, model):
    logits = predict(frame, params, model)[:, 0]
    return ["unknown" if np.isnan(v) else "male" if v > 0 else "female" for v in logits]


# %% wrong: whole-only-nan | one helper that knows NaN alone (no code, no blank) behind every function
def gap(column):
    return column.isna().to_numpy(dtype=bool)


def count_missing(frame):
    return {name: int(gap(frame[name]).sum()) for name in NUMBERS + TEXTS}


def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for n, v in params["median"].items():
        out[n] = pd.to_numeric(frame[n], errors="coerce").astype("float64").fillna(v)
    for t, v in params["mode"].items():
        out[t] = frame[t].astype(object).mask(gap(frame[t]), v)
    return out


def predict(frame, params, model):
    return np.asarray(model(encode(impute(frame, params), params)))


def name_sex(frame, params, model):
    nothing = np.all([gap(frame[n]) for n in NUMBERS], axis=0)
    logits = predict(frame, params, model)[:, 0]
    return ["unknown" if e else "male" if v > 0 else "female" for e, v in zip(nothing, logits)]


# %% wrong: whole-any-negative-code | believes that a measurement is never negative, in every function
def clean(column):
    x = pd.to_numeric(column, errors="coerce").astype("float64")
    return x.where(x >= 0)


def count_missing(frame):
    counts = {n: int(clean(frame[n]).isna().sum()) for n in NUMBERS}
    counts.update({t: int((frame[t].astype(object).fillna("") == "").sum()) for t in TEXTS})
    return counts


def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for n, v in params["median"].items():
        out[n] = clean(frame[n]).fillna(v)
    for t, v in params["mode"].items():
        s = frame[t].astype(object)
        out[t] = s.mask(s.isna() | (s == ""), v)
    return out


def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n in params["median"]:
        x = clean(frame[n])
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: count-combined-code-and-blank | two mistakes: forgets the code, and None and NaN among the texts
def count_missing(frame):
    counts = {n: int(pd.to_numeric(frame[n], errors="coerce").isna().sum()) for n in NUMBERS}
    counts.update({t: int(frame[t].astype(object).eq("").sum()) for t in TEXTS})
    return counts


# %% wrong: count-combined-order-negative | two mistakes: each negative number is a gap, and the names are sorted
def count_missing(frame):
    counts = {}
    for name in sorted(NUMBERS + TEXTS):
        if name in NUMBERS:
            x = pd.to_numeric(frame[name], errors="coerce").astype("float64")
            counts[name] = int((x.isna() | (x < 0)).sum())
        else:
            counts[name] = int((frame[name].astype(object).fillna("") == "").sum())
    return counts


# %% wrong: fit-combined-ddof-unsorted | two mistakes: ddof=1, and the categories are not sorted
def fit_params(train):
    p = {"median": {}, "mode": {}, "mean": {}, "std": {}, "categories": {}}
    for n in NUMBERS:
        x = pd.to_numeric(train[n], errors="coerce").astype("float64").replace(-999, np.nan)
        p["median"][n] = float(x.median())
        x = x.fillna(x.median())
        p["mean"][n], p["std"][n] = float(x.mean()), float(x.std())
    for t in TEXTS:
        words = [v for v in train[t].tolist() if isinstance(v, str) and v]
        p["categories"][t] = list(dict.fromkeys(words))
        p["mode"][t] = max(p["categories"][t], key=words.count)
    return p


# %% wrong: fit-combined-mean-known | two mistakes: means as fill values, and the scale of the known numbers alone
def fit_params(train):
    p = {"median": {}, "mode": {}, "mean": {}, "std": {}, "categories": {}}
    for n in NUMBERS:
        x = pd.to_numeric(train[n], errors="coerce").astype("float64").replace(-999, np.nan)
        p["median"][n] = p["mean"][n] = float(x.mean())
        p["std"][n] = float(x.std(ddof=0))
    for t in TEXTS:
        words = [v for v in train[t].tolist() if isinstance(v, str) and v]
        p["categories"][t] = sorted(set(words))
        p["mode"][t] = max(p["categories"][t], key=words.count)
    return p


# %% wrong: fit-rarest | slip: takes the rarest name as the mode
def fit_params(train):
    p = {"median": {}, "mode": {}, "mean": {}, "std": {}, "categories": {}}
    for n in NUMBERS:
        x = pd.to_numeric(train[n], errors="coerce").astype("float64").replace(-999, np.nan)
        p["median"][n] = float(x.median())
        x = x.fillna(x.median())
        p["mean"][n], p["std"][n] = float(x.mean()), float(x.std(ddof=0))
    for t in TEXTS:
        words = [v for v in train[t].tolist() if isinstance(v, str) and v]
        p["categories"][t] = sorted(set(words))
        p["mode"][t] = min(p["categories"][t], key=words.count)
    return p


# %% wrong: impute-combined-mean-labels | two mistakes: fills with the mean and loses the row labels
def impute(frame, params):
    out = {}
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").to_numpy("float64", na_value=np.nan)
        out[n] = np.where(np.isnan(x) | (x == -999), params["mean"][n], x)
    for t, v in params["mode"].items():
        out[t] = [c if isinstance(c, str) and c else v for c in frame[t].tolist()]
    return pd.DataFrame(out)


# %% wrong: impute-hot-deck | lends each gap a random known value of the same column
def impute(frame, params):
    rng = np.random.default_rng(0)
    out = pd.DataFrame(index=frame.index)
    for n, v in params["median"].items():
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan).to_numpy(copy=True)
        known = x[~np.isnan(x)]
        lost = np.isnan(x)
        x[lost] = rng.choice(known, lost.sum()) if len(known) else v
        out[n] = x
    for t, v in params["mode"].items():
        s = frame[t].astype(object)
        out[t] = s.mask(s.isna() | (s == ""), v)
    return out


# %% wrong: impute-all-median | gaming: each cell is the fill value, measured or not
def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for name, value in {**params["median"], **params["mode"]}.items():
        out[name] = value
    return out


# %% wrong: predict-combined-sigmoid-flat | two mistakes: probabilities, in shape (rows,)
def predict(frame, params, model):
    logits = np.asarray(model(encode(impute(frame, params), params)))
    return (1 / (1 + np.exp(-logits))).ravel()


# %% wrong: predict-combined-drop-and-pad | leaves incomplete rows out and fills the end with zeros up to the right shape
def predict(frame, params, model):
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    complete = (x.notna() & (x != -999)).all(axis=1).to_numpy()
    logits = np.asarray(model(encode(impute(frame[complete], params), params)))
    padding = np.zeros((len(frame) - len(logits), 1), dtype="float32")
    return np.concatenate([logits, padding])


# %% wrong: predict-memorised | gaming: the logits that the notebook shows for its own table, cut to length
def predict(frame, params, model):
    known = np.asarray(model(encode(impute(penguins, params), params)))
    return np.resize(known, (len(frame), 1))


# %% wrong: predict-text-accessor | strips the texts with .str: an island column without any value (all NaN) has no .str
def predict(frame, params, model):
    table = frame.copy()
    for t in TEXTS:
        table[t] = table[t].str.strip()
    return np.asarray(model(encode(impute(table, params), params)))


# %% wrong: predict-one-row-flat | handles one row by hand and returns shape (1,) for it
def predict(frame, params, model):
    logits = np.asarray(model(encode(impute(frame, params), params)))
    if len(frame) == 1:
        return logits[0]
    return logits


# %% wrong: predict-drop-duplicates | np.unique on the encoded rows: sorts them and loses birds that look alike
def predict(frame, params, model):
    filled = impute(frame[NUMBERS + TEXTS], params)
    x = np.unique(encode(filled, params), axis=0)
    return np.asarray(model(x))


# %% wrong: name-combined-any-swapped | two mistakes: one gap is enough for "unknown", and the words are swapped
def name_sex(frame, params, model):
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    some = x.isna().any(axis=1).to_numpy()
    z = np.asarray(predict(frame, params, model))[:, 0]
    return ["unknown" if s else "female" if v > 0 else "male" for s, v in zip(some, z)]


# %% wrong: name-combined-nan-half | two mistakes: codes are taken for measurements, and the threshold is 0.5
def name_sex(frame, params, model):
    nothing = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").isna().all(axis=1).to_numpy(bool)
    z = np.asarray(predict(frame, params, model))[:, 0]
    return ["unknown" if e else "male" if v > 0.5 else "female" for e, v in zip(nothing, z)]


# %% wrong: guard-combined-three-one-side | two mistakes: 3 deviations, and only above the mean
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if ((x - params["mean"][n]) / params["std"][n] > 3).any():
            raise ValueError(f"{n} is too large")


# %% wrong: guard-any-gap | refuses every table with a gap, since "gaps are faults"
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for name, gaps in count_missing(frame).items():
        if gaps > 0:
            raise ValueError(f"{name} has {gaps} gaps")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: guard-no-sentence | raises ValueError without any sentence
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            raise ValueError


# %% wrong: guard-dead-count-five | slip: more than five gaps, not more than half of the rows
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().sum() > 5:
            raise ValueError(f"{n} is dead")
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% wrong: guard-variance-units | slip: divides by the square of the deviation
def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n in params["median"]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if ((x - params["mean"][n]).abs() / params["std"][n] ** 2 > 5).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% first: count-print | prints the counts and returns nothing
def count_missing(frame):
    for name in NUMBERS + TEXTS:
        print(name, frame[name].isna().sum())


# %% first: count-no-return | forgets the return
def count_missing(frame):
    counts = {}
    for n in NUMBERS:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        counts[n] = int((x.isna() | (x == -999)).sum())
    for t in TEXTS:
        counts[t] = int((frame[t].astype(object).fillna("") == "").sum())


# %% first: count-series | frame.isna().sum(): a Series over all columns instead of a dictionary, and NaN alone
def count_missing(frame):
    return frame.isna().sum()


# %% first: count-total | one number for the whole table
def count_missing(frame):
    total = 0
    for name in NUMBERS + TEXTS:
        total += frame[name].isna().sum()
    return int(total)


# %% first: count-list | a list of counts instead of a dictionary
def count_missing(frame):
    counts = []
    for n in NUMBERS:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        counts.append(int((x.isna() | (x == -999)).sum()))
    for t in TEXTS:
        counts.append(int((frame[t].astype(object).fillna("") == "").sum()))
    return counts


# %% first: count-return-in-loop | return inside the loop: only the first column is counted
def count_missing(frame):
    counts = {}
    for name in NUMBERS + TEXTS:
        counts[name] = int(frame[name].isna().sum())
        return counts


# %% first: count-equals-nan | compares with == np.nan, which is never true
def count_missing(frame):
    counts = {}
    for name in NUMBERS + TEXTS:
        counts[name] = 0
        for value in frame[name].tolist():
            if value is pd.NA or value == np.nan or value == None or value == -999 or value == "":
                counts[name] += 1
    return counts


# %% first: count-numbers-only | forgets the species and islands in the dictionary
def count_missing(frame):
    counts = {}
    for n in NUMBERS:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        counts[n] = int((x.isna() | (x == -999)).sum())
    return counts


# %% first: count-to-numeric-everything | converts the texts to numbers too, so each name counts as missing
def count_missing(frame):
    counts = {}
    for name in NUMBERS + TEXTS:
        x = pd.to_numeric(frame[name], errors="coerce").astype("float64")
        counts[name] = int((x.isna() | (x == -999)).sum())
    return counts


# %% first: fit-median-only | the medians alone, without the other four dictionaries
def fit_params(train):
    x = train[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    return {"median": x.median().to_dict()}


# %% first: fit-series | leaves pandas Series in the result (promised: plain Python values)
def fit_params(train):
    x = train[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    t = train[TEXTS].astype(object).replace("", np.nan)
    filled = x.fillna(x.median())
    return {
        "median": x.median(),
        "mode": t.mode().iloc[0],
        "mean": filled.mean(),
        "std": filled.std(ddof=0),
        "categories": {n: sorted(t[n].dropna().unique()) for n in TEXTS},
    }


# %% first: fit-mode-series | forgets the [0] after mode()
def fit_params(train):
    x = train[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    t = train[TEXTS].astype(object).replace("", np.nan)
    filled = x.fillna(x.median())
    return {
        "median": x.median().to_dict(),
        "mode": {n: t[n].mode() for n in TEXTS},
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {n: sorted(t[n].dropna().unique()) for n in TEXTS},
    }


# %% first: fit-category-set | a set of names instead of a sorted list
def fit_params(train):
    x = train[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    t = train[TEXTS].astype(object).replace("", np.nan)
    filled = x.fillna(x.median())
    return {
        "median": x.median().to_dict(),
        "mode": {n: t[n].mode()[0] for n in TEXTS},
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {n: set(t[n].dropna()) for n in TEXTS},
    }


# %% first: fit-tuple | returns five things as a tuple instead of one dictionary
def fit_params(train):
    x = train[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    t = train[TEXTS].astype(object).replace("", np.nan)
    median = x.median().to_dict()
    filled = x.fillna(median)
    mode = {n: t[n].mode()[0] for n in TEXTS}
    categories = {n: sorted(t[n].dropna().unique()) for n in TEXTS}
    return median, mode, filled.mean().to_dict(), filled.std(ddof=0).to_dict(), categories


# %% first: fit-plain-defaults | pandas' defaults on the raw table: codes count, blanks are a category, ddof=1
def fit_params(train):
    return {
        "median": train[NUMBERS].median().to_dict(),
        "mode": train[TEXTS].mode().iloc[0].to_dict(),
        "mean": train[NUMBERS].mean().to_dict(),
        "std": train[NUMBERS].std().to_dict(),
        "categories": {n: sorted(train[n].unique()) for n in TEXTS},
    }


# %% first: fit-replace-lost | forgets that replace and fillna return a new table, so nothing is replaced
def fit_params(train):
    x = train[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    x.replace(-999, np.nan)
    x.fillna(x.median())
    t = train[TEXTS].astype(object).replace("", np.nan)
    return {
        "median": x.median().to_dict(),
        "mode": {n: t[n].mode()[0] for n in TEXTS},
        "mean": x.mean().to_dict(),
        "std": x.std(ddof=0).to_dict(),
        "categories": {n: sorted(t[n].dropna().unique()) for n in TEXTS},
    }


# %% first: impute-fillna-median | frame.fillna with the medians and nothing else: codes and "" stay
def impute(frame, params):
    return frame.fillna(params["median"]).fillna(params["mode"])


# %% first: impute-inplace-none | fillna(inplace=True) on the caller's table, and returns None
def impute(frame, params):
    frame.replace(-999, np.nan, inplace=True)
    frame.fillna(params["median"], inplace=True)
    frame.fillna(params["mode"], inplace=True)


# %% first: impute-dict | returns a dictionary of lists instead of a DataFrame
def impute(frame, params):
    out = {}
    for n, v in params["median"].items():
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        out[n] = x.replace(-999, np.nan).fillna(v).tolist()
    for t, v in params["mode"].items():
        out[t] = [c if isinstance(c, str) and c else v for c in frame[t].tolist()]
    return out


# %% first: impute-numbers-only | fills and returns the numbers, and forgets the texts
def impute(frame, params):
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    return x.replace(-999, np.nan).fillna(params["median"])


# %% first: impute-dropna | drops what is missing, as one does with NaN
def impute(frame, params):
    clean = frame[NUMBERS + TEXTS].replace(-999, np.nan).replace("", np.nan)
    return clean.dropna()


# %% first: impute-loop-return | return inside the loop: only the first column is there
def impute(frame, params):
    out = pd.DataFrame(index=frame.index)
    for n, v in params["median"].items():
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64")
        out[n] = x.replace(-999, np.nan).fillna(v)
        return out


# %% first: impute-own-median | calls .median() of the frame, the first idea of everyone
def impute(frame, params):
    out = frame[NUMBERS + TEXTS].copy()
    for n in NUMBERS:
        out[n] = pd.to_numeric(out[n], errors="coerce").astype("float64").replace(-999, np.nan)
        out[n] = out[n].fillna(out[n].median())
    for t in TEXTS:
        out[t] = out[t].astype(object).replace("", np.nan)
        out[t] = out[t].where(out[t].notna(), params["mode"][t])
    return out


# %% first: predict-no-impute | calls encode and the model, and forgets impute
def predict(frame, params, model):
    x = encode(frame, params)
    return np.asarray(model(x))


# %% first: predict-no-encode | gives the filled table to the model without encode
def predict(frame, params, model):
    filled = impute(frame, params)
    return np.asarray(model(filled))


# %% first: predict-no-return | forgets the return
def predict(frame, params, model):
    logits = np.asarray(model(encode(impute(frame, params), params)))


# %% first: predict-words | returns words instead of logits
def predict(frame, params, model):
    logits = np.asarray(model(encode(impute(frame, params), params)))
    return ["male" if z > 0 else "female" for z in logits[:, 0]]


# %% first: predict-list | returns a list of floats, which has no shape
def predict(frame, params, model):
    logits = np.asarray(model(encode(impute(frame, params), params)))
    return [float(z) for z in logits[:, 0]]


# %% first: predict-extra-axis | an extra axis: shape (rows, 1, 1)
def predict(frame, params, model):
    logits = []
    filled = impute(frame, params)
    for i in range(len(filled)):
        logits.append(np.asarray(model(encode(filled.iloc[[i]], params))))
    return np.array(logits)


# %% first: predict-first-only | [0] too many: the answer of the first row alone
def predict(frame, params, model):
    return np.asarray(model(encode(impute(frame, params), params)))[0]


# %% first: predict-new-params | fits the parameters on the table that it gets
def predict(frame, params, model):
    params = fit_params(frame)
    return np.asarray(model(encode(impute(frame, params), params)))


# %% first: name-no-unknown | male or female for all, forgets "unknown"
def name_sex(frame, params, model):
    words = []
    for logit in np.asarray(predict(frame, params, model))[:, 0]:
        if logit > 0:
            words.append("male")
        else:
            words.append("female")
    return words


# %% first: name-array | returns a NumPy array instead of a list, and sees no codes
def name_sex(frame, params, model):
    nothing = frame[NUMBERS].isna().all(axis=1).to_numpy()
    z = np.asarray(predict(frame, params, model))[:, 0]
    return np.where(nothing, "unknown", np.where(z > 0, "male", "female"))


# %% first: name-single-word | returns in the first turn of the loop: one word for the table
def name_sex(frame, params, model):
    for logit in np.asarray(predict(frame, params, model))[:, 0]:
        if logit > 0:
            return "male"
        else:
            return "female"


# %% first: name-capitals | "Male", "Female", "Unknown" with capitals
def name_sex(frame, params, model):
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    nothing = x.isna().all(axis=1).to_numpy()
    z = np.asarray(predict(frame, params, model))[:, 0]
    return ["Unknown" if e else "Male" if v > 0 else "Female" for e, v in zip(nothing, z)]


# %% first: name-nan-logit | waits for a NaN logit, which never comes after impute
def name_sex(frame, params, model):
    words = []
    for logit in np.asarray(predict(frame, params, model))[:, 0]:
        if np.isnan(logit):
            words.append("unknown")
        elif logit > 0:
            words.append("male")
        else:
            words.append("female")
    return words


# %% first: name-nested | one list inside for each row
def name_sex(frame, params, model):
    x = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999, np.nan)
    nothing = x.isna().all(axis=1).to_numpy()
    z = np.asarray(predict(frame, params, model))
    words = np.where(z > 0, "male", "female").astype(object)
    words[nothing] = "unknown"
    return words.tolist()


# %% first: guard-print | prints the sentence instead of raising
def guard(frame, params):
    for name in NUMBERS + TEXTS:
        if name not in frame.columns:
            print(f"{name} is missing")
            return
    for n in NUMBERS:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            print(f"{n} is dead")
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            print(f"{n} is beyond 5 deviations")


# %% first: guard-returns-error | returns the ValueError instead of raising it
def guard(frame, params):
    for name in NUMBERS + TEXTS:
        if name not in frame.columns:
            return ValueError(f"{name} is missing")
    for n in NUMBERS:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            return ValueError(f"{n} is dead")
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            return ValueError(f"{n} is beyond 5 deviations")


# %% first: guard-true-false | returns True for a good table and False for a bad one
def guard(frame, params):
    for name in NUMBERS + TEXTS:
        if name not in frame.columns:
            return False
    for n in NUMBERS:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            return False
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            return False
    return True


# %% first: guard-plain-exception | raises Exception instead of ValueError
def guard(frame, params):
    for name in NUMBERS + TEXTS:
        if name not in frame.columns:
            raise Exception(f"{name} is missing")
    for n in NUMBERS:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise Exception(f"{n} is dead")
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            raise Exception(f"{n} is beyond 5 deviations")


# %% first: guard-length-of-columns | counts the columns instead of comparing names: extra ones hide a missing one
def guard(frame, params):
    if len(frame.columns) < len(NUMBERS + TEXTS):
        raise ValueError("a column is missing")
    for n in [c for c in NUMBERS if c in frame.columns]:
        x = pd.to_numeric(frame[n], errors="coerce").astype("float64").replace(-999, np.nan)
        if len(x) >= 10 and x.isna().mean() > 0.5:
            raise ValueError(f"{n} is dead")
        if ((x - params["mean"][n]).abs() > 5 * params["std"][n]).any():
            raise ValueError(f"{n} is beyond 5 deviations")


# %% first: guard-ten-percent-raw | looks at the raw cells only: isna for the share, comparison of text with numbers crashes
def guard(frame, params):
    for name in NUMBERS + TEXTS:
        if name not in frame.columns:
            raise ValueError(f"{name} is missing")
    for n in NUMBERS:
        if len(frame) >= 10 and frame[n].isna().sum() > len(frame) / 2:
            raise ValueError(f"{n} is dead")
        for value in frame[n]:
            if value != -999 and abs(value - params["mean"][n]) > 5 * params["std"][n]:
                raise ValueError(f"{n} is beyond 5 deviations")
