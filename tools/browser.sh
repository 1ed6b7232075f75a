#!/bin/sh
# The browser journeys drive Debian's Chromium; without it they must not be passed over in silence.
set -eu
command -v chromium >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Cài Chromium cho kiểm thử trình duyệt …"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
  exit 0
fi
echo "mangnon: kiểm thử cần Chromium. Chạy một lần: sudo apt-get install -y chromium" >&2
exit 1
