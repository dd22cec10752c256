#!/usr/bin/env bash
# Trains the same in two ranks with gradients as fp32 and as bf16 on the way, with several seeds, and compares the accuracy on
# people who were not trained on.
#   releng/gradient-exchange.sh [SEEDS]
# Prints both accuracies of each seed, and the mean of their differences with its 95 % interval. IDEM names another ./idem.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
idem=${IDEM:-$root/idem}
seeds=${1:-6}
if ! [[ $seeds =~ ^[1-9][0-9]*$ ]] || ((seeds < 2)); then
  echo "An interval needs at least 2 seeds: $seeds" >&2
  exit 2
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$idem" data generate --identities 64 --images 16 --size 32 --pairs 600 --out faces >out 2>&1
cp "$root/bundles/org.idem.train/src/test/resources/org/idem/train/tiny.yaml" both.yaml
accuracy() { # FORMAT SEED
  "$idem" train -c both.yaml --ranks 2 --json -o DataLoader.Train.dataset.cls_label_path=faces/train.rec \
    -o DataLoader.Eval.dataset.cls_label_path=faces/verify.bin -o Global.eval_during_train=True -o Global.eval_interval=4 \
    -o Global.epochs=4 -o Global.save_interval=4 -o Global.seed="$2" -o Global.gradient_exchange="$1" \
    -o Global.name="$1-$2" >out 2>out.log || { tail -n 20 out.log >&2; exit 1; }
  "$idem" runs --json | tr -d '\n ' | grep -oE "\"name\":\"[^\"]*$1-$2\"[^}]*\"metrics\":\{[^}]*" | grep -oE '"eval/verify/accuracy":[0-9.]+' | cut -d: -f2
}
for seed in $(seq "$seeds"); do
  echo "$seed $(accuracy fp32 "$seed") $(accuracy bf16 "$seed")" | tee -a table
done
awk 'BEGIN { split("12.706 4.303 3.182 2.776 2.571 2.447 2.365 2.306 2.262", t, " ") }
     { n++; a += $2; d[n] = $3 - $2; s += d[n] }
     END { m = s / n; for (i = 1; i <= n; i++) v += (d[i] - m) ^ 2
           q = (n - 1) in t ? t[n - 1] : 2.262
           printf "fp32 %.4f, bf16 %+.4f ± %.4f, %d seeds\n", a / n, m, q * sqrt(v / (n - 1) / n), n }' table
