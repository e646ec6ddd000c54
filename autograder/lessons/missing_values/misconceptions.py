"""What goes wrong: the reference with one step changed, as a student might write it."""

# %% nan-straight-in
def impute(frame, params):
    filled = pd.DataFrame(index=frame.index)
    for name in params["median"]:
        filled[name] = numbers_of(frame[name])
    for name, value in params["mode"].items():
        text = texts_of(frame[name])
        filled[name] = text.where(text.notna(), value)
    return filled

# %% nan-answers-to-zero
def predict(frame, params, model):
    filled = impute(frame, params)
    for name in params["median"]:
        filled[name] = numbers_of(frame[name])
    return np.nan_to_num(np.asarray(model(encode(filled, params))))

# %% filled-with-zero
def practice(frame, train):
    return frame.fillna(0.0).to_numpy("float32")


def impute(frame, params):
    filled = pd.DataFrame(index=frame.index)
    for name in params["median"]:
        filled[name] = numbers_of(frame[name]).fillna(0.0)
    for name, value in params["mode"].items():
        text = texts_of(frame[name])
        filled[name] = text.where(text.notna(), value)
    return filled

# %% filled-with-the-mean
def practice(frame, train):
    return frame.fillna(train.mean()).to_numpy("float32")


def impute(frame, params):
    filled = pd.DataFrame(index=frame.index)
    for name, value in params["mean"].items():
        filled[name] = numbers_of(frame[name]).fillna(value)
    for name, value in params["mode"].items():
        text = texts_of(frame[name])
        filled[name] = text.where(text.notna(), value)
    return filled

# %% codes-as-measurements
def impute(frame, params):
    filled = pd.DataFrame(index=frame.index)
    for name, value in params["median"].items():
        filled[name] = pd.to_numeric(frame[name], errors="coerce").astype("float64").fillna(value)
    for name, value in params["mode"].items():
        text = texts_of(frame[name])
        filled[name] = text.where(text.notna(), value)
    return filled

# %% median-of-the-batch
def practice(frame, train):
    return frame.fillna(frame.median()).fillna(train.median()).to_numpy("float32")


def impute(frame, params):
    filled = pd.DataFrame(index=frame.index)
    for name, value in params["median"].items():
        numbers = numbers_of(frame[name])
        filled[name] = numbers.fillna(numbers.median()).fillna(value)
    for name, value in params["mode"].items():
        text = texts_of(frame[name])
        filled[name] = text.where(text.notna(), value)
    return filled

# %% filled-forward
def practice(frame, train):
    return frame.ffill().fillna(train.median()).to_numpy("float32")


def impute(frame, params):
    filled = pd.DataFrame(index=frame.index)
    for name, value in params["median"].items():
        filled[name] = numbers_of(frame[name]).ffill().fillna(value)
    for name, value in params["mode"].items():
        text = texts_of(frame[name])
        filled[name] = text.where(text.notna(), value)
    return filled

# %% filled-between-neighbours
def impute(frame, params):
    filled = pd.DataFrame(index=frame.index)
    for name, value in params["median"].items():
        numbers = numbers_of(frame[name]).reset_index(drop=True).interpolate(limit_direction="both")
        filled[name] = numbers.fillna(value).to_numpy()
    for name, value in params["mode"].items():
        text = texts_of(frame[name])
        filled[name] = text.where(text.notna(), value)
    return filled

# %% rows-dropped
def impute(frame, params):
    kept = pd.DataFrame({name: numbers_of(frame[name]) for name in params["median"]})
    kept = kept.assign(**{name: texts_of(frame[name]) for name in params["mode"]})
    return kept[kept.notna().all(axis=1)]

# %% complete-rows-first
def predict(frame, params, model):
    gaps = pd.DataFrame({name: numbers_of(frame[name]).isna() for name in params["median"]}).any(axis=1)
    parts = [frame[~gaps.to_numpy()], frame[gaps.to_numpy()]]
    order = pd.concat([part.iloc[::-1] for part in parts])
    return np.asarray(model(encode(impute(order, params), params)))

# %% row-labels-lost
def impute(frame, params):
    filled = pd.DataFrame(index=range(len(frame)))
    for name, value in params["median"].items():
        filled[name] = numbers_of(frame[name]).fillna(value).to_numpy()
    for name, value in params["mode"].items():
        text = texts_of(frame[name])
        filled[name] = text.where(text.notna(), value).to_numpy()
    return filled

# %% changed-in-place
def impute(frame, params):
    for name, value in params["median"].items():
        frame[name] = numbers_of(frame[name]).fillna(value)
    for name, value in params["mode"].items():
        text = texts_of(frame[name])
        frame[name] = text.where(text.notna(), value)
    return frame[[*params["median"], *params["mode"]]]

# %% unseen-island-replaced
def impute(frame, params):
    filled = pd.DataFrame(index=frame.index)
    for name, value in params["median"].items():
        filled[name] = numbers_of(frame[name]).fillna(value)
    for name, value in params["mode"].items():
        text = texts_of(frame[name])
        filled[name] = text.where(text.isin(params["categories"][name]), value)
    return filled

# %% blank-text-kept
def impute(frame, params):
    filled = pd.DataFrame(index=frame.index)
    for name, value in params["median"].items():
        filled[name] = numbers_of(frame[name]).fillna(value)
    for name, value in params["mode"].items():
        text = frame[name].astype(object)
        filled[name] = text.where(text.notna(), value)
    return filled

# %% mode-of-the-batch
def impute(frame, params):
    filled = pd.DataFrame(index=frame.index)
    for name, value in params["median"].items():
        filled[name] = numbers_of(frame[name]).fillna(value)
    for name, value in params["mode"].items():
        text = texts_of(frame[name])
        often = text.dropna().mode()
        filled[name] = text.where(text.notna(), often.iloc[-1] if len(often) else value)
    return filled

# %% mean-of-the-row
def impute(frame, params):
    numbers = pd.DataFrame({name: numbers_of(frame[name]) for name in params["median"]}, index=frame.index)
    row = numbers.mean(axis=1)
    filled = pd.DataFrame(index=frame.index)
    for name, value in params["median"].items():
        filled[name] = numbers[name].fillna(row).fillna(value)
    for name, value in params["mode"].items():
        text = texts_of(frame[name])
        filled[name] = text.where(text.notna(), value)
    return filled

# %% probabilities
def predict(frame, params, model):
    return 1 / (1 + np.exp(-np.asarray(model(encode(impute(frame, params), params)))))

# %% only-nan-counted
def count_missing(frame):
    return {name: int(frame[name].isna().sum()) for name in [*NUMBERS, *TEXTS]}

# %% code-not-counted
def count_missing(frame):
    return {name: int((frame[name].isna() | frame[name].isin([""])).sum()) for name in [*NUMBERS, *TEXTS]}

# %% blank-text-not-counted
def count_missing(frame):
    counts = {name: int(numbers_of(frame[name]).isna().sum()) for name in NUMBERS}
    return counts | {name: int(frame[name].isna().sum()) for name in TEXTS}

# %% share-in-place-of-count
def count_missing(frame):
    counts = {name: float(numbers_of(frame[name]).isna().mean()) for name in NUMBERS}
    counts |= {name: float(texts_of(frame[name]).isna().mean()) for name in TEXTS}
    return {name: 0.0 if share != share else share for name, share in counts.items()}

# %% present-in-place-of-missing
def count_missing(frame):
    counts = {name: int(numbers_of(frame[name]).count()) for name in NUMBERS}
    return counts | {name: int(texts_of(frame[name]).count()) for name in TEXTS}

# %% mean-stored-as-median
def fit_params(train):
    numbers, texts = train[NUMBERS].apply(numbers_of), train[TEXTS].apply(texts_of)
    filled = numbers.fillna(numbers.mean())
    return {
        "median": numbers.mean().to_dict(),
        "mode": {name: texts[name].mode()[0] for name in TEXTS},
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {name: sorted(texts[name].dropna().unique()) for name in TEXTS},
    }

# %% code-in-the-statistics
def fit_params(train):
    numbers, texts = train[NUMBERS].astype("float64"), train[TEXTS].apply(texts_of)
    filled = numbers.fillna(numbers.median())
    return {
        "median": numbers.median().to_dict(),
        "mode": {name: texts[name].mode()[0] for name in TEXTS},
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {name: sorted(texts[name].dropna().unique()) for name in TEXTS},
    }

# %% complete-rows-only
def fit_params(train):
    numbers, texts = train[NUMBERS].apply(numbers_of), train[TEXTS].apply(texts_of)
    whole = (numbers.notna().all(axis=1) & texts.notna().all(axis=1)).to_numpy()
    numbers, texts = numbers[whole], texts[whole]
    return {
        "median": numbers.median().to_dict(),
        "mode": {name: texts[name].mode()[0] for name in TEXTS},
        "mean": numbers.mean().to_dict(),
        "std": numbers.std(ddof=0).to_dict(),
        "categories": {name: sorted(texts[name].unique()) for name in TEXTS},
    }

# %% scale-before-filling
def fit_params(train):
    numbers, texts = train[NUMBERS].apply(numbers_of), train[TEXTS].apply(texts_of)
    return {
        "median": numbers.median().to_dict(),
        "mode": {name: texts[name].mode()[0] for name in TEXTS},
        "mean": numbers.mean().to_dict(),
        "std": numbers.std(ddof=0).to_dict(),
        "categories": {name: sorted(texts[name].dropna().unique()) for name in TEXTS},
    }

# %% sample-deviation
def fit_params(train):
    numbers, texts = train[NUMBERS].apply(numbers_of), train[TEXTS].apply(texts_of)
    filled = numbers.fillna(numbers.median())
    return {
        "median": numbers.median().to_dict(),
        "mode": {name: texts[name].mode()[0] for name in TEXTS},
        "mean": filled.mean().to_dict(),
        "std": filled.std().to_dict(),
        "categories": {name: sorted(texts[name].dropna().unique()) for name in TEXTS},
    }

# %% blank-as-a-category
def fit_params(train):
    numbers, texts = train[NUMBERS].apply(numbers_of), train[TEXTS].astype(object)
    filled = numbers.fillna(numbers.median())
    return {
        "median": numbers.median().to_dict(),
        "mode": {name: texts[name].mode()[0] for name in TEXTS},
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {name: sorted(texts[name].dropna().unique()) for name in TEXTS},
    }

# %% codes-and-blanks-in-the-statistics
def fit_params(train):
    numbers, texts = train[NUMBERS].astype("float64"), train[TEXTS].astype(object)
    filled = numbers.fillna(numbers.median())
    return {
        "median": numbers.median().to_dict(),
        "mode": {name: texts[name].mode()[0] for name in TEXTS},
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {name: sorted(texts[name].dropna().unique()) for name in TEXTS},
    }

# %% target-in-the-imputer
def fit_params(train):
    everything = [*TEXTS, *(["sex"] if "sex" in train else [])]
    numbers, texts = train[NUMBERS].apply(numbers_of), train[everything].apply(texts_of)
    filled = numbers.fillna(numbers.median())
    return {
        "median": numbers.median().to_dict(),
        "mode": {name: texts[name].mode()[0] for name in everything},
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {name: sorted(texts[name].dropna().unique()) for name in everything},
    }

# %% never-unknown
def name_sex(frame, params, model):
    return ["male" if logit > 0 else "female" for logit in predict(frame, params, model)[:, 0]]

# %% unknown-at-any-gap
def name_sex(frame, params, model):
    logits = predict(frame, params, model)[:, 0]
    some = frame[list(params["median"])].apply(numbers_of).isna().any(axis=1).to_numpy()
    return ["unknown" if gap else "male" if logit > 0 else "female" for logit, gap in zip(logits, some)]

# %% unknown-only-by-nan
def name_sex(frame, params, model):
    logits = predict(frame, params, model)[:, 0]
    nothing = frame[list(params["median"])].isna().all(axis=1).to_numpy()
    return ["unknown" if none else "male" if logit > 0 else "female" for logit, none in zip(logits, nothing)]

# %% names-swapped
def name_sex(frame, params, model):
    logits = predict(frame, params, model)[:, 0]
    nothing = frame[list(params["median"])].apply(numbers_of).isna().all(axis=1).to_numpy()
    return ["unknown" if none else "female" if logit > 0 else "male" for logit, none in zip(logits, nothing)]

# %% guard-accepts-all
def guard(frame, params):
    return None

# %% guard-columns-only
def guard(frame, params):
    if {*params["median"], *params["mode"]} - set(frame.columns):
        raise ValueError("columns are missing")

# %% guard-without-range
def guard(frame, params):
    if {*params["median"], *params["mode"]} - set(frame.columns):
        raise ValueError("columns are missing")
    numbers = frame[list(params["median"])].apply(numbers_of)
    if len(frame) >= 10 and (numbers.isna().mean() > 0.5).any():
        raise ValueError("a sensor is dead")

# %% guard-without-dead-sensors
def guard(frame, params):
    if {*params["median"], *params["mode"]} - set(frame.columns):
        raise ValueError("columns are missing")
    numbers = frame[list(params["median"])].apply(numbers_of)
    z = (numbers - pd.Series(params["mean"])) / pd.Series(params["std"])
    if (z.abs() > FAR).any(axis=None):
        raise ValueError("far away")

# %% guard-high-side-only
def guard(frame, params):
    if {*params["median"], *params["mode"]} - set(frame.columns):
        raise ValueError("columns are missing")
    numbers = frame[list(params["median"])].apply(numbers_of)
    if len(frame) >= 10 and (numbers.isna().mean() > 0.5).any():
        raise ValueError("a sensor is dead")
    z = (numbers - pd.Series(params["mean"])) / pd.Series(params["std"])
    if (z > FAR).any(axis=None):
        raise ValueError("far away")
