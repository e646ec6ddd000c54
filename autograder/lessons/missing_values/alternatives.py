"""Right answers written differently: none of them may lose a point."""

# %% numpy
def _numbers(frame, names):
    out = np.empty((len(frame), len(names)))
    for i, name in enumerate(names):
        out[:, i] = pd.to_numeric(frame[name], errors="coerce").astype("float64").to_numpy()
    out[out == -999] = np.nan
    return out


def count_missing(frame):
    counts = dict(zip(NUMBERS, np.isnan(_numbers(frame, NUMBERS)).sum(axis=0)))
    for name in TEXTS:
        counts[name] = sum(not isinstance(text, str) or not text for text in frame[name])
    return counts


def fit_params(train):
    x = _numbers(train, NUMBERS)
    median = np.nanmedian(x, axis=0)
    x = np.where(np.isnan(x), median, x)
    params = {"median": median, "mean": x.mean(axis=0), "std": x.std(axis=0)}
    params = {key: dict(zip(NUMBERS, values)) for key, values in params.items()}
    params |= {"mode": {}, "categories": {}}
    for name in TEXTS:
        values, counts = np.unique([t for t in train[name] if isinstance(t, str) and t], return_counts=True)
        params["mode"][name] = values[counts.argmax()]
        params["categories"][name] = values
    return params


def predict(frame, params, model):
    x = _numbers(frame, list(params["median"]))
    x = np.where(np.isnan(x), np.array(list(params["median"].values())), x)
    x = (x - np.array(list(params["mean"].values()))) / np.array(list(params["std"].values()))
    blocks = [x]
    for name, known in params["categories"].items():
        text = np.array([t if isinstance(t, str) and t else params["mode"][name] for t in frame[name]], dtype=object)
        blocks.append(text.reshape(-1, 1) == np.array(known, dtype=object))
    return np.asarray(model(np.hstack(blocks).astype("float32")))

# %% scikit-learn
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import OneHotEncoder, StandardScaler


def fit_params(train):
    numbers = train[NUMBERS].apply(pd.to_numeric, errors="coerce").to_numpy(float, na_value=np.nan)
    numbers = np.where(numbers == -999, np.nan, numbers)
    imputer = SimpleImputer(strategy="median").fit(numbers)
    scaler = StandardScaler().fit(imputer.transform(numbers))
    texts = train[TEXTS].astype(object)
    texts = texts.where(texts.notna() & (texts != ""), np.nan)
    modes = SimpleImputer(strategy="most_frequent").fit(texts)
    onehot = OneHotEncoder(handle_unknown="ignore").fit(modes.transform(texts))
    return {
        "median": dict(zip(NUMBERS, imputer.statistics_.tolist())),
        "mode": dict(zip(TEXTS, modes.statistics_)),
        "mean": dict(zip(NUMBERS, scaler.mean_.tolist())),
        "std": dict(zip(NUMBERS, scaler.scale_.tolist())),
        "categories": {name: list(values) for name, values in zip(TEXTS, onehot.categories_)},
    }


def impute(frame, params):
    names = list(params["median"])
    numbers = frame[names].apply(pd.to_numeric, errors="coerce").astype("float64").replace(-999.0, np.nan)
    imputer = SimpleImputer(strategy="median", keep_empty_features=True)
    imputer.fit(pd.DataFrame([params["median"]]))
    if len(frame):
        numbers = pd.DataFrame(imputer.transform(numbers), columns=names, index=frame.index)
    for name, value in params["mode"].items():
        text = frame[name].astype(object).where(frame[name].notna(), "")
        numbers[name] = [item or value for item in text]
    return numbers

# %% keras-layers
import keras


def predict(frame, params, model):
    filled = impute(frame, params)
    x = filled[list(params["mean"])].to_numpy("float32")
    std = np.array(list(params["std"].values()))
    z = keras.layers.Normalization(mean=list(params["mean"].values()), variance=std**2)(x)
    onehot = [
        (filled[[name]].to_numpy(object) == np.array(known, dtype=object)[None, :]).astype("float32")
        for name, known in params["categories"].items()
    ]
    return model(keras.ops.concatenate([z, *onehot], axis=1))

# %% tensorflow-ops
import tensorflow as tf


def predict(frame, params, model):
    names = list(params["median"])
    x = tf.constant(np.column_stack([numbers_of(frame[name]) for name in names]), dtype=tf.float32)
    median, mean, std = (tf.constant([params[key][name] for name in names]) for key in ("median", "mean", "std"))
    z = (tf.where(tf.math.is_nan(x), median, x) - mean) / std
    onehot = []
    for name, known in params["categories"].items():
        text = texts_of(frame[name])
        text = text.where(text.notna(), params["mode"][name])
        onehot += [tf.cast(tf.constant((text == value).to_numpy(bool)), tf.float32)[:, None] for value in known]
    return model(tf.concat([z, *onehot], axis=1)).numpy()

# %% pandas-in-one-go
def impute(frame, params):
    filled = frame[[*params["median"], *params["mode"]]].astype(object)
    filled = filled.mask(filled.isin([-999, -999.0, "-999", ""]) | filled.isna(), np.nan)
    filled = filled.fillna({**params["median"], **params["mode"]})
    return filled.astype(dict.fromkeys(params["median"], float))


def count_missing(frame):
    cells = frame[[*NUMBERS, *TEXTS]].astype(object)
    return (cells.isna() | cells.isin([-999, "-999", ""])).sum()[[*NUMBERS, *TEXTS]].to_dict()

# %% cell-by-cell
def _number(cell):
    try:
        value = float(cell)
    except (TypeError, ValueError):
        return None
    return None if value != value or value == -999 else value


def _text(cell):
    return cell if isinstance(cell, str) and cell else None


def count_missing(frame):
    counts = {name: sum(_number(cell) is None for cell in frame[name]) for name in NUMBERS}
    for name in TEXTS:
        counts[name] = sum(_text(cell) is None for cell in frame[name])
    return counts


def impute(frame, params):
    columns = {}
    for name, value in params["median"].items():
        cells = [_number(cell) for cell in frame[name]]
        columns[name] = np.array([value if cell is None else cell for cell in cells], dtype=float)
    for name, value in params["mode"].items():
        columns[name] = [_text(cell) or value for cell in frame[name]]
    return pd.DataFrame(columns, index=frame.index)


def name_sex(frame, params, model):
    answers = []
    for row, logit in zip(frame.to_dict("records"), predict(frame, params, model)):
        if all(_number(row[name]) is None for name in params["median"]):
            answers.append("unknown")
        else:
            answers.append("male" if logit[0] > 0 else "female")
    return answers


def guard(frame, params):
    for name in [*params["median"], *params["mode"]]:
        if name not in frame:
            raise ValueError(f"{name} is missing")
    for name in params["median"]:
        known = [cell for cell in map(_number, frame[name]) if cell is not None]
        if len(frame) > 9 and 2 * len(known) < len(frame):
            raise ValueError(f"{name}: the sensor is dead")
        for cell in known:
            if abs(cell - params["mean"][name]) > 5 * params["std"][name]:
                raise ValueError(f"{name} holds {cell}")

# %% batches-of-seven
def predict(frame, params, model):
    if len(frame) == 0:
        return np.zeros((0, 1), "float32")
    parts = [frame.iloc[i : i + 7] for i in range(0, len(frame), 7)]
    return np.concatenate([np.asarray(model(encode(impute(part, params), params))) for part in parts])

# %% model-predict-and-arrays
def predict(frame, params, model):
    x = encode(impute(frame, params), params)
    return model.predict(x, verbose=0) if len(x) else np.zeros((0, 1), "float32")


def name_sex(frame, params, model):
    male = predict(frame, params, model).ravel() > 0
    known = np.column_stack([numbers_of(frame[name]).notna() for name in params["median"]]).any(axis=1)
    return np.select([~known, male], ["unknown", "male"], "female")
