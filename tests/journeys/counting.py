"""Tasks done as a person does them, and what they cost.

A task's seconds are reckoned from what the journey did, with the usual figures of the keystroke-level model, so that a
slow machine makes no task slow: 0.28 s for a key, 1.1 s for a press with hand and eye, 1.35 s to think before each.
"""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.architecture.code import ROOT

KEY, PRESS, THINK = 0.28, 1.1, 1.35
PAGE = ROOT / "docs" / "time-per-task.md"


@dataclass
class Task:
    """Does what a person does, and counts it."""

    page: Page
    name: str
    fields: int = 0
    presses: int = 0
    keys: int = 0

    def write(self, field: str, text: str) -> None:
        """Type into a box."""
        self.page.fill(f"main [name={field}]", text)
        self.fields, self.keys = self.fields + 1, self.keys + len(text) + 1

    def choose(self, field: str, label: str) -> None:
        """Choose from a list."""
        self.page.select_option(f"main select[name={field}]", label=label)
        self.fields, self.presses = self.fields + 1, self.presses + 2

    def tick(self, field: str, value: str) -> None:
        """Tick a box or an answer."""
        self.page.check(f"main input[name={field}][value='{value}']")
        self.fields, self.presses = self.fields + 1, self.presses + 1

    def press(self, words: str) -> None:
        """Press a button or a link."""
        self.page.locator("main").get_by_role("button", name=words).or_(
            self.page.locator("main").get_by_role("link", name=words)
        ).first.click()
        self.presses += 1

    @property
    def seconds(self) -> int:
        """What it takes a person who knows what to write."""
        return round(self.keys * KEY + self.presses * (PRESS + THINK) + self.fields * THINK)

    def line(self) -> str:
        """As the page of tasks shows it."""
        return f"| {self.name} | {self.fields} | {self.presses} | {self.seconds} |"


def told(task: Task, most: int) -> None:
    """Within the limit, and as the page of tasks says."""
    assert task.seconds <= most, task.line()
    assert task.line() in PAGE.read_text(encoding="utf-8"), task.line()
