#!/usr/bin/env bash
# Builds the Debian packages of ksearch into build/packages and checks them with lintian. Arguments are
# handed to cmake. scripts/test_packages.sh installs them in a fresh Debian and uses them.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install.sh

cmake --preset release -B build/package -DKSEARCH_TESTS=OFF -DKSEARCH_BENCHMARKS=OFF \
  -DKSEARCH_DEBIAN=ON -DCMAKE_INSTALL_PREFIX=/usr -DPython3_EXECUTABLE=/usr/bin/python3 "$@" >/dev/null
cmake --build build/package
rm -f build/packages/*.deb
(cd build/package && cpack -G DEB -B ../packages)
# CPack always adds scripts that call ldconfig to a package with a library; its trigger does that.
for deb in build/packages/libksearch[0-9]*.deb; do
  rm -rf build/packages/unpacked
  dpkg-deb --raw-extract "$deb" build/packages/unpacked
  rm build/packages/unpacked/DEBIAN/postinst build/packages/unpacked/DEBIAN/postrm
  dpkg-deb --root-owner-group --build build/packages/unpacked "$deb.new" >/dev/null
  mv "$deb.new" "$deb"
  rm -r build/packages/unpacked
done
# These packages are not Debian's own, so no bug of Debian's asked for them.
lintian --fail-on error,warning --suppress-tags initial-upload-closes-no-bugs --allow-root build/packages/*.deb
ls -l build/packages/*.deb
