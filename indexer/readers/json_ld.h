#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ksearch {

/// The article that a page's JSON-LD describes; fields are empty where it says nothing.
struct JsonLdArticle {
  std::string headline;
  std::string published;  ///< datePublished, as written
  std::string language;
  std::string url;
  std::string publisher;
  std::string body;
  std::vector<std::string> authors;
};

/// Adds what one <script type="application/ld+json"> says: of the first schema.org article in it,
/// at any depth. Fields that have a value keep it. Broken JSON is passed over.
void read_json_ld(std::string_view json, JsonLdArticle& article);

}  // namespace ksearch
