// How copies are kept from filling a page: Xapian ranks some more documents than the page needs;
// of each story the first is kept. When that leaves too few stories, more documents are ranked. So
// the page is exactly what ranking all documents and dropping the lesser copies would give, and
// stories need not be known to Xapian, whose documents would have to be written again whenever
// stories join.

#include "searcher/ranked_page.h"

#include <algorithm>

namespace ksearch {
namespace {

/// More documents are ranked in each further attempt, by this factor. At first half as many again
/// as the page has stories: on 100,000 news documents all of 132 pages of ten needed at most 12.
constexpr std::size_t kGrowth = 3;

/// The first document of each story, in the order of `matches`.
std::vector<RankedDocument> best_copies(const std::vector<RankedDocument>& matches,
                                        const StoryTable& stories, Xapian::docid last_document) {
  std::vector<RankedDocument> best;
  MatchSet seen(last_document);
  for (const RankedDocument& match : matches) {
    const std::uint32_t story = stories.story_of(match.document);
    if (seen.contains(story)) continue;
    seen.add(story);
    best.push_back(match);
  }
  return best;
}

/// How many units end with the page; at most the number of documents.
std::size_t end_of_page(const Generation& generation, const SearchRequest& request) {
  const std::size_t all = generation.database().get_doccount();
  const std::size_t limit = request.limit == 0 ? all : std::min(request.limit, all);
  return std::min(all, std::min(request.offset, all) + limit);
}

RankedPage rank_stories(const Generation& generation, const Weighting& weighting,
                        const SearchRequest& request, const query::CompiledQuery& query) {
  const Xapian::Database& database = generation.database();
  const std::size_t all = database.get_doccount();
  const std::size_t wanted = end_of_page(generation, request);
  SearchRequest more = request;
  more.offset = 0;
  RankedPage page;
  for (more.limit = wanted + wanted / 2;; more.limit *= kGrowth) {
    more.limit = std::min(all, more.limit);
    const Ranking ranking = rank(generation, weighting, query, more, wanted);
    page.documents = best_copies(ranking.documents, generation.stories(), database.get_lastdocid());
    const std::size_t stories = page.documents.size();
    page.total_is_exact = ranking.documents.size() < more.limit || more.limit == all;
    if (page.total_is_exact || stories >= wanted) {
      page.documents_are_counted = ranking.least == ranking.most;
      page.total =
          page.total_is_exact ? stories : ranking.estimate * stories / ranking.documents.size();
      break;
    }
  }
  const auto begin = page.documents.begin();
  const std::size_t skipped = std::min(request.offset, page.documents.size());
  page.documents.erase(begin, begin + static_cast<std::ptrdiff_t>(skipped));
  if (request.limit != 0 && page.documents.size() > request.limit) {
    page.documents.resize(request.limit);
  }
  return page;
}

RankedPage rank_documents(const Generation& generation, const Weighting& weighting,
                          const SearchRequest& request, const query::CompiledQuery& query) {
  Ranking ranking = rank(generation, weighting, query, request, end_of_page(generation, request));
  RankedPage page;
  page.documents = std::move(ranking.documents);
  page.total = ranking.estimate;
  page.total_is_exact = ranking.least == ranking.most;
  page.documents_are_counted = page.total_is_exact;
  return page;
}

}  // namespace

RankedPage rank_page(const Generation& generation, const Weighting& weighting,
                     const SearchRequest& request, const query::CompiledQuery& query) {
  const bool collapse = !request.copies && !generation.stories().documents_with_copies().empty();
  return collapse ? rank_stories(generation, weighting, request, query)
                  : rank_documents(generation, weighting, request, query);
}

MatchUnits all_matches(const Generation& generation, const SearchRequest& request,
                       const query::PlanNode& plan) {
  return {generation.stories(), find_matches(generation.database(), plan), unit_of(request)};
}

}  // namespace ksearch
