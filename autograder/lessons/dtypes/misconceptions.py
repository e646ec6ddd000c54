"""What goes wrong: the reference with one step changed, as a student might write it."""

# %% integer-subtraction
def to_unit_range(images):
    return ((images - 127) / 127.5).astype("float32")

# %% integer-subtraction-of-128
def to_unit_range(images):
    return ((images - 128) / 127.5).astype("float32")

# %% centred-at-128
def to_unit_range(images):
    return (images.astype("float32") - 128) / np.float32(127.5)

# %% divided-by-127
def to_unit_range(images):
    return (images.astype("float32") - 127) / np.float32(127)

# %% divided-by-128
def to_unit_range(images):
    return images.astype("float32") / 128 - 1

# %% raw-pixels
def to_unit_range(images):
    return images.astype("float32")

# %% zero-to-one
def to_unit_range(images):
    return images.astype("float32") / 255

# %% scaled-twice
def to_unit_range(images):
    return (images.astype("float32") / np.float32(127.5) - 1) / np.float32(127.5) - 1

# %% floor-division
def to_unit_range(images):
    return (images // 127.5 - 1).astype("float32")

# %% scaled-then-integer
def to_unit_range(images):
    return (images / 127.5 - 1).astype("int8").astype("float32")

# %% read-as-signed
def to_unit_range(images):
    return images.astype("int64").astype("int8") / np.float32(127.5)

# %% own-maximum
def to_unit_range(images):
    top = images.max() if images.size else 1
    return (images / top * 2 - 1).astype("float32")

# %% half-precision
def to_unit_range(images):
    return (images.astype("float16") / np.float16(127.5) - np.float16(1)).astype("float32")

# %% double-precision
def to_unit_range(images):
    return images / 127.5 - 1

# %% changed-in-place
def to_unit_range(images):
    x = np.asarray(images, dtype="float32")
    x /= np.float32(127.5)
    x -= 1
    return x

# %% probabilities
def read_digits(images, model):
    logits = np.asarray(model(to_unit_range(images)))
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

# %% labels
def read_digits(images, model):
    return np.asarray(model(to_unit_range(images))).argmax(axis=1)

# %% there-and-back
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        back = values.astype(dtype).astype(values.dtype)
        after = values.astype(dtype).tolist()
    before = values.tolist()
    return {"changed": int((back != values).sum()), "merged": len(set(before)) - len(set(after))}

# %% nearly-equal
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        cast = values.astype(dtype)
        same = np.isclose(cast.astype("float64"), values.astype("float64"))
    return {"changed": int((~same).sum()), "merged": len(set(values.tolist())) - len(set(cast.tolist()))}

# %% compared-as-floats
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        cast = values.astype(dtype)
        changed = int((cast.astype("float64") != values.astype("float64")).sum())
    return {"changed": changed, "merged": len(set(values.tolist())) - len(set(cast.tolist()))}

# %% share-of-values
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        before, after = values.tolist(), values.astype(dtype).tolist()
    changed = sum(a != b for a, b in zip(before, after))
    return {"changed": changed / max(len(before), 1), "merged": len(set(before)) - len(set(after))}

# %% values-left
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        before, after = values.tolist(), values.astype(dtype).tolist()
    return {"changed": sum(a != b for a, b in zip(before, after)), "merged": len(set(after))}

# %% nanoseconds-assumed
def hour_of_day(times):
    seconds = times.to_numpy("datetime64[" + np.datetime_data(times.dt.tz_localize(None).dtype)[0] + "]").astype("int64") // 10**9
    return np.where(times.isna(), -1, seconds // 3600 % 24)

# %% microseconds-assumed
def hour_of_day(times):
    seconds = times.to_numpy("datetime64[" + np.datetime_data(times.dt.tz_localize(None).dtype)[0] + "]").astype("int64") // 10**6
    return np.where(times.isna(), -1, seconds // 3600 % 24)

# %% seconds-as-float32
def hour_of_day(times):
    seconds = times.to_numpy("datetime64[s]").astype("int64").astype("float32").astype("int64")
    return np.where(times.isna(), -1, seconds // 3600 % 24)

# %% milliseconds-as-int32
def hour_of_day(times):
    milliseconds = times.to_numpy("datetime64[ms]").astype("int64").astype("int32")
    return np.where(times.isna(), -1, milliseconds // 3_600_000 % 24)

# %% zone-ignored
def hour_of_day(times):
    return times.dt.hour.fillna(-1).to_numpy("int64")

# %% twelve-hour-clock
def hour_of_day(times):
    times = times.dt.tz_convert("UTC") if times.dt.tz is not None else times
    return np.where(times.isna(), -1, times.dt.strftime("%I").fillna("0").astype(int))

# %% rounded-to-the-hour
def hour_of_day(times):
    times = times.dt.tz_convert("UTC") if times.dt.tz is not None else times
    return times.dt.round("h").dt.hour.fillna(-1).to_numpy("int64")

# %% missing-is-midnight
def hour_of_day(times):
    times = times.dt.tz_convert("UTC") if times.dt.tz is not None else times
    return times.dt.hour.fillna(0).to_numpy("int64")

# %% ids-as-float32
def encode_ids(ids, vocab):
    number = {np.float32(known): i for i, known in enumerate(vocab, start=1)}
    return np.array([0 if pd.isna(i) else number.get(np.float32(i), 0) for i in ids], dtype="int64")

# %% ids-as-float64
def encode_ids(ids, vocab):
    number = {float(known): i for i, known in enumerate(vocab, start=1)}
    return np.array([0 if pd.isna(i) else number.get(float(i), 0) for i in ids], dtype="int64")

# %% ids-as-int32
def encode_ids(ids, vocab):
    number = {known % 2**32: i for i, known in enumerate(vocab, start=1)}
    return np.array([0 if pd.isna(i) else number.get(int(i) % 2**32, 0) for i in ids], dtype="int64")

# %% counted-from-zero
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab)}
    return np.array([0 if pd.isna(i) else number.get(int(i), 0) for i in ids], dtype="int64")

# %% unknown-is-minus-one
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab, start=1)}
    return np.array([-1 if pd.isna(i) else number.get(int(i), -1) for i in ids], dtype="int64")

# %% vocabulary-sorted
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(sorted(vocab), start=1)}
    return np.array([0 if pd.isna(i) else number.get(int(i), 0) for i in ids], dtype="int64")

# %% numbered-by-the-batch
def encode_ids(ids, vocab):
    number = {}
    for i in ids:
        if not pd.isna(i) and int(i) in vocab:
            number.setdefault(int(i), len(number) + 1)
    return np.array([0 if pd.isna(i) else number.get(int(i), 0) for i in ids], dtype="int64")

# %% text-of-a-float
def category_codes(codes):
    return ["" if pd.isna(code) else str(code) for code in codes]

# %% missing-as-text
def category_codes(codes):
    return ["nan" if pd.isna(code) else code if isinstance(code, str) else str(int(code)) for code in codes]

# %% missing-as-zero
def category_codes(codes):
    return ["0" if pd.isna(code) else code if isinstance(code, str) else str(int(code)) for code in codes]

# %% zeros-stripped
def category_codes(codes):
    return ["" if pd.isna(code) else str(code).rstrip("0").rstrip(".") for code in codes]

# %% point-zero-cut-from-text
def category_codes(codes):
    return ["" if pd.isna(code) else str(code).replace(".0", "") for code in codes]

# %% leading-zeros-lost
def category_codes(codes):
    texts = []
    for code in codes:
        is_text = isinstance(code, str) and not code.isdigit()
        texts.append("" if pd.isna(code) else code if is_text else str(int(code)))
    return texts

# %% guard-accepts-all
def guard(images):
    return None

# %% guard-dtype-only
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")

# %% guard-without-scale
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if images.size and not (np.isfinite(images).all() and images.min() >= 0 and images.max() <= 255):
        raise ValueError("outside 0 to 255")

# %% guard-lets-nan-through
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if images.size and ((images < 0).any() or (images > 255).any() or images.max() <= 1):
        raise ValueError("outside 0 to 255, or scaled already")

# %% guard-takes-booleans
def guard(images):
    if images.dtype.kind not in "buif":
        raise ValueError("not numbers")
    if images.size == 0 or images.dtype.kind == "b":
        return
    if not np.isfinite(images).all() or images.min() < 0 or images.max() > 255 or images.max() <= 1:
        raise ValueError("outside 0 to 255, or scaled already")
