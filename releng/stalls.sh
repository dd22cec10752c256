#!/usr/bin/env bash
# Drives the data set editor on a set of millions on a display of its own, twice, and tells for each step how long the UI thread
# kept events waiting at most, by the clock and by what it computed. Fails where it computed for longer than 100 ms at once.
#   releng/stalls.sh [FOLDER [IMAGES]]   FOLDER keeps the set (0.5 GB for 5,000,000 images) for the next time.
# Times by the clock mean something on an idle machine only. In a workbench, -vmargs -Didem.stalls=100 logs each stall with its stack.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=${1:-}
images=${2:-5000000}
if [ -z "$folder" ]; then
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
fi
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
arguments="-Didem.stalls.folder=$folder -Didem.stalls.images=$images"
modules=releng/target,bundles/org.idem.ui.widgets,bundles/org.idem.ui,bundles/org.idem.app,bundles/org.idem.ui.tests

cd "$root"
export root arguments modules
xvfb-run -a -s "-screen 0 1600x1000x24" bash -c '
  openbox >/dev/null 2>&1 &
  mvn -B -o -pl "$modules" -am -Dtest=DatasetStallsTest -Dsurefire.failIfNoSpecifiedTests=false -DfailIfNoTests=false \
    -Dspotless.check.skip -Dspotbugs.skip "-Didem.test.arguments=$arguments" verify' |
  grep -E "computed| at |Tests run|BUILD|ERROR"
