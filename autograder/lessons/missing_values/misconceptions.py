"""What goes wrong: the reference with one step changed, as a student might write it.

Where each heading of a misconception names a spelling, no pair is made of it: few students combine it with another.
"""

# %% nan-straight-in
def fill_number(column, name, params):
    return numbers_of(column)

# %% nan-straight-in: answers-by-hand
def predict(frame, params, model):
    logits = np.array(model(encode(impute(frame, params), params)))
    logits[frame[NUMBERS].apply(numbers_of).isna().any(axis=1).to_numpy()] = np.nan
    return logits

# %% nan-answers-to-zero: nan-to-num
def predict(frame, params, model):
    filled = impute(frame, params)
    for name in params["median"]:
        filled[name] = numbers_of(frame[name])
    return np.nan_to_num(np.asarray(model(encode(filled, params))))

# %% service-left-as-it-was: encoded
def predict(frame, params, model):
    return np.asarray(model(encode(frame, params)))

# %% zero-after-scaling: nan-to-num
def predict(frame, params, model):
    return np.asarray(model(np.nan_to_num(encode(frame, params))))

# %% filled-with-zero
def fill_number(column, name, params):
    return numbers_of(column).fillna(0.0)

# %% filled-with-the-mean
def fill_number(column, name, params):
    return numbers_of(column).fillna(params["mean"][name])

# %% codes-as-measurements
def fill_number(column, name, params):
    return pd.to_numeric(column, errors="coerce").astype("float64").fillna(params["median"][name])

# %% codes-as-measurements: unconverted
def fill_number(column, name, params):
    return column.fillna(params["median"][name])

# %% median-of-the-batch
def fill_number(column, name, params):
    numbers = numbers_of(column)
    return numbers.fillna(numbers.median()).fillna(params["median"][name])

# %% median-of-the-batch: nothing-behind-it
def fill_number(column, name, params):
    numbers = numbers_of(column)
    return numbers.fillna(numbers.median())

# %% mean-of-the-batch
def fill_number(column, name, params):
    numbers = numbers_of(column)
    return numbers.fillna(numbers.mean()).fillna(params["median"][name])

# %% mean-of-the-batch: nothing-behind-it
def fill_number(column, name, params):
    numbers = numbers_of(column)
    return numbers.fillna(numbers.mean())

# %% fitted-on-the-batch: scale-of-training
def predict(frame, params, model):
    return np.asarray(model(encode(impute(frame, fit_params(frame)), params)))

# %% fitted-on-the-batch: scale-too
def predict(frame, params, model):
    fitted = fit_params(frame)
    return np.asarray(model(encode(impute(frame, fitted), fitted)))

# %% scaled-by-the-batch: filled-table
def predict(frame, params, model):
    filled = impute(frame, params)
    mean, std = filled[NUMBERS].mean().to_dict(), filled[NUMBERS].std(ddof=0).to_dict()
    return np.asarray(model(encode(filled, {**params, "mean": mean, "std": std})))

# %% scaled-twice
def predict(frame, params, model):
    filled = impute(frame, params)
    for name in NUMBERS:
        filled[name] = (filled[name] - params["mean"][name]) / params["std"][name]
    return np.asarray(model(encode(filled, params)))

# %% filled-from-other-rows
def fill_number(column, name, params):
    return numbers_of(column).ffill().fillna(params["median"][name])

# %% filled-from-other-rows: nothing-behind-it
def fill_number(column, name, params):
    return numbers_of(column).ffill()

# %% filled-from-other-rows: from-below
def fill_number(column, name, params):
    return numbers_of(column).bfill().fillna(params["median"][name])

# %% filled-from-other-rows: both-ways
def fill_number(column, name, params):
    return numbers_of(column).ffill().bfill().fillna(params["median"][name])

# %% filled-from-other-rows: texts-too
def impute(frame, params):
    filled = pd.DataFrame({name: numbers_of(frame[name]) for name in params["median"]})
    for name in params["mode"]:
        filled[name] = texts_of(frame[name])
    return filled.ffill().fillna({**params["median"], **params["mode"]})

# %% filled-from-other-rows: texts-too-both-ways
def impute(frame, params):
    filled = pd.DataFrame({name: numbers_of(frame[name]) for name in params["median"]})
    for name in params["mode"]:
        filled[name] = texts_of(frame[name])
    return filled.ffill().bfill().fillna({**params["median"], **params["mode"]})

# %% filled-between-neighbours: both-ways
def fill_number(column, name, params):
    numbers = numbers_of(column).reset_index(drop=True).interpolate(limit_direction="both")
    return numbers.fillna(params["median"][name]).set_axis(column.index)

# %% filled-between-neighbours: downwards
def fill_number(column, name, params):
    return numbers_of(column).interpolate().fillna(params["median"][name])

# %% mean-of-the-row: numbers-alone
def impute(frame, params):
    numbers = pd.DataFrame({name: numbers_of(frame[name]) for name in params["median"]}, index=frame.index)
    row = numbers.mean(axis=1)
    filled = pd.DataFrame(index=frame.index)
    for name, value in params["median"].items():
        filled[name] = numbers[name].fillna(row).fillna(value)
    for name in params["mode"]:
        filled[name] = fill_text(frame[name], name, params)
    return filled

# %% only-nan-filled: fillna
def impute(frame, params):
    return frame[[*NUMBERS, *TEXTS]].fillna({**params["median"], **params["mode"]})

# %% only-nan-filled: numbers-converted
def impute(frame, params):
    filled = pd.DataFrame(index=frame.index)
    for name, value in params["median"].items():
        filled[name] = pd.to_numeric(frame[name], errors="coerce").astype("float64").fillna(value)
    for name, value in params["mode"].items():
        filled[name] = frame[name].fillna(value)
    return filled

# %% only-nan-filled: all-columns
def impute(frame, params):
    return frame.fillna(params["median"])

# %% only-nan-filled: all-columns-texts-too
def impute(frame, params):
    return frame.fillna({**params["median"], **params["mode"]})

# %% rows-dropped: with-texts
def impute(frame, params):
    kept = pd.DataFrame({name: numbers_of(frame[name]) for name in params["median"]})
    kept = kept.assign(**{name: texts_of(frame[name]) for name in params["mode"]})
    return kept[kept.notna().all(axis=1)]

# %% rows-dropped: numbers-alone
def impute(frame, params):
    kept = pd.DataFrame({name: numbers_of(frame[name]) for name in params["median"]})
    kept = kept.assign(**{name: fill_text(frame[name], name, params) for name in params["mode"]})
    return kept.dropna()

# %% rows-dropped: nan-alone
def impute(frame, params):
    return frame[[*NUMBERS, *TEXTS]].dropna()

# %% complete-rows-first: turned-round
def predict(frame, params, model):
    gaps = pd.DataFrame({name: numbers_of(frame[name]).isna() for name in params["median"]}).any(axis=1)
    parts = [frame[~gaps.to_numpy()], frame[gaps.to_numpy()]]
    order = pd.concat([part.iloc[::-1] for part in parts])
    return np.asarray(model(encode(impute(order, params), params)))

# %% complete-rows-first: in-their-order
def predict(frame, params, model):
    gaps = frame[NUMBERS].apply(numbers_of).isna().any(axis=1).to_numpy()
    order = pd.concat([frame[~gaps], frame[gaps]])
    return np.asarray(model(encode(impute(order, params), params)))

# %% sorted-by-value: np-unique
def predict(frame, params, model):
    return np.asarray(model(np.unique(encode(impute(frame, params), params), axis=0)))

# %% sorted-by-value: sort-values
def predict(frame, params, model):
    filled = impute(frame, params)
    return np.asarray(model(encode(filled.sort_values(list(params["median"])), params)))

# %% equal-rows-merged: filled
def predict(frame, params, model):
    return np.asarray(model(encode(impute(frame, params).drop_duplicates(), params)))

# %% equal-rows-merged: as-they-came
def predict(frame, params, model):
    return np.asarray(model(encode(impute(frame.drop_duplicates(), params), params)))

# %% sorted-by-label: whole-table
def impute(frame, params):
    filled = pd.DataFrame(index=frame.index)
    for name in params["median"]:
        filled[name] = fill_number(frame[name], name, params)
    for name in params["mode"]:
        filled[name] = fill_text(frame[name], name, params)
    return filled.sort_index()

# %% row-labels-lost
def impute(frame, params):
    filled = pd.DataFrame(index=range(len(frame)))
    for name in params["median"]:
        filled[name] = fill_number(frame[name], name, params).to_numpy()
    for name in params["mode"]:
        filled[name] = fill_text(frame[name], name, params).to_numpy()
    return filled

# %% changed-in-place
def impute(frame, params):
    for name in params["median"]:
        frame[name] = fill_number(frame[name], name, params)
    for name in params["mode"]:
        frame[name] = fill_text(frame[name], name, params)
    return frame[[*params["median"], *params["mode"]]]

# %% changed-in-place: codes
def impute(frame, params):
    frame.replace(-999, np.nan, inplace=True)
    filled = pd.DataFrame(index=frame.index)
    for name in params["median"]:
        filled[name] = fill_number(frame[name], name, params)
    for name in params["mode"]:
        filled[name] = fill_text(frame[name], name, params)
    return filled

# %% columns-as-they-came
def impute(frame, params):
    filled = frame.copy()
    for name in params["median"]:
        filled[name] = fill_number(frame[name], name, params)
    for name in params["mode"]:
        filled[name] = fill_text(frame[name], name, params)
    return filled

# %% columns-as-they-came: extra-ones-left-out
def impute(frame, params):
    filled = frame[[name for name in frame.columns if name in params["median"] or name in params["mode"]]].copy()
    for name in params["median"]:
        filled[name] = fill_number(frame[name], name, params)
    for name in params["mode"]:
        filled[name] = fill_text(frame[name], name, params)
    return filled

# %% columns-as-they-came: extra-ones-last
def impute(frame, params):
    filled = pd.DataFrame(index=frame.index)
    for name in params["median"]:
        filled[name] = fill_number(frame[name], name, params)
    for name in params["mode"]:
        filled[name] = fill_text(frame[name], name, params)
    return filled.join(frame.drop(columns=filled.columns))

# %% numbers-left-as-text
def fill_number(column, name, params):
    return column.replace([-999, "-999", ""], np.nan).fillna(params["median"][name])

# %% numbers-left-as-text: known-cells-kept
def fill_number(column, name, params):
    return column.where(numbers_of(column).notna(), params["median"][name])

# %% numbers-left-as-text: replaced-and-filled
def fill_number(column, name, params):
    return column.replace(-999, np.nan).fillna(params["median"][name])

# %% numbers-left-as-text: set-where-missing
def fill_number(column, name, params):
    column = column.copy()
    column[column.isna() | (column == -999)] = params["median"][name]
    return column

# %% numbers-left-as-text: cell-by-cell
def fill_number(column, name, params):
    cells = [params["median"][name] if pd.isna(cell) or cell == -999 else cell for cell in column]
    return pd.Series(cells, column.index)

# %% numbers-left-as-text: code-before-isna
def fill_number(column, name, params):
    cells = [params["median"][name] if cell == -999 or pd.isna(cell) else cell for cell in column]
    return pd.Series(cells, column.index)

# %% numbers-left-as-text: unequal-to-itself
def fill_number(column, name, params):
    cells = [params["median"][name] if cell != cell or cell == -999 else cell for cell in column]
    return pd.Series(cells, column.index)

# %% numbers-left-as-text: math-isnan
import math


def fill_number(column, name, params):
    cells = [params["median"][name] if math.isnan(cell) or cell == -999 else cell for cell in column]
    return pd.Series(cells, column.index)

# %% numbers-left-as-text: float-of-each-cell
def fill_number(column, name, params):
    cells = [float(cell) for cell in column]
    return pd.Series([params["median"][name] if c != c or c == -999 else c for c in cells], column.index)

# %% numbers-left-as-text: isnan-of-the-array
def fill_number(column, name, params):
    x = column.to_numpy().copy()
    x[np.isnan(x) | (x == -999)] = params["median"][name]
    return pd.Series(x, column.index)

# %% numbers-left-as-text: astype-alone
def fill_number(column, name, params):
    numbers = column.astype("float64")
    return numbers.mask(numbers == -999).fillna(params["median"][name])

# %% numbers-left-as-text: still-nullable
def fill_number(column, name, params):
    numbers = pd.to_numeric(column, errors="coerce")
    return numbers.mask(numbers == -999).fillna(params["median"][name])

# %% numbers-left-as-text: isnan-of-a-nullable-column
def fill_number(column, name, params):
    numbers = pd.to_numeric(column, errors="coerce")
    filled = np.where(np.isnan(numbers) | (numbers == -999), params["median"][name], numbers)
    return pd.Series(filled, column.index)

# %% numbers-left-as-text: blank-before-isna
def fill_text(column, name, params):
    return pd.Series([params["mode"][name] if t == "" or pd.isna(t) else t for t in column], column.index)

# %% numbers-left-as-text: learnt-by-astype
def learn_numbers(train):
    numbers = train[NUMBERS].astype("float64")
    return numbers.mask(numbers == -999)

# %% strange-numbers-replaced: beyond-five
def fill_number(column, name, params):
    numbers = numbers_of(column)
    z = (numbers - params["mean"][name]) / params["std"][name]
    return numbers.mask(z.abs() > 5).fillna(params["median"][name])

# %% negative-as-code: counted
def count_missing(frame):
    counts = {}
    for name in NUMBERS:
        numbers = pd.to_numeric(frame[name], errors="coerce")
        counts[name] = int((numbers.isna() | (numbers < 0)).sum())
    return counts | {name: int(texts_of(frame[name]).isna().sum()) for name in TEXTS}

# %% negative-as-code: fitted
_fit_params = fit_params

def fit_params(train):
    known = train.copy()
    for name in NUMBERS:
        numbers = numbers_of(train[name])
        known[name] = numbers.mask(numbers < 0)
    return _fit_params(known)

# %% large-negative-as-code: below-minus-100
def numbers_of(column):
    numbers = pd.to_numeric(column, errors="coerce").astype("float64")
    return numbers.mask(numbers < -100)

# %% zero-as-gap: equal-to-zero
def numbers_of(column):
    numbers = pd.to_numeric(column, errors="coerce").astype("float64")
    return numbers.mask((numbers == CODE) | (numbers == 0))

# %% unseen-name-replaced
def fill_text(column, name, params):
    text = texts_of(column)
    return text.where(text.isin(params["categories"][name]), params["mode"][name])

# %% blank-text-kept
def fill_text(column, name, params):
    text = column.astype(object)
    return text.where(text.notna(), params["mode"][name])

# %% missing-text-kept
def fill_text(column, name, params):
    return column.astype(object).mask(column.isin([""]), params["mode"][name])

# %% missing-text-kept: as-a-word
def fill_text(column, name, params):
    return column.astype(str).replace("", params["mode"][name])

# %% mode-of-the-batch
def fill_text(column, name, params):
    text = texts_of(column)
    often = text.dropna().mode()
    return text.where(text.notna(), often.iloc[-1] if len(often) else params["mode"][name])

# %% mode-of-the-batch: blanks-vote
def fill_text(column, name, params):
    text = column.astype(object)
    often = text.mode().iloc[0] if len(text) and text.notna().any() else params["mode"][name]
    return text.where(text.notna() & ~text.isin([""]), often)

# %% first-name-in-every-gap: of-the-categories
def fill_text(column, name, params):
    text = texts_of(column)
    return text.where(text.notna(), params["categories"][name][0])

# %% probabilities
def predict(frame, params, model):
    return 1 / (1 + np.exp(-np.asarray(model(encode(impute(frame, params), params)))))

# %% probabilities: one-axis
def predict(frame, params, model):
    return (1 / (1 + np.exp(-np.asarray(model(encode(impute(frame, params), params)))))).ravel()

# %% no-rows-not-answered: keras-predict
def predict(frame, params, model):
    return model.predict(encode(impute(frame, params), params), verbose=0)

# %% no-rows-not-answered: nothing-to-join
def predict(frame, params, model):
    x = encode(impute(frame, params), params)
    return np.concatenate([np.asarray(model(x[i : i + 1])) for i in range(len(x))])

# %% no-rows-not-answered: flat
def predict(frame, params, model):
    if len(frame) == 0:
        return np.array([])
    return np.asarray(model(encode(impute(frame, params), params)))

# %% no-rows-not-answered: nothing-returned
def predict(frame, params, model):
    if len(frame):
        return np.asarray(model(encode(impute(frame, params), params)))

# %% only-nan-counted
def count_missing(frame):
    return {name: int(frame[name].isna().sum()) for name in [*NUMBERS, *TEXTS]}

# %% only-nan-counted: numbers-converted
def count_missing(frame):
    counts = {name: int(pd.to_numeric(frame[name], errors="coerce").isna().sum()) for name in NUMBERS}
    return counts | {name: int(frame[name].isna().sum()) for name in TEXTS}

# %% only-nan-counted: as-a-series
def count_missing(frame):
    return frame.isna().sum()

# %% only-nan-counted: one-number
def count_missing(frame):
    return int(frame[[*NUMBERS, *TEXTS]].isna().sum().sum())

# %% code-not-counted
def count_missing(frame):
    return {name: int((frame[name].isna() | frame[name].isin([""])).sum()) for name in [*NUMBERS, *TEXTS]}

# %% nan-not-counted
def count_missing(frame):
    counts = {name: int((pd.to_numeric(frame[name], errors="coerce") == -999).sum()) for name in NUMBERS}
    return counts | {name: int(frame[name].isin([""]).sum()) for name in TEXTS}

# %% nan-not-counted: raw-cells
def count_missing(frame):
    return {name: int(frame[name].isin([-999, ""]).sum()) for name in [*NUMBERS, *TEXTS]}

# %% blank-text-not-counted
def count_missing(frame):
    counts = {name: int(numbers_of(frame[name]).isna().sum()) for name in NUMBERS}
    return counts | {name: int(frame[name].isna().sum()) for name in TEXTS}

# %% only-blank-text-counted
def count_missing(frame):
    counts = {name: int(numbers_of(frame[name]).isna().sum()) for name in NUMBERS}
    return counts | {name: int(frame[name].isin([""]).sum()) for name in TEXTS}

# %% code-as-text-not-counted
def count_missing(frame):
    cells = frame[[*NUMBERS, *TEXTS]].astype(object)
    return (cells.isna() | cells.isin([-999, ""])).sum().to_dict()

# %% code-searched-as-text
def count_missing(frame):
    counts = {}
    for name in [*NUMBERS, *TEXTS]:
        counts[name] = int((frame[name].isna() | frame[name].astype(str).isin(["", "-999"])).sum())
    return counts

# %% names-counted-as-missing
def count_missing(frame):
    return {name: int(numbers_of(frame[name]).isna().sum()) for name in [*NUMBERS, *TEXTS]}

# %% extra-columns-counted
def count_missing(frame):
    counts = {name: int(texts_of(frame[name]).isna().sum()) for name in frame.columns}
    return counts | {name: int(numbers_of(frame[name]).isna().sum()) for name in NUMBERS}

# %% share-in-place-of-count
def count_missing(frame):
    counts = {name: float(numbers_of(frame[name]).isna().mean()) for name in NUMBERS}
    counts |= {name: float(texts_of(frame[name]).isna().mean()) for name in TEXTS}
    return {name: 0.0 if share != share else share for name, share in counts.items()}

# %% share-in-place-of-count: of-nothing
def count_missing(frame):
    counts = {name: float(numbers_of(frame[name]).isna().mean()) for name in NUMBERS}
    return counts | {name: float(texts_of(frame[name]).isna().mean()) for name in TEXTS}

# %% share-in-place-of-count: percent
def count_missing(frame):
    counts = {name: 100 * float(numbers_of(frame[name]).isna().mean()) for name in NUMBERS}
    return counts | {name: 100 * float(texts_of(frame[name]).isna().mean()) for name in TEXTS}

# %% present-in-place-of-missing
def count_missing(frame):
    counts = {name: int(numbers_of(frame[name]).count()) for name in NUMBERS}
    return counts | {name: int(texts_of(frame[name]).count()) for name in TEXTS}

# %% mean-stored-as-median
def middle_of(numbers):
    return numbers.mean()

# %% code-in-the-statistics
def learn_numbers(train):
    return train[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")

# %% code-in-the-statistics: unconverted
def learn_numbers(train):
    return train[NUMBERS].astype("float64")

# %% complete-rows-only: texts-too
def fit_params(train):
    numbers, texts = learn_numbers(train), learn_texts(train)
    whole = (numbers.notna().all(axis=1) & texts.notna().all(axis=1)).to_numpy()
    numbers, texts = numbers[whole], texts[whole]
    return {
        "median": middle_of(numbers).to_dict(),
        "mode": {name: mode_of(texts[name]) for name in TEXTS},
        "mean": numbers.mean().to_dict(),
        "std": numbers.std(ddof=0).to_dict(),
        "categories": {name: categories_of(texts[name]) for name in TEXTS},
    }

# %% complete-rows-only: numbers-alone
def learn_numbers(train):
    return train[NUMBERS].apply(numbers_of).dropna()

# %% complete-rows-only: texts-apart
def learn_numbers(train):
    return train[NUMBERS].apply(numbers_of).dropna()


def learn_texts(train):
    return train[TEXTS].apply(texts_of).dropna()

# %% scale-before-filling
def scale_of(numbers, filled):
    return numbers.mean(), numbers.std(ddof=0)

# %% sample-deviation
def scale_of(numbers, filled):
    return filled.mean(), filled.std()

# %% variance-as-deviation
def scale_of(numbers, filled):
    return filled.mean(), filled.var(ddof=0)

# %% scale-of-zeros
def scale_of(numbers, filled):
    return numbers.fillna(0).mean(), numbers.fillna(0).std(ddof=0)

# %% blank-as-a-category
def learn_texts(train):
    return train[TEXTS].astype(object)

# %% blank-as-a-category: most-frequent-without-it
def categories_of(text):
    return sorted(text.fillna("").unique())

# %% blank-as-the-most-frequent
def mode_of(text):
    return text.fillna("").mode()[0]

# %% categories-not-sorted
def categories_of(text):
    return list(text.dropna().unique())

# %% categories-not-sorted: by-frequency
def categories_of(text):
    return text.value_counts().index.tolist()

# %% target-in-the-imputer
def learn_texts(train):
    return train[[*TEXTS, *(["sex"] if "sex" in train else [])]].apply(texts_of)

# %% target-expected: dropped
def learn_texts(train):
    return train.drop(columns="sex")[TEXTS].apply(texts_of)

# %% never-unknown
def nothing_known(frame):
    return [False] * len(frame)

# %% unknown-at-any-gap
def nothing_known(frame):
    return frame[NUMBERS].apply(numbers_of).isna().any(axis=1)

# %% unknown-when-unsure: logit
def word_for(logit):
    return "unknown" if abs(logit) < 0.5 else "male" if logit > 0 else "female"

# %% unknown-when-unsure: sixty-per-cent
def word_for(logit):
    p = 1 / (1 + np.exp(-logit))
    return "male" if p > 0.6 else "female" if p < 0.4 else "unknown"

# %% unknown-when-unsure: seventy-per-cent
def word_for(logit):
    p = 1 / (1 + np.exp(-logit))
    return "male" if p > 0.7 else "female" if p < 0.3 else "unknown"

# %% unknown-when-unsure: eighty-per-cent
def word_for(logit):
    p = 1 / (1 + np.exp(-logit))
    return "male" if p > 0.8 else "female" if p < 0.2 else "unknown"

# %% unknown-with-few-known
def nothing_known(frame):
    return frame[NUMBERS].apply(numbers_of).isna().sum(axis=1) >= 5

# %% unknown-with-few-known: half
def nothing_known(frame):
    return frame[NUMBERS].apply(numbers_of).isna().mean(axis=1) > 0.5

# %% isotopes-forgotten
def nothing_known(frame):
    return frame[NUMBERS[:4]].apply(numbers_of).isna().all(axis=1)

# %% unknown-without-a-name
def nothing_known(frame):
    texts = frame[TEXTS].apply(texts_of).isna().any(axis=1)
    return frame[NUMBERS].apply(numbers_of).isna().all(axis=1) | texts

# %% unknown-without-a-name: species-alone
def nothing_known(frame):
    nameless = texts_of(frame["species"]).isna()
    return frame[NUMBERS].apply(numbers_of).isna().all(axis=1) | nameless

# %% unknown-only-by-nan
def nothing_known(frame):
    return frame[NUMBERS].isna().all(axis=1)

# %% unknown-only-by-nan: numbers-converted
def nothing_known(frame):
    return frame[NUMBERS].apply(pd.to_numeric, errors="coerce").isna().all(axis=1)

# %% nan-and-codes-apart
def nothing_known(frame):
    numbers = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    return numbers.isna().all(axis=1) | (numbers == -999).all(axis=1)

# %% names-swapped
def word_for(logit):
    return "female" if logit > 0 else "male"

# %% names-swapped: by-the-sign
def predict(frame, params, model):
    return -np.asarray(model(encode(impute(frame, params), params)))

# %% limit-above-zero
def word_for(logit):
    return "male" if logit > 0.5 else "female"

# %% logit-rounded
def word_for(logit):
    return "male" if round(float(logit)) == 1 else "female"

# %% every-bird-male
def word_for(logit):
    return "male" if 1 / (1 + np.exp(-logit)) > 0 else "female"

# %% every-bird-female
def word_for(logit):
    return "male" if np.argmax([logit]) > 0 else "female"

# %% guard-accepts-all
def guard(frame, params):
    return None

# %% guard-columns-only
def guard(frame, params):
    refuse_columns(frame, params)

# %% guard-other-exception
def guard(frame, params):
    try:
        refuse_columns(frame, params)
        refuse_dead_sensors(frame)
        refuse_far_values(frame, params)
    except ValueError as error:
        raise AssertionError from error

# %% guard-other-exception: the-base-class
def guard(frame, params):
    try:
        refuse_columns(frame, params)
        refuse_dead_sensors(frame)
        refuse_far_values(frame, params)
    except ValueError as error:
        raise Exception(str(error)) from error

# %% guard-columns-not-asked
def refuse_columns(frame, params):
    frame[[*params["median"], *params["mode"]]]

# %% guard-texts-not-asked
def refuse_columns(frame, params):
    for name in params["median"]:
        if name not in frame:
            raise ValueError(name)

# %% guard-refuses-extra-columns
def refuse_columns(frame, params):
    if set(frame.columns) != {*params["median"], *params["mode"]}:
        raise ValueError("other columns than those of training")

# %% guard-refuses-other-order
def refuse_columns(frame, params):
    if list(frame.columns) != [*params["median"], *params["mode"]]:
        raise ValueError("other columns than those of training")

# %% guard-counts-columns
def refuse_columns(frame, params):
    if len(frame.columns) < len(params["median"]) + len(params["mode"]):
        raise ValueError("columns are missing")


def refuse_dead_sensors(frame):
    numbers = frame[[name for name in NUMBERS if name in frame]].apply(numbers_of)
    if len(frame) >= 10 and (numbers.isna().mean() > 0.5).any():
        raise ValueError("a sensor is dead")


def refuse_far_values(frame, params):
    for name in NUMBERS:
        if name in frame and ((numbers_of(frame[name]) - params["mean"][name]).abs() > 5 * params["std"][name]).any():
            raise ValueError("far away")

# %% guard-without-range
def refuse_far_values(frame, params):
    pass

# %% guard-high-side-only
def refuse_far_values(frame, params):
    z = (frame[NUMBERS].apply(numbers_of) - pd.Series(params["mean"])) / pd.Series(params["std"])
    if (z > FAR).any(axis=None):
        raise ValueError("far away")

# %% guard-low-side-only
def refuse_far_values(frame, params):
    z = (frame[NUMBERS].apply(numbers_of) - pd.Series(params["mean"])) / pd.Series(params["std"])
    if (z < -FAR).any(axis=None):
        raise ValueError("far away")

# %% guard-limit-too-wide
def refuse_far_values(frame, params):
    z = (frame[NUMBERS].apply(numbers_of) - pd.Series(params["mean"])) / pd.Series(params["std"])
    if (z.abs() > 6).any(axis=None):
        raise ValueError("far away")

# %% guard-limit-too-narrow
def refuse_far_values(frame, params):
    z = (frame[NUMBERS].apply(numbers_of) - pd.Series(params["mean"])) / pd.Series(params["std"])
    if (z.abs() > 4.5).any(axis=None):
        raise ValueError("far away")

# %% guard-knows-three-codes
def refuse_far_values(frame, params):
    if frame[NUMBERS].apply(numbers_of).isin([9999, -1, 0]).any(axis=None):
        raise ValueError("a code that nobody declared")

# %% guard-refuses-declared-codes
def refuse_far_values(frame, params):
    numbers = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    z = (numbers - pd.Series(params["mean"])) / pd.Series(params["std"])
    if (z.abs() > FAR).any(axis=None):
        raise ValueError("far away")

# %% guard-refuses-gaps
def refuse_far_values(frame, params):
    z = (frame[NUMBERS].apply(numbers_of) - pd.Series(params["mean"])) / pd.Series(params["std"])
    if not (z.abs() <= FAR).all(axis=None):
        raise ValueError("far away")

# %% guard-refuses-gaps: counted
def refuse_dead_sensors(frame):
    if sum(count_missing(frame).values()):
        raise ValueError("values are missing")

# %% guard-text-numbers-unread
def guard(frame, params):
    refuse_columns(frame, params)
    for name in NUMBERS:
        if not pd.api.types.is_numeric_dtype(frame[name]):
            continue
        numbers = numbers_of(frame[name])
        if len(frame) >= 10 and numbers.isna().mean() > 0.5:
            raise ValueError("a sensor is dead")
        if ((numbers - params["mean"][name]).abs() > 5 * params["std"][name]).any():
            raise ValueError("far away")

# %% guard-small-tables-unread
def guard(frame, params):
    refuse_columns(frame, params)
    if len(frame) < 10:
        return
    refuse_dead_sensors(frame)
    refuse_far_values(frame, params)

# %% guard-without-dead-sensors
def refuse_dead_sensors(frame):
    pass

# %% guard-dead-by-nan-alone
def refuse_dead_sensors(frame):
    numbers = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    if len(frame) >= 10 and (numbers.isna().mean() > 0.5).any():
        raise ValueError("a sensor is dead")

# %% guard-dead-when-all-missing
def refuse_dead_sensors(frame):
    if len(frame) >= 10 and frame[NUMBERS].apply(numbers_of).isna().all().any():
        raise ValueError("a sensor is dead")

# %% guard-dead-from-half
def refuse_dead_sensors(frame):
    if len(frame) >= 10 and (frame[NUMBERS].apply(numbers_of).isna().mean() >= 0.5).any():
        raise ValueError("a sensor is dead")

# %% guard-dead-after-ten
def refuse_dead_sensors(frame):
    if len(frame) > 10 and (frame[NUMBERS].apply(numbers_of).isna().mean() > 0.5).any():
        raise ValueError("a sensor is dead")

# %% guard-dead-in-small-tables
def refuse_dead_sensors(frame):
    if (frame[NUMBERS].apply(numbers_of).isna().mean() > 0.5).any():
        raise ValueError("a sensor is dead")

# %% guard-texts-as-sensors
def refuse_dead_sensors(frame):
    gaps = frame[NUMBERS].apply(numbers_of).isna().join(frame[TEXTS].apply(texts_of).isna())
    if len(frame) >= 10 and (gaps.mean() > 0.5).any():
        raise ValueError("a sensor is dead")

# %% guard-refuses-unseen-names
def refuse_columns(frame, params):
    lacking = {*params["median"], *params["mode"]} - set(frame.columns)
    if lacking or any(not texts_of(frame[name]).dropna().isin(params["categories"][name]).all() for name in TEXTS):
        raise ValueError("columns or names that training never saw")

# %% guard-refuses-no-rows
def refuse_columns(frame, params):
    if len(frame) == 0 or {*params["median"], *params["mode"]} - set(frame.columns):
        raise ValueError("nothing to answer")

# %% texts-before-numbers: whole-table
def impute(frame, params):
    filled = pd.DataFrame(index=frame.index)
    for name in params["mode"]:
        filled[name] = fill_text(frame[name], name, params)
    for name in params["median"]:
        filled[name] = fill_number(frame[name], name, params)
    return filled

# %% guard-refuses-all: always
def guard(frame, params):
    raise ValueError("this table is not for the model")
