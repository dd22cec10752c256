# How Idem starts, from its sources and from an unpacked archive alike. Sourced; whoever does so sets
#   home      folder that holds configs/
#   product   folder that holds plugins/, cli/ and engine/

say() { printf 'idem: %s\n' "$*" >&2; }
fail() { say "$1"; exit "${2:-1}"; }

# Java reads the names of files in the encoding of the locale; without UTF-8 (cron, containers) it cannot name some.
use_utf8() {
  [ "$(locale charmap 2>/dev/null)" = UTF-8 ] && return
  if [ -n "${LC_ALL:-}" ]; then export LC_ALL=C.UTF-8; else export LC_CTYPE=C.UTF-8; fi
}

# Java takes ':' for the end of an entry of a class path: a folder that has one in its name is reached by a link.
class_path_folder() { # FOLDER
  local links=${XDG_CACHE_HOME:-$HOME/.cache}/idem link
  if [[ $1 != *:* ]]; then printf '%s' "$1"; return; fi
  link=$links/folder-$(printf '%s' "$1" | cksum | cut -d ' ' -f 1)
  if [[ $links != *:* ]] && mkdir -p "$links" 2>/dev/null; then
    [ "$(readlink "$link")" = "$1" ] || ln -sfn "$1" "$link" 2>/dev/null || true
    if [ "$(readlink "$link")" = "$1" ]; then printf '%s' "$link"; return; fi
  fi
  fail "Java cannot load from $1, because of the ':' in its name, nor can a link to it be made in $links: rename the folder" 2
}

has_display() { [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; }

command_line() { # the headless commands
  # Most are over before a good compiler pays; scoring millions of pairs is not, and has a bound of its own.
  local java=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC)
  [ "${1:-}" != ijb ] || java=(-XX:+UseParallelGC -Xmx3g)
  exec java "${java[@]}" -Xshare:auto -Djava.awt.headless=true \
    -Didem.home="$home" -Didem.engine="$product/engine" -cp "$product/cli/*" org.idem.cli.Main "$@"
}

# What draws the picture that is shown while the workbench starts; nothing is drawn without it.
splash_library() { ls "$product"/plugins/org.eclipse.equinox.launcher.gtk.linux.x86_64_*/eclipse_*.so 2>/dev/null | head -n 1; }

# Where the classes of the workbench are kept as the virtual machine has them in memory: made when the workbench is closed
# for the first time, read at each later start. One for each product, of its present state and Java; nothing where no
# folder can be written.
class_archive() {
  local folder=${XDG_CACHE_HOME:-$HOME/.cache}/idem place state java
  java=$(readlink -f "$(command -v java)") || return 0
  place=$(readlink -f "$product" | cksum | cut -d ' ' -f 1)
  state=$(stat -c '%n %s %Y' "$java" "${java%/bin/java}/lib/server/libjvm.so" "$product"/plugins/*.jar 2>/dev/null | cksum | cut -d ' ' -f 1)
  mkdir -p "$folder" 2>/dev/null && [ -w "$folder" ] && printf '%s/classes-%s-%s.jsa' "$folder" "$place" "$state" || true
}

workbench() { # FOLDER [JVM OPTION…]
  local folder launcher key archive
  folder=$(cd "$1" && pwd) || fail "no folder $1" 2
  shift
  # Equinox takes these for parts of a URL.
  [[ $(readlink -f "$product") != *[#%?\\!]* ]] ||
    fail "the workbench cannot start from $(readlink -f "$product"), because of one of the characters # % ? ! \\ in its name: rename the folder (the commands work as it is)" 2
  has_display || fail "no display for the workbench: set DISPLAY, or use the commands (./idem --help)" 2
  launcher=$(ls "$product"/plugins/org.eclipse.equinox.launcher_*.jar | head -n 1)
  key=$(printf '%s' "$folder" | cksum | cut -d ' ' -f 1)
  local java=(java -Xmx1g -Djava.awt.headless=true -Didem.home="$home" -Didem.engine="$product/engine" \
    -Didem.folder="$folder")
  local equinox=(-jar "$launcher" --launcher.library "$(splash_library)" -showsplash -data "${XDG_DATA_HOME:-$HOME/.local/share}/idem/workspace-$(basename "$folder")-$key")
  archive=${IDEM_CLASS_ARCHIVE-$(class_archive)} # empty: without
  if [ -z "$archive" ]; then exec "${java[@]}" "$@" "${equinox[@]}"; fi
  if [ -f "$archive" ]; then
    exec "${java[@]}" -Xshare:auto -XX:SharedArchiveFile="$archive" -Xlog:cds=off -Xlog:cds+dynamic=off "$@" "${equinox[@]}"
  fi
  # Under another name until it is whole: a start meanwhile, or a machine that goes down, finds none.
  local status=0 part=$archive.$$.part
  "${java[@]}" -XX:ArchiveClassesAtExit="$part" -Xlog:cds=off -Xlog:cds+dynamic=off "$@" "${equinox[@]}" || status=$?
  if [ -f "$part" ]; then
    # Those of earlier states; beside a file that the user named, others are not ours.
    if [ -z "${IDEM_CLASS_ARCHIVE+named}" ]; then rm -f "${archive%-*.jsa}"-*.jsa; fi
    mv "$part" "$archive"
  fi
  return "$status"
}

demo() { # the main job, then the workbench on its result
  if has_display && [ "${1:-}" != --no-workbench ]; then
    (command_line demo "$@")
    workbench . -Didem.result=true
  else
    command_line demo "$@"
  fi
}

# What the words after ./idem mean: workbench, workbench-on, demo or command.
meaning() { # [WORD…]
  case ${1:-} in
    '') echo workbench ;;
    demo) echo demo ;;
    data | config | train | stop | runs | events | verify | export | report | plan | ijb | embed | compare | inspect | devices | install-cuda)
      echo command ;; # though a folder may be named so
    *) if [ $# -eq 1 ] && [ -d "$1" ]; then echo workbench-on; else echo command; fi ;;
  esac
}

start() { # [WORD…]
  case $(meaning "$@") in
    workbench) workbench . ;;
    workbench-on) workbench "$1" ;;
    demo) shift; demo "$@" ;;
    command) command_line "$@" ;;
  esac
}
