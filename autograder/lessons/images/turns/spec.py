"""What the student writes in lesson 02: the model's input, two ways to compare pictures, the resize, a thumbnail."""

from autograder.core.specs import Task, Tolerance

_LEVELS = Tolerance(atol=1e-2)

TASKS = (
    Task(
        name="to_input",
        title="Contract: from grey levels to the model's input",
        entry_point="to_input",
        signature="levels",
        points=0,
        tolerance=Tolerance(atol=1e-6),
        require=frozenset({"dtype"}),
        hints=(
            "Which three lines of the contract are about dtype, scale and shape?",
            'First `astype("float32")`, then the channel axis, then the scale.',
            '`levels.astype("float32")[..., None] / ...`',
        ),
    ),
    Task(
        name="largest",
        title="Evidence: the largest difference",
        entry_point="largest",
        signature="training, served",
        points=0,
        tolerance=_LEVELS,
        hints=(
            "A pixel that is too dark must count like one that is too bright.",
            "Take the signs away, then the largest; and count in levels of 255.",
            "`255 * np.abs(... - training).max()`",
        ),
    ),
    Task(
        name="lean",
        title="Evidence: the signed mean",
        entry_point="lean",
        signature="training, served",
        points=0,
        tolerance=Tolerance(atol=1e-3),
        hints=(
            "Positive should mean: what is served is brighter.",
            "Subtract `training` from `served`, keep the signs, and take the mean; in levels of 255.",
            "`255 * (served - ...).mean()`",
        ),
    ),
    Task(
        name="shrink",
        title="Repair: the resize of training, in TensorFlow",
        entry_point="repaired",
        signature="pixels",
        points=0,
        tolerance=Tolerance(atol=1e-4),
        hints=(
            "Look at the defaults that the libraries printed. Which one lets every pixel count?",
            "`tf.image.resize` has an argument `antialias`. The scale is still to be done.",
            "`tf.image.resize(pixels, (32, 32), antialias=...) / 255`",
        ),
    ),
    Task(
        name="step",
        title="Guard: how much neighbours differ",
        entry_point="step",
        signature="x",
        points=0,
        tolerance=Tolerance(atol=1e-5),
        hints=(
            "Which axis runs along a row of pixels? The axes are picture, row, column, channel.",
            "`np.diff(x, axis=...)` gives each pixel minus the one before it. Take the signs away, then the mean.",
            "`np.abs(np.diff(x, axis=...)).mean()`",
        ),
    ),
    Task(
        name="practice",
        title="Practice: a grey thumbnail as in training",
        entry_point="practice",
        signature="data, size",
        points=0,
        # One grey level on [0, 1], and no bias: right libraries round in their own ways.
        tolerance=Tolerance(atol=1.01 / 255, bias=0.1 / 255, margins=(1.0, 3.0)),
        require=frozenset({"dtype"}),
        hints=(
            "Compare with the contract's table: which filter, which scale, which dtype?",
            "`Image.resize` shrinks with bicubic unless you name the filter, and wants (width, height).",
            '`small = gray.resize((..., size[0]), Image.Resampling....)`, then `np.asarray(small, "float32") / ...`',
        ),
    ),
)
