"""What the student writes in lesson 01: the sd of training, a scaled table, the furthest value, z-scores."""

from autograder.core.specs import Task, Tolerance

TASKS = (
    Task(
        name="sds",
        title="Contract: the sd of each column",
        entry_point="sds",
        signature="train",
        points=0,
        tolerance=Tolerance(atol=1e-9, rtol=1e-9),
        hints=(
            "Which `ddof` did training use? And what must stand in place of an sd of 0?",
            "`std` takes `ddof=0`, and `replace` puts one value in place of another.",
            "`train.std(ddof=...)`, and then `.replace(0.0, ...)`.",
        ),
    ),
    Task(
        name="moved",
        title="Evidence: how far each column moved",
        entry_point="moved",
        signature="train, served",
        points=0,
        tolerance=Tolerance(atol=1e-6, rtol=1e-6),
        hints=(
            "Where is the mean of each column in `served`, and where is it in `train`?",
            "Subtract the mean of `train` from that of `served`, and count in the sd of `train`.",
            "`(served.mean() - ...) / train.std(ddof=...)`",
        ),
    ),
    Task(
        name="prepare",
        title="Repair: what the model is given",
        entry_point="prepare",
        signature="frame, stored",
        points=0,
        tolerance=Tolerance(atol=1e-6, rtol=1e-6),
        hints=(
            "Which numbers must not depend on the cars that happen to be in `frame`?",
            "Take the columns by name, `frame[stored.index]`, and scale them with what is stored.",
            '`(frame[stored.index] - stored["mean"]) / ...`',
        ),
    ),
    Task(
        name="apart",
        title="Repair: how far two pipelines are apart",
        entry_point="apart",
        signature="answers, right",
        points=0,
        tolerance=Tolerance(atol=1e-6, rtol=1e-6),
        hints=(
            "One answer that is 2 too low must count like one that is 2 too high.",
            "`np.abs` takes the signs away; `.max()` gives the largest.",
            "`np.abs(... - ...).max()`",
        ),
    ),
    Task(
        name="furthest",
        title="Guard: the value furthest from training",
        entry_point="furthest",
        signature="z",
        points=0,
        tolerance=Tolerance(atol=1e-6, rtol=1e-6),
        hints=(
            "A value far below the mean is as far away as one far above.",
            "Take the signs away, then the largest value of the whole table.",
            "`np.abs(z).max(axis=...)`: with `None`, it is one number for the whole table.",
        ),
    ),
    Task(
        name="practice",
        title="Practice: what the network of the laboratory is given",
        entry_point="practice",
        signature="frame, train",
        points=0,
        tolerance=Tolerance(atol=1e-4),
        hints=(
            "Which of the two tables did the network see while it was trained?",
            "Both the mean and the sd come from `train`, for every `frame`. Training used `ddof=0`.",
            "`(frame - train.mean()) / ...`",
        ),
    ),
)
