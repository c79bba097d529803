"""`ksearch mcp` as a client of the protocol uses it."""

import json
import unittest

from harness import ProgramTest


def request(identity, method, **parameters):
    return {"jsonrpc": "2.0", "id": identity, "method": method, "params": parameters}


def call(identity, name, **arguments):
    arguments = {key.replace("_", "-"): value for key, value in arguments.items()}
    return request(identity, "tools/call", name=name, arguments=arguments)


class McpTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.text = "Vladimir Medinsky spoke of a ceasefire in Istanbul. “Enough”, he said."
        self.write("talks.txt", f"Talks in Istanbul\n\n{self.text}\n")
        self.assertEqual(self.run_program("index", self.news).code, 0)

    def converse(self, *messages):
        """Sends messages (objects, or text as it is) on one connection; the answers."""
        lines = [m if isinstance(m, str) else json.dumps(m) for m in messages]
        done = self.run_program("mcp", stdin="\n".join(lines) + "\n")
        self.assertEqual((done.code, done.err), (0, ""))
        return done.json

    def tool(self, name, **arguments):
        """The JSON Lines a tool gives."""
        (answer,) = self.converse(call(1, name, **arguments))
        self.assertFalse(answer["result"]["isError"], answer)
        return [json.loads(line) for line in answer["result"]["content"][0]["text"].splitlines()]

    def test_a_conversation_begins(self):
        answers = self.converse(
            request(1, "initialize", protocolVersion="2025-03-26", capabilities={}),
            {"jsonrpc": "2.0", "method": "notifications/initialized"},
            request("two", "ping"),
            request(3, "tools/list"),
        )
        self.assertEqual([answer["id"] for answer in answers], [1, "two", 3])
        self.assertEqual(answers[0]["result"]["protocolVersion"], "2025-03-26")
        self.assertEqual(answers[0]["result"]["serverInfo"]["name"], "ksearch")
        tools = answers[2]["result"]["tools"]
        self.assertEqual([t["name"] for t in tools], ["search", "facets", "mentions", "document"])
        for tool in tools:
            self.assertEqual(tool["inputSchema"]["type"], "object")
            self.assertLessEqual(
                set(tool["inputSchema"]["required"]), set(tool["inputSchema"]["properties"])
            )

    def test_an_unknown_revision_is_answered_with_ours(self):
        (answer,) = self.converse(request(1, "initialize", protocolVersion="1999-01-01"))
        self.assertEqual(answer["result"]["protocolVersion"], "2025-06-18")

    def test_quotations_can_be_checked(self):
        lines = self.tool("search", query="ceasefire", snippet_chars=80)
        self.assertEqual([line["type"] for line in lines], ["results", "hit"])
        hit = lines[1]
        (document,) = self.tool("document", id=hit["id"], query="ceasefire")
        whole = document["text"].encode()
        self.assertEqual(document["text_bytes"], len(whole))
        for snippet in hit["snippets"]:
            self.assertEqual(
                whole[snippet["begin"] : snippet["end"]].decode().split(), snippet["text"].split()
            )
        begin, end = document["highlights"][0]
        self.assertEqual(whole[begin:end], b"ceasefire")
        (mention,) = self.tool("mentions", person=["Medinsky"])
        self.assertEqual(mention["document"], hit["id"])

    def test_a_document_comes_in_parts(self):
        (hit,) = self.tool("search", query="ceasefire")[1:]
        (whole,) = self.tool("document", id=hit["id"])
        text, at = b"", 0
        while at < whole["text_bytes"]:
            (part,) = self.tool("document", id=hit["id"], begin=at, max_bytes=7)
            self.assertEqual(part["begin"], at)
            self.assertGreater(part["end"], at)
            text += part["text"].encode()
            at = part["end"]
        self.assertEqual(text.decode(), whole["text"])

    def test_facets(self):
        (facet,) = self.tool("facets", field="person")
        self.assertEqual([v["value"] for v in facet["values"]], ["Vladimir Medinsky"])

    def test_answers_are_bounded(self):
        for number in range(40):
            self.write(f"long{number}.txt", f"Title {number} " + "longword " * 2000 + "\n\nceasefire\n")
        self.assertEqual(self.run_program("index", self.news).code, 0)
        lines = self.tool("search", query="ceasefire", limit=20)
        self.assertLessEqual(sum(len(json.dumps(line)) for line in lines), 70_000)

    def test_what_is_wrong_is_said(self):
        for message, code in (
            ("{broken", -32700),
            ("[]", -32600),
            ({"jsonrpc": "2.0", "id": 1}, -32600),
            ({"jsonrpc": "2.0", "id": [1], "method": "ping"}, -32600),
            (request(1, "prompts/list"), -32601),
            (call(1, "delete"), -32602),
            ({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": [1]}, -32602),
            ({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": 5}}, -32602),
            ('"' + "x" * 1_100_000 + '"', -32600),
        ):
            with self.subTest(str(message)[:60]):
                answer, after = self.converse(message, request("after", "ping"))
                self.assertEqual(answer["error"]["code"], code)
                self.assertEqual(after, {"jsonrpc": "2.0", "id": "after", "result": {}})

    def test_errors_of_tools_are_for_the_model_to_read(self):
        for message, said in (
            (call(1, "search", query="peace date:someday"), "bytes 11 to 18"),
            (call(1, "search"), '"query"'),
            (call(1, "search", query="x", colour="red"), '"colour"'),
            (call(1, "search", query="x", limit=-1), '"limit"'),
            (call(1, "search", query={"a": 1}), '"query"'),
            (call(1, "facets", field="colour"), "colour"),
            (call(1, "document", id="none"), "none"),
            (call(1, "mentions", person=["Nobody Atall"]), None),
        ):
            with self.subTest(str(message)):
                (answer,) = self.converse(message)
                result = answer["result"]
                if said is None:
                    self.assertEqual((result["isError"], result["content"][0]["text"]), (False, ""))
                else:
                    self.assertTrue(result["isError"], result)
                    self.assertIn(said, result["content"][0]["text"])

    def test_without_an_index_it_does_not_start(self):
        done = self.run_program("mcp", "-d", self.folder / "none")
        self.assertEqual(done.code, 3)
        self.assertIn("ksearch: ", done.err)


if __name__ == "__main__":
    unittest.main()
