#include "ksearch/searcher.h"

#include <unordered_set>
#include <utility>

#include "common/schema.h"
#include "common/storage/generation.h"
#include "common/xapian_error.h"
#include "searcher/answerer.h"
#include "searcher/document_finder.h"
#include "searcher/document_stream.h"
#include "searcher/explore/completion_index.h"
#include "searcher/explore/entity_totals.h"
#include "searcher/explore/per_commit.h"
#include "searcher/explore/related.h"
#include "searcher/explore/similar.h"
#include "searcher/explore/timeline.h"
#include "searcher/facets/facet_counter.h"
#include "searcher/hit_builder.h"
#include "searcher/index_description.h"
#include "searcher/mention_reader.h"
#include "searcher/newest_commit.h"
#include "searcher/ranked_page.h"

namespace ksearch {

namespace fs = std::filesystem;

class Searcher::Impl {
 public:
  explicit Impl(const fs::path& directory)
      : directory_(fs::absolute(directory).lexically_normal()),
        generation_(IndexDirectory(directory_)) {}

  [[nodiscard]] const fs::path& directory() const { return directory_; }

  [[nodiscard]] Answerer& answerer() { return answerer_; }
  Facet facet(Field field, const SearchRequest& request, std::string_view contains,
              std::size_t limit);
  Timeline timeline(const SearchRequest& request, TimeUnit unit);
  std::vector<RelatedEntity> related(const SearchRequest& request, std::size_t limit);
  SearchResults similar(const std::string& id_or_path, const SearchRequest& request);
  std::vector<Completion> suggest(std::string_view prefix, std::size_t limit);
  StoredDocument document(const std::string& id_or_path, const SearchRequest& request);
  /// A document that was found, to be streamed: what is asked of Xapian.
  struct Located {
    std::uint32_t number = 0;
    StoredRecord record;
    highlight::MatchSpec matches;
    StoredDocument head;
  };
  Located locate_whole(const std::string& id_or_path, const SearchRequest& request);
  void stream(const Located& located, const TextSink& sink) {
    stream_document(generation_, analyzer_, located.matches, located.number, located.record,
                    located.head, sink);
  }
  void mentions(const SearchRequest& request,
                const std::function<bool(const MentionEvidence&)>& sink,
                std::unordered_set<std::string>& passed);
  void documents(const SearchRequest& request,
                 const std::function<bool(const StoredDocument&)>& sink,
                 std::unordered_set<std::string>& passed);
  IndexDescription describe() { return describe_index(directory_, generation_); }
  [[nodiscard]] std::uint64_t revision() const { return generation_.state().revision; }
  [[nodiscard]] std::string commit_id() const { return generation_.commit_id(); }

  /// Runs `action` on the newest commit, again when a writer overtakes it.
  template <typename Action>
  auto on_newest(Action&& action) {
    return translating(directory_, [&] { return on_newest_commit(generation_, action); });
  }

 private:
  const EntityTotals& totals(CountUnit unit);
  /// The ids of a document and, unless they are asked for, its copies.
  std::vector<query::PlanNode> unit_terms(std::uint32_t document,
                                          const SearchRequest& request) const;
  /// What a request marks in a document.
  highlight::MatchSpec marks_of(const SearchRequest& request);

  fs::path directory_;
  Generation generation_;
  Analyzer analyzer_;
  Answerer answerer_{generation_, analyzer_};
  PerCommit<EntityTotals> story_totals_;
  PerCommit<EntityTotals> document_totals_;
  PerCommit<CompletionIndex> completions_;
};

Facet Searcher::Impl::facet(Field field, const SearchRequest& request, std::string_view contains,
                            std::size_t limit) {
  const Prepared prepared = answerer_.prepare(request);
  const MatchUnits matches = all_matches(generation_, request, prepared.compiled.plan);
  return count_facets({generation_, matches, answerer_.names()}, {&field, 1}, {limit, contains})
      .front();
}

Timeline Searcher::Impl::timeline(const SearchRequest& request, TimeUnit unit) {
  const Prepared prepared = answerer_.prepare(request);
  return make_timeline(generation_, all_matches(generation_, request, prepared.compiled.plan),
                       unit);
}

const EntityTotals& Searcher::Impl::totals(CountUnit unit) {
  PerCommit<EntityTotals>& totals = unit == CountUnit::kStory ? story_totals_ : document_totals_;
  return totals.get(generation_, [&] { return EntityTotals(generation_, unit); });
}

std::vector<RelatedEntity> Searcher::Impl::related(const SearchRequest& request,
                                                   std::size_t limit) {
  const Prepared prepared = answerer_.prepare(request);
  const MatchUnits matches = all_matches(generation_, request, prepared.compiled.plan);
  return find_related(generation_, totals(unit_of(request)), analyzer_,
                      {matches, prepared.compiled.matches}, limit);
}

std::vector<query::PlanNode> Searcher::Impl::unit_terms(std::uint32_t document,
                                                        const SearchRequest& request) const {
  std::vector<std::uint32_t> numbers = {document};
  const StoryTable& stories = generation_.stories();
  if (!request.copies && stories.has_copies(document)) {
    const auto copies = stories.documents_of(stories.story_of(document));
    numbers.assign(copies.begin(), copies.end());
  }
  std::vector<query::PlanNode> terms;
  for (const std::uint32_t number : numbers) {
    terms.push_back(query::term(schema::id_term(generation_.record(number).document.id)));
  }
  return terms;
}

SearchResults Searcher::Impl::similar(const std::string& id_or_path, const SearchRequest& request) {
  const std::uint32_t number = find_document(generation_, id_or_path);
  StoredRecord record = generation_.record(number);
  record.document.text = generation_.text(number, record);
  const query::Vocabulary& vocabulary = answerer_.vocabulary();
  auto words = distinctive_words(record.document, vocabulary, analyzer_);
  query::ParsedQuery parsed = Answerer::parse(request);
  if (record.document.id != id_or_path && holds_several(generation_, id_or_path)) {
    parsed.warnings.push_back({id_or_path + " holds several documents, this is about " +
                                   record.document.id + "; the others are asked for by their ids",
                               {}});
  }
  if (!words) {
    SearchResults none;
    none.revision = generation_.state().revision;
    for (query::QueryWarning& warning : parsed.warnings) {
      none.warnings.push_back(std::move(warning.message));
    }
    return none;
  }
  parsed.root = narrowed(std::move(*words), std::move(parsed.root));
  Prepared prepared = answerer_.compile(std::move(parsed), request);
  prepared.compiled.close_words.clear();  // the words come from all over the document
  prepared.compiled.plan =
      query::without(std::move(prepared.compiled.plan), query::any_of(unit_terms(number, request)));
  return answerer_.with_hits(request, answerer_.answer(request, std::move(prepared)));
}

std::vector<Completion> Searcher::Impl::suggest(std::string_view prefix, std::size_t limit) {
  const CompletionIndex& completions = completions_.get(
      generation_, [&] { return CompletionIndex(generation_, totals(CountUnit::kStory)); });
  return completions.complete(prefix, limit);
}

StoredDocument Searcher::Impl::document(const std::string& id_or_path,
                                        const SearchRequest& request) {
  const std::uint32_t found = find_document(generation_, id_or_path);
  const highlight::MatchSpec matches = marks_of(request);
  StoredDocument stored = HitBuilder(generation_, analyzer_, matches, request).build_whole(found);
  stored.copies = copies_of(generation_, found);
  return stored;
}

Searcher::Impl::Located Searcher::Impl::locate_whole(const std::string& id_or_path,
                                                     const SearchRequest& request) {
  Located located;
  located.number = find_document(generation_, id_or_path);
  located.record = generation_.record(located.number);
  located.matches = marks_of(request);
  located.head.document = located.record.document;
  located.head.copies = copies_of(generation_, located.number);
  return located;
}

highlight::MatchSpec Searcher::Impl::marks_of(const SearchRequest& request) {
  if (request.query.empty() && request.filters.with.empty()) return {};
  return answerer_.prepare(request).compiled.matches;
}

/// `passed` are ids of documents that `sink` has had before a writer overtook it.
void Searcher::Impl::mentions(const SearchRequest& request,
                              const std::function<bool(const MentionEvidence&)>& sink,
                              std::unordered_set<std::string>& passed) {
  const Prepared prepared = answerer_.prepare(request);
  SearchRequest all = request;
  all.offset = 0;
  all.limit = 0;
  MentionReader reader(generation_, analyzer_, prepared.compiled.matches);
  for (const RankedDocument& ranked :
       rank_page(generation_, answerer_.weighting(), all, prepared.compiled).documents) {
    const std::vector<MentionEvidence> evidence = reader.read(ranked.document);
    if (evidence.empty() || !passed.insert(evidence.front().document).second) continue;
    for (const MentionEvidence& mention : evidence) {
      if (!sink(mention)) return;
    }
  }
}

/// `passed` as for mentions().
void Searcher::Impl::documents(const SearchRequest& request,
                               const std::function<bool(const StoredDocument&)>& sink,
                               std::unordered_set<std::string>& passed) {
  const Prepared prepared = answerer_.prepare(request);
  const highlight::MatchSpec no_marks;
  HitBuilder builder(generation_, analyzer_, no_marks, request);
  bool go_on = true;
  find_matches(generation_.database(), prepared.compiled.plan).for_each([&](std::uint32_t number) {
    if (!go_on) return;
    const StoredDocument document = builder.build_whole(number);
    if (passed.insert(document.document.id).second) go_on = sink(document);
  });
}

Searcher::Searcher(const fs::path& directory)
    : impl_(translating(directory, [&] { return std::make_unique<Impl>(directory); })) {}

Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

SearchResults Searcher::search(const SearchRequest& request) {
  Answerer& answerer = impl_->answerer();
  return impl_->on_newest([&] { return answerer.with_hits(request, answerer.answer(request)); });
}

void Searcher::search(const SearchRequest& request, const ResultSink& sink) {
  Answerer& answerer = impl_->answerer();
  const Answer answer = impl_->on_newest([&] { return answerer.answer(request); });
  sink.begin(answer.results);
  translating(impl_->directory(), [&] { answerer.pass_hits(request, answer, sink.hit); });
}

Facet Searcher::facet(Field field, const SearchRequest& request, std::string_view contains,
                      std::size_t limit) {
  return impl_->on_newest([&] { return impl_->facet(field, request, contains, limit); });
}

Timeline Searcher::timeline(const SearchRequest& request, TimeUnit unit) {
  return impl_->on_newest([&] { return impl_->timeline(request, unit); });
}

std::vector<RelatedEntity> Searcher::related(const SearchRequest& request, std::size_t limit) {
  return impl_->on_newest([&] { return impl_->related(request, limit); });
}

SearchResults Searcher::similar(const std::string& id_or_path, const SearchRequest& request) {
  return impl_->on_newest([&] { return impl_->similar(id_or_path, request); });
}

std::vector<Completion> Searcher::suggest(std::string_view prefix, std::size_t limit) {
  return impl_->on_newest([&] { return impl_->suggest(prefix, limit); });
}

StoredDocument Searcher::document(const std::string& id_or_path, const SearchRequest& request) {
  return impl_->on_newest([&] { return impl_->document(id_or_path, request); });
}

void Searcher::document(const std::string& id_or_path, const SearchRequest& request,
                        const TextSink& sink) {
  const Impl::Located located =
      impl_->on_newest([&] { return impl_->locate_whole(id_or_path, request); });
  translating(impl_->directory(), [&] { impl_->stream(located, sink); });
}

void Searcher::mentions(const SearchRequest& request,
                        const std::function<bool(const MentionEvidence&)>& sink) {
  std::unordered_set<std::string> passed;
  impl_->on_newest([&] { impl_->mentions(request, sink, passed); });
}

void Searcher::documents(const SearchRequest& request,
                         const std::function<bool(const StoredDocument&)>& sink) {
  std::unordered_set<std::string> passed;
  impl_->on_newest([&] { impl_->documents(request, sink, passed); });
}

IndexDescription Searcher::describe() {
  return impl_->on_newest([&] { return impl_->describe(); });
}

std::uint64_t Searcher::revision() {
  return impl_->on_newest([&] { return impl_->revision(); });
}

std::string Searcher::commit_id() {
  return impl_->on_newest([&] { return impl_->commit_id(); });
}

}  // namespace ksearch
