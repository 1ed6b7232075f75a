"""Every write on forums."""

from mangnon.programmes.forums.actions.asking import (
    QuestionTold,
    answer_question,
    ask,
    correct_question,
    follow_up,
    publish,
    withdraw,
)
from mangnon.programmes.forums.actions.holding import (
    ForumTold,
    Grown,
    add_forum,
    cancel_forum,
    correct_forum,
    hold_forum,
    report_forum,
)
from mangnon.programmes.forums.actions.reminding import remind_answer
from mangnon.programmes.forums.actions.taking_part import GroupTold, add_group, correct_group

__all__ = [
    "ForumTold", "GroupTold", "Grown", "QuestionTold", "add_forum", "add_group", "answer_question", "ask",
    "cancel_forum", "correct_forum", "correct_group", "correct_question", "follow_up", "hold_forum", "publish",
    "remind_answer", "report_forum", "withdraw",
]  # fmt: skip
