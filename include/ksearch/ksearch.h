#ifndef KSEARCH_KSEARCH_H
#define KSEARCH_KSEARCH_H

/**
 * ksearch for C, and for every language that can call C. C++ programs use <ksearch/ksearch.hpp>.
 *
 * Objects are opaque: made by a function that ends in _open or hands one out through its last
 * pointer, and given back with the _close or _free of the same name, which take NULL.
 *
 * Every function that can fail returns a ksearch_status and takes a ksearch_error, which may be
 * NULL; it is written only on failure. No C++ exception and no signal leaves the library; it
 * prints nothing and keeps no global state.
 *
 * Text is UTF-8. ksearch_string carries its length; data is never NULL and has no terminator.
 * Strings and arrays that the library hands out belong to the object they came from and live until
 * it is freed. What the caller hands in is copied before the function returns. Offsets are bytes.
 *
 * Structures that callers fill or have filled begin with struct_size = sizeof of the structure, so
 * that programs built with an older header go on working: fields are only ever added at the end.
 * Structures without struct_size, which stand in arrays, never change.
 *
 * Numbers of statuses, fields and orders are 32 bits wide, whatever the compiler makes of an enum.
 *
 * Threads: an object is used by one thread at a time. Different objects, of one index too, may be
 * used by different threads at once. Results may be read by any number of threads.
 */

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What became of a call. Never renumbered; ksearch_status_name has the names. */
typedef int32_t ksearch_status;
enum {
  KSEARCH_OK = 0,
  KSEARCH_INVALID_ARGUMENT = 1, /**< a request makes no sense: NULL, unknown value, bad date */
  KSEARCH_INVALID_QUERY = 2,    /**< ksearch_error.span tells which bytes are to blame */
  KSEARCH_NOT_FOUND = 3,        /**< no document of that id or path; an index out of range */
  KSEARCH_INDEX_MISSING = 4,    /**< no index in that directory */
  KSEARCH_INDEX_FOREIGN = 5,    /**< the directory holds something else */
  KSEARCH_INDEX_LOCKED = 6,     /**< another process is writing */
  KSEARCH_INDEX_CORRUPT = 7,    /**< damaged: rebuild it */
  KSEARCH_INDEX_VERSION = 8,    /**< written by another version of ksearch */
  KSEARCH_READ_ONLY = 9,
  KSEARCH_DISK_FULL = 10,
  KSEARCH_IO = 11,
  KSEARCH_OUT_OF_MEMORY = 12,
  KSEARCH_INTERNAL = 13 /**< a defect of ksearch itself */
};

/** Text: `size` bytes of UTF-8 at `data`, not terminated. */
typedef struct ksearch_string {
  const char* data;
  size_t size;
} ksearch_string;

/** A half-open range of bytes. */
typedef struct ksearch_span {
  size_t begin;
  size_t end;
} ksearch_span;

/** Why a call failed. Set struct_size before the call. */
typedef struct ksearch_error {
  size_t struct_size;
  ksearch_status status;
  ksearch_span span;  /**< KSEARCH_INVALID_QUERY: bytes of the query; else empty */
  char message[1024]; /**< a sentence for people, terminated, cut at a code point if it must be */
} ksearch_error;

/** Fields with values that can be counted and filtered by. */
typedef int32_t ksearch_field;
enum {
  KSEARCH_PERSON = 0,
  KSEARCH_PLACE = 1,
  KSEARCH_ORG = 2,
  KSEARCH_LANGUAGE = 3,
  KSEARCH_SOURCE = 4,
  KSEARCH_AUTHOR = 5,
  KSEARCH_TYPE = 6,
  KSEARCH_MONTH = 7
};

typedef int32_t ksearch_sort;
enum { KSEARCH_BY_RELEVANCE = 0, KSEARCH_NEWEST_FIRST = 1, KSEARCH_OLDEST_FIRST = 2 };

/** In which order the passages of a hit come. */
typedef int32_t ksearch_snippet_order;
enum { KSEARCH_SNIPPETS_AS_IN_TEXT = 0, KSEARCH_BEST_SNIPPET_FIRST = 1 };

/** Version of the library in use, such as "0.1.0". Static, terminated. */
const char* ksearch_version(void);
/** Raised by every change that programs built before it cannot bear; part of the SONAME. */
int ksearch_abi_version(void);
/** Such as "index_locked"; "unknown" for a number that is none. Static, terminated. */
const char* ksearch_status_name(ksearch_status status);
/** Such as "person"; "unknown" for a number that is none. Static, terminated. */
const char* ksearch_field_name(ksearch_field field);

/* ---- Searching ------------------------------------------------------------------------------ */

/** Answers queries on one index, each as of the last commit when the call begins. */
typedef struct ksearch_searcher ksearch_searcher;
/** Answer of a search, or of a count of one field. Independent of its searcher. */
typedef struct ksearch_results ksearch_results;
/** A stored document. Independent of its searcher. */
typedef struct ksearch_document ksearch_document;
/** Words that count as others too. May be read by any number of threads. */
typedef struct ksearch_synonyms ksearch_synonyms;

/** A condition beside the query: FIELD is, or is not, VALUE (any spelling of an entity). */
typedef struct ksearch_filter {
  ksearch_field field;
  int without; /**< 0: documents with the value; else: those without it */
  ksearch_string value;
} ksearch_filter;

/** What to search for. ksearch_request_init gives the defaults. */
typedef struct ksearch_request {
  size_t struct_size;
  ksearch_string query; /**< "": all documents that pass the filters */
  const ksearch_filter* filters;
  size_t filter_count;
  ksearch_string since; /**< a date such as "2025-05"; the unit given is included; "": none */
  ksearch_string until;
  size_t offset;
  size_t limit; /**< 10; 0: all */
  ksearch_sort sort;
  size_t snippets;             /**< 2 passages a hit; 0: none */
  size_t snippet_code_points;  /**< 160 */
  const ksearch_field* facets; /**< fields to count over all matches */
  size_t facet_count;
  size_t facet_values;          /**< 10 values a field; 0: all */
  int exact;                    /**< not 0: no stemming and no name variants */
  int plain;                    /**< not 0: no operators, every character is text */
  int exact_total;              /**< not 0: count all matches where an estimate would do */
  int explain;                  /**< not 0: hits tell why they matched */
  ksearch_string stop_language; /**< "": the language most documents are in */
  ksearch_snippet_order snippet_order;
  int copies;  /**< not 0: near-identical copies are counted and listed one by one */
  int recency; /**< not 0: recent documents rank a little higher */
  /** 1: likelier spellings are looked for, see ksearch_summary; 0: the query is taken as it is. */
  int spelling;
  uint64_t since_revision; /**< only documents added or changed after this revision; 0: all */
  /** Not used when `exact`; NULL: none. Has to live until the call returns. */
  const ksearch_synonyms* synonyms;
  int proximity;            /**< 1; 0: words of the query that stand close together do not count */
  ksearch_string time_zone; /**< of "today" in dates: "Europe/Berlin", "+02:00", "local"; "": UTC */
} ksearch_request;

/** Sets all fields to their defaults. `struct_size` is sizeof(ksearch_request). */
void ksearch_request_init(ksearch_request* request, size_t struct_size);

/** Numbers of an answer. */
typedef struct ksearch_summary {
  size_t struct_size;
  uint64_t total;              /**< matches */
  int total_is_exact;          /**< 0: an estimate */
  uint64_t revision;           /**< of the index; every commit raises it */
  ksearch_string parsed_query; /**< canonical form; means the same query */
  size_t hit_count;
  size_t facet_count;
  const ksearch_string* warnings;
  size_t warning_count;
  ksearch_string suggested_query; /**< "did you mean": finds more than the query; "": none */
  ksearch_string corrected_query; /**< answered in place of a query that finds nothing; "": none */
  size_t unknown_word_count;
} ksearch_summary;

/** A word of the query that no document has. */
typedef struct ksearch_unknown_word {
  size_t struct_size;
  ksearch_string word;        /**< as written */
  ksearch_span span;          /**< bytes of the query */
  const ksearch_string* near; /**< words of the index spelled like it, the likeliest first */
  size_t near_count;
} ksearch_unknown_word;

/** One document of an answer. */
typedef struct ksearch_hit {
  size_t struct_size;
  size_t rank; /**< from 1 */
  double score;
  ksearch_string id;
  ksearch_string title;
  const ksearch_span* title_highlights; /**< bytes of the title; sorted, disjoint */
  size_t title_highlight_count;
  ksearch_string path;
  ksearch_string url;
  ksearch_string source;
  ksearch_string date; /**< ISO 8601, UTC; "": unknown */
  ksearch_string language;
  ksearch_string type;
  const ksearch_string* authors;
  size_t author_count;
  const ksearch_string* persons; /**< most mentioned first */
  size_t person_count;
  const ksearch_string* places;
  size_t place_count;
  const ksearch_string* orgs;
  size_t org_count;
  uint64_t copies; /**< further documents that are near-identical */
  size_t snippet_count;
  size_t reason_count; /**< 0 unless asked to explain */
} ksearch_hit;

/** A passage: text and marks, never mark-up. */
typedef struct ksearch_snippet {
  size_t struct_size;
  ksearch_string text;
  ksearch_span span;              /**< where it stands in the document's text */
  const ksearch_span* highlights; /**< bytes of `text`; sorted, disjoint */
  size_t highlight_count;
  size_t page; /**< of the document, from 1, where it begins; 0: it has no pages */
} ksearch_snippet;

/** Why a hit matched: one query word or filter. */
typedef struct ksearch_reason {
  size_t struct_size;
  ksearch_string query_part;
  const ksearch_string* matched; /**< spellings found in the document */
  size_t matched_count;
  ksearch_string rule; /**< such as "same stem" */
  double weight;       /**< share of the score, 0 to 1 */
} ksearch_reason;

/** Counted values of one field. */
typedef struct ksearch_facet {
  size_t struct_size;
  ksearch_field field;
  size_t value_count;
  uint64_t more; /**< values not listed */
} ksearch_facet;

/** A name that is counted under a value. */
typedef struct ksearch_facet_variant {
  ksearch_string name;
  uint64_t count;      /**< matches with this very name */
  ksearch_string rule; /**< why it is counted here, such as "romanisation"; "own name" */
  ksearch_string type; /**< what documents take it for: "person", "place", "org"; "": no name */
} ksearch_facet_variant;

typedef struct ksearch_facet_value {
  size_t struct_size;
  ksearch_string value;
  uint64_t count;                        /**< equals the total when filtered by the value */
  const ksearch_facet_variant* variants; /**< names counted together, the shown one first */
  size_t variant_count;
} ksearch_facet_value;

/** Opens the index in a directory, given as a terminated path. */
ksearch_status ksearch_searcher_open(const char* directory, ksearch_searcher** searcher,
                                     ksearch_error* error);
void ksearch_searcher_close(ksearch_searcher* searcher);

/**
 * Reads groups of words and phrases that stand for one another, one group a line:
 * "ceasefire, truce, cease fire"; docs/query_syntax.md has the format.
 */
ksearch_status ksearch_synonyms_parse(ksearch_string text, ksearch_synonyms** synonyms,
                                      ksearch_error* error);
void ksearch_synonyms_free(ksearch_synonyms* synonyms);

ksearch_status ksearch_search(ksearch_searcher* searcher, const ksearch_request* request,
                              ksearch_results** results, ksearch_error* error);
/**
 * The same for any number of hits, one at a time: `on_hit` gets results of one hit, which live
 * until it returns, and goes on for as long as it returns something else than 0. `summary` (or
 * NULL) gets results without hits.
 */
ksearch_status ksearch_each_hit(ksearch_searcher* searcher, const ksearch_request* request,
                                int (*on_hit)(void* user, const ksearch_results* hit), void* user,
                                ksearch_results** summary, ksearch_error* error);
/**
 * Counts the values of one field over the matches of a request. `contains` keeps the values one of
 * whose names holds all its words ("": all); `limit` 0 means all. The results hold one facet and no
 * hits.
 */
ksearch_status ksearch_count_facet(ksearch_searcher* searcher, ksearch_field field,
                                   const ksearch_request* request, ksearch_string contains,
                                   size_t limit, ksearch_results** results, ksearch_error* error);
void ksearch_results_free(ksearch_results* results);

/**
 * These fill the caller's structure, whose struct_size must be set. Indexes count from 0; one that
 * is out of range gives KSEARCH_NOT_FOUND and leaves the structure alone.
 */
ksearch_status ksearch_results_summary(const ksearch_results* results, ksearch_summary* summary);
ksearch_status ksearch_results_unknown_word(const ksearch_results* results, size_t index,
                                            ksearch_unknown_word* word);
ksearch_status ksearch_results_hit(const ksearch_results* results, size_t index, ksearch_hit* hit);
ksearch_status ksearch_results_snippet(const ksearch_results* results, size_t hit, size_t index,
                                       ksearch_snippet* snippet);
ksearch_status ksearch_results_reason(const ksearch_results* results, size_t hit, size_t index,
                                      ksearch_reason* reason);
ksearch_status ksearch_results_facet(const ksearch_results* results, size_t index,
                                     ksearch_facet* facet);
ksearch_status ksearch_results_facet_value(const ksearch_results* results, size_t facet,
                                           size_t index, ksearch_facet_value* value);

/**
 * Documents like the one of an id or path; a request with a query narrows them, NULL is the default
 * request.
 */
ksearch_status ksearch_similar(ksearch_searcher* searcher, ksearch_string id_or_path,
                               const ksearch_request* request, ksearch_results** results,
                               ksearch_error* error);

/* ---- Counting and completing ---------------------------------------------------------------- */

/** Lists that belong to nobody else. */
typedef struct ksearch_timeline ksearch_timeline;
typedef struct ksearch_related ksearch_related;
typedef struct ksearch_completions ksearch_completions;

typedef int32_t ksearch_time_unit;
enum { KSEARCH_BY_DAY = 0, KSEARCH_BY_WEEK = 1, KSEARCH_BY_MONTH = 2, KSEARCH_BY_YEAR = 3 };

/** Matches of one period. */
typedef struct ksearch_timeline_bar {
  size_t struct_size;
  ksearch_string period; /**< "2025-05-16", "2025-W20", "2025-05" or "2025" */
  uint64_t count;
} ksearch_timeline_bar;

/** A person, place or organisation that stands out in the matches. */
typedef struct ksearch_related_entity {
  size_t struct_size;
  ksearch_field field;
  ksearch_string value;
  uint64_t count;      /**< matches that name it */
  uint64_t total;      /**< of the whole index */
  double lift;         /**< how many times as often as in the whole index */
  double significance; /**< Dunning's G2; 10.83 is reached by chance once in a thousand */
} ksearch_related_entity;

/** What a beginning can be completed to. */
typedef struct ksearch_completion {
  size_t struct_size;
  ksearch_string text;
  int is_word;         /**< 0: a name of `field`; else a word of the index */
  ksearch_field field; /**< KSEARCH_PERSON, KSEARCH_PLACE or KSEARCH_ORG; 0 for a word */
  uint64_t count;
} ksearch_completion;

/** Counts the matches by period; ascending, periods in between have 0. `undated` may be NULL. */
ksearch_status ksearch_count_by_time(ksearch_searcher* searcher, const ksearch_request* request,
                                     ksearch_time_unit unit, ksearch_timeline** timeline,
                                     uint64_t* undated, ksearch_error* error);
ksearch_status ksearch_timeline_get(const ksearch_timeline* timeline, size_t index,
                                    ksearch_timeline_bar* bar);
void ksearch_timeline_free(ksearch_timeline* timeline);

/** What stands out in the matches, at most `limit` people, places and organisations (0: all). */
ksearch_status ksearch_find_related(ksearch_searcher* searcher, const ksearch_request* request,
                                    size_t limit, ksearch_related** related, ksearch_error* error);
ksearch_status ksearch_related_get(const ksearch_related* related, size_t index,
                                   ksearch_related_entity* entity);
void ksearch_related_free(ksearch_related* related);

/** Names, by any word of any spelling, and words of the index that begin so. */
ksearch_status ksearch_suggest(ksearch_searcher* searcher, ksearch_string prefix, size_t limit,
                               ksearch_completions** completions, ksearch_error* error);
ksearch_status ksearch_completions_get(const ksearch_completions* completions, size_t index,
                                       ksearch_completion* completion);
void ksearch_completions_free(ksearch_completions* completions);

/* ---- Documents ------------------------------------------------------------------------------ */

/** A key and a value. */
typedef struct ksearch_pair {
  ksearch_string key;
  ksearch_string value;
} ksearch_pair;

/** What is stored of a document. */
typedef struct ksearch_document_fields {
  size_t struct_size;
  ksearch_string id;
  ksearch_string title;
  ksearch_string text; /**< whole; all spans of the document are bytes of it */
  ksearch_string path;
  ksearch_string url;
  ksearch_string source;
  ksearch_string date; /**< ISO 8601, UTC; "": unknown */
  ksearch_string language;
  ksearch_string type;
  const ksearch_string* authors;
  size_t author_count;
  const ksearch_pair* metadata; /**< further keys of the record */
  size_t metadata_count;
  const ksearch_span* highlights; /**< places the query matched; sorted, disjoint */
  size_t highlight_count;
  const ksearch_span* title_highlights;
  size_t title_highlight_count;
  size_t mention_count;
  ksearch_string member;        /**< place inside the file, such as an archive's member; "": none */
  const size_t* pages;          /**< where each page begins in `text`, ascending */
  size_t page_count;            /**< 0: it has no pages */
  const ksearch_string* copies; /**< ids of near-identical documents */
  size_t copy_count;
} ksearch_document_fields;

/** A place in a document that names a person, a place or an organisation. */
typedef struct ksearch_mention {
  size_t struct_size;
  ksearch_span span; /**< bytes of the text, or of the title */
  int in_title;
  ksearch_field field;   /**< KSEARCH_PERSON, KSEARCH_PLACE or KSEARCH_ORG */
  ksearch_string name;   /**< the full name within the document */
  ksearch_string entity; /**< the name its entity is shown by */
} ksearch_mention;

/** One document by id or path; `request` (or NULL) tells what to highlight. */
ksearch_status ksearch_get_document(ksearch_searcher* searcher, ksearch_string id_or_path,
                                    const ksearch_request* request, ksearch_document** document,
                                    ksearch_error* error);
ksearch_status ksearch_document_get_fields(const ksearch_document* document,
                                           ksearch_document_fields* fields);
ksearch_status ksearch_document_mention(const ksearch_document* document, size_t index,
                                        ksearch_mention* mention);
void ksearch_document_free(ksearch_document* document);

/** A mention with what it takes to judge it. */
typedef struct ksearch_evidence {
  size_t struct_size;
  ksearch_string document; /**< its id */
  ksearch_string title;
  ksearch_string date;
  ksearch_span span; /**< bytes of the text, or of the title */
  int in_title;
  ksearch_field field;
  ksearch_string name;
  ksearch_string entity;
  ksearch_string surface;     /**< the bytes at `span`, such as "Mr Putin" */
  ksearch_string sentence;    /**< around it; the whole title when it is in the title */
  ksearch_span sentence_span; /**< bytes of the text, or of the title */
  ksearch_span highlight;     /**< the mention within `sentence` */
} ksearch_evidence;

/**
 * Every mention in the matching documents, best document first; only those of the people, places
 * and organisations that the request names, if it names any. What `on_mention` gets lives until it
 * returns; it goes on for as long as it returns something else than 0.
 */
ksearch_status ksearch_each_mention(ksearch_searcher* searcher, const ksearch_request* request,
                                    int (*on_mention)(void* user, const ksearch_evidence* mention),
                                    void* user, ksearch_error* error);
/** Every matching document, copies too, in the order of indexing and without marks; as above. */
ksearch_status ksearch_each_document(ksearch_searcher* searcher, const ksearch_request* request,
                                     int (*on_document)(void* user,
                                                        const ksearch_document* document),
                                     void* user, ksearch_error* error);

/* ---- What is in an index -------------------------------------------------------------------- */

/** Belongs to nobody else. */
typedef struct ksearch_description ksearch_description;

/** A value and the number of its documents. */
typedef struct ksearch_value_count {
  ksearch_string value;
  uint64_t count;
} ksearch_value_count;

typedef struct ksearch_description_fields {
  size_t struct_size;
  ksearch_string directory;
  uint64_t documents;
  uint64_t text_bytes; /**< stored text, before compression */
  uint64_t disk_bytes;
  uint64_t revision;
  uint64_t names;            /**< distinct names of people, places, organisations */
  ksearch_string created_by; /**< version of ksearch */
  ksearch_string analyzer;
  ksearch_string recognizer;
  const ksearch_value_count* languages; /**< by number of documents */
  size_t language_count;
  const ksearch_string* roots; /**< folders and files indexed */
  size_t root_count;
  size_t failed_count; /**< files that could not be read, in the runs so far */
} ksearch_description_fields;

ksearch_status ksearch_describe(ksearch_searcher* searcher, ksearch_description** description,
                                ksearch_error* error);
ksearch_status ksearch_description_get(const ksearch_description* description,
                                       ksearch_description_fields* fields);
void ksearch_description_free(ksearch_description* description);
/** The newest commit, without the cost of ksearch_describe(). */
ksearch_status ksearch_revision(ksearch_searcher* searcher, uint64_t* revision,
                                ksearch_error* error);

/** What ksearch_verify() has read. */
typedef struct ksearch_verify_counts {
  size_t struct_size;
  uint64_t documents; /**< read back and compared */
  uint64_t files;     /**< of which the checksum was compared */
  uint64_t damages;   /**< things that are not what was written; of documents, the first 100 */
} ksearch_verify_counts;

/**
 * Reads everything of the index in a directory back and compares it with its checksums. Changes
 * nothing; writers wait meanwhile. Damage is counted, and `on_damage` (or NULL) is told of it once
 * all is read: a file of the index or "document ID", and a clause. An error is only what is no
 * index, or one that is being written. Xapian may crash or never end on damaged files: where they
 * are likely, call this in a process of its own.
 */
ksearch_status ksearch_verify(const char* directory, ksearch_verify_counts* counts,
                              void (*on_damage)(void* user, ksearch_string part,
                                                ksearch_string problem),
                              void* user, ksearch_error* error);

/* ---- Writing -------------------------------------------------------------------------------- */

/** Writes one index; one writer exists for a directory at a time. */
typedef struct ksearch_writer ksearch_writer;

/** What a writer has done, in documents. */
typedef struct ksearch_counts {
  size_t struct_size;
  uint64_t added;
  uint64_t updated;
  uint64_t unchanged;
  uint64_t removed;
  uint64_t failed;  /**< of a readable format and yet not read; each one was reported */
  uint64_t ignored; /**< files of no known format, special and hidden files */
} ksearch_counts;

/** How to write. ksearch_index_options_init gives the defaults. */
typedef struct ksearch_index_options {
  size_t struct_size;
  unsigned jobs;           /**< threads; 0: one for each processor */
  ksearch_string language; /**< ISO 639-1 code of documents that name none; "auto": detected */
  int entities;            /**< 1; 0: names are not recognised */
  int rebuild;             /**< 0; else the index is replaced when the new one is complete */
  int prune;               /**< 1: drop documents whose file is gone from a folder given */
  uint64_t lock_wait_ms;   /**< 10000: how long to wait for another writer */
  ksearch_string model;    /**< path of a model for English names; "": the built-in one */
  /** Names to recognise (docs/entities.md has the format), "" for none; NULL: those the index has.
   */
  const ksearch_string* known_names;
  void* user; /**< handed to the callbacks */
  /**
   * Called for each input that could not be read, from any thread, one call at a time; NULL: not.
   * The strings live until it returns.
   */
  void (*on_failed)(void* user, ksearch_string path, ksearch_string member, ksearch_string reason);
  /** At most ten times a second; the same rules. */
  void (*on_progress)(void* user, const ksearch_counts* counts, uint64_t files_done,
                      uint64_t files_found);
  int dry_run;                   /**< not 0: count and change nothing */
  const ksearch_string* exclude; /**< globs on file names and on paths below the folder given */
  size_t exclude_count;
  ksearch_string extractor; /**< path of ksearch-extract; "": the one installed with the library */
  /** What was repaired; what is of no known format. The rules of on_failed. */
  void (*on_warning)(void* user, ksearch_string path, ksearch_string member, ksearch_string reason);
  void (*on_ignored)(void* user, ksearch_string path, ksearch_string member, ksearch_string reason);
} ksearch_index_options;

void ksearch_index_options_init(ksearch_index_options* options, size_t struct_size);

/** A document to put into an index. Zeroed fields are empty. */
typedef struct ksearch_record {
  size_t struct_size;
  ksearch_string id; /**< needed: names the document; one of the same id is replaced */
  ksearch_string title;
  ksearch_string text;
  ksearch_string url;
  ksearch_string source;
  ksearch_string date; /**< "2025-05-16" or "2025-05-16T14:05:00Z"; "": none */
  ksearch_string language;
  const ksearch_string* authors;
  size_t author_count;
  const ksearch_pair* metadata; /**< further keys */
  size_t metadata_count;
} ksearch_record;

/** Opens the index of a directory for writing, made when it is missing. `options` may be NULL. */
ksearch_status ksearch_writer_open(const char* directory, const ksearch_index_options* options,
                                   ksearch_writer** writer, ksearch_error* error);
/** Reads a file or folder (terminated path); what is indexed and unchanged is passed over. */
ksearch_status ksearch_writer_add_path(ksearch_writer* writer, const char* path,
                                       ksearch_error* error);
/** Goes again through the folders and files of earlier runs. */
ksearch_status ksearch_writer_refresh(ksearch_writer* writer, ksearch_error* error);
/** Reads JSON Lines from memory; `name` stands for them in messages. A record replaces the one that
    came before it under its id, whether by this call or an earlier one. A record without an id is
    known by its content. */
ksearch_status ksearch_writer_add_json_lines(ksearch_writer* writer, ksearch_string lines,
                                             ksearch_string name, ksearch_error* error);
ksearch_status ksearch_writer_put(ksearch_writer* writer, const ksearch_record* record,
                                  ksearch_error* error);
/** Takes out the documents of an id or of a file's path; `removed` (or NULL) gets their number. */
ksearch_status ksearch_writer_remove(ksearch_writer* writer, ksearch_string id_or_path,
                                     uint64_t* removed, ksearch_error* error);
/** Replaces the corrections of names; docs/entities.md has the format; "" takes all back. */
ksearch_status ksearch_writer_set_corrections(ksearch_writer* writer, ksearch_string corrections,
                                              ksearch_error* error);
/** Makes everything since the last commit durable and visible, in one step. */
ksearch_status ksearch_writer_commit(ksearch_writer* writer, ksearch_error* error);
ksearch_status ksearch_writer_counts(const ksearch_writer* writer, ksearch_counts* counts);
/** What was not committed is lost. */
void ksearch_writer_close(ksearch_writer* writer);

#ifdef __cplusplus
}
#endif

#endif
