"""Wrong answers as small pictures and bars: they show what is wrong, and no hidden answer."""

from __future__ import annotations

import base64
import dataclasses
import io
import re
from typing import Any

import numpy as np
import pytest
from conftest import make_task, make_task_key, returned
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from PIL import Image
from test_compare_tolerance import EXPECTED, NAMES, VALUES

from autograder.core.results import AnswerKey, CaseResult, Claim, Diagnosis, Figure, TaskResult
from autograder.grading import bars, cards, png, thumbnails
from autograder.grading.cards import Setting
from autograder.grading.compare import compare
from autograder.grading.grade import grade
from autograder.nbgrader import pages

HOME = Setting(public=True)
NOISE = np.random.default_rng(5).integers(0, 256, (40, 31, 3), dtype="uint8")
MOST = 6000
"""Characters that the pictures of one card may have."""


def card_of(expected: Any, got: Any, labels: tuple[tuple[str, ...], ...] = (), **changes: Any) -> TaskResult:
    """A task whose one case is wrong, and has no diagnosis."""
    key = make_task_key(make_task(**changes), {"a case": returned(expected)})
    key = dataclasses.replace(key, cases=(dataclasses.replace(key.cases[0], labels=labels),))
    lesson = AnswerKey(slug="s", tasks={"double": key}, words={})
    result = grade(lesson, {"double": {"a case": returned(got)}})["double"]
    return dataclasses.replace(result, diagnosis=Diagnosis(claim=Claim.UNKNOWN))


def pictures(html: str) -> dict[str, np.ndarray]:
    """The pictures of a card by the first word of their description, as a browser decodes them."""
    found = re.findall(r'<img src="data:image/png;base64,([^"]+)" alt="(\w+)', html)
    return {alt: np.array(Image.open(io.BytesIO(base64.b64decode(data)))) for data, alt in found}


@pytest.mark.parametrize("shape", [(1, 1, 3), (5, 7, 3), (64, 3, 3)])
def test_png_is_read_as_it_was_written(shape: tuple[int, ...]) -> None:
    """Another library decodes exactly these pixels."""
    pixels = np.resize(NOISE, shape)
    uri = png.data_uri(pixels)
    assert uri.startswith("data:image/png;base64,")
    assert np.array_equal(pixels, np.array(Image.open(io.BytesIO(base64.b64decode(uri.partition(",")[2])))))


ARRAYS: dict[str, tuple[np.ndarray, bool]] = {
    "RGB": (NOISE, True),
    "a batch": (NOISE[None], True),
    "gray, uint8": (NOISE[..., 0], True),
    "gray on [0, 1]": (NOISE[..., 0] / 255, True),
    "gray on [-1, 1], a batch": (NOISE[None, ..., :1] / 127.5 - 1, True),
    "z-scores": (NOISE[..., 0] / 30 - 4, False),
    "few columns": (NOISE[..., 0, :] / 255, False),
    "a vector": (NOISE[0, :, 0], False),
    "no pictures": (NOISE[:0], False),
    "one pixel": (NOISE[:1, :1], False),
    "complex": (NOISE * 1j, False),
    "text": (NOISE.astype(str), False),
}


@pytest.mark.parametrize(("array", "is_one"), ARRAYS.values(), ids=ARRAYS.keys())
def test_pictures_are_told_from_tables(array: np.ndarray, is_one: bool) -> None:
    """A picture has channels, or sides and levels of one; anything else is none."""
    assert is_one == thumbnails.is_picture(array)


def test_scores_are_no_picture() -> None:
    """Rows of class scores may have the shape of a picture."""
    scores = np.eye(8)
    figure = Figure(expected=scores, got=scores[::-1], wrong=scores > 0, predictions=True)
    assert [] == thumbnails.thumbnails(figure, public=True)


def test_a_wrong_picture_is_shown_beside_the_right_one() -> None:
    """At home: got, expected, difference, and in words how many pixels differ."""
    got = NOISE.copy()
    got[:20] = 255 - got[:20]
    result = card_of(NOISE, got)
    assert ["got", "expected", "difference"] == list(pictures(cards.to_html(result, HOME)))
    for text in (cards.to_text(result, HOME), cards.to_html(result, HOME)):
        assert "of 1240 pixels differ" in text


def test_a_hidden_picture_is_not_shown() -> None:
    """On the desk: got, and where it is higher or lower; by how much, no pixel tells."""
    html = cards.to_html(card_of(NOISE, 255 - NOISE))
    assert ["got", "difference"] == list(pictures(html))
    assert len(np.unique(pictures(html)["difference"].reshape(-1, 3), axis=0)) <= 3


def test_a_picture_that_lies_on_its_side_is_shown_so() -> None:
    """Of another shape there is no difference, but both pictures."""
    shown = pictures(cards.to_html(card_of(NOISE, NOISE.transpose(1, 0, 2).copy()), HOME))
    assert ["got", "expected"] == list(shown)
    assert shown["got"].shape == shown["expected"].transpose(1, 0, 2).shape


def test_of_a_batch_the_worst_picture_is_shown() -> None:
    """The picture with most wrong pixels, and how many pictures are wrong."""
    batch = np.stack([NOISE] * 3)
    got = batch.copy()
    got[2], got[1, 0, 0] = 0, got[1, 0, 0] + 100
    html = cards.to_html(card_of(batch, got), HOME)
    assert "in 2 of 3 pictures" in html
    assert 0 == pictures(html)["got"].max()


def test_pixels_that_were_scaled_twice_look_black() -> None:
    """What was got is drawn on the range of what was expected."""
    picture = NOISE / 255
    assert pictures(cards.to_html(card_of(picture, picture / 255), HOME))["got"].max() <= 1


@pytest.mark.parametrize("shape", [(40, 31, 3), (9, 6, 3), (64, 64, 1), (200, 300, 3), (3, 400, 3)])
def test_thumbnails_are_small(shape: tuple[int, ...]) -> None:
    """Three pictures of pure noise stay within the size of a card."""
    noise = np.random.default_rng(7).integers(0, 256, shape, dtype="uint8")
    html = cards.to_html(card_of(noise, noise[::-1].copy()), HOME)
    assert sum(map(len, re.findall(r'src="([^"]+)"', html))) < MOST


def test_only_one_case_is_drawn() -> None:
    """A card has the pictures of one case, however many are wrong."""
    key = make_task_key(make_task(), {name: returned(NOISE) for name in "abc"})
    lesson = AnswerKey(slug="s", tasks={"double": key}, words={})
    result = grade(lesson, {"double": {name: returned(NOISE // 2) for name in "abc"}})["double"]
    assert 3 == cards.to_html(result, HOME).count("<img")


TABLE = np.arange(8.0).reshape(2, 4) + 1
COLUMNS = ((), ("ash", "hue", "proline", "alcohol"))
WRONG = TABLE * np.array([1, 2, 1, 0.5])


def test_wrong_columns_have_bars() -> None:
    """Each wrong column has its name, a bar, and both numbers beside it; the right ones are counted."""
    result = card_of(TABLE, WRONG, COLUMNS)
    for text in (cards.to_text(result, HOME), cards.to_html(result, HOME)):
        assert "too high: got 12, expected 6" in text
        assert "too low: got 4, expected 8" in text
        assert "2 are right." in text
        assert "ash" not in text


def test_bars_of_hidden_cases_have_no_numbers() -> None:
    """On the desk a bar says only that a column is too high or too low."""
    for text in (
        cards.to_text(card_of(TABLE, WRONG, COLUMNS)),
        cards.to_html(card_of(TABLE, WRONG, COLUMNS)),
    ):
        assert "too low" in text and "expected 8" not in text


def test_bars_compare_columns_of_different_units() -> None:
    """What is half as large as it should be has the same bar, in pounds and in tons."""
    figure = Figure(
        expected=np.array([4000.0, 4.0]), got=np.array([2000.0, 2.0]), wrong=np.array([True, True])
    )
    assert [1.0, 1.0] == [bar.length for bar in bars.bars(figure)[0]]


NO_BARS: dict[str, tuple[Any, Any]] = {
    "one wrong number": (TABLE, TABLE + np.eye(2, 4) * [1, 0, 0, 0]),
    "NaN": (TABLE, np.where(TABLE > 3, np.nan, TABLE)),
    "complex": (TABLE, TABLE + 1j),
    "words": (np.array(["a", "b"]), np.array(["b", "a"])),
    "a number": (1.0, 2.0),
    "another shape": (TABLE, TABLE[:, :2]),
}


@pytest.mark.parametrize(("expected", "got"), NO_BARS.values(), ids=NO_BARS.keys())
def test_no_bars_where_they_say_nothing(expected: Any, got: Any) -> None:
    """A single number is named anyway; what is no number has no length."""
    assert "background-color" not in cards.to_html(card_of(expected, got), HOME)


def test_infinite_numbers_have_bars() -> None:
    """The card of an infinite number is a card."""
    assert "got inf" in cards.to_text(card_of(TABLE, np.where(TABLE > 3, np.inf, TABLE)), HOME)


def test_no_more_bars_than_are_read() -> None:
    """Eight bars at most; the others are counted."""
    result = card_of(np.arange(1.0, 13), np.arange(1.0, 13) * 2)
    assert (8, True) == (
        cards.to_html(result, HOME).count("background-color"),
        "4 more are wrong." in cards.to_text(result),
    )


SHOWN = {
    "pictures": card_of(NOISE, 255 - NOISE),
    "bars": card_of(TABLE, WRONG, COLUMNS),
}


@pytest.mark.parametrize("setting", [HOME, cards.DESK], ids=["home", "desk"])
@pytest.mark.parametrize("result", SHOWN.values(), ids=SHOWN.keys())
def test_figures_stay_on_feedback_pages(result: TaskResult, setting: Setting) -> None:
    """The cleaning of a page leaves every picture with its description, and every bar with its length."""
    card = cards.to_html(result, setting)
    cleaned = pages.clean_html(card)
    for pattern in (r'src="[^"]+"', r'alt="[^"]+"', r"width: ?\d+px", r"background-color: ?#\w+"):
        before, after = (re.findall(pattern, text) for text in (card, cleaned))
        assert [text.replace(" ", "") for text in before] == [text.replace(" ", "") for text in after]


@pytest.mark.parametrize("result", SHOWN.values(), ids=SHOWN.keys())
def test_figures_say_what_they_show_in_words(result: TaskResult) -> None:
    """Every picture has a description, and a bar is hidden from who can't see it: the words stand beside."""
    html = cards.to_html(result, HOME)
    assert html.count("<img") == len(re.findall(r'alt="[a-z]+: ', html))
    assert html.count("background-color") == html.count('aria-hidden="true"')


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda value: " ".join(repr(value).split())[:30])
@settings(max_examples=40)
@given(received=VALUES, type_name=NAMES)
def test_every_answer_has_a_card(expected: Any, received: Any, type_name: str) -> None:
    """Whatever came back, its card is written, in both settings; and a page shows it."""
    found = compare(make_task(), returned(expected), returned(received, type_name), COLUMNS).difference
    case = CaseResult(name="a case", call="double(x)", difference=found)
    result = dataclasses.replace(PLAIN, cases=(case,))
    for setting in (HOME, cards.DESK):
        assert found is None or "a case" in cards.to_text(result, setting)
        assert "double" in pages.clean_html(cards.to_html(result, setting))


PICTURES = hnp.arrays(
    hnp.scalar_dtypes(),
    st.sampled_from([(5, 6), (3, 4, 3), (2, 5, 6), (2, 3, 4, 1), (0, 5, 6, 3), (5, 6, 1)]),
)


@settings(max_examples=200)
@given(expected=PICTURES, received=PICTURES)
def test_every_picture_has_a_card(expected: np.ndarray, received: np.ndarray) -> None:
    """Pictures with NaN, infinite and complex numbers, dates or text are drawn, or not; none stops a card."""
    found = compare(make_task(), returned(expected), returned(received)).difference
    case = CaseResult(name="a case", call="double(x)", difference=found)
    result = dataclasses.replace(PLAIN, cases=(case,))
    for setting in (HOME, cards.DESK):
        assert "double" in cards.to_html(result, setting)


PLAIN = card_of(1.0, 2.0)
