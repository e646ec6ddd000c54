"""Attacks on other processes, on the network, and on the kernel's own end."""

from __future__ import annotations

import os

from attacks.case import ERROR, FAILED, NOT_ATTEMPTED, PASSED, Attack, attempt, refused

MARKER = f"left-by-{os.getpid()}"
"""What processes call themselves that try to stay behind."""

_NAME = f"import ctypes; ctypes.CDLL(None).prctl(15, b'{MARKER}', 0, 0, 0)"

PROCESSES: list[Attack] = [
    *refused(
        {
            "read the grader's environment, inherited": """
                assert 'SKEWLAB_PLANTED' in open('/proc/self/environ').read(), 'not there'
            """,
            "read the first process's environment": "open('/proc/1/environ').read()",
            "read the grader's environment": "open('/proc/@GRADER/environ').read()",
            "read the grader's memory": "open('/proc/@GRADER/mem', 'rb').read(1)",
            "read the grader's map": "open('/proc/@GRADER/maps').read()",
            "read the grader's command line": "open('/proc/@GRADER/cmdline').read()",
            "list the grader's descriptors": "import os; os.listdir('/proc/@GRADER/fd')",
            "reach another's root": "import os; os.listdir('/proc/@GRADER/root/')",
            "list processes": "import os; os.listdir('/proc')",
            "reopen inherited descriptors": """
                import os
                names = {os.readlink(f'/proc/self/fd/{n}') for n in os.listdir('/proc/self/fd') if int(n) > 2 and os.path.lexists(f'/proc/self/fd/{n}')}
                own = os.path.dirname(os.environ['SKEWLAB_INPUTS'])
                assert [n for n in names if n.startswith('/') and not n.startswith((own, '/dev/null', '/proc/'))], 'none'
            """,
            "ptrace the grader": """
                import ctypes
                libc = ctypes.CDLL(None, use_errno=True)
                if libc.ptrace(16, @GRADER, 0, 0):
                    raise OSError(ctypes.get_errno(), 'ptrace')
            """,
            "copy the grader's memory": """
                import ctypes
                libc = ctypes.CDLL(None, use_errno=True)
                class Vector(ctypes.Structure):
                    _fields_ = [('base', ctypes.c_void_p), ('length', ctypes.c_size_t)]
                here = ctypes.create_string_buffer(8)
                mine = Vector(ctypes.cast(here, ctypes.c_void_p).value, 8)
                there = Vector(ctypes.addressof(here), 8)
                if libc.process_vm_readv(@GRADER, ctypes.byref(mine), 1, ctypes.byref(there), 1, 0) < 0:
                    raise OSError(ctypes.get_errno(), 'process_vm_readv')
            """,
            "signal the grader": "import os, signal; os.kill(@GRADER, signal.SIGTERM)",
            "signal everybody": "import os, signal; os.kill(-1, signal.SIGKILL)",
            "ask the zygote for an unconfined kernel": """
                import os, socket, stat, sys
                words = [*sys.orig_argv, *open('/proc/self/cmdline').read().split(chr(0))]
                address = [word for word in words if os.path.exists(word) and stat.S_ISSOCK(os.stat(word).st_mode)]
                socket.socket(socket.AF_UNIX).connect(address[0])
            """,
            "listen to another's kernel": """
                import os, re
                here = os.path.dirname(os.environ['SKEWLAB_INPUTS'])
                pattern = re.escape(os.path.dirname(here)).encode() + rb'/skewlab-[a-z0-9_]{8}/'
                found = set()
                with open('/proc/self/maps') as maps, open('/proc/self/mem', 'rb', 0) as memory:
                    for line in maps:
                        span, rights = line.split()[:2]
                        start, end = (int(n, 16) for n in span.split('-'))
                        if rights.startswith('rw') and end - start < 2**28:
                            memory.seek(start)
                            try:
                                found |= set(re.findall(pattern, memory.read(end - start)))
                            except OSError:
                                pass
                assert found, 'the search does not work'
                assert {name.decode().rstrip('/') for name in found} - {here}, 'nobody else is named'
            """,
            "connect over TCP": "import socket; socket.create_connection(('127.0.0.1', 9), 1)",
            "send over UDP": "import socket; socket.socket(2, 2).sendto(b'x', ('127.0.0.1', 9))",
            "connect to an abstract socket": "import socket; socket.socket(1).connect(chr(0) + 'skewlab-attacked')",
        }
    ),
    Attack(
        name="steer the zygote by a shared epoll",
        code="""
import os, select
tried = 0
for name in os.listdir('/proc/self/fd'):
    if int(name) < 16 and os.path.lexists(f'/proc/self/fd/{name}') and 'eventpoll' in os.readlink(f'/proc/self/fd/{name}'):
        ready, other = os.pipe()
        os.write(other, b'x')
        os.dup2(ready, 0)
        try:
            select.epoll.fromfd(os.dup(int(name))).register(0, select.EPOLLIN)
            tried += 1
        except OSError:
            pass
print('REFUSED: the ones tried are my own:', tried)
""",
        status=(NOT_ATTEMPTED, ERROR),
        witness="tried are my own|process ended",
    ),
    Attack(
        name="end the first process of the tree",
        code="import os, signal\nos.kill(1, signal.SIGKILL)\nprint('It is me, and I go on.')",
        right=True,
        status=(PASSED,),
        marks=10.0,
        witness="I go on",
    ),
    Attack(
        name="end the process group",
        code="import os, signal\nos.killpg(0, signal.SIGKILL)\nprint('I am its only member, and go on.')",
        right=True,
        status=(PASSED,),
        marks=10.0,
        witness="go on",
    ),
    Attack(
        name="end the process",
        code="import os\nos._exit(0)",
        right=True,
        status=(ERROR,),
        witness="process ended",
    ),
    Attack(
        name="end the process in an answer",
        guard="def guard(frame, stats):\n    import os\n    os._exit(0)",
        right=True,
        status=(ERROR,),
        marks=9.0,
        witness="process ended",
    ),
    Attack(
        name="crash the interpreter",
        code="import ctypes\nctypes.string_at(0)",
        right=True,
        status=(ERROR,),
        witness="process ended",
    ),
    *(
        Attack(
            name=f"raise {kind} in an answer",
            guard=f"def guard(frame, stats):\n    raise {kind}('{kind}-was-raised')",
            right=True,
            status=(FAILED,),
            marks=9.0,
            witness=kind if kind != "KeyboardInterrupt" else "did not come back",
        )
        for kind in ("SystemExit", "KeyboardInterrupt", "GeneratorExit")
    ),
    Attack(
        name="leave the notebook by sys.exit",
        code="import sys\nprint('REFUSED')\nsys.exit(0)",
        right=True,
        status=(PASSED,),
        marks=10.0,
    ),
    Attack(
        name="leave a daemon behind",
        code=f"""
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        {_NAME}
        time.sleep(600)
    os._exit(0)
os.wait()
print('REFUSED later')
""",
        right=True,
        status=(PASSED,),
        marks=10.0,
    ),
    Attack(
        name="outlive the grader's kill",
        code=f"""
import os, signal, ctypes
{_NAME}
ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
for number in range(1, 32):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
while True:
    pass
""",
        right=True,
        status=(ERROR,),
        witness="could not be interrupted",
    ),
    Attack(
        name="loop and catch everything",
        guard="""
def guard(frame, stats):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
""",
        right=True,
        status=(ERROR,),
        marks=9.0,
        witness="could not be interrupted",
    ),
    Attack(
        name="threads that never end",
        code="import threading, time\nfor _ in range(8):\n    threading.Thread(target=time.sleep, args=(600,)).start()\n"
        "print('REFUSED later')",
        right=True,
        status=(PASSED,),
        marks=10.0,
    ),
    Attack(
        name="hang at the end",
        code="import atexit, time\natexit.register(time.sleep, 600)\nprint('REFUSED later')",
        right=True,
        status=(PASSED,),
        marks=10.0,
    ),
    Attack(name="ask for input", code=attempt("input('the answers, please')")),
]
