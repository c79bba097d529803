#pragma once

#include <string>
#include <string_view>

#include "ksearch/error.h"
#include "searcher/query/caret.h"
#include "searcher/query/parser.h"
#include "searcher/query/printer.h"

namespace ksearch::test {

/// What holds for every query, in each mode: it parses or throws a QueryError; spans lie inside it;
/// its canonical text parses to the same tree and is its own canonical text. Empty when all holds,
/// else what does not.
inline std::string query_property(std::string_view text) {
  const auto inside = [](Span span, std::string_view whole) {
    return span.begin <= span.end && span.end <= whole.size();
  };
  for (const bool plain : {false, true}) {
    for (const bool exact : {false, true}) {
      query::ParseOptions options;
      options.plain = plain;
      options.exact = exact;
      query::ParsedQuery parsed;
      try {
        parsed = query::parse(text, options);
      } catch (const QueryError& error) {
        if (!inside(error.span(), text)) return "an error points outside the query";
        static_cast<void>(query::caret_message(text, error.span()));
        continue;
      }
      for (const query::QueryWarning& warning : parsed.warnings) {
        if (!inside(warning.span, text)) return "a warning points outside the query";
      }
      const std::string canonical = query::to_string(parsed.root);
      query::ParseOptions wide;
      wide.budget = {.text_bytes = std::size_t{1} << 30,
                     .operator_bytes = std::size_t{1} << 30,
                     .operators = 1000,
                     .depth = 100};
      try {
        const query::Node again = query::parse(canonical, wide).root;
        if (again != parsed.root) return "not the same tree: " + canonical;
        if (query::to_string(again) != canonical) return "not the same text: " + canonical;
      } catch (const QueryError& error) {
        return "the canonical text is refused: " + canonical + ": " + error.what();
      }
    }
  }
  return {};
}

}  // namespace ksearch::test
