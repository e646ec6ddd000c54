"""Calls a student's function on the inputs of cases, and records what it returned or raised."""

from __future__ import annotations

import contextlib
import copy
import io
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from autograder.core import wire
from autograder.core.answers import Raised, Returned, outcome_to_json
from autograder.core.specs import Asset, EncodedCase
from autograder.student.assets import load_model


def call_all(function: Callable[..., Any], cases: list[EncodedCase]) -> dict[str, dict[str, Any]]:
    """Call a function on each case; nothing that it raises leaves this call.

    Each call gets a fresh copy of its inputs. After an interrupt the remaining cases stay
    unanswered: a function that did not come back once would use up the time of all of them.

    Args:
        function: The student's function; it takes the arguments of a case by position.
        cases: The cases, in the order in which they are tried.

    Returns:
        What the function did in each case, by the case's name, as
        :func:`autograder.core.answers.outcome_to_json` writes it.
    """
    models: dict[str, Any] = {}
    outcomes = {}
    for case in cases:
        with quiet_stderr():
            outcome = _call(function, case["args"], models)
        outcomes[case["name"]] = outcome
        if outcome.get("raised", [""])[0] == "KeyboardInterrupt":
            break
    return outcomes


def _call(function: Callable[..., Any], encoded: list[Any], models: dict[str, Any]) -> dict[str, Any]:
    args = [_materialise(wire.decode(item, pandas=True), models) for item in encoded]
    before = [arg if _is_model(arg) else copy.deepcopy(arg) for arg in args]
    try:
        value = function(*args)
        changed = tuple(i for i, arg in enumerate(args) if not _is_same(arg, before[i]))
        return outcome_to_json(Returned(value=value, type_name=type(value).__name__, changed=changed))
    except BaseException as error:  # noqa: BLE001 - a student's code may raise anything
        return outcome_to_json(_raised(error))


def _materialise(arg: Any, models: dict[str, Any]) -> Any:
    if not isinstance(arg, Asset):
        return arg
    if arg.name not in models:
        models[arg.name] = load_model(arg.name)
    return models[arg.name]


def _is_model(arg: Any) -> bool:
    return type(arg).__module__.startswith(("keras", "tensorflow"))


def _is_same(now: Any, before: Any) -> bool:
    """Whether a call left an input as it was; a model counts by its identity."""
    if now is before:
        return True
    if type(now) is type(before) and hasattr(now, "equals"):  # a table: labels, dtypes and values
        return bool(now.equals(before))
    return json.dumps(wire.encode(now), sort_keys=True) == json.dumps(wire.encode(before), sort_keys=True)


def _raised(error: BaseException) -> Raised:
    kinds = tuple(kind.__name__ for kind in type(error).__mro__ if kind is not object)
    try:
        message = " ".join(str(error).split())[:400]
    except Exception:  # noqa: BLE001 - a student's __str__ may raise
        message = ""
    return Raised(kinds=kinds, message=message, where=_where(error))


def _where(error: BaseException) -> str:
    """The last line of the student's own code that the error passed through."""
    here = str(Path(__file__).parent)
    for entry in reversed(traceback.extract_tb(error.__traceback__)):
        notebook_cell = "ipykernel" in entry.filename or entry.filename.startswith("<ipython-input")
        if notebook_cell or not (
            "site-packages" in entry.filename
            or entry.filename.startswith((here, sys.prefix, sys.base_prefix))
        ):
            return f"line {entry.lineno}: {entry.line}" if entry.line else f"line {entry.lineno}"
    return ""


@contextlib.contextmanager
def quiet_stderr() -> Iterator[None]:
    """Keep warnings and TensorFlow's C++ log lines out of the notebook: they are no mistakes.

    TensorFlow writes to file descriptor 2 itself, past ``sys.stderr``.
    """
    with contextlib.redirect_stderr(io.StringIO()):
        try:
            saved = os.dup(2)
        except OSError:  # no such descriptor, as under pythonw
            yield
            return
        sink = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(sink, 2)
            yield
        finally:
            os.dup2(saved, 2)
            os.close(saved)
            os.close(sink)
