"""``autograder demo``: the whole course at work, in a course of its own under ``work/demo``.

The real gradebook is not touched. Answer keys are kept from one demo to the next.
"""

from __future__ import annotations

import shutil
import subprocess
import sys

from rich.console import Console

from autograder.authoring import sample_class
from autograder.authoring.course_copy import copy_course
from autograder.core.errors import CourseError
from autograder.core.paths import CourseRoot
from autograder.desk import report
from autograder.grader import command
from autograder.lessons import Lesson, discover
from autograder.nbgrader import api as nbgrader_api
from autograder.nbgrader.gradebook import NbgraderBook


def run(root: CourseRoot, console: Console) -> int:
    """Generate, hand in, grade, write feedback and report, export points.

    Returns:
        The exit code of ``autograder grade``: 0 when every submission was graded.
    """
    demo, lessons = make_course(root)
    console.print(f"Generating {len(lessons)} exercises with nbgrader.")
    api = nbgrader_api.open_api(demo)
    for lesson in lessons:
        nbgrader_api.generate_assignment(api, lesson.spec.exercise)
    count = hand_in(demo, lessons)
    console.print(f"{count} submissions were handed in by a sample class.")
    faults = command.run(demo, lessons, console, NbgraderBook(demo))
    report.run(demo, lessons, console)
    points = export_points(demo)
    console.print(f"Points:       {points}", highlight=False, soft_wrap=True)
    console.print(f"Feedback:     {demo.feedback}", highlight=False, soft_wrap=True)
    console.print(f"Gradebook:    {demo.work / 'gradebook.db'}", highlight=False, soft_wrap=True)
    console.print(f"Who is who:   {demo.work / 'class.txt'}", highlight=False, soft_wrap=True)
    return faults


def make_course(root: CourseRoot) -> tuple[CourseRoot, tuple[Lesson, ...]]:
    """Make ``work/demo`` a course with this one's lessons and exercises, but no submissions and no points."""
    demo = CourseRoot(root.work / "demo")
    for folder in (demo.work, demo.entered):
        shutil.rmtree(folder, ignore_errors=True)
    return demo, copy_course(root, demo, discover(root))


def hand_in(demo: CourseRoot, lessons: tuple[Lesson, ...]) -> int:
    """Hand in the sample class of every exercise, and write who is what to ``work/class.txt``.

    Returns:
        The number of submissions.
    """
    lines = []
    for lesson in lessons:
        samples = sample_class.make_class(demo, lesson)
        sample_class.hand_in(demo, lesson, samples)
        lines += [
            f"{lesson.spec.exercise} student-{number:02d}: {sample.kind}"
            for number, sample in enumerate(samples, start=1)
        ]
    (demo.work / "class.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


def export_points(course: CourseRoot) -> str:
    """Run ``nbgrader export``; returns the path of the table of points.

    Raises:
        CourseError: nbgrader failed; the message ends in the last line that it wrote.
    """
    target = course.work / "marks.csv"
    command = [sys.executable, "-m", "nbgrader", "export", f"--to={target}"]
    done = subprocess.run(command, cwd=course.path, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    if done.returncode:
        msg = f"nbgrader export failed: {done.stderr.strip().splitlines()[-1]}"
        raise CourseError(msg)
    return str(target)
