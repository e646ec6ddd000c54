"""Inputs for lesson 03: tables of penguins whose loggers lost readings, drawn around the real ones.

Which cells of a table are lost is fixed, and only values are drawn: so every variant asks the same.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np
import pandas as pd

from autograder.core.specs import Asset, Case, Cases
from autograder.student.assets import data_path

from .reference import CODE, NUMBERS, TEXTS, encode, fit_params, impute

_MODEL = Asset("missing_values/sexing")
SPECIES = (
    "African",
    "Emperor",
    "Fiordland",
    "Humboldt",
    "King",
    "Macaroni",
    "Magellanic",
    "Rockhopper",
    "Royal",
)
ISLANDS = (
    "Anvers",
    "Christine",
    "Cormorant",
    "Hermit",
    "Humble",
    "Joubin",
    "Litchfield",
    "Stepping",
    "Wauwermans",
)
_MOST = {"species": "Adelie", "island": "Biscoe"}
"""The most frequent names of the real training rows."""
_WHOLE = ["flipper_length_mm", "body_mass_g"]
"""The columns that are integers where pandas has gaps of its own for them."""
_TRAINED_ROWS = 110
_CALM = 2.8
"""Drawn numbers lie within so many deviations of training's mean, unless a case is about others: so a guard
with another limit refuses what is about limits, and nothing else by chance."""
_NEAR, _CLEAR = (0.03, 0.15), 1.5
"""Sizes of logits: of a close call, which any other filling turns round; and of one that none does."""


def make_cases(rng: np.random.Generator) -> Cases:
    """Draw every task's cases; the edge cases promised in the exercise are always among them."""
    north, south = Colony(rng, rank=1), Colony(rng, rank=2)
    return {
        "evidence": _alone(
            {
                "after a storm": labelled(north.storm(16)),
                "nothing is missing": south.rows(4),
                "numbers that came as text": as_text(north.storm(10)),
                "nullable columns": nullable(south.storm(10)),
                "None for gaps": with_none(north.storm(10)),
                "0, -1, 999 and 9999 are known": strange(south.storm(10)),
                "columns in another order, extra columns": turned(north.storm(10)),
                "no rows": south.rows(0),
            }
        ),
        "fit": _alone(
            {
                "a training table": north.train,
                "another training table": south.train,
                "numbers that came as text": as_text(north.training()),
                "nullable columns": nullable(south.training()),
                "None for gaps": with_none(north.training()),
                "half of a column is missing": _half_missing(north.training()),
                "blank text outnumbers every name": _mostly_blank(south.training()),
                "columns in another order, no target": turned(north.training().drop(columns="sex")),
            }
        ),
        "contract": _with_params(
            {
                "after a storm": (north.storm(24), north),
                "nothing is missing": (south.rows(4), south),
                "rows with labels": (labelled(north.storm(7)), north),
                "columns in another order, extra columns": (turned(south.storm(6)), south),
                "numbers that came as text": (as_text(north.storm(6)), north),
                "nullable columns": (nullable(south.storm(6)), south),
                "None for gaps": (with_none(north.storm(6)), north),
                "names that training never saw": (unseen(south.storm(8)), south),
                "0, -1, 999 and 9999 are known": (strange(north.storm(8)), north),
            }
        ),
        "predict": _on_service(
            {
                "a small batch": (north.storm(6), north),
                "after a storm": (south.storm(24), south),
                "rows with labels": (labelled(north.storm(7), first=0), north),
            }
        ),
        "edges": _on_service(
            {
                "one row": (south.storm(1), south),
                "no rows": (north.rows(0), north),
                "a column without any value": (north.storm(5).assign(delta_15_n=np.nan), north),
                "a text column without any value": (south.storm(5).assign(island=np.nan), south),
                "names that training never saw": (unseen(north.storm(8)), north),
                "nullable columns": (nullable(south.storm(6)), south),
                "numbers that came as text": (as_text(north.storm(6)), north),
                "None for gaps": (with_none(south.storm(6)), south),
                "columns in another order, extra columns": (turned(north.storm(6)), north),
            }
        ),
        "unknown": _on_service(
            {
                "some birds without a number": (north.birds("mfnmmfnff"), north),
                "one known number is enough": (south.close_calls(), south),
                "nothing is missing": (north.birds("mffm"), north),
                "nothing is missing, other birds": (south.birds("fmmf"), south),
                "one bird without a number": (south.birds("n"), south),
                "six codes": (north.birds("mcffcm"), north),
                "codes and NaN together": (south.birds("fbmmbf"), south),
                "rows with labels": (labelled(north.birds("fnmmf"), first=0), north),
                "numbers that came as text": (as_text(south.birds("nmfncm")), south),
                "nullable columns": (nullable(north.birds("nfmnmf")), north),
                "None for gaps": (with_none(south.birds("nmfnm")), south),
                "columns in another order, extra columns": (turned(north.birds("mnfnmf")), north),
                "no rows": (north.rows(0), north),
            }
        ),
        "guard": _with_params(_guarded(north, south)),
    }


def _guarded(north: Colony, south: Colony) -> dict[str, tuple[pd.DataFrame, Colony]]:
    """The guard's tables: good ones, missing columns, dead sensors, far values."""
    between = south.storm(6)  # of an even number, never more than half is missing
    for i, name in enumerate(NUMBERS):
        between.loc[i, name] = south.params["mean"][name] + (-1) ** i * 4.9 * south.params["std"][name]
    return {
        "good rows": (north.rows(12)[[*NUMBERS, *TEXTS]], north),
        "gaps of every kind": (south.storm(8), south),
        "a missing column": (north.rows(5).drop(columns="delta_13_c"), north),
        "a missing text column": (south.rows(5).drop(columns="island"), south),
        "another column in place of one": (north.rows(5).drop(columns="species").assign(nest="N7A1"), north),
        "no rows, and a missing column": (south.rows(0).drop(columns="bill_depth_mm"), south),
        "more than half is NaN": (north.dead(12, "flipper_length_mm", lost=7), north),
        "more than half is -999": (south.dead(15, "delta_13_c", lost=0, coded=8), south),
        "NaN and -999, together more than half": (north.dead(12, "body_mass_g", lost=4, coded=3), north),
        "ten rows, six of them missing": (south.dead(10, "bill_length_mm", lost=6), south),
        "a whole column is missing": (north.dead(11, "delta_15_n", lost=11), north),
        "more than half is blank, numbers as text": (as_text(south.dead(12, "bill_depth_mm", lost=7)), south),
        "half of a column is missing": (north.dead(12, "flipper_length_mm", lost=4, coded=2), north),
        "nine rows, a column without any value": (south.dead(9, "body_mass_g", lost=9), south),
        "twelve rows without an island": (north.rows(12).assign(island=""), north),
        "far below: bill_length_mm": (north.far(5, "bill_length_mm", -5.1), north),
        "far above: bill_depth_mm": (south.far(6, "bill_depth_mm", 5.1), south),
        "far below: flipper_length_mm": (north.far(12, "flipper_length_mm", -5.1), north),
        "far above: body_mass_g": (south.far(7, "body_mass_g", 5.1), south),
        "far below: delta_15_n": (north.far(16, "delta_15_n", -8.0), north),
        "far above: delta_13_c": (south.far(8, "delta_13_c", 8.0), south),
        "9999 in one row": (north.with_value(1, "flipper_length_mm", 9999.0), north),
        "-1 among good rows": (south.with_value(6, "bill_length_mm", -1.0), south),
        "0 in place of every gap": (north.rows(5).assign(bill_depth_mm=0.0), north),
        "far away, numbers as text": (as_text(south.far(6, "flipper_length_mm", 5.1)), south),
        "4.9 deviations, on either side": (between, south),
        "one row with gaps": (south.storm(1), south),
        "no rows": (north.rows(0), north),
        "names that training never saw": (unseen(south.storm(8)), south),
        "other order, extra columns": (turned(north.storm(6)), north),
        "numbers that came as text": (as_text(south.storm(6)), south),
        "nullable columns": (nullable(north.storm(6)), north),
        "None for gaps": (with_none(south.storm(6)), south),
    }


def _half_missing(frame: pd.DataFrame) -> pd.DataFrame:
    """A column of which more than half is missing: its scale depends on what fills it."""
    return frame.assign(bill_depth_mm=frame["bill_depth_mm"].mask(np.arange(len(frame)) % 2 == 0))


def _mostly_blank(frame: pd.DataFrame) -> pd.DataFrame:
    """Blank texts in more rows than any name has; every name is left in some."""
    lost = np.arange(len(frame)) % 5 < 3
    return frame.assign(
        species=frame["species"].mask(lost, ""), island=frame["island"].mask(np.roll(lost, 1), "")
    )


def _alone(tables: dict[str, pd.DataFrame]) -> tuple[Case, ...]:
    return tuple(Case(name=name, args=(frame,)) for name, frame in tables.items())


def _with_params(tables: dict[str, tuple[pd.DataFrame, Colony]]) -> tuple[Case, ...]:
    return tuple(Case(name=name, args=(frame, colony.params)) for name, (frame, colony) in tables.items())


def _on_service(tables: dict[str, tuple[pd.DataFrame, Colony]]) -> tuple[Case, ...]:
    return tuple(
        Case(name=name, args=(frame, colony.params, _MODEL)) for name, (frame, colony) in tables.items()
    )


class Colony:
    """A station with names, scales, training rows and served rows of its own.

    Another table than the public one, so that what a pipeline remembers of that one is wrong here.
    """

    def __init__(self, rng: np.random.Generator, rank: int) -> None:
        """Draw the colony.

        Args:
            rng: The generator.
            rank: The place of the most frequent species and island among the three sorted names, from 0.
        """
        self._rng = rng
        self._names = {
            "species": self._renamed("species", SPECIES, rank),
            "island": self._renamed("island", ISLANDS, rank),
        }
        self._mean, self._std = (_complete()[NUMBERS].agg(how) for how in ("mean", "std"))
        signs = rng.choice([-1.0, 1.0], (2, len(NUMBERS)))
        self._scale = 1 + signs[0] * rng.uniform(0.05, 0.15, len(NUMBERS))
        self._shift = signs[1] * rng.uniform(0.4, 0.8, len(NUMBERS))
        while True:
            self.train = self.training()
            self.params = fit_params(self.train)
            # A whole median would fit into a column of integers, where another raises.
            if all(self.params["median"][name] % 1 for name in _WHOLE):
                break

    def training(self) -> pd.DataFrame:
        """Training rows with their own gaps.

        One name is always the most frequent, names are not seen in their order, and some medians lie between
        two values.
        """
        source = _blood()[lambda rows: rows["split"] == "train"].drop(columns="split")
        while True:
            drawn = self._rng.integers(0, len(source), _TRAINED_ROWS)
            frame = pd.DataFrame(source.iloc[drawn]).reset_index(drop=True)
            most = {name: frame[name].mode().tolist() for name in TEXTS}
            seen = [[self._names[name][t] for t in frame[name].unique() if t] for name in TEXTS]
            known = frame[NUMBERS].mask(frame[NUMBERS] == CODE)
            lower = known.apply(lambda column: column.quantile(interpolation="lower"))
            between = (known.count() % 2 == 0) & (known.median() != lower)
            unsorted = all(names[0] != min(names) for names in seen)
            if most == {name: [often] for name, often in _MOST.items()} and between.any() and unsorted:
                return self._moved(frame)

    def rows(self, count: int) -> pd.DataFrame:
        """Complete rows, calm by training; most have neither its most frequent species nor island."""
        others = (_complete()[TEXTS] != pd.Series(_MOST)).all(axis=1).to_numpy()
        places = np.where(
            np.arange(count) % 3 == 2,
            self._rng.integers(0, len(others), count),
            self._rng.choice(np.flatnonzero(others), count),
        )
        frame = pd.DataFrame(_complete().iloc[places]).reset_index(drop=True)
        frame[NUMBERS] = frame[NUMBERS] * self._rng.normal(1.0, 0.01, (count, len(NUMBERS)))
        moved = self._moved(frame)
        mean, std = pd.Series(self.params["mean"]), pd.Series(self.params["std"])
        calm = moved[NUMBERS].clip(mean - _CALM * std, mean + _CALM * std, axis=1)
        return moved.assign(**calm.round(2))

    def storm(self, count: int) -> pd.DataFrame:
        """Rows of which every other one, from the first, has gaps of every kind and a known number."""
        frame = self.rows(count)
        numbers = frame[NUMBERS].to_numpy(copy=True)
        for k, row in enumerate(range(0, count, 2)):
            lost = self._rng.random(len(NUMBERS)) < 0.2
            lost[k % len(NUMBERS)] = True
            lost[(k + 5) % len(NUMBERS)] = False
            numbers[row, lost] = np.nan
            if k % 2 == 0:
                numbers[row, (k + 2 + k // 6) % len(NUMBERS)] = CODE
        frame[NUMBERS] = numbers
        places = np.arange(count) % 8
        frame["island"] = frame["island"].mask(places == 0, "")
        frame["species"] = frame["species"].mask(places == 4, "")
        return frame

    def birds(self, pattern: str) -> pd.DataFrame:
        """Complete rows of clear males and females, alike but for their numbers, and rows without any number.

        Args:
            pattern: A letter for each row: ``m``, ``f``, or how the six numbers are missing: ``n`` for
                NaN, ``c`` for codes, ``b`` for both kinds.
        """
        male, female = self._clear(len(pattern))
        frame = pd.concat(
            [(female if letter == "f" else male).iloc[[i]] for i, letter in enumerate(pattern)],
            ignore_index=True,
        )
        lost: dict[str, list[float]] = {"n": [np.nan] * 6, "c": [CODE] * 6, "b": [np.nan, CODE] * 3}
        for row, letter in enumerate(pattern):
            if letter in lost:
                for name, gap in zip(NUMBERS, lost[letter], strict=True):
                    frame.loc[row, name] = gap
        return frame

    def _clear(self, count: int) -> tuple[pd.DataFrame, pd.DataFrame]:
        """So many clear males, and females, of one species and island."""
        while True:
            pool = self.rows(600)
            pool = pool.assign(logit=self._logits(pool)).sort_values("logit")
            for _, group in pool.groupby(TEXTS):
                female, male = group.head(count), group.tail(count)
                if female["logit"].max() < -_CLEAR and male["logit"].min() > _CLEAR:
                    return male.drop(columns="logit"), female.drop(columns="logit")

    def close_calls(self) -> pd.DataFrame:
        """Birds that one known number is enough for.

        They are rows with gaps whose logits lie close to the limit, on either side; six rows with one known
        number; a bird that measures what the medians are; and one whose only number is 0.
        """
        near: dict[bool, list[pd.DataFrame]] = {True: [], False: []}
        while min(map(len, near.values())) < 12:
            pool = self.storm(1600).iloc[::2]
            logits = self._logits(pool)
            close = (np.abs(logits) > _NEAR[0]) & (np.abs(logits) < _NEAR[1])
            for row in np.flatnonzero(close).tolist():
                near[bool(logits[row] > 0)].append(pool.iloc[[row]])
        pairs = zip(near[True][:12], near[False][:12], strict=True)
        rows = [row for pair in pairs for row in pair]
        for name in NUMBERS:
            lone = self._off_limit(self.rows(20).assign(**{n: np.nan for n in NUMBERS if n != name}))
            rows.append(lone)
        rows.append(self._off_limit(self.rows(20).assign(**self.params["median"])))
        nothing = dict.fromkeys(NUMBERS, np.nan)
        rows.append(self._off_limit(self.rows(20).assign(**nothing | {"bill_depth_mm": 0.0})))
        return pd.concat(rows, ignore_index=True)

    def far(self, count: int, name: str, deviations: float) -> pd.DataFrame:
        """Rows with gaps; in the second, or the only one, a number lies so many deviations from the mean."""
        return self.with_value(count, name, self.params["mean"][name] + deviations * self.params["std"][name])

    def with_value(self, count: int, name: str, value: float) -> pd.DataFrame:
        """Rows with gaps, one of them with this number."""
        frame = self.storm(count)
        frame.loc[min(1, count - 1), name] = value
        return frame

    def dead(self, count: int, name: str, *, lost: int, coded: int = 0) -> pd.DataFrame:
        """Complete rows but for a column that misses ``lost`` numbers and holds ``coded`` codes."""
        frame = self.rows(count)
        places = self._rng.permutation(count)
        frame.loc[places[:lost], name] = np.nan
        frame.loc[places[lost : lost + coded], name] = CODE
        return frame

    def _off_limit(self, pool: pd.DataFrame) -> pd.DataFrame:
        """The first row whose logit is not too close to the limit for another right order of sums."""
        return pd.DataFrame(pool[np.abs(self._logits(pool)) > _NEAR[0]].iloc[[0]])

    def _logits(self, frame: pd.DataFrame) -> np.ndarray:
        return _network(encode(impute(frame, self.params), self.params))

    def _renamed(self, text: str, pool: tuple[str, ...], rank: int) -> dict[str, str]:
        names = sorted(str(name) for name in self._rng.choice(pool, 3, replace=False))
        rest = sorted(set(_complete()[text]) - {_MOST[text]})
        return {_MOST[text]: names.pop(rank), **dict(zip(rest, names, strict=True)), "": ""}

    def _moved(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The real rows as they would be in this colony: other scales and names; gaps and codes stay."""
        numbers = frame[NUMBERS]
        z = (numbers - self._mean) / self._std
        moved = (self._mean + self._std * (z * self._scale + self._shift)).round(2)
        texts = {name: frame[name].map(self._names[name]) for name in TEXTS}
        return frame.assign(**moved.where(numbers != CODE, CODE), **texts)


def nullable(frame: pd.DataFrame) -> pd.DataFrame:
    """The gaps of pandas itself: Float64 and Int64 with NA, strings with NA; codes stay."""
    types = (
        dict.fromkeys(NUMBERS, "Float64") | dict.fromkeys(_WHOLE, "Int64") | dict.fromkeys(TEXTS, "string")
    )
    frame = frame.assign(**frame[_WHOLE].round()).astype(types)
    frame[TEXTS] = frame[TEXTS].replace("", pd.NA)
    return frame


def as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """A file read without types: every number is text, and a gap is an empty text."""
    texts = {name: ["" if np.isnan(value) else f"{value:g}" for value in frame[name]] for name in NUMBERS}
    return frame.assign(**texts)


def with_none(frame: pd.DataFrame) -> pd.DataFrame:
    """Columns of objects: None for a gap among the numbers; None for one species, NaN for one island."""
    blank = {"species": None, "island": np.nan}
    texts = {
        name: _column(frame, [gap if text == "" else text for text in frame[name]])
        for name, gap in blank.items()
    }
    return frame.assign(**_objects(frame, lambda v: None if np.isnan(v) else v), **texts)


def strange(frame: pd.DataFrame) -> pd.DataFrame:
    """Known numbers that look like codes, in rows without gaps of their own."""
    values = [
        ("body_mass_g", 9999.0),
        ("bill_length_mm", -1.0),
        ("bill_depth_mm", 0.0),
        ("flipper_length_mm", 999.0),
    ]
    frame = frame.copy()
    for row, (name, value) in enumerate(values):
        frame.loc[2 * row + 1, name] = value
    frame.loc[1, "delta_15_n"] = -9999.0
    return frame


def unseen(frame: pd.DataFrame) -> pd.DataFrame:
    """Names that no training table has, in rows without gaps of their own."""
    places = np.arange(len(frame))
    return frame.assign(
        island=frame["island"].mask(places % 4 == 1, "Avian"),
        species=frame["species"].mask(places % 4 == 3, "Gentoo"),
    )


def labelled(frame: pd.DataFrame, first: int = 100) -> pd.DataFrame:
    """Row labels that fall; with ``first=0`` they are those of other rows."""
    return frame.set_index(first + np.roll(np.arange(len(frame))[::-1], 1))


def turned(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns backwards, with extra ones among them."""
    frame = frame[frame.columns[::-1]].copy()
    frame.insert(2, "nest", "N7A1")
    frame["year"] = 2009
    return frame


def _objects(frame: pd.DataFrame, change: Callable[[float], object]) -> dict[str, pd.Series]:
    return {name: _column(frame, [change(value) for value in frame[name]]) for name in NUMBERS}


def _column(frame: pd.DataFrame, items: list[object]) -> pd.Series:
    """A column of objects: pandas 3 would make one of text where it can."""
    return pd.Series(items, frame.index, dtype=object)


@functools.cache
def _blood() -> pd.DataFrame:
    blanks = {name: [""] for name in NUMBERS}
    return pd.read_csv(data_path("missing_values/blood.csv"), keep_default_na=False, na_values=blanks)


@functools.cache
def _complete() -> pd.DataFrame:
    blood = _blood()
    known = (blood[NUMBERS].notna() & (blood[NUMBERS] != CODE)).all(axis=1) & (blood[TEXTS] != "").all(axis=1)
    return blood.loc[known, [*TEXTS, *NUMBERS]].reset_index(drop=True)


def _network(x: np.ndarray) -> np.ndarray:
    """The logits of the shipped model, by NumPy: one hidden layer of ReLU, and one linear unit."""
    with np.load(data_path("missing_values/sexing.npz")) as weights:
        hidden = np.maximum(x @ weights["w0"] + weights["w1"], 0)
        logits: np.ndarray = (hidden @ weights["w2"] + weights["w3"])[:, 0]
    return logits
