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


def practice(frame, train):
    x = train.to_numpy()
    return (frame.to_numpy() - x.mean(axis=0)) / x.std(axis=0)

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


def practice(frame, train):
    z = frame.copy()
    for name in train.columns:
        z[name] = (frame[name] - train[name].mean()) / np.std(train[name].to_numpy())
    return z

# %% turns-before
def practice(frame, train):
    import pandas as pd
    return prepare(frame, pd.DataFrame({"mean": train.mean(), "sd": sds(train)}))

# %% keras
def practice(frame, train):
    import keras
    layer = keras.layers.Normalization()
    layer.adapt(train.to_numpy("float32"))
    return layer(frame.to_numpy("float32"))

# %% scikit-learn
def practice(frame, train):
    from sklearn.preprocessing import StandardScaler
    return StandardScaler().fit(train).transform(frame)

# %% pandas-float32
def practice(frame, train):
    return frame.sub(train.mean()).div(train.std(ddof=0)).to_numpy("float32")
