#!/usr/bin/env bash
# Usage: scripts/test.sh [PRESET...]
#
# Installs what is missing, then checks the format, the floors, each preset (default: release;
# warnings are errors) with its tests, and the demo. A step that fails ends it, but for the tests,
# which are counted at the end. Safe to run again. The presets asan and tsan take longer than all
# else together on two cores.
set -euo pipefail
cd "$(dirname "$0")/.."

step() {
  echo
  echo "== $*"
}

scripts/install.sh

step "format of the sources (clang-format 14)"
git ls-files '*.h' '*.hpp' '*.c' '*.cpp' | xargs clang-format-14 --dry-run -Werror

step "floors"
python3 tests/check_layers.py

# What the compiler cache holds of one checkout serves another.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1

jobs=$(nproc)
passed=0
failed=0
for preset in "${@:-release}"; do
  step "build: $preset"
  cmake --preset "$preset" -DKSEARCH_WERROR=ON -DKSEARCH_TESTS=ON >/dev/null
  cmake --build "build/$preset" -j "$jobs"
  step "tests: $preset"
  log="build/$preset/ctest.log"
  ctest --preset "$preset" -j "$jobs" 2>&1 | tee "$log" || true
  # "95% tests passed, 1 tests failed out of 20"
  read -r bad all < <(sed -n 's/.* tests passed, \([0-9]*\) tests failed out of \([0-9]*\).*/\1 \2/p' "$log")
  passed=$((passed + all - bad))
  failed=$((failed + bad))
done

step "the demo"
scripts/demo.sh

echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
