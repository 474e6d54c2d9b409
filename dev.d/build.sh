# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Building, and using what was built. Sourced by ./dev; runs where the libraries are.
#
# _build/PROFILE is meson's build folder; what it built is installed in _build/PROFILE/root, because schemas, icons and
# translations are looked up by prefix.

# New compilers bring new warnings: they stop developers, but nobody who only wants to run Invy.
if [ -e "$ROOT_MARK" ] || [ -n "${CI:-}" ]; then
  warnings_are_errors=true
else
  warnings_are_errors=false
fi

prefix () { # PROFILE
  printf '%s\n' "$checkout/_build/$1/root"
}

# Brings _build/PROFILE up to date. Silent when there is nothing to do.
build () { # PROFILE: debug, asan (for the sanitizers) or release (for the benchmarks)
  local folder=$checkout/_build/$1 wanted
  (
    trap 'exit 130' INT
    use_own_tools
    lock "$checkout/_build/$1.lock" "building $folder"
    configure "$1" "$folder"
    mapfile -t wanted < <(list_wanted "$1" "$folder")
    compile "$folder" "${wanted[@]}"
    install_built "$folder"
  )
}

# The machine's own tools, whatever the caller has on PATH and in the variables that change what compilers do.
use_own_tools () {
  PATH=/usr/lib/ccache:/usr/lib64/ccache:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin
  unset LD_LIBRARY_PATH LIBRARY_PATH CPATH C_INCLUDE_PATH PKG_CONFIG_PATH GI_TYPELIB_PATH PYTHONPATH PYTHONHOME \
        CC CXX CFLAGS CXXFLAGS CPPFLAGS LDFLAGS DESTDIR
  export PATH LC_ALL=C.UTF-8
  use_ccache
}

# What the compiler made of the same files is used again wherever they lie.
use_ccache () {
  export CCACHE_DIR=${CCACHE_DIR:-$cache/ccache} CCACHE_NOHASHDIR=1
}

configure () { # PROFILE FOLDER
  local profile=$1 folder=$2 wanted options=(--prefix="$(prefix "$1")" --libdir=lib)
  case $profile in
    asan) options+=(-Db_sanitize=address,undefined) ;;
    release) options+=(--buildtype=release) ;;
  esac
  # A folder built elsewhere, or with other libraries or options, is of no use.
  wanted="$(machine_name): ${options[*]}"
  if [ ! -e "$folder/build.ninja" ] || [ "$(cat "$folder/made-with" 2>/dev/null)" != "$wanted" ]; then
    say "Configuring $folder…"
    rm -rf "$folder"
    mkdir -p "$folder"
    logged "$folder/configure.log" meson setup "${options[@]}" -Dwerror="$warnings_are_errors" "$folder" "$checkout"
    printf '%s\n' "$wanted" > "$folder/made-with"
    printf '%s\n' "$warnings_are_errors" > "$folder/warnings-are-errors"
  elif [ "$warnings_are_errors" = true ] && [ "$(cat "$folder/warnings-are-errors")" != true ]; then
    logged "$folder/configure.log" meson configure -Dwerror=true "$folder"
    echo true > "$folder/warnings-are-errors"
  fi
}

logged () { # LOG COMMAND…
  "${@:2}" > "$1" 2>&1 || {
    tail -n 30 "$1" >&2
    fail "this failed: ${*:2}"
  }
}

# What of a profile has to be built: nobody runs the tests of the one that only the benchmarks need.
list_wanted () { # PROFILE FOLDER
  if [ "$1" = release ]; then
    echo meson-benchmark-prereq
    meson introspect --targets "$2" | python3 -c 'import json, os, sys
for target in json.load (sys.stdin):
    if target["installed"]:
        print (*(os.path.relpath (name, sys.argv[1]) for name in target["filename"]), sep="\n")' "$2"
  else
    echo all
  fi
}

compile () { # FOLDER TARGET…
  ninja -C "$@" 2>&1 | tee "$1/compile.log" | show_ninja "$1" || {
    if grep -q '^FAILED: build.ninja' "$1/compile.log"; then # what meson says stands before it
      tail -n 20 "$1/compile.log" >&2
    else
      sed -n -e '/^FAILED/,$ { /^\[[0-9]*\/[0-9]*\]/! p }' "$1/compile.log" >&2
    fi
    fail 'the build failed.'
  }
}

# Shows how far ninja is when it takes longer than a moment.
show_ninja () { # FOLDER
  local line started=$SECONDS
  while IFS= read -r line; do
    if [[ $line =~ ^\[([0-9]+)/([0-9]+)\] && $((SECONDS - started)) -ge 2 ]]; then
      progress "Building ${1##*/}" "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
    fi
  done
}

# Data files are installed as they are, so ninja does not know when one of them changes.
install_built () { # FOLDER
  local stamp=$1/installed
  if [ ! -e "$stamp" ] || ! grep -q '^ninja: no work to do' "$1/compile.log" \
     || [ -n "$(find "$checkout/data" -newer "$stamp" -print -quit)" ]; then
    rm -f "$stamp"
    logged "$1/install.log" meson install -C "$1" --no-rebuild --only-changed
    touch "$stamp"
  fi
}

# Puts the programs of a profile first on PATH, and their data where it is looked for.
use_built () { # PROFILE
  local bin prefix
  prefix=$(prefix "$1") bin=$prefix/bin
  if [ -e "$ROOT_MARK" ]; then
    # The root's programs before those of the host that the caller's PATH names.
    bin+=:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin
  fi
  export PATH=$bin:$PATH
  export XDG_DATA_DIRS=$prefix/share:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}
}

# Whether there is a display that answers.
has_display () {
  if [ -n "${WAYLAND_DISPLAY:-}" ] && [ -S "${XDG_RUNTIME_DIR:-}/$WAYLAND_DISPLAY" ]; then
    return 0
  fi
  [ -n "${DISPLAY:-}" ] && timeout 10 xdpyinfo >/dev/null 2>&1
}

# Runs a command without root's powers: programs that refuse root work, and a read-only file is read-only. In a user
# namespace root is an ordinary user with another number, who still owns root's files, wherever they are.
as_ordinary_user () {
  local accounts
  if [ "$EUID" != 0 ]; then
    "$@"
    return
  fi
  accounts=$(mktemp)
  { cat /etc/passwd && echo 'invy:x:61000:61000:Invy tests:/tmp:/bin/sh'; } > "$accounts"
  chmod 644 "$accounts"
  # shellcheck disable=SC2016 # expanded by the inner shell
  unshare --mount bash -c 'mount --bind "$1" /etc/passwd && rm -f "$1" && shift && exec unshare --user --map-user=61000 --map-group=61000 -- "$@"' \
    bash "$accounts" "$@"
}

# What one figure is measured beside: a package for Node.js, of exactly the versions that the lock file names. Without
# it that figure counts as not reached.
fetch_node_package () { # FOLDER
  mkdir -p "$1"
  cp "$checkout"/tests/bench/node/* "$1/"
  cd "$1" || return
  cmp --quiet package-lock.json node_modules/.fetched \
    || { npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier && cp package-lock.json node_modules/.fetched; }
}
