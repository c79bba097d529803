#pragma once

#include <chrono>
#include <string_view>

#include "ksearch/searcher.h"

namespace ksearch {

/// One query with its answer, as the formatters take it. Views and references outlive the call.
struct AnsweredQuery {
  const SearchRequest& request;
  const SearchResults& results;
  std::chrono::microseconds took{};
  std::string_view batch_id;           ///< of --batch; empty: a single query
  std::string_view dominant_language;  ///< of the index; hits in another one show theirs
};

}  // namespace ksearch
