#!/usr/bin/env bash
# Tries the engine on a card, in one call and under 8 minutes: whether it computes there what the processor does (every family,
# head and optimizer, two workers on the card, resume, fp16 with loss scaling), then what steps take, with memory, beside
# PyTorch's in the same call if its scripts are given. Prints a line of JSON for each, and writes them to a file.
#   releng/device/check.sh [--device cuda:0|cpu] [--small] [--peer-python PYTHON --peer-step FILE.py --peer-centers FILE.py] [--minutes 7]
# needs the built product (./idem build), and of it the CUDA build of libtorch (./idem install-cuda) or one that PYTORCH_LIBRARY_PATH names.
#   ENGINE    class path of the engine instead of the product's
#   FIGURES   file for the lines; target/device.jsonl if not set
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
product=$root/releng/product/target/products/idem/linux/gtk/x86_64
classes=$root/bundles/org.idem.bench/target/classes
figures=${FIGURES:-$root/target/device.jsonl}
engine=${ENGINE:-$product/engine/*:$product/cli/*}
if [ -z "${ENGINE:-}" ] && { [ ! -d "$product/engine" ] || [ ! -d "$classes" ]; }; then
  echo "check: the product is not built; first: ./idem build" >&2
  exit 2
fi

# The libraries of ./idem install-cuda, unless the environment names others.
cuda=$(ls -d "${IDEM_CUDA:-${XDG_DATA_HOME:-$HOME/.local/share}/idem/cuda}"/*/ 2>/dev/null | tail -n 1 || true)
if [ -z "${PYTORCH_LIBRARY_PATH:-}" ] && [ -n "$cuda" ] && [ -f "$cuda/files.txt" ]; then
  export PYTORCH_LIBRARY_PATH=${cuda}libtorch PYTORCH_VERSION=2.7.1 PYTORCH_FLAVOR=cu128
  export LD_LIBRARY_PATH=${cuda}libtorch:${cuda}cuda${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
fi
export CUDA_DEVICE_ORDER=PCI_BUS_ID
export MALLOC_ARENA_MAX=1 MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=34359738368 MALLOC_TOP_PAD_=268435456 GOMP_SPINCOUNT=20000

mkdir -p "$(dirname "$figures")"
modules=()
! java --list-modules 2>/dev/null | grep -q '^jdk.incubator.vector' || modules=(--add-modules jdk.incubator.vector)
set +e
timeout 480 java -Xmx4g "${modules[@]}" -Djava.awt.headless=true -Dai.djl.offline=true -DOPT_OUT_TRACKING=true \
  -cp "$classes:$root/bundles/org.idem.fuzz/target/classes:$engine" org.idem.bench.Main device "$@" | tee "$figures"
status=${PIPESTATUS[0]}
set -e
if [ "$status" -eq 124 ]; then echo "check: not done within 8 minutes; the lines so far stand in $figures" >&2; fi
exit "$status"
