#!/usr/bin/env bash
# Kills -9 one of several ranks of a training at random moments, again and again, and resumes it.
#   releng/kill-ranks.sh [ROUNDS] [RANKS]
# After each kill the run must have failed within 30 seconds, name the rank that was killed, and have a sound checkpoint; in
# the end it must reach its last step. Ends with 1 where anything is otherwise. IDEM names another ./idem.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
idem=${IDEM:-$root/idem}
rounds=${1:-50}
ranks=${2:-4}
patience=30
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

fail() { echo "kill-ranks: $*" >&2; tail -n 20 "$folder"/out "$run/train.log" >&2 || true; exit 1; }
status() { sed -nE "s/^  \"$1\" : \"?(.*[^\",])\"?,?$/\1/p" "$run/status.json"; }
# Number of the process of a rank, from the list of ranks.
pid_of() { tr -d '\n ' <"$run/status.json" | grep -oE "\"rank\":$1,\"host\":\"[^\"]*\",\"pid\":[0-9]+" | grep -oE '[0-9]+$'; }

"$idem" data generate --identities 8 --images 64 --size 32 --pairs 0 --out faces >out 2>&1
cp "$root/bundles/org.idem.train/src/test/resources/org/idem/train/tiny.yaml" kill.yaml
train=("$idem" train -o DataLoader.Train.dataset.cls_label_path=faces/train.rec -o Global.epochs=100000
  -o Global.save_interval_steps=5 -o Global.eval_during_train=False -o DataLoader.Train.sampler.batch_size=4)

run=$folder
"${train[@]}" -c kill.yaml --ranks "$ranks" >out 2>&1 &
for round in $(seq "$rounds"); do
  client=$!
  for _ in $(seq 600); do
    run=$(echo "$folder"/runs/*)
    [ -f "$run/status.json" ] && [ "$(status state)" = RUNNING ] && [ "$(status step)" -gt 0 ] && [ -n "$(pid_of $((ranks - 1)))" ] && break
    sleep 0.2
  done
  # Within steps, between them, while a checkpoint is written.
  sleep "$((RANDOM % 3)).$((RANDOM % 10))"
  victim=$((RANDOM % ranks))
  before=$(status step)
  kill -9 "$(pid_of "$victim")" || fail "rank $victim was gone before it was killed"
  began=$SECONDS
  while [ "$(status state)" != FAILED ]; do
    [ $((SECONDS - began)) -lt $patience ] || fail "$(status state) $patience s after rank $victim was killed"
    sleep 0.1
  done
  told=$((SECONDS - began))
  wait "$client" && fail "the command succeeded though rank $victim was killed"
  case $(status message) in
    "rank $victim ("*) ;;
    *) fail "rank $victim was killed, the run says: $(status message)" ;;
  esac
  echo "round $round: rank $victim of $ranks killed after step $before, told within $((told + 1)) s"
  "$idem" train --resume "$run" --ranks "$ranks" >out 2>&1 &
done
echo "$rounds rounds: every kill was told, every resume went on"
client=$!
for _ in $(seq 600); do [ "$(status state)" = RUNNING ] && break; sleep 0.2; done
[ "$(status state)" = RUNNING ] || fail "the last resume does not run"
"$idem" stop "$run" >out 2>&1 || true
wait "$client" || true
