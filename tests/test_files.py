"""A file appears whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.core.files import write_whole


@pytest.mark.parametrize("data", ["ä\r\n", b"\x00\xff"], ids=["text", "bytes"])
def test_the_content_is_written_as_it_is(tmp_path: Path, data: str | bytes) -> None:
    """Text becomes UTF-8 and keeps its line ends; the folder is made; nothing else lies there."""
    path = tmp_path / "new" / "folder" / "file"
    write_whole(path, data)
    assert (data.encode() if isinstance(data, str) else data) == path.read_bytes()
    assert [path] == list(path.parent.iterdir())


def test_a_new_content_replaces_the_old(tmp_path: Path) -> None:
    """The last writer wins."""
    path = tmp_path / "file"
    write_whole(path, "a long old content")
    write_whole(path, "new")
    assert ("new", [path]) == (path.read_text(encoding="utf-8"), list(tmp_path.iterdir()))


def test_the_first_exclusive_writer_wins(tmp_path: Path) -> None:
    """Where a file exists it stays, which is no error."""
    path = tmp_path / "file"
    write_whole(path, "first", exclusive=True)
    write_whole(path, "second", exclusive=True)
    assert ("first", [path]) == (path.read_text(encoding="utf-8"), list(tmp_path.iterdir()))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
@pytest.mark.parametrize(("mode", "made"), [(0o666, 0o640), (0o600, 0o600)])
def test_the_umask_counts(tmp_path: Path, mode: int, made: int) -> None:
    """The file has the permissions that any other new file with this mode would have."""
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "file", "x", mode=mode)
    finally:
        os.umask(before)
    assert made == stat.S_IMODE((tmp_path / "file").stat().st_mode)


class HalfWay:
    """Takes half of what is written, and then breaks."""

    def __init__(self, file: Any) -> None:
        self.file = file

    def write(self, data: bytes) -> None:
        """Write half, and find the disk full."""
        self.file.write(data[: len(data) // 2])
        raise OSError(28, "No space left on device")


@contextlib.contextmanager
def open_on_a_full_disk(path: Path, mode: str, opener: Any) -> Iterator[HalfWay]:
    """As ``open``, but the file takes half of what is written."""
    with open(path, mode, opener=opener) as file:
        yield HalfWay(file)


@pytest.mark.parametrize("exclusive", [False, True], ids=["replacing", "exclusive"])
@pytest.mark.parametrize("old", [None, "old"], ids=["new file", "old file"])
def test_a_writer_that_fails_half_way_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str | None, exclusive: bool
) -> None:
    """The old file stays, if there was one, and nothing lies beside it."""
    path = tmp_path / "file"
    if old is not None:
        path.write_text(old, encoding="utf-8")
    before = list(tmp_path.iterdir())
    monkeypatch.setattr("autograder.core.files.open", open_on_a_full_disk, raising=False)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, "new content", exclusive=exclusive)
    assert before == list(tmp_path.iterdir())
    assert old is None or old == path.read_text(encoding="utf-8")


def test_what_can_not_take_its_place_leaves_no_trace(tmp_path: Path) -> None:
    """Where a folder has the file's name, the error is told and nothing is left behind."""
    path = tmp_path / "file"
    path.mkdir()
    with pytest.raises(OSError, match="file"):
        write_whole(path, "x")
    assert [path] == list(tmp_path.iterdir())
