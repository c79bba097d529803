#include "searcher/ranking.h"

#include <algorithm>
#include <functional>
#include <span>
#include <string>

#include "common/schema.h"
#include "searcher/proximity.h"

namespace ksearch {
namespace {

/// Documents Xapian looks at beyond the page asked for, so that small totals are exact.
constexpr Xapian::doccount kCheckAtLeast = 100;
/// So many of the best documents are ordered anew by proximity. That is what bounds its cost: each
/// is one more that Xapian has to rank. 50, 100 and 1000 gave the same nDCG@10 and the same first
/// ten documents (docs/ranking.md).
constexpr std::size_t kWindow = 20;
/// No fewer are ranked: the fewer Xapian is asked for, the more often it passes over one that
/// belongs among them (docs/ranking.md).
constexpr std::size_t kLeastRanked = 10;
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
  [[nodiscard]] double get_weight() const override { return gain(get_value()); }
  /// What a document of this date gains; none: it has no date.
  [[nodiscard]] double gain(const std::string& date) const {
    if (date.empty()) return 0;
    const auto age = newest_ - schema::date_of_sortable(date);
    return most_ / (1 + static_cast<double>(age.count()) / kRecencySeconds);
  }
  [[nodiscard]] Xapian::PostingSource* clone() const override { return new Recency(most_); }

 private:
  double most_;
  std::chrono::sys_seconds newest_;
};

/// What the newest document can gain by `recency`; 0: the request does not ask for it.
double most_recency(Xapian::Enquire& enquire, const SearchRequest& request) {
  if (!request.recency || request.sort != SortOrder::kRelevance) return 0;
  return enquire.get_mset(0, 1).get_max_attained() * kRecencyShare;
}

/// Says what of the scores documents have for their dates.
void note_recency(const Xapian::Database& database, double most,
                  std::vector<RankedDocument>& documents) {
  Recency recency(most);
  recency.init(database);
  for (RankedDocument& ranked : documents) {
    ranked.recency =
        recency.gain(database.get_document(ranked.document).get_value(schema::kDateSlot));
  }
}

/// The matches of a request from `first` on, as Xapian ranks them; `recency` becomes what the
/// newest of them can gain.
Xapian::MSet matches_from(const Xapian::Database& database, const Weighting& weighting,
                          const query::PlanNode& plan, const SearchRequest& request,
                          Xapian::doccount first, Xapian::doccount limit, double& recency) {
  Xapian::Enquire enquire(database);
  Xapian::Query query = query::to_xapian(plan);
  enquire.set_query(query);
  enquire.set_weighting_scheme(weighting.scheme());
  recency = most_recency(enquire, request);
  if (recency > 0) {
    enquire.set_query(
        {Xapian::Query::OP_AND_MAYBE, query, Xapian::Query((new Recency(recency))->release())});
  }
  if (request.sort == SortOrder::kNewest) {
    enquire.set_sort_by_value_then_relevance(schema::kDateSlot, true);
  } else if (request.sort == SortOrder::kOldest) {
    enquire.set_sort_by_key_then_relevance((new DatedFirst)->release(), false);
  }
  return enquire.get_mset(first, limit, std::min(kCheckAtLeast, database.get_doccount()));
}

void add_proximity(const Xapian::Database& database, const std::vector<query::CloseWord>& words,
                   std::span<RankedDocument> ranked) {
  std::vector<Xapian::docid> documents(ranked.size());
  std::ranges::transform(ranked, documents.begin(), &RankedDocument::document);
  const std::vector<double> gains = proximity(database, documents, words);
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    ranked[i].proximity = gains[i];
    ranked[i].score += gains[i];
  }
}

/// The units of a window: each document, or each story.
class Units {
 public:
  /// `stories` null: documents. It must outlive this object.
  Units(std::span<const RankedDocument> window, const StoryTable* stories) : of_(window.size()) {
    for (std::size_t i = 0; i < window.size(); ++i) {
      const std::uint32_t document = window[i].document;
      const std::uint32_t unit = stories == nullptr ? document : stories->story_of(document);
      const auto known = std::ranges::find(numbers_, unit);
      of_[i] = static_cast<std::size_t>(known - numbers_.begin());
      if (known == numbers_.end()) numbers_.push_back(unit);
    }
  }

  /// The least number of documents, from the first on, that are of `wanted` units; all, when there
  /// are fewer.
  [[nodiscard]] std::size_t documents_of_first(std::size_t wanted) const {
    if (wanted >= numbers_.size()) return of_.size();
    return static_cast<std::size_t>(std::ranges::find(of_, wanted) - of_.begin());
  }
  /// The least score of a unit of some first documents; that of a unit is its best document's.
  [[nodiscard]] double least_score(std::span<const RankedDocument> first) const {
    std::vector<double> best;
    for (std::size_t i = 0; i < first.size(); ++i) {
      if (of_[i] == best.size()) best.push_back(first[i].score);
      best[of_[i]] = std::max(best[of_[i]], first[i].score);
    }
    return std::ranges::min(best);
  }

 private:
  std::vector<std::uint32_t> numbers_;
  std::vector<std::size_t> of_;  ///< the unit of each document, by its first place
};

/// Puts the first kWindow documents of a ranking in their order with proximity. Of these the first
/// `wanted` units are right afterwards: documents that could not be the best of one of them are not
/// looked at.
void reorder(const Xapian::Database& database, const std::vector<query::CloseWord>& words,
             const StoryTable* stories, std::size_t wanted,
             std::vector<RankedDocument>& documents) {
  const std::span window(documents.begin(), std::min(documents.size(), kWindow));
  if (window.empty() || wanted == 0) return;
  const Units units(window, stories);
  const std::span first = window.first(units.documents_of_first(wanted));
  const std::span others = window.subspan(first.size());
  add_proximity(database, words, first);
  const double least = units.least_score(first);
  const double most_gain = most_proximity(words);
  const auto out_of_reach = std::ranges::find_if(
      others, [&](const RankedDocument& ranked) { return ranked.score + most_gain <= least; });
  add_proximity(database, words,
                others.first(static_cast<std::size_t>(out_of_reach - others.begin())));
  std::ranges::stable_sort(window, std::greater{}, &RankedDocument::score);
}

}  // namespace

Ranking rank(const Generation& generation, const Weighting& weighting,
             const query::CompiledQuery& query, const SearchRequest& request, std::size_t units) {
  const Xapian::Database& database = generation.database();
  const std::size_t all = database.get_doccount();
  const std::size_t offset = std::min(request.offset, all);
  const std::size_t limit = request.limit == 0 ? all : std::min(request.limit, all);
  const bool is_by_score = request.sort == SortOrder::kRelevance;
  const bool is_reordered = is_by_score && request.proximity && query.close_words.size() > 1;
  // Every page sees all of the first documents, so that pages never overlap.
  const std::size_t window = is_reordered ? kWindow : is_by_score ? kLeastRanked : 0;
  const std::size_t first = offset < window ? 0 : offset;
  const std::size_t wanted = offset < window ? std::max(offset + limit, window) : limit;
  double recency = 0;
  const Xapian::MSet matches =
      matches_from(database, weighting, query.plan, request, static_cast<Xapian::doccount>(first),
                   static_cast<Xapian::doccount>(std::min(wanted, all)), recency);
  Ranking ranking{{},
                  matches.get_matches_lower_bound(),
                  matches.get_matches_upper_bound(),
                  matches.get_matches_estimated()};
  ranking.documents.reserve(matches.size());
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    ranking.documents.push_back({*match, match.get_weight()});
  }
  std::vector<RankedDocument>& documents = ranking.documents;
  if (is_reordered && first == 0) {
    const StoryTable* const stories = request.copies ? nullptr : &generation.stories();
    reorder(database, query.close_words, stories, units, documents);
  }
  documents.erase(documents.begin(), documents.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                             offset - first, documents.size())));
  if (documents.size() > limit) documents.resize(limit);
  if (request.explain && recency > 0) note_recency(database, recency, ranking.documents);
  return ranking;
}

}  // namespace ksearch
