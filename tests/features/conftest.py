"""What the tests of one noun each start from: a real store with real people signed in."""

from __future__ import annotations

from tests.stores import clock, signed_in_as, store, store_template

__all__ = ["clock", "signed_in_as", "store", "store_template"]
