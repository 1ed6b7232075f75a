"""States of migrations: a new model is drawn alone, a changed one with those that point to it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models
from django.db.migrations import operations
from django.db.migrations.state import ProjectState

from config.migrating import quick_states


def created(name: str, to: str = "") -> operations.CreateModel:
    fields: list[tuple[str, models.Field[Any, Any]]] = [("id", models.BigAutoField(primary_key=True))]
    if to:
        fields.append(("to", models.ForeignKey(to, models.CASCADE)))
    return operations.CreateModel(name, fields)


@pytest.fixture
def state() -> ProjectState:
    """Two models, the second pointing to the first, drawn."""
    state = ProjectState()
    for one in (created("Trunk"), created("Branch", "wood.Trunk")):
        one.state_forwards("wood", state)
    assert state.apps.get_model("wood", "Branch")
    return state


def test_a_new_model_is_drawn_and_the_others_stay(state: ProjectState) -> None:
    branch = state.apps.get_model("wood", "Branch")
    with quick_states():
        created("Leaf", "wood.Branch").state_forwards("wood", state)
    leaf = state.apps.get_model("wood", "Leaf")
    assert leaf._meta.get_field("to").related_model is branch is state.apps.get_model("wood", "Branch")
    assert ("wood", "leaf") in state.models


def test_a_changed_model_is_drawn_anew_with_what_points_to_it(state: ProjectState) -> None:
    with quick_states():
        created("Leaf", "wood.Branch").state_forwards("wood", state)
        before = state.apps.get_model("wood", "Leaf")
        operations.AddField("Branch", "long", models.IntegerField(null=True)).state_forwards("wood", state)
    leaf, branch = (state.apps.get_model("wood", name) for name in ("Leaf", "Branch"))
    assert leaf is not before
    assert leaf._meta.get_field("to").related_model is branch
    assert branch._meta.get_field("long")


def test_afterwards_django_draws_as_ever(state: ProjectState) -> None:
    with quick_states():
        pass
    branch = state.apps.get_model("wood", "Branch")
    created("Leaf", "wood.Branch").state_forwards("wood", state)
    assert state.apps.get_model("wood", "Branch") is not branch
