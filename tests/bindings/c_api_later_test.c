/* What the C interface got later: options at the end of structures, answers piece by piece, what is
 * in an index. */

#include <stddef.h>
#include <stdio.h>

#include "tests/bindings/c_api_test.h"

/* Options that came after the first version of the structure. */
void search_further(ksearch_searcher* searcher) {
  ksearch_error error = {.struct_size = sizeof error};
  ksearch_request request = request_for("ceasefyre");
  CHECK(request.spelling == 1 && request.copies == 0 && request.recency == 0);
  CHECK(request.proximity == 1 && request.time_zone.size == 0);
  CHECK(request.since_revision == 0 && request.synonyms == NULL);
  CHECK(request.snippet_order == KSEARCH_SNIPPETS_AS_IN_TEXT);
  ksearch_results* results = NULL;
  CHECK(ksearch_search(searcher, &request, &results, &error) == KSEARCH_OK);
  ksearch_summary summary = {.struct_size = sizeof summary};
  CHECK(ksearch_results_summary(results, &summary) == KSEARCH_OK);
  CHECK(equals(summary.corrected_query, "ceasefire") && summary.total == 1);
  CHECK(summary.suggested_query.size == 0 && summary.unknown_word_count == 1);
  ksearch_unknown_word word = {.struct_size = sizeof word};
  CHECK(ksearch_results_unknown_word(results, 0, &word) == KSEARCH_OK);
  CHECK(equals(word.word, "ceasefyre") && word.span.begin == 0 && word.span.end == 9);
  CHECK(word.near_count >= 1 && equals(word.near[0], "ceasefire"));
  CHECK(ksearch_results_unknown_word(results, 1, &word) == KSEARCH_NOT_FOUND);
  CHECK(ksearch_results_unknown_word(NULL, 0, &word) == KSEARCH_INVALID_ARGUMENT);
  CHECK(ksearch_results_unknown_word(results, 0, NULL) == KSEARCH_INVALID_ARGUMENT);
  ksearch_results_free(results);

  request.spelling = 0;
  CHECK(ksearch_search(searcher, &request, &results, &error) == KSEARCH_OK);
  CHECK(ksearch_results_summary(results, &summary) == KSEARCH_OK && summary.total == 0);
  CHECK(summary.corrected_query.size == 0);
  ksearch_results_free(results);

  ksearch_synonyms* synonyms = NULL;
  CHECK(ksearch_synonyms_parse(text("ferry, boat, ship\n"), &synonyms, &error) == KSEARCH_OK);
  request = request_for("boat");
  request.spelling = 0;
  request.synonyms = synonyms;
  request.recency = 1;
  request.snippet_order = KSEARCH_BEST_SNIPPET_FIRST;
  CHECK(ksearch_search(searcher, &request, &results, &error) == KSEARCH_OK);
  ksearch_synonyms_free(synonyms);
  ksearch_hit hit = {.struct_size = sizeof hit};
  CHECK(ksearch_results_hit(results, 0, &hit) == KSEARCH_OK && equals(hit.id, "two"));
  ksearch_snippet snippet = {.struct_size = sizeof snippet};
  CHECK(ksearch_results_snippet(results, 0, 0, &snippet) == KSEARCH_OK && snippet.page == 0);
  ksearch_results_free(results);
  CHECK(ksearch_synonyms_parse(text("alone"), &synonyms, &error) == KSEARCH_INVALID_ARGUMENT);
  CHECK(synonyms == NULL && error.message[0] != '\0');
  CHECK(ksearch_synonyms_parse(text("a, b"), NULL, &error) == KSEARCH_INVALID_ARGUMENT);

  request = request_for("peace");
  request.snippet_order = 2;
  CHECK(ksearch_search(searcher, &request, &results, &error) == KSEARCH_INVALID_ARGUMENT);

  /* A program of the first version: what it does not have keeps its default. */
  request = request_for("ceasefyre");
  request.spelling = 0;
  request.struct_size = offsetof(ksearch_request, snippet_order);
  CHECK(ksearch_search(searcher, &request, &results, &error) == KSEARCH_OK);
  CHECK(ksearch_results_summary(results, &summary) == KSEARCH_OK && summary.total == 1);
  ksearch_results_free(results);
}

/* What the functions that hand out one thing after the other have seen. */
typedef struct {
  int calls;
  int most;
  int persons;
  char ids[64];
} seen;

static void note_id(seen* so_far, ksearch_string id) {
  snprintf(so_far->ids + strlen(so_far->ids), sizeof so_far->ids - strlen(so_far->ids), "%.*s ",
           (int)id.size, id.data);
}

static int on_hit(void* user, const ksearch_results* results) {
  seen* so_far = user;
  ksearch_hit hit = {.struct_size = sizeof hit};
  CHECK(ksearch_results_hit(results, 0, &hit) == KSEARCH_OK);
  CHECK(hit.rank == (size_t)so_far->calls + 1);
  CHECK(ksearch_results_hit(results, 1, &hit) == KSEARCH_NOT_FOUND);
  note_id(so_far, hit.id);
  return ++so_far->calls < so_far->most;
}

static int on_mention(void* user, const ksearch_evidence* evidence) {
  seen* so_far = user;
  CHECK(evidence->struct_size == sizeof *evidence);
  CHECK(evidence->highlight.end - evidence->highlight.begin == evidence->surface.size);
  CHECK(memcmp(evidence->sentence.data + evidence->highlight.begin, evidence->surface.data,
               evidence->surface.size) == 0);
  CHECK(evidence->span.end - evidence->span.begin == evidence->surface.size);
  if (evidence->field == KSEARCH_PERSON) {
    CHECK(equals(evidence->document, "one") && equals(evidence->entity, "Vladimir Medinsky"));
    CHECK(equals(evidence->date, "2025-05-16") && equals(evidence->name, "Vladimir Medinsky"));
    CHECK(equals(evidence->title, "Talks in Istanbul") && evidence->in_title == 0);
    ++so_far->persons;
  }
  return ++so_far->calls < so_far->most;
}

static int on_document(void* user, const ksearch_document* document) {
  seen* so_far = user;
  ksearch_document_fields fields = {.struct_size = sizeof fields};
  CHECK(ksearch_document_get_fields(document, &fields) == KSEARCH_OK);
  CHECK(fields.text.size > 0 && fields.highlight_count == 0);
  note_id(so_far, fields.id);
  return ++so_far->calls < so_far->most;
}

void iterate(ksearch_searcher* searcher) {
  ksearch_error error = {.struct_size = sizeof error};
  ksearch_request request = request_for("");
  request.sort = KSEARCH_NEWEST_FIRST;
  request.limit = 0;
  seen all = {.most = 99};
  ksearch_results* summary_only = NULL;
  CHECK(ksearch_each_hit(searcher, &request, on_hit, &all, &summary_only, &error) == KSEARCH_OK);
  CHECK(strcmp(all.ids, "two one three ") == 0);
  ksearch_summary summary = {.struct_size = sizeof summary};
  CHECK(ksearch_results_summary(summary_only, &summary) == KSEARCH_OK);
  CHECK(summary.total == 3 && summary.hit_count == 0);
  ksearch_results_free(summary_only);
  seen first = {.most = 1};
  CHECK(ksearch_each_hit(searcher, &request, on_hit, &first, NULL, &error) == KSEARCH_OK);
  CHECK(strcmp(first.ids, "two ") == 0);
  CHECK(ksearch_each_hit(searcher, &request, NULL, NULL, NULL, &error) == KSEARCH_INVALID_ARGUMENT);
  CHECK(ksearch_each_hit(NULL, &request, on_hit, &first, NULL, &error) == KSEARCH_INVALID_ARGUMENT);
  CHECK(ksearch_each_hit(searcher, NULL, on_hit, &first, NULL, &error) == KSEARCH_INVALID_ARGUMENT);

  const ksearch_filter medinsky = {KSEARCH_PERSON, 0, text("Medinsky")};
  request = request_for("");
  request.filters = &medinsky;
  request.filter_count = 1;
  seen mentions = {.most = 99};
  CHECK(ksearch_each_mention(searcher, &request, on_mention, &mentions, &error) == KSEARCH_OK);
  CHECK(mentions.calls == 2 && mentions.persons == 2);
  request = request_for("");
  seen one = {.most = 1};
  CHECK(ksearch_each_mention(searcher, &request, on_mention, &one, &error) == KSEARCH_OK);
  CHECK(one.calls == 1);
  CHECK(ksearch_each_mention(searcher, &request, NULL, NULL, &error) == KSEARCH_INVALID_ARGUMENT);
  CHECK(ksearch_each_mention(NULL, &request, on_mention, &one, &error) == KSEARCH_INVALID_ARGUMENT);

  seen documents = {.most = 99};
  CHECK(ksearch_each_document(searcher, &request, on_document, &documents, &error) == KSEARCH_OK);
  CHECK(strcmp(documents.ids, "one two three ") == 0);
  seen some = {.most = 2};
  CHECK(ksearch_each_document(searcher, &request, on_document, &some, &error) == KSEARCH_OK);
  CHECK(strcmp(some.ids, "one two ") == 0);
  CHECK(ksearch_each_document(searcher, &request, NULL, NULL, &error) == KSEARCH_INVALID_ARGUMENT);
  CHECK(ksearch_each_document(NULL, &request, on_document, &some, &error) ==
        KSEARCH_INVALID_ARGUMENT);
  request.query = text("date:someday");
  CHECK(ksearch_each_document(searcher, &request, on_document, &some, &error) ==
        KSEARCH_INVALID_QUERY);
}

void describe(ksearch_searcher* searcher, const char* directory) {
  ksearch_error error = {.struct_size = sizeof error};
  ksearch_description* description = NULL;
  CHECK(ksearch_describe(searcher, &description, &error) == KSEARCH_OK);
  ksearch_description_fields fields = {.struct_size = sizeof fields};
  CHECK(ksearch_description_get(description, &fields) == KSEARCH_OK);
  CHECK(fields.documents == 3 && fields.text_bytes > 0 && fields.disk_bytes > 0);
  CHECK(equals(fields.directory, directory) && equals(fields.created_by, ksearch_version()));
  CHECK(fields.names >= 2 && fields.analyzer.size > 0 && fields.recognizer.size > 0);
  CHECK(fields.language_count >= 1 && fields.languages[0].count >= 2);
  CHECK(equals(fields.languages[0].value, "en") && fields.root_count == 0);
  CHECK(fields.failed_count == 0); /* files are counted, not records of memory */
  uint64_t revision = 0;
  CHECK(ksearch_revision(searcher, &revision, &error) == KSEARCH_OK);
  CHECK(revision > 0 && revision == fields.revision);
  ksearch_description_free(description);
  CHECK(ksearch_describe(NULL, &description, &error) == KSEARCH_INVALID_ARGUMENT);
  CHECK(description == NULL);
  CHECK(ksearch_describe(searcher, NULL, &error) == KSEARCH_INVALID_ARGUMENT);
  CHECK(ksearch_description_get(NULL, &fields) == KSEARCH_INVALID_ARGUMENT);
  CHECK(ksearch_revision(searcher, NULL, &error) == KSEARCH_INVALID_ARGUMENT);
  CHECK(ksearch_revision(NULL, &revision, &error) == KSEARCH_INVALID_ARGUMENT);
}

static void count_calls(void* user, ksearch_string path, ksearch_string member,
                        ksearch_string reason) {
  CHECK(path.size > 0 && reason.size > 0);
  (void)member;
  ++*(int*)user;
}

static void write_file(const char* folder, const char* name, const char* content) {
  char path[4200];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE* file = fopen(path, "w");
  CHECK(file != NULL && fputs(content, file) >= 0 && fclose(file) == 0);
}

static void note_damage(void* user, ksearch_string part, ksearch_string problem) {
  CHECK(part.size > 0 && problem.size > 0);
  ++*(uint64_t*)user;
}

static void invert_first_byte(const char* path) {
  FILE* file = fopen(path, "r+b");
  CHECK(file != NULL);
  const int byte = fgetc(file);
  CHECK(byte != EOF && fseek(file, 0, SEEK_SET) == 0);
  CHECK(fputc(byte ^ 0xFF, file) != EOF && fclose(file) == 0);
}

void verify(const char* directory) {
  ksearch_error error = {.struct_size = sizeof error};
  ksearch_verify_counts counts = {.struct_size = sizeof counts};
  uint64_t told = 0;
  CHECK(ksearch_verify(directory, &counts, note_damage, &told, &error) == KSEARCH_OK);
  CHECK(counts.documents == 3 && counts.files > 0 && counts.damages == 0 && told == 0);

  char column[4200];
  snprintf(column, sizeof column, "%s/generation-000001/segment-000001.mentions", directory);
  invert_first_byte(column);
  CHECK(ksearch_verify(directory, &counts, note_damage, &told, &error) == KSEARCH_OK);
  CHECK(counts.damages > 0 && told == counts.damages);
  CHECK(ksearch_verify(directory, &counts, NULL, NULL, &error) == KSEARCH_OK);
  invert_first_byte(column);
  CHECK(ksearch_verify(directory, &counts, NULL, NULL, NULL) == KSEARCH_OK);
  CHECK(counts.damages == 0);

  CHECK(ksearch_verify("/nowhere", &counts, NULL, NULL, &error) == KSEARCH_INDEX_MISSING);
  CHECK(ksearch_verify(NULL, &counts, NULL, NULL, &error) == KSEARCH_INVALID_ARGUMENT);
  CHECK(ksearch_verify(directory, NULL, NULL, NULL, &error) == KSEARCH_INVALID_ARGUMENT);
  counts.struct_size = 0;
  CHECK(ksearch_verify(directory, &counts, NULL, NULL, &error) == KSEARCH_INVALID_ARGUMENT);
}

/* Options of a writer that came after the first version of the structure. */
void write_further(const char* folder) {
  ksearch_error error = {.struct_size = sizeof error};
  write_file(folder, "kept.txt", "A kept text about harbours.\n");
  write_file(folder, "left.txt", "A text to leave out.\n");
  write_file(folder, "odd.xyz", "\x01\x02");
  char directory[4200];
  snprintf(directory, sizeof directory, "%s/further", folder);

  int calls = 0;
  const ksearch_string exclude[] = {text("left.*"), text("index*")};
  ksearch_index_options options;
  ksearch_index_options_init(&options, sizeof options);
  CHECK(options.dry_run == 0 && options.exclude_count == 0 && options.extractor.size == 0);
  options.jobs = 1;
  options.user = &calls;
  options.on_ignored = count_calls;
  options.on_warning = count_calls;
  options.exclude = exclude;
  options.exclude_count = 2;
  ksearch_writer* writer = NULL;
  CHECK(ksearch_writer_open(directory, &options, &writer, &error) == KSEARCH_OK);
  CHECK(ksearch_writer_add_path(writer, folder, &error) == KSEARCH_OK);
  ksearch_counts counts = {.struct_size = sizeof counts};
  CHECK(ksearch_writer_counts(writer, &counts) == KSEARCH_OK);
  CHECK(counts.added == 1 && counts.failed == 0 && calls >= 1);

  const ksearch_pair desk = {text("desk"), text("foreign")};
  ksearch_record record = {.struct_size = sizeof record, .id = text("m"), .text = text("Keys.")};
  record.metadata = &desk;
  record.metadata_count = 1;
  CHECK(ksearch_writer_put(writer, &record, &error) == KSEARCH_OK);
  record.metadata = NULL;
  CHECK(ksearch_writer_put(writer, &record, &error) == KSEARCH_INVALID_ARGUMENT);
  record.id = text("older");
  record.struct_size = offsetof(ksearch_record, metadata);
  CHECK(ksearch_writer_put(writer, &record, &error) == KSEARCH_OK);
  CHECK(ksearch_writer_commit(writer, &error) == KSEARCH_OK);
  ksearch_writer_close(writer);

  ksearch_searcher* searcher = NULL;
  CHECK(ksearch_searcher_open(directory, &searcher, &error) == KSEARCH_OK);
  ksearch_document* document = NULL;
  CHECK(ksearch_get_document(searcher, text("m"), NULL, &document, &error) == KSEARCH_OK);
  ksearch_document_fields fields = {.struct_size = sizeof fields};
  CHECK(ksearch_document_get_fields(document, &fields) == KSEARCH_OK);
  CHECK(fields.metadata_count == 1 && equals(fields.metadata[0].value, "foreign"));
  CHECK(fields.member.size == 0);
  CHECK(fields.page_count == 0);
  CHECK(fields.copy_count == 1 && equals(fields.copies[0], "older"));
  ksearch_document_free(document);
  ksearch_searcher_close(searcher);

  options.exclude = NULL;
  CHECK(ksearch_writer_open(directory, &options, &writer, &error) == KSEARCH_INVALID_ARGUMENT);
  options.struct_size = offsetof(ksearch_index_options, dry_run);
  CHECK(ksearch_writer_open(directory, &options, &writer, &error) == KSEARCH_OK);
  ksearch_writer_close(writer);
  options.struct_size = 8;
  CHECK(ksearch_writer_open(directory, &options, &writer, &error) == KSEARCH_INVALID_ARGUMENT);
}
