# %% right: moved-moveaxis | vectorised NumPy, moveaxis and a maximum over two axes
def moved(raw, batch):
    pictures = np.moveaxis(raw, -1, 0).astype(float)
    return np.abs(pictures - batch[:, :, :, 0]).max(axis=(1, 2))


# %% right: moved-plain-loops | plain Python, three loops and a running worst
def moved(raw, batch):
    result = []
    for i in range(raw.shape[2]):
        worst = 0.0
        for r in range(8):
            for c in range(8):
                difference = abs(float(raw[r, c, i]) - float(batch[i, r, c, 0]))
                if difference > worst:
                    worst = difference
        result.append(worst)
    return np.array(result, dtype=float)


# %% right: moved-flat-rows | transposes and flattens both sides to (N, 64)
def moved(raw, batch):
    n = batch.shape[0]
    a = raw.transpose(2, 0, 1).reshape(n, 64).astype("float64")
    b = batch.reshape(n, 64).astype("float64")
    return np.max(np.abs(a - b), axis=1)


# %% right: moved-zip | zips the pictures of both sides
def moved(raw, batch):
    pairs = zip(raw.transpose(2, 0, 1), batch[..., 0])
    return np.array([np.abs(picture.astype(float) - copy).max() for picture, copy in pairs])


# %% right: moved-batch-to-raw | brings the batch into the order of the delivery instead
def moved(raw, batch):
    back = batch[..., 0].transpose(1, 2, 0)
    return np.absolute(back - raw).max(axis=0).max(axis=0)


# %% right: moved-preallocated | fills an array made beforehand
def moved(raw, batch):
    count = len(batch)
    worst = np.empty(count, dtype="float64")
    for i in range(count):
        before = raw[:, :, i].astype("float64")
        after = batch[i, :, :, 0].astype("float64")
        worst[i] = np.max(np.abs(before - after))
    return worst


# %% right: moved-pandas | pandas style, one column a picture
def moved(raw, batch):
    n = raw.shape[-1]
    before = pd.DataFrame(raw.reshape(64, n).astype(float))
    after = pd.DataFrame(batch.reshape(n, 64).T.astype(float))
    return (before - after).abs().max(axis=0).to_numpy()


# %% right: moved-sklearn | scikit-learn's max_error, picture by picture
from sklearn.metrics import max_error


def moved(raw, batch):
    n = raw.shape[2]
    return np.array([max_error(raw[:, :, i].ravel(), batch[i].ravel()) for i in range(n)], dtype=float)


# %% right: moved-inf-norm | the maximum norm of the difference
def moved(raw, batch):
    n = raw.shape[-1]
    gap = np.moveaxis(raw, 2, 0).reshape(n, 64) - batch.reshape(n, 64)
    return np.linalg.norm(gap, ord=np.inf, axis=1)


# %% right: moved-high-and-low | the larger of the highest and minus the lowest difference
def moved(raw, batch):
    d = np.moveaxis(raw, -1, 0).astype(float) - batch[..., 0].astype(float)
    return np.maximum(d.max(axis=(1, 2)), -d.min(axis=(1, 2)))


# %% right: moved-via-to-batch | compares with the batch that the own to_batch makes
def to_batch(raw):
    if isinstance(raw, list):
        pictures = np.zeros((len(raw), 8, 8), "float32")
        for i, picture in enumerate(raw):
            pictures[i] = picture
    elif raw.ndim == 2:
        pictures = raw[None]
    else:
        pictures = np.moveaxis(raw, -1, 0)
    return pictures[..., None].astype("float32")


def moved(raw, batch):
    return np.abs(to_batch(raw) - batch).max(axis=(1, 2, 3))


# %% right: moved-fromiter | generator and fromiter, with a helper
def _worst_pixel(picture, copy):
    return float(np.abs(picture.astype("int64") - copy.astype("float64")).max())


def moved(raw, batch):
    n = raw.shape[-1]
    return np.fromiter((_worst_pixel(raw[..., i], batch[i, ..., 0]) for i in range(n)), dtype=float, count=n)


# %% right: moved-lambda | terse, a lambda under the name asked for
moved = lambda raw, batch: abs(raw.transpose(2, 0, 1) - batch[..., 0].astype(float)).max((1, 2))  # noqa: E731


# %% right: batch-early-returns | early returns, one for each kind of input
def to_batch(raw):
    if isinstance(raw, list):
        if not raw:
            return np.zeros((0, 8, 8, 1), dtype="float32")
        return np.stack(raw)[..., np.newaxis].astype("float32")
    if raw.ndim == 2:
        return raw[np.newaxis, :, :, np.newaxis].astype("float32")
    return np.moveaxis(raw, -1, 0)[..., np.newaxis].astype("float32")


# %% right: batch-list-then-fill | makes a list of pictures of everything and fills an array
def to_batch(raw):
    if isinstance(raw, list):
        pictures = raw
    elif raw.ndim == 2:
        pictures = [raw]
    else:
        pictures = [raw[:, :, i] for i in range(raw.shape[2])]
    out = np.zeros((len(pictures), 8, 8, 1), dtype=np.float32)
    for i, picture in enumerate(pictures):
        out[i, :, :, 0] = picture
    return out


# %% right: batch-einsum | einsum names the axes
def to_batch(raw):
    if isinstance(raw, list):
        raw = np.stack(raw, axis=-1) if len(raw) > 0 else np.zeros((8, 8, 0))
    elif raw.ndim == 2:
        raw = raw[:, :, None]
    x = np.array(raw, dtype=np.float32)
    return np.einsum("rcn->nrc", x)[:, :, :, None]


# %% right: batch-tensorflow | TensorFlow transposes, then back to NumPy
import tensorflow as tf


def to_batch(raw):
    if isinstance(raw, list):
        if len(raw) == 0:
            return np.empty((0, 8, 8, 1), dtype="float32")
        x = tf.stack([tf.constant(np.array(p, dtype="float32")) for p in raw], axis=0)
    elif raw.ndim == 2:
        x = tf.expand_dims(tf.constant(np.array(raw, dtype="float32")), 0)
    else:
        x = tf.transpose(tf.constant(np.array(raw, dtype="float32")), perm=[2, 0, 1])
    return np.array(tf.expand_dims(x, -1).numpy(), dtype="float32")


# %% right: batch-match | structural matching on the number of axes
def to_batch(raw):
    match raw:
        case []:
            x = np.zeros((0, 8, 8))
        case list():
            x = np.array(raw)
        case _ if raw.ndim == 2:
            x = np.expand_dims(raw, 0)
        case _:
            x = np.transpose(raw, (2, 0, 1))
    return np.expand_dims(x, -1).astype("float32")


# %% right: batch-recursive | a list is the concatenation of batches of one
def to_batch(raw):
    if isinstance(raw, list):
        none = np.zeros((0, 8, 8, 1), dtype="float32")
        return np.concatenate([none] + [to_batch(picture) for picture in raw], axis=0)
    if raw.ndim == 2:
        return raw.reshape(1, 8, 8, 1).astype("float32")
    return raw.transpose(2, 0, 1).reshape(-1 if raw.size else 0, 8, 8, 1).astype("float32")


# %% right: batch-class | a small class with one method for each kind
class Pictures:
    def __init__(self, raw):
        self.raw = raw

    def rows_first(self):
        if isinstance(self.raw, list):
            return self.from_list()
        return self.from_one() if len(self.raw.shape) == 2 else self.from_delivery()

    def from_list(self):
        return np.stack(self.raw) if self.raw else np.empty((0, 8, 8))

    def from_one(self):
        return np.stack([self.raw])

    def from_delivery(self):
        return np.rollaxis(self.raw, 2)


def to_batch(raw):
    pictures = Pictures(raw).rows_first()
    return np.array(pictures[..., np.newaxis], dtype="float32")


# %% right: batch-two-swaps | two swaps of axes, a list goes through dstack
def to_batch(raw):
    if isinstance(raw, list) and len(raw) == 0:
        return np.zeros((0, 8, 8, 1), np.float32)
    delivery = np.dstack(raw) if isinstance(raw, list) else np.atleast_3d(raw)
    return delivery.swapaxes(0, 2).swapaxes(1, 2)[..., None].astype(np.float32)


# %% right: batch-four-loops | plain Python, moves every pixel by hand
def to_batch(raw):
    one_picture = not isinstance(raw, list) and raw.ndim == 2
    if isinstance(raw, list):
        n = len(raw)
    elif one_picture:
        n = 1
    else:
        n = raw.shape[2]
    batch = np.zeros((n, 8, 8, 1), dtype="float32")
    for i in range(n):
        for row in range(8):
            for column in range(8):
                if isinstance(raw, list):
                    value = raw[i][row, column]
                elif one_picture:
                    value = raw[row, column]
                else:
                    value = raw[row, column, i]
                batch[i, row, column, 0] = value
    return batch


# %% right: batch-singledispatch | functools.singledispatch tells lists from arrays
from functools import singledispatch


@singledispatch
def to_batch(raw):
    x = raw[np.newaxis] if raw.ndim == 2 else np.moveaxis(raw, 2, 0)
    return x[..., np.newaxis].astype("float32")


@to_batch.register(list)
def _from_list(raw):
    x = np.stack(raw) if raw else np.zeros((0, 8, 8))
    return x[..., np.newaxis].astype("float32")


# %% right: predict-own-batch | to_batch and predict together, the empty batch apart
def to_batch(raw):
    if isinstance(raw, list):
        if len(raw) == 0:
            return np.zeros((0, 8, 8, 1), dtype="float32")
        x = np.stack(raw, axis=0)
    elif raw.ndim == 2:
        x = raw[None, :, :]
    else:
        x = np.moveaxis(raw, -1, 0)
    return x[:, :, :, None].astype("float32")


def predict(raw, model):
    x = to_batch(raw)
    if len(x) == 0:
        return np.zeros((0, 3), dtype="float32")
    return np.asarray(model(x))


# %% right: predict-keras-predict | Keras' predict method
def predict(raw, model):
    x = to_batch(raw)
    if x.shape[0] == 0:
        return np.empty((0, 3), dtype=np.float32)
    return model.predict(x, verbose=0)


# %% right: predict-one-by-one | a batch of one for each picture
def predict(raw, model):
    rows = [np.zeros((0, 3), "float32")]
    for picture in to_batch(raw):
        rows.append(model(picture[np.newaxis]).numpy())
    return np.concatenate(rows)


# %% right: predict-chunks | pieces of 32 pictures
def predict(raw, model):
    x = to_batch(raw)
    answers = np.zeros((len(x), 3), dtype="float32")
    for start in range(0, len(x), 32):
        answers[start : start + 32] = np.asarray(model(x[start : start + 32]))
    return answers


# %% right: predict-inference-mode | TensorFlow tensor in, training switched off
import tensorflow as tf


def predict(raw, model):
    x = to_batch(raw)
    if not x.size:
        return np.zeros((0, 3), dtype="float32")
    return model(tf.convert_to_tensor(x), training=False).numpy()


# %% right: predict-all-inside | does everything itself and does not use to_batch
def predict(raw, model):
    if isinstance(raw, list):
        pictures = list(raw)
    elif raw.ndim == 2:
        pictures = [raw]
    else:
        pictures = [raw[:, :, k] for k in range(raw.shape[-1])]
    if not pictures:
        return np.zeros((0, 3), dtype="float32")
    x = np.array([np.asarray(p, dtype="float32").reshape(8, 8, 1) for p in pictures])
    return np.array(model(x))


# %% right: rmse-column-helper | a helper that returns one column
def _column(values):
    a = np.asarray(values, dtype=float)
    if a.ndim == 2 and a.shape[1] == 1:
        a = a[:, 0]
    if a.ndim != 1:
        raise ValueError(f"expected (n,) or (n, 1), got {a.shape}")
    return a


def rmse(y, p):
    y, p = _column(y), _column(p)
    if len(y) != len(p) or len(y) == 0:
        raise ValueError(f"{len(y)} and {len(p)} rows")
    return float(np.sqrt(np.mean((y - p) ** 2)))


# %% right: rmse-plain-python | nested lists, a loop and math.sqrt
import math


def as_list(values):
    shape = np.shape(values)
    if len(shape) == 1:
        return [float(v) for v in np.asarray(values)]
    if len(shape) == 2 and shape[1] == 1:
        return [float(row[0]) for row in np.asarray(values)]
    raise ValueError("one column of numbers please")


def rmse(y, p):
    a = as_list(y)
    b = as_list(p)
    if len(a) != len(b):
        raise ValueError("not the same number of rows")
    if not a:
        raise ValueError("no rows")
    total = 0.0
    for i in range(len(a)):
        total += (a[i] - b[i]) ** 2
    return math.sqrt(total / len(a))


# %% right: rmse-pandas | pandas columns with a fresh index
def rmse(y, p):
    columns = {}
    for name, values in {"y": y, "p": p}.items():
        a = np.asarray(values, dtype=float)
        if a.ndim not in (1, 2) or (a.ndim == 2 and a.shape[1] != 1):
            raise ValueError(f"{name} has shape {a.shape}")
        columns[name] = pd.Series(a.ravel())
    if len(columns["y"]) == 0 or len(columns["y"]) != len(columns["p"]):
        raise ValueError("numbers of rows")
    return float(((columns["y"] - columns["p"]) ** 2).mean() ** 0.5)


# %% right: rmse-sklearn | scikit-learn's mean squared error after the shape tests
from sklearn.metrics import mean_squared_error


def rmse(y, p):
    y = np.asarray(y, dtype=float)
    p = np.asarray(p, dtype=float)
    for a in (y, p):
        if a.ndim == 0 or a.shape not in [(len(a),), (len(a), 1)] or len(a) == 0:
            raise ValueError("shape must be (n,) or (n, 1), n at least 1")
    return float(np.sqrt(mean_squared_error(y.reshape(-1), p.reshape(-1))))


# %% right: rmse-norm | the norm of the difference over the root of n
def rmse(y, p):
    y, p = np.array(y, dtype="float64"), np.array(p, dtype="float64")
    if y.ndim == 1:
        y = y[:, np.newaxis]
    if p.ndim == 1:
        p = p[:, np.newaxis]
    if y.shape != p.shape or y.ndim != 2 or y.shape[1] != 1 or y.shape[0] == 0:
        raise ValueError(f"cannot compare {y.shape} and {p.shape}")
    return float(np.linalg.norm(y - p) / np.sqrt(y.shape[0]))


# %% right: rmse-defensive | three separate tests, numpy float returned
def rmse(y, p):
    """Root of the mean squared difference."""
    truth = np.asarray(y, dtype=np.float64)
    estimates = np.asarray(p, dtype=np.float64)

    # 1. the shapes
    for values in (truth, estimates):
        is_flat = values.ndim == 1
        is_column = values.ndim == 2 and values.shape[1] == 1
        if not (is_flat or is_column):
            raise ValueError("wrong shape: " + str(values.shape))

    # 2. the rows
    if truth.shape[0] != estimates.shape[0]:
        raise ValueError("the numbers of rows differ")
    if truth.shape[0] == 0:
        raise ValueError("there are no rows")

    # 3. the formula
    difference = truth.flatten() - estimates.flatten()
    return np.sqrt(np.dot(difference, difference) / difference.size)


# %% right: rmse-bias-and-spread | bias squared plus variance
def rmse(y, p):
    y, p = (np.asarray(v, dtype=float) for v in (y, p))
    if any(v.ndim not in (1, 2) or v.shape[1:] not in ((), (1,)) for v in (y, p)):
        raise ValueError
    if y.size != p.size or y.size < 1:
        raise ValueError
    d = y.reshape(-1) - p.reshape(-1)
    return float((d.mean() ** 2 + d.var()) ** 0.5)


# %% right: labels-two-cases | indexes the column, NumPy
def class_labels(logits):
    logits = np.asarray(logits)
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0).astype(int)
    return logits.argmax(axis=1)


# %% right: labels-loop | plain Python loop over the rows
def class_labels(logits):
    logits = np.asarray(logits)
    labels = []
    for row in logits:
        if len(row) == 1:
            labels.append(1 if row[0] > 0 else 0)
        else:
            best = 0
            for place in range(1, len(row)):
                if row[place] > row[best]:
                    best = place
            labels.append(best)
    return np.array(labels, dtype="int64")


# %% right: labels-zero-column | puts a column of zeros in front of the single logit
def class_labels(logits):
    logits = np.asarray(logits, dtype=float)
    if logits.shape[-1] == 1:
        logits = np.hstack([np.zeros_like(logits), logits])
    return np.argmax(logits, axis=-1)


# %% right: labels-where | where on the ravelled column, small integers
def class_labels(logits):
    x = np.asarray(logits)
    n, k = x.shape
    return np.where(x.ravel() > 0, 1, 0).astype("int32") if k == 1 else x.argmax(1).astype("int32")


# %% right: labels-tensorflow | TensorFlow's argmax and greater
import tensorflow as tf


def class_labels(logits):
    logits = tf.convert_to_tensor(np.asarray(logits))
    if logits.shape[1] == 1:
        return tf.cast(logits[:, 0] > 0, tf.int32).numpy()
    return tf.argmax(logits, axis=1).numpy()


# %% right: labels-heaviside | the step function, which is 0 at 0
def class_labels(logits):
    logits = np.asarray(logits, dtype=float)
    several = logits.shape[1] > 1
    if several:
        return logits.argmax(axis=1)
    return np.heaviside(logits[:, 0], 0).astype(int)


# %% right: labels-pandas | pandas: one row of the table is one network answer
def class_labels(logits):
    table = pd.DataFrame(np.asarray(logits))
    if len(table) == 0:
        return np.zeros(0, dtype=int)
    if table.shape[1] == 1:
        return table[0].gt(0).astype(int).to_numpy()
    return table.idxmax(axis=1).to_numpy().astype(int)


# %% right: guard-count-then-compare | counts the axes, then a loop over pairs
def check_input(x, shape):
    if x.ndim != len(shape):
        raise ValueError(f"{len(shape)} axes expected, got {x.shape}")
    for axis, (got, wanted) in enumerate(zip(x.shape, shape)):
        if wanted is not None and got != wanted:
            raise ValueError(f"axis {axis}: length {wanted} expected, got {got} in {x.shape}")


# %% right: guard-all | one test with all() and short circuit
def check_input(x, shape):
    got = tuple(x.shape)
    fits = len(got) == len(shape) and all(s is None or s == g for s, g in zip(shape, got))
    if not fits:
        raise ValueError(f"The model expects the shape {tuple(shape)}, but the array has the shape {got}.")


# %% right: guard-fill-in | puts the array's lengths where None stands and compares tuples
def check_input(x, shape):
    got = np.shape(x)
    if len(got) != len(shape):
        raise ValueError(f"Expected {len(shape)} axes as in {shape}, got {len(got)} axes: {got}.")
    wanted = tuple(g if s is None else s for g, s in zip(got, shape))
    if wanted != got:
        raise ValueError(f"Expected an array of shape {shape}, got {got}.")
    return None


# %% right: guard-collects-problems | collects every problem into one message
def problems(got, shape):
    if len(got) != len(shape):
        return [f"{len(shape)} axes expected, {len(got)} came"]
    return [
        f"axis {i} should have length {s} and has {g}"
        for i, (g, s) in enumerate(zip(got, shape))
        if s is not None and s != g
    ]


def check_input(x, shape):
    found = problems(x.shape, shape)
    if found:
        raise ValueError(f"Expected {shape}, got {x.shape}: " + "; ".join(found))


# %% right: guard-own-error | an own error that is a ValueError, with a class for the pattern
class ShapeError(ValueError):
    pass


class Pattern:
    def __init__(self, lengths):
        self.lengths = tuple(lengths)

    def matches(self, shape):
        if len(shape) != len(self.lengths):
            return False
        for i in range(len(shape)):
            if self.lengths[i] is None:
                continue
            if self.lengths[i] != shape[i]:
                return False
        return True


def check_input(x, shape):
    pattern = Pattern(shape)
    if not pattern.matches(x.shape):
        raise ShapeError(f"expected an array of shape {pattern.lengths}, but got one of shape {x.shape}")


# %% right: guard-strict-zip | zip(strict=True) refuses another number of axes
def check_input(x, shape):
    try:
        pairs = list(zip(x.shape, shape, strict=True))
    except ValueError:
        raise ValueError(f"{len(shape)} axes expected, got {x.shape}") from None
    wrong = [i for i, (a, b) in enumerate(pairs) if b is not None and a != b]
    if wrong:
        raise ValueError(f"shape {shape} expected, got {x.shape}, which differs at axes {wrong}")


# %% right: whole-notebook-terse | all six functions, as short as can be
def moved(raw, batch):
    return np.abs(np.moveaxis(raw, 2, 0) - batch[..., 0]).max((1, 2))


def to_batch(raw):
    x = (np.stack(raw) if raw else np.zeros((0, 8, 8))) if isinstance(raw, list) else None
    if x is None:
        x = np.moveaxis(raw, 2, 0) if raw.ndim == 3 else raw[None]
    return x[..., None].astype("f4")


def predict(raw, model):
    x = to_batch(raw)
    return model(x).numpy() if len(x) else np.zeros((0, 3), "f4")


def rmse(y, p):
    y, p = np.asarray(y, float), np.asarray(p, float)
    if y.shape[1:] not in ((), (1,)) or p.shape[1:] not in ((), (1,)) or not y.ndim or not p.ndim:
        raise ValueError("shape")
    if len(y) != len(p) or not len(y):
        raise ValueError("rows")
    return float(((y.ravel() - p.ravel()) ** 2).mean() ** 0.5)


def class_labels(logits):
    x = np.asarray(logits)
    return x.argmax(1) if x.shape[1] > 1 else (x[:, 0] > 0) * 1


def check_input(x, shape):
    if len(x.shape) != len(shape) or any(s not in (None, g) for s, g in zip(shape, x.shape)):
        raise ValueError(f"expected the shape {shape}, got {x.shape}")


# %% wrong: moved-signed | forgets the absolute value, so a pixel that got brighter does not count
def moved(raw, batch):
    pictures = np.moveaxis(raw, -1, 0).astype(float)
    return (pictures - batch[..., 0]).max(axis=(1, 2))


# %% wrong: moved-abs-too-late | takes the absolute value of the largest signed difference
def moved(raw, batch):
    n = raw.shape[2]
    return np.array([abs((raw[:, :, i].astype(float) - batch[i, :, :, 0]).max()) for i in range(n)])


# %% wrong: moved-mean-pixel | gives the mean difference of the 64 places, not the worst one
def moved(raw, batch):
    return np.abs(np.moveaxis(raw, -1, 0) - batch[..., 0]).mean(axis=(1, 2))


# %% wrong: moved-picture-means | compares the mean of each picture, which cannot see a moved pixel
def moved(raw, batch):
    return np.abs(raw.mean(axis=(0, 1)) - batch.mean(axis=(1, 2, 3)))


# %% wrong: moved-sorted-values | compares sorted grey levels, a histogram in disguise
def moved(raw, batch):
    n = raw.shape[-1]
    a = np.sort(np.moveaxis(raw, -1, 0).reshape(n, 64).astype(float), axis=1)
    b = np.sort(batch.reshape(n, 64).astype(float), axis=1)
    return np.abs(a - b).max(axis=1)


# %% wrong: moved-brightest | compares the brightest pixel of each side, wherever it is
def moved(raw, batch):
    return np.abs(raw.max(axis=(0, 1)) - batch.max(axis=(1, 2, 3)))


# %% wrong: moved-one-worst | one number for the whole delivery instead of one for each picture
def moved(raw, batch):
    return np.abs(np.moveaxis(raw, -1, 0) - batch[..., 0]).max()


# %% wrong: moved-bytes-wrap | subtracts unsigned bytes, which wrap around below 0
def moved(raw, batch):
    pictures = np.moveaxis(raw, -1, 0).astype("uint8")
    return np.abs(pictures - batch[..., 0].astype("uint8")).max(axis=(1, 2))


# %% wrong: moved-reshapes | believes reshape puts the picture axis first
def moved(raw, batch):
    return np.abs(raw.reshape(-1, 8, 8) - batch[..., 0]).max(axis=(1, 2))


# %% wrong: moved-dot-t | believes .T moves only the picture axis
def moved(raw, batch):
    return np.abs(raw.T - batch[..., 0]).max(axis=(1, 2))


# %% wrong: moved-row-column-swap | the same transposition spelled in a loop: column by row
def moved(raw, batch):
    worst = np.zeros(raw.shape[2])
    for i in range(raw.shape[2]):
        for r in range(8):
            for c in range(8):
                worst[i] = max(worst[i], abs(float(raw[r, c, i]) - float(batch[i, c, r, 0])))
    return worst


# %% wrong: moved-counts-pixels | counts the pixels that differ instead of grey levels
def moved(raw, batch):
    return (np.moveaxis(raw, -1, 0) != batch[..., 0]).sum(axis=(1, 2))


# %% wrong: moved-len-raw | believes len(raw) is the number of pictures and looks at eight
def moved(raw, batch):
    return np.array([np.abs(raw[:, :, i] - batch[i, :, :, 0]).max() for i in range(len(raw))])


# %% wrong: moved-every-pair | lets NumPy broadcast, so every picture is compared with every other
def moved(raw, batch):
    return np.abs(raw - batch).max(axis=(1, 2, 3))


# %% wrong: moved-share-of-white | divides by 255, so the answer is not in grey levels
def moved(raw, batch):
    return np.abs(np.moveaxis(raw, -1, 0) - batch[..., 0]).max(axis=(1, 2)) / 255


# %% wrong: moved-forgets-last | slip: the loop ends one picture early and the last one stays 0
def moved(raw, batch):
    n = raw.shape[2]
    out = np.zeros(n)
    for i in range(n - 1):
        out[i] = np.abs(raw[:, :, i].astype(float) - batch[i, :, :, 0]).max()
    return out


# %% wrong: moved-range-seven | slip: the last row and the last column are never looked at
def moved(raw, batch):
    out = []
    for i in range(raw.shape[2]):
        out.append(max(abs(float(raw[r, c, i]) - float(batch[i, r, c, 0])) for r in range(7) for c in range(7)))
    return np.array(out)


# %% wrong: moved-whole-levels | cuts the batch to whole grey levels first, a difference of a fraction is lost
def moved(raw, batch):
    a = np.moveaxis(raw, -1, 0).astype("int64")
    b = batch[..., 0].astype("int64")
    return np.abs(a - b).max(axis=(1, 2))


# %% wrong: moved-wrong-axes | slip: the maximum is taken over the pictures and rows, shape (8,)
def moved(raw, batch):
    return np.abs(np.moveaxis(raw, -1, 0) - batch[..., 0]).max(axis=(0, 1))


# %% wrong: moved-240 | hard-codes the 240 pictures of the notebook, crashes for any other number
def moved(raw, batch):
    return np.array([np.abs(raw[:, :, i] - batch[i, :, :, 0]).max() for i in range(240)])


# %% wrong: moved-always-zero | gaming: says that nothing ever moved
def moved(raw, batch):
    return np.zeros(raw.shape[-1])


# %% wrong: moved-mean-and-transposed | two mistakes: .T and the mean of the differences
def moved(raw, batch):
    diff = raw.T.astype(float) - batch.reshape(-1, 8, 8)
    return np.array([d.mean() for d in diff])


# %% wrong: batch-reshape | believes reshape moves axes
def to_batch(raw):
    if isinstance(raw, list):
        raw = np.stack(raw) if raw else np.zeros((0, 8, 8))
        return raw[..., np.newaxis].astype("float32")
    n = 1 if raw.ndim == 2 else raw.shape[2]
    return raw.reshape(n, 8, 8, 1).astype("float32")


# %% wrong: batch-reshape-everywhere | the service's line for every input, in to_batch and in predict
def to_batch(raw):
    return np.asarray(raw).reshape(-1, 8, 8, 1).astype("float32")


def predict(raw, model):
    x = np.asarray(raw).reshape(-1, 8, 8, 1).astype("float32")
    return model(x).numpy()


# %% wrong: batch-fortran-reshape | believes that order="F" makes reshape safe
def to_batch(raw):
    if isinstance(raw, list):
        return np.array(raw, dtype="float32").reshape(len(raw), 8, 8, 1)
    if raw.ndim == 2:
        return raw.reshape(1, 8, 8, 1).astype("float32")
    return raw.reshape((raw.shape[2], 8, 8, 1), order="F").astype("float32")


# %% wrong: batch-dot-t | believes .T only moves the last axis to the front, rows become columns
def to_batch(raw):
    if isinstance(raw, list):
        raw = np.array(raw).reshape(len(raw), 8, 8).transpose(1, 2, 0)
    elif raw.ndim == 2:
        raw = raw[:, :, np.newaxis]
    return raw.T[..., np.newaxis].astype("float32")


# %% wrong: batch-swapaxes | the same reflection spelled swapaxes(0, 2)
def to_batch(raw):
    if isinstance(raw, list):
        x = np.stack(raw) if len(raw) else np.zeros((0, 8, 8))
    elif raw.ndim == 2:
        x = raw[np.newaxis]
    else:
        x = np.swapaxes(raw, 0, 2)
    return x[..., np.newaxis].astype("float32")


# %% wrong: batch-colleague | turns .T by 90 degrees, as the colleague did
def to_batch(raw):
    if isinstance(raw, list):
        raw = np.stack(raw, axis=-1) if raw else np.zeros((8, 8, 0))
    elif raw.ndim == 2:
        raw = raw[..., np.newaxis]
    return np.rot90(raw.T, axes=(1, 2))[..., np.newaxis].astype("float32")


# %% wrong: batch-moveaxis-backwards | moves the first axis to the end instead of the last to the front
def to_batch(raw):
    return np.moveaxis(raw, 0, -1)[..., np.newaxis].astype("float32")


# %% wrong: batch-scaled | divides by 255 although the model does; pixels must keep their value
def to_batch(raw):
    if isinstance(raw, list):
        x = np.array(raw, dtype="float32").reshape(len(raw), 8, 8)
    elif raw.ndim == 2:
        x = raw[None]
    else:
        x = np.moveaxis(raw, -1, 0)
    return (x[..., None] / 255).astype("float32")


# %% wrong: batch-standardized | brings the delivery to mean 0 and sd 1, the values are not kept
def to_batch(raw):
    x = np.moveaxis(np.asarray(raw), -1, 0)[..., np.newaxis].astype("float32")
    return (x - x.mean()) / (x.std() + 1e-7)


# %% wrong: batch-float64 | float means float64, the text asks for float32
def to_batch(raw):
    if isinstance(raw, list):
        x = np.stack(raw) if raw else np.zeros((0, 8, 8))
    elif raw.ndim == 2:
        x = raw[np.newaxis]
    else:
        x = np.moveaxis(raw, -1, 0)
    return x[..., np.newaxis].astype(float)


# %% wrong: batch-no-channel | believes Keras adds the channel axis, returns (N, 8, 8)
def to_batch(raw):
    if isinstance(raw, list):
        return np.array(raw, dtype="float32").reshape(len(raw), 8, 8)
    if raw.ndim == 2:
        return raw[np.newaxis].astype("float32")
    return np.moveaxis(raw, -1, 0).astype("float32")


# %% wrong: batch-channel-first | puts the channel where PyTorch has it, (N, 1, 8, 8)
def to_batch(raw):
    if isinstance(raw, list):
        x = np.array(raw, dtype="float32").reshape(len(raw), 8, 8)
    elif raw.ndim == 2:
        x = raw[None]
    else:
        x = raw.transpose(2, 0, 1)
    return x[:, np.newaxis].astype("float32")


# %% wrong: batch-cube-is-ready | believes (8, 8, 8) is already picture first
def to_batch(raw):
    if isinstance(raw, list):
        raw = np.array(raw).reshape(len(raw), 8, 8)
    elif raw.ndim == 2:
        raw = raw[np.newaxis]
    elif raw.shape[1:] != (8, 8):
        raw = np.moveaxis(raw, -1, 0)
    return raw[..., np.newaxis].astype("float32")


# %% wrong: batch-shape-in-place | sets raw.shape, so the caller's array has one axis more afterwards
def to_batch(raw):
    if isinstance(raw, list):
        return np.array(raw, dtype="float32").reshape(len(raw), 8, 8, 1)
    if raw.ndim == 2:
        return raw[None, ..., None].astype("float32")
    raw.shape = (8, 8, raw.shape[2], 1)
    return raw.transpose(2, 0, 1, 3).astype("float32")


# %% wrong: batch-clears-caller | zeroes the delivery after copying, the caller's array is not as before
def to_batch(raw):
    if isinstance(raw, list):
        return np.array(raw, dtype="float32").reshape(len(raw), 8, 8, 1)
    if raw.ndim == 2:
        return raw[None, ..., None].astype("float32")
    batch = np.moveaxis(raw, -1, 0)[..., None].astype("float32")
    raw[...] = 0
    return batch


# %% wrong: batch-tensor | returns a TensorFlow tensor, the text asks for a NumPy array
import tensorflow as tf


def to_batch(raw):
    if isinstance(raw, list):
        x = np.array(raw, dtype="float32").reshape(len(raw), 8, 8)
    elif raw.ndim == 2:
        x = raw[None].astype("float32")
    else:
        x = np.moveaxis(raw, -1, 0).astype("float32")
    return tf.constant(x[..., None])


# %% wrong: batch-list-as-delivery | believes an array of the list has the pictures last, like a delivery
def to_batch(raw):
    raw = np.asarray(raw)
    if raw.ndim == 2:
        raw = raw[:, :, np.newaxis]
    return np.moveaxis(raw, -1, 0)[..., np.newaxis].astype("float32")


def predict(raw, model):
    x = to_batch(raw)
    if len(x) == 0:
        return np.zeros((0, 3), "float32")
    return model(x).numpy()


# %% wrong: batch-list-of-eight | tells a list from a delivery by its lengths, eight listed pictures are mixed up
def to_batch(raw):
    if len(raw) == 0:
        return np.zeros((0, 8, 8, 1), "float32")
    x = np.asarray(raw)
    if x.ndim == 2:
        x = x[np.newaxis]
    elif x.shape[:2] == (8, 8):
        x = np.moveaxis(x, -1, 0)
    return x[..., np.newaxis].astype("float32")


def predict(raw, model):
    x = to_batch(raw)
    return model(x).numpy() if len(x) else np.zeros((0, 3), "float32")


# %% wrong: batch-empty-list-stack | forgets the empty list, np.stack raises
def to_batch(raw):
    if isinstance(raw, list):
        x = np.stack(raw)
    elif raw.ndim == 2:
        x = raw[np.newaxis]
    else:
        x = np.moveaxis(raw, -1, 0)
    return x[..., np.newaxis].astype("float32")


def predict(raw, model):
    x = to_batch(raw)
    if x.shape[0] == 0:
        return np.zeros((0, 3), dtype="float32")
    return model(x).numpy()


# %% wrong: batch-empty-list-flat | an empty list gives shape (0, 1) instead of (0, 8, 8, 1)
def to_batch(raw):
    if isinstance(raw, list):
        x = np.array(raw)
    elif raw.ndim == 2:
        x = raw[np.newaxis]
    else:
        x = np.moveaxis(raw, -1, 0)
    return x[..., np.newaxis].astype("float32")


# %% wrong: batch-one-on-its-side | moves the last axis of a single picture too, so it is transposed
def to_batch(raw):
    if isinstance(raw, list):
        return np.array([p for p in raw], dtype="float32").reshape(len(raw), 8, 8, 1)
    x = np.moveaxis(raw, -1, 0)
    if x.ndim == 2:
        x = x[np.newaxis]
    return x[..., np.newaxis].astype("float32")


# %% wrong: batch-squeezed | squeezes first, a delivery of one loses its picture axis
def to_batch(raw):
    if isinstance(raw, list):
        return np.array(raw, dtype="float32").reshape(len(raw), 8, 8, 1)
    if raw.ndim == 2:
        return raw[np.newaxis, ..., np.newaxis].astype("float32")
    return np.squeeze(np.moveaxis(raw, -1, 0))[..., np.newaxis].astype("float32")


# %% wrong: batch-memory-order | reads the values in memory order, which mixes column-major deliveries
def to_batch(raw):
    if isinstance(raw, list):
        return np.array(raw, dtype="float32").reshape(len(raw), 8, 8, 1)
    if raw.ndim == 2:
        raw = raw[..., np.newaxis]
    values = raw.ravel(order="K").reshape(raw.shape)
    return np.moveaxis(values, -1, 0)[..., np.newaxis].astype("float32")


# %% wrong: batch-upside-down | turns the rows upside down so that it looks right in a plot
def to_batch(raw):
    if isinstance(raw, list):
        x = np.array(raw).reshape(len(raw), 8, 8)
    elif raw.ndim == 2:
        x = raw[np.newaxis]
    else:
        x = np.moveaxis(raw, -1, 0)
    return x[:, ::-1, :, np.newaxis].astype("float32")


# %% wrong: batch-last-picture-first | slip: the pictures come out in reverse order
def to_batch(raw):
    if isinstance(raw, list):
        return np.array(raw, dtype="float32").reshape(len(raw), 8, 8, 1)
    if raw.ndim == 2:
        return raw[np.newaxis, ..., np.newaxis].astype("float32")
    return np.array([raw[:, :, -i - 1] for i in range(raw.shape[2])], "float32").reshape(raw.shape[2], 8, 8, 1)


# %% wrong: batch-signed-bytes | goes through int8, so pixels above 127 become negative
def to_batch(raw):
    if isinstance(raw, list):
        x = np.array(raw).reshape(len(raw), 8, 8)
    elif raw.ndim == 2:
        x = raw[None]
    else:
        x = np.moveaxis(raw, -1, 0)
    return x[..., None].astype("int8").astype("float32")


# %% wrong: batch-none-becomes-one | for nothing it returns one black picture, N must be 0
def to_batch(raw):
    if isinstance(raw, list):
        if not raw:
            return np.zeros((1, 8, 8, 1), dtype="float32")
        return np.stack(raw)[..., None].astype("float32")
    if raw.ndim == 2:
        return raw[None, ..., None].astype("float32")
    if raw.shape[2] == 0:
        return np.zeros((1, 8, 8, 1), dtype="float32")
    return np.moveaxis(raw, -1, 0)[..., None].astype("float32")


# %% wrong: batch-flip-and-scale | two mistakes: .T and a division by 255, in to_batch and predict
def to_batch(raw):
    if isinstance(raw, list):
        raw = np.stack(raw, axis=-1)
    return raw.T.reshape(-1, 8, 8, 1).astype("float32") / 255.0


def predict(raw, model):
    return np.asarray(model(to_batch(raw)))


# %% wrong: predict-softmax | believes predictions must be probabilities
def predict(raw, model):
    x = to_batch(raw)
    if len(x) == 0:
        return np.zeros((0, 3), "float32")
    logits = model(x).numpy()
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% wrong: predict-softmax-tf | the same belief with TensorFlow's softmax
import tensorflow as tf


def predict(raw, model):
    x = to_batch(raw)
    if x.shape[0] == 0:
        return np.zeros((0, 3), dtype="float32")
    return tf.nn.softmax(model(x), axis=-1).numpy()


# %% wrong: predict-classes | returns the class of each picture instead of the logits
def predict(raw, model):
    x = to_batch(raw)
    if len(x) == 0:
        return np.zeros((0,), int)
    return model(x).numpy().argmax(axis=1)


# %% wrong: predict-scaled-twice | divides by 255 although the first layer does
def predict(raw, model):
    x = to_batch(raw) / 255.0
    if len(x) == 0:
        return np.zeros((0, 3), "float32")
    return np.asarray(model(x))


# %% wrong: predict-centred-pixels | scales to minus one to one, another contract
def predict(raw, model):
    x = to_batch(raw)
    if len(x) == 0:
        return np.zeros((0, 3), "float32")
    return np.asarray(model(x / 127.5 - 1))


# %% wrong: predict-empty-asks | asks the model with an empty batch
def predict(raw, model):
    return np.asarray(model(to_batch(raw)))


# %% wrong: predict-empty-flat | an empty array of shape (0,) for nothing, (0, 3) is promised
def predict(raw, model):
    x = to_batch(raw)
    if x.shape[0] == 0:
        return np.array([])
    return np.asarray(model(x))


# %% wrong: predict-empty-raises | refuses an empty delivery with a ValueError
def predict(raw, model):
    x = to_batch(raw)
    if len(x) == 0:
        raise ValueError("there is no picture to look at")
    return np.asarray(model(x))


# %% wrong: predict-empty-row | slip: one row of zeros for nothing
def predict(raw, model):
    x = to_batch(raw)
    if len(x) == 0:
        return np.zeros((1, 3), dtype="float32")
    return np.asarray(model(x))


# %% wrong: predict-only-empty-list | remembers the empty list and forgets the delivery (8, 8, 0)
def predict(raw, model):
    if isinstance(raw, list) and len(raw) == 0:
        return np.zeros((0, 3), dtype="float32")
    return np.asarray(model(to_batch(raw)))


# %% wrong: predict-len-raw-zero | tests len(raw), which is 8 for the delivery (8, 8, 0)
def predict(raw, model):
    if len(raw) == 0:
        return np.zeros((0, 3), dtype="float32")
    x = to_batch(raw)
    return model(x).numpy()


# %% wrong: predict-squeeze | squeezes the answer, one picture gives (3,)
def predict(raw, model):
    x = to_batch(raw)
    if len(x) == 0:
        return np.zeros((0, 3), dtype="float32")
    return np.squeeze(model(x).numpy())


# %% wrong: predict-one-row | for one picture it returns the row itself, not (1, 3)
def predict(raw, model):
    x = to_batch(raw)
    if len(x) == 0:
        return np.zeros((0, 3), dtype="float32")
    logits = model(x).numpy()
    if not isinstance(raw, list) and raw.ndim == 2:
        return logits[0]
    return logits


# %% wrong: predict-no-batch-axis | gives one picture to the model as (8, 8, 1), eight answers come out
def predict(raw, model):
    if isinstance(raw, list):
        x = to_batch(raw)
    elif raw.ndim == 2:
        x = raw[..., np.newaxis][..., np.newaxis].astype("float32")
    else:
        x = np.moveaxis(raw, -1, 0)[..., np.newaxis].astype("float32")
    if len(x) == 0:
        return np.zeros((0, 3), dtype="float32")
    return np.asarray(model(x))


# %% wrong: predict-cube-untouched | believes eight pictures (8, 8, 8) need no axis moved
def predict(raw, model):
    if not isinstance(raw, list) and raw.shape == (8, 8, 8):
        return np.asarray(model(raw[..., np.newaxis].astype("float32")))
    x = to_batch(raw)
    if len(x) == 0:
        return np.zeros((0, 3), dtype="float32")
    return np.asarray(model(x))


# %% wrong: predict-drops-remainder | slip: pieces of 32 pictures, the pictures left over get zeros
def predict(raw, model):
    x = to_batch(raw)
    out = np.zeros((len(x), 3), dtype="float32")
    for k in range(len(x) // 32):
        out[32 * k : 32 * k + 32] = np.asarray(model(x[32 * k : 32 * k + 32]))
    return out


# %% wrong: predict-reverses-list | pops the list from its end, the rows come out in reverse order
def predict(raw, model):
    if isinstance(raw, list):
        todo, rows = list(raw), []
        while todo:
            rows.append(np.asarray(model(todo.pop().astype("float32").reshape(1, 8, 8, 1)))[0])
        return np.array(rows, dtype="float32").reshape(-1, 3)
    x = to_batch(raw)
    return np.asarray(model(x)) if len(x) else np.zeros((0, 3), "float32")


# %% wrong: predict-constant | gaming: always says bricks along the road
def predict(raw, model):
    n = len(to_batch(raw))
    return np.tile(np.array([[5.0, 0.0, -5.0]], dtype="float32"), (n, 1))


# %% wrong: predict-swallows-errors | catches every error and returns zeros, lists of eight go wrong and softmax too
def predict(raw, model):
    try:
        x = np.moveaxis(np.asarray(raw), -1, 0)[..., np.newaxis].astype("float32")
        z = np.exp(np.asarray(model(x)))
        return z / z.sum(axis=1, keepdims=True)
    except Exception:
        return np.zeros((0, 3))


# %% wrong: rmse-broadcast | the formula of the lesson without a test of shapes, (n,) and (n, 1) broadcast
def rmse(y, p):
    y = np.asarray(y, dtype=float)
    p = np.asarray(p, dtype=float)
    if len(y) != len(p) or len(y) == 0:
        raise ValueError("numbers of rows differ")
    return float(np.sqrt(np.mean((y - p) ** 2)))


# %% wrong: rmse-only-p-column | takes p[:, 0] but leaves a truth of shape (n, 1) as it is
def rmse(y, p):
    y, p = np.asarray(y, float), np.asarray(p, float)
    if p.ndim == 2:
        if p.shape[1] != 1:
            raise ValueError("p is no column")
        p = p[:, 0]
    if len(y) != len(p) or len(p) == 0:
        raise ValueError("rows")
    return float(np.sqrt(np.mean((y - p) ** 2)))


# %% wrong: rmse-ravel | ravels whatever comes, so (1, n) and (n, 2) are accepted
def rmse(y, p):
    y = np.asarray(y, dtype=float).ravel()
    p = np.asarray(p, dtype=float).ravel()
    if y.size != p.size or y.size == 0:
        raise ValueError("sizes differ")
    return float(np.sqrt(np.mean((y - p) ** 2)))


# %% wrong: rmse-squeeze | the same belief with squeeze: (1, n) gets through
def rmse(y, p):
    y = np.squeeze(np.asarray(y, dtype=float))
    p = np.squeeze(np.asarray(p, dtype=float))
    if y.shape != p.shape or y.ndim > 1 or y.size == 0:
        raise ValueError("shapes differ")
    return float(np.sqrt(np.mean((y - p) ** 2)))


# %% wrong: rmse-first-column | takes column 0 of anything with two axes, so (n, 2) is accepted
def rmse(y, p):
    y, p = np.asarray(y, dtype=float), np.asarray(p, dtype=float)
    y = y[:, 0] if y.ndim == 2 else y
    p = p[:, 0] if p.ndim == 2 else p
    if y.ndim != 1 or p.ndim != 1 or len(y) != len(p) or len(y) == 0:
        raise ValueError("rows or axes")
    return float(np.sqrt(((y - p) ** 2).mean()))


# %% wrong: rmse-index-aligned | subtracts two Series, pandas pairs them by the index
def rmse(y, p):
    if isinstance(y, pd.Series) and isinstance(p, pd.Series):
        if len(y) != len(p) or len(y) == 0:
            raise ValueError("rows")
        return float(np.sqrt(((y - p) ** 2).mean()))
    y, p = np.asarray(y, dtype=float), np.asarray(p, dtype=float)
    for a in (y, p):
        if a.ndim not in (1, 2) or (a.ndim == 2 and a.shape[1] != 1):
            raise ValueError("shape")
    if len(y) != len(p) or len(y) == 0:
        raise ValueError("rows")
    return float(np.sqrt(np.mean((y.ravel() - p.ravel()) ** 2)))


# %% wrong: rmse-sorts-index | sorts a Series by its index before comparing, so the rows no longer belong together
def rmse(y, p):
    y, p = (v.sort_index() if isinstance(v, pd.Series) else v for v in (y, p))
    y, p = np.asarray(y, float), np.asarray(p, float)
    if any(a.ndim == 0 or a.shape[1:] not in ((), (1,)) for a in (y, p)) or len(y) != len(p) or len(y) == 0:
        raise ValueError("shape")
    return float(np.sqrt(np.mean((y.ravel() - p.ravel()) ** 2)))


# %% wrong: rmse-table-of-both | joins both columns in a DataFrame, which aligns a Series by its index and drops gaps
def rmse(y, p):
    def column(v):
        if isinstance(v, pd.Series):
            return v
        a = np.asarray(v, float)
        if a.ndim not in (1, 2) or (a.ndim == 2 and a.shape[1] != 1):
            raise ValueError("shape")
        return pd.Series(a.ravel())

    y, p = column(y), column(p)
    if len(y) != len(p) or len(y) == 0:
        raise ValueError("rows")
    both = pd.concat([y.rename("y"), p.rename("p")], axis=1).dropna()
    return float(np.sqrt(((both["y"] - both["p"]) ** 2).mean()))


# %% wrong: rmse-assert | asserts instead of raising ValueError
def rmse(y, p):
    y, p = np.asarray(y, float), np.asarray(p, float)
    for a in (y, p):
        assert a.ndim == 1 or (a.ndim == 2 and a.shape[1] == 1), "shape"
    assert len(y) == len(p) > 0, "rows"
    return float(np.sqrt(np.mean((y.ravel() - p.ravel()) ** 2)))


# %% wrong: rmse-empty-is-zero | returns 0.0 when there are no rows, ValueError is promised
def rmse(y, p):
    y, p = np.asarray(y, float), np.asarray(p, float)
    if len(y) == 0 and len(p) == 0:
        return 0.0
    for a in (y, p):
        if a.ndim > 2 or (a.ndim == 2 and a.shape[1] != 1):
            raise ValueError("shape")
    if len(y) != len(p):
        raise ValueError("rows")
    return float(np.sqrt(np.mean((y.ravel() - p.ravel()) ** 2)))


# %% wrong: rmse-empty-is-nan | forgets the case of no rows, the mean of nothing is NaN
def rmse(y, p):
    y, p = np.asarray(y, float), np.asarray(p, float)
    for a in (y, p):
        if a.ndim not in (1, 2) or (a.ndim == 2 and a.shape[1] != 1):
            raise ValueError("shape")
    if len(y) != len(p):
        raise ValueError("rows")
    return float(np.sqrt(np.mean((y.ravel() - p.ravel()) ** 2)))


# %% wrong: rmse-shortest | zips the two and so stops at the shorter one without an error
def rmse(y, p):
    y, p = np.asarray(y, float), np.asarray(p, float)
    for a in (y, p):
        if a.ndim not in (1, 2) or (a.ndim == 2 and a.shape[1] != 1) or len(a) == 0:
            raise ValueError("shape")
    squares = [(a - b) ** 2 for a, b in zip(y.ravel(), p.ravel())]
    return float((sum(squares) / len(squares)) ** 0.5)


# %% wrong: rmse-one-stretches | lets NumPy decide: a single row against many broadcasts without an error
def rmse(y, p):
    y, p = np.asarray(y, float), np.asarray(p, float)
    for a in (y, p):
        if a.ndim not in (1, 2) or (a.ndim == 2 and a.shape[1] != 1) or len(a) == 0:
            raise ValueError("shape")
    return float(np.sqrt(np.mean((y.ravel() - p.ravel()) ** 2)))


# %% wrong: rmse-no-root | returns the mean squared error, the root is missing
def rmse(y, p):
    y, p = np.asarray(y, float), np.asarray(p, float)
    for a in (y, p):
        if a.ndim not in (1, 2) or (a.ndim == 2 and a.shape[1] != 1):
            raise ValueError("shape")
    if len(y) != len(p) or len(y) == 0:
        raise ValueError("rows")
    return float(np.mean((y.ravel() - p.ravel()) ** 2))


# %% wrong: rmse-root-of-each | takes the root before the mean, which is the mean absolute error
def rmse(y, p):
    y, p = np.asarray(y, float), np.asarray(p, float)
    for a in (y, p):
        if a.ndim not in (1, 2) or (a.ndim == 2 and a.shape[1] != 1):
            raise ValueError("shape")
    if len(y) != len(p) or len(y) == 0:
        raise ValueError("rows")
    return float(np.mean(np.sqrt((y.ravel() - p.ravel()) ** 2)))


# %% wrong: rmse-spread-only | takes the standard deviation of the differences, a constant bias disappears
def rmse(y, p):
    y, p = np.asarray(y, float), np.asarray(p, float)
    for a in (y, p):
        if a.ndim not in (1, 2) or (a.ndim == 2 and a.shape[1] != 1):
            raise ValueError("shape")
    if len(y) != len(p) or len(y) == 0:
        raise ValueError("rows")
    return float(np.std(y.ravel() - p.ravel()))


# %% wrong: rmse-n-minus-one | slip: divides by n - 1, and crashes for one row
def rmse(y, p):
    y, p = np.asarray(y, float), np.asarray(p, float)
    for a in (y, p):
        if a.ndim not in (1, 2) or (a.ndim == 2 and a.shape[1] != 1):
            raise ValueError("shape")
    if len(y) != len(p) or len(y) == 0:
        raise ValueError("rows")
    total = sum((a - b) ** 2 for a, b in zip(y.ravel().tolist(), p.ravel().tolist()))
    return (total / (len(y) - 1)) ** 0.5


# %% wrong: rmse-bytes-wrap | keeps the dtype, unsigned truth minus larger estimates wraps around
def rmse(y, p):
    y, p = np.asarray(y), np.asarray(p)
    for a in (y, p):
        if a.ndim not in (1, 2) or (a.ndim == 2 and a.shape[1] != 1):
            raise ValueError("shape")
    if len(y) != len(p) or len(y) == 0:
        raise ValueError("rows")
    d = (y.reshape(-1) - p.reshape(-1)).astype(float)
    return float(np.sqrt(np.mean(d**2)))


# %% wrong: rmse-same-shape-only | refuses (n,) with (n, 1), although each argument may have either
def rmse(y, p):
    y, p = np.asarray(y, float), np.asarray(p, float)
    if y.shape != p.shape:
        raise ValueError(f"{y.shape} is not {p.shape}")
    if y.size == 0 or y.ndim > 2 or (y.ndim == 2 and y.shape[1] != 1) or y.ndim == 0:
        raise ValueError("shape")
    return float(np.sqrt(np.mean((y - p) ** 2)))


# %% wrong: rmse-flat-only | refuses everything but one axis, (n, 1) must be accepted
def rmse(y, p):
    y, p = np.asarray(y, float), np.asarray(p, float)
    if y.ndim != 1 or p.ndim != 1 or len(y) != len(p) or len(y) == 0:
        raise ValueError("two flat arrays of the same length please")
    return float(np.sqrt(np.mean((y - p) ** 2)))


# %% wrong: rmse-refuses-one-row | takes (1, 1) for a (1, n) and refuses a column of one row
def rmse(y, p):
    y, p = np.asarray(y, float), np.asarray(p, float)
    for a in (y, p):
        if a.ndim not in (1, 2) or (a.ndim == 2 and (a.shape[0] == 1 or a.shape[1] != 1)):
            raise ValueError("shape")
    if len(y) != len(p) or len(y) == 0:
        raise ValueError("rows")
    return float(np.sqrt(np.mean((y.ravel() - p.ravel()) ** 2)))


# %% wrong: rmse-tests-y-only | slip: tests the shape of y twice and never that of p
def rmse(y, p):
    y, p = np.asarray(y, float), np.asarray(p, float)
    for a in (y, y):
        if a.ndim not in (1, 2) or (a.ndim == 2 and a.shape[1] != 1):
            raise ValueError("shape")
    if y.size == 0 or y.shape[0] != p.size:
        raise ValueError("rows")
    return float(np.sqrt(np.mean((y.ravel() - p.ravel()) ** 2)))


# %% wrong: rmse-three-axes | flattens by length, so (n, 1, 1) gets through
def rmse(y, p):
    y, p = np.asarray(y, float), np.asarray(p, float)
    for a in (y, p):
        if a.ndim == 0 or a.size != len(a) or len(a) == 0:
            raise ValueError("one number for each row please")
    if len(y) != len(p):
        raise ValueError("rows")
    return float(np.sqrt(np.mean((y.reshape(len(y)) - p.reshape(len(p))) ** 2)))


# %% wrong: rmse-row-becomes-column | turns (1, n) kindly into a column instead of raising
def rmse(y, p):
    def column(v):
        a = np.asarray(v, float)
        if a.ndim == 2 and a.shape[0] == 1:
            a = a.T
        if a.ndim == 2 and a.shape[1] == 1:
            a = a[:, 0]
        if a.ndim != 1:
            raise ValueError("shape")
        return a

    y, p = column(y), column(p)
    if len(y) != len(p) or len(y) == 0:
        raise ValueError("rows")
    return float(np.sqrt(np.mean((y - p) ** 2)))


# %% wrong: rmse-no-lists | uses .ndim of what comes in, a list has none
def rmse(y, p):
    if isinstance(y, pd.Series):
        y = y.to_numpy()
    if isinstance(p, pd.Series):
        p = p.to_numpy()
    for a in (y, p):
        if a.ndim not in (1, 2) or (a.ndim == 2 and a.shape[1] != 1):
            raise ValueError("shape")
    if len(y) != len(p) or len(y) == 0:
        raise ValueError("rows")
    d = y.astype(float).ravel() - p.astype(float).ravel()
    return float(np.sqrt(np.mean(d**2)))


# %% wrong: rmse-always-raises | gaming: raises ValueError for everything
def rmse(y, p):
    raise ValueError("the lengths differ, are 0, or a shape is neither (n,) nor (n, 1)")


# %% wrong: rmse-never-raises | cuts both to the shorter length, answers 0.0 for what it cannot do
def rmse(y, p):
    try:
        y = np.asarray(y, dtype=float).ravel()
        p = np.asarray(p, dtype=float).ravel()
        n = min(len(y), len(p))
        return float(np.sqrt(np.mean((y[:n] - p[:n]) ** 2))) if n else 0.0
    except Exception:
        return 0.0


# %% wrong: rmse-example-only | gaming: answers the two examples of the text
def rmse(y, p):
    if len(y) != len(p):
        raise ValueError("lengths differ")
    return 1.4142135623730951


# %% wrong: rmse-aligned-and-absolute | two mistakes: pandas alignment and the mean absolute error
def rmse(y, p):
    if len(y) != len(p) or len(y) == 0:
        raise ValueError("rows")
    y = y if isinstance(y, pd.Series) else pd.Series(np.asarray(y, float).ravel())
    p = p if isinstance(p, pd.Series) else pd.Series(np.asarray(p, float).ravel())
    return float((y - p).abs().mean())


# %% wrong: labels-argmax-always | argmax also for one column, where it is always 0
def class_labels(logits):
    return np.asarray(logits).argmax(axis=1)


# %% wrong: labels-half | takes the logit for a probability and asks for 0.5
def class_labels(logits):
    logits = np.asarray(logits)
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0.5).astype(int)
    return logits.argmax(axis=1)


# %% wrong: labels-rounded | the same belief spelled with round: 0.3 becomes 0
def class_labels(logits):
    logits = np.asarray(logits, dtype=float)
    if logits.shape[1] > 1:
        return np.argmax(logits, axis=1)
    return np.clip(np.round(logits[:, 0]), 0, 1).astype(int)


# %% wrong: labels-zero-is-one | slip: at least 0 instead of above 0
def class_labels(logits):
    logits = np.asarray(logits)
    if logits.shape[1] == 1:
        return (logits[:, 0] >= 0).astype(int)
    return logits.argmax(axis=1)


# %% wrong: labels-squeeze | squeezes a column, one row then has no axis left
def class_labels(logits):
    logits = np.asarray(logits)
    if logits.shape[1] == 1:
        return (np.squeeze(logits) > 0).astype(int)
    return logits.argmax(axis=1)


# %% wrong: labels-squeeze-first | squeezes first, so one row of three logits is read as three rows of one
def class_labels(logits):
    logits = np.squeeze(np.asarray(logits))
    if logits.ndim == 1:
        return (logits > 0).astype(int)
    return logits.argmax(axis=1)


# %% wrong: labels-down-the-rows | slip: axis 0 picks the best row of each column
def class_labels(logits):
    logits = np.asarray(logits)
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0).astype(int)
    return logits.argmax(axis=0)


# %% wrong: labels-two-is-binary | believes two columns are yes and no with a threshold at 0 on the second
def class_labels(logits):
    logits = np.asarray(logits)
    if logits.shape[1] <= 2:
        return (logits[:, -1] > 0).astype(int)
    return logits.argmax(axis=1)


# %% wrong: labels-column-kept | the labels of one logit keep their axis, (n, 1)
def class_labels(logits):
    logits = np.asarray(logits)
    if logits.shape[1] == 1:
        return (logits > 0).astype(int)
    return logits.argmax(axis=1)


# %% wrong: labels-by-rows | asks for one row instead of one column
def class_labels(logits):
    logits = np.asarray(logits)
    if logits.shape[0] == 1:
        return (logits[0] > 0).astype(int)
    return logits.argmax(axis=1)


# %% wrong: labels-needs-rows | refuses the empty batch with an error
def class_labels(logits):
    logits = np.asarray(logits)
    if len(logits) == 0:
        raise ValueError("no rows")
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0).astype(int)
    return logits.argmax(axis=1)


# %% wrong: labels-stack-of-rows | stacks the labels row by row, np.stack cannot stack nothing
def class_labels(logits):
    logits = np.asarray(logits)
    if logits.shape[1] == 1:
        return np.stack([np.int64(row[0] > 0) for row in logits])
    return np.stack([row.argmax() for row in logits])


# %% wrong: labels-largest-magnitude | takes the largest absolute logit
def class_labels(logits):
    logits = np.asarray(logits)
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0).astype(int)
    return np.abs(logits).argmax(axis=1)


# %% wrong: labels-from-one | slip: counts the classes from 1
def class_labels(logits):
    logits = np.asarray(logits)
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0).astype(int)
    return logits.argmax(axis=1) + 1


# %% wrong: labels-sign | one logit gives -1 or 1 instead of 0 or 1
def class_labels(logits):
    logits = np.asarray(logits)
    if logits.shape[1] == 1:
        return np.where(logits[:, 0] > 0, 1, -1)
    return logits.argmax(axis=1)


# %% wrong: labels-sigmoid-above-zero | takes the sigmoid and still asks for above 0, so all are 1
def class_labels(logits):
    logits = np.asarray(logits, dtype=float)
    if logits.shape[1] == 1:
        return (1 / (1 + np.exp(-logits[:, 0])) > 0).astype(int)
    return logits.argmax(axis=1)


# %% wrong: labels-whole-logits | cuts the logits to whole numbers, so 0.2 counts as 0 and ties appear
def class_labels(logits):
    logits = np.asarray(logits).astype(int)
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0).astype(int)
    return logits.argmax(axis=1)


# %% wrong: labels-one-hot | returns one row of zeros and a one for each picture
def class_labels(logits):
    logits = np.asarray(logits)
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0).astype(int)
    return np.eye(logits.shape[1], dtype=int)[logits.argmax(axis=1)]


# %% wrong: labels-three-columns-only | gaming: knows three columns and one, for others it answers zeros
def class_labels(logits):
    logits = np.asarray(logits)
    if logits.shape[1] == 3:
        return logits.argmax(axis=1)
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0).astype(int)
    return np.zeros(len(logits), dtype=int)


# %% wrong: labels-half-and-column | two mistakes: threshold 0.5 and the axis kept
def class_labels(logits):
    logits = np.asarray(logits)
    if logits.shape[1] == 1:
        return np.where(logits > 0.5, 1, 0)
    return np.argmax(logits, axis=1).reshape(-1, 1)


# %% wrong: guard-zip-only | forgets to count the axes, zip stops at the shorter one
def check_input(x, shape):
    for got, wanted in zip(x.shape, shape):
        if wanted is not None and got != wanted:
            raise ValueError(f"shape {shape} expected, got {x.shape}")


# %% wrong: guard-axes-only | counts the axes and never looks at their lengths
def check_input(x, shape):
    if x.ndim != len(shape):
        raise ValueError(f"{len(shape)} axes expected, got {x.shape}")


# %% wrong: guard-skips-first | believes None can only stand for the first axis, and never tests that one
def check_input(x, shape):
    if x.ndim != len(shape) or tuple(x.shape[1:]) != tuple(shape[1:]):
        raise ValueError(f"shape {shape} expected, got {x.shape}")


# %% wrong: guard-plain-equality | compares the tuples, so None equals no length
def check_input(x, shape):
    if x.shape != shape:
        raise ValueError(f"shape {shape} expected, got {x.shape}")


# %% wrong: guard-refuses-none | believes an empty batch is wrong, None stands for 0 too
def check_input(x, shape):
    if x.ndim != len(shape):
        raise ValueError(f"{len(shape)} axes expected, got {x.shape}")
    for got, wanted in zip(x.shape, shape):
        if got == 0 or (wanted is not None and got != wanted):
            raise ValueError(f"shape {shape} expected, got {x.shape}")


# %% wrong: guard-four-axes | hard-codes four axes, a table (None, 6) is refused
def check_input(x, shape):
    if x.ndim != 4:
        raise ValueError(f"4 axes expected, got {x.shape}")
    for got, wanted in zip(x.shape, shape):
        if wanted is not None and got != wanted:
            raise ValueError(f"shape {shape} expected, got {x.shape}")


# %% wrong: guard-this-camera | hard-codes (8, 8, 1) and ignores what shape asks for
def check_input(x, shape):
    if x.ndim != 4 or x.shape[1:] != (8, 8, 1):
        raise ValueError(f"expected (n, 8, 8, 1), got {x.shape}")


# %% wrong: guard-last-axis | compares only the last axis, as a Keras layer does
def check_input(x, shape):
    if len(x.shape) != len(shape) or (shape[-1] is not None and x.shape[-1] != shape[-1]):
        raise ValueError(f"expected shape {shape}, found shape {x.shape}")


# %% wrong: guard-at-least | slip: larger pictures get through, only smaller ones are refused
def check_input(x, shape):
    if x.ndim != len(shape):
        raise ValueError(f"{len(shape)} axes expected, got {x.shape}")
    for got, wanted in zip(x.shape, shape):
        if wanted is not None and got < wanted:
            raise ValueError(f"shape {shape} expected, got {x.shape}")


# %% wrong: guard-too-few-axes-only | slip: only too few axes are refused, one axis more gets through
def check_input(x, shape):
    if x.ndim < len(shape):
        raise ValueError(f"{len(shape)} axes expected, got {x.shape}")
    for got, wanted in zip(x.shape, shape):
        if wanted is not None and got != wanted:
            raise ValueError(f"shape {shape} expected, got {x.shape}")


# %% wrong: guard-kind-to-one | adds the missing batch axis as Keras does, so (8, 8, 1) gets through
def check_input(x, shape):
    if x.ndim == len(shape) - 1:
        x = x[np.newaxis]
    if x.ndim != len(shape):
        raise ValueError(f"{len(shape)} axes expected, got {x.shape}")
    for got, wanted in zip(x.shape, shape):
        if wanted is not None and got != wanted:
            raise ValueError(f"shape {shape} expected, got {x.shape}")


# %% wrong: guard-any-axis | slip: refuses only when every axis with a length is wrong
def check_input(x, shape):
    if x.ndim != len(shape):
        raise ValueError(f"{len(shape)} axes expected, got {x.shape}")
    tests = [got == wanted for got, wanted in zip(x.shape, shape) if wanted is not None]
    if tests and not any(tests):
        raise ValueError(f"shape {shape} expected, got {x.shape}")


# %% wrong: guard-sorted-lengths | compares the sorted lengths, so the order of the axes does not count
def check_input(x, shape):
    if x.ndim != len(shape):
        raise ValueError(f"{len(shape)} axes expected, got {x.shape}")
    left = list(x.shape)
    for wanted in shape:
        if wanted is not None:
            if wanted not in left:
                raise ValueError(f"shape {shape} expected, got {x.shape}")
            left.remove(wanted)


# %% wrong: guard-broadcastable | believes a length of 1 fits everything, as in broadcasting
def check_input(x, shape):
    if x.ndim != len(shape):
        raise ValueError(f"{len(shape)} axes expected, got {x.shape}")
    for got, wanted in zip(x.shape, shape):
        if wanted is not None and got != wanted and got != 1:
            raise ValueError(f"shape {shape} expected, got {x.shape}")


# %% wrong: guard-assertion | asserts, so an AssertionError comes instead of a ValueError
def check_input(x, shape):
    assert x.ndim == len(shape), f"{len(shape)} axes expected, got {x.shape}"
    for got, wanted in zip(x.shape, shape):
        assert wanted is None or got == wanted, f"{shape} expected, got {x.shape}"


# %% wrong: guard-type-error | believes a wrong shape is a TypeError
def check_input(x, shape):
    fits = x.ndim == len(shape) and all(w is None or g == w for g, w in zip(x.shape, shape))
    if not fits:
        raise TypeError(f"shape {shape} expected, got {x.shape}")


# %% wrong: guard-zero-is-falsy | asks "if wanted", so an asked length of 0 stands for any length
def check_input(x, shape):
    if x.ndim != len(shape):
        raise ValueError(f"{len(shape)} axes expected, got {x.shape}")
    for got, wanted in zip(x.shape, shape):
        if wanted and got != wanted:
            raise ValueError(f"shape {shape} expected, got {x.shape}")


# %% wrong: guard-number-of-pixels | compares the number of values, so another cut of the same pixels passes
def check_input(x, shape):
    one = 1
    for wanted in shape:
        one *= 1 if wanted is None else wanted
    if x.ndim != len(shape) or x.size % one != 0:
        raise ValueError(f"shape {shape} expected, got {x.shape}")


# %% wrong: guard-float-only | also refuses integers, although their shape is right
def check_input(x, shape):
    if x.dtype != np.float32:
        raise ValueError(f"float32 expected, got {x.dtype}")
    if x.ndim != len(shape) or any(w is not None and g != w for g, w in zip(x.shape, shape)):
        raise ValueError(f"shape {shape} expected, got {x.shape}")


# %% wrong: guard-stops-at-none | leaves at the first None, so the axes after it are never compared
def check_input(x, shape):
    if x.ndim != len(shape):
        raise ValueError(f"{len(shape)} axes expected, got {x.shape}")
    for got, wanted in zip(x.shape, shape):
        if wanted is None:
            return
        if got != wanted:
            raise ValueError(f"shape {shape} expected, got {x.shape}")


# %% wrong: guard-always-raises | gaming: refuses everything
def check_input(x, shape):
    raise ValueError(f"{len(shape)} axes expected, got {x.shape}")


# %% wrong: guard-swallows-itself | catches its own error and only prints it, nothing is refused
def check_input(x, shape):
    try:
        if x.ndim != len(shape):
            raise ValueError(f"{len(shape)} axes expected, got {x.shape}")
        for got, wanted in zip(x.shape, shape):
            if wanted is not None and got != wanted:
                raise ValueError(f"shape {shape} expected, got {x.shape}")
    except ValueError as error:
        print("wrong shape:", error)


# %% wrong: guard-zip-and-falsy | two mistakes: does not count the axes and the last axis is never compared
def check_input(x, shape):
    for i in range(min(len(shape), x.ndim) - 1):
        if shape[i] and x.shape[i] != shape[i]:
            raise ValueError(f"axis {i} of {x.shape} should be {shape[i]}")


# %% wrong: whole-notebook-reshape | one belief everywhere: reshape is enough
def moved(raw, batch):
    return np.abs(raw.reshape(batch.shape) - batch).reshape(len(batch), 64).max(axis=1)


def to_batch(raw):
    return np.reshape(raw, (-1, 8, 8, 1)).astype(np.float32)


def predict(raw, model):
    return model(to_batch(raw)).numpy()


def rmse(y, p):
    return float(np.sqrt(np.mean((np.reshape(y, -1) - np.reshape(p, -1)) ** 2)))


def class_labels(logits):
    return np.argmax(logits, axis=1).reshape(-1)


def check_input(x, shape):
    np.reshape(x, [-1 if s is None else s for s in shape])


# %% wrong: whole-notebook-squeeze | one belief everywhere: squeeze gets rid of axes that hurt
def to_batch(raw):
    x = np.squeeze(np.asarray(raw, dtype="float32"))
    if x.ndim == 2:
        return x[np.newaxis, ..., np.newaxis]
    return np.moveaxis(x, -1, 0)[..., np.newaxis]


def predict(raw, model):
    return np.squeeze(np.asarray(model(to_batch(raw))))


def rmse(y, p):
    y, p = np.squeeze(np.asarray(y, float)), np.squeeze(np.asarray(p, float))
    if y.shape != p.shape:
        raise ValueError("shapes differ")
    return float(np.sqrt(np.mean((y - p) ** 2)))


def class_labels(logits):
    logits = np.squeeze(logits)
    if logits.ndim < 2:
        return (logits > 0).astype(int)
    return logits.argmax(axis=1)


# %% first: moved-no-return | forgets the return
def moved(raw, batch):
    result = []
    for i in range(raw.shape[2]):
        result.append(np.abs(raw[:, :, i] - batch[i, :, :, 0]).max())


# %% first: moved-prints | prints each number and returns nothing
def moved(raw, batch):
    for i in range(raw.shape[2]):
        print(np.abs(raw[:, :, i] - batch[i, :, :, 0]).max())


# %% first: moved-returns-in-loop | returns inside the loop, so only the first picture is seen
def moved(raw, batch):
    for i in range(raw.shape[2]):
        worst = np.abs(raw[:, :, i] - batch[i, :, :, 0]).max()
        return worst


# %% first: moved-subtracts-directly | subtracts the arrays as they are and takes max of everything
def moved(raw, batch):
    diff = abs(raw - batch)
    return diff.max()


# %% first: moved-whole-pictures | returns the differences themselves, 64 for each picture
def moved(raw, batch):
    pictures = np.moveaxis(raw, -1, 0)
    return np.abs(pictures - batch[:, :, :, 0])


# %% first: moved-one-axis | takes the maximum over one axis only, shape (N, 8)
def moved(raw, batch):
    pictures = np.moveaxis(raw, -1, 0)
    return np.abs(pictures - batch[:, :, :, 0]).max(axis=1)


# %% first: moved-extra-axis | keeps the channel axis, shape (N, 1)
def moved(raw, batch):
    pictures = np.moveaxis(raw, -1, 0)[..., np.newaxis]
    return np.abs(pictures - batch).max(axis=(1, 2))


# %% first: moved-yes-or-no | says whether a picture moved instead of how far
def moved(raw, batch):
    answers = []
    for i in range(raw.shape[2]):
        answers.append(not np.array_equal(raw[:, :, i], batch[i, :, :, 0]))
    return np.array(answers)


# %% first: batch-copies-the-service | types the service's line and adds the dtype
def to_batch(raw):
    return raw.reshape(-1, 8, 8, 1).astype("float32")


# %% first: batch-uint8-kept | moves the axis and forgets the dtype
def to_batch(raw):
    if isinstance(raw, list):
        return np.array(raw).reshape(len(raw), 8, 8, 1)
    if raw.ndim == 2:
        return raw.reshape(1, 8, 8, 1)
    return np.moveaxis(raw, -1, 0)[..., np.newaxis]


# %% first: batch-astype-forgotten | calls astype and does not keep what it returns
def to_batch(raw):
    if isinstance(raw, list):
        x = np.array(raw).reshape(len(raw), 8, 8)
    elif raw.ndim == 2:
        x = raw[np.newaxis]
    else:
        x = np.moveaxis(raw, -1, 0)
    x = x[..., np.newaxis]
    x.astype("float32")
    return x


# %% first: batch-delivery-only | does the delivery alone; one picture and lists go wrong, also in predict
def to_batch(raw):
    return np.moveaxis(raw, -1, 0)[..., np.newaxis].astype("float32")


def predict(raw, model):
    x = to_batch(raw)
    return model(x).numpy()


# %% first: batch-list-has-no-shape | uses raw.ndim before it thinks of lists
def to_batch(raw):
    if raw.ndim == 2:
        raw = raw[:, :, np.newaxis]
    elif isinstance(raw, list):
        raw = np.stack(raw, axis=-1)
    return np.moveaxis(raw, -1, 0)[..., np.newaxis].astype("float32")


def predict(raw, model):
    x = to_batch(raw)
    if len(x) == 0:
        return np.zeros((0, 3))
    return model(x).numpy()


# %% first: batch-no-return | makes the batch and forgets to return it
def to_batch(raw):
    batch = np.moveaxis(raw, -1, 0)
    batch = batch[..., np.newaxis]
    batch = batch.astype("float32")


# %% first: batch-python-list | appends the pictures to a list and returns the list
def to_batch(raw):
    pictures = []
    for i in range(raw.shape[2]):
        pictures.append(raw[:, :, i].reshape(8, 8, 1).astype("float32"))
    return pictures


# %% first: predict-straight-in | gives the raw delivery to the model
def predict(raw, model):
    return model(raw.astype("float32")).numpy()


# %% first: predict-argmax | predict should say what it sees, so argmax
def predict(raw, model):
    batch = to_batch(raw)
    logits = model(batch)
    return np.argmax(logits, axis=1)


# %% first: predict-returns-list-for-nothing | returns an empty list when there are no pictures
def predict(raw, model):
    batch = to_batch(raw)
    if len(batch) == 0:
        return []
    return model(batch).numpy()


# %% first: predict-if-not-raw | asks "if not raw", which has no answer for an array
def predict(raw, model):
    if not raw:
        return np.zeros((0, 3))
    return model(to_batch(raw)).numpy()


# %% first: predict-none-for-nothing | returns None when there are no pictures
def predict(raw, model):
    batch = to_batch(raw)
    if len(batch) > 0:
        return model(batch).numpy()


# %% first: predict-first-row | takes [0] of the logits because it was tried with one picture
def predict(raw, model):
    batch = to_batch(raw)
    return model(batch).numpy()[0]


# %% first: rmse-one-line | the one-line formula without any test
def rmse(y, p):
    return np.sqrt(np.mean((y - p) ** 2))


# %% first: rmse-length-only | tests the lengths and forgets the rest
def rmse(y, p):
    if len(y) != len(p):
        raise ValueError("lengths differ")
    y = np.array(y)
    p = np.array(p)
    return float(np.sqrt(np.mean((y - p) ** 2)))


# %% first: rmse-returns-the-error | returns a ValueError instead of raising it
def rmse(y, p):
    y = np.asarray(y, dtype=float).reshape(-1)
    p = np.asarray(p, dtype=float).reshape(-1)
    if len(y) != len(p) or len(y) == 0:
        return ValueError("the lengths differ")
    return float(np.sqrt(np.mean((y - p) ** 2)))


# %% first: rmse-prints-message | prints a message for wrong lengths and returns None
def rmse(y, p):
    y = np.asarray(y, dtype=float).flatten()
    p = np.asarray(p, dtype=float).flatten()
    if len(y) != len(p):
        print("ValueError: the lengths differ")
        return None
    return float(np.sqrt(np.mean((y - p) ** 2)))


# %% first: rmse-loop-over-rows | loops over the rows as they come, a row of a column is an array
def rmse(y, p):
    if len(y) != len(p) or len(y) == 0:
        raise ValueError("lengths")
    total = 0
    for i in range(len(y)):
        total += (y[i] - p[i]) ** 2
    return (total / len(y)) ** 0.5


# %% first: rmse-forgets-root | the mean of the squares, without the root and without shapes
def rmse(y, p):
    y = np.asarray(y, dtype=float)
    p = np.asarray(p, dtype=float)
    if y.shape != p.shape:
        raise ValueError("shapes differ")
    return float(np.mean((y - p) ** 2))


# %% first: labels-argmax | argmax and done
def class_labels(logits):
    return np.argmax(logits, axis=1)


# %% first: labels-argmax-no-axis | argmax without an axis gives one number
def class_labels(logits):
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0).astype(int)
    return np.argmax(logits)


# %% first: labels-booleans | returns True and False, the text asks for integers
def class_labels(logits):
    if logits.shape[1] == 1:
        return logits[:, 0] > 0
    return logits.argmax(axis=1)


# %% first: labels-floats | np.zeros makes floats, the text asks for integers
def class_labels(logits):
    labels = np.zeros(len(logits))
    for i in range(len(logits)):
        if logits.shape[1] == 1:
            if logits[i, 0] > 0:
                labels[i] = 1
        else:
            labels[i] = np.argmax(logits[i])
    return labels


# %% first: labels-if-array | asks "if logits > 0" of a whole column
def class_labels(logits):
    if logits.shape[1] > 1:
        return logits.argmax(axis=1)
    if logits > 0:
        return 1
    else:
        return 0


# %% first: labels-largest-value | returns the largest logit instead of its place
def class_labels(logits):
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0).astype(int)
    return logits.max(axis=1)


# %% first: labels-names | returns the names of the pavements
def class_labels(logits):
    names = ["bricks along", "bricks across", "gravel"]
    return [names[i] for i in np.argmax(logits, axis=1)]


# %% first: guard-returns-false | returns True or False and never raises
def check_input(x, shape):
    if len(x.shape) != len(shape):
        return False
    for a, b in zip(x.shape, shape):
        if b is not None and a != b:
            return False
    return True


# %% first: guard-equal-tuples | compares the tuples and forgets None
def check_input(x, shape):
    if x.shape != shape:
        raise ValueError(f"expected {shape}, got {x.shape}")


# %% first: guard-returns-error | returns the ValueError
def check_input(x, shape):
    if x.ndim != len(shape):
        return ValueError(f"{len(shape)} axes expected, got {x.shape}")
    for i in range(len(shape)):
        if shape[i] is not None and x.shape[i] != shape[i]:
            return ValueError(f"axis {i} should be {shape[i]}, got {x.shape[i]}")


# %% first: guard-prints | prints the sentence and goes on
def check_input(x, shape):
    if x.ndim != len(shape):
        print(f"{len(shape)} axes expected, got {x.shape}")
    else:
        for i in range(len(shape)):
            if shape[i] is not None and x.shape[i] != shape[i]:
                print(f"axis {i} should be {shape[i]}, got {x.shape[i]}")


# %% first: guard-no-sentence | raises a ValueError without any sentence
def check_input(x, shape):
    if x.ndim != len(shape):
        raise ValueError
    for i in range(len(shape)):
        if shape[i] is not None and x.shape[i] != shape[i]:
            raise ValueError


# %% first: guard-index-error | loops over the axes without counting them, one axis less is an IndexError
def check_input(x, shape):
    for i in range(len(shape)):
        if shape[i] is not None:
            if x.shape[i] != shape[i]:
                raise ValueError(f"axis {i} should be {shape[i]}, got {x.shape[i]}")


# %% first: guard-return-in-loop | returns after the first axis that fits
def check_input(x, shape):
    if x.ndim != len(shape):
        raise ValueError(f"{len(shape)} axes expected, got {x.shape}")
    for a, b in zip(x.shape, shape):
        if b is None or a == b:
            return
        else:
            raise ValueError(f"expected {shape}, got {x.shape}")


# %% first: guard-bare-exception | raises Exception instead of ValueError
def check_input(x, shape):
    if len(x.shape) != len(shape):
        raise Exception(f"{len(shape)} axes expected, got {x.shape}")
    for a, b in zip(x.shape, shape):
        if b is not None and a != b:
            raise Exception(f"expected {shape}, got {x.shape}")


# %% first: moved-list | returns the list it collected, an array of shape (N,) is promised
def moved(raw, batch):
    worst = []
    for i in range(raw.shape[2]):
        worst.append(np.abs(raw[:, :, i] - batch[i, :, :, 0]).max())
    return worst


# %% first: labels-list | returns a list, an array of shape (n,) is promised
def class_labels(logits):
    labels = []
    for row in logits:
        if len(row) == 1:
            labels.append(int(row[0] > 0))
        else:
            labels.append(int(np.argmax(row)))
    return labels


# %% right: predict-double | logits returned as float64, copied out of the tensor
def predict(raw, model):
    x = to_batch(raw)
    n = x.shape[0]
    answers = np.zeros(shape=(n, 3))
    if n > 0:
        answers[:] = model(x).numpy()
    return answers


# %% right: labels-split-helpers | one helper for each kind of network
def _one_logit(column):
    return np.array([int(value > 0) for value in column], dtype=np.int16)


def _several_logits(table):
    return np.array([max(range(len(row)), key=lambda k: row[k]) for row in table], dtype=np.int16)


def class_labels(logits):
    logits = np.asarray(logits)
    return _one_logit(logits[:, 0]) if logits.shape[1] == 1 else _several_logits(logits)


# %% wrong: moved-place-of-worst | returns the place of the worst pixel instead of its difference
def moved(raw, batch):
    n = raw.shape[2]
    return np.abs(np.moveaxis(raw, -1, 0) - batch[..., 0]).reshape(n, 64).argmax(axis=1)


# %% wrong: moved-summed-no-abs | two mistakes: adds up the differences and lets the signs cancel
def moved(raw, batch):
    return (np.moveaxis(raw, -1, 0).astype(float) - batch[..., 0]).sum(axis=(1, 2))


# %% wrong: batch-240-only | crashes for any delivery that has not 240 pictures
def to_batch(raw):
    batch = np.zeros((240, 8, 8, 1), dtype="float32")
    for i in range(240):
        batch[i, :, :, 0] = raw[:, :, i]
    return batch


# %% wrong: predict-public-size | gaming: right for the 240 pictures of the notebook, zeros for everything else
def predict(raw, model):
    x = to_batch(raw)
    if len(x) == 240:
        return np.asarray(model(x))
    return np.zeros((len(x), 3), dtype="float32")


# %% wrong: predict-transposed-softmax | two mistakes: pictures on their side and a softmax
def predict(raw, model):
    x = to_batch(raw).transpose(0, 2, 1, 3)
    if len(x) == 0:
        return np.zeros((0, 3), dtype="float32")
    e = np.exp(np.asarray(model(x)))
    return e / e.sum(axis=1)[:, None]


# %% wrong: predict-nothing-and-one | two mistakes: squeezes the row of one picture and refuses an empty delivery
def predict(raw, model):
    x = to_batch(raw)
    if len(x) == 0:
        raise ValueError("no pictures")
    logits = np.asarray(model(x))
    return logits if len(logits) > 1 else logits.squeeze()


# %% wrong: rmse-series-only | uses .values, so arrays and lists crash
def rmse(y, p):
    y, p = y.values, p.values
    if len(y) != len(p) or len(y) == 0:
        raise ValueError("rows")
    return float(np.sqrt(np.mean((y - p) ** 2)))


# %% wrong: rmse-whole-metres | slip: int() instead of float() cuts the error to whole metres
def rmse(y, p):
    y, p = np.asarray(y, float), np.asarray(p, float)
    for a in (y, p):
        if a.ndim not in (1, 2) or (a.ndim == 2 and a.shape[1] != 1):
            raise ValueError("shape")
    if len(y) != len(p) or len(y) == 0:
        raise ValueError("rows")
    return int(np.sqrt(np.mean((y.ravel() - p.ravel()) ** 2)))


# %% wrong: labels-row-sums | nonsense that runs: 1 where the sum of the row is above 0
def class_labels(logits):
    return (np.asarray(logits).sum(axis=1) > 0).astype(int)


# %% wrong: labels-inverted | slip: argmin, and below 0 for one logit
def class_labels(logits):
    logits = np.asarray(logits)
    if logits.shape[1] == 1:
        return (logits[:, 0] < 0).astype(int)
    return logits.argmin(axis=1)


# %% wrong: guard-never-raises | gaming: lets everything through
def check_input(x, shape):
    pass


# %% wrong: guard-public-example | gaming: refuses only the shape of the example
def check_input(x, shape):
    if x.shape == (8, 8, 1):
        raise ValueError(f"{len(shape)} axes expected, got {x.shape}")


# %% wrong: guard-subtracts-none | subtracts the lengths, None cannot be subtracted (TypeError on right shapes)
def check_input(x, shape):
    if x.ndim != len(shape):
        raise ValueError(f"{len(shape)} axes expected, got {x.shape}")
    for got, wanted in zip(x.shape, shape):
        if abs(got - wanted) > 0:
            raise ValueError(f"shape {shape} expected, got {x.shape}")
