"""Lesson 05: a model trusts the order of axes; nothing in an array says what an axis means."""

from autograder.core.specs import LessonSpec, Part, Task, Tolerance

_LOGITS = Tolerance(atol=1e-3)

SPEC = LessonSpec(
    number=5,
    slug="shapes",
    title="Shapes",
    claim="The model is fine, and so is every pixel; the axes stand in another order.",
    lesson_minutes=75,
    exercise_minutes=80,
    objectives=(
        "Trace one picture through a pipeline to prove which axis is which.",
        "Repair a batch with a transposition, where a reshape or a squeeze scrambles it.",
        "Guard a model and a metric against shapes that Keras and NumPy accept without a word.",
    ),
    run_seconds=60,
    tasks=(
        Task(
            name="evidence",
            title="Evidence: is each picture still itself?",
            entry_point="moved",
            signature="raw, batch",
            points=2,
            tolerance=Tolerance(atol=1e-3),
            parts=(
                Part(title="one picture", points=0.25, cases=("one picture, upside down",)),
                Part(title="fractions of a level", points=0.25, cases=("off by a fraction of a level",)),
            ),
            hints=(
                "A mean or a histogram can't see a moved pixel. What can?",
                "Put picture i of the delivery, `raw[:, :, i]`, beside picture i of the batch, `batch[i, :, :, 0]`.",
                "For each i: the largest of `np.abs(batch[i, :, :, 0] - raw[:, :, i])`.",
            ),
        ),
        Task(
            name="contract",
            title="Contract: the batch that the model is given",
            entry_point="to_batch",
            signature="raw",
            points=1,
            tolerance=Tolerance(atol=1e-3),
            require=frozenset({"type", "dtype"}),
            parts=(
                Part(
                    title="one picture",
                    points=0.25,
                    cases=("one picture (8, 8)", "a delivery of one (8, 8, 1)"),
                ),
                Part(
                    title="a list, or nothing",
                    points=0.25,
                    cases=(
                        "a list of three",
                        "a list of eight",
                        "an empty list",
                        "an empty delivery (8, 8, 0)",
                    ),
                ),
            ),
            hints=(
                "Which of the delivery's three axes counts pictures? Where does the model expect that axis?",
                "Move the last axis to the front; the order of rows and columns stays. Then add a channel axis at the end.",
                "A list: `np.stack(raw, axis=-1)`, if it holds any. One picture: `raw[:, :, np.newaxis]`. Then `np.moveaxis(raw, ...)`, a last axis with `[..., np.newaxis]`, and `.astype('float32')`.",
            ),
        ),
        Task(
            name="predict",
            title="Repair: the logits of the training pipeline",
            entry_point="predict",
            signature="raw, model",
            points=2,
            predictions=True,
            tolerance=_LOGITS,
            hints=(
                "Show one picture of your batch with `plt.imshow`. Do the joints of the bricks run as in the delivery?",
                "The model wants `(n, 8, 8, 1)` with rows and columns as the camera saw them, and no scaling outside. Do all rows have equal logits? Then it sees black: it divides by 255 itself.",
                "`np.asarray(model(to_batch(raw)))`, and nothing after it.",
            ),
        ),
        Task(
            name="edges",
            title="Edge cases: one picture, none, eight, a list",
            entry_point="predict",
            signature="raw, model",
            points=1,
            predictions=True,
            tolerance=_LOGITS,
            parts=(
                Part(title="one picture", points=0.25, cases=("one picture (8, 8)",)),
                Part(
                    title="a list", points=0.25, cases=("a list of three", "a list of eight", "a list of one")
                ),
                Part(title="nothing", points=0.25, cases=("an empty delivery (8, 8, 0)", "an empty list")),
            ),
            hints=(
                "Print the shape of your batch for `raw[:, :, 0]`, for `raw[:, :, :1]`, and for a list of three pictures.",
                "Turn each form into a delivery `(8, 8, N)` first; one picture is a delivery of one. Don't ask the model about none.",
                "A list: `np.stack(raw, axis=-1)`, if it holds any. One picture: `raw[:, :, np.newaxis]`. None: `np.zeros((0, model.output_shape[-1]))`.",
            ),
        ),
        Task(
            name="rmse",
            title="Metric: an RMSE that pairs rows",
            entry_point="rmse",
            signature="y, p",
            points=2,
            tolerance=Tolerance(atol=1e-4),
            parts=(
                Part(
                    title="lists and bytes",
                    points=0.25,
                    cases=("lists", "a list of lists and a list", "unsigned bytes"),
                ),
                Part(
                    title="a Series, whatever its index",
                    points=0.25,
                    cases=(
                        "a shuffled Series and (n, 1)",
                        "a shuffled Series and a fresh one",
                        "two Series of other labels",
                    ),
                ),
                Part(
                    title="one row against many",
                    points=0.25,
                    cases=("refuse: one truth for all", "refuse: one estimate for all"),
                ),
                Part(
                    title="other shapes",
                    points=0.25,
                    cases=(
                        "refuse: (1, n) and (n,)",
                        "refuse: (n,) and (1, n)",
                        "refuse: (1, n) and (1, n)",
                        "refuse: (n, 2) and (2n,)",
                        "refuse: (n, 2) and (n,)",
                        "refuse: (n,) and (n, 2)",
                        "refuse: (n, 2) and (n, 2)",
                        "refuse: (n, 1, 1) and (n,)",
                    ),
                ),
                Part(
                    title="one row, or none",
                    points=0.25,
                    cases=("one row", "refuse: nothing to compare", "refuse: empty columns (0, 1)"),
                ),
            ),
            hints=(
                "Subtract an array of shape (3, 1) from one of shape (3,). What is the shape of the difference?",
                "Bring both to `(n,)` before you subtract, and compare the lengths yourself: NumPy stretches an axis of 1.",
                "`a = np.asarray(v, dtype=float)`; a shape of `(n, 1)` becomes `a[:, 0]`; anything but one axis is a ValueError, and so are two lengths.",
            ),
        ),
        Task(
            name="labels",
            title="Labels: one for each row, also for one row",
            entry_point="class_labels",
            signature="logits",
            points=1,
            rows=0,
            tolerance=Tolerance(),
            require=frozenset({"integer"}),
            parts=(
                Part(
                    title="one row, or none",
                    points=0.25,
                    cases=(
                        "one row, three columns",
                        "one row, one column",
                        "no rows, three columns",
                        "no rows, one column",
                    ),
                ),
                Part(title="a logit of 0", points=0.25, cases=("a logit of exactly 0",)),
            ),
            hints=(
                "What is the largest entry of a row that has only one? Which shape does `np.squeeze` leave of (1, 1)?",
                "Two cases, by the number of columns. Index the column you mean instead of squeezing.",
                "One column: `logits[:, 0] > 0`, as integers. More: the `argmax` along axis 1.",
            ),
        ),
        Task(
            name="guard",
            title="Guard: refuse a shape that is not the model's",
            entry_point="check_input",
            signature="x, shape",
            points=1,
            tolerance=Tolerance(),
            require=frozenset({"sentence"}),
            parts=(
                Part(
                    title="None for any axis, or for none",
                    points=0.25,
                    cases=(
                        "good, no pictures",
                        "good, None in the middle",
                        "good, no None",
                        "another first length",
                        "another length after a None",
                        "another length and no None",
                    ),
                ),
                Part(
                    title="bytes, and unusual lengths",
                    points=0.25,
                    cases=(
                        "good pictures of bytes",
                        "length 1 where 8 is asked",
                        "as many pixels, another form",
                        "length 6 where 0 is asked",
                        "good, 0 asked",
                    ),
                ),
            ),
            hints=(
                "Two questions: are there as many axes as in `shape`, and has each the length that `shape` asks for?",
                "`None` stands for any length. `zip` stops at the shorter of two tuples, so count the axes first.",
                "Raise if `len(x.shape) != len(shape)`, or if for any pair `want is not None and want != have`.",
            ),
        ),
    ),
)
