#include "ksearch/version.h"

namespace ksearch {

std::string_view version() noexcept { return KSEARCH_VERSION; }

}  // namespace ksearch
