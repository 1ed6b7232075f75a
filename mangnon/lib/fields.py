"""A column whose text is sealed: encrypted in the database, never shown by accident, opened by name only.

``SealedTextField`` is the one Django field of this room. Every opening goes through ``reveal``, so that a
search for that word finds all of them; the caller books it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

from django.core.exceptions import FieldError, ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from mangnon.lib.secrets import Context, KeyRing

if TYPE_CHECKING:
    from collections.abc import Sequence

    _Field = models.Field["Sealed | str | None", "Sealed"]
else:
    _Field = models.Field

_VEIL = "•••"


class Sealed:
    """What stands in a sealed column: perhaps a value, never its content. Immutable.

    ``str``, ``repr``, ``format`` and templates show ``•••``; JSON and pickle refuse it; two of them are never
    equal, so that nothing is learnt by comparing. False when nothing is set.
    """

    __slots__ = ("__blob", "__text")

    def __init__(self, *, blob: bytes | None = None, text: str | None = None) -> None:
        self.__blob = blob
        self.__text = text or None

    @property
    def is_set(self) -> bool:
        """Whether there is a value, sealed already or to be sealed at the next save."""
        return self.__blob is not None or self.__text is not None

    @property
    def blob(self) -> bytes | None:
        """The sealed form; None if nothing is set or it isn't sealed yet."""
        return self.__blob

    @property
    def is_pending(self) -> bool:
        """Whether a new text waits to be sealed by save."""
        return self.__text is not None

    def sealed_by(self, ring: KeyRing, context: Context) -> Sealed:
        """Return the value in its sealed form; one that is sealed already comes back as it is."""
        return self if self.__text is None else Sealed(blob=ring.seal(self.__text, context))

    def opened_by(self, ring: Callable[[], KeyRing], context: Callable[[], Context]) -> str | None:
        """Return the content; None if nothing is set. Ring and context are asked for only when needed."""
        if self.__blob is None:
            return self.__text
        return ring().open_sealed(self.__blob, context())

    def __bool__(self) -> bool:
        return self.is_set

    def __str__(self) -> str:
        return _VEIL if self.is_set else ""

    def __repr__(self) -> str:
        return f"<Sealed {_VEIL if self.is_set else 'not set'}>"

    def __format__(self, spec: str) -> str:
        return str(self)

    def __copy__(self) -> Sealed:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Sealed:
        return self

    def __getstate__(self) -> NoReturn:
        message = "a sealed value is never pickled"
        raise TypeError(message)

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        self.__getstate__()


_NOT_SET = Sealed()


class _SealedAttribute(DeferredAttribute):
    """Turns whatever is assigned into a ``Sealed``; a deferred column is fetched at first reading."""

    def __set__(self, instance: models.Model, value: Sealed | str | None) -> None:
        instance.__dict__[self.field.attname] = _as_sealed(value)


def _as_sealed(value: object) -> Sealed:
    if isinstance(value, Sealed):
        return value
    if value is None:
        return _NOT_SET
    if isinstance(value, str):
        return Sealed(text=value)
    message = f"a sealed column takes a text, a Sealed or None, not {type(value).__name__}"
    raise TypeError(message)


class SealedTextField(_Field):
    """A text kept as sealed bytes (``bytea``), bound to its table, column and row.

    ``purpose`` names the right that opens it (``"reporter_identity"``). Assigning a text replaces the value
    at the next save; assigning the ``Sealed`` that was read keeps it; None or ``""`` clears it: NULL means
    not set. The row's key must be known before saving. Can't be filtered (only ``isnull``), sorted by
    content, given a default, edited by an automatic form, or dumped as a fixture. Renaming its table or
    column breaks every seal: open and seal again in the same migration.
    """

    descriptor_class = _SealedAttribute
    empty_strings_allowed = False
    description = "Sealed text"

    if TYPE_CHECKING:
        _pyi_private_set_type: Sealed | str | None
        _pyi_private_get_type: Sealed

    def __init__(self, purpose: str, **options: Any) -> None:
        if forbidden := _FORBIDDEN & options.keys():
            message = f"a sealed column can't have {', '.join(sorted(forbidden))}"
            raise TypeError(message)
        self.purpose = purpose
        super().__init__(**({"null": True, "blank": True, "editable": False} | options))

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Describe the field to migrations, with every default of ours spelt out."""
        name, path, args, options = super().deconstruct()
        ours = {"purpose": self.purpose, "null": self.null, "blank": self.blank, "editable": self.editable}
        return name, path, args, options | ours

    def get_internal_type(self) -> str:
        """``bytea`` in PostgreSQL."""
        return "BinaryField"

    def to_python(self, value: Any) -> Sealed:
        """Pass a sealed value through validation unopened."""
        return _as_sealed(value)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuse a required value that isn't set; the content is nobody's business here."""
        if not (_as_sealed(value).is_set or self.blank):
            raise ValidationError(self.error_messages["blank"], code="blank")

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed:
        """Wrap the bytes of the database; nothing is opened."""
        return _NOT_SET if value is None else Sealed(blob=bytes(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed:  # noqa: FBT001 - Django's signature
        """Seal a waiting text for this row; on insert, refuse a value sealed elsewhere (``SealBroken``)."""
        value: Sealed = getattr(model_instance, self.attname)
        if value.is_pending:
            value = value.sealed_by(key_ring(), self.context_of(model_instance))
            setattr(model_instance, self.attname, value)
        elif add:
            value.opened_by(key_ring, lambda: self.context_of(model_instance))
        return value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        """Give the sealed bytes to the driver; refuse a text that no save has sealed (``update``)."""
        sealed = _as_sealed(value)
        if sealed.is_pending:
            message = f"{self.name} can only be sealed by save() or bulk_create(), which know the row"
            raise FieldError(message)
        return None if sealed.blob is None else connection.Database.Binary(sealed.blob)

    def get_lookup(self, lookup_name: str) -> Any:
        """Allow ``isnull`` alone: sealed values can't be compared."""
        if lookup_name != "isnull":
            message = f"{self.name} is sealed: it can't be searched ({lookup_name})"
            raise FieldError(message)
        return super().get_lookup(lookup_name)

    def value_to_string(self, obj: models.Model) -> NoReturn:
        """Refuse to be dumped: a dump would hold ``•••``, and loading it would destroy the value."""
        message = f"{self.name} is sealed: back it up with the database, not as a fixture"
        raise TypeError(message)

    def formfield(self, *args: Any, **options: Any) -> None:
        """No automatic form field: a form must say whether it keeps, replaces or clears the value."""

    def context_of(self, instance: models.Model) -> Context:
        """Return the place to which the value is bound. Raises ValueError before the row has its key."""
        table = self.model._meta
        key = getattr(instance, str(table.pk.attname))
        if key is None:
            message = f"{self.name} can't be sealed before the row has its key"
            raise ValueError(message)
        return Context(table.db_table, str(self.column), str(table.pk.to_python(key)))


_FORBIDDEN = {"default", "db_default", "choices", "unique", "primary_key", "db_index", "max_length"}


def reveal(instance: models.Model, name: str, ring: KeyRing | None = None) -> str | None:
    """Return the content of a sealed column; None if nothing is set.

    The caller has checked the right and books the opening. ``ring`` is the installation's unless given.
    Raises ``SealBroken`` if the value was altered or moved.
    """
    field = _sealed_field(instance, name)
    value: Sealed = getattr(instance, field.attname)
    return value.opened_by(lambda: ring or key_ring(), lambda: field.context_of(instance))


def reseal(instance: models.Model, name: str, ring: KeyRing | None = None) -> bool:
    """Make the next save seal a value under the current key; False if there is nothing to do."""
    field = _sealed_field(instance, name)
    value: Sealed = getattr(instance, field.attname)
    if value.blob is None or (ring or key_ring()).is_current(value.blob):
        return False
    setattr(instance, field.attname, reveal(instance, name, ring))
    return True


def _sealed_field(instance: models.Model, name: str) -> SealedTextField:
    field = instance._meta.get_field(name)
    if not isinstance(field, SealedTextField):
        message = f"{name} isn't a sealed column"
        raise TypeError(message)
    return field


_provider: Callable[[], KeyRing] | None = None


def set_key_ring(provider: Callable[[], KeyRing] | None) -> None:
    """Say where the installation's key ring comes from, once at start. The provider does the caching."""
    global _provider  # noqa: PLW0603 - one installation has one ring
    _provider = provider


def key_ring() -> KeyRing:
    """Return the installation's key ring. Raises RuntimeError before ``set_key_ring``."""
    if _provider is None:
        message = "no key ring: call set_key_ring at start"
        raise RuntimeError(message)
    return _provider()
