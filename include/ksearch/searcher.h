#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ksearch/document.h"
#include "ksearch/entity.h"
#include "ksearch/error.h"
#include "ksearch/span.h"
#include "ksearch/synonyms.h"

namespace ksearch {

/// Fields with values that can be counted and filtered by.
enum class Field : std::uint8_t {
  kPerson,
  kPlace,
  kOrg,
  kLanguage,
  kSource,
  kAuthor,
  kType,
  kMonth,
};
/// "person", "place", "org", "language", "source", "author", "type", "month".
[[nodiscard]] std::string_view to_string(Field field) noexcept;
/// The inverse, with the aliases organisation, organization, location and lang.
[[nodiscard]] std::optional<Field> field_from(std::string_view name) noexcept;

/// Conditions beside the query text. All must hold; they do not change the ranking.
struct Filters {
  std::vector<std::pair<Field, std::string>> with;  ///< any spelling of an entity's name
  std::vector<std::pair<Field, std::string>> without;
  std::string since;  ///< a date as in the query's date:A..B; the unit given is included
  std::string until;
};

enum class SortOrder : std::uint8_t { kRelevance, kNewest, kOldest };

/// In which order the passages of a hit come.
enum class SnippetOrder : std::uint8_t {
  kText,  ///< as they stand in the text
  kBest,  ///< the one that shows most of the query first
};

/// What to look for and what to return. Near-identical copies of a story are one hit and count once
/// in totals and facets, unless `copies`: a story matches if one of its documents does.
struct SearchRequest {
  std::string query;  ///< empty: all documents that pass the filters
  Filters filters;
  std::size_t offset = 0;
  std::size_t limit = 10;  ///< 0: all
  SortOrder sort = SortOrder::kRelevance;
  std::size_t snippets = 2;         ///< passages for each hit; 0: none
  std::size_t snippet_chars = 160;  ///< code points of a passage at most
  SnippetOrder snippet_order = SnippetOrder::kText;
  std::vector<Field> facets;      ///< fields to count over all matches
  std::size_t facet_values = 10;  ///< values of each field; 0: all
  bool exact = false;             ///< no stemming and no name variants
  bool plain = false;             ///< no operators: every character of the query is text
  bool copies = false;            ///< count and list near-identical copies one by one
  bool exact_total = false;       ///< count all matches even where an estimate would do
  bool explain = false;           ///< fill Hit::reasons
  std::string stop_language;  ///< stop words of this language; empty: the index's most frequent one
  /// Only documents that were added or changed after this revision (SearchResults::revision of an
  /// earlier answer); 0: all. Of very old revisions some more documents may come (docs/ranking.md).
  std::uint64_t since_revision = 0;
  /// Ranks recent documents a little higher: at most by a tenth of the best score, by half of that
  /// when a document is 30 days older than the newest one. Undated documents gain nothing.
  bool recency = false;
  /// Rank documents higher in which words of the query stand close together (docs/ranking.md).
  bool proximity = true;
  /// Only what leads to the documents: hits without names, passages, marks and number of copies,
  /// and a total that may be an estimate where it would be exact else; in a fifth less time.
  bool brief = false;
  /// Where "today", "last week" and "May" of dates in words are: an IANA name ("Europe/Berlin"), a
  /// distance from UTC ("+02:00"), or "local", that of the machine; empty: UTC. The days of
  /// documents are those of UTC.
  std::string time_zone;
  /// Words that count as others too; none: null. Not used with `exact`.
  std::shared_ptr<const Synonyms> synonyms;
  /// Look for likelier spellings: fill SearchResults::suggested_query, or answer that query where
  /// the one given finds nothing. search() alone does so.
  bool spelling = true;
};

/// A passage of a document's text: text and marks, never mark-up.
struct Snippet {
  std::string text;              ///< a substring of the document's text, line breaks as spaces
  Span span;                     ///< where it stands in the document's text
  std::vector<Span> highlights;  ///< bytes of `text`; sorted and disjoint
  std::size_t page = 0;          ///< of the document, from 1, where it begins; 0 without pages
};

/// One of the names that a facet counts as one value.
struct FacetVariant {
  std::string name;
  std::uint64_t count = 0;  ///< stories counted that hold this name
  /// What documents take the name for: "person", "place" or "org"; empty for other fields.
  std::string type;
  /// Why it is counted here, such as "romanisation" (docs/entities.md lists the rules); "own name"
  /// for the name itself.
  std::string rule;

  friend bool operator==(const FacetVariant&, const FacetVariant&) = default;
};

/// A person, place or organisation as a document or a facet shows it.
struct FacetValue {
  std::string value;
  std::uint64_t count = 0;  ///< stories; equals the total when filtered by the value
  /// The names found in the documents counted, most frequent first. `value` need not be one of
  /// them: it may be the usual name of what these documents call otherwise.
  std::vector<FacetVariant> variants;
};

struct Facet {
  Field field;
  std::vector<FacetValue> values;  ///< by count, then by value
  std::uint64_t more = 0;          ///< values not listed
};

/// Why a hit matched: one query word or filter.
struct MatchReason {
  std::string query_part;            ///< as written in the query, or "proximity"
  std::vector<std::string> matched;  ///< spellings found in the document
  std::string rule;                  ///< "same stem", "same word", "close together"
  double weight = 0;                 ///< share of the score, from 0 to 1
};

struct Hit {
  std::size_t rank = 0;  ///< from 1, counted from the first result and not from the offset
  double score = 0;
  std::string id;
  std::string title;
  std::vector<Span> title_highlights;
  std::string path;
  std::string url;
  std::string source;
  std::string date;  ///< ISO 8601: "2025-05-16" or "2025-05-16T14:05:00Z"; empty: unknown
  std::string language;
  std::vector<std::string> authors;
  std::string type;
  std::vector<Snippet> snippets;
  std::vector<std::string> person;  ///< entities in the document, most mentioned first
  std::vector<std::string> place;
  std::vector<std::string> org;
  std::uint64_t copies = 0;  ///< further near-identical documents that match; see docs/copies.md
  std::vector<MatchReason> reasons;
};

/// A word of a query that no document has.
struct UnknownWord {
  std::string word;               ///< as written
  Span span;                      ///< bytes of the query
  std::vector<std::string> near;  ///< words of the index spelled like it, the likeliest first
};

struct SearchResults {
  std::vector<Hit> hits;
  std::uint64_t total = 0;     ///< stories, or documents with SearchRequest::copies
  bool total_is_exact = true;  ///< false: `total` is an estimate
  std::string parsed_query;    ///< canonical form; parses to the same query
  /// "Did you mean": the query with likelier spellings, in canonical form, which finds more; empty:
  /// there is none. Offered where a word is in no document, or where few documents match.
  std::string suggested_query;
  /// The query that was answered in place of the one given, because that found nothing and has a
  /// word that no document has; empty: the query given was answered.
  std::string corrected_query;
  std::vector<UnknownWord> unknown_words;  ///< in the order of the query
  std::vector<std::string> warnings;       ///< such as "the quotation mark at 9 is never closed"
  std::vector<Facet> facets;               ///< in the order asked for
  std::uint64_t revision = 0;              ///< of the index; every commit raises it
};

/// Periods that documents are counted by; a week starts on Monday, as in ISO 8601.
enum class TimeUnit : std::uint8_t { kDay, kWeek, kMonth, kYear };

struct TimelineBar {
  std::string period;  ///< "2025-05-16", "2025-W20", "2025-05" or "2025"
  std::uint64_t count = 0;
};

struct Timeline {
  std::vector<TimelineBar> bars;  ///< ascending; periods between the first and the last have 0
  std::uint64_t undated = 0;      ///< matches without a date
};

/// A person, place or organisation that documents found name more often than others do.
struct RelatedEntity {
  Field field{};
  std::string value;
  std::uint64_t count = 0;  ///< documents found that name it
  std::uint64_t total = 0;  ///< documents of the index that name it
  double lift = 0;          ///< how many times as often as in the whole index; above 1
  double significance = 0;  ///< Dunning's G2 (1993); 10.83 is reached by chance once in a thousand
};

/// What a beginning can be completed to.
struct Completion {
  std::string text;            ///< a name as it is shown, or a word in its folded form
  std::optional<Field> field;  ///< kPerson, kPlace or kOrg; none for a word
  std::uint64_t count = 0;     ///< documents
};

/// Takes an answer piece by piece, see Searcher::search().
struct ResultSink {
  /// Everything but the hits; called once, before the first of them.
  std::function<void(const SearchResults&)> begin;
  std::function<bool(Hit&&)> hit;  ///< in order; false ends the search
};

/// A mention of an entity, as stored.
struct DocumentMention {
  Span span;  ///< bytes of the text, or of the title when in_title
  bool in_title = false;
  EntityType type;
  std::string name;    ///< the name in the document
  std::string entity;  ///< the entity it belongs to
};

/// A mention with what it takes to judge it.
struct MentionEvidence {
  std::string document;  ///< its id
  std::string title;
  std::string date;  ///< as in Hit
  DocumentMention mention;
  std::string surface;  ///< the bytes at mention.span, such as "Mr Putin"
  /// The sentence around the mention, which is its highlight; of a very long one the part around
  /// it; the whole title when the mention is in the title, with offsets in the title.
  Snippet sentence;
};

/// A stored document with the places a query matched.
struct StoredDocument {
  Document document;
  std::vector<Span> highlights;  ///< of the text; sorted and disjoint
  std::vector<Span> title_highlights;
  std::vector<DocumentMention> mentions;  ///< without those of hidden names
  std::vector<std::string>
      copies;  ///< ids of the near-identical documents, this one not among them
};

/// Takes a document piece by piece, see Searcher::document().
struct TextSink {
  /// Everything but the text, its marks and its mentions; called once, first.
  std::function<void(const StoredDocument&)> begin;
  /// The text, in order. A piece is whole lines, or a part of a line of more than 1 MiB; it is
  /// valid during the call. The marks are bytes of the piece, sorted and disjoint; none is cut.
  /// False ends the reading.
  std::function<bool(std::string_view piece, const std::vector<Span>& highlights)> text;
};

/// What is in an index.
struct IndexDescription {
  std::filesystem::path directory;
  std::uint64_t documents = 0;
  std::uint64_t text_bytes = 0;  ///< stored text, before compression
  std::uint64_t disk_bytes = 0;
  std::uint64_t revision = 0;
  std::uint64_t names = 0;  ///< distinct names of people, places, organisations
  std::string created_by;   ///< version of ksearch
  std::string analyzer;
  std::string recognizer;
  std::vector<std::pair<std::string, std::uint64_t>> languages;  ///< by number of documents
  std::vector<std::string> roots;                                ///< folders and files indexed
  std::vector<SkippedDocument> failed;                           ///< in the runs so far
};

/// Answers queries on one index, as of its last commit when each call begins. Used by one thread at
/// a time; open one for each thread, they share the operating system's cache.
///
/// Errors: kIndexMissing, kIndexForeign, kIndexCorrupt, kIndexVersion, kIo; QueryError and
/// kInvalidArgument for what a request says; kNotFound for an unknown document.
class Searcher {
 public:
  explicit Searcher(const std::filesystem::path& directory);
  ~Searcher();
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;

  [[nodiscard]] SearchResults search(const SearchRequest& request);
  /// The same, with each hit passed on as soon as it is made, so that any number of hits takes no
  /// more memory than one, and about 100 bytes of rank for each match. Documents that a writer
  /// removes meanwhile are passed over.
  void search(const SearchRequest& request, const ResultSink& sink);
  /// Counts the values of one field over the matches. `contains` keeps values one of whose names
  /// holds all its words; `limit` 0: all.
  [[nodiscard]] Facet facet(Field field, const SearchRequest& request,
                            std::string_view contains = {}, std::size_t limit = 0);
  /// Counts the matches by the period of their dates. Throws Error(kInvalidArgument) where the
  /// dates lie so far apart that there would be more than 110,000 bars (300 years of days).
  [[nodiscard]] Timeline timeline(const SearchRequest& request, TimeUnit unit);
  /// What stands out in the matches: people, then places, then organisations, at most `limit` of
  /// each (0: all), the most significant first. What the query itself names is left out, and what
  /// fewer than three documents found name or what chance could explain.
  [[nodiscard]] std::vector<RelatedEntity> related(const SearchRequest& request,
                                                   std::size_t limit = 10);
  /// Documents like the one of an id or path, itself left out: those that share its most telling
  /// words, which are the parsed query, are marked and can be explained. The request's query, where
  /// there is one, has to match as well.
  [[nodiscard]] SearchResults similar(const std::string& id_or_path, const SearchRequest& request);
  /// What a name or a word of the index that begins so can be: people, places and organisations one
  /// of whose spellings has the words of `prefix`, the last one being its beginning, in any order;
  /// then words of the index. At most `limit` (0: all), both by documents; where names fill the
  /// list, a quarter is left to words. Case and diacritics do not count. The first call after a
  /// commit reads all names and words.
  [[nodiscard]] std::vector<Completion> suggest(std::string_view prefix, std::size_t limit = 10);
  /// One document by id or path, with the matches of `query` marked.
  [[nodiscard]] StoredDocument document(const std::string& id_or_path,
                                        const SearchRequest& request = {});
  /// The same piece by piece, in memory that does not grow with the text, but for the mentions of
  /// names that `query` looks for and for stretches without white space. The stored text is
  /// compared with its hash before the first piece.
  void document(const std::string& id_or_path, const SearchRequest& request, const TextSink& sink);
  /// Passes every mention in the matching documents to `sink`, documents in the order in which
  /// search() has them, mentions in the order of title and text, until `sink` returns false. A
  /// request that names people, places or organisations, in its query or as filters, gets their
  /// mentions only; others get all mentions that facets show. The request's offset, limit, snippets
  /// and facets do not matter. When a writer overtakes the call, documents that were not passed
  /// yet are those of the newer commit.
  void mentions(const SearchRequest& request,
                const std::function<bool(const MentionEvidence&)>& sink);
  /// Passes every matching document, copies too, with its mentions and without marks to `sink`, in
  /// the order in which they were indexed, until `sink` returns false. Holds one document at a
  /// time, and the ids of those passed: when a writer overtakes the call, documents that were not
  /// passed yet are those of the newer commit.
  void documents(const SearchRequest& request,
                 const std::function<bool(const StoredDocument&)>& sink);
  [[nodiscard]] IndexDescription describe();
  /// Revision of the newest commit, without the cost of describe().
  [[nodiscard]] std::uint64_t revision();
  /// Names the newest commit: no other one is called so. An index that was put in the place of
  /// another, or back as it was, and went on from there can have the same revision().
  [[nodiscard]] std::string commit_id();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace ksearch
