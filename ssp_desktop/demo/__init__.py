"""A throw-away store with an invented year and term of records, for looking round and for the tests."""

from __future__ import annotations

from ssp_desktop.demo.builder import DemoStore, build_demo, people_in_words

__all__ = ["DemoStore", "build_demo", "people_in_words"]
