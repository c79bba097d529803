#include "indexer/readers/html_reader.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/dates.h"
#include "indexer/readers/article_extraction.h"
#include "indexer/readers/format.h"
#include "indexer/readers/found_date.h"
#include "indexer/readers/html_metadata.h"
#include "indexer/readers/html_tree.h"
#include "indexer/readers/source_text.h"
#include "indexer/readers/text_encoding.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

/// Where a browser looks for a declaration.
constexpr std::size_t kCharsetBytes = 4096;
/// Larger pages are catalogues or attacks; pictures written into a page count, sadly.
constexpr std::size_t kMaxPageBytes = std::size_t{32} << 20;

/// The word after `key` and "=", quotes around it dropped.
std::string value_after(std::string_view text, std::string_view key) {
  std::size_t at = text.find(key);
  while (at != std::string_view::npos) {
    std::string_view rest = trimmed(text.substr(at + key.size()));
    if (rest.starts_with('=')) {
      rest = trimmed(rest.substr(1));
      const std::size_t begin = std::min(rest.find_first_not_of("\"'"), rest.size());
      rest.remove_prefix(begin);
      return std::string(rest.substr(0, rest.find_first_of("\"'>;/? \t\r\n")));
    }
    at = text.find(key, at + 1);
  }
  return {};
}

std::optional<DocumentDate> date_of(const HtmlMetadata& metadata, const Document& document,
                                    const ReaderInput& input) {
  if (metadata.published) return metadata.published;
  if (auto date = date_in_lines(document.text, text_lines(document.text))) return date;
  if (auto date = date_in_name(metadata.url)) return date;
  if (auto date = date_in_name(file_name(input.path))) return date;
  return date_of_file(input);
}

}  // namespace

std::string declared_html_charset(std::string_view head) {
  const std::string lower = lower_case(head.substr(0, kCharsetBytes));
  if (lower.starts_with("<?xml")) {
    std::string encoding =
        value_after(std::string_view(lower).substr(0, lower.find("?>")), "encoding");
    if (!encoding.empty()) return encoding;
  }
  return value_after(lower, "charset");
}

DecodedText read_markup(const ReaderInput& input, DocumentSink& sink, std::size_t max_bytes) {
  std::string bytes = read_bytes(input, sink, max_bytes);
  const std::string charset = declared_html_charset(bytes);
  DecodedText decoded = decode_text(std::move(bytes), charset);
  report_warnings(decoded, input, sink);
  return decoded;
}

void HtmlReader::read(const ReaderInput& input, DocumentSink& sink) const {
  const DecodedText decoded = read_markup(input, sink, kMaxPageBytes);
  const auto warn = [&](std::string reason) {
    sink.warn({.path = input.path, .member = {}, .reason = std::move(reason)});
  };
  const HtmlTree tree = HtmlTree::parse(decoded.text);
  if (tree.is_cut_off()) warn("elements are nested too deeply; the rest of the page was left out");

  HtmlMetadata metadata = html_metadata(tree);
  Document document;
  document.text = article_text(tree, metadata.body, metadata.title);
  if (trimmed(document.text).empty() && metadata.title.empty()) {
    sink.skip({.path = input.path, .member = {}, .reason = "no text in the page"});
    return;
  }
  document.date = date_of(metadata, document, input);
  document.title = std::move(metadata.title);
  document.path = input.path;
  document.url = std::move(metadata.url);
  document.source = std::move(metadata.site);
  if (document.source.empty()) document.source = input.source;
  document.language = std::move(metadata.language);
  document.type = name();
  document.authors = std::move(metadata.authors);
  if (!metadata.bad_date.empty()) warn_bad_date(input, {}, metadata.bad_date, sink);
  if (!metadata.description.empty()) {
    document.metadata.emplace_back("description", std::move(metadata.description));
  }
  sink.add(std::move(document));
}

}  // namespace ksearch
