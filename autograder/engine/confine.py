"""What a student's kernel may touch; filled in by the platform's means."""

from __future__ import annotations

from typing import Any


def confine(rules: dict[str, Any] | None) -> None:
    """Placeholder."""
