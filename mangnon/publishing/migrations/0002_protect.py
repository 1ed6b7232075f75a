"""Publishing under forced row security. Drafts are for those who work here; the portal's role reads what is public.

``publishing_live`` is all that the portal reads of an article; the number of openings goes through one function that
counts and tells nothing else. Versions, history and manifests are only ever added.
"""

from django.db import migrations

from mangnon.access.rowsecurity import protect_by_root, watch
from mangnon.files.protecting import files_of

STAFF = "coalesce(current_setting('mangnon.actor', true), '') not in ('', 'public')"
KEPT = ("article", "version", "publication", "picture", "linkdomain", "line", "manifest", "due", "release", "patrol")
SHOWN = ("live", "word", "seen")
ADDED_ONLY = ("version", "line", "manifest", "patrol")
NEVER_DELETED = ("article", "publication", "picture", "linkdomain", "release")
WATCHED = ("article", "version", "publication", "picture", "linkdomain", "line", "manifest", "release", "live")

ENABLE = """
alter table publishing_{name} enable row level security; alter table publishing_{name} force row level security;
create policy owner_all on publishing_{name} to mangnon_owner using (true) with check (true);
create policy backup_reads on publishing_{name} for select to mangnon_backup using (true);
create policy written on publishing_{name} to mangnon_app, mangnon_wide using ({staff}) with check ({staff});
create policy book on publishing_{name} for select to mangnon_auditor using (true);
revoke insert, update, delete on publishing_{name} from mangnon_auditor;
"""
DISABLE = """
grant insert, update, delete on publishing_{name} to mangnon_auditor;
drop policy book on publishing_{name}; drop policy written on publishing_{name};
drop policy backup_reads on publishing_{name}; drop policy owner_all on publishing_{name};
alter table publishing_{name} no force row level security; alter table publishing_{name} disable row level security;
"""
PUBLIC = """
create policy public on publishing_{name} for select to mangnon_portal, mangnon_app, mangnon_wide using (true);
grant select on publishing_{name} to mangnon_portal;
"""
NOT_PUBLIC = """
revoke select on publishing_{name} from mangnon_portal; drop policy public on publishing_{name};
"""
OPENED = """
create policy public on publishing_linkdomain for select to mangnon_portal
  using (confirmed_by is not null and ended_at is null);
grant select (id, host, confirmed_by, ended_at) on publishing_linkdomain to mangnon_portal;
revoke insert, update, delete on publishing_seen from mangnon_app, mangnon_wide;
-- Counts openings of a public article and returns their number. Who opened it isn't told to it, so it can't be kept.
create function publishing_opened(p_language text, p_slug text, p_times integer) returns bigint
  language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $f$
  insert into publishing_seen as s (article_id, times)
  select l.article_id, least(greatest(p_times, 0), 10000) from publishing_live l
    where l.language = p_language and l.slug = p_slug
  on conflict (article_id) do update set times = s.times + excluded.times
  returning times
$f$;
revoke all on function publishing_opened(text, text, integer) from public;
grant execute on function publishing_opened(text, text, integer) to mangnon_portal;
"""
NOT_OPENED = """
revoke select (id, host, confirmed_by, ended_at) on publishing_linkdomain from mangnon_portal;
drop policy public on publishing_linkdomain;
create policy public on publishing_linkdomain for select to mangnon_portal
  using (confirmed_by is not null and ended_at is null);
grant select (id, host, confirmed_by, ended_at) on publishing_linkdomain to mangnon_portal;
drop function publishing_opened(text, text, integer);
grant insert, update, delete on publishing_seen to mangnon_app, mangnon_wide;
"""


def told(text: str, name: str) -> str:
    """A statement for one table."""
    return text.format(name=name, staff=STAFF)


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0001_articles"), ("access", "0001_reach_function"), ("audit", "0003_net_in_sets"),
        ("files", "0002_protect"), ("registry", "0002_protect"),
    ]  # fmt: skip
    operations = [
        *(migrations.RunSQL(told(ENABLE, name), told(DISABLE, name)) for name in (*KEPT, *SHOWN)),
        *(migrations.RunSQL(told(PUBLIC, name), told(NOT_PUBLIC, name)) for name in SHOWN),
        migrations.RunSQL(OPENED, NOT_OPENED),
        *(
            migrations.RunSQL(
                f"revoke update, delete on publishing_{name} from mangnon_app, mangnon_wide",
                f"grant update, delete on publishing_{name} to mangnon_app, mangnon_wide",
            )
            for name in ADDED_ONLY
        ),
        *(
            migrations.RunSQL(
                f"revoke delete on publishing_{name} from mangnon_app, mangnon_wide",
                f"grant delete on publishing_{name} to mangnon_app, mangnon_wide",
            )
            for name in NEVER_DELETED
        ),
        protect_by_root("publishing_picturechild", root="registry_child", key="child_id"),
        *(watch(f"publishing_{name}") for name in WATCHED),
        files_of("publishing.article", "publishing_article"),
    ]
