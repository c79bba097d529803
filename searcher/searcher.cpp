#include "ksearch/searcher.h"

#include <algorithm>
#include <chrono>
#include <unordered_set>

#include "common/schema.h"
#include "common/storage/file_state.h"
#include "common/storage/generation.h"
#include "common/time_zone.h"
#include "common/xapian_error.h"
#include "searcher/document_stream.h"
#include "searcher/explanation.h"
#include "searcher/explore/completion_index.h"
#include "searcher/explore/entity_totals.h"
#include "searcher/explore/per_commit.h"
#include "searcher/explore/related.h"
#include "searcher/explore/similar.h"
#include "searcher/explore/timeline.h"
#include "searcher/facets/facet_counter.h"
#include "searcher/hit_builder.h"
#include "searcher/mention_reader.h"
#include "searcher/query/compiler.h"
#include "searcher/query/parser.h"
#include "searcher/query/printer.h"
#include "searcher/query/spelling.h"
#include "searcher/ranked_page.h"

namespace ksearch {
namespace {

namespace fs = std::filesystem;

/// So often a whole request starts again when commits overtake it.
constexpr int kAttempts = 4;
/// Below so many documents a likelier spelling is looked for.
constexpr std::uint64_t kFewDocuments = 5;
/// Bounds the memory of a searcher that lives long.
constexpr std::size_t kMaxStemBytes = std::size_t{8} << 20;

std::chrono::sys_days today(const SearchRequest& request) {
  using std::chrono::system_clock;
  return day_in(request.time_zone, std::chrono::floor<std::chrono::seconds>(system_clock::now()));
}

std::uint64_t disk_bytes(const fs::path& directory) {
  std::uint64_t sum = 0;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(directory, error)) {
    if (entry.is_regular_file(error)) sum += entry.file_size(error);
  }
  return sum;
}

/// The term that the documents of a file share.
std::string file_term(const std::string& path) {
  return schema::file_path_term(fs::absolute(path).lexically_normal().string());
}

}  // namespace

class Searcher::Impl {
 public:
  explicit Impl(const fs::path& directory)
      : directory_(fs::absolute(directory).lexically_normal()),
        generation_(IndexDirectory(directory_)) {}

  [[nodiscard]] const fs::path& directory() const { return directory_; }

  struct Prepared {
    query::ParsedQuery parsed;
    query::CompiledQuery compiled;
  };
  /// An answer whose hits are not made yet.
  struct Answer {
    Prepared prepared;
    RankedPage page;
    std::optional<MatchUnits> matches;  ///< all of them, where they had to be found
    SearchResults results;
  };

  SearchResults search(const SearchRequest& request);
  /// The answer to a request, or to its likelier spelling where that is called for.
  Answer answer(const SearchRequest& request);
  /// Makes the hits of an answer one by one.
  void pass_hits(const SearchRequest& request, const Answer& answer,
                 const std::function<bool(Hit&&)>& sink);
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
  IndexDescription describe();
  [[nodiscard]] std::uint64_t revision() const { return generation_.state().revision; }
  [[nodiscard]] std::string commit_id() const { return generation_.commit_id(); }

  /// Runs `action` on the newest commit, again when a writer overtakes it.
  template <typename Action>
  auto on_newest(Action&& action) {
    return translating(directory_, [&] {
      for (int attempt = 1;; ++attempt) {
        try {
          generation_.refresh();
          return action();
        } catch (const Xapian::DatabaseModifiedError&) {
          if (attempt == kAttempts) throw;
        }
      }
    });
  }

 private:
  query::ParsedQuery parse(const SearchRequest& request) const;
  Prepared compile(query::ParsedQuery parsed, const SearchRequest& request);
  Prepared prepare(const SearchRequest& request) { return compile(parse(request), request); }
  Answer answer(const SearchRequest& request, Prepared prepared);
  SearchResults with_hits(const SearchRequest& request, Answer answer);
  /// The hit at `index` of an answer's page.
  Hit hit(const SearchRequest& request, const Answer& answer, HitBuilder& builder,
          std::size_t index);
  const EntityTotals& totals(CountUnit unit);
  const Weighting& weighting() {
    return weighting_.get(generation_, [&] { return Weighting(generation_.database()); });
  }
  const query::Vocabulary& vocabulary() {
    return vocabulary_.get(generation_, [&] { return query::Vocabulary(generation_, analyzer_); });
  }
  /// Whether all matches have to be found, beside those of the page.
  bool must_count(const SearchRequest& request, const RankedPage& page) const;
  /// The ids of a document and, unless they are asked for, its copies.
  std::vector<query::PlanNode> unit_terms(std::uint32_t document,
                                          const SearchRequest& request) const;
  /// What a request marks in a document.
  highlight::MatchSpec marks_of(const SearchRequest& request);
  /// The ids of the near-identical copies of a document, without its own.
  std::vector<std::string> copies_of(std::uint32_t document) const;
  /// Throws Error(kNotFound).
  std::uint32_t locate(const std::string& id_or_path) const;

  fs::path directory_;
  Generation generation_;
  Analyzer analyzer_;
  NameCounter names_;
  PerCommit<query::Vocabulary> vocabulary_;
  PerCommit<Weighting> weighting_;
  PerCommit<EntityTotals> story_totals_;
  PerCommit<EntityTotals> document_totals_;
  PerCommit<CompletionIndex> completions_;
};

query::ParsedQuery Searcher::Impl::parse(const SearchRequest& request) const {
  query::ParseOptions options;
  options.plain = request.plain;
  options.exact = request.exact;
  options.today = today(request);
  return query::parse(request.query, options);
}

Searcher::Impl::Prepared Searcher::Impl::compile(query::ParsedQuery parsed,
                                                 const SearchRequest& request) {
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

bool Searcher::Impl::must_count(const SearchRequest& request, const RankedPage& page) const {
  if (!request.facets.empty()) return true;
  if (request.brief) return request.exact_total && !page.total_is_exact;
  if (!page.total_is_exact && (request.exact_total || page.documents_are_counted)) return true;
  return !request.copies && std::ranges::any_of(page.documents, [&](const RankedDocument& ranked) {
    return generation_.stories().has_copies(ranked.document);
  });
}

Searcher::Impl::Answer Searcher::Impl::answer(const SearchRequest& request, Prepared prepared) {
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

Searcher::Impl::Answer Searcher::Impl::answer(const SearchRequest& request) {
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

Hit Searcher::Impl::hit(const SearchRequest& request, const Answer& answer, HitBuilder& builder,
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

SearchResults Searcher::Impl::with_hits(const SearchRequest& request, Answer answer) {
  HitBuilder builder(generation_, analyzer_, answer.prepared.compiled.matches, request);
  answer.results.hits.reserve(answer.page.documents.size());
  for (std::size_t i = 0; i < answer.page.documents.size(); ++i) {
    answer.results.hits.push_back(hit(request, answer, builder, i));
  }
  return std::move(answer.results);
}

SearchResults Searcher::Impl::search(const SearchRequest& request) {
  return with_hits(request, answer(request));
}

void Searcher::Impl::pass_hits(const SearchRequest& request, const Answer& answer,
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

Facet Searcher::Impl::facet(Field field, const SearchRequest& request, std::string_view contains,
                            std::size_t limit) {
  const Prepared prepared = prepare(request);
  const MatchUnits matches = all_matches(generation_, request, prepared.compiled.plan);
  return count_facets({generation_, matches, names_}, {&field, 1}, {limit, contains}).front();
}

Timeline Searcher::Impl::timeline(const SearchRequest& request, TimeUnit unit) {
  const Prepared prepared = prepare(request);
  return make_timeline(generation_, all_matches(generation_, request, prepared.compiled.plan),
                       unit);
}

const EntityTotals& Searcher::Impl::totals(CountUnit unit) {
  PerCommit<EntityTotals>& totals = unit == CountUnit::kStory ? story_totals_ : document_totals_;
  return totals.get(generation_, [&] { return EntityTotals(generation_, unit); });
}

std::vector<RelatedEntity> Searcher::Impl::related(const SearchRequest& request,
                                                   std::size_t limit) {
  const Prepared prepared = prepare(request);
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
  const std::uint32_t number = locate(id_or_path);
  StoredRecord record = generation_.record(number);
  record.document.text = generation_.text(number, record);
  const query::Vocabulary& vocabulary = this->vocabulary();
  auto words = distinctive_words(record.document, vocabulary, analyzer_);
  query::ParsedQuery parsed = parse(request);
  if (record.document.id != id_or_path &&
      generation_.database().get_termfreq(file_term(id_or_path)) > 1) {
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
  Prepared prepared = compile(std::move(parsed), request);
  prepared.compiled.close_words.clear();  // the words come from all over the document
  prepared.compiled.plan =
      query::without(std::move(prepared.compiled.plan), query::any_of(unit_terms(number, request)));
  return with_hits(request, answer(request, std::move(prepared)));
}

std::vector<Completion> Searcher::Impl::suggest(std::string_view prefix, std::size_t limit) {
  const CompletionIndex& completions = completions_.get(
      generation_, [&] { return CompletionIndex(generation_, totals(CountUnit::kStory)); });
  return completions.complete(prefix, limit);
}

std::uint32_t Searcher::Impl::locate(const std::string& id_or_path) const {
  if (!id_or_path.empty()) {
    if (const auto document = generation_.find(id_or_path)) return *document;
    const std::string term = file_term(id_or_path);
    const Xapian::Database& database = generation_.database();
    const auto posting = database.postlist_begin(term);
    if (posting != database.postlist_end(term)) return *posting;
  }
  throw Error(ErrorCode::kNotFound, "no document in the index has the id or path " + id_or_path);
}

StoredDocument Searcher::Impl::document(const std::string& id_or_path,
                                        const SearchRequest& request) {
  const std::uint32_t found = locate(id_or_path);
  const highlight::MatchSpec matches = marks_of(request);
  StoredDocument stored = HitBuilder(generation_, analyzer_, matches, request).build_whole(found);
  stored.copies = copies_of(found);
  return stored;
}

Searcher::Impl::Located Searcher::Impl::locate_whole(const std::string& id_or_path,
                                                     const SearchRequest& request) {
  Located located;
  located.number = locate(id_or_path);
  located.record = generation_.record(located.number);
  located.matches = marks_of(request);
  located.head.document = located.record.document;
  located.head.copies = copies_of(located.number);
  return located;
}

highlight::MatchSpec Searcher::Impl::marks_of(const SearchRequest& request) {
  if (request.query.empty() && request.filters.with.empty()) return {};
  return prepare(request).compiled.matches;
}

std::vector<std::string> Searcher::Impl::copies_of(std::uint32_t document) const {
  std::vector<std::string> ids;
  const StoryTable& stories = generation_.stories();
  for (const std::uint32_t copy : stories.documents_of(stories.story_of(document))) {
    if (copy != document) ids.push_back(generation_.record(copy).document.id);
  }
  return ids;
}

/// `passed` are ids of documents that `sink` has had before a writer overtook it.
void Searcher::Impl::mentions(const SearchRequest& request,
                              const std::function<bool(const MentionEvidence&)>& sink,
                              std::unordered_set<std::string>& passed) {
  const Prepared prepared = prepare(request);
  SearchRequest all = request;
  all.offset = 0;
  all.limit = 0;
  MentionReader reader(generation_, analyzer_, prepared.compiled.matches);
  for (const RankedDocument& ranked :
       rank_page(generation_, weighting(), all, prepared.compiled).documents) {
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
  const Prepared prepared = prepare(request);
  const highlight::MatchSpec no_marks;
  HitBuilder builder(generation_, analyzer_, no_marks, request);
  bool go_on = true;
  find_matches(generation_.database(), prepared.compiled.plan).for_each([&](std::uint32_t number) {
    if (!go_on) return;
    const StoredDocument document = builder.build_whole(number);
    if (passed.insert(document.document.id).second) go_on = sink(document);
  });
}

IndexDescription Searcher::Impl::describe() {
  const Xapian::Database& database = generation_.database();
  const IndexState& state = generation_.state();
  IndexDescription description;
  description.directory = directory_;
  description.documents = database.get_doccount();
  description.text_bytes = state.text_bytes;
  description.disk_bytes = disk_bytes(directory_);
  description.revision = state.revision;
  description.names = generation_.names().size();
  description.created_by = state.created_by;
  description.analyzer = state.analyzer;
  description.recognizer = state.recognizer;
  description.roots = state.roots;
  const std::string language(1, schema::kLanguagePrefix);
  for (auto term = database.allterms_begin(language); term != database.allterms_end(language);
       ++term) {
    description.languages.emplace_back((*term).substr(1), term.get_termfreq());
  }
  std::ranges::stable_sort(description.languages, std::greater{},
                           &std::pair<std::string, std::uint64_t>::second);
  const std::string files(schema::kFilePrefix);
  for (auto key = database.metadata_keys_begin(files); key != database.metadata_keys_end(files);
       ++key) {
    std::ranges::move(decode_file_state(database.get_metadata(*key)).failures,
                      std::back_inserter(description.failed));
  }
  std::ranges::sort(description.failed, [](const SkippedDocument& a, const SkippedDocument& b) {
    return a.path < b.path;
  });
  return description;
}

Searcher::Searcher(const fs::path& directory)
    : impl_(translating(directory, [&] { return std::make_unique<Impl>(directory); })) {}

Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

SearchResults Searcher::search(const SearchRequest& request) {
  return impl_->on_newest([&] { return impl_->search(request); });
}

void Searcher::search(const SearchRequest& request, const ResultSink& sink) {
  const Impl::Answer answer = impl_->on_newest([&] { return impl_->answer(request); });
  sink.begin(answer.results);
  translating(impl_->directory(), [&] { impl_->pass_hits(request, answer, sink.hit); });
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
