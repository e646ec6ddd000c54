"""Two mistakes at once: wrong, and not to be named as either."""

# %% wraps-and-divides-by-255
def to_unit_range(images):
    return ((images - 127) / 255).astype("float32")

# %% half-precision-and-127
def to_unit_range(images):
    return ((images.astype("float16") - np.float16(127)) / np.float16(127)).astype("float32")

# %% zero-to-one-then-integer
def to_unit_range(images):
    return (images / 255).astype("uint8").astype("float32")

# %% raw-pixels-then-softmax
def read_digits(images, model):
    logits = np.asarray(model(np.asarray(images, "float32")))
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

# %% zone-ignored-and-midnight
def hour_of_day(times):
    return times.dt.hour.fillna(0).to_numpy("int64")

# %% float32-from-zero
def encode_ids(ids, vocab):
    number = {np.float32(known): i for i, known in enumerate(vocab)}
    return np.array([0 if pd.isna(i) else number.get(np.float32(i), 0) for i in ids], dtype="int64")

# %% float-text-and-nan
def category_codes(codes):
    return ["nan" if pd.isna(code) else str(code) for code in codes]

# %% nearly-equal-share
def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        cast = values.astype(dtype)
        same = np.isclose(cast.astype("float64"), values.astype("float64"))
    share = float((~same).mean()) if len(values) else 0.0
    return {"changed": share, "merged": len(set(values.tolist())) - len(set(cast.tolist()))}
