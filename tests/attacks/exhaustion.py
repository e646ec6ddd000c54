"""Attacks on what the machine has: memory, disk, processes, descriptors, and the size of a notebook.

Each is bounded by its own code, so that it could do no harm if nothing stopped it.
"""

from __future__ import annotations

from attacks.case import ERROR, FAILED, NOT_ATTEMPTED, PASSED, Attack, attempt, refused

_KILLED = (ERROR,)

EXHAUSTION: list[Attack] = [
    *refused(
        {
            "private memory": "bytearray(20 * 2**30)",
            "memory of an array": "import numpy; numpy.empty(5 * 2**30)[::512] = 1",
            "memory that no process holds": """
                import os
                files = []
                for _ in range(8):
                    files.append(os.memfd_create('hoard'))
                    os.write(files[-1], bytes(2**28))
                [os.close(file) for file in files]
            """,
            "shared memory of System V": """
                import ctypes
                if ctypes.CDLL(None).shmget(0, 2**20, 0o1600) < 0:
                    raise OSError('shmget')
            """,
            "one huge file": "f = open('big', 'wb'); f.seek(2**33); f.write(b'x'); f.flush()",
            "large files": """
                for number in range(12):
                    with open(f'large{number}', 'wb') as file:
                        for _ in range(10):
                            file.write(bytes(10 * 2**20))
            """,
            "many files": "for number in range(40_000): open(f'f{number}', 'w').close()",
            "descriptors": "files = [open('/dev/null') for _ in range(3000)]",
        },
        together=False,
    ),
    Attack(
        name="shared memory",
        code="import mmap, numpy, time\nshared = numpy.frombuffer(mmap.mmap(-1, 2**31), 'u1')\n"
        "shared[::4096] = 1\ntime.sleep(2)\nprint('DONE')",
        status=_KILLED,
        witness="used more memory",
    ),
    Attack(
        name="fork bomb",
        code="import os, time\nfor _ in range(300):\n    if os.fork() == 0:\n        time.sleep(20)\n        os._exit(0)\n"
        "print('DONE')",
        status=_KILLED,
        witness="used more memory|more processes",
    ),
    Attack(
        name="threads without end",
        code="import threading\nstop = threading.Event()\ntry:\n    for _ in range(2000):\n"
        "        threading.Thread(target=stop.wait, args=(20,), daemon=True).start()\n    stop.wait(2)\n"
        "    print('DONE')\nexcept RuntimeError:\n    stop.set()\n    print('REFUSED')",
        status=(ERROR, NOT_ATTEMPTED),
        witness="more processes|used more memory|REFUSED",
    ),
    Attack(
        name="sockets without end",
        code="import socket, time\nkept = []\nfor number in range(5000):\n    kept = [socket.socket(1)]\n"
        "    kept[0].bind(f'../s{number}')\ntime.sleep(4)\nprint('DONE')",
        status=_KILLED,
        witness="process ended",
    ),
    Attack(
        name="folders without end",
        code="import os\nhome = os.getcwd()\nfor _ in range(3000):\n    os.mkdir('d')\n    os.chdir('d')\nos.chdir(home)\n"
        "print('REFUSED later')",
        right=True,
        status=(PASSED,),
        marks=10.0,
    ),
    Attack(
        name="flood of bytes",
        code="print('REFUSED beyond the budget', flush=True)\nfor _ in range(40):\n    print('x' * 1_000_000)",
        right=True,
        status=(PASSED,),
        marks=10.0,
    ),
    Attack(
        name="flood of lines",
        code="for number in range(200_000):\n    print(number)",
        right=True,
        status=(PASSED,),
        marks=10.0,
        witness="\n100\n",
    ),
    Attack(
        name="flood of displays",
        code="from IPython.display import display, clear_output, HTML\nfor number in range(2000):\n"
        "    display(HTML(f'<b>{number}</b>'), display_id='d')\n    clear_output(wait=True)\n"
        "print('REFUSED beyond the budget')",
        right=True,
        status=(PASSED,),
        marks=10.0,
        witness="",
    ),
    Attack(
        name="one display, many updates",
        code="from IPython.display import display, update_display\nprint('REFUSED', flush=True)\nfor _ in range(900):\n    display('x', display_id='d')\n"
        "update_display('y' * 400_000, display_id='d')",
        right=True,
        status=(PASSED,),
        marks=10.0,
    ),
    Attack(
        name="a huge repr",
        code="class Huge:\n    def __repr__(self):\n        return 'x' * 2**26\n\nprint('REFUSED')\nHuge()",
        right=True,
        status=(PASSED,),
        marks=10.0,
    ),
    Attack(
        name="noise on the C level",
        code="import os, warnings\nprint('REFUSED', flush=True)\nfor _ in range(200):\n    os.write(2, b'E0000 noise' * 1000 + b'\\n')\n"
        "    os.write(1, b'noise' * 1000 + b'\\n')\nwarnings.warn('noise')",
        right=True,
        status=(PASSED,),
        marks=10.0,
    ),
    Attack(
        name="return two gigabytes",
        guard="import numpy as np\ndef guard(frame, stats):\n    return np.zeros(2**28)",
        right=True,
        status=(FAILED,),
        marks=9.0,
        witness="2 of 9|cases",
    ),
    Attack(
        name="return many arrays",
        guard="import numpy as np\ndef guard(frame, stats):\n    return [np.zeros(2**13) for _ in range(40)]",
        right=True,
        status=(ERROR,),
        marks=9.0,
        witness="far larger",
    ),
    Attack(
        name="return what is nested without end",
        guard="def guard(frame, stats):\n    nest = []\n    nest.append(nest)\n    return nest",
        right=True,
        status=(FAILED,),
        marks=9.0,
        witness="cases",
    ),
    Attack(
        name="a notebook that needs all its time",
        code=attempt("import time; time.sleep(60)"),
        witness="Interrupt",
    ),
]
