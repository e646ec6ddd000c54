"""What this course's exporters do for the notebooks of a whole class: they copy nothing, and check once."""

from __future__ import annotations

import json
from typing import Any

import nbformat
from nbconvert.exporters import Exporter
from nbformat import NotebookNode


class OwnNotebook(Exporter):
    """An exporter of notebooks that it reads itself, so that nobody else has them.

    nbconvert copies a notebook three times before its preprocessors may change it, for callers who keep it.
    """

    def _preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Run the preprocessors on the notebook itself; what comes out is checked once."""
        for preprocessor in self._preprocessors:
            nb, resources = preprocessor(nb, resources)
        nbformat.validate(nb, relax_add_props=True)
        return nb, resources


def to_text(nb: NotebookNode) -> str:
    """The text of a notebook's file.

    Without the indentation that nbformat writes, for which Python's ``json`` has no fast code.
    """
    return json.dumps(nb, sort_keys=True, ensure_ascii=False) + "\n"
