"""Every act on training."""

from mangnon.programmes.training.actions.attending import check_in as check_in
from mangnon.programmes.training.actions.attending import tell_attendance as tell_attendance
from mangnon.programmes.training.actions.attending import write_scores as write_scores
from mangnon.programmes.training.actions.closing import Ending as Ending
from mangnon.programmes.training.actions.closing import certify as certify
from mangnon.programmes.training.actions.closing import finish_course as finish_course
from mangnon.programmes.training.actions.closing import reopen_course as reopen_course
from mangnon.programmes.training.actions.courses import CourseTold as CourseTold
from mangnon.programmes.training.actions.courses import SessionTold as SessionTold
from mangnon.programmes.training.actions.courses import add_session as add_session
from mangnon.programmes.training.actions.courses import add_trainer as add_trainer
from mangnon.programmes.training.actions.courses import correct_course as correct_course
from mangnon.programmes.training.actions.courses import correct_session as correct_session
from mangnon.programmes.training.actions.courses import drop_course as drop_course
from mangnon.programmes.training.actions.courses import plan_course as plan_course
from mangnon.programmes.training.actions.curricula import CurriculumTold as CurriculumTold
from mangnon.programmes.training.actions.curricula import add_curriculum as add_curriculum
from mangnon.programmes.training.actions.curricula import correct_curriculum as correct_curriculum
from mangnon.programmes.training.actions.inviting import TraineeTold as TraineeTold
from mangnon.programmes.training.actions.inviting import add_trainee as add_trainee
from mangnon.programmes.training.actions.inviting import answer as answer
from mangnon.programmes.training.actions.inviting import correct_trainee as correct_trainee
from mangnon.programmes.training.actions.inviting import invite as invite
