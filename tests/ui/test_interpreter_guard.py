"""Many thousand calls into Qt do not use up the interpreter's None, True and False."""

from __future__ import annotations

import subprocess
import sys

MANY_CALLS = """
import sys
from PySide6.QtCore import QCoreApplication, QObject
application = QCoreApplication([])
thing = QObject()
for _ in range(200_000):
    thing.setObjectName("x")
    thing.signalsBlocked()
print("still here")
"""


def test_two_hundred_thousand_calls_leave_the_process_alive() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import ssp_desktop.ui\n" + MANY_CALLS],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "still here"), done.stderr


def test_the_guard_leaves_room_that_cannot_be_used_up() -> None:
    assert sys.version_info >= (3, 12) or sys.getrefcount(None) > 1 << 39
