"""Lesson 02: a picture is not an array until somebody has chosen how to read and shrink it."""

from autograder.core.specs import LessonSpec, Task, Tolerance

_LEVELS = Tolerance(atol=1.01, bias=0.1, margins=(1.0, 3.0))
"""Gray levels. Right pipelines round differently, so they use the whole of one level, and no bias."""

_MODEL_INPUT = Tolerance(atol=1.01 / 127.5, bias=0.1 / 127.5, margins=(1.0, 3.0))
"""The same on [-1, 1], where one gray level is 1 / 127.5."""

SPEC = LessonSpec(
    number=2,
    slug="images",
    title="Images",
    claim="The model is fine; the pixels it is given are not those of training.",
    lesson_minutes=40,
    exercise_minutes=35,
    objectives=(
        "Compare two picture pipelines pixel by pixel, by maximum and by signed mean.",
        "Repair a service whose resize filter, colour order or file reading differs from training.",
        "Guard a model by putting the resize inside it and asserting the pixels' statistics.",
    ),
    run_seconds=60,
    tasks=(
        Task(
            name="practice",
            title="Practice: a gray thumbnail as in training",
            entry_point="practice",
            signature="data, size",
            points=0,
            tolerance=Tolerance(atol=1.01 / 255, bias=0.1 / 255, margins=(1.0, 3.0)),
            hints=(
                "Compare with the contract's table: which filter, which mode, which range?",
                "`Image.resize` shrinks with bicubic unless you name the filter, and wants (width, height).",
                "`small = gray.resize((size[1], size[0]), Image.Resampling.BILINEAR)`, then the pixels over 255.",
            ),
        ),
        Task(
            name="evidence",
            title="Evidence: how far apart are two pictures?",
            entry_point="compare_pixels",
            signature="a, b",
            points=2,
            tolerance=Tolerance(atol=1e-6, rtol=1e-6),
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
