"""Forums under forced row security: everybody who works here reads them, a place writes its own.

Groups of delegates are read by the place of the forum alone. An answer is written by the place of the forum or by
the place that was asked.
"""

from django.db import migrations

from mangnon.programmes.protecting import own, part_of, read_by_all, read_within

OF_FORUM = part_of("programmes_forum", "forum_id")
OF_QUESTION = (
    "exists (select 1 from programmes_forumquestion q join programmes_forum r on r.id = q.forum_id"
    f" where q.id = {{table}}.question_id and ({own('r.place_id')} or {own('q.place_id')}))"
)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0007_forums")]
    operations = [
        read_by_all("programmes_forum", written=own()),
        read_within("programmes_forumgroup", within=OF_FORUM, written=OF_FORUM),
        read_by_all("programmes_forumquestion", written=OF_FORUM),
        read_by_all("programmes_forumanswer", written=OF_QUESTION),
    ]
