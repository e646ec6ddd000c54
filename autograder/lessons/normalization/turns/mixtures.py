"""Two mistakes at once in the turns of lesson 01."""

# %% sample-sd + zero-sd
def sds(train):
    return train.std()

# %% sample-sd + the-other-way-round
def moved(train, served):
    return (train.mean() - served.mean()) / train.std()
