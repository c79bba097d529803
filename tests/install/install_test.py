#!/usr/bin/env python3
"""Installs the build into a fresh prefix and uses it as a stranger would.

Usage: install_test.py BUILD_FOLDER SOURCE_FOLDER

The examples are built against the installed tree, by CMake and by pkg-config, in C++ and C, with
the shared and the static library; the tree is moved first, so nothing in it may hold a path. What
the shared library shows is compared with exported_symbols.txt and, where abidiff is there, its C
interface with ksearch.abi.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

BUILD = SOURCE = None
UPDATE = "install_test.py --update BUILD_FOLDER SOURCE_FOLDER writes the baselines anew"
HERE = pathlib.Path(__file__).resolve().parent


def run(*command, **options):
    """Runs a command that has to succeed; its standard output."""
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False, **options
    )
    if done.returncode != 0:
        raise AssertionError(f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def exported_symbols(library):
    """Demangled names of what a shared library shows, without its version node."""
    lines = run("nm", "-D", "--defined-only", "-C", library).splitlines()
    names = {re.sub(r"@@?\w+$", "", line.split(" ", 2)[2]) for line in lines}
    return sorted(names - {"KSEARCH_0"})


class InstallTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="ksearch-test-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        first = cls.folder / "first"
        run("cmake", "--install", BUILD, "--prefix", first)
        cls.prefix = cls.folder / "moved" / "here"
        cls.prefix.parent.mkdir()
        first.rename(cls.prefix)
        cls.library_folder = next(cls.prefix.glob("lib/**/libksearch.so")).parent
        cls.environment = {
            **os.environ,
            "LD_LIBRARY_PATH": str(cls.library_folder),
            "PKG_CONFIG_PATH": str(cls.library_folder / "pkgconfig"),
        }

    def check_examples(self, folder, prefix="", static=False):
        """Runs what was built: an index is made, then asked from C.

        The library finds the program that reads risky formats beside itself. A static program holds
        the library, so it has to be installed where that program is, in PREFIX/bin.
        """
        work = self.folder / f"work-{folder.name}"
        work.mkdir()
        options = {"cwd": work, "env": self.environment}
        if static:
            for program in ("index_and_search", "search_c"):
                shutil.copy(folder / f"{prefix}{program}", self.prefix / "bin")
            folder = self.prefix / "bin"
        said = run(
            folder / f"{prefix}index_and_search", SOURCE / "corpus", "Medinsky ceasefire", **options
        )
        self.assertRegex(said, r"^[1-9]\d* documents\n1\. ")
        said = run(folder / f"{prefix}search_c", "example-index", "truce", **options)
        self.assertRegex(said, r"^[1-9]\d* documents\n1\. ")

    def test_by_cmake(self):
        for static in ("OFF", "ON"):
            with self.subTest(static=static):
                build = self.folder / f"cmake-{static}"
                run(
                    "cmake", "-S", SOURCE / "examples", "-B", build, "-G", "Ninja",
                    f"-DCMAKE_PREFIX_PATH={self.prefix}", f"-DKSEARCH_EXAMPLES_STATIC={static}",
                )  # fmt: skip
                run("cmake", "--build", build, "--target", "example_index_and_search", "example_search_c")
                linked = run("ldd", build / "example_search_c", env=self.environment)
                self.assertEqual("libksearch.so" in linked, static == "OFF")
                self.check_examples(build, "example_", static == "ON")

    def test_by_pkg_config(self):
        for static in (False, True):
            with self.subTest(static=static):
                build = self.folder / f"pkgconf-{static}"
                build.mkdir()
                mode = ["--static"] if static else []
                flags = run("pkg-config", *mode, "--cflags", "--libs", "ksearch", env=self.environment).split()
                if static:
                    flags = [f for f in flags if f != "-lksearch"]
                    flags.insert(0, str(self.library_folder / "libksearch.a"))
                sources = SOURCE / "examples"
                run("g++", "-std=c++20", sources / "index_and_search.cpp", *flags, "-o", build / "index_and_search")
                run("gcc", "-std=c11", sources / "search.c", *flags, "-o", build / "search_c")
                self.check_examples(build, static=static)

    def test_the_program_is_installed_whole(self):
        index = self.folder / "program-index"
        program = self.prefix / "bin" / "ksearch"
        run(program, "index", "-d", index, SOURCE / "corpus")
        self.assertIn("Medinsky", run(program, "-d", index, "Medinsky ceasefire"))

    def test_the_tree_holds_no_path_of_its_making(self):
        for suffix in ("*.pc", "*.cmake", "*.h", "*.hpp"):
            for file in self.prefix.rglob(suffix):
                text = file.read_text()
                self.assertNotIn(str(self.folder), text, file)
                self.assertNotIn(str(SOURCE), text, file)

    def test_the_shared_library_shows_what_is_listed(self):
        shown = exported_symbols(self.library_folder / "libksearch.so")
        listed = (HERE / "exported_symbols.txt").read_text().splitlines()
        self.assertEqual(shown, listed, f"if it was meant: {UPDATE}")
        for name in shown:
            self.assertRegex(name, r"^ksearch_|ksearch::")
            self.assertNotRegex(name, r"Xapian|icu|boost|::Impl")

    def test_the_c_interface_is_compatible_with_its_baseline(self):
        if shutil.which("abidiff") is None:
            print("SKIPPED: abidiff (package abigail-tools) is not installed", file=sys.stderr)
            return
        done = subprocess.run(
            ["abidiff", "--no-added-syms", "--exported-interfaces-only", HERE / "ksearch.abi",
             self.library_folder / "libksearch.so"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        self.assertEqual(
            done.returncode, 0, f"{done.stdout}{done.stderr}\nif it was meant: {UPDATE}"
        )


def update():
    """Writes the baselines anew, from the build."""
    library = BUILD / "libksearch.so"
    (HERE / "exported_symbols.txt").write_text("\n".join(exported_symbols(library)) + "\n")
    with tempfile.TemporaryDirectory(prefix="ksearch-test-") as headers:
        # Types of no header in the folder are private and left out: only the C interface remains.
        shutil.copy(SOURCE / "include/ksearch/ksearch.h", headers)
        run("abidw", "--headers-dir", headers, "--drop-private-types", "--exported-interfaces-only",
            "--no-corpus-path", "--no-comp-dir-path", "--no-show-locs",
            "--out-file", HERE / "ksearch.abi", library)  # fmt: skip
    # Sources are named from the root of the project, wherever that lay.
    baseline = HERE / "ksearch.abi"
    baseline.write_text(baseline.read_text().replace(f"{SOURCE}/", ""))


if __name__ == "__main__":
    updating = sys.argv[1] == "--update"
    SOURCE = pathlib.Path(sys.argv.pop()).resolve()
    BUILD = pathlib.Path(sys.argv.pop()).resolve()
    if updating:
        update()
    else:
        unittest.main()
