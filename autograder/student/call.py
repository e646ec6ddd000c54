"""Calls a student's function on the inputs of cases, and records what it returned or raised."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

from autograder.core import wire
from autograder.core.answers import Returned, outcome_to_json
from autograder.core.specs import Asset, EncodedCase
from autograder.student.assets import load_model
from autograder.student.quiet import quiet_keras, quiet_stderr
from autograder.student.raising import raised

Decode = Callable[[Any], Any]
"""Makes an argument of its encoded form."""


def _decode(item: Any) -> Any:
    return wire.decode(item, pandas=True)


def call_all(
    function: Callable[..., Any],
    cases: list[EncodedCase],
    models: dict[str, Any] | None = None,
    decode: Decode = _decode,
) -> dict[str, dict[str, Any]]:
    """Call a function on each case; nothing that it raises leaves this call.

    Each call gets a fresh copy of its inputs. After an interrupt the remaining cases stay
    unanswered: a function that did not come back once would use up the time of all of them.

    Args:
        function: The student's function; it takes the arguments of a case by position.
        cases: The cases, in the order in which they are tried.
        models: The models that are loaded already, by name; those that are loaded for this call are added.
        decode: Makes an argument of its encoded form; a call may change what it gets.

    Returns:
        What the function did in each case, by the case's name, as
        :func:`autograder.core.answers.outcome_to_json` writes it.
    """
    models = {} if models is None else models
    outcomes = {}
    with quiet_stderr():
        for case in cases:
            outcome = _call(function, arguments(case, models, decode))
            outcomes[case["name"]] = outcome
            if outcome.get("raised", [""])[0] == "KeyboardInterrupt":
                break
    return outcomes


def arguments(case: EncodedCase, models: dict[str, Any], decode: Decode = _decode) -> tuple[Any, ...]:
    """A fresh copy of the arguments of a case.

    Args:
        case: The case.
        models: The models that are loaded, by name; what this case needs besides is added.
        decode: See :func:`call_all`.
    """
    return tuple(_materialise(decode(item), models) for item in case["args"])


def _call(function: Callable[..., Any], args: tuple[Any, ...]) -> dict[str, Any]:
    before = [arg if _is_model(arg) else copy.deepcopy(arg) for arg in args]
    try:
        with quiet_keras():
            value = function(*args)
        if value is ...:  # the dots of a stub that nobody has filled
            raise NotImplementedError  # noqa: TRY301 - as the other stubs do
        changed = tuple(i for i, arg in enumerate(args) if not _is_same(arg, before[i]))
        return outcome_to_json(Returned(value=value, type_name=type(value).__name__, changed=changed))
    except BaseException as error:  # noqa: BLE001 - a student's code may raise anything
        return outcome_to_json(raised(error))


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
