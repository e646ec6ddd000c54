"""Decides which hidden inputs a student gets, with a secret that the instructor keeps.

A student's variant is one of a small pool. An HMAC of the student and the exercise picks it, so grading again
gives the same variant, students differ, and each variant's answer key is computed only once.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from pathlib import Path

from autograder.core.files import write_whole

POOL = 4
"""Variants of each exercise; the key of each costs one run of the reference and of all misconceptions.

Another number gives most students other inputs, so don't change it between the first grading of an exercise
and its last.
"""

_BYTES = 32
"""Length of the secret."""


def load_secret(path: Path) -> bytes:
    """Return the course's secret; it is made at first use, readable by its owner only.

    Processes and threads that make it at the same time get the same one: the file appears whole, and the
    first one stays.

    Args:
        path: The file with the secret, in hexadecimal digits.

    Raises:
        ValueError: the file holds something else.
        OSError: the file can't be read or written.
    """
    if not path.is_file():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, secrets.token_hex(_BYTES), mode=0o600, exclusive=True)
    return bytes.fromhex(path.read_text(encoding="ascii").strip())


def variant_of(secret: bytes, student: str, exercise: str) -> int:
    """Return the number of a student's variant, from 0 to :data:`POOL` - 1.

    Args:
        secret: The course's secret.
        student: The student's id.
        exercise: The exercise's name, ``01_normalization``.
    """
    return _draw(secret, "variant", exercise, student) % POOL


def seed_of(secret: bytes, exercise: str, variant: int) -> int:
    """Return the seed, of 128 bits, with which the inputs of a variant of an exercise are drawn."""
    return _draw(secret, "inputs", exercise, str(variant))


def order_of(secret: bytes, student: str, exercise: str) -> int:
    """Return the seed, of 128 bits, of the order in which a student's function gets the hidden cases."""
    return _draw(secret, "order", exercise, student)


def _draw(secret: bytes, *words: str) -> int:
    message = "\0".join(words).encode()
    return int.from_bytes(hmac.new(secret, message, hashlib.sha256).digest()[:16], "big")
