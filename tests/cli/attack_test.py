"""Clients that mean harm, on loopback: each is turned away, and the server goes on answering others."""

import threading
import time
import unittest

import server
from harness import TALKS

# A well-behaved client's answer takes milliseconds; this is a hang guard for a loaded machine.
PATIENCE_SECONDS = 5
# Request deadline of the server, and ten times wider than what it takes beyond.
DEADLINE_SECONDS = 10
END = b"\r\nHost: localhost\r\n\r\n"


class Attacks(server.ServerTest):
    def setUp(self):
        super().setUp()
        self.write("talks.txt", TALKS)
        (self.folder / "secret.txt").write_text("SECRET")
        self.index_news("-q")
        self.start()

    def assert_alive(self):
        self.assertLess(self.answer_time(), PATIENCE_SECONDS)

    def test_no_form_of_traversal_leaves_the_assets(self):
        for path in ("/static/../secret.txt", "/static/%2e%2e/secret.txt", "/static/..%2fsecret.txt",
                     "/static/%2e%2e%2fsecret.txt", "/static/....//secret.txt", "/static//etc/passwd",
                     "/static/..%5csecret.txt", "/static/style.css%00.png", "/static/%252e%252e/secret.txt",
                     "//etc/passwd", "/api/v1/documents/..%2f..%2fetc%2fpasswd/original",
                     "/api/v1/documents/%2fetc%2fpasswd/original"):
            with self.subTest(path=path):
                status, answer = self.send_raw(f"GET {path} HTTP/1.1".encode() + END)
                self.assertIn(status, (400, 404))
                self.assertNotIn(b"SECRET", answer)
                self.assertNotIn(b"root:", answer)
        self.assert_alive()

    def test_malformed_and_oversized_requests_are_refused(self):
        host = b"Host: localhost\r\n"
        for name, data, statuses in (
            ("foreign host", b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", (421,)),
            ("no host", b"GET / HTTP/1.1\r\n\r\n", (421,)),
            ("two hosts", b"GET / HTTP/1.1\r\n" + host + host + b"\r\n", (400,)),
            ("long target", b"GET /" + b"a" * 20_000 + b" HTTP/1.1" + END, (431,)),
            ("10 MB header", b"GET / HTTP/1.1\r\nX: " + b"a" * (10 << 20) + END, (431, 0)),
            ("100,000 headers", b"GET / HTTP/1.1\r\n" + host
             + b"".join(b"X%d: 1\r\n" % n for n in range(100_000)) + b"\r\n", (431, 0)),
            ("negative length", b"GET / HTTP/1.1\r\n" + host + b"Content-Length: -1\r\n\r\n", (400,)),
            ("huge length", b"POST / HTTP/1.1\r\n" + host + b"Content-Length: 99999999999999\r\n\r\nabc",
             (405,)),
            ("endless length", b"GET / HTTP/1.1\r\n" + host + b"Content-Length: " + b"9" * 40
             + b"\r\n\r\n", (400,)),
            ("length and chunks", b"GET / HTTP/1.1\r\n" + host
             + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1" + END, (400,)),
            ("chunks in a GET", b"GET / HTTP/1.1\r\n" + host
             + b"Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n", (400,)),
            ("odd encoding", b"GET / HTTP/1.1\r\n" + host + b"Transfer-Encoding: xchunked\r\n\r\n", (400,)),
            ("space before colon", b"GET / HTTP/1.1\r\n" + host + b"Content-Length : 3\r\n\r\nabc", (400,)),
            ("bare line feeds", b"GET / HTTP/1.1\nHost: localhost\n\n" + END, (400,)),
            ("garbage", b"\x00\xff\xfe" * 100 + b"\r\n\r\n", (400,)),
            ("TLS hello", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 60 + b"\r\n\r\n", (400,)),
        ):
            with self.subTest(name=name):
                status, answer = self.send_raw(data)
                self.assertIn(status, statuses, answer[:200])
                # Whatever came after the refused request was not read as another one.
                self.assertLessEqual(answer.count(b"HTTP/1.1 "), 1)
                self.assert_alive()

    def test_slow_clients_keep_nobody_waiting_and_are_cut_off(self):
        slow = [self.connect() for _ in range(64)]
        start = time.monotonic()
        cut = {}

        def drip():
            while len(cut) < len(slow) and time.monotonic() - start < 4 * DEADLINE_SECONDS:
                for connection in slow:
                    if connection in cut:
                        continue
                    try:
                        connection.send(b"a")
                    except OSError:
                        cut[connection] = time.monotonic() - start
                time.sleep(0.5)

        for connection in slow:
            connection.sendall(b"GET / HTTP/1.1\r\nX: ")
        dripping = threading.Thread(target=drip)
        dripping.start()
        while dripping.is_alive():
            self.assert_alive()
            time.sleep(0.5)
        self.assertEqual(len(cut), len(slow))
        self.assertGreater(min(cut.values()), DEADLINE_SECONDS * 0.8)

    def test_an_answer_nobody_reads_blocks_nobody(self):
        greedy = [self.connect() for _ in range(20)]
        for connection in greedy:
            connection.sendall((b"GET /api/v1/search?q=*&format=csv HTTP/1.1" + END) * 50)
        self.assert_alive()

    def test_more_connections_than_it_takes_are_told_so(self):
        held = []
        for _ in range(200):
            connection = self.connect()
            connection.sendall(b"GET / HTTP/1.1\r\n")
            held.append(connection)
        statuses = {self.send_raw(b"GET /api/v1/info HTTP/1.1" + END)[0] for _ in range(5)}
        self.assertEqual(statuses, {503})
        for connection in held:
            connection.close()
        guard = time.monotonic() + PATIENCE_SECONDS
        while self.get("/api/v1/info")[0] != 200:
            self.assertLess(time.monotonic(), guard)


if __name__ == "__main__":
    unittest.main()
