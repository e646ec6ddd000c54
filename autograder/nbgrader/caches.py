"""Caches for what nbgrader and nbconvert work out anew for each submission, though it stays the same."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from nbgrader import api as gradebook_api
from nbgrader.api import Gradebook
from sqlalchemy import event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.orm import scoped_session, sessionmaker

from autograder.nbgrader.transactions import CollectingSession

_TEXTS, _LONGEST = 512, 20_000
"""How many texts a cache keeps, and the length in characters above which a text is not kept."""


def for_short_texts(function: Callable[[str], str]) -> Callable[[str], str]:
    """Return ``function`` with a cache for short texts: most of them are the same in every notebook."""
    remembered = functools.lru_cache(maxsize=_TEXTS)(function)

    @functools.wraps(function)
    def either(text: str) -> str:
        return remembered(text) if len(text) <= _LONGEST else function(text)

    return either


def engine_with(original: Callable[..., Engine]) -> Callable[..., Engine]:
    """Return ``create_engine`` with a cache: one engine a database, so that its queries stay compiled.

    Its connections stay open, so a file that takes the place of another needs an engine of its own.
    """

    def made(url: str, _: int, **options: Any) -> Engine:
        engine = original(url, **options)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _keep_journal)
        return engine

    kept = functools.lru_cache(maxsize=4)(made)

    def create_engine(url: str, **options: Any) -> Engine:
        inode = _inode(url)
        if inode is None:  # a file that is still to be made: the next engine is another one's
            return made(url, 0, **options)
        return kept(url, inode, **options)

    return create_engine


def _keep_journal(connection: Any, _: object) -> None:
    """Set SQLite to empty the file of its journal after a commit instead of removing it.

    This is as safe, and faster: a submission takes several commits.
    """
    connection.execute("PRAGMA journal_mode=TRUNCATE")


def opening_with(original: Callable[..., None]) -> Callable[..., None]:
    """Return ``Gradebook.__init__`` that looks for missing tables only when it first opens a file."""
    opened: set[tuple[str, str, int | None]] = set()

    def open_gradebook(
        self: Gradebook, db_url: str, course_id: str = "default_course", authenticator: Any = None
    ) -> None:
        if (db_url, course_id, _inode(db_url)) not in opened:
            original(self, db_url, course_id, authenticator)
            self.close()
            opened.add((db_url, course_id, _inode(db_url)))
        self.engine = gradebook_api.create_engine(db_url, echo=False, future=True)
        self.db = scoped_session(
            sessionmaker(autoflush=True, bind=self.engine, future=True, class_=CollectingSession)
        )
        self.course_id, self.authenticator = course_id, authenticator

    return open_gradebook


def closing_with(_: Callable[[Gradebook], None]) -> Callable[[Gradebook], None]:
    """Return ``Gradebook.close`` that ends the session, and keeps the connection for the next opening."""

    def close(self: Gradebook) -> None:
        self.db.remove()

    return close


def _inode(db_url: str) -> int | None:
    """Return the inode of an SQLite file, ``None`` if there is no such file; 0 for other databases."""
    url = make_url(db_url)
    if url.get_backend_name() != "sqlite":
        return 0
    try:
        return Path(url.database or "").stat().st_ino
    except OSError:
        return None


def jsonschema_with(original: ModuleType) -> SimpleNamespace:
    """Return a stand-in for ``jsonschema`` in nbgrader, which checks each schema once, not for each cell."""

    @functools.lru_cache(maxsize=4)
    def validator(schema: str) -> Any:
        read = json.loads(schema)
        kind = original.validators.validator_for(read)
        kind.check_schema(read)
        return kind(read)

    def validate(instance: Any, schema: dict[str, Any]) -> None:
        error = original.exceptions.best_match(validator(json.dumps(schema)).iter_errors(instance))
        if error is not None:
            raise error

    return SimpleNamespace(validate=validate)
