"""What students import: ``check``, ``hint``, the data and models, and the debugging kit ``trace``."""

from autograder.student import trace
from autograder.student.assets import data_path, load_model
from autograder.student.checks import check, hint
from autograder.student.session import explain_missing_names, setup

__all__ = ["check", "data_path", "hint", "load_model", "setup", "trace"]

explain_missing_names()
