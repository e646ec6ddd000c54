# %% [markdown]
# # Exercise 03 · Missing values: male or female?
#
# {{badges}}
#
# *About 60 minutes · 10 points · hand in this notebook.*
#
# **The scene.** Male and female penguins look alike, so a station tells them apart by network: four
# measurements, two isotope ratios of a drop of blood, species and island. Offline it was right for
# nine birds in ten. After a storm the loggers lose readings, and the service calls bird after bird
# female. No error was raised, and the model file is the same.
#
# You find the gaps, repair the service, and leave a guard behind. Each task ends in a **Check**: it
# tries your function on public cases. When your notebook is graded, the same check runs on other
# inputs. Where a task has edges (another spelling of nothing, other columns), each group of them earns its own part
# of the points once the rest is right. Stuck? `hint("missing_values.predict", 1)` gives the first of three hints for a
# task.

# %% role="setup"
# filled in by the builder

# %%
import numpy as np
import pandas as pd

from autograder.student import before_and_after, case, check, data_path, hint, load_model, trace

NUMBERS = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g", "delta_15_n", "delta_13_c"]
TEXTS = ["species", "island"]

# Blank numbers become NaN; blank text stays the empty text "", as the loggers send it.
blood = pd.read_csv(
    data_path("missing_values/blood.csv"), keep_default_na=False, na_values=dict.fromkeys(NUMBERS, [""])
)
train = blood[blood["split"] == "train"].drop(columns="split")
penguins = blood[blood["split"] == "test"].drop(columns="split").reset_index(drop=True)
model = load_model("missing_values/sexing")
train.head(4)

# %% [markdown]
# The penguins and their values are real (Palmer Station, CC0). Most gaps were injected for this course with a
# fixed seed, in training and test rows alike. **The training card**, found beside the model:
#
# | | |
# | --- | --- |
# | missing number | NaN (or `NA`, `None`, blank), or the code **-999** |
# | missing text | the empty text `""` (or NaN, `NA`, `None`) |
# | 1. fill | numbers: the column's **median**; texts: the **most frequent** value; both of the training rows |
# | 2. scale | `(x - mean) / std`, mean and deviation (`ddof=0`) of the **filled** training rows |
# | 3. encode | one column for each species and island of training; a name that training never saw gets no mark |
# | model output | `(n, 1)` logits: above 0 means male |
#
# Step 2 and step 3 are given; keep them as they are. `params` is what `fit_params`, below, returns. The checks bring
# tables and `params` of other stations, with species, islands and medians of their own.

# %%
def encode(filled, params):
    """Steps 2 and 3 of the training card: a table without gaps becomes (n, 12) float32."""
    columns = [(filled[name] - params["mean"][name]) / params["std"][name] for name in NUMBERS]
    for name in TEXTS:
        columns += [filled[name] == value for value in params["categories"][name]]
    return np.column_stack(columns).astype("float32")

# %% [markdown]
# And this is what the service does: it scales and encodes what the loggers send, gaps and all. Logits beyond ±20
# should make you wonder.

# %%
measured = train[NUMBERS].where(train[NUMBERS] != -999)
service = {"mean": measured.mean().to_dict(), "std": measured.std(ddof=0).to_dict()}
service["categories"] = {name: [text for text in sorted(train[name].unique()) if text] for name in TEXTS}
served = np.asarray(model(encode(penguins, service)))[:, 0]
print(f"called male: {(served > 0).sum()} of {len(served)}; in truth {(penguins['sex'] == 'male').sum()} are")
print(f"answers that are NaN: {np.isnan(served).sum()}; the largest, whatever its sign: {np.nanmax(np.abs(served)):.0f}")

# %% [markdown]
# ## 1 · Evidence (2 points)
#
# **Given** a table that a logger sent. **To do.** Write `count_missing(frame)`: for each input, how many cells hold
# nothing. Nothing has several spellings: read the training card.
#
# **Done when** every spelling is counted, also where numbers came as text (`"45.1"`, `""`, `"-999"`), in pandas'
# nullable columns (`Float64`, `Int64`, `string`), and in columns of objects (`None`). Other numbers, such as 0, -1 or
# 9999, are known. Extra columns are not counted, and a table without rows misses nothing.

# %% role="solution" gid="missing-values-count-missing"
def count_missing(frame):
    """How many cells of each input hold nothing.

    Args:
        frame: DataFrame with at least the columns NUMBERS and TEXTS, in any order.

    Returns:
        {column: count} for NUMBERS and TEXTS.
    """
    # TODO: one count for each input.
    # EXAMPLE: a column [39.1, -999, NaN, 40.3] counts 2; a column ["Dream", "", "Biscoe"] counts 1.
    # HINT: hint("missing_values.evidence", 1)
    ### BEGIN SOLUTION
    counts = {}
    for name in NUMBERS:
        column = pd.to_numeric(frame[name], errors="coerce").astype("float64")
        counts[name] = int((column.isna() | (column == -999)).sum())
    for name in TEXTS:
        counts[name] = int((frame[name].isna() | frame[name].isin([""])).sum())
    return counts
    ### END SOLUTION

# %% role="tests" task="evidence"

# %% [markdown]
# ## 2 · Fit (1 point)
#
# **Given** a training table (with gaps of every spelling, and mostly with the target `sex` in it). **To do.** Write
# `fit_params(train)`: everything that steps 1 to 3 have to remember.
#
# **Done when** medians, most frequent names, scale and categories are those of the training card. Codes and blanks are
# no values, even where blanks outnumber every name. The scale is that of the *filled* numbers. The target is not in it,
# whether the table has one or not. The columns may be of any kind that task 1 names, and in any order.

# %% role="solution" gid="missing-values-fit-params"
def fit_params(train):
    """What has to travel with the model.

    Returns:
        {"median": {number: value}, "mode": {text: value}, "mean": {number: value},
         "std": {number: value}, "categories": {text: its values, sorted}},
        for all NUMBERS and TEXTS.
    """
    # TODO: five small dictionaries.
    # EXAMPLE: [1, 2, 6, NaN, -999] has median 2; filled [1, 2, 6, 2, 2] has mean 2.6 and deviation 1.74.
    # HINT: hint("missing_values.fit", 1)
    ### BEGIN SOLUTION
    numbers = train[NUMBERS].apply(pd.to_numeric, errors="coerce").astype("float64")
    numbers = numbers.mask(numbers == -999)
    texts = {name: train[name][train[name].notna() & ~train[name].isin([""])] for name in TEXTS}
    complete = numbers.fillna(numbers.median())
    return {
        "median": numbers.median().to_dict(),
        "mode": {name: str(text.mode()[0]) for name, text in texts.items()},
        "mean": complete.mean().to_dict(),
        "std": complete.std(ddof=0).to_dict(),
        "categories": {name: sorted(text.unique()) for name, text in texts.items()},
    }
    ### END SOLUTION

# %% role="tests" task="fit"

# %% [markdown]
# ## 3 · Contract (2 points)
#
# **Given** a served table and `params`. **To do.** Write `impute(frame, params)`, step 1 of the training card.
#
# **Done when** the result is a DataFrame with the columns NUMBERS, then TEXTS, in that order; with every row, in the
# caller's order and with the caller's row labels; without a gap, whatever its spelling and the kind of column (task 1);
# and the caller's table is as it was before. Extra columns are left out. A species or island that training never saw is
# no gap: it stays. So does a strange number, such as 9999.

# %% role="solution" gid="missing-values-impute"
def impute(frame, params):
    """The table without gaps.

    Args:
        frame: DataFrame with at least the columns of `params`, in any order. It is not changed.
        params: as returned by `fit_params`.

    Returns:
        DataFrame, float64 numbers and texts; the same rows and row labels as `frame`.
    """
    # TODO: fill each column with its stored value.
    # EXAMPLE: body_mass_g [3750, -999, NaN] with median 4150 becomes [3750, 4150, 4150].
    # HINT: hint("missing_values.contract", 1)
    ### BEGIN SOLUTION
    filled = pd.DataFrame(index=frame.index)
    for name, median in params["median"].items():
        column = pd.to_numeric(frame[name], errors="coerce").astype("float64")
        filled[name] = column.mask(column == -999).fillna(median)
    for name, mode in params["mode"].items():
        column = frame[name].astype(object)
        filled[name] = column.where(column.notna() & ~column.isin([""]), mode)
    return filled
    ### END SOLUTION

# %% role="tests" task="contract"

# %% [markdown]
# ## 4 · Repair (1 point)
#
# **To do.** Write `predict(frame, params, model)`: the logits that the training pipeline would give.
#
# **Done when** the logits agree with the reference on penguins you have not seen: one answer for each row, in the
# order of the rows whatever their labels, and no row's answer depends on its neighbours.

# %% role="solution" gid="missing-values-predict-answer"
def predict(frame, params, model):
    """The logits of the training pipeline.

    Returns:
        Array of shape (rows, 1): logits, no sigmoid.
    """
    # TODO: give the model what it was trained on.
    # EXAMPLE: for a table of 4 penguins the result has shape (4, 1).
    # HINT: hint("missing_values.predict", 1). `trace.card(x)` counts NaN and shows the range.
    ### BEGIN SOLUTION
    return np.asarray(model(encode(impute(frame, params), params)))
    ### END SOLUTION

# %% role="tests" task="predict"

# %% [markdown]
# ## 5 · Edge cases (1 point)
#
# The same `predict` must hold for: **one row**, **no rows** (the result has shape `(0, 1)`), **a column without any
# value**, be it of numbers or of text, **species and islands that training never saw**, **nullable columns**,
# **numbers that came as text**, **`None` for gaps**, and **columns in another order** with extra ones among them.

# %% role="tests" task="edges"

# %% [markdown]
# ## 6 · Nothing known (1 point)
#
# For a bird without one measurement the medians answer, and the answer looks like any other. **To do.** Write
# `name_sex(frame, params, model)`: `"male"` or `"female"` for each row, but `"unknown"` where **all six numbers** are
# missing: as NaN, as codes, or some as this and some as that. Species and island alone tell nothing about the sex;
# one known number is enough for an answer.
#
# **Done when** there is one word for each row, in the order of the rows whatever their labels, also for one row and for
# none, in columns of every kind that task 1 names, and with extra columns.

# %% role="solution" gid="missing-values-name-sex"
def name_sex(frame, params, model):
    """One word for each penguin.

    Returns:
        List of "male", "female" or "unknown", as long as the table.
    """
    # TODO: "unknown" where nothing was measured, otherwise what the logit says.
    # EXAMPLE: logits [2.1, -0.3, 1.7], third row without a number: ["male", "female", "unknown"].
    # HINT: hint("missing_values.unknown", 1)
    ### BEGIN SOLUTION
    numbers = frame[list(params["median"])].apply(pd.to_numeric, errors="coerce").astype("float64")
    nothing = (numbers.isna() | (numbers == -999)).all(axis=1).to_numpy()
    male = predict(frame, params, model)[:, 0] > 0
    return ["unknown" if none else "male" if yes else "female" for none, yes in zip(nothing, male)]
    ### END SOLUTION

# %% role="tests" task="unknown"

# %% [markdown]
# ## 7 · Guard (2 points)
#
# **To do.** Write `guard(frame, params)`: it raises `ValueError` with a sentence for a table that nobody should answer,
# and returns nothing for a good one. Refuse:
#
# - a missing column, of numbers or of text, even in a table without rows (extra columns and another order are fine);
# - a dead sensor: **ten rows or more**, and **more than half** of a column of numbers missing, codes included;
# - a code that nobody declared (9999, -1, 0): a *known* number beyond **5** deviations of `params["std"]` from
#   `params["mean"]`, on either side.
#
# **Done when** every fault is refused, and every good table gets through: with gaps, without rows, with names that
# training never saw. The columns may be of any kind that task 1 names.

# %% role="solution" gid="missing-values-guard-answer"
def guard(frame, params):
    """Refuse a table that nobody should answer.

    Raises:
        ValueError: a column is missing, a sensor is dead, or a known number is beyond 5 deviations.
    """
    # TODO: three tests, each with a sentence of its own.
    # EXAMPLE: twelve rows, seven of them with body_mass_g -999, raise ValueError("body_mass_g is dead").
    # HINT: hint("missing_values.guard", 1)
    ### BEGIN SOLUTION
    lacking = sorted({*params["median"], *params["mode"]} - set(frame.columns))
    if lacking:
        raise ValueError(f"columns are missing: {', '.join(lacking)}")
    for name in params["median"]:
        column = pd.to_numeric(frame[name], errors="coerce").astype("float64")
        column = column.mask(column == -999)
        if len(column) >= 10 and column.isna().mean() > 0.5:
            raise ValueError(f"{name}: more than half of the cells are missing; is the sensor dead?")
        if ((column - params["mean"][name]).abs() > 5 * params["std"][name]).any():
            raise ValueError(f"{name}: a value is far outside the training range; is it a code?")
    ### END SOLUTION

# %% role="tests" task="guard"

# %% [markdown]
# ## The station tells them apart again
#
# Once tasks 2 to 4 are green, run this cell: it asks your service about every penguin.

# %%
def tell_males():
    return predict(penguins, fit_params(train), model)[:, 0] > 0


before_and_after("missing_values", tell_males, served > 0, penguins["sex"] == "male", "penguins")

# %% [markdown]
# ## To think about (not graded)
#
# Suppose a colleague proposes: "Gentoos are heavier, so let us fill each gap with the median of the bird's own species.
# On the birds I weighed again it was closer to the truth." Is the colleague right about the values, and would you put it
# into this service? What else would have to change with it?
