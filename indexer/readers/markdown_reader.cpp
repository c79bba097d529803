#include "indexer/readers/markdown_reader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "indexer/readers/format.h"
#include "indexer/readers/found_date.h"
#include "indexer/readers/front_matter.h"
#include "indexer/readers/language.h"
#include "indexer/readers/markdown_text.h"
#include "indexer/readers/source_text.h"
#include "indexer/readers/text_encoding.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

/// Keys that become fields of the document; all others are metadata.
bool is_field(std::string_view key) {
  static constexpr std::string_view kFields[] = {
      "title", "date", "published", "author", "authors", "source", "language", "lang", "url"};
  return std::find(std::begin(kFields), std::end(kFields), key) != std::end(kFields);
}

std::string joined(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
  return text;
}

void set_fields(Document& document, const FrontMatter& matter) {
  document.title = collapsed(matter.first({"title"}));
  document.url = matter.first({"url"});
  document.source = matter.first({"source"});
  document.language = language_from_tag(matter.first({"language", "lang"}));
  document.date = published_date(matter.first({"date", "published"}));
  for (const auto& [key, values] : matter.fields) {
    if (key == "author" || key == "authors") {
      document.authors.insert(document.authors.end(), values.begin(), values.end());
    } else if (!is_field(key) && !values.empty()) {
      document.metadata.emplace_back(key, joined(values));
    }
  }
}

}  // namespace

bool MarkdownReader::accepts(const ReaderInput& input) const {
  const std::string extension = file_extension(input.path);
  return extension == "md" || extension == "markdown";
}

void MarkdownReader::read(const ReaderInput& input, DocumentSink& sink) const {
  const DecodedText decoded = read_text(input, sink);
  const FrontMatter matter = read_front_matter(decoded.text);
  MarkdownText body = markdown_text(std::string_view(decoded.text).substr(matter.size_bytes));

  Document document;
  set_fields(document, matter);
  const std::string date_text = matter.first({"date", "published"});
  if (!date_text.empty() && !document.date) {
    warn_bad_date(input, {}, date_text, sink);
    document.metadata.emplace_back("date", date_text);
  }
  if (body.first_heading) {
    const std::string_view heading = slice(body.text, *body.first_heading);
    if (document.title.empty()) document.title = heading;
    if (document.title == heading) document.title_span = body.first_heading;
  }
  document.text = std::move(body.text);
  document.path = input.path;
  if (document.source.empty()) document.source = site_of_url(document.url);
  if (document.source.empty()) document.source = input.source;
  document.type = name();
  if (!document.date) document.date = date_in_lines(document.text, text_lines(document.text));
  if (!document.date) document.date = date_in_name(file_name(input.path));
  if (!document.date) document.date = date_of_file(input);
  sink.add(std::move(document));
}

}  // namespace ksearch
