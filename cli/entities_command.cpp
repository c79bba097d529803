#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/document_language.h"
#include "cli/exit_code.h"
#include "cli/marked_text.h"
#include "cli/session.h"
#include "cli/standard_input.h"
#include "common/entities/user_names.h"
#include "common/format/json_format.h"
#include "indexer/entities/default_recognizer.h"
#include "indexer/entities/user_name_recognizer.h"
#include "indexer/readers/file_source.h"
#include "indexer/readers/language.h"
#include "indexer/readers/reader_registry.h"
#include "indexer/sandbox/isolated_reader.h"
#include "ksearch/analyzer.h"
#include "ksearch/entity.h"
#include "ksearch/error.h"

namespace ksearch::cli {
namespace {

/// Recognises the names in one text after another.
class TextRecognizer {
 public:
  TextRecognizer(std::string language, std::unique_ptr<EntityRecognizer> recognizer)
      : language_(std::move(language)), recognizer_(std::move(recognizer)) {}

  /// The language is that of --language, else `language`, else the detected one.
  std::vector<Mention> recognize(std::string_view text, std::string language,
                                 const std::vector<Span>& furniture) {
    if (language_ != "auto") {
      language = language_;
    } else if (language.empty()) {
      language = detect_language(text);
    }
    analyzer_.analyze(text, tokens_);
    return recognizer_->recognize({text, tokens_.tokens(), language, furniture});
  }

 private:
  std::string language_;
  Analyzer analyzer_;
  TokenList tokens_;
  std::unique_ptr<EntityRecognizer> recognizer_;
};

/// The recogniser that --model and --names ask for.
std::unique_ptr<EntityRecognizer> chosen_recognizer(const Arguments& arguments) {
  const auto model = arguments.value("model");
  auto recognizer = model ? make_recognizer(*model) : make_default_recognizer();
  if (const auto file = arguments.value("names")) {
    const UserNames names = parse_user_names(read_named_file(*file));
    recognizer = std::make_unique<UserNameRecognizer>(
        std::move(recognizer), std::make_shared<const UserNameFinder>(names));
  }
  return recognizer;
}

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
  void ignore(const SkippedDocument& ignored) override { session_.diagnostics.ignored(ignored); }

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

/// Reads one file with the reader of its format, and plain text from standard input. A special file
/// or one of no known format is ignored, which is said, since somebody named it.
void read_file(const std::string& name, const ReaderRegistry& readers, IsolatedReader& isolated,
               DocumentSink& sink, Diagnostics& diagnostics) {
  if (name == "-") {
    Document document;
    document.text = read_named_file(name);
    sink.add(std::move(document));
    return;
  }
  constexpr std::size_t kHeadBytes = 4096;
  const std::string path = std::filesystem::absolute(name).lexically_normal().string();
  if (const auto kind = special_file_kind(path)) {
    return diagnostics.note(name + " is ignored: " + std::string(*kind));
  }
  FileSource source(path);
  ReaderInput input{.path = path,
                    .source = {},
                    .head = source.peek(kHeadBytes),
                    .modified = source.modified(),
                    .bytes = &source};
  const ReaderChoice choice = readers.choose(input);
  if (choice.reader == nullptr) {
    return diagnostics.note(name + " is ignored: " + choice.reason);
  }
  if (choice.place == ReaderPlace::kChild) return isolated.read(input, source, sink);
  choice.reader->read(input, sink);
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
  if (arguments.has("conll") && arguments.has("names")) {
    throw Error(ErrorCode::kInvalidArgument, "'--conll' scores the model, without '--names'");
  }
  const std::string model = arguments.value("model").value_or("");
  TextRecognizer recognizer(document_language(arguments), chosen_recognizer(arguments));
  IsolatedReader isolated;
  bool found = false;
  bool failed = false;
  for (const std::string& name : arguments.operands()) {
    if (arguments.has("conll")) {
      session.out.write(tag_conll(read_named_file(name), model));
      found = true;
      continue;
    }
    MentionPrinter printer(session, recognizer, name);
    try {
      read_file(name, readers, isolated, printer, session.diagnostics);
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
