"""The WSGI application that granian serves."""

import io
import os

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
call_command("check", tags=["mangnon"], verbosity=0, stdout=io.StringIO())  # an undeclared URL: no start
