"""What libraries print and raise reaches a student as a sentence, or not at all."""

from __future__ import annotations

import contextlib
import io
import logging
import sys
import warnings
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest
from conftest import make_task, returned

from autograder.core import wire
from autograder.core.answers import Raised, outcome_from_json
from autograder.core.specs import Asset
from autograder.grading.compare import compare
from autograder.student.call import call_all
from autograder.student.quiet import quiet_keras
from autograder.student.raising import raised


def caught(function: Callable[[], Any]) -> Raised:
    """What is told of the exception that a function raises."""
    try:
        function()
    except Exception as error:
        return raised(error)
    raise AssertionError


def fail(text: str) -> Callable[[], Any]:
    """A function that raises a ValueError with a text."""

    def run() -> None:
        raise ValueError(text)

    return run


KERAS = (
    "Exception encountered when calling Sequential.call().\n\n"
    "\x1b[1mInput 0 of layer 'dense' expected axis -1 to have value 13\x1b[0m\n\n"
    "Arguments received by Sequential.call():\n  • inputs=tf.Tensor(shape=(3, 12), dtype=float32)\n  • mask=None"
)
GRAPH = (
    "Graph execution error:\n\nDetected at node dense/Relu defined at (most recent call last):\n"
    '  File "/home/x/lib/keras/layer.py", line 7, in call\n\n  File "/home/x/nn.py", line 34, in relu\n\n'
    "Matrix size-incompatible: In[0]: [3,12], In[1]: [13,8]\n\t [[{{node dense/Relu}}]] [Op:__inference_1]"
)
CAST = "{{function_node __wrapped__Cast_device_/job:localhost}} Cast string to float is not supported [Op:Cast] name: "
TEXTS = {
    "colours and the state of a call": (KERAS, "Input 0 of layer 'dense' expected axis -1 to have value 13"),
    "how a graph was made": (GRAPH, "Matrix size-incompatible: In[0]: [3,12], In[1]: [13,8]"),
    "an operation": (CAST, "Cast string to float is not supported"),
    "a tensor's number": ("got [] with name 'keras_tensor_4' and", "got [] with name 'keras_tensor' and"),
    "a layer's number": ("of layer 'dense_12' is", "of layer 'dense' is"),
    "a layer without a number": ("of layer 'conv2d' is", "of layer 'conv2d' is"),
    "an ordinary text": ("columns are\n missing: hue", "columns are missing: hue"),
    "a text that quotes brackets": ("expected [[1, 2]]", "expected [[1, 2]]"),
    "a long text": ("x" * 999, "x" * 400),
}


@pytest.mark.parametrize(("text", "told"), TEXTS.values(), ids=TEXTS.keys())
def test_the_gist_of_an_error_is_told(text: str, told: str) -> None:
    """Terminal codes, paths, and what libraries say around an error are left out."""
    assert told == caught(fail(text)).message


def test_a_misspelt_name_is_answered_with_the_nearest() -> None:
    """The student's own variables come before those of the notebook and of Python."""

    def slip(train: Any) -> Any:
        return trian  # type: ignore[name-defined]  # noqa: F821 - the slip

    assert "name 'trian' is not defined. Did you mean 'train'?" == caught(lambda: slip(1)).message


def test_an_unlike_name_is_answered_with_none() -> None:
    """No name is offered that hardly resembles the one that is missing."""

    def slip() -> Any:
        return qqqqqqqq  # type: ignore[name-defined]  # noqa: F821 - the slip

    assert "name 'qqqqqqqq' is not defined" == caught(slip).message


class FakeKeras(ModuleType):
    """Keras's switch for its progress bars."""

    def __init__(self, shown: bool) -> None:
        super().__init__("keras")
        self.shown = shown
        self.config = SimpleNamespace(
            is_interactive_logging_enabled=lambda: self.shown,
            enable_interactive_logging=lambda: setattr(self, "shown", True),
            disable_interactive_logging=lambda: setattr(self, "shown", False),
        )


@pytest.mark.parametrize("shown", [True, False])
def test_keras_is_silent_for_a_while(monkeypatch: pytest.MonkeyPatch, shown: bool) -> None:
    """Bars and warnings are off during a call, and afterwards as they were, also after an error."""
    keras, logger = FakeKeras(shown), logging.getLogger("tensorflow")
    monkeypatch.setitem(sys.modules, "keras", keras)
    before = logger.level
    with pytest.raises(KeyboardInterrupt), quiet_keras():
        assert (False, False) == (keras.shown, logger.isEnabledFor(logging.WARNING))
        raise KeyboardInterrupt
    assert (shown, before) == (keras.shown, logger.level)


def test_nobody_imports_keras_to_silence_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a notebook has no Keras, there is nothing to do."""
    monkeypatch.delitem(sys.modules, "keras", raising=False)
    with quiet_keras():
        assert "keras" not in sys.modules


MODEL = wire.encode(Asset("normalization/cultivar"))
ROWS = [{"name": str(n), "args": [wire.encode(np.ones((n, 13), "float32")), MODEL]} for n in (3, 0)]


@pytest.fixture(scope="module")
def outcomes() -> tuple[dict[str, Any], str]:
    """What ``model.predict`` did with some rows and with none, and what was shown meanwhile."""

    def predict(rows: Any, model: Any) -> Any:
        print("my own line")
        for n in range(1, 8):  # rows of seven shapes: TensorFlow would warn that it makes its graph anew
            answers = model.predict(rows[:n])
        return answers

    with contextlib.redirect_stdout(io.StringIO()) as said, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # tests make errors of warnings
        found = call_all(predict, ROWS)
    return found, said.getvalue()


@pytest.mark.slow
def test_real_bars_are_not_shown(outcomes: tuple[dict[str, Any], str]) -> None:
    """With the real Keras, only the student's own lines are shown."""
    assert "my own line\nmy own line\n" == outcomes[1]


@pytest.mark.slow
def test_a_real_failure_on_no_rows_is_known(outcomes: tuple[dict[str, Any], str]) -> None:
    """The text of the installed Keras is one that the advice on empty batches knows."""
    found = compare(make_task(), returned(np.ones((0, 3))), outcome_from_json(outcomes[0]["0"])).difference
    assert found is not None and "`model.predict` can't take an empty batch" in found.advice
