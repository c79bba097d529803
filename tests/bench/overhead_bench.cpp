// What a search through the library costs beside Xapian alone: overhead_bench INDEX QUERIES
// [REPEATS].
//
// QUERIES holds a query a line. Each is compiled once; then its Xapian query is run by Xapian, with
// the weights, the page and the documents' records that the library asks for, and the text of the
// query is searched through ksearch::Searcher without passages. The two take turns; the least CPU
// time of the repeats counts. "search" is the default request, in which near-identical copies are
// one hit; "copies" is the request of `--copies`, in which Xapian is asked for the same matches.
// Queries of several words are ranked by proximity too, which plain Xapian does not do: for these
// the library asks Xapian for 20 documents instead of ten and reads positions of their words.
// "proximity" is what that costs: ranking (searcher/ranking.h) with it less ranking without it; the
// ratio "without_proximity" is that of "copies" less that.
// Prints one JSON object.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

#include "common/storage/generation.h"
#include "common/storage/index_directory.h"
#include "ksearch/analyzer.h"
#include "ksearch/searcher.h"
#include "searcher/query/compiler.h"
#include "searcher/query/parser.h"
#include "searcher/query/plan.h"
#include "searcher/query/vocabulary.h"
#include "searcher/ranking.h"

namespace {

constexpr std::size_t kHits = 10;

double cpu_us() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

/// What the library makes of a text.
ksearch::query::CompiledQuery compiled(const ksearch::Generation& generation,
                                       const std::string& text) {
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  ksearch::Analyzer analyzer;
  const ksearch::query::Vocabulary vocabulary(generation, analyzer);
  ksearch::query::Compiler compiler(vocabulary, analyzer, {false, "", today, nullptr});
  ksearch::query::ParseOptions options;
  options.today = today;
  return compiler.compile(ksearch::query::parse(text, options).root, {});
}

/// As a program would that knows Xapian and the terms; the bytes of the records.
std::size_t search_raw(const Xapian::Database& database, const Xapian::Query& query) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::IneB2Weight(1.0));
  const Xapian::MSet matches = enquire.get_mset(0, kHits, 100);
  std::size_t bytes = 0;
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    bytes += match.get_document().get_data().size();
  }
  return bytes;
}

struct Times {
  double raw = 1e12;
  double brief = 1e12;
  double copies = 1e12;
  double search = 1e12;
  double ranked = 1e12;        ///< ranking alone, as "copies" does it
  double ranked_plain = 1e12;  ///< without proximity
};

double share_of(std::vector<double> ratios, double share) {
  std::sort(ratios.begin(), ratios.end());
  return ratios[static_cast<std::size_t>(share * static_cast<double>(ratios.size() - 1) + 0.5)];
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: overhead_bench INDEX QUERIES [REPEATS]\n", stderr);
    return 2;
  }
  const int repeats = argc > 3 ? std::stoi(argv[3]) : 5;
  std::vector<std::string> texts;
  std::ifstream lines(argv[2]);
  for (std::string line; std::getline(lines, line);) texts.push_back(line);

  const ksearch::Generation generation{ksearch::IndexDirectory(argv[1])};
  const Xapian::Database database(argv[1]);
  const ksearch::Weighting weighting(database);
  ksearch::Searcher searcher(argv[1]);
  Times sum{0, 0, 0, 0, 0, 0};
  std::vector<double> copies_ratios;
  std::vector<double> search_ratios;
  std::size_t bytes = 0;
  for (const std::string& text : texts) {
    const ksearch::query::CompiledQuery query = compiled(generation, text);
    ksearch::query::CompiledQuery plain = query;
    plain.close_words.clear();
    const Xapian::Query raw = ksearch::query::to_xapian(query.plan);
    ksearch::SearchRequest request;
    request.query = text;
    request.limit = kHits;
    request.snippets = 0;
    request.spelling = false;
    Times least;
    for (int i = 0; i < repeats; ++i) {
      const double start = cpu_us();
      bytes += search_raw(database, raw);
      const double after_raw = cpu_us();
      request.copies = true;
      request.brief = true;
      static_cast<void>(searcher.search(request));
      const double after_brief = cpu_us();
      request.brief = false;
      static_cast<void>(searcher.search(request));
      const double after_copies = cpu_us();
      request.copies = false;
      static_cast<void>(searcher.search(request));
      least.raw = std::min(least.raw, after_raw - start);
      least.brief = std::min(least.brief, after_brief - after_raw);
      least.copies = std::min(least.copies, after_copies - after_brief);
      const double after_search = cpu_us();
      least.search = std::min(least.search, after_search - after_copies);
      bytes += ksearch::rank(generation, weighting, query, request, kHits).documents.size();
      const double after_ranked = cpu_us();
      bytes += ksearch::rank(generation, weighting, plain, request, kHits).documents.size();
      least.ranked = std::min(least.ranked, after_ranked - after_search);
      least.ranked_plain = std::min(least.ranked_plain, cpu_us() - after_ranked);
    }
    sum.raw += least.raw;
    sum.brief += least.brief;
    sum.copies += least.copies;
    sum.search += least.search;
    sum.ranked += least.ranked;
    sum.ranked_plain += least.ranked_plain;
    copies_ratios.push_back(least.copies / least.raw);
    search_ratios.push_back(least.search / least.raw);
  }
  const auto queries = static_cast<double>(texts.size());
  std::printf(
      "{\"build\": \"%s\", \"compiler\": \"g++ %s\", \"queries\": %zu, \"repeats\": %d, "
      "\"xapian_us\": %.1f, \"brief_us\": %.1f, \"copies_us\": %.1f, \"search_us\": %.1f, "
      "\"ranking_us\": %.1f, \"proximity_us\": %.1f, "
      "\"without_proximity_ratio\": {\"of_sums\": %.3f}, "
      "\"copies_ratio\": {\"of_sums\": %.3f, \"median\": %.3f, \"p90\": %.3f}, "
      "\"search_ratio\": {\"of_sums\": %.3f, \"median\": %.3f, \"p90\": %.3f}, \"bytes\": %zu}\n",
      KSEARCH_BUILD_TYPE, __VERSION__, texts.size(), repeats, sum.raw / queries,
      sum.brief / queries, sum.copies / queries, sum.search / queries, sum.ranked_plain / queries,
      (sum.ranked - sum.ranked_plain) / queries,
      (sum.copies - sum.ranked + sum.ranked_plain) / sum.raw, sum.copies / sum.raw,
      share_of(copies_ratios, 0.5), share_of(copies_ratios, 0.9), sum.search / sum.raw,
      share_of(search_ratios, 0.5), share_of(search_ratios, 0.9), bytes);
  return 0;
}
