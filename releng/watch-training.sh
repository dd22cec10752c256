#!/usr/bin/env bash
# Watches a training with class centers on disk: a line of CSV each 10 seconds, until its process ends.
#   releng/watch-training.sh RUN [SECONDS [GIB]] >watched.csv
# GIB: the training is asked to save and end once less than so many are free on its disk.
#
#   seconds             since the watch began
#   step                of the training
#   step_seconds        mean since the line before
#   resident_mib        memory of the training's process, files that it maps left out
#   page_cache_mib      page cache of the whole machine
#   rows_cached_mib     how much of it is of the files that hold the rows
#   rows_gib, free_gib  what these take on their disk, and what is free there
#   read, written       blocks of a step, as its metrics have them
#   awaited, wait_ms    blocks that a step waited for, and how long
#   load                of the machine, mean of a minute
set -euo pipefail
export LC_ALL=C

run=$(readlink -f "$1")
every=${2:-10}
least=${3:-0}

field() { # FILE NAME
  sed -n "s/^ *\"$2\" *: *\"\{0,1\}\([^\",]*\)\"\{0,1\},\{0,1\}$/\1/p" "$1" 2>/dev/null | head -n 1
}

metric() { # TAG
  awk -v tag="\"train/$1\"" 'index($0, tag) { found = 1 } found && /"value"/ { gsub(/[^-0-9.eE]/, "", $NF); print $NF; exit }' \
    "$run/metrics/last.json" 2>/dev/null || true
}

# Where the rows are, in the run or elsewhere, is what the process has open.
rows() {
  find "/proc/$pid/fd" -lname '*.rows' -exec readlink {} + 2>/dev/null | sort -u
}

pid=$(field "$run/status.json" pid)
begin=$(date +%s.%N)
then=$begin
before=''
echo seconds,step,step_seconds,resident_mib,page_cache_mib,rows_cached_mib,rows_gib,free_gib,read,written,awaited,wait_ms,load
while [ -d "/proc/$pid" ]; do
  now=$(date +%s.%N)
  step=$(field "$run/status.json" step)
  mapfile -t files < <(rows)
  cached=0 taken=0
  if [ ${#files[@]} -gt 0 ]; then
    cached=$(fincore --bytes --noheadings --output RES "${files[@]}" 2>/dev/null | awk '{ sum += $1 } END { print sum + 0 }')
    taken=$(du --block-size=1 --total "${files[@]}" | awk 'END { print $1 }')
  fi
  free=$(df --block-size=1 --output=avail "${files[0]:-$run}" | tail -n 1)
  resident=$(awk '/^RssAnon/ { print $2 }' "/proc/$pid/status" 2>/dev/null || echo 0)
  cache=$(awk '/^Cached/ { print $2 }' /proc/meminfo)
  awk -v begin="$begin" -v then="$then" -v now="$now" -v step="${step:-0}" -v before="$before" -v resident="$resident" \
    -v cache="$cache" -v cached="$cached" -v taken="$taken" -v free="$free" -v read="$(metric center_blocks_read)" \
    -v written="$(metric center_blocks_written)" -v awaited="$(metric center_blocks_awaited)" \
    -v wait="$(metric center_wait)" -v load="$(cut -d ' ' -f 1 /proc/loadavg)" 'BEGIN {
      mean = before != "" && step > before ? sprintf("%.3f", (now - then) / (step - before)) : ""
      printf "%.0f,%d,%s,%.0f,%.0f,%.1f,%.3f,%.2f,%s,%s,%s,%s,%s\n", now - begin, step, mean, resident / 1024, cache / 1024,
        cached / 2^20, taken / 2^30, free / 2^30, read, written, awaited, wait == "" ? "" : sprintf("%.2f", 1000 * wait), load
    }'
  if [ "${step:-0}" != "$before" ]; then
    before=${step:-0}
    then=$now
  fi
  if awk -v free="$free" -v least="$least" 'BEGIN { exit !(free < least * 2^30) }'; then
    kill -TERM "$pid" 2>/dev/null || true
  fi
  sleep "$every"
done
