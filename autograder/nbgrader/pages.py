"""What feedback pages and formgrader show of a student's notebook: everything but scripts.

nbconvert puts HTML outputs and the HTML in text cells into a page as they are. Formgrader's page is
the instructor's session: a script in it could change points. ``nbgrader_config.py`` names these
functions as filters of nbconvert's templates.
"""

from __future__ import annotations

import contextlib
import functools
import html
import re
from typing import Any, ClassVar

import nh3
from jinja2 import Environment
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters import Highlight2HTML, markdown2html
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbformat import NotebookNode

from autograder.core.errors import AnswersError
from autograder.core.text import writable
from autograder.grader import store, words
from autograder.nbgrader import caches, patches
from autograder.nbgrader.configured import root_of
from autograder.nbgrader.exporting import OwnNotebook
from autograder.nbgrader.scoring import with_cards

_TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "caption", "code", "col", "colgroup", "dd", "del", "details"),
    *("div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img"),
    *("ins", "kbd", "li", "mark", "ol", "p", "pre", "s", "samp", "small", "span", "strong", "sub", "summary"),
    *("sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"),
}
_ATTRIBUTES = {
    "*": {"style", "class", "id", "title", "role", "aria-label", "aria-hidden"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "details": {"open"},
    "ol": {"start"},
    "col": {"span"},
    "colgroup": {"span"},
    "th": {"scope", "colspan", "rowspan", "align"},
    "td": {"colspan", "rowspan", "align"},
    "table": {"border"},
}
_SCHEMES = {"http", "https", "mailto", "data"}
"""``data`` is for pictures alone: see ``_attribute``."""
_EDGES = ("top", "right", "bottom", "left")
_CSS = {
    *(
        "background-color",
        "border",
        "border-collapse",
        "border-color",
        "clear",
        "color",
        "direction",
        "display",
    ),
    *("float", "font", "font-family", "font-size", "font-style", "font-variant", "font-weight", "height"),
    *(
        "letter-spacing",
        "line-height",
        "margin",
        "max-width",
        "min-width",
        "overflow",
        "padding",
        "text-align",
    ),
    *("text-decoration", "text-indent", "unicode-bidi", "vertical-align", "white-space", "width"),
    *(f"{side}-{edge}" for side in ("margin", "padding", "border") for edge in _EDGES),
    *(f"border-{edge}-color" for edge in _EDGES),
}
"""Without ``position``, which lays a student's text over the page's own, and without what takes a URL."""
_LOADS = re.compile(r"\\|/\*|(?:url|src|image|image-set|element|expression)\(", re.IGNORECASE)
"""What a style may not have: a call that fetches or runs, and what could hide one from this pattern."""
_BLANK = re.compile(r"[\x00-\x20]+")
"""What browsers leave out of an address before they look at its scheme."""
_MOST_TAGS = 20_000
"""Cleaning takes time with the square of how deep tags stand in each other: about a second for so many."""
_REST = "<p>The rest is not shown here: it has too many HTML tags. Open the notebook to read it.</p>"
_WITHOUT_ALT = re.compile(r"<img(?=[\s>])(?![^>]*\salt=)")


class FeedbackExporter(OwnNotebook, HTMLExporter):
    """nbconvert's HTML exporter, made for many pages: nbgrader makes one for each student.

    It reads its templates once in a process, and does not parse the whole page again to find pictures
    without a description.
    """

    _environments: ClassVar[dict[tuple[object, ...], Environment]] = {}
    """Jinja's environments with their compiled templates, by what they were made of; pages share them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)  # type: ignore[no-untyped-call]
        patches.install()

    def from_notebook_node(  # type: ignore[override]  # nbconvert declares a notebook, and returns this
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page of a graded notebook, with the instructor's words as they are now.

        Raises:
            CourseError: the course's file of words is damaged.
        """
        root = root_of(self)
        said = words.load(root)
        for cell in store.code_cells(nb):
            with contextlib.suppress(AnswersError):  # a result of an earlier version keeps the card it had
                cell.outputs = with_cards(root, cell.outputs, said)
        resources = self._init_resources(resources)  # type: ignore[no-untyped-call]
        widgets = WidgetsDataTypeFilter(notebook_metadata=nb.metadata, parent=self, resources=resources)
        self.register_filter("filter_data_type", widgets)  # type: ignore[no-untyped-call]
        self.register_filter("highlight_code", highlight)  # type: ignore[no-untyped-call]
        page, resources = TemplateExporter.from_notebook_node(self, nb, resources, **options)
        return _WITHOUT_ALT.sub('<img alt="A picture that the cell shows"', page), resources

    def _create_environment(self) -> Environment:
        made_of = (*self.template_paths, *self.filters.items())  # all else is the same for all pages
        if made_of not in self._environments:
            self._environments[made_of] = super()._create_environment()  # type: ignore[no-untyped-call]
        return self._environments[made_of]


@caches.for_short_texts
def clean_html(markup: str) -> str:
    """Keep text, tables, pictures and inline styles; leave out what could run.

    Args:
        markup: HTML of any kind, also broken.

    Returns:
        HTML in which every tag is closed. Scripts and style sheets are gone with their text; of other tags
        that are not allowed, the text stays. Beyond ``_MOST_TAGS`` tags a sentence stands for the rest.
    """
    *first, rest = writable(str(markup)).split("<", _MOST_TAGS)
    if "<" not in rest:
        return _cleaner().clean("<".join([*first, rest]))
    return _cleaner().clean("<".join(first)) + _REST


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
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags={"script", "style"},
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=_SCHEMES,
        filter_style_properties=_CSS,
        strip_comments=True,
        # A site that a student links to does not learn the address of the page, which names the student.
        link_rel="noopener noreferrer",
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    """The value of an allowed attribute, or None to leave it out; nh3 has looked at the scheme before."""
    if name == "style":
        return None if _LOADS.search(value) else value
    if name in {"href", "src"}:
        address = _BLANK.sub("", value).lower()
        if address.startswith("data:") and not (tag == "img" and address.startswith("data:image/")):
            return None
    return value
