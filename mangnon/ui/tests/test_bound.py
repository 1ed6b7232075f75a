"""From Django's bound fields to the kit's: nothing lost, nothing shown that shouldn't be."""

from __future__ import annotations

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from mangnon.ui.bound import fault_lines, field_value, field_values, input_of
from mangnon.ui.parts import Input

KINDS = [("gái", "Gái"), ("trai", "Trai")]


class Everything(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Họ và tên", max_length=120, help_text="Như trong giấy khai sinh")
    note = forms.CharField(label="Ghi chú", widget=forms.Textarea(attrs={"rows": 7}), required=False)
    sex = forms.ChoiceField(label="Giới", choices=KINDS, widget=forms.RadioSelect)
    needs = forms.MultipleChoiceField(label="Cần", choices=KINDS, widget=forms.CheckboxSelectMultiple, required=False)
    urgent = forms.BooleanField(label="Gấp", required=False)
    age = forms.IntegerField(label="Tuổi", min_value=0, max_value=16, required=False)
    secret = forms.CharField(label="Mật khẩu", widget=forms.PasswordInput(render_value=True), required=False)
    paper = forms.FileField(label="Giấy tờ", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, object]:
        """One rule over two fields."""
        if self.cleaned_data.get("age") == 0 and self.cleaned_data.get("urgent"):
            raise forms.ValidationError("Trẻ sơ sinh thì gọi 111 ngay.")
        return self.cleaned_data


FULL = {"name": "Hồ Thị Ánh", "sex": "gái", "needs": ["trai", "gái"], "urgent": "on", "age": "9", "version": "3"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("name", Input.TEXT),
        ("note", Input.AREA),
        ("sex", Input.RADIO),
        ("needs", Input.CHECKS),
        ("urgent", Input.CHECK),
        ("age", Input.NUMBER),
        ("secret", Input.PASSWORD),
        ("paper", Input.FILE),
        ("version", Input.HIDDEN),
    ],
)
def test_each_widget_becomes_its_input(name: str, kind: Input) -> None:
    assert input_of(Everything().fields[name].widget) is kind


def test_every_field_comes_in_order_with_what_was_typed() -> None:
    values = field_values(Everything(FULL))
    assert [one.name for one in values] == list(Everything.base_fields)
    typed = {one.name: one.value for one in values}
    assert (typed["name"], typed["age"], typed["urgent"], typed["version"]) == ("Hồ Thị Ánh", "9", "1", "3")


def test_what_was_chosen_is_marked_and_nothing_else() -> None:
    values = {one.name: one for one in field_values(Everything(FULL))}
    assert [choice.chosen for choice in values["sex"].choices] == [True, False]
    assert [choice.chosen for choice in values["needs"].choices] == [True, True]
    assert not any(choice.chosen for choice in field_value(Everything()["sex"]).choices)


def test_a_password_and_a_file_never_come_back() -> None:
    form = Everything({**FULL, "secret": "chim hót"}, {"paper": SimpleUploadedFile("a.pdf", b"x")})
    assert form.is_valid()
    assert [field_value(form[name]).value for name in ("secret", "paper")] == ["", ""]


def test_optional_fields_are_marked_but_boxes_and_hidden_ones_are_not() -> None:
    marked = {one.name for one in field_values(Everything()) if one.optional}
    assert marked == {"note", "needs", "age", "secret", "paper"}


def test_an_unsent_form_shows_no_error() -> None:
    assert fault_lines(Everything()) == ()
    assert {one.error for one in field_values(Everything())} == {""}


def test_the_summary_names_the_whole_form_first_and_then_each_field() -> None:
    lines = fault_lines(Everything({"name": "", "sex": "khác", "urgent": "on", "age": "0"}))
    assert lines[0].field_id == ""
    assert "111" in lines[0].text
    assert len(lines) == 3
    assert all(line.field_id for line in lines[1:])


def test_limits_and_hints_ride_along() -> None:
    values = {one.name: one for one in field_values(Everything())}
    assert (values["name"].max_length, str(values["name"].hint)) == (120, "Như trong giấy khai sinh")
    assert values["note"].rows == 7


def test_hostile_text_is_only_text() -> None:
    form = Everything({**FULL, "name": "<script>alert(1)</script>"})
    assert field_value(form["name"]).value == "<script>alert(1)</script>"
    assert not hasattr(field_value(form["name"]).value, "__html__")
