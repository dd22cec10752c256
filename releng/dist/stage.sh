# Makes the archive that users unpack. Sourced by ./idem, or run: stage.sh ROOT PRODUCT TARGET

# Puts what the archive holds into a new folder: links where the file system allows, so that nothing is written twice.
stage_dist() { # ROOT PRODUCT TARGET
  local root=$1 product=$2 target=$3 configuration=org.eclipse.equinox.simpleconfigurator
  mkdir -p "$target/lib" "$target/configuration/$configuration"
  cp -rl "$product"/{plugins,cli,engine} "$target/" 2>/dev/null || cp -r "$product"/{plugins,cli,engine} "$target/"
  # What Equinox or p2 add while a product is built or runs names folders of this machine.
  grep -v '^eclipse.p2' "$product/configuration/config.ini" >"$target/configuration/config.ini"
  cp "$product/configuration/$configuration/bundles.info" "$target/configuration/$configuration/"
  cp -r "$root"/{configs,docs,LICENSE,README.md} "$target/"
  cp "$root/releng/dist/idem" "$target/idem"
  cp "$root/releng/dist/start.sh" "$target/lib/"
}

# Packs a staged folder; the same files give the same archive.
pack_dist() { # STAGED ARCHIVE
  tar --sort=name --owner=0 --group=0 --numeric-owner --mtime='2020-01-01 00:00Z' --mode=u+w,go+rX,go-w \
    -C "$(dirname "$1")" -cf - "$(basename "$1")" | gzip -n -1 >"$2.part"
  mv "$2.part" "$2"
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  set -euo pipefail
  stage_dist "$@"
fi
