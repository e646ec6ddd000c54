"""Wrong answers that one case alone catches: the proof that what the exercise promises is graded."""


# %% count-code-as-text
def count_missing(frame):
    cells = frame[[*NUMBERS, *TEXTS]].astype(object)
    return (cells.isna() | cells.isin([-999, ""])).sum().to_dict()


# %% count-na-compared
def count_missing(frame):
    counts = {name: int(numbers_of(frame[name]).isna().sum()) for name in NUMBERS}
    return counts | {name: sum(t is None or bool(t != t) or t == "" for t in frame[name]) for name in TEXTS}


# %% count-none-known
def count_missing(frame):
    counts = {name: int(numbers_of(frame[name]).isna().sum()) for name in NUMBERS}
    return counts | {name: sum(t is pd.NA or bool(t != t) or t == "" for t in frame[name]) for name in TEXTS}


# %% count-zero
def count_missing(frame):
    counts = {name: int((numbers_of(frame[name]).fillna(0) == 0).sum()) for name in NUMBERS}
    return counts | {name: int(texts_of(frame[name]).isna().sum()) for name in TEXTS}


# %% count-extra
def count_missing(frame):
    counts = {name: int(texts_of(frame[name]).isna().sum()) for name in frame}
    return counts | {name: int(numbers_of(frame[name]).isna().sum()) for name in NUMBERS}


# %% count-by-position
def count_missing(frame):
    counts = {name: int(numbers_of(frame.iloc[:, i + 2]).isna().sum()) for i, name in enumerate(NUMBERS)}
    return counts | {name: int(texts_of(frame.iloc[:, i]).isna().sum()) for i, name in enumerate(TEXTS)}


# %% count-first-cell
def count_missing(frame):
    counts = {}
    for name in [*NUMBERS, *TEXTS]:
        frame[name].iloc[0]
        counts[name] = int((numbers_of if name in NUMBERS else texts_of)(frame[name]).isna().sum())
    return counts


# %% fit-text-unread
def learn_numbers(train):
    return train[NUMBERS].astype("float64").replace(-999, np.nan)


# %% fit-na-compared
def learn_texts(train):
    return train[TEXTS].apply(
        lambda column: column.map(lambda t: None if t is None or t != t or t == "" else t)
    )


# %% fit-none-is-a-name
def learn_texts(train):
    return (
        train[TEXTS].astype(object).map(lambda t: "None" if t is None else None if pd.isna(t) or not t else t)
    )


# %% fit-scale-of-known-where-half-is-missing
def scale_of(numbers, filled):
    some = numbers.columns[numbers.isna().mean() > 0.4]
    filled = filled.assign(**numbers[some])
    return filled.mean(), filled.std(ddof=0)


# %% fit-blank-votes
def mode_of(text):
    return text.fillna("").mode()[0]


# %% fit-target-dropped
def learn_texts(train):
    return train.drop(columns="sex")[TEXTS].apply(texts_of)


# %% fit-by-position
def learn_numbers(train):
    return train.iloc[:, 2:8].set_axis(NUMBERS, axis=1).apply(numbers_of)


def learn_texts(train):
    return train.iloc[:, :2].set_axis(TEXTS, axis=1).apply(texts_of)


# %% fill-labels-lost
def impute(frame, params):
    filled = pd.DataFrame(index=range(len(frame)))
    for name in params["median"]:
        filled[name] = fill_number(frame[name], name, params).to_numpy()
    for name in params["mode"]:
        filled[name] = fill_text(frame[name], name, params).to_numpy()
    return filled


# %% fill-labels-sorted
def impute(frame, params):
    filled = pd.DataFrame(index=frame.index)
    for name in params["median"]:
        filled[name] = fill_number(frame[name], name, params)
    for name in params["mode"]:
        filled[name] = fill_text(frame[name], name, params)
    return filled.sort_index()


# %% fill-extra-kept
def impute(frame, params):
    filled = pd.DataFrame(index=frame.index)
    for name in params["median"]:
        filled[name] = fill_number(frame[name], name, params)
    for name in params["mode"]:
        filled[name] = fill_text(frame[name], name, params)
    return filled.join(frame.drop(columns=filled.columns))


# %% fill-extra-dropped-in-place
def impute(frame, params):
    frame.drop(columns=frame.columns.difference([*NUMBERS, *TEXTS]), inplace=True)
    filled = pd.DataFrame(index=frame.index)
    for name in params["median"]:
        filled[name] = fill_number(frame[name], name, params)
    for name in params["mode"]:
        filled[name] = fill_text(frame[name], name, params)
    return filled


# %% fill-by-position
def impute(frame, params):
    filled = pd.DataFrame(index=frame.index)
    for i, name in enumerate(NUMBERS):
        filled[name] = fill_number(frame.iloc[:, i + 2], name, params)
    for i, name in enumerate(TEXTS):
        filled[name] = fill_text(frame.iloc[:, i], name, params)
    return filled


# %% fill-text-unread
def fill_number(column, name, params):
    return column.astype("float64").replace(-999, np.nan).fillna(params["median"][name])


# %% fill-text-in-single-precision
def fill_number(column, name, params):
    filled = numbers_of(column).fillna(params["median"][name])
    return filled.astype("float32") if any(isinstance(cell, str) for cell in column) else filled


# %% fill-na-compared
def fill_text(column, name, params):
    return column.astype(object).map(lambda t: params["mode"][name] if t is None or t != t or t == "" else t)


# %% fill-none-kept
def fill_text(column, name, params):
    return column.astype(object).map(
        lambda t: params["mode"][name] if t is pd.NA or isinstance(t, float) or t == "" else t
    )


# %% fill-unseen
def fill_text(column, name, params):
    text = texts_of(column)
    return text.where(text.isin(params["categories"][name]), params["mode"][name])


# %% fill-strange
def fill_number(column, name, params):
    numbers = numbers_of(column)
    return numbers.mask(numbers > 9000).fillna(params["median"][name])


# %% fill-of-large-batches
def fill_number(column, name, params):
    numbers = numbers_of(column)
    return numbers.fillna(numbers.median() if len(numbers) > 20 else params["median"][name])


# %% fill-dead-column-with-zero
def fill_number(column, name, params):
    numbers = numbers_of(column)
    return numbers.fillna(0 if len(numbers) > 1 and numbers.isna().all() else params["median"][name])


# %% fill-text-accessor
def fill_text(column, name, params):
    text = texts_of(column.str.strip())
    return text.where(text.notna(), params["mode"][name])


# %% answer-one-row-flat
def predict(frame, params, model):
    logits = np.asarray(model(encode(impute(frame, params), params)))
    return logits[0] if len(logits) == 1 else logits


# %% answer-no-rows-flat
def predict(frame, params, model):
    if len(frame) == 0:
        return np.zeros(0)
    return np.asarray(model(encode(impute(frame, params), params)))


# %% word-codes-alone-known
def nothing_known(frame):
    return frame[NUMBERS].apply(numbers_of).isna().all(axis=1) & ~frame[NUMBERS].isin([-999]).all(axis=1)


# %% word-nan-and-codes-apart
def nothing_known(frame):
    numbers = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    return numbers.isna().all(axis=1) | (numbers == -999).all(axis=1)


# %% word-one-known-unknown
def nothing_known(frame):
    return frame[NUMBERS].apply(numbers_of).isna().sum(axis=1) >= 5


# %% word-by-label
def name_sex(frame, params, model):
    words = [word_for(logit) for logit in predict(frame, params, model)[:, 0]]
    for row in np.flatnonzero(nothing_known(frame.sort_index())):
        words[row] = "unknown"
    return words


# %% word-of-one-bird
def name_sex(frame, params, model):
    logits = predict(frame, params, model)[:, 0]
    words = ["unknown" if none else word_for(logit) for logit, none in zip(logits, nothing_known(frame))]
    return words[0] if len(words) == 1 else words


# %% word-of-no-bird
def name_sex(frame, params, model):
    logits = predict(frame, params, model)[:, 0]
    words = ["unknown" if none else word_for(logit) for logit, none in zip(logits, nothing_known(frame))]
    return words or ["unknown"]


# %% word-text-unread
def nothing_known(frame):
    return (frame[NUMBERS].isna() | (frame[NUMBERS] == -999)).all(axis=1)


# %% word-na-compared
def nothing_known(frame):
    return [
        all(v is None or v in ("", "-999", -999) or v != v for v in row)
        for row in frame[NUMBERS].to_numpy(object)
    ]


# %% word-none-known
def nothing_known(frame):
    cells = (
        frame[NUMBERS].astype(object).map(lambda v: v is not None and (pd.isna(v) or v in ("", "-999", -999)))
    )
    return cells.all(axis=1)


# %% word-extra-known
def nothing_known(frame):
    return frame.drop(columns=TEXTS).apply(numbers_of).isna().all(axis=1)


# %% guard-island-not-asked
def refuse_columns(frame, params):
    for name in [*NUMBERS, "species"]:
        if name not in frame:
            raise ValueError(name)


# %% guard-names-counted
def refuse_columns(frame, params):
    if len(frame.columns) < len(params["median"]) + len(params["mode"]):
        raise ValueError("columns are missing")


# %% guard-nothing-without-rows
def guard(frame, params):
    if len(frame):
        refuse_columns(frame, params)
        refuse_dead_sensors(frame)
        refuse_far_values(frame, params)


# %% guard-order
def refuse_columns(frame, params):
    order = [name for name in frame if name in params["median"]]
    if (
        "delta_13_c" not in frame
        or "bill_depth_mm" not in frame
        or "island" not in frame
        or "species" not in frame
    ):
        raise ValueError("columns are missing")
    if order != list(params["median"]):
        raise ValueError("another order")


# %% guard-dead-flipper
def refuse_dead_sensors(frame):
    gaps = frame[NUMBERS].apply(numbers_of).isna().mean().drop("flipper_length_mm")
    if len(frame) >= 10 and (gaps > 0.5).any():
        raise ValueError("dead")


# %% guard-dead-by-codes-alone
def refuse_dead_sensors(frame):
    numbers = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    gaps = numbers.apply(lambda column: numbers_of(column).isna().mean() if column.isna().any() else 0)
    if len(frame) >= 10 and (gaps > 0.5).any():
        raise ValueError("dead")


# %% guard-dead-apart
def refuse_dead_sensors(frame):
    numbers = frame[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    if len(frame) >= 10 and ((numbers.isna().mean() > 0.5) | ((numbers == -999).mean() > 0.5)).any():
        raise ValueError("dead")


# %% guard-dead-after-ten-rows
def refuse_dead_sensors(frame):
    if len(frame) > 10 and (frame[NUMBERS].apply(numbers_of).isna().mean() > 0.5).any():
        raise ValueError("dead")


# %% guard-dead-unless-whole
def refuse_dead_sensors(frame):
    gaps = frame[NUMBERS].apply(numbers_of).isna().mean()
    if len(frame) >= 10 and ((gaps > 0.5) & (gaps < 1)).any():
        raise ValueError("dead")


# %% guard-dead-text-unread
def refuse_dead_sensors(frame):
    numbers = frame[NUMBERS].replace(-999, np.nan)
    if len(frame) >= 10 and (numbers.isna().mean() > 0.5).any():
        raise ValueError("dead")


# %% guard-dead-at-half
def refuse_dead_sensors(frame):
    if len(frame) >= 10 and (frame[NUMBERS].apply(numbers_of).isna().mean() >= 0.5).any():
        raise ValueError("dead")


# %% guard-dead-from-nine-rows
def refuse_dead_sensors(frame):
    if len(frame) >= 9 and (frame[NUMBERS].apply(numbers_of).isna().mean() > 0.5).any():
        raise ValueError("dead")


# %% guard-dead-island
def refuse_dead_sensors(frame):
    gaps = frame[NUMBERS].apply(numbers_of).isna().join(frame[TEXTS].apply(texts_of).isna())
    if len(frame) >= 10 and (gaps.mean() > 0.5).any():
        raise ValueError("dead")


# %% guard-far-bill-length
def refuse_far_values(frame, params):
    for name in NUMBERS:
        limit = 6 if name == "bill_length_mm" else 5
        if ((numbers_of(frame[name]) - params["mean"][name]).abs() > limit * params["std"][name]).any():
            raise ValueError("far away")


# %% guard-far-bill-depth
def refuse_far_values(frame, params):
    for name in NUMBERS:
        limit = 6 if name == "bill_depth_mm" else 5
        if ((numbers_of(frame[name]) - params["mean"][name]).abs() > limit * params["std"][name]).any():
            raise ValueError("far away")


# %% guard-far-flipper
def refuse_far_values(frame, params):
    for name in NUMBERS:
        limit = 6 if name == "flipper_length_mm" and len(frame) == 12 else 5
        if ((numbers_of(frame[name]) - params["mean"][name]).abs() > limit * params["std"][name]).any():
            raise ValueError("far away")


# %% guard-far-body-mass
def refuse_far_values(frame, params):
    for name in NUMBERS:
        limit = 6 if name == "body_mass_g" else 5
        if ((numbers_of(frame[name]) - params["mean"][name]).abs() > limit * params["std"][name]).any():
            raise ValueError("far away")


# %% guard-far-nitrogen
def refuse_far_values(frame, params):
    for name in NUMBERS:
        limit = 99 if name == "delta_15_n" else 5
        if ((numbers_of(frame[name]) - params["mean"][name]).abs() > limit * params["std"][name]).any():
            raise ValueError("far away")


# %% guard-far-carbon
def refuse_far_values(frame, params):
    for name in NUMBERS:
        limit = 99 if name == "delta_13_c" else 5
        if ((numbers_of(frame[name]) - params["mean"][name]).abs() > limit * params["std"][name]).any():
            raise ValueError("far away")


# %% guard-far-in-one-row
def refuse_far_values(frame, params):
    z = (frame[NUMBERS].apply(numbers_of) - pd.Series(params["mean"])) / pd.Series(params["std"])
    if len(frame) > 1 and (z.abs() > FAR).any(axis=None):
        raise ValueError("far away")


# %% guard-minus-one-is-a-gap
def refuse_far_values(frame, params):
    numbers = frame[NUMBERS].apply(numbers_of)
    z = (numbers.mask(numbers == -1) - pd.Series(params["mean"])) / pd.Series(params["std"])
    if (z.abs() > FAR).any(axis=None):
        raise ValueError("far away")


# %% guard-zero-is-a-gap
def refuse_far_values(frame, params):
    numbers = frame[NUMBERS].apply(numbers_of)
    z = (numbers.mask(numbers == 0) - pd.Series(params["mean"])) / pd.Series(params["std"])
    if (z.abs() > FAR).any(axis=None):
        raise ValueError("far away")


# %% guard-far-text-unread
def refuse_far_values(frame, params):
    for name in frame[NUMBERS].select_dtypes("number"):
        if ((numbers_of(frame[name]) - params["mean"][name]).abs() > 5 * params["std"][name]).any():
            raise ValueError("far away")


# %% guard-far-from-four
def refuse_far_values(frame, params):
    z = (frame[NUMBERS].apply(numbers_of) - pd.Series(params["mean"])) / pd.Series(params["std"])
    if (z.abs() > 4.5).any(axis=None):
        raise ValueError("far away")


# %% guard-one-row-refused
def refuse_dead_sensors(frame):
    gaps = frame[NUMBERS].apply(numbers_of).isna().mean()
    if (len(frame) >= 10 or len(frame) == 1) and (gaps > 0.5).any():
        raise ValueError("dead")


# %% guard-no-rows-refused
def refuse_columns(frame, params):
    if len(frame) == 0 or {*params["median"], *params["mode"]} - set(frame.columns):
        raise ValueError("nothing to answer")


# %% guard-unseen-refused
def refuse_columns(frame, params):
    if {*params["median"], *params["mode"]} - set(frame.columns):
        raise ValueError("columns are missing")
    if frame["island"].isin(["Avian"]).any():
        raise ValueError("a new island")


# %% guard-text-refused
def refuse_far_values(frame, params):
    z = (frame[NUMBERS].apply(numbers_of) - pd.Series(params["mean"])) / pd.Series(params["std"])
    if (z.abs() > FAR).any(axis=None) or any(isinstance(v, str) and not v for v in frame["bill_length_mm"]):
        raise ValueError("far away")


# %% guard-na-refused
def refuse_far_values(frame, params):
    z = (frame[NUMBERS].apply(numbers_of) - pd.Series(params["mean"])) / pd.Series(params["std"])
    if (z.abs() > FAR).any(axis=None) or any(v is pd.NA for v in frame["bill_length_mm"]):
        raise ValueError("far away")


# %% guard-none-refused
def refuse_far_values(frame, params):
    z = (frame[NUMBERS].apply(numbers_of) - pd.Series(params["mean"])) / pd.Series(params["std"])
    if (z.abs() > FAR).any(axis=None) or any(v is None for v in frame["bill_length_mm"]):
        raise ValueError("far away")

# %% guard-without-a-word-for-one
_talking = guard


def guard(frame, params):
    try:
        _talking(frame, params)
    except ValueError:
        if not len(frame):
            raise ValueError from None
        raise

# %% guard-hands-one-back
_silent = guard


def guard(frame, params):
    _silent(frame, params)
    return True if len(frame) == 0 else None
