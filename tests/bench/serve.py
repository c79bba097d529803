"""Benchmark of the server: serve.py [--index DIR] [--documents N] [--seconds N] [--build build/release].

Serves a copy of an index (or one made of the news collection beside the project) and reports, first one request at
a time, how long completions and queries with three facets take, by the clock and in processor time of the server,
which other processes change little; the same beside 150 clients that drip their requests, and of the first requests
after a commit; then what wrk's 64 connections get, quiet and while a writer makes 20 commits: requests a second, p50,
p99 and failed requests, which must be 0. Machines differ and are noisy: the load generator shares the processors with
the server.
"""

import argparse
import contextlib
import http.client
import json
import os
import pathlib
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

import run

ROOT = pathlib.Path(__file__).parents[2]
CONNECTIONS = 64
COMMITS = 20
REQUESTS = 500  # of each kind, one at a time
SLOW_CLIENTS = 150
LUA = """
local paths = {}
for line in io.lines("%s") do paths[#paths + 1] = line end
local at = math.random(#paths)
function request()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at])
end
"""


def target(path, **parameters):
    return f"/api/v1/{path}?{urllib.parse.urlencode(parameters)}"


def percentile(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def cpu_seconds(process):
    """Processor time that a process took so far, which other processes do not change."""
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def show_latencies(name, server, port, targets):
    """One connection, one request after the other, each target once after a warm-up."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    times = []
    for round_targets in (targets[:50], targets):
        times = []
        start_cpu = cpu_seconds(server)
        for one in round_targets:
            start = time.perf_counter()
            connection.request("GET", one)
            answer = connection.getresponse()
            answer.read()
            times.append((time.perf_counter() - start) * 1e3)
            if answer.status != 200:
                sys.exit(f"{one}: {answer.status}")
    print(f"{name:<34}" + "  ".join(f"{label} {percentile(times, part):7.2f} ms"
                                    for label, part in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99)))
          + f"  CPU {(cpu_seconds(server) - start_cpu) * 1e3 / len(targets):6.2f} ms each")


def number(pattern, text):
    found = re.search(pattern, text)
    return int(found.group(1)) if found else 0


@contextlib.contextmanager
def slow_clients(port):
    """Connections that send a byte of a header now and then, while the block runs."""
    done = threading.Event()
    clients = [socket.create_connection(("127.0.0.1", port)) for _ in range(SLOW_CLIENTS)]

    def drip():
        while not done.wait(0.2):
            for client in clients:
                with contextlib.suppress(OSError):
                    client.send(b"X")

    for client in clients:
        client.send(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
    dripping = threading.Thread(target=drip)
    dripping.start()
    try:
        yield
    finally:
        done.set()
        dripping.join()
        for client in clients:
            client.close()


def first_request(name, port, one):
    """How long a request takes that is the first after a commit."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    start = time.perf_counter()
    connection.request("GET", one)
    connection.getresponse().read()
    print(f"{name:<34}    {(time.perf_counter() - start) * 1e3:7.2f} ms")


def show_load(name, port, script, seconds, meanwhile=None):
    """wrk on the targets of the script; `meanwhile` runs beside it, and wrk lasts at least as long."""
    writer = threading.Thread(target=meanwhile or (lambda: None))
    writer.start()
    outputs = []
    while True:
        outputs.append(subprocess.run(
            ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "--timeout", "10s", "-s", script,
             f"http://127.0.0.1:{port}"], check=True, stdout=subprocess.PIPE, text=True).stdout)
        if not writer.is_alive():
            break
    refused = sum(number(r"Non-2xx or 3xx responses: (\d+)", output) for output in outputs)
    failed = refused
    for output in outputs:
        failed += sum(int(n) for n in re.findall(r"(?:connect|read|write|timeout) (\d+)", output))
    last = outputs[len(outputs) // 2]
    rate = re.search(r"Requests/sec:\s+(\S+)", last).group(1)
    median = re.search(r"50%\s+(\S+)", last).group(1)
    tail = re.search(r"99%\s+(\S+)", last).group(1)
    print(f"{name:<34}{rate} requests/s  p50 {median}  p99 {tail}  failed {failed} ({refused} refused)")
    return failed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--index", type=pathlib.Path, help="an index of the news collection to copy")
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release")
    arguments = parser.parse_args()
    program = arguments.build / "bin" / "ksearch"
    lines = run.documents(10_000)
    queries = run.make_queries(lines)
    draw = random.Random(run.SEED)
    words = [word for query in queries for word in re.findall(r"[a-z]{4,}", query)]
    prefixes = [word[:draw.randint(2, 4)] for word in draw.choices(words, k=REQUESTS)]
    faceted = [target("search", q=query, facets="person,place,org") for query in queries[:REQUESTS]]

    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        index = folder / "index"
        if arguments.index:
            shutil.copytree(arguments.index, index)
        else:
            (folder / "news.jsonl").write_bytes(b"".join(run.documents(arguments.documents)))
            subprocess.run([program, "index", "-q", "-d", index, folder / "news.jsonl"], check=True)
        script = folder / "requests.lua"
        (folder / "targets").write_text("\n".join(faceted) + "\n")
        script.write_text(LUA % (folder / "targets"))

        def commit(commits=range(COMMITS)):
            for revision in commits:
                record = json.loads(lines[revision]) | {"id": f"commit-{revision}"}
                subprocess.run([program, "index", "-q", "-d", index, "-"], check=True,
                               input=json.dumps(record).encode())

        with subprocess.Popen([program, "serve", "-d", index, "--listen", "127.0.0.1:0"],
                              stdout=subprocess.PIPE, text=True) as server:
            try:
                port = int(server.stdout.readline().strip().rstrip("/").rpartition(":")[2])
                count = http.client.HTTPConnection("127.0.0.1", port)
                count.request("GET", "/api/v1/info")
                print(f"{json.loads(count.getresponse().read())['documents']} documents, {arguments.build.name} build")
                completions = [target("suggest", prefix=prefix) for prefix in prefixes]
                show_latencies("completions, ten", server, port, completions)
                show_latencies("ten hits with three facets", server, port, faceted)
                with slow_clients(port):
                    show_latencies(f"  beside {SLOW_CLIENTS} slow clients", server, port, faceted)
                commit(range(1))
                first_request("  the first after a commit", port, faceted[0])
                first_request("completions, first after a commit", port, completions[0])
                failed = show_load(f"{CONNECTIONS} connections, the same", port, script, arguments.seconds)
                failed += show_load(f"  during {COMMITS} commits", port, script, arguments.seconds, commit)
            finally:
                server.terminate()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
