#!/usr/bin/env bash
# Installs the packages that scripts/package.sh has made in a fresh Debian 12, in a folder that is removed
# afterwards, and uses them there: the demo's query, the Python module, and a C program built against
# the static library. Takes root, or user namespaces, and this machine's own sources of packages.
set -euo pipefail
cd "$(dirname "$0")/.."

debs=("$PWD"/build/packages/*.deb)
[ -e "${debs[0]}" ] || { echo "there are no packages: run scripts/package.sh first" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What the packages say they need, and nothing else, but for a compiler for the last check.
needed=$(for deb in "${debs[@]}"; do dpkg-deb --field "$deb" Depends; echo; done |
  tr ',' '\n' | sed 's/[(|].*//; s/[[:space:]]//g' | grep -v -e ksearch -e '^$' | sort -u | paste -sd,)
sources=()
for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
  [ -s "$file" ] && sources+=("$file")
done
apt-config dump --format '%F "%v";%n' Acquire >"$work/acquire.conf"

cat >"$work/use" <<'USE'
set -eu
cd /root
export KSEARCH_INDEX=/root/news.idx LANG=C.UTF-8
ksearch index corpus
ksearch "Medinsky ceasefire" --facets --limit 3
ksearch facets person --limit 1 | grep -q 'Vladimir Medinsky'
python3 -c '
import ksearch
found = ksearch.Index("news.idx").search("Medinsky ceasefire", facets=["person"])
assert found.total > 20 and found.facets["person"].values[0].value == "Vladimir Medinsky"'
flags=$(pkg-config --static --cflags --libs ksearch | sed "s/-lksearch /-l:libksearch.a /")
gcc -std=c11 search.c $flags -o search_static
gcc -std=c11 search.c $(pkg-config --cflags --libs ksearch) -o search_shared
for program in ./search_static ./search_shared; do
  $program news.idx truce | head -n 1 | grep -q documents
done
ls /usr/share/man/man1/ksearch*.1.gz | wc -l
dpkg --verify ksearch libksearch0 libksearch-dev python3-ksearch
USE

echo "== a fresh Debian 12 with $(tr ',' '\n' <<<"$needed" | wc -l) packages that these need"
mmdebstrap --quiet --variant=apt --include="$needed,gcc,g++,libc6-dev,pkgconf" \
  --aptopt="$work/acquire.conf" --dpkgopt=force-unsafe-io \
  --customize-hook="copy-in ${debs[*]} /tmp" \
  --customize-hook="copy-in $PWD/corpus $PWD/examples/search.c $work/use /root" \
  --customize-hook='chroot "$1" sh -c "dpkg --install /tmp/*.deb"' \
  --customize-hook='chroot "$1" sh /root/use' \
  bookworm /dev/null "${sources[@]}"
echo "== the packages install and answer"
