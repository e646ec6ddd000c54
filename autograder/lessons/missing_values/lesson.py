# %% [markdown]
# # The model is fine; the gaps are filled with something else
#
# {{badges}}
#
# **75 minutes.** You will
#
# - **measure** what is missing in served rows, and where NaN enters a network;
# - **repair** a prediction service by filling gaps with what training put there, row by row;
# - **guard** a model with a check that refuses dead sensors and undeclared codes.
#
# You need pandas, the median, and to have called a Keras model once.

# %% role="setup"
# filled in by the builder

# %%
import json
import traceback

import keras
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.datasets import load_diabetes
from sklearn.impute import SimpleImputer

from autograder.student import case, check, data_path, explore, hint, load_model, quiz, reveal, trace, yours

# %% [markdown]
# ## Scene: the penguin field station
#
# A station in Antarctica names each penguin's species from four measurements, the island and the sex. The birds are
# real, and so are the gaps in their notes: two were not measured at all.

# %%
penguins = pd.read_csv(data_path("missing_values/penguins.csv"))
train = penguins[penguins["split"] == "train"]
test = penguins[penguins["split"] == "test"].reset_index(drop=True)
numbers = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
texts, species = ["island", "sex"], np.array(["Adelie", "Chinstrap", "Gentoo"])
train.isna().sum().to_frame("gaps in training").T

# %% [markdown]
# Training had gaps too, so it had to decide what stands in them: the **median** of a number, the **mode** (most
# frequent value) of a text. This is called **imputation**. Then came **z-scores**: each value minus its column's mean, over its
# standard deviation (sd). And one column of 0 and 1 for each
# category. The model answers with three scores a bird, its **logits**; the largest names the species.

# %%
model = load_model("missing_values/species")
median, mode = train[numbers].median(), train[texts].mode().iloc[0]
mean, sd = train[numbers].fillna(median).mean(), train[numbers].fillna(median).std(ddof=0)
marks = [(name, value) for name in texts for value in sorted(train[name].dropna().unique())]


def encode(frame):
    columns = [(frame[name] - mean[name]) / sd[name] for name in numbers]
    return np.column_stack(columns + [frame[name] == value for name, value in marks]).astype("float32")


def logits(frame):
    return np.asarray(model(encode(frame)))


def training(frame):
    return logits(frame.fillna(median).fillna(mode))


def accuracy(answers, frame=test):
    return float((species[answers.argmax(axis=1)] == frame["species"]).mean())


print(f"offline, {len(test)} birds it never saw: {accuracy(training(test)):.3f} named correctly")

# %% [markdown]
# An accuracy of 0.983 on 121 birds. Then a storm breaks the loggers: a quarter of the readings is lost. (We lose
# them here, with a fixed seed, because the natural gaps are too few to show anything.)

# %%
lost = np.random.default_rng(11).random((len(test), len(numbers))) < 0.25
storm = test.copy()
storm[numbers] = storm[numbers].mask(lost)
storm[["species", *numbers]].head(4)

# %% [markdown]
# ## Predict before you run
#
# The service encodes the rows as they come, with NaN where a reading is lost, and calls the model. 53 of the 121
# birds are Adelies. How many will the service call Adelie? Write your number in place of the dots, or 0 if you think that
# it fails.

# %%
guess = ...  # your guess: birds called Adelie

# %%
broken = logits(storm)
called = pd.Series(species[broken.argmax(axis=1)]).value_counts()
reveal(guess, called["Adelie"], "birds")

# %% [markdown]
# ## No error was raised
#
# <details><summary>Open this once you have guessed</summary>
#
# 98 Adelies, and an accuracy of 0.628. Not even a warning: NaN is a legal float32.</details>
#
# Why Adelie, and where did the NaN go? Choose before you read on; each choice has an answer.

# %%
quiz("missing_values.hypotheses")

# %% [markdown]
# ## 1. Contract
#
# For each input, the **contract** says how "nothing" is spelled and what training put in its place:
#
# | | |
# | --- | --- |
# | nothing is spelled | NaN, in numbers and in texts; no other code |
# | a missing number | the column's median, of the **training** rows |
# | a missing text | the mode of the training rows |
# | an unseen island | no gap: it stays, and gets no mark |
# | then | z-scores of the filled values, marks; `(n, 9)`, float32, no NaN |
# | rows | every row answered, in its own place |

# %%
# Contract: what the model was trained on
trace.card(encode(train.fillna(median).fillna(mode)), name="what the model was trained on")

# %% [markdown]
# **Your turn.** Write your line in place of the three dots, then run the cell. Its check names what goes wrong.

# %%
def fill_value(median, mean, sd):
    """What the model sees in place of a gap: for each column, the fill of the contract as a z-score."""
    return ...


check("missing_values.fill_value", fill_value)

# %% [markdown]
# ## 2. Evidence
#
# The same rows, on both sides:

# %%
# Evidence: the same rows, side by side
trace.side_by_side(training=encode(storm.fillna(median).fillna(mode)), serving=encode(storm))

# %% [markdown]
# The count of NaN differs, and the statistics move with it. Follow the NaN through the network, layer by layer:

# %%
hidden = model.layers[0](encode(storm))
trace.nan_start(
    [("inputs", encode(storm)), ("hidden", hidden), ("logits", broken), ("labels", broken.argmax(axis=1))]
)

# %% [markdown]
# How many rows have a gap? **Your turn:**

# %%
def rows_with_gaps(frame):
    """The number of rows in which at least one reading is missing."""
    return ...


check("missing_values.rows_with_gaps", rows_with_gaps)

# %%
rows_with_gaps = yours("missing_values.rows_with_gaps", rows_with_gaps)
gaps = storm[numbers].isna().to_numpy().sum()
print(f"{gaps} gaps, in {rows_with_gaps(storm[numbers])} rows")

# %% [markdown]
# 135 gaps sit in 86 rows. One is enough: each unit of the hidden layer sums over all inputs, so all 16 become
# NaN, and then all three logits.
# [`np.argmax`](https://numpy.org/doc/stable/reference/generated/numpy.argmax.html) gives the place of the first
# NaN, which is 0. Class 0 is Adelie. In the last stage no NaN is left: the labels look healthy.

# %% role="figure"
def draw_share(per_cent):
    """What the service calls the birds when so many of their readings are lost, beside the truth."""
    gone = np.random.default_rng(11).random((len(test), len(numbers))) < per_cent / 100
    given = species[logits(test.assign(**test[numbers].mask(gone))).argmax(axis=1)]
    fig, ax = plt.subplots(figsize=(8, 3.5))
    sides = [("truth", test["species"], "#0072B2", ""), ("service", given, "#D55E00", "//")]
    for i, (label, names, colour, hatch) in enumerate(sides):
        counts = pd.Series(names).value_counts().reindex(species, fill_value=0)
        bars = ax.bar(np.arange(3) + i * 0.4, counts, 0.38, color=colour, hatch=hatch, edgecolor="white", label=label)
        ax.bar_label(bars)
    ax.set_xticks(np.arange(3) + 0.2, species)
    ax.set(ylabel="birds", ylim=(0, 130))
    ax.set_title("The more is lost, the more Adelies: NaN becomes class 0")
    ax.legend()
    return f"{(given == 'Adelie').sum()} of {len(test)} birds are called Adelie."


explore(draw_share, [25, 0, 5, 10, 50, 75], "readings lost (%)")

# %% [markdown]
# The service took birds from both other species and gave them to the first.
#
# ## 3. Repair
#
# Everybody at the station has an idea for the gaps. Compare each with the training pipeline on the same rows. How many birds get
# another name? **Your turn:**

# %%
def changed(answers, right):
    """The number of birds whose largest logit is another one; both arrays are (n, 3)."""
    return ...


check("missing_values.changed", changed)

# %%
changed = yours("missing_values.changed", changed)
right = training(storm)
often = pd.Series(SimpleImputer(strategy="most_frequent").fit(train[numbers]).statistics_, numbers)
ideas = {
    "training median": storm[numbers].fillna(median),
    "zero": storm[numbers].fillna(0),
    "-999": storm[numbers].fillna(-999),
    "median of the batch": storm[numbers].fillna(storm[numbers].median()),
    "most frequent value": storm[numbers].fillna(often),
    "forward fill": storm[numbers].ffill().fillna(median),
}
rows = {}
for idea, filled in ideas.items():
    answers = training(storm.assign(**filled))
    rows[idea] = [accuracy(answers), changed(answers, right), np.abs(answers - right).max()]
compared = pd.DataFrame(rows, index=["accuracy", "labels changed", "max |logit difference|"]).T
compared.astype({"labels changed": int}).round(3)

# %% [markdown]
# Zero and -999 are measurements to the model: a penguin without a bill. The most frequent value scores 0.942, a little
# better than the 0.926 of training's own median, with 8 labels changed. And **forward fill**, which repeats the row
# above, is best of all: 0.975.
#
# Before you ship it, look at the file: it is sorted by species. The row above is a relative, and lends its species along
# with its bill. Shuffle the same birds:

# %%
def forward(frame):
    return training(frame.assign(**frame[numbers].ffill().fillna(median)))


scores = {"training median": [], "forward fill": []}
for seed in range(200):
    mixed = storm.sample(frac=1, random_state=seed)
    scores["training median"].append(accuracy(training(mixed), mixed))
    scores["forward fill"].append(accuracy(forward(mixed), mixed))

# %% role="figure"
fig, ax = plt.subplots(figsize=(8, 3))
styles = {"training median": ("o", "#0072B2"), "forward fill": ("x", "#D55E00")}
for i, (idea, (marker, colour)) in enumerate(styles.items()):
    jitter = i + np.random.default_rng(0).uniform(-0.2, 0.2, 200)
    ax.scatter(scores[idea], jitter, marker=marker, color=colour, s=18, label="200 shuffled files")
    ax.axvline(compared.loc[idea, "accuracy"], color=colour, linestyle=["--", ":"][i])
    ax.annotate("file order  ", (compared.loc[idea, "accuracy"], 1.38), color=colour, ha="right", fontsize=9)
ax.set_yticks([0, 1], styles)
ax.set(xlabel="accuracy (share of 121 birds)", ylim=(-0.5, 1.6))
ax.set_title("Forward fill is best in file order, and never again")
plt.show()

# %% [markdown]
# In 200 shuffled files, forward fill scores 0.864 on average and never more than the training median, which gets
# 0.926 in every order. **Accuracy does not tell a
# right pipeline from a wrong one; agreement with the training pipeline does.** **Your turn:** repair the service.

# %%
def fill(frame, stored):
    """The table with each gap filled: `stored` holds the medians of training, by the name of the column."""
    return ...


check("missing_values.fill", fill)

# %% [markdown]
# A test that needs no labels:
# **a row alone must get the same answer as in its batch.**

# %%
# Repair. Wrong: rows lend each other values
def wrong(frame):
    filled = frame[numbers].ffill().fillna(median)
    return training(frame.assign(**filled))


# Right: each gap gets what training put there
fill = yours("missing_values.fill", fill)


def repaired(frame):
    filled = pd.DataFrame(fill(frame[numbers], median), frame.index, numbers)
    return training(frame.assign(**filled))


for serve in (wrong, repaired):
    print(f"{serve.__name__}: logits {trace.alone_and_in_batch(serve, storm):.1f} apart")

# %%
mixed = storm.sample(frac=1, random_state=0)
table = {}
for name, serve in {"training pipeline": training, "broken": wrong, "repaired": repaired}.items():
    apart = np.abs(serve(mixed) - training(mixed)).max()
    table[name] = [accuracy(serve(storm)), accuracy(serve(mixed), mixed), apart]
table = pd.DataFrame(table, index=["accuracy, file order", "accuracy, shuffled", "max |logit difference|"]).T
table.round(3)

# %% [markdown]
# The last column decides: 0.00 for the repaired service. Against the NaN of the storm, the repair brings 0.298 of
# accuracy back.
#
# One idea can't be compared like this: leaving incomplete rows out.

# %%
kept = storm.dropna(subset=numbers)
names = species[training(kept).argmax(axis=1)]
pairs = list(zip(storm["species"], names))  # stops at the shorter one, without a word
print(f"{len(names)} answers for {len(storm)} birds; paired by position {np.mean([a == b for a, b in pairs]):.3f} are right")

# %% [markdown]
# The 35 answers are those of the training pipeline; paired by position, only 0.343 are right. From the first dropped
# row on, each belongs to another bird.
#
# ## 4. Guard
#
# Put the step *inside* the model, so that no service can forget it:
# [`keras.ops.where`](https://keras.io/api/ops/numpy/#where-function) fills, and the fill values travel with the weights.

# %%
# Guard: the model fills its own gaps (in z-scores, the median is (median - mean) / sd; a mark is never NaN)
fill_value = yours("missing_values.fill_value", fill_value)
fills = np.r_[fill_value(median, mean, sd), np.zeros(len(marks))].astype("float32")
x = keras.Input((9,))
guarded = keras.Model(x, model(keras.ops.where(keras.ops.isnan(x), fills, x)))
answers = np.asarray(guarded(encode(storm.fillna(mode))))
print(f"accuracy {accuracy(answers):.3f}, at most {np.abs(answers - right).max():.3f} from training")

# %% [markdown]
# A model that fills every gap never complains, so check the contract at the boundary. One question is whether a sensor is dead.
# **Your turn:**

# %%
def worst_share(frame):
    """The share of gaps, from 0 to 1, in the column that has most of them: one number."""
    return ...


check("missing_values.worst_share", worst_share)

# %% [markdown]
# See the check refuse. The new logger spells "nothing" as -999, which `isna` can't see:

# %%
worst_share = yours("missing_values.worst_share", worst_share)


def check_inputs(frame):
    missing = sorted(set(numbers + texts) - set(frame.columns))
    if missing:
        raise ValueError(f"columns are missing: {missing}")
    far = ((frame[numbers] - mean) / sd).abs().max()
    if (far > 5).any():
        raise ValueError(f"beyond 5 sd, a code? {list(far.index[far > 5])}")
    if len(frame) >= 10 and worst_share(frame[numbers]) > 0.5:
        raise ValueError(f"a dead sensor? {frame[numbers].isna().sum().idxmax()}")


check_inputs(storm)  # good inputs pass, gaps and all
faulty = {
    "codes": storm.fillna(dict.fromkeys(numbers, -999)),
    "dead sensor": storm.assign(body_mass_g=np.nan),
    "no island": storm.drop(columns="island"),
}
for name, frame in faulty.items():
    try:
        check_inputs(frame)
    except ValueError as error:
        print(f"{name}, refused: {error}")

# %% [markdown]
# Comparing with NaN is never true, so a gap is not "far". A table of a few rows may miss half of its readings by bad luck; a table of
# ten or more rows hardly does.
#
# And the rows of which nothing at all is known?

# %%
nothing = storm[numbers].isna().all(axis=1)
sure = np.asarray(keras.ops.softmax(right[nothing])).max(axis=1)
print(f"without any measurement: {nothing.sum()} bird; named with probability {sure.max():.2f}")

# %% [markdown]
# There is one, a bird that nobody measured even before the storm, and the model names it with a probability of 0.89. Its island spoke; no measurement did. Say "unknown" there.
#
# ## Loud and silent
#
# A colleague's imputer was fitted on a table that still holds the target (here as a number). At serving time there is no
# target:

# %%
with_target = train[numbers].assign(target=train["species"].map(list(species).index))
imputer = SimpleImputer(strategy="median").fit(with_target)
try:
    imputer.transform(storm[numbers])
except ValueError:
    print(traceback.format_exc(limit=1))

again = pd.DataFrame(SimpleImputer(strategy="median").fit_transform(storm[numbers]), columns=numbers)
moved = (training(storm.assign(**again)).argmax(axis=1) != right.argmax(axis=1)).sum()
print(f"fitted again on what was served: no error, {moved} labels changed")

# %% [markdown]
# Read the **loud** one from the bottom: the last lines name the column, `target`. The quickest way to make it go away is
# to fit again on the served rows: the **silent** variant, the median of the batch, 7 labels changed.
#
# Another loud one is pandas' own missing value, `NA`, in
# [nullable columns](https://pandas.pydata.org/docs/user_guide/integer_na.html):

# %%
fresh = load_model("missing_values/species")
try:
    fresh(storm[numbers].convert_dtypes().to_numpy(dtype=object))
except Exception as error:
    print(type(error).__name__ + ":", str(error).splitlines()[0][:90])

# %% [markdown]
# Convert with `astype("float64")`: NA becomes NaN, a gap you can fill. Do the same with every other spelling of nothing, and the
# rest of the pipeline needs to know only one. Three loggers send the same three readings:

# %%
loggers = pd.DataFrame(
    {
        "as text": ["45.1", "", "-999"],
        "with None": pd.Series([45.1, None, -999], dtype=object),
        "nullable": pd.Series([45.1, None, -999], dtype="Float64"),
    }
).set_axis(["first", "second", "third"])


def one_spelling(column):
    readings = pd.to_numeric(column, errors="coerce").astype("float64")  # what is no number becomes NaN
    return readings.mask(readings == -999)  # the declared code becomes NaN


loggers.apply(one_spelling)

# %% [markdown]
# Only the code that was declared is a gap: 0, -1 and 9999 stay numbers until the guard refuses them. The row labels stay, too. `apply` returned a
# new table, and the loggers' own is as it was.
#
# In texts, nothing may be the empty text. `column.isna() | column.isin([""])` finds both spellings; `column == ""` would stumble over
# `NA`. Leave the blanks out before you look for the most frequent name, or the mode is a blank. Then store all that training
# learnt, as plain numbers and texts:

# %%
islands = pd.Series(["", "Dream", "", "Biscoe", "", "Dream", None])
blank = islands.isna() | islands.isin([""])
print("with blanks:", repr(islands.mode()[0]), "  without:", repr(islands[~blank].mode()[0]))

stored = {"median": median.to_dict(), "mode": mode.to_dict(), "mean": mean.to_dict(), "sd": sd.to_dict()}
print(json.dumps(stored, indent=1)[:190], "...")

# %% [markdown]
# A column without any value gets its stored fill, too: there is nothing in the batch to learn from, and nothing need be. A table without rows
# gives an answer without rows, `(0, 3)`.
#
# ## Practice: the clinic
#
# Other data, the same contract: patients of a clinic, ten numbers each, and a tenth of the readings lost. **Your turn.** Nothing here is graded.

# %%
clinic = load_diabetes(as_frame=True, scaled=False).data
clinic = clinic.mask(np.random.default_rng(3).random(clinic.shape) < 0.1)


def practice(frame, train):
    """The patients in `frame` as float32 (n, k), filled by the contract, not scaled; `train` has those of training."""
    return ...


check("missing_values.practice", practice)  # then try practice(clinic.tail(3), clinic.head(300))
# Stuck? Remove the "#" for a hint; 2 and 3 tell more.
# hint("missing_values.practice", 1)

# %% [markdown]
# ## Where this bites in real systems
#
# - **A score of 190** ([jfpuget/Kaggle#2](https://github.com/jfpuget/Kaggle/issues/2)). A reader of a competition
#   notebook found NaN in the test table, filled it with 0 before submitting, and suspects that as the reason for the bad
#   score.
# - **"Silent bug, training with NaNs values"**
#   ([neuralforecast#186](https://github.com/Nixtla/neuralforecast/issues/186)). The loss becomes NaN, and it is
#   hard to notice that the data are to blame; the issue asks for an exception instead.
#
# ## Quiz
#
# Four questions with choices. Open the one you would choose.

# %%
quiz("missing_values.first")
quiz("missing_values.median")
quiz("missing_values.forward")
quiz("missing_values.code")

# %% [markdown]
# And one for the keyboard. The next logger writes 0 for a lost body mass. Does `check_inputs` fire? By how much?

# %%
zeros = storm.assign(body_mass_g=storm["body_mass_g"].fillna(0))
# your code here

# %% [markdown]
# <details><summary>Answer</summary>
# <code>check_inputs(zeros)</code> fires, narrowly: 0 g lies 5.3 sd below the mean. With a limit of 6 it would
# pass. For a single code, name it; the range check is for those you don't know yet.</details>
#
# ## What you can do now
#
# - I can **measure** what is missing in served rows, and where NaN enters a network.
# - I can **repair** a prediction service by filling gaps with what training put there, row by row.
# - I can **guard** a model with a check that refuses dead sensors and undeclared codes.
#
# **Next:** [the exercise](../exercises/03_missing_values/03_missing_values.ipynb) gives you a service to repair that tells male from female penguins, with more spellings of
# nothing.

# %% role="evidence"
figures = {
    "birds_test": len(test),
    "accuracy_offline": accuracy(training(test)),
    "adelies_true": (test["species"] == "Adelie").sum(),
    "adelies_broken": called["Adelie"],
    "accuracy_broken": accuracy(broken),
    "readings_lost": storm[numbers].isna().to_numpy().sum(),
    "rows_with_gaps": storm[numbers].isna().any(axis=1).sum(),
    "accuracy_right": compared.loc["training median", "accuracy"],
    "accuracy_most_frequent": compared.loc["most frequent value", "accuracy"],
    "labels_most_frequent": compared.loc["most frequent value", "labels changed"],
    "accuracy_forward_fill": compared.loc["forward fill", "accuracy"],
    "accuracy_forward_shuffled": np.mean(scores["forward fill"]),
    "accuracy_right_shuffled": np.mean(scores["training median"]),
    "shuffled_median_over_forward": min(scores["training median"]) - max(scores["forward fill"]),
    "repaired_difference": table.loc["repaired", "max |logit difference|"],
    "rows_kept": len(kept),
    "accuracy_misaligned": np.mean([a == b for a, b in pairs]),
    "nothing_known_surest": sure.max(),
    "labels_refitted": moved,
    "zero_grams_sd": mean["body_mass_g"] / sd["body_mass_g"],
    "repaired_minus_broken": accuracy(right) - accuracy(broken),
}
figures = {name: float(value) for name, value in figures.items()}
assert nothing.sum() == 1
assert figures.pop("shuffled_median_over_forward") >= 0
figures
