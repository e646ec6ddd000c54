"""What goes wrong in the turns of lesson 01."""

# %% sample-sd
def sds(train):
    return train.std().replace(0.0, 1.0)


def moved(train, served):
    return (served.mean() - train.mean()) / train.std()

# %% one-sd-for-all
def sds(train):
    return np.std(train.to_numpy())

# %% zero-sd
def sds(train):
    return train.std(ddof=0)

# %% variance
def sds(train):
    return train.var(ddof=0).replace(0.0, 1.0)


def moved(train, served):
    return (served.mean() - train.mean()) / train.var(ddof=0)

# %% sd-of-the-batch
def moved(train, served):
    return (served.mean() - train.mean()) / served.std(ddof=0)

# %% sd-of-the-batch: sample
def moved(train, served):
    return (served.mean() - train.mean()) / served.std()

# %% brackets-missing
def moved(train, served):
    return served.mean() - train.mean() / train.std(ddof=0)


def prepare(frame, stored):
    return frame[stored.index] - stored["mean"] / stored["sd"]

# %% not-in-sd
def moved(train, served):
    return served.mean() - train.mean()

# %% the-other-way-round
def moved(train, served):
    return (train.mean() - served.mean()) / train.std(ddof=0)

# %% without-sign
def moved(train, served):
    return ((served.mean() - train.mean()) / train.std(ddof=0)).abs()

# %% batch-statistics
def prepare(frame, stored):
    x = frame[stored.index]
    return (x - x.mean()) / x.std(ddof=0)

# %% batch-statistics: sample
def prepare(frame, stored):
    x = frame[stored.index]
    return (x - x.mean()) / x.std()

# %% batch-statistics: scaler
def prepare(frame, stored):
    from sklearn.preprocessing import StandardScaler
    return StandardScaler().fit_transform(frame[stored.index])

# %% only-centred
def prepare(frame, stored):
    return frame[stored.index] - stored["mean"]

# %% only-scaled
def prepare(frame, stored):
    return frame[stored.index] / stored["sd"]

# %% mean-and-sd-swapped
def prepare(frame, stored):
    return (frame[stored.index] - stored["sd"]) / stored["mean"]

# %% raw-values
def prepare(frame, stored):
    return frame[stored.index]

# %% by-position
def prepare(frame, stored):
    x = frame.to_numpy()[:, : len(stored)]
    return (x - stored["mean"].to_numpy()) / stored["sd"].to_numpy()

# %% extra-columns-kept
def prepare(frame, stored):
    return (frame - stored["mean"]) / stored["sd"]

# %% signs-kept
def apart(answers, right):
    return (answers - right).max()


def furthest(z):
    return z.to_numpy().max()

# %% signs-kept: the-other-way-round
def apart(answers, right):
    return (right - answers).max()

# %% maxima-subtracted
def apart(answers, right):
    return abs(answers.max() - right.max())

# %% maxima-subtracted: signs-kept
def apart(answers, right):
    return answers.max() - right.max()

# %% mean-difference
def apart(answers, right):
    return np.abs(answers - right).mean()


def furthest(z):
    return np.abs(z).to_numpy().mean()

# %% one-for-each
def apart(answers, right):
    return np.abs(answers - right)


def furthest(z):
    return np.abs(z).max()
