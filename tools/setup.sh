#!/bin/sh
# Makes .venv with exactly the locked packages: setup.sh MARK REQUIREMENTS PYTHON
set -eu
mark=$1
requirements=$2
python=$3
"$python" - <<'PY' || exit 1
import sys
if sys.version_info < (3, 11):
    sys.exit("mangnon: cần Python 3.11 trở lên, máy này có " + sys.version.split()[0] + ". Đặt PYTHON=python3.12 rồi chạy lại.")
try:
    import ensurepip, venv  # noqa: F401
except ImportError:
    sys.exit("mangnon: Python của máy thiếu venv. Cài bằng: apt-get install python3-venv, rồi chạy lại.")
PY
[ -x .venv/bin/python ] || "$python" -m venv .venv
echo "Cài các gói đã khóa phiên bản ($requirements) …"
.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r "$requirements"
.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
.venv/bin/python tools/messages.py compile
mkdir -p .setup
touch ".setup/$mark"
