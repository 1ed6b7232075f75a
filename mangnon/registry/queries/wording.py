"""Wordings of codes for one page: every list in one statement, and silence where a list isn't loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import get_language

from mangnon.lib.refusal import Text
from mangnon.registry.queries.codes import GroupLine, lines_of
from mangnon.statutes.kinds.lists import CodeList
from mangnon.statutes.queries.definitions import Law, all_of, all_of_kinds


@dataclass(frozen=True)
class Wording:
    """What codes of the law of one day mean, in the reader's language."""

    on: date

    @cached_property
    def lists(self) -> Mapping[str, CodeList]:
        """All code lists in force, by key."""
        return {law.key: law.body for law in self._laws["codes"]}

    @cached_property
    def groups(self) -> Mapping[str, GroupLine]:
        """All groups and sub-groups of special circumstances, in the order of the law."""
        return {line.code: line for line in lines_of(self._laws["circumstances"])}

    @cached_property
    def _laws(self) -> dict[str, list[Law]]:
        """Both kinds that nearly every page needs, in one statement."""
        return all_of_kinds(("codes", "circumstances"), self.on)

    @cached_property
    def benefits(self) -> dict[tuple[str, str], str]:
        """All lines of entitlements, by law and code."""
        laws = all_of("entitlement", self.on)
        return {(law.key, one.code): one.vi for law in laws for one in law.body.benefits}

    def items(self, name: str) -> dict[str, str]:
        """Code → wording; empty when the list isn't there."""
        found = self.lists.get(name)
        english = get_language() == "en"
        return {one.code: (english and one.en) or one.vi for one in found.items} if found else {}

    def word(self, name: str, code: str) -> str:
        """The wording of a code; the code itself when its list doesn't have it."""
        found = self.lists.get(name)
        item = found.by_code(code) if found and code else None
        if item is None:
            return code
        return item.en if get_language() == "en" and item.en else item.vi

    def group(self, code: str) -> Text:
        """The wording of a group of special circumstances."""
        line = self.groups.get(code)
        return line.title if line else code
