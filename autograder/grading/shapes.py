"""What to do about a wrong shape, in words that fit the thing: a table, a picture, a batch of pictures."""

from __future__ import annotations

from autograder.core.text import plural

Shape = tuple[int, ...]

_CHANNELS = (1, 3, 4)
"""How many channels a picture has: gray, RGB, RGBA."""

_PICTURE, _BATCH = 3, 4
"""How many axes one picture with channels has, and a batch of them."""


def shape_advice(expected: Shape, got: Shape) -> str:
    """A sentence for a result of another shape than was expected."""
    if len(expected) >= _PICTURE and expected[-1] in _CHANNELS and 0 not in expected:
        advice = _of_pictures(expected, got)
        if advice:
            return advice
    what = "picture" if len(expected) >= _BATCH else "row"
    findings = (
        (
            0 in expected and 0 in got and len(got) != len(expected),
            f"A result without rows has a shape, too: {expected}.",
        ),
        (got == expected[1:], "The batch axis is missing: one row is a batch of one."),
        (len(got) != len(expected), f"The result needs {plural(len(expected), 'axis', 'axes')}."),
        (len(got) > 1 and got == expected[::-1], "The axes are swapped."),
        (len(got) > 1 and sorted(got) == sorted(expected), "The axes are in another order."),
        (got[:1] != expected[:1], f"Return one {what} for each {what} of the input, no more and no fewer."),
    )
    sentences = (sentence for holds, sentence in findings if holds)
    return next(sentences, "Check which columns or axes the result is made of.")


def _of_pictures(expected: Shape, got: Shape) -> str:
    """A sentence for a picture of shape (h, w, c), or a batch of them; empty where none fits pictures."""
    batch, (height, width, channels) = expected[:-_PICTURE], expected[-_PICTURE:]
    known = {
        (*batch, width, height, channels): "Height and width are exchanged: arrays count height first.",
        (*batch, channels, height, width): "The channels belong last.",
        (*batch, channels, width, height): "The channels belong last, and height comes before width.",
        (*batch, height, width): "The axis of the channels is missing: it is the last.",
        (1, *expected): "There is a batch axis too many.",
        (*expected, 1): "There is an axis too many, of length 1, at the end.",
        (height, width, channels): "The batch axis is missing: one picture is a batch of one.",
        (height, width, channels, *batch): "The batch axis belongs first.",
    }
    if got in known and got != expected:
        return known[got]
    if len(got) != len(expected) or got[: len(batch)] != batch:
        return ""
    if got[-1] != channels:
        return f"A picture needs {plural(channels, 'channel')}, on the last axis."
    return "Check the size of the picture: height first, then width."
