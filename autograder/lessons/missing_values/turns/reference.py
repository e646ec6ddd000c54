"""What the turns of lesson 03 do, as the lesson itself would write it."""


def fill_value(median, mean, sd):
    return ((median - mean) / sd).to_numpy()


def rows_with_gaps(frame):
    return int(frame.isna().any(axis=1).sum())


def fill(frame, stored):
    return frame.fillna(stored).to_numpy()


def changed(answers, right):
    return int((answers.argmax(axis=1) != right.argmax(axis=1)).sum())


def worst_share(frame):
    return float(frame.isna().mean().max())


def practice(frame, train):
    return frame.fillna(train.median()).to_numpy("float32")
