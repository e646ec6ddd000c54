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

# %% median-of-the-batch + numbers-left-as-text
def fill_number(column, name, params):
    numbers = column.astype("float64").replace(-999, np.nan)
    return numbers.fillna(numbers.median())

# %% filled-with-the-mean + numbers-left-as-text
def fill_number(column, name, params):
    return column.replace(-999, np.nan).fillna(params["mean"][name])

# %% filled-with-zero + numbers-left-as-text
def fill_number(column, name, params):
    return column.replace(-999, np.nan).fillna(0)

# %% sample-deviation + numbers-left-as-text
def learn_numbers(train):
    return train[NUMBERS].replace(-999, np.nan)


def scale_of(numbers, filled):
    return filled.mean(), filled.std()

# %% sample-deviation + numbers-left-as-text: astype
def learn_numbers(train):
    numbers = train[NUMBERS].astype("float64")
    return numbers.mask(numbers == -999)


def scale_of(numbers, filled):
    return filled.mean(), filled.std()

# %% scale-before-filling + numbers-left-as-text
def learn_numbers(train):
    return train[NUMBERS].replace(-999, np.nan)


def scale_of(numbers, filled):
    return numbers.mean(), numbers.std(ddof=0)

# %% scale-before-filling + numbers-left-as-text: astype
def learn_numbers(train):
    numbers = train[NUMBERS].astype("float64")
    return numbers.mask(numbers == -999)


def scale_of(numbers, filled):
    return numbers.mean(), numbers.std(ddof=0)

# %% unknown-at-any-gap + unknown-only-by-nan
def nothing_known(frame):
    return frame[NUMBERS].isna().any(axis=1)

# %% unknown-at-any-gap + unknown-only-by-nan: numbers-converted
def nothing_known(frame):
    return frame[NUMBERS].apply(pd.to_numeric, errors="coerce").isna().any(axis=1)

# %% never-unknown + limit-above-zero
def name_sex(frame, params, model):
    return ["male" if logit > 0.5 else "female" for logit in predict(frame, params, model)[:, 0]]

# %% never-unknown + unknown-when-unsure
def name_sex(frame, params, model):
    logits = predict(frame, params, model)[:, 0]
    return ["male" if logit > 0.5 else "female" if logit < -0.5 else "unknown" for logit in logits]

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
