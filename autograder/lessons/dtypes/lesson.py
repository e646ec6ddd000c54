# %% [markdown]
# # The pixels are right; the arithmetic ran in the wrong dtype
#
# {{badges}}
#
# **80 minutes.** You will
#
# - **measure** what a cast or an integer operation does to the values of an input;
# - **repair** a service by converting before computing, with the scale and the unit of training;
# - **guard** a model with a check of dtype, range and unit at the boundary.
#
# You need NumPy arrays, a little pandas, and to have called a Keras model once.

# %% role="setup"
# filled in by the builder

# %%
import traceback

import keras
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from autograder.student import case, check, data_path, explore, hint, load_model, quiz, reveal, trace, yours

# %% [markdown]
# ## Scene: the digit reader
#
# A pharmacy scans handwritten order forms. A small network reads one digit at a time from 8 × 8 pixels; a
# pixel lies between 0 (dark paper) and 255 (bright ink). Here are 600 digits that it never saw, and the
# pipeline of its training. `[..., None]` adds an axis of length 1 at the end, the one channel of a grey picture. The
# model gives each picture ten scores, its **logits**; the largest names the digit.

# %%
with np.load(data_path("dtypes/digits.npz")) as file:
    pixels, digit = file["images"][..., None], file["labels"]
model = load_model("dtypes/reader")


def logits(x):
    return np.asarray(model(np.asarray(x, "float32")))


def accuracy(answers):
    return float((answers.argmax(axis=1) == digit).mean())


right = logits(pixels.astype("float32") / 127.5 - 1)
print(f"offline, {len(digit)} digits: {accuracy(right):.1%} read correctly")

# %% [markdown]
# 97.3 %. The shop's service does nearly the same: it subtracts 127 and divides by 127.5. The old camera driver
# delivered floats, and for a year nobody complained:

# %%
def service(images):
    return (images - 127) / 127.5


print(f"the service, float64 pixels: {accuracy(logits(service(pixels.astype('float64')))):.1%}")

# %% [markdown]
# ## Predict before you run
#
# On Monday the camera gets a new driver. It delivers *the same pixels*, as
# [`uint8`](https://numpy.org/doc/stable/user/basics.types.html): one byte each, eight times less traffic. The service
# is the same, line by line. Which share of the digits will it read, in per cent? Write your number in place of the dots.

# %%
guess = ...  # your guess, in per cent

# %%
broken = logits(service(pixels))
reveal(guess, 100 * accuracy(broken), "%")

# %% [markdown]
# ## No error was raised
#
# <details><summary>Open this once you have guessed</summary>
#
# The accuracy is 10.0 %: as good as rolling a die with ten sides. The pixels are the same, the code is the same, the
# model is the same.</details>
#
# What can differ between two arrays of equal values? Choose before you read on; each choice has an answer.

# %%
quiz("dtypes.hypotheses")

# %% [markdown]
# ## 1. Contract
#
# The **dtype** of an array decides which values exist in it. It belongs to the contract, next to scale and
# shape:
#
# | | |
# | --- | --- |
# | values | pixels, 0 to 255 |
# | step | to `float32` first, then `pixel / 127.5 - 1` |
# | model input | `(n, 8, 8, 1)`, `float32`, from −1 to 1 |
# | model output | 10 logits |

# %%
# Contract: what the model was trained on
trained = pixels.astype("float32") / 127.5 - 1
trace.card(trained, name="what the model was trained on")

# %% [markdown]
# **Your turn.** Write your line in place of the dots, and run the cell. Its check names mistakes.

# %%
def back(x):
    """The way back: from the model's input (-1 to 1) to the pixels it was made of (0 to 255), as floats."""
    return ...


check("dtypes.back", back)

# %%
back = yours("dtypes.back", back)
print("there and back:", np.abs(back(trained) - pixels).max(), "grey levels apart")

# %% [markdown]
# ## 2. Evidence
#
# Follow the same five digits through the service, once as the old driver delivered them and once as the new one does:

# %%
# Evidence: the same rows, stage by stage
old, new = pixels[:5].astype("float64"), pixels[:5]
trace.stages(
    training=[("pixels", old), ("minus 127", old - 127), ("divided", (old - 127) / 127.5)],
    serving=[("pixels", new), ("minus 127", new - 127), ("divided", (new - 127) / 127.5)],
)

# %% [markdown]
# "Same values, other dtype" is no fault by itself. One stage later the values part, by 256. `uint8` has no
# negative numbers: below 0 it starts again at 255. This **wraparound** is silent for arrays. What should come out? **Your
# turn:**

# %%
def mean_after(pixels, shift):
    """The mean of the pixels, which are bytes, after subtracting `shift`: for dark paper it is below 0."""
    return ...


check("dtypes.mean_after", mean_after)

# %%
mean_after = yours("dtypes.mean_after", mean_after)
print(f"mean after subtracting 127: in bytes {(pixels - 127).mean():.1f}, right {mean_after(pixels, 127):.1f}")

# %% [markdown]
# Take the telling values and try what colleagues tend to write:

# %%
u = np.array([0, 1, 126, 127, 128, 255], dtype="uint8")
pd.DataFrame(
    {
        "training": u.astype("float32") / 127.5 - 1,
        "(u - 127) / 127.5": (u - 127) / 127.5,
        "u - 127.5 (a float)": (u - 127.5) / 127.5,
        "u // 127.5 - 1": u // 127.5 - 1,
        "scaled, then int8": (u / 127.5 - 1).astype("int8"),
        "u.view('int8') / 127.5": u.view("int8") / 127.5,
    },
    index=pd.Index(u, name="pixel"),
).round(3)

# %% [markdown]
# Two columns agree. `u - 127.5` is fine because a float makes NumPy compute in `float64`; `u - 127` stays in
# `uint8`. The dtype decides between 97 % and 10 %, not the half grey level.
#
# What does a cast destroy? Count the values that are not exactly what they were, and those that can't be told apart any more:

# %%
def loss(x, dtype):
    before, after = x.tolist(), x.astype(dtype).tolist()  # Python's numbers compare exactly, at any size
    changed = [a for a, b in zip(before, after) if a != b]
    return f"{len(changed)} of {len(before)} changed, {len(set(before)) - len(set(after))} merged"


scaled = u / 127.5 - 1
print("pixels as int8: ", loss(u, "int8"))
print("scaled as int8: ", loss(scaled, "int8"))
print("2**53 and 2**53 + 1 as float64: ", loss(np.array([2**53, 2**53 + 1]), "float64"))
with np.errstate(over="ignore"):
    print("weights in grams as float16: ", loss(np.array([40_000, 90_000, 91_000]), "float16"))

# %% [markdown]
# A number that is too large for `float16` becomes infinite: that is a change, too. An array without values loses none.

# %% role="figure"
every = np.arange(256, dtype="uint8")


def draw_shift(shift):
    """One digit and all pixel values after subtracting a number, in float and in uint8."""
    fig, axes = plt.subplots(1, 3, figsize=(9, 3.4), width_ratios=[1, 1, 1.5], layout="constrained")
    floats, bytes_ = (pixels[3].astype(float) - shift) / 127.5, (pixels[3] - shift) / 127.5
    for ax, x, title in zip(axes, [floats, bytes_], ["in float64", "in uint8"]):
        shown = ax.imshow(x[..., 0], cmap="gray", vmin=-1, vmax=2)
        ax.set(title=title, xticks=[], yticks=[])
    fig.colorbar(shown, ax=axes[:2], orientation="horizontal", label="model input (no unit)")
    axes[2].plot(every, (every.astype(float) - shift) / 127.5, "-", color="#0072B2", label="in float64")
    axes[2].plot(every, (every - shift) / 127.5, "--", color="#D55E00", label="in uint8")
    axes[2].set(xlabel="pixel (grey level)", ylabel="model input (no unit)", title=f"Below {shift} it wraps")
    axes[2].legend()
    fig.suptitle("In uint8, dark paper comes out as bright as ink")
    return f"{(pixels[3] < shift).sum()} of 64 pixels are below {shift}, and wrap."


explore(draw_shift, [127, 0, 1, 64, 200, 255], "subtracted")

# %% [markdown]
# Left of 127 the dashed line lies two units above the other: black paper enters as 1.01, bright ink as 1.00.
#
# ## 3. Repair
#
# One line decides between wrong and right: does the conversion come *before* the arithmetic? **Your turn:**

# %%
def scale(images):
    """Pixels of any dtype, 0 to 255, as the contract says: float32 first, then from -1 to 1."""
    return ...


check("dtypes.scale", scale)

# %%
# Repair. Wrong: compute in the dtype that happens to arrive
def wrong(images):
    return logits((images - 127) / 127.5)


# Right: convert first, then the scale of training. From here on this service is yours
scale = yours("dtypes.scale", scale)


def repaired(images):
    return logits(scale(images))


rows = {"training pipeline": right, "broken": wrong(pixels), "repaired": repaired(pixels)}
scores = pd.DataFrame(
    {name: [accuracy(x), np.abs(x - right).max()] for name, x in rows.items()},
    index=["accuracy", "max |difference| of logits"],
).T
scores.round(3)

# %% [markdown]
# The repair brings back 87.3 % of all digits. The last column decides: 19.9 for the broken service, 0.000 for the
# repaired one.
#
# Three things the repair does not do. It doesn't guess the scale from the pixels: under a weak lamp none is near 255. It doesn't
# round: a float of 126.4 stays 126.4. And it doesn't write into its argument, as `images /= 127.5` would: the caller's pictures
# stay as they are. It takes one picture, none, or every second one (`pixels[::2]`, scattered in memory), as NumPy's arithmetic does.
# `.view` reads the bytes as they lie there, and doesn't.
#
# A dtype alone is **not** a failure. Hand the model right values in other dtypes; Keras
# casts them to `float32`:

# %%
for dtype in ("float64", "float32", "float16"):
    answers = logits((pixels / 127.5 - 1).astype(dtype))
    print(f"{dtype}: {accuracy(answers):.1%}, logits moved by at most {np.abs(answers - right).max():.0e}")

# %% [markdown]
# `float64` against `float32` moves a logit by 0.000003, far below anything that matters; logits here reach
# −20 and 16. Fix values, not dtypes.
#
# And a score can't tell you which is which. Next month's driver keeps the four highest bits of each pixel, to
# save more traffic; a colleague prefers to divide by 128:

# %%
four_bits, by_128 = repaired(pixels // 16 * 16), logits(pixels / 128 - 1)
for name, x in {"four bits": four_bits, "by 128": by_128}.items():
    flips = (x.argmax(axis=1) != right.argmax(axis=1)).sum()
    print(f"{name}: {accuracy(x):.1%}, {flips} digits read differently, logits moved by {np.abs(x - right).max():.2f}")

# %% [markdown]
# Four bits score 97.7 %, *better* than the right pipeline, while 4 digits changed and a logit moved by 1.73. Dividing by
# 128 changes no digit and is another pipeline, too. Is the better score worth anything? In the evening the shop has half the light:

# %%
dim = pixels // 2
for name, x in {"all bits": repaired(dim), "four bits": repaired(dim // 16 * 16)}.items():
    print(f"half the light, {name}: {accuracy(x):.1%}")

# %% [markdown]
# 67.3 % against 75.7 %: where there are few levels, it hurts to lose some. **Agreement with training tells right from wrong; accuracy
# doesn't.**
#
# ### The same failure in a clock
#
# A second model, the **weather clock**, estimates Seattle's summer
# temperature (°F) from the hour, one-hot. It is wrong by 2.22 °F on average:

# %%
summer = pd.read_csv(data_path("dtypes/seattle.csv"), parse_dates=["time"])
test = summer[summer["split"] == "test"]
clock, truth = load_model("dtypes/clock"), test["temp"].to_numpy()


def temperature(hour):
    return np.asarray(clock(np.eye(24, dtype="float32")[np.asarray(hour)]))[:, 0]


def mae(hour):
    return float(np.abs(temperature(hour) - truth).mean())


print(f"pandas {pd.__version__} reads {test['time'].dtype}; MAE {mae(test['time'].dt.hour):.2f} °F")

# %% [markdown]
# The service counts hours by hand. `datetime64` is an integer with a **unit**: pandas 2 read these files as
# nanoseconds, [pandas 3](https://pandas.pydata.org/docs/whatsnew/v3.0.0.html) reads them as microseconds. The line
# below was right for years:

# %%
def by_hand(times):
    return times.astype("int64") // 10**9 // 3600 % 24  # seconds since 1970, if these are nanoseconds


hour = test["time"].dt.hour
for unit in ("ns", "us"):
    counted = by_hand(test["time"].dt.as_unit(unit))
    print(f"datetime64[{unit}]: {(counted != hour).mean():.1%} wrong hours, MAE {mae(counted):.2f} °F")

# %% role="figure"
served = temperature(by_hand(test["time"].dt.as_unit("us")))
fig, ax = plt.subplots(figsize=(8, 3.4))
ax.plot(range(24), test.groupby(hour)["temp"].mean(), "k:", label="measured, mean")
ax.plot(range(24), temperature(range(24)), "o-", color="#0072B2", label="training pipeline")
ax.plot(range(24), pd.Series(served).groupby(hour.to_numpy()).mean(), "s--", color="#D55E00", label="service, microseconds")
ax.set(xlabel="hour of the day (local)", ylabel="temperature (°F)", xticks=range(0, 24, 3))
ax.set_title("After the update every night is as warm as an evening")
ax.legend()
plt.show()

# %% [markdown]
# 95.8 % of the hours are wrong and the MAE is 7.53 °F. Divided by 1,000 once too often, a whole summer shrinks
# to three hours in January 1970.
#
# A quieter variant keeps the unit and stores the seconds as `float32`, "because models want floats":

# %%
seconds = test["time"].dt.as_unit("s").astype("int64").to_numpy()
in_float32 = seconds.astype("float32").astype("int64") // 3600 % 24
print(f"float32 steps at {seconds[0]:,} s: {np.spacing(np.float32(seconds[0])):.0f} s")
print(f"{(in_float32 != hour).mean():.1%} wrong hours, MAE {mae(in_float32):.2f} °F")

# %% [markdown]
# `float32` moves in steps of 128 s there. A full hour that is rounded down falls into the hour before: 43.8 % are wrong,
# and the MAE rises by only 0.16 °F. The repair is to leave the counting to pandas, which knows the unit. **Your turn:**

# %%
def hour_of_day(times):
    """The hour of the day, 0 to 23, of a Series of times in any unit."""
    return ...


check("dtypes.hour_of_day", hour_of_day)

# %% [markdown]
# pandas knows the time zone, too:

# %%
hour_of_day = yours("dtypes.hour_of_day", hour_of_day)
print(f"repaired: MAE {mae(hour_of_day(test['time'].dt.as_unit('us'))):.2f} °F")
times = pd.to_datetime(pd.Series(["2026-07-01 04:30+05:30", None], index=[7, 3]))
print("zones:", times.dt.tz, "and", test["time"].dt.tz)
print("local hours:", times.dt.hour.tolist(), "  UTC:", times.dt.tz_convert("UTC").dt.hour.tolist())
print("without gaps:", times.dt.tz_convert("UTC").dt.hour.fillna(-1).to_numpy())

# %% [markdown]
# `.dt.tz` is None where there is no zone to convert from. Half past four in India is eleven at night in UTC:
# convert to the zone of training first. A missing time makes floats of all hours, until
# `fillna` gives it a number of its own. `to_numpy` leaves the labels 7 and 3 behind, and keeps the order.
#
# ### Names that look like numbers
#
# Customer numbers and class codes are names. Nobody adds them, so no digit may be lost:

# %%
numbers = [16_777_217, 2**53 + 1, None]
for dtype in ("float32", "float64", "Int64", "object"):
    print(f"{dtype}:", pd.Series(numbers, dtype=dtype).tolist())
codes = pd.Series([1, 10, None])
print(codes.dtype, codes.astype(str).tolist(), [str(int(c)) if pd.notna(c) else "" for c in codes])
classes = pd.Series([7, 2, 7]).astype("category")
print(classes.dtype, classes.tolist(), "their positions:", classes.cat.codes.tolist())

# %% [markdown]
# One missing value, and pandas reads a column of integers as `float64`: neighbours beyond 2<sup>53</sup> merge, and code 1 becomes the
# text `1.0`, a class that no model knows. `Int64` and `object` keep integers beside gaps. Look a number up as a Python integer,
# which is exact at any size: `{70: 1, 7: 2}.get(int(number), 0)`. And ask `pd.isna(code)` first: the *text* `"nan"` is a text.
# A `category` stores positions, and a loop over it gives the codes.
#
# ## 4. Guard
#
# Put the conversion *inside* the model: a
# [`Rescaling`](https://keras.io/api/layers/preprocessing_layers/image_preprocessing/rescaling/) layer casts before
# it computes. Then assert the contract at the boundary.

# %%
# Guard: the model takes pixels now
step = keras.layers.Rescaling(1 / 127.5, offset=-1)
guarded = keras.Sequential([keras.Input((8, 8, 1)), step, model])
for dtype in ("uint8", "int64", "float64"):
    apart = np.abs(np.asarray(guarded(pixels.astype(dtype))) - right).max()
    print(f"{dtype}: at most {apart:.0e} from training")

# %% [markdown]
# And what the check asks first: are all pixels there, and in range? **Your turn:**

# %%
def outside(x):
    """How many pixels are not from 0 to 255; a missing one (NaN) isn't either."""
    return ...


check("dtypes.outside", outside)

# %%
outside = yours("dtypes.outside", outside)


def check_pixels(x):
    if x.dtype.kind not in "uif":  # unsigned integers, integers, floats
        raise ValueError(f"expected integers or floats, got {x.dtype}")
    if len(x) == 0:
        return  # no pictures, no fault
    if outside(x) > 0:
        raise ValueError(f"{outside(x)} pixels are missing, or not from 0 to 255")
    if x.max() <= 1:
        raise ValueError("scaled already? The brightest pixel is not above 1")


check_pixels(pixels)  # good inputs pass
faulty = {
    "scaled already": trained,
    "zero to one": pixels / 255,
    "signed bytes": pixels.view("int8"),
    "true and false": pixels > 99,
    "a gap": np.where(pixels == 255, np.nan, pixels),
}
for name, x in faulty.items():
    try:
        check_pixels(x)
    except ValueError as error:
        print(f"{name}, refused: {error}")

# %% [markdown]
# The last test looks at the whole batch, not at each picture: one black picture among others is a good one.
#
# ## Loud and silent
#
# Some dtypes complain. Subtract a number that `uint8` can't hold, and NumPy refuses: the **loud** variant. The **silent**
# one scales each digit by its energy, computed in `float16`:

# %%
try:
    pixels - 300
except OverflowError:
    print(traceback.format_exc(limit=1))

with np.errstate(all="ignore"):
    energy = (pixels.astype("float16") ** 2).sum(axis=(1, 2, 3))
print(f"energy in float16: {np.isfinite(energy).mean():.0%} finite; largest number {np.finfo('float16').max:.0f}")
print(f"different pictures after dividing by it: {len(np.unique(pixels / energy[:, None, None, None], axis=0))}")

# %% [markdown]
# Read the exception from the bottom: kind, number, dtype.
#
# In `float16` the sum of squares passes 65,504 and becomes infinity; `np.isfinite` is False for it, and for NaN. A picture
# divided by infinity is all zeros, and the reader gives every digit the same answer.
#
# ## Practice: the star camera
#
# Other data: an astronomer subtracts the *dark frame* (lid on) from each 12-bit frame.
# Write your line. Nothing here is graded.

# %%
def practice(frame, dark):
    """How far `frame` lies above `dark` (below 0: under it), as a share of 4095. Both have 12 bits, in uint16 or int64."""
    return ...


check("dtypes.practice", practice)
# Stuck? Remove the "#" for a hint; 2 and 3 tell more.
# hint("dtypes.practice", 1)

# %% [markdown]
# ## Where this bites in real systems
#
# - **Motion bars that vanished** ([frigate#22688](https://github.com/blakeblackshear/frigate/pull/22688), 2026). A camera
#   server computed `index.astype(int) // 10**9`. With pandas 3 every start time came out near zero, and the timeline
#   could not place them. The recordings were fine.
# - **Wraparound in the dark** ([picamera#263](https://github.com/waveform80/picamera/pull/263)). Two
#   lines subtracted bytes; low-light pictures wrapped around until somebody cast to float first.
#
# ## Quiz
#
# Open the choice that you would make.

# %%
quiz("dtypes.float32")
quiz("dtypes.codes")
quiz("dtypes.uint8")
quiz("dtypes.unit")

# %% [markdown]
# And one for the keyboard. Customers have eight- and nine-digit numbers. How many of these ten are left in `float32`, and who gets
# the recommendations of customer 100100037?

# %%
customers = np.arange(100_100_030, 100_100_040)
# your code here

# %% [markdown]
# <details><summary>Answer</summary>
# <code>np.unique(customers.astype("float32"))</code> has 2 numbers: steps are 8 wide there. 100100037 becomes 100100040,
# somebody else. From 2<sup>24</sup> = 16,777,216 on, float32 skips integers; float64 does from 2<sup>53</sup> on.
# Keep identifiers as integers or text.</details>
#
# ## What you can do now
#
# - I can **measure** what a cast or an integer operation does to the values of an input.
# - I can **repair** a service by converting before computing, with the scale and the unit of training.
# - I can **guard** a model with a check of dtype, range and unit at the boundary.
#
# **Next:** in [the exercise](../exercises/04_dtypes/04_dtypes.ipynb) a parcel depot has all four: pixels, times, customers and codes.

# %% role="evidence"
counted = by_hand(test["time"].dt.as_unit("us"))
figures = {
    "digits": len(digit),
    "accuracy_right": accuracy(right),
    "accuracy_broken": accuracy(broken),
    "accuracy_float_service": accuracy(logits(service(pixels.astype("float64")))),
    "black_paper_wrapped": service(every)[0],
    "bright_ink_wrapped": service(every)[255],
    "wraps_by": np.abs((old - 127) - (new - 127)).max(),
    "broken_difference": scores.loc["broken", "max |difference| of logits"],
    "repaired_difference": scores.loc["repaired", "max |difference| of logits"],
    "right_minus_broken": scores.loc["repaired", "accuracy"] - scores.loc["broken", "accuracy"],
    "float64_moves": np.abs(logits(pixels / 127.5 - 1) - right).max(),
    "lowest_logit": right.min(),
    "highest_logit": right.max(),
    "accuracy_four_bits": accuracy(four_bits),
    "digits_changed_by_four_bits": (four_bits.argmax(axis=1) != right.argmax(axis=1)).sum(),
    "four_bits_moves": np.abs(four_bits - right).max(),
    "accuracy_dim": accuracy(repaired(dim)),
    "accuracy_dim_four_bits": accuracy(repaired(dim // 16 * 16)),
    "mae_right_f": mae(hour),
    "mae_microseconds_f": mae(counted),
    "wrong_hours_microseconds": (counted != hour).mean(),
    "float32_step_s": np.spacing(np.float32(seconds[0])),
    "wrong_hours_float32": (in_float32 != hour).mean(),
    "mae_float32_rises_by_f": mae(in_float32) - mae(hour),
    "largest_float16": np.finfo("float16").max,
    "customers_left": len(np.unique(customers.astype("float32"))),
    "customer_37_becomes": np.float32(100_100_037),
}
figures = {name: float(value) for name, value in figures.items()}
assert set(counted) == {18, 19, 20}  # a summer in three hours of January 1970
figures
