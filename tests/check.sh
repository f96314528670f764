#!/usr/bin/env bash
# Sets up and runs everything that guards the dashboard. Needs CPython 3.11 with pip; on Debian, root brings all else.
set -euo pipefail
cd "$(dirname "$0")/.."

python3 -m uv --version >/dev/null 2>&1 || python3 -m pip install --quiet uv

# What is not on Python's index: a browser, what PDF is written with, and what reads it again.
missing=()
[ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null || missing+=(chromium)
python3 -c "from ctypes.util import find_library as f; exit(f('pangoft2-1.0') is None)" || missing+=(libpangoft2-1.0-0)
command -v pdfinfo >/dev/null || missing+=(poppler-utils)
if [ "${#missing[@]}" -gt 0 ]; then
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
  else
    echo "These tests need programs that are missing here. On Debian: sudo apt-get install ${missing[*]}" >&2
    echo "(For another browser like Chromium, set CHROMIUM to its path.)" >&2
    exit 1
  fi
fi

python3 -m uv sync --quiet --group test
# Tests are compiled once and kept, even where the environment asks Python to keep nothing.
export PYTHONDONTWRITEBYTECODE=
run() { echo "== $*"; python3 -m uv run --no-sync "$@"; }
run ruff format --check .
run ruff check .
run pyright
run lint-imports
run pytest -q -n 2 --dist worksteal -m "not benchmark" "$@"
