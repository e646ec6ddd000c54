"""What the student writes in lesson 03: fill values, counts of gaps, the repair of a row, and practice."""

from autograder.core.specs import Task, Tolerance

_EXACT = Tolerance(atol=1e-9, rtol=1e-9)

TASKS = (
    Task(
        name="fill_value",
        title="Contract: what the model sees in place of a gap",
        entry_point="fill_value",
        signature="median, mean, sd",
        points=0,
        tolerance=_EXACT,
        hints=(
            "First the gap gets its fill, then every value becomes a z-score. Which number is filled in?",
            "The z-score of the median: minus the mean, over the sd. It is near 0, and not 0.",
            "`(median - ...) / ...`",
        ),
    ),
    Task(
        name="rows_with_gaps",
        title="Evidence: how many rows have a gap",
        entry_point="rows_with_gaps",
        signature="frame",
        points=0,
        tolerance=_EXACT,
        hints=(
            "A row with three gaps is one row. What does `isna` say of each reading?",
            "`any(axis=1)` asks along each row; `sum` then counts the rows.",
            "`frame.isna().any(axis=...).sum()`",
        ),
    ),
    Task(
        name="fill",
        title="Repair: each gap gets what training put there",
        entry_point="fill",
        signature="frame, stored",
        points=0,
        tolerance=_EXACT,
        hints=(
            "Which numbers must not depend on the birds that happen to be in `frame`?",
            "`fillna` takes one value for each column, by name.",
            "`frame.fillna(...)`",
        ),
    ),
    Task(
        name="changed",
        title="Repair: how many labels changed",
        entry_point="changed",
        signature="answers, right",
        points=0,
        tolerance=_EXACT,
        hints=(
            "The label of a bird is the place of its largest logit. Along which axis?",
            "Take `argmax(axis=1)` of both, and count where they differ.",
            "`(answers.argmax(axis=1) != ...).sum()`",
        ),
    ),
    Task(
        name="worst_share",
        title="Guard: the column with most gaps",
        entry_point="worst_share",
        signature="frame",
        points=0,
        tolerance=_EXACT,
        hints=(
            "First the share of gaps in each column, then the largest of them.",
            "The mean of True and False is a share.",
            "`frame.isna().mean()....()`",
        ),
    ),
    Task(
        name="practice",
        title="Practice: gaps filled with training medians",
        entry_point="practice",
        signature="frame, train",
        points=0,
        tolerance=Tolerance(atol=1e-4),
        hints=(
            "Which of the two tables is the same for every request?",
            "The medians of `train`, column by column, go into the gaps of `frame`.",
            "`frame.fillna(train.median()).to_numpy('float32')`",
        ),
    ),
)
