"""Shell lines and magics cost no student the rest of a cell, and their text stays as it was written."""

from __future__ import annotations

import pytest
from IPython.core.interactiveshell import InteractiveShell

from autograder.intake.magics import runnable, to_python

FUNCTION = "def double(x):\n    return 2 * x"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("!pip install numpy", "!pip install numpy"),
        ("%pip install numpy", "%pip install numpy"),
        ("%conda install numpy", "%conda install numpy"),
        ("!ls -la | grep x", "!ls -la | grep x"),
        ("!!ls", "!ls"),
        ("files = !ls", "!ls"),
        ("if True:\n    !pip install \\\n        numpy", "!pip install"),
        ("for name in ['a']:\n    !echo {name}", "!echo {name}"),
        ("%cd /content/drive", "%cd /content/drive"),
        ("%run helpers.py", "%run helpers.py"),
        ("%load_ext tensorboard", "%load_ext tensorboard"),
        ("%tensorboard --logdir logs", "%tensorboard --logdir logs"),
        ("%tensorflow_version 2.x", "%tensorflow_version 2.x"),
        ("%matplotlib notebook", "%matplotlib notebook"),
        ("%matplotlib widget", "%matplotlib widget"),
        ("%time !pip install numpy", "%time !pip install numpy"),
        ("%debug", "%debug"),
        ("%reset", "%reset"),
        ("get_ipython().system('ls')", "!ls"),
        ("from google.colab import drive\ndrive.mount('/content/drive')", "from google.colab import drive"),
        ("import google.colab", "import google.colab"),
        ("key = userdata.get('KEY')", "userdata.get()"),
    ],
)
def test_what_can_not_run_costs_no_other_line(line: str, said: str) -> None:
    """The line is left out and named; the function below it, and the names it binds, are there."""
    source, left_out = runnable(f"{line}\n{FUNCTION}\n")
    assert left_out[0].startswith(said)
    namespace: dict[str, object] = {}
    exec(source, namespace)  # plain Python by now
    assert callable(namespace["double"])
    assert ([], source) == (runnable(source)[1], runnable(source)[0])


@pytest.mark.parametrize(
    "source",
    [
        FUNCTION,
        "%matplotlib inline\nx = 1",
        "%load_ext autoreload\n%autoreload 2",
        "%time x = 1",
        "%timeit -n 1 sum([1])",
        "%%time\nx = 1",
        "%%timeit -n 1\nx = 1",
        "%%capture out\nprint(1)",
        "%env X=1",
        "len?",
        "%reset -f",
        "%%writefile helper.py\nimport os",
        "%%html\n<b>bold</b>",
        'text = """\n!pip install x\n%cd y\n%%bash\n"""',
        "# !pip install x\nx = 1  # %cd y",
        "x = 5 % 3\nprint(f'{x!r}', x != 2)",
        "try:\n    import google.colab\nexcept ImportError:\n    pass",
        "drive = 1\nfiles = ['a']\nfiles.sort()",
        "def broken(:\n!ls",
        "#@title A form\nrate = 0.5 #@param {type:'number'}",
    ],
)
def test_what_runs_or_is_no_magic_stays_as_it_is(source: str) -> None:
    """Harmless magics, text in strings, comments, and operators."""
    assert (source, []) == runnable(source)


@pytest.mark.parametrize("magic", ["%%time", "%%capture", "%%capture out --no-stderr", "%%timeit -n 1 -r 1"])
def test_shell_lines_under_a_cell_magic_are_left_out(magic: str) -> None:
    """The magic stays, and so does the function under it."""
    source, left_out = runnable(f"{magic}\n!pip install x\n{FUNCTION}\n")
    assert magic == source.splitlines()[0].strip()
    assert f"None\n{FUNCTION}\n" == source.partition("\n")[2]
    assert ["!pip install x"] == left_out


@pytest.mark.parametrize("magic", ["%%bash", "%%sh", "%%script perl", "%%R", "%%sql", "%%python3", "%%!"])
def test_cells_of_another_language_are_skipped(magic: str) -> None:
    """At home they defined nothing in the notebook either."""
    assert ("# not run", [magic.split(maxsplit=1)[0]]) == runnable(f"{magic}\n{FUNCTION}\n")


def test_python_under_an_unknown_cell_magic_runs() -> None:
    """An extension that is missing here measured or drew something; the function is what counts."""
    source, left_out = runnable(f"%%memit -r 1\n{FUNCTION}\n")
    assert (f"{FUNCTION}\n", ["%%memit"]) == (source, left_out)
    assert ("# not run", ["%%unknown"]) == runnable("%%unknown\nno python at all")


def test_a_check_merged_above_its_function_does_not_run_there() -> None:
    """It would raise a NameError and take the function with it."""
    source, left_out = runnable(f'check("toy.double", double)\n\n{FUNCTION}')
    assert (f"pass\n\n{FUNCTION}", []) == (source, left_out)
    below = f'{FUNCTION}\ncheck("toy.double", double)'
    assert (below, []) == runnable(below)


def test_letters_of_any_alphabet_stay_whole() -> None:
    """Places in a line are counted in bytes by Python's parser."""
    source, left_out = runnable("'é€😀'; größe = !ls\nname = '漢字'")
    assert ("'é€😀'; größe = []\nname = '漢字'\n", ["!ls"]) == (source, left_out)


def test_thousands_of_magics_take_no_time() -> None:
    """IPython reads a cell anew for each of them: beyond a bound a cell is left as it is."""
    source = "!ls\n" * 5000
    assert (source, []) == runnable(source)
    assert source == to_python(source)


def test_what_is_kept_works_in_ipython() -> None:
    """The magics on the list are IPython's own."""
    from autograder.intake import magics

    known = InteractiveShell().magics_manager.magics
    assert set() == set(magics._LINES) - set(known["line"]) - {"autoreload"}
    cells = set(magics._SHOWING_CELLS) | magics._PYTHON_CELLS
    assert set() == cells - set(known["cell"])
