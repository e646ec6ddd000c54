"""Lesson 02: a picture is not an array until somebody has chosen how to read and shrink it."""

from autograder.core.specs import LessonSpec, Part, Task, Tolerance

_LEVELS = Tolerance(atol=1.01, bias=0.1, margins=(1.0, 3.0))
"""Grey levels. Right pipelines round differently, so they use the whole of one level, and no bias."""

_MODEL_INPUT = Tolerance(atol=1.01 / 127.5, bias=0.1 / 127.5, margins=(1.0, 3.0))
"""The same on [-1, 1], where one grey level is 1 / 127.5."""

SPEC = LessonSpec(
    number=2,
    slug="images",
    title="Images",
    claim="The model is fine; the pixels it is given are not those of training.",
    lesson_minutes=85,
    exercise_minutes=90,
    objectives=(
        "Compare two picture pipelines pixel by pixel: how far apart, and in which direction.",
        "Repair a service whose resize filter or file reading differs from training.",
        "Guard a model by putting the resize inside it and asserting the pixels' statistics.",
    ),
    run_seconds=60,
    tasks=(
        Task(
            name="evidence",
            title="Evidence: how far apart are two pictures?",
            entry_point="compare_pixels",
            signature="a, b",
            points=2,
            # Who subtracts in float32 is off by 1e-5 of a level: a right answer, and no mistake is as small.
            tolerance=Tolerance(atol=1e-4),
            parts=(
                Part(
                    title="the verdict close to its limits",
                    points=0.5,
                    cases=(
                        "exactly 1.01 apart",
                        "bias just inside, brighter",
                        "bias just inside, darker",
                        "a bit more than 1.01 apart",
                        "bias just outside, brighter",
                        "bias just outside, darker",
                    ),
                ),
                Part(
                    title="different shapes are refused",
                    points=0.5,
                    cases=(
                        "with and without a channel axis",
                        "with and without a batch axis",
                        "other heights",
                        "turned on its side",
                    ),
                ),
            ),
            hints=(
                "What is `np.uint8(3) - np.uint8(5)`? And which shape has (4, 4) minus (4, 4, 1)?",
                "Refuse different shapes first, then subtract as floats: `b - a`, served minus training.",
                "`d = b.astype(float) - a.astype(float)`; max of `abs(d)`, mean of `d`, and both limits for `same`.",
            ),
        ),
        Task(
            name="files",
            title="Files: any upload becomes RGB",
            entry_point="load_rgb",
            signature="data",
            points=2,
            tolerance=_LEVELS,
            require=frozenset({"dtype"}),
            parts=(
                Part(
                    title="turned by EXIF",
                    points=0.25,
                    cases=(
                        "orientation 3, upside down",
                        "orientation 6, as a phone held upright",
                        "orientation 8, as a phone held upright",
                    ),
                ),
                Part(
                    title="mirrored by EXIF, and turned in a TIFF",
                    points=0.25,
                    cases=(
                        "orientation 2, mirrored",
                        "orientation 4, mirrored",
                        "orientation 5, mirrored and turned",
                        "orientation 7, mirrored and turned",
                        "orientation 6 in a TIFF",
                    ),
                ),
                Part(
                    title="transparency",
                    points=0.5,
                    cases=(
                        "transparent (RGBA)",
                        "transparent grey (LA)",
                        "a palette with a transparent colour",
                        "transparent, orientation 6",
                    ),
                ),
                Part(
                    title="16 bit",
                    points=0.5,
                    cases=(
                        "16 bit (I;16)",
                        "16 bit, black and white",
                        "16 bit, a dark scan",
                        "16 bit, orientation 6",
                        "16 bit (I;16B)",
                        "16 bit (I)",
                    ),
                ),
            ),
            hints=(
                "Print `picture.mode` and `picture.getexif()` for each of the sample uploads.",
                "Three steps come before `.convert('RGB')`: turn it, treat 16 bit apart, paint what is transparent on white.",
                (
                    "`ImageOps.exif_transpose(picture)`; modes that begin with I: pixels / 257; `picture.has_transparency_data`: "
                    "`Image.alpha_composite(Image.new('RGBA', picture.size, 'white'), picture.convert('RGBA'))`."
                ),
            ),
        ),
        Task(
            name="resize",
            title="Resize: the filter of training",
            entry_point="resize",
            signature="img, size",
            points=2,
            tolerance=_LEVELS,
            parts=(
                Part(
                    title="a picture smaller than the result", points=0.25, cases=("smaller than the result",)
                ),
                Part(title="a picture that has the size", points=0.25, cases=("already that size",)),
                Part(title="one pixel", points=0.25, cases=("one pixel",)),
            ),
            hints=(
                "Which filter does `Image.resize` take when you name none? Which does `tf.image.resize` take?",
                "Bilinear, with antialiasing when it shrinks. Pillow counts (width, height), arrays (height, width).",
                "`Image.fromarray(img).resize((size[1], size[0]), Image.Resampling.BILINEAR)`, as an array.",
            ),
        ),
        Task(
            name="contract",
            title="Contract: what the model is given",
            entry_point="to_model_input",
            signature="img, size",
            points=1,
            tolerance=_MODEL_INPUT,
            require=frozenset({"type", "dtype"}),
            parts=(
                Part(
                    title="resized as in training",
                    points=0.25,
                    cases=("a portrait", "black and white corners"),
                ),
            ),
            hints=(
                "Read the training card: range, dtype, and what a batch of one looks like.",
                "0 becomes -1 and 255 becomes 1, exactly; the batch axis comes first.",
                "`(np.asarray(resize(img, size), 'float32') / 127.5 - 1)[None]`",
            ),
        ),
        Task(
            name="batch",
            title="Edge cases: a batch of uploads",
            entry_point="preprocess_batch",
            signature="files, size",
            points=2,
            rows=0,
            tolerance=_MODEL_INPUT,
            require=frozenset({"dtype"}),
            parts=(
                Part(
                    title="photos and large pictures, resized",
                    points=0.25,
                    cases=("photos of different sizes", "a large drawing"),
                ),
                Part(
                    title="uploads in every mode",
                    points=0.25,
                    cases=("grey, palette and print", "transparent, and turned", "a 16-bit scan"),
                ),
                Part(title="no uploads", points=0.5, cases=("no uploads",)),
            ),
            hints=(
                "Try a list with pictures of different sizes, then `[]`.",
                "Chain your own functions picture by picture; an empty list has a shape too: (0, height, width, 3).",
                "`np.concatenate([np.empty((0, *size, 3), 'float32'), *(to_model_input(load_rgb(f), size) for f in files)])`",
            ),
        ),
        Task(
            name="guard",
            title="Guard: refuse what the model was not trained for",
            entry_point="guard",
            signature="x, card",
            points=1,
            tolerance=Tolerance(),
            require=frozenset({"sentence"}),
            parts=(
                Part(
                    title="missing and infinite values",
                    points=0.25,
                    cases=("a missing value", "an infinite value", "a value of minus infinity"),
                ),
                Part(
                    title="the spread",
                    points=0.25,
                    cases=(
                        "good, little contrast",
                        "good, strong contrast",
                        "0 to 1",
                        "scaled twice",
                        "too little contrast",
                        "almost no contrast",
                        "too much contrast",
                        "a dark and a bright picture",
                    ),
                ),
                Part(
                    title="batches without pictures",
                    points=0.25,
                    cases=("no pictures", "no pictures, of another size", "no pictures, in uint8"),
                ),
            ),
            hints=(
                "Four questions: shape, dtype, range, spread. Which of them does a NaN slip through?",
                "Every comparison with NaN is False: ask for what you want, `not (x.min() >= -1)`, or use `np.isfinite`.",
                (
                    "Shape `(n, *card['size'], 3)`, dtype float32, all finite, all in [-1, 1]; and, when n > 0, "
                    "`card['sd'][0] <= x.std() <= card['sd'][1]`."
                ),
            ),
        ),
    ),
)
