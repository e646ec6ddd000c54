"""Attacks on files: what is not the submission's can be neither read nor changed in any way."""

from __future__ import annotations

from attacks.case import Attack, refused

FILES: list[Attack] = refused(
    {
        "read the gradebook": "open('@COURSE/work/gradebook.db', 'rb').read(1)",
        "write the gradebook": """
            import sqlite3
            with sqlite3.connect('@COURSE/work/gradebook.db') as book:
                book.execute('update grade set auto_score = 10')
        """,
        "read the solutions": "open('@COURSE/solutions/01_normalization/01_normalization.ipynb')",
        "read another's submission": "open('@HONEST').read(1)",
        "overwrite another's submission": "open('@HONEST', 'w')",
        "move a file over another's submission": """
            import os
            open('mine', 'w').close()
            os.replace('mine', '@HONEST')
        """,
        "delete another's submission": "import os; os.remove('@HONEST')",
        "read a reference": "open('@PACKAGE/lessons/normalization/reference.py')",
        "import a reference": "import autograder.lessons.normalization.reference",
        "read the secret": "open('@COURSE/.skewlab/secret').read()",
        "list the answer keys": "import os; os.listdir('@COURSE/.skewlab/keys/normalization')",
        "list the graded outputs": "import os; os.listdir('@COURSE/.skewlab/records')",
        "find the key beside the inputs": """
            import os, pathlib
            inputs = pathlib.Path(os.environ['SKEWLAB_INPUTS'])
            keys = [p for p in inputs.parent.rglob('*') if 'key' in p.name]
            keys[0].read_text()
        """,
        "write feedback": "open('@COURSE/work/feedback/x.html', 'w')",
        "list the course": "import os; os.listdir('@COURSE')",
        "change permissions": "import os; os.chmod('@COURSE/work/gradebook.db', 0)",
        "change dates": "import os; os.utime('@HONEST', (0, 0))",
        "set an extended attribute": "import os; os.setxattr('@HONEST', 'user.x', b'x')",
        "link to a file outside": """
            import os
            os.symlink('@COURSE/work/gradebook.db', 'link')
            open('link', 'rb').read(1)
        """,
        "hard-link a file outside": """
            import os
            os.link('@COURSE/work/gradebook.db', 'hard')
            open('hard', 'rb').read(1)
        """,
        "read through /proc/self/root": "open('/proc/self/root@COURSE/work/gradebook.db', 'rb').read(1)",
        "read through /proc/self/cwd": """
            import os
            up = '../' * (os.getcwd().count('/') + 1)
            open(f'/proc/self/cwd/{up}@COURSE/work/gradebook.db', 'rb').read(1)
        """,
        "mount something": """
            import ctypes
            libc = ctypes.CDLL(None, use_errno=True)
            if libc.mount(b'tmpfs', b'@COURSE', b'tmpfs', 0, None):
                raise OSError(ctypes.get_errno(), 'mount')
        """,
        "unfreeze in a namespace of one's own": """
            import ctypes, os, struct
            libc = ctypes.CDLL(None, use_errno=True)
            child = os.fork()
            if child == 0:
                libc.unshare(0x10000000 | 0x00020000)
                libc.syscall(442, -100, b'/', 0x8000, struct.pack('=QQQQ', 0, 1, 0, 0), 32)
                try:
                    os.chmod('@COURSE/work/gradebook.db', 0)
                except OSError:
                    os._exit(1)
                os._exit(0)
            if os.waitpid(child, 0)[1]:
                raise PermissionError('the child was refused, too')
        """,
        "write into the package": "open('@PACKAGE/core/planted.py', 'w')",
        "write outside": "open('@OUTSIDE', 'w')",
        "run a shell": "import subprocess; subprocess.run(['/bin/sh', '-c', 'true'])",
    }
)
