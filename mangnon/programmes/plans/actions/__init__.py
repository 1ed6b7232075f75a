"""Acts on plans: planning, sharing out, telling how far it is, copying into the next year, adoption."""

from mangnon.programmes.plans.actions.adopting import tell_adoption
from mangnon.programmes.plans.actions.copying import copy_plan
from mangnon.programmes.plans.actions.goals import add_goal, count_goals, set_target, tell_actual
from mangnon.programmes.plans.actions.planning import add_objective, add_plan, correct_plan
from mangnon.programmes.plans.actions.reminding import remind
from mangnon.programmes.plans.actions.sharing import Share, share_task
from mangnon.programmes.plans.actions.tasks import Terms, add_task, correct_task, drop_task
from mangnon.programmes.plans.actions.telling import attach_evidence, tell_task

__all__ = [
    "Share",
    "Terms",
    "add_goal",
    "add_objective",
    "add_plan",
    "add_task",
    "attach_evidence",
    "copy_plan",
    "correct_plan",
    "correct_task",
    "count_goals",
    "drop_task",
    "remind",
    "set_target",
    "share_task",
    "tell_actual",
    "tell_adoption",
    "tell_task",
]
