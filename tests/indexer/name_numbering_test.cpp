#include "indexer/name_numbering.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/support/temp_dir.h"

namespace ksearch {
namespace {

using enum EntityType;

std::vector<std::string> shown_of(const NameNumbering& names) {
  std::vector<std::string> shown;
  for (const NameToWrite& name : names.new_names()) shown.push_back(name.shown);
  return shown;
}

TEST_CASE("a name keeps its number and the best of its spellings, old or new") {
  const test::TempDir dir;
  write_name_segment(dir.path(), 1,
                     {{kPerson, "boris johnson", "BORIS Johnson"}, {kPlace, "kyiv", "Kyiv"}});
  const NameRegistry known(dir.path(), {{1, 0, 2}});
  NameNumbering names(known);
  CHECK(names.number(kPerson, "Boris Johnson") == 0);
  CHECK(names.number(kPlace, "KYIV") == 1);
  CHECK(names.number(kPlace, "TURKIYE") == 2);
  const NameNumbering::Saved first = names.save(0);
  CHECK(names.number(kPlace, "Türkiye") == 2);
  CHECK(names.number(kPerson, "BORIS Johnson") == 0);
  CHECK(names.number(kPlace, "Odesa") == 3);
  CHECK(names.better_spellings() == NameSpellings{{0, "Boris Johnson"}});
  CHECK(shown_of(names) == std::vector<std::string>{"Türkiye", "Odesa"});

  // A run that is taken up knows the same.
  const NameNumbering::Saved rest = names.save(first.count);
  NameNumbering resumed(known);
  resumed.restore(first.bytes + rest.bytes);
  CHECK(resumed.changes() == names.changes());
  CHECK(resumed.better_spellings() == names.better_spellings());
  CHECK(shown_of(resumed) == shown_of(names));
  CHECK(resumed.number(kPlace, "odesa") == 3);

  // As does the next run.
  const NameRegistry later(dir.path(), {{1, 0, 2}}, encode_spellings(names.better_spellings()));
  CHECK(later.name(0).shown == "Boris Johnson");
  CHECK(later.name(1).shown == "Kyiv");
  NameNumbering next(later);
  CHECK(next.number(kPerson, "BORIS Johnson") == 0);
  CHECK(next.better_spellings().empty());
}

}  // namespace
}  // namespace ksearch
