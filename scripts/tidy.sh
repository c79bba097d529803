#!/usr/bin/env bash
# Runs clang-tidy with .clang-tidy over the sources named, or over all of the program and library.
# Apart from scripts/test.sh, since it takes as long as all of that together.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install.sh
cmake --preset dev >/dev/null
if [ "$#" -gt 0 ]; then
  sources=("$@")
else
  mapfile -t sources < <(git ls-files 'common/*.cpp' 'indexer/*.cpp' 'searcher/*.cpp' 'cli/*.cpp')
fi
printf '%s\0' "${sources[@]}" |
  xargs -0 -n 4 -P "$(nproc)" clang-tidy-14 --quiet -p build/dev
