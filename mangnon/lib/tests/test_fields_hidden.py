"""No way of showing a sealed value shows its content."""

import copy
import json
import logging
import pickle
import pprint
import traceback

import jinja2
import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from markupsafe import escape

from mangnon.lib import fields
from mangnon.lib.fields import Sealed, set_key_ring
from mangnon.lib.tests.sealed_tables import CANARY, ROW, Report, read, saved


@pytest.fixture(autouse=True)
def _installed(ring):
    before = fields._provider
    set_key_ring(lambda: ring)
    yield
    set_key_ring(before)


def both():
    """A value waiting to be sealed, and one read from the database."""
    waiting = Report(id=ROW, reporter=CANARY)
    return [waiting.reporter, read(saved(Report(id=ROW, reporter=CANARY))).reporter]


SHOWN = [
    str,
    repr,
    format,
    lambda value: f"{value!r:>40}",
    lambda value: f"{value:>40}",
    lambda value: "%s %r" % (value, value),  # noqa: UP031 - the old way must hide it too
    "{0} {0!r} {0:>9}".format,
    lambda value: pprint.pformat({"value": value}),
    lambda value: str([value, {"value": value}]),
    lambda value: json.dumps({"value": value}, default=str, ensure_ascii=False),
    lambda value: json.dumps({"value": value}, default=repr, ensure_ascii=False),
    lambda value: str(escape(value)),
    lambda value: format_html("<b>{}</b>", value),
    lambda value: jinja2.Environment(autoescape=True).from_string("{{ v }} {{ v|string }} {{ [v] }}").render(v=value),
    lambda value: str(Report(id=ROW, reporter=value).__dict__),
]


@pytest.mark.parametrize("show", SHOWN)
def test_nothing_shows_the_content(show):
    for value in both():
        shown = show(value)
        assert "•••" in shown
        assert CANARY not in shown


def test_an_empty_one_shows_nothing():
    assert str(Sealed()) == ""
    assert repr(Sealed()) == "<Sealed not set>"


def test_a_template_can_ask_whether_it_is_set():
    template = jinja2.Environment(autoescape=True).from_string("{{ 'có' if v else 'chưa' }}")
    assert template.render(v=Report(id=ROW).reporter) == "chưa"
    assert template.render(v=Report(id=ROW, reporter=CANARY).reporter) == "có"


def test_a_log_does_not_show_it(caplog):
    with caplog.at_level(logging.INFO):
        for value in both():
            logging.getLogger("mangnon.test").info("reporter %s %r", value, value)
    assert "•••" in caplog.text
    assert CANARY not in caplog.text


def test_a_trace_with_local_variables_does_not_show_it():
    waiting, stored = both()
    try:
        _ = waiting.missing, stored
    except AttributeError as error:
        shown = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    assert "<Sealed •••>" in shown
    assert CANARY not in shown


@pytest.mark.parametrize("dump", [json.dumps, lambda value: json.dumps(value, cls=DjangoJSONEncoder)])
def test_json_refuses_it(dump):
    for value in both():
        with pytest.raises(TypeError):
            dump({"value": value})


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickle_refuses_it_and_its_row(protocol):
    for value in both():
        with pytest.raises(TypeError, match="never pickled"):
            pickle.dumps(value, protocol)
        with pytest.raises(TypeError, match="never pickled"):
            pickle.dumps(Report(id=ROW, reporter=value), protocol)


def test_its_state_is_not_given_away():
    for value in both():
        with pytest.raises(TypeError):
            value.__getstate__()
        assert not hasattr(value, "__dict__")


def test_a_copied_row_keeps_it():
    for value in both():
        assert copy.copy(value) is value
        assert copy.deepcopy({"reporter": value})["reporter"] is value
