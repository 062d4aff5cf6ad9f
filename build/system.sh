#!/bin/sh
# System packages: installed when root (or ARCHIVE_INSTALL_SYSTEM=1), else the exact command is printed.
# Usage: build/system.sh run|test|postgresql. Fails only for what cannot be done without.
set -eu

PYTHON=${PYTHON:-python3}
wanted=""  # the site runs without them, with that ability marked as missing
required=""

if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Python 3.11 or newer is needed; $PYTHON is older or missing. Name another: make PYTHON=python3.12 …" >&2
    exit 1
fi

languages=""
if command -v tesseract >/dev/null 2>&1; then
    languages=$(tesseract --list-langs 2>/dev/null || true)
else
    wanted="$wanted tesseract-ocr"
fi
for language in fra eng; do
    echo "$languages" | grep -qx "$language" || wanted="$wanted tesseract-ocr-$language"
done
if [ ! -x .venv/bin/pip ] && ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
    required="$required python3-venv"
fi
if [ "${1:-run}" = test ]; then
    command -v chromium >/dev/null 2>&1 || command -v chromium-headless-shell >/dev/null 2>&1 ||
        required="$required chromium-headless-shell"
    required="$required$wanted"
    wanted=""
fi

if [ "${1:-run}" = postgresql ]; then
    wanted=""
    required=""
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || required=" postgresql"
fi

[ -n "$wanted$required" ] || exit 0

as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
if [ -z "$as_root" ] || [ "${ARCHIVE_INSTALL_SYSTEM:-}" = 1 ]; then
    echo "Installing:$required$wanted"
    # shellcheck disable=SC2086
    if $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends $required $wanted >/dev/null; then
        exit 0
    fi
    echo "The packages could not be installed."
fi
echo "Missing on this machine. To install:"
echo "    sudo apt-get update && sudo apt-get install --no-install-recommends$required$wanted"
[ -z "$required" ] || exit 1
echo "Going on without: the text of scanned pages will not be read."
