"""The cache of hidden inputs and answer keys. A grader reads it, and never imports TensorFlow itself.

A variant of a lesson is two files in one folder: the hidden inputs, which a student's kernel gets, and their
answer key, which it never gets. The folder's name is a digest of all that the two depend on.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from autograder.core.environment import NUMERICS
from autograder.core.errors import GraderFault
from autograder.core.paths import CourseRoot
from autograder.core.results import AnswerKey
from autograder.grading import keyfile
from autograder.keys import fingerprint, seeds
from autograder.lessons import Lesson

_log = logging.getLogger(__name__)


def name_of(root: CourseRoot, lesson: Lesson, variant: int) -> str:
    """Return the name of a variant's key, which changes with anything that answers depend on.

    Args:
        root: The course, whose secret the inputs are drawn with.
        lesson: The lesson.
        variant: The number of the variant.

    Returns:
        The lesson's name, a digest and the number, such as ``normalization/0123456789abcdef/2``.
    """
    return f"{lesson.spec.slug}/{_name(root, lesson)}/{variant}"


def inputs_path(root: CourseRoot, lesson: Lesson, variant: int) -> Path:
    """Return the path of a variant's hidden inputs; the file may not exist yet."""
    return _folder(root, lesson) / f"inputs-{variant}.json"


def load_inputs(root: CourseRoot, lesson: Lesson, variant: int) -> dict[str, Any]:
    """Return the hidden inputs of a variant: by task, its encoded cases. They are made if they are missing.

    Raises:
        GraderFault: they could not be computed.
    """
    ensure(root, lesson, [variant])
    return keyfile.load(inputs_path(root, lesson, variant))


def load_key(root: CourseRoot, lesson: Lesson, variant: int) -> AnswerKey:
    """Return the answer key of a variant. It is made if it is missing.

    Raises:
        GraderFault: it could not be computed.
    """
    ensure(root, lesson, [variant])
    return keyfile.key_from_json(keyfile.load(_key_path(root, lesson, variant)))


def read(root: CourseRoot, lesson: Lesson, variant: int) -> tuple[bytes, bytes]:
    """Return the JSON of a variant's hidden inputs and of its answer key. They are made if they are missing.

    Raises:
        GraderFault: they could not be computed.
    """
    ensure(root, lesson, [variant])
    return inputs_path(root, lesson, variant).read_bytes(), _key_path(root, lesson, variant).read_bytes()


def wanted(root: CourseRoot, pairs: Iterable[tuple[str, Lesson]]) -> dict[Lesson, set[int]]:
    """Return which variants a class needs.

    Args:
        root: The course.
        pairs: The id of a student and a lesson, for each submission.

    Returns:
        By lesson, the numbers of the variants.
    """
    secret = seeds.load_secret(root.secret)
    found: dict[Lesson, set[int]] = {}
    for student, lesson in pairs:
        found.setdefault(lesson, set()).add(seeds.variant_of(secret, student, lesson.spec.exercise))
    return found


def ensure_all(
    root: CourseRoot, variants: dict[Lesson, set[int]], done: Callable[[], None]
) -> dict[Lesson, str]:
    """Compute missing keys, lessons side by side.

    Args:
        root: The course whose secret the inputs are drawn with.
        variants: The numbers of the variants that are needed, by lesson.
        done: Called after each lesson, in another thread.

    Returns:
        By lesson, why it has no keys; empty when all went well.
    """
    broken: dict[Lesson, str] = {}

    def one(lesson: Lesson, line: int) -> None:
        try:
            ensure(root, lesson, variants[lesson], line)
        except GraderFault as error:
            broken[lesson] = str(error)
        done()

    # One lifeline for all: if this block is left early, every key process ends with it.
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool, _lifeline() as line:
        futures = [pool.submit(one, lesson, line) for lesson in variants]
        try:
            for future in futures:
                future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return broken


def ensure(root: CourseRoot, lesson: Lesson, variants: Iterable[int], line: int | None = None) -> None:
    """Compute the keys that are not in the cache, in one trusted process.

    Args:
        root: The course whose secret the inputs are drawn with.
        lesson: The lesson.
        variants: The numbers of the variants that are needed.
        line: A descriptor whose closing ends the process; without, it gets one of its own.

    Raises:
        GraderFault: the reference pipeline failed.
    """
    missing = sorted({v for v in variants if not _key_path(root, lesson, v).is_file()})
    if not missing:
        return
    folder = _folder(root, lesson)
    command = [sys.executable, "-m", "autograder.keys.cache", str(root.path), lesson.spec.slug, str(folder)]
    with _lifeline() if line is None else contextlib.nullcontext(line) as stdin:
        process = subprocess.run(  # noqa: S603 - our own interpreter, module and arguments
            [*command, *map(str, missing)],
            stdin=stdin,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **NUMERICS},
        )
    if process.returncode:
        _log.error(
            "The answer key of %s, exit code %s:\n%s", lesson.spec.slug, process.returncode, process.stderr
        )
        last = (process.stderr.strip().splitlines() or ["no message"])[-1]
        msg = f"The answer key of {lesson.spec.slug} could not be computed: {last}"
        raise GraderFault(msg)


@contextlib.contextmanager
def _lifeline() -> Iterator[int]:
    """Yield the reading end of a pipe, as the standard input of key processes.

    It closes when this block or this process ends, even if it is killed, and the key processes then end, too.
    """
    read, write = os.pipe()
    try:
        yield read
    finally:
        os.close(write)
        os.close(read)


def make(root: CourseRoot, lesson: Lesson, folder: Path, variants: Iterable[int]) -> None:
    """Draw the inputs of variants and compute their keys in this process, which runs the lesson's code.

    Args:
        root: The course, whose secret the inputs are drawn with.
        lesson: The lesson.
        folder: Where the two files of each variant are written.
        variants: The numbers of the variants.
    """
    from autograder.keys.compute import draw_inputs, make_key

    secret = seeds.load_secret(root.secret)
    for variant in variants:
        inputs = dict(draw_inputs(lesson, seeds.seed_of(secret, lesson.spec.exercise, variant)))
        key = keyfile.key_to_json(make_key(lesson, inputs))
        # The key comes last: other processes take a variant that has one for finished.
        keyfile.dump(inputs, folder / f"inputs-{variant}.json")
        keyfile.dump(key, folder / f"key-{variant}.json")


def _key_path(root: CourseRoot, lesson: Lesson, variant: int) -> Path:
    return _folder(root, lesson) / f"key-{variant}.json"


def _folder(root: CourseRoot, lesson: Lesson) -> Path:
    return root.keys / lesson.spec.slug / _name(root, lesson)


@functools.lru_cache(maxsize=64)
def _name(root: CourseRoot, lesson: Lesson) -> str:
    """Return a digest of the secret and the lesson's fingerprint: 16 hexadecimal digits.

    It is taken once in a process, so a run sees one state of both.
    """
    made = hashlib.sha256(seeds.load_secret(root.secret))
    made.update(json.dumps(fingerprint.of_lesson(root, lesson), sort_keys=True).encode())
    return made.hexdigest()[:16]


def _end_with_the_grader() -> None:
    """End this process when its standard input closes, which happens when the grader ends.

    Nobody writes to it, so reading waits until then; see :func:`_lifeline`.
    """
    os.read(0, 1)
    os._exit(1)


if __name__ == "__main__":
    from autograder.lessons import find

    threading.Thread(target=_end_with_the_grader, daemon=True).start()
    course = CourseRoot(Path(sys.argv[1]))
    make(course, find(course, sys.argv[2]), Path(sys.argv[3]), map(int, sys.argv[4:]))
