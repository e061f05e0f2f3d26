#!/usr/bin/env bash
# 画面とスライドの見本（*.html）を1280×704のPNGにして、static/img/へ置きます。
#   tools/screens/render.sh            すべて
#   tools/screens/render.sh NAME…      名前を挙げたものだけ（拡張子なし）
# 要るもの：chromium、Noto Sans CJK JP。
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
out="$here/../../static/img"
browser=${CHROMIUM:-chromium}
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
mkdir -p "$out"

if [ $# -eq 0 ]; then
  set -- "$here"/*.html
fi
for name in "$@"; do
  name=$(basename "$name" .html)
  "$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync \
    --user-data-dir="$profile" --hide-scrollbars --force-device-scale-factor=1 \
    --window-size=1280,704 --screenshot="$out/$name.png" "file://$here/$name.html" 2>/dev/null
done
