#include "searcher/ranking.h"

#include <algorithm>
#include <string>

#include "common/schema.h"

namespace ksearch {
namespace {

/// Documents Xapian looks at beyond the page asked for, so that small totals are exact.
constexpr std::size_t kCheckAtLeast = 100;
/// What the newest document gains with `recency`, as a share of the best score there can be.
constexpr double kRecencyShare = 0.1;
/// Seconds after which a document gains half as much.
constexpr double kRecencySeconds = 30.0 * 24 * 3600;

/// Orders by date with undated documents last, whichever end of time comes first.
class DatedFirst : public Xapian::KeyMaker {
 public:
  std::string operator()(const Xapian::Document& document) const override {
    const std::string date = document.get_value(schema::kDateSlot);
    return date.empty() ? std::string(9, '\xff') : date;
  }
};

/// Weighs dated documents by their age beside the newest one: most / (1 + age / kRecencySeconds).
/// Unlike a half-life this tells documents of old collections apart as well.
class Recency : public Xapian::ValuePostingSource {
 public:
  explicit Recency(double most) : ValuePostingSource(schema::kDateSlot), most_(most) {}

  void init(const Xapian::Database& database) override {
    ValuePostingSource::init(database);
    newest_ = schema::date_of_sortable(database.get_value_upper_bound(schema::kDateSlot));
    set_maxweight(most_);
  }
  [[nodiscard]] double get_weight() const override {
    const auto age = newest_ - schema::date_of_sortable(get_value());
    return most_ / (1 + static_cast<double>(age.count()) / kRecencySeconds);
  }
  [[nodiscard]] Xapian::PostingSource* clone() const override { return new Recency(most_); }

 private:
  double most_;
  std::chrono::sys_seconds newest_;
};

}  // namespace

Xapian::MSet rank(const Xapian::Database& database, const query::PlanNode& plan,
                  const SearchRequest& request) {
  Xapian::Enquire enquire(database);
  Xapian::Query query = query::to_xapian(plan);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::IneB2Weight(1.0));
  if (request.recency && request.sort == SortOrder::kRelevance) {
    const double most = enquire.get_mset(0, 1).get_max_attained() * kRecencyShare;
    enquire.set_query(
        {Xapian::Query::OP_AND_MAYBE, query, Xapian::Query((new Recency(most))->release())});
  }
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
