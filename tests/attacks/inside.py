"""Attacks on what runs in the student's own process: all of it is the student's to change, and none of it scores."""

from __future__ import annotations

from attacks.case import ERROR, FAILED, NOT_ATTEMPTED, PASSED, Attack

_TRIED = (NOT_ATTEMPTED, FAILED, ERROR)

_FORGED = """
from autograder.core.answers import MIME
from IPython.display import display
import json
PUBLIC = '@PACKAGE/../data/normalization/public.json'
def forged(task_id):
    # The public answers, under every name that a case may have here.
    known = json.load(open(PUBLIC))['key']['tasks'][task_id.partition('.')[2]]['cases']
    outcomes = {}
    for number, case in enumerate(known):
        outcome = {key: case[key] for key in ('raised', 'message', 'where', 'returned', 'type', 'changed') if key in case}
        outcomes[case['name']] = outcomes[f"{task_id.partition('.')[2]}-{number}"] = outcome
    return {'task': task_id, 'outcomes': outcomes}
def publish(task_id, entry_point=''):
    display({MIME: forged(task_id), 'text/plain': f'forged {task_id}'}, raw=True)
TASKS = ['normalization.' + name for name in ('evidence', 'fit', 'contract', 'predict', 'edges', 'guard')]
"""

_CODES = {
    "replace record": "import autograder.student.graded as graded\ngraded.record = publish",
    "replace call_all": """
import autograder.student.graded as graded
graded.call_all = lambda function, cases: forged(graded.task)['outcomes']
real = graded.record
def record(task_id, entry_point):
    graded.task = task_id
    get_ipython().user_ns[entry_point] = len
    real(task_id, entry_point)
graded.record = record
""",
    "replace what encodes answers": """
from autograder.core import answers, wire
wire.encode = lambda *args, **options: {'$': 'ndarray', 'dtype': '<f8', 'shape': [0], 'data': ''}
answers.to_json = lambda task_id, outcomes: forged(task_id)
""",
    "replace the inputs": """
from autograder.grading import keyfile
keyfile.load = lambda path: json.load(open(PUBLIC))['inputs']
""",
    "transform the engine's line": """
import re
def transform(lines):
    found = re.search(r"record\\('([a-z.]+)'", ''.join(lines))
    return [f'publish({found[1]!r})\\n'] if found else lines
get_ipython().input_transformers_cleanup.append(transform)
""",
    "hook before and after each cell": """
queue = list(TASKS)
get_ipython().events.register('pre_run_cell', lambda *_: [publish(task) for task in queue])
get_ipython().events.register('post_run_cell', lambda *_: [publish(task) for task in queue])
""",
    "handle every exception": """
get_ipython().set_custom_exc((BaseException,), lambda *_, **__: [publish(task) for task in TASKS])
""",
    "replace the display's publisher": """
shell = get_ipython()
real_publish = shell.display_pub.publish
def shown(data, metadata=None, **options):
    if MIME in data:
        data = {MIME: forged(data[MIME]['task'])}
    real_publish(data, metadata or {}, **options)
shell.display_pub.publish = shown
""",
    "replace run_cell": """
shell = get_ipython()
real_run = shell.run_cell
def run_cell(source, *args, **options):
    import re
    found = re.search(r"record\\('([a-z.]+)'", source)
    return real_run(f'publish({found[1]!r})' if found else source, *args, **options)
shell.run_cell = run_cell
""",
    "trace every call": """
import sys
def trace(frame, event, arg):
    if frame.f_code.co_name == '_check':
        frame.f_locals['result'] = 10.0
    return trace
sys.settrace(trace)
""",
    "import something else": """
import importlib.abc, importlib.machinery, sys
class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path, target=None):
        return importlib.machinery.ModuleSpec(name, self) if name.startswith('autograder') else None
    def exec_module(self, module):
        module.record = publish
        module.check = lambda *args: 10.0
sys.meta_path.insert(0, Finder())
for name in [name for name in sys.modules if name.startswith('autograder')]:
    del sys.modules[name]
""",
    "modules written at run time": """
import os, sys
os.makedirs('autograder/student')
for name in ('autograder/__init__.py', 'autograder/student/__init__.py', 'autograder/student/graded.py', 'numpy.py', 'sitecustomize.py'):
    with open(name, 'w') as file:
        file.write("print('shadowed')\\ndef record(*args):\\n    print(10.0)\\n    return 10.0\\n")
sys.path.insert(0, os.getcwd())
for name in [name for name in sys.modules if name.startswith('autograder')]:
    del sys.modules[name]
""",
    "replace builtins": """
import builtins
real_import = builtins.__import__
def imported(name, *args, **options):
    module = real_import(name, *args, **options)
    if name == 'autograder.student.graded':
        module.record = publish
    return module
builtins.__import__ = imported
builtins.isinstance = lambda *_: True
builtins.callable = lambda *_: True
""",
    "replace NumPy's comparisons": """
import numpy as np
np.allclose = np.isclose = np.array_equal = lambda *args, **options: True
np.testing.assert_allclose = lambda *args, **options: None
def skew(train, served):
    return np.zeros(train.shape[1])
def fit_stats(train):
    return {'mean': 0.0}
""",
    "publish a result card": """
from autograder.core.results import RESULT_MIME
for task in TASKS:
    display({RESULT_MIME: {'task': task, 'status': 'passed', 'score': 3.0, 'points': 3.0, 'summary': '', 'diagnosis': None, 'notes': []},
             'text/plain': 'passed'}, raw=True)
    display({'text/plain': '10.0'}, raw=True)
print(10.0)
""",
    "publish answers early": "for task in TASKS:\n    publish(task)",
}

_ROW = """
import numpy as np
class Equal(np.ndarray):
    def __eq__(self, other):
        return np.ones(self.shape, bool)
    def __sub__(self, other):
        return np.zeros(self.shape)
    __rsub__ = __sub__
    def tobytes(self, *args):
        return bytes(self.nbytes)
"""

INSIDE: list[Attack] = [
    *(
        Attack(
            name=name,
            code=f"{_FORGED}print('REFUSED later', flush=True)\n{code.strip()}",
            status=_TRIED,
            witness="REFUSED|process ended",
        )
        for name, code in _CODES.items()
    ),
    Attack(
        name="return what equals everything",
        code="print('REFUSED later')",
        change=lambda nb: _define(
            nb,
            "predict",
            f"{_ROW}\ndef predict(frame, stats, model):\n    return np.zeros((len(frame), 3)).view(Equal)",
        ),
        status=_TRIED,
    ),
    Attack(
        name="return what lies about its class",
        code="print('REFUSED later')",
        change=lambda nb: _define(
            nb,
            "predict",
            "class Liar:\n    __module__ = 'pandas.core'\n    columns = property(lambda self: self)\n"
            "    def __getattr__(self, name):\n        return self\n    def __call__(self, *args, **options):\n        return self\n"
            "    def __iter__(self):\n        return iter([self])\n    shape = (10 ** 9,)\n\n"
            "def predict(frame, stats, model):\n    return Liar()",
        ),
        status=_TRIED,
    ),
    Attack(
        name="answer by the order of the cases",
        guard="seen = []\ndef guard(frame, stats):\n    seen.append(1)\n    if len(seen) > 4:\n        raise ValueError('the public cases come in this order')",
        right=True,
        status=(FAILED,),
        marks=9.0,
        witness="of 18 cases",
    ),
    Attack(
        name="answer by the names of the cases",
        guard="import sys\ndef guard(frame, stats):\n    deep = sys._getframe()\n    while deep and 'case' not in deep.f_locals:\n        deep = deep.f_back\n"
        "    name = deep.f_locals['case']['name'] if deep else ''\n    if not name.startswith(('good rows', 'no rows')):\n        raise ValueError(name)",
        right=True,
        status=(FAILED,),
        marks=9.0,
        witness="of 18 cases",
    ),
    Attack(
        name="redefine check",
        code="def check(*args):\n    print(10.0)\n    return 10.0\nprint('REFUSED later')",
        right=True,
        status=(PASSED,),
        marks=10.0,
    ),
]


def _define(nb: dict, name: str, code: str) -> dict:
    """Write a function into the cell of its stub."""
    cell = next(c for c in nb["cells"] if f"def {name}(" in "".join(c["source"]))
    cell["source"] = code
    return nb
