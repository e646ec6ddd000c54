"""What students wrote, as feedback pages and formgrader show it: nothing runs, and cards look as they did."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser
from typing import Any

import numpy as np
import pandas as pd
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook, new_output
from test_cards import EVIL, RESULTS, hostile
from traitlets.config import Config

from autograder.core.results import Status
from autograder.grading import cards
from autograder.nbgrader import pages
from autograder.sandbox import messages
from autograder.student import trace

ATTACKS = {
    "a script": "<script>alert(1)</script>",
    "a script in capitals": "<ScRiPt SRC=//evil.example/x.js></sCrIpT>",
    "a script without an end": "<script>alert(1)",
    "a script with a broken end": "<script>alert(1)</script foo",
    "a script in a script": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "a script with a slash": "<script/x>alert(1)</script>",
    "a script between two cells of a table": "<table><tr><script>alert(1)</script><td>x</td></tr></table>",
    "a handler": "<img src=x onerror=alert(1)>",
    "a handler without blanks": '<img/src="x"/onerror="alert(1)">',
    "a handler after a quote": '<p title="x"onmouseover="alert(1)">x</p>',
    "a handler in a title": "<p title='<img onmouseover=alert(1) x>'>x</p>",
    "a handler on details": "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "a handler with control characters": "<b o\x00nclick=alert(1) on\x0bclick=alert(1) onclick\x0c=alert(1)>x</b>",
    "a link that runs": "<a href='javascript:alert(1)'>x</a>",
    "a link that runs, in capitals": "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "a link that runs, with a line's end": "<a href='java&#10;script:alert(1)'>x</a>",
    "a link that runs, with a tab": "<a href='jav\tascript:alert(1)'>x</a>",
    "a link that runs, after a control character": "<a href='\x01javascript:alert(1)'>x</a>",
    "a link that runs, in entities": "<a href='&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)'>x</a>",
    "a link that runs, with a named colon": "<a href='javascript&colon;alert(1)'>x</a>",
    "a link that runs, in VBScript": "<a href=vbscript:msgbox(1)>x</a>",
    "a link to a page in the link": "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "the same after blanks": "<a href=' D&#9;ATA:text/html;base64,PHNjcmlwdD4='>x</a>",
    "a link to a picture that runs": "<a href='data:image/svg+xml,<svg onload=alert(1)>'>x</a>",
    "a link to a file": "<a href='file:///etc/passwd'>x</a> <a href='blob:x'>y</a>",
    "a picture that is a page": "<img src='data:text/html,<script>alert(1)</script>'>",
    "a picture with more sources": "<picture><source srcset='javascript:alert(1)'><img srcset='x 1x' src=x></picture>",
    "SVG": "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "SVG that changes itself": "<svg><animate attributeName=href values=javascript:alert(1) /></svg>",
    "MathML": "<math href='javascript:alert(1)'><mi>x</mi></math>",
    "a frame": "<iframe src='javascript:alert(1)' srcdoc='<script>alert(1)</script>'></iframe>",
    "an object": "<object data='data:text/html,x'><embed src='javascript:alert(1)'></object><applet code=x></applet>",
    "a style that loads": "<p style='background:url(http://evil.example);color:red'>x</p>",
    "a style that runs": "<p style='width:expression(alert(1));behavior:url(x.htc)'>x</p>",
    "a style in escapes": r"<p style='w\69 dth: u\72 l(javascript:1); color: \75rl(x)'>x</p>",
    "a style that lies over the page": "<div style='position:fixed;top:0;left:0;width:100%;z-index:9'>x</div>",
    "a pointer that loads": "<p style='cursor:url(http://evil.example/x),auto'>x</p>",
    "a style sheet": "<style>@import 'http://evil.example'; * {display: none}</style>",
    "a linked style sheet": "<link rel=stylesheet href=http://evil.example>",
    "another base": "<base href='http://evil.example/'>",
    "a form": "<form action='/formgrader/api' method=post><input name=score value=9><button>x</button></form>",
    "a button with an address": "<button formaction='javascript:alert(1)'>x</button>",
    "another page after a moment": "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "a comment": "<!-- <img src=x onerror=alert(1)> --><!--><img src=x onerror=alert(1)>-->",
    "a comment for old browsers": "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "instructions": "<?php echo 1 ?><!DOCTYPE html [<!ENTITY x 'y'>]><![CDATA[<script>alert(1)</script>]]>",
    "tags in a text area": "<textarea><script>alert(1)</script></textarea><title><img src=x onerror=alert(1)></title>",
    "text to the end of the page": "<plaintext><script>alert(1)</script>",
    "the end of the cell": "</pre></div></div></body></html><script>alert(1)</script>",
    "a template": "<template><script>alert(1)</script></template>",
    "sound and film": "<video src=x onerror=alert(1)></video><audio src=x autoplay onplay=alert(1)></audio>",
    "a tag in fullwidth letters": "\uff1cscript\uff1ealert(1)<\uff53cript>alert(1)</\uff53cript>",
    "a long s in a tag": "<\u017fcript>alert(1)</\u017fcript><a href='java\u017fcript:alert(1)'>x</a>",
    "text from right to left": "<a href='\u202ejavascript:alert(1)'>\u202ex</a>",
    "half a character": "<img src=x onerror=alert(1) title='\ud83d'>\udfff",
    # Markup that is harmless as it is written, and not after a browser wrote it anew.
    "noscript that changes": '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "MathML that changes": "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)></style></mglyph>",
    "MathML with a table": "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "SVG that changes": "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'></svg>",
    "SVG with a title": "<svg><title><style><img src='</style><img src=x onerror=alert(1)>'></title></svg>",
    "nested past a limit": "<div>" * 600 + "<img src=x onerror=alert(1)>",
    "text in a frame that is not there": "<noembed><img title='</noembed><img src=x onerror=alert(1)>'></noembed>",
    "a raw text": "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
}
"""Markup that runs something, loads something or covers the page, where a page holds it as it is."""

RUNS = {
    *(
        "script",
        "style",
        "iframe",
        "frame",
        "frameset",
        "object",
        "embed",
        "applet",
        "form",
        "input",
        "button",
    ),
    *(
        "textarea",
        "select",
        "base",
        "meta",
        "link",
        "svg",
        "math",
        "template",
        "noscript",
        "noembed",
        "noframes",
    ),
    *("title", "xmp", "plaintext", "picture", "source", "video", "audio", "animate", "mglyph", "portal"),
}
ADDRESSES = {
    "src",
    "srcset",
    "srcdoc",
    "action",
    "formaction",
    "data",
    "poster",
    "background",
    "xlink:href",
    "href",
}


class Judge(HTMLParser):
    """Notes what of a page could run, load or cover something, without a look at the cleaner's own lists."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.dangers: list[str] = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, or what an attribute of it does."""
        if tag in RUNS:
            self.dangers.append(tag)
        for name, value in attrs:
            plain = re.sub(r"[\x00-\x20]", "", value or "").lower()
            scheme = re.match(r"[a-z][a-z0-9+.-]*:|", plain)
            assert scheme is not None
            picture = (tag, name) == ("img", "src") and plain.startswith("data:image/")
            if (
                not re.fullmatch(r"[a-z][a-z-]*", name)
                or name.startswith("on")
                or (name in ADDRESSES - {"href", "src"})
                or (name in ADDRESSES and not picture and scheme[0] not in {"", "http:", "https:", "mailto:"})
                or (name == "style" and re.search(r"url|expression|\\|position|z-index|behavior", plain))
            ):
                self.dangers.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        """Note a comment: browsers have read some of them as markup."""
        self.dangers.append(f"comment {data}")

    def unknown_decl(self, data: str) -> None:
        """Note what is no tag."""
        self.dangers.append(f"declaration {data}")

    handle_pi = handle_decl = unknown_decl

    def handle_data(self, data: str) -> None:
        """Collect words."""
        self.words += data


def dangers(page: str) -> list[str]:
    """What of a page could run, load or cover something."""
    return Judge(page).dangers


@pytest.mark.parametrize("name", ATTACKS)
def test_nothing_runs(name: str) -> None:
    """Nothing that could run, load or cover the page is left, in an output and in a text cell."""
    for made in (pages.clean_html(ATTACKS[name]), pages.markdown_to_html(ATTACKS[name])):
        assert [] == dangers(made)
        assert "" == re.sub(r"</?[a-z][a-z0-9]*( [a-z-]+=\"[^\"<>]*\")*>|[^<>]", "", made), "half a tag"
        assert made == pages.clean_html(made), "cleaning it again changes it"
        made.encode("utf-8")


def test_the_judge_sees_attacks() -> None:
    """As it is written, this markup is dangerous, but for three that only a careless cleaner makes so."""
    unseen = {name for name, markup in ATTACKS.items() if not dangers(markup)}
    assert {"a script in a script", "a handler in a title", "text from right to left"} == unseen


TAGS = (
    "applet",
    "audio",
    "base",
    "button",
    "embed",
    "form",
    "iframe",
    "input",
    "link",
    "math",
    "meta",
    "noembed",
    "noscript",
    "object",
    "picture",
    "plaintext",
    "source",
    "svg",
    "template",
    "textarea",
    "title",
    "video",
    "xmp",
)
PLANTED: list[tuple[str, Any]] = [
    *(("_TAGS", pages._TAGS | {tag}) for tag in TAGS),
    *(("_SCHEMES", pages._SCHEMES | {scheme}) for scheme in ("javascript", "vbscript", "file", "blob")),
    *(("_CSS", pages._CSS | {name}) for name in ("position", "z-index")),
    ("_ATTRIBUTES", pages._ATTRIBUTES | {"img": {"src", "onerror"}}),
    ("_ATTRIBUTES", pages._ATTRIBUTES | {"img": {"src", "srcset"}}),
    ("_ATTRIBUTES", pages._ATTRIBUTES | {"details": {"open", "ontoggle"}}),
    ("_attribute", lambda tag, name, value: value),
]


@pytest.mark.parametrize(("rule", "lax"), PLANTED)
def test_a_planted_hole_is_found(rule: str, lax: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cleaner that lets through one more tag, scheme, attribute or property fails at one attack or more."""
    monkeypatch.setattr(pages, rule, lax)
    cleaner = pages._cleaner.__wrapped__()
    made = (cleaner.clean(pages.writable(markup)) for markup in ATTACKS.values())
    assert any(dangers(markup) for markup in made)


CARDS = {
    **{f"a card: {status}": cards.to_html(result) for status, result in RESULTS.items()},
    "a card that quotes markup": cards.to_html(hostile(EVIL)),
    "a sentence": cards.message_html("A title & <b>", 'Text with `code`, "quotes", it\'s ✓ and 日本.'),
    "a trace card": trace.card(pd.DataFrame({"<b>": [1.0, None]}), name="cars")._repr_html_(),
    "two trace cards": trace.side_by_side(training=np.ones(3), serving=np.zeros(3))._repr_html_(),
    "a data frame": pd.DataFrame({"a": [1, 2]}).to_html(),
    "a picture": '<img alt="a plot" width="3" height="2" src="data:image/png;base64,iVBORw0KGgo=">',
    "text": "<h2 id='x'>x</h2><ol start='3'><li>a<ul><li>b</li></ul></li></ol><blockquote>c</blockquote><pre>d  e</pre>",
    "links": "<p><a href='https://a.example/?b=1&amp;c'>x</a><a href='mailto:a@b.example'>y</a><a href='#x'>z</a></p>",
    "code": pages.highlight("def f(x):\n    return '<b>' & x  # 1 < 2\n"),
    "colours": '<p style="color:rgb(1, 2, 3);background-color:#fff;font-weight:bold;margin:-1px auto">x</p>',
}


class Parts(HTMLParser):
    """A page as a browser reads it: tags with attributes in any order and spelling, and words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.parts: list[Any] = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, but a table's body, which a browser adds, and what is added to links."""
        if tag == "tbody":
            return
        values = {name: value or "" for name, value in attrs if name != "rel"}
        style = re.sub(r"\s*([:;,])\s*", r"\1", values.get("style", "")).strip("; ")
        self.parts.append((self.words, tag, values | ({"style": style} if style else {})))

    def handle_endtag(self, tag: str) -> None:
        """Note where a tag ends."""
        if tag != "tbody":
            self.parts.append((self.words, f"/{tag}", {}))

    def handle_data(self, data: str) -> None:
        """Collect words."""
        self.words += data


@pytest.mark.parametrize("name", CARDS)
def test_cards_and_tables_stay_as_they_are(name: str) -> None:
    """Tags, attributes, styles, roles, labels, open details and words are those of before."""
    before, after = Parts(CARDS[name]), Parts(pages.clean_html(CARDS[name]))
    assert before.parts == after.parts
    assert before.words == after.words


def test_a_card_that_loses_something_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison sees a style, a role and a tag that are gone."""
    card = cards.to_html(RESULTS[Status.FAILED])
    for rule, strict in [
        ("_CSS", pages._CSS - {"border-left"}),
        ("_ATTRIBUTES", pages._ATTRIBUTES | {"details": set()}),
        ("_ATTRIBUTES", pages._ATTRIBUTES | {"*": {"style"}}),
        ("_TAGS", pages._TAGS - {"strong"}),
    ]:
        with monkeypatch.context() as patch:
            patch.setattr(pages, rule, strict)
            assert Parts(card).parts != Parts(pages._cleaner.__wrapped__().clean(card)).parts


def test_words_stay_where_tags_go() -> None:
    """Of a tag that is not allowed the text stays; of scripts and style sheets it goes, too."""
    made = "a<script>b</script><style>c</style><font>d</font><!-- e --><button>f</button><i>g"
    assert "adf<i>g</i>" == pages.clean_html(made)


def test_links_tell_no_site_where_they_stand() -> None:
    """A site that a student links to gets no address of the page, and no handle on its window."""
    assert '<a href="https://a.example" rel="noopener noreferrer">x</a>' == pages.clean_html(
        "<a href='https://a.example' target=_blank rel=opener>x</a>"
    )


def test_a_flood_of_tags_is_cut_off() -> None:
    """Tags in tags without end take a second, not hours, and the page says that something is missing."""
    start = time.process_time()
    made = pages.clean_html("kept" + "<div>" * 100_000 + "<script>")
    assert time.process_time() - start < 20
    assert made.startswith("kept<div>") and made.endswith(pages._REST)
    assert [] == dangers(made)


def test_a_long_table_is_shown_whole() -> None:
    """A thousand rows are no flood."""
    table = pd.DataFrame(np.arange(4000).reshape(1000, 4)).to_html()
    assert Parts(table).parts == Parts(pages.clean_html(table)).parts


EVERY_TYPE = (
    *(
        "text/html",
        "text/markdown",
        "text/latex",
        "text/plain",
        "text/vnd.mermaid",
        "image/svg+xml",
        "image/png",
    ),
    *("image/jpeg", "application/pdf", "application/javascript", "application/vnd.jupyter.widget-view+json"),
)
"""The types of outputs that nbconvert's templates show."""


def shown(template: str, data: dict[str, Any]) -> list[str]:
    """What could run on a page with one output: also nbconvert's own scripts."""
    nb = new_notebook(
        cells=[new_code_cell("1", outputs=[new_output("display_data", data=data)])],
        metadata={"language_info": {"name": "python"}},
    )
    filters = {"clean_html": pages.clean_html, "markdown2html": pages.markdown_to_html}
    options = {"template_name": template, "sanitize_html": True, "filters": filters}
    page, _ = HTMLExporter(config=Config({"HTMLExporter": options})).from_notebook_node(nb)
    return dangers(page)


def bundle(mime: str) -> dict[str, Any]:
    """An output of a type that ends the place where it stands, and goes on with markup."""
    text = f"</pre></div></script>{EVIL}"
    return {mime: {"model_id": text} if mime.endswith("json") else text, "text/plain": "x"}


@pytest.mark.parametrize("template", ["lab", "classic"])
@pytest.mark.parametrize("mime", EVERY_TYPE)
def test_no_type_of_output_gets_past_the_cleaner(template: str, mime: str) -> None:
    """Of what a kernel may say, a page shows nothing that runs, whichever template it is made of."""
    said = messages.sound("display_data", {"data": bundle(mime)})
    assert said is not None
    assert shown(template, {"text/plain": "x"}) == shown(template, said["data"])


def test_an_output_past_the_cleaner_is_found() -> None:
    """The templates show a diagram with all that is in it: no kernel may say one."""
    assert shown("lab", {"text/plain": "x"}) != shown("lab", bundle("text/vnd.mermaid"))
