"""What students import: checks, hints and quizzes, data and models, and the debugging kit ``trace``."""

from autograder.student import trace
from autograder.student.assets import data_path, load_model
from autograder.student.checks import case, check, hint
from autograder.student.explore import explore
from autograder.student.gallery import gallery
from autograder.student.guess import reveal
from autograder.student.outcome import before_and_after
from autograder.student.progress import progress
from autograder.student.quiz import quiz
from autograder.student.session import setup, speak_in_sentences
from autograder.student.yours import yours

__all__ = [
    "before_and_after",
    "case",
    "check",
    "data_path",
    "explore",
    "gallery",
    "hint",
    "load_model",
    "progress",
    "quiz",
    "reveal",
    "setup",
    "trace",
    "yours",
]

speak_in_sentences()
