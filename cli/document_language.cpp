#include "cli/document_language.h"

#include "indexer/readers/language.h"
#include "ksearch/error.h"

namespace ksearch::cli {

std::string document_language(const Arguments& arguments) {
  std::string language = arguments.value("language").value_or("auto");
  if (language != "auto" && !is_language_code(language)) {
    throw Error(ErrorCode::kInvalidArgument,
                "'--language' is a code such as en, or auto, not '" + language + "'");
  }
  return language;
}

}  // namespace ksearch::cli
