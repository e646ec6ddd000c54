"""Changes to nbgrader's code: refused where nbgrader is another, made once, and undone."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace
from typing import Any

import pytest

from autograder.core import patching
from autograder.core.errors import CourseError
from autograder.core.patching import Patch
from autograder.nbgrader import patches


def targets() -> list[Any]:
    """What stands now where each change is made."""
    return [patch.owner.__dict__[patch.attribute] for patch in patches.PATCHES]


def test_changes_are_made_once_and_undone() -> None:
    """To install twice is to install once; afterwards nbgrader is as it was."""
    patching.undo(patches.PATCHES)
    before = targets()
    patches.install()
    changed = targets()
    patches.install()
    assert changed == targets()
    assert not set(map(id, before)) & set(map(id, changed))
    patching.undo(patches.PATCHES)
    assert before == targets()


def test_every_change_has_its_reason_and_its_version() -> None:
    """The table says why each change is made, and for which nbgrader."""
    assert [] == [patch.name for patch in patches.PATCHES if not patch.why.endswith(".")]
    assert [] == [patch.name for patch in patches.PATCHES if not patch.since.startswith("nbgrader 0.")]


def patch_of(owner: Any, **changes: Any) -> Patch:
    """A change of ``owner.run(first, second)``."""
    fields: dict[str, Any] = {
        "owner": owner,
        "attribute": "run",
        "make": lambda original: lambda first, second: original(second, first),
        "parameters": ("first", "second"),
        "why": "To see it.",
        "since": "nbgrader 0.9.5",
    }
    return Patch(**fields | changes)


def renamed(first: Any, other: Any) -> Any:
    """A newer version of what is changed."""
    return first, other


def original(first: Any, second: Any) -> Any:
    """What is changed."""
    return first, second


@pytest.mark.parametrize(
    ("there", "words"),
    [
        ({"run": renamed}, r"should take \(first, second\).*Here it takes \(first, other\)"),
        ({}, "Here it is missing"),
        ({"run": 5}, "Here it is missing"),
    ],
    ids=["another signature", "gone", "no function"],
)
def test_what_is_not_there_as_expected_is_refused(there: dict[str, Any], words: str) -> None:
    """A change whose target was renamed or rewritten is an error with a remedy, never silence."""
    owner = SimpleNamespace(__name__="library", **there)
    with pytest.raises(CourseError, match=words) as caught:
        patching.install([patch_of(owner)])
    assert "requirements.txt" in str(caught.value)
    assert there.get("run") is getattr(owner, "run", None)


def test_a_change_is_in_effect() -> None:
    """After installing, callers get ours, which can call what was there."""
    owner = SimpleNamespace(__name__="library", run=original)
    patching.install([patch_of(owner)])
    assert (2, 1) == owner.run(1, 2)
    patching.undo([patch_of(owner)])
    assert (1, 2) == owner.run(1, 2)


@pytest.mark.parametrize("patch", patches.PATCHES, ids=lambda patch: patch.name)
def test_each_target_is_checked(patch: Patch) -> None:
    """If nbgrader's own function took other parameters, the change of it would be refused."""
    patching.undo(patches.PATCHES)
    with pytest.raises(CourseError, match="should take"):
        patching.install([dataclasses.replace(patch, parameters=("another",))])
