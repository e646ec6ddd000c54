"""What the student writes in lesson 04: the scale both ways, subtractions, hours, and what is out of range."""

from autograder.core.specs import Task, Tolerance

TASKS = (
    Task(
        name="back",
        title="Contract: from the model's input back to pixels",
        entry_point="back",
        signature="x",
        points=0,
        tolerance=Tolerance(atol=1e-3),
        hints=(
            "The contract says `pixel / 127.5 - 1`. What undoes the last step, and what the first?",
            "Undo the steps from the end: first add 1, then multiply.",
            "`(x + 1) * ...`",
        ),
    ),
    Task(
        name="mean_after",
        title="Evidence: the mean after a subtraction",
        entry_point="mean_after",
        signature="pixels, shift",
        points=0,
        tolerance=Tolerance(atol=1e-6),
        hints=(
            "The pixels are bytes. What is 3 - 127 in bytes?",
            "Take the mean first, or make floats first; then subtract.",
            "`pixels.astype(float).mean() - ...`",
        ),
    ),
    Task(
        name="scale",
        title="Repair: convert first, then compute",
        entry_point="scale",
        signature="images",
        points=0,
        tolerance=Tolerance(atol=1e-5),
        require=frozenset({"dtype"}),
        hints=(
            "The contract has two steps. Which one comes first?",
            "`astype` makes floats of whatever arrives. Then comes the scale of training.",
            '`images.astype("float32") / ... - 1`',
        ),
    ),
    Task(
        name="hour_of_day",
        title="Repair: the hour of the day",
        entry_point="hour_of_day",
        signature="times",
        points=0,
        tolerance=Tolerance(),
        hints=(
            "Who knows the unit of the integers in `times`?",
            "A Series of times has its parts under `.dt`.",
            "`times.dt....`",
        ),
    ),
    Task(
        name="outside",
        title="Guard: pixels that are out of range",
        entry_point="outside",
        signature="x",
        points=0,
        tolerance=Tolerance(),
        hints=(
            "Is NaN below 0? Is it above 255? Python says no to both.",
            "Ask which pixels are good, from 0 to 255, and count the others: `~` turns True and False round.",
            "`(~((x >= 0) & (x <= ...))).sum()`",
        ),
    ),
    Task(
        name="practice",
        title="Practice: subtract the dark frame",
        entry_point="practice",
        signature="frame, dark",
        points=0,
        tolerance=Tolerance(atol=1e-6),
        hints=(
            "Which dtype does `frame - dark` have, and what is 90 - 100 in that dtype?",
            "Convert one of the two to `float32` *before* the subtraction; 12 bits end at 4095.",
            '`light = frame.astype("float32")`, then `(light - dark) / 4095`',
        ),
    ),
)
