#include "indexer/readers/json_ld.h"

#include <simdjson.h>

#include <algorithm>
#include <cctype>
#include <optional>

#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

using simdjson::dom::element;

constexpr int kDeepest = 12;

std::string_view string_of(element value) {
  std::string_view text;
  return value.get(text) == simdjson::SUCCESS ? text : std::string_view();
}

std::optional<element> member(element object, std::string_view key) {
  element value;
  if (!object.is_object() || object[key].get(value) != simdjson::SUCCESS) return std::nullopt;
  return value;
}

bool names_article(std::string_view type) {
  return type.ends_with("Article") || type.ends_with("BlogPosting") || type == "Report" ||
         type.ends_with("NewsStory");
}

bool is_article(element object) {
  const auto type = member(object, "@type");
  if (!type) return false;
  if (!type->is_array()) return names_article(string_of(*type));
  for (const element one : type->get_array()) {
    if (names_article(string_of(one))) return true;
  }
  return false;
}

std::optional<element> find_article(element value, int depth) {
  if (depth > kDeepest) return std::nullopt;
  if (value.is_array()) {
    for (const element one : value.get_array()) {
      if (auto found = find_article(one, depth + 1)) return found;
    }
  } else if (value.is_object()) {
    if (is_article(value)) return value;
    for (const auto& [key, one] : value.get_object()) {
      // Lists of other stories are described by articles too.
      if (key == "itemListElement" || key == "hasPart" || key == "isPartOf") continue;
      if (auto found = find_article(one, depth + 1)) return found;
    }
  }
  return std::nullopt;
}

/// A string, or the name of an object, or the first of a list.
std::string_view name_of(element value) {
  if (value.is_array()) {
    for (const element one : value.get_array()) return name_of(one);
    return {};
  }
  if (const auto name = member(value, "name")) return string_of(*name);
  return string_of(value);
}

void add_authors(element value, std::vector<std::string>& authors) {
  if (value.is_array()) {
    for (const element one : value.get_array()) add_authors(one, authors);
    return;
  }
  std::string name = collapsed(name_of(value));
  const bool is_known = std::find(authors.begin(), authors.end(), name) != authors.end();
  if (!name.empty() && !is_known) authors.push_back(std::move(name));
}

/// Line ends inside strings are the commonest fault of JSON-LD; outside strings they do not matter.
std::string without_control_characters(std::string_view json) {
  std::string cleaned(json);
  std::replace_if(
      cleaned.begin(), cleaned.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; },
      ' ');
  return cleaned;
}

/// Pages that were once XHTML hide scripts in comments or CDATA sections.
std::string_view without_wrapping(std::string_view json) {
  json = trimmed(json);
  for (const std::string_view opening : {"//", "/*", "<!--", "<![CDATA[", "*/"}) {
    if (json.starts_with(opening)) json = trimmed(json.substr(opening.size()));
  }
  for (const std::string_view closing : {"*/", "-->", "]]>", "/*", "//"}) {
    if (json.ends_with(closing)) json = trimmed(json.substr(0, json.size() - closing.size()));
  }
  return json;
}

}  // namespace

void read_json_ld(std::string_view json, JsonLdArticle& article) {
  json = without_wrapping(json);
  simdjson::dom::parser parser;
  element root;
  const simdjson::padded_string exact(json);
  const simdjson::padded_string cleaned(without_control_characters(json));
  if (parser.parse(exact).get(root) != simdjson::SUCCESS &&
      parser.parse(cleaned).get(root) != simdjson::SUCCESS) {
    return;
  }
  const auto found = find_article(root, 0);
  if (!found) return;
  const auto take = [&found](std::string& field, std::string_view key) {
    const auto value = member(*found, key);
    if (field.empty() && value) field = std::string(name_of(*value));
  };
  take(article.headline, "headline");
  take(article.headline, "name");
  take(article.published, "datePublished");
  take(article.language, "inLanguage");
  take(article.url, "url");
  take(article.publisher, "publisher");
  take(article.body, "articleBody");
  const auto author = member(*found, "author");
  if (author && article.authors.empty()) add_authors(*author, article.authors);
}

}  // namespace ksearch
