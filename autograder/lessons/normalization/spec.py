"""Lesson 01: the statistics of training belong to the model."""

from autograder.core.specs import LessonSpec, Part, Task, Tolerance

_LOGITS = Tolerance(atol=2e-4)

SPEC = LessonSpec(
    number=1,
    slug="normalization",
    title="Normalization",
    claim="The model is fine; the numbers it is given are on another scale.",
    lesson_minutes=65,
    exercise_minutes=50,
    objectives=(
        "Measure whether served inputs are on the scale of the training inputs.",
        "Repair a prediction service by applying the statistics stored at training time.",
        "Guard a model with a check that refuses inputs it was not trained for.",
    ),
    run_seconds=60,
    tasks=(
        Task(
            name="evidence",
            title="Evidence: how far did the inputs move?",
            entry_point="skew",
            signature="train, served",
            points=2,
            tolerance=Tolerance(atol=1e-4, rtol=1e-4),
            parts=(Part(title="columns in another order", points=0.5, cases=("columns in another order",)),),
            hints=(
                "Look at the column means of both tables, and at the spread of the training table.",
                "A shift counts in units of the spread that the model knows: the training one.",
                "For each column of `train`: `(served[c].mean() - train[c].mean()) / train[c].std(ddof=0)`.",
            ),
        ),
        Task(
            name="fit",
            title="Fit: the statistics to keep with the model",
            entry_point="fit_stats",
            signature="train",
            points=1,
            tolerance=Tolerance(atol=1e-12, rtol=1e-9),
            require=frozenset({"order"}),
            parts=(
                Part(
                    title="columns that never vary",
                    points=0.5,
                    cases=("a column that never varies", "a column of zeros"),
                ),
            ),
            hints=(
                "The training script used NumPy. Which `ddof` does `np.std` use when you don't say?",
                "Population deviation (`ddof=0`), plain floats for JSON, and a column that never varies gets 1.0.",
                "`train.std(ddof=0)`, with `.replace(...)` where it is 0.0; then a dict of two, each made with `.to_dict()`.",
            ),
        ),
        Task(
            name="contract",
            title="Contract: what the model is given",
            entry_point="standardize",
            signature="frame, stats",
            points=1,
            tolerance=Tolerance(atol=1e-4),
            rows=0,
            require=frozenset({"type", "dtype"}),
            parts=(
                Part(title="one row", points=0.25, cases=("one row",)),
                Part(title="other columns", points=0.25, cases=("another order", "extra columns")),
                Part(title="integers", points=0.25, cases=("integers",)),
            ),
            hints=(
                "Read the contract again: type, dtype, shape, and whose data must not change.",
                "Select the columns by name, in the order of `stats['mean']`; that also makes a copy.",
                "`list(stats['mean'])` names the columns; then `(frame[columns].to_numpy(float) - mean) / std` as `float32`.",
            ),
        ),
        Task(
            name="predict",
            title="Repair: predictions of the training pipeline",
            entry_point="predict",
            signature="frame, stats, model",
            points=3,
            predictions=True,
            rows=0,
            tolerance=_LOGITS,
            parts=(
                Part(title="one outlier", points=0.5, cases=("one outlier",)),
                Part(title="the same bottle twice", points=0.5, cases=("the same bottle twice",)),
            ),
            hints=(
                "Print the card of what your function gives the model, beside the training card.",
                "The model wants z-scores made with the training statistics, whatever batch arrives.",
                "`model(standardize(frame, stats))`, as a NumPy array.",
            ),
        ),
        Task(
            name="edges",
            title="Edge cases: one bottle, none, other columns",
            entry_point="predict",
            signature="frame, stats, model",
            points=2,
            predictions=True,
            tolerance=_LOGITS,
            parts=(
                Part(title="exactly 13 rows", points=0.25, cases=("as many rows as columns",)),
                Part(title="one row", points=0.25, cases=("one row",)),
                Part(title="no rows", points=0.5, cases=("no rows",)),
                Part(title="columns in another order", points=0.25, cases=("columns in another order",)),
                Part(title="extra columns", points=0.25, cases=("extra columns",)),
                Part(title="integers", points=0.25, cases=("integers",)),
            ),
            hints=(
                "Try a table of one row, then `frame.iloc[:0]`, then one with its columns reversed.",
                "`model.predict` can't take an empty batch; calling the model can.",
                "Select columns by name, never by position, and use `np.asarray(model(x))`.",
            ),
        ),
        Task(
            name="guard",
            title="Guard: refuse what the model was not trained for",
            entry_point="guard",
            signature="frame, stats",
            points=1,
            tolerance=Tolerance(),
            require=frozenset({"sentence"}),
            parts=(
                Part(
                    title="tables of every kind",
                    points=0.25,
                    cases=(
                        "a missing column, another name",
                        "a missing column, no rows",
                        "good rows in another order",
                        "good rows, extra columns",
                        "good rows, other statistics",
                        "no rows",
                        "within 10 deviations",
                        "at exactly 10 deviations",
                    ),
                ),
                Part(
                    title="missing and infinite values",
                    points=0.25,
                    cases=("a missing value", "an infinite value", "a negative infinite value"),
                ),
                Part(
                    title="values beyond 10 deviations",
                    points=0.25,
                    cases=(
                        "one value beyond 10 deviations",
                        "one value below -10 deviations",
                        "one far value among many rows",
                        "already z-scores",
                    ),
                ),
            ),
            hints=(
                "Three questions: is every column there, is every number finite, is any number far away?",
                "Far away means: its z-score, by the training statistics, is beyond 10 in size.",
                "Missing columns: `set(stats['mean']) - set(frame.columns)`. Then compute z and test `np.isfinite(z).all()` and `(abs(z) <= 10).all()`.",
            ),
        ),
    ),
)
