"""What a copy holds: facts that rooms tell, less what is never handed out. The rules are data; unknown is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.access.offers import filled
from mangnon.lib.refusal import Text
from mangnon.lib.yamls import read_yaml
from mangnon.oversight.definitions import DefinitionFileWrong

FILE = Path(__file__).parent / "data" / "redaction.yaml"
UNJUDGED = gettext_lazy("Loại dữ liệu này chưa được xét để đưa ra ngoài.")


@dataclass(frozen=True, slots=True)
class CopiedFact:
    """One line of a copy. ``sort`` is the class by which the redaction set judges it."""

    label: Text
    value: str
    sort: str


@dataclass(frozen=True, slots=True)
class CopySource:
    """A room that holds facts about a kind of subject: what it would put into a copy, within the actor's reach."""

    kind: str
    facts: Callable[[Actor, str], Sequence[CopiedFact]]


@dataclass(frozen=True, slots=True)
class Redaction:
    """Classes that are left out always, those left out toward representatives, each with why; and the open ones."""

    always: Mapping[str, str]
    toward_representative: Mapping[str, str]
    open: frozenset[str]


@dataclass(frozen=True, slots=True)
class Copied:
    """What is handed out, and why something isn't: the reasons, never the facts."""

    facts: tuple[CopiedFact, ...]
    withheld: tuple[str, ...]


@cache
def redaction() -> Redaction:
    """The redaction set. Raises DefinitionFileWrong."""
    return read_redaction(FILE.read_text(encoding="utf-8"))


def read_redaction(text: str) -> Redaction:
    """Read a set. Raises DefinitionFileWrong; nobody may open the reporter's identity by editing the file."""
    data = read_yaml(text)
    if not isinstance(data, dict) or data.keys() != {"always", "toward_representative", "open"}:
        raise DefinitionFileWrong("redaction.yaml needs 'always', 'toward_representative' and 'open', nothing else")
    always, toward = _reasons(data["always"]), _reasons(data["toward_representative"])
    if "reporter" not in always:
        raise DefinitionFileWrong("redaction.yaml: the reporter must stand under 'always'")
    free = frozenset(map(str, data["open"]))
    if twice := free & (always.keys() | toward.keys()):
        raise DefinitionFileWrong(f"redaction.yaml: {', '.join(sorted(twice))} is both open and left out")
    return Redaction(always, toward, free)


def _reasons(listed: Any) -> dict[str, str]:
    if not isinstance(listed, list) or not all(
        isinstance(one, dict) and {"class", "why"} == one.keys() for one in listed
    ):
        raise DefinitionFileWrong("redaction.yaml: each class left out needs 'class' and 'why'")
    return {str(one["class"]): str(one["why"]) for one in listed}


def redacted(facts: Iterable[CopiedFact], *, to_representative: bool, rules: Redaction) -> Copied:
    """Leave out what mustn't be handed out. A class that nobody has judged is left out as well."""
    kept, withheld = [], dict[str, None]()
    closed = {**rules.always, **(rules.toward_representative if to_representative else {})}
    free = rules.open | (frozenset() if to_representative else rules.toward_representative.keys())
    for fact in facts:
        if fact.sort in closed:
            withheld[closed[fact.sort]] = None
        elif fact.sort in free:
            kept.append(fact)
        else:
            withheld[str(UNJUDGED)] = None
    return Copied(tuple(kept), tuple(withheld))


def copy_of(actor: Actor, kind: str, thing: str, *, to_representative: bool) -> Copied:
    """What a copy about a thing holds, from all rooms that know it, as far as the actor sees it."""
    facts = [fact for source in filled(CopySource) if source.kind == kind for fact in source.facts(actor, thing)]
    return redacted(facts, to_representative=to_representative, rules=redaction())
