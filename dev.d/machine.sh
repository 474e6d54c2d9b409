# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Where ./dev works: on the machine itself, or in a Debian root made for it. Sourced by ./dev.

# This file, in a root that make_root made, holds the root's name.
readonly ROOT_MARK=/etc/invy-root

# The number is for a change in how the root is made: another one, another root.
root=$cache/sdk-$(printf '%s\n' "recipe 1" "$SUITE" "${PACKAGES[@]}" | sha256sum | cut -c1-12)

readonly FEDORA_PACKAGES=(
  gcc gcc-c++ meson ninja-build pkgconf gettext ccache blueprint-compiler gtk4-devel libadwaita-devel libsoup3-devel
  json-glib-devel sqlite-devel libsecret-devel libphonenumber-devel libdex-devel libcsv-devel uchardet-devel
  adwaita-icon-theme librsvg2 google-noto-sans-hebrew-vf-fonts google-noto-color-emoji-fonts rsms-inter-fonts tzdata
  clang-tools-extra desktop-file-utils appstream xorg-x11-server-Xvfb xauth xdotool xdpyinfo xwininfo ImageMagick
  dbus-daemon at-spi2-core python3-gobject glibc-locale-source gnome-keyring libsecret sqlite util-linux nodejs nodejs-npm
)

# A name for the libraries that we build with. What was built with others is built anew.
machine_name () {
  if [ -e "$ROOT_MARK" ]; then
    cat "$ROOT_MARK"
  else
    (. /etc/os-release && printf '%s %s\n' "$ID" "${VERSION_ID:-rolling}")
  fi
}

# The oldest distributions that have GTK 4.18, libadwaita 1.7 and libdex 0.10. Of others we ask pkg-config.
machine_has_libraries () {
  local name version
  read -r name version <<< "$( (. /etc/os-release && printf '%s %s\n' "$ID" "${VERSION_ID:-999}") 2>/dev/null)"
  case $name in
    debian) [ "${version%%.*}" -ge 13 ] ;;
    ubuntu) [ "${version%%.*}" -ge 25 ] ;;
    fedora) [ "$version" -ge 42 ] ;;
    *) pkg-config --atleast-version=4.18 gtk4 && pkg-config --atleast-version=1.7 libadwaita-1 \
         && pkg-config --atleast-version=0.10 libdex-1 ;;
  esac 2>/dev/null
}

install_missing_packages () {
  local missing
  if [ -e "$ROOT_MARK" ]; then
    return
  elif command -v dpkg-query >/dev/null; then
    missing=$(missing_of 'apt-get install' "${PACKAGES[@]}" \
                < <(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p'))
  elif command -v dnf >/dev/null; then
    missing=$(missing_of 'dnf install' "${FEDORA_PACKAGES[@]}" < <(rpm --query --all --queryformat '%{NAME}\n'))
  else
    return 0 # meson names what it does not find
  fi
  [ -n "$missing" ] || return 0

  [ "$EUID" = 0 ] || fail "packages are missing. Install them and run ./dev again:
  sudo $missing"
  say "Installing what is missing: ${missing#* install }"
  [[ $missing != apt-get* ]] || apt-get update >&2
  # shellcheck disable=SC2086 # a command with its arguments
  DEBIAN_FRONTEND=noninteractive $missing -y >&2 || fail "installing failed. When the cause is mended, run ./dev again."
}

# The command that installs those of the packages that are not among the installed ones on standard input.
missing_of () { # COMMAND PACKAGE…
  local names
  names=$(comm -13 <(sort --unique) <(printf '%s\n' "${@:2}" | sort --unique) | paste --serial --delimiters ' ')
  [ -z "$names" ] || printf '%s %s\n' "$1" "$names"
}

# Makes $root, the Debian root, unless it is there. It is made beside its place and renamed when it is complete.
make_root () {
  [ ! -d "$root" ] || return 0
  (
    lock "$cache/root.lock" "making a Debian root in $cache"
    [ ! -d "$root" ] || exit 0 # made while we waited

    check_requirements
    remove_trees "$cache"/making-* # of runs that were killed: we hold the lock, so nobody is at work there
    making=$cache/making-$$
    mkdir "$making"
    trap 'remove_trees "$making"' EXIT
    trap 'exit 130' INT TERM HUP

    say "The libraries of this machine are too old for Invy: making a Debian $SUITE root in"
    say "$root. This is done once and takes some minutes."
    command -v mmdebstrap >/dev/null && [ -e "$KEYRING" ] || fetch_mmdebstrap "$making/tools"
    run_mmdebstrap "$making/root" "$making/log"
    mv "$making/root" "$root"
    say "The root is ready.$([ "$(printf '%s\n' "$cache"/sdk-* | wc -l)" = 1 ] || echo ' Older ones are not needed any more: ./dev clean removes them.')"
  )
}

readonly KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg

# Says what the machine lacks before anything is downloaded.
check_requirements () {
  local available
  available=$(df --output=avail --block-size=1M "$cache" | tail -n 1)
  [ "$available" -ge 3000 ] || fail "a root needs about 3000 MB while it is made, and $cache has ${available// /} MB left.
Make room, or name another place in XDG_CACHE_HOME, and run ./dev again."

  if [ "$EUID" != 0 ]; then
    command -v newuidmap >/dev/null || fail 'newuidmap is missing. Install it and run ./dev again:
  sudo apt-get install uidmap'
    grep -q "^$(id -un):" /etc/subuid || fail "you have no range of subordinate user ids. Get one and run ./dev again:
  sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $(id -un)"
    as_root_here unshare --mount true 2>/dev/null || fail 'user namespaces, which ./dev needs, are switched off. Allow them and run ./dev again:
  sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0 user.max_user_namespaces=10000'
  else
    unshare --mount true 2>/dev/null || fail 'this container may not mount anything, which ./dev needs. Start it with that right
(Docker: --cap-add SYS_ADMIN --security-opt seccomp=unconfined --security-opt apparmor=unconfined).'
  fi
}

# Runs a command as root; as an ordinary user, as root of a user namespace.
as_root_here () {
  if [ "$EUID" = 0 ]; then
    "$@"
  else
    unshare --map-root-user --map-auto "$@"
  fi
}

remove_trees () { # FOLDER…
  local tree
  for tree; do
    [ ! -e "$tree" ] || as_root_here rm -rf --one-file-system -- "$tree"
  done
}

# Brings mmdebstrap into a folder and onto PATH, with what it needs and the machine lacks. Nothing is installed: apt
# keeps its lists and downloads in the same folder.
fetch_mmdebstrap () { # FOLDER
  local tools=$1 package
  command -v apt-get >/dev/null || fail 'mmdebstrap is missing. Install it with the package manager of this machine and run ./dev again.'
  say 'Fetching mmdebstrap…'
  mkdir -p "$tools"/{lists,archives}/partial
  cat > "$tools/apt.conf" <<EOF
Dir::State::Lists "$tools/lists";
Dir::Cache "$tools";
Debug::NoLocking "true";
APT::Sandbox::User "root";
Acquire::Languages "none";
Acquire::Retries "3";
#clear APT::Update;
#clear DPkg;
EOF
  if ! { apt-get --config-file "$tools/apt.conf" update \
           && apt-get --config-file "$tools/apt.conf" install --yes --download-only --reinstall --no-install-recommends \
                mmdebstrap debian-archive-keyring; } > "$tools/log" 2>&1; then
    explain_failure "$tools/log"
  fi
  for package in "$tools"/archives/*.deb; do
    dpkg-deb --extract "$package" "$tools"
  done
  PATH=$tools/usr/bin:$tools/usr/sbin:$PATH
  PERL5LIB=$(printf '%s:' "$tools"/usr/share/perl5 "$tools"/usr/share/perl/5.* "$tools"/usr/lib/*/perl/5.* "$tools"/usr/lib/*/perl-base)
  export PATH PERL5LIB
  apt_keyring=$tools$KEYRING
}

run_mmdebstrap () { # FOLDER LOG
  local proxy='' locale language=${LANG:-C} options=(--variant=apt --mode=unshare --verbose --skip=check/signed-by
                          --aptopt='Acquire::Retries "3"' --dpkgopt=force-unsafe-io
                          --essential-hook='printf "path-exclude=/usr/share/%s/*\n" doc man > "$1/etc/dpkg/dpkg.cfg.d/no-documentation"'
                          --include="$(IFS=,; echo "${PACKAGES[*]}")"
                          --keyring="${apt_keyring:-$KEYRING}")
  command -v apt-config >/dev/null && eval "$(apt-config shell proxy Acquire::http::Proxy)"
  [ -z "$proxy" ] || options+=(--aptopt="Acquire::http::Proxy \"$proxy\"")
  # The locales of the languages that Invy speaks, and the caller's own.
  for locale in en_US he_IL ar_EG "${language%%.*}"; do
    options+=(--customize-hook="cd \"\$1\" && [ ! -e usr/share/i18n/locales/$locale ] || chroot . localedef -i $locale -f UTF-8 $locale.UTF-8")
  done
  options+=(--customize-hook="echo '${root##*/}' > \"\$1$ROOT_MARK\"")

  LC_ALL=C.UTF-8 as_root_here mmdebstrap "${options[@]}" "$SUITE" "$1" 2>&1 | tee "$2" | show_mmdebstrap || explain_failure "$2"
}

# Draws what mmdebstrap does from what apt and dpkg print.
show_mmdebstrap () {
  local line what='the base system' round=0 fetched=0 unpacked=0 configured=0 total=0
  while IFS= read -r line; do
    case $line in
      *' newly installed, '*)
        line=${line#*upgraded, } total=${line%% *} fetched=0 unpacked=0 configured=0
        [ $((++round)) = 1 ] || what='packages'
        ;;
      Get:*' '*B']') progress "Downloading $what" $((++fetched)) "$total" ;;
      Unpacking\ *) progress "Unpacking $what" $((++unpacked)) "$total" ;;
      Setting\ up\ *) progress "Setting up $what" $((++configured)) "$total" ;;
    esac
  done
}

# Ends with the reason of a failed download or installation, and what to do about it.
explain_failure () { # LOG
  local reason='See above for the reason.'
  say ''
  tail -n 15 "$1" >&2
  if grep -qi 'no space left' "$1"; then
    reason="The disk of $cache is full. Make room, or name another place in XDG_CACHE_HOME."
  elif grep -qiE 'could not resolve|failed to fetch|could not connect|unable to connect|timed out|proxy' "$1"; then
    reason='The download failed. Is the network there? A proxy is taken from http_proxy, or from the settings of apt.'
  elif grep -qiE 'no_pubkey|not signed|not valid yet|expired' "$1"; then
    reason='The signature of the packages could not be checked. Is the clock of this machine right?'
  fi
  fail "making the Debian root failed. $reason
Nothing was left behind; run ./dev again when that is mended."
}

# Removes what was built, and roots of other package lists.
clean () {
  local folder
  [ "${1:-}" = --all ] || [ $# = 0 ] || usage_error "./dev clean has no option $1"
  rm -rf "$checkout/_build"
  [ -d "$cache" ] || return 0
  lock "$cache/root.lock" "cleaning $cache"
  for folder in "$cache"/sdk-* "$cache"/making-*; do
    if [ -e "$folder" ] && { [ "$folder" != "$root" ] || [ "${1:-}" = --all ]; }; then
      say "Removing $folder"
      remove_trees "$folder"
    fi
  done
  [ "${1:-}" != --all ] || rm -rf "$cache/ccache"
}
