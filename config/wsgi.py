"""The WSGI application that granian serves."""

import gc
import io
import os

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

from config.last_resort import LastResort
from config.logs import catch_the_last

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
catch_the_last()
application = LastResort(get_wsgi_application())
call_command("check", tags=["mangnon"], verbosity=0, stdout=io.StringIO())  # an undeclared URL: no start

from mangnon.operate.health import publishing  # noqa: E402 - the settings come first

publishing.begin("web")
gc.collect()
gc.freeze()  # what is loaded stays: going through it again and again would make some answers wait
