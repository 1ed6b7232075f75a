"""Screens of law and documents."""

from mangnon.statutes.views.definition import CompareVersions, DefinitionPage, DefinitionSource
from mangnon.statutes.views.definitions import DefinitionList, SchemaPage
from mangnon.statutes.views.document import DocumentPage
from mangnon.statutes.views.documents import DocumentList
from mangnon.statutes.views.keeping import (
    AddDocument,
    AttachFile,
    CorrectDocument,
    DetachFile,
    EndDocument,
    RestoreDocument,
    WithdrawDocument,
)
from mangnon.statutes.views.loading import ApplyDefinition, LoadDefinition

__all__ = [
    "AddDocument",
    "ApplyDefinition",
    "AttachFile",
    "CompareVersions",
    "CorrectDocument",
    "DefinitionList",
    "DefinitionPage",
    "DefinitionSource",
    "DetachFile",
    "DocumentList",
    "DocumentPage",
    "EndDocument",
    "LoadDefinition",
    "RestoreDocument",
    "SchemaPage",
    "WithdrawDocument",
]
