"""A course of another subject, as its author writes it: two queries, sqlite3, no model, no TensorFlow."""

from __future__ import annotations

from pathlib import Path

from repository import HERE

from autograder.core.paths import CourseRoot

EXERCISE = "01_loans"

_SETTINGS = """
name = "Queries"
points = 20
libraries = ["sqlite3"]
versions = ["numpy"]
require_failure = false
"""
_SPEC = '''
"""Lesson 01: a join without a condition."""

from autograder.core.specs import LessonSpec, Task, Tolerance

HINTS = ("Look at the tables.", "Which rows belong together?", "JOIN ... ON ...")
SPEC = LessonSpec(
    number=1, slug="loans", title="Loans", claim="The query runs, and its rows are wrong.",
    lesson_minutes=10, exercise_minutes=10, objectives=("Join", "Count", "Check"), cell_seconds=5.0,
    tasks=(
        Task(
            name="late", title="Who is late", entry_point="late", signature="books, loans, days", points=12,
            tolerance=Tolerance(atol=1e-9), hints=HINTS, ignore=frozenset({"row order"}),
        ),
        Task(
            name="counts", title="Loans of each book", entry_point="counts", signature="books, loans", points=8,
            tolerance=Tolerance(), hints=HINTS, ignore=frozenset({"row order"}),
        ),
    ),
)
'''
_CASES = '''
"""Books and loans, drawn anew; the names come from the course's data."""

from autograder.core.specs import Case
from autograder.student import data_path


def make_cases(rng):
    names = data_path("loans/readers.txt").read_text().split()
    books = [(number, f"Book {number}") for number in range(1, 6)]

    def loans():
        return [
            (int(rng.integers(1, 5)), names[int(rng.integers(len(names)))], float(rng.integers(1, 40)) + 0.5)
            for _ in range(8)
        ] + [(1, names[0], 41.5), (2, names[1], 42.5), (2, names[1], 42.5)]

    return {
        "late": (
            Case(name="some are late", args=(books, loans(), 20)),
            Case(name="only the last", args=(books, loans(), 41)),
            Case(name="nobody", args=(books, loans(), 99)),
        ),
        "counts": (Case(name="a book without loans", args=(books, loans())), Case(name="more", args=(books, loans()))),
    }
'''
_DATABASE = '''
import sqlite3

from autograder.student import data_path


def database(books, loans):
    """Both tables, in memory."""
    made = sqlite3.connect(":memory:")
    made.executescript(data_path("loans/schema.sql").read_text())
    made.executemany("INSERT INTO book VALUES (?, ?)", books)
    made.executemany("INSERT INTO loan VALUES (?, ?, ?)", loans)
    return made
'''
LATE = """
def late(books, loans, days):
    query = "SELECT title, reader, days FROM loan JOIN book ON book.id = loan.book WHERE days > ?"
    return database(books, loans).execute(query, (days,)).fetchall()
"""
COUNTS = """
def counts(books, loans):
    query = "SELECT title, COUNT(reader) FROM book LEFT JOIN loan ON book.id = loan.book GROUP BY title"
    return database(books, loans).execute(query).fetchall()
"""
_MISCONCEPTIONS = """
# %% no-condition
def late(books, loans, days):
    query = "SELECT title, reader, days FROM loan JOIN book WHERE days > ?"
    return database(books, loans).execute(query, (days,)).fetchall()

# %% inner-join
def counts(books, loans):
    query = "SELECT title, COUNT(reader) FROM book JOIN loan ON book.id = loan.book GROUP BY title"
    return database(books, loans).execute(query).fetchall()
"""
_FEEDBACK = """
[no-condition]
title = "Every loan was joined with every book"
advice = "Say which rows belong together: `ON book.id = loan.book`."
reason = "A join without a condition gives all pairs."

[inner-join]
title = "Books without loans are missing"
advice = "Use a left join."
reason = "An inner join keeps only books that somebody has borrowed."
"""
_EXERCISE = f'''
# %% [markdown]
# # Exercise 01 · Loans
#
# {{{{badges}}}}

# %% role="setup"
#

# %%
from autograder.student import check, hint
{_DATABASE}
# %% role="solution" gid="loans-late-answer"
def late(books, loans, days):
    """Title, reader and days of each loan that takes longer than some days; rows in any order."""
    ### BEGIN SOLUTION
    query = "SELECT title, reader, days FROM loan JOIN book ON book.id = loan.book WHERE days > ?"
    return database(books, loans).execute(query, (days,)).fetchall()
    ### END SOLUTION

# %% role="tests" task="late"

# %% role="solution" gid="loans-counts-answer"
def counts(books, loans):
    """Title and number of loans of each book; rows in any order."""
    ### BEGIN SOLUTION
    query = "SELECT title, COUNT(reader) FROM book LEFT JOIN loan ON book.id = loan.book GROUP BY title"
    return database(books, loans).execute(query).fetchall()
    ### END SOLUTION

# %% role="tests" task="counts"
'''
_LESSON = """
# %% [markdown]
# # Loans
#
# {{badges}}

# %% role="setup"
#

# %%
import sqlite3

sqlite3.connect(":memory:").execute("SELECT 1").fetchall()
"""
_ALTERNATIVES = """
# %% sorted
def late(books, loans, days):
    query = "SELECT title, reader, days FROM loan, book WHERE book.id = loan.book AND days > ? ORDER BY days DESC"
    return [list(row) for row in database(books, loans).execute(query, (days,))]
"""
_FILES = {
    "course.toml": _SETTINGS,
    "data/loans/schema.sql": "CREATE TABLE book (id, title); CREATE TABLE loan (book, reader, days);",
    "data/loans/readers.txt": "Ada Bob Cas Dan\n",
    "lessons/loans/spec.py": _SPEC,
    "lessons/loans/cases.py": _CASES,
    "lessons/loans/reference.py": _DATABASE + LATE + COUNTS,
    "lessons/loans/misconceptions.py": _MISCONCEPTIONS,
    "lessons/loans/alternatives.py": _ALTERNATIVES,
    "lessons/loans/feedback.toml": _FEEDBACK,
    "lessons/loans/exercise.py": _EXERCISE,
    "lessons/loans/lesson.py": _LESSON,
    "lessons/loans/quiz.toml": "",
}
"""By its path in the course, the text of each file that the author writes."""


def write_course(folder: Path) -> CourseRoot:
    """A course of queries in a folder, with nothing generated yet."""
    made = CourseRoot(folder)
    for name, text in _FILES.items():
        path = made.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), encoding="utf-8")
    config = HERE.config.read_text(encoding="utf-8")
    made.config.write_text(config.replace('course_id = "skewlab"', 'course_id = "queries"'), encoding="utf-8")
    return made
