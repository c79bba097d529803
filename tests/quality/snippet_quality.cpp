// How good the passages are: snippet_quality FOLDER...
//
// Reads every file below the folders, runs words and pairs of words drawn from each document on
// that document, and measures the passages, beside those of Xapian's MSet::snippet with the same
// words, the same text and the budget of both passages. A passage starts at a sentence when a full
// stop, a line end or nothing stands before it, and ends at one likewise: judged from the text
// alone, without the splitter that made it. Exits with 1 when a promise (budget, furniture, marks)
// is broken or a rate falls below its least.

#include <unicode/uchar.h>
#include <xapian.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "common/analysis/code_points.h"
#include "common/analysis/stop_words.h"
#include "common/schema.h"
#include "indexer/readers/file_source.h"
#include "indexer/readers/isolated_readers.h"
#include "indexer/readers/reader_registry.h"
#include "searcher/highlight/highlighter.h"

namespace {

using namespace ksearch;

constexpr std::size_t kQueriesOfDocument = 6;
/// In percent.
constexpr double kLeastStarts = 95;
constexpr double kLeastEnds = 90;
constexpr double kLeastTerms = 97;

class Collector final : public DocumentSink {
 public:
  explicit Collector(std::vector<Document>& documents) : documents_(documents) {}
  void add(Document document) override { documents_.push_back(std::move(document)); }
  void skip(SkippedDocument) override {}
  void warn(const SkippedDocument&) override {}
  void ignore(const SkippedDocument&) override {}

 private:
  std::vector<Document>& documents_;
};

std::vector<Document> read_folder(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Document> documents;
  Collector sink(documents);
  const ReaderRegistry registry({}, make_isolated_reader);
  for (const std::filesystem::path& path : paths) {
    if (path.extension() == ".tsv" || path.filename() == "README.md") continue;
    FileSource source(path.string());
    const ReaderInput input{.path = path.string(),
                            .source = {},
                            .head = source.peek(4096),
                            .modified = source.modified(),
                            .bytes = &source};
    const ReaderChoice choice = registry.choose(input);
    if (choice.reader != nullptr) choice.reader->read(input, sink);
  }
  return documents;
}

/// Words of the body that a person could search for, each once.
std::vector<std::string> telling_words(const Document& document, Analyzer& analyzer) {
  TokenList tokens;
  analyzer.analyze(document.text, tokens);
  std::set<std::string> words;
  for (const Token& token : tokens) {
    const bool in_furniture = std::any_of(document.furniture.begin(), document.furniture.end(),
                                          [&](Span span) { return span.overlaps(token.span); });
    const bool in_title = document.title_span && document.title_span->overlaps(token.span);
    if (in_furniture || in_title || token.kind != TokenKind::kWord || token.word.size() < 4)
      continue;
    if (is_stop_word(token.word, document.language)) continue;
    words.emplace(token.word);
  }
  return {words.begin(), words.end()};
}

highlight::MatchSpec spec_of(const std::vector<std::string>& words, const Document& document,
                             Analyzer& analyzer) {
  highlight::MatchSpec spec;
  TokenList tokens;
  for (const std::string& word : words) {
    highlight::MatchUnit unit;
    highlight::TokenMatcher matcher;
    analyzer.analyze(word, tokens);
    for (const Token& token : tokens) {
      matcher.stems.insert(
          schema::stem_key(document.language, analyzer.stem(token.folded, document.language)));
    }
    if (matcher.stems.empty()) continue;
    unit.sequences.push_back({std::move(matcher)});
    spec.units.push_back(std::move(unit));
  }
  return spec;
}

bool is_terminator(char32_t c) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_S_TERM) != 0 || c == ':' || c == 0x2026;
}
bool is_closing(char32_t c) {
  const auto mask = std::uint32_t{1} << u_charType(static_cast<UChar32>(c));
  return c == '"' || c == '\'' || (mask & (U_GC_PE_MASK | U_GC_PF_MASK | U_GC_PI_MASK)) != 0;
}
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// Whether text[0, end) ends as a sentence does, or with a line.
bool ends_there(std::string_view text, std::size_t end) {
  while (end > 0 && is_space(text[end - 1])) {
    if (text[end - 1] == '\n') return true;
    --end;
  }
  while (end > 0) {
    const char32_t c = previous_code_point(text, end);
    if (!is_closing(c)) return is_terminator(c);
  }
  return true;
}
bool starts_at_sentence(std::string_view text, std::size_t begin) {
  while (begin > 0 && !is_space(text[begin - 1])) --begin;  // an opening quotation mark
  return ends_there(text, begin);
}
bool ends_at_sentence(std::string_view text, std::size_t end) {
  std::size_t next = end;
  while (next < text.size() && is_space(text[next]) && text[next] != '\n') ++next;
  return next == text.size() || text[next] == '\n' || ends_there(text, end);
}

struct Tally {
  std::size_t passages = 0;
  std::size_t starts = 0;
  std::size_t ends = 0;
  std::size_t terms_present = 0;
  std::size_t terms_shown = 0;
  std::size_t with_furniture = 0;
  std::size_t over_budget = 0;
  std::size_t wrong_marks = 0;
  std::size_t chars = 0;

  void add_passage(const Document& document, Span span, std::size_t budget) {
    const std::string_view text = document.text;
    ++passages;
    if (starts_at_sentence(text, span.begin)) ++starts;
    if (ends_at_sentence(text, span.end)) ++ends;
    const std::size_t length = code_point_count(text.substr(span.begin, span.size()));
    chars += length;
    if (length > budget) ++over_budget;
    const bool holds_furniture =
        std::any_of(document.furniture.begin(), document.furniture.end(),
                    [&](Span furniture) { return furniture.overlaps(span); });
    if (holds_furniture) ++with_furniture;
  }
};

double percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 100 : 100 * static_cast<double>(part) / static_cast<double>(whole);
}

void print(const char* name, const Tally& tally) {
  std::printf(
      "%-26s %9zu %8.1f %8.1f %8.1f %8.1f %8.1f %8.1f %7.1f\n", name, tally.passages,
      percent(tally.starts, tally.passages), percent(tally.ends, tally.passages),
      percent(tally.terms_shown, tally.terms_present),
      percent(tally.with_furniture, tally.passages), percent(tally.over_budget, tally.passages),
      percent(tally.wrong_marks, tally.passages),
      tally.passages == 0 ? 0
                          : static_cast<double>(tally.chars) / static_cast<double>(tally.passages));
}

/// Units whose marks lie in one of the spans.
std::size_t units_in(const highlight::MatchSpec& spec, const std::vector<Span>& spans,
                     const highlight::HighlightInput& input, Analyzer& analyzer) {
  std::size_t count = 0;
  for (const highlight::MatchUnit& unit : spec.units) {
    const highlight::MatchSpec alone{{unit}};
    const std::vector<Span> marks = highlight::Highlighter(alone, analyzer).marks(input);
    count += static_cast<std::size_t>(std::any_of(marks.begin(), marks.end(), [&](Span mark) {
      return std::any_of(spans.begin(), spans.end(),
                         [&](Span span) { return span.contains(mark); });
    }));
  }
  return count;
}

Xapian::Stem stemmer_of(const std::string& language) {
  const std::string known = " " + Xapian::Stem::get_available_languages() + " ";
  const bool is_known = known.find(" " + language + " ") != std::string::npos;
  return Xapian::Stem(is_known ? language : "none");
}

/// Xapian's passage, found again in the text.
std::vector<Span> xapian_passage(const Document& document, const std::vector<std::string>& words,
                                 std::size_t budget) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  Xapian::TermGenerator generator;
  const Xapian::Stem stemmer = stemmer_of(document.language);
  generator.set_stemmer(stemmer);
  generator.set_stemming_strategy(Xapian::TermGenerator::STEM_ALL);
  Xapian::Document record;
  generator.set_document(record);
  generator.index_text(document.text);
  database.add_document(record);
  std::vector<std::string> terms;
  for (const std::string& word : words) terms.push_back(stemmer(word));
  Xapian::Enquire enquire(database);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
  const Xapian::MSet found = enquire.get_mset(0, 1);
  std::string shown =
      found.snippet(document.text, budget, stemmer,
                    Xapian::MSet::SNIPPET_BACKGROUND_MODEL | Xapian::MSet::SNIPPET_EXHAUSTIVE |
                        Xapian::MSet::SNIPPET_EMPTY_WITHOUT_MATCH,
                    "", "", "");
  for (const auto& [entity, c] : {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}}) {
    for (std::size_t at = 0; (at = shown.find(entity, at)) != std::string::npos; ++at) {
      shown.replace(at, std::string_view(entity).size(), c);
    }
  }
  const std::size_t at = document.text.find(shown);
  if (shown.empty() || at == std::string::npos) return {};
  return {{at, at + shown.size()}};
}

struct Totals {
  std::size_t pairs = 0;
  Tally ours;
  Tally xapian;
};

void measure(const Document& document, const std::vector<std::string>& words, std::size_t budget,
             Analyzer& analyzer, Totals& totals) {
  const highlight::MatchSpec spec = spec_of(words, document, analyzer);
  highlight::Highlighter highlighter(spec, analyzer);
  highlight::HighlightInput input;
  input.text = document.text;
  input.language = document.language;
  input.furniture = &document.furniture;
  input.title_span = document.title_span.value_or(Span{});
  const std::vector<Span> marks = highlighter.marks(input);
  if (marks.empty()) return;
  const std::size_t present = units_in(spec, {{0, document.text.size()}}, input, analyzer);
  ++totals.pairs;

  std::vector<Span> spans;
  for (const Snippet& snippet : highlighter.snippets(input, {.count = 2, .max_chars = budget})) {
    spans.push_back(snippet.span);
    totals.ours.add_passage(document, snippet.span, budget);
    std::vector<Span> expected;
    for (const Span mark : marks) {
      if (!snippet.span.contains(mark)) continue;
      expected.push_back({mark.begin - snippet.span.begin, mark.end - snippet.span.begin});
    }
    if (snippet.highlights != expected) ++totals.ours.wrong_marks;
  }
  totals.ours.terms_present += present;
  totals.ours.terms_shown += units_in(spec, spans, input, analyzer);

  // One run of words is all it gives: the budget of both passages.
  const std::vector<Span> run = xapian_passage(document, words, 2 * budget);
  for (const Span span : run) totals.xapian.add_passage(document, span, 2 * budget);
  totals.xapian.terms_present += present;
  totals.xapian.terms_shown += units_in(spec, run, input, analyzer);
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<Document> documents;
  for (int i = 1; i < argc; ++i) {
    if (!std::filesystem::exists(argv[i])) {
      std::printf("SKIPPED: no folder %s\n", argv[i]);
      continue;
    }
    for (Document& document : read_folder(argv[i])) documents.push_back(std::move(document));
  }
  bool good = true;
  std::printf("%-26s %9s %8s %8s %8s %8s %8s %8s %7s\n", "percent of passages", "passages",
              "starts", "ends", "terms", "furnit.", "over", "wrong", "chars");
  for (const std::size_t budget : {std::size_t{160}, std::size_t{300}}) {
    Analyzer analyzer;
    Totals totals;
    std::mt19937 random(5);
    for (const Document& document : documents) {
      const std::vector<std::string> words = telling_words(document, analyzer);
      for (std::size_t i = 0; i < kQueriesOfDocument && !words.empty(); ++i) {
        std::vector<std::string> query;
        for (std::size_t k = 0; k < 1 + i % 2; ++k) query.push_back(words[random() % words.size()]);
        measure(document, query, budget, analyzer, totals);
      }
    }
    std::printf("%zu pairs of query and document, %zu characters a passage\n", totals.pairs,
                budget);
    print("ksearch", totals.ours);
    print("Xapian, twice the budget", totals.xapian);
    const Tally& ours = totals.ours;
    good = good && totals.pairs >= 200 && ours.over_budget == 0 && ours.with_furniture == 0 &&
           ours.wrong_marks == 0 && percent(ours.starts, ours.passages) >= kLeastStarts &&
           percent(ours.ends, ours.passages) >= kLeastEnds &&
           percent(ours.terms_shown, ours.terms_present) >= kLeastTerms;
  }
  return good ? 0 : 1;
}
