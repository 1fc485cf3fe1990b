#!/usr/bin/env bash
# OSRM's executables and profiles, 20 MB, from the Python package that carries them (no Python is needed to run them):
#   .ci/osrm.sh fetch   puts them into ~/.cache/baogong/osrm, unless a whole set is there already
set -euo pipefail

version=26.10.0
home=$HOME/.cache/baogong/osrm
if [ "${1:-}" != fetch ]; then
  echo "verb: ${1:-none given}; accepted: fetch" >&2
  exit 2
fi
if [ "$(cat "$home/version" 2>/dev/null)" = "$version" ]; then
  echo "OSRM $version is in $home"
  exit 0
fi

pip=(python3 -m pip)
"${pip[@]}" --version >/dev/null 2>&1 || pip=(pip3)
"${pip[@]}" --version >/dev/null || { echo 'pip: not found; it is what fetches the package (Debian: apt install python3-pip)' >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Without these flags pip takes a source archive; the wheel says Python 3.12 or newer, which only its bindings need.
"${pip[@]}" download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --python-version 3.12 \
  --platform "manylinux_2_28_$(uname -m)" -d "$work" "osrm-bindings==$version"
python3 -m zipfile -e "$work"/*.whl "$work/wheel"
chmod +x "$work"/wheel/osrm/bin/*
echo "$version" >"$work/wheel/osrm/version"

# The folder appears whole or not at all.
mkdir -p "$(dirname "$home")"
rm -rf "$home.part" && mkdir "$home.part"
mv "$work/wheel/osrm/bin" "$work/wheel/osrm/share" "$work/wheel/osrm/version" "$home.part"
rm -rf "$home" && mv "$home.part" "$home"
echo "OSRM $version is in $home"
