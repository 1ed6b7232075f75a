#!/bin/sh
# The code of a version before, working on a database that this version has migrated: old_code.sh REF
# (docs/operate/upgrade.md). Makes a database of its own, which is thrown away.
set -eu
[ $# -eq 1 ] || { echo "usage: tools/old_code.sh REF, such as the tag of the last release" >&2; exit 2; }
root=$(cd "$(dirname "$0")/.." && pwd)
python="$root/.venv/bin/python"
git -C "$root" rev-parse --verify --quiet "$1^{commit}" >/dev/null || { echo "mangnon: no commit is called $1" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 711 "$work"
mkdir -p "$work/code" "$work/data/static"
git -C "$root" archive "$1" | tar -x -C "$work/code"
(cd "$root" && .venv/bin/python tools/messages.py compile >/dev/null)
cp -R "$root/locale" "$work/code/"
unset DATABASE_URL MANGNON_OWNER_URL
export MANGNON_DATA="$work/data" MANGNON_TESTING=1 MANGNON_DEMO=0 MANGNON_SECOND_FACTOR=0 DJANGO_SETTINGS_MODULE=config.settings
cd "$root" && PYTHONPATH="$root" "$python" -m config.cli migrate
cd "$work/code" && PYTHONPATH="$work/code" "$python" "$root/tools/old_code.py" "$work/code"
