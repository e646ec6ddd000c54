"""Two mistakes at once. A heading with two misconceptions is diagnosed as both; no other may be named."""

# %% integer-subtraction + double-precision
def to_unit_range(images):
    return (images - 127) / 127.5

# %% integer-subtraction-of-128 + double-precision
def to_unit_range(images):
    return (images - 128) / 127.5

# %% doubled-in-uint8 + double-precision
def to_unit_range(images):
    return images * 2 / 255 - 1

# %% centred-at-127 + double-precision
def to_unit_range(images):
    return (images.astype("float64") - 127) / 127.5

# %% centred-at-128 + double-precision
def to_unit_range(images):
    return (images.astype("float64") - 128) / 127.5

# %% divided-by-127 + double-precision
def to_unit_range(images):
    return images / 127 - 1

# %% divided-by-128 + double-precision
def to_unit_range(images):
    return images / 128 - 1

# %% raw-pixels + double-precision
def to_unit_range(images):
    return images

# %% zero-to-one + double-precision
def to_unit_range(images):
    return images / 255

# %% minus-one-forgotten + double-precision
def to_unit_range(images):
    return images / 127.5

# %% minus-half-to-half + double-precision
def to_unit_range(images):
    return images / 255 - 0.5

# %% black-and-white-exchanged + double-precision
def to_unit_range(images):
    return 1 - images / 127.5

# %% scaled-then-integer + double-precision
def to_unit_range(images):
    return (images / 127.5 - 1).astype("int8")

# %% half-precision + double-precision
def to_unit_range(images):
    return (images / 127.5 - 1).astype("float16")

# %% own-maximum + double-precision
def to_unit_range(images):
    return images / images.max() * 2 - 1

# %% own-maximum + double-precision: and-minimum
def to_unit_range(images):
    return (images - images.min()) / (images.max() - images.min()) * 2 - 1

# %% standardised-by-the-batch + double-precision
def to_unit_range(images):
    return (images - images.mean()) / images.std()

# %% zero-to-one + own-maximum
def to_unit_range(images):
    return (images / images.max()).astype("float32")

# %% raw-pixels + no-pictures-forgotten: keras-predict
def read_digits(images, model):
    return model.predict(images.astype("float32"), verbose=0)

# %% zero-to-one + no-pictures-forgotten: keras-predict
def read_digits(images, model):
    return model.predict(images.astype("float32") / 255, verbose=0)

# %% integer-subtraction + no-pictures-forgotten: keras-predict
def read_digits(images, model):
    return model.predict((images - 127) / 127.5, verbose=0)

# %% scaled-twice + no-pictures-forgotten: keras-predict
def read_digits(images, model):
    return model.predict(to_unit_range(images / 127.5 - 1), verbose=0)

# %% labels + no-pictures-forgotten: keras-predict
def read_digits(images, model):
    return model.predict(to_unit_range(images), verbose=0).argmax(axis=1)

# %% zone-ignored + missing-stays-missing
def hour_of_day(times):
    return times.dt.hour.to_numpy()

# %% zone-ignored + missing-is-midnight
def hour_of_day(times):
    return times.dt.hour.fillna(0).to_numpy("int64")

# %% zone-ignored + missing-time-raises
def hour_of_day(times):
    return np.array([int(time.hour) for time in times], dtype="int64")

# %% zone-ignored + missing-time-raises: pandas
def hour_of_day(times):
    return times.dt.hour.astype("int64").to_numpy()

# %% zone-ignored + missing-times-dropped
def hour_of_day(times):
    return times.dropna().dt.hour.to_numpy("int64")

# %% zone-ignored + twelve-hour-clock
def hour_of_day(times):
    return np.where(times.isna(), -1, times.dt.strftime("%I").fillna("0").astype(int))

# %% zone-ignored + rounded-to-the-hour
def hour_of_day(times):
    return times.dt.round("h").dt.hour.fillna(-1).to_numpy("int64")

# %% zone-ignored + nanoseconds-assumed
def hour_of_day(times):
    seconds = times.dt.tz_localize(None).to_numpy().astype("int64") // 10**9
    return np.where(times.isna(), -1, seconds // 3600 % 24)

# %% nanoseconds-assumed + missing-stays-missing
def hour_of_day(times):
    return pd.to_datetime(times.astype("int64"), unit="ns").dt.hour.to_numpy()

# %% zone-expected + missing-stays-missing
def hour_of_day(times):
    return times.dt.tz_convert("UTC").dt.hour.to_numpy()

# %% counted-from-zero + unknown-is-minus-one
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab)}
    return np.array([-1 if pd.isna(i) else number.get(int(i), -1) for i in ids], dtype="int64")

# %% counted-from-zero + unknown-raises
def encode_ids(ids, vocab):
    return np.array([0 if pd.isna(i) else vocab.index(int(i)) for i in ids], dtype="int64")

# %% counted-from-zero + unknown-raises: and-missing
def encode_ids(ids, vocab):
    return np.array([vocab.index(i) for i in ids], dtype="int64")

# %% counted-from-zero + missing-customer-raises
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab)}
    return np.array([number.get(int(i), 0) for i in ids], dtype="int64")

# %% ids-as-float32 + counted-from-zero
def encode_ids(ids, vocab):
    number = {np.float32(known): i for i, known in enumerate(vocab)}
    return np.array([0 if pd.isna(i) else number.get(np.float32(i), 0) for i in ids], dtype="int64")

# %% ids-as-float32 + missing-customer-raises: whole-column
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab, start=1)}
    return np.array([number.get(i, 0) for i in ids.astype("float32").tolist()], dtype="int64")

# %% ids-as-float32 + missing-customer-raises: mapped
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab, start=1)}
    return ids.astype("float32").map(number).fillna(0).to_numpy("int64")

# %% ids-as-float64 + missing-customer-raises: whole-column
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab, start=1)}
    return np.array([number.get(i, 0) for i in ids.astype("float64").tolist()], dtype="int64")

# %% vocabulary-sorted + counted-from-zero
def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(sorted(vocab))}
    return np.array([0 if pd.isna(i) else number.get(int(i), 0) for i in ids], dtype="int64")

# %% text-of-a-float + missing-as-text
def category_codes(codes):
    return [str(code) for code in codes]

# %% text-of-a-float + missing-code-stays-missing
def category_codes(codes):
    return codes.astype(str).tolist()

# %% text-of-a-float + missing-code-stays-missing: each-code
def category_codes(codes):
    return [code if pd.isna(code) else str(code) for code in codes]

# %% text-of-a-float + missing-codes-dropped
def category_codes(codes):
    return [str(code) for code in codes.dropna()]

# %% leading-zeros-lost + missing-as-zero
def category_codes(codes):
    return [str(int(code)) for code in codes.fillna(0)]

# %% leading-zeros-lost + missing-code-raises
def category_codes(codes):
    return [str(int(code)) for code in codes]

# %% leading-zeros-lost + missing-code-stays-missing
def category_codes(codes):
    return codes.astype("Int64").astype(str).tolist()

# %% point-zero-cut-from-text + missing-as-text
def category_codes(codes):
    return [str(code).replace(".0", "") for code in codes]

# %% point-zero-cut-from-text + missing-code-stays-missing
def category_codes(codes):
    return codes.astype(str).str.replace(".0", "").tolist()

# %% point-zero-cut-from-text + missing-code-stays-missing: at-the-end
def category_codes(codes):
    return codes.astype(str).str.removesuffix(".0").tolist()

# %% point-zero-cut-from-text + text-taken-for-missing
def category_codes(codes):
    return [str(code).replace(".0", "").replace("nan", "") for code in codes]

# %% values-left + compared-as-floats
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        cast = values.astype(dtype)
    return {"changed": int((values != cast).sum()), "merged": len(np.unique(cast))}

# %% nearly-equal + share-of-values
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        cast = values.astype(dtype)
        same = np.isclose(cast.astype("float64"), values.astype("float64"))
    share = float((~same).mean()) if len(values) else 0.0
    return {"changed": share, "merged": len(set(values.tolist())) - len(set(cast.tolist()))}

# %% share-of-values + compared-as-floats
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        cast = values.astype(dtype)
        changed = float((values != cast).mean())
    return {"changed": changed, "merged": len(np.unique(values)) - len(np.unique(cast))}

# %% repeats-counted-as-merged + compared-as-floats
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        cast = values.astype(dtype)
    return {"changed": int((values != cast).sum()), "merged": len(values) - len(np.unique(cast))}

# %% distinct-values-counted + compared-as-floats
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        before = np.unique(values)
        after = before.astype(dtype)
    return {"changed": int((before != after).sum()), "merged": len(before) - len(np.unique(after))}

# %% guard-refuses-none + guard-lets-nan-through
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if images.min() < 0 or images.max() > 255 or images.max() <= 1:
        raise ValueError("outside 0 to 255, or scaled already")

# %% guard-refuses-none + guard-without-kind
def guard(images):
    if not np.isfinite(images).all() or images.min() < 0 or images.max() > 255 or images.max() <= 1:
        raise ValueError("outside 0 to 255, or scaled already")

# %% guard-lets-nan-through + guard-without-kind
def guard(images):
    if images.size and (images.min() < 0 or images.max() > 255 or images.max() <= 1):
        raise ValueError("outside 0 to 255, or scaled already")

# %% guard-without-scale + guard-refuses-none
def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError("not numbers")
    if not np.isfinite(images).all() or images.min() < 0 or images.max() > 255:
        raise ValueError("outside 0 to 255")

# %% guard-asserts + guard-refuses-none
def guard(images):
    assert images.dtype.kind in "uif", "not numbers"
    assert np.isfinite(images).all(), "missing or infinite"
    assert images.min() >= 0 and images.max() <= 255, "outside 0 to 255"
    assert images.max() > 1, "scaled already"

# %% guard-asserts + guard-lets-nan-through
def guard(images):
    assert images.dtype.kind in "uif", "not numbers"
    if images.size:
        assert not (images < 0).any() and not (images > 255).any(), "outside 0 to 255"
        assert not images.max() <= 1, "scaled already"

# %% wraps-and-divides-by-255
def to_unit_range(images):
    return ((images - 127) / 255).astype("float32")

# %% half-precision-and-127
def to_unit_range(images):
    return ((images.astype("float16") - np.float16(127)) / np.float16(127)).astype("float32")

# %% zero-to-one-then-integer
def to_unit_range(images):
    return (images / 255).astype("uint8").astype("float32")

# %% thirteen-hours-late
def hour_of_day(times):
    times = times.dt.tz_localize(None) if times.dt.tz is not None else times
    return ((times.dt.hour + 13) % 24).fillna(0).to_numpy("int64")
