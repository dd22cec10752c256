#!/usr/bin/env bash
# Trains inside an allocation of a Slurm cluster of one node, which lives on this machine for as long as that takes.
#   releng/slurm.sh [RANKS]
# Three trainings: ranks started by srun, by mpirun with a host file, and one of which a rank is killed.
# Needs Debian's packages slurm-wlm, munge and libpmix-dev, and root; nothing outside a temporary folder is written, and no
# service of the system is touched. IDEM names another ./idem.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
idem=${IDEM:-$root/idem}
ranks=${1:-2}
folder=$(mktemp -d)
host=$(hostname -s)
stop() {
  scancel --user=root 2>/dev/null || true
  for _ in $(seq 50); do [ -n "$(squeue -h 2>/dev/null)" ] || break; sleep 0.2; done
  for daemon in slurmd slurmctld munged; do
    pid=$(cat "$folder/$daemon.pid" 2>/dev/null) || continue
    kill "$pid" 2>/dev/null || true
    for _ in $(seq 50); do kill -0 "$pid" 2>/dev/null || break; sleep 0.2; done
  done
  rm -rf "$folder"
}
trap stop EXIT
# A port of the controller, one of the node and what srun and its steps open come in turn.
port=$((20000 + RANDOM % 20000))
head -c 1024 /dev/urandom >"$folder/munge.key"
chmod 600 "$folder/munge.key"
chmod 711 "$folder"
mkdir "$folder/spool" "$folder/state"
cat >"$folder/slurm.conf" <<CONF
ClusterName=idem
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmdPort=$((port + 1))
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket
CryptoType=crypto/munge
MpiDefault=none
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SwitchType=switch/none
ReturnToService=2
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
SlurmdSpoolDir=$folder/spool
StateSaveLocation=$folder/state
SlurmctldParameters=enable_configless
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
JobCompType=jobcomp/none
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$host Default=YES OverSubscribe=FORCE:4 MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$folder/slurm.conf
munged --force --key-file="$folder/munge.key" --socket="$folder/munge.socket" --pid-file="$folder/munged.pid" \
  --log-file="$folder/munged.log" --seed-file="$folder/munged.seed"
slurmctld
slurmd -N "$host"
for _ in $(seq 100); do
  sinfo -h -o %T 2>/dev/null | grep -q idle && break
  sleep 0.2
done
sinfo -h -o '%N %T, %c processors' || { tail -n 30 "$folder"/*.log >&2; exit 1; }

cd "$folder"
"$idem" data generate --identities 8 --images 64 --size 32 --pairs 0 --out faces >out 2>&1
cp "$root/bundles/org.idem.train/src/test/resources/org/idem/train/tiny.yaml" tiny.yaml
train=("$idem" train -c tiny.yaml -o DataLoader.Train.dataset.cls_label_path=faces/train.rec -o Global.eval_during_train=False)

job() { # WORD… in an allocation of so many tasks
  printf '#!/bin/bash\nexec %s\n' "${*@Q}" >job
  sbatch --parsable "${wait[@]}" --ntasks="$ranks" --overcommit --output="$folder/job.out" job >out
}
run() { echo runs/* | tr ' ' '\n' | tail -n 1; }
state() { sed -nE 's/^  "state" : "(.*)",$/\1/p' "$(run)/status.json"; }
ended() { # STATE WORDS
  cat job.out
  [ "$(state)" = "$1" ] || { echo "slurm: $2: the run is $(state)" >&2; tail -n 20 "$(run)/train.log" >&2; exit 1; }
  [ "$(grep -c '"rank"' "$(run)/status.json")" = "$ranks" ] || { echo "slurm: $2: not $ranks ranks" >&2; exit 1; }
  echo "--- $2: $1"
}

wait=(--wait)
job "${train[@]}" || true
ended DONE "srun --mpi=pmix"
printf '%s slots=%s\n' "$host" "$ranks" >machines
job "${train[@]}" --hosts machines || true
ended DONE "mpirun in the allocation, by a host file"
wait=()
job "${train[@]}" -o Global.epochs=100000 -o Global.save_interval_steps=5
for _ in $(seq 300); do
  [ "$(ls -d runs/* | wc -l)" = 3 ] && ls "$(run)"/checkpoints/0* >/dev/null 2>&1 && break
  sleep 0.2
done
kill -9 "$(grep -A 2 '"rank" : 1' "$(run)/status.json" | sed -nE 's/.*"pid" : ([0-9]+).*/\1/p')"
for _ in $(seq 150); do [ "$(state)" = FAILED ] && break; sleep 0.2; done
ended FAILED "rank 1 killed under srun"
sed -nE 's/^  "message" : "(.*)",?$/\1/p' "$(run)/status.json"
