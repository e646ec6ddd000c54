"""What goes wrong: the reference with one step changed, as a student might write it."""

# %% integer-subtraction
def to_unit_range(images):
    return ((images - 127) / 127.5).astype("float32")

# %% integer-subtraction-of-128
def to_unit_range(images):
    return ((images - 128) / 127.5).astype("float32")

# %% doubled-in-uint8
def to_unit_range(images):
    return (images * 2 / 255 - 1).astype("float32")

# %% centred-at-127
def to_unit_range(images):
    return (images.astype("float32") - 127) / np.float32(127.5)

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

# %% minus-half-to-half
def to_unit_range(images):
    return images.astype("float32") / 255 - np.float32(0.5)

# %% minus-one-forgotten
def to_unit_range(images):
    return images.astype("float32") / np.float32(127.5)

# %% black-and-white-exchanged
def to_unit_range(images):
    return 1 - images.astype("float32") / np.float32(127.5)

# %% scaled-twice
def to_unit_range(images):
    return (images.astype("float32") / np.float32(127.5) - 1) / np.float32(127.5) - 1

# %% floor-division
def to_unit_range(images):
    return (images // 127.5 - 1).astype("float32")

# %% floor-division: by-128
def to_unit_range(images):
    return images.astype("float32") // 128 - 1

# %% floor-division: by-127
def to_unit_range(images):
    return images.astype("float32") // 127 - 1

# %% floor-division: centred-at-127
def to_unit_range(images):
    return (images.astype("float32") - 127) // np.float32(127.5)

# %% floor-division: doubled
def to_unit_range(images):
    return images.astype("float32") // 255 * 2 - 1

# %% scaled-then-integer
def to_unit_range(images):
    return (images / 127.5 - 1).astype("int8").astype("float32")

# %% cut-to-bytes
def to_unit_range(images):
    return images.astype("uint8").astype("float32") / np.float32(127.5) - 1

# %% cut-to-bytes: rounded
def to_unit_range(images):
    return np.round(images).astype("uint8").astype("float32") / np.float32(127.5) - 1

# %% read-as-signed
def to_unit_range(images):
    return images.astype("int64").astype("int8") / np.float32(127.5)

# %% read-as-signed: minus-one
def to_unit_range(images):
    return (images.astype("int64").astype("int8") / 127.5 - 1).astype("float32")

# %% own-maximum
def to_unit_range(images):
    top = images.max() if images.size else 1
    return (images / top * 2 - 1).astype("float32")

# %% own-maximum: refuses-none
def to_unit_range(images):
    x = images.astype("float32")
    return x / x.max() * 2 - 1

# %% own-maximum: and-minimum
def to_unit_range(images):
    x = images.astype("float32")
    if x.size == 0:
        return x
    return (x - x.min()) / (x.max() - x.min()) * 2 - 1

# %% own-maximum: and-minimum-refuses-none
def to_unit_range(images):
    x = images.astype("float32")
    return (x - x.min()) / (x.max() - x.min()) * 2 - 1

# %% own-maximum: each-picture
def to_unit_range(images):
    x = images.astype("float32")
    return x / x.max(axis=(1, 2, 3), keepdims=True) * 2 - 1

# %% own-maximum: each-picture-and-minimum
def to_unit_range(images):
    x = images.astype("float32")
    low, high = x.min(axis=(1, 2, 3), keepdims=True), x.max(axis=(1, 2, 3), keepdims=True)
    return (x - low) / (high - low) * 2 - 1

# %% standardised-by-the-batch
def to_unit_range(images):
    x = images.astype("float32")
    return (x - x.mean()) / x.std()

# %% standardised-by-the-batch: each-picture
def to_unit_range(images):
    x = images.astype("float32")
    return (x - x.mean(axis=(1, 2, 3), keepdims=True)) / x.std(axis=(1, 2, 3), keepdims=True)

# %% half-precision
def to_unit_range(images):
    return (images.astype("float16") / np.float16(127.5) - np.float16(1)).astype("float32")

# %% half-precision: scaled-first
def to_unit_range(images):
    return (images / 127.5 - 1).astype("float16").astype("float32")

# %% floats-left-alone
def to_unit_range(images):
    if images.dtype == np.float32:
        return images.copy()
    return images.astype("float32") / np.float32(127.5) - 1

# %% floats-left-alone: every-float
def to_unit_range(images):
    x = images.astype("float32")
    return x if images.dtype.kind == "f" else x / np.float32(127.5) - 1

# %% only-bytes-scaled
def to_unit_range(images):
    x = images.astype("float32")
    return x / np.float32(127.5) - 1 if images.dtype == np.uint8 else x

# %% only-bytes-scaled: dtype-left
def to_unit_range(images):
    if images.dtype == np.uint8:
        return images.astype("float32") / np.float32(127.5) - 1
    return images

# %% floats-taken-for-0-to-1
def to_unit_range(images):
    x = images.astype("float32")
    return x * 2 - 1 if images.dtype.kind == "f" else x / np.float32(127.5) - 1

# %% floats-taken-for-0-to-1: float32
def to_unit_range(images):
    x = images.astype("float32")
    return x * 2 - 1 if images.dtype == np.float32 else x / np.float32(127.5) - 1

# %% double-precision
def to_unit_range(images):
    return images / 127.5 - 1

# %% double-precision: for-all
def to_unit_range(images):
    return images.astype("float64") / 127.5 - 1

# %% changed-in-place
def to_unit_range(images):
    x = np.asarray(images, dtype="float32")
    x /= np.float32(127.5)
    x -= 1
    return x

# %% changed-in-place: argument
def to_unit_range(images):
    images /= 127.5
    images -= 1
    return images

# %% probabilities
def read_digits(images, model):
    logits = np.asarray(model(to_unit_range(images)))
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

# %% labels
def read_digits(images, model):
    return np.asarray(model(to_unit_range(images))).argmax(axis=1)

# %% no-pictures-forgotten
def read_digits(images, model):
    return np.concatenate([np.asarray(model(to_unit_range(images[i : i + 1]))) for i in range(len(images))])

# %% no-pictures-forgotten: keras-predict
def read_digits(images, model):
    return model.predict(to_unit_range(images), verbose=0)

# %% one-picture-squeezed
def read_digits(images, model):
    return np.squeeze(np.asarray(model(to_unit_range(images))))

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

# %% nearly-equal: within-a-millionth
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        cast = values.astype(dtype)
        changed = int((np.abs(cast.astype("float64") - values) > 1e-6).sum())
    return {"changed": changed, "merged": len(set(values.tolist())) - len(set(cast.tolist()))}

# %% nearly-equal: customers
def encode_ids(ids, vocab):
    rows = []
    for i in ids:
        near = [] if pd.isna(i) else np.flatnonzero(np.isclose(vocab, float(i)))
        rows.append(int(near[0]) + 1 if len(near) else 0)
    return rows

# %% compared-as-floats
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        cast = values.astype(dtype)
        changed = int((cast.astype("float64") != values.astype("float64")).sum())
    return {"changed": changed, "merged": len(set(values.tolist())) - len(set(cast.tolist()))}

# %% compared-as-floats: all-of-it
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        before, after = values.astype("float64"), values.astype(dtype).astype("float64")
    return {"changed": int((before != after).sum()), "merged": len(np.unique(before)) - len(np.unique(after))}

# %% safe-casts-believed
def cast_loss(values, dtype):
    if np.can_cast(values.dtype, dtype):
        return {"changed": 0, "merged": 0}
    with np.errstate(all="ignore"):
        before, after = values.tolist(), values.astype(dtype).tolist()
    changed = sum(a != b for a, b in zip(before, after))
    return {"changed": changed, "merged": len(set(before)) - len(set(after))}

# %% casts-believed-to-clip
def cast_loss(values, dtype):
    target, limited = np.dtype(dtype), values
    if target.kind in "iu":
        limited = np.clip(values, np.iinfo(target).min, np.iinfo(target).max)
    with np.errstate(all="ignore"):
        before, after = values.tolist(), limited.astype(target).tolist()
    changed = sum(a != b for a, b in zip(before, after))
    return {"changed": changed, "merged": len(set(before)) - len(set(after))}

# %% infinite-left-out
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        cast = values.astype(dtype)
    kept = np.isfinite(cast)
    before, after = values[kept].tolist(), cast[kept].tolist()
    changed = sum(a != b for a, b in zip(before, after))
    return {"changed": changed, "merged": len(set(before)) - len(set(after))}

# %% infinite-left-out: from-changed
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        cast = values.astype(dtype)
    before, after = values.tolist(), cast.tolist()
    changed = sum(a != b for a, b in zip(before, after) if abs(b) != float("inf"))
    return {"changed": changed, "merged": len(set(before)) - len(set(after))}

# %% share-of-values
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        before, after = values.tolist(), values.astype(dtype).tolist()
    changed = sum(a != b for a, b in zip(before, after))
    return {"changed": changed / max(len(before), 1), "merged": len(set(before)) - len(set(after))}

# %% share-of-values: none-forgotten
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        before, after = values.tolist(), values.astype(dtype).tolist()
    changed = sum(a != b for a, b in zip(before, after))
    return {"changed": changed / len(before), "merged": len(set(before)) - len(set(after))}

# %% share-of-values: of-both
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        before, after = values.tolist(), values.astype(dtype).tolist()
    n = max(len(before), 1)
    changed = sum(a != b for a, b in zip(before, after))
    return {"changed": changed / n, "merged": (len(set(before)) - len(set(after))) / n}

# %% share-of-values: of-both-none-forgotten
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        before, after = values.tolist(), values.astype(dtype).tolist()
    changed = sum(a != b for a, b in zip(before, after)) / len(before)
    return {"changed": changed, "merged": (len(set(before)) - len(set(after))) / len(before)}

# %% share-of-values: floor-divided
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        before, after = values.tolist(), values.astype(dtype).tolist()
    changed = sum(a != b for a, b in zip(before, after))
    return {"changed": changed // max(len(before), 1), "merged": len(set(before)) - len(set(after))}

# %% share-of-values: floor-divided-none-forgotten
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        before, after = values.tolist(), values.astype(dtype).tolist()
    changed = sum(a != b for a, b in zip(before, after))
    return {"changed": changed // len(before), "merged": len(set(before)) - len(set(after))}

# %% values-left
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        before, after = values.tolist(), values.astype(dtype).tolist()
    return {"changed": sum(a != b for a, b in zip(before, after)), "merged": len(set(after))}

# %% repeats-counted-as-merged
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        before, after = values.tolist(), values.astype(dtype).tolist()
    return {"changed": sum(a != b for a, b in zip(before, after)), "merged": len(before) - len(set(after))}

# %% meeting-places-counted
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        before, after = values.tolist(), values.astype(dtype).tolist()
    met = {}
    for old, new in zip(before, after):
        met.setdefault(new, set()).add(old)
    changed = sum(a != b for a, b in zip(before, after))
    return {"changed": changed, "merged": sum(len(olds) > 1 for olds in met.values())}

# %% all-that-met-counted
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        before, after = values.tolist(), values.astype(dtype).tolist()
    met = {}
    for old, new in zip(before, after):
        met.setdefault(new, set()).add(old)
    changed = sum(a != b for a, b in zip(before, after))
    return {"changed": changed, "merged": sum(len(olds) for olds in met.values() if len(olds) > 1)}

# %% distinct-values-counted
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        before = np.unique(values)
        after = before.astype(dtype).tolist()
    changed = sum(a != b for a, b in zip(before.tolist(), after))
    return {"changed": changed, "merged": len(before) - len(set(after))}

# %% nanoseconds-assumed
def hour_of_day(times):
    utc = times.dt.tz_convert("UTC") if times.dt.tz is not None else times.dt.tz_localize("UTC")
    seconds = utc.dt.tz_localize(None).to_numpy().astype("int64") // 10**9
    return np.where(times.isna(), -1, seconds // 3600 % 24)

# %% nanoseconds-assumed: by-hand
def hour_of_day(times):
    return times.astype("int64") // 10**9 // 3600 % 24

# %% microseconds-assumed
def hour_of_day(times):
    utc = times.dt.tz_convert("UTC") if times.dt.tz is not None else times.dt.tz_localize("UTC")
    seconds = utc.dt.tz_localize(None).to_numpy().astype("int64") // 10**6
    return np.where(times.isna(), -1, seconds // 3600 % 24)

# %% microseconds-assumed: by-hand
def hour_of_day(times):
    return times.astype("int64") // 10**6 // 3600 % 24

# %% milliseconds-assumed
def hour_of_day(times):
    utc = times.dt.tz_convert("UTC") if times.dt.tz is not None else times.dt.tz_localize("UTC")
    seconds = utc.dt.tz_localize(None).to_numpy().astype("int64") // 10**3
    return np.where(times.isna(), -1, seconds // 3600 % 24)

# %% milliseconds-assumed: by-hand
def hour_of_day(times):
    return times.astype("int64") // 10**3 // 3600 % 24

# %% seconds-assumed
def hour_of_day(times):
    utc = times.dt.tz_convert("UTC") if times.dt.tz is not None else times.dt.tz_localize("UTC")
    seconds = utc.dt.tz_localize(None).to_numpy().astype("int64")
    return np.where(times.isna(), -1, seconds // 3600 % 24)

# %% seconds-assumed: by-hand
def hour_of_day(times):
    return times.astype("int64") // 3600 % 24

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

# %% offset-added
def hour_of_day(times):
    hours = []
    for time in times:
        if pd.isna(time):
            hours.append(-1)
        else:
            hours.append((time.tz_localize(None) + (time.utcoffset() or pd.Timedelta(0))).hour)
    return np.array(hours, dtype="int64")

# %% half-hours-dropped
def hour_of_day(times):
    hours = []
    for time in times:
        if pd.isna(time):
            hours.append(-1)
        else:
            offset = time.utcoffset().total_seconds() if time.tzinfo else 0
            hours.append((time.hour - int(offset / 3600)) % 24)
    return np.array(hours, dtype="int64")

# %% zone-expected
def hour_of_day(times):
    return times.dt.tz_convert("UTC").dt.hour.fillna(-1).to_numpy("int64")

# %% no-zone-expected
def hour_of_day(times):
    return times.dt.tz_localize("UTC").dt.hour.fillna(-1).to_numpy("int64")

# %% twelve-hour-clock
def hour_of_day(times):
    times = times.dt.tz_convert("UTC") if times.dt.tz is not None else times
    return np.where(times.isna(), -1, times.dt.strftime("%I").fillna("0").astype(int))

# %% twelve-hour-clock: noon-is-zero
def hour_of_day(times):
    times = times.dt.tz_convert("UTC") if times.dt.tz is not None else times
    return np.where(times.isna(), -1, times.dt.hour % 12)

# %% rounded-to-the-hour
def hour_of_day(times):
    times = times.dt.tz_convert("UTC") if times.dt.tz is not None else times
    return times.dt.round("h").dt.hour.fillna(-1).to_numpy("int64")

# %% hours-with-fractions
def hour_of_day(times):
    times = times.dt.tz_convert("UTC") if times.dt.tz is not None else times
    seconds = (times - times.dt.normalize()).dt.total_seconds()
    return (seconds / 3600).fillna(-1).to_numpy()

# %% hours-with-fractions: missing-stays-missing
def hour_of_day(times):
    times = times.dt.tz_convert("UTC") if times.dt.tz is not None else times
    return ((times - times.dt.normalize()) / pd.Timedelta("1h")).to_numpy()

# %% hours-with-fractions: with-minutes
def hour_of_day(times):
    times = times.dt.tz_convert("UTC") if times.dt.tz is not None else times
    return (times.dt.hour + times.dt.minute / 60).fillna(-1).to_numpy()

# %% missing-is-midnight
def hour_of_day(times):
    times = times.dt.tz_convert("UTC") if times.dt.tz is not None else times
    return times.dt.hour.fillna(0).to_numpy("int64")

# %% midnight-is-missing
def hour_of_day(times):
    times = times.dt.tz_convert("UTC") if times.dt.tz is not None else times
    return np.array([int(hour) or -1 for hour in times.dt.hour.fillna(-1)], dtype="int64")

# %% missing-stays-missing
def hour_of_day(times):
    times = times.dt.tz_convert("UTC") if times.dt.tz is not None else times
    return times.dt.hour.to_numpy()

# %% missing-made-an-integer
def hour_of_day(times):
    times = times.dt.tz_convert("UTC") if times.dt.tz is not None else times
    with np.errstate(all="ignore"):
        return times.dt.hour.to_numpy("float64").astype("int64")

# %% missing-time-raises
def hour_of_day(times):
    times = times.dt.tz_convert("UTC") if times.dt.tz is not None else times
    return np.array([int(time.hour) for time in times], dtype="int64")

# %% missing-time-raises: pandas
def hour_of_day(times):
    times = times.dt.tz_convert("UTC") if times.dt.tz is not None else times
    return times.dt.hour.astype("int64").to_numpy()

# %% missing-time-raises: filled-as-a-time
def hour_of_day(times):
    times = times.dt.tz_convert("UTC") if times.dt.tz is not None else times
    return times.fillna(-1).dt.hour.to_numpy("int64")

# %% missing-times-dropped
def hour_of_day(times):
    times = times.dropna()
    times = times.dt.tz_convert("UTC") if times.dt.tz is not None else times
    return times.dt.hour.to_numpy("int64")

# %% read-by-label
def hour_of_day(times):
    times = times.dt.tz_convert("UTC") if times.dt.tz is not None else times
    hours = np.full(len(times), -1)
    for i in range(len(times)):
        if not pd.isna(times[i]):
            hours[i] = times[i].hour
    return hours

# %% read-by-label: customers
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab, start=1)}
    rows = np.zeros(len(ids), dtype="int64")
    for i in range(len(ids)):
        if not pd.isna(ids[i]):
            rows[i] = number.get(int(ids[i]), 0)
    return rows

# %% read-by-label: codes
def category_codes(codes):
    texts = []
    for i in range(len(codes)):
        if pd.isna(codes[i]):
            texts.append("")
        else:
            texts.append(codes[i] if isinstance(codes[i], str) else str(int(codes[i])))
    return texts

# %% ids-as-float32
def encode_ids(ids, vocab):
    number = {np.float32(known): i for i, known in enumerate(vocab, start=1)}
    return np.array([0 if pd.isna(i) else number.get(np.float32(i), 0) for i in ids], dtype="int64")

# %% ids-as-float32: first-wins
def encode_ids(ids, vocab):
    known = np.array(vocab, dtype="float32").tolist()
    found = [None if pd.isna(i) else np.float32(i).item() for i in ids]
    return np.array([known.index(i) + 1 if i in known else 0 for i in found], dtype="int64")

# %% ids-as-float32: ids-alone
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab, start=1)}
    return np.array([0 if pd.isna(i) else number.get(int(np.float32(i)), 0) for i in ids], dtype="int64")

# %% ids-as-float64
def encode_ids(ids, vocab):
    number = {float(known): i for i, known in enumerate(vocab, start=1)}
    return np.array([0 if pd.isna(i) else number.get(float(i), 0) for i in ids], dtype="int64")

# %% ids-as-float64: first-wins
def encode_ids(ids, vocab):
    known = [float(number) for number in vocab]
    found = [None if pd.isna(i) else float(i) for i in ids]
    return np.array([known.index(i) + 1 if i in known else 0 for i in found], dtype="int64")

# %% ids-as-float64: beside-a-missing-one
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab, start=1)}
    numbers = np.array([np.nan if pd.isna(i) else i for i in ids])
    return np.array([number.get(i, 0) for i in numbers.tolist()], dtype="int64")

# %% ids-as-int32
def encode_ids(ids, vocab):
    number = {known % 2**32: i for i, known in enumerate(vocab, start=1)}
    return np.array([0 if pd.isna(i) else number.get(int(i) % 2**32, 0) for i in ids], dtype="int64")

# %% ids-as-int32: first-wins
def encode_ids(ids, vocab):
    known = np.array(vocab).astype("int32").tolist()
    found = [None if pd.isna(i) else np.array([int(i)]).astype("int32").item() for i in ids]
    return np.array([known.index(i) + 1 if i in known else 0 for i in found], dtype="int64")

# %% ids-as-int32: ids-alone
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab, start=1)}
    exact = np.array([-1 if pd.isna(i) else int(i) for i in ids], dtype="int64").astype("int32")
    return np.array([number.get(i, 0) for i in exact.tolist()], dtype="int64")

# %% looked-up-as-text
def encode_ids(ids, vocab):
    number = {str(known): i for i, known in enumerate(vocab, start=1)}
    return np.array([number.get(str(i), 0) for i in ids], dtype="int64")

# %% counted-from-zero
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab)}
    return np.array([0 if pd.isna(i) else number.get(int(i), 0) for i in ids], dtype="int64")

# %% number-instead-of-its-position
def encode_ids(ids, vocab):
    return np.array([0 if pd.isna(i) or int(i) not in vocab else int(i) for i in ids], dtype="int64")

# %% unknown-is-minus-one
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab, start=1)}
    return np.array([-1 if pd.isna(i) else number.get(int(i), -1) for i in ids], dtype="int64")

# %% unknown-is-minus-one: missing-is-zero
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab, start=1)}
    return np.array([0 if pd.isna(i) else number.get(int(i), -1) for i in ids], dtype="int64")

# %% unknown-raises
def encode_ids(ids, vocab):
    return np.array([0 if pd.isna(i) else vocab.index(int(i)) + 1 for i in ids], dtype="int64")

# %% unknown-raises: and-missing
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab, start=1)}
    return np.array([number[i] for i in ids], dtype="int64")

# %% unknown-raises: and-missing-in-the-list
def encode_ids(ids, vocab):
    return np.array([vocab.index(i) + 1 for i in ids], dtype="int64")

# %% neighbour-for-the-unknown
def encode_ids(ids, vocab):
    order = np.argsort(vocab)
    ranked = np.array(vocab, dtype="int64")[order]
    rows = np.zeros(len(ids), dtype="int64")
    for i, number in enumerate(ids):
        if not pd.isna(number):
            rows[i] = order[min(int(np.searchsorted(ranked, int(number))), len(ranked) - 1)] + 1
    return rows

# %% neighbour-for-the-unknown: nearest
def encode_ids(ids, vocab):
    return [0 if pd.isna(i) else int(np.argmin([abs(known - int(i)) for known in vocab])) + 1 for i in ids]

# %% missing-customer-raises
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab, start=1)}
    return np.array([number.get(int(i), 0) for i in ids], dtype="int64")

# %% missing-customer-raises: pandas
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab, start=1)}
    return np.array([number.get(i, 0) for i in ids.astype("int64").tolist()], dtype="int64")

# %% missing-customer-raises: only-none-asked
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab, start=1)}
    return np.array([0 if i is None else number.get(int(i), 0) for i in ids], dtype="int64")

# %% missing-customer-raises: numpy-asked
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab, start=1)}
    return np.array([0 if np.isnan(i) else number.get(int(i), 0) for i in ids], dtype="int64")

# %% missing-customer-raises: truth-asked
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab, start=1)}
    return np.array([number.get(int(i), 0) if i else 0 for i in ids], dtype="int64")

# %% missing-customer-raises: looked-for-in-the-list
def encode_ids(ids, vocab):
    return np.array([vocab.index(i) + 1 if i in vocab else 0 for i in ids], dtype="int64")

# %% missing-customers-dropped
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab, start=1)}
    return np.array([number.get(int(i), 0) for i in ids.dropna()], dtype="int64")

# %% missing-got-a-row
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab, start=1)}
    return np.array([len(vocab) + 1 if pd.isna(i) else number.get(int(i), 0) for i in ids], dtype="int64")

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

# %% numbered-by-the-batch: factorized
def encode_ids(ids, vocab):
    return pd.factorize(ids)[0] + 1

# %% numbered-by-the-batch: in-order
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(sorted(set(ids.dropna().tolist())), start=1)}
    return np.array([0 if pd.isna(i) else number[int(i)] for i in ids], dtype="int64")

# %% text-of-a-float
def category_codes(codes):
    return ["" if pd.isna(code) else str(code) for code in codes]

# %% text-of-a-float: in-a-mixture
def category_codes(codes):
    if codes.dtype.kind == "f":
        return ["" if pd.isna(code) else str(int(code)) for code in codes]
    return ["" if pd.isna(code) else str(code) for code in codes]

# %% text-of-a-float: filled-in-the-column
def category_codes(codes):
    return codes.fillna("").astype(str).tolist()

# %% missing-as-text
def category_codes(codes):
    return ["nan" if pd.isna(code) else code if isinstance(code, str) else str(int(code)) for code in codes]

# %% missing-as-text: of-each-kind
def category_codes(codes):
    return [str(code) if pd.isna(code) or isinstance(code, str) else str(int(code)) for code in codes]

# %% none-as-text
def category_codes(codes):
    texts = []
    for code in codes:
        if isinstance(code, float):
            texts.append("" if np.isnan(code) else str(int(code)))
        else:
            texts.append(str(code))
    return texts

# %% missing-code-stays-missing
def category_codes(codes):
    return [None if pd.isna(code) else code if isinstance(code, str) else str(int(code)) for code in codes]

# %% missing-code-stays-missing: as-it-is
def category_codes(codes):
    return [code if pd.isna(code) or isinstance(code, str) else str(int(code)) for code in codes]

# %% missing-as-zero
def category_codes(codes):
    return ["0" if pd.isna(code) else code if isinstance(code, str) else str(int(code)) for code in codes]

# %% missing-as-zero: filled-in-the-column
def category_codes(codes):
    return [code if isinstance(code, str) else str(int(code)) for code in codes.fillna(0)]

# %% missing-code-raises
def category_codes(codes):
    return [code if isinstance(code, str) else str(int(code)) for code in codes]

# %% missing-code-raises: only-none-asked
def category_codes(codes):
    return ["" if code is None else code if isinstance(code, str) else str(int(code)) for code in codes]

# %% missing-code-raises: numpy-asked
def category_codes(codes):
    return [code if isinstance(code, str) else "" if np.isnan(code) else str(int(code)) for code in codes]

# %% missing-code-raises: truth-asked
def category_codes(codes):
    return [code if isinstance(code, str) else str(int(code)) if code or code == 0 else "" for code in codes]

# %% missing-code-raises: compared-with-itself
def category_codes(codes):
    return ["" if code != code else code if isinstance(code, str) else str(int(code)) for code in codes]

# %% column-filled-with-text
def category_codes(codes):
    return [code if isinstance(code, str) else str(int(code)) for code in codes.fillna("")]

# %% missing-codes-dropped
def category_codes(codes):
    return [code if isinstance(code, str) else str(int(code)) for code in codes.dropna()]

# %% zero-is-missing
def category_codes(codes):
    texts = []
    for code in codes:
        if pd.isna(code) or not code:
            texts.append("")
        else:
            texts.append(code if isinstance(code, str) else str(int(code)))
    return texts

# %% zero-is-missing: asked-first
def category_codes(codes):
    texts = []
    for code in codes:
        if not code or code != code:
            texts.append("")
        else:
            texts.append(code if isinstance(code, str) else str(int(code)))
    return texts

# %% text-taken-for-missing
def category_codes(codes):
    texts = ["nan" if pd.isna(code) else code if isinstance(code, str) else str(int(code)) for code in codes]
    return ["" if text in ("nan", "None", "<NA>") else text for text in texts]

# %% text-taken-for-missing: nan
def category_codes(codes):
    texts = ["nan" if pd.isna(code) else code if isinstance(code, str) else str(int(code)) for code in codes]
    return ["" if text == "nan" else text for text in texts]

# %% text-taken-for-missing: nan-and-none
def category_codes(codes):
    texts = ["nan" if pd.isna(code) else code if isinstance(code, str) else str(int(code)) for code in codes]
    return ["" if text in ("nan", "None") else text for text in texts]

# %% zeros-stripped
def category_codes(codes):
    return ["" if pd.isna(code) else str(code).rstrip("0").rstrip(".") for code in codes]

# %% zeros-stripped: from-numbers
def category_codes(codes):
    texts = []
    for code in codes:
        if pd.isna(code):
            texts.append("")
        else:
            texts.append(code if isinstance(code, str) else str(code).rstrip("0").rstrip("."))
    return texts

# %% zeros-stripped: with-the-point
def category_codes(codes):
    return ["" if pd.isna(code) else str(code).rstrip(".0") for code in codes]

# %% zeros-stripped: with-the-point-from-numbers
def category_codes(codes):
    texts = []
    for code in codes:
        if pd.isna(code):
            texts.append("")
        else:
            texts.append(code if isinstance(code, str) else str(code).rstrip(".0"))
    return texts

# %% point-zero-cut-from-text
def category_codes(codes):
    return ["" if pd.isna(code) else str(code).replace(".0", "") for code in codes]

# %% point-zero-cut-from-text: at-the-end
def category_codes(codes):
    return ["" if pd.isna(code) else str(code).removesuffix(".0") for code in codes]

# %% point-zero-cut-from-text: all-behind-the-point
def category_codes(codes):
    return ["" if pd.isna(code) else str(code).split(".")[0] for code in codes]

# %% leading-zeros-lost
def category_codes(codes):
    texts = []
    for code in codes:
        is_text = isinstance(code, str) and not code.isdigit()
        texts.append("" if pd.isna(code) else code if is_text else str(int(code)))
    return texts

# %% leading-zeros-lost: through-float
def category_codes(codes):
    texts = []
    for code in codes:
        try:
            texts.append("" if pd.isna(code) else str(int(float(code))))
        except ValueError:
            texts.append(code)
    return texts

# %% leading-zeros-lost: text-raises
def category_codes(codes):
    return ["" if pd.isna(code) else str(int(code)) for code in codes]

# %% leading-zeros-lost: text-raises-through-float
def category_codes(codes):
    return ["" if pd.isna(code) else str(int(float(code))) for code in codes]

# %% leading-zeros-lost: whole-column
def category_codes(codes):
    return codes.astype("Int64").astype("string").fillna("").tolist()

# %% long-numbers-shortened
def category_codes(codes):
    return ["" if pd.isna(code) else code if isinstance(code, str) else f"{code:g}" for code in codes]

# %% categories-numbered
def category_codes(codes):
    numbers = codes.astype("category").cat.codes
    return ["" if number < 0 else str(number) for number in numbers]

# %% categories-numbered: missing-is-minus-one
def category_codes(codes):
    return codes.astype("category").cat.codes.astype(str).tolist()

# %% categories-numbered: as-numbers
def category_codes(codes):
    return codes.astype("category").cat.codes.tolist()

# %% categories-numbered: in-order-of-appearance
def category_codes(codes):
    return ["" if number < 0 else str(number) for number in pd.factorize(codes)[0]]

# %% categories-numbered: in-order-of-appearance-and-minus-one
def category_codes(codes):
    return [str(number) for number in pd.factorize(codes)[0]]

# %% categories-numbered: in-order-of-appearance-as-numbers
def category_codes(codes):
    return pd.factorize(codes)[0].tolist()

# %% guard-accepts-all
def guard(images):
    return None

# %% guard-dtype-only
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")

# %% guard-range-only
def guard(images):
    if (images < 0).any() or (images > 255).any():
        raise ValueError("outside 0 to 255")

# %% guard-range-only: and-kind
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if (images < 0).any() or (images > 255).any():
        raise ValueError("outside 0 to 255")

# %% guard-without-scale
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if images.size and not (np.isfinite(images).all() and images.min() >= 0 and images.max() <= 255):
        raise ValueError("outside 0 to 255")

# %% guard-exactly-one
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if images.size and not (np.isfinite(images).all() and images.min() >= 0 and images.max() <= 255):
        raise ValueError("outside 0 to 255")
    if images.size and images.max() < 1:
        raise ValueError("scaled already")

# %% guard-scaled-integers
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if images.size and not (np.isfinite(images).all() and images.min() >= 0 and images.max() <= 255):
        raise ValueError("outside 0 to 255")
    if images.size and images.dtype.kind == "f" and images.max() <= 1:
        raise ValueError("scaled already")

# %% guard-without-range
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if images.size and not np.isfinite(images).all():
        raise ValueError("missing or infinite")
    if images.size and images.max() <= 1:
        raise ValueError("scaled already")

# %% guard-low-side-only
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if images.size and not np.isfinite(images).all():
        raise ValueError("missing or infinite")
    if images.size and (images.min() < 0 or images.max() <= 1):
        raise ValueError("below 0, or scaled already")

# %% guard-high-side-only
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if images.size and not np.isfinite(images).all():
        raise ValueError("missing or infinite")
    if images.size and (images.max() > 255 or images.max() <= 1):
        raise ValueError("above 255, or scaled already")

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

# %% guard-without-kind
def guard(images):
    if images.size == 0:
        return
    if not np.isfinite(images).all() or images.min() < 0 or images.max() > 255 or images.max() <= 1:
        raise ValueError("outside 0 to 255, or scaled already")

# %% guard-refuses-some-dtypes
def guard(images):
    if images.dtype not in (np.uint8, np.float32):
        raise ValueError("neither uint8 nor float32")
    if images.size and not (np.isfinite(images).all() and images.min() >= 0 and 1 < images.max() <= 255):
        raise ValueError("outside 0 to 255, or scaled already")

# %% guard-refuses-some-dtypes: four-are-good
def guard(images):
    if images.dtype not in (np.uint8, np.int64, np.float32, np.float64):
        raise ValueError("none of the four dtypes")
    if images.size and not (np.isfinite(images).all() and images.min() >= 0 and 1 < images.max() <= 255):
        raise ValueError("outside 0 to 255, or scaled already")

# %% guard-refuses-some-dtypes: bytes-and-floats-are-good
def guard(images):
    if images.dtype != np.uint8 and images.dtype.kind != "f":
        raise ValueError("neither bytes nor floats")
    if images.size and not (np.isfinite(images).all() and images.min() >= 0 and 1 < images.max() <= 255):
        raise ValueError("outside 0 to 255, or scaled already")

# %% guard-refuses-some-dtypes: signed-are-bad
def guard(images):
    if images.dtype.kind not in "uf":
        raise ValueError("signed integers, or no numbers")
    if images.size and not (np.isfinite(images).all() and images.min() >= 0 and 1 < images.max() <= 255):
        raise ValueError("outside 0 to 255, or scaled already")

# %% guard-refuses-some-dtypes: int8-is-bad
def guard(images):
    if images.dtype.kind not in "uif" or images.dtype == np.int8:
        raise ValueError("signed bytes, or no numbers")
    if images.size and not (np.isfinite(images).all() and images.min() >= 0 and 1 < images.max() <= 255):
        raise ValueError("outside 0 to 255, or scaled already")

# %% guard-refuses-some-dtypes: int8-and-uint16-are-bad
def guard(images):
    if images.dtype.kind not in "uif" or images.dtype in (np.int8, np.uint16):
        raise ValueError("signed bytes, 16 bits, or no numbers")
    if images.size and not (np.isfinite(images).all() and images.min() >= 0 and 1 < images.max() <= 255):
        raise ValueError("outside 0 to 255, or scaled already")

# %% guard-refuses-none
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if not np.isfinite(images).all() or images.min() < 0 or images.max() > 255 or images.max() <= 1:
        raise ValueError("outside 0 to 255, or scaled already")

# %% guard-refuses-white
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if images.size and not (np.isfinite(images).all() and images.min() >= 0 and 1 < images.max() < 255):
        raise ValueError("outside 0 to 255, or scaled already")

# %% guard-refuses-black
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if images.size and not (np.isfinite(images).all() and images.min() > 0 and 1 < images.max() <= 255):
        raise ValueError("outside 0 to 255, or scaled already")

# %% guard-refuses-dark-pixels
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if images.size and not (np.isfinite(images).all() and images.min() >= 0 and images.max() <= 255):
        raise ValueError("outside 0 to 255")
    if (images <= 1).any():
        raise ValueError("scaled already")

# %% guard-asserts
def guard(images):
    assert images.dtype.kind in "uif", "not numbers"
    if images.size:
        assert np.isfinite(images).all(), "missing or infinite"
        assert images.min() >= 0 and images.max() <= 255, "outside 0 to 255"
        assert images.max() > 1, "scaled already"

# %% guard-raises-type-error
def guard(images):
    if images.dtype.kind not in "uif":
        raise TypeError("not numbers")
    if images.size and not (np.isfinite(images).all() and images.min() >= 0 and 1 < images.max() <= 255):
        raise ValueError("outside 0 to 255, or scaled already")
