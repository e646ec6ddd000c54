"""What nbgrader and nbconvert work out anew for each submission, worked out once in a process.

``nbgrader_config.py`` calls :func:`install`, so every way to nbgrader has it.
"""

from __future__ import annotations

import functools
import gc
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from nbgrader import api as gradebook_api
from nbgrader.api import Gradebook
from nbgrader.nbgraderformat import common
from sqlalchemy import event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.orm import scoped_session, sessionmaker

_TEXTS, _LONGEST = 512, 20_000
_GARBAGE = (20_000, 20, 20)


def install() -> None:
    """Make nbgrader keep its engine for a gradebook, and its checked schema."""
    # It opens the gradebook ten times for one submission, each time with all queries still to compile, and
    # asks for each of its tables whether it is there.
    gradebook_api.create_engine = _create_engine
    Gradebook.__init__ = _open
    # It has its own schema checked for each cell.
    common.jsonschema = SimpleNamespace(validate=_validate)
    # Looking for garbage again and again among the objects of a hundred modules is a tenth of all it does.
    gc.freeze()
    gc.set_threshold(*_GARBAGE)


def for_short_texts(function: Callable[[str], str]) -> Callable[[str], str]:
    """Remember what ``function`` made of short texts: most of a notebook's are every student's."""
    remembered = functools.lru_cache(maxsize=_TEXTS)(function)

    @functools.wraps(function)
    def either(text: str) -> str:
        return remembered(text) if len(text) <= _LONGEST else function(text)

    return either


class Templates(BytecodeCache):
    """Compiled templates of jinja2, by a digest of their text and their place."""

    kept: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the template's bytecode, if it was compiled before."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


_jsonschema = common.jsonschema
_engine = gradebook_api.create_engine


@functools.lru_cache(maxsize=4)
def _create_engine(url: str, **options: Any) -> Engine:
    engine: Engine = _engine(url, **options)
    if engine.dialect.name == "sqlite":
        # As safe as a journal that is made and removed anew for each of a dozen commits a submission.
        event.listen(engine, "connect", _keep_journal)
    return engine


_open_first = Gradebook.__init__
_opened: set[tuple[str, str, int]] = set()


def _keep_journal(connection: Any, _: object) -> None:
    connection.execute("PRAGMA journal_mode=TRUNCATE")


def _open(self: Gradebook, db_url: str, course_id: str = "default_course", authenticator: Any = None) -> None:
    """As ``Gradebook(...)``, which each time sees to it that all tables and the course are there."""
    file = (db_url, course_id, _inode(db_url))
    if file not in _opened:
        _open_first(self, db_url, course_id, authenticator)
        _opened.add((db_url, course_id, _inode(db_url)))
        return
    self.engine = gradebook_api.create_engine(db_url, echo=False, future=True)
    self.db = scoped_session(sessionmaker(autoflush=True, bind=self.engine, future=True))
    self.course_id, self.authenticator = course_id, authenticator


def _inode(db_url: str) -> int:
    """Which file it is: another one may have come in its place. Other databases stay what they are."""
    try:
        return Path(make_url(db_url).database or "").stat().st_ino
    except OSError:
        return 0


def _validate(instance: Any, schema: dict[str, Any]) -> None:
    """As ``jsonschema.validate``.

    Raises:
        ValidationError: ``instance`` is not as ``schema`` says.
    """
    error = _jsonschema.exceptions.best_match(_validator(json.dumps(schema)).iter_errors(instance))
    if error is not None:
        raise error


@functools.lru_cache(maxsize=4)
def _validator(schema: str) -> Any:
    read = json.loads(schema)
    kind = _jsonschema.validators.validator_for(read)
    kind.check_schema(read)
    return kind(read)
