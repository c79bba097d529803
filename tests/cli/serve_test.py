"""`ksearch serve`: the API says what the command line says, tokens, hosts, originals, signals."""

import json
import os
import pathlib
import signal
import unittest
import urllib.parse

import server
from harness import MARKET, TALKS

TOKEN = "0123456789abcdef0123"


def encoded(**parameters):
    return urllib.parse.urlencode({k.replace("_", "-"): v for k, v in parameters.items()}, doseq=True)


class Serve(server.ServerTest):
    def setUp(self):
        super().setUp()
        self.write("talks.txt", TALKS)
        self.write("market.txt", MARKET)
        self.write("wire.jsonl", "".join(
            json.dumps({"id": f"wire/{n}", "title": f"Wire {n}", "text": f"Ceasefire talks, part {n}.",
                        "date": f"2025-05-{n + 1:02}"}) + "\n" for n in range(9)))
        self.index_news("-q")

    def without_time(self, objects):
        return [{k: v for k, v in one.items() if k != "took_us"} for one in objects]

    def test_the_api_answers_as_the_command_line(self):
        self.start()
        pairs = [
            ("search?" + encoded(q="ceasefire"), ["search", "ceasefire"]),
            ("search?" + encoded(q="ceasefire", limit=2, offset=1, sort="newest", facets="person,month",
                                 snippets=1, snippet_chars=60, explain=""),
             ["search", "ceasefire", "-n", 2, "--offset", 1, "--sort", "newest", "--facets=person,month",
              "--snippets", 1, "--snippet-chars", 60, "--explain"]),
            ("search?" + encoded(q="talks", since="2025-05-03", until="2025-05-05", exact=1, plain="true"),
             ["search", "talks", "--since", "2025-05-03", "--until", "2025-05-05", "--exact", "--plain"]),
            ("search?" + encoded(q="*", person="Medinsky", without="place=Chicago"),
             ["search", "*", "--person", "Medinsky", "--without", "place=Chicago"]),
            ("facets?" + encoded(field="place", q="ceasefire", limit=3), ["facets", "place", "ceasefire", "-n", 3]),
            ("facets?" + encoded(field="person", match="medin"), ["facets", "person", "--match", "medin"]),
            ("documents/wire%2F3?" + encoded(q="talks"), ["show", "wire/3", "--query", "talks"]),
            ("mentions?" + encoded(q="ceasefire", person="Medinsky"),
             ["mentions", "ceasefire", "--person", "Medinsky"]),
            ("timeline?" + encoded(q="ceasefire", by="week"), ["timeline", "ceasefire", "--by", "week"]),
            ("related?" + encoded(q="ceasefire"), ["related", "ceasefire"]),
            ("similar?" + encoded(id="wire/3", limit=2, snippets=0), ["similar", "wire/3", "-n", 2, "--snippets", 0]),
            ("suggest?" + encoded(prefix="ceas"), ["suggest", "ceas"]),
            ("info", ["info"]),
            ("info?failed=1", ["info", "--failed"]),
        ]
        for path, words in pairs:
            with self.subTest(path=path):
                printed = self.run_program(*map(str, words), "--json")
                self.assertEqual(self.without_time(self.get_json("/api/v1/" + path)),
                                 self.without_time(printed.json))
                self.assertIn(printed.code, (0, 1), printed.err)

    def test_errors_are_those_of_the_command_line(self):
        self.start()
        for query in ('"a b" NEAR', "a AND", "(" * 5000, "a* OR " * 200 + "b", "x OR " * 99 + "x"):
            with self.subTest(query=query[:20]):
                status, headers, body = self.get("/api/v1/search?" + encoded(q=query))
                printed = self.run_program("--json", "--", query)
                self.assertEqual((status, headers["Content-Type"]), (400, "application/json; charset=utf-8"))
                self.assertEqual([json.loads(body)], printed.json_errors)
        for path, status, message in (
            ("search?q=a&colour=red", 400, "/api/v1/search has no parameter 'colour'"),
            ("search?q=a&limit=0", 400, "'limit' is from 1 to 1000, not 0"),
            ("search?q=a&offset=4000000000", 400, "'offset' is from 0 to 100000, not 4000000000"),
            ("search?q=a&snippets=" + "9" * 30, 400, "'snippets' is from 0 to 20, not " + "9" * 30),
            ("search?q=a&format=csv&limit=4000000000", 400, "'limit' is at most 1000000000, not '4000000000'"),
            ("search?q=a&time-zone=+02:00", 400,
             "there is no time zone ' 02:00'; in an address a plus is written %2B"),
            ("search?q=a&limit=x", 400, "'limit' takes a whole number, not 'x'"),
            ("search?q=a&exact=maybe", 400, "'exact' is 1 or 0, not 'maybe'"),
            ("search?q=a&sort=x", 400, "'sort' is relevance, newest or oldest, not 'x'"),
            ("search?q=a&format=xml", 400, "'format' is json, jsonl or csv, not 'xml'"),
            ("facets", 400, "'field' is needed: person, place, org, language, source, author, type or month"),
            ("documents/nothing", 404, "no document in the index has the id or path nothing"),
            ("documents", 404, "the API has no path /api/v1/documents"),
        ):
            with self.subTest(path=path):
                got, _, body = self.get("/api/v1/" + path)
                self.assertEqual((got, json.loads(body)["message"]), (status, message))

    def test_a_document_is_found_by_its_id_and_never_by_a_path(self):
        self.start()
        path = self.news / "talks.txt"
        hit = self.get_json("/api/v1/search?" + encoded(q="Umerov", limit=1))[1]
        self.assertEqual(hit["path"], str(path))
        for target in (urllib.parse.quote(str(path), safe=""), "news%2Ftalks.txt", "..%2Ftalks.txt"):
            for ending in ("", "/original"):
                with self.subTest(target=target + ending):
                    self.assertEqual(self.get(f"/api/v1/documents/{target}{ending}")[0], 404)

    def test_the_original_file_comes_as_a_download(self):
        name = 'odd "name" é.html'
        self.write(name, "<html><title>Odd</title><p>Zeppelin rose over the harbour.</p></html>")
        self.run_program("index", "-q", self.news)
        self.start()
        hit = self.get_json("/api/v1/search?" + encoded(q="zeppelin"))[1]
        target = f"/api/v1/documents/{hit['id']}/original"
        status, headers, body = self.get(target)
        self.assertEqual((status, body), (200, (self.news / name).read_bytes()))
        self.assertEqual(headers["Content-Type"], "application/octet-stream")
        self.assertEqual(headers["Content-Disposition"],
                         "attachment; filename=\"odd _name_ __.html\"; "
                         "filename*=UTF-8''odd%20%22name%22%20%C3%A9.html")
        path = self.news / name
        for replace in (lambda: path.symlink_to("/etc/hostname"), lambda: os.mkfifo(path), path.mkdir,
                        lambda: None):
            path.unlink() if not path.is_dir() or path.is_symlink() else path.rmdir()
            replace()
            self.assertEqual(self.get(target)[0], 404)
            if not path.exists() and not path.is_symlink():
                break

    def test_each_request_sees_the_newest_commit(self):
        self.start()
        target = "/api/v1/search?" + encoded(q="zeppelin")
        self.assertEqual(self.get_json(target)[0]["total"], 0)
        for number in range(3):
            self.write(f"new{number}.txt", f"Zeppelin {number}\n\nA zeppelin rose over harbour {number}.\n")
            self.run_program("index", "-q", self.news)
            self.assertEqual(self.get_json(target)[0]["total"], number + 1)
        self.run_program("index", "-q", "--rebuild", self.news)
        self.assertEqual(self.get_json(target)[0]["total"], 3)

    def test_a_token_is_asked_of_everybody(self):
        file = pathlib.Path(self.folder / "token")
        file.write_text(TOKEN + "\n")
        file.chmod(0o600)
        self.start("--token", file)
        status, headers, body = self.get("/")
        self.assertEqual((status, headers["WWW-Authenticate"]), (401, 'Bearer realm="ksearch"'))
        self.assertNotIn(TOKEN.encode(), body)
        self.assertEqual(self.get("/api/v1/info", {"Authorization": f"Bearer {TOKEN}"})[0], 200)
        status, headers, body = self.get(f"/?token={TOKEN}")
        self.assertEqual(status, 200)
        cookie = headers["Set-Cookie"].split(";")[0]
        self.assertTrue(cookie.startswith(f"ksearch-{self.port}="))
        self.assertEqual(self.get("/", {"Cookie": cookie})[0], 200)

    def test_a_bad_token_file_is_refused(self):
        file = self.folder / "token"
        for content, mode, reason in (
            (TOKEN, 0o644, "can be read by others; 'chmod 600' it"),
            ("short", 0o600, "holds fewer than 16 characters; 'openssl rand -hex 16' makes a token"),
            (f"{TOKEN}\n{TOKEN}\n", 0o600, "holds more than one line of letters, digits and signs"),
        ):
            file.write_text(content)
            file.chmod(mode)
            with self.subTest(reason=reason):
                self.assert_error(self.run_program("serve", "--token", file), 2,
                                  f"the token file {file} {reason}")

    def test_what_cannot_be_served_ends_with_one_sentence(self):
        for words, code, message in (
            (["here"], 2, "'serve' takes no operand"),
            (["--listen", "80"], 2,
             "'80' is no address to listen on; write 127.0.0.1:8808 or [::1]:8808"),
            (["--listen", "0.0.0.0:0"], 2,
             "'0.0.0.0:0' can be reached from other machines, which takes a token: '--token FILE'"),
            (["--web-root", "/nowhere"], 2, "'--web-root' takes a folder, not /nowhere"),
            (["-d", self.folder / "none"], 3, f"no index in {self.folder}/none"),
        ):
            with self.subTest(words=words):
                result = self.run_program("serve", *words)
                self.assertEqual((result.code, result.out, result.err.splitlines()[0][:len(message) + 9]),
                                 (code, "", f"ksearch: {message}"))

    def test_hosts_and_the_files_of_a_web_root(self):
        root = self.folder / "web"
        root.mkdir()
        (root / "style.css").write_text("body{}")
        (root / ".hidden.css").write_text("x")
        (self.folder / "secret.css").write_text("x")
        self.start("--host", "News.Example", "--web-root", root)
        self.assertEqual(self.get("/", {"Host": "news.example:80"})[0], 200)
        self.assertEqual(self.get("/", {"Host": "other.example"})[0], 421)
        for text in ("body{}", "p{}"):
            (root / "style.css").write_text(text)
            status, headers, body = self.get("/static/style.css")
            self.assertEqual((status, body.decode()), (200, text))
            self.assertNotIn("ETag", headers)
        for name in (".hidden.css", "..%2Fsecret.css", "../secret.css", "", "nothing.css"):
            self.assertEqual(self.get("/static/" + name)[0], 404, name)

    def test_signals_end_it_well(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(number=number):
                self.start()
                self.assertEqual(self.get("/")[0], 200)
                self.assertEqual(self.stop(number), (0, ""))

    def test_requests_are_named_when_verbose(self):
        self.start("-v")
        self.get("/api/v1/info")
        self.get("/nothing")
        code, errors = self.stop()
        self.assertEqual(code, 0)
        self.assertRegex(errors, r"(?m)^ksearch: 127\.0\.0\.1 GET /api/v1/info 200 [0-9]+ us$")
        self.assertRegex(errors, r"(?m)^ksearch: 127\.0\.0\.1 GET /nothing 404 [0-9]+ us$")


if __name__ == "__main__":
    unittest.main()
