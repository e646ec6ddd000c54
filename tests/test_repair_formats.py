"""A handed-in file in any form is read, or a sentence says why it can't be."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import handins
import nbformat
import pytest
from handins import Notebook, cells, code, code_of, read, said

from autograder.intake import parsing


@pytest.fixture
def blank() -> Notebook:
    """The released exercise."""
    return handins.blank_exercise()


@pytest.fixture
def solved() -> Notebook:
    """The exercise, solved."""
    return handins.solved_exercise()


def test_an_untouched_notebook_is_read_as_it_is(tmp_path: Path, blank: Notebook, solved: Notebook) -> None:
    """Nothing is changed and nothing is said of it."""
    for nb in (blank, solved):
        wanted = nbformat.reads(json.dumps(nb), as_version=4)
        received = read(tmp_path, nb)
        assert (wanted, ()) == (received.notebook, received.repairs)


def colab(nb: Notebook) -> None:
    """No ids, metadata of Colab's own."""
    nb["metadata"] = {
        "colab": {"provenance": [], "gpuType": "T4"},
        "accelerator": "GPU",
        "widgets": {"a": {}},
    }
    nb["nbformat_minor"] = 0
    for cell in nb["cells"]:
        cell["metadata"] = {"id": cell.pop("id"), "outputId": "o", "colab": {"base_uri": "x"}}


def vs_code(nb: Notebook) -> None:
    """Languages of cells."""
    nb["metadata"] = {
        "language_info": {"name": "polyglot-notebook"},
        "vscode": {"interpreter": {"hash": "x"}},
    }
    nb["metadata"]["language_info"]["name"] = "python"
    for cell in nb["cells"]:
        cell["metadata"] |= {"vscode": {"languageId": "python"}, "polyglot_notebook": {"kernelName": "p"}}


def kaggle(nb: Notebook) -> None:
    """Ids of its own, traces of papermill."""
    nb["metadata"] |= {"kaggle": {"accelerator": "gpu"}, "papermill": {"duration": 1.5}}
    nb["nbformat_minor"] = 4
    for cell in nb["cells"]:
        del cell["id"]
        cell["metadata"] |= {
            "_uuid": "8f2839f2",
            "_cell_guid": "b1",
            "papermill": {"tags": []},
            "trusted": True,
        }


def databricks(nb: Notebook) -> None:
    """Metadata of its own in each cell."""
    nb["metadata"] = {"application/vnd.databricks.v1+notebook": {"language": "python"}}
    for cell in nb["cells"]:
        cell["metadata"] = {"application/vnd.databricks.v1+cell": {"nuid": "x", "title": ""}}


def no_outputs(nb: Notebook) -> None:
    """Outputs and counts are gone from code cells."""
    for cell in nb["cells"]:
        cell.pop("outputs", None)
        cell.pop("execution_count", None)


def lines_of_text(nb: Notebook) -> None:
    """Sources as lists of lines, as the format allows."""
    for cell in nb["cells"]:
        cell["source"] = "".join(cell["source"]).splitlines(keepends=True)


def lines_without_ends(nb: Notebook) -> None:
    """Sources as lists of lines whose ends were lost."""
    for cell in nb["cells"]:
        cell["source"] = "".join(cell["source"]).splitlines()


def no_versions(nb: Notebook) -> None:
    """The numbers of the format are gone."""
    del nb["nbformat"], nb["nbformat_minor"]


def odd_minor(nb: Notebook) -> None:
    """A minor number of the future."""
    nb["nbformat_minor"] = 9


def garbage_metadata(nb: Notebook) -> None:
    """Metadata of other types."""
    nb["metadata"] = []
    for i, cell in enumerate(nb["cells"]):
        cell["metadata"] = ([], "x", {"nbgrader": "x"}, {"nbgrader": {"grade_id": 5}}, None)[i % 5]


def python_2(nb: Notebook) -> None:
    """An old kernel."""
    nb["metadata"] = {"kernelspec": {"name": "python2", "language": "python", "display_name": "Python 2"}}


def conda(nb: Notebook) -> None:
    """A kernel with a name of the student's machine."""
    nb["metadata"]["kernelspec"] = {"name": "conda-env-x-py", "display_name": "x", "language": "python"}


def in_r(nb: Notebook) -> None:
    """A kernel of another language."""
    nb["metadata"] = {"kernelspec": {"name": "ir", "language": "R", "display_name": "R"}}


FORMS: dict[Callable[[Notebook], None], str] = {
    colab: "has been restored",
    vs_code: "",
    kaggle: "",
    databricks: "has been restored",
    no_outputs: "",
    lines_of_text: "",
    lines_without_ends: "",
    no_versions: "format number is missing; it was read as 4",
    odd_minor: "",
    garbage_metadata: "has been restored",
    python_2: "saved with a kernel for Python 2",
    conda: "",
    in_r: "saved with a kernel for R",
}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_every_editors_form_is_read(
    tmp_path: Path, solved: Notebook, form: Callable[[Notebook], None]
) -> None:
    """The code is what it was, the kernel ours; what was repaired for marks is said, the rest is not."""
    wanted = code_of(solved)
    form(solved)
    received = read(tmp_path, solved)
    assert wanted == code(received)
    assert {"kernelspec", "language_info"} == set(received.notebook.metadata)
    assert "python3" == received.notebook.metadata.kernelspec.name
    assert FORMS[form] in said(received)
    assert bool(FORMS[form]) == bool(said(received))


@pytest.mark.parametrize("minor", range(6))
def test_all_minor_formats_of_4_are_read(tmp_path: Path, solved: Notebook, minor: int) -> None:
    """4.0 to 4.4 know no cell ids."""
    solved["nbformat_minor"] = minor
    for cell in solved["cells"] if minor < 5 else ():
        del cell["id"]
    received = read(tmp_path, solved)
    assert (code_of(solved), "") == (code(received), said(received))


def test_format_3_is_read(tmp_path: Path, solved: Notebook) -> None:
    """Worksheets, `input`, headings: as IPython saved before 2014."""
    wanted = code_of(solved)
    cells = [{"cell_type": "heading", "level": 2, "source": ["Mine"]}]
    for cell in solved["cells"]:
        old = {k: v for k, v in cell.items() if k != "id"}
        if cell["cell_type"] == "code":
            old |= {"input": old.pop("source"), "language": "python"}
        cells.append(old)
    received = read(
        tmp_path, {"nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": cells}], "metadata": {}}
    )
    assert wanted == code(received)
    assert ("markdown", "## Mine") == (
        received.notebook.cells[0].cell_type,
        received.notebook.cells[0].source,
    )
    assert "brought up to date" in said(received)


BYTES: dict[str, tuple[Callable[[str], bytes], str]] = {
    "utf-8 with a mark": (lambda text: text.encode("utf-8-sig"), ""),
    "utf-16": (lambda text: text.encode("utf-16"), "stored as UTF-16"),
    "utf-16 without a mark": (lambda text: text.encode("utf-16-le"), "stored as UTF-16-LE"),
    "utf-32": (lambda text: text.encode("utf-32"), "stored as UTF-32"),
    "windows lines": (lambda text: text.replace("\n", "\r\n").encode(), ""),
    "windows lines in texts": (lambda text: text.replace("\\n", "\\r\\n").encode(), "Windows line ends"),
    "trailing garbage": (lambda text: text.encode() + b"}\x00\x1a", "after the end of the notebook"),
    "trailing zeros": (lambda text: text.encode() + b"\0" * 512, ""),
    "a key twice": (lambda text: b'{"cells": [], ' + text.encode()[1:], "appeared twice"),
    "not a number": (lambda text: text.replace('"metadata": {}', '"metadata": {"x": NaN}').encode(), ""),
    "half a character": (lambda text: text.replace('"metadata": {}', '"metadata": {"x": "\\ud800"}').encode(), ""),
    "latin-1": (lambda text: text.encode("latin-1", "replace"), "characters of the file are damaged"),
}  # fmt: skip


@pytest.mark.parametrize("name", BYTES)
def test_any_encoding_is_read(tmp_path: Path, solved: Notebook, name: str) -> None:
    """The code is what it was, and what was wrong with the file is said."""
    encode, words = BYTES[name]
    received = read(tmp_path, encode(json.dumps(solved, ensure_ascii=False, indent=1)))
    assert code_of(solved) == code(received)
    assert words in said(received)
    assert bool(words) == bool(said(received))


def test_half_a_character_in_a_cell_can_be_stored(tmp_path: Path, solved: Notebook) -> None:
    """What no encoding can store is replaced, in texts, names and pictures."""
    half = "\ud83d"
    solved["cells"][0] |= {"attachments": {half: {"image/png": half}}, "id": half, "source": f"# {half}"}
    solved["metadata"]["kernelspec"]["language"] = half
    received = read(tmp_path, solved)
    assert "# �" == received.notebook.cells[0].source
    json.dumps(received.notebook, ensure_ascii=False).encode()


def test_pictures_in_text_cells_stay(tmp_path: Path, solved: Notebook) -> None:
    """Up to a size that a feedback page can bear."""
    solved["cells"][0]["attachments"] = {"a.png": {"image/png": "aGk="}}
    assert {"a.png": {"image/png": "aGk="}} == read(tmp_path, solved).notebook.cells[0].attachments
    solved["cells"][0]["attachments"] = {"a.png": {"image/png": "aGk=" * 2_000_000}}
    received = read(tmp_path, solved)
    assert "attachments" not in received.notebook.cells[0]
    assert "pictures in your text cells are too large" in said(received)


def deep(levels: int) -> bytes:
    """A list in a list in a list."""
    return b'{"cells": ' + b"[" * levels + b"]" * levels + b"}"


UNREADABLE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "it is empty"),
    "blank": (b" \n", "it is empty"),
    "a zip": (b"PK\x03\x04 zip", "no valid JSON"),
    "cut off": (b'{"cells": [{"cell_type": "co', "no valid JSON"),
    "a list": (b"[1]", "it contains a list"),
    "a number": (b"17", "it contains a number"),
    "null": (b"null", "it contains nothing"),
    "no cells": (b'{"nbformat": 4, "metadata": {}}', "it has no cells"),
    "cells are no list": (b'{"nbformat": 4, "cells": {"a": 1}}', "it has no cells"),
    "cells are no cells": (b'{"nbformat": 4, "cells": [1, "a", null]}', "it has no cells"),
    "empty worksheets": (b'{"nbformat": 3, "worksheets": [1, {"cells": 5}]}', "it has no cells"),
    "deep": (deep(100_000), "nested too deeply"),
    "a huge number": (b'{"cells": ' + b"9" * 5000 + b"}", "no valid JSON"),
    "many cells": (cells("1", parsing.MAX_CELLS + 1), "more than 2000 cells"),
    "long cells": (cells("x" * (parsing.MAX_TEXT + 1)), "more than 2 million characters"),
    "many magics": (cells("!ls\n" * (parsing.MAX_MAGICS + 1)), "more than 200 shell or magic lines"),
    "a large file": (b" " * (parsing.MAX_BYTES + 1), "larger than 50 MB"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_can_not_be_read_is_said(tmp_path: Path, name: str) -> None:
    """The blank exercise stands in for it, with the reason and what to do."""
    content, words = UNREADABLE[name]
    received = read(tmp_path, content)
    assert words in str(received.unreadable)
    assert str(received.unreadable).endswith("in JupyterLab, File > Download.")


def test_deep_metadata_hurt_nobody(tmp_path: Path, solved: Notebook) -> None:
    """What is nested deeply, yet parses, is left behind with the rest of the metadata."""
    value: Any = {}
    for _ in range(400):
        value = {"x": value}
    solved["metadata"]["widgets"] = solved["cells"][0]["metadata"]["x"] = value
    solved["cells"][6]["metadata"]["nbgrader"]["points"] = value
    assert code_of(solved) == code(read(tmp_path, solved))


@pytest.mark.parametrize(
    "source",
    ["-" * 20_000 + "1", "a" + ".b" * 20_000, "1" + "+1" * 20_000, "(" * 5_000, "%%time\n" * 150 + "x = 1"],
    ids=["signs", "attributes", "sums", "brackets", "magics"],
)
def test_code_that_is_too_deep_for_a_parser_is_only_text(
    tmp_path: Path, solved: Notebook, source: str
) -> None:
    """Reading it neither ends the grader nor costs the other cells anything."""
    solved["cells"].insert(3, {"cell_type": "code", "source": source})
    assert code_of(solved) == code(read(tmp_path, solved))
