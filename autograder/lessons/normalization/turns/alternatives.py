"""Right answers to the turns of lesson 01 in another style."""

# %% numpy
def sds(train):
    import pandas as pd
    spread = np.std(train.to_numpy(), axis=0)
    return pd.Series(np.where(spread == 0, 1.0, spread), index=train.columns)


def moved(train, served):
    import pandas as pd
    shift = served.to_numpy().mean(axis=0) - train.to_numpy().mean(axis=0)
    return pd.Series(shift / train.to_numpy().std(axis=0), index=train.columns)


def apart(answers, right):
    return np.max(np.abs(right - answers))

# %% arrays
def prepare(frame, stored):
    x = frame[list(stored.index)].to_numpy()
    return (x - stored["mean"].to_numpy()) / stored["sd"].to_numpy()


def furthest(z):
    return max(z.to_numpy().max(), -z.to_numpy().min())

# %% pandas
def moved(train, served):
    return served.mean().sub(train.mean()).div(train.std(ddof=0))


def prepare(frame, stored):
    return frame[stored.index].sub(stored["mean"]).div(stored["sd"])


def furthest(z):
    return z.abs().max().max()

# %% loop
def apart(answers, right):
    return max(abs(a - b) for a, b in zip(answers, right))
