#!/usr/bin/env bash
# Whether the cost of a build grows faster than its pages: CPU seconds for 1,000 and 10,000 real pages, and their ratio.
# SHIRUBE_DATA names a folder with corpus/help-ja-1k.tar.xz and corpus/help-ja-10k.tar.xz. The pass mark is a ratio of 12.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -z "${SHIRUBE_DATA:-}" ]; then
    echo "not run: SHIRUBE_DATA names no folder with corpus/help-ja-1k.tar.xz" >&2
    exit 2
fi
cargo build --release --quiet
program=$PWD/target/release/shirube
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Prints user + system seconds of the quickest of three builds.
measure() {
    local name=$1 best='' seconds
    mkdir -p "$work/$name"
    tar -xJf "$SHIRUBE_DATA/corpus/$name.tar.xz" -C "$work/$name"
    mv "$work/$name/$name" "$work/$name/content"
    for _ in 1 2 3; do
        # pages of other people have findings: only a program that could not run is a failure
        seconds=$(
            TIMEFORMAT='%U %S'
            { time "$program" build --root "$work/$name" --format short >/dev/null 2>&1 || [ $? -eq 1 ]; } 2>&1
        )
        seconds=$(awk '{ print $1 + $2 }' <<<"$seconds")
        best=$(awk -v a="${best:-$seconds}" -v b="$seconds" 'BEGIN { print (a < b) ? a : b }')
    done
    [ -f "$work/$name/public/index.html" ] || { echo "$name was not built" >&2; exit 1; }
    echo "$best"
}

small=$(measure help-ja-1k)
large=$(measure help-ja-10k)
awk -v small="$small" -v large="$large" 'BEGIN {
    printf "1,000 pages: %.2f CPU s\n10,000 pages: %.2f CPU s\nratio: %.1f (at most 12)\n", small, large, large / small
    exit large / small > 12
}'
