#!/usr/bin/env bash
# Makes the pictures of docs/images from a finished demo run in the current folder (./idem demo --no-workbench).
# The workbench runs on a display of its own and keeps its state in a scratch folder.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=$PWD
images=$root/docs/images
product=$root/releng/product/target/products/idem/linux/gtk/x86_64
scratch=$(mktemp -d)
display=:${IDEM_DISPLAY:-97}
started=()
trap 'for id in "${started[@]}"; do kill "$id" 2>/dev/null || true; done; wait 2>/dev/null || true; rm -rf "$scratch"' EXIT

require() {
  local missing=() pair
  for pair in Xvfb:xvfb openbox:openbox xdotool:xdotool import:imagemagick java:openjdk-17-jre-headless; do
    command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
  done
  [ ${#missing[@]} -eq 0 ] || { echo "screenshots: install first: apt-get install ${missing[*]}" >&2; exit 2; }
  compgen -G "$folder/runs/*/eval/*.json" >/dev/null ||
    { echo "screenshots: no verified run in $folder/runs; first: ./idem demo --no-workbench" >&2; exit 2; }
  [ -d "$product" ] || { echo "screenshots: the product is not built; first: ./idem build" >&2; exit 2; }
}

open_display() {
  Xvfb "$display" -screen 0 1440x900x24 >/dev/null 2>&1 &
  started+=($!)
  export DISPLAY=$display
  until xdotool getdisplaygeometry >/dev/null 2>&1; do sleep 0.2; done
  openbox >/dev/null 2>&1 &
  started+=($!)
}

open_workbench() { # STATE
  local state=$1 launcher
  launcher=$(ls "$product"/plugins/org.eclipse.equinox.launcher_*.jar | head -n 1)
  java -Djava.awt.headless=true -Didem.engine="$product/engine" -Didem.folder="$folder" -Didem.result=true \
    -jar "$launcher" -data "$scratch/$state" >"$scratch/$state.log" 2>&1 &
  workbench=$!
  started+=("$workbench")
  window=$(xdotool search --sync --onlyvisible --class '^Idem$' | head -n 1)
  xdotool windowactivate --sync "$window"
  settle
}

close_workbench() {
  kill "$workbench"
  wait "$workbench" 2>/dev/null || true
}

# Waits until the screen stands still.
settle() {
  local before='' now
  for _ in $(seq 40); do
    sleep 1.5
    now=$(import -window root rgb:- | cksum)
    [ "$now" != "$before" ] || return 0
    before=$now
  done
}

# Types a name into quick access (Ctrl+3) and takes the first match.
quick_access() {
  xdotool key --clearmodifiers ctrl+3
  settle
  xdotool type --delay 40 "$1"
  settle
  xdotool key Return
  settle
}

picture() { # NAME
  xdotool mousemove 1438 898
  settle
  import -window root -colors 200 +dither -strip "png8:$images/$1.png"
  echo "$images/$1.png"
}

require
mkdir -p "$images"
open_display

open_workbench light
picture workbench
quick_access train.rec
picture dataset
xdotool mousemove 1380 60 click 1 # the perspective Verification
settle
quick_access Evaluations
xdotool key End Return
settle
picture verification
close_workbench

open_workbench dark
xdotool key alt+w t d # Window > Theme > Dark
settle
picture workbench-dark
close_workbench
