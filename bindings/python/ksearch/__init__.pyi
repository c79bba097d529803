import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Literal, Protocol, TypedDict, Unpack

__version__: str

FieldName = Literal["person", "place", "org", "language", "source", "author", "type", "month"]
EntityName = Literal["person", "place", "org", "misc"]
Ranges = list[tuple[int, int]]

class Error(Exception):
    code: str

class QueryError(Error):
    begin: int
    end: int

class Filters(TypedDict, total=False):
    person: str | Iterable[str]
    place: str | Iterable[str]
    org: str | Iterable[str]
    language: str | Iterable[str]
    source: str | Iterable[str]
    author: str | Iterable[str]
    type: str | Iterable[str]
    month: str | Iterable[str]
    without: Mapping[FieldName, str | Iterable[str]]
    since: str
    until: str
    exact: bool
    plain: bool
    stop_language: str
    copies: bool
    since_revision: int
    time_zone: str  # of "today" in dates: "Europe/Berlin", "+02:00", "local"; default UTC
    synonyms: str  # groups, one a line: "ceasefire, truce"

class Counted(Filters, total=False):
    limit: int

class Requested(Counted, total=False):
    offset: int
    sort: Literal["relevance", "newest", "oldest"]
    snippets: int
    snippet_chars: int
    facets: FieldName | Iterable[FieldName]
    facet_values: int
    exact_total: bool
    explain: bool
    proximity: bool  # default True
    recency: bool
    snippet_order: Literal["text", "best"]
    spelling: bool

class Snippet:
    text: str
    page: int
    @property
    def highlights(self) -> Ranges: ...
    @property
    def bytes(self) -> tuple[int, int]: ...

class MatchReason:
    query_part: str
    matched: list[str]
    rule: str
    weight: float

class Hit:
    rank: int
    score: float
    id: str
    title: str
    path: str
    url: str
    source: str
    date: str
    language: str
    type: str
    authors: list[str]
    snippets: list[Snippet]
    person: list[str]
    place: list[str]
    org: list[str]
    copies: int
    reasons: list[MatchReason]
    @property
    def title_highlights(self) -> Ranges: ...

class FacetVariant:
    name: str
    count: int
    type: str
    rule: str

class FacetValue:
    value: str
    count: int
    variants: list[FacetVariant]

class Facet:
    field: FieldName
    values: list[FacetValue]
    more: int
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[FacetValue]: ...

class UnknownWord:
    word: str
    near: list[str]

class SearchResults:
    hits: list[Hit]
    total: int
    total_is_exact: bool
    parsed_query: str
    warnings: list[str]
    suggested_query: str
    corrected_query: str
    unknown_words: list[UnknownWord]
    revision: int
    @property
    def facets(self) -> dict[FieldName, Facet]: ...
    def __len__(self) -> int: ...
    def __getitem__(self, index: int) -> Hit: ...
    def __iter__(self) -> Iterator[Hit]: ...

class TimelineBar:
    period: str
    count: int

class Timeline:
    bars: list[TimelineBar]
    undated: int

class RelatedEntity:
    field: FieldName
    value: str
    count: int
    total: int
    lift: float
    significance: float

class Completion:
    text: str
    field: FieldName | None
    count: int

class Mention:
    type: EntityName
    name: str
    entity: str
    in_title: bool
    @property
    def bytes(self) -> tuple[int, int]: ...

class MentionEvidence:
    document: str
    title: str
    date: str
    mention: Mention
    surface: str
    sentence: Snippet

class Document:
    id: str
    title: str
    text: str
    path: str
    member: str
    url: str
    source: str
    date: str
    language: str
    type: str
    authors: list[str]
    metadata: list[tuple[str, str]]
    mentions: list[Mention]
    copies: list[str]
    @property
    def highlights(self) -> Ranges: ...
    @property
    def title_highlights(self) -> Ranges: ...

class Index:
    def __init__(self, directory: str | os.PathLike[str]) -> None: ...
    def search(self, query: str = "", **request: Unpack[Requested]) -> SearchResults: ...
    def facet(
        self, field: FieldName, query: str = "", contains: str = "", **filters: Unpack[Counted]
    ) -> Facet: ...
    def timeline(
        self,
        query: str = "",
        by: Literal["day", "week", "month", "year"] = "month",
        **filters: Unpack[Filters],
    ) -> Timeline: ...
    def related(self, query: str = "", **filters: Unpack[Counted]) -> list[RelatedEntity]: ...
    def similar(self, id: str, query: str = "", **request: Unpack[Requested]) -> SearchResults: ...
    def document(self, id: str, query: str = "", **filters: Unpack[Filters]) -> Document: ...
    def mentions(self, query: str = "", **filters: Unpack[Counted]) -> list[MentionEvidence]: ...
    def suggest(self, prefix: str, limit: int = 10) -> list[Completion]: ...
    def each_document(
        self, function: Callable[[Document], bool | None], query: str = "", **filters: Unpack[Filters]
    ) -> None: ...
    def describe(self) -> dict[str, object]: ...
    def revision(self) -> int: ...
    def close(self) -> None: ...
    def __enter__(self) -> Index: ...
    def __exit__(
        self,
        type: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...

class Recognizer(Protocol):
    name: str
    def recognize(
        self, text: str, language: str
    ) -> Iterable[tuple[int, int, EntityName, str | None]]: ...

class Writer:
    def __init__(
        self,
        directory: str | os.PathLike[str],
        *,
        jobs: int = 0,
        language: str = "auto",
        entities: bool = True,
        rebuild: bool = False,
        prune: bool = True,
        model: str | os.PathLike[str] | None = None,
        known_names: str | None = None,
        recognizer: Recognizer | None = None,
        on_failed: Callable[[str, str, str], None] | None = None,
        on_warning: Callable[[str, str, str], None] | None = None,
        on_progress: Callable[[dict[str, int]], None] | None = None,
        dry_run: bool = False,
        exclude: Sequence[str] = ...,
        lock_wait: float = 10,
    ) -> None: ...
    def add_paths(self, paths: Sequence[str | os.PathLike[str]]) -> None: ...
    def refresh(self) -> None: ...
    def add_json_lines(self, lines: str | bytes, name: str = "memory") -> None: ...
    def put(
        self,
        id: str,
        text: str,
        *,
        title: str = "",
        url: str = "",
        source: str = "",
        date: str = "",
        language: str = "",
        authors: Sequence[str] = ...,
        metadata: Sequence[tuple[str, str]] = ...,
    ) -> None: ...
    def remove(self, id: str) -> int: ...
    def set_corrections(self, text: str) -> None: ...
    def commit(self) -> None: ...
    def counts(self) -> dict[str, int]: ...
    def close(self) -> None: ...
    def __enter__(self) -> Writer: ...
    def __exit__(
        self,
        type: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...

def verify(directory: str | os.PathLike[str]) -> dict[str, object]: ...
