#!/usr/bin/env bash
# Kills -9 one of several ranks of a training at random moments, again and again, and resumes it.
#   releng/kill-ranks.sh [ROUNDS] [RANKS]
# A third of the kills come while a checkpoint is being written, one in ten before the resumed training has saved anything, the
# others at any moment after that. After each the run must have failed within 30 seconds, name rank, process and host, and its last
# checkpoint must be the one that a training has at that step which nobody killed, to the bit: weights, optimizer, class
# centers. From there the same run goes on with as many ranks; every fifth time a copy of it goes on with fewer first. Ends
# with 1 where anything is otherwise. IDEM names another ./idem.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
idem=${IDEM:-$root/idem}
rounds=${1:-50}
ranks=${2:-4}
patience=30
folder=$(mktemp -d)
run=$folder
trap 'rm -rf "$folder"' EXIT
cd "$folder"

fail() { echo "kill-ranks: round ${round:-0}: $*" >&2; tail -n 20 out "$run/train.log" >&2 || true; exit 1; }
value() { # KEY RUN, from the first line of its status that has it; without a process of its own, since it is asked often
  local text
  text=$(<"$2/status.json") 2>/dev/null || return 0
  [[ $text =~ \"$1\"\ :\ \"?([^\",$'\n']*) ]] && found=${BASH_REMATCH[1]} || found=
}
state() { value state "$run"; [ "$found" = "$1" ]; }
pid_of() { # RANK
  local text
  text=$(tr -d '\n ' <"$run/status.json" 2>/dev/null) || true
  [[ $text =~ \"rank\":$1,\"host\":\"[^\"]*\",\"pid\":([0-9]+) ]] && found=${BASH_REMATCH[1]} || found=
}
await() { # WORDS CONDITION…
  local what=$1 end=$((SECONDS + 240))
  shift
  until "$@"; do
    [ $SECONDS -lt $end ] || fail "waited in vain for $what"
    sleep 0.05
  done
}
latest() { find "$1/checkpoints" -maxdepth 1 -name '0*' 2>/dev/null | sort | tail -n 1; }
saved_after() { local now; now=$(latest "$1"); [[ -n $now && ${now##*/} > $2 ]]; }
known() { pid_of $((ranks - 1)); [ -n "$found" ] && ! state FAILED && ! state STOPPED; }
saves() { compgen -G "$run/checkpoints/.0*.part" >/dev/null; }
train() { "$idem" train "$@" >>out 2>&1 || { state FAILED || fail "idem train $*"; }; }

"$idem" data generate --identities 8 --images 64 --size 32 --pairs 0 --out faces >out 2>&1
cp "$root/bundles/org.idem.train/src/test/resources/org/idem/train/tiny.yaml" kill.yaml
keys=(-o DataLoader.Train.dataset.cls_label_path=faces/train.rec -o Global.epochs=100000
  -o Global.save_interval_steps=2 -o Global.eval_during_train=False -o DataLoader.Train.sampler.batch_size=4)

# The same steps that nobody disturbs: by threads of one process, which take them to the bit. It is trained as far as is needed.
"$idem" train -c kill.yaml "${keys[@]}" -o Global.name=undisturbed -o Global.devices="$ranks" \
  -o Global.keep_checkpoints=100000 -o Global.max_train_step=2 >>out 2>&1 || fail "the undisturbed training failed"
undisturbed=$(echo runs/*undisturbed)
go_on_undisturbed() { # STEP
  local end=$((10#$1 + 400))
  [ ! -d "$undisturbed/checkpoints/$1" ] || return 0
  sed -i -E "s/^( *max_train_step:).*/\1 $end/" "$undisturbed/config.yaml"
  sed -i -E 's/^(  "state" : ")DONE/\1STOPPED/' "$undisturbed/status.json"
  "$idem" train --resume "$undisturbed" >>out 2>&1 || fail "the undisturbed training does not go on"
}

"$idem" train -c kill.yaml "${keys[@]}" -o Global.name=killed --ranks "$ranks" --detach >>out 2>&1 || fail "no training"
run=$(echo runs/*killed)
longest=0 while_saving=0 while_starting=0 compared=0 fewer=0
for round in $(seq "$rounds"); do
  last=$(latest "$run")
  last=${last##*/}
  when=$((RANDOM % 30))
  if [ $when -lt 3 ] && [ "$round" -gt 1 ]; then
    await "the ranks" known
  else
    await "a checkpoint" saved_after "$run" "${last:-0}"
    sleep "$((RANDOM % 2)).$((RANDOM % 1000))"
  fi
  state FAILED && fail "it failed before a rank was killed"
  victim=$((RANDOM % ranks))
  pid_of "$victim"
  pid=$found host=$(hostname)
  if [ $when -ge 20 ]; then
    end=$((SECONDS + 60))
    until saves; do [ $SECONDS -lt $end ] || fail "nothing is saved"; done
  fi
  moment="step" before=no
  ! saves || before=yes
  kill -9 "$pid" || fail "rank $victim was gone before it was killed"
  began=${EPOCHREALTIME/./}
  if [ $before = yes ] && saves; then moment="save" while_saving=$((while_saving + 1)); fi
  until state FAILED; do
    [ $((${EPOCHREALTIME/./} - began)) -lt $((patience * 1000000)) ] || fail "not told $patience s after rank $victim was killed"
    sleep 0.02
  done
  told=$(((${EPOCHREALTIME/./} - began) / 1000))
  [ $told -le $longest ] || longest=$told
  value message "$run"
  [[ $found == "rank $victim (process $pid on $host) is gone"* ]] || fail "rank $victim was killed, the run says: $found"
  # mpirun ends after the ranks that are left.
  sleep 1
  saved=$(latest "$run")
  step=${saved##*/}
  if [ $moment = step ] && [ "$step" = "$last" ]; then moment="start" while_starting=$((while_starting + 1)); fi
  if [ -n "$step" ]; then
    go_on_undisturbed "$step"
    for file in "$saved"/*.safetensors; do
      cmp "$file" "$undisturbed/checkpoints/$step/${file##*/}" || fail "$file is not what it should be"
    done
    compared=$((compared + 1))
  fi
  if [ $((round % 5)) = 0 ] && [ -n "$step" ]; then
    left=$((1 + RANDOM % (ranks - 1)))
    rm -rf runs/fewer
    cp -r "$run" runs/fewer
    killed=$run run=runs/fewer
    train --resume runs/fewer --ranks $left --detach
    await "a checkpoint of $left ranks" saved_after runs/fewer "$step"
    "$idem" stop runs/fewer >>out 2>&1 || fail "it does not stop"
    state STOPPED || fail "with $left ranks it is $found"
    run=$killed
    fewer=$((fewer + 1))
  fi
  echo "$((SECONDS / 60)) min, round $round: rank $victim of $ranks killed in a $moment, told within $told ms, checkpoint ${step:-none}"
  train --resume "$run" --ranks "$ranks" --detach
done
await "the last resume" saved_after "$run" "${step:-0}"
"$idem" stop "$run" >>out 2>&1 || fail "it does not stop"
echo "$rounds kills: all told with rank, process and host, after at most $longest ms; $while_saving while saving, $while_starting" \
  "before anything was saved again; $compared checkpoints equal to those of the undisturbed training; $fewer times fewer ranks went on"
