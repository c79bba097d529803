// RFC 4155: a line "From " after an empty line begins a message. Many programs leave such lines in
// texts as they are, so it must also have the time that RFC 4155 and all known writers put there.
// Quoted lines (">From ", mboxrd also ">>From ") lose one ">".

#include "indexer/readers/mbox_reader.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/readers/line_splitter.h"
#include "indexer/readers/mail_message.h"
#include "indexer/readers/member.h"
#include "indexer/readers/source_text.h"

namespace ksearch {
namespace {

constexpr std::size_t kLongestId = 200;

bool has_clock_time(std::string_view line) {
  const auto is_digit = [&](std::size_t i) {
    return i < line.size() && std::isdigit(static_cast<unsigned char>(line[i])) != 0;
  };
  for (std::size_t colon = line.find(':'); colon != std::string_view::npos;
       colon = line.find(':', colon + 1)) {
    if (colon > 0 && is_digit(colon - 1) && is_digit(colon + 1) && is_digit(colon + 2)) return true;
  }
  return false;
}

bool begins_message(std::string_view line) {
  return line.starts_with("From ") && has_clock_time(line);
}

bool is_quoted_from(std::string_view line) {
  const std::size_t quotes = std::min(line.find_first_not_of('>'), line.size());
  return quotes > 0 && line.substr(quotes).starts_with("From ");
}

/// Gives the document of a message its id; those of its attachments come after it.
class MessageSink final : public DocumentSink {
 public:
  explicit MessageSink(DocumentSink& sink) : sink_(sink) {}

  void add(Document document) override {
    if (document.member.empty()) set_id(document);
    sink_.add(std::move(document));
  }
  void skip(SkippedDocument skipped) override { sink_.skip(std::move(skipped)); }
  void warn(const SkippedDocument& warning) override { sink_.warn(warning); }
  void ignore(const SkippedDocument& ignored) override { sink_.ignore(ignored); }

 private:
  static void set_id(Document& document) {
    for (const auto& [key, value] : document.metadata) {
      if (key == kMessageIdKey && value.size() <= kLongestId) document.id = value;
    }
  }

  DocumentSink& sink_;
};

/// Collects the lines of one message after another.
class MessageCollector {
 public:
  MessageCollector(const ReaderRegistry& members, const ReaderInput& input, DocumentSink& sink)
      : members_(members), input_(input), sink_(sink) {}

  void begin() {
    finish();
    ++number_;
  }

  void add(std::string_view line) {
    if (number_ == 0) ++number_;
    if (too_long_ || message_.size() + line.size() + 1 > kMaxTextBytes) {
      too_long_ = true;
      return;
    }
    message_.append(is_quoted_from(line) ? line.substr(1) : line).append(1, '\n');
  }
  void line_too_long() { too_long_ = true; }

  void finish() {
    if (number_ == 0) return;
    MemberSink placed(input_, "message " + std::to_string(number_), sink_);
    MessageSink message(placed);
    if (too_long_) {
      placed.skip({.path = {},
                   .member = {},
                   .reason = "longer than " + std::to_string(kMaxTextBytes >> 20) + " MiB"});
    } else {
      read_mail_message(message_, members_, input_, message);
    }
    message_.clear();
    too_long_ = false;
  }

 private:
  const ReaderRegistry& members_;
  const ReaderInput& input_;
  DocumentSink& sink_;
  std::string message_;
  std::uint64_t number_ = 0;
  bool too_long_ = false;
};

}  // namespace

void MboxReader::read(const ReaderInput& input, DocumentSink& sink) const {
  MessageCollector messages(members_, input, sink);
  LineSplitter lines(*input.bytes);
  std::string line;
  bool is_first = true;
  bool after_blank = true;
  for (LineSplitter::Status status = lines.next(line); status != LineSplitter::Status::kEnd;
       status = lines.next(line)) {
    if (status == LineSplitter::Status::kTooLong) {
      messages.line_too_long();
    } else if (after_blank && (begins_message(line) || (is_first && line.starts_with("From ")))) {
      messages.begin();
    } else {
      messages.add(line);
    }
    after_blank = line.empty() || line == "\r";
    is_first = false;
  }
  messages.finish();
}

}  // namespace ksearch
