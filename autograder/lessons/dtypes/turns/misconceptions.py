"""What goes wrong in the turns of lesson 04."""

# %% multiplied-first
def back(x):
    return x * 127.5 + 1

# %% brackets-missing
def back(x):
    return x + 1 * 127.5


def scale(images):
    return images.astype("float32") / (127.5 - 1)

# %% divided-again
def back(x):
    return (x + 1) / 127.5

# %% forwards
def back(x):
    return x / 127.5 - 1

# %% half-range
def back(x):
    return (x + 1) * 255

# %% one-forgotten
def back(x):
    return x * 127.5


def scale(images):
    return images.astype("float32") / 127.5

# %% subtracted-in-bytes
def mean_after(pixels, shift):
    return (pixels - shift).mean()

# %% the-other-way-round
def mean_after(pixels, shift):
    return shift - pixels.mean()

# %% summed
def mean_after(pixels, shift):
    return (pixels.astype(float) - shift).sum()

# %% signs-lost
def mean_after(pixels, shift):
    return abs(pixels.astype(float) - shift).mean()


def practice(frame, dark):
    return abs(frame.astype("float32") - dark) / 4095

# %% decimals-lost
def mean_after(pixels, shift):
    return int(pixels.mean()) - shift

# %% decimals-lost: at-the-end
def mean_after(pixels, shift):
    return int(pixels.mean() - shift)

# %% nothing-subtracted
def mean_after(pixels, shift):
    return pixels.mean()

# %% share-of-pixels
def outside(x):
    return (~((x >= 0) & (x <= 255))).mean()

# %% computed-in-the-dtype-that-arrives
def scale(images):
    return (images - 127) / 127.5

# %% computed-in-the-dtype-that-arrives: floats-last
def scale(images):
    return ((images - 127) / 127.5).astype("float32")

# %% zero-to-one
def scale(images):
    return images.astype("float32") / 255

# %% zero-to-one: less-one
def scale(images):
    return images.astype("float32") / 255 - 1

# %% multiplied
def scale(images):
    return images.astype("float32") * 127.5 - 1

# %% scaled-then-integer
def scale(images):
    return (images / 127.5 - 1).astype("int8")

# %% half-precision
def scale(images):
    return images.astype("float16") / 127.5 - 1

# %% double-precision
def scale(images):
    return images / 127.5 - 1

# %% own-maximum
def scale(images):
    return images.astype("float32") / images.max() * 2 - 1

# %% by-128
def scale(images):
    return images.astype("float32") / 128 - 1

# %% centred-at-127
def scale(images):
    return (images.astype("float32") - 127) / 127.5

# %% not-scaled
def scale(images):
    return images.astype("float32")

# %% nanoseconds-assumed
def hour_of_day(times):
    return times.astype("int64") // 10**9 // 3600 % 24

# %% microseconds-assumed
def hour_of_day(times):
    return times.astype("int64") // 10**6 // 3600 % 24

# %% twelve-hours
def hour_of_day(times):
    return times.dt.hour % 12

# %% minutes
def hour_of_day(times):
    return times.dt.minute

# %% rounded
def hour_of_day(times):
    return times.dt.round("h").dt.hour

# %% gaps-not-seen
def outside(x):
    return ((x < 0) | (x > 255)).sum()

# %% high-side-only
def outside(x):
    return (x > 255).sum()

# %% low-side-only
def outside(x):
    return (x < 0).sum()

# %% limits-counted
def outside(x):
    return (~((x > 0) & (x < 255))).sum()

# %% limits-counted: gaps-not-seen
def outside(x):
    return ((x <= 0) | (x >= 255)).sum()

# %% everything-counted
def outside(x):
    return x.size

# %% everything-counted: rows
def outside(x):
    return len(~((x >= 0) & (x <= 255)))

# %% gaps-only
def outside(x):
    import numpy as np
    return np.isnan(x).sum()

# %% good-ones-counted
def outside(x):
    return ((x >= 0) & (x <= 255)).sum()

# %% dark-subtracted-in-uint16
def practice(frame, dark):
    return (frame - dark) / 4095

# %% dark-subtracted-in-uint16: floats-last
def practice(frame, dark):
    return (frame - dark).astype("float32") / 4095

# %% dark-frame-forgotten
def practice(frame, dark):
    return frame.astype("float32") / 4095

# %% neither-subtracted-nor-divided
def practice(frame, dark):
    return frame.astype("float32")

# %% neither-subtracted-nor-divided: as-it-came
def practice(frame, dark):
    return frame

# %% not-divided-by-4095
def practice(frame, dark):
    return frame.astype("float32") - dark

# %% only-the-dark-frame-divided
def practice(frame, dark):
    return frame.astype("float32") - dark / 4095

# %% only-the-frame-divided
def practice(frame, dark):
    return frame / 4095 - dark

# %% only-the-frame-divided: in-float32
def practice(frame, dark):
    return frame.astype("float32") / 4095 - dark

# %% frame-subtracted-from-dark
def practice(frame, dark):
    return (dark.astype("float32") - frame) / 4095

# %% dark-frame-added
def practice(frame, dark):
    return (frame.astype("float32") + dark) / 4095

# %% mean-of-the-dark-frame
def practice(frame, dark):
    return (frame.astype("float32") - dark.mean()) / 4095

# %% cut-off-at-0
def practice(frame, dark):
    import numpy as np
    return np.maximum(frame.astype("float32") - dark, 0) / 4095

# %% cut-off-at-0: where
def practice(frame, dark):
    import numpy as np
    return np.where(frame > dark, frame - dark, 0) / 4095

# %% other-largest-number
def practice(frame, dark):
    return (frame.astype("float32") - dark) / 4096

# %% other-largest-number: of-uint16
def practice(frame, dark):
    return (frame.astype("float32") - dark) / 65535

# %% other-largest-number: of-bytes
def practice(frame, dark):
    return (frame.astype("float32") - dark) / 255

# %% other-largest-number: of-the-digits
def practice(frame, dark):
    return (frame.astype("float32") - dark) / 127.5

# %% other-largest-number: of-the-frame
def practice(frame, dark):
    return (frame.astype("float32") - dark) / frame.max()

# %% other-largest-number: of-the-light
def practice(frame, dark):
    light = frame.astype("float32") - dark
    return light / light.max()

# %% scaled-as-the-digits
def practice(frame, dark):
    return (frame.astype("float32") - dark) / 127.5 - 1

# %% scaled-as-the-digits: from-minus-1-to-1
def practice(frame, dark):
    return (frame.astype("float32") - dark) / 2047.5 - 1

# %% through-float16
def practice(frame, dark):
    return (frame.astype("float16") - dark) / 4095

# %% through-float16: both
def practice(frame, dark):
    return (frame.astype("float16") - dark.astype("float16")) / 4095

# %% through-bytes
def practice(frame, dark):
    return (frame.astype("uint8").astype("float32") - dark) / 4095
