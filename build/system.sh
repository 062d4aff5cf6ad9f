#!/bin/sh
# System packages: installed when root (or ARCHIVE_INSTALL_SYSTEM=1), else the exact command is printed.
# Usage: build/system.sh run|test
set -eu

missing=""
need() { # command to look for, packages that bring it
    command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}

need tesseract tesseract-ocr
if command -v tesseract >/dev/null 2>&1; then
    languages=$(tesseract --list-langs 2>/dev/null || true)
    for language in fra eng; do
        echo "$languages" | grep -qx "$language" || missing="$missing tesseract-ocr-$language"
    done
else
    missing="$missing tesseract-ocr-fra tesseract-ocr-eng"
fi
if [ "${1:-run}" = test ] && ! command -v chromium >/dev/null 2>&1; then
    need chromium-headless-shell chromium-headless-shell
fi
python3 -c 'import ensurepip, venv' 2>/dev/null || missing="$missing python3-venv"

[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] || [ "${ARCHIVE_INSTALL_SYSTEM:-}" = 1 ]; then
    as_root=""
    [ "$(id -u)" = 0 ] || as_root="sudo"
    echo "Installing:$missing"
    $as_root apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
    exit 0
fi
echo "Missing on this machine. To install:"
echo "    sudo apt-get update && sudo apt-get install --no-install-recommends$missing"
case "$missing" in
    *python3-venv* | *chromium*) exit 1 ;;
esac
echo "Going on without: the text of scanned pages will not be read."
