# The launch half of the `portreeve` command, which the checkout and the packages share: finds Java,
# chooses the JVM's options and keeps what makes the next start faster. Sourced by a front that sets
#
#   home        the directory with policies/
#   jars        the directory with the jars; their `cache` may be made with them
#   directives  the file of directives for the JIT compilers
#   runtime     the directory of the Java that comes with them, or nothing
#
# and then calls find_java and launch.

fail() {
  echo "portreeve: $1" >&2
  exit 2
}

java_version() {
  local java_home=${binary%/bin/java}
  if [[ -r $java_home/release ]]; then
    sed -n 's/^JAVA_VERSION="\([0-9.]*\).*/\1/p' "$java_home/release"
  else
    "$java" -version 2>&1 | sed -n 's/.* version "\([0-9.]*\).*/\1/p'
  fi
}

find_java() {
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  [[ -z $runtime ]] || java=$runtime/bin/java
  command -v "$java" >/dev/null || fail "\`$java\` is not there: install Java 17 or newer"
  binary=$(readlink -f "$(command -v "$java")" || true)
  version=$(java_version)
  major=${version%%.*}
  [[ -z $major || $major -ge 17 ]] || fail "Java 17 or newer is needed, \`$java\` is $major"
}

# The option came with 22, and with updates of the two long-term releases before it.
trims_native_memory() {
  local numbers
  # shellcheck disable=SC2206 # digits only
  numbers=(${version//./ })
  case ${major:-0} in
    17) [[ ${numbers[2]:-0} -ge 13 ]] ;;
    21) [[ ${numbers[2]:-0} -ge 5 ]] ;;
    *) [[ ${major:-0} -ge 22 ]] ;;
  esac
}

class_path() {
  local LC_ALL=C all
  all=("$jars"/*.jar)
  local IFS=:
  echo "${all[*]}"
}

# The JVM's classes as it wants them in memory, with the time and space saved that it takes to read
# them one by one. They fit one JVM, one set of options and one place of the jars, hence the key in
# the name; what does not fit after all is passed over by the JVM. One that is cut short would end
# it, hence the length.
archive_key() {
  local release=${binary%/bin/java}/release
  { echo "$binary" "$jars" "${options[@]}"; cat "$release" 2>/dev/null || ls -lL "$binary"; } \
    | cksum | sed 's/ .*//'
}

# Runs a verb with one more JVM option. Those that the environment adds are not among those in the
# archive's name.
rehearse() {
  env -u JAVA_TOOL_OPTIONS -u JDK_JAVA_OPTIONS -u JDK_AOT_VM_OPTIONS \
    "$java" "${options[@]}" "-Dportreeve.cache=$cache" "$1" -cp "$classes" \
    dev.portreeve.cli.Portreeve "${@:2}" </dev/null >"$scratch/log" 2>&1
}

# Serves for a moment to record what a start needs, and keeps that whole or not at all. Without it a
# start is slower and nothing else, so whoever calls this decides what a failure is worth.
prepare() {
  local failed="faster starts could not be prepared"
  mkdir -p "$cache" && scratch=$(mktemp -d "$cache/.jvm-XXXXXX") || fail "$failed"
  trap 'rm -rf "$scratch"' EXIT
  local record=-XX:ArchiveClassesAtExit=$scratch/archive
  [[ $major -lt 25 ]] || record=-XX:AOTCacheOutput=$scratch/archive
  # The shipped set is checked before, so that the recorded run finds it checked, as most starts do.
  rehearse -Xmx64m validate "$home/policies/postman" || true
  if ! rehearse "$record" rehearse || [[ ! -s $scratch/archive ]]; then
    cat "$scratch/log" >&2
    fail "$failed"
  fi
  chmod 644 "$scratch/archive" \
    && mv -f "$scratch/archive" "$cache/jvm-$key-$(wc -c <"$scratch/archive" | tr -d ' ').archive" \
    || fail "$failed"
  prune
}

# The archive of the key, or nothing: of one's own, or made with the jars unless PORTREEVE_CACHE names
# a place. In a place of somebody's choice whoever can write there could slip code in.
find_archive() {
  local place file bytes places=("$cache")
  [[ -n ${PORTREEVE_CACHE-} ]] || places+=("$jars/cache")
  for place in "${places[@]}"; do
    for file in "$place/jvm-$key"-*.archive; do
      bytes=${file##*-}
      if [[ -r $file && $(wc -c <"$file") -eq ${bytes%.archive} ]] \
        && [[ -O $file || $file == "$jars"/cache/* ]]; then
        echo "$file"
        return
      fi
    done
  done
}

# Java 25 does not start where the objects of an archive find no room in the old part of the heap, so
# somebody who lays out the heap goes without.
refuses_archive() {
  [[ $major -ge 25 && " ${more[*]-}" =~ \ -(Xms|Xmn|XX:(Max)?NewSize|XX:NewRatio|XX:InitialHeap|XX:InitialRAM) ]]
}

# The archives made last stay, and whatever somebody is just making.
prune() {
  local old
  ls -1t "$cache"/jvm-*.archive 2>/dev/null | tail -n +4 | while read -r old; do rm -f "$old"; done
  find "$cache" -maxdepth 1 -name '.jvm-*' -mmin +10 -exec rm -rf {} + 2>/dev/null || true
}

# Once this server is well on its way, at times that nobody else wants, out of reach of its signals
# and its output.
prepare_later() {
  local server=$$
  (
    trap '' HUP INT
    sleep 15
    ! kill -0 "$server" || [[ -n $(find_archive) ]] || { renice -n 19 "$BASHPID"; prepare; }
  ) </dev/null &>/dev/null &
}

# The first place of these that can be written, else one that can only be read, else `off`.
choose_cache() {
  local place places=("$jars/cache")
  [[ -z ${CACHE_DIRECTORY-} ]] || places+=("${CACHE_DIRECTORY%%:*}")
  [[ -z ${XDG_CACHE_HOME:-${HOME-}} ]] || places+=("${XDG_CACHE_HOME:-$HOME/.cache}/portreeve")
  for place in "${places[@]}"; do
    if mkdir -p "$place" 2>/dev/null && [[ -w $place ]]; then
      cache=$place
      return
    fi
  done
  writable=
  cache=off
  if [[ -r $jars/cache ]]; then
    cache=$jars/cache
  else
    use+=("-Dportreeve.cache.refused=${places[*]}")
  fi
}

set_options() {
  # A heap that begins small; a young part of 5 MiB is collected in about half a millisecond, since
  # next to nothing of a check outlives it (20 MiB less after reloads), and leaves room enough to
  # survive for what a reload needs until it is done, which else would fill the old part. Archives
  # stay where they were recorded: moved, each page of them is written to and the process's own, 22
  # MiB more (diagnostic only in name). Compiled code that went out of use goes sooner where there is
  # less room for it (20 MiB less after 60 reloads), and code that ran a few hundred times at a start
  # and hardly again is not compiled at all (18 MiB less).
  options=(
    -Xms16m -Xmx64m -Xmn5m -XX:SurvivorRatio=6 -XX:TargetSurvivorRatio=90
    -XX:ReservedCodeCacheSize=24m
    -XX:Tier3InvocationThreshold=1000 -XX:Tier3MinInvocationThreshold=500
    -XX:Tier3CompileThreshold=5000
    -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0
    -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8
    "-Dportreeve.home=$home" "-Dportreeve.jars=$jars"
  )
  # Small heap, short pauses, no extra threads; two collectors at once are an error.
  [[ " ${more[*]-} " == *" -XX:+Use"*"GC "* ]] || options+=(-XX:+UseSerialGC)
  # Netty and protobuf reach memory on their own; newer JVMs warn unless told that it is meant.
  [[ ${major:-0} -lt 24 ]] \
    || options+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)

  # The compilers take native memory by the ten MiB for a moment, which otherwise stays taken.
  ! trims_native_memory \
    || options+=(-XX:+UnlockExperimentalVMOptions -XX:TrimNativeHeapInterval=1000)
  # Headers of 8 bytes instead of 12.
  [[ ${major:-0} -lt 25 ]] || options+=(-XX:+UseCompactObjectHeaders)
  # Priorities count: reloads go behind checks, and on Linux into the class for idle times, since a
  # niced thread still finishes its time slice of some milliseconds. The JVM's compilers do not:
  # further back they would take minutes to make a busy server fast; left to the JVM, root's would go
  # before checks.
  options+=(
    -XX:ThreadPriorityPolicy=1 -XX:JavaPriority1_To_OSPriority=19 -XX:CompilerThreadPriority=0
    -Dportreeve.idle-reloads=true
  )
  # What the second compiler is not to touch. A server hands it to the JVM itself, since the JVM's own
  # option prints a line at each start.
  options+=(
    "-Dportreeve.compiler-directives=$directives"
    --add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED
  )
  # What the JVM has to say of itself has no place between the lines on standard output.
  options+=(-Xlog:disable -Xlog:all=error:stderr -XX:+DisplayVMOutputToStderr)

  # The JVM's own way to end when memory is gone has the exit status of a set that does not load. So
  # it writes to a pipe, from which the server reads without needing memory.
  if [[ -e /proc/self/fd ]]; then
    exec 8<> <(:)
    options+=(
      "-XX:OnOutOfMemoryError=echo >/proc/%p/fd/8" -Dportreeve.out-of-memory=/proc/self/fd/8
    )
  else
    options+=(-XX:+ExitOnOutOfMemoryError)
  fi
}

# Becomes the JVM that runs the verb.
launch() {
  set -f
  # shellcheck disable=SC2206 # separated by blanks
  more=(${PORTREEVE_JAVA_OPTS-})
  set +f
  set_options
  classes=$(class_path)
  use=()
  writable=yes
  cache=${PORTREEVE_CACHE-}
  [[ -n $cache ]] || choose_cache
  [[ ${1-} != prepare || $cache != off ]] \
    || fail "there is no place for what is prepared: PORTREEVE_CACHE is off, or nothing can be written"
  if [[ $cache != off ]]; then
    use+=("-Dportreeve.cache=$cache")
    key=$(archive_key)
    [[ ${1-} != prepare ]] || { (prepare); exit; }
    [[ -z ${built-} ]] || (prepare) || true
    archive=$(find_archive)
    if [[ -n $archive ]] && refuses_archive; then
      :
    elif [[ -n $archive ]]; then
      [[ $major -ge 25 ]] && use+=("-XX:AOTCache=$archive") || use+=("-XX:SharedArchiveFile=$archive")
    elif [[ ${1-} == serve && -n $writable ]]; then
      prepare_later
    fi
  fi
  # The JVM warns others than root of priorities, though to yield needs no right.
  [[ $EUID -eq 0 ]] || use+=(-XX:-PrintWarnings)

  # Colours and progress are for terminals alone.
  local terminals=
  [[ ! -t 0 ]] || terminals+=0
  [[ ! -t 1 ]] || terminals+=1
  [[ ! -t 2 ]] || terminals+=2
  use+=("-Dportreeve.terminal=$terminals")

  # What a server is to do without, a verb may have for the moment that it runs. It ends before what
  # the second compiler makes of its code pays: that takes half of the processor time of a `diff`. An
  # import of very many teams runs for minutes. The old part of the heap has room from the beginning
  # for the objects of the archive, without which Java 25 refuses to start. Vert.x logs by the JDK
  # there: it would set up logging only to read a request.
  local verb=(-Dvertx.logger-delegate-factory-class-name=io.vertx.core.logging.JULLogDelegateFactory)
  case "${1-} ${2-}" in
    "serve "* | "rehearse "*) ;;
    "teams import") use+=("${verb[@]}" -Xms320m -Xmx1g -Xmn256m) ;;
    *) use+=("${verb[@]}" -Xms64m -Xmx1g -Xmn32m -XX:TieredStopAtLevel=1) ;;
  esac

  exec "$java" "${options[@]}" ${use[@]+"${use[@]}"} ${more[@]+"${more[@]}"} -cp "$classes" \
    dev.portreeve.cli.Portreeve "$@"
}
