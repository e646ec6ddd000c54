"""Inputs for lesson 02: uploads cut from photographs, saved in every way a client may choose."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from autograder.core.specs import Case, Cases
from autograder.student.assets import data_path

_ORIENTATION = 0x0112
_SIZE = (5, 7)
"""Height and width of most results: small, so that an answer key stays small.

Odd numbers: shrinking by 2 or 4 leaves halves, which every library rounds in its own direction.
"""

_WIDER = (7, 11)
_CARD: dict[str, Any] = {"size": (4, 6), "sd": (0.3, 0.8)}
Pixels = NDArray[Any]


def make_cases(rng: np.random.Generator) -> Cases:
    """Draw every task's cases; the edge cases promised in the exercise are always among them."""
    photos = [Image.open(data_path(f"images/{name}.jpg")).convert("RGB") for name in ("cat", "coffee")]

    def cut(width: int, height: int, shrink: int = 1) -> Image.Image:
        """A lively cut of a photo: the one with the most contrast of four."""
        found = []
        for _ in range(4):
            photo = photos[int(rng.integers(0, len(photos)))]
            left = int(rng.integers(0, photo.width - width * shrink + 1))
            top = int(rng.integers(0, photo.height - height * shrink + 1))
            box = (left, top, left + width * shrink, top + height * shrink)
            found.append(photo.crop(box).resize((width, height), Image.Resampling.NEAREST))
        return max(found, key=lambda picture: float(np.asarray(picture, float).std()))

    return {
        "practice": _practice(cut),
        "evidence": _evidence(rng, cut),
        "files": _files(rng, cut),
        "resize": _resize(rng, cut),
        "contract": (
            Case(name="a portrait", args=(np.array(cut(42, 58)), _WIDER)),
            Case(name="a bright photo", args=(_brighter(cut(52, 34)), _WIDER)),
            Case(name="black and white corners", args=(_corners(np.array(cut(42, 42))), (7, 7))),
        ),
        "batch": _batch(rng, cut),
        "guard": _guard(rng),
    }


def _practice(cut: Any) -> tuple[Case, ...]:
    return (
        Case(name="a photo", args=(_save(cut(50, 35), "PNG"), (8, 8))),
        Case(name="a portrait", args=(_save(cut(32, 46), "PNG"), (10, 6))),
    )


def _evidence(rng: np.random.Generator, cut: Any) -> tuple[Case, ...]:
    photo = np.array(cut(12, 9))
    big = np.array(cut(48, 36))
    exact = _resized(big.astype(float), 3)
    plain = np.clip(photo, 40, 200)
    other = np.array(cut(12, 9))

    def pair(name: str, a: Pixels, b: Pixels) -> Case:
        return Case(name=name, args=(a, b))

    return (
        pair("the same picture twice", photo, photo.copy()),
        pair("rounded or not", np.rint(exact).astype("uint8"), exact.astype("float32")),
        pair("rounded and truncated", np.rint(exact).astype("uint8"), np.floor(exact).astype("uint8")),
        pair("brighter by two levels", plain, plain + np.uint8(2)),
        pair("darker by two levels", plain, plain - np.uint8(2)),
        pair("two photos", photo, other),
        pair("red and blue exchanged", photo, photo[..., ::-1]),
        pair("one pixel differs", plain, _with_one_pixel(plain, rng)),
        pair("with and without a channel axis", photo[:9, :9, 0], photo[:9, :9, :1]),
        pair("other sizes", photo, other[:1]),
    )


def _files(rng: np.random.Generator, cut: Any) -> tuple[Case, ...]:
    def small() -> Image.Image:
        picture: Image.Image = cut(9, 6, shrink=5)
        return picture

    turned = {"half": 3, "left": 8}[str(rng.choice(["half", "left"]))]
    mirrored = int(rng.choice([2, 4, 5, 7]))
    uploads = {
        "a JPEG photo": _save(cut(17, 12, shrink=4), "JPEG", quality=80),
        "a PNG in RGB": _save(small(), "PNG"),
        "orientation 6, as a phone held upright": _save(small(), "JPEG", quality=80, exif=_exif(6)),
        f"orientation {turned}": _save(small(), "PNG", exif=_exif(turned)),
        f"mirrored, orientation {mirrored}": _save(small(), "PNG", exif=_exif(mirrored)),
        "gray (L)": _save(small().convert("L"), "PNG"),
        "transparent (RGBA)": _save(_transparent(small(), rng), "PNG"),
        "transparent gray (LA)": _save(_transparent(small(), rng).convert("LA"), "PNG"),
        "a palette (P)": _save(small().quantize(16), "PNG"),
        "a palette with a transparent colour": _save(
            small().quantize(16), "PNG", transparency=int(rng.integers(0, 6))
        ),
        "black and white (1)": _save(small().convert("1"), "PNG"),
        "for print (CMYK)": _save(_print(small(), rng), "TIFF"),
        "16 bit (I;16)": _save(_sixteen(rng, (6, 10)), "PNG"),
        "one pixel": _save(Image.new("RGB", (1, 1), _colour(rng)), "PNG"),
    }
    return tuple(Case(name=name, args=(data,)) for name, data in uploads.items())


def _resize(rng: np.random.Generator, cut: Any) -> tuple[Case, ...]:
    strip = np.array(cut(100, 17))

    def at(name: str, img: Pixels, size: tuple[int, int]) -> Case:
        return Case(name=name, args=(img, size))

    return (
        at("a photo", np.array(cut(50, 36)), (9, 11)),
        at("a portrait", np.array(cut(34, 50)), (9, 9)),
        at("thin lines", _lines(rng), (7, 11)),
        at("a panorama", strip, (7, 13)),
        at("smaller than the result", np.array(cut(7, 5, shrink=8)), (11, 13)),
        at("already that size", np.array(cut(12, 8, shrink=2)), (8, 12)),
        at("one pixel", np.array([[_colour(rng)]], "uint8"), (4, 5)),
    )


def _batch(rng: np.random.Generator, cut: Any) -> tuple[Case, ...]:
    transparent = _save(_transparent(cut(39, 27), rng), "PNG")
    upright = _save(cut(35, 25), "PNG", exif=_exif(6))
    flat = _save(Image.new("RGB", (30, 40), (230, int(rng.integers(20, 60)), 20)), "JPEG", quality=95)

    def of(name: str, files: list[bytes], size: tuple[int, int] = _SIZE) -> Case:
        return Case(name=name, args=(files, size))

    return (
        of("two uploads", [transparent, upright]),
        of("a large drawing", [_save(_circles(rng), "PNG", bits=1, optimize=True)], _WIDER),
        of("a 16-bit scan and a red JPEG", [_save(_sixteen(rng, (4, 6)), "PNG"), flat], (4, 6)),
        of("one pixel", [_save(Image.new("RGB", (1, 1), _colour(rng)), "PNG")], (2, 3)),
        of("no uploads", []),
    )


def _guard(rng: np.random.Generator) -> tuple[Case, ...]:
    height, width = (int(side) for side in _CARD["size"])

    def batch(n: int, sd: float = 0.5) -> Pixels:
        """Pixels on [-1, 1] whose spread is ``sd``."""
        values = np.clip(rng.normal(0, 1, (n, height, width, 3)), -1.4, 1.4)
        pixels: Pixels = np.clip((values - values.mean()) / values.std() * sd, -1, 1)
        return pixels.astype("float32")

    def at(name: str, x: Pixels) -> Case:
        return Case(name=name, args=(x, _CARD))

    def with_value(value: float) -> Pixels:
        x = batch(2)
        x[int(rng.integers(0, 2)), 3, int(rng.integers(0, width)), 1] = value
        return x

    return (
        at("good pixels", batch(3)),
        at("good, one dull picture", batch(1, sd=0.36)),
        at("good, strong contrast", batch(2, sd=0.66)),
        at("no pictures", np.zeros((0, height, width, 3), "float32")),
        at("no batch axis", batch(2)[0]),
        at("height and width exchanged", batch(2).swapaxes(1, 2)),
        at("four channels", np.concatenate([batch(2), batch(2)[..., :1]], axis=-1)),
        at("uint8 pixels", rng.integers(0, 256, (2, height, width, 3)).astype("uint8")),
        at("double precision", batch(2).astype("float64")),
        at("a missing value", with_value(float("nan"))),
        at("an infinite value", with_value(float("-inf"))),
        at("0 to 255", (batch(2) + 1) * np.float32(127.5)),
        at("another mean subtracted", np.clip(batch(2) - np.float32(0.45), -1.4, 1).astype("float32")),
        at("0 to 1", (batch(3) + 1) / 2),
        at("scaled twice", (batch(2) + 1) / np.float32(127.5) - 1),
    )


def _save(picture: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def _exif(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    return exif


def _colour(rng: np.random.Generator) -> tuple[int, int, int]:
    """A colour in which red, green and blue are far apart."""
    red, green, blue = (int(v) for v in rng.permutation([30, 120, 220]) + rng.integers(-9, 10, 3))
    return red, green, blue


def _brighter(picture: Image.Image) -> Pixels:
    return (128 + np.asarray(picture) // 2).astype("uint8")


def _corners(img: Pixels) -> Pixels:
    """A photo with a black and a white corner, each wide enough to survive the resize."""
    img[:21, :14] = 0
    img[21:, 28:] = 255
    return img


def _resized(img: Pixels, times: int) -> Pixels:
    """Means of blocks, unrounded: what a right pipeline may hold before it rounds."""
    height, width = img.shape[0] // times, img.shape[1] // times
    blocks = img.reshape(height, times, width, times, 3)
    means: Pixels = blocks.mean(axis=(1, 3))
    return means


def _with_one_pixel(img: Pixels, rng: np.random.Generator) -> Pixels:
    changed = img.copy()
    changed[int(rng.integers(0, img.shape[0])), int(rng.integers(0, img.shape[1]))] -= np.uint8(30)
    return changed


def _transparent(picture: Image.Image, rng: np.random.Generator) -> Image.Image:
    """The picture under a mask that is opaque, half or not at all; the hidden colours stay."""
    alpha = np.full((picture.height, picture.width), 255, "uint8")
    third = picture.width // 3
    alpha[:, :third] = 0
    alpha[:, third : 2 * third] = int(rng.integers(90, 170))
    made = picture.convert("RGBA")
    made.putalpha(Image.fromarray(alpha))
    return made


def _print(picture: Image.Image, rng: np.random.Generator) -> Image.Image:
    """CMYK with a black plate of its own."""
    black = rng.integers(20, 120, (picture.height, picture.width)).astype("uint8")
    return Image.merge("CMYK", [*picture.convert("CMYK").split()[:3], Image.fromarray(black)])


def _sixteen(rng: np.random.Generator, shape: tuple[int, int]) -> Image.Image:
    """16-bit gray; each value and its complement occur, so rounding up or down has no bias."""
    half = rng.integers(0, 65536, (shape[0], shape[1] // 2))
    return Image.fromarray(np.concatenate([half, 65535 - half], axis=1).astype("uint16"))


def _lines(rng: np.random.Generator) -> Pixels:
    """Lines one pixel wide: what a sampling resize loses or doubles."""
    img = rng.integers(215, 256, (47, 59, 3)).astype("uint8")
    img[:: int(rng.integers(3, 5)), :, :2] = 20
    img[:, :: int(rng.integers(4, 6)), 1:] = 40
    return img


def _circles(rng: np.random.Generator) -> Image.Image:
    """A large drawing that compresses well: rings, the classic test of a resize."""
    width, height = int(rng.integers(1300, 1500)), int(rng.integers(900, 1100))
    picture = Image.new("P", (width, height), 0)
    picture.putpalette([245, 240, 225, *(int(v) for v in rng.permutation([10, 50, 90]))])
    draw = ImageDraw.Draw(picture)
    x, y = width * float(rng.uniform(0.35, 0.65)), height * float(rng.uniform(0.35, 0.65))
    for radius in range(40, 760, 60):
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=1, width=22)
    return picture
