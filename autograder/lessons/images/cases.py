"""Inputs for lesson 02: uploads cut from photographs, saved in every way a client may choose."""

from __future__ import annotations

import io
from collections.abc import Callable
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
_WIDE = (3, 55)
"""So many columns that a large picture can't pass a thumbnail on its way without being seen."""
Pixels = NDArray[Any]
Cut = Callable[..., Image.Image]


def make_cases(rng: np.random.Generator) -> Cases:
    """Draw every task's cases; the edge cases promised in the exercise are always among them."""
    photos = [Image.open(data_path(f"images/{name}.jpg")).convert("RGB") for name in ("cat", "coffee")]

    def cut(width: int, height: int, shrink: int = 1) -> Image.Image:
        """A lively cut of a photo, neither black nor white anywhere: the one with the most contrast of four.

        So a picture that is stretched to its own extremes is always another one.
        """
        found = []
        for _ in range(4):
            photo = photos[int(rng.integers(0, len(photos)))]
            left = int(rng.integers(0, photo.width - width * shrink + 1))
            top = int(rng.integers(0, photo.height - height * shrink + 1))
            box = (left, top, left + width * shrink, top + height * shrink)
            found.append(photo.crop(box).resize((width, height), Image.Resampling.NEAREST))
        lively = max(found, key=lambda picture: float(np.asarray(picture, float).std()))
        return lively.point(lambda value: 10 + value * 235 // 255)

    return {
        "evidence": _evidence(rng, cut),
        "files": _files(rng, cut),
        "resize": _resize(rng, cut),
        "contract": _contract(cut),
        "batch": _batch(rng, cut),
        "guard": _guard(rng),
    }


def _evidence(rng: np.random.Generator, cut: Cut) -> tuple[Case, ...]:
    photo, other = _two_photos(cut)
    big = np.array(cut(48, 36))
    exact = _resized(big.astype(float), 3)
    if (exact - np.rint(exact)).mean() > 0:  # the bias is negative, so a sign that is lost shows
        exact = 255 - exact
    plain = np.clip(photo, 40, 200)
    many = np.clip(np.array(cut(24, 18)), 40, 200)
    black = np.array(cut(11, 9).convert("L").convert("1")).astype("uint8") * np.uint8(255)
    black[0, 0], black[0, 1] = 0, 255
    if black.mean() < 127.5:  # of an odd number of pixels: exchanged, they are darker
        black = np.uint8(255) - black
    limit = np.zeros((3, 4, 3))
    limit[0, 0, 0] = limit[1, 2, 1] = 1.01

    def pair(name: str, a: Pixels, b: Pixels) -> Case:
        return Case(name=name, args=(a, b))

    def moved(name: str, bias: float, around: float) -> Case:
        """Half of the values differ by ``bias + around``, the other half by ``bias - around``."""
        signs = rng.permutation(np.repeat([-1.0, 1.0], plain.size // 2)).reshape(plain.shape)
        return pair(name, plain.astype(float), plain + bias + around * signs)

    return (
        pair("the same picture twice", photo, photo.copy()),
        pair("rounded or not", np.rint(exact).astype("uint8"), exact.astype("float32")),
        pair("rounded and truncated", np.rint(exact).astype("uint8"), np.floor(exact).astype("uint8")),
        pair("half a level brighter", plain.astype("float32"), plain.astype("float32") + np.float32(0.5)),
        pair("brighter by two levels", plain, plain + np.uint8(2)),
        pair("darker by two levels", plain, plain - np.uint8(2)),
        pair("two photos", photo, other),
        pair("red and blue exchanged", photo, photo[..., ::-1]),
        pair("one pixel differs", plain, _with_one_pixel(plain, rng)),
        pair("one value of many differs", many, _with_one_value(many, rng)),
        pair("black and white exchanged", black, np.uint8(255) - black),
        pair("two values", plain[0, :2, 0], (plain[0, :2, 0] + np.array([3, -5])).astype("uint8")),
        pair("exactly 1.01 apart", limit, limit[::-1, ::-1].copy()),
        moved("bias just inside, brighter", 0.095, 0.914),
        moved("bias just inside, darker", -0.095, 0.914),
        pair(
            "a bit more than 1.01 apart", many.astype(float), _with_one_value(many.astype(float), rng, 1.02)
        ),
        moved("bias just outside, brighter", 0.105, 0.5),
        moved("bias just outside, darker", -0.105, 0.5),
        pair("with and without a channel axis", photo[:9, :9, 0], other[:9, :9, :1]),
        pair("with and without a batch axis", photo, other[np.newaxis]),
        pair("other heights", photo, other[:1]),
        pair("turned on its side", photo, other.swapaxes(0, 1)),
    )


def _files(rng: np.random.Generator, cut: Cut) -> tuple[Case, ...]:
    def small() -> Image.Image:
        return cut(9, 6, shrink=5)

    def turned(orientation: int, kind: str = "PNG") -> bytes:
        return _save(small(), kind, exif=_exif(orientation))

    uploads = {
        "a JPEG photo": _save(cut(17, 12, shrink=4), "JPEG", quality=80),
        "a PNG in RGB": _save(small(), "PNG"),
        "a TIFF in RGB": _save(small(), "TIFF"),
        "grey (L)": _save(small().convert("L"), "PNG"),
        "black and white (1)": _save(small().convert("1"), "PNG"),
        "a palette (P)": _save(small().quantize(16), "PNG"),
        "for print (CMYK)": _save(_print(small(), rng), "TIFF"),
        "one pixel": _save(Image.new("RGB", (1, 1), _colour(rng)), "PNG"),
        "orientation 1, as it should be": turned(1),
        "orientation 3, upside down": turned(3),
        "orientation 6, as a phone held upright": turned(6, "JPEG"),
        "orientation 8, as a phone held upright": turned(8),
        "orientation 2, mirrored": turned(2),
        "orientation 4, mirrored": turned(4),
        "orientation 5, mirrored and turned": turned(5),
        "orientation 7, mirrored and turned": turned(7),
        "orientation 6 in a TIFF": turned(6, "TIFF"),
        "transparent (RGBA)": _save(_transparent(small(), rng), "PNG"),
        "transparent grey (LA)": _save(_transparent(small(), rng).convert("LA"), "PNG"),
        "a palette with a transparent colour": _transparent_colour(small().quantize(16)),
        "transparent, orientation 6": _save(_transparent(small(), rng), "PNG", exif=_exif(6)),
        "16 bit (I;16)": _save(_sixteen(rng, (6, 10)), "PNG"),
        "16 bit, black and white": _save(Image.fromarray(_extremes(rng)), "PNG"),
        "16 bit, a dark scan": _save(Image.fromarray(_dark(rng)), "PNG"),
        "16 bit, orientation 6": _save(_sixteen(rng, (6, 10)), "PNG", exif=_exif(6)),
        "16 bit (I;16B)": _save(_big_endian(_sixteen(rng, (6, 10))), "TIFF"),
        "16 bit (I)": _save(Image.fromarray(np.asarray(_sixteen(rng, (6, 10))).astype("int32")), "TIFF"),
    }
    return tuple(Case(name=name, args=(data,)) for name, data in uploads.items())


def _resize(rng: np.random.Generator, cut: Cut) -> tuple[Case, ...]:
    strip = np.array(cut(100, 17))

    def at(name: str, img: Pixels, size: tuple[int, int]) -> Case:
        return Case(name=name, args=(img, size))

    return (
        at("a photo", np.array(_detailed(cut, 50, 36)), (9, 11)),
        at("a portrait", np.array(_detailed(cut, 34, 50)), (9, 9)),
        at("thin lines", _lines(rng), (7, 11)),
        at("a panorama", strip, (7, 13)),
        at("smaller than the result", np.array(cut(7, 5, shrink=8)), (11, 13)),
        at("already that size", np.array(cut(12, 8, shrink=2)), (8, 12)),
        at("one pixel", np.array([[_colour(rng)]], "uint8"), (4, 5)),
    )


def _contract(cut: Cut) -> tuple[Case, ...]:
    """The first four need no filter, so that a wrong one costs its own task and not all of this."""

    def at(name: str, img: Pixels, size: tuple[int, int]) -> Case:
        return Case(name=name, args=(img, size))

    return (
        at("a photo of that size", np.clip(np.array(cut(11, 7, shrink=5)), 20, 200), _WIDER),
        at("a bright photo of that size", _brighter(cut(7, 9, shrink=5)), (9, 7)),
        at("a white picture", np.full((9, 13, 3), 255, "uint8"), _SIZE),
        at("a black picture", np.zeros((13, 9, 3), "uint8"), _SIZE),
        at("a portrait", np.array(_detailed(cut, 62, 86)), _WIDER),
        at("black and white corners", _corners(np.array(cut(42, 42))), (7, 7)),
    )


def _batch(rng: np.random.Generator, cut: Cut) -> tuple[Case, ...]:
    """Where a case is about something else than the filter, its pictures are of one colour or of the size."""
    height, width = _SIZE
    photo = _save(cut(width, height, shrink=6), "PNG")
    wide, tall = (_save(_detailed(cut, *size), "PNG") for size in ((41, 29), (23, 37)))
    tiny = _save(cut(4, 3, shrink=8), "PNG")
    colours = [
        _save(Image.new("RGB", size, _colour(rng)), "PNG") for size in ((30, 20), (11, 26), (width, height))
    ]
    pixel = _save(Image.new("RGB", (1, 1), _colour(rng)), "PNG")
    # Of the size: floats that are resized and cut off may lose a level or not, as the colour is drawn.
    red = _save(Image.new("RGB", (7, 4), (230, int(rng.integers(20, 60)), 20)), "JPEG", quality=95)
    modes = [
        _save(cut(width, height, shrink=6).convert("L"), "PNG"),
        _save(cut(width, height, shrink=6).quantize(16), "PNG"),
        _save(_print(cut(width, height, shrink=6), rng), "TIFF"),
    ]
    transparent = _save(_transparent(cut(width, height, shrink=6), rng), "PNG")
    upright = _save(_transparent(cut(height, width, shrink=6), rng), "PNG", exif=_exif(8))

    def of(name: str, files: list[bytes], size: tuple[int, int] = _SIZE) -> Case:
        return Case(name=name, args=(files, size))

    return (
        of("colours of different sizes", colours),
        of("one photo of that size", [photo]),
        of("the same photo twice", [photo, colours[0], photo]),
        of("one pixel, then a red JPEG", [pixel, red], (4, 7)),
        of("photos of different sizes", [tiny, wide, tall]),
        of("a large drawing", [_save(_circles(rng), "PNG", bits=1, optimize=True)], _WIDE),
        of("grey, palette and print", modes),
        of("transparent, and turned", [transparent, upright]),
        of("a 16-bit scan", [_save(_sixteen(rng, (4, 6)), "PNG")], (4, 6)),
        of("no uploads", []),
    )


def _guard(rng: np.random.Generator) -> tuple[Case, ...]:
    """Each case has a card of its own, so that no guard can know it by heart."""

    def drawn() -> dict[str, Any]:
        height = int(rng.integers(3, 6))
        width = height + int(rng.integers(1, 4))
        low, high = round(float(rng.uniform(0.36, 0.39)), 3), round(float(rng.uniform(0.54, 0.56)), 3)
        return {"size": (height, width), "sd": (low, high)}

    def case(name: str, make: Callable[[dict[str, Any], Callable[..., Pixels]], Pixels]) -> Case:
        card = drawn()

        def batch(n: int = 2, sd: float = 0.47) -> Pixels:
            """Pixels around -sd and sd, whose spread is ``sd``."""
            values = rng.permuted(np.linspace(-1, 1, n * card["size"][0] * card["size"][1] * 3))
            values = np.sign(values) * (0.8 + 0.2 * np.abs(values))
            pixels: Pixels = ((values - values.mean()) / values.std() * sd).reshape(n, *card["size"], 3)
            return pixels.astype("float32")

        return Case(name=name, args=(make(card, batch), card))

    def put(x: Pixels, value: float, picture: int) -> Pixels:
        x[picture, int(rng.integers(0, x.shape[1])), int(rng.integers(0, x.shape[2])), 1] = value
        return x

    def two(batch: Callable[..., Pixels], sd: float) -> Pixels:
        """Two pictures, the spread of each of which is ``sd``, and that of both together."""
        return np.concatenate([batch(1, sd), batch(1, sd)])

    def size(card: dict[str, Any], rows: int = 0, columns: int = 0) -> tuple[int, int]:
        return card["size"][0] + rows, card["size"][1] + columns

    return (
        case("good pixels", lambda _, batch: batch(3)),
        case("good, one picture", lambda _, batch: batch(1)),
        case("good, one flat picture in a batch", lambda _, batch: _one_flat(batch(4, 0.5))),
        case("good, with black and white", lambda _, batch: _pure(batch(2))),
        case("no batch axis", lambda _, batch: batch(1)[0]),
        case("no channel axis", lambda _, batch: batch(2)[..., 0]),
        case("one channel", lambda _, batch: batch(2)[..., :1]),
        case("four channels", lambda _, batch: np.concatenate([batch(2), batch(2)[..., :1]], axis=-1)),
        case("height and width exchanged", lambda _, batch: batch(2).swapaxes(1, 2)),
        case("one row less", lambda _, batch: batch(2)[:, 1:]),
        case("one column less", lambda _, batch: batch(2)[:, :, 1:]),
        case("a single number", lambda _, batch: np.array(batch(1)[0, 0, 0, 0])),
        case("uint8 pixels", lambda card, _: rng.integers(0, 256, (2, *size(card), 3)).astype("uint8")),
        case("double precision", lambda _, batch: batch(2).astype("float64")),
        case("half precision", lambda _, batch: batch(2).astype("float16")),
        case("words for numbers", lambda card, _: np.full((2, *size(card), 3), "0.5")),
        case("0 to 255", lambda _, batch: (batch(2) + 1) * np.float32(127.5)),
        case("another mean subtracted", lambda _, batch: batch(2) - np.float32(0.6)),
        case("one value of 1.05", lambda _, batch: put(batch(3), 1.05, 0)),
        case("one value of -1.05", lambda _, batch: put(batch(3), -1.05, -1)),
        case("a missing value", lambda _, batch: put(batch(3), float("nan"), -1)),
        case("an infinite value", lambda _, batch: put(batch(3), float("inf"), -1)),
        case("a value of minus infinity", lambda _, batch: put(batch(3), float("-inf"), 0)),
        case("good, little contrast", lambda card, batch: two(batch, card["sd"][0] + 0.02)),
        case("good, strong contrast", lambda card, batch: two(batch, card["sd"][1] - 0.02)),
        case("0 to 1", lambda _, batch: (batch(3) + 1) / 2),
        case("scaled twice", lambda _, batch: (batch(2) + 1) / np.float32(127.5) - 1),
        case("too little contrast", lambda card, batch: batch(2, card["sd"][0] - 0.03)),
        case("almost no contrast", lambda _, batch: batch(2, 0.08)),
        # So much that its variance lies between the card's ends.
        case("too much contrast", lambda card, batch: batch(2, card["sd"][1] + 0.11)),
        case("a dark and a bright picture", lambda card, batch: _apart(batch, *card["sd"])),
        case("no pictures", lambda card, _: np.zeros((0, *size(card), 3), "float32")),
        case("no pictures, of another size", lambda card, _: np.zeros((0, *size(card, 1), 3), "float32")),
        case("no pictures, in uint8", lambda card, _: np.zeros((0, *size(card), 3), "uint8")),
    )


def _one_flat(x: Pixels) -> Pixels:
    """A batch in which one picture has no contrast, and the others still enough."""
    x[1] *= np.float32(0.05)
    return x


def _pure(x: Pixels) -> Pixels:
    """A batch with a few values of exactly -1 and 1."""
    x[0, 0, 0], x[1, 1, 1] = 1, -1
    return x


def _apart(batch: Callable[..., Pixels], low: float, high: float) -> Pixels:
    """Two pictures whose own spreads are allowed, and the spread of both together is not."""
    inner, outer = low + 0.01, high + 0.03
    shift = (outer**2 - inner**2) ** 0.5
    moved: Pixels = np.concatenate([batch(1, inner) - shift, batch(1, inner) + shift])
    return moved.astype("float32")


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


def _detailed(cut: Cut, width: int, height: int) -> Image.Image:
    """Of eight cuts the one whose neighbours differ most: in it, each filter shows."""
    found = (cut(width, height) for _ in range(8))
    return max(found, key=lambda picture: np.abs(np.diff(np.asarray(picture, int), axis=0)).mean())


def _two_photos(cut: Cut) -> tuple[Pixels, Pixels]:
    """Two photos, the second darker on average and where they differ most: so a sign shows, kept or lost."""
    while True:
        photo, other = np.array(cut(12, 9)), np.array(cut(12, 9))
        apart = other.astype(int) - photo
        if apart.max() > -apart.min():
            photo, other, apart = other, photo, -apart
        if apart.mean() < -1 and apart.max() < -apart.min():
            return photo, other


def _with_one_pixel(img: Pixels, rng: np.random.Generator) -> Pixels:
    changed = img.copy()
    changed[int(rng.integers(0, img.shape[0])), int(rng.integers(0, img.shape[1]))] -= np.uint8(30)
    return changed


def _with_one_value(img: Pixels, rng: np.random.Generator, darker: float = 40) -> Pixels:
    """One value is darker: the bias, over more than a thousand values, hardly notices."""
    changed = img.copy()
    place = tuple(int(rng.integers(0, side)) for side in img.shape)
    changed[place] -= np.asarray(darker, img.dtype)
    return changed


def _transparent(picture: Image.Image, rng: np.random.Generator) -> Image.Image:
    """The picture under a mask: its left edge can't be seen, the rest in part; the hidden colours stay.

    In a wider picture the right edge is opaque.
    """
    alpha = np.empty((picture.height, picture.width), "uint8")
    alpha[:] = rng.integers(60, 200, picture.width)
    edge = (picture.width + 8) // 9
    alpha[:, :edge] = 0
    if picture.width >= 9:
        alpha[:, -edge:] = 255
    made = picture.convert("RGBA")
    made.putalpha(Image.fromarray(alpha))
    return made


def _transparent_colour(picture: Image.Image) -> bytes:
    """A palette picture as PNG, of which one colour is transparent: one that is frequent and dark."""
    index = np.asarray(picture)
    light = np.asarray(picture.convert("L"), float)
    ink = np.bincount(index.ravel(), weights=255 - light.ravel())
    return _save(picture, "PNG", transparency=int(ink.argmax()))


def _print(picture: Image.Image, rng: np.random.Generator) -> Image.Image:
    """CMYK with a black plate of its own."""
    black = rng.integers(20, 120, (picture.height, picture.width)).astype("uint8")
    return Image.merge("CMYK", [*picture.convert("CMYK").split()[:3], Image.fromarray(black)])


def _sixteen(rng: np.random.Generator, shape: tuple[int, int]) -> Image.Image:
    """16-bit grey; each value and its complement occur, so rounding up or down has no bias.

    Two values are below 256: what clips there keeps them, and makes all others white. So the values reach
    from black to white, and stretching them changes nothing.
    """
    half = rng.integers(0, 65536, (shape[0], shape[1] // 2))
    half[0, 0], half[1, 1] = rng.integers(1, 10), rng.integers(10, 20)
    return Image.fromarray(np.concatenate([half, 65535 - half], axis=1).astype("uint16"))


def _extremes(rng: np.random.Generator) -> Pixels:
    """16-bit grey with black and white; the rest is dark, where the upper byte alone is one level less."""
    values = _dark(rng)
    values[0], values[1, :3] = 65535, 0
    return values


def _dark(rng: np.random.Generator) -> Pixels:
    """Dark 16-bit grey that lies just below multiples of 257: its upper byte alone is one level less."""
    values = 257 * rng.integers(20, 60, (5, 7)) - rng.integers(60, 121, (5, 7))
    return values.astype("uint16")


def _big_endian(picture: Image.Image) -> Image.Image:
    """The same 16-bit grey, its upper byte first."""
    return Image.frombytes("I;16B", picture.size, np.asarray(picture).astype(">u2").tobytes())


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
