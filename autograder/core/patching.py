"""Changes to other people's code: declared in tables, checked when they are made, and undone by tests.

Setting an attribute never fails. So each change says what it expects to replace, and is refused where a newer
version of the library has something else there: what a change protects would otherwise be gone in silence.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Iterable
from typing import Any

from autograder.core.errors import CourseError

_MARK = "_skewlab_original"
"""The attribute by which a replacement remembers what it replaced."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Patch:
    """One change.

    Attributes:
        owner: The module or class that is changed.
        attribute: The name that is set in it.
        make: Called with what is there; returns what takes its place.
        parameters: The names of the parameters of what is there, as far as ``make`` relies on them.
        of: Where what is there is a module or an object: its function that has these parameters.
        why: The reason, as a sentence.
        since: The version of the library that this was written for, such as ``nbgrader 0.9.5``.
    """

    owner: Any
    attribute: str
    make: Callable[[Any], Any]
    parameters: tuple[str, ...]
    why: str
    since: str
    of: str = ""

    @property
    def name(self) -> str:
        """Such as ``nbgrader.api.create_engine``."""
        return f"{getattr(self.owner, '__module__', '')}.{self.owner.__name__}.{self.attribute}".lstrip(".")


def install(patches: Iterable[Patch]) -> None:
    """Make changes; those that are made already stay as they are.

    Raises:
        CourseError: something to be changed is missing, or is not what the change was written for.
    """
    for patch in patches:
        there = patch.owner.__dict__.get(patch.attribute)
        if hasattr(there, _MARK):
            continue
        found = _parameters(there, patch.of)
        if found != patch.parameters:
            msg = (
                f"{patch.name} should take ({', '.join(patch.parameters)}), as in {patch.since}. Here "
                f"{'it is missing' if found is None else 'it takes (' + ', '.join(found) + ')'}. "
                "Install the versions of requirements.txt."
            )
            raise CourseError(msg)
        replacement = patch.make(there)
        setattr(replacement, _MARK, there)
        setattr(patch.owner, patch.attribute, replacement)


def undo(patches: Iterable[Patch]) -> None:
    """Put back what was there before :func:`install`."""
    for patch in patches:
        there = patch.owner.__dict__.get(patch.attribute)
        if hasattr(there, _MARK):
            setattr(patch.owner, patch.attribute, getattr(there, _MARK))


def _parameters(target: Any, function: str) -> tuple[str, ...] | None:
    """The names of a function's parameters; ``None`` where there is no such function."""
    called = getattr(target, function, None) if function else target
    return tuple(inspect.signature(called).parameters) if callable(called) else None
