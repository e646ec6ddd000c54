"""This repository as a course: what tests of its lessons look into."""

from __future__ import annotations

from pathlib import Path

from autograder.core.paths import CourseRoot
from autograder.sandbox.equipment import Equipment

HERE = CourseRoot(Path(__file__).resolve().parent.parent)
EQUIPMENT = Equipment.of(HERE)
