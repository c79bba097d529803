// Latency of queries in one process, warm: query_bench INDEX QUERIES [REPEATS].
//
// QUERIES holds a query a line. Each is run bare, with ten hits of two passages, and with three
// facets; the least time of the repeats counts for a query, percentiles are over the queries.
// Prints one JSON object.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "ksearch/searcher.h"

namespace {

using ksearch::Field;
using ksearch::SearchRequest;

double least_ms(ksearch::Searcher& searcher, const SearchRequest& request, int repeats) {
  double least = 1e9;
  for (int i = 0; i < repeats; ++i) {
    const auto start = std::chrono::steady_clock::now();
    static_cast<void>(searcher.search(request));
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    least = std::min(least, took.count());
  }
  return least;
}

double percentile(const std::vector<double>& sorted, double share) {
  const auto last = static_cast<double>(sorted.size() - 1);
  return sorted[static_cast<std::size_t>(share * last + 0.5)];
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: query_bench INDEX QUERIES [REPEATS]\n", stderr);
    return 2;
  }
  const int repeats = argc > 3 ? std::stoi(argv[3]) : 3;
  std::vector<std::string> queries;
  std::ifstream lines(argv[2]);
  for (std::string line; std::getline(lines, line);) queries.push_back(line);

  ksearch::Searcher searcher(argv[1]);
  std::printf("{\"build\": \"%s\", \"compiler\": \"g++ %s\", \"queries\": %zu, \"repeats\": %d",
              KSEARCH_BUILD_TYPE, __VERSION__, queries.size(), repeats);
  for (const char* kind : {"bare", "snippets", "facets"}) {
    std::vector<double> times;
    for (const std::string& query : queries) {
      SearchRequest request;
      request.query = query;
      request.snippets = std::string(kind) == "snippets" ? 2 : 0;
      if (std::string(kind) == "facets") {
        request.facets = {Field::kPerson, Field::kPlace, Field::kOrg};
      }
      times.push_back(least_ms(searcher, request, repeats));
    }
    std::sort(times.begin(), times.end());
    double sum = 0;
    for (const double time : times) sum += time;
    std::printf(", \"%s_ms\": {\"p50\": %.3f, \"p95\": %.3f, \"p99\": %.3f, \"mean\": %.3f}", kind,
                percentile(times, 0.50), percentile(times, 0.95), percentile(times, 0.99),
                sum / static_cast<double>(times.size()));
  }
  std::puts("}");
  return 0;
}
