/* Asks an index a question, in C.
 *
 *   search INDEX QUERY
 */

#include <ksearch/ksearch.h>
#include <stdio.h>
#include <string.h>

static void print_line(const char* before, ksearch_string text) {
  printf("%s%.*s\n", before, (int)text.size, text.data);
}

static void print_results(const ksearch_results* results) {
  ksearch_summary summary = {.struct_size = sizeof summary};
  ksearch_results_summary(results, &summary);
  printf("%llu documents\n", (unsigned long long)summary.total);

  ksearch_hit hit = {.struct_size = sizeof hit};
  for (size_t i = 0; ksearch_results_hit(results, i, &hit) == KSEARCH_OK; ++i) {
    printf("%zu. ", hit.rank);
    print_line("", hit.title);
    ksearch_snippet snippet = {.struct_size = sizeof snippet};
    for (size_t j = 0; ksearch_results_snippet(results, i, j, &snippet) == KSEARCH_OK; ++j) {
      print_line("   ", snippet.text);
    }
  }
  ksearch_facet_value value = {.struct_size = sizeof value};
  for (size_t i = 0; ksearch_results_facet_value(results, 0, i, &value) == KSEARCH_OK; ++i) {
    printf("%llu  ", (unsigned long long)value.count);
    print_line("", value.value);
  }
}

int main(int argc, char** argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: search INDEX QUERY\n");
    return 2;
  }
  ksearch_error error = {.struct_size = sizeof error};
  ksearch_searcher* searcher;
  if (ksearch_searcher_open(argv[1], &searcher, &error) != KSEARCH_OK) {
    fprintf(stderr, "%s\n", error.message);
    return 3;
  }

  const ksearch_field person = KSEARCH_PERSON;
  ksearch_request request;
  ksearch_request_init(&request, sizeof request);
  request.query = (ksearch_string){argv[2], strlen(argv[2])};
  request.facets = &person;
  request.facet_count = 1;
  request.limit = 3;

  ksearch_results* results;
  const ksearch_status status = ksearch_search(searcher, &request, &results, &error);
  ksearch_searcher_close(searcher);
  if (status != KSEARCH_OK) {
    fprintf(stderr, "%s: %s\n", ksearch_status_name(status), error.message);
    return 2;
  }
  print_results(results);
  ksearch_results_free(results);
  return 0;
}
