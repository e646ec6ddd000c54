# %% right: loss-tolist-zip | plain Python: zip over tolist(), sets for the distinct ones
def cast_loss(values, dtype):
    cast = values.astype(dtype)
    before, after = values.tolist(), cast.tolist()
    changed = sum(a != b for a, b in zip(before, after))
    return {"changed": changed, "merged": len(set(before)) - len(set(after))}


# %% right: loss-object-arrays | NumPy with object arrays, so that Python's numbers are compared, overflow warning silenced
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        after = values.astype(dtype)
    different = values.astype(object) != after.astype(object)
    n_before = np.unique(values).size
    n_after = np.unique(after).size
    return {"changed": int(np.sum(different)), "merged": int(n_before - n_after)}


# %% right: loss-groups | groups the old values by the new value and counts the surplus in each group
from collections import defaultdict


def cast_loss(values, dtype):
    groups = defaultdict(set)
    changed = 0
    for old, new in zip(values.tolist(), values.astype(dtype).tolist()):
        groups[new].add(old)
        if old != new:
            changed += 1
    merged = sum(len(olds) - 1 for olds in groups.values())
    return dict(merged=merged, changed=changed)


# %% right: loss-early-return-item | early return for an empty array, a loop over indices with item()
def cast_loss(values, dtype):
    if len(values) == 0:
        return {"changed": 0, "merged": 0}
    cast = values.astype(dtype)
    changed = 0
    for i in range(len(values)):
        if values[i].item() != cast[i].item():
            changed = changed + 1
    distinct_before = len(np.unique(values))
    distinct_after = len(np.unique(cast))
    return {"changed": changed, "merged": distinct_before - distinct_after}


# %% right: loss-fractions | a helper makes exact fractions of both sides and keeps infinity apart
import math
from fractions import Fraction


def _exact(number):
    return number if math.isinf(number) else Fraction(number)


def cast_loss(values, dtype):
    pairs = [(_exact(a), _exact(b)) for a, b in zip(values.tolist(), values.astype(dtype).tolist())]
    before = {a for a, _ in pairs}
    after = {b for _, b in pairs}
    return {"changed": len([1 for a, b in pairs if a != b]), "merged": len(before) - len(after)}


# %% right: unit-convert-first | one line, astype first
def to_unit_range(images):
    return images.astype("float32") / 127.5 - 1


# %% right: unit-np-array-in-place-on-copy | np.array makes a copy, the arithmetic is then done in place on that copy
def to_unit_range(images):
    out = np.array(images, dtype=np.float32)
    out -= 127.5
    out /= 127.5
    return out


# %% right: unit-via-float64 | computes in float64 for everybody and rounds to float32 once at the end
def to_unit_range(images):
    wide = np.asarray(images, dtype="float64")
    return (wide / 127.5 - 1.0).astype("float32")


# %% right: unit-keras-rescaling | the Rescaling layer of the lesson, back to NumPy
import keras


def to_unit_range(images):
    layer = keras.layers.Rescaling(1 / 127.5, offset=-1, dtype="float32")
    return np.array(layer(np.ascontiguousarray(images).astype("float32")))


# %% right: unit-tensorflow | TensorFlow casts and computes, numpy() at the end
import tensorflow as tf


def to_unit_range(images):
    x = tf.cast(tf.constant(np.ascontiguousarray(images)), tf.float32)
    return (x / 127.5 - 1.0).numpy()


# %% right: unit-sklearn-function-transformer | scikit-learn's FunctionTransformer around a named function
from sklearn.preprocessing import FunctionTransformer


def _as_in_training(x):
    return x.astype(np.float32) / np.float32(127.5) - np.float32(1)


def to_unit_range(images):
    return FunctionTransformer(_as_in_training).fit_transform(images)


# %% right: unit-empty-like-out | allocates the answer and uses out=
def to_unit_range(images):
    answer = np.empty(images.shape, dtype="float32")
    answer[...] = images
    np.divide(answer, np.float32(127.5), out=answer)
    np.subtract(answer, np.float32(1), out=answer)
    return answer


# %% right: read-two-lines | to_unit_range, model, asarray
def read_digits(images, model):
    return np.asarray(model(to_unit_range(images)))


# %% right: read-predict-guarded | Keras' predict, with an early return for no pictures
def read_digits(images, model):
    if len(images) == 0:
        return np.zeros((0, 10), dtype="float32")
    return model.predict(to_unit_range(images), verbose=0)


# %% right: read-in-batches | batches of 64 into a prepared array, own scaling
def read_digits(images, model):
    scaled = np.ascontiguousarray(images, dtype="float32") / 127.5 - 1
    n = scaled.shape[0]
    answer = np.empty((n, 10), dtype="float32")
    for start in range(0, n, 64):
        answer[start : start + 64] = np.asarray(model(scaled[start : start + 64]))
    return answer


# %% right: read-numpy-method | calls the model with training=False and takes .numpy()
def read_digits(images, model):
    prepared = to_unit_range(np.array(images, copy=True))
    return model(prepared, training=False).numpy()


# %% right: read-one-by-one | one picture at a time in a loop, an empty (0, 10) block in front
def read_digits(images, model):
    rows = [np.zeros((0, 10), "float32")]
    for picture in images:
        rows.append(np.asarray(model(to_unit_range(picture[np.newaxis]))))
    return np.concatenate(rows, axis=0)


# %% right: hours-to-datetime-utc | pd.to_datetime with utc=True, fillna, astype
def hour_of_day(times):
    utc = pd.to_datetime(times, utc=True)
    return utc.dt.hour.fillna(-1).astype("int64").to_numpy()


# %% right: hours-branch-on-tz | verbose: converts only what has a zone
def hour_of_day(times):
    if times.dt.tz is None:
        in_utc = times
    else:
        in_utc = times.dt.tz_convert("UTC")
    hours = in_utc.dt.hour
    missing = times.isna()
    hours = hours.where(~missing, -1)
    return hours.to_numpy().astype(int)


# %% right: hours-loop-of-timestamps | a loop over the timestamps with a helper
def _one_hour(stamp):
    if pd.isna(stamp):
        return -1
    if stamp.tzinfo is not None:
        stamp = stamp.tz_convert("UTC")
    return stamp.hour


def hour_of_day(times):
    return np.array([_one_hour(t) for t in times], dtype=np.int64)


# %% right: hours-numpy-datetime64 | NumPy: seconds in UTC, floor division, small integers as the answer
def hour_of_day(times):
    seconds = times.to_numpy("datetime64[s]")
    hours = seconds.astype("int64") // 3600 % 24
    return np.where(np.isnat(seconds), -1, hours).astype("int16")


# %% right: hours-since-midnight | the time since midnight divided by one hour
def hour_of_day(times):
    result = np.full(len(times), -1)
    known = times.notna().to_numpy()
    utc = pd.to_datetime(times[known], utc=True)
    result[known] = ((utc - utc.dt.normalize()) // pd.Timedelta(hours=1)).to_numpy()
    return result


# %% right: ids-dict-get | a dictionary, get with 0
def encode_ids(ids, vocab):
    row = {number: i for i, number in enumerate(vocab, start=1)}
    return np.array([row.get(value, 0) for value in ids], dtype="int64")


# %% right: ids-index-loop | vocab.index in a loop, missing first, verbose
def encode_ids(ids, vocab):
    answer = []
    for value in ids:
        if pd.isna(value):
            answer.append(0)
            continue
        number = int(value)
        if number in vocab:
            answer.append(vocab.index(number) + 1)
        else:
            answer.append(0)
    return np.array(answer, dtype=int)


# %% right: ids-class | a small class around the vocabulary
class _Lookup:
    def __init__(self, vocab):
        self.rows = dict(zip(vocab, range(1, len(vocab) + 1)))

    def __call__(self, value):
        return 0 if pd.isna(value) else self.rows.get(int(value), 0)


def encode_ids(ids, vocab):
    lookup = _Lookup(vocab)
    return np.fromiter(map(lookup, ids), dtype=np.int32, count=len(ids))


# %% right: ids-fill-the-known | zeros first, then only the rows that are known
def encode_ids(ids, vocab):
    out = np.zeros(len(ids), dtype=np.int64)
    positions = {int(v): p for p, v in enumerate(vocab)}
    for i, value in enumerate(ids.tolist()):
        try:
            out[i] = positions[int(value)] + 1
        except (TypeError, ValueError, KeyError):
            pass
    return out


# %% right: codes-three-cases | a loop with the three cases of the text
def category_codes(codes):
    out = []
    for code in codes:
        if isinstance(code, str):
            out.append(code)
        elif pd.isna(code):
            out.append("")
        else:
            out.append(str(int(code)))
    return out


# %% right: codes-comprehension | terse: one comprehension
def category_codes(codes):
    return ["" if pd.isna(c) else c if isinstance(c, str) else f"{int(c)}" for c in codes.tolist()]


# %% right: codes-object-column-map | pandas: an object column, then a helper on each value
def _text(code):
    if isinstance(code, str):
        return code
    return str(int(code))


def category_codes(codes):
    column = codes.astype(object)
    known = column.notna()
    return [_text(value) if ok else "" for value, ok in zip(column, known)]


# %% right: guard-four-ifs | the four tests in the order of the text
def guard(images):
    if images.dtype.kind not in "iuf":
        raise ValueError(f"pixels are numbers, not {images.dtype}")
    if images.size == 0:
        return
    if not np.isfinite(images).all():
        raise ValueError("a pixel is missing or infinite")
    if images.min() < 0 or images.max() > 255:
        raise ValueError(f"pixels lie between 0 and 255, not {images.min()} to {images.max()}")
    if images.max() <= 1:
        raise ValueError("no pixel is above 1: the pictures seem to be scaled already")


# %% right: guard-issubdtype-any | np.issubdtype and np.any instead of min and max
def guard(images):
    is_number = np.issubdtype(images.dtype, np.integer) or np.issubdtype(images.dtype, np.floating)
    if not is_number:
        raise ValueError("These pictures hold " + str(images.dtype) + ", but pixels must be integers or floats.")
    if np.any(~np.isfinite(images)):
        raise ValueError("At least one pixel is NaN or infinite.")
    if np.any(images < 0):
        raise ValueError("At least one pixel is below 0.")
    if np.any(images > 255):
        raise ValueError("At least one pixel is above 255.")
    if len(images) > 0 and not np.any(images > 1):
        raise ValueError("All pixels are at most 1, so this batch was scaled already.")


# %% right: guard-collects-problem | a helper returns the sentence or None, guard raises it
def _problem(images):
    if images.dtype.kind not in ("i", "u", "f"):
        return f"pixels are numbers, not {images.dtype}"
    pixels = images.ravel().tolist()
    if any(p != p or p in (float("inf"), float("-inf")) for p in pixels):
        return "there is a pixel that is missing or infinite"
    if any(not 0 <= p <= 255 for p in pixels):
        return "there is a pixel outside 0 to 255"
    if pixels and max(pixels) <= 1:
        return "no pixel is above 1, were these scaled already?"
    return None


def guard(images):
    sentence = _problem(images)
    if sentence is not None:
        raise ValueError(sentence)
    return None


# %% wrong: loss-numpy-compare | compares the arrays with NumPy, which makes both sides float64 (beyond 2**53 nothing differs)
def cast_loss(values, dtype):
    cast = values.astype(dtype)
    changed = int((cast != values).sum())
    merged = len(np.unique(values)) - len(np.unique(cast))
    return {"changed": changed, "merged": merged}


# %% wrong: loss-float-loop | the same belief in a loop: turns both into float before comparing
def cast_loss(values, dtype):
    cast = values.astype(dtype)
    changed = 0
    for a, b in zip(values, cast):
        if float(a) != float(b):
            changed += 1
    return {"changed": changed, "merged": len(set(values.tolist())) - len(set(cast.tolist()))}


# %% wrong: loss-difference-float64 | the same belief once more: subtracts in float64 and looks for a difference
def cast_loss(values, dtype):
    cast = values.astype(dtype)
    difference = np.abs(values.astype("float64") - cast.astype("float64"))
    return {
        "changed": int(np.count_nonzero(difference > 0)),
        "merged": int(np.unique(values).size - np.unique(cast).size),
    }


# %% wrong: loss-round-trip | casts there and back: 200 as int8 is -56 and comes back as 200, so it counts as unchanged
def cast_loss(values, dtype):
    cast = values.astype(dtype)
    back = cast.astype(values.dtype)
    return {
        "changed": int((back != values).sum()),
        "merged": len(np.unique(values)) - len(np.unique(cast)),
    }


# %% wrong: loss-isclose | believes nearly equal is equal: np.isclose instead of exactly
def cast_loss(values, dtype):
    cast = values.astype(dtype)
    changed = int((~np.isclose(values, cast)).sum())
    return {"changed": changed, "merged": int(np.unique(values).size - np.unique(cast).size)}


# %% wrong: loss-can-cast | believes a cast that NumPy calls safe destroys nothing (int64 to float64 is "safe")
def cast_loss(values, dtype):
    if np.can_cast(values.dtype, dtype):
        return {"changed": 0, "merged": 0}
    cast = values.astype(dtype)
    before, after = values.tolist(), cast.tolist()
    return {
        "changed": sum(a != b for a, b in zip(before, after)),
        "merged": len(set(before)) - len(set(after)),
    }


# %% wrong: loss-merged-counts-repeats | merged is the length minus the distinct casts, so repeats in the input count as lost
def cast_loss(values, dtype):
    before = values.tolist()
    after = values.astype(dtype).tolist()
    changed = sum(1 for a, b in zip(before, after) if a != b)
    return {"changed": changed, "merged": len(before) - len(set(after))}


# %% wrong: loss-changed-of-distinct | looks at the distinct values only, so a changed value that repeats counts once
def cast_loss(values, dtype):
    distinct = np.unique(values)
    cast = distinct.astype(dtype)
    changed = sum(a != b for a, b in zip(distinct.tolist(), cast.tolist()))
    return {"changed": changed, "merged": len(distinct) - len(set(cast.tolist()))}


# %% wrong: loss-set-difference | changed is the number of old values that no longer occur anywhere (a moved value can hide)
def cast_loss(values, dtype):
    old = set(values.tolist())
    new = set(values.astype(dtype).tolist())
    return {"changed": len(old - new), "merged": len(old) - len(new)}


# %% wrong: loss-clip-first | believes a cast stops at the ends of the dtype and clips first, so values merge that would have wrapped
def cast_loss(values, dtype):
    target = np.dtype(dtype)
    limited = values
    if target.kind in "iu" and len(values):
        info = np.iinfo(target)
        limited = np.clip(values.astype("float64"), info.min, info.max)
    cast = limited.astype(target)
    changed = sum(a != b for a, b in zip(values.tolist(), cast.tolist()))
    return {"changed": changed, "merged": len(set(values.tolist())) - len(set(cast.tolist()))}


# %% wrong: loss-ignores-infinite | leaves out values that became infinite, "they are an error, not a change"
def cast_loss(values, dtype):
    with np.errstate(over="ignore"):
        cast = values.astype(dtype)
    keep = np.isfinite(cast)
    before, after = values[keep].tolist(), cast[keep].tolist()
    return {
        "changed": sum(a != b for a, b in zip(before, after)),
        "merged": len(set(before)) - len(set(after)),
    }


# %% wrong: loss-overflow-raises | turns the overflow warning into an exception, so large weights as float16 crash
def cast_loss(values, dtype):
    with np.errstate(over="raise", invalid="raise"):
        cast = values.astype(dtype)
    before, after = values.tolist(), cast.tolist()
    return {
        "changed": sum(a != b for a, b in zip(before, after)),
        "merged": len(set(before)) - len(set(after)),
    }


# %% wrong: loss-merged-groups | slip: counts how many new values have several old ones, not how many values were lost
def cast_loss(values, dtype):
    cast = values.astype(dtype)
    groups = {}
    for a, b in zip(values.tolist(), cast.tolist()):
        groups.setdefault(b, set()).add(a)
    changed = sum(a != b for a, b in zip(values.tolist(), cast.tolist()))
    return {"changed": changed, "merged": sum(len(g) > 1 for g in groups.values())}


# %% wrong: loss-neighbours-unsorted | slip: counts equal neighbours without sorting, and repeats count as well
def cast_loss(values, dtype):
    cast = values.astype(dtype)
    changed = sum(a != b for a, b in zip(values.tolist(), cast.tolist()))
    merged = int((cast[1:] == cast[:-1]).sum())
    return {"changed": changed, "merged": merged}


# %% wrong: loss-example-memorised | gaming: always the answer of the example
def cast_loss(values, dtype):
    return {"changed": 1, "merged": 1}


# %% wrong: loss-shares-and-empty | two mistakes: shares instead of counts, and a division by zero for an empty array
def cast_loss(values, dtype):
    cast = values.astype(dtype)
    n = len(values)
    changed = sum(a != b for a, b in zip(values.tolist(), cast.tolist())) / n
    merged = (len(set(values.tolist())) - len(set(cast.tolist()))) / n
    return {"changed": changed, "merged": merged}


# %% wrong: unit-service-as-is | keeps the service's formula: subtracts 127 in uint8, casts at the end
def to_unit_range(images):
    return ((images - 127) / 127.5).astype("float32")


# %% wrong: unit-127-after-convert | converts first but still subtracts 127 instead of 127.5
def to_unit_range(images):
    return (images.astype("float32") - 127) / 127.5


# %% wrong: unit-times-two-in-uint8 | doubles in the dtype that arrives, so uint8 wraps at 128
def to_unit_range(images):
    return (images * 2 / 255 - 1).astype(np.float32)


# %% wrong: unit-zero-to-one | believes models want 0 to 1
def to_unit_range(images):
    return images.astype("float32") / 255


# %% wrong: unit-by-128 | rounds the constant: divides by 128
def to_unit_range(images):
    return images.astype("float32") / 128 - 1


# %% wrong: unit-batch-min-max | stretches the batch from its own minimum and maximum to -1 to 1
def to_unit_range(images):
    x = images.astype("float32")
    if x.size == 0:
        return x
    low, high = x.min(), x.max()
    return (x - low) / max(high - low, 1) * 2 - 1


# %% wrong: unit-asarray-in-place | np.asarray makes no copy of float32, and the caller's pictures are changed
def to_unit_range(images):
    x = np.asarray(images, dtype="float32")
    x /= 127.5
    x -= 1
    return x


# %% wrong: unit-copy-false-in-place | the same with astype(copy=False)
def to_unit_range(images):
    x = images.astype(np.float32, copy=False)
    np.divide(x, 127.5, out=x)
    np.subtract(x, 1, out=x)
    return x


# %% wrong: unit-stays-float64 | forgets that the contract says float32: integers and float64 come out as float64
def to_unit_range(images):
    return images / 127.5 - 1


# %% wrong: unit-float32-left-alone | believes float32 pictures are ready for the model
def to_unit_range(images):
    if images.dtype == np.float32:
        return images.copy()
    return images.astype("float32") / 127.5 - 1


# %% wrong: unit-floats-are-zero-to-one | believes float pictures are on 0 to 1 by convention
def to_unit_range(images):
    x = images.astype("float32")
    if images.dtype.kind == "f":
        return x * 2 - 1
    return x / 127.5 - 1


# %% wrong: unit-signed-bytes | goes through int8, "because there are negative numbers in the answer"
def to_unit_range(images):
    signed = images.astype("int64").astype("int8")
    return (signed / 127.5 - 1).astype("float32")


# %% wrong: unit-floor-division | slip: // instead of /
def to_unit_range(images):
    return images.astype("float32") // 127.5 - 1


# %% wrong: unit-rounds-to-bytes-first | makes every picture uint8 first, so float pixels lose what follows the point
def to_unit_range(images):
    return images.astype("uint8").astype("float32") / 127.5 - 1


# %% wrong: unit-astype-int8-answer | two mistakes: casts the scaled values to int8 and then to float32, only -1, 0 and 1 are left
def to_unit_range(images):
    return (images / 127.5 - 1).astype("int8").astype("float32")


# %% wrong: unit-flattens | gives the model rows of 64 numbers instead of the same shape
def to_unit_range(images):
    x = images.astype("float32") / 127.5 - 1
    return x.reshape(len(x), 64)


# %% wrong: unit-squeezes-and-inverts | two mistakes: black paper to +1, and the last axis dropped
def to_unit_range(images):
    return np.squeeze(1 - images.astype("float32") / 127.5, axis=-1)


# %% wrong: unit-view-as-float32 | reinterprets the bytes with view instead of converting (crashes or nonsense)
def to_unit_range(images):
    return images.view("float32") / 127.5 - 1


# %% wrong: read-raw-pixels | believes Keras casts anyway, so the pixels go in as they are
def read_digits(images, model):
    return np.asarray(model(images.astype("float32")))


# %% wrong: read-service-formula | keeps what the service does and casts at the end
def read_digits(images, model):
    served = (images - 127) / 127.5
    return np.asarray(model(np.asarray(served, dtype="float32")))


# %% wrong: read-softmax | adds a softmax although the text says logits
def read_digits(images, model):
    scores = np.asarray(model(to_unit_range(images)))
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% wrong: read-log-softmax | subtracts the log of the sum, "logits should be normalised"
def read_digits(images, model):
    scores = np.asarray(model(to_unit_range(images)), dtype="float64")
    return scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))


# %% wrong: read-argmax | returns the digits, not the logits
def read_digits(images, model):
    return np.asarray(model(to_unit_range(images))).argmax(axis=1)


# %% wrong: read-brightens-weak-lamp | stretches the batch to 255 before scaling, so a weak lamp gives other logits than training
def read_digits(images, model):
    x = images.astype("float32")
    if len(x):
        x = x / x.max() * 255
    return np.asarray(model(to_unit_range(x)))


# %% wrong: read-contrast-per-picture | stretches each picture to its own 0 to 255, another spelling of the same belief
def read_digits(images, model):
    x = images.astype("float64")
    low = x.min(axis=(1, 2, 3), keepdims=True)
    high = x.max(axis=(1, 2, 3), keepdims=True)
    return np.asarray(model(to_unit_range((x - low) / (high - low + 1e-9) * 255)))


# %% wrong: read-predict-empty | calls predict, which crashes for no pictures
def read_digits(images, model):
    return model.predict(to_unit_range(images), verbose=0)


# %% wrong: read-squeeze-one | squeezes, so one picture gives shape (10,)
def read_digits(images, model):
    return np.squeeze(np.asarray(model(to_unit_range(images))))


# %% wrong: read-scaled-twice | scales by hand and then with to_unit_range again
def read_digits(images, model):
    x = images.astype("float32") / 127.5 - 1
    return np.asarray(model(to_unit_range(x)))


# %% wrong: read-only-bytes-scaled | scales uint8 and believes everything else is scaled already
def read_digits(images, model):
    if images.dtype == np.uint8:
        x = to_unit_range(images)
    else:
        x = images.astype("float32")
    return np.asarray(model(x))


# %% wrong: read-in-place-read-only | works in place on asarray: a read-only float32 buffer raises
def read_digits(images, model):
    x = np.asarray(images, dtype="float32")
    x /= 127.5
    x -= 1
    return np.asarray(model(x))


# %% wrong: read-frombuffer | takes the bytes as one block with frombuffer: crashes for scattered pictures
def read_digits(images, model):
    flat = np.frombuffer(images, dtype=images.dtype)
    return np.asarray(model(to_unit_range(flat.reshape(images.shape))))


# %% wrong: read-reshape-in-place | sets the shape in place, which NumPy refuses for scattered pictures
def read_digits(images, model):
    rows = images.view()
    rows.shape = (len(images), 64)
    return np.asarray(model(to_unit_range(rows.reshape(-1, 8, 8, 1))))


# %% wrong: read-unmirrors | turns every picture around, "mirrored pictures have to be put right"
def read_digits(images, model):
    return np.asarray(model(to_unit_range(images[:, :, ::-1])))


# %% wrong: read-loop-empty-shape | a list of rows; for no pictures the array has shape (0,)
def read_digits(images, model):
    rows = [np.asarray(model(to_unit_range(image[None])))[0] for image in images]
    return np.array(rows)


# %% wrong: read-full-batches-only | slip: batches of 32 and the rest is lost
def read_digits(images, model):
    x = to_unit_range(images)
    out = np.zeros((0, 10), "float32")
    for k in range(len(x) // 32):
        out = np.concatenate([out, np.asarray(model(x[32 * k : 32 * k + 32]))])
    return out


# %% wrong: read-zeros | gaming: zeros of the right shape
def read_digits(images, model):
    return np.zeros((len(images), 10), dtype="float32")


# %% wrong: hours-ignores-zone | takes dt.hour of the local time, the zone is never converted
def hour_of_day(times):
    return times.dt.hour.fillna(-1).astype(int).to_numpy()


# %% wrong: hours-drops-zone | tz_localize(None) throws the zone away and keeps the local clock
def hour_of_day(times):
    plain = times.dt.tz_localize(None)
    return plain.dt.hour.fillna(-1).astype("int64").to_numpy()


# %% wrong: hours-always-tz-convert | tz_convert for all: raises TypeError for times without a zone
def hour_of_day(times):
    return times.dt.tz_convert("UTC").dt.hour.fillna(-1).astype("int64").to_numpy()


# %% wrong: hours-nanoseconds-by-hand | counts by hand as if every unit were nanoseconds
def hour_of_day(times):
    utc = pd.to_datetime(times, utc=True)
    missing = utc.isna().to_numpy()
    hours = utc.astype("int64").to_numpy() // 10**9 // 3600 % 24
    hours[missing] = -1
    return hours


# %% wrong: hours-view-3600e9 | the same belief on NumPy's integers
def hour_of_day(times):
    ticks = times.values.view("int64")
    hours = (ticks // 3_600_000_000_000) % 24
    return np.where(times.isna(), -1, hours).astype("int64")


# %% wrong: hours-float32-seconds | seconds as float32: full hours fall into the neighbouring hour
def hour_of_day(times):
    seconds = times.to_numpy("datetime64[s]")
    as_float = seconds.astype("int64").astype("float32")
    hours = (as_float.astype("int64") // 3600) % 24
    return np.where(np.isnat(seconds), -1, hours).astype(int)


# %% wrong: hours-whole-hour-zones | subtracts the offset in whole hours: half-hour zones come out wrong
def hour_of_day(times):
    out = []
    for t in times:
        if pd.isna(t):
            out.append(-1)
        elif t.tzinfo is None:
            out.append(t.hour)
        else:
            offset = int(t.utcoffset().total_seconds() / 3600)
            out.append((t.hour - offset) % 24)
    return np.array(out, dtype=int)


# %% wrong: hours-adds-offset | slip: adds the offset of the zone instead of subtracting it
def hour_of_day(times):
    out = np.full(len(times), -1)
    for i, t in enumerate(times):
        if not pd.isna(t):
            if t.tzinfo is not None:
                t = t.tz_localize(None) + t.utcoffset()
            out[i] = t.hour
    return out


# %% wrong: hours-missing-is-zero | fills a missing time with 0, which is midnight
def hour_of_day(times):
    return pd.to_datetime(times, utc=True).dt.hour.fillna(0).astype("int64").to_numpy()


# %% wrong: hours-missing-is-epoch | the same belief: fills NaT with 1970 before taking the hour
def hour_of_day(times):
    utc = pd.to_datetime(times, utc=True)
    utc = utc.fillna(pd.Timestamp("1970-01-01", tz="UTC"))
    return utc.dt.hour.to_numpy()


# %% wrong: hours-drops-missing | drops missing times, so the answer is shorter than the Series
def hour_of_day(times):
    return pd.to_datetime(times.dropna(), utc=True).dt.hour.to_numpy()


# %% wrong: hours-nan-as-int | casts NaN to an integer, which is no -1
def hour_of_day(times):
    utc = pd.to_datetime(times, utc=True)
    with np.errstate(invalid="ignore"):
        return utc.dt.hour.to_numpy().astype("int64")


# %% wrong: hours-midnight-falsy | slip: "hour or -1" makes midnight a missing time
def hour_of_day(times):
    utc = pd.to_datetime(times, utc=True).dt.hour.fillna(0)
    return np.array([int(h) or -1 for h in utc], dtype="int64")


# %% wrong: hours-rounds | rounds to the nearest hour, so 10:59:59 gives 11
def hour_of_day(times):
    utc = pd.to_datetime(times, utc=True).dt.round("h")
    return utc.dt.hour.fillna(-1).astype("int64").to_numpy()


# %% wrong: hours-twelve-hour-clock | slip: %I instead of %H
def hour_of_day(times):
    text = pd.to_datetime(times, utc=True).dt.strftime("%I").fillna("-1")
    return text.astype(int).to_numpy()


# %% wrong: hours-first-offset-for-all | takes the offset of the first time for all of them and crashes for none (summer time, empty)
def hour_of_day(times):
    first = times.iloc[0]
    if times.dt.tz is not None:
        times = times.dt.tz_localize(None) - first.utcoffset()
    return times.dt.hour.fillna(-1).astype(int).to_numpy()


# %% wrong: hours-unit-table-forgets-seconds | a table of units in which datetime64[s] is missing: KeyError
def hour_of_day(times):
    per_second = {"ms": 10**3, "us": 10**6, "ns": 10**9}[times.dt.unit]
    ticks = times.astype("int64").to_numpy()
    hours = ticks // per_second // 3600 % 24
    return np.where(times.isna(), -1, hours)


# %% wrong: hours-squeezes-and-localizes | two mistakes: one time gives a scalar, and times with a zone raise in tz_localize
def hour_of_day(times):
    utc = times.dt.tz_localize("UTC")
    return utc.dt.hour.fillna(-1).astype("int64").to_numpy().squeeze()


# %% wrong: ids-float64-lookup | looks up in float64: neighbours above 2**53 become the same customer
def encode_ids(ids, vocab):
    numbers = pd.to_numeric(ids, errors="coerce").astype("Float64").to_numpy("float64", na_value=np.nan)
    known = np.array(vocab, dtype="float64")
    out = np.zeros(len(ids), dtype=int)
    for i, number in enumerate(numbers):
        hits = np.flatnonzero(known == number)
        if len(hits):
            out[i] = hits[0] + 1
    return out


# %% wrong: ids-float-keys | the same belief with a dictionary whose keys are float(v)
def encode_ids(ids, vocab):
    rows = {float(v): i for i, v in enumerate(vocab, 1)}
    return np.array([0 if pd.isna(v) else rows.get(float(v), 0) for v in ids], dtype="int64")


# %% wrong: ids-list-to-array | puts the ids into one NumPy array: with a NaN among them it is float64
def encode_ids(ids, vocab):
    array = np.array([np.nan if pd.isna(v) else v for v in ids])
    row = {v: i + 1 for i, v in enumerate(vocab)}
    return np.array([row.get(v, 0) for v in array.tolist()], dtype="int64")


# %% wrong: ids-float32 | "models want float32": neighbours above 2**24 merge
def encode_ids(ids, vocab):
    rows = {}
    for i, v in enumerate(vocab):
        rows.setdefault(np.float32(v).item(), i + 1)
    return np.array([0 if pd.isna(v) else rows.get(np.float32(int(v)).item(), 0) for v in ids], dtype="int64")


# %% wrong: ids-int32 | keeps the lowest 32 bits: numbers above 2**32 meet small ones
def encode_ids(ids, vocab):
    rows = {}
    for i, v in enumerate(vocab):
        rows.setdefault(v % 2**32, i + 1)
    return np.array([0 if pd.isna(v) else rows.get(int(v) % 2**32, 0) for v in ids], dtype="int64")


# %% wrong: ids-sorted-vocab | believes a vocabulary is sorted
def encode_ids(ids, vocab):
    order = sorted(vocab)
    rows = {v: i + 1 for i, v in enumerate(order)}
    return np.array([0 if pd.isna(v) else rows.get(int(v), 0) for v in ids], dtype=int)


# %% wrong: ids-searchsorted-no-check | searchsorted without checking equality: an unknown customer gets a neighbour's row
def encode_ids(ids, vocab):
    order = np.argsort(vocab)
    keys = np.array(vocab, dtype="int64")[order]
    out = np.zeros(len(ids), dtype="int64")
    for i, v in enumerate(ids):
        if not pd.isna(v):
            place = min(int(np.searchsorted(keys, int(v))), len(keys) - 1)
            out[i] = order[place] + 1
    return out


# %% wrong: ids-from-zero | slip: counts from 0, so vocab[0] looks unknown
def encode_ids(ids, vocab):
    rows = {v: i for i, v in enumerate(vocab)}
    return np.array([0 if pd.isna(v) else rows.get(int(v), 0) for v in ids], dtype="int64")


# %% wrong: ids-unknown-minus-one | unknown and missing customers give -1 instead of 0
def encode_ids(ids, vocab):
    rows = {v: i + 1 for i, v in enumerate(vocab)}
    return np.array([rows.get(v, -1) for v in ids], dtype="int64")


# %% wrong: ids-missing-own-row | gives missing customers a row of their own after the vocabulary
def encode_ids(ids, vocab):
    rows = {v: i + 1 for i, v in enumerate(vocab)}
    return np.array([len(vocab) + 1 if pd.isna(v) else rows.get(int(v), 0) for v in ids], dtype="int64")


# %% wrong: ids-text-lookup | compares as text: in a float64 column 7 reads "7.0" and is unknown
def encode_ids(ids, vocab):
    rows = {str(v): i + 1 for i, v in enumerate(vocab)}
    return np.array([rows.get(str(v), 0) for v in ids], dtype="int64")


# %% wrong: ids-drops-missing | drops missing numbers first, the answer is too short
def encode_ids(ids, vocab):
    rows = {v: i + 1 for i, v in enumerate(vocab)}
    return np.array([rows.get(int(v), 0) for v in ids.dropna()], dtype="int64")


# %% wrong: ids-stops-at-missing | slip: break instead of continue, a missing number harms all that follow
def encode_ids(ids, vocab):
    out = np.zeros(len(ids), dtype="int64")
    for i, v in enumerate(ids):
        if pd.isna(v):
            break
        if int(v) in vocab:
            out[i] = vocab.index(int(v)) + 1
    return out


# %% wrong: ids-give-up-on-missing | two mistakes: int() on a missing number, and except answers zeros for the whole column
def encode_ids(ids, vocab):
    try:
        return np.array([vocab.index(int(v)) + 1 for v in ids], dtype="int64")
    except Exception:
        return np.zeros(len(ids), dtype="int64")


# %% wrong: codes-astype-str | astype(str): '1.0' for floats, and a missing code is 'nan' (pandas 2) or stays missing (pandas 3), not ''
def category_codes(codes):
    return codes.astype(str).tolist()


# %% wrong: codes-cut-dot-zero | takes '.0' away at the end of every text, also from 'A.0'
def category_codes(codes):
    return ["" if pd.isna(c) else str(c).removesuffix(".0") for c in codes]


# %% wrong: codes-replace-dot-zero | the same belief with replace, which also eats '.0' in the middle of a text
def category_codes(codes):
    out = []
    for c in codes:
        if pd.isna(c):
            out.append("")
        else:
            out.append(str(c).replace(".0", ""))
    return out


# %% wrong: codes-strip-zeros | strips zeros and the point from the right: 10 becomes '1'
def category_codes(codes):
    out = []
    for c in codes:
        if isinstance(c, str):
            out.append(c)
        elif pd.isna(c):
            out.append("")
        else:
            out.append(str(c).rstrip("0").rstrip("."))
    return out


# %% wrong: codes-numeric-text | makes a number of every text that looks like one: '007' becomes '7'
def category_codes(codes):
    out = []
    for c in codes:
        if pd.isna(c):
            out.append("")
            continue
        try:
            out.append(str(int(float(c))))
        except ValueError:
            out.append(c)
    return out


# %% wrong: codes-column-dtype-only | looks at the column's dtype: a float in an object column stays '1.0'
def category_codes(codes):
    if codes.dtype == "float64":
        return ["" if pd.isna(c) else str(int(c)) for c in codes]
    return ["" if pd.isna(c) else str(c) for c in codes]


# %% wrong: codes-format-g | format :g shortens: 1234567.0 becomes '1.23457e+06'
def category_codes(codes):
    return ["" if pd.isna(c) else c if isinstance(c, str) else f"{c:g}" for c in codes]


# %% wrong: codes-int64-column | turns the whole column into Int64, which text columns do not survive
def category_codes(codes):
    return codes.astype("Int64").astype("string").fillna("").tolist()


# %% wrong: codes-category-numbers | takes cat.codes, the positions of the categories, for the codes
def category_codes(codes):
    numbers = codes.astype("category").cat.codes
    return ["" if n < 0 else str(n) for n in numbers]


# %% wrong: codes-nan-only | knows only NaN as missing: None gives 'None' and pd.NA '<NA>'
def category_codes(codes):
    out = []
    for c in codes:
        if isinstance(c, float):
            out.append("" if np.isnan(c) else str(int(c)))
        else:
            out.append(str(c))
    return out


# %% wrong: codes-zero-is-missing | slip: "not c" makes the code 0 a missing one (and pd.NA raises)
def category_codes(codes):
    out = []
    for c in codes:
        if not c or c != c:
            out.append("")
        elif isinstance(c, str):
            out.append(c)
        else:
            out.append(str(int(c)))
    return out


# %% wrong: codes-drops-missing | leaves missing codes out instead of giving ''
def category_codes(codes):
    return [c if isinstance(c, str) else str(int(c)) for c in codes if pd.notna(c)]


# %% wrong: codes-pads-to-three | pads every number to three digits, "as '007' is"
def category_codes(codes):
    return ["" if pd.isna(c) else c if isinstance(c, str) else str(int(c)).zfill(3) for c in codes]


# %% wrong: codes-tidy-and-first-value | two mistakes: upper-cases and strips text, and decides by the first code (crashes for none)
def category_codes(codes):
    if isinstance(codes.iloc[0], str):
        return [str(c).strip().upper() for c in codes]
    return ["" if pd.isna(c) else str(int(c)) for c in codes]


# %% wrong: guard-nothing | never raises
def guard(images):
    return None


# %% wrong: guard-everything | always raises
def guard(images):
    raise ValueError("these pictures are no pixels from 0 to 255")


# %% wrong: guard-nan-slips-through | believes min and max find a NaN, but every comparison with NaN is false
def guard(images):
    if images.dtype.kind not in "iuf":
        raise ValueError(f"pixels are numbers, not {images.dtype}")
    if images.size == 0:
        return
    if images.min() < 0 or images.max() > 255:
        raise ValueError("pixels lie between 0 and 255")
    if images.max() <= 1:
        raise ValueError("the pictures are scaled already")


# %% wrong: guard-no-dtype-test | no test of the dtype: text raises TypeError instead of ValueError
def guard(images):
    if images.size == 0:
        return
    if not np.isfinite(images).all():
        raise ValueError("a pixel is missing or infinite")
    if images.min() < 0 or images.max() > 255:
        raise ValueError("pixels lie between 0 and 255")
    if images.max() <= 1:
        raise ValueError("the pictures are scaled already")


# %% wrong: guard-assert | asserts as in the lesson: AssertionError instead of ValueError
def guard(images):
    assert images.dtype.kind in "uif", f"expected integers or floats, got {images.dtype}"
    if images.size:
        assert np.isfinite(images).all(), "a pixel is missing or infinite"
        assert 0 <= images.min() and images.max() <= 255, "expected 0 to 255"
        assert images.max() > 1, "no pixel above 1: scaled already?"


# %% wrong: guard-type-error | TypeError for a wrong dtype, "since it is a type"
def guard(images):
    if images.dtype.kind not in "iuf":
        raise TypeError(f"pixels are numbers, not {images.dtype}")
    if images.size == 0:
        return
    if not np.isfinite(images).all():
        raise ValueError("a pixel is missing or infinite")
    if images.min() < 0 or images.max() > 255:
        raise ValueError("pixels lie between 0 and 255")
    if images.max() <= 1:
        raise ValueError("the pictures are scaled already")


# %% wrong: guard-empty-crashes | min of an empty batch raises, a good input is refused
def guard(images):
    if images.dtype.kind not in "iuf":
        raise ValueError(f"pixels are numbers, not {images.dtype}")
    if not np.isfinite(images).all():
        raise ValueError("a pixel is missing or infinite")
    if images.min() < 0 or images.max() > 255:
        raise ValueError("pixels lie between 0 and 255")
    if images.max() <= 1:
        raise ValueError("the pictures are scaled already")


# %% wrong: guard-empty-refused | believes an empty batch is a fault
def guard(images):
    if images.dtype.kind not in "iuf":
        raise ValueError(f"pixels are numbers, not {images.dtype}")
    if len(images) == 0:
        raise ValueError("there are no pictures in this batch")
    if not np.isfinite(images).all():
        raise ValueError("a pixel is missing or infinite")
    if images.min() < 0 or images.max() > 255:
        raise ValueError("pixels lie between 0 and 255")
    if images.max() <= 1:
        raise ValueError("the pictures are scaled already")


# %% wrong: guard-uint8-float32-only | lets only uint8 and float32 through, int64, uint16 and float64 are refused
def guard(images):
    if images.dtype not in (np.dtype("uint8"), np.dtype("float32")):
        raise ValueError(f"pixels are uint8 or float32, not {images.dtype}")
    if images.size == 0:
        return
    if not np.isfinite(images).all():
        raise ValueError("a pixel is missing or infinite")
    if images.min() < 0 or images.max() > 255:
        raise ValueError("pixels lie between 0 and 255")
    if images.max() <= 1:
        raise ValueError("the pictures are scaled already")


# %% wrong: guard-signed-dtypes-refused | refuses dtypes instead of values: every signed or 16-bit dtype, also with good pixels
def guard(images):
    if images.dtype.kind not in "uf" or images.dtype == np.uint16:
        raise ValueError(f"pixels are unsigned bytes or floats, not {images.dtype}")
    if images.size == 0:
        return
    if not np.isfinite(images).all():
        raise ValueError("a pixel is missing or infinite")
    if images.min() < 0 or images.max() > 255:
        raise ValueError("pixels lie between 0 and 255")
    if images.max() <= 1:
        raise ValueError("the pictures are scaled already")


# %% wrong: guard-sum-finite | tests whether the sum is finite: good float16 pictures overflow in the sum and are refused
def guard(images):
    if images.dtype.kind not in "iuf":
        raise ValueError(f"pixels are numbers, not {images.dtype}")
    if images.size == 0:
        return
    with np.errstate(all="ignore"):
        total = (images * images).sum()
    if not np.isfinite(total):
        raise ValueError("a pixel is missing or infinite")
    if images.min() < 0 or images.max() > 255:
        raise ValueError("pixels lie between 0 and 255")
    if images.max() <= 1:
        raise ValueError("the pictures are scaled already")


# %% wrong: guard-abs | tests the absolute value: pixels below 0 get through
def guard(images):
    if images.dtype.kind not in "iuf":
        raise ValueError(f"pixels are numbers, not {images.dtype}")
    if images.size == 0:
        return
    if not np.isfinite(images).all():
        raise ValueError("a pixel is missing or infinite")
    if np.abs(images.astype("float64")).max() > 255:
        raise ValueError("pixels lie between 0 and 255")
    if images.max() <= 1:
        raise ValueError("the pictures are scaled already")


# %% wrong: guard-and-for-or | slip: "and" instead of "or", so only a batch with both faults is refused
def guard(images):
    if images.dtype.kind not in "iuf":
        raise ValueError(f"pixels are numbers, not {images.dtype}")
    if images.size == 0:
        return
    if not np.isfinite(images).all():
        raise ValueError("a pixel is missing or infinite")
    if images.min() < 0 and images.max() > 255:
        raise ValueError("pixels lie between 0 and 255")
    if images.max() <= 1:
        raise ValueError("the pictures are scaled already")


# %% wrong: guard-white-paper-refused | slip: >= 255 refuses white paper
def guard(images):
    if images.dtype.kind not in "iuf":
        raise ValueError(f"pixels are numbers, not {images.dtype}")
    if images.size == 0:
        return
    if not np.isfinite(images).all():
        raise ValueError("a pixel is missing or infinite")
    if (images < 0).any() or (images >= 255).any():
        raise ValueError("pixels lie between 0 and 255")
    if images.max() <= 1:
        raise ValueError("the pictures are scaled already")


# %% wrong: guard-black-ink-refused | slip: <= 0 refuses black ink
def guard(images):
    if images.dtype.kind not in "iuf":
        raise ValueError(f"pixels are numbers, not {images.dtype}")
    if images.size == 0:
        return
    if not np.isfinite(images).all():
        raise ValueError("a pixel is missing or infinite")
    if not (images.min() > 0 and images.max() <= 255):
        raise ValueError("pixels lie between 0 and 255")
    if images.max() <= 1:
        raise ValueError("the pictures are scaled already")


# %% wrong: guard-below-one-only | slip: < 1, so a scaled batch whose white is exactly 1 gets through
def guard(images):
    if images.dtype.kind not in "iuf":
        raise ValueError(f"pixels are numbers, not {images.dtype}")
    if images.size == 0:
        return
    if not np.isfinite(images).all():
        raise ValueError("a pixel is missing or infinite")
    if images.min() < 0 or images.max() > 255:
        raise ValueError("pixels lie between 0 and 255")
    if images.max() < 1:
        raise ValueError("the pictures are scaled already")


# %% wrong: guard-any-dark-pixel | any instead of all: one pixel of at most 1 is enough to be refused
def guard(images):
    if images.dtype.kind not in "iuf":
        raise ValueError(f"pixels are numbers, not {images.dtype}")
    if images.size == 0:
        return
    if not np.isfinite(images).all():
        raise ValueError("a pixel is missing or infinite")
    if images.min() < 0 or images.max() > 255:
        raise ValueError("pixels lie between 0 and 255")
    if (images <= 1).any():
        raise ValueError("the pictures are scaled already")


# %% wrong: guard-scaled-floats-only | believes only floats can be scaled already: an integer batch of 0 and 1 gets through
def guard(images):
    if images.dtype.kind not in "iuf":
        raise ValueError(f"pixels are numbers, not {images.dtype}")
    if images.size == 0:
        return
    if not np.isfinite(images).all():
        raise ValueError("a pixel is missing or infinite")
    if images.min() < 0 or images.max() > 255:
        raise ValueError("pixels lie between 0 and 255")
    if images.dtype.kind == "f" and images.max() <= 1:
        raise ValueError("the pictures are scaled already")


# %% wrong: guard-upper-end-forgotten | forgets the upper end: 16 bits get through
def guard(images):
    if images.dtype.kind not in "iuf":
        raise ValueError(f"pixels are numbers, not {images.dtype}")
    if images.size == 0:
        return
    if not np.isfinite(images).all():
        raise ValueError("a pixel is missing or infinite")
    if images.min() < 0:
        raise ValueError("a pixel is below 0")
    if images.max() <= 1:
        raise ValueError("the pictures are scaled already")


# %% wrong: guard-first-picture-only | two mistakes: tests only the first picture, and allows up to 256
def guard(images):
    if images.dtype.kind not in "iuf":
        raise ValueError(f"pixels are numbers, not {images.dtype}")
    if len(images) == 0:
        return
    first = images[0]
    if not np.isfinite(first).all():
        raise ValueError("a pixel is missing or infinite")
    if first.min() < 0 or first.max() > 256:
        raise ValueError("pixels lie between 0 and 255")
    if first.max() <= 1:
        raise ValueError("the pictures are scaled already")


# %% wrong: guard-swallows-itself | catches its own exception and prints it
def guard(images):
    try:
        if images.dtype.kind not in "iuf":
            raise ValueError(f"pixels are numbers, not {images.dtype}")
        if images.size and not np.isfinite(images).all():
            raise ValueError("a pixel is missing or infinite")
        if images.size and (images.min() < 0 or images.max() > 255):
            raise ValueError("pixels lie between 0 and 255")
        if images.size and images.max() <= 1:
            raise ValueError("the pictures are scaled already")
    except Exception as problem:
        print("refused:", problem)


# %% first: loss-returns-tuple | returns the two counts as a tuple, not the dictionary
def cast_loss(values, dtype):
    cast = values.astype(dtype)
    changed = 0
    for a, b in zip(values.tolist(), cast.tolist()):
        if a != b:
            changed += 1
    merged = len(set(values.tolist())) - len(set(cast.tolist()))
    return changed, merged


# %% first: loss-no-return | forgets the return
def cast_loss(values, dtype):
    cast = values.astype(dtype)
    changed = (cast != values).sum()
    merged = len(np.unique(values)) - len(np.unique(cast))
    {"changed": int(changed), "merged": int(merged)}


# %% first: loss-merged-is-remaining | merged is the number of distinct values that remain, not of those that were lost
def cast_loss(values, dtype):
    new = values.astype(dtype)
    changed = 0
    for i in range(len(values)):
        if values[i] != new[i]:
            changed += 1
    return {"changed": changed, "merged": len(set(new.tolist()))}


# %% first: loss-compares-before-cast | compares the array with itself because astype's answer is not kept
def cast_loss(values, dtype):
    old = values
    values.astype(dtype)
    changed = int((values != old).sum())
    return {"changed": changed, "merged": len(np.unique(old)) - len(np.unique(values))}


# %% first: unit-changes-caller | writes into the argument: raises for uint8, and changes the caller's float pictures
def to_unit_range(images):
    images /= 127.5
    images -= 1
    return images


# %% first: unit-divides-then-float | divides and forgets the cast, the answer for uint8 is float64 from 0 to 2
def to_unit_range(images):
    return images / 127.5


# %% first: unit-card-as-tensor | returns a TensorFlow tensor, not a NumPy array
def to_unit_range(images):
    import tensorflow as tf

    return tf.convert_to_tensor(np.asarray(images, dtype="float32") / 127.5 - 1)


# %% first: unit-only-uint8 | thinks of uint8 only, anything else comes back as it is
def to_unit_range(images):
    if images.dtype == "uint8":
        return images.astype("float32") / 127.5 - 1
    else:
        return images


# %% first: unit-nested-list | builds a nested list in Python and returns it
def to_unit_range(images):
    return [[[[float(p) / 127.5 - 1 for p in pixel] for pixel in row] for row in image] for image in images]


# %% first: unit-casts-last | converts after the arithmetic: subtracts 127 and thinks the last cast repairs it
def to_unit_range(images):
    x = images - 127
    x = x / 127.5
    x = x.astype("float32")
    return x


# %% first: read-model-only | hands the pictures to the model as they are
def read_digits(images, model):
    return np.asarray(model(images))


# %% first: read-forgets-return | forgets the return
def read_digits(images, model):
    x = to_unit_range(images)
    logits = np.asarray(model(x))


# %% first: read-predict | predict, as in every tutorial: nothing comes back for no pictures
def read_digits(images, model):
    x = to_unit_range(images)
    predictions = model.predict(x)
    return predictions


# %% first: read-digit-list | reads "read digits" as the title and returns a list of digits
def read_digits(images, model):
    x = to_unit_range(images)
    answers = []
    for row in np.asarray(model(x)):
        answers.append(int(row.argmax()))
    return answers


# %% first: read-zero-one-if-large | scales only if the maximum is above 1, to 0 to 1, and max() raises for no pictures
def read_digits(images, model):
    if images.max() > 1:
        images = images / 255
    return np.asarray(model(images.astype("float32")))


# %% first: read-extra-axis | adds a batch axis to every batch, the model refuses it or the shape is not (n, 10)
def read_digits(images, model):
    x = to_unit_range(images)
    x = np.expand_dims(x, axis=0)
    return np.asarray(model(x[0]))[np.newaxis]


# %% first: hours-dt-hour | times.dt.hour and nothing else: zones and missing times forgotten
def hour_of_day(times):
    return times.dt.hour.to_numpy()


# %% first: hours-floats | keeps the floats that NaT brings along: not an integer array
def hour_of_day(times):
    utc = pd.to_datetime(times, utc=True)
    hours = utc.dt.hour.fillna(-1)
    return hours.to_numpy(dtype="float64")


# %% first: hours-list | returns a list, not an array
def hour_of_day(times):
    result = []
    for t in pd.to_datetime(times, utc=True):
        if pd.isna(t):
            result.append(-1)
        else:
            result.append(t.hour)
    return result


# %% first: hours-loop-nat | a loop that forgets NaT and the zone, int(NaN) raises
def hour_of_day(times):
    hours = []
    for t in times:
        hours.append(int(t.hour))
    return np.array(hours, dtype=int)


# %% first: hours-seconds-count | counts seconds by hand as in the old service: astype("int64") // 10**9
def hour_of_day(times):
    seconds = times.astype("int64") // 10**9
    hours = seconds // 3600 % 24
    hours[times.isna()] = -1
    return hours.to_numpy()


# %% first: ids-index-raises | vocab.index raises for an unknown customer
def encode_ids(ids, vocab):
    result = []
    for i in ids:
        result.append(vocab.index(i) + 1)
    return np.array(result, dtype=int)


# %% first: ids-plain-int | int(value) without thinking of missing numbers: None and NaN raise
def encode_ids(ids, vocab):
    positions = {v: i + 1 for i, v in enumerate(vocab)}
    return np.array([positions.get(int(x), 0) for x in ids], dtype="int64")


# %% first: ids-returns-list | returns a list, not an array
def encode_ids(ids, vocab):
    positions = {v: i + 1 for i, v in enumerate(vocab)}
    out = []
    for x in ids:
        if x in positions:
            out.append(positions[x])
        else:
            out.append(0)
    return out


# %% first: ids-fillna-astype-float | makes the column float "to allow NaN" and compares with ==, so large neighbours meet
def encode_ids(ids, vocab):
    column = ids.astype("Float64").fillna(-1.0)
    result = np.zeros(len(column), dtype=int)
    for position, number in enumerate(vocab):
        mask = (column == float(number)).to_numpy(dtype=bool)
        result[mask] = position + 1
    return result


# %% first: ids-factorize | pd.factorize numbers the customers by appearance, the vocabulary is never used
def encode_ids(ids, vocab):
    numbers, _ = pd.factorize(ids)
    return numbers + 1


# %% first: codes-str-each | str() of each code: '1.0' and 'nan'
def category_codes(codes):
    result = []
    for code in codes:
        result.append(str(code))
    return result


# %% first: codes-int-each | int() of each code: text raises
def category_codes(codes):
    result = []
    for code in codes:
        if pd.isna(code):
            result.append("")
        else:
            result.append(str(int(code)))
    return result


# %% first: codes-missing-none | missing codes come back as None, not ''
def category_codes(codes):
    result = []
    for code in codes:
        if pd.isna(code):
            result.append(None)
        elif type(code) == str:
            result.append(code)
        else:
            result.append(str(int(code)))
    return result


# %% first: codes-fillna-blank | fillna("") on the column and then astype(str): floats stay '1.0', categories refuse ''
def category_codes(codes):
    return list(codes.fillna("").astype(str))


# %% first: codes-joined-text | returns one text with commas instead of a list
def category_codes(codes):
    parts = []
    for code in codes:
        if isinstance(code, str):
            parts.append(code)
        elif pd.isna(code):
            parts.append("")
        else:
            parts.append(str(int(code)))
    return ",".join(parts)


# %% first: guard-returns-error | returns the ValueError instead of raising it
def guard(images):
    if images.dtype.kind not in "iuf":
        return ValueError("pixels are numbers, not " + str(images.dtype))
    if images.size > 0:
        if not np.isfinite(images).all():
            return ValueError("a pixel is missing or infinite")
        if images.min() < 0 or images.max() > 255:
            return ValueError("a pixel is outside 0 to 255")
        if images.max() <= 1:
            return ValueError("scaled already")


# %% first: guard-returns-true | returns True and False like a test
def guard(images):
    if images.dtype.kind not in "iuf":
        return False
    if images.size == 0:
        return True
    if images.min() < 0 or images.max() > 255 or images.max() <= 1:
        return False
    return True


# %% first: guard-range-only | thinks only of the range: bool, scaled pixels and NaN get through
def guard(images):
    if (images < 0).any() or (images > 255).any():
        raise ValueError("pixels must lie between 0 and 255")


# %% first: guard-hands-images-back | returns the good pictures although it should return nothing
def guard(images):
    if images.dtype.kind not in "iuf":
        raise ValueError("pixels are numbers, not " + str(images.dtype))
    if images.size > 0:
        if not np.isfinite(images).all():
            raise ValueError("a pixel is missing or infinite")
        if images.min() < 0 or images.max() > 255:
            raise ValueError("a pixel is outside 0 to 255")
        if images.max() <= 1:
            raise ValueError("no pixel is above 1, the batch is scaled already")
    return images


# %% first: guard-empty-message | raises ValueError without any sentence
def guard(images):
    if images.dtype.kind not in "iuf":
        raise ValueError
    if images.size == 0:
        return
    if not np.isfinite(images).all():
        raise ValueError
    if images.min() < 0 or images.max() > 255:
        raise ValueError
    if images.max() <= 1:
        raise ValueError
