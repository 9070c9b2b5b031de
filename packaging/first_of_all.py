"""Runs first in the packaged program, before any library is imported that reads these variables."""

import os
import sys

from ssp_desktop.environment import drop_foreign_settings

drop_foreign_settings()
# A Windows program without a console has nowhere to write to, and its first line would end it.
if sys.stdout is None:
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - as long as the program
if sys.stderr is None:
    sys.stderr = sys.stdout
