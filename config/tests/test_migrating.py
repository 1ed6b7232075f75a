"""States of migrations: what is added is written into what is drawn; what changes is drawn anew."""

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


def test_a_model_whose_field_changes_is_drawn_anew_with_what_points_to_it(state: ProjectState) -> None:
    with quick_states():
        created("Leaf", "wood.Branch").state_forwards("wood", state)
        before = state.apps.get_model("wood", "Leaf")
        key = models.UUIDField(primary_key=True)
        operations.AlterField("Branch", "id", key).state_forwards("wood", state)
    leaf, branch = (state.apps.get_model("wood", name) for name in ("Leaf", "Branch"))
    assert leaf is not before
    assert leaf._meta.get_field("to").related_model is branch


def test_a_field_refers_to_a_model_that_was_created_after_its_own(state: ProjectState) -> None:
    branch, later = state.apps.get_model("wood", "Branch"), state.clone()
    with quick_states():
        created("Leaf").state_forwards("wood", later)
        leaf = models.ForeignKey("wood.Leaf", models.CASCADE, null=True)
        operations.AddField("Branch", "leaf", leaf).state_forwards("wood", later)
        fellow = models.ForeignKey("self", models.CASCADE, null=True)
        operations.AddField("Branch", "fellow", fellow).state_forwards("wood", later)
    drawn = later.apps.get_model("wood", "Branch")
    assert drawn is branch
    assert drawn._meta.get_field("leaf").related_model is later.apps.get_model("wood", "Leaf")
    assert drawn._meta.get_field("fellow").related_model is drawn


def test_a_plain_field_an_index_and_a_constraint_are_written_into_the_drawn_model(state: ProjectState) -> None:
    branch, leaf = (state.apps.get_model("wood", "Branch"), created("Leaf", "wood.Branch"))
    rule = models.CheckConstraint(condition=models.Q(long__gt=0), name="branch_long")
    steps = [
        operations.AddField("Branch", "long", models.IntegerField(default=3), preserve_default=False),
        operations.AddIndex("Branch", models.Index(fields=["long"], name="branch_by_length")),
        operations.AddConstraint("Branch", rule),
        operations.AddConstraint("Branch", models.UniqueConstraint(fields=["to"], name="one_branch")),
        operations.RemoveConstraint("Branch", "one_branch"),
    ]
    with quick_states():
        for one in (leaf, *steps):
            one.state_forwards("wood", state)
    drawn = state.apps.get_model("wood", "Branch")
    assert drawn is branch
    assert not drawn._meta.get_field("long").has_default()
    assert [one.name for one in drawn._meta.indexes] == ["branch_by_length"]
    assert [one.name for one in drawn._meta.constraints] == ["branch_long"]
    anew = ProjectState(dict(state.models)).apps.get_model("wood", "Branch")
    assert [(one.name, type(one)) for one in anew._meta.local_fields] == [
        (one.name, type(one)) for one in drawn._meta.local_fields
    ]
    assert anew._meta.constraints == drawn._meta.constraints
    assert anew._meta.indexes == drawn._meta.indexes


def test_afterwards_django_draws_as_ever(state: ProjectState) -> None:
    with quick_states():
        pass
    branch = state.apps.get_model("wood", "Branch")
    created("Leaf", "wood.Branch").state_forwards("wood", state)
    assert state.apps.get_model("wood", "Branch") is not branch


def test_a_state_that_was_copied_changes_alone_and_can_be_renamed(state: ProjectState) -> None:
    with quick_states():
        later = state.clone()
        operations.AddField("Branch", "long", models.IntegerField(null=True)).state_forwards("wood", later)
        assert later.models["wood", "branch"].name_lower == "branch"
        operations.RenameModel("Branch", "Twig").state_forwards("wood", later)
    assert set(state.models["wood", "branch"].fields) == {"id", "to"}
    assert set(later.models["wood", "twig"].fields) == {"id", "to", "long"}
    assert later.apps.get_model("wood", "Twig")._meta.get_field("long")
