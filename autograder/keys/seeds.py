"""Which hidden inputs a student gets: drawn from a secret that the instructor keeps.

A student's variant is one of a small pool, picked by HMAC of student and exercise, so that regrading
repeats exactly, neighbours differ, and the answer key of a variant is computed once.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from pathlib import Path

from autograder.core.files import write_whole

POOL = 4
"""Variants for each exercise: each costs one run of the reference and its misconceptions.

Changing it deals other inputs to most students: never between the first grading of an exercise and its last.
"""

_BYTES = 32


def load_secret(path: Path) -> bytes:
    """The course secret; made at first use, readable by its owner only.

    Processes and threads that meet at first use agree: the file appears whole, and the first one stays.
    """
    if not path.is_file():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, secrets.token_hex(_BYTES), mode=0o600, exclusive=True)
    return bytes.fromhex(path.read_text(encoding="ascii").strip())


def variant_of(secret: bytes, student: str, exercise: str) -> int:
    """The number, below :data:`POOL`, of the student's variant of an exercise."""
    return _draw(secret, "variant", exercise, student) % POOL


def seed_of(secret: bytes, exercise: str, variant: int) -> int:
    """The seed of a variant's inputs, of 128 bits."""
    return _draw(secret, "inputs", exercise, str(variant))


def order_of(secret: bytes, student: str, exercise: str) -> int:
    """The seed of the order in which a student's function gets the hidden cases."""
    return _draw(secret, "order", exercise, student)


def _draw(secret: bytes, *words: str) -> int:
    message = "\0".join(words).encode()
    return int.from_bytes(hmac.new(secret, message, hashlib.sha256).digest()[:16], "big")
