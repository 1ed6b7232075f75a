"""Screens of law and documents."""

from mangnon.statutes.views.definition import CompareVersions, DefinitionPage, DefinitionSource
from mangnon.statutes.views.definitions import DefinitionList, SchemaPage
from mangnon.statutes.views.document import DocumentPage
from mangnon.statutes.views.documents import AddDocument, CorrectDocument, DocumentList, EndDocument
from mangnon.statutes.views.loading import ApplyDefinition, LoadDefinition

__all__ = [
    "AddDocument",
    "ApplyDefinition",
    "CompareVersions",
    "CorrectDocument",
    "DefinitionList",
    "DefinitionPage",
    "DefinitionSource",
    "DocumentList",
    "DocumentPage",
    "EndDocument",
    "LoadDefinition",
    "SchemaPage",
]
