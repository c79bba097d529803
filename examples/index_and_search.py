"""Indexes a folder and asks it a question, in Python.

index_and_search.py FOLDER QUERY
"""

import sys

import ksearch


def marked(snippet):
    """The passage with its matches between asterisks."""
    text, done = "", 0
    for begin, end in snippet.highlights:
        text += f"{snippet.text[done:begin]}*{snippet.text[begin:end]}*"
        done = end
    return text + snippet.text[done:]


def main():
    if len(sys.argv) != 3:
        print("usage: index_and_search.py FOLDER QUERY", file=sys.stderr)
        return 2
    folder, query = sys.argv[1:]
    try:
        with ksearch.Writer("example-index") as writer:
            writer.add_paths([folder])
        with ksearch.Index("example-index") as index:
            results = index.search(query, limit=3, facets=["person"])
    except ksearch.QueryError as error:
        print(f"{error} (characters {error.begin} to {error.end})", file=sys.stderr)
        return 2
    except ksearch.Error as error:
        print(error, file=sys.stderr)
        return 3
    print(f"{results.total} documents")
    for hit in results:
        print(f"{hit.rank}. {hit.title} ({hit.date})")
        for snippet in hit.snippets:
            print(f"   {marked(snippet)}")
    for person in results.facets["person"]:
        print(f"{person.count}  {person.value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
