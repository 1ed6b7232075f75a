"""From Django's bound fields to the kit's: label, hint, error, what was typed, what can be chosen."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.forms.boundfield import BoundField

from mangnon.ui.parts import Choice, Fault, Field, Input, Wide, faults
from mangnon.ui.typed import DayInput, PlaceInput, TelInput

_INPUTS: tuple[tuple[type[forms.Widget], Input], ...] = (
    (forms.HiddenInput, Input.HIDDEN),
    (PlaceInput, Input.PLACE),
    (DayInput, Input.DATE),
    (TelInput, Input.TEL),
    (forms.PasswordInput, Input.PASSWORD),
    (forms.EmailInput, Input.EMAIL),
    (forms.NumberInput, Input.NUMBER),
    (forms.TimeInput, Input.TIME),
    (forms.Textarea, Input.AREA),
    (forms.FileInput, Input.FILE),
    (forms.CheckboxSelectMultiple, Input.CHECKS),  # to Django a kind of radio buttons: it must come first
    (forms.RadioSelect, Input.RADIO),
    (forms.CheckboxInput, Input.CHECK),
    (forms.Select, Input.SELECT),
    (forms.TextInput, Input.TEXT),
)
"""Widgets from the special to the general: the first that fits decides."""


def field_values(form: forms.Form) -> tuple[Field, ...]:
    """Every field of a form, in its order."""
    return tuple(field_value(form[name]) for name in form.fields)


def fault_lines(form: forms.Form) -> tuple[Fault, ...]:
    """The error summary: first what concerns the whole form, then field by field."""
    whole = tuple(Fault("", str(error)) for error in form.non_field_errors()) if form.is_bound else ()
    return whole + faults(field_values(form))


def field_value(bound: BoundField) -> Field:
    """One bound field as the kit's macros take it."""
    widget = bound.field.widget
    attrs = widget.attrs
    length = getattr(bound.field, "max_length", None)
    return Field(
        name=bound.html_name,
        label=bound.label,
        input=input_of(widget),
        value=_typed(bound),
        hint=bound.help_text,
        error=_error(bound),
        optional=not bound.field.required and not isinstance(widget, (forms.CheckboxInput, forms.HiddenInput)),
        choices=tuple(_choices(bound)),
        wide=Wide(attrs.get("wide", _usual_width(bound))),
        unit=attrs.get("unit", ""),
        rows=int(attrs.get("rows", 4)),
        max_length=length,
        autocomplete=attrs.get("autocomplete", ""),
        accept=attrs.get("accept", ""),
        multiple=bool(getattr(widget, "allow_multiple_selected", False)),
        disabled=bound.field.disabled,
        focus=bool(attrs.get("autofocus")),
        suggest_url=widget.suggest_url() if isinstance(widget, PlaceInput) else "",
        key=_place_key(bound, widget),
    )


def input_of(widget: forms.Widget) -> Input:
    """The kind of input a widget asks for."""
    return next((kind for known, kind in _INPUTS if isinstance(widget, known)), Input.TEXT)


def _error(bound: BoundField) -> str:
    return str(bound.errors[0]) if bound.form.is_bound and bound.errors else ""


def _typed(bound: BoundField) -> str:
    widget, value = bound.field.widget, bound.value()
    if isinstance(widget, (forms.PasswordInput, forms.FileInput)):
        return ""
    if isinstance(widget, forms.CheckboxInput):
        return "1" if value else ""
    if value is None or isinstance(value, (list, tuple, set)):
        return ""
    if isinstance(widget, PlaceInput):
        return widget.shown(value)
    shown = widget.format_value(value) if hasattr(widget, "format_value") else value
    return "" if shown is None else str(shown)


def _place_key(bound: BoundField, widget: forms.Widget) -> str:
    return widget.key(bound.value()) if isinstance(widget, PlaceInput) else ""


def _choices(bound: BoundField) -> Iterator[Choice]:
    offered = getattr(bound.field, "choices", None)
    if offered is None:
        return
    value = bound.value()
    chosen = {str(one) for one in (value if isinstance(value, (list, tuple, set)) else [value]) if one is not None}
    hints = getattr(bound.field, "choice_hints", {})
    for key, label in offered:
        yield Choice(str(key), label, chosen=str(key) in chosen, hint=hints.get(key, ""))


def _usual_width(bound: BoundField) -> Wide:
    """As wide as the answer (ux: width as long as the answer)."""
    if isinstance(bound.field.widget, DayInput) or isinstance(bound.field, forms.IntegerField):
        return Wide.SHORT
    return Wide.FULL
