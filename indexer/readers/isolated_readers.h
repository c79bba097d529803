#pragma once

#include <memory>

#include "indexer/readers/reader_registry.h"

namespace ksearch {

/// The reader of a format, for ReaderRegistry in ksearch-extract and in tests; not part of the
/// library. `members` reads what containers hold and must outlive the reader.
[[nodiscard]] std::unique_ptr<DocumentReader> make_isolated_reader(IsolatedFormat format,
                                                                   const ReaderRegistry& members);

}  // namespace ksearch
