#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/conll.h"
#include "cli/exit_code.h"
#include "cli/json_format.h"
#include "cli/marked_text.h"
#include "cli/session.h"
#include "cli/standard_input.h"
#include "indexer/entities/default_recognizer.h"
#include "indexer/readers/file_source.h"
#include "indexer/readers/language.h"
#include "indexer/readers/reader_registry.h"
#include "ksearch/analyzer.h"
#include "ksearch/entity.h"
#include "ksearch/error.h"

namespace ksearch::cli {
namespace {

/// Recognises the names in one text after another.
class TextRecognizer {
 public:
  explicit TextRecognizer(std::string language) : language_(std::move(language)) {}

  /// `language` empty: that of --language, else the detected one.
  std::vector<Mention> recognize(std::string_view text, std::string language,
                                 const std::vector<Span>& furniture) {
    if (language.empty()) language = language_ == "auto" ? detect_language(text) : language_;
    analyzer_.analyze(text, tokens_);
    return recognizer_->recognize({text, tokens_.tokens(), language, furniture});
  }

 private:
  std::string language_;
  Analyzer analyzer_;
  TokenList tokens_;
  std::unique_ptr<EntityRecognizer> recognizer_ = make_default_recognizer();
};

/// Prints the mentions of the documents that a reader finds in one file.
class MentionPrinter final : public DocumentSink {
 public:
  MentionPrinter(Session& session, TextRecognizer& recognizer, std::string file)
      : session_(session), recognizer_(recognizer), file_(std::move(file)) {}

  void add(Document document) override {
    // A headline that is not part of the text helps to resolve names, and has no offsets in it.
    constexpr std::string_view kBlankLine = "\n\n";
    const bool apart = !document.title.empty() && !document.title_span;
    const std::size_t shift = apart ? document.title.size() + kBlankLine.size() : 0;
    const std::string text =
        (apart ? document.title + std::string(kBlankLine) : "") + document.text;
    for (Span& span : document.furniture) span = {span.begin + shift, span.end + shift};
    for (Mention& mention : recognizer_.recognize(text, document.language, document.furniture)) {
      if (mention.span.begin < shift) continue;
      mention.span = {mention.span.begin - shift, mention.span.end - shift};
      print(document, mention);
    }
  }
  void skip(SkippedDocument skipped) override {
    ++skipped_;
    session_.diagnostics.failed(skipped);
  }
  void warn(const SkippedDocument& warning) override { session_.diagnostics.repaired(warning); }

  [[nodiscard]] std::size_t mentions() const { return mentions_; }
  [[nodiscard]] std::size_t skipped() const { return skipped_; }

 private:
  void print(const Document& document, const Mention& mention) {
    ++mentions_;
    if (session_.diagnostics.json()) {
      session_.out.write(json_mention(file_, document, mention));
      return;
    }
    std::string where = printable(file_);
    if (!document.member.empty()) where += ", " + printable(document.member);
    const std::string_view text =
        std::string_view(document.text).substr(mention.span.begin, mention.span.size());
    session_.out.write(fmt::format("{}:{}-{}: {:<6}  {}", where, mention.span.begin,
                                   mention.span.end, to_string(mention.type), printable(text)));
    session_.out.write(mention.name == text ? "\n" : " = " + printable(mention.name) + "\n");
  }

  Session& session_;
  TextRecognizer& recognizer_;
  std::string file_;
  std::size_t mentions_ = 0;
  std::size_t skipped_ = 0;
};

/// Reads one file with the reader of its format, and plain text from standard input.
void read_file(const std::string& name, const ReaderRegistry& readers, DocumentSink& sink) {
  if (name == "-") {
    Document document;
    document.text = read_named_file(name);
    sink.add(std::move(document));
    return;
  }
  constexpr std::size_t kHeadBytes = 4096;
  const std::string path = std::filesystem::absolute(name).lexically_normal().string();
  FileSource source(path);
  ReaderInput input{.path = path,
                    .source = {},
                    .head = source.peek(kHeadBytes),
                    .modified = source.modified(),
                    .bytes = &source};
  const ReaderChoice choice = readers.choose(input);
  if (choice.reader == nullptr) return sink.skip({name, "", choice.reason});
  choice.reader->read(input, sink);
}

/// Prints the lines of a CoNLL file, each token with its tag as one more column.
void tag_conll(const std::string& name, TextRecognizer& recognizer, Output& out) {
  const std::string bytes = read_named_file(name);
  std::vector<std::string_view> lines;
  for (std::string_view rest = bytes; !rest.empty();) {
    const std::size_t length = std::min(rest.find('\n'), rest.size());
    lines.push_back(rest.substr(0, length));
    rest.remove_prefix(std::min(length + 1, rest.size()));
  }
  std::vector<std::string> tags(lines.size());
  for (const ConllDocument& document : read_conll(lines)) {
    const auto mentions = recognizer.recognize(document.text, {}, {});
    const std::vector<std::string> found = bio_tags(document, mentions);
    for (std::size_t i = 0; i < found.size(); ++i) tags[document.tokens[i].line] = found[i];
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string_view line = lines[i];
    if (line.ends_with('\r')) line.remove_suffix(1);
    out.write(line);
    if (!tags[i].empty()) {
      out.write(line.find('\t') == std::string_view::npos ? " " : "\t");
      out.write(tags[i]);
    }
    out.write("\n");
  }
}

}  // namespace

int run_entities(Session& session) {
  const Arguments& arguments = session.arguments;
  if (arguments.operands().empty()) {
    throw Error(ErrorCode::kInvalidArgument, "no file was given to recognise names in");
  }
  if (arguments.has("conll") && arguments.has("json")) {
    throw Error(ErrorCode::kInvalidArgument, "'--conll' prints lines of its own, not JSON");
  }
  const ReaderRegistry readers;
  TextRecognizer recognizer(arguments.value("language").value_or("auto"));
  bool found = false;
  bool failed = false;
  for (const std::string& name : arguments.operands()) {
    if (arguments.has("conll")) {
      tag_conll(name, recognizer, session.out);
      found = true;
      continue;
    }
    MentionPrinter printer(session, recognizer, name);
    try {
      read_file(name, readers, printer);
    } catch (const Error& error) {
      printer.skip({name, "", error.what()});
    }
    found = found || printer.mentions() > 0;
    failed = failed || printer.skipped() > 0;
  }
  if (failed) return kSomeUnreadable;
  return found ? kDone : kNothingFound;
}

}  // namespace ksearch::cli
