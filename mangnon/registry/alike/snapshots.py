"""Rows as data that survive years in a table: to put back what stood there, and to tell whether it was changed."""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


def row_data(row: models.Model) -> dict[str, Any]:
    """Every stored column of a row, as JSON holds it."""
    columns = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.generated}
    data: dict[str, Any] = as_data(columns)
    return data


def as_data(value: Any) -> Any:
    """The value as it comes back from a JSON column."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False))


def written(row: models.Model, column: str, value: Any) -> None:
    """Put a kept value back into a column."""
    field: Any = row._meta.get_field(column)
    setattr(row, column, field.to_python(value))
