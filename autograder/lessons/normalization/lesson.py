# %% [markdown]
# # The model is fine; the numbers going in are wrong
#
# {{badges}}
#
# **65 minutes.** You will
#
# - **measure** whether served inputs are on the scale of the training inputs;
# - **repair** a prediction service by applying the statistics stored at training time;
# - **guard** a model with a check that refuses inputs it was not trained for.
#
# You need pandas, mean and standard deviation, and one Keras tutorial.

# %% role="setup"
# filled in by the builder

# %%
import json
import traceback
from pathlib import Path

import keras
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.preprocessing import StandardScaler

from autograder.student import case, check, data_path, explore, hint, load_model, quiz, reveal, trace, yours

# %% [markdown]
# ## Scene: the dealer's fuel calculator
#
# A used-car site shows how far each car goes on a gallon (**mpg**, miles per US gallon). A small network
# predicts it from six columns: cylinders, displacement (cubic inches), horsepower, weight (lb),
# acceleration (seconds from 0 to 60 mph) and model year. The cars were sold from 1970 to 1982.

# %%
cars = pd.read_csv(data_path("normalization/cars.csv"))
train = cars[cars["split"] == "train"]
test = cars[cars["split"] == "test"].reset_index(drop=True)
features = ["cylinders", "displacement", "horsepower", "weight", "acceleration", "year"]
test[["name", *features, "mpg"]].head(3)

# %% [markdown]
# The network was trained on **z-scores**: each column minus its mean, over its standard deviation, **sd** for short.
# (`ddof=0` divides by n, as NumPy does. pandas alone would divide by n - 1.) Here are the shipped model and its
# training pipeline. `predict` returns one number per car. It calls `model(x)`, the quick way for small tables;
# `model.predict(x)` of your tutorial gives the same numbers, with a progress bar, and fails for a table without rows.

# %%
model = load_model("normalization/mpg")
mean, sd = train[features].mean(), train[features].std(ddof=0)


def predict(x):
    return np.asarray(model(np.asarray(x, "float32")))[:, 0]


def mae(predicted):
    return float(np.abs(predicted - test["mpg"]).mean())


right = predict((test[features] - mean) / sd)
print(f"offline, {len(test)} cars it never saw: off by {mae(right):.2f} mpg on average")

# %% [markdown]
# A **mean absolute error** (MAE) of 2.04 mpg: good enough for a shop window. The model goes live, and the first
# complaint arrives before lunch.
#
# ## Predict before you run
#
# The web service sends the same six columns of the same cars, in the same order, as they stand in the file:
# pounds, cubic inches, years. Which MAE do you expect, in mpg? Write your number in place of the dots.

# %%
guess = ...  # your guess, in mpg

# %%
raw = predict(test[features])
reveal(guess, mae(raw), "mpg")

# %% [markdown]
# ## No error was raised
#
# <details><summary>Open this once you have guessed</summary>
#
# The MAE is 6,982 mpg. Six numbers went in, one came out; the shape and the dtype were right. Keras has no
# way of knowing that something is amiss.</details>
#
# What differs between training and serving? Choose before you read on; each choice has an answer.

# %%
quiz("normalization.hypotheses")

# %% [markdown]
# ## 1. Contract
#
# The **contract** is what training did to an input, written so that somebody else can repeat it:
#
# | | |
# | --- | --- |
# | step | `(x - mean) / sd`, column by column |
# | learnt in training | mean and sd of the 274 **training** rows; sd with `ddof=0` |
# | shape and order | `(n, 6)`, columns in the order of `features` |
# | dtype | float32 |
# | output | mpg, as it is |
#
# What was learnt in training, the **learnt state**, is part of the model as much as its weights are. A **card** shows an array that keeps the
# contract:

# %%
# Contract: what the model was trained on
z_train = (train[features] - mean) / sd
trace.card(z_train.to_numpy("float32"), name="what the model was trained on")

# %% [markdown]
# Mean 0, sd 1, no value beyond 4. Remember these three facts; they take one line to check.
#
# The service needs the learnt state, so training **stores** it once, in a file beside the model. One trap: a column that
# never varies has an sd of 0, and dividing by 0 gives `nan`. Store 1.0 there.
#
# **Your turn.** Write your line in place of the dots, and run the cell. Its check names mistakes.

# %%
def sds(train):
    """The sd of each column as training computed it, but 1.0 for a column that never varies."""
    return ...


check("normalization.sds", sds)

# %%
# Contract: the statistics, stored once as plain numbers
sds = yours("normalization.sds", sds)
stats = {"mean": mean.to_dict(), "sd": pd.Series(sds(train[features]), features).to_dict()}
Path("mpg_statistics.json").write_text(json.dumps(stats, indent=1))

stored = pd.DataFrame(json.loads(Path("mpg_statistics.json").read_text()))
stored.round(2)

# %% [markdown]
# ## 2. Evidence
#
# Now the same facts of the serving input. Compare *the same rows* on both sides, otherwise you measure the
# cars and not the pipelines.

# %%
# Evidence: the same rows, side by side
trace.side_by_side(training=(test[features] - mean) / sd, serving=test[features])

# %% [markdown]
# Same shape and same columns; every statistic differs. **How far did the mean of each column move?** Count in the sd that the
# model knows, the one of training. **Your turn:**

# %%
def moved(train, served):
    """For each column: the mean of `served` minus that of `train`, counted in the sd of `train`."""
    return ...  # both tables have the same columns, in the same order


check("normalization.moved", moved)

# %% [markdown]
# A client may send the columns in another order, so we take them by name first:

# %%
moved = yours("normalization.moved", moved)
arrived = test[sorted(features)]
pd.Series(moved(z_train, arrived[features]), features)

# %% [markdown]
# Each number should be near 0. It is the mean of the raw column: nothing was scaled. A pipeline usually has more than one step, so ask for the *first* stage that differs:

# %%
rows = test[features].head(5)
trace.stages(
    training=[("raw", rows), ("scaled", (rows - mean) / sd), ("mpg", predict((rows - mean) / sd))],
    serving=[("raw", rows), ("scaled", rows), ("mpg", predict(rows))],
)

# %% role="figure"
fig, ax = plt.subplots(figsize=(8, 3.5))
sides = [(z_train, "o", "#0072B2", "training"), (test[features], "s", "#D55E00", "serving")]
for i, (x, marker, colour, label) in enumerate(sides):
    middle = x.median()
    bars = [middle - x.min(), x.max() - middle]
    ax.errorbar(np.arange(6) + i / 5, middle, bars, fmt=marker, color=colour, capsize=4, label=label)
ax.set(xticks=range(6), xticklabels=features, yscale="symlog", ylim=(-20, 2e4))
ax.set_ylabel("value (training: sd; serving: own unit)")
ax.set_title("The service sends values beyond 5,000; training saw none beyond 4")
ax.legend(loc="upper left")
plt.show()

# %% [markdown]
# Marker: median; bar: smallest to largest value. The axis is logarithmic away from zero, else pounds would hide all
# the rest. No serving bar touches its training bar: the network is asked
# about a region in which it has learnt nothing.
#
# ## 3. Repair
#
# "Scale it in the service, then", says a colleague, and adds
# [`StandardScaler`](https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.StandardScaler.html).
# The nightly run sends all 118 cars at once, in one **batch**:

# %%
hot_fix = predict(StandardScaler().fit_transform(test[features]))
shift = np.abs(hot_fix - right)
print(f"hot fix: MAE {mae(hot_fix):.2f} mpg (training pipeline: {mae(right):.2f})")
print(f"{(shift > 1).sum()} cars moved by more than 1 mpg, one by {shift.max():.2f}")

# %% [markdown]
# The MAE is 1.93, *better* than the 2.04 of the right pipeline. It is wrong all the same: 32 cars moved by more than
# 1 mpg, one of them by 1.95. Is the better score worth anything? The next night only the small cars are asked about:

# %%
small = test[test["cylinders"] == 4]
by_night = {"training pipeline": (small[features] - mean) / sd, "hot fix": StandardScaler().fit_transform(small[features])}
errors = {name: np.abs(predict(z) - small["mpg"]).mean() for name, z in by_night.items()}
print(f"{len(small)} cars:", ", ".join(f"{name} off by {error:.2f} mpg" for name, error in errors.items()))

# %% [markdown]
# 6.56 against 2.22: the hot fix sees small cars only, and takes the middle one of them for an average car. The better score was luck of
# one batch. **Accuracy does not tell a right pipeline from a wrong one; agreement with the training pipeline does.**
#
# By day, visitors ask for one car at a time:

# %%
def ask(frame):
    return predict(StandardScaler().fit_transform(frame))


alone = np.array([ask(test[features].iloc[[i]])[0] for i in range(len(test))])
print(f"lowest answer {alone.min():.1f} mpg, highest {alone.max():.1f} mpg, MAE {mae(alone):.2f}")

# %% [markdown]
# Every car gets 21.0 mpg, and the MAE is 6.31. A car minus the mean of itself is zero, so the model sees six zeros
# whatever you ask. Follow one Chevrolet Vega while its batch grows. Move the
# slider:

# %%
vega, others = test[features].iloc[[12]], test[features].drop(index=12)
points = [
    (size, ask(pd.concat([vega, others.sample(size - 1, random_state=seed)]))[0])
    for size in (1, 2, 4, 8, 16, 32, 64, 118)
    for seed in range(20)
]

# %% role="figure"
sizes, answers = np.array(points).T


def draw_batch(size):
    """All answers for the Vega; those in batches of one size stand out."""
    fig, ax = plt.subplots(figsize=(8, 3.5))
    ax.plot(sizes, answers, "x", color="#c8c8c8", label="other sizes")
    ax.plot(sizes[sizes == size], answers[sizes == size], "x", color="#D55E00", label="hot fix, 20 random batches")
    ax.axhline(right[12], color="#0072B2", linestyle="--", label="training pipeline")
    ax.set(xscale="log", xlabel="cars in the batch", ylabel="answer for the Vega (mpg)")
    ax.set_xticks(sorted(set(sizes)), [f"{size:.0f}" for size in sorted(set(sizes))], minor=False)
    ax.minorticks_off()
    ax.set_title("One car, one model: the answer depends on who else asked")
    ax.legend(loc="lower right")
    given = answers[sizes == size]
    return f"the hot fix answers between {given.min():.1f} and {given.max():.1f} mpg."


explore(draw_batch, [1, 2, 4, 8, 16, 32, 64, 118], "cars in the batch")

# %% [markdown]
# The right answer is 22.1. In batches of two the Vega gets anything from 9.7 to 30.8; at 118 cars the answer settles
# at 21.4, close enough to pass for right.
#
# The wrong service and the right one differ in where the statistics come from. **Your turn:** write the step of the right
# one. It gets the table that arrives, and the stored statistics from the file.

# %%
def prepare(frame, stored):
    """What the model is given: the columns of `stored`, taken by name, scaled with its statistics."""
    # stored.index holds the names; stored["mean"] and stored["sd"] hold the numbers
    return ...


check("normalization.prepare", prepare)

# %% [markdown]
# A test that needs no labels tells the wrong service from the right one:
# **a row alone must get the same answer as in its batch**.

# %%
# Repair. Wrong: every request brings its own statistics
def wrong(frame):
    return predict((frame[features] - frame.mean()) / frame.std(ddof=0).replace(0.0, 1.0))


# Right: the statistics of training, from the file
prepare = yours("normalization.prepare", prepare)


def repaired(frame):
    return predict(prepare(frame, stored))


for serve in (wrong, repaired):
    print(f"{serve.__name__}: {trace.alone_and_in_batch(serve, test[features]):.1f} mpg apart")

# %% [markdown]
# And the number that decides: how far are the answers of a service from the right ones? **Your turn:**

# %%
def apart(answers, right):
    """The largest difference between two columns of answers, whichever of the two is larger: one number."""
    return ...


check("normalization.apart", apart)

# %%
apart = yours("normalization.apart", apart)


def score(serve):
    one_by_one = np.array([serve(test[features].iloc[[i]])[0] for i in range(len(test))])
    batch = serve(test[features])
    return [mae(batch), mae(one_by_one), apart(one_by_one, right)]


def training(frame):
    return predict((frame - mean) / sd)


pipelines = {"training pipeline": training, "broken": wrong, "repaired": repaired}
columns = ["MAE, all at once", "MAE, one by one", "max |difference|"]  # all in mpg
scores = pd.DataFrame({name: score(f) for name, f in pipelines.items()}, index=columns).T
scores.round(2)

# %% [markdown]
# `frame[stored.index]` takes the columns by name, whatever their order, and drops extra ones. Integers such as the cylinders
# become floats. Test your services on a table with as many rows as columns, too: there, a mean over the wrong axis raises no error.
#
# One by one, the repair takes 4.26 mpg off the MAE. The last column matters most: 0.00 for the repaired service.
# pandas' default, `ddof=1`, is a quieter mistake: it moves answers by up to 0.035 mpg, too little for any score to
# show, and it is still another pipeline.
#
# ## 4. Guard
#
# A repair in the service holds until somebody writes a second service. Put the step *inside* the model: a
# [`Normalization`](https://keras.io/api/layers/preprocessing_layers/numerical/normalization/) layer carries the
# statistics along with the weights.

# %%
# Guard: the model takes raw columns now
step = keras.layers.Normalization(mean=mean.to_numpy(), variance=(sd**2).to_numpy())
guarded = keras.Sequential([keras.Input((6,)), step, model])
answers = np.asarray(guarded(test[features].to_numpy("float32")))[:, 0]
print(f"MAE {mae(answers):.2f} mpg, at most {np.abs(answers - right).max():.0e} mpg from training")

# %% [markdown]
# Then check the contract at the boundary. Three questions: is every column there, is every number finite, is any number far away?
# **Your turn** with the third:

# %%
def furthest(z):
    """How far the furthest value of a table of z-scores is from 0: one number for the whole table."""
    return ...


check("normalization.furthest", furthest)

# %% [markdown]
# See the check refuse. Another order of columns is fine, since we select by
# name. So is a table without rows. Here an old client still sends z-scores, and another one sends no year:

# %%
furthest = yours("normalization.furthest", furthest)


def check_inputs(frame):
    missing = sorted(set(features) - set(frame.columns))
    if missing:
        raise ValueError(f"columns are missing: {missing}")
    z = (frame[features] - stored["mean"]) / stored["sd"]
    if not np.isfinite(z).all(axis=None):
        raise ValueError("values are missing or infinite")
    if len(z) and furthest(z) > 6:
        raise ValueError(f"more than 6 sd from training: {list(z.columns[(z.abs() > 6).any()])}")


check_inputs(test[features])  # good inputs pass
for client in ((test[features] - mean) / sd, test[features].drop(columns="year")):
    try:
        check_inputs(client)
    except ValueError as error:
        print("refused:", error)

# %% [markdown]
# ## Loud and silent
#
# Two clients get the columns wrong. The first forgets one: the **loud** variant. The second sends all six, scaled
# but sorted by name, and the service takes them by position: the **silent** one.

# %%
try:
    test.drop(columns="year")[features]
except KeyError:
    print(traceback.format_exc(limit=1))

by_position = ((test[features] - mean) / sd)[sorted(features)]
print(f"sorted by name: no error, MAE {mae(predict(by_position)):.2f} mpg")

# %% [markdown]
# Read an exception from the bottom. Last line: the kind, `KeyError`, and the cause, a column's name. Above it:
# the line of yours that led there. You are done in a minute.
#
# The silent variant has mean 0, sd 1, the right shape and dtype, and an MAE of 4.02 mpg. Select columns by name.
#
# ## Practice: the wine laboratory
#
# Other data, the same contract: a network was trained on the bottles of `wine_train`. What is it given for
# other bottles? Not graded.

# %%
wine = pd.read_csv(data_path("normalization/wine.csv"))
wine_train = wine[wine["split"] == "train"].drop(columns=["cultivar", "split"])


def practice(frame, train):
    """The z-scores of the bottles in `frame`, for a network that was trained on the bottles in `train`."""
    return ...  # both are tables with the same columns; the result has a row for each row of `frame`


check("normalization.practice", practice)
# Stuck? Remove the "#" for a hint; 2 and 3 tell more.
# hint("normalization.practice", 1)

# %% [markdown]
# ## Where this bites in real systems
#
# - **"`model.save` and load giving different result"** ([keras#4875](https://github.com/keras-team/keras/issues/4875)).
#   One user's loaded model gave the same output for every picture. Saving was not to blame there: with
#   `preprocess_input` the outputs made sense again.
# - **A couple of hours for a `ddof`** ([scikit-learn#7757](https://github.com/scikit-learn/scikit-learn/issues/7757)).
#   Moving a pipeline from Matlab, a user searched that long for why the results differed:
#   `StandardScaler` divides by the population sd.
#
# ## Quiz
#
# Four questions with choices. Open the one you would choose.

# %%
quiz("normalization.nightly")
quiz("normalization.single")
quiz("normalization.ddof")
quiz("normalization.layer")

# %% [markdown]
# And one for the keyboard. A European client sends the weight in kilograms. Does `check_inputs` fire? What does `moved` say?

# %%
kilograms = test[features].assign(weight=test["weight"] / 2.2046)
# your code here

# %% [markdown]
# <details><summary>Answer</summary>
# <code>check_inputs(kilograms)</code> passes: light cars exist, no value is 6 sd away.
# <code>moved(train[features], kilograms)</code> gives it away: the mean of the weights moved by 1.92 sd, no
# other by more than 0.21. A range check looks at values, this one at the batch; keep both.
# <code>trace.skew_table</code> sorts, too.</details>
#
# ## What you can do now
#
# - I can **measure** whether served inputs are on the scale of the training inputs.
# - I can **repair** a prediction service by applying the statistics stored at training time.
# - I can **guard** a model with a check that refuses inputs it was not trained for.
#
# **Next:** [the exercise](../exercises/01_normalization/01_normalization.ipynb) gives you a sorter of wines to repair. The debugging kit
# (`trace`) goes with you: it works on your own pipelines, too.

# %% role="evidence"
two = [answer for size, answer in points if size == 2]
moves = trace.skew_table(train[features], kilograms)["abs_dz"]
ddof_1 = predict((test[features] - mean) / train[features].std())
figures = {
    "cars_train": len(train),
    "cars_test": len(test),
    "mae_right_mpg": mae(right),
    "mae_raw_mpg": mae(raw),
    "mae_hot_fix_batch_mpg": mae(hot_fix),
    "mae_hot_fix_alone_mpg": mae(alone),
    "mae_small_right_mpg": errors["training pipeline"],
    "mae_small_hot_fix_mpg": errors["hot fix"],
    "answer_alone_mpg": alone.max(),
    "cars_moved": (shift > 1).sum(),
    "largest_move_mpg": shift.max(),
    "vega_right_mpg": right[12],
    "vega_two_lowest_mpg": min(two),
    "vega_two_highest_mpg": max(two),
    "vega_all_mpg": hot_fix[12],
    "ddof_1_mpg": np.abs(ddof_1 - right).max(),
    "mae_sorted_mpg": mae(predict(by_position)),
    "repaired_difference_mpg": scores.loc["repaired", "max |difference|"],
    "broken_minus_repaired_mpg": mae(alone) - scores.loc["repaired", "MAE, one by one"],
    "kilograms_weight_dz": moves["weight"],
    "kilograms_other_dz": moves.drop("weight").max(),
}
figures = {name: float(value) for name, value in figures.items()}
assert moves.index[0] == "weight"
check_inputs(kilograms)  # the range check lets kilograms pass
figures
