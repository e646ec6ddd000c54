"""Makes each ``with Gradebook(...)`` of nbgrader's passes one transaction.

By itself nbgrader commits after each change, and reads everything again after each commit: more than a dozen
times a submission. With one transaction a pass is entered whole or not at all, too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nbgrader.api import Gradebook
from sqlalchemy.orm import Session

_TOGETHER = "together"
"""What a session's ``info`` says while its changes are collected."""


class CollectingSession(Session):
    """A session whose commits wait for the end of the ``with`` that it is used in, if there is one."""

    def commit(self) -> None:
        """Commit, or write the changes into the open transaction."""
        if self.info.get(_TOGETHER):
            self.flush()
        else:
            super().commit()


def entering_with(original: Callable[[Gradebook], Gradebook]) -> Callable[[Gradebook], Gradebook]:
    """Return ``Gradebook.__enter__`` after which commits wait."""

    def enter(self: Gradebook) -> Gradebook:
        self.db().info[_TOGETHER] = True
        return original(self)

    return enter


def leaving_with(original: Callable[..., None]) -> Callable[..., None]:
    """Return ``Gradebook.__exit__`` that commits first; after an exception, nothing is kept."""

    def leave(self: Gradebook, exc_type: Any, exc_value: Any, traceback: Any) -> None:
        session = self.db()
        session.info[_TOGETHER] = False
        # Formgrader reads what it has loaded after this; a commit would make it unreadable.
        session.expire_on_commit = False
        try:
            if exc_type is None:
                session.commit()
        finally:
            original(self, exc_type, exc_value, traceback)

    return leave
