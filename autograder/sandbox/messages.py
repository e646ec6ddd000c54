"""What a kernel may say: Jupyter messages, rebuilt from their sound parts before anything acts on them.

At the other end of a channel runs a student's code, which can send whatever it likes: fields missing or
of another type, nested a million deep, without end. Nothing of it may stop the grader, or fill its memory.
https://jupyter-client.readthedocs.io/en/stable/messaging.html
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import zmq
import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel

from autograder.core.answers import MIME
from autograder.core.text import writable

MAX_BYTES = 256 * 2**20
"""A longer message is not received, and ends the channel it came by: what the kernel says after it is lost.

ipykernel joins what is printed within a fifth of a second, so a print in a long loop stays far below it.
"""

_RECONNECT_MILLISECONDS = 10
"""A kernel's sockets appear a quarter of a second after the first attempt to connect to them."""

_TEXTS = ("text/plain", "text/html", "text/markdown")
_PICTURES = ("image/png", "image/jpeg")
"""The types of outputs that are kept; pages clean the markup in them. SVG and JavaScript would run."""

_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
"""What a picture may consist of: it goes into an attribute of a page, where a quotation mark would end it."""

_DAMAGED = (ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError)
"""What reading a message raises that is not as the protocol says; such a message is skipped."""


@contextlib.contextmanager
def limited() -> Iterator[zmq.asyncio.Context]:
    """A context whose sockets receive no message longer than ``MAX_BYTES``.

    It ends with its sockets here, whatever happens: a collector of garbage would wait for them for ever.
    """
    context = zmq.asyncio.Context()
    context.setsockopt(zmq.MAXMSGSIZE, MAX_BYTES)
    context.setsockopt(zmq.RECONNECT_IVL, _RECONNECT_MILLISECONDS)
    try:
        yield context
    finally:
        context.destroy(linger=0)


class Channel(AsyncZMQSocketChannel):
    """Gives out sound messages only, and lets other submissions have their turn between any two."""

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:  # type: ignore[override]  # as its base
        """The next sound message; raises ``queue.Empty`` after ``timeout`` seconds without any message."""
        while True:
            await asyncio.sleep(0)  # a kernel that floods its channel would keep the event loop to itself
            try:
                message: dict[str, Any] = await super().get_msg(timeout)
                content = sound(message["msg_type"], message["content"])
                if content is not None and isinstance(message["parent_header"], dict):
                    return message | {"content": content}
            except _DAMAGED:
                continue


class Client(AsyncKernelClient):
    """A kernel's client that trusts nothing it hears."""

    shell_channel_class = Channel
    iopub_channel_class = Channel


def sound(kind: str, content: Mapping[str, Any]) -> dict[str, Any] | None:  # noqa: PLR0911 - a return for each kind
    """The content of a message with the fields it must have, and no others; ``None`` if it is of no use here.

    Raises:
        ValueError, TypeError, LookupError, AttributeError: a field is missing or is something else.
    """
    match kind:
        case "status":
            return {"execution_state": _text(content["execution_state"])}
        case "stream":
            name = content["name"]
            return {"name": name, "text": _text(content["text"])} if name in ("stdout", "stderr") else None
        case "display_data" | "execute_result":
            return {"data": _data(content["data"]), "metadata": {}, "execution_count": None}
        case "error":
            lines = [_text(line) for line in content["traceback"]]
            return {"ename": _text(content["ename"]), "evalue": _text(content["evalue"]), "traceback": lines}
        case "clear_output":
            return {"wait": bool(content["wait"])}
        case "execute_reply":
            return {"status": _text(content["status"])}
        case "kernel_info_reply":
            return dict(content)
        case "iopub_welcome":  # the subscription holds: from now on no output gets lost
            return {}
    # Comms and widgets: nobody here talks with them. Updates of a display: one update can change a thousand
    # outputs, and so hold a thousand times what was sent.
    return None


def _data(bundle: Mapping[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for mime, value in bundle.items():
        if mime in _TEXTS or (mime in _PICTURES and _BASE64.fullmatch(value)):
            data[mime] = _text(value)
        elif mime == MIME:
            # Through text and back: half a character may hide at any depth, in names as well as in values.
            data[mime] = json.loads(writable(json.dumps(value, ensure_ascii=False)))
    return data


def _text(value: Any) -> str:
    if not isinstance(value, str):
        msg = f"A message holds {type(value).__name__} where a text belongs."
        raise TypeError(msg)
    return writable(value)
