"""What goes wrong in the turns of lesson 03."""

# %% not-scaled
def fill_value(median, mean, sd):
    return median

# %% brackets-missing
def fill_value(median, mean, sd):
    return median - mean / sd

# %% multiplied
def fill_value(median, mean, sd):
    return (median - mean) * sd

# %% mean-not-subtracted
def fill_value(median, mean, sd):
    return median / sd

# %% sd-not-divided-out
def fill_value(median, mean, sd):
    return median - mean

# %% mean-for-median
def fill_value(median, mean, sd):
    return mean

# %% the-other-way-round
def fill_value(median, mean, sd):
    return (mean - median) / sd

# %% gaps-counted
def rows_with_gaps(frame):
    return frame.isna().sum().sum()

# %% columns-counted
def rows_with_gaps(frame):
    return frame.isna().any().sum()

# %% whole-rows-counted
def rows_with_gaps(frame):
    return frame.notna().all(axis=1).sum()

# %% only-empty-rows
def rows_with_gaps(frame):
    return frame.isna().all(axis=1).sum()

# %% all-rows-counted
def rows_with_gaps(frame):
    return frame.isna().any(axis=1).count()

# %% all-rows-counted: len
def rows_with_gaps(frame):
    return len(frame[frame.isna()])

# %% worst-column
def rows_with_gaps(frame):
    return frame.isna().sum().max()

# %% share-of-rows
def rows_with_gaps(frame):
    return frame.isna().any(axis=1).mean()


def worst_share(frame):
    return frame.isna().any(axis=1).mean()

# %% one-for-each-row
def rows_with_gaps(frame):
    return frame.isna().sum(axis=1)

# %% median-of-the-batch
def fill(frame, stored):
    return frame.fillna(frame.median())

# %% mean-of-the-batch
def fill(frame, stored):
    return frame.fillna(frame.mean())

# %% filled-with-zero
def fill(frame, stored):
    return frame.fillna(0)

# %% neighbours
def fill(frame, stored):
    return frame.ffill()

# %% neighbours: from-below
def fill(frame, stored):
    return frame.bfill()

# %% neighbours: then-the-median
def fill(frame, stored):
    return frame.ffill().fillna(stored)

# %% rows-left-out
def fill(frame, stored):
    return frame.dropna()

# %% nothing-filled
def fill(frame, stored):
    return frame

# %% logits-compared
def changed(answers, right):
    return (answers != right).sum()

# %% smallest-compared
def changed(answers, right):
    return (answers.argmin(axis=1) != right.argmin(axis=1)).sum()

# %% largest-logits-compared
def changed(answers, right):
    return (answers.max(axis=1) != right.max(axis=1)).sum()

# %% all-birds-counted
def changed(answers, right):
    return len(answers.argmax(axis=1) != right.argmax(axis=1))

# %% same-counted
def changed(answers, right):
    return (answers.argmax(axis=1) == right.argmax(axis=1)).sum()

# %% share-of-labels
def changed(answers, right):
    return (answers.argmax(axis=1) != right.argmax(axis=1)).mean()

# %% share-of-all
def worst_share(frame):
    return frame.isna().mean().mean()

# %% gaps-of-all-columns
def worst_share(frame):
    return frame.isna().sum().sum() / len(frame)

# %% number-of-gaps
def worst_share(frame):
    return frame.isna().sum().max()

# %% best-column
def worst_share(frame):
    return frame.isna().mean().min()

# %% along-the-rows
def worst_share(frame):
    return frame.isna().mean(axis=1).max()

# %% one-for-each-column
def worst_share(frame):
    return frame.isna().mean()

# %% share-present
def worst_share(frame):
    return frame.notna().mean().max()

# %% patients-not-filled
def practice(frame, train):
    return frame.to_numpy("float32")

# %% patients-not-filled: by-median-of-each-row
def practice(frame, train):
    return frame.fillna(train.median(axis=1)).to_numpy("float32")

# %% median-of-the-patients
def practice(frame, train):
    return frame.fillna(frame.median()).to_numpy("float32")

# %% median-of-the-patients: then-of-training
def practice(frame, train):
    return frame.fillna(frame.median()).fillna(train.median()).to_numpy("float32")

# %% median-of-the-patients: then-zero
def practice(frame, train):
    return frame.fillna(frame.median()).fillna(0).to_numpy("float32")

# %% median-of-the-patients: imputer
def practice(frame, train):
    from sklearn.impute import SimpleImputer

    return SimpleImputer(strategy="median").fit_transform(frame).astype("float32")

# %% mean-of-the-patients
def practice(frame, train):
    return frame.fillna(frame.mean()).to_numpy("float32")

# %% mean-of-the-patients: then-of-training
def practice(frame, train):
    return frame.fillna(frame.mean()).fillna(train.mean()).to_numpy("float32")

# %% mean-of-the-patients: then-the-median
def practice(frame, train):
    return frame.fillna(frame.mean()).fillna(train.median()).to_numpy("float32")

# %% mean-of-training
def practice(frame, train):
    return frame.fillna(train.mean()).to_numpy("float32")

# %% mode-of-training
def practice(frame, train):
    return frame.fillna(train.mode().iloc[0]).to_numpy("float32")

# %% zero-for-a-gap
def practice(frame, train):
    return frame.fillna(0).to_numpy("float32")

# %% zero-for-a-gap: nan-to-num
def practice(frame, train):
    import numpy as np

    return np.nan_to_num(frame.to_numpy("float32"))

# %% patient-above
def practice(frame, train):
    return frame.ffill().to_numpy("float32")

# %% patient-above: then-the-median
def practice(frame, train):
    return frame.ffill().fillna(train.median()).to_numpy("float32")

# %% patient-above: from-below
def practice(frame, train):
    return frame.bfill().to_numpy("float32")

# %% patient-above: from-below-then-the-median
def practice(frame, train):
    return frame.bfill().fillna(train.median()).to_numpy("float32")

# %% patient-above: both-ways-then-the-median
def practice(frame, train):
    return frame.ffill().bfill().fillna(train.median()).to_numpy("float32")

# %% patients-left-out
def practice(frame, train):
    return frame.dropna().to_numpy("float32")

# %% columns-left-out
def practice(frame, train):
    return frame.dropna(axis=1).to_numpy("float32")

# %% code-for-a-gap
def practice(frame, train):
    return frame.fillna(-999).to_numpy("float32")

# %% cells-of-training
def practice(frame, train):
    return frame.fillna(train).to_numpy("float32")

# %% training-returned
def practice(frame, train):
    return train.fillna(train.median()).to_numpy("float32")

# %% training-returned: as-it-was
def practice(frame, train):
    return train.to_numpy("float32")

# %% training-returned: filled-by-the-patients
def practice(frame, train):
    return train.fillna(frame.median()).to_numpy("float32")

# %% medians-returned
def practice(frame, train):
    return train.median().to_numpy("float32")

# %% medians-returned: of-the-patients
def practice(frame, train):
    return frame.median().to_numpy("float32")

# %% one-number-for-all
def practice(frame, train):
    return frame.fillna(train.median().median()).to_numpy("float32")

# %% one-number-for-all: of-all-cells
def practice(frame, train):
    import numpy as np

    return frame.fillna(np.nanmedian(train)).to_numpy("float32")

# %% one-number-for-all: mean
def practice(frame, train):
    return frame.fillna(train.mean().mean()).to_numpy("float32")

# %% medians-of-both-tables
def practice(frame, train):
    import pandas as pd

    return frame.fillna(pd.concat([train, frame]).median()).to_numpy("float32")

# %% whole-patients-of-training
def practice(frame, train):
    return frame.fillna(train.dropna().median()).to_numpy("float32")

# %% zeros-among-the-medians
def practice(frame, train):
    return frame.fillna(train.fillna(0).median()).to_numpy("float32")

# %% scaled-too
def practice(frame, train):
    median = train.median()
    filled = train.fillna(median)
    return ((frame.fillna(median) - filled.mean()) / filled.std(ddof=0)).to_numpy("float32")

# %% scaled-too: sample-deviation
def practice(frame, train):
    return ((frame.fillna(train.median()) - train.mean()) / train.std()).to_numpy("float32")
