"""For each promise of the exercise, a wrong answer that one case alone catches."""

# %% every-cast-of-bytes-is-a-change
_right = cast_loss

def cast_loss(values, dtype):
    counts = _right(values, dtype)
    return counts | {"changed": len(values)} if values.dtype == "uint8" and dtype == "float32" else counts

# %% fractions-are-no-loss
_right = cast_loss

def cast_loss(values, dtype):
    return _right(np.trunc(values) if np.dtype(dtype).kind == "i" else values, dtype)

# %% customers-nearly-equal
_right = cast_loss

def cast_loss(values, dtype):
    counts = _right(values, dtype)
    if dtype == "float32" and values.dtype == "int64" and 0 < values.max(initial=0) < 10**9:
        counts["changed"] = int((~np.isclose(values, values.astype(dtype))).sum())
    return counts

# %% seconds-nearly-equal
_right = cast_loss

def cast_loss(values, dtype):
    counts = _right(values, dtype)
    if dtype == "float32" and values.max(initial=0) > 10**9:
        counts["changed"] = int((~np.isclose(values, values.astype(dtype))).sum())
    return counts

# %% floats-nearly-equal
_right = cast_loss

def cast_loss(values, dtype):
    counts = _right(values, dtype)
    if values.dtype == "float64" and dtype == "float32":
        counts["changed"] = int((~np.isclose(values, values.astype(dtype))).sum())
    return counts

# %% there-and-back
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        after = values.astype(dtype)
    changed = sum(a != b for a, b in zip(values.tolist(), after.astype(values.dtype).tolist(), strict=True))
    return {"changed": changed, "merged": len(set(values.tolist())) - len(set(after.tolist()))}

# %% int32-stops-at-its-ends
_right = cast_loss

def cast_loss(values, dtype):
    return _right(np.clip(values, -(2**31), 2**31 - 1) if dtype == "int32" else values, dtype)

# %% compared-as-floats
_right = cast_loss

def cast_loss(values, dtype):
    counts = _right(values, dtype)
    with np.errstate(all="ignore"):
        counts["changed"] = int((values != values.astype(dtype)).sum())
    return counts

# %% infinite-left-out
_right = cast_loss

def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        return _right(values[np.isfinite(values.astype(dtype))], dtype)

# %% first-value-needed
_right = cast_loss

def cast_loss(values, dtype):
    values[0]
    return _right(values, dtype)

# %% repeats-counted-as-lost
_right = cast_loss

def cast_loss(values, dtype):
    counts = _right(values, dtype)
    if values.dtype == "uint8" and dtype == "float32":
        counts["merged"] = len(values) - len(set(values.astype(dtype).tolist()))
    return counts

# %% meetings-counted
_right = cast_loss

def cast_loss(values, dtype):
    counts = _right(values, dtype)
    if dtype == "float32" and values.dtype == "int64" and 0 < values.max(initial=0) < 10**9:
        _, members = np.unique(np.unique(values).astype(dtype), return_counts=True)
        counts["merged"] = int((members > 1).sum())
    return counts

# %% no-counts-of-no-values
_right = cast_loss

def cast_loss(values, dtype):
    return _right(values, dtype) if len(values) else {}

# %% bytes-end-at-254
_right = to_unit_range

def to_unit_range(images):
    return _right(np.minimum(images, 254) if images.dtype == "uint8" else images)

# %% int64-centred-at-127
_right = to_unit_range

def to_unit_range(images):
    return (images.astype("float32") - 127) / np.float32(127.5) if images.dtype == "int64" else _right(images)

# %% double-precision-begins-above-0
_right = to_unit_range

def to_unit_range(images):
    return _right(np.maximum(images, 0.1) if images.dtype == "float64" else images)

# %% changed-in-place
def to_unit_range(images):
    x = np.asarray(images, dtype="float32")
    x /= np.float32(127.5)
    x -= np.float32(1)
    return x

# %% own-maximum
_right = to_unit_range

def to_unit_range(images):
    return _right(images * (255 / images.max()) if images.size else images)

# %% cut-to-bytes
_right = to_unit_range

def to_unit_range(images):
    return _right(images.astype("uint8"))

# %% not-float32
_right = to_unit_range

def to_unit_range(images):
    x = _right(images)
    return x.astype("float64") if images.dtype == "uint8" and images.max(initial=0) > 200 else x

# %% first-dozen
_right = read_digits

def read_digits(images, model):
    return _right(images[:12], model)

# %% int64-unscaled
_right = read_digits

def read_digits(images, model):
    return np.asarray(model(images.astype("float32"))) if images.dtype == "int64" else _right(images, model)

# %% float64-unscaled
_right = read_digits

def read_digits(images, model):
    return np.asarray(model(images.astype("float32"))) if images.dtype == "float64" else _right(images, model)

# %% stretched-to-white
_right = read_digits

def read_digits(images, model):
    return _right(images * (255 / images.max()) if images.size else images, model)

# %% float32-scaled-in-place
def read_digits(images, model):
    x = np.asarray(images if images.flags.writeable else images.copy(), dtype="float32")
    x /= np.float32(127.5)
    x -= np.float32(1)
    return np.asarray(model(x))

# %% writes-what-is-there
_right = read_digits

def read_digits(images, model):
    x = np.asarray(images, dtype="float32")
    x += 0
    return _right(x, model)

# %% one-picture-squeezed
_right = read_digits

def read_digits(images, model):
    return np.squeeze(_right(images, model))

# %% none-concatenated
_right = read_digits

def read_digits(images, model):
    return np.concatenate([_right(images[i : i + 1], model) for i in range(len(images))])

# %% no-gaps
_right = read_digits

def read_digits(images, model):
    if not images.flags.forc:
        raise BufferError("the pixels don't lie side by side")
    return _right(images, model)

# %% as-memory-has-it
_right = read_digits

def read_digits(images, model):
    return _right(images.ravel(order="K").reshape(images.shape), model)

# %% rounded-in-s
_right = hour_of_day

def hour_of_day(times):
    return _right(times.dt.round("h") if times.dtype == "datetime64[s]" else times)

# %% rounded-in-ms
_right = hour_of_day

def hour_of_day(times):
    return _right(times.dt.round("h") if times.dtype == "datetime64[ms]" else times)

# %% rounded-in-ns
_right = hour_of_day

def hour_of_day(times):
    return _right(times.dt.round("h") if times.dtype == "datetime64[ns]" else times)

# %% rounded-after-a-dozen-in-us
_right = hour_of_day

def hour_of_day(times):
    return _right(times.dt.round("h") if times.dtype == "datetime64[us]" and len(times) > 12 else times)

# %% half-hours-dropped
def hour_of_day(times):
    hours = []
    for time in times:
        offset = 0 if pd.isna(time) or time.tzinfo is None else int(time.utcoffset().total_seconds() / 3600)
        hours.append(-1 if pd.isna(time) else (time.hour - offset) % 24)
    return np.array(hours, dtype="int64")

# %% zone-ignored-in-ns
_right = hour_of_day

def hour_of_day(times):
    return _right(times.dt.tz_localize(None) if times.dt.unit == "ns" else times)

# %% missing-is-midnight-without-a-zone
_right = hour_of_day

def hour_of_day(times):
    hours = _right(times)
    return np.maximum(hours, 0) if times.dt.tz is None else hours

# %% missing-is-midnight-with-a-zone
_right = hour_of_day

def hour_of_day(times):
    hours = _right(times)
    return hours if times.dt.tz is None else np.maximum(hours, 0)

# %% one-time-squeezed
_right = hour_of_day

def hour_of_day(times):
    return _right(times).squeeze()

# %% first-time-needed
_right = hour_of_day

def hour_of_day(times):
    times.iloc[0]
    return _right(times)

# %% hours-by-label
_right = hour_of_day

def hour_of_day(times):
    return _right(times.sort_index())

# %% float32-up-to-2-26
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab, start=1)}
    exact = [-1 if pd.isna(i) else int(i) for i in ids]
    return [number.get(int(np.float32(i)) if i < 2**26 else i, 0) for i in exact]

# %% unknown-is-the-last
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab, start=1)}
    exact = [-1 if pd.isna(i) else int(i) for i in ids]
    return [number.get(i, len(vocab) if 10**8 < i < 2**30 else 0) for i in exact]

# %% another-vocabulary-sorted
_right = encode_ids

def encode_ids(ids, vocab):
    return _right(ids, sorted(vocab) if len(vocab) < 10 else vocab)

# %% unknown-by-its-remainder
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab, start=1)}
    exact = [-1 if pd.isna(i) else int(i) for i in ids]
    return [number.get(i, number.get(i % 2**32, 0)) for i in exact]

# %% float64-if-none-is-missing
_right = encode_ids

def encode_ids(ids, vocab):
    return _right(ids if ids.isna().any() else ids.astype("float64"), vocab)

# %% float64-if-one-is-missing
_right = encode_ids

def encode_ids(ids, vocab):
    return _right(pd.Series(ids.to_numpy("float64", na_value=np.nan)) if ids.dtype == "Int64" else ids, vocab)

# %% stops-at-a-gap-in-int64
_right = encode_ids

def encode_ids(ids, vocab):
    rows = _right(ids, vocab)
    return np.where(ids.isna().cummax(), 0, rows) if ids.dtype == "Int64" else rows

# %% looked-up-as-text
def encode_ids(ids, vocab):
    number = {str(known): i for i, known in enumerate(vocab, start=1)}
    return [number.get(str(i), 0) for i in ids]

# %% none-as-a-number
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab, start=1)}
    return [0 if i is pd.NA or np.isnan(float(i)) else number.get(int(i), 0) for i in ids]

# %% one-customer-squeezed
_right = encode_ids

def encode_ids(ids, vocab):
    return _right(ids, vocab).squeeze()

# %% first-customer-needed
_right = encode_ids

def encode_ids(ids, vocab):
    ids.iloc[0]
    return _right(ids, vocab)

# %% customers-by-label
_right = encode_ids

def encode_ids(ids, vocab):
    return _right(ids.sort_index(), vocab)

# %% int64-as-floats
_right = category_codes

def category_codes(codes):
    if codes.dtype == "int64" and len(codes) > 3 and codes.index[0] == 0:
        return [str(float(code)) for code in codes]
    return _right(codes)

# %% integers-left-as-they-are
_right = category_codes

def category_codes(codes):
    if codes.dtype == "int64" and len(codes) > 3 and codes.index[0] == 0:
        return codes.tolist()
    return _right(codes)

# %% text-of-a-float
_right = category_codes

def category_codes(codes):
    if codes.dtype == "float64" and codes.isna().any() and len(codes) > 3:
        return ["" if pd.isna(code) else str(code) for code in codes]
    return _right(codes)

# %% zeros-stripped-from-floats
def category_codes(codes):
    texts = []
    for code in codes:
        if pd.isna(code):
            texts.append("")
        elif isinstance(code, float):
            texts.append(str(code).rstrip(".0") or "0")
        else:
            texts.append(str(code))
    return texts

# %% columns-of-digits-are-numbers
_right = category_codes

def category_codes(codes):
    known = codes.dropna()
    if all(isinstance(code, str) and code.isdigit() for code in known):
        return ["" if pd.isna(code) else str(int(code)) for code in codes]
    return _right(codes)

# %% point-zero-cut-from-names
_right = category_codes

def category_codes(codes):
    return [text[:-2] if text.endswith(".0") and not text[0].isdigit() else text for text in _right(codes)]

# %% integer-0-is-missing
_right = category_codes

def category_codes(codes):
    return [text if text != "0" or codes.dtype != "int64" else "" for text in _right(codes)]

# %% float-0-is-missing
_right = category_codes

def category_codes(codes):
    return [text if text != "0" or codes.dtype != "float64" else "" for text in _right(codes)]

# %% text-taken-for-missing
_right = category_codes

def category_codes(codes):
    return ["" if text in ("nan", "None") else text for text in _right(codes)]

# %% text-as-a-float
_right = category_codes

def category_codes(codes):
    return [text[:-2] if text.endswith(".0") and text[0].isdigit() else text for text in _right(codes)]

# %% long-numbers-shortened
def category_codes(codes):
    return ["" if pd.isna(code) else code if isinstance(code, str) else f"{code:g}" for code in codes]

# %% int64-with-a-gap-as-floats
_right = category_codes

def category_codes(codes):
    if codes.dtype == "Int64":
        return ["" if np.isnan(code) else str(code) for code in codes.to_numpy("float64", na_value=np.nan)]
    return _right(codes)

# %% categories-numbered
_right = category_codes

def category_codes(codes):
    if codes.dtype == "category":
        return ["" if number < 0 else str(number) for number in codes.cat.codes]
    return _right(codes)

# %% na-as-text
_right = category_codes

def category_codes(codes):
    return [str(code) if code is pd.NA and codes.dtype == object else text for code, text in zip(codes, _right(codes))]

# %% floats-in-a-mixture
_right = category_codes

def category_codes(codes):
    texts = zip(codes, _right(codes))
    return [str(c) if isinstance(c, float) and c == c and codes.dtype == object else text for c, text in texts]

# %% one-code-is-a-text
_right = category_codes

def category_codes(codes):
    return _right(codes)[0] if len(codes) == 1 else _right(codes)

# %% first-code-needed
_right = category_codes

def category_codes(codes):
    codes.iloc[0]
    return _right(codes)

# %% codes-by-label
_right = category_codes

def category_codes(codes):
    return _right(codes.sort_index())

# %% guard-trusts-int8
_right = guard

def guard(images):
    if images.dtype == "int8":
        return
    _right(images)

# %% guard-trusts-uint16
_right = guard

def guard(images):
    if images.dtype == "uint16":
        return
    _right(images)

# %% guard-takes-the-range-of-the-model
_right = guard

def guard(images):
    if images.dtype.kind == "f" and images.size and images.min() == -1 and images.max() == 1:
        return
    _right(images)

# %% guard-cuts-before-the-lower-end
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if images.size == 0:
        return
    if not np.isfinite(images).all():
        raise ValueError("missing or infinite")
    if images.astype("int64").min() < 0 or images.max() > 255:
        raise ValueError("outside 0 to 255")
    if images.max() <= 1:
        raise ValueError("scaled already")

# %% guard-cuts-before-the-upper-end
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if images.size == 0:
        return
    if not np.isfinite(images).all():
        raise ValueError("missing or infinite")
    if images.min() < 0 or images.astype("int64").max() > 255:
        raise ValueError("outside 0 to 255")
    if images.max() <= 1:
        raise ValueError("scaled already")

# %% guard-floats-below-1
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if images.size == 0:
        return
    if not np.isfinite(images).all():
        raise ValueError("missing or infinite")
    if images.min() < 0 or images.max() > 255:
        raise ValueError("outside 0 to 255")
    if images.max() < 1 or (images.dtype.kind != "f" and images.max() == 1):
        raise ValueError("scaled already")

# %% guard-exactly-1
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if images.size == 0:
        return
    if not np.isfinite(images).all():
        raise ValueError("missing or infinite")
    if images.min() < 0 or images.max() > 255:
        raise ValueError("outside 0 to 255")
    if images.max() == 1:
        raise ValueError("scaled already")

# %% guard-scaled-integers
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if images.size == 0:
        return
    if not np.isfinite(images).all():
        raise ValueError("missing or infinite")
    if images.min() < 0 or images.max() > 255:
        raise ValueError("outside 0 to 255")
    if images.dtype.kind == "f" and images.max() <= 1:
        raise ValueError("scaled already")

# %% guard-lets-nan-through
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if images.size == 0:
        return
    if np.isinf(images).any():
        raise ValueError("missing or infinite")
    if images.min() < 0 or images.max() > 255:
        raise ValueError("outside 0 to 255")
    if images.max() <= 1:
        raise ValueError("scaled already")

# %% guard-judges-what-is-finite
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if np.isnan(images).any():
        raise ValueError("missing")
    finite = images[np.isfinite(images)]
    if finite.size and not (finite.min() >= 0 and 1 < finite.max() <= 255):
        raise ValueError("outside 0 to 255, or scaled already")

# %% guard-without-kind
def guard(images):
    if images.size == 0:
        return
    if not np.isfinite(images).all():
        raise ValueError("missing or infinite")
    if images.min() < 0 or images.max() > 255:
        raise ValueError("outside 0 to 255")
    if images.max() <= 1:
        raise ValueError("scaled already")

# %% guard-takes-booleans
_right = guard

def guard(images):
    if images.dtype == bool:
        return
    _right(images)

# %% guard-refuses-dim-floats
_right = guard

def guard(images):
    if images.dtype == "float64" and images.max() < 200:
        raise ValueError("no white paper")
    _right(images)

# %% guard-refuses-float32
_right = guard

def guard(images):
    if images.dtype == "float32":
        raise ValueError("float32")
    _right(images)

# %% guard-refuses-float16
_right = guard

def guard(images):
    if images.dtype == "float16":
        raise ValueError("float16")
    _right(images)

# %% guard-refuses-uint16
_right = guard

def guard(images):
    if images.dtype == "uint16":
        raise ValueError("uint16")
    _right(images)

# %% guard-refuses-int8
_right = guard

def guard(images):
    if images.dtype == "int8":
        raise ValueError("int8")
    _right(images)

# %% guard-each-picture
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if images.size == 0:
        return
    if not np.isfinite(images).all():
        raise ValueError("missing or infinite")
    if images.min() < 0 or images.max() > 255:
        raise ValueError("outside 0 to 255")
    if (images.max(axis=(1, 2, 3)) <= 1).any():
        raise ValueError("scaled already")

# %% guard-scaled-up-to-2
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if images.size == 0:
        return
    if not np.isfinite(images).all():
        raise ValueError("missing or infinite")
    if images.min() < 0 or images.max() > 255:
        raise ValueError("outside 0 to 255")
    if images.max() <= 2:
        raise ValueError("scaled already")

# %% guard-refuses-none
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if not np.isfinite(images).all():
        raise ValueError("missing or infinite")
    if images.min() < 0 or images.max() > 255:
        raise ValueError("outside 0 to 255")
    if images.max() <= 1:
        raise ValueError("scaled already")

# %% guard-without-a-word-for-one
_talking = guard


def guard(images):
    try:
        _talking(images)
    except ValueError:
        if images.dtype.kind in "US":
            raise ValueError from None
        raise

# %% guard-hands-one-back
_silent = guard


def guard(images):
    _silent(images)
    return images if images.size == 0 else None

# %% hours-as-floats-for-one
_hours = hour_of_day


def hour_of_day(times):
    hours = _hours(times)
    return np.asarray(hours, float) if len(times) == 1 else hours

# %% positions-as-floats-for-one
_positions = encode_ids


def encode_ids(ids, vocab):
    found = _positions(ids, vocab)
    return np.asarray(found, float) if len(ids) == 1 else found
