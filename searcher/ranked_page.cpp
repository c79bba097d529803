// How copies are kept from filling a page: Xapian ranks some more documents than the page needs;
// of each story the first is kept. When that leaves too few stories, more documents are ranked. So
// the page is exactly what ranking all documents and dropping the lesser copies would give, and
// stories need not be known to Xapian, whose documents would have to be written again whenever
// stories join.

#include "searcher/ranked_page.h"

#include <algorithm>

namespace ksearch {
namespace {

/// Documents ranked for each story of a page at first, and more of them in each further attempt.
constexpr std::size_t kDocumentsForStory = 3;

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

RankedPage rank_stories(const Generation& generation, const SearchRequest& request,
                        const query::CompiledQuery& query) {
  const Xapian::Database& database = generation.database();
  const std::size_t all = database.get_doccount();
  const std::size_t wanted =
      request.limit == 0 ? all : std::min(all, std::min(request.offset, all) + request.limit);
  SearchRequest more = request;
  more.offset = 0;
  RankedPage page;
  for (more.limit = wanted;;) {
    more.limit = std::min(all, more.limit * kDocumentsForStory);
    const Ranking ranking = rank(database, query, more);
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

RankedPage rank_documents(const Generation& generation, const SearchRequest& request,
                          const query::CompiledQuery& query) {
  Ranking ranking = rank(generation.database(), query, request);
  RankedPage page;
  page.documents = std::move(ranking.documents);
  page.total = ranking.estimate;
  page.total_is_exact = ranking.least == ranking.most;
  page.documents_are_counted = page.total_is_exact;
  return page;
}

}  // namespace

RankedPage rank_page(const Generation& generation, const SearchRequest& request,
                     const query::CompiledQuery& query) {
  const bool collapse = !request.copies && !generation.stories().documents_with_copies().empty();
  return collapse ? rank_stories(generation, request, query)
                  : rank_documents(generation, request, query);
}

MatchUnits all_matches(const Generation& generation, const SearchRequest& request,
                       const query::PlanNode& plan) {
  return {generation.stories(), find_matches(generation.database(), plan), unit_of(request)};
}

}  // namespace ksearch
