#pragma once

#include <string>

namespace ksearch {

/// Throws Error(kIndexCorrupt): `what` is damaged, and how an index is made anew.
[[noreturn]] void throw_damaged(const std::string& what);

}  // namespace ksearch
