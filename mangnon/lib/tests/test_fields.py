"""A sealed column keeps, replaces, clears and reveals; no database is needed to see that."""

import pytest
from django.apps.registry import Apps
from django.core.exceptions import FieldError, ValidationError
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from mangnon.lib import fields
from mangnon.lib.fields import Sealed, SealedTextField, key_ring, reseal, reveal, set_key_ring
from mangnon.lib.secrets import SealBroken
from mangnon.lib.tests.sealed_tables import CANARY, OTHER_ROW, ROW, Driver, Report, Visit, field_of, read, saved


@pytest.fixture(autouse=True)
def _installed(ring):
    before = fields._provider
    set_key_ring(lambda: ring)
    yield
    set_key_ring(before)


def test_what_was_saved_is_revealed():
    blob = saved(Report(id=ROW, reporter=CANARY))
    assert isinstance(blob, bytes)
    assert CANARY.encode() not in blob
    assert reveal(read(blob), "reporter") == CANARY


@given(text=st.text(min_size=1))
def test_any_text_comes_back(text):
    assert reveal(read(saved(Report(id=ROW, reporter=text))), "reporter") == text


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_is_null(nothing):
    report = Report(id=ROW, reporter=nothing)
    assert not report.reporter.is_set
    assert saved(report) is None
    assert reveal(report, "reporter") is None
    assert not read(None).reporter.is_set
    assert reveal(read(None), "reporter") is None


def test_a_column_never_mentioned_is_not_set():
    report = Report(id=ROW)
    assert isinstance(report.reporter, Sealed)
    assert not report.reporter.is_set
    assert not report.reporter


def test_it_tells_that_something_is_set():
    assert Report(id=ROW, reporter=CANARY).reporter.is_set
    assert read(saved(Report(id=ROW, reporter=CANARY))).reporter
    assert Report(id=ROW, reporter=CANARY).reporter.is_pending
    assert not read(saved(Report(id=ROW, reporter=CANARY))).reporter.is_pending


def test_two_values_are_never_equal():
    one, other = Report(id=ROW, reporter=CANARY), Report(id=ROW, reporter=CANARY)
    assert one.reporter != other.reporter
    assert one.reporter != CANARY


def test_assigning_what_was_read_keeps_it_unchanged():
    blob = saved(Report(id=ROW, reporter=CANARY))
    report = read(blob)
    report.reporter = report.reporter
    assert saved(report, add=False) == blob
    form_of_somebody_without_the_right = read(blob).reporter
    report.reporter = form_of_somebody_without_the_right
    assert saved(report, add=False) == blob


def test_assigning_a_text_replaces_it():
    report = read(saved(Report(id=ROW, reporter=CANARY)))
    report.reporter = "Hồ Thị Hoa"
    assert reveal(report, "reporter") == "Hồ Thị Hoa"
    assert reveal(read(saved(report, add=False)), "reporter") == "Hồ Thị Hoa"


@pytest.mark.parametrize("nothing", [None, ""])
def test_assigning_nothing_clears_it(nothing):
    report = read(saved(Report(id=ROW, reporter=CANARY)))
    report.reporter = nothing
    assert saved(report, add=False) is None


@pytest.mark.parametrize("strange", [b"bytes", 7, ["text"], models.F("place"), models.Value("text")])
def test_it_refuses_anything_but_a_text(strange):
    with pytest.raises(TypeError, match="takes a text"):
        Report(id=ROW, reporter=strange)


def test_after_saving_the_text_is_gone_from_memory():
    report = Report(id=ROW, reporter=CANARY)
    blob = saved(report)
    assert not report.reporter.is_pending
    assert report.reporter.blob == blob
    assert saved(report, add=False) == blob


def test_it_is_bound_to_its_row():
    blob = saved(Report(id=ROW, reporter=CANARY))
    with pytest.raises(SealBroken):
        reveal(read(blob, row=OTHER_ROW), "reporter")


def test_it_is_bound_to_its_column():
    blob = saved(Report(id=ROW, reporter=CANARY))
    with pytest.raises(SealBroken):
        reveal(read(blob, name="phone"), "phone")


def test_it_is_bound_to_its_table():
    blob = saved(Visit(id=7, reporter=CANARY))
    assert reveal(read(blob, row=7, model=Visit), "reporter") == CANARY
    twin = type("Twin", (models.Model,), {"__module__": __name__, "reporter": SealedTextField("x"), "Meta": META})
    with pytest.raises(SealBroken):
        reveal(read(blob, row=7, model=twin), "reporter")


META = type("Meta", (), {"app_label": "lib_tests", "apps": Apps()})


def test_a_value_sealed_for_another_row_cannot_be_inserted():
    elsewhere = read(saved(Report(id=ROW, reporter=CANARY)))
    with pytest.raises(SealBroken):
        saved(Report(id=OTHER_ROW, reporter=elsewhere.reporter))


def test_the_key_may_be_written_as_text_or_as_uuid():
    blob = saved(Report(id=str(ROW).upper(), reporter=CANARY))
    assert reveal(read(blob), "reporter") == CANARY


def test_it_refuses_to_be_saved_before_the_row_has_its_key():
    with pytest.raises(ValueError, match="before the row has its key"):
        saved(Visit(reporter=CANARY))
    assert saved(Visit()) is None


def test_the_name_of_the_column_in_the_database_counts(ring):
    blob = saved(Report(id=ROW, phone=CANARY), "phone")
    assert ring.open_sealed(blob, ("lib_tests_report", "telephone", str(ROW))) == CANARY


@pytest.mark.parametrize("value", [CANARY, Sealed(text=CANARY)])
def test_it_refuses_a_text_that_no_save_has_sealed(value):
    with pytest.raises(FieldError, match="can only be sealed by save"):
        field_of(Report, "reporter").get_db_prep_save(value, Driver)


@pytest.mark.parametrize("lookup", ["exact", "contains", "in", "gt", "iexact", "startswith", "regex"])
def test_it_refuses_to_be_searched(lookup):
    with pytest.raises(FieldError, match="can't be searched"):
        Report.objects.filter(**{f"reporter__{lookup}": CANARY})


def test_it_can_be_asked_whether_it_is_null():
    (condition,) = Report.objects.filter(reporter__isnull=False).query.where.children
    assert condition.lookup_name == "isnull"


def test_validation_passes_it_unopened():
    report = read(saved(Report(id=ROW, reporter=CANARY)))
    before = report.reporter
    report.place = "Trà Linh"
    report.clean_fields(exclude=["id", "phone"])
    assert report.reporter is before


def test_a_required_one_must_be_set():
    class Strict(models.Model):
        reporter = SealedTextField("x", null=False, blank=False)

        class Meta:
            app_label = "lib_tests"
            apps = Apps()

    with pytest.raises(ValidationError):
        Strict(id=1).clean_fields()
    Strict(id=1, reporter=CANARY).clean_fields()


def test_no_automatic_form_shows_it():
    assert field_of(Report, "reporter").formfield() is None
    assert not field_of(Report, "reporter").editable


def test_it_refuses_to_be_dumped_as_a_fixture():
    with pytest.raises(TypeError, match="not as a fixture"):
        field_of(Report, "reporter").value_to_string(Report(id=ROW, reporter=CANARY))


@pytest.mark.parametrize(
    "option", ["default", "db_default", "choices", "unique", "primary_key", "db_index", "max_length"]
)
def test_it_refuses_options_that_make_no_sense(option):
    with pytest.raises(TypeError, match=option):
        SealedTextField("x", **{option: 1})


OPTIONS = [
    {},
    {"null": False},
    {"blank": False},
    {"editable": True},
    {"db_column": "c", "null": False, "help_text": "h"},
]


@pytest.mark.parametrize("options", OPTIONS)
def test_a_migration_makes_the_same_field_again(options):
    field = SealedTextField("reporter_identity", **options)
    name, path, args, described = field.deconstruct()
    assert name is None
    assert path == "mangnon.lib.fields.SealedTextField"
    again = SealedTextField(*args, **described)
    assert again.deconstruct() == (name, path, args, described)
    for attribute in ("purpose", "null", "blank", "editable", "db_column", "help_text"):
        assert getattr(again, attribute) == getattr(field, attribute)


def test_a_field_can_be_cloned():
    assert field_of(Report, "reporter").clone().purpose == "reporter_identity"


def test_it_is_bytes_in_the_database():
    assert field_of(Report, "reporter").get_internal_type() == "BinaryField"


def test_bytes_come_from_any_driver_as_they_will():
    blob = saved(Report(id=ROW, reporter=CANARY))
    for given_by_driver in (blob, bytearray(blob), memoryview(blob)):
        assert reveal(read(given_by_driver), "reporter") == CANARY


def test_revealing_refuses_other_columns():
    with pytest.raises(TypeError, match="isn't a sealed column"):
        reveal(Report(id=ROW, place="Trà Linh"), "place")


def test_another_ring_can_be_given(ring, old_ring):
    set_key_ring(lambda: old_ring)
    blob = saved(Report(id=ROW, reporter=CANARY))
    set_key_ring(None)
    assert reveal(read(blob), "reporter", ring) == CANARY


def test_after_a_rotation_a_value_is_sealed_again_once(ring, old_ring):
    set_key_ring(lambda: old_ring)
    blob = saved(Report(id=ROW, reporter=CANARY))
    set_key_ring(lambda: ring)
    report = read(blob)
    assert reseal(report, "reporter")
    renewed = saved(report, add=False)
    assert ring.is_current(renewed)
    assert reveal(read(renewed), "reporter") == CANARY
    assert not reseal(read(renewed), "reporter")
    assert not reseal(read(None), "reporter")
    assert not reseal(Report(id=ROW, reporter=CANARY), "reporter")


def test_without_a_provider_there_is_no_ring():
    set_key_ring(None)
    with pytest.raises(RuntimeError, match="set_key_ring"):
        key_ring()
    assert fields._provider is None


def test_a_row_without_secrets_is_read_and_saved_without_a_ring():
    set_key_ring(None)
    report = read(None)
    assert reveal(report, "reporter") is None
    assert saved(report, add=False) is None


def test_the_class_gives_its_descriptor():
    assert Report.reporter.field is field_of(Report, "reporter")
