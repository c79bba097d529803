#!/usr/bin/env bash
# Builds the release, indexes the sample collection in corpus/ and asks it two questions.
# Everything it makes is below build/; run it again as often as you like.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install.sh

echo "== building the release in build/release"
cmake --preset release >/dev/null
cmake --build build/release --target ksearch_program

export PATH="$PWD/build/release/bin:$PATH"
export KSEARCH_INDEX="$PWD/build/demo-index"

show() {
  echo
  echo "\$ $1"
  eval "$1"
}
show 'ksearch index corpus'
show 'ksearch "Medinsky ceasefire" --facets --limit 3'
show 'ksearch facets person --limit 10 --explain'

echo
echo "To go on by hand:"
echo "  export PATH=\"$PWD/build/release/bin:\$PATH\" KSEARCH_INDEX=\"$KSEARCH_INDEX\""
