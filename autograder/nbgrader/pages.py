"""What feedback pages and formgrader show of a student's notebook: everything but scripts.

nbconvert puts HTML outputs and the HTML in text cells into a page as they are. Formgrader's page is
the instructor's session: a script in it could change marks. ``nbgrader_config.py`` names these
functions as filters of nbconvert's templates.
"""

from __future__ import annotations

import functools
import html
import re
from typing import ClassVar

from bleach.css_sanitizer import ALLOWED_CSS_PROPERTIES, CSSSanitizer
from bleach.sanitizer import Cleaner
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from nbconvert.exporters import HTMLExporter
from nbconvert.filters import markdown2html

_TAGS = (  # noqa: SIM905 - words to read
    "a abbr b blockquote br caption code col colgroup dd del details div dl dt em figcaption figure "
    "h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre s samp small span strong sub summary sup "
    "table tbody td tfoot th thead tr u ul"
).split()
_ATTRIBUTES = {
    "*": ["style", "class", "id", "title", "role", "aria-label", "aria-hidden"],
    "a": ["href"],
    "img": ["src", "alt", "width", "height"],
    "details": ["open"],
    "ol": ["start"],
    "col": ["span"],
    "colgroup": ["span"],
    "th": ["scope", "colspan", "rowspan", "align"],
    "td": ["colspan", "rowspan", "align"],
    "table": ["border"],
}
_CSS = [
    "margin",
    "padding",
    "border",
    "max-width",
    "min-width",
    *(
        f"{side}-{edge}"
        for side in ("margin", "padding", "border")
        for edge in ("top", "right", "bottom", "left")
    ),
]
# With its content: the source of a script is no text to read.
_NO_TEXT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)


class FeedbackExporter(HTMLExporter):
    """nbconvert's HTML exporter, which compiles its templates once in a process.

    nbgrader makes an exporter for each student, and compiling was half the time of a page.
    """

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment.bytecode_cache = _Memory()
        return environment


class _Memory(BytecodeCache):
    """Compiled templates, by a digest of their text and their place."""

    kept: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the template's bytecode, if it was compiled before."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


def clean_html(markup: str) -> str:
    """Keep text, tables, pictures and inline styles; leave out what could run."""
    cleaned: str = _cleaner().clean(_NO_TEXT.sub("", str(markup)))
    return cleaned


def markdown_to_html(source: str) -> str:
    """Render a text cell, then clean it: what a cell's markup becomes is what counts.

    A pasted picture is not shown; what can't be rendered is shown as it was written.
    """
    try:
        rendered = markdown2html(source.replace("(attachment:", "("))
    except Exception:  # noqa: BLE001 - a student may write what stops a renderer
        rendered = f"<pre>{html.escape(source)}</pre>"
    return clean_html(rendered)


@functools.lru_cache(maxsize=1)
def _cleaner() -> Cleaner:
    return Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        protocols=["http", "https", "mailto", "data"],
        css_sanitizer=CSSSanitizer(allowed_css_properties=[*ALLOWED_CSS_PROPERTIES, *_CSS]),
        strip=True,
    )
