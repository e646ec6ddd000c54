"""What goes wrong, by whose hand.

What a student's code does is a value (:mod:`autograder.core.answers`), never an exception. The
exceptions here are for people who can act on them: authors, instructors, and ourselves.
"""


class SkewLabError(Exception):
    """Base of everything this package raises; the message is a sentence for its reader."""


class CourseError(SkewLabError):
    """The course itself is wrong: a lesson, its data, its configuration. The author can mend it."""


class AnswersError(SkewLabError):
    """A record of answers can't be read: damaged, forged, or of another version."""


class GraderFault(SkewLabError):  # noqa: N818 - "fault" is the word of docs/design.md
    """The grader failed. Never a student's zero: the task is listed for regrading."""
