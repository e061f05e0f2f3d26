#!/usr/bin/env bash
# Runs every test: the program's, then the built own site in a browser. Installs what is missing, and only that.
# Needs cargo; the rest comes from the distribution's packages (as root on Debian) and from the lock file of tests/browser.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$*"; }
has() { command -v "$1" >/dev/null 2>&1; }

# package → how to see that it is there
missing=()
has git || missing+=(git)
has strace || missing+=(strace)
has xz || missing+=(xz-utils)
has node || missing+=(nodejs)
has npm || missing+=(npm)
has java || missing+=(default-jre-headless)
has chromium || [ -n "${CHROMIUM:-}" ] || missing+=(chromium)
# without Japanese letters every width in the browser is wrong
has fc-list && [ -n "$(fc-list :lang=ja)" ] || missing+=(fontconfig fonts-noto-cjk)
if [ "${#missing[@]}" -gt 0 ]; then
    step "installing ${missing[*]}"
    if ! has apt-get || [ "$(id -u)" -ne 0 ]; then
        echo "please install: ${missing[*]}" >&2
        exit 2
    fi
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

step "tests of the program"
if cargo nextest --version >/dev/null 2>&1; then
    cargo nextest run --no-fail-fast --status-level fail --final-status-level fail
else
    cargo test --no-fail-fast --quiet
fi

step "the search in the browser's language"
built=$(mktemp -d)
trap 'rm -rf "$built"' EXIT
cargo run --quiet -- build --root tests/sites/search/source --out "$built/search" --as-of 2026-11-21 >/dev/null
SEARCH_SITE=$built/search node --test tests/browser/vectors.test.mjs tests/browser/published.test.mjs

step "packages of the browser tests"
lock=tests/browser/package-lock.json
if ! cmp -s "$lock" tests/browser/node_modules/.lock; then
    npm ci --prefix tests/browser --ignore-scripts --no-audit --no-fund --loglevel=error
    cp "$lock" tests/browser/node_modules/.lock
fi

step "reports for code scanning against their schema"
node tests/browser/sarif.mjs "${CARGO_TARGET_DIR:-target}/debug/shirube" .

step "the own site in a browser"
cargo run --quiet -- build --out "$built/public"
node tests/browser/run.mjs "$built/public"
