#!/usr/bin/env bash
# How long the workbench takes until its window can be used, without and with its archive of classes, in turns.
#   releng/start-up.sh FOLDER [ROUNDS]      needs a display (xvfb-run), and the product (./idem build)
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
folder=$1 rounds=${2:-5}
home=$root product=$root/releng/product/target/products/idem/linux/gtk/x86_64
. "$root/releng/dist/start.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_DATA_HOME=$work/data XDG_CONFIG_HOME=$work/config

once() { # ARCHIVE (empty: none)
  (IDEM_CLASS_ARCHIVE=$1 workbench "$folder" -Didem.start.report=exit) 2>&1 | grep -o 'usable after.*' || echo "did not start"
}

once "$work/classes-start-up.jsa" >/dev/null # makes the state of the folder and the archive
for _ in $(seq "$rounds"); do
  echo "without  $(once '')"
  echo "archive  $(once "$work/classes-start-up.jsa")"
done | tee "$work/all"
for kind in without archive; do
  sort -t ' ' -k 4 -n <<<"$(grep "^$kind" "$work/all" | sed 's/  */ /g')" | awk -v kind=$kind '
    { wall[NR] = $4; cpu[NR] = $7; resident[NR] = $10 }
    END { m = int((NR + 1) / 2); printf "%s: median %d ms of %d starts, processor %d ms, resident %d MiB\n", kind, wall[m], NR, cpu[m], resident[m] }'
done
