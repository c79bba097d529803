"""The C interface as another language meets it: declarations of its own, no header, no compiler.

Usage: ctypes_test.py LIBRARY
"""

import ctypes
import json
import pathlib
import sys
import tempfile
import unittest

LIBRARY = None


class String(ctypes.Structure):
    _fields_ = [("data", ctypes.POINTER(ctypes.c_char)), ("size", ctypes.c_size_t)]

    @classmethod
    def of(cls, text: str):
        encoded = text.encode()
        string = cls(ctypes.cast(ctypes.c_char_p(encoded), ctypes.POINTER(ctypes.c_char)), len(encoded))
        string.kept = encoded
        return string

    def __str__(self):
        return ctypes.string_at(self.data, self.size).decode()


class Span(ctypes.Structure):
    _fields_ = [("begin", ctypes.c_size_t), ("end", ctypes.c_size_t)]


class Sized(ctypes.Structure):
    """A structure that begins with its own size."""

    def __init__(self):
        super().__init__()
        self.struct_size = ctypes.sizeof(self)


class Error(Sized):
    _fields_ = [
        ("struct_size", ctypes.c_size_t),
        ("status", ctypes.c_int32),
        ("span", Span),
        ("message", ctypes.c_char * 1024),
    ]


class Request(Sized):
    # As an older program has it: the fields after these keep their defaults in the library.
    _fields_ = [
        ("struct_size", ctypes.c_size_t),
        ("query", String),
        ("filters", ctypes.c_void_p),
        ("filter_count", ctypes.c_size_t),
        ("since", String),
        ("until", String),
        ("offset", ctypes.c_size_t),
        ("limit", ctypes.c_size_t),
        ("sort", ctypes.c_int32),
        ("snippets", ctypes.c_size_t),
        ("snippet_code_points", ctypes.c_size_t),
        ("facets", ctypes.c_void_p),
        ("facet_count", ctypes.c_size_t),
        ("facet_values", ctypes.c_size_t),
        ("exact", ctypes.c_int),
        ("plain", ctypes.c_int),
        ("exact_total", ctypes.c_int),
        ("explain", ctypes.c_int),
        ("stop_language", String),
    ]


class Summary(Sized):
    _fields_ = [
        ("struct_size", ctypes.c_size_t),
        ("total", ctypes.c_uint64),
        ("total_is_exact", ctypes.c_int),
        ("revision", ctypes.c_uint64),
        ("parsed_query", String),
    ]


class Hit(Sized):
    _fields_ = [
        ("struct_size", ctypes.c_size_t),
        ("rank", ctypes.c_size_t),
        ("score", ctypes.c_double),
        ("id", String),
        ("title", String),
    ]


class CInterfaceTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="ksearch-test-")
        self.addCleanup(folder.cleanup)
        self.directory = str(pathlib.Path(folder.name) / "index").encode()
        self.c = ctypes.CDLL(LIBRARY)
        self.c.ksearch_version.restype = ctypes.c_char_p
        self.c.ksearch_status_name.restype = ctypes.c_char_p
        self.error = Error()

    def call(self, name, *arguments):
        status = getattr(self.c, name)(*arguments, ctypes.byref(self.error))
        return self.c.ksearch_status_name(status).decode()

    def write(self):
        writer = ctypes.c_void_p()
        self.assertEqual(
            self.call("ksearch_writer_open", self.directory, None, ctypes.byref(writer)), "ok"
        )
        record = json.dumps({"id": "one", "title": "Überfahrt", "text": "A truce held."})
        added = self.call(
            "ksearch_writer_add_json_lines", writer, String.of(record), String.of("memory")
        )
        self.assertEqual(added, "ok", self.error.message)
        self.assertEqual(self.call("ksearch_writer_commit", writer), "ok")
        self.c.ksearch_writer_close(writer)

    def test_write_and_search(self):
        self.write()
        searcher, results = ctypes.c_void_p(), ctypes.c_void_p()
        self.assertEqual(
            self.call("ksearch_searcher_open", self.directory, ctypes.byref(searcher)), "ok"
        )
        request = Request()
        self.c.ksearch_request_init(ctypes.byref(request), ctypes.c_size_t(ctypes.sizeof(request)))
        self.assertEqual((request.struct_size, request.limit), (ctypes.sizeof(request), 10))
        request.query = String.of("truce")
        self.assertEqual(
            self.call("ksearch_search", searcher, ctypes.byref(request), ctypes.byref(results)), "ok"
        )
        summary = Summary()
        self.assertEqual(self.c.ksearch_results_summary(results, ctypes.byref(summary)), 0)
        self.assertEqual((summary.total, str(summary.parsed_query)), (1, "truce"))
        self.c.ksearch_results_free(results)

        request.query = String.of("truce date:someday")
        self.assertEqual(
            self.call("ksearch_search", searcher, ctypes.byref(request), ctypes.byref(results)),
            "invalid_query",
        )
        self.assertEqual(self.error.span.end, len("truce date:someday"))
        self.assertIn(b"someday", self.error.message)
        self.c.ksearch_searcher_close(searcher)

    def test_hits_one_by_one(self):
        self.write()
        searcher, summary = ctypes.c_void_p(), ctypes.c_void_p()
        self.assertEqual(
            self.call("ksearch_searcher_open", self.directory, ctypes.byref(searcher)), "ok"
        )
        request = Request()
        self.c.ksearch_request_init(ctypes.byref(request), ctypes.c_size_t(ctypes.sizeof(request)))
        ids = []

        @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
        def on_hit(_, results):
            hit = Hit()
            self.c.ksearch_results_hit(ctypes.c_void_p(results), ctypes.c_size_t(0), ctypes.byref(hit))
            ids.append((hit.rank, str(hit.id), str(hit.title)))
            return 1

        self.assertEqual(
            self.call(
                "ksearch_each_hit", searcher, ctypes.byref(request), on_hit, None, ctypes.byref(summary)
            ),
            "ok",
        )
        self.assertEqual(ids, [(1, "one", "Überfahrt")])
        self.c.ksearch_results_free(summary)
        self.c.ksearch_searcher_close(searcher)

    def test_a_missing_index(self):
        searcher = ctypes.c_void_p()
        self.assertEqual(
            self.call("ksearch_searcher_open", self.directory, ctypes.byref(searcher)),
            "index_missing",
        )
        self.assertIsNone(searcher.value)


if __name__ == "__main__":
    LIBRARY = sys.argv.pop(1)
    unittest.main()
