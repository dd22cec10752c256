#!/usr/bin/env bash
# What an IDE needs to run and debug the workbench: a plain Java application whose bundles load the classes that the IDE
# compiles (target/classes) in front of the built product's. Prints the launch; writes it for IntelliJ, too.
#   releng/ide.sh [FOLDER]   FOLDER is what the workbench opens; the current one if left out
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=$(cd "${1:-.}" && pwd)
product=$root/releng/product/target/products/idem/linux/gtk/x86_64
out=$root/target/ide
[ -d "$product/plugins" ] || { echo "ide: the product is not built; first: ./idem build" >&2; exit 2; }
launcher=$(ls "$product"/plugins/org.eclipse.equinox.launcher_*.jar | head -n 1)

mkdir -p "$out"
for classes in "$root"/bundles/*/target/classes; do
  bundle=${classes#"$root/bundles/"}
  printf '%s=%s\n' "${bundle%%/*}" "$classes"
done >"$out/dev.properties"

main=org.eclipse.equinox.launcher.Main
options="-Xmx1g -Djava.awt.headless=true -Didem.engine=$product/engine -Didem.folder=$folder"
arguments="-data $out/workspace -dev file:$out/dev.properties"

cat >"$out/Workbench.run.xml" <<XML
<component name="ProjectRunConfigurationManager">
  <configuration name="Workbench" type="JarApplication">
    <option name="JAR_PATH" value="$launcher"/>
    <option name="VM_PARAMETERS" value="$options"/>
    <option name="PROGRAM_PARAMETERS" value="$arguments"/>
    <option name="WORKING_DIRECTORY" value="$folder"/>
  </configuration>
</component>
XML

cat <<TEXT
main class         $main
class path         $launcher
VM options         $options
program arguments  $arguments
working directory  $folder
for IntelliJ       copy $out/Workbench.run.xml into .run/ of the project
TEXT
