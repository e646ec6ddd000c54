"""What goes wrong in the turns of lesson 01."""

# %% sample-sd
def sds(train):
    return train.std().replace(0.0, 1.0)


def moved(train, served):
    return (served.mean() - train.mean()) / train.std()


def practice(frame, train):
    return (frame - train.mean()) / train.std()

# %% one-sd-for-all
def sds(train):
    return np.std(train.to_numpy())


def practice(frame, train):
    return (frame - train.mean()) / np.std(train.to_numpy())

# %% one-sd-for-all: one-mean-too
def practice(frame, train):
    x = train.to_numpy()
    return (frame - x.mean()) / x.std()

# %% zero-sd
def sds(train):
    return train.std(ddof=0)

# %% variance
def sds(train):
    return train.var(ddof=0).replace(0.0, 1.0)


def moved(train, served):
    return (served.mean() - train.mean()) / train.var(ddof=0)


def practice(frame, train):
    return (frame - train.mean()) / train.var(ddof=0)

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


def practice(frame, train):
    return frame - train.mean() / train.std(ddof=0)

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


def practice(frame, train):
    return (frame - train.std(ddof=0)) / train.mean()

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

# %% own-statistics
def practice(frame, train):
    return (frame - frame.mean()) / frame.std(ddof=0)

# %% own-statistics: sample
def practice(frame, train):
    return (frame - frame.mean()) / frame.std()

# %% own-statistics: scaler
def practice(frame, train):
    from sklearn.preprocessing import StandardScaler
    return StandardScaler().fit_transform(frame)

# %% own-statistics: zeros-for-nan
def practice(frame, train):
    return ((frame - frame.mean()) / frame.std()).fillna(0)

# %% own-mean
def practice(frame, train):
    return (frame - frame.mean()) / train.std(ddof=0)

# %% own-sd
def practice(frame, train):
    return (frame - train.mean()) / frame.std(ddof=0)

# %% own-sd: sample
def practice(frame, train):
    return (frame - train.mean()) / frame.std()

# %% own-sd: one-for-zero
def practice(frame, train):
    return (frame - train.mean()) / frame.std(ddof=0).replace(0.0, 1.0)

# %% both-tables-together
def practice(frame, train):
    import pandas as pd
    both = pd.concat([train, frame])
    return (frame - both.mean()) / both.std(ddof=0)

# %% both-tables-together: sample
def practice(frame, train):
    import pandas as pd
    both = pd.concat([train, frame])
    return (frame - both.mean()) / both.std()

# %% both-tables-together: scaler
def practice(frame, train):
    import pandas as pd
    from sklearn.preprocessing import StandardScaler
    return StandardScaler().fit(pd.concat([train, frame])).transform(frame)

# %% all-of-wine-train
def practice(frame, train):
    import pandas as pd
    from autograder.student.assets import data_path
    wine = pd.read_csv(data_path("normalization/wine.csv"))
    wine_train = wine[wine["split"] == "train"].drop(columns=["cultivar", "split"])
    return (frame - wine_train.mean()) / wine_train.std(ddof=0)

# %% all-of-wine-train: sample
def practice(frame, train):
    import pandas as pd
    from autograder.student.assets import data_path
    wine = pd.read_csv(data_path("normalization/wine.csv"))
    wine_train = wine[wine["split"] == "train"].drop(columns=["cultivar", "split"])
    return (frame - wine_train.mean()) / wine_train.std()

# %% train-was-scaled
def practice(frame, train):
    return (train - train.mean()) / train.std(ddof=0)

# %% train-was-scaled: sample
def practice(frame, train):
    return (train - train.mean()) / train.std()

# %% train-was-scaled: by-frame
def practice(frame, train):
    return (train - frame.mean()) / frame.std(ddof=0)

# %% tables-subtracted
def practice(frame, train):
    return (frame - train) / train.std(ddof=0)

# %% tables-subtracted: sample
def practice(frame, train):
    return (frame - train) / train.std()

# %% means-only
def practice(frame, train):
    return (frame.mean() - train.mean()) / train.std(ddof=0)

# %% means-only: sample
def practice(frame, train):
    return (frame.mean() - train.mean()) / train.std()

# %% min-max
def practice(frame, train):
    return (frame - train.min()) / (train.max() - train.min())

# %% min-max: of-frame
def practice(frame, train):
    return (frame - frame.min()) / (frame.max() - frame.min())

# %% no-sd
def practice(frame, train):
    return frame - train.mean()

# %% no-mean
def practice(frame, train):
    return frame / train.std(ddof=0)

# %% raw-bottles
def practice(frame, train):
    return frame

# %% across-columns
def practice(frame, train):
    return frame.sub(frame.mean(axis=1), axis=0).div(frame.std(axis=1, ddof=0), axis=0)

# %% across-columns: sample
def practice(frame, train):
    return frame.sub(frame.mean(axis=1), axis=0).div(frame.std(axis=1), axis=0)
