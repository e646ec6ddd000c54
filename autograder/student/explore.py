"""``explore``: a figure to move. With widgets it has a slider; elsewhere it is a series of pictures."""

from __future__ import annotations

import dataclasses
import html
from collections.abc import Callable, Sequence
from typing import Any

from autograder.student.show import picture, picture_html, publish


@dataclasses.dataclass(frozen=True)
class _Frame:
    """One picture of the series: the value it is for, its PNG file, and what it shows, in a sentence."""

    value: str
    picture: bytes
    words: str


def explore(draw: Callable[[Any], str], values: Sequence[Any], label: str) -> None:
    """Show a figure that a slider moves through some values; the arrow keys move it, too.

    Where there are no widgets, as on a page without a kernel, all pictures are shown one below the other.

    Args:
        draw: Draws the figure for one value with ``matplotlib.pyplot``, and returns a sentence that says what
            it shows. It is called once for each value.
        values: The values, in order; the first is shown at the beginning.
        label: What the values are, such as ``"cars in the batch"``.

    Example:
        >>> explore(draw_batch, [1, 2, 4, 8], "cars in the batch")  # doctest: +SKIP
    """
    frames = [_frame(draw, value) for value in values]
    words = "\n".join(_said(frame, label) for frame in frames)
    bundle = {"text/plain": words, "text/html": _series(frames, label)}
    publish(_slider(frames, label) | bundle)


def _frame(draw: Callable[[Any], str], value: Any) -> _Frame:
    import matplotlib.pyplot as plt

    plt.close("all")  # what an earlier cell left open is none of this figure
    words = str(draw(value))
    return _Frame(str(value), picture(), words)


def _said(frame: _Frame, label: str) -> str:
    return f"{label} {frame.value}: {frame.words}"


def _series(frames: list[_Frame], label: str) -> str:
    """The pictures as HTML, each with its words as its alternative text and below it."""
    figures = "".join(
        f'<figure style="margin:0 0 1em">{picture_html(frame.picture, frame.words)}'
        f"<figcaption>{html.escape(_said(frame, label))}</figcaption></figure>"
        for frame in frames
    )
    return f"<div>{figures}</div>"


def _slider(frames: list[_Frame], label: str) -> dict[str, Any]:
    """The slider and its picture by the MIME type of widgets; nothing where ipywidgets is missing."""
    try:
        made: dict[str, Any] = _box(frames, label)._repr_mimebundle_()  # the way IPython asks a widget
    except ImportError:
        return {}
    return made


def _box(frames: list[_Frame], label: str) -> Any:
    """The widget: the slider, the picture, and its words."""
    import ipywidgets

    places = {frame.value: place for place, frame in enumerate(frames)}
    slider = ipywidgets.SelectionSlider(
        options=list(places.items()),
        value=0,
        description=label,
        readout=False,  # it has room for a short number; the words below say the value
        style={"description_width": "initial"},
        layout={"width": "36em"},
    )
    shown = ipywidgets.Image(value=frames[0].picture, format="png")
    words = ipywidgets.Label(value=_said(frames[0], label))

    def move(change: dict[str, Any]) -> None:
        frame = frames[change["new"]]
        shown.value, words.value = frame.picture, _said(frame, label)

    slider.observe(move, names="value")
    return ipywidgets.VBox([slider, shown, words])
