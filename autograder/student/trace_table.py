"""Small tables that read well in a notebook, in a terminal and aloud."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

_CELL = "padding:2px 10px;text-align:left;border-bottom:1px solid currentColor"


@dataclass(frozen=True, kw_only=True, repr=False)
class Table:
    """A caption over rows of text.

    Attributes:
        caption: what the table shows; screen readers announce it first.
        header: one heading per column.
        rows: one tuple per row, as long as ``header``; the first cell names the row.
        marked: numbers of the rows to print bold. A word in the row has to say the same.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    marked: tuple[int, ...] = ()

    def __str__(self) -> str:
        """The table in columns of plain text."""
        lines = [self.header, *self.rows]
        widths = [max(len(line[i]) for line in lines) for i in range(len(self.header))]
        text = [
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        ]
        return "\n".join([self.caption, *text])

    def __repr__(self) -> str:
        """As :meth:`__str__`: a notebook without HTML shows this."""
        return str(self)

    def _repr_html_(self) -> str:
        """The table for a notebook; called by IPython."""
        head = "".join(_cell("th", cell, scope="col") for cell in self.header)
        body = "".join(
            f"<tr>{self._cells(row, bold=i in self.marked)}</tr>" for i, row in enumerate(self.rows)
        )
        return (
            '<table style="border-collapse:collapse">'
            f'<caption style="text-align:left;padding:4px 0">{escape(self.caption)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    def _cells(self, row: tuple[str, ...], *, bold: bool) -> str:
        name, *values = row
        return _cell("th", name, scope="row", bold=bold) + "".join(
            _cell("td", value, bold=bold) for value in values
        )


def _cell(tag: str, text: str, *, scope: str = "", bold: bool = False) -> str:
    attribute = f' scope="{scope}"' if scope else ""
    weight = ";font-weight:bold" if bold or scope == "col" else ";font-weight:normal"
    return f'<{tag}{attribute} style="{_CELL}{weight}">{escape(text)}</{tag}>'
