"""Enumerations with their human labels, shared by models, forms and the screen."""

from __future__ import annotations

from ssp_desktop.vocabulary.base import Labelled, label_of

__all__ = ["Labelled", "label_of"]
