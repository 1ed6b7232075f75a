"""The owner loads for good: in a database of this test's own."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from mangnon.statutes.loading import LoadReport, load_definitions
from mangnon.statutes.models import Definition, Document, Loaded
from mangnon.statutes.tests.shipping import shipped


def test_the_owner_loads_all_once_and_nobody_changes_a_version_afterwards(committed: object) -> None:
    assert load_definitions().added == len(shipped())
    assert load_definitions() == LoadReport(len(shipped()), 0)
    assert Loaded.objects.using("owner").get().name == "files"
    assert Document.objects.using("owner").count() == 92
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic(using="owner"):
        Definition.objects.using("owner").filter(kind="form").update(title="Khác")
