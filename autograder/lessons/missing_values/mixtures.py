"""Two mistakes at once: wrong, and not to be named as either."""

# %% batch-median-with-codes
def impute(frame, params):
    filled = pd.DataFrame(index=frame.index)
    for name, value in params["median"].items():
        numbers = pd.to_numeric(frame[name], errors="coerce").astype("float64")
        filled[name] = numbers.fillna(numbers.median()).fillna(value)
    for name, value in params["mode"].items():
        text = texts_of(frame[name])
        filled[name] = text.where(text.notna(), value)
    return filled

# %% zero-and-blank-text
def impute(frame, params):
    filled = pd.DataFrame(index=frame.index)
    for name in params["median"]:
        filled[name] = numbers_of(frame[name]).fillna(0.0)
    for name, value in params["mode"].items():
        text = frame[name].astype(object)
        filled[name] = text.where(text.notna(), value)
    return filled

# %% mean-and-mode-of-the-batch
def impute(frame, params):
    filled = pd.DataFrame(index=frame.index)
    for name, value in params["median"].items():
        numbers = numbers_of(frame[name])
        filled[name] = numbers.fillna(numbers.mean()).fillna(value)
    for name, value in params["mode"].items():
        text = texts_of(frame[name])
        often = text.dropna().mode()
        filled[name] = text.where(text.notna(), often.iloc[-1] if len(often) else value)
    return filled

# %% forward-then-backward
def impute(frame, params):
    filled = pd.DataFrame(index=frame.index)
    for name, value in params["median"].items():
        filled[name] = numbers_of(frame[name]).bfill().ffill().fillna(value)
    for name, value in params["mode"].items():
        text = texts_of(frame[name])
        filled[name] = text.bfill().ffill().fillna(value)
    return filled

# %% zero-and-probabilities
def predict(frame, params, model):
    filled = impute(frame, params)
    for name in params["median"]:
        filled[name] = numbers_of(frame[name]).fillna(0.0)
    return 1 / (1 + np.exp(-np.asarray(model(encode(filled, params)))))

# %% mean-stored-and-sample-deviation
def fit_params(train):
    numbers, texts = train[NUMBERS].apply(numbers_of), train[TEXTS].apply(texts_of)
    filled = numbers.fillna(numbers.mean())
    return {
        "median": numbers.mean().to_dict(),
        "mode": {name: texts[name].mode()[0] for name in TEXTS},
        "mean": filled.mean().to_dict(),
        "std": filled.std().to_dict(),
        "categories": {name: sorted(texts[name].dropna().unique()) for name in TEXTS},
    }

# %% share-of-nan-only
def count_missing(frame):
    return {name: float(frame[name].isna().mean()) if len(frame) else 0.0 for name in [*NUMBERS, *TEXTS]}
