#include "searcher/weighting.h"

#include <doctest/doctest.h>

#include <random>

namespace ksearch {
namespace {

Xapian::termcount below(std::mt19937& random, unsigned end) {
  return static_cast<Xapian::termcount>(random() % end);
}

/// Documents of very different lengths, from one word to more than the weighting knows by heart.
Xapian::Database random_database(std::mt19937& random) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (int i = 0; i < 200; ++i) {
    Xapian::Document document;
    for (const char* const term : {"a", "b", "c", "d"}) {
      if (random() % 3 == 0) document.add_term(term, 1 + below(random, 40));
    }
    document.add_term("filler", 1 + below(random, i % 10 == 0 ? 9000 : 600));
    database.add_document(document);
  }
  return database;
}

TEST_CASE("scores and order are those of Xapian's IneB2") {
  using Xapian::Query;
  for (unsigned seed = 0; seed < 30; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const Xapian::Database database = random_database(random);
    const Weighting weighting(database);
    const Query a("a");
    const Query b("b", 1 + below(random, 3));
    const Query c("c");
    const Query d("d");
    for (const Query& query :
         {a, Query(Query::OP_OR, a, b), Query(Query::OP_SYNONYM, c, d),
          Query(Query::OP_AND_MAYBE, a, Query(Query::OP_SCALE_WEIGHT, c, 0.25)),
          Query(Query::OP_OR, Query(Query::OP_SYNONYM, a, b), Query(Query::OP_FILTER, c, d))}) {
      CAPTURE(query.get_description());
      Xapian::Enquire enquire(database);
      enquire.set_query(query);
      enquire.set_weighting_scheme(Xapian::IneB2Weight(1.0));
      const Xapian::MSet expected = enquire.get_mset(0, 50);
      enquire.set_weighting_scheme(weighting.scheme());
      const Xapian::MSet found = enquire.get_mset(0, 50);
      REQUIRE(found.size() == expected.size());
      REQUIRE(found.size() > 0);
      CHECK(found.get_max_possible() == doctest::Approx(expected.get_max_possible()));
      for (Xapian::doccount i = 0; i < found.size(); ++i) {
        CHECK(*found[i] == *expected[i]);
        CHECK(found[i].get_weight() == expected[i].get_weight());
      }
    }
  }
}

TEST_CASE("an empty database has a weighting that finds nothing") {
  const Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  const Weighting weighting(database);
  Xapian::Enquire enquire(database);
  enquire.set_query(Xapian::Query("a"));
  enquire.set_weighting_scheme(weighting.scheme());
  CHECK(enquire.get_mset(0, 10).empty());
}

}  // namespace
}  // namespace ksearch
