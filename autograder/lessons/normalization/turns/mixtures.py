"""Two mistakes at once in the turns of lesson 01."""

# %% sample-sd + zero-sd
def sds(train):
    return train.std()

# %% sample-sd + the-other-way-round
def moved(train, served):
    return (train.mean() - served.mean()) / train.std()

# %% own-mean + sample-sd
def practice(frame, train):
    return (frame - frame.mean()) / train.std()

# %% no-mean + sample-sd
def practice(frame, train):
    return frame / train.std()

# %% brackets-missing + sample-sd
def practice(frame, train):
    return frame - train.mean() / train.std()

# %% mean-and-sd-swapped + sample-sd
def practice(frame, train):
    return (frame - train.std()) / train.mean()

# %% sample-sd + variance
def practice(frame, train):
    return (frame - train.mean()) / train.var()
