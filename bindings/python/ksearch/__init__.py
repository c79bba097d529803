"""Full-text search with people, places and organisations as facets.

    import ksearch

    with ksearch.Writer("news.idx") as writer:
        writer.add_paths(["/home/ann/news"])

    index = ksearch.Index("news.idx")
    results = index.search("Medinsky ceasefire", facets=["person"], limit=5)
    for hit in results:
        print(hit.rank, hit.title, hit.snippets[0] if hit.snippets else "")
    for person in results.facets["person"]:
        print(person.count, person.value)

Highlights are pairs of indices of the str they belong to; attributes named `bytes` are offsets in
the UTF-8 of a document's text, the same as in ksearch's JSON. An Index may be used from several
threads; they take turns, and none of them holds up the interpreter while it searches.
"""

from ._ksearch import (
    Completion,
    Document,
    Error,
    Facet,
    FacetValue,
    FacetVariant,
    Hit,
    Index,
    MatchReason,
    Mention,
    MentionEvidence,
    QueryError,
    RelatedEntity,
    SearchResults,
    Snippet,
    Timeline,
    TimelineBar,
    UnknownWord,
    Writer,
    __version__,
    verify,
)

__all__ = [
    "Completion",
    "Document",
    "Error",
    "Facet",
    "FacetValue",
    "FacetVariant",
    "Hit",
    "Index",
    "MatchReason",
    "Mention",
    "MentionEvidence",
    "QueryError",
    "RelatedEntity",
    "SearchResults",
    "Snippet",
    "Timeline",
    "TimelineBar",
    "UnknownWord",
    "Writer",
    "__version__",
    "verify",
]
