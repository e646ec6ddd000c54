"""Describes an array, alone or beside others: its shape, dtype, range and missing values."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.core.text import shorten
from autograder.student.trace_arrays import (
    column_names,
    count_missing,
    dtype_name,
    to_array,
    to_numbers,
)
from autograder.student.trace_table import Table

_WIDTH = 24  # characters of one value
_SHOWN = 6  # values of the first row, and names of columns, that fit on a line
_DIGITS = 4  # significant digits that are read at a glance
_MORE_DIGITS = 7  # where numbers differ, and fewer digits don't show it
_LITTLE = 0.01  # the share of the sd up to which statistics differ "a little"


@dataclass(frozen=True, kw_only=True, repr=False)
class ArrayCard:
    """What one array looks like. Statistics skip missing values; None when there are none.

    Attributes:
        name: a title of your choice.
        shape: as in NumPy, rows first.
        dtype: of a DataFrame, every dtype that occurs.
        minimum, maximum, mean, sd: in the unit of the values; ``sd`` has ``ddof=0``.
        nan_count: how many values are NaN, None, NaT or NA.
        first_row: the first values of the first row, as text.
        columns: the names of a DataFrame's columns, in order.
    """

    name: str
    shape: tuple[int, ...]
    dtype: str
    minimum: float | None
    maximum: float | None
    mean: float | None
    sd: float | None
    nan_count: int
    first_row: tuple[str, ...]
    columns: tuple[str, ...] = ()

    def facts(self, digits: int = _DIGITS) -> dict[str, str]:
        """Every fact as text, in the order in which to read them.

        Args:
            digits: how many significant digits statistics have.
        """
        facts = {
            "shape": str(self.shape),
            "dtype": self.dtype,
            "min": number(self.minimum, digits),
            "max": number(self.maximum, digits),
            "mean": number(_mean(self.mean, self.sd), digits),
            "sd": number(self.sd, digits),
            "NaN": str(self.nan_count),
            "first row": _list(self.first_row),
        }
        return facts | ({"columns": _list(self.columns)} if self.columns else {})

    def table(self) -> Table:
        """The card as a table with one row per fact."""
        caption = f"Card of {self.name}" if self.name else "Card"
        return Table(caption=caption, header=("fact", "value"), rows=tuple(self.facts().items()))

    def __str__(self) -> str:
        """The card in plain text."""
        return str(self.table())

    def __repr__(self) -> str:
        """As :meth:`__str__`."""
        return str(self)

    def _repr_html_(self) -> str:
        """The card for a notebook; called by IPython."""
        return self.table()._repr_html_()


@dataclass(frozen=True, kw_only=True, repr=False)
class SideBySide(Table):
    """Cards beside one another; ``differs`` names the facts that are not the same everywhere."""

    differs: tuple[str, ...]


def card(x: Any, name: str = "") -> ArrayCard:
    """Describe one array: shape, dtype, range, mean, sd, missing values, first row.

    Args:
        x: an array of any shape and dtype, a list, a tensor, a Series or a DataFrame.
        name: a title for the card.
    """
    array = to_array(x)
    numbers = to_numbers(array)
    values = np.empty(0) if numbers is None else numbers[~np.isnan(numbers)]
    minimum = maximum = mean = sd = None
    if values.size:
        with np.errstate(invalid="ignore", over="ignore"):  # infinities are reported, not warned of
            minimum, maximum = float(values.min()), float(values.max())
            mean, sd = float(values.mean()), float(values.std())
    row = array[0] if array.ndim and len(array) else array
    return ArrayCard(
        name=name,
        shape=array.shape,
        dtype=dtype_name(x),
        minimum=minimum,
        maximum=maximum,
        mean=mean,
        sd=sd,
        nan_count=count_missing(array),
        first_row=tuple(_value(v) for v in to_array(row).ravel()[: _SHOWN + 1]),
        columns=column_names(x),
    )


def side_by_side(**arrays: Any) -> SideBySide:
    """Cards beside one another; a fact that is not the same in all of them says "differs", or "a little".

    Args:
        **arrays: what to compare, by title: ``side_by_side(training=x, serving=y)``.
    """
    cards = [card(x, name) for name, x in arrays.items()]
    sizes = [abs(v) for c in cards for v in (c.minimum, c.maximum) if v is not None]
    scale = max((size for size in sizes if math.isfinite(size)), default=0.0)
    rows, differs = [], []
    for fact in dict.fromkeys(key for c in cards for key in c.facts()):
        texts = tuple(c.facts().get(fact, "") for c in cards)
        if _same_fact(fact, cards, texts, scale):
            rows.append((fact, *texts, "same"))
        else:
            differs.append(fact)
            if len(set(texts)) == 1:
                texts = tuple(c.facts(_MORE_DIGITS).get(fact, "") for c in cards)
            rows.append((fact, *texts, "differs a little" if _is_little(fact, cards) else "differs"))
    return SideBySide(
        caption=" beside ".join(arrays) or "Nothing to compare",
        header=("fact", *arrays, "verdict"),
        rows=tuple(rows),
        marked=tuple(i for i, row in enumerate(rows) if row[-1] == "differs"),
        differs=tuple(differs),
    )


def number(value: float | None, digits: int = _DIGITS) -> str:
    """A number with so many significant digits, large ones without a fraction; or "none"."""
    if value is None:
        return "none"
    text = f"{value:.{digits}g}"
    # Up to a thousand million, all figures are easier to read than a power of ten.
    return f"{value:.0f}" if "e+" in text and abs(value) < 1e9 else text  # noqa: PLR2004


def _mean(mean: float | None, sd: float | None) -> float | None:
    """The mean as a card shows it: 0 where it is rounding, below a millionth of the sd."""
    return 0.0 if mean is not None and sd is not None and abs(mean) < 1e-6 * sd else mean


def _value(value: Any) -> str:
    text = number(float(value), _MORE_DIGITS) if isinstance(value, (float, np.floating)) else str(value)
    return shorten(text, _WIDTH, end="…")  # three dots would take an eighth of the cell


def _list(values: tuple[str, ...]) -> str:
    more = ", …" if len(values) > _SHOWN else ""
    return ", ".join(values[:_SHOWN]) + more or "none"


def _same_fact(fact: str, cards: list[ArrayCard], texts: tuple[str, ...], scale: float) -> bool:
    """Whether all cards agree on a fact; numbers may differ by rounding (1e-6 of the range)."""
    if fact == "columns":
        return len({c.columns for c in cards}) <= 1
    values = _statistics(fact, cards)
    return bool(max(values) - min(values) <= 1e-6 * scale) if values else len(set(texts)) <= 1


def _is_little(fact: str, cards: list[ArrayCard]) -> bool:
    """Whether a statistic differs by less than a hundredth of the spread of the values."""
    values = _statistics(fact, cards)
    spread = max((c.sd for c in cards if c.sd is not None), default=0.0)
    return bool(values) and max(values) - min(values) <= _LITTLE * spread


def _statistics(fact: str, cards: list[ArrayCard]) -> list[float]:
    """The values of a statistic; none where it is no statistic, or a value is missing or infinite."""
    attribute = {"min": "minimum", "max": "maximum", "mean": "mean", "sd": "sd"}.get(fact)
    values = [getattr(c, attribute) for c in cards] if attribute else []
    return values if all(v is not None and math.isfinite(v) for v in values) else []
