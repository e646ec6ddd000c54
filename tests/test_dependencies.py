"""What is imported is declared in ``pyproject.toml``, in its place, and what is declared is used."""

from __future__ import annotations

import ast
import functools
import importlib.metadata
import re
import sys
from pathlib import Path
from typing import Any

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[1]
OPTIONAL = {"autograder/grader/cluster.py": "cluster"}
"""Modules that are imported only where an extra is installed."""

PLACES = {
    "autograder": ("dependencies",),
    "nbgrader_config.py": ("dependencies",),
    "docs": ("dependencies",),
    "tools": ("dependencies", "dev"),
    "tests": ("dependencies", "dev", "build"),
    "data": ("dependencies", "data"),
}
"""Where what a part of the project imports has to be declared."""

NOT_IMPORTED = {
    "jupyterlab": "students work in it",
    "pandas-stubs": "mypy reads it",
    "ruff": "a command",
    "mypy": "a command",
    "import-linter": "a command",
    "editables": "pip builds an editable package with it",
}
NOT_INSTALLED = {"skimage": {"scikit-image"}, "vega_datasets": {"vega-datasets"}, "tomli": {"tomli"}}
"""Distributions by what they provide, where an environment may lack them."""

BOUNDED = {"ipython", "ipykernel", "nbgrader", "nbclient", "jupyter-client", "nbconvert", "sqlalchemy"}
"""Libraries of which private names are used, or methods replaced."""


def imports(source: str) -> set[str]:
    """The top-level names of all modules that a text imports, anywhere in it; a notebook's magics are left out."""
    lines = [line for line in source.splitlines() if not line.startswith(("%", "!"))]
    found: set[str] = set()
    for node in ast.walk(ast.parse("\n".join(lines))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(str(node.module).partition(".")[0])
    return found


def own() -> set[str]:
    """Names that are modules of this project, or come with Python: ``tomllib`` from 3.11 on."""
    tests = {path.stem for path in (ROOT / "tests").iterdir()}
    return {"autograder", "tools", "tomllib"} | tests | set(sys.stdlib_module_names)


def used(root: Path) -> dict[str, set[str]]:
    """What each Python file of a checkout imports of others, by its path."""
    files = [root / "nbgrader_config.py"]
    for part in ("autograder", "docs", "tools", "tests", "data"):
        files += sorted((root / part).rglob("*.py"))
    found = {str(path.relative_to(root)): imports(path.read_text(encoding="utf-8")) - own() for path in files}
    return {path: names for path, names in found.items() if names}


def normal(name: str) -> str:
    """A distribution's name, in its one spelling."""
    return re.sub(r"[-_.]+", "-", name).lower()


@functools.cache
def installed() -> dict[str, set[str]]:
    """Distributions by the top-level names that they provide.

    Python 3.10's ``importlib.metadata.packages_distributions`` knows only those that list these names.
    """
    found: dict[str, set[str]] = {name: {*names} for name, names in NOT_INSTALLED.items()}
    for distribution in importlib.metadata.distributions():
        for top in {file.parts[0].partition(".")[0] for file in distribution.files or ()}:
            found.setdefault(top, set()).add(normal(distribution.metadata["Name"]))
    return found


def declared(project: dict[str, Any]) -> dict[str, set[str]]:
    """The names of distributions, by the list that they stand in: dependencies, an extra or a group."""
    lists = {"dependencies": project["project"]["dependencies"]}
    lists |= project["project"]["optional-dependencies"] | project["dependency-groups"]
    return {name: {normal(re.split(r"[^\w.-]", r)[0]) for r in listed} for name, listed in lists.items()}


def undeclared(files: dict[str, set[str]], lists: dict[str, set[str]]) -> list[str]:
    """What is imported and not declared in its place, as sentences."""
    wrong = []
    for path, names in files.items():
        places = (*PLACES[path.partition("/")[0]], *filter(None, [OPTIONAL.get(path)]))
        known = set().union(*(lists[place] for place in places))
        wrong += [
            f"{path} imports {name}: declare it in {' or '.join(places)}"
            for name in sorted(names)
            if not installed().get(name, {name}) & known
        ]
    return wrong


def unused(files: dict[str, set[str]], lists: dict[str, set[str]]) -> set[str]:
    """What is declared, and neither imported nor among those that need not be."""
    names = set().union(*files.values())
    imported = set().union(*(installed().get(name, {name}) for name in names))
    return set().union(*lists.values()) - imported - set(NOT_IMPORTED)


@pytest.fixture(scope="module")
def files() -> dict[str, set[str]]:
    """What each file of this project imports."""
    return used(ROOT)


@pytest.fixture(scope="module")
def text() -> str:
    """The text of ``pyproject.toml``."""
    return (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def lists(text: str) -> dict[str, set[str]]:
    """What it declares."""
    return declared(tomllib.loads(text))


def test_every_import_is_declared_in_its_place(
    files: dict[str, set[str]], lists: dict[str, set[str]]
) -> None:
    """Nothing is there only because another library happens to need it."""
    assert [] == undeclared(files, lists)


def test_every_declared_library_is_used(files: dict[str, set[str]], lists: dict[str, set[str]]) -> None:
    """A library is imported somewhere, or it is known why not."""
    assert set() == unused(files, lists)
    assert set(NOT_IMPORTED) <= set().union(*lists.values())


def test_every_declared_library_has_its_reason(text: str, lists: dict[str, set[str]]) -> None:
    """A comment stands beside each requirement."""
    lines = [line.strip() for line in text.splitlines()]
    for name in set().union(*lists.values()):
        found = [line for line in lines if re.match(rf'"{name}([<>=;].*)?",', line)]
        assert found, f"{name} has no line of its own"
        assert [] == [line for line in found if not re.search(r'", +# \S', line)]


def bounded(project: dict[str, Any]) -> set[str]:
    """The dependencies that have an upper bound."""
    return {normal(re.split(r"[^\w.-]", r)[0]) for r in project["project"]["dependencies"] if ",<" in r}


def test_what_we_rely_on_in_private_is_bounded(text: str) -> None:
    """A new version of such a library is not taken without our tests; no other is kept back."""
    assert BOUNDED == bounded(tomllib.loads(text))


def test_what_the_package_locks_is_what_it_declares(lists: dict[str, set[str]]) -> None:
    """Each declared library has its exact version in the lock file of those who need it."""
    for place, name in [("dependencies", ""), ("build", ""), ("dev", "-dev")]:
        lock = (ROOT / f"requirements{name}.txt").read_text(encoding="utf-8")
        locked = {normal(match) for match in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
        assert set() == lists[place] - locked


def test_planted_faults_are_found(tmp_path: Path, files: dict[str, set[str]], text: str) -> None:
    """An import without a declaration or in a wrong place, a declaration without an import or a bound."""
    lists = declared(tomllib.loads(text))
    for part, source in {
        "autograder/new.py": "def f():\n    import psutil, os.path\n    from skimage.data import x",
        "autograder/grader/cluster.py": "import distributed",
        "autograder/grader/local.py": "import distributed",
        "tools/new.py": "import nobody_knows",
        "tests/test_new.py": "import hatchling, conftest, autograder",
        "data/x/make.py": "import skimage, pytest",
        "nbgrader_config.py": "%matplotlib inline\nimport numpy",
    }.items():
        path = tmp_path / part
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    assert [
        "autograder/grader/local.py imports distributed: declare it in dependencies",
        "autograder/new.py imports psutil: declare it in dependencies",
        "autograder/new.py imports skimage: declare it in dependencies",
        "tools/new.py imports nobody_knows: declare it in dependencies or dev",
        "data/x/make.py imports pytest: declare it in dependencies or data",
    ] == undeclared(used(tmp_path), lists)
    assert {"leftpad"} == unused(files, lists | {"dev": lists["dev"] | {"leftpad"}})
    loose = tomllib.loads(text.replace("ipykernel>=6.29,<8", "ipykernel>=6.29"))
    assert {"ipykernel"} == BOUNDED - bounded(loose)
