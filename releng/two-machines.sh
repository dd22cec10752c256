#!/usr/bin/env bash
# Trains on two machines that are network namespaces of this one, each with an address and a host name of its own; all they
# share is the disk. Two ranks train and save, the same two are cut off from each other in the middle, and one alone goes on.
#   releng/two-machines.sh
# Needs root, Open MPI and iproute2. IDEM names another ./idem.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
idem=${IDEM:-$root/idem}
folder=$(mktemp -d)
a=idem-a-$$ b=idem-b-$$
trap 'ip netns delete $a 2>/dev/null; ip netns delete $b 2>/dev/null; rm -rf "$folder"' EXIT
cd "$folder"
fail() { echo "two-machines: $*" >&2; tail -n 30 out runs/*/train.log >&2 || true; exit 1; }

ip netns add $a
ip netns add $b
ip -n $a link add net0 type veth peer name net0 netns $b
ip -n $a address add 10.77.77.1/24 dev net0
ip -n $b address add 10.77.77.2/24 dev net0
for space in $a $b; do ip -n $space link set lo up; ip -n $space link set net0 up; done
# What ssh is to machines: starts a command on the second.
cat >agent <<AGENT
#!/bin/bash
shift
exec ip netns exec $b unshare --uts bash -c 'hostname node-b; eval "\$1"' bash "\$*"
AGENT
chmod +x agent
printf '10.77.77.1\n10.77.77.2\n' >machines
on_a() { ip netns exec $a unshare --uts bash -c 'hostname node-a; exec "$@"' bash "$@"; }
state() { sed -nE 's/^  "state" : "(.*)",$/\1/p' "$1/status.json" 2>/dev/null; }
message() { sed -nE 's/^  "message" : "(.*)",?$/\1/p' "$1/status.json"; }
export OMPI_MCA_plm_rsh_agent=$folder/agent OMPI_MCA_btl_tcp_if_include=10.77.77.0/24 OMPI_MCA_oob_tcp_if_include=10.77.77.0/24

"$idem" data generate --identities 8 --images 64 --size 32 --pairs 0 --out faces >out 2>&1
cp "$root/bundles/org.idem.train/src/test/resources/org/idem/train/tiny.yaml" two.yaml
train=("$idem" train -c two.yaml -o DataLoader.Train.dataset.cls_label_path=faces/train.rec -o Global.eval_during_train=False)

on_a "${train[@]}" -o Global.name=whole --hosts machines >out 2>&1 || fail "it did not train"
run=$(echo runs/*whole)
hosts=$(sed -nE 's/^ +"host" : "(.*)",$/\1/p' "$run/status.json" | sort -u | paste -sd ' ')
[ "$hosts" = "node-a node-b" ] || fail "its ranks were on $hosts"
latest=$(find "$run/checkpoints" -maxdepth 1 -name '0*' | sort | tail -n 1)
[ "$(find "$latest" -name 'centers-*' | wc -l)" = 2 ] || fail "not each rank has saved"
echo "trained on $hosts: $(state "$run"), each rank saved its class centers"

on_a "${train[@]}" -o Global.name=cut -o Global.epochs=100000 -o Global.save_interval_steps=5 --hosts machines >out 2>&1 &
client=$!
for _ in $(seq 600); do
  run=$(echo runs/*cut)
  compgen -G "$run/checkpoints/0*" >/dev/null && break
  sleep 0.1
done
ip -n $a link set net0 down
began=$SECONDS
for _ in $(seq 900); do [ "$(state "$run")" = FAILED ] && break; sleep 0.1; done
[ "$(state "$run")" = FAILED ] || fail "90 s after the network was cut it is $(state "$run")"
echo "cut off from each other, told after $((SECONDS - began)) s: $(message "$run")"
wait $client && fail "the command succeeded though the network was cut"
"$idem" train --resume "$run" --detach >out 2>&1 || fail "one alone does not go on"
"$idem" stop "$run" >>out 2>&1 || fail "it does not stop"
echo "one alone went on: $(state "$run")"
