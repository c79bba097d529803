#pragma once

#include <string>
#include <vector>

#include "cli/terminal.h"
#include "ksearch/searcher.h"

namespace ksearch::cli {

/// Related names under a heading for each field, in the order given: how many of the documents that
/// name them match, how many times as often as elsewhere that is, and on a terminal a bar of the
/// significance.
[[nodiscard]] std::string text_related(const std::vector<RelatedEntity>& related,
                                       const Terminal& terminal);

/// A line for each completion: its text, what it is, the documents.
[[nodiscard]] std::string text_completions(const std::vector<Completion>& completions,
                                           const Terminal& terminal);

}  // namespace ksearch::cli
