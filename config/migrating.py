"""Migrations from nothing in a fraction of the time: what is added is written into the drawn models."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any

from django.db.migrations.state import ModelState, ProjectState
from django.db.models import Field, Model


@contextmanager
def quick_states() -> Iterator[None]:
    """While open, a change of a migration's state touches the drawn models that it concerns, and no others.

    Django draws again all models that are connected with a changed one, by however many links: with the tables of
    this house, three quarters of the time of a first start. Here

    - a created model is added to the drawn ones: nothing can refer to it before;
    - a field, an index or a constraint is written into the drawn model;
    - whatever changes a field or takes one away is done as Django does it;
    - a model's state is copied as it is for each operation, and not made anew.

    What is lost: within the same run of migrations, Python code of a migration doesn't see relations that point
    *back* from a model created after, and the state before such a change sees what the change added. Ours are
    written in SQL, and Django's own operations look at the state after it.
    """
    ways = {
        "add_model": _added(ProjectState.add_model),
        "add_field": _with_field(ProjectState.add_field),
        "add_index": _with_option("indexes", ProjectState.add_index),
        "remove_index": _with_option("indexes", ProjectState.remove_index),
        "add_constraint": _with_option("constraints", ProjectState.add_constraint),
        "remove_constraint": _with_option("constraints", ProjectState.remove_constraint),
    }
    before, cloned = {name: getattr(ProjectState, name) for name in ways}, ModelState.clone
    try:
        for name, way in ways.items():
            setattr(ProjectState, name, way)
        ModelState.clone = _clone  # type: ignore[method-assign]
        yield
    finally:
        ModelState.clone = cloned  # type: ignore[method-assign]
        for name, way in before.items():
            setattr(ProjectState, name, way)


def _added(whole: Callable[..., None]) -> Callable[..., None]:
    def add_model(self: ProjectState, model_state: ModelState) -> None:
        key = model_state.app_label, model_state.name_lower
        if "apps" not in self.__dict__ or key in self.models:
            whole(self, model_state)
            return
        _undrawn(self, whole, model_state)
        self.apps.render_multiple([model_state])

    return add_model


def _with_field(whole: Callable[..., None]) -> Callable[..., None]:
    def add_field(
        self: ProjectState, app_label: str, model_name: str, name: str, field: Field[Any, Any], *kept: Any
    ) -> None:
        if "apps" not in self.__dict__ or field.many_to_many:
            whole(self, app_label, model_name, name, field, *kept)
            return
        _undrawn(self, whole, app_label, model_name, name, field, *kept)
        added, drawn = self.models[app_label, model_name].fields[name], self.apps.get_model(app_label, model_name)
        drawn._meta.apps = self.apps  # it may have been drawn before what it refers to now
        added.clone().contribute_to_class(drawn, name)

    return add_field


def _with_option(option: str, whole: Callable[..., None]) -> Callable[..., None]:
    def change(self: ProjectState, app_label: str, model_name: str, what: object) -> None:
        _undrawn(self, whole, app_label, model_name, what)
        if "apps" in self.__dict__:
            drawn: type[Model] = self.apps.get_model(app_label, model_name)
            setattr(drawn._meta, option, list(self.models[app_label, model_name].options[option]))

    return change


def _clone(self: ModelState) -> ModelState:
    """The same without looking through all fields again: each operation clones every model's state."""
    made = copy(self)
    made.__dict__.pop("name_lower", None)
    made.fields, made.options, made.managers = dict(self.fields), dict(self.options), list(self.managers)
    return made


def _undrawn(state: ProjectState, whole: Callable[..., None], *words: object) -> None:
    """Let Django change the state as if no model were drawn yet."""
    drawn = state.__dict__.pop("apps", None)
    try:
        whole(state, *words)
    finally:
        if drawn is not None:
            state.__dict__["apps"] = drawn
