"""Lesson 03: what training put in a gap belongs to the model."""

from autograder.core.specs import LessonSpec, Part, Task, Tolerance

_LOGITS = Tolerance(atol=1e-3)
_SPELLINGS = ("numbers that came as text", "nullable columns", "None for gaps")
_COLUMNS = "columns in another order, extra columns"
_KNOWN = "0, -1, 999 and 9999 are known"
_UNSEEN = "names that training never saw"
_DEAD = (
    "more than half is NaN",
    "more than half is -999",
    "NaN and -999, together more than half",
    "ten rows, six of them missing",
    "a whole column is missing",
    "more than half is blank, numbers as text",
    "half of a column is missing",
    "nine rows, a column without any value",
    "twelve rows without an island",
)
_FAR = (
    "far below: bill_length_mm",
    "far above: bill_depth_mm",
    "far below: flipper_length_mm",
    "far above: body_mass_g",
    "far below: delta_15_n",
    "9999 in one row",
    "-1 among good rows",
    "0 in place of every gap",
    "far away, numbers as text",
    "4.9 deviations, on either side",
)

SPEC = LessonSpec(
    number=3,
    slug="missing_values",
    title="Missing values",
    claim="The model is fine; the gaps are filled with something else.",
    lesson_minutes=75,
    exercise_minutes=75,
    objectives=(
        "Measure what is missing in served rows, and where NaN enters a network.",
        "Repair a prediction service by filling gaps with what training put there, row by row.",
        "Guard a model with a check that refuses dead sensors and undeclared codes.",
    ),
    run_seconds=60,
    tasks=(
        Task(
            name="evidence",
            title="Evidence: what is missing, and where?",
            entry_point="count_missing",
            signature="frame",
            points=2,
            tolerance=Tolerance(atol=1e-6),
            parts=(
                Part(title="other spellings", points=0.5, cases=_SPELLINGS),
                Part(title="strange numbers", points=0.25, cases=(_KNOWN,)),
                Part(title="other tables", points=0.25, cases=(_COLUMNS, "no rows")),
            ),
            hints=(
                "Print `frame.isna().sum()` beside the smallest value of each column. Which gap hides?",
                "Three spellings of nothing: NaN (or NA, None), the code -999, and the empty text.",
                (
                    "Numbers: `n = pd.to_numeric(frame[c], errors='coerce').astype('float64')`, then count `n.isna() | (n == -999)`. "
                    "Text: count `frame[c].isna() | frame[c].isin([''])`."
                ),
            ),
        ),
        Task(
            name="fit",
            title="Fit: what has to travel with the model",
            entry_point="fit_params",
            signature="train",
            points=1,
            tolerance=Tolerance(atol=1e-9, rtol=1e-6),
            parts=(
                Part(title="other spellings", points=0.25, cases=_SPELLINGS),
                Part(
                    title="blanks in the lead, no target",
                    points=0.25,
                    cases=("blank text outnumbers every name", "columns in another order, no target"),
                ),
            ),
            hints=(
                "In which order did training work: first the gaps, then the scale? And is -999 a measurement?",
                (
                    "Turn codes and blanks into gaps first. The median knows measured values only; mean and deviation "
                    "are those of the filled table. The target `sex` is no input."
                ),
                (
                    "`n = ...` (codes as NaN), `median = n.median()`, `filled = n.fillna(median)`, then `filled.mean()` "
                    "and `filled.std(ddof=0)`; texts: `mode()[0]` and the sorted `unique()` values."
                ),
            ),
        ),
        Task(
            name="contract",
            title="Contract: a table without gaps",
            entry_point="impute",
            signature="frame, params",
            points=2,
            tolerance=Tolerance(atol=1e-6),
            parts=(
                Part(title="row labels", points=0.25, cases=("rows with labels",)),
                Part(title="other columns", points=0.25, cases=(_COLUMNS,)),
                Part(title="other spellings", points=0.25, cases=_SPELLINGS),
                Part(title="what is no gap", points=0.25, cases=(_UNSEEN, _KNOWN)),
            ),
            hints=(
                "Compare the row labels, the order of the columns and the caller's table before and after.",
                "Start an empty table with the caller's row labels; add one filled column after the other, by name.",
                (
                    "An empty `pd.DataFrame(index=...)`, then for each name and value in `params['median']`: "
                    "the numbers with `fillna(value)`; the same for `params['mode']`."
                ),
            ),
        ),
        Task(
            name="predict",
            title="Repair: predictions of the training pipeline",
            entry_point="predict",
            signature="frame, params, model",
            points=1,
            predictions=True,
            rows=0,
            tolerance=_LOGITS,
            parts=(Part(title="row labels", points=0.25, cases=("rows with labels",)),),
            hints=(
                "Print the card of what your function gives the model: count of NaN, smallest and largest value.",
                "Every row gets an answer, in its own place; every gap gets the stored value, whatever the batch.",
                "The given `encode` of your `impute`d table, then the model, as a NumPy array.",
            ),
        ),
        Task(
            name="edges",
            title="Edge cases: one row, none, other types",
            entry_point="predict",
            signature="frame, params, model",
            points=1,
            predictions=True,
            tolerance=_LOGITS,
            parts=(
                Part(title="no rows", points=0.25, cases=("no rows",)),
                Part(title="other spellings", points=0.25, cases=_SPELLINGS),
                Part(
                    title="other columns",
                    points=0.25,
                    cases=(
                        "a column without any value",
                        "a text column without any value",
                        _UNSEEN,
                        _COLUMNS,
                    ),
                ),
            ),
            hints=(
                "Try `frame.iloc[:1]`, `frame.iloc[:0]`, `frame.convert_dtypes()` and a column of NaN.",
                "Text and nullable columns become plain numbers first; an island that training never saw stays as it is.",
                "`pd.to_numeric(column, errors='coerce').astype('float64')` reads all three kinds of column.",
            ),
        ),
        Task(
            name="unknown",
            title="Nothing known: say so",
            entry_point="name_sex",
            signature="frame, params, model",
            points=1,
            predictions=True,
            rows=0,
            tolerance=Tolerance(),
            parts=(
                Part(title="codes", points=0.25, cases=("six codes", "codes and NaN together")),
                Part(
                    title="other tables",
                    points=0.25,
                    cases=("one bird without a number", "rows with labels", "no rows", _COLUMNS, *_SPELLINGS),
                ),
            ),
            hints=(
                "Which rows got their answer from the medians alone?",
                "A row is unknown when all six numbers are missing; species and island don't count.",
                (
                    "`nothing = (numbers.isna() | (numbers == -999)).all(axis=1)`; then one word for each row: "
                    "unknown, or male where the logit is above 0."
                ),
            ),
        ),
        Task(
            name="guard",
            title="Guard: refuse dead sensors and undeclared codes",
            entry_point="guard",
            signature="frame, params",
            points=2,
            tolerance=Tolerance(),
            require=frozenset({"sentence"}),
            parts=(
                Part(
                    title="missing columns",
                    points=0.25,
                    cases=(
                        "a missing text column",
                        "another column in place of one",
                        "no rows, and a missing column",
                    ),
                ),
                Part(title="dead sensors", points=0.5, cases=_DEAD),
                Part(title="far values", points=0.5, cases=_FAR),
                Part(
                    title="other good tables",
                    points=0.25,
                    cases=(
                        "one row with gaps",
                        "no rows",
                        _UNSEEN,
                        "other order, extra columns",
                        *_SPELLINGS,
                    ),
                ),
            ),
            hints=(
                "Three questions: is every column there, is a sensor dead, is a known number far away?",
                "Dead: ten rows or more, and more than half of a column missing. Far: |z| above 5, known numbers only.",
                "`share = numbers.isna().mean()` after -999 became NaN; `z = (numbers - mean) / std`; NaN compares as False.",
            ),
        ),
    ),
)
