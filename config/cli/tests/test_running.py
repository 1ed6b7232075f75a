"""What a person reads when a command can't do its work for a reason that isn't theirs."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.db import ProgrammingError

from config.cli import running


def raising(cause: Exception) -> Any:
    """A command whose statement fails."""

    def run(*_told: Any) -> int:
        raise ProgrammingError(str(cause)) from cause

    return run


@pytest.mark.parametrize("cause", [psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn])
def test_a_database_of_another_release_is_told_in_a_sentence(
    cause: type[Exception], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(running, "_run", raising(cause("relation places_unit")))
    assert running.run_command(["places", "show", "48"]) == running.REFUSED
    assert "Chạy «mangnon migrate»" in capsys.readouterr().err


def test_a_wrong_statement_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "_run", raising(psycopg.errors.SyntaxError("at or near")))
    with pytest.raises(ProgrammingError):
        running.run_command(["places", "show", "48"])
