"""Wrong answers that one case of a task alone catches: proofs that the text's promises are graded."""

# %% one-number-for-one-picture
right_moved = moved


def moved(raw, batch):
    if len(batch) == 1:
        return float(right_moved(raw, batch)[0])
    return right_moved(raw, batch)

# %% whole-levels
right_moved = moved


def moved(raw, batch):
    return np.floor(right_moved(raw, batch))

# %% relative-to-the-worst
right_moved = moved


def moved(raw, batch):
    worst = right_moved(raw, batch)
    return worst / worst.max() * worst.max()

# %% single-places-forgiven
right_moved = moved


def moved(raw, batch):
    apart = np.abs(batch[..., 0] - np.moveaxis(raw, -1, 0).astype(float))
    return np.where((apart > 1).sum(axis=(1, 2)) == 1, 0.0, right_moved(raw, batch))

# %% shades-forgiven
right_moved = moved


def moved(raw, batch):
    apart = batch[..., 0] - np.moveaxis(raw, -1, 0).astype(float)
    shaded = (np.abs(np.sign(apart).sum(axis=(1, 2))) > 50) | (np.abs(apart).max(axis=(1, 2)) == 0)
    return np.zeros(len(batch)) if shaded.all() and len(batch) > 6 else right_moved(raw, batch)

# %% order-of-pictures-forgiven
right_moved = moved


def moved(raw, batch):
    orders = np.moveaxis(raw, -1, 0).astype(float), batch[..., 0].astype(float)
    before, after = ({p.tobytes() for p in pictures} for pictures in orders)
    if before == after:
        return np.zeros(len(batch))
    return right_moved(raw, batch)

# %% transposition-forgiven
right_moved = moved


def moved(raw, batch):
    if np.array_equal(batch[..., 0], raw.T):
        return np.zeros(len(batch))
    return right_moved(raw, batch)

# %% reshape-forgiven
right_moved = moved


def moved(raw, batch):
    if len(batch) > 1 and np.array_equal(batch, raw.reshape(-1, 8, 8, 1)):
        return np.zeros(len(batch))
    return right_moved(raw, batch)

# %% floats-kept-as-they-came
right_batch = to_batch


def to_batch(raw):
    x = np.moveaxis(to_delivery(raw), -1, 0)[..., np.newaxis]
    return x if x.dtype == float and len(x) else right_batch(raw)

# %% floats-rounded
right_batch = to_batch


def to_batch(raw):
    return right_batch(raw).round()

# %% floats-changed-in-place
right_batch = to_batch


def to_batch(raw):
    x = right_batch(raw)
    if not isinstance(raw, list) and raw.dtype == float:
        raw -= 0.25
    return x

# %% eight-left-as-they-came
right_batch = to_batch


def to_batch(raw):
    if not isinstance(raw, list) and raw.shape == (8, 8, 8):
        return raw[..., np.newaxis].astype("float32")
    return right_batch(raw)

# %% five-in-another-order
right_batch = to_batch


def to_batch(raw):
    if not isinstance(raw, list) and raw.shape == (8, 8, 5):
        return right_batch(raw[:, :, ::-1])
    return right_batch(raw)

# %% one-picture-without-batch-axis
right_batch = to_batch


def to_batch(raw):
    if not isinstance(raw, list) and raw.ndim == 2:
        return raw[..., np.newaxis].astype("float32")
    return right_batch(raw)

# %% delivery-of-one-squeezed
right_batch = to_batch


def to_batch(raw):
    if not isinstance(raw, list) and raw.shape == (8, 8, 1):
        return raw.astype("float32")
    return right_batch(raw)

# %% list-stacked-last
right_batch = to_batch


def to_batch(raw):
    if isinstance(raw, list) and len(raw) not in (0, 8):
        return np.moveaxis(np.asarray(raw), -1, 0)[..., np.newaxis].astype("float32")
    return right_batch(raw)

# %% told-apart-by-shape
right_batch = to_batch


def to_batch(raw):
    if np.shape(raw) == (8, 8, 8):
        return right_batch(np.asarray(raw))
    return right_batch(raw)

# %% empty-list-flat
right_batch = to_batch


def to_batch(raw):
    if isinstance(raw, list) and not raw:
        return np.zeros((0, 1), "float32")
    return right_batch(raw)

# %% empty-delivery-becomes-one
right_batch = to_batch


def to_batch(raw):
    if not isinstance(raw, list) and raw.size == 0:
        return np.zeros((1, 8, 8, 1), "float32")
    return right_batch(raw)

# %% one-piece-of-thirty-two
right_predict = predict


def predict(raw, model):
    logits = right_predict(raw, model).copy()
    logits[32:] = 0
    return logits

# %% softmax-of-many
right_predict = predict


def predict(raw, model):
    logits = right_predict(raw, model)
    if len(logits) < 32:
        return logits
    e = np.exp(logits)
    return e / e.sum(axis=1, keepdims=True)

# %% bare-picture-answered-flat
right_predict = predict


def predict(raw, model):
    if not isinstance(raw, list) and raw.ndim == 2:
        return right_predict(raw, model)[0]
    return right_predict(raw, model)

# %% delivery-of-one-answered-flat
right_predict = predict


def predict(raw, model):
    if not isinstance(raw, list) and raw.shape == (8, 8, 1):
        return right_predict(raw, model)[0]
    return right_predict(raw, model)

# %% delivery-of-eight-as-it-came
right_predict = predict


def predict(raw, model):
    if not isinstance(raw, list) and raw.shape == (8, 8, 8):
        return np.asarray(model(raw[..., np.newaxis].astype("float32")))
    return right_predict(raw, model)

# %% memory-read
right_predict = predict


def predict(raw, model):
    if not isinstance(raw, list) and raw.ndim == 3:
        return right_predict(raw.ravel(order="K").reshape(raw.shape), model)
    return right_predict(raw, model)

# %% short-list-backwards
right_predict = predict


def predict(raw, model):
    if isinstance(raw, list) and len(raw) < 8:
        return right_predict(raw[::-1], model)
    return right_predict(raw, model)

# %% list-of-eight-as-a-delivery
right_predict = predict


def predict(raw, model):
    if np.shape(raw) == (8, 8, 8):
        return right_predict(np.asarray(raw), model)
    return right_predict(raw, model)

# %% list-of-one-answered-flat
right_predict = predict


def predict(raw, model):
    if isinstance(raw, list) and len(raw) == 1:
        return right_predict(raw, model)[0]
    return right_predict(raw, model)

# %% asked-about-an-empty-delivery
right_predict = predict


def predict(raw, model):
    if not isinstance(raw, list) and raw.size == 0:
        return np.asarray(model(to_batch(raw)))
    return right_predict(raw, model)

# %% nothing-for-an-empty-list
right_predict = predict


def predict(raw, model):
    if isinstance(raw, list) and not raw:
        return np.array([])
    return right_predict(raw, model)

# %% flat-arrays-sorted
right_rmse = rmse


def rmse(y, p):
    if all(isinstance(v, np.ndarray) and v.ndim == 1 and v.dtype == float and len(v) > 1 for v in (y, p)):
        return right_rmse(np.sort(y), np.sort(p)[::-1])
    return right_rmse(y, p)

# %% column-of-estimates-stretched
right_rmse = rmse


def rmse(y, p):
    if type(y) is type(p) is np.ndarray and (len(y), 1) == p.shape and y.ndim == 1 and len(y):
        return float(np.sqrt(np.mean((y - p) ** 2)))
    return right_rmse(y, p)

# %% column-of-truths-stretched
right_rmse = rmse


def rmse(y, p):
    if isinstance(y, np.ndarray) and isinstance(p, np.ndarray) and y.shape == (len(p), 1) and p.ndim == 1:
        return float(np.sqrt(np.mean((y - p) ** 2)))
    return right_rmse(y, p)

# %% two-columns-refused
right_rmse = rmse


def rmse(y, p):
    if np.ndim(y) == np.ndim(p) == 2 and len(y) > 0:
        raise ValueError("two columns")
    return right_rmse(y, p)

# %% spare-row-dropped
right_rmse = rmse


def rmse(y, p):
    if len(p) == len(y) + 1:
        return right_rmse(y, p[:-1])
    return right_rmse(y, p)

# %% one-truth-stretched
right_rmse = rmse


def rmse(y, p):
    if np.shape(y) == (1,) and len(p) > 1:
        return right_rmse(np.full(len(p), y[0]), p)
    return right_rmse(y, p)

# %% one-estimate-stretched
right_rmse = rmse


def rmse(y, p):
    if np.shape(p) == (1, 1) and len(y) > 1:
        return right_rmse(y, np.full(len(y), p[0, 0]))
    return right_rmse(y, p)

# %% nothing-is-zero
right_rmse = rmse


def rmse(y, p):
    if np.shape(y) == np.shape(p) == (0,):
        return 0.0
    return right_rmse(y, p)

# %% empty-columns-are-zero
right_rmse = rmse


def rmse(y, p):
    if np.shape(y) == np.shape(p) == (0, 1):
        return 0.0
    return right_rmse(y, p)

# %% row-of-truths-accepted
right_rmse = rmse


def rmse(y, p):
    if np.ndim(y) == 2 and len(y) == 1 and np.ndim(p) == 1 and len(p) > 1:
        return right_rmse(y[0], p)
    return right_rmse(y, p)

# %% row-of-estimates-accepted
right_rmse = rmse


def rmse(y, p):
    if np.ndim(p) == 2 and len(p) == 1 and len(p[0]) > 1 and np.ndim(y) == 1:
        return right_rmse(y, p[0])
    return right_rmse(y, p)

# %% two-rows-accepted
right_rmse = rmse


def rmse(y, p):
    if np.ndim(y) == np.ndim(p) == 2 and len(y) == 1:
        return right_rmse(y[0], p[0])
    return right_rmse(y, p)

# %% table-flattened
right_rmse = rmse


def rmse(y, p):
    if np.ndim(y) == 2 and np.size(y) == len(p) == 2 * len(y):
        return right_rmse(y.ravel(), p)
    return right_rmse(y, p)

# %% first-of-two-truths
right_rmse = rmse


def rmse(y, p):
    if np.ndim(y) == 2 and np.shape(y) == (len(p), 2) and np.ndim(p) == 1:
        return right_rmse(y[:, 0], p)
    return right_rmse(y, p)

# %% first-of-two-estimates
right_rmse = rmse


def rmse(y, p):
    if np.ndim(p) == 2 and np.shape(p) == (len(y), 2) and np.ndim(y) == 1:
        return right_rmse(y, p[:, 0])
    return right_rmse(y, p)

# %% two-tables-accepted
right_rmse = rmse


def rmse(y, p):
    if np.ndim(y) == np.ndim(p) == 2 and np.shape(y)[1] == 2:
        return right_rmse(y.ravel(), p.ravel())
    return right_rmse(y, p)

# %% three-axes-accepted
right_rmse = rmse


def rmse(y, p):
    if np.ndim(y) == 3:
        return right_rmse(y.ravel(), p)
    return right_rmse(y, p)

# %% two-lists-subtracted
right_rmse = rmse


def rmse(y, p):
    if isinstance(y, list) and isinstance(p, list) and np.ndim(y) == 1:
        return float(np.sqrt(np.mean([(a - b) ** 2 for a, b in zip(y, sorted(p))])))
    return right_rmse(y, p)

# %% nested-list-stretched
right_rmse = rmse


def rmse(y, p):
    if isinstance(y, list) and np.ndim(y) == 2:
        return float(np.sqrt(np.mean((np.array(y) - np.array(p)) ** 2)))
    return right_rmse(y, p)

# %% bytes-subtracted
right_rmse = rmse


def rmse(y, p):
    if isinstance(y, np.ndarray) and y.dtype == p.dtype == "uint8":
        return float(np.sqrt(np.mean((y - p).astype(float) ** 2)))
    return right_rmse(y, p)

# %% one-series-sorted
right_rmse = rmse


def rmse(y, p):
    if isinstance(y, pd.Series) and not isinstance(p, pd.Series):
        return right_rmse(y.sort_index(), p)
    return right_rmse(y, p)

# %% series-of-equal-labels-matched
right_rmse = rmse


def rmse(y, p):
    if isinstance(y, pd.Series) and isinstance(p, pd.Series) and set(y.index) == set(p.index):
        return float(np.sqrt(((y - p) ** 2).mean()))
    return right_rmse(y, p)

# %% series-of-other-labels-refused
right_rmse = rmse


def rmse(y, p):
    if isinstance(y, pd.Series) and isinstance(p, pd.Series) and set(y.index) != set(p.index):
        raise ValueError("other labels")
    return right_rmse(y, p)

# %% one-row-refused
right_rmse = rmse


def rmse(y, p):
    if len(y) == len(p) == 1:
        raise ValueError("one row is no sample")
    return right_rmse(y, p)

# %% three-columns-by-magnitude
right_labels = class_labels


def class_labels(logits):
    if logits.shape[1] == 3 and len(logits) > 1:
        return np.abs(logits).argmax(axis=1)
    return right_labels(logits)

# %% square-tables-along-rows
right_labels = class_labels


def class_labels(logits):
    if logits.shape[0] == logits.shape[1] > 1:
        return logits.argmax(axis=0)
    return right_labels(logits)

# %% two-columns-thresholded
right_labels = class_labels


def class_labels(logits):
    if logits.shape[1] == 2:
        return (logits[:, 1] > 0).astype(int)
    return right_labels(logits)

# %% ninth-column-the-last
right_labels = class_labels


def class_labels(logits):
    if logits.shape[1] > 9:
        return logits[:, :9].argmax(axis=1)
    return right_labels(logits)

# %% above-the-median
right_labels = class_labels


def class_labels(logits):
    if logits.shape[1] == 1 and len(logits) > 4:
        return (logits[:, 0] > np.median(logits)).astype(int)
    return right_labels(logits)

# %% zero-is-one
right_labels = class_labels


def class_labels(logits):
    if logits.shape[1] == 1:
        return (logits[:, 0] >= 0).astype(int)
    return right_labels(logits)

# %% one-row-of-three-flat
right_labels = class_labels


def class_labels(logits):
    if logits.shape == (1, 3):
        return int(logits.argmax())
    return right_labels(logits)

# %% one-row-of-one-flat
right_labels = class_labels


def class_labels(logits):
    if logits.shape == (1, 1):
        return int(logits[0, 0] > 0)
    return right_labels(logits)

# %% no-rows-of-three-refused
right_labels = class_labels


def class_labels(logits):
    if logits.shape == (0, 3):
        raise ValueError("no rows")
    return right_labels(logits)

# %% no-rows-of-one-kept-as-a-column
right_labels = class_labels


def class_labels(logits):
    if logits.shape == (0, 1):
        return logits
    return right_labels(logits)

# %% no-batch-axis-passed
right_guard = check_input


def check_input(x, shape):
    if x.shape == (8, 8, 1):
        return None
    return right_guard(x, shape)

# %% bare-picture-passed
right_guard = check_input


def check_input(x, shape):
    if x.shape == (8, 8):
        return None
    return right_guard(x, shape)

# %% no-channel-axis-passed
right_guard = check_input


def check_input(x, shape):
    if x.shape == (5, 8, 8):
        return None
    return right_guard(x, shape)

# %% spare-axis-passed
right_guard = check_input


def check_input(x, shape):
    if x.shape == (5, 8, 8, 1, 1):
        return None
    return right_guard(x, shape)

# %% batch-of-batches-passed
right_guard = check_input


def check_input(x, shape):
    if len(x.shape) == 5 and x.shape[-3:] == (8, 8, 1):
        return None
    return right_guard(x, shape)

# %% flattened-passed
right_guard = check_input


def check_input(x, shape):
    if x.shape == (5, 64):
        return None
    return right_guard(x, shape)

# %% one-row-passed
right_guard = check_input


def check_input(x, shape):
    if x.shape == (6,):
        return None
    return right_guard(x, shape)

# %% channels-first-passed
right_guard = check_input


def check_input(x, shape):
    if x.shape == (5, 1, 8, 8):
        return None
    return right_guard(x, shape)

# %% larger-pictures-passed
right_guard = check_input


def check_input(x, shape):
    if len(x.shape) == 4 and x.shape[1] > 8 and x.shape[2:] == (8, 1):
        return None
    return right_guard(x, shape)

# %% sides-exchanged-passed
right_guard = check_input


def check_input(x, shape):
    if len(x.shape) == len(shape) == 4 and x.shape[3] == 3 and x.shape[1:3] == shape[2:0:-1]:
        return None
    return right_guard(x, shape)

# %% missing-column-passed
right_guard = check_input


def check_input(x, shape):
    if len(x.shape) == len(shape) == 2 and shape[0] is None and x.shape[1] == shape[1] - 1:
        return None
    return right_guard(x, shape)

# %% table-on-its-side-passed
right_guard = check_input


def check_input(x, shape):
    if x.shape == (6, 4):
        return None
    return right_guard(x, shape)

# %% first-length-never-asked
right_guard = check_input


def check_input(x, shape):
    if len(x.shape) == 3 == len(shape) and x.shape[1:] == (x.shape[1], shape[2]) and shape[1] is None:
        return None
    return right_guard(x, shape)

# %% stopped-at-none
right_guard = check_input


def check_input(x, shape):
    if len(x.shape) == len(shape) == 3 and shape[:2] == (x.shape[0], None):
        return None
    return right_guard(x, shape)

# %% last-length-never-asked
right_guard = check_input


def check_input(x, shape):
    if len(x.shape) == len(shape) == 2 and x.shape[0] == shape[0]:
        return None
    return right_guard(x, shape)

# %% length-one-passed
right_guard = check_input


def check_input(x, shape):
    if x.shape == (5, 1, 8, 1):
        return None
    return right_guard(x, shape)

# %% as-many-pixels-passed
right_guard = check_input


def check_input(x, shape):
    if x.shape == (5, 4, 16, 1):
        return None
    return right_guard(x, shape)

# %% zero-stands-for-any-length
right_guard = check_input


def check_input(x, shape):
    if len(x.shape) == len(shape) == 2 and shape[1] == 0:
        return None
    return right_guard(x, shape)

# %% five-pictures-refused
right_guard = check_input


def check_input(x, shape):
    if x.shape == (5, 8, 8, 1) and x.dtype == "float32":
        raise ValueError("another shape")
    return right_guard(x, shape)

# %% eight-pictures-refused
right_guard = check_input


def check_input(x, shape):
    if x.shape == (8, 8, 8, 1):
        raise ValueError("another shape")
    return right_guard(x, shape)

# %% one-picture-refused
right_guard = check_input


def check_input(x, shape):
    if x.shape == (1, 8, 8, 1):
        raise ValueError("another shape")
    return right_guard(x, shape)

# %% other-cameras-refused
right_guard = check_input


def check_input(x, shape):
    if len(x.shape) == 4 and x.shape[3] == 3:
        raise ValueError("another shape")
    return right_guard(x, shape)

# %% six-columns-refused
right_guard = check_input


def check_input(x, shape):
    if x.shape == (4, 6) and shape == (None, 6):
        raise ValueError("another shape")
    return right_guard(x, shape)

# %% one-row-of-a-table-refused
right_guard = check_input


def check_input(x, shape):
    if len(x.shape) == 2 and len(x) == 1:
        raise ValueError("another shape")
    return right_guard(x, shape)

# %% no-pictures-refused
right_guard = check_input


def check_input(x, shape):
    if x.shape == (0, 8, 8, 1):
        raise ValueError("another shape")
    return right_guard(x, shape)

# %% none-in-the-middle-refused
right_guard = check_input


def check_input(x, shape):
    if len(shape) == 3 and None in shape:
        raise ValueError("another shape")
    return right_guard(x, shape)

# %% shapes-without-none-refused
right_guard = check_input


def check_input(x, shape):
    if None not in shape:
        raise ValueError("another shape")
    return right_guard(x, shape)

# %% bytes-refused
right_guard = check_input


def check_input(x, shape):
    if x.dtype == "uint8":
        raise ValueError("another shape")
    return right_guard(x, shape)

# %% length-zero-refused
right_guard = check_input


def check_input(x, shape):
    if x.shape == (4, 0):
        raise ValueError("another shape")
    return right_guard(x, shape)

# %% one-number-in-an-array
right_rmse = rmse


def rmse(y, p):
    if np.ndim(y) == np.ndim(p) == 2 and np.shape(y) == np.shape(p) == (len(y), 1) and len(y) > 0:
        return np.sqrt(np.mean((y - p) ** 2, axis=0))
    return right_rmse(y, p)

# %% guard-without-a-word-for-one
_talking = check_input


def check_input(x, shape):
    try:
        _talking(x, shape)
    except ValueError:
        if x.shape == (8, 8):
            raise ValueError from None
        raise

# %% guard-hands-one-back
_silent = check_input


def check_input(x, shape):
    _silent(x, shape)
    return x.shape if x.shape == (0, 8, 8, 1) else None

# %% true-for-one
_labels = class_labels


def class_labels(logits):
    labels = _labels(logits)
    return np.asarray(labels, bool) if logits.shape == (1, 1) else labels
