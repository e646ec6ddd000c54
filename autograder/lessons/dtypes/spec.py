"""Lesson 04: a dtype decides which values exist."""

from autograder.core.specs import LessonSpec, Part, Task, Tolerance

SPEC = LessonSpec(
    number=4,
    slug="dtypes",
    title="Dtypes",
    claim="The model is fine; the values changed on their way through a dtype.",
    lesson_minutes=80,
    exercise_minutes=60,
    objectives=(
        "Measure what a cast or an integer operation does to the values of an input.",
        "Repair a service by converting before computing, with the scale and the unit of training.",
        "Guard a model with a check of dtype, range and unit at the boundary.",
    ),
    run_seconds=60,
    tasks=(
        Task(
            name="evidence",
            title="Evidence: what does a cast destroy?",
            entry_point="cast_loss",
            signature="values, dtype",
            points=2,
            tolerance=Tolerance(),
            hints=(
                "Look at single values: `values.tolist()` and `values.astype(dtype).tolist()` are Python numbers.",
                "Python compares an int with a float exactly; NumPy first makes both float64. Count, don't average.",
                "`changed`: how often `a != b` over both lists, zipped. `merged`: `len(set(...))` of the first minus that of the second.",
            ),
            parts=(
                Part(
                    title="where a cast wraps around",
                    points=0.25,
                    cases=("pixels as int8", "customers beyond 2**53 as int32"),
                ),
                Part(
                    title="beyond 2**53",
                    points=0.25,
                    cases=("customers beyond 2**53 as float64",),
                ),
                Part(
                    title="too large for float16",
                    points=0.25,
                    cases=("weights as float16",),
                ),
                Part(
                    title="no values",
                    points=0.25,
                    cases=("no values",),
                ),
            ),
        ),
        Task(
            name="contract",
            title="Contract: what the reader is given",
            entry_point="to_unit_range",
            signature="images",
            points=1,
            tolerance=Tolerance(atol=1e-5),
            rows=0,
            require=frozenset({"type", "dtype"}),
            hints=(
                "Write down what 0, 127, 128 and 255 must become, and what your function makes of them in `uint8`.",
                "Convert first, compute second. The scale of training is 127.5: not 127, not 128.",
                'Start from `np.asarray(images, dtype="float32")`; divide by 127.5, subtract 1, into a new array.',
            ),
            parts=(
                Part(
                    title="a weak lamp",
                    points=0.25,
                    cases=("a weak lamp",),
                ),
                Part(
                    title="floats between two grey levels",
                    points=0.25,
                    cases=("floats between two grey levels",),
                ),
                Part(
                    title="the caller's pictures",
                    points=0.25,
                    cases=("float32",),
                ),
            ),
        ),
        Task(
            name="predict",
            title="Repair: the logits of the training pipeline",
            entry_point="read_digits",
            signature="images, model",
            points=2,
            predictions=True,
            rows=0,
            tolerance=Tolerance(atol=2e-4),
            hints=(
                "Print `trace.card` of what your function gives the model, for a `uint8` and for a `float64` batch.",
                "The model wants your `to_unit_range` of the pictures, whatever dtype they came in.",
                "Call the model, don't use `model.predict`, which refuses an empty batch: `np.asarray(model(x))`.",
            ),
            parts=(
                Part(
                    title="a weak lamp",
                    points=0.25,
                    cases=("a weak lamp",),
                ),
                Part(
                    title="float32 pictures",
                    points=0.25,
                    cases=("float32", "a read-only buffer, float32"),
                ),
                Part(
                    title="one picture and none",
                    points=0.25,
                    cases=("one picture", "no pictures"),
                ),
                Part(
                    title="scattered in memory",
                    points=0.25,
                    cases=("a slice of a larger array", "stored column by column"),
                ),
            ),
        ),
        Task(
            name="hours",
            title="Repair: the hour, whatever the unit",
            entry_point="hour_of_day",
            signature="times",
            points=2,
            rows=0,
            tolerance=Tolerance(),
            require=frozenset({"integer"}),
            hints=(
                "Print `times.dtype` for several cases: what differs between them?",
                "Let pandas count: `.dt.hour` knows the unit. A time with a zone goes to UTC first.",
                '`times.dt.tz` tells whether there is a zone, `.dt.tz_convert("UTC")` moves it; then `.dt.hour`, `.fillna(-1)`, integers.',
            ),
            parts=(
                Part(
                    title="other time zones",
                    points=0.25,
                    cases=("a zone with half an hour, us", "a zone in the west, ns"),
                ),
                Part(
                    title="missing times",
                    points=0.25,
                    cases=("a missing time", "a missing time with a zone"),
                ),
                Part(
                    title="one time and none",
                    points=0.25,
                    cases=("one time", "no times"),
                ),
                Part(
                    title="labels in another order",
                    points=0.25,
                    cases=("labels in another order",),
                ),
            ),
        ),
        Task(
            name="ids",
            title="Edge cases: customers beyond 2**24 and 2**53",
            entry_point="encode_ids",
            signature="ids, vocab",
            points=1,
            rows=0,
            tolerance=Tolerance(),
            require=frozenset({"integer"}),
            hints=(
                "Above which integer does float32 skip numbers? And float64, which a missing value may bring in?",
                "Look each number up as a Python int: exact at any size. Ask for missing before you convert.",
                "Make a dict `{number: position}` that starts at 1; then `.get(int(i), 0)` for each `i` that isn't `pd.isna`.",
            ),
            parts=(
                Part(
                    title="neighbours beyond 32 bits",
                    points=0.25,
                    cases=("2**32 apart", "above 2**53", "above 2**53, one is missing, Int64"),
                ),
                Part(
                    title="missing numbers, few customers, other labels",
                    points=0.25,
                    cases=(
                        "one is missing, Int64",
                        "one is missing, float64",
                        "None, NaN and NA, object",
                        "one customer",
                        "no customers",
                        "labels in another order",
                    ),
                ),
            ),
        ),
        Task(
            name="codes",
            title="Edge cases: '1' stays '1'",
            entry_point="category_codes",
            signature="codes",
            points=1,
            rows=0,
            tolerance=Tolerance(),
            hints=(
                "What is `str(1.0)`? And why is a column of whole numbers float64 as soon as one is missing?",
                "Three cases: missing gives '', text stays as it is, a number goes through `int`. 0 is a number, 'nan' is a text.",
                "For each code: `pd.isna(code)` first, then `isinstance(code, str)`, else `str(int(code))`.",
            ),
            parts=(
                Part(
                    title="0, long numbers, and texts that look like a number or like nothing",
                    points=0.25,
                    cases=(
                        "0 is a code",
                        "0 as float64, one is missing",
                        "the texts 'nan' and 'None'",
                        "the text '1.0'",
                        "eight digits as float64",
                    ),
                ),
                Part(
                    title="every kind of column",
                    points=0.25,
                    cases=(
                        "Int64, one is missing",
                        "a category, one is missing",
                        "None, NaN and NA, object",
                        "numbers and text, object",
                        "one code",
                        "no codes",
                        "labels in another order",
                    ),
                ),
            ),
        ),
        Task(
            name="guard",
            title="Guard: refuse pixels of another kind",
            entry_point="guard",
            signature="images",
            points=1,
            tolerance=Tolerance(),
            require=frozenset({"sentence"}),
            hints=(
                "Four questions: are these numbers, are they finite, are they within 0 to 255, is any above 1?",
                "`images.dtype.kind` is 'u', 'i' or 'f' for numbers. An empty batch is good, and has no minimum.",
                "Raise `ValueError` for each: kind not in 'uif'; `not np.isfinite(images).all()`; min below 0 or max above 255; max at most 1.",
            ),
            parts=(
                Part(
                    title="pixels that are missing or infinite",
                    points=0.25,
                    cases=("a missing pixel", "an infinite pixel"),
                ),
                Part(
                    title="text, true and false",
                    points=0.25,
                    cases=("text", "true and false"),
                ),
                Part(
                    title="good pictures of every kind",
                    points=0.25,
                    cases=(
                        "good: float32",
                        "good: float16",
                        "good: uint16",
                        "good: int8, up to 127",
                        "good: one black picture of two",
                        "good: the brightest pixel is 2",
                        "good: no pictures",
                    ),
                ),
            ),
        ),
    ),
)
