#ifndef KSEARCH_TESTS_BINDINGS_C_API_TEST_H
#define KSEARCH_TESTS_BINDINGS_C_API_TEST_H

/* What the parts of the test of the C interface share. */

#include <ksearch/ksearch.h>
#include <string.h>

extern int checks;
extern int failures;

void check_at(int line, const char* file, int holds, const char* what);
#define CHECK(condition) check_at(__LINE__, __FILE__, (condition) ? 1 : 0, #condition)

static inline ksearch_string text(const char* terminated) {
  ksearch_string result = {terminated, strlen(terminated)};
  return result;
}

static inline int equals(ksearch_string string, const char* expected) {
  return string.size == strlen(expected) && memcmp(string.data, expected, string.size) == 0;
}

static inline ksearch_request request_for(const char* query) {
  ksearch_request request;
  ksearch_request_init(&request, sizeof request);
  request.query = text(query);
  return request;
}

/* c_api_later_test.c: of an index of the documents one, two and three. */
void search_further(ksearch_searcher* searcher);
void iterate(ksearch_searcher* searcher);
void describe(ksearch_searcher* searcher, const char* directory);
void verify(const char* directory);
void write_further(const char* folder);

#endif
