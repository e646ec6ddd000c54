"""Inputs for lesson 03: tables of penguins whose loggers lost readings, drawn around the real ones."""

from __future__ import annotations

import numpy as np
import pandas as pd

from autograder.core.specs import Asset, Case, Cases
from autograder.lessons.missing_values.reference import CODE, NUMBERS, TEXTS, fit_params
from autograder.student.assets import data_path

_MODEL = Asset("missing_values/sexing")
_TRAINED_ROWS = 110


def make_cases(rng: np.random.Generator) -> Cases:
    """Draw every task's cases; the edge cases promised in the exercise are always among them."""
    blanks = {name: [""] for name in NUMBERS}
    blood = pd.read_csv(data_path("missing_values/blood.csv"), keep_default_na=False, na_values=blanks)
    train = blood[blood["split"] == "train"].drop(columns="split")
    params = fit_params(train)
    whole = (blood[NUMBERS].notna() & (blood[NUMBERS] != CODE)).all(axis=1) & (blood[TEXTS] != "").all(axis=1)
    complete = blood.loc[whole, [*TEXTS, *NUMBERS]]

    def draw(rows: int) -> pd.DataFrame:
        """Real rows without gaps, each number moved by about a hundredth."""
        chosen = complete.iloc[rng.integers(0, len(complete), rows)].reset_index(drop=True)
        chosen[NUMBERS] = (chosen[NUMBERS] * rng.normal(1.0, 0.01, (rows, len(NUMBERS)))).round(2)
        return chosen

    def storm(rows: int, share: float = 0.3) -> pd.DataFrame:
        """Rows with every kind of gap: nothing, the code, blank text; and at least one known number."""
        frame = draw(rows)
        lost = rng.random((rows, len(NUMBERS))) < share
        kept = rng.integers(0, len(NUMBERS), rows)
        lost[np.arange(rows), (kept + 1) % len(NUMBERS)] = True
        lost[np.arange(rows), kept] = False
        coded = lost & (rng.random(lost.shape) < 0.3)
        coded[np.arange(rows), (kept + 1) % len(NUMBERS)] = np.arange(rows) % 2 == 1
        frame[NUMBERS] = frame[NUMBERS].mask(lost).mask(coded, CODE)
        for i, name in enumerate(TEXTS):
            frame[name] = frame[name].mask(np.arange(rows) % 4 == 2 + i, "")
        return frame

    def blank(rows: int) -> pd.DataFrame:
        """Rows of which no number is known; the second, fourth, ... say so with the code, too."""
        frame = draw(rows)
        coded = rng.random((rows, len(NUMBERS))) < 0.4
        coded[:, int(rng.integers(0, len(NUMBERS)))] = True
        coded[::2] = False
        frame[NUMBERS] = np.where(coded, CODE, np.nan)
        return frame

    def mixed(rows: int, unknown: int) -> pd.DataFrame:
        frame = pd.concat([storm(rows), blank(unknown)], ignore_index=True)
        return frame.iloc[rng.permutation(len(frame))].reset_index(drop=True)

    def nullable(frame: pd.DataFrame) -> pd.DataFrame:
        """Pandas' own missing value: Float64 and Int64 with NA, strings with NA."""
        frame = frame.replace(CODE, np.nan)
        whole_numbers = ["flipper_length_mm", "body_mass_g"]
        frame[whole_numbers] = frame[whole_numbers].round()
        types = (
            dict.fromkeys(NUMBERS, "Float64")
            | dict.fromkeys(whole_numbers, "Int64")
            | dict.fromkeys(TEXTS, "string")
        )
        frame = frame.astype(types)
        frame[TEXTS] = frame[TEXTS].replace("", pd.NA)
        return frame

    def as_text(frame: pd.DataFrame) -> pd.DataFrame:
        """A file read without types: every number is text, and a gap is an empty text."""
        texts = {name: [("" if np.isnan(v) else f"{v:g}") for v in frame[name]] for name in NUMBERS}
        return frame.assign(**{name: np.array(values, dtype=object) for name, values in texts.items()})

    def unseen(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.assign(island=frame["island"].where(np.arange(len(frame)) % 3 != 1, "Avian"))

    def labelled(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.set_index(rng.permutation(np.arange(100, 100 + len(frame))))

    def turned(frame: pd.DataFrame) -> pd.DataFrame:
        order = [*NUMBERS, *TEXTS]
        order = [order[i] for i in rng.permutation(len(order))]
        return frame[order[::-1]].assign(nest="N7A1", year=2009)

    def with_value(rows: int, column: str, value: float) -> pd.DataFrame:
        frame = storm(rows)
        frame.loc[int(rng.integers(0, rows)), column] = value
        return frame

    def dead(rows: int, lost: int, value: float) -> pd.DataFrame:
        frame = draw(rows)
        column = str(rng.choice(NUMBERS))
        frame.loc[rng.permutation(rows)[:lost], column] = value
        return frame

    def resample() -> pd.DataFrame:
        """Training rows with their own gaps; one category is always the most frequent."""
        while True:
            frame = train.iloc[rng.integers(0, len(train), _TRAINED_ROWS)].reset_index(drop=True)
            if all(len(frame[name].mode()) == 1 for name in TEXTS):
                return frame

    def at_home(name: str, frame: pd.DataFrame, known: pd.DataFrame) -> Case:
        return Case(name=name, args=(frame, known))

    def alone(name: str, frame: pd.DataFrame) -> Case:
        return Case(name=name, args=(frame,))

    def with_params(name: str, frame: pd.DataFrame) -> Case:
        return Case(name=name, args=(frame, params))

    def on_service(name: str, frame: pd.DataFrame) -> Case:
        return Case(name=name, args=(frame, params, _MODEL))

    def numbers(frame: pd.DataFrame) -> pd.DataFrame:
        return frame[NUMBERS].replace(CODE, np.nan)

    known = numbers(resample())
    no_column = numbers(storm(6)).assign(delta_15_n=np.nan)
    lone = storm(1)
    return {
        "practice": (
            at_home("a few rows", numbers(storm(7)), known),
            at_home("one row", numbers(storm(1)), known),
            at_home("a column without any value", no_column, known),
        ),
        "evidence": (
            alone("after a storm", labelled(storm(15))),
            alone("nothing is missing", draw(4)),
            alone("numbers that came as text", as_text(storm(8))),
            alone("nullable columns", nullable(storm(8))),
            alone("no rows", draw(0)),
        ),
        "fit": (
            alone("a training table", resample()),
            alone("another training table", resample()),
            alone("columns in another order", turned(resample().drop(columns="sex"))),
        ),
        "contract": (
            with_params("after a storm", storm(9)),
            with_params("rows with labels", labelled(storm(6))),
            with_params("columns in another order, extra columns", turned(storm(6))),
            with_params("nothing is missing", draw(3)),
        ),
        "predict": (
            on_service("a small batch", storm(6)),
            on_service("after a storm", storm(24)),
            on_service("rows with labels", labelled(storm(7))),
        ),
        "edges": (
            on_service("one row", lone),
            on_service("no rows", draw(0)),
            on_service("a column without any value", storm(5).assign(delta_15_n=np.nan)),
            on_service("an island that training never saw", unseen(storm(6))),
            on_service("nullable columns", nullable(storm(6))),
            on_service("numbers that came as text", as_text(storm(6))),
            on_service("columns in another order, extra columns", turned(storm(5))),
        ),
        "unknown": (
            on_service("some rows with nothing known", mixed(9, 3)),
            on_service("one row with nothing known", blank(2).tail(1)),
            on_service("every row knows something", storm(8, share=0.6)),
            on_service("nothing is missing", draw(6)),
            on_service("no rows", draw(0)),
        ),
        "guard": (
            with_params("good rows", draw(12)),
            with_params("gaps of every kind", storm(8)),
            with_params("one row with gaps", storm(1)),
            with_params("an island that training never saw", unseen(storm(5))),
            with_params("other order, extra columns", turned(storm(5))),
            with_params("half of a column is missing", dead(12, 6, float("nan"))),
            with_params("five rows, one column without any value", draw(5).assign(body_mass_g=np.nan)),
            with_params("no rows", draw(0)),
            with_params("a missing column", draw(5).drop(columns=[str(rng.choice([*NUMBERS, *TEXTS]))])),
            with_params("a dead sensor", dead(12, 7, float("nan"))),
            with_params("a dead sensor that writes -999", dead(14, 9, CODE)),
            with_params("a code that nobody declared: 9999", with_value(6, "body_mass_g", 9999.0)),
            with_params("a code that nobody declared: -1", with_value(6, "bill_length_mm", -1.0)),
            with_params("zeros in place of gaps", draw(5).assign(bill_depth_mm=0.0)),
        ),
    }
