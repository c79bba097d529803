// SGML without its DTD cannot be parsed in general; this collection uses no more of it than tags
// that all are closed, "&lt;", "&amp;" and control characters by number, which are the wire's.

#include "indexer/readers/reuters_reader.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/readers/byline.h"
#include "indexer/readers/format.h"
#include "indexer/readers/found_date.h"
#include "indexer/readers/line_splitter.h"
#include "indexer/readers/source_text.h"
#include "indexer/readers/text_encoding.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

constexpr std::string_view kBegin = "<REUTERS";
constexpr std::string_view kEnd = "</REUTERS>";

/// What stands between <NAME ...> and </NAME>; empty when it is missing.
std::string_view element(std::string_view sgml, std::string_view name) {
  const std::string open = "<" + std::string(name);
  const std::string close = "</" + std::string(name) + ">";
  std::size_t begin = sgml.find(open);
  if (begin == std::string_view::npos) return {};
  begin = sgml.find('>', begin);
  const std::size_t end = sgml.find(close, begin);
  if (begin == std::string_view::npos || end == std::string_view::npos) return {};
  return sgml.substr(begin + 1, end - begin - 1);
}

std::string attribute(std::string_view tag, std::string_view name) {
  const std::string key = std::string(name) + "=\"";
  const std::size_t begin = tag.find(key);
  if (begin == std::string_view::npos) return {};
  const std::string_view value = tag.substr(begin + key.size());
  return std::string(value.substr(0, value.find('"')));
}

/// Character data without tags; references are resolved, those to control characters dropped.
std::string plain(std::string_view sgml) {
  struct Reference {
    std::string_view name;
    char character;
  };
  static constexpr Reference kReferences[] = {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}};
  std::string text;
  for (std::size_t i = 0; i < sgml.size();) {
    const std::string_view rest = sgml.substr(i);
    const auto* const known = std::ranges::find_if(
        kReferences, [rest](const Reference& one) { return rest.starts_with(one.name); });
    if (known != std::end(kReferences)) {
      text += known->character;
      i += known->name.size();
    } else if (rest.starts_with("&#")) {
      const std::size_t end = rest.substr(0, 8).find(';');
      i += end == std::string_view::npos ? 1 : end + 1;
    } else if (rest.front() == '<') {
      i += std::min(rest.find('>'), rest.size() - 1) + 1;
    } else {
      const auto byte = static_cast<unsigned char>(rest.front());
      if (byte >= 0x20 || byte == '\n' || byte == '\t') text += rest.front();
      ++i;
    }
  }
  return text;
}

/// The body without the agency's sign-off, which is a line of its own at the end.
std::string body_text(std::string_view sgml) {
  const std::string text = plain(sgml);
  std::string_view kept = trimmed(text);
  const std::size_t last_line = kept.rfind('\n') + 1;
  if (lower_case(trimmed(kept.substr(last_line))) == "reuter") {
    kept = trimmed(kept.substr(0, last_line));
  }
  return std::string(kept);
}

void add_topics(Document& document, std::string_view story) {
  for (const std::string_view name :
       {"TOPICS", "PLACES", "PEOPLE", "ORGS", "EXCHANGES", "COMPANIES"}) {
    std::string_view list = element(story, name);
    while (true) {
      const std::string_view one = element(list, "D");
      if (one.empty()) break;
      document.metadata.emplace_back(lower_case(name), collapsed(plain(one)));
      list.remove_prefix(static_cast<std::size_t>(one.data() + one.size() - list.data()));
    }
  }
}

void read_story(std::string_view story, const std::string& member, const ReaderInput& input,
                DocumentSink& sink) {
  Document document;
  std::string_view text = element(story, "TEXT");
  document.title = collapsed(plain(element(text, "TITLE")));
  const std::string dateline = collapsed(plain(element(text, "DATELINE")));
  const std::string author = collapsed(plain(element(text, "AUTHOR")));
  std::string_view body = element(text, "BODY");
  // Unprocessed stories have their text without further elements.
  const bool has_parts = text.find("<TITLE>") != std::string_view::npos;
  document.text = body_text(body.empty() && !has_parts ? text : body);
  if (!dateline.empty() && !document.text.empty()) {
    document.text.insert(0, dateline + " ");
  }
  if (document.text.empty() && document.title.empty()) {
    sink.skip({.path = input.path, .member = member, .reason = "no text and no title"});
    return;
  }
  document.path = input.path;
  document.member = member;
  document.source = input.source;
  document.type = "sgml";
  document.authors = names_in_byline(author.substr(0, author.find(',')));
  const std::string date = collapsed(plain(element(story, "DATE")));
  document.date = published_date(date);
  if (!document.date && !date.empty()) warn_bad_date(input, member, date, sink);
  if (!document.date) document.date = date_of_file(input);
  add_topics(document, story);
  sink.add(std::move(document));
}

}  // namespace

bool ReutersReader::accepts(const ReaderInput& input) const {
  const std::string extension = file_extension(input.path);
  return (extension == "sgm" || extension == "sgml") &&
         input.head.find(kBegin) != std::string::npos;
}

void ReutersReader::read(const ReaderInput& input, DocumentSink& sink) const {
  LineSplitter lines(*input.bytes);
  std::string line;
  std::string story;
  std::uint64_t number = 0;
  const auto finish = [&] {
    ++number;
    DecodedText decoded = decode_text(std::exchange(story, {}));
    const std::string_view tag = std::string_view(decoded.text).substr(0, decoded.text.find('>'));
    const std::string name = attribute(tag, "NEWID");
    const std::string member = "story " + (name.empty() ? std::to_string(number) : name);
    if (decoded.text.size() >= kMaxTextBytes) {
      sink.skip({.path = input.path,
                 .member = member,
                 .reason = "longer than " + std::to_string(kMaxTextBytes >> 20) + " MiB"});
      return;
    }
    for (std::string& warning : decoded.warnings) {
      sink.warn({.path = input.path, .member = member, .reason = std::move(warning)});
    }
    read_story(decoded.text, member, input, sink);
  };
  while (lines.next(line) != LineSplitter::Status::kEnd) {
    std::string_view rest = line;
    if (!story.empty() && rest.starts_with(kBegin)) finish();
    for (bool goes_on = true; goes_on;) {
      if (story.empty()) {
        const std::size_t begin = rest.find(kBegin);
        if (begin == std::string_view::npos) break;
        rest.remove_prefix(begin);
      }
      const std::size_t end = rest.find(kEnd);
      goes_on = end != std::string_view::npos;
      const std::string_view part = rest.substr(0, goes_on ? end + kEnd.size() : end);
      story.append(part, 0, kMaxTextBytes - std::min(kMaxTextBytes, story.size())) += '\n';
      if (goes_on) finish();
      rest.remove_prefix(part.size());
    }
  }
  if (!story.empty()) {
    ++number;
    sink.skip({.path = input.path,
               .member = "story " + std::to_string(number),
               .reason = "the story is cut off"});
  }
}

}  // namespace ksearch
