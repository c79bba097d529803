#include "indexer/document_preparer.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "common/analysis/fold.h"
#include "common/schema.h"

namespace ksearch {
namespace {

constexpr std::string_view kTitleSeparator = "\n\n";
/// Bounds the memory of a thread's stem cache; a language's everyday words take far less.
constexpr std::size_t kMaxStemBytes = std::size_t{16} << 20;

/// Whether a span lies in one of some sorted, disjoint spans; asked in ascending order.
class SpanCursor {
 public:
  explicit SpanCursor(const std::vector<Span>& spans) : spans_(spans) {}
  bool covers(Span span) {
    while (next_ < spans_.size() && spans_[next_].end <= span.begin) ++next_;
    return next_ < spans_.size() && spans_[next_].overlaps(span);
  }

 private:
  const std::vector<Span>& spans_;
  std::size_t next_ = 0;
};

void add_value(char prefix, const std::string& value, Xapian::Document& out) {
  if (!value.empty()) out.add_boolean_term(schema::value_term(prefix, value));
}

void add_date(const DocumentDate& date, Xapian::Document& out) {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(date.time));
  const std::string digits =
      fmt::format("{:04}{:02}{:02}", static_cast<int>(day.year()),
                  static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  for (const std::size_t length : {4U, 6U, 8U}) {
    out.add_boolean_term(schema::kDatePrefix + digits.substr(0, length));
  }
  out.add_value(schema::kDateSlot, schema::sortable_date(date.time));
}

void add_path(const std::string& path, Xapian::Document& out) {
  if (path.empty()) return;
  out.add_boolean_term(schema::file_path_term(path));
  Xapian::termpos position = 0;
  const std::filesystem::path parts(path);
  for (const auto& part : parts.relative_path()) {
    out.add_posting(schema::bounded_term(schema::kPathPartPrefix, fold(part.string())), ++position,
                    0);
  }
  const std::string stem = fold(parts.stem().string());
  out.add_posting(schema::bounded_term(schema::kPathPartPrefix, stem), position, 0);
}

}  // namespace

struct DocumentPreparer::AnalysedText {
  std::string_view text;               ///< what was analysed
  std::size_t text_begin = 0;          ///< where Document::text starts in it
  Span title;                          ///< where the title stands in it; empty: there is none
  std::vector<Span> furniture;         ///< in terms of it
  std::uint32_t title_tokens_end = 0;  ///< positions after this one get the gap; 0: no gap
};

PreparedDocument DocumentPreparer::prepare(Document document, std::string content) {
  analyzer_.trim_stems(kMaxStemBytes);
  PreparedDocument prepared;
  AnalysedText analysed;
  std::string joined;
  analysed.furniture = document.furniture;
  if (document.title_span || document.title.empty()) {
    analysed.text = document.text;
    analysed.title = document.title_span.value_or(Span{});
  } else {
    joined.reserve(document.title.size() + kTitleSeparator.size() + document.text.size());
    joined.append(document.title).append(kTitleSeparator).append(document.text);
    analysed.text = joined;
    analysed.text_begin = document.title.size() + kTitleSeparator.size();
    analysed.title = {0, document.title.size()};
    for (Span& span : analysed.furniture) {
      span.begin += analysed.text_begin;
      span.end += analysed.text_begin;
    }
  }
  analyzer_.analyze(analysed.text, tokens_);
  if (analysed.text_begin > 0) {
    for (const Token& token : tokens_) {
      if (token.span.begin >= analysed.text_begin) break;
      analysed.title_tokens_end = token.position;
    }
  }
  if (tokens_.overlong_words() > 0) {
    prepared.warnings.push_back(fmt::format(
        "{} too long to be searched for",
        tokens_.overlong_words() == 1 ? std::string("1 word is")
                                      : fmt::format("{} words are", tokens_.overlong_words())));
  }
  Xapian::Document& out = prepared.document;
  add_words(analysed, document, out);
  prepared.rows.signature = sign(analysed);
  if (recognizer_) add_mentions(analysed, document, prepared);

  out.add_boolean_term(schema::id_term(document.id));
  add_path(document.path, out);
  if (!document.language.empty()) {
    out.add_boolean_term(schema::bounded_term(schema::kLanguagePrefix, document.language));
  }
  if (!document.type.empty()) {
    out.add_boolean_term(schema::bounded_term(schema::kFileTypePrefix, document.type));
  }
  add_value(schema::kSourcePrefix, document.source, out);
  for (const std::string& author : document.authors) {
    add_value(schema::kAuthorPrefix, author, out);
  }
  if (document.date) add_date(*document.date, out);

  StoredRecord record;
  record.text_bytes = document.text.size();
  record.text_hash = text_hash(document.text);
  record.content_hash = std::move(content);
  prepared.rows.text = std::move(document.text);
  document.text.clear();
  record.document = std::move(document);
  out.set_data(encode_record(record));
  return prepared;
}

void DocumentPreparer::add_words(const AnalysedText& analysed, const Document& document,
                                 Xapian::Document& out) {
  const std::string language(schema::stem_language(document.language));
  SpanCursor furniture(analysed.furniture);
  for (const Token& token : tokens_) {
    if (furniture.covers(token.span)) continue;
    const bool in_title = analysed.title.contains(token.span);
    const bool after_gap =
        analysed.title_tokens_end > 0 && token.position > analysed.title_tokens_end;
    const Xapian::termpos position = token.position + (after_gap ? schema::kTitleGap : 0);
    // The whole of a compound is there for phrases; its parts already count for its length.
    const Xapian::termcount count = token.kind == TokenKind::kCompound ? 0 : 1;
    term_.assign(token.word);
    out.add_posting(term_, position, count);
    if (in_title) {
      term_.insert(term_.begin(), schema::kTitleWordPrefix);
      if (schema::fits(term_)) out.add_posting(term_, position, count);
    }
    if (token.kind == TokenKind::kCompound) continue;
    term_.assign(1, schema::kStemPrefix).append(language).append(1, ':');
    term_.append(analyzer_.stem(token.folded, language));
    if (!schema::fits(term_)) continue;
    out.add_term(term_);
    if (in_title) {
      term_.front() = schema::kTitleStemPrefix;
      out.add_term(term_);
    }
  }
}

std::string DocumentPreparer::sign(const AnalysedText& analysed) {
  SpanCursor furniture(analysed.furniture);
  for (const Token& token : tokens_) {
    if (token.kind != TokenKind::kWord && token.kind != TokenKind::kPart) continue;
    if (furniture.covers(token.span)) continue;
    if (analysed.title.contains(token.span)) {
      signature_.add_title_word(token.word);
    } else {
      signature_.add_word(token.word);
    }
  }
  return signature_.finish();
}

void DocumentPreparer::add_mentions(const AnalysedText& analysed, const Document& document,
                                    PreparedDocument& prepared) {
  const std::vector<Mention> mentions = recognizer_->recognize(
      {analysed.text, tokens_.tokens(), document.language, analysed.furniture});
  std::vector<StoredMention> stored;
  std::size_t next_token = 0;
  const std::vector<Token>& tokens = tokens_.tokens();
  for (const Mention& mention : mentions) {
    if (mention.type == EntityType::kMisc) continue;
    const std::uint32_t name = names_.number(mention.type, mention.name);
    const std::string name_term = schema::name_term(name);
    const std::string type_term = schema::entity_type_term(mention.type);
    // Parts of a compound come after its first part, so tokens can only be skipped while they end
    // before the mention begins.
    while (next_token < tokens.size() && tokens[next_token].span.end <= mention.span.begin) {
      ++next_token;
    }
    for (std::size_t i = next_token; i < tokens.size(); ++i) {
      if (tokens[i].span.begin >= mention.span.end) break;
      if (!mention.span.contains(tokens[i].span)) continue;
      const bool after_gap =
          analysed.title_tokens_end > 0 && tokens[i].position > analysed.title_tokens_end;
      const Xapian::termpos position = tokens[i].position + (after_gap ? schema::kTitleGap : 0);
      prepared.document.add_posting(name_term, position, 0);
      prepared.document.add_posting(type_term, position, 0);
    }
    StoredMention kept;
    kept.in_title = analysed.text_begin > 0 && mention.span.end <= analysed.text_begin;
    const std::size_t shift = kept.in_title ? 0 : analysed.text_begin;
    kept.span = {mention.span.begin - shift, mention.span.end - shift};
    kept.type = mention.type;
    kept.name = name;
    stored.push_back(kept);
    prepared.rows.names.push_back(name);
  }
  std::vector<std::uint32_t>& names = prepared.rows.names;
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  if (!stored.empty()) prepared.rows.mentions = encode_mentions(stored);
}

}  // namespace ksearch
