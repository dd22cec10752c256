#!/usr/bin/env bash
# Kills the workbench at random moments, and looks whether the next one starts with everything it had.
#   releng/kill-workbench.sh FOLDER [ROUNDS]      needs a display (xvfb-run), and the product (./idem build)
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
folder=$(cd "$1" && pwd) rounds=${2:-10}
home=$root product=$root/releng/product/target/products/idem/linux/gtk/x86_64
. "$root/releng/dist/start.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_DATA_HOME=$work/data XDG_CONFIG_HOME=$work/config IDEM_CLASS_ARCHIVE=
labels() { find "$folder" -name labels.json -exec cksum {} + | sort; }
kept() { find "$XDG_DATA_HOME" -name open-editors.xml -exec grep -o 'path="[^"]*"' {} + | sort -u; }

failed=0
before=$(labels)
for round in $(seq "$rounds"); do
  workbench "$folder" -Didem.start.report=stay >"$work/log" 2>&1 &
  pid=$!
  while kill -0 "$pid" 2>/dev/null && ! grep -q 'usable after' "$work/log"; do sleep 0.1; done
  editors=$(kept)
  sleep "$((RANDOM % 4)).$((RANDOM % 10))"
  if ! kill -9 "$pid" 2>/dev/null; then
    failed=$((failed + 1))
    echo "round $round: it had ended by itself:"
    tail -n 5 "$work/log"
  fi
  wait "$pid" 2>/dev/null || true
  errors=$(find "$XDG_DATA_HOME" -path '*/.metadata/.log' -exec grep -c '^!ENTRY .* 4 ' {} + || true)
  lost=$([ -z "${last:-}" ] || comm -23 <(echo "$last") <(echo "$editors"))
  [ "$(labels)" = "$before" ] || { failed=$((failed + 1)); echo "round $round: labels of runs changed"; }
  [ -z "$lost" ] || { failed=$((failed + 1)); echo "round $round: lost editors: $lost"; }
  [ "${errors:-0}" -eq 0 ] || { failed=$((failed + 1)); echo "round $round: $errors errors logged"; }
  last=$(kept)
done
echo "$rounds rounds, $failed failed"
[ "$failed" -eq 0 ]
