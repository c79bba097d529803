/* Drives the C interface from C: an index is written, asked and changed, and every error path is
 * taken. Prints one line for each check that fails; exits 1 if there is one. */

#include "tests/bindings/c_api_test.h"

#include <stddef.h>
#include <stdio.h>

int checks;
int failures;

void check_at(int line, const char* file, int holds, const char* what) {
  ++checks;
  if (!holds) {
    ++failures;
    printf("%s, line %d: %s\n", file, line, what);
  }
}

static void put(ksearch_writer* writer, const char* id, const char* title, const char* body,
                const char* date) {
  const ksearch_string author = text("Ann Reporter");
  ksearch_record record = {.struct_size = sizeof record};
  record.id = text(id);
  record.title = text(title);
  record.text = text(body);
  record.url = text("https://wire.example/story");
  record.source = text("Harbour Wire");
  record.date = text(date);
  record.language = text("en");
  record.authors = &author;
  record.author_count = 1;
  ksearch_error error = {.struct_size = sizeof error};
  CHECK(ksearch_writer_put(writer, &record, &error) == KSEARCH_OK);
}

static void write_index(const char* directory) {
  ksearch_error error = {.struct_size = sizeof error};
  ksearch_index_options options;
  ksearch_index_options_init(&options, sizeof options);
  CHECK(options.jobs == 0 && options.entities == 1 && options.prune == 1);
  CHECK(options.rebuild == 0 && options.lock_wait_ms == 10000);
  CHECK(equals(options.language, "auto"));
  options.jobs = 1;
  options.lock_wait_ms = 0;

  ksearch_writer* writer = NULL;
  CHECK(ksearch_writer_open(directory, &options, &writer, &error) == KSEARCH_OK);
  put(writer, "one", "Talks in Istanbul",
      "Vladimir Medinsky spoke of a ceasefire in Istanbul. Mr Medinsky then left.", "2025-05-16");
  put(writer, "two", "Harbour news", "The ferry to Istanbul sailed at noon.",
      "2025-06-01T12:00:00Z");
  CHECK(ksearch_writer_add_json_lines(
            writer,
            text("{\"id\":\"three\",\"title\":\"Truce\",\"text\":\"A truce held.\"}\nbroken\n"),
            text("memory"), &error) == KSEARCH_OK);

  ksearch_writer* second = NULL;
  CHECK(ksearch_writer_open(directory, &options, &second, &error) == KSEARCH_INDEX_LOCKED);
  CHECK(second == NULL && error.status == KSEARCH_INDEX_LOCKED && error.message[0] != '\0');

  CHECK(ksearch_writer_commit(writer, &error) == KSEARCH_OK);
  ksearch_counts counts = {.struct_size = sizeof counts};
  CHECK(ksearch_writer_counts(writer, &counts) == KSEARCH_OK);
  CHECK(counts.added == 3 && counts.failed == 1 && counts.removed == 0);

  ksearch_record nameless = {.struct_size = sizeof nameless};
  CHECK(ksearch_writer_put(writer, &nameless, &error) == KSEARCH_INVALID_ARGUMENT);
  ksearch_record undated = {
      .struct_size = sizeof undated, .id = text("x"), .date = text("someday")};
  CHECK(ksearch_writer_put(writer, &undated, &error) == KSEARCH_INVALID_ARGUMENT);
  CHECK(strstr(error.message, "someday") != NULL);
  ksearch_record unsized = {.id = text("x")};
  CHECK(ksearch_writer_put(writer, &unsized, &error) == KSEARCH_INVALID_ARGUMENT);
  ksearch_record pointless = {.struct_size = sizeof pointless, .id = {NULL, 3}};
  CHECK(ksearch_writer_put(writer, &pointless, &error) == KSEARCH_INVALID_ARGUMENT);
  CHECK(ksearch_writer_put(writer, NULL, &error) == KSEARCH_INVALID_ARGUMENT);
  CHECK(ksearch_writer_add_path(writer, "/no/such/folder", &error) == KSEARCH_INVALID_ARGUMENT);
  CHECK(ksearch_writer_add_path(writer, NULL, &error) == KSEARCH_INVALID_ARGUMENT);
  CHECK(ksearch_writer_set_corrections(writer, text("nonsense here"), &error) ==
        KSEARCH_INVALID_ARGUMENT);
  CHECK(ksearch_writer_set_corrections(writer, text(""), &error) == KSEARCH_OK);
  CHECK(ksearch_writer_refresh(writer, &error) == KSEARCH_OK);
  ksearch_writer_close(writer);
}

static void read_hit(ksearch_results* results) {
  ksearch_hit hit = {.struct_size = sizeof hit};
  CHECK(ksearch_results_hit(results, 0, &hit) == KSEARCH_OK);
  CHECK(hit.rank == 1 && hit.score > 0 && equals(hit.id, "one"));
  CHECK(equals(hit.title, "Talks in Istanbul") && equals(hit.date, "2025-05-16"));
  CHECK(equals(hit.source, "Harbour Wire") && equals(hit.language, "en"));
  CHECK(equals(hit.url, "https://wire.example/story") && hit.path.size == 0);
  CHECK(hit.author_count == 1 && equals(hit.authors[0], "Ann Reporter"));
  CHECK(hit.person_count == 1 && equals(hit.persons[0], "Vladimir Medinsky"));
  CHECK(hit.place_count == 1 && equals(hit.places[0], "Istanbul"));
  CHECK(hit.snippet_count >= 1 && hit.reason_count >= 1);

  ksearch_snippet snippet = {.struct_size = sizeof snippet};
  CHECK(ksearch_results_snippet(results, 0, 0, &snippet) == KSEARCH_OK);
  CHECK(snippet.highlight_count >= 1);
  for (size_t i = 0; i < snippet.highlight_count; ++i) {
    CHECK(snippet.highlights[i].begin < snippet.highlights[i].end);
    CHECK(snippet.highlights[i].end <= snippet.text.size);
  }
  CHECK(ksearch_results_snippet(results, 0, hit.snippet_count, &snippet) == KSEARCH_NOT_FOUND);
  CHECK(ksearch_results_snippet(results, 99, 0, &snippet) == KSEARCH_NOT_FOUND);

  ksearch_reason reason = {.struct_size = sizeof reason};
  CHECK(ksearch_results_reason(results, 0, 0, &reason) == KSEARCH_OK);
  CHECK(reason.matched_count >= 1 && reason.rule.size > 0);
  CHECK(ksearch_results_reason(results, 0, hit.reason_count, &reason) == KSEARCH_NOT_FOUND);
}

static void search(ksearch_searcher* searcher) {
  ksearch_error error = {.struct_size = sizeof error};
  const ksearch_field facets[] = {KSEARCH_PERSON, KSEARCH_PLACE};
  ksearch_request request = request_for("Medinsky ceasefire");
  request.facets = facets;
  request.facet_count = 2;
  request.explain = 1;
  ksearch_results* results = NULL;
  CHECK(ksearch_search(searcher, &request, &results, &error) == KSEARCH_OK);

  ksearch_summary summary = {.struct_size = sizeof summary};
  CHECK(ksearch_results_summary(results, &summary) == KSEARCH_OK);
  CHECK(summary.total == 1 && summary.hit_count == 1 && summary.facet_count == 2);
  CHECK(summary.revision > 0 && summary.parsed_query.size > 0);
  read_hit(results);

  ksearch_hit past = {.struct_size = sizeof past};
  CHECK(ksearch_results_hit(results, summary.hit_count, &past) == KSEARCH_NOT_FOUND);
  past.struct_size = 0;
  CHECK(ksearch_results_hit(results, 0, &past) == KSEARCH_INVALID_ARGUMENT);
  CHECK(ksearch_results_hit(results, 0, NULL) == KSEARCH_INVALID_ARGUMENT);
  CHECK(ksearch_results_hit(NULL, 0, &past) == KSEARCH_INVALID_ARGUMENT);

  ksearch_facet facet = {.struct_size = sizeof facet};
  CHECK(ksearch_results_facet(results, 1, &facet) == KSEARCH_OK);
  CHECK(facet.field == KSEARCH_PLACE && facet.value_count == 1 && facet.more == 0);
  CHECK(ksearch_results_facet(results, 2, &facet) == KSEARCH_NOT_FOUND);
  ksearch_facet_value value = {.struct_size = sizeof value};
  CHECK(ksearch_results_facet_value(results, 1, 0, &value) == KSEARCH_OK);
  CHECK(equals(value.value, "Istanbul") && value.count == 1 && value.variant_count >= 1);
  CHECK(equals(value.variants[0].name, "Istanbul") && value.variants[0].count == 1);
  CHECK(ksearch_results_facet_value(results, 1, 1, &value) == KSEARCH_NOT_FOUND);
  ksearch_results_free(results);

  const ksearch_filter filters[] = {{KSEARCH_PLACE, 0, text("Istanbul")},
                                    {KSEARCH_PERSON, 1, text("Medinsky")}};
  request = request_for("");
  request.filters = filters;
  request.filter_count = 2;
  request.since = text("2025-06");
  CHECK(ksearch_search(searcher, &request, &results, &error) == KSEARCH_OK);
  ksearch_hit hit = {.struct_size = sizeof hit};
  CHECK(ksearch_results_hit(results, 0, &hit) == KSEARCH_OK && equals(hit.id, "two"));
  CHECK(equals(hit.date, "2025-06-01T12:00:00Z"));
  ksearch_results_free(results);

  request = request_for("");
  CHECK(ksearch_count_facet(searcher, KSEARCH_PLACE, &request, text("istan"), 0, &results,
                            &error) == KSEARCH_OK);
  ksearch_results_free(results);
  CHECK(ksearch_count_facet(searcher, 77, &request, text(""), 0, &results, &error) ==
        KSEARCH_INVALID_ARGUMENT);
  CHECK(results == NULL);
}

static void count(ksearch_searcher* searcher) {
  ksearch_error error = {.struct_size = sizeof error};
  ksearch_request request = request_for("");
  uint64_t undated = 9;
  ksearch_timeline* timeline = NULL;
  CHECK(ksearch_count_by_time(searcher, &request, KSEARCH_BY_MONTH, &timeline, &undated, &error) ==
        KSEARCH_OK);
  ksearch_timeline_bar bar = {.struct_size = sizeof bar};
  CHECK(ksearch_timeline_get(timeline, 1, &bar) == KSEARCH_OK);
  CHECK(equals(bar.period, "2025-06") && bar.count == 1 && undated == 1);
  CHECK(ksearch_timeline_get(timeline, 2, &bar) == KSEARCH_NOT_FOUND);
  CHECK(ksearch_timeline_get(NULL, 0, &bar) == KSEARCH_INVALID_ARGUMENT);
  ksearch_timeline_free(timeline);
  CHECK(ksearch_count_by_time(searcher, &request, 7, &timeline, NULL, &error) ==
        KSEARCH_INVALID_ARGUMENT);
  CHECK(timeline == NULL);

  ksearch_related* related = NULL;
  request = request_for("ceasefire");
  CHECK(ksearch_find_related(searcher, &request, 5, &related, &error) == KSEARCH_OK);
  ksearch_related_entity entity = {.struct_size = sizeof entity};
  CHECK(ksearch_related_get(related, 0, &entity) ==
        KSEARCH_NOT_FOUND); /* one document is too few */
  ksearch_related_free(related);

  ksearch_completions* completions = NULL;
  CHECK(ksearch_suggest(searcher, text("medin"), 5, &completions, &error) == KSEARCH_OK);
  ksearch_completion completion = {.struct_size = sizeof completion};
  CHECK(ksearch_completions_get(completions, 0, &completion) == KSEARCH_OK);
  CHECK(equals(completion.text, "Vladimir Medinsky") && completion.field == KSEARCH_PERSON);
  CHECK(completion.is_word == 0 && completion.count == 1);
  CHECK(ksearch_completions_get(completions, 99, &completion) == KSEARCH_NOT_FOUND);
  ksearch_completions_free(completions);

  ksearch_results* results = NULL;
  CHECK(ksearch_similar(searcher, text("one"), NULL, &results, &error) == KSEARCH_OK);
  ksearch_hit hit = {.struct_size = sizeof hit};
  CHECK(ksearch_results_hit(results, 0, &hit) == KSEARCH_OK && equals(hit.id, "two"));
  ksearch_results_free(results);
  CHECK(ksearch_similar(searcher, text("none"), NULL, &results, &error) == KSEARCH_NOT_FOUND);
}

static void refuse(ksearch_searcher* searcher) {
  ksearch_error error = {.struct_size = sizeof error};
  ksearch_results* results = NULL;
  ksearch_request request = request_for("peace date:someday");
  CHECK(ksearch_search(searcher, &request, &results, &error) == KSEARCH_INVALID_QUERY);
  CHECK(results == NULL && error.status == KSEARCH_INVALID_QUERY && error.message[0] != '\0');
  CHECK(error.span.begin <= error.span.end && error.span.end <= request.query.size);
  CHECK(error.span.begin >= 6 && error.span.end == 18);
  CHECK(ksearch_search(searcher, &request, &results, NULL) == KSEARCH_INVALID_QUERY);

  request = request_for("peace");
  request.sort = 9;
  CHECK(ksearch_search(searcher, &request, &results, &error) == KSEARCH_INVALID_ARGUMENT);
  request = request_for("peace");
  request.since = text("the day after");
  CHECK(ksearch_search(searcher, &request, &results, &error) == KSEARCH_INVALID_ARGUMENT);
  request = request_for("peace");
  request.filter_count = 1;
  CHECK(ksearch_search(searcher, &request, &results, &error) == KSEARCH_INVALID_ARGUMENT);
  request = request_for("peace");
  request.struct_size = 4;
  CHECK(ksearch_search(searcher, &request, &results, &error) == KSEARCH_INVALID_ARGUMENT);
  CHECK(ksearch_search(searcher, NULL, &results, &error) == KSEARCH_INVALID_ARGUMENT);
  CHECK(ksearch_search(NULL, &request, &results, &error) == KSEARCH_INVALID_ARGUMENT);
  request = request_for("peace");
  CHECK(ksearch_search(searcher, &request, NULL, &error) == KSEARCH_INVALID_ARGUMENT);

  /* A program built before the message was as long as it is: nothing is written past its end. */
  struct {
    ksearch_error error;
    char after[8];
  } older;
  memset(&older, 'x', sizeof older);
  older.error.struct_size = offsetof(ksearch_error, message);
  request = request_for("date:someday");
  CHECK(ksearch_search(searcher, &request, &results, &older.error) == KSEARCH_INVALID_QUERY);
  CHECK(older.error.status == KSEARCH_INVALID_QUERY && older.error.message[0] == 'x');

  /* And one built after fields were added: what this version does not know is left alone. */
  struct {
    ksearch_request request;
    int future;
  } newer = {.request = request_for("ferry"), .future = 1};
  newer.request.struct_size = sizeof newer;
  CHECK(ksearch_search(searcher, &newer.request, &results, &error) == KSEARCH_OK);
  ksearch_results_free(results);
}

static void read_document(ksearch_searcher* searcher) {
  ksearch_error error = {.struct_size = sizeof error};
  ksearch_document* document = NULL;
  ksearch_request request = request_for("ceasefire");
  CHECK(ksearch_get_document(searcher, text("one"), &request, &document, &error) == KSEARCH_OK);
  ksearch_document_fields fields = {.struct_size = sizeof fields};
  CHECK(ksearch_document_get_fields(document, &fields) == KSEARCH_OK);
  CHECK(equals(fields.id, "one") && equals(fields.date, "2025-05-16") && fields.author_count == 1);
  CHECK(fields.highlight_count == 1);
  CHECK(strncmp(fields.text.data + fields.highlights[0].begin, "ceasefire", 9) == 0);
  CHECK(fields.mention_count >= 3);
  ksearch_mention mention = {.struct_size = sizeof mention};
  int persons = 0;
  for (size_t i = 0; i < fields.mention_count; ++i) {
    CHECK(ksearch_document_mention(document, i, &mention) == KSEARCH_OK);
    if (mention.field == KSEARCH_PERSON) {
      ++persons;
      CHECK(equals(mention.entity, "Vladimir Medinsky"));
    }
  }
  CHECK(persons == 2);
  CHECK(ksearch_document_mention(document, fields.mention_count, &mention) == KSEARCH_NOT_FOUND);
  CHECK(ksearch_document_get_fields(NULL, &fields) == KSEARCH_INVALID_ARGUMENT);
  ksearch_document_free(document);

  CHECK(ksearch_get_document(searcher, text("one"), NULL, &document, &error) == KSEARCH_OK);
  ksearch_document_free(document);
  CHECK(ksearch_get_document(searcher, text("none"), NULL, &document, &error) == KSEARCH_NOT_FOUND);
  CHECK(document == NULL);
}

static void change_index(const char* directory, ksearch_searcher* searcher) {
  ksearch_error error = {.struct_size = sizeof error};
  ksearch_writer* writer = NULL;
  CHECK(ksearch_writer_open(directory, NULL, &writer, &error) == KSEARCH_OK);
  uint64_t removed = 7;
  CHECK(ksearch_writer_remove(writer, text("one"), &removed, &error) == KSEARCH_OK);
  CHECK(removed == 1);
  CHECK(ksearch_writer_remove(writer, text("none"), &removed, &error) == KSEARCH_OK &&
        removed == 0);
  CHECK(ksearch_writer_commit(writer, &error) == KSEARCH_OK);
  ksearch_writer_close(writer);

  ksearch_request request = request_for("Medinsky");
  ksearch_results* results = NULL;
  CHECK(ksearch_search(searcher, &request, &results, &error) == KSEARCH_OK);
  ksearch_summary summary = {.struct_size = sizeof summary};
  CHECK(ksearch_results_summary(results, &summary) == KSEARCH_OK && summary.total == 0);
  ksearch_results_free(results);
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: c_api_test FOLDER\n");
    return 2;
  }
  char directory[4096];
  snprintf(directory, sizeof directory, "%s/index", argv[1]);
  ksearch_error error = {.struct_size = sizeof error};
  ksearch_searcher* searcher = NULL;
  CHECK(ksearch_searcher_open(directory, &searcher, &error) == KSEARCH_INDEX_MISSING);
  CHECK(ksearch_searcher_open(NULL, &searcher, &error) == KSEARCH_INVALID_ARGUMENT);
  CHECK(ksearch_searcher_open(directory, NULL, &error) == KSEARCH_INVALID_ARGUMENT);
  CHECK(ksearch_writer_open(NULL, NULL, NULL, &error) == KSEARCH_INVALID_ARGUMENT);
  CHECK(ksearch_writer_commit(NULL, &error) == KSEARCH_INVALID_ARGUMENT);
  CHECK(strcmp(ksearch_status_name(KSEARCH_INDEX_LOCKED), "index_locked") == 0);
  CHECK(strcmp(ksearch_status_name(99), "unknown") == 0);
  CHECK(strcmp(ksearch_field_name(KSEARCH_ORG), "org") == 0);
  CHECK(strcmp(ksearch_field_name(-1), "unknown") == 0);
  CHECK(ksearch_version()[0] != '\0' && ksearch_abi_version() >= 0);

  write_index(directory);
  CHECK(ksearch_searcher_open(directory, &searcher, &error) == KSEARCH_OK);
  search(searcher);
  count(searcher);
  refuse(searcher);
  search_further(searcher);
  iterate(searcher);
  describe(searcher, directory);
  verify(directory);
  read_document(searcher);
  change_index(directory, searcher);
  write_further(argv[1]);
  ksearch_searcher_close(searcher);
  ksearch_searcher_close(NULL);
  ksearch_results_free(NULL);
  ksearch_document_free(NULL);
  ksearch_writer_close(NULL);
  ksearch_timeline_free(NULL);
  ksearch_related_free(NULL);
  ksearch_completions_free(NULL);
  ksearch_synonyms_free(NULL);
  ksearch_description_free(NULL);
  printf("%d checks, %d failed\n", checks, failures);
  return failures == 0 ? 0 : 1;
}
