#include "searcher/answerer.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "common/time_zone.h"
#include "searcher/explanation.h"
#include "searcher/facets/facet_counter.h"
#include "searcher/query/printer.h"
#include "searcher/query/spelling.h"

namespace ksearch {
namespace {

/// Below so many documents a likelier spelling is looked for.
constexpr std::uint64_t kFewDocuments = 5;
/// Bounds the memory of a searcher that lives long.
constexpr std::size_t kMaxStemBytes = std::size_t{8} << 20;

std::chrono::sys_days today(const SearchRequest& request) {
  using std::chrono::system_clock;
  return day_in(request.time_zone, std::chrono::floor<std::chrono::seconds>(system_clock::now()));
}

}  // namespace

query::ParsedQuery Answerer::parse(const SearchRequest& request) {
  query::ParseOptions options;
  options.plain = request.plain;
  options.exact = request.exact;
  options.today = today(request);
  return query::parse(request.query, options);
}

Prepared Answerer::compile(query::ParsedQuery parsed, const SearchRequest& request) {
  analyzer_.trim_stems(kMaxStemBytes);
  Prepared prepared{std::move(parsed), {}};
  const query::Vocabulary& vocabulary = this->vocabulary();
  query::Compiler compiler(
      vocabulary, analyzer_,
      {request.exact, request.stop_language, today(request), request.synonyms.get()});
  prepared.compiled = compiler.compile(prepared.parsed.root, request.filters);
  if (request.since_revision > 0) {
    const std::uint32_t first = generation_.state().first_document_after(request.since_revision);
    prepared.compiled.plan =
        query::filtered(std::move(prepared.compiled.plan), query::documents_from(first));
  }
  return prepared;
}

bool Answerer::must_count(const SearchRequest& request, const RankedPage& page) const {
  if (!request.facets.empty()) return true;
  if (request.brief) return request.exact_total && !page.total_is_exact;
  if (!page.total_is_exact && (request.exact_total || page.documents_are_counted)) return true;
  return !request.copies && std::ranges::any_of(page.documents, [&](const RankedDocument& ranked) {
    return generation_.stories().has_copies(ranked.document);
  });
}

Answer Answerer::answer(const SearchRequest& request, Prepared prepared) {
  const query::PlanNode& plan = prepared.compiled.plan;
  RankedPage page = rank_page(generation_, weighting(), request, prepared.compiled);

  SearchResults results;
  results.revision = generation_.state().revision;
  results.parsed_query = query::to_string(prepared.parsed.root);
  for (const auto* warnings : {&prepared.parsed.warnings, &prepared.compiled.warnings}) {
    for (const query::QueryWarning& warning : *warnings)
      results.warnings.push_back(warning.message);
  }
  results.total = page.total;
  results.total_is_exact = page.total_is_exact;
  std::optional<MatchUnits> matches;
  if (must_count(request, page)) {
    matches.emplace(all_matches(generation_, request, plan));
    results.total = matches->size();
    results.total_is_exact = true;
  }
  if (!request.facets.empty()) {
    results.facets =
        count_facets({generation_, *matches, names_}, request.facets, {request.facet_values, {}});
  }
  return {std::move(prepared), std::move(page), std::move(matches), std::move(results)};
}

Answer Answerer::answer(const SearchRequest& request) {
  Answer given = answer(request, prepare(request));
  SearchResults& results = given.results;
  const bool has_few = results.total < kFewDocuments;
  if (!request.spelling || request.exact) return given;
  if (!has_few && !given.prepared.compiled.has_unknown_word) return given;

  const query::Vocabulary& vocabulary = this->vocabulary();
  query::SpellingAdvice advice =
      query::check_spelling(given.prepared.parsed.root, vocabulary, analyzer_, has_few);
  results.unknown_words = std::move(advice.unknown);
  if (!advice.likelier) return given;
  Answer likelier = answer(request, compile({std::move(*advice.likelier), {}}, request));
  if (likelier.results.total <= results.total) return given;
  // What is asked again and again, to learn what is new, has to mean the same each time.
  const bool may_replace =
      results.total == 0 && !results.unknown_words.empty() && request.since_revision == 0;
  if (!may_replace) {
    results.suggested_query = std::move(likelier.results.parsed_query);
    return given;
  }
  likelier.results.corrected_query = std::move(likelier.results.parsed_query);
  likelier.results.parsed_query = std::move(results.parsed_query);
  likelier.results.warnings = std::move(results.warnings);
  likelier.results.unknown_words = std::move(results.unknown_words);
  return likelier;
}

Hit Answerer::hit(const SearchRequest& request, const Answer& answer, HitBuilder& builder,
                  std::size_t index) {
  const RankedDocument& ranked = answer.page.documents[index];
  Hit hit = builder.build(ranked.document);
  hit.rank = request.offset + index + 1;
  hit.score = ranked.score;
  if (answer.matches) hit.copies = answer.matches->documents_of_unit(ranked.document) - 1;
  if (request.explain) {
    hit.reasons = explain(generation_, weighting(), analyzer_, answer.prepared.compiled, ranked);
  }
  return hit;
}

SearchResults Answerer::with_hits(const SearchRequest& request, Answer answer) {
  HitBuilder builder(generation_, analyzer_, answer.prepared.compiled.matches, request);
  answer.results.hits.reserve(answer.page.documents.size());
  for (std::size_t i = 0; i < answer.page.documents.size(); ++i) {
    answer.results.hits.push_back(hit(request, answer, builder, i));
  }
  return std::move(answer.results);
}

void Answerer::pass_hits(const SearchRequest& request, const Answer& answer,
                         const std::function<bool(Hit&&)>& sink) {
  HitBuilder builder(generation_, analyzer_, answer.prepared.compiled.matches, request);
  for (std::size_t i = 0; i < answer.page.documents.size();) {
    std::optional<Hit> next;
    try {
      // Throws when the document is gone.
      static_cast<void>(generation_.database().get_document(answer.page.documents[i].document));
      next = hit(request, answer, builder, i);
    } catch (const Xapian::DatabaseModifiedError&) {
      // Documents keep their numbers as long as the generation lives, and it is locked.
      generation_.database().reopen();
      continue;
    } catch (const Xapian::DocNotFoundError&) {
      next.reset();
    }
    ++i;
    if (next && !sink(std::move(*next))) return;
  }
}

}  // namespace ksearch
