#include "common/storage/damage.h"

#include "ksearch/error.h"

namespace ksearch {

void throw_damaged(const std::string& what) {
  throw Error(ErrorCode::kIndexCorrupt,
              what + " is damaged; rebuild the index with ksearch index --rebuild");
}

}  // namespace ksearch
