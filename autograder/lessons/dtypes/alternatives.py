"""Right answers written differently: none of them may lose a point."""

# %% numpy-in-double
def to_unit_range(images):
    return ((images.astype("float64") - 127.5) / 127.5).astype(np.float32)


def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        cast = values.astype(dtype)
    changed = sum(1 for i in range(len(values)) if values[i].item() != cast[i].item())
    return {"merged": np.unique(values).size - np.unique(cast).size, "changed": changed}


def hour_of_day(times):
    hours = times.to_numpy("datetime64[h]").astype("int64")
    return np.where(times.isna(), -1, hours % 24)

# %% interpolated
def to_unit_range(images):
    return np.interp(images, [0, 255], [-1, 1]).astype("float32")


def guard(images):
    if not (np.issubdtype(images.dtype, np.integer) or np.issubdtype(images.dtype, np.floating)):
        raise ValueError("no numbers")
    if len(images) and not (((images >= 0) & (images <= 255)).all() and (images > 1).any()):
        raise ValueError("not pixels from 0 to 255")

# %% keras-rescaling
import keras


def to_unit_range(images):
    layer = keras.layers.Rescaling(1 / 127.5, offset=-1)
    return np.asarray(layer(images))


def read_digits(images, model):
    if len(images) == 0:
        return np.zeros((0, 10))
    return model.predict(to_unit_range(images), verbose=0)

# %% tensorflow-ops
import tensorflow as tf


def to_unit_range(images):
    return (tf.cast(tf.constant(images), tf.float32) / 127.5 - 1.0).numpy()


def read_digits(images, model):
    return model(tf.cast(tf.constant(images), tf.float32) / 127.5 - 1.0)


def encode_ids(ids, vocab):
    keys, numbers = tf.constant(vocab, tf.int64), tf.range(1, len(vocab) + 1, dtype=tf.int64)
    table = tf.lookup.StaticHashTable(tf.lookup.KeyValueTensorInitializer(keys, numbers), 0)
    exact = pd.array(list(ids), dtype="Int64").fillna(-1)
    return table.lookup(tf.constant(exact, tf.int64))

# %% pandas
def encode_ids(ids, vocab):
    exact = pd.array(list(ids), dtype="Int64").fillna(-1)
    return pd.Index(vocab).get_indexer(exact) + 1


def category_codes(codes):
    texts = pd.Series(list(codes), dtype=object).map(
        lambda code: code if isinstance(code, str) else f"{code:.0f}", na_action="ignore"
    )
    return texts.where(texts.notna(), "").tolist()


def hour_of_day(times):
    utc = pd.to_datetime(times, utc=True)
    return ((utc - utc.dt.floor("D")) // pd.Timedelta("1h")).fillna(-1).astype(int)

# %% scikit-learn
from sklearn.preprocessing import MinMaxScaler


def to_unit_range(images):
    scaler = MinMaxScaler(feature_range=(-1, 1)).fit([[0.0], [255.0]])
    flat = images.reshape(-1, 1)
    return (scaler.transform(flat) if len(flat) else flat).reshape(images.shape).astype("float32")

# %% one-at-a-time
def to_unit_range(images):
    out = np.empty(images.shape, "float32")
    for place, pixel in np.ndenumerate(images):
        out[place] = float(pixel) / 127.5 - 1.0
    return out


def read_digits(images, model):
    answers = [np.asarray(model(to_unit_range(images[i : i + 1]))) for i in range(len(images))]
    return np.concatenate(answers) if answers else np.empty((0, 10))


def hour_of_day(times):
    hours = []
    for time in times:
        if pd.isna(time):
            hours.append(-1)
        else:
            hours.append((time if time.tz is None else time.tz_convert("UTC")).hour)
    return hours


def encode_ids(ids, vocab):
    return [0 if pd.isna(i) or int(i) not in vocab else vocab.index(int(i)) + 1 for i in ids]

# %% sorted-search
def encode_ids(ids, vocab):
    order = np.argsort(vocab)
    ranked = np.array(vocab)[order]
    wanted = np.array([-1 if pd.isna(i) else int(i) for i in ids], dtype="int64")
    place = np.minimum(np.searchsorted(ranked, wanted), len(ranked) - 1)
    return np.where(ranked[place] == wanted, order[place] + 1, 0)


def category_codes(codes):
    def text(code):
        if pd.isna(code):
            return ""
        return str(code)[:-2] if isinstance(code, float) else str(code)

    return np.array([text(code) for code in codes])
