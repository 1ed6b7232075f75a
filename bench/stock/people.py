"""Make the stock project's tables (``tables``), then sign one officer of a commune in (its id): prints the session."""

import os
import sys


def main(asked: str) -> None:
    """Do one of the two."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.stock.settings"
    import django

    django.setup()
    if asked == "tables":
        _tables()
    else:
        print(_session(int(asked)))


def _tables() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)  # the user table, to which ours refer
    call_command("migrate", run_syncdb=True, verbosity=0, interactive=False)


def _session(commune: int) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
    from django.contrib.sessions.backends.db import SessionStore

    from bench.stock.models import Profile

    user = get_user_model().objects.create_user("lien", first_name="Hồ Thị", last_name="Liên")
    Profile.objects.create(user=user, title="Người làm công tác bảo vệ trẻ em cấp xã").communes.add(commune)
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


if __name__ == "__main__":
    main(sys.argv[1])
