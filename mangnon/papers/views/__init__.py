"""Screens of papers."""

from mangnon.papers.views.filling import CorrectSheet, FillSheet
from mangnon.papers.views.sheet import NumberSheet, OpenSheet, PrintSheet, SchemaView, SheetPage

__all__ = ["CorrectSheet", "FillSheet", "NumberSheet", "OpenSheet", "PrintSheet", "SchemaView", "SheetPage"]
