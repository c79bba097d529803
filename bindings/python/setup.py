"""Builds the extension against an installed libksearch, found by pkg-config."""

import pathlib
import shlex
import subprocess
import sys

from setuptools import Extension, setup

HERE = pathlib.Path(__file__).resolve().parent
# Sources name each other from the root of the project.
ROOT = HERE.parent.parent


def pkg_config(*arguments: str) -> list[str]:
    """What pkg-config says about ksearch; ends the build with a sentence when it knows nothing."""
    try:
        done = subprocess.run(
            ["pkg-config", *arguments, "ksearch"], check=True, capture_output=True, text=True
        )
    except (OSError, subprocess.CalledProcessError):
        sys.exit(
            "libksearch is not installed where pkg-config looks: install it first"
            " (cmake --install build/release --prefix PREFIX) and set"
            " PKG_CONFIG_PATH=PREFIX/lib/pkgconfig"
        )
    return shlex.split(done.stdout)


library_folder = pkg_config("--variable=libdir")[0]
setup(
    version=pkg_config("--modversion")[0],
    ext_modules=[
        Extension(
            "ksearch._ksearch",
            sources=sorted(str(path.relative_to(HERE)) for path in HERE.glob("src/*.cpp")),
            include_dirs=[str(ROOT)],
            extra_compile_args=["-std=c++20", "-fvisibility=hidden", *pkg_config("--cflags")],
            extra_link_args=[*pkg_config("--libs"), f"-Wl,-rpath,{pathlib.Path(library_folder).resolve()}"],
        )
    ],
)
