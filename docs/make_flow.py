"""Draw ``docs/flow.svg``: the way of one submission, and the walls of trust on it.

The same is printed as a text diagram, as it stands in ``docs/design.md``.

    .venv/bin/python docs/make_flow.py
"""

from __future__ import annotations

import dataclasses
import html
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).resolve().parent / "flow.svg"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Step:
    """One function on the way.

    Attributes:
        call: Its name, without ``autograder.``.
        does: What it does, in a few words.
        other: The process that it works with, behind a wall.
        arrow: What goes through that wall to or from this step: ``out``, ``in``, ``both``; or nothing.
    """

    call: str
    does: str
    other: Process | None = None
    arrow: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Process:
    """Who runs some of the steps.

    Attributes:
        title: What it is.
        knows: What it runs and knows.
        wall: What goes through the wall around it.
        steps: In the order in which they happen.
        kind: ``trusted``, or ``hostile`` where a student's code runs.
        rise: How far above the step that works with it the picture of it begins, in pixels.
    """

    title: str
    knows: str
    wall: str
    steps: tuple[Step, ...]
    kind: str = "trusted"
    rise: int = 0


KEYS = Process(
    title="A key process",
    knows="runs the lesson's code, and no student's",
    wall="wall 2: files in .skewlab/keys",
    steps=(Step(call="keys.compute.make_key", does="answers of reference and misconceptions"),),
    rise=68,
)
KERNEL = Process(
    title="The zygote, and a kernel for each submission",
    knows="runs the student's code; knows inputs, and no answer",
    wall="wall 3: code and inputs go in, messages come out",
    steps=(
        Step(call="sandbox.zygote.main", does="has the libraries, forks"),
        Step(call="sandbox.forked_kernel.become_kernel", does="confines itself, or ends"),
        Step(call="student.graded.record", does="calls the function, publishes answers"),
    ),
    kind="hostile",
    rise=8,
)
GRADER = Process(
    title="The grader's process",
    knows="knows the secret, the keys and the points; runs no student's code",
    wall="wall 1: read as data",
    steps=(
        Step(call="cli._grade", does="starts the zygote, hands over the gradebook"),
        Step(call="grader.command.run", does="one run over all that was handed in"),
        Step(call="intake.reading.read", does="file → Received: read and repaired, once"),
        Step(call="grader.store.digest", does="the record's name; if it exists, nothing runs"),
        Step(
            call="keys.cache.read", does="inputs and key of the student's variant", other=KEYS, arrow="both"
        ),
        Step(call="grader.job.grade_job", does="Job → the outputs of all cells"),
        Step(
            call="sandbox.client.run_notebook",
            does="runs the cells, within limits",
            other=KERNEL,
            arrow="out",
        ),
        Step(call="sandbox.messages.sound", does="rebuilds messages from their sound parts", arrow="in"),
        Step(call="grading.grade.grade", does="answers and key → results"),
        Step(call="grader.store.save", does="keeps the Record under its digest"),
        Step(call="nbgrader.gradebook.NbgraderBook.enter", does="enters the record of a digest"),
    ),
)
FIRST, LAST = "a file in work/submitted/", "the gradebook, a feedback page"
LAST_WALL = "wall 4: markup is cleaned"

STYLE = """
text { font: 14px system-ui, 'Segoe UI', Helvetica, Arial, sans-serif; fill: #1b1f24 }
.call { font: 13px ui-monospace, Menlo, Consolas, monospace }
.title { font-weight: 600 }
.small { font-size: 13px; fill: #454c54 }
.page { fill: #ffffff }
.trusted { fill: #e8f1f8; stroke: #0072b2 }
.hostile { fill: #fdeee3; stroke: #c24f00 }
.step { fill: #ffffff; stroke: #8a939c }
.wall { stroke: #c24f00; stroke-width: 5; stroke-dasharray: 14 5 }
.walltext { font-weight: 600; fill: #a34200 }
.arrow { stroke: #454c54; stroke-width: 1.5; fill: none }
.out, .both { marker-end: url(#head) }
.in, .both { marker-start: url(#head) }
#head path { fill: #454c54 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .small { fill: #b3bcc6 }
  .page { fill: #0f141a }
  .trusted { fill: #10273a; stroke: #56a7dd }
  .hostile { fill: #3a2110; stroke: #ff9a57 }
  .step { fill: #182029; stroke: #6b7681 }
  .wall { stroke: #ff9a57 }
  .walltext { fill: #ffb483 }
  .arrow { stroke: #b3bcc6 }
  #head path { fill: #b3bcc6 }
}"""
"""Light and dark; the picture has a background of its own, so it can be read on any page."""

HEADS = (
    '<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
    'orient="auto-start-reverse"><path d="M0 0 L10 5 L0 10 z"/></marker></defs>'
)
"""The head of every arrow."""

WIDTH = 1180
LEFT, LEFT_WIDTH = 20, 690
RIGHT, RIGHT_WIDTH = 770, 390
WALL = (LEFT + LEFT_WIDTH + RIGHT) // 2
STEP, GAP = 38, 10
HEAD = 58
"""The height of a process's two first lines."""


def as_text() -> str:
    """The diagram as text: what a process does stands to the right of its edge."""
    return "\n".join([FIRST, *_text(GRADER), f"══ {LAST_WALL}", LAST])


def _text(process: Process) -> Iterator[str]:
    yield f"══ {process.wall}"
    yield f"┌─ {process.title}: {process.knows}"
    for step in process.steps:
        yield f"│  {step.call:<38} {step.does}"
        if step.other is not None:
            yield from (f"│      {line}" for line in _text(step.other))
    yield "└─"


def as_svg() -> str:
    """The diagram as a picture."""
    top = 84
    height = HEAD + len(GRADER.steps) * (STEP + GAP)
    bottom = top + height
    total = bottom + 84
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {total}" role="img">',
        "<title>The way of one submission, and the walls of trust on it</title>",
        f"<desc>{html.escape(as_text(), quote=False)}</desc>",
        f"<style>{STYLE}\n</style>",
        HEADS,
        f'<rect class="page" width="{WIDTH}" height="{total}"/>',
        *_end(FIRST, GRADER.wall, 14, top),
        _rect("trusted", LEFT, top, LEFT_WIDTH, height),
        *_head(GRADER, LEFT, top),
    ]
    y = top + HEAD
    for step in GRADER.steps:
        if step.other is not None:
            parts += _other(step.other, y - step.other.rise)
        parts += _step(step, LEFT + 14, y, LEFT_WIDTH - 28, 320)
        if step.arrow:
            parts.append(_arrow(step.arrow, f"M{LEFT + LEFT_WIDTH - 12} {y + STEP // 2} H{RIGHT - 2}"))
        y += STEP + GAP
    parts += _end(LAST, LAST_WALL, bottom + 44, bottom, leaves=True)
    return "\n".join([*parts, "</svg>\n"])


def _other(process: Process, top: int) -> Iterator[str]:
    """Another process, to the right of the wall."""
    row = 46
    height = HEAD + len(process.steps) * (row + GAP)
    yield f'<line class="wall" x1="{WALL}" x2="{WALL}" y1="{top - 26}" y2="{top + height}"/>'
    yield _words("walltext", RIGHT, top - 10, process.wall)
    yield _rect(process.kind, RIGHT, top, RIGHT_WIDTH, height)
    yield from _head(process, RIGHT, top)
    for number, step in enumerate(process.steps):
        place = top + HEAD + number * (row + GAP)
        yield _rect("step", RIGHT + 14, place, RIGHT_WIDTH - 28, row)
        yield _words("call", RIGHT + 24, place + 19, step.call)
        yield _words("small", RIGHT + 24, place + 37, step.does)


def _end(text: str, wall: str, y: int, edge: int, *, leaves: bool = False) -> Iterator[str]:
    """Where the way begins or ends: a box, the edge of the grader's process, and the wall between."""
    middle = (edge + y) // 2 + (-4 if leaves else 16)
    begin, end = (edge, y - 2) if leaves else (y + 30, edge - 2)
    yield _rect("hostile", LEFT, y, 300, 30)
    yield _words("title", LEFT + 14, y + 20, text)
    yield f'<line class="wall" x1="{LEFT}" x2="{LEFT + LEFT_WIDTH}" y1="{middle}" y2="{middle}"/>'
    yield _arrow("out", f"M{LEFT + 40} {begin} V{end}")
    yield _words("walltext", LEFT + 330, y + 20, wall)


def _head(process: Process, x: int, y: int) -> Iterator[str]:
    yield _words("title", x + 14, y + 23, process.title)
    yield _words("small", x + 14, y + 44, process.knows)


def _step(step: Step, x: int, y: int, width: int, column: int) -> Iterator[str]:
    yield _rect("step", x, y, width, STEP)
    yield _words("call", x + 12, y + 24, step.call)
    yield _words("small", x + column, y + 24, step.does)


def _arrow(kind: str, path: str) -> str:
    return f'<path class="arrow {kind}" d="{path}"/>'


def _rect(kind: str, x: int, y: int, width: int, height: int) -> str:
    return f'<rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{height}" rx="7"/>'


def _words(kind: str, x: int, y: int, text: str) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}">{html.escape(text, quote=False)}</text>'


def main() -> None:
    """Write the picture, and print the text diagram."""
    TARGET.write_text(as_svg(), encoding="utf-8", newline="\n")
    print(as_text())


if __name__ == "__main__":
    main()
