"""Lesson 08, a short one: the model's scores are right, and the names that the service puts on them are not."""

from autograder.core.specs import LessonSpec, Part, Task, Tolerance

SPEC = LessonSpec(
    number=8,
    slug="label_maps",
    title="Label maps",
    claim="The model's answers are right; the names that are put on them stand in another order.",
    lesson_minutes=0,
    exercise_minutes=45,
    objectives=(
        "Store the order of the classes beside the model, and read it back from three kinds of files.",
        "Turn scores into names by that order, also for one column of a sigmoid.",
        "Guard a service against names that do not fit the model.",
    ),
    kind="short",
    tasks=(
        Task(
            name="contract",
            title="Contract: the number of each class",
            entry_point="class_numbers",
            signature="train_names",
            points=2,
            tolerance=Tolerance(),
            require=frozenset({"integer"}),
            parts=(
                Part(title="capital letters", points=0.25, cases=("Six and six",)),
                Part(title="a Series, whatever its index", points=0.25, cases=("a shuffled Series",)),
                Part(title="one name, or none", points=0.25, cases=("one name", "no rows")),
            ),
            hints=(
                "Go through the rows from the first to the last. When do you need a new number?",
                "Start with an empty dictionary. Its length is the number that comes next.",
                "In a loop over the names: `if name not in numbers:`, then `numbers[name] = ...`, how many there are so far.",
            ),
        ),
        Task(
            name="read",
            title="Read: the names in the order of their numbers",
            entry_point="read_names",
            signature="stored",
            points=3,
            tolerance=Tolerance(),
            parts=(
                Part(title="a list", points=0.25, cases=("a list",)),
                Part(title="more than ten numbers", points=0.5, cases=("twelve numbers",)),
                Part(
                    title="names that look like numbers",
                    points=0.5,
                    cases=("names that are numbers", "numbers, and names that are numbers"),
                ),
                Part(title="nothing", points=0.25, cases=("an empty dictionary", "an empty list")),
            ),
            hints=(
                "Print `stored.keys()` and `stored.values()` of each kind. On which side are the numbers?",
                "Turn both kinds of dictionaries into one that goes from number to name. Then ask it for 0, 1, 2 and so on.",
                "An `int` among the values: `{number: name for name, number in stored.items()}`; else `{int(number): name ...}`. Then a list of `by_number[i]`, for each i of `range(len(by_number))`.",
            ),
        ),
        Task(
            name="decide",
            title="Repair: one name for each row",
            entry_point="decide",
            signature="scores, names",
            points=3,
            tolerance=Tolerance(),
            parts=(
                Part(title="one column", points=0.75, cases=("one column", "one column, one row")),
                Part(title="two columns", points=0.25, cases=("two columns",)),
                Part(title="ties", points=0.5, cases=("a tie", "exactly 0.5")),
                Part(title="no rows", points=0.25, cases=("no rows, four columns", "no rows, one column")),
            ),
            hints=(
                "What does `scores.argmax(axis=1)` give for ten columns? And for one?",
                "Ask for the number of columns first. With one column, compare its number with 0.5.",
                "One column: `names[1] if p > 0.5 else names[0]`, for each p of `scores[:, 0]`. More: `names[i]`, for each i of the argmax.",
            ),
        ),
        Task(
            name="guard",
            title="Guard: refuse names that do not fit",
            entry_point="check_names",
            signature="names, stored, columns",
            points=2,
            tolerance=Tolerance(),
            require=frozenset({"sentence"}),
            parts=(
                Part(
                    title="a tuple or an array",
                    points=0.25,
                    cases=("good tuple", "good array", "a tuple in another order"),
                ),
                Part(
                    title="one column",
                    points=0.25,
                    cases=("good, one column", "one column and one name", "one column and three names"),
                ),
                Part(title="a name twice", points=0.25, cases=("a name twice, stored so",)),
            ),
            hints=(
                "There are three questions. Which of them does `names == stored` answer, and which does it not?",
                "A set holds each name once, so its length tells whether one occurs twice. A model with one column has two names.",
                "Let `wanted` be 2 for one column, else `columns`. Raise if `len(names) != wanted`, if `len(set(names)) != len(names)`, or if `list(names) != list(stored)`.",
            ),
        ),
    ),
)
