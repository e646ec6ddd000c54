"""Files that appear whole or not at all, whoever reads them meanwhile and whenever this process ends."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def write_whole(path: Path, data: bytes | str, *, mode: int = 0o666, exclusive: bool = False) -> None:
    """Write ``path`` in one step: a reader finds the old content or all of the new, never a part.

    The data go into a file of a name of its own beside ``path``, which then takes its place. The file is not
    forced to the disk: after a power cut it may be the old one.

    Args:
        path: The file; its folder is made if need be.
        data: The content; text is written as UTF-8, with its line ends as they are.
        mode: The file's permissions, from which the process's umask is taken away as usual.
        exclusive: Whether a file that exists already stays as it is: of several writers the first one wins.

    Raises:
        OSError: the file can't be written; an old file is untouched, and nothing else is left behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.urandom(8).hex()}")
    try:
        with open(fresh, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            file.write(data.encode() if isinstance(data, str) else data)
        if exclusive:
            with contextlib.suppress(FileExistsError):
                os.link(fresh, path)
        else:
            fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
