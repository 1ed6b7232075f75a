"""Training under forced row security: everybody who works here reads courses, a place writes its own.

Who is on a list is read by the place of the course, the place they come from, the place they work in today, and
themselves; written by the place of the course, and by themselves (an answer, a sign-in by QR). Curricula are the
province's alone.
"""

from django.db import migrations

from mangnon.programmes.protecting import NOBODY, own, part_of, read_by_all, read_within

OF_COURSE = part_of("programmes_course", "course_id")
MYSELF = "coalesce({table}.person::text = current_setting('mangnon.actor', true), false)"
WORKS_HERE = (
    "exists (select 1 from accounts_assignment a where a.person_id = {table}.person"
    f" and a.valid_from <= current_date and a.valid_to > current_date and {own('a.place_id')})"
)
CAME_SEEN = "exists (select 1 from programmes_trainee t where t.id = {table}.trainee_id)"
CAME_WRITTEN = (
    "exists (select 1 from programmes_trainee t join programmes_course r on r.id = t.course_id"
    " where t.id = {table}.trainee_id"
    f" and ({own('r.place_id')} or t.person::text = current_setting('mangnon.actor', true)))"
)
WRITERS = {
    "programmes_curriculum": NOBODY,
    "programmes_trainer": own(),
    "programmes_course": own(),
    "programmes_session": OF_COURSE,
}


class Migration(migrations.Migration):
    dependencies = [("programmes", "0017_training"), ("accounts", "0001_people")]
    operations = [
        *(read_by_all(table, written=written) for table, written in WRITERS.items()),
        read_within(
            "programmes_trainee", within=f"{own()} or {OF_COURSE} or {MYSELF} or {WORKS_HERE}", written=OF_COURSE,
            changed=f"{OF_COURSE} or {MYSELF}",
        ),
        read_within("programmes_attendance", within=CAME_SEEN, written=CAME_WRITTEN),
    ]  # fmt: skip
