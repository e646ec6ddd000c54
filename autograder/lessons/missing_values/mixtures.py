"""Two mistakes at once in one function: a heading of two names is diagnosed as both. The others stay unnamed.

Mistakes in different functions of the reference are put together by the machine.
"""

# %% median-of-the-batch + codes-as-measurements
def fill_number(column, name, params):
    numbers = pd.to_numeric(column, errors="coerce").astype("float64")
    return numbers.fillna(numbers.median()).fillna(params["median"][name])

# %% mean-of-the-batch + codes-as-measurements
def fill_number(column, name, params):
    numbers = pd.to_numeric(column, errors="coerce").astype("float64")
    return numbers.fillna(numbers.mean()).fillna(params["median"][name])

# %% filled-with-zero + codes-as-measurements
def fill_number(column, name, params):
    return pd.to_numeric(column, errors="coerce").astype("float64").fillna(0.0)

# %% filled-with-the-mean + codes-as-measurements
def fill_number(column, name, params):
    return pd.to_numeric(column, errors="coerce").astype("float64").fillna(params["mean"][name])

# %% filled-with-the-mean + row-labels-lost
def impute(frame, params):
    filled = pd.DataFrame(index=range(len(frame)))
    for name, value in params["mean"].items():
        filled[name] = numbers_of(frame[name]).fillna(value).to_numpy()
    for name in params["mode"]:
        filled[name] = fill_text(frame[name], name, params).to_numpy()
    return filled

# %% filled-with-zero + probabilities
def predict(frame, params, model):
    filled = impute(frame, params)
    for name in params["median"]:
        filled[name] = numbers_of(frame[name]).fillna(0.0)
    return 1 / (1 + np.exp(-np.asarray(model(encode(filled, params)))))

# %% scale-before-filling + sample-deviation
def scale_of(numbers, filled):
    return numbers.mean(), numbers.std()

# %% guard-high-side-only + guard-limit-too-narrow
def refuse_far_values(frame, params):
    z = (frame[NUMBERS].apply(numbers_of) - pd.Series(params["mean"])) / pd.Series(params["std"])
    if (z > 4.5).any(axis=None):
        raise ValueError("far away")

# %% guard-dead-by-nan-alone + guard-high-side-only
def guard(frame, params):
    refuse_columns(frame, params)
    numbers = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    if len(frame) >= 10 and (numbers.isna().mean() > 0.5).any():
        raise ValueError("a sensor is dead")
    z = (numbers.mask(numbers == -999) - pd.Series(params["mean"])) / pd.Series(params["std"])
    if (z > FAR).any(axis=None):
        raise ValueError("far away")

# %% every-gap-from-another-column
def fill_number(column, name, params):
    return numbers_of(column).fillna(params["median"][NUMBERS[NUMBERS.index(name) - 1]])

# %% known-numbers-replaced
def fill_number(column, name, params):
    return numbers_of(column) * 0 + params["median"][name]

# %% rounded-medians
def fill_number(column, name, params):
    return numbers_of(column).fillna(round(params["median"][name]) + 1)

# %% rounded-fill-values
def middle_of(numbers):
    return numbers.median().round()

# %% share-of-nan-only
def count_missing(frame):
    return {name: float(frame[name].isna().mean()) if len(frame) else 0.0 for name in [*NUMBERS, *TEXTS]}
