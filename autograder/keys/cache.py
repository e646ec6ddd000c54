"""The cache of hidden inputs and answer keys; graders read it and never import TensorFlow.

One variant of one lesson is two files side by side: inputs, which a student's kernel is given, and
the key, which it never is. Their folder's name is a digest of all that they depend on.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import importlib.metadata
import json
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
from autograder.keys import seeds
from autograder.keys.fingerprint import LIBRARIES, code_files, content, lesson_files
from autograder.lessons import Lesson


def inputs_path(root: CourseRoot, lesson: Lesson, variant: int) -> Path:
    """The file of hidden inputs of a variant."""
    return _folder(root, lesson) / f"inputs-{variant}.json"


def load_inputs(root: CourseRoot, lesson: Lesson, variant: int) -> dict[str, Any]:
    """The hidden inputs of a variant, made if need be."""
    ensure(root, lesson, [variant])
    return keyfile.load(inputs_path(root, lesson, variant))


def load_key(root: CourseRoot, lesson: Lesson, variant: int) -> AnswerKey:
    """The answer key of a variant, made if need be."""
    ensure(root, lesson, [variant])
    return keyfile.key_from_json(keyfile.load(_key_path(root, lesson, variant)))


def read(root: CourseRoot, lesson: Lesson, variant: int) -> tuple[bytes, bytes]:
    """The hidden inputs of a variant and their answer key, as files' contents; made if need be."""
    ensure(root, lesson, [variant])
    return inputs_path(root, lesson, variant).read_bytes(), _key_path(root, lesson, variant).read_bytes()


def wanted(root: CourseRoot, pairs: Iterable[tuple[str, Lesson]]) -> dict[Lesson, set[int]]:
    """The variants of each lesson that these students have."""
    secret = seeds.load_secret(root.secret)
    found: dict[Lesson, set[int]] = {}
    for student, lesson in pairs:
        found.setdefault(lesson, set()).add(seeds.variant_of(secret, student, lesson.spec.exercise))
    return found


def ensure_all(
    root: CourseRoot, variants: dict[Lesson, set[int]], done: Callable[[], None]
) -> dict[Lesson, str]:
    """Compute missing keys, lessons side by side; returns why a lesson has none.

    Args:
        root: Whose keys.
        variants: Which, by lesson.
        done: Called after each lesson.
    """
    broken: dict[Lesson, str] = {}

    def one(lesson: Lesson, line: int) -> None:
        try:
            ensure(root, lesson, variants[lesson], line)
        except GraderFault as error:
            broken[lesson] = str(error)
        done()

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
        root: Whose keys.
        lesson: Which lesson's.
        variants: Which.
        line: What several key processes live by; without, this one has a lifeline of its own.

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
        last = (process.stderr.strip().splitlines() or ["no message"])[-1]
        msg = f"The answer key of {lesson.spec.slug} could not be computed: {last}"
        raise GraderFault(msg)


@contextlib.contextmanager
def _lifeline() -> Iterator[int]:
    """What key processes live by: they end with this block, or with this process, however it ends."""
    read, write = os.pipe()
    try:
        yield read
    finally:
        os.close(write)
        os.close(read)


def make(root: CourseRoot, lesson: Lesson, folder: Path, variants: Iterable[int]) -> None:
    """Draw inputs and compute their keys, here and now (imports TensorFlow), into ``folder``."""
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
    return root.keys / lesson.spec.slug / _fingerprint(root, lesson)


@functools.lru_cache(maxsize=64)
def _fingerprint(root: CourseRoot, lesson: Lesson) -> str:
    """Changes with the secret, the lesson's code and data, the grading code and the libraries.

    Taken once in a process: a run of the grader sees one state of the course.
    """
    digest = hashlib.sha256(seeds.load_secret(root.secret))
    for path in (*lesson_files(lesson), *code_files("core"), *code_files("grading")):
        digest.update(content(path))
    versions = {name: importlib.metadata.version(name) for name in LIBRARIES}
    digest.update(json.dumps(versions).encode())
    return digest.hexdigest()[:16]


def _end_with_the_grader() -> None:
    """Standard input is a lifeline: nobody writes to it, and it closes when the grader is gone."""
    os.read(0, 1)
    os._exit(1)


if __name__ == "__main__":
    from autograder.lessons import find

    threading.Thread(target=_end_with_the_grader, daemon=True).start()
    make(CourseRoot(Path(sys.argv[1])), find(sys.argv[2]), Path(sys.argv[3]), map(int, sys.argv[4:]))
