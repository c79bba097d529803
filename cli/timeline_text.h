#pragma once

#include <string>

#include "cli/terminal.h"
#include "ksearch/searcher.h"

namespace ksearch::cli {

/// A line for each period with its count and, on a terminal, a bar. Of four and more periods
/// without a document in a row there is one line that counts them.
[[nodiscard]] std::string text_timeline(const Timeline& timeline, TimeUnit unit,
                                        const Terminal& terminal);

}  // namespace ksearch::cli
