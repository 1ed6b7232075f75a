"""Who may do what, and places inside places."""

from __future__ import annotations

from dataclasses import dataclass

from mangnon.ui.parts.words import Text, Words


@dataclass(frozen=True, slots=True)
class Grant:
    """A cell of the matrix: granted or not, or granted with a limit said in words."""

    given: bool
    limit: Text = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One right, and for each role whether it is granted."""

    label: Text
    grants: tuple[Grant, ...]
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rights down, roles across, in groups."""

    caption: Text
    roles: tuple[Text, ...]
    groups: tuple[tuple[Text, tuple[MatrixRow, ...]], ...]

    def __post_init__(self) -> None:
        """Refuse rows that do not fit the roles."""
        if any(len(row.grants) != len(self.roles) for _, rows in self.groups for row in rows):
            raise ValueError(f"each row of the matrix needs {len(self.roles)} grants")


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A place with the places inside it; opens as <details>. `more_url` fetches children when opened."""

    label: Text
    url: str = ""
    note: Words = ""
    children: tuple[TreeNode, ...] = ()
    open: bool = False
    current: bool = False
    more_url: str = ""
