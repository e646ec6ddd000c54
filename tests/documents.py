"""What documents say, held against the code: each comparison returns what is wrong, as sentences."""

from __future__ import annotations

import pkgutil
import re
import runpy
import sys
from pathlib import Path

from autograder.nbgrader.patches import PATCHES

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "autograder"
SUFFIXES = (".py", ".md", ".csv", ".npz", ".json", ".toml", ".ipynb")


def read(name: str) -> str:
    """A document's text."""
    return (ROOT / name).read_text(encoding="utf-8")


def rooms() -> set[str]:
    """The folders of the package."""
    return {path.parent.name for path in PACKAGE.glob("*/__init__.py")}


def layers() -> list[set[str]]:
    """The layers that import-linter holds, from the top; rooms of one layer stand side by side."""
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    listed = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [{name.strip().removeprefix("autograder.") for name in layer.split("|")} for layer in listed]


def section(text: str, heading: str) -> str:
    """What stands below a heading, down to the next one of its level or above."""
    level = heading.partition(" ")[0]
    found = re.search(
        rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,{len(level)}}} |\Z)", text, re.MULTILINE | re.DOTALL
    )
    return found.group(1) if found else ""


def layout_problems(text: str) -> list[str]:
    """How a table of the rooms differs from the folders, or from their order."""
    listed = re.findall(r"^\| `(\w+)/` \|", section(text, "### The rooms"), re.MULTILINE)
    order = [number for room in listed for number, layer in enumerate(layers()) if room in layer]
    problems = [f"{room} is in no line" for room in sorted(rooms() - set(listed))]
    problems += [f"{room} is no folder of the package" for room in sorted(set(listed) - rooms())]
    problems += [f"{room} stands there twice" for room in sorted(set(listed)) if listed.count(room) > 1]
    return problems + (
        [] if order == sorted(order) else ["the rooms do not stand in the order of the layers"]
    )


def orders_in(text: str) -> list[list[set[str]]]:
    """Every order of layers that a text states: names of rooms one after another, from ``cli`` on."""
    room = rf"(?:{'|'.join(sorted(rooms(), key=len, reverse=True))})\b"
    stated = re.findall(rf"\bcli(?:(?:\n|,\s+|\s\|\s){room}){{3,}}", text)
    return [[set(layer.split(" | ")) for layer in re.split(r"\n|,\s+", order)] for order in stated]


def order_problems(text: str) -> list[str]:
    """Orders of layers that are not those of ``pyproject.toml``."""
    return [f"another order of layers: {order}" for order in orders_in(text) if order != layers()]


def path_problems(text: str) -> list[str]:
    """Python files and documents that a text names and that are not there."""
    named = set(re.findall(r"(?<![\w./:-])((?:[\w.<>{}*-]+/)+[\w<>{}*-]+\.(?:py|md|svg|png))\b", text))
    named |= set(re.findall(r"`(\w+\.py)`", text))
    bases = (ROOT, PACKAGE, PACKAGE / "lessons" / "normalization", ROOT / "data" / "normalization")
    patterns = {name: re.sub(r"<[^>]+>|\{[^}]+\}", "*", name) for name in named}
    return [
        f"{name} does not exist"
        for name, pattern in sorted(patterns.items())
        if not any(True for base in bases for _ in base.glob(pattern))
    ]


def name_problems(text: str) -> list[str]:
    """Functions, classes and tests that a text names and that are not there; ours, or nbgrader's own."""
    starts = "|".join(["autograder", "cli", *sorted(rooms())])
    named = {name for name in re.findall(rf"`((?:{starts})(?:\.\w+)+)`", text) if not name.endswith(SUFFIXES)}
    problems = [f"there is no {name}" for name in sorted(named) if not is_there(name)]
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("test_*.py"))
    return problems + [
        f"there is no test {name}"
        for name in sorted(set(re.findall(r"`(test_\w+)`", text)))
        if f"def {name}(" not in tests
    ]


def is_there(name: str) -> bool:
    """Whether a dotted name is ours, with or without the package's name, or is nbgrader's."""
    for full in (f"autograder.{name}", name):
        try:
            pkgutil.resolve_name(full)
        except (ImportError, AttributeError):
            continue
        return True
    return False


def link_problems(text: str, folder: Path = ROOT) -> list[str]:
    """Links to files that are not there, or to headings that they do not have."""
    problems = []
    for target in re.findall(r"\]\((?!https?://)([^)\s]+)\)", text):
        name, _, anchor = target.partition("#")
        path = folder / name if name else None
        if path is not None and not path.exists():
            problems.append(f"{target} leads nowhere")
        elif anchor:
            page = text if path is None else path.read_text(encoding="utf-8")
            titles = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
            if anchor not in {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}:
                problems.append(f"{target} has no such heading")
    return problems


def change_problems(text: str) -> list[str]:
    """How the table of changes to nbgrader's code differs from the list that is installed."""
    listed = re.findall(r"^\| `(nbgrader\.[\w.]+)` \|", section(text, "## nbgrader"), re.MULTILINE)
    made = {patch.name for patch in PATCHES}
    problems = [f"the change of {name} is in no line" for name in sorted(made - set(listed))]
    return problems + [f"{name} is not changed" for name in sorted(set(listed) - made)]


def word_problems(text: str) -> list[str]:
    """Points that are called marks, outside of code and of the names of attacks."""
    prose = re.sub(r"```.*?```|`[^`]*`", "", text.partition("## Attacks")[0], flags=re.DOTALL)
    return [
        f"{line.strip()}: these are points" for line in prose.splitlines() if re.search(r"\bmarks?\b", line)
    ]


def flow_problems(text: str, picture: str | None = None) -> list[str]:
    """How the picture of the flow, or the text diagram in a document, differs from what its script draws."""
    script = runpy.run_path(str(ROOT / "docs" / "make_flow.py"), run_name="make_flow")
    diagram = script["as_text"]()
    problems = []
    if script["as_svg"]() != (read("docs/flow.svg") if picture is None else picture):
        problems.append("docs/flow.svg is not what docs/make_flow.py draws")
    if f"```\n{diagram}\n```" not in text:
        problems.append("the text diagram is not what docs/make_flow.py prints")
    calls = re.findall(r"│  ([a-z_]+\.[\w.]+) ", diagram)
    assert len(calls) >= len(script["GRADER"].steps)
    return problems + name_problems(" ".join(f"`{name}`" for name in calls))
