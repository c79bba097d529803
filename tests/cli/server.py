"""A running `ksearch serve` for tests, and a client that sends bytes as they are."""

import http.client
import json
import signal
import socket
import subprocess
import time

import harness


class ServerTest(harness.ProgramTest):
    """A test with a server on its index, which setUp() of a subclass starts."""

    def start(self, *options):
        """Starts the program; `self.url` and `self.port` are where it answers."""
        self.process = subprocess.Popen(
            [harness.PROGRAM, "serve", "--listen", "127.0.0.1:0", *map(str, options)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environment(),
            cwd=self.folder,
            text=True,
        )
        self.addCleanup(self.end)
        self.url = self.process.stdout.readline().strip()
        self.assertRegex(self.url, r"^http://127\.0\.0\.1:[0-9]+/$")
        self.port = int(self.url.rstrip("/").rpartition(":")[2])

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def stop(self, number=signal.SIGTERM):
        """Ends the server as a person would; its exit code and standard error."""
        self.process.send_signal(number)
        _, errors = self.process.communicate(timeout=harness.TIMEOUT_SECONDS)
        return self.process.returncode, errors

    def get(self, target, headers=None, method="GET"):
        """Status, headers and body of one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=100)
        try:
            connection.request(method, target, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def get_json(self, target):
        """The objects of an answer, which must be good."""
        status, _, body = self.get(target)
        self.assertEqual(status, 200, body)
        return [json.loads(line) for line in body.decode().splitlines()]

    def connect(self):
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=100)
        self.addCleanup(connection.close)
        return connection

    def send_raw(self, data):
        """The status of the first answer to some bytes (0: none), and all that came."""
        connection = self.connect()
        received = b""
        try:
            connection.sendall(data)
        except OSError:
            pass  # the server has heard enough
        try:
            while block := connection.recv(65536):
                received += block
        except ConnectionError:
            pass
        finally:
            connection.close()
        status = received[9:12] if received.startswith(b"HTTP/1.1 ") else b"0"
        return int(status), received

    def answer_time(self):
        """Seconds that a well-behaved client waits for a small answer."""
        start = time.monotonic()
        status, _, _ = self.get("/api/v1/search?q=ceasefire&limit=1")
        self.assertEqual(status, 200)
        return time.monotonic() - start
