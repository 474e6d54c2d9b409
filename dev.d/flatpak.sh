# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The Flatpak: built, installed, started and driven in its sandbox. Sourced by ./dev; runs inside the Debian root.
#
# The runtime and the SDK are stand-ins of the same name and branch, made from that root: what is proved is the sandbox,
# the permissions, the installation and the app in it, not the versions of the real runtime. They, and what is installed
# on them, live in a folder of their own in the cache; flatpak's own folders are never touched.

readonly MANIFEST=$checkout/flatpak/io.github.invy_app.Invy.json
# What only building and testing need, and what no app of this runtime needs.
readonly NOT_IN_RUNTIME=(lib/postgresql 'lib/llvm-*' 'lib/*/libLLVM*' 'lib/*/libclang*' share/doc share/gdb share/man)
readonly APP_SIZE_LIMIT_MB=40

manifest_value () { # KEY
  python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$MANIFEST" "$1"
}

# Where the stand-ins of this root and branch are.
use_flatpak_folder () {
  branch=$(manifest_value runtime-version)
  flatpak_folder=$cache/flatpak/${root##*/}-$branch
  mkdir -p "$flatpak_folder"
  export FLATPAK_USER_DIR=$flatpak_folder/user
}

# A repository that stores files as they are: to install from it is to link them.
make_repository () { # FOLDER
  mkdir -p "$1"/{objects,tmp,state,extensions,refs/heads,refs/remotes}
  printf '[core]\nrepo_version=1\nmode=bare-user-only\n' > "$1/config"
}

make_sdk () { # FOLDER REPOSITORY
  local entry
  mkdir -p "$1/files" # build-export insists on it
  cp -al "$root/usr" "$1/usr"
  cp -a "$root/etc" "$1/usr/etc"
  for entry in "${NOT_IN_RUNTIME[@]}"; do
    # shellcheck disable=SC2086 # a pattern
    rm -rf "$1/usr"/$entry
  done
  printf '[Runtime]\nname=org.gnome.Sdk\nruntime=org.gnome.Platform/%s/%s\nsdk=org.gnome.Sdk/%s/%s\n' \
    "$(flatpak --default-arch)" "$branch" "$(flatpak --default-arch)" "$branch" > "$1/metadata"
  flatpak build-export --disable-fsync --runtime "$2" "$1" "$branch"
}

# The runtime has what the SDK has, under its own name.
make_stand_ins () {
  local making=$flatpak_folder/making arch
  [ ! -e "$flatpak_folder/ready" ] || return 0
  say "Making stand-ins for org.gnome.Platform and org.gnome.Sdk $branch in $flatpak_folder…"
  rm -rf "$making" "$flatpak_folder/repo" "$FLATPAK_USER_DIR"
  arch=$(flatpak --default-arch)
  make_repository "$flatpak_folder/repo"
  logged "$flatpak_folder/sdk.log" make_sdk "$making" "$flatpak_folder/repo"
  rm -rf "$making"
  logged "$flatpak_folder/platform.log" flatpak build-commit-from --disable-fsync \
    --src-ref="runtime/org.gnome.Sdk/$arch/$branch" "$flatpak_folder/repo" "runtime/org.gnome.Platform/$arch/$branch"
  flatpak --user remote-add --if-not-exists --no-gpg-verify stand-in "$flatpak_folder/repo"
  logged "$flatpak_folder/install.log" flatpak --user install -y --noninteractive stand-in \
    "org.gnome.Sdk//$branch" "org.gnome.Platform//$branch"
  touch "$flatpak_folder/ready"
}

# The app alone: the libraries that the real runtime lacks are in the stand-in. The catalogue that flatpak-builder would
# compose of the metadata needs a tool of the real SDK; the metadata itself is checked by the suite "format".
write_stand_in_manifest () { # FILE
  python3 - "$MANIFEST" "$1" <<'EOF'
import json
import pathlib
import sys

source, target = map(pathlib.Path, sys.argv[1:])
manifest = json.loads(source.read_text())
manifest["appstream-compose"] = False
manifest["modules"] = [module for module in manifest["modules"] if not isinstance(module, str)]
for module in manifest["modules"]:
    for place in module["sources"]:
        place["path"] = str((source.parent / place["path"]).resolve())
target.write_text(json.dumps(manifest, indent=2))
EOF
}

build_flatpak () {
  local manifest=$flatpak_folder/manifest.json
  if [ -n "${flatpak_full:-}" ]; then
    echo '  the modules of the manifest:'
    python3 "$checkout/dev.d/flatpak-sources.py" "$MANIFEST" "$flatpak_folder/sources" "$manifest" | sed 's/^/    /' \
      || fail 'there is nothing to build the modules from.'
  else
    write_stand_in_manifest "$manifest"
  fi
  say 'Building the Flatpak…'
  logged "$flatpak_folder/build.log" flatpak-builder --user --force-clean --disable-rofiles-fuse --disable-updates \
    --ccache --state-dir="$flatpak_folder/state" --install "$flatpak_folder/build" "$manifest"
}

# A session of its own, whatever the caller's: an empty folder is shown where sandboxes look for it.
in_own_session () { # COMMAND…
  local as=()
  [ "$EUID" = 0 ] || as=(--user --map-current-user)
  # shellcheck disable=SC2016 # expanded by the inner shell
  unshare "${as[@]}" --mount bash -c \
    'folder=/run/user/$(id -u) && mkdir -p "$folder" && mount -t tmpfs -o mode=700 invy-session "$folder" && exec "$@"' \
    bash "$@"
}

drive_flatpak () { # NAME [OPTION…]: test-NAME.py, in a session with these options
  local name=$1 tap=$flatpak_results/$1.tap id
  id=$(manifest_value id)
  shift
  printf '  %s\n' "$name"
  INVY_FLATPAK=$id INVY_TEST_APPLICATION_ID=$id G_TEST_BUILDDIR=$flatpak_results \
    PYTHONPATH=$checkout/tests/support:$checkout/tests/journeys:$checkout/tests/flatpak \
    in_own_session "$checkout/tests/support/with-display" --atspi "$@" \
    python3 -B "$checkout/tests/flatpak/test-$name.py" > "$tap" || true
  grep '^# [^ ]' "$tap" | grep -v '^# Traceback' | sed 's/^# /    /' || true
}

# Builds and drives it, leaving what came of it for run-suites.py.
test_flatpak () {
  local started=$SECONDS
  flatpak_results=$checkout/_build/flatpak
  rm -rf "$flatpak_results"
  mkdir -p "$flatpak_results"
  use_flatpak_folder
  echo 'flatpak:'
  (
    use_own_tools
    lock "$flatpak_folder/lock" 'building and testing the Flatpak'
    make_stand_ins
    build_flatpak
    echo 'ok 1 - is built and installed' > "$flatpak_results/build.tap"
    drive_flatpak portals --keyring --portals
    drive_flatpak no-portals
    drive_flatpak size-and-start --keyring --portals
  ) || echo 'not ok 1 - is built and installed' > "$flatpak_results/build.tap"
  echo $((SECONDS - started)) > "$flatpak_results/seconds"
}

verb_flatpak () {
  case $*,$EUID in
    ,*) ;;
    --full,0) flatpak_full=1 ;;
    --full,*) fail 'only root can fetch the sources of the modules: sudo ./dev flatpak --full' ;;
    *) usage_error "./dev flatpak has no option $1" ;;
  esac
  test_flatpak
  python3 "$checkout/tests/support/run-suites.py" flatpak
}
