"""What the student writes in lesson 05: batches, comparisons of pictures, a metric, and photos to turn round."""

from autograder.core.specs import Task, Tolerance

_EXACT = Tolerance(atol=1e-6, rtol=1e-6)

TASKS = (
    Task(
        name="as_batch",
        title="Contract: a batch of one",
        entry_point="as_batch",
        signature="picture",
        points=0,
        tolerance=Tolerance(),
        hints=(
            "Two axes are missing: one for the pictures, and one for the channels. Where does each belong?",
            "`np.newaxis`, or `None`, adds an axis of length 1 where it stands.",
            "`picture[None, ..., ...]`: the last one is for the channel.",
        ),
    ),
    Task(
        name="worst_pixel",
        title="Evidence: the worst pixel of each picture",
        entry_point="worst_pixel",
        signature="one, other",
        points=0,
        tolerance=_EXACT,
        hints=(
            "What is 3 - 5 in bytes? And which axes hold the pixels of one picture?",
            "Make floats, subtract, take the signs away, then the largest along rows and columns.",
            "`np.abs(one.astype(float) - other).max(axis=(..., ...))`",
        ),
    ),
    Task(
        name="to_batch",
        title="Repair: from the scanner to the model",
        entry_point="repaired",
        signature="raw",
        points=0,
        tolerance=Tolerance(),
        hints=(
            "Which axis of `raw` counts the pictures, and where does the model expect it?",
            "`np.moveaxis(raw, old, new)` moves one axis, and leaves the order of the others.",
            "`np.moveaxis(raw, -1, ...)[..., np.newaxis]`",
        ),
    ),
    Task(
        name="gap",
        title="Guard: how far from the golden answers",
        entry_point="gap",
        signature="answers, golden",
        points=0,
        tolerance=_EXACT,
        hints=(
            "One logit that is 2 too low must count like one that is 2 too high.",
            "Subtract, take the signs away, then the largest of all.",
            "`np.abs(answers - ...).max()`",
        ),
    ),
    Task(
        name="rmse_of",
        title="The metric: one prediction for each truth",
        entry_point="rmse_of",
        signature="y, p",
        points=0,
        tolerance=_EXACT,
        hints=(
            "Print `(y - p).shape` for the first case. How many differences should there be?",
            "`p[:, 0]` has the shape of `y`.",
            "`np.sqrt(np.mean((y - p[..., ...]) ** 2))`",
        ),
    ),
    Task(
        name="practice",
        title="Practice: photos with their channels first",
        entry_point="practice",
        signature="photos",
        points=0,
        tolerance=Tolerance(),
        hints=(
            "Name the four axes of `photos`, in order. Then name those that the result should have.",
            "One photo has three axes: give it a batch axis first. Then list the *old* positions in the new order.",
            "`photos = photos[np.newaxis]` for three axes, then `np.transpose(photos, (0, 2, 3, 1))`.",
        ),
    ),
)
