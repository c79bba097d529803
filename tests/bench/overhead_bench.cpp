// What a search through the library costs beside Xapian alone: overhead_bench INDEX QUERIES
// [REPEATS].
//
// QUERIES holds a query a line. Each is compiled once; then its Xapian query is run by Xapian, with
// the weights, the page and the documents' records that the library asks for, and the text of the
// query is searched through ksearch::Searcher without passages, as each of kForms asks. They take
// turns; the least CPU time of the repeats counts. "same_work" gives what Xapian gave: the records
// of the same documents in the same order. Each form after it adds what Xapian alone does not do.
// The searcher keeps what it looked up of words, so the first turns are told too: Xapian's, which
// finds its pages of the files colder, and then that of "same_work".
// Prints one JSON object.

#include <algorithm>
#include <array>
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

namespace {

constexpr std::size_t kHits = 10;

struct Form {
  const char* name;
  bool brief;
  bool proximity;
  bool copies;
};
constexpr std::array kForms = {Form{"same_work", true, false, true},
                               Form{"with_names", false, false, true},
                               Form{"with_proximity", false, true, true},
                               Form{"default_with_copies_folded", false, true, false}};

double cpu_us() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

/// What the library makes of a text.
Xapian::Query compiled(const ksearch::Generation& generation, const std::string& text) {
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  ksearch::Analyzer analyzer;
  const ksearch::query::Vocabulary vocabulary(generation, analyzer);
  ksearch::query::Compiler compiler(vocabulary, analyzer, {false, "", today, nullptr});
  ksearch::query::ParseOptions options;
  options.today = today;
  return ksearch::query::to_xapian(
      compiler.compile(ksearch::query::parse(text, options).root, {}).plan);
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

/// CPU times of one query, in microseconds.
struct Times {
  double raw = 1e12;
  double raw_first = 0;  ///< the first turn
  double first = 0;      ///< the first turn of the first form
  std::array<double, kForms.size()> forms;
  Times() { forms.fill(1e12); }
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
  ksearch::Searcher searcher(argv[1]);
  std::vector<Times> times;
  std::size_t bytes = 0;
  for (const std::string& text : texts) {
    const Xapian::Query raw = compiled(generation, text);
    ksearch::SearchRequest request;
    request.query = text;
    request.limit = kHits;
    request.snippets = 0;
    request.spelling = false;
    Times& least = times.emplace_back();
    for (int i = 0; i < repeats; ++i) {
      double start = cpu_us();
      bytes += search_raw(database, raw);
      const double raw_taken = cpu_us() - start;
      if (i == 0) least.raw_first = raw_taken;
      least.raw = std::min(least.raw, raw_taken);
      for (std::size_t form = 0; form < kForms.size(); ++form) {
        request.brief = kForms[form].brief;
        request.proximity = kForms[form].proximity;
        request.copies = kForms[form].copies;
        start = cpu_us();
        bytes += searcher.search(request).hits.size();
        const double taken = cpu_us() - start;
        if (i == 0 && form == 0) least.first = taken;
        least.forms[form] = std::min(least.forms[form], taken);
      }
    }
  }
  const auto mean_of = [&](auto member) {
    double sum = 0;
    for (const Times& one : times) sum += member(one);
    return sum / static_cast<double>(times.size());
  };
  const double raw = mean_of([](const Times& one) { return one.raw; });
  std::printf(
      "{\"build\": \"%s\", \"compiler\": \"g++ %s\", \"queries\": %zu, \"repeats\": %d, "
      "\"bytes\": %zu, \"xapian_us\": %.1f, \"xapian_first_us\": %.1f, \"first_us\": %.1f",
      KSEARCH_BUILD_TYPE, __VERSION__, texts.size(), repeats, bytes, raw,
      mean_of([](const Times& one) { return one.raw_first; }),
      mean_of([](const Times& one) { return one.first; }));
  for (std::size_t form = 0; form < kForms.size(); ++form) {
    const double mean = mean_of([&](const Times& one) { return one.forms[form]; });
    std::vector<double> ratios;
    ratios.reserve(times.size());
    for (const Times& one : times) ratios.push_back(one.forms[form] / one.raw);
    std::printf(
        ", \"%s\": {\"us\": %.1f, \"ratio_of_sums\": %.3f, \"median\": %.3f, \"p90\": %.3f}",
        kForms[form].name, mean, mean / raw, share_of(ratios, 0.5), share_of(ratios, 0.9));
  }
  std::printf("}\n");
  return 0;
}
