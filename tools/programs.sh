#!/bin/sh
# Debian's programs that tests drive: Chromium (journeys), nginx and systemd-analyze (what docs/operate ships).
# Without one of them its tests must not be passed over in silence.
set -eu
missing=
for pair in chromium:chromium nginx:nginx-light systemd-analyze:systemd; do
  PATH="$PATH:/usr/sbin" command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair##*:}"
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Cài chương trình cho kiểm thử:$missing …"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
  exit 0
fi
echo "mangnon: kiểm thử cần thêm chương trình. Chạy một lần: sudo apt-get install -y --no-install-recommends$missing" >&2
exit 1
