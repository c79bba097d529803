#pragma once

#include "indexer/readers/reader_registry.h"

namespace ksearch::sandbox {

/// The number under which a reader process finds its end of the socket.
inline constexpr int kSocketDescriptor = 3;
/// How a reader process ends that got no memory.
inline constexpr int kOutOfMemoryStatus = 77;

/// What the program ksearch-extract does: confines itself to the limits that its arguments name
/// (bytes of memory, seconds for a record), then reads file after file with `registry` until the
/// other end of the socket closes. The process then ends at once, so that no library which a file
/// may have upset tidies up. Returns only when it was not started by ksearch, with an exit status.
int run_extractor(int argc, char** argv, const ReaderRegistry& registry);

}  // namespace ksearch::sandbox
