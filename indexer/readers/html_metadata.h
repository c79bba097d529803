#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indexer/readers/html_tree.h"
#include "ksearch/document.h"

namespace ksearch {

/// What a page says of its story outside the story's text.
struct HtmlMetadata {
  std::string title;
  std::string url;       ///< canonical
  std::string site;      ///< name of the outlet
  std::string language;  ///< ISO 639-1
  std::vector<std::string> authors;
  std::optional<DocumentDate> published;
  std::string body;         ///< the text as JSON-LD gives it; may be short or empty
  std::string description;  ///< summary of the story
  /// A date of the page that could not be used, for a warning; else empty.
  std::string bad_date;
};

/// Reads JSON-LD (schema.org articles), then OpenGraph and other <meta> elements, microdata,
/// <time>, by-lines, <link rel=canonical>, <h1> and <title>, the first that has a value winning.
[[nodiscard]] HtmlMetadata html_metadata(const HtmlTree& tree);

}  // namespace ksearch
