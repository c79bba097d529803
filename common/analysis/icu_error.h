#pragma once

#include <unicode/utypes.h>

#include <string>

#include "ksearch/error.h"

namespace ksearch {

/// Throws Error (kInternal) when ICU failed at `task`, a noun phrase such as "making a word
/// iterator". ICU fails only where its data is missing or memory ran out.
inline void check_icu(UErrorCode status, const char* task) {
  if (U_FAILURE(status)) {
    throw Error(ErrorCode::kInternal,
                std::string("ICU failed at ") + task + ": " + u_errorName(status));
  }
}

}  // namespace ksearch
