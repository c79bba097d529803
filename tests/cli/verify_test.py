"""verify: a sound index is called sound, a damaged one damaged, whatever is wrong with it."""

import random
import shutil
import unittest

from harness import MARKET, TALKS, ProgramTest


class VerifyTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("talks.txt", TALKS)
        self.write("market.txt", MARKET)
        for number in range(30):
            self.write(f"more{number}.txt", f"Report {number}\n\nAda Brook spoke in Norwick of item{number}.\n")
        self.index_news()

    def generation(self):
        (generation,) = self.index.glob("generation-*")
        return generation

    def verify_copy_with(self, damage):
        """Verifies a copy of the index after `damage(generation)` was done to it."""
        copy = self.folder / "damaged"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.index, copy)
        (generation,) = copy.glob("generation-*")
        damage(generation)
        return self.run_program("verify", "-d", copy)

    def test_a_sound_index(self):
        result = self.run_program("verify")
        self.assertEqual((result.code, result.err), (0, ""))
        self.assertRegex(result.out, r"^sound: 32 documents and \d+ files read back\n$")
        (report,) = self.run_program("verify", "--json").json
        self.assertEqual((report["type"], report["sound"], report["damages"]), ("verification", True, []))
        self.assertEqual(report["documents"], 32)

    def test_documents_without_words_are_sound(self):
        self.write("empty.txt", "!!! ???")
        self.write("only/title.jsonl", '{"id":"1","title":"...","text":"\\n"}\n')
        self.assertEqual(self.run_program("index", self.news).code, 0)
        result = self.run_program("verify")
        self.assertEqual((result.code, result.err), (0, ""), result.out)
        self.assertRegex(result.out, "^sound: 34 documents ")

    def test_what_is_no_index(self):
        missing = self.run_program("verify", "-d", self.folder / "none")
        self.assertEqual((missing.code, missing.out), (3, ""))
        self.assertIn("none", missing.err)
        foreign = self.run_program("verify", "-d", self.news)
        self.assertEqual((foreign.code, foreign.out), (3, ""))
        self.assertEqual(self.run_program("verify", "operand").code, 2)

    def test_a_flipped_bit_in_any_column_is_found(self):
        columns = [
            path.name
            for path in self.generation().iterdir()
            if path.suffix in (".text", ".mentions", ".names", ".rows", ".order")
        ]
        self.assertGreaterEqual(len(columns), 6)
        for name in columns:

            def flip(generation, name=name):
                path = generation / name
                data = bytearray(path.read_bytes())
                data[len(data) // 2] ^= 1
                path.write_bytes(data)

            result = self.verify_copy_with(flip)
            self.assertEqual(result.code, 3, name)
            self.assertIn(name, result.out)
            self.assertIn("rebuild it with ksearch index --rebuild", result.err)

    def test_a_missing_file_is_found(self):
        for path in self.generation().iterdir():
            if path.name in ("flintlock", "readers", "dictionary"):
                continue  # held while in use, and made anew
            result = self.verify_copy_with(lambda generation: (generation / path.name).unlink())
            self.assertEqual(result.code, 3, path.name)

    def test_damaged_tables_end_neither_in_a_crash_nor_in_silence(self):
        draw = random.Random(7)
        for name in ("postlist.glass", "docdata.glass", "position.glass", "termlist.glass"):
            for damage in ("zeros", "noise", "cut"):

                def spoil(generation):
                    path = generation / name
                    data = bytearray(path.read_bytes())
                    start = min(len(data) // 2, 8192)
                    if damage == "cut":
                        data = data[:start]
                    elif damage == "zeros":
                        data[start : start + 4096] = bytes(len(data[start : start + 4096]))
                    else:
                        data[:] = draw.randbytes(len(data))
                    path.write_bytes(data)

                result = self.verify_copy_with(spoil)
                self.assertIn(result.code, (0, 3), (name, damage, result))
                if damage != "zeros":  # a block that is not in use may hold anything
                    self.assertEqual(result.code, 3, (name, damage, result))
                self.assertEqual(result.err == "", result.code == 0)

    def test_a_spoilt_stub_is_found(self):
        copy = self.folder / "damaged"
        shutil.copytree(self.index, copy)
        (copy / "XAPIANDB").write_text("nonsense\n")
        result = self.run_program("verify", "-d", copy)
        self.assertEqual(result.code, 3)


if __name__ == "__main__":
    unittest.main()
