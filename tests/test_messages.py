"""What a kernel says is rebuilt from its sound parts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from autograder.core.answers import MIME
from autograder.sandbox import messages


def test_outputs_keep_text_and_pictures_only() -> None:
    """Of a bundle, texts, PNG, JPEG and answers stay; nothing that a page would run or a client act on."""
    bundle = {
        "text/plain": "a",
        "text/html": "<b>a</b>",
        "image/png": "aGk=\n",
        "image/svg+xml": "<svg onload=x>",
        "application/javascript": "x",
        "application/vnd.jupyter.widget-view+json": {"model_id": "x"},
    }
    content = {
        "data": bundle,
        "metadata": {"image/png": {"width": "1 onerror=x"}},
        "transient": {"display_id": "d"},
    }
    assert {
        "data": {"text/plain": "a", "text/html": "<b>a</b>", "image/png": "aGk=\n"},
        "metadata": {},
        "execution_count": None,
    } == messages.sound("display_data", content)


def test_a_picture_that_is_markup_is_none() -> None:
    """What stands in for a picture's base64, and isn't, is left out."""
    content = {"data": {"image/png": '"><script>x</script>', "text/plain": "a"}}
    shown = messages.sound("display_data", content)
    assert shown is not None and shown["data"] == {"text/plain": "a"}


@pytest.mark.parametrize("kind", ["comm_open", "comm_msg", "update_display_data", "nonsense", "", None, 5])
def test_what_nobody_here_listens_to_is_dropped(kind: Any) -> None:
    """Comms, updates and unknown kinds are of no use, whatever they hold."""
    assert messages.sound(kind, {"data": {"text/plain": "a"}}) is None


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("stream", {}),
        ("stream", {"name": "stdout", "text": None}),
        ("stream", {"name": "stdout", "text": ["a"]}),
        ("status", {"execution_state": 5}),
        ("status", []),
        ("display_data", {"data": []}),
        ("display_data", {"data": {"text/plain": 5}}),
        ("display_data", {"data": {"image/png": 5}}),
        ("error", {"ename": "a", "evalue": "b", "traceback": [5]}),
        ("error", {"ename": "a", "evalue": "b", "traceback": None}),
        ("execute_reply", {}),
        ("clear_output", {}),
        ("stream", None),
    ],
)
def test_what_is_damaged_is_told_as_such(kind: str, content: Any) -> None:
    """A missing field, or one of another type, raises what the channel takes for damage, and nothing else."""
    with pytest.raises(messages._DAMAGED):
        messages.sound(kind, content)


def test_halves_of_characters_can_be_written() -> None:
    """Halves of characters in texts and in answers are replaced: no file could hold them."""
    stream = messages.sound("stream", {"name": "stdout", "text": "a\ud800"})
    answers = messages.sound("display_data", {"data": {MIME: {"\udfff": ["\ud800"]}}})
    assert stream == {"name": "stdout", "text": "a?"}
    assert answers is not None
    assert {"?": ["?"]} == answers["data"][MIME]
    json.dumps(answers, ensure_ascii=False).encode()
