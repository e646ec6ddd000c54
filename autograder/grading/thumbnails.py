"""Draws a wrong picture small: what came, what was expected, and where they differ."""

from __future__ import annotations

import dataclasses
import html

import numpy as np

from autograder.core.results import Figure
from autograder.core.text import plural
from autograder.grading.png import data_uri

_SIDES = (32, 24, 16, 12)
"""Most pixels along a side, tried from the first; the last always fits :data:`_BYTES`."""

_BYTES = 1900
"""Characters of the address of one thumbnail: a card has three of them."""

_SHOWN = 72
"""About how many pixels of the screen the longer side of a thumbnail takes."""

_SMALLEST = 3
"""Sides of a picture with channels; fewer pixels are a table as well."""

_GRAY = 5
"""Sides of a picture without an axis for its channels."""

_ONE = 1.01
_LEVELS = 255
_WHITE = 238
_CHANNELS = (1, 3)
_BATCH = 4


@dataclasses.dataclass(frozen=True, kw_only=True)
class Thumbnail:
    """One small picture.

    Attributes:
        caption: ``got``, ``expected`` or ``difference``.
        alt: What it shows, in words.
        pixels: RGB levels, of shape (h, w, 3) and dtype uint8.
    """

    caption: str
    alt: str
    pixels: np.ndarray


def is_picture(array: np.ndarray) -> bool:
    """Whether an array looks like a picture, or a batch of them: by its shape, in doubt by its range."""
    if array.dtype.kind not in "buif" or array.size == 0:
        return False
    if array.ndim in {3, 4} and array.shape[-1] in _CHANNELS:
        return all(side >= _SMALLEST for side in array.shape[-3:-1])
    if array.ndim not in {2, 3} or min(array.shape[-2:]) < _GRAY:
        return False
    return bool(array.dtype == np.uint8 or np.abs(np.nan_to_num(array)).max() <= _ONE)


def thumbnails(figure: Figure, *, public: bool) -> list[Thumbnail]:
    """The pictures of a figure; none if it is about something else.

    Args:
        figure: What to draw. Of a batch, the picture with most wrong pixels is drawn.
        public: Whether the expected picture may be seen. If not, the difference says only where got is higher
            and where it is lower: the expected picture can't be worked out from it.
    """
    if figure.predictions or not is_picture(figure.expected):
        return []
    low, high = _range(figure.expected)
    which = _worst(figure)
    shown = []
    if is_picture(figure.got):
        got = _one(figure.got, which)
        shown.append(_plain("got", got, low, high))
    if public:
        shown.append(_plain("expected", _one(figure.expected, which), low, high))
    if figure.wrong is not None:
        with np.errstate(all="ignore"):
            apart = _one(_numbers(figure.got) - _numbers(figure.expected), which).mean(axis=-1)
        wrong = np.asarray(_one(figure.wrong, which).any(axis=-1))
        shown.append(_difference(apart, wrong, fine=public))
    return shown


def pixels_in_words(figure: Figure) -> str:
    """How many pixels differ, and in how many pictures of a batch; empty if it is no picture of one shape."""
    if figure.predictions or figure.wrong is None or not is_picture(figure.expected):
        return ""
    wrong = figure.wrong if figure.wrong.shape[-1] in _CHANNELS else figure.wrong[..., None]
    differ = np.asarray(wrong.any(axis=-1))
    words = f"{int(differ.sum())} of {plural(differ.size, 'pixel')} differ{'s' if differ.size == 1 else ''}"
    if differ.ndim > 2 and len(differ) > 1:  # noqa: PLR2004 - more than one picture of two axes
        words += f", in {int(differ.any(axis=(1, 2)).sum())} of {len(differ)} pictures"
    return words


def to_html(shown: list[Thumbnail]) -> str:
    """Thumbnails side by side, each with its caption."""
    return "".join(_img(thumbnail) for thumbnail in shown)


def _img(thumbnail: Thumbnail) -> str:
    uri, height, width = "", 0, 0
    for side in _SIDES:
        pixels = _shrunk(thumbnail.pixels, side)
        enlarged = pixels.repeat(_times(pixels), axis=0).repeat(_times(pixels), axis=1)
        uri, (height, width) = data_uri(enlarged), enlarged.shape[:2]
        if len(uri) <= _BYTES:
            break
    return (
        '<span style="display:inline-block;margin-right:1em;text-align:center">'
        f'<img src="{uri}" alt="{html.escape(thumbnail.alt)}" width="{width}" height="{height}">'
        f'<small style="display:block">{html.escape(thumbnail.caption)}</small></span>'
    )


def _shrunk(pixels: np.ndarray, side: int) -> np.ndarray:
    step = -(-max(pixels.shape[:2]) // side)
    return pixels[::step, ::step]


def _times(pixels: np.ndarray) -> int:
    return max(1, _SHOWN // int(max(pixels.shape[:2])))


def _plain(caption: str, picture: np.ndarray, low: float, high: float) -> Thumbnail:
    with np.errstate(all="ignore"):  # numbers may be too large for a difference, or infinite
        levels = np.clip((_numbers(picture) - low) / ((high - low) or 1.0), 0, 1) * _LEVELS
    rounded = np.rint(np.nan_to_num(levels)).astype(np.uint8)
    pixels = np.broadcast_to(rounded, (*picture.shape[:2], 3))
    height, width = picture.shape[:2]
    return Thumbnail(
        caption=caption, alt=f"{caption}: a picture of {height} by {width} pixels", pixels=pixels
    )


def _difference(apart: np.ndarray, wrong: np.ndarray, *, fine: bool) -> Thumbnail:
    """Red where it is too high, blue where it is too low, gray where it is right."""
    apart = np.where(wrong, np.nan_to_num(apart), 0.0)
    most = float(np.abs(apart).max()) or 1.0
    strength = np.abs(apart / most) if fine else np.where(apart != 0, 1.0, 0.0)
    # Even a small difference can be seen.
    fade = np.rint(_WHITE * (1 - np.where(apart != 0, 0.25 + 0.75 * strength, 0.0))).astype(np.uint8)
    full = np.full_like(fade, _WHITE)
    red, blue = np.where(apart < 0, fade, full), np.where(apart > 0, fade, full)
    higher, lower = int((apart > 0).sum()), int((apart < 0).sum())
    return Thumbnail(
        caption="difference",
        alt=f"difference: {higher} pixels too high (red), {lower} too low (blue)",
        pixels=np.stack([red, fade, blue], axis=-1),
    )


def _range(expected: np.ndarray) -> tuple[float, float]:
    """The levels that are black and white in pictures like this one."""
    numbers = np.nan_to_num(_numbers(expected))
    low, high = float(numbers.min()), float(numbers.max())
    if expected.dtype == np.uint8 or (low >= 0 and _ONE < high <= _LEVELS):
        return 0.0, float(_LEVELS)
    if low >= -_ONE and high <= _ONE:
        return (-1.0 if low < 0 else 0.0), 1.0
    return low, max(high, low + 1.0)


def _worst(figure: Figure) -> int:
    """The number of the picture of a batch that has most wrong pixels."""
    if figure.wrong is None or not _is_batch(figure.wrong):
        return 0
    return int(figure.wrong.reshape(len(figure.wrong), -1).sum(axis=1).argmax())


def _one(array: np.ndarray, which: int) -> np.ndarray:
    """One picture of a batch, or the only one, with an axis for its channels."""
    one = array[min(which, len(array) - 1)] if _is_batch(array) else array
    return one if one.ndim == 3 else one[..., None]  # noqa: PLR2004 - height, width, channels


def _is_batch(array: np.ndarray) -> bool:
    return bool(array.ndim == _BATCH or (array.ndim == _BATCH - 1 and array.shape[-1] not in _CHANNELS))


def _numbers(array: np.ndarray) -> np.ndarray:
    return array.astype(float)
