"""Why a child stands in an answer, in words for whoever looks at it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mangnon.lib.names import fold
from mangnon.lib.refusal import Text
from mangnon.registry.models import Child
from mangnon.registry.search.asking import Asked
from mangnon.registry.search.grounds import Ground
from mangnon.registry.search.looking import Line


def why(child: Child, line: Line, ground: Ground | None, asked: Asked) -> tuple[Text, ...]:
    """The reasons, the weightiest first."""
    return tuple(_reasons(child, line, ground, asked))


def _reasons(child: Child, line: Line, ground: Ground | None, asked: Asked) -> Iterator[Text]:
    if line.by == "number":
        yield _("đúng số của trẻ")
    elif line.by == "kin_number":
        yield _("đúng số của người thân")
    if asked.words and line.folded:
        yield from _by_name(line, asked)
    if line.by == "kin":
        yield _("người thân: {names}").format(names=", ".join(_kin(child, asked)) or _("trong hộ"))
    if asked.years and line.year not in asked.years:
        yield _("sinh năm {year}").format(year=line.year)
    if ground is not None and ground.words and child.place_id in ground.places:
        yield _("ở nơi đã nêu")


def _by_name(line: Line, asked: Asked) -> Iterator[Text]:
    typed, words = " ".join(asked.words), line.folded.split()
    if not line.own:
        yield _("tên khác: {name}").format(name=line.name)
    elif typed == line.folded or line.folded in typed:
        yield _("đúng họ tên")
    elif sorted(asked.words) == sorted(words):
        yield _("đúng họ tên, khác thứ tự")
    elif set(asked.words) <= set(words):
        yield _("có các chữ đã gõ")
    elif line.by not in {"kin", "number", "kin_number"}:
        yield _("tên gần giống")


def _kin(child: Child, asked: Asked) -> Iterator[str]:
    """Names of people around the child that hold the words of the question."""
    said = {*asked.kin, *(word for part in asked.parts for word in fold(part).split())}
    names = [parent.full_name for parent in child.parents.all()]
    if child.household is not None:
        names.append(child.household.head_name)
    for name in dict.fromkeys(names):
        words = fold(name).split()
        shared = (said or set(asked.words)) & set(words)
        if shared and (said or len(shared) * 2 > len(words)):
            yield name
