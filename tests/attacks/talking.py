"""Attacks by what the kernel says: to the grader, in Jupyter's messages, and to whoever opens the feedback."""

from __future__ import annotations

import json
from typing import Any

from attacks.case import ERROR, NOT_ATTEMPTED, PASSED, Attack

_KERNEL = """
from ipykernel.kernelapp import IPKernelApp
kernel = IPKernelApp.instance().kernel
session, iopub, parent = kernel.session, kernel.iopub_socket, kernel.get_parent()
def say(kind, content, parent=parent):
    session.send(iopub, kind, content, parent=parent)
"""

_KEEPS = {
    "messages without their fields": """
for kind in ('stream', 'display_data', 'execute_result', 'error', 'status', 'clear_output', 'nonsense', 'comm_open'):
    for content in ({}, {'data': 5}, {'data': {'text/plain': 5}, 'metadata': 5}, {'name': [], 'text': {}}):
        say(kind, content)
""",
    "messages of odd types": """
say('display_data', {'data': {'text/plain': ['a'], 'image/png': {}}, 'metadata': [], 'transient': {'display_id': []}})
say('error', {'ename': 1, 'evalue': None, 'traceback': 'abc'})
say('stream', {'name': 'stdout', 'text': None})
say(['stream'], {'name': 'stdout', 'text': 'x'})
""",
    "messages nested without end": """
deep = b'[' * 100_000 + b']' * 100_000
real_pack, session.pack = session.pack, lambda value: deep
say('stream', {})
session.pack = real_pack
""",
    "messages that are no JSON": """
real_pack, session.pack = session.pack, lambda value: b'{"a": nonsense' + str(id(value)).encode()
say('stream', {})
session.pack = real_pack
""",
    "messages with a wrong signature": """
key, session.key = session.key, b'not the key'
say('stream', {'name': 'stdout', 'text': 'forged'})
session.key = key
""",
    "messages under another parent": """
for number in range(50):
    say('stream', {'name': 'stdout', 'text': '10.0'}, parent={'header': {'msg_id': f'other-{number}'}, 'msg_id': 'x'})
    say('status', {'execution_state': 'idle'}, parent={'header': {'msg_id': [number]}})
""",
    "a message of 48 MiB": "say('stream', {'name': 'stdout', 'text': 'x' * (48 * 2**20)})",
    "half a character": "print('\\ud800')\nsay('stream', {'name': 'stdout', 'text': '\\udfff'})",
    "widgets and comms": """
say('comm_open', {'comm_id': 'x', 'target_name': 'jupyter.widget', 'data': {'state': {'_model_name': 'OutputModel', 'msg_id': ''}}})
say('comm_msg', {'comm_id': 'x', 'data': {'method': 'update', 'state': {'msg_id': 'y'}, 'buffer_paths': [[1]]}})
""",
}

_LOSES = {
    "say idle and go on": "say('status', {'execution_state': 'idle'})",
    "forge an execute_reply": """
session.send(kernel.shell_stream or kernel.shell_socket, 'execute_reply', {'status': 'ok'}, parent=parent, ident=kernel.get_parent().get('identities'))
""",
    "flood of messages": """
import time
end = time.monotonic() + 2.5
while time.monotonic() < end:
    say('stream', {'name': 'stdout', 'text': 'x'})
""",
    "replies without end": """
import threading, time
def talk():
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            session.send(kernel.shell_socket, 'execute_reply', {'status': 5}, parent=parent)
        except Exception:
            time.sleep(0.01)
threading.Thread(target=talk, daemon=True).start()
""",
    "close the kernel's sockets": """
import ctypes, os
for name in os.listdir('/proc/self/fd'):
    if int(name) > 40:
        try:
            os.close(int(name))
        except OSError:
            pass
""",
    "record damaged answers": """
from autograder.core.answers import MIME
import autograder.student.graded as graded
payloads = iter([5, [], {}, {'task': 'normalization.fit'}, {'task': 'normalization.contract', 'outcomes': []},
                 {'task': 'normalization.predict', 'outcomes': {'predict-0': {'returned': {'$': 'ndarray', 'dtype': 'O', 'shape': [-1], 'data': ''}}}}])
def record(task_id, entry_point):
    display({MIME: next(payloads), 'text/plain': 'damaged'}, raw=True)
from IPython.display import display
graded.record = record
""",
    "record answers with half a character": """
from autograder.core.answers import MIME
from IPython.display import display
import autograder.student.graded as graded
def record(task_id, entry_point):
    name = task_id.partition('.')[2]
    outcomes = {f'{name}-{n}': {'raised': ['E\\udfff', '\\ud800'], 'message': '\\ud800', 'where': '\\ud800'} for n in range(9)}
    display({MIME: {'task': task_id, 'outcomes': outcomes}, 'text/plain': '\\ud800'}, raw=True)
graded.record = record
""",
}

_EVIL = (
    "<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)></svg>"
    "<a href='javascript:alert(1)'>x</a><iframe srcdoc='<script>alert(1)</script>'></iframe>"
    "<a href='java&#x0A;script:alert(1)'>y</a><math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>"
    "<form action='javascript:alert(1)'><button>z</button></form><meta http-equiv=refresh content='0;url=javascript:alert(1)'>"
)

_SHOWN = {
    "HTML in outputs": f"from IPython.display import display, HTML\ndisplay(HTML({_EVIL!r}))\nprint({_EVIL!r})",
    "JavaScript in outputs": "from IPython.display import display, Javascript\ndisplay(Javascript('alert(1)'))",
    "SVG, LaTeX, PDF in outputs": f"from IPython.display import display\ndisplay({{'image/svg+xml': {_EVIL!r}, 'text/latex': {_EVIL!r}, "
    f"'application/pdf': {_EVIL!r}, 'text/vnd.mermaid': {_EVIL!r}, 'text/plain': 'x'}}, raw=True)",
    "Markdown in outputs": f"from IPython.display import display, Markdown\ndisplay(Markdown('[x](javascript:alert(1)) ' + {_EVIL!r}))",
    "a picture that is markup": f"from IPython.display import display\ndisplay({{'image/png': '\"><' + {_EVIL!r}, 'text/plain': 'x'}}, "
    "metadata={'image/png': {'width': '1 onerror=alert(1)', 'height': '\"><script>alert(1)</script>'}}, raw=True)",
    "widget state": "from IPython.display import display\ndisplay({'application/vnd.jupyter.widget-view+json': {'model_id': '</script><script>alert(1)'}, 'text/plain': 'x'}, raw=True)",
    "markup in an exception": f"class Evil(Exception):\n    pass\nEvil.__name__ = Evil.__qualname__ = {_EVIL!r}\nprint('REFUSED')\nraise Evil({_EVIL!r})",
}


def _decorated(nb: dict[str, Any]) -> dict[str, Any]:
    """Markup wherever a notebook has room for it: texts, attachments, tags, titles, widgets, language."""
    nb["cells"].append(
        {
            "cell_type": "markdown",
            "id": "evil",
            "metadata": {"tags": ['"><script>alert(1)</script>'], "slideshow": {"slide_type": _EVIL}},
            "attachments": {"x.png": {"image/png": '"><script>alert(1)</script>', "image/svg+xml": _EVIL}},
            "source": f"{_EVIL}\n\n![x](attachment:x.png) [y](javascript:alert(1)) [z]: javascript:alert(1)\n\n[z]",
        }
    )
    nb["cells"].append(
        {"cell_type": "raw", "id": "evil2", "metadata": {"format": "text/html"}, "source": _EVIL}
    )
    for cell in nb["cells"]:
        cell["metadata"]["tags"] = ['x" onmouseover="alert(1)']
    nb["metadata"] |= {
        "title": "</title><script>alert(1)</script>",
        "authors": [{"name": _EVIL}],
        "language_info": {"name": '"><script>alert(1)</script>', "pygments_lexer": 5},
        "widgets": {
            "application/vnd.jupyter.widget-state+json": {"state": {"</script><script>alert(1)": {}}}
        },
    }
    return nb


TALKING: list[Attack] = [
    *(
        Attack(
            name=name,
            code=f"{_KERNEL}print('REFUSED', flush=True)\n{code.strip()}",
            right=True,
            status=(PASSED,),
            marks=10.0,
        )
        for name, code in _KEEPS.items()
    ),
    *(
        Attack(
            name=name,
            code=f"{_KERNEL}print('REFUSED', flush=True)\n{code.strip()}",
            status=(NOT_ATTEMPTED, ERROR, "failed"),
            witness="REFUSED|process ended",
        )
        for name, code in _LOSES.items()
    ),
    *(
        Attack(name=name, code=f"{code}\nprint('REFUSED')", right=True, status=(PASSED,), marks=10.0)
        for name, code in _SHOWN.items()
    ),
    Attack(
        name="markup in texts, attachments and metadata",
        code="print('REFUSED')",
        right=True,
        change=_decorated,
        status=(PASSED,),
        marks=10.0,
    ),
    Attack(
        name="markup in what a function returns",
        guard=f"def guard(frame, stats):\n    raise KeyError({json.dumps(_EVIL)})",
        right=True,
        status=("failed",),
        marks=9.0,
        witness="of 18 cases",
    ),
]
