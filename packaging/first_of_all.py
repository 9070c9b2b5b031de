"""Runs first in the packaged program, before any library is imported that reads these variables."""

from ssp_desktop.environment import drop_foreign_settings

drop_foreign_settings()
