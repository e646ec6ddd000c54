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
