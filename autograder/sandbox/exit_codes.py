"""Exit codes by which a kernel's process, or the zygote for it, tells the grader why it ended.

Python and the shell use the numbers up to 2 and from 126 on; ours lie between them. A submission can end its
process with the same numbers, so each of them leads to a sentence and to no mark.
"""

from __future__ import annotations

OVER_MEMORY = 101
"""The zygote ended it: all its processes together used more memory than a submission may."""

OVER_PROCESSES = 102
"""The zygote ended it: it started more processes and threads than a submission may."""

NOT_CONFINED = 103
"""It ended itself before any student's code ran: something was missing of its confinement."""
