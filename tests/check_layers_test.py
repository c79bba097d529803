"""check_layers.py finds each kind of include that breaks the floors, and nothing else."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

CHECK = pathlib.Path(__file__).with_name("check_layers.py")


class CheckLayers(unittest.TestCase):
    def run_check(self, files):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, text in files.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text)
            done = subprocess.run(
                [sys.executable, CHECK, root], capture_output=True, text=True, check=False
            )
        return done.returncode, done.stdout

    def test_includes_that_go_down_are_fine(self):
        code, out = self.run_check({
            "include/ksearch/a.h": '#include <vector>\n#include "ksearch/b.h"\n',
            "common/c.cpp": '#include "ksearch/a.h"\n#include <xapian.h>\n',
            "indexer/d.cpp": '#include "common/c.h"\n#include "indexer/d.h"\n',
            "cli/e.cpp": '#include "searcher/x.h"\n#include "indexer/d.h"\n',
            "tests/f.cpp": '#include "tests/support/g.h"\n#include "cli/e.h"\n',
        })
        self.assertEqual((code, out), (0, "5 files keep to their floors\n"))

    def test_each_breach_is_named(self):
        for name, line, reason in (
            ("include/ksearch/a.h", "#include <xapian.h>", "which is not standard C++"),
            ("include/ksearch/a.h", '#include "common/c.h"', "include/ may not include common/c.h"),
            ("common/c.h", '# include "indexer/d.h"', "common/ may not include indexer/d.h"),
            ("indexer/d.h", '#include "searcher/s.h"', "indexer/ may not include searcher/s.h"),
            ("searcher/s.h", '#include "indexer/d.h"', "searcher/ may not include indexer/d.h"),
            ("searcher/s.h", '#include "cli/e.h"', "searcher/ may not include cli/e.h"),
            ("examples/x.cpp", '#include "common/c.h"', "examples/ may not include common/c.h"),
            ("cli/e.h", '#include "f.h"', "has no folder"),
        ):
            code, out = self.run_check({name: f"#pragma once\n{line}\n"})
            self.assertEqual(code, 1, line)
            self.assertTrue(out.startswith(f"{name}:2: "), out)
            self.assertIn(reason, out)


if __name__ == "__main__":
    unittest.main()
