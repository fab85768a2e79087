#!/usr/bin/env bash
# Installs the Debian packages that some tests need, if they are missing. Says what and why; does nothing when all are there.
# Usage: scripts/setup-debian.sh          install what is missing (needs root)
#        scripts/setup-debian.sh --list   print what is missing, one "package: why" a line, and install nothing
set -euo pipefail

# command | package | why
needs='chromium|chromium|runs the browser tests of the dashboard
socat|socat|puts the virtual radio of the Bluetooth tests on a serial line
influxd|influxdb|is the InfluxDB that the tests of metric series start on their own port and folder'

missing() {
  while IFS='|' read -r command package why; do
    command -v "$command" >/dev/null 2>&1 || printf '%s: %s\n' "$package" "$why"
  done <<<"$needs"
}

list=$(missing)
if [ "${1:-}" = '--list' ]; then
  [ -z "$list" ] || printf '%s\n' "$list"
  exit 0
fi
[ -n "$list" ] || exit 0

if [ ! -f /etc/debian_version ]; then
  printf 'This is not Debian. Install these by hand:\n%s\n' "$list" >&2
  exit 2
fi
if [ "$(id -u)" -ne 0 ]; then
  printf 'Not root, so nothing is installed. Missing:\n%s\n' "$list" >&2
  exit 2
fi

printf 'Installing Debian packages that are missing:\n%s\n' "$list" >&2
mapfile -t packages < <(cut -d: -f1 <<<"$list")
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Debian starts a server it installs, influxd on every interface and without a password. The tests start their own.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  trap 'rm -f "$log" "$policy"' EXIT
fi
if ! { apt-get update && apt-get install -y --no-install-recommends "${packages[@]}"; } >"$log" 2>&1; then
  tail -n 15 "$log" >&2
  printf 'setup-debian: apt-get failed; the lines above say why.\n' >&2
  exit 1
fi
if [[ " ${packages[*]} " == *' influxdb '* ]] && [ -d /run/systemd/system ]; then
  systemctl disable --quiet influxdb
  printf 'The service influxdb was not started and will not start with the machine; enable it if you want to use it.\n' >&2
fi
