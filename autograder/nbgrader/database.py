"""Makes the gradebook's file, where there is none yet."""

from __future__ import annotations

from pathlib import Path

from alembic.script import ScriptDirectory
from nbgrader.api import Base
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import create_engine, text

_SQLITE = "sqlite:///"


def ensure_gradebook(url: str) -> None:
    """Make an empty gradebook, as nbgrader would at first use; one that exists stays as it is.

    nbgrader asks a program ``alembic`` for the version of its tables, and finds none where an environment was
    not activated. It also takes a file with half of its tables for a finished one; this one appears whole.

    Args:
        url: The database, such as ``sqlite:///work/gradebook.db``. Other kinds are left to nbgrader.
    """
    path = Path(url.removeprefix(_SQLITE))
    if not url.startswith(_SQLITE) or path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    engine = create_engine(f"{_SQLITE}{fresh}")
    Base.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        version = ScriptDirectory(ALEMBIC_DIR).get_current_head()
        connection.execute(
            text("INSERT INTO alembic_version (version_num) VALUES (:version)"), {"version": version}
        )
    engine.dispose()
    fresh.replace(path)
