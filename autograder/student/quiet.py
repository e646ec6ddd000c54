"""Keeps what libraries say out of a notebook: it is no mistake, and hides what matters."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import sys
from collections.abc import Iterator

_LOGGERS = ("tensorflow", "absl")
"""The loggers of TensorFlow and Keras; their handlers keep the stderr of their first message."""


@contextlib.contextmanager
def quiet_stderr() -> Iterator[None]:
    """Keep warnings and TensorFlow's C++ log lines out of the notebook.

    TensorFlow writes to file descriptor 2 itself, past ``sys.stderr``.
    """
    with contextlib.redirect_stderr(io.StringIO()):
        try:
            saved = os.dup(2)
        except OSError:  # no such descriptor, as under pythonw
            yield
            return
        sink = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(sink, 2)
            yield
        finally:
            os.dup2(saved, 2)
            os.close(saved)
            os.close(sink)


@contextlib.contextmanager
def quiet_keras() -> Iterator[None]:
    """Keep progress bars of ``model.predict`` and warnings about retracing out of the notebook.

    Afterwards all is as it was. Keras is not imported for it: where nobody has, it says nothing.
    """
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    disabled = [logger.disabled for logger in loggers]
    keras = sys.modules.get("keras")
    bars = keras is not None and keras.config.is_interactive_logging_enabled()
    for logger in loggers:
        logger.disabled = True  # another level would empty the caches of all loggers, at each call
    if bars and keras is not None:
        keras.config.disable_interactive_logging()
    try:
        yield
    finally:
        for logger, was in zip(loggers, disabled, strict=True):
            logger.disabled = was
        if bars and keras is not None:
            keras.config.enable_interactive_logging()
