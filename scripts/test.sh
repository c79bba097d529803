#!/usr/bin/env bash
# Installs what is missing, then checks the format, the floors, the dev build (warnings are errors)
# with all tests, the same under AddressSanitizer and UndefinedBehaviorSanitizer, and the release
# through the demo. Stops at the first step that fails. Safe to run again.
set -euo pipefail
cd "$(dirname "$0")/.."

step() {
  echo
  echo "== $*"
}

scripts/install.sh

step "format of the sources (clang-format 14)"
git ls-files '*.h' '*.cpp' | xargs clang-format-14 --dry-run -Werror

step "floors"
python3 tests/check_layers.py

jobs=$(nproc)
for preset in dev asan; do
  step "build: $preset"
  cmake --preset "$preset" >/dev/null
  cmake --build "build/$preset" -j "$jobs"
  step "tests: $preset"
  ctest --preset "$preset" -j "$jobs"
done

step "release: the demo"
scripts/demo.sh

step "all steps passed"
