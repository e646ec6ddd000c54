"""Two mistakes at once in the turns of lesson 04. A heading with two is diagnosed as both."""

# %% dark-subtracted-in-uint16 + not-divided-by-4095
def practice(frame, dark):
    return frame - dark

# %% dark-subtracted-in-uint16 + not-divided-by-4095: floats-last
def practice(frame, dark):
    return (frame - dark).astype("float32")

# %% dark-subtracted-in-uint16 + other-largest-number
def practice(frame, dark):
    return (frame - dark) / 4096

# %% dark-subtracted-in-uint16 + other-largest-number: of-uint16
def practice(frame, dark):
    return (frame - dark) / 65535

# %% dark-subtracted-in-uint16 + other-largest-number: of-bytes
def practice(frame, dark):
    return (frame - dark) / 255

# %% dark-subtracted-in-uint16 + other-largest-number: of-the-digits
def practice(frame, dark):
    return (frame - dark) / 127.5

# %% dark-subtracted-in-uint16 + other-largest-number: of-the-frame
def practice(frame, dark):
    return (frame - dark) / frame.max()

# %% dark-subtracted-in-uint16 + scaled-as-the-digits
def practice(frame, dark):
    return (frame - dark) / 127.5 - 1

# %% dark-subtracted-in-uint16 + cut-off-at-0
def practice(frame, dark):
    import numpy as np
    return np.clip((frame - dark) / 4095, 0, 1)

# %% dark-subtracted-in-uint16 + frame-subtracted-from-dark
def practice(frame, dark):
    return (dark - frame) / 4095
