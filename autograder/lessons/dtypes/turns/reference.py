"""What the turns of lesson 04 do, as the lesson itself would write it."""


def back(x):
    return (x + 1) * 127.5


def mean_after(pixels, shift):
    return float(pixels.mean()) - shift


def scale(images):
    return images.astype("float32") / 127.5 - 1


def hour_of_day(times):
    return times.dt.hour.to_numpy()


def outside(x):
    return int((~((x >= 0) & (x <= 255))).sum())


def practice(frame, dark):
    return (frame.astype("float32") - dark) / 4095
