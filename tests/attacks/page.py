"""Reads a page for what of it can run."""

from __future__ import annotations

import html.parser
import re
from pathlib import Path


class Page(html.parser.HTMLParser):
    """What of a page can run."""

    def __init__(self) -> None:
        super().__init__()
        self.dangers: list[str] = []
        self.scripts: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag, or an attribute of it, could run."""
        self._inside = tag == "script"
        if tag == "script":
            self.scripts.append(str(dict(attrs)))
        if tag in ("iframe", "object", "embed", "form", "base", "svg", "math"):
            self.dangers.append(tag)
        for name, value in attrs:
            plain = re.sub(r"[\s\x00]", "", value or "").lower()
            if name.startswith("on") or plain.startswith(("javascript:", "vbscript:", "data:text")):
                self.dangers.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        """Note the text of a script."""
        if self._inside:
            self.scripts.append(data.strip())
            self._inside = False


def read_page(path: Path) -> Page:
    """A feedback page, parsed."""
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page
