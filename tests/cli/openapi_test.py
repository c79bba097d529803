"""The running server against docs/openapi.json: each parameter is taken, each answer is as described."""

import json
import pathlib
import unittest
import urllib.parse

import server
from harness import MARKET, TALKS

DESCRIPTION = json.loads(
    (pathlib.Path(__file__).parents[2] / "docs" / "openapi.json").read_text(encoding="utf-8"))
TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict}


def resolved(node):
    while "$ref" in node:
        target = DESCRIPTION
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def complaints(value, schema, where, seen):
    """Yields what of a value is not as its schema says: types, missing keys, and keys it does not name."""
    schema = resolved(schema)
    if "oneOf" in schema:
        kinds = {resolved(s)["properties"]["type"]["enum"][0]: s for s in schema["oneOf"]}
        if value.get("type") not in kinds:
            yield f"{where}: no alternative has the type {value.get('type')}"
            return
        schema = resolved(kinds[value["type"]])
    if not isinstance(value, TYPES[schema["type"]]) or (schema["type"] != "boolean" and isinstance(value, bool)):
        yield f"{where}: {value!r} is no {schema['type']}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {value!r} is not one of {schema['enum']}"
    if schema["type"] == "array":
        for item in value:
            yield from complaints(item, schema["items"], where + "[]", seen)
    if schema["type"] == "object":
        for key in set(schema["required"]) - set(value):
            yield f"{where}: {key} is missing"
        for key, member in value.items():
            if key not in schema["properties"]:
                yield f"{where}: {key} is not documented"
            else:
                seen.add((id(schema), key))
                yield from complaints(member, schema["properties"][key], f"{where}.{key}", seen)


class OpenApi(server.ServerTest):
    def setUp(self):
        super().setUp()
        self.write("talks.txt", TALKS)
        self.write("market.txt", MARKET)
        self.write("bad.jsonl", '{"id":"x","text":\n')
        self.write("wire.jsonl", "".join(
            json.dumps({"id": f"wire/{n}", "title": f"Medinsky on ceasefire talks, part {n}",
                        "text": "Vladimir Medinsky spoke of a ceasefire in Istanbul. Mr Medinsky left early.",
                        "date": f"2025-05-{n + 1:02}", "author": "A. Reporter", "mood": "calm"}) + "\n"
            for n in range(9)))
        self.write("other.jsonl", "".join(
            json.dumps({"id": f"other/{n}", "title": f"Harvest {n}", "text": f"Field {n} gave grain."}) + "\n"
            for n in range(60)))
        self.run_program("index", "-q", self.news)
        self.start()

    def operations(self):
        for path, item in DESCRIPTION["paths"].items():
            yield path, item["get"], [resolved(parameter) for parameter in item["get"]["parameters"]]

    def ask(self, path, parameters):
        path = path.replace("{id}", urllib.parse.quote("wire/3", safe=""))
        query = urllib.parse.urlencode(parameters, doseq=True)
        return self.get(f"/api/v1{path}?{query}")

    def check(self, operation, answer, seen):
        status, headers, body = answer
        self.assertEqual(status, 200, body)
        (kind, content), = operation["responses"]["200"]["content"].items()
        if "properties" not in resolved(content["schema"]) and "oneOf" not in content["schema"]:
            return
        self.assertIn(headers["Content-Type"].split(";")[0], (kind, "application/json"))
        lines = body.decode().splitlines()
        self.assertTrue(lines)
        for line in lines:
            self.assertEqual(list(complaints(json.loads(line), content["schema"], "$", seen)), [])

    def test_answers_are_as_described_with_each_parameter(self):
        seen = set()
        for path, operation, parameters in self.operations():
            needed = {p["name"]: p["example"] for p in parameters if p["in"] == "query" and p.get("required")}
            ways = [needed] + [{**needed, p["name"]: p["example"]} for p in parameters if p["in"] == "query"]
            for way in ways:
                with self.subTest(path=path, parameters=way):
                    # The records of the wire are copies of one story; names need several documents to stand out.
                    query = {"q": "ceasefire", "copies": "1"} if "q" in {p["name"] for p in parameters} else {}
                    if "org" not in way:  # which no document passes
                        self.check(operation, self.ask(path, {**query, **way}), seen)
                    else:
                        self.assertEqual(self.ask(path, {**query, **way})[0], 200)
        search = DESCRIPTION["paths"]["/search"]["get"]
        for query in ("ceasefyre", "chicgo Medinsky"):  # answered with another spelling; one is offered
            self.check(search, self.ask("/search", {"q": query}), seen)
        # Every documented key of every answer was there at least once.
        for name, schema in DESCRIPTION["components"]["schemas"].items():
            if name == "Error":
                continue
            for key in schema["properties"]:
                if (name, key) == ("Snippet", "page"):  # of PDF alone
                    continue
                self.assertIn((id(schema), key), seen, f"{name}.{key} was never seen")

    def test_a_parameter_that_is_not_described_is_refused(self):
        for path, _, parameters in self.operations():
            needed = {p["name"]: p["example"] for p in parameters if p["in"] == "query" and p.get("required")}
            with self.subTest(path=path):
                self.assertEqual(self.ask(path, {**needed, "colour": "red"})[0], 400)

    def test_errors_are_as_described(self):
        schema = DESCRIPTION["components"]["schemas"]["Error"]
        for target, status in (("/search?q=a+AND", 400), ("/search?limit=x", 400), ("/documents/none", 404),
                               ("/nothing", 404), ("/%zz", 400)):
            with self.subTest(target=target):
                got, _, body = self.get("/api/v1" + target)
                self.assertEqual(got, status)
                self.assertEqual(list(complaints(json.loads(body), schema, "$", set())), [])


if __name__ == "__main__":
    unittest.main()
