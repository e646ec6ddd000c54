"""The exceptions of this package, one for each person who can act on them.

What a student's code does is a value (:mod:`autograder.core.answers`), never an exception. The
exceptions here are for authors, for instructors, and for the engineers of this package.
"""


class SkewLabError(Exception):
    """The base of the exceptions below; the message is a sentence for the person who can act."""


class CourseError(SkewLabError):
    """A lesson, its data or the course's configuration is wrong; its author can correct it."""


class AnswersError(SkewLabError):
    """A record of answers can't be read: damaged, forged, or of another version."""


class GraderFault(SkewLabError):  # noqa: N818 - "fault" is the word of docs/design.md
    """The grader failed. Never a student's zero: the task is listed for regrading."""
