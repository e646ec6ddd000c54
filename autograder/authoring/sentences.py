"""Sentences on trials of several seeds: what is wrong with many of them is said once."""

from __future__ import annotations

from typing import Protocol

_LISTED = 3


class Sown(Protocol):
    """What was tried with one seed."""

    @property
    def seed(self) -> int:
        """The seed of the inputs."""


class Sentences:
    """Collects sentences, and for each the seeds that it holds for."""

    def __init__(self) -> None:
        self._seeds: dict[str, list[int]] = {}
        self._details: dict[str, str] = {}

    def add(self, sentence: str, sown: Sown, detail: str = "") -> None:
        """Add a sentence.

        Args:
            sentence: It holds ``{seeds}`` where the seeds are named, and perhaps ``{detail}``.
            sown: What it is said of.
            detail: What differs from seed to seed; that of the first one is shown.
        """
        self._seeds.setdefault(sentence, []).append(sown.seed)
        self._details.setdefault(sentence, detail)

    def texts(self) -> list[str]:
        """The sentences, in the order in which they were first added."""
        return [
            sentence.replace("{seeds}", _named(seeds)).replace("{detail}", self._details[sentence])
            for sentence, seeds in self._seeds.items()
        ]


def _named(seeds: list[int]) -> str:
    """``seed 1``, ``seeds 1, 2``, or ``40 seeds, such as 1, 2, 3``."""
    first = ", ".join(map(str, seeds[:_LISTED]))
    if len(seeds) > _LISTED:
        return f"{len(seeds)} seeds, such as {first}"
    return f"seed {first}" if len(seeds) == 1 else f"seeds {first}"
