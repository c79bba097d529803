#include "indexer/readers/record_fields.h"

#include <algorithm>
#include <utility>

#include "indexer/readers/format.h"
#include "indexer/readers/found_date.h"
#include "indexer/readers/language.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

/// A NUL can be written in JSON and would end the text for many a library.
bool replace_nuls(std::string& text) {
  if (text.find('\0') == std::string::npos) return false;
  std::replace(text.begin(), text.end(), '\0', ' ');
  return true;
}

}  // namespace

bool is_date_key(std::string_view key) { return key == "date" || key == "published"; }

bool is_filled(const Document& document, std::string_view key) {
  if (key == "text" || key == "body") return !document.text.empty();
  if (is_date_key(key)) return document.date.has_value();
  if (key == "author" || key == "authors") return !document.authors.empty();
  return false;
}

bool set_record_field(Document& document, std::string_view key, std::string_view value) {
  if (value.empty()) return false;
  if (key == "id") {
    document.id = collapsed(value);
    return !document.id.empty();
  }
  if (key == "language") {
    document.language = language_from_tag(value);
    return !document.language.empty();
  }
  if (is_date_key(key)) {
    document.date = published_date(value);
    return document.date.has_value();
  }
  if (key == "author" || key == "authors") {
    std::string author = collapsed(value);
    if (author.empty()) return false;
    document.authors.push_back(std::move(author));
  } else if (key == "title") {
    document.title = collapsed(value);
  } else if (key == "text" || key == "body") {
    document.text = value;
  } else if (key == "url") {
    document.url = collapsed(value);
  } else if (key == "source") {
    document.source = collapsed(value);
  } else {
    return false;
  }
  return true;
}

void add_record(Document document, std::string type, std::string member, const ReaderInput& input,
                DocumentSink& sink) {
  if (trimmed(document.text).empty() && document.title.empty()) {
    sink.skip({.path = input.path, .member = member, .reason = "no text and no title"});
    return;
  }
  bool has_nuls = false;
  for (std::string* field : {&document.id, &document.title, &document.text, &document.url}) {
    has_nuls = replace_nuls(*field) || has_nuls;
  }
  if (has_nuls) {
    sink.warn(
        {.path = input.path, .member = member, .reason = "NUL bytes were replaced by spaces"});
  }
  document.path = input.path;
  document.member = std::move(member);
  document.type = std::move(type);
  if (document.source.empty()) document.source = site_of_url(document.url);
  if (document.source.empty()) document.source = input.source;
  sink.add(std::move(document));
}

}  // namespace ksearch
