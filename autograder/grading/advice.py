"""What to do about a wrong answer, as a sentence; an empty one where the answer alone doesn't tell."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from autograder.core.answers import Raised, Returned
from autograder.core.specs import Task
from autograder.core.wire import Other
from autograder.core.wire_tables import Frame
from autograder.grading.describe import names

BOOLEAN = (bool, np.bool_)
NUMBER = (int, float, np.number)

_EXCEPTION = re.compile(r"(<class ')?[\w.]*(Error|Exception|Warning|Interrupt|Exit)\b")


def is_exception(received: Returned) -> bool:
    """Whether a function returned an exception, or a class of them, that it should have raised."""
    value = received.value
    return isinstance(value, Other) and bool(_EXCEPTION.match(value.text))


def error_advice(task: Task, error: Raised) -> str:
    """What to do about an error where none is right; empty where its own text says all there is.

    Args:
        task: The task.
        error: What was raised.
    """
    kind = error.kinds[0]
    if kind in _OF_KIND:
        return _OF_KIND[kind]
    if kind == "TypeError" and not error.where and _OWN_CALL.search(error.message):
        return (
            f"Keep the parameters of the function as they were given: `{task.entry_point}({task.signature})`."
        )
    if any(re.search(pattern, error.message) for pattern in _EMPTY_PREDICT):
        return "`model.predict` can't take an empty batch. Call the model, `model(x)`, or answer without it."
    if error.own:
        return "This input is good; which of your tests refuses it?"
    return _NAME_ADVICE if kind == "NameError" else ""


_OF_KIND = {
    "NotImplementedError": "Replace `raise NotImplementedError` with your code.",
    "KeyboardInterrupt": "Look for a loop that never ends.",
}
_NAME_ADVICE = "Define this name before it is used, or mend its spelling."
_OWN_CALL = re.compile(r"\(\) (missing|takes|got an unexpected keyword|got multiple values)")
"""What Python says when a function is called with other arguments than its parameters."""

_EMPTY_PREDICT = ("'batch_outputs'", "Unexpected result of `?predict_function", "Empty batch_outputs")
"""Texts of the errors with which versions of Keras end ``model.predict`` on no rows."""


def key_advice(expected: dict[Any, Any], got: dict[Any, Any]) -> str:
    """A sentence on the keys that are missing and on those that nobody asked for."""
    missing, extra = [k for k in expected if k not in got], [k for k in got if k not in expected]
    words = [
        *([f"{names(missing)} {'is' if len(missing) == 1 else 'are'} missing"] if missing else []),
        *([f"{names(extra)} {'is' if len(extra) == 1 else 'are'} not asked for"] if extra else []),
    ]
    return f"Give the dictionary exactly these keys: {'; '.join(words)}."


def kind_advice(expected: Any, got: Any, where: str) -> str:
    """A sentence where one kind of thing stands for another; empty where only the value is another."""
    for kinds, thing in _THINGS:
        if isinstance(expected, kinds):
            same = isinstance(got, kinds) and isinstance(got, BOOLEAN) == isinstance(expected, BOOLEAN)
            return "" if same else f"Return {' '.join(filter(None, (thing, where)))}."
    return ""


_THINGS: tuple[tuple[Any, str], ...] = (
    (np.ndarray, "an array"),
    (Frame, "a DataFrame"),
    (dict, "a dictionary"),
    ((list, tuple), "a list"),
    (BOOLEAN, "True or False"),
    (str, "a text"),
    (NUMBER, "a number"),
)
"""What to return in place of another kind of thing; truth values first: for Python they are numbers, too."""
