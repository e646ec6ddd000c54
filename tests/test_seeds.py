"""Hidden inputs are drawn from a secret: regrading repeats them, neighbours don't share them."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.keys import seeds

SECRET, OTHER = b"a" * 32, b"b" * 32
CLASS = [f"student-{i:03d}" for i in range(400)]
WORDS = st.text(max_size=20)


def test_the_secret_is_made_once(tmp_path: Path) -> None:
    """The first use makes 32 bytes; every later use reads the same."""
    path = tmp_path / ".skewlab" / "secret"
    first = seeds.load_secret(path)
    assert (32, first) == (len(first), seeds.load_secret(path))
    assert [path] == list(path.parent.iterdir())


def test_every_course_has_its_own_secret(tmp_path: Path) -> None:
    """No two courses draw alike."""
    assert seeds.load_secret(tmp_path / "one") != seeds.load_secret(tmp_path / "two")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
def test_only_the_owner_reads_the_secret(tmp_path: Path) -> None:
    """The secret's mode is 0600 and its folder's 0700."""
    path = tmp_path / ".skewlab" / "secret"
    seeds.load_secret(path)
    assert (0o600, 0o700) == (stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(path.parent.stat().st_mode))


def test_a_given_secret_is_used(tmp_path: Path) -> None:
    """A secret that was brought from another machine is read, with or without a last newline."""
    path = tmp_path / "secret"
    path.write_text(SECRET.hex() + "\n", encoding="ascii")
    assert SECRET == seeds.load_secret(path)


def test_processes_that_meet_at_first_use_agree(tmp_path: Path) -> None:
    """Several graders that start together share one secret."""
    path = tmp_path / "secret"
    code = f"from pathlib import Path; from autograder.keys.seeds import load_secret; print(load_secret(Path({str(path)!r})).hex())"
    runs = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    assert {seeds.load_secret(path).hex()} == {run.communicate()[0].strip() for run in runs}
    assert [path] == list(tmp_path.iterdir())


def agree_in_threads(path: Path) -> set[bytes | type[BaseException]]:
    """What eight threads get that ask for the secret at the same moment."""
    found: set[bytes | type[BaseException]] = set()
    start = threading.Barrier(8)

    def ask() -> None:
        start.wait()
        try:
            found.add(seeds.load_secret(path))
        except OSError as error:
            found.add(type(error))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_threads_that_meet_at_first_use_agree(tmp_path: Path) -> None:
    """Several threads of one grader share one secret, however often they meet."""
    assert {1} == {len(agree_in_threads(tmp_path / f"secret-{i}")) for i in range(20)}


def test_what_a_killed_process_left_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A half-made file of an earlier process with the same number does not stop the next one."""
    monkeypatch.setattr(os, "getpid", lambda: 4242)
    (tmp_path / "secret.4242").write_text("half", encoding="ascii")
    assert 32 == len(seeds.load_secret(tmp_path / "secret"))


@given(WORDS, WORDS)
def test_variants_are_in_range_and_repeat(student: str, exercise: str) -> None:
    """A variant is a number below POOL, the same at every grading."""
    variant = seeds.variant_of(SECRET, student, exercise)
    assert variant in range(seeds.POOL)
    assert variant == seeds.variant_of(SECRET, student, exercise)


def test_a_class_uses_the_whole_pool() -> None:
    """Every variant is somebody's, and none is everybody's."""
    variants = [seeds.variant_of(SECRET, student, "01_normalization") for student in CLASS]
    shares = [variants.count(v) / len(CLASS) for v in range(seeds.POOL)]
    assert all(0.3 < share * seeds.POOL < 3 for share in shares)


def variants(secret: bytes = SECRET, exercise: str = "01_normalization") -> list[int]:
    """The variants of a class."""
    return [seeds.variant_of(secret, student, exercise) for student in CLASS]


@pytest.mark.parametrize(
    "changed", [variants(exercise="02_missing_values"), variants(secret=OTHER)], ids=["exercise", "secret"]
)
def test_variants_depend_on_everything(changed: list[int]) -> None:
    """Another exercise or another course deals the variants anew."""
    same = sum(one == other for one, other in zip(variants(), changed, strict=True))
    assert same < len(CLASS) / 2


def test_seeds_differ() -> None:
    """Each variant of each exercise of each course has inputs of its own, of 128 bits."""
    made = {
        seeds.seed_of(secret, exercise, variant)
        for secret in (SECRET, OTHER)
        for exercise in ("01_normalization", "02_missing_values")
        for variant in range(seeds.POOL)
    }
    assert 4 * seeds.POOL == len(made)
    assert 120 < max(seed.bit_length() for seed in made) <= 128


def test_seeds_repeat_exactly() -> None:
    """A regrading years later draws the same inputs: for an equal POOL these numbers never change."""
    assert 4 == seeds.POOL
    assert [1, 0, 1, 3, 2, 2, 2, 3] == [
        seeds.variant_of(SECRET, student, "01_normalization") for student in CLASS[:8]
    ]
    assert 15045639774667954057609215091300474738 == seeds.seed_of(SECRET, "01_normalization", 3)


def test_words_are_kept_apart() -> None:
    """Student and exercise can't be shifted into each other."""
    pairs = [("ab", "c"), ("a", "bc")]
    assert 2 == len({seeds._draw(SECRET, *pair) for pair in pairs})
