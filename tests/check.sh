#!/usr/bin/env bash
# Sets up and runs everything that guards the dashboard. Needs CPython 3.11 with pip; brings uv and, on Debian, Chromium.
set -euo pipefail
cd "$(dirname "$0")/.."

python3 -m uv --version >/dev/null 2>&1 || python3 -m pip install --quiet uv

if [ -z "${CHROMIUM:-}" ] && ! command -v chromium >/dev/null; then
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium
  else
    echo "The browser tests need Chromium: install it (Debian: sudo apt-get install chromium), or set CHROMIUM to its path." >&2
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
