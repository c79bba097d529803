#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "ksearch/error.h"
#include "searcher/query/parser.h"
#include "searcher/query/printer.h"

namespace ksearch::test {

/// Options whose today is Friday, 16 May 2025.
inline query::ParseOptions friday_options() {
  query::ParseOptions options;
  options.today = std::chrono::sys_days(std::chrono::year(2025) / 5 / 16);
  return options;
}

inline std::string marked(std::string_view query, Span span) {
  return " [" + std::string(query.substr(span.begin, span.size())) + "]";
}

/// What a query is read as, for tables: its canonical text, then a line for each warning
/// ("? message [bytes]"), or "! message [bytes]" for an error.
inline std::string outcome(std::string_view query,
                           const query::ParseOptions& options = friday_options()) {
  try {
    const query::ParsedQuery parsed = query::parse(query, options);
    std::string text = query::to_string(parsed.root);
    for (const query::QueryWarning& warning : parsed.warnings) {
      text += "\n? " + warning.message + marked(query, warning.span);
    }
    return text;
  } catch (const QueryError& error) {
    return std::string("! ") + error.what() + marked(query, error.span());
  }
}

}  // namespace ksearch::test
