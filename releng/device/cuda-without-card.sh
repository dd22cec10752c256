#!/usr/bin/env bash
# Tries the CUDA build of libtorch on a machine without a card, as far as that goes: it is installed by ./idem install-cuda, loads,
# trains on the processor, and says that there is no card. Too large for every build: 2.8 GiB are fetched, 3.7 GiB unpacked.
#   releng/device/cuda-without-card.sh [--from DIR|URL]
# needs the built product (./idem build), or one that IDEM names by its ./idem; IDEM_CUDA names the folder to install into, a temporary one if not set, which is deleted.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
product=$root/releng/product/target/products/idem/linux/gtk/x86_64
[ -n "${IDEM:-}" ] || [ -d "$product/engine" ] || { echo "cuda-without-card: the product is not built; first: ./idem build" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export IDEM_CUDA=${IDEM_CUDA:-$work/cuda}

step() { printf '== %s\n' "$*" >&2; }
fail() { printf 'cuda-without-card: %s\n' "$*" >&2; exit 1; }
idem() { "${IDEM:-$root/idem}" "$@"; }

step "installing"
idem install-cuda --yes "$@"
installed=$(ls -d "$IDEM_CUDA"/*/ | head -n 1)
export PYTORCH_LIBRARY_PATH=${installed}libtorch PYTORCH_VERSION=2.7.1 PYTORCH_FLAVOR=cu128
export LD_LIBRARY_PATH=${installed}libtorch:${installed}cuda${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}

step "training on the processor"
idem data generate --identities 8 --images 8 --out "$work/faces" >/dev/null
overrides=(-o "Global.output_dir=$work/runs" -o "DataLoader.Train.dataset.cls_label_path=$work/faces/train.rec"
  -o "DataLoader.Eval.dataset.cls_label_path=$work/faces/verify.bin" -o Global.max_train_step=3 -o Global.eval_during_train=False
  -o DataLoader.Train.sampler.batch_size=8)
idem train -c "$root/configs/quickstart.yaml" "${overrides[@]}" -o Global.device=auto -o Global.name=cuda
log=$(ls "$work"/runs/*-cuda/train.log)
grep -q 'worker(s) of .* on cpu' "$log" || fail "it did not train on the processor: $log"

step "asking for a card"
if idem train -c "$root/configs/quickstart.yaml" "${overrides[@]}" -o Global.device=gpu -o Global.name=asking 2>"$work/refused"; then
  idem devices --json | grep -q '"chosen":"cuda' || fail "a training for a card ran without one"
  step "this machine has a card: the training ran on it"
else
  cat "$work/refused" >&2
  grep -q "no graphics card" "$work/refused" || fail "it does not say that there is no card"
fi
step "the CUDA build loads, trains on the processor, and says that there is no card"
