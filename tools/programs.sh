#!/bin/sh
# Debian's programs that tests drive: Chromium (journeys), nginx and systemd-analyze (what docs/operate ships).
# Without one of them its tests must not be passed over in silence.
set -eu
has() { PATH="$PATH:/usr/sbin" command -v "$1" >/dev/null 2>&1; }
install() { # as root, on Debian
  quick="-o Acquire::http::Timeout=20 -o Acquire::Retries=1"
  apt-get update -qq $quick
  DEBIAN_FRONTEND=noninteractive apt-get install $quick -y -qq --no-install-recommends "$@" >/dev/null
}
can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

missing=
for pair in chromium-headless-shell:chromium-headless-shell nginx:nginx-light systemd-analyze:systemd; do
  has "${pair%%:*}" || missing="$missing ${pair##*:}"
done
if [ "$missing" = " chromium-headless-shell" ] && has chromium; then # it does the same, more slowly
  if can_install; then install chromium-headless-shell 2>/dev/null || true; fi
  exit 0
fi
[ -z "$missing" ] && exit 0
if can_install; then
  echo "Cài chương trình cho kiểm thử:$missing …"
  install $missing
  exit 0
fi
echo "mangnon: kiểm thử cần thêm chương trình. Chạy một lần: sudo apt-get install -y --no-install-recommends$missing" >&2
exit 1
