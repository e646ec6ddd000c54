# %% [markdown]
# # Exercise 08 · Label maps: the water meter hotline
#
# {{badges}}
#
# *About 45 minutes · 10 points · hand in this notebook.*
#
# **The scene.** People send pictures of their water meter to a hotline, digit by digit. A small network answers each
# picture with ten scores. The service takes the largest and reads a word to the caller. Since last week
# nine words in ten are wrong. No error was raised. The model file is the same, and so is every score.
#
# **What you need to know.** A model knows no names. It knows column 0, column 1, and so on. Training decided once which
# name belongs to which column. A service that decides it anew may decide otherwise. Then the answers are right, and the names
# on them are not.
#
# Each task ends in a **Check**: it tries your function on public cases. When your notebook is graded, the same check runs
# on other inputs. The edges of a task earn parts of its points once the rest is right. Stuck?
# `hint("label_maps.contract", 1)` gives the first of three hints for a task.

# %% role="setup"
# filled in by the builder

# %%
import json

import numpy as np
import pandas as pd

from autograder.student import before_and_after, case, check, data_path, gallery, hint, load_model

digits = np.load(data_path("label_maps/digits.npz"))
pictures, truth = digits["pictures"], digits["names"]
model = load_model("label_maps/reader")
scores = np.asarray(model(pictures.reshape(-1, 64).astype("float32") / 16))
print("scores:", scores.shape, "- the first row:", scores[0].round(1))

# %% [markdown]
# The digits were written by real people (UCI, CC BY 4.0). Training left a file beside the model, `classes.json`. It holds
# the number of each name. This is how the service reads it since last week:

# %%
with open(data_path("label_maps/classes.json")) as file:
    stored = json.load(file)
print(stored)

service_names = list(stored)
said = np.array([service_names[i] for i in scores.argmax(axis=1)])
numbers = np.array([stored[name] for name in truth])
print(f"right by number: {(scores.argmax(axis=1) == numbers).mean():.1%}")
print(f"right by name:   {(said == truth).mean():.1%}")

gallery(
    {f"the service says: {name}": pictures[said == name] * 15 for name in ("eight", "zero", "six")},
    "Three words of the service, and pictures that it says them to. Which word is right?",
)
pd.crosstab(truth, said, rownames=["in truth"], colnames=["said"])

# %% [markdown]
# Every row of the table has one large number: the model tells the digits apart. But the number stands below another
# name. Only *six* is called six: by chance, it has the same place in both orders.
#
# The file was written with `sort_keys=True`. So its entries stand in the order of the alphabet, and the numbers beside
# the names were not read.
#
# Two other services got there in another way. One collected its names [in a
# set](https://github.com/open-edge-platform/geti/issues/2397), which has no order. One had folders `1` to `100` and found them
# [sorted as text](https://github.com/pytorch/vision/issues/714):

# %%
print("as text:   ", sorted(["1", "2", "10", "20", "3"]))
print("as numbers:", sorted(["1", "2", "10", "20", "3"], key=int))

# %% [markdown]
# ## 1 · Contract (2 points)
#
# **Given** the names of the training rows, in their order. Training numbers the names from 0 as it meets them: the
# first row's name is 0, the next name that is new is 1.
#
# **To do.** Write `class_numbers(train_names)`: the number of each name, as it is stored beside the model.
#
# **Done when** each name has its number, however often it occurs, be it a word or a number as text, such as `"10"`. A
# capital letter makes another name: `"Six"` is not `"six"`. A Series counts in the order of its rows, whatever its index.
# There may be one name, or no rows at all.

# %% role="solution" gid="label-maps-class-numbers"
def class_numbers(train_names):
    """The number of each class.

    Args:
        train_names: List, array or Series of texts: the name of each training row.

    Returns:
        {name: number}, the numbers from 0 in the order in which the names first appear.
    """
    # TODO: one entry for each name.
    # EXAMPLE: ["six", "two", "six", "nine"] gives {"six": 0, "two": 1, "nine": 2}.
    # HINT: hint("label_maps.contract", 1)
    ### BEGIN SOLUTION
    numbers = {}
    for name in train_names:
        if name not in numbers:
            numbers[name] = len(numbers)
    return numbers
    ### END SOLUTION

# %% role="tests" task="contract"

# %% [markdown]
# ## 2 · Read (3 points)
#
# **Given** what `json.load` returns. There are three kinds of files:
#
# | kind | looks like | who writes it |
# | --- | --- | --- |
# | name to number | `{"nine": 2, "six": 0, "two": 1}` | Keras, as `class_indices` |
# | number to name | `{"2": "nine", "0": "six", "1": "two"}` | Hugging Face, as `id2label` |
# | list | `["six", "two", "nine"]` | many |
#
# JSON makes a text of every key. So the numbers of the second kind are texts, and their order as text is not theirs.
#
# **To do.** Write `read_names(stored)`: the names in the order of their numbers.
#
# **Done when** all three kinds give the same list, in whatever order a dictionary stands. There may be more than ten
# numbers. The names may look like numbers, too: `{"7": 0, "3": 1}` and `{"0": "7", "1": "3"}` both give `["7", "3"]`. What
# holds nothing gives an empty list.

# %% role="solution" gid="label-maps-read-names"
def read_names(stored):
    """The names of the classes, number 0 first.

    Args:
        stored: {name: number}, {number as text: name}, or a list of names. Numbers go from 0, without a gap.

    Returns:
        List of names.
    """
    # TODO: tell the three kinds apart. Then go by the numbers.
    # EXAMPLE: all three files of the table give ["six", "two", "nine"].
    # HINT: hint("label_maps.read", 1)
    ### BEGIN SOLUTION
    if isinstance(stored, list):
        return stored
    by_number = {}
    for key, value in stored.items():
        if isinstance(value, int):
            by_number[value] = key
        else:
            by_number[int(key)] = value
    return [by_number[i] for i in range(len(by_number))]
    ### END SOLUTION

# %% role="tests" task="read"

# %% [markdown]
# ## 3 · Repair (3 points)
#
# **Given** scores and the names in their order. Most networks have a column for each name, and the largest score wins. A network
# that ends in one sigmoid has **one column and two names**: its number is the probability of the *second* name.
#
# **To do.** Write `decide(scores, names)`: one name for each row.
#
# **Done when** the largest score names the row, with three columns as with ten, also where all scores are negative, and
# for one row. Two columns are two scores. One column names the second name above 0.5. Of equal scores the first wins, and exactly 0.5
# is the first name. No rows give no names.

# %% role="solution" gid="label-maps-decide-answer"
def decide(scores, names):
    """One name for each row.

    Args:
        scores: Array (n, k) with a column for each of k names, or (n, 1) with two names.
        names: List of names; number 0 stands first.

    Returns:
        n names, in a list or an array.
    """
    # TODO: two cases, by the number of columns.
    # EXAMPLE: [[0.1, 2.0], [3.0, 1.0]] with ["no", "yes"] gives ["yes", "no"]; [[0.9]] gives ["yes"].
    # HINT: hint("label_maps.decide", 1)
    ### BEGIN SOLUTION
    if scores.shape[1] == 1:
        return [names[1] if p > 0.5 else names[0] for p in scores[:, 0]]
    return [names[i] for i in scores.argmax(axis=1)]
    ### END SOLUTION

# %% role="tests" task="decide"

# %% [markdown]
# ## 4 · Guard (2 points)
#
# **To do.** Write `check_names(names, stored, columns)`. It raises `ValueError` with a sentence for names that do not fit, and returns
# nothing for good ones. Refuse:
#
# - a number of names that is not the model's: one for each column, but two where there is one column;
# - a name that occurs twice, even if it was stored so;
# - other names than `stored`, or the same names in another order.
#
# **Done when** each fault is refused and all good names get through. `names` may be a list, a tuple or an array. `stored` may
# be at fault as well: it may have more names than the model has columns, or fewer.

# %% role="solution" gid="label-maps-check-names"
def check_names(names, stored, columns):
    """Refuse names that do not fit the model.

    Args:
        names: What the service is about to use: list, tuple or array of texts.
        stored: List of names, as `read_names` returns it.
        columns: The number of columns of the model's scores, 1 or more.

    Raises:
        ValueError: the number of names is wrong, a name occurs twice, or `stored` says otherwise.
    """
    # TODO: three tests, each with a sentence of its own.
    # EXAMPLE: ["two", "six"], stored ["six", "two"], 2 columns: ValueError("another order than stored").
    # HINT: hint("label_maps.guard", 1)
    ### BEGIN SOLUTION
    wanted = 2 if columns == 1 else columns
    if len(names) != wanted:
        raise ValueError(f"{wanted} names expected, got {len(names)}")
    if len(set(names)) != len(names):
        raise ValueError("a name stands there twice")
    if list(names) != list(stored):
        raise ValueError("the names are not those that training stored, in their order")
    ### END SOLUTION

# %% role="tests" task="guard"

# %% [markdown]
# ## The hotline reads digits again
#
# Once tasks 2 and 3 are green, run this cell: it asks your service about every picture.

# %%
def read_digits():
    return decide(scores, read_names(stored))


before_and_after("label_maps", read_digits, said, truth, "pictures")

# %% [markdown]
# ## To think about (not graded)
#
# Somebody trains the model again, with the rows in another order, and forgets to copy the new `classes.json`. What would
# have to stand in the file so that your guard notices? And which pictures would you keep, with their names, to try at
# every start of the service?
