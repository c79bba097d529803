#!/usr/bin/env bash
# Builds the Debian packages of ksearch into build/packages and checks them with lintian.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install.sh

cmake --preset release -B build/package -DKSEARCH_TESTS=OFF -DKSEARCH_BENCHMARKS=OFF \
  -DKSEARCH_DEBIAN=ON -DCMAKE_INSTALL_PREFIX=/usr -DPython3_EXECUTABLE=/usr/bin/python3 >/dev/null
cmake --build build/package
(cd build/package && cpack -G DEB -B ../packages)
lintian --fail-on error,warning build/packages/*.deb
ls -l build/packages/*.deb
