#!/usr/bin/env bash
# Builds the release, indexes the sample collection in corpus/ and asks it two questions.
# Everything it makes is below build/; run it again as often as you like.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install.sh

echo "== building the release in build/release"
cmake --preset release -DKSEARCH_TESTS=OFF -DKSEARCH_BENCHMARKS=OFF >/dev/null
cmake --build build/release --target ksearch_program

ksearch=build/release/bin/ksearch
export KSEARCH_INDEX="$PWD/build/demo-index"

run() {
  echo
  echo "\$ ksearch $(printf '%q ' "$@")"
  "$ksearch" "$@"
}
run index corpus
run "Medinsky ceasefire" --facets --limit 5
run facets person --limit 10
echo
echo "The program is $ksearch; KSEARCH_INDEX=build/demo-index names its index."
