#include "searcher/match_set.h"

#include <doctest/doctest.h>

#include <set>

#include "common/storage/generation.h"
#include "searcher/query/compiler.h"
#include "searcher/query/parser.h"
#include "tests/support/collection.h"

namespace ksearch {
namespace {

std::set<std::uint32_t> ranked(const Xapian::Database& database, const query::PlanNode& plan) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query::to_xapian(plan));
  const Xapian::MSet matches = enquire.get_mset(0, database.get_doccount());
  std::set<std::uint32_t> found;
  for (auto match = matches.begin(); match != matches.end(); ++match) found.insert(*match);
  return found;
}

TEST_CASE("the set of matches is what Xapian ranks, for every kind of query") {
  const test::TempDir dir;
  test::put_documents(dir.path() / "index", 0, 300);
  {
    IndexWriter writer(test::sample_options(dir.path() / "index"));
    for (const char* id : {"d3", "d4", "d299"}) writer.remove(id);
    writer.commit();
  }
  const Generation generation{IndexDirectory(dir.path() / "index")};
  Analyzer analyzer;
  const query::Vocabulary vocabulary(generation, analyzer);
  const char* const queries[] = {"",
                                 "*",
                                 "ceasefire",
                                 "ceasefire talks",
                                 "+ceasefire talks",
                                 "-ceasefire",
                                 "ceasefire -talks",
                                 "ceasefire AND talks",
                                 "ceasefire OR rail",
                                 "NOT (rail OR court)",
                                 "\"rail line\"",
                                 "\"cease fire\"",
                                 "\"harbour rail\" OR =talk",
                                 "ceas*",
                                 "title:talks",
                                 "title:\"rail line\"",
                                 "person:\"Ada Brook\"",
                                 "person:brook place:norwick",
                                 "ceasefire person:\"Ada Brook\"",
                                 "person NEAR/3 ceasefire",
                                 "talks NEAR/2 grain",
                                 "place:Norwick NEAR/5 vote",
                                 "source:\"morning post\"",
                                 "author:\"a. reporter\" -source:\"evening mail\"",
                                 "date:2025-03..2025-06",
                                 "date:2025",
                                 "date:..2025-02",
                                 "date:2026-01-15..",
                                 "language:en",
                                 "language:fr",
                                 "type:json talks",
                                 "the",
                                 "the of",
                                 "nosuchword",
                                 "nosuchword talks",
                                 "(ceasefire OR grain) AND (prices OR energy) -vote",
                                 "+(rail line) +(court vote)"};
  for (const char* text : queries) {
    CAPTURE(text);
    query::Compiler compiler(vocabulary, analyzer, {});
    const query::CompiledQuery compiled = compiler.compile(query::parse(text).root, {});
    std::set<std::uint32_t> counted;
    const MatchSet matches = find_matches(generation.database(), compiled.plan);
    matches.for_each([&](std::uint32_t document) { counted.insert(document); });
    CHECK(matches.size() == counted.size());
    CHECK(counted == ranked(generation.database(), compiled.plan));
  }
}

}  // namespace
}  // namespace ksearch
