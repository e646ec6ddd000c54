"""What feedback pages and formgrader show of a student's notebook: everything but scripts.

nbconvert puts HTML outputs and the HTML in text cells into a page as they are. Formgrader's page is
the instructor's session: a script in it could change points. ``nbgrader_config.py`` names these
functions as filters of nbconvert's templates.
"""

from __future__ import annotations

import functools
import html
import re
from typing import Any

from bleach.css_sanitizer import ALLOWED_CSS_PROPERTIES, CSSSanitizer
from bleach.sanitizer import Cleaner
from jinja2 import Environment
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters import Highlight2HTML, markdown2html
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbformat import NotebookNode

from autograder.nbgrader import caches, patches

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
_WITHOUT_ALT = re.compile(r"<img(?=\s)(?![^>]*\salt=)")
_NO_TEXT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)


class FeedbackExporter(HTMLExporter):
    """nbconvert's HTML exporter, made for many pages: nbgrader makes one for each student.

    It compiles its templates once in a process, and does not parse the whole page again to find pictures
    without a description.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)  # type: ignore[no-untyped-call]
        patches.install()

    def from_notebook_node(  # type: ignore[override]  # nbconvert declares a notebook, and returns this
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page of a graded notebook."""
        resources = self._init_resources(resources)  # type: ignore[no-untyped-call]
        widgets = WidgetsDataTypeFilter(notebook_metadata=nb.metadata, parent=self, resources=resources)
        self.register_filter("filter_data_type", widgets)  # type: ignore[no-untyped-call]
        self.register_filter("highlight_code", highlight)  # type: ignore[no-untyped-call]
        page, resources = TemplateExporter.from_notebook_node(self, nb, resources, **options)
        return _WITHOUT_ALT.sub('<img alt="A picture that the cell shows"', page), resources

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment.bytecode_cache = caches.Templates()
        return environment


@caches.for_short_texts
def clean_html(markup: str) -> str:
    """Keep text, tables, pictures and inline styles; leave out what could run."""
    cleaned: str = _cleaner().clean(_NO_TEXT.sub("", str(markup)))
    return cleaned


@caches.for_short_texts
def markdown_to_html(source: str) -> str:
    """Render a text cell, then clean it: what a cell's markup becomes is what counts.

    A pasted picture is not shown; what can't be rendered is shown as it was written.
    """
    try:
        rendered = markdown2html(source.replace("(attachment:", "("))
    except Exception:  # noqa: BLE001 - a student may write what stops a renderer
        rendered = f"<pre>{html.escape(source)}</pre>"
    return clean_html(rendered)


def highlight(source: str, language: str | None = None, metadata: object = None) -> str:
    """Colour a code cell; it is Python, whatever its metadata say."""
    del language, metadata  # part of nbconvert's call
    return _highlight(source)


@caches.for_short_texts
def _highlight(source: str) -> str:
    coloured: str = Highlight2HTML(pygments_lexer="ipython3")(source)
    return coloured


@functools.lru_cache(maxsize=1)
def _cleaner() -> Cleaner:
    return Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        protocols=["http", "https", "mailto", "data"],
        css_sanitizer=CSSSanitizer(allowed_css_properties=[*ALLOWED_CSS_PROPERTIES, *_CSS]),
        strip=True,
    )
