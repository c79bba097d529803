#include "searcher/ranking.h"

#include <algorithm>
#include <string>

#include "common/schema.h"

namespace ksearch {
namespace {

/// Documents Xapian looks at beyond the page asked for, so that small totals are exact.
constexpr std::size_t kCheckAtLeast = 100;
/// Orders by date with undated documents last, whichever end of time comes first.
class DatedFirst : public Xapian::KeyMaker {
 public:
  std::string operator()(const Xapian::Document& document) const override {
    const std::string date = document.get_value(schema::kDateSlot);
    return date.empty() ? std::string(9, '\xff') : date;
  }
};

}  // namespace

Xapian::MSet rank(const Xapian::Database& database, const query::PlanNode& plan,
                  const SearchRequest& request) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query::to_xapian(plan));
  enquire.set_weighting_scheme(Xapian::IneB2Weight(1.0));
  if (request.sort == SortOrder::kNewest) {
    enquire.set_sort_by_value_then_relevance(schema::kDateSlot, true);
  } else if (request.sort == SortOrder::kOldest) {
    enquire.set_sort_by_key_then_relevance((new DatedFirst)->release(), false);
  }
  const Xapian::doccount all = database.get_doccount();
  const auto bounded = [&](std::size_t count) {
    return static_cast<Xapian::doccount>(std::min<std::size_t>(count, all));
  };
  const Xapian::doccount limit = request.limit == 0 ? all : bounded(request.limit);
  return enquire.get_mset(bounded(request.offset), limit, bounded(kCheckAtLeast));
}

}  // namespace ksearch
