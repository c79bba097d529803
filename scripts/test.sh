#!/usr/bin/env bash
# Installs what is missing, then checks the format, the floors, the release (warnings are errors)
# with all tests, the test programs of the library under AddressSanitizer and
# UndefinedBehaviorSanitizer with assertions, and the demo. A step that fails ends it, but for the tests, which are counted at the end. Safe to run
# again.
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
for preset in release asan; do
  step "build: $preset"
  cmake --preset "$preset" -DKSEARCH_WERROR=ON -DKSEARCH_TESTS=ON >/dev/null
  cmake --build "build/$preset" -j "$jobs"
  step "tests: $preset"
  log="build/$preset/ctest.log"
  # Driving the sanitized program takes longer than all else together: ctest --preset asan does it.
  [ "$preset" = asan ] && exclude=(--label-exclude program) || exclude=()
  ctest --preset "$preset" -j "$jobs" "${exclude[@]}" 2>&1 | tee "$log" || true
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
