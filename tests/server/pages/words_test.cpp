#include "server/pages/words.h"

#include <doctest/doctest.h>

namespace ksearch::pages {

TEST_CASE("numbers are grouped and counted") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(1234567) == "1,234,567");
  CHECK(counted(1, "document") == "1 document");
  CHECK(counted(2000, "document") == "2,000 documents");
  CHECK(counted(2, "copy", "copies") == "2 copies");
}

TEST_CASE("dates are written out") {
  CHECK(day_text("2025-05-16") == "16 May 2025");
  CHECK(day_text("2025-05-16T14:05:00Z") == "16 May 2025");
  CHECK(day_text("then") == "then");
  CHECK(moment_text("2025-05-16") == "16 May 2025");
  CHECK(moment_text("2025-05-16T14:05:00Z") == "16 May 2025, 14:05 UTC");
}

TEST_CASE("periods are written out") {
  CHECK(period_text("2025") == "2025");
  CHECK(period_text("2025-05") == "May 2025");
  CHECK(period_text("2025-05-01") == "1 May 2025");
  CHECK(period_text("2025-W20") == "week of 12 May 2025");
  CHECK(period_text("last week") == "last week");
  CHECK(period_text("2025-13") == "2025-13");
}

TEST_CASE("values of a field have names") {
  CHECK(value_text(Field::kLanguage, "fr") == "French");
  CHECK(value_text(Field::kMonth, "2025-05") == "May 2025");
  CHECK(value_text(Field::kPerson, "fr") == "fr");
}

}  // namespace ksearch::pages
