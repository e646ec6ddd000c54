"""All attacks, by what they go at."""

from __future__ import annotations

from attacks.case import Attack
from attacks.exhaustion import EXHAUSTION
from attacks.files import FILES
from attacks.handed_in import HANDED_IN
from attacks.inside import INSIDE
from attacks.processes import PROCESSES
from attacks.talking import TALKING

GROUPS: dict[str, list[Attack]] = {
    "Files": FILES,
    "Processes and network": PROCESSES,
    "The student's own process": INSIDE,
    "Messages and pages": TALKING,
    "Exhaustion": EXHAUSTION,
    "What is handed in": HANDED_IN,
}
ATTACKS: list[Attack] = [attack for group in GROUPS.values() for attack in group]
