#!/bin/sh
# Static checks: style, types, floors, migrations, translations, generated pages, secrets.
set -eu
export MANGNON_TESTING=1 MANGNON_DEMO=0 MANGNON_DATA="${TMPDIR:-/tmp}/mangnon-check" DJANGO_SETTINGS_MODULE=config.settings
run() { echo "· $1"; shift; "$@"; }
run "ruff check" .venv/bin/ruff check --no-cache .
run "ruff format" .venv/bin/ruff format --no-cache --check .
run "mypy" .venv/bin/mypy --cache-dir=/dev/null
run "message catalogues" .venv/bin/python tools/messages.py check
run "glossary.md" .venv/bin/python tools/glossary.py --check
run "import-linter" .venv/bin/lint-imports --no-cache
run "djlint" .venv/bin/djlint --quiet --lint mangnon
run "permissions.md" .venv/bin/python tools/permissions.py --check
run "commands.md" .venv/bin/python tools/commands.py --check
run "secrets" .venv/bin/python tools/secret_scan.py
