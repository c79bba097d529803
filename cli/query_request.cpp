#include "cli/query_request.h"

#include <memory>

#include "cli/standard_input.h"
#include "common/format/request_options.h"
#include "ksearch/error.h"

namespace ksearch::cli {

SearchRequest query_request(const Arguments& arguments) {
  SearchRequest request = request_from(arguments);
  const auto file = arguments.value("synonyms");
  if (!file) return request;
  const std::string text = read_named_file(*file);
  try {
    request.synonyms = std::make_shared<const Synonyms>(Synonyms::parse(text));
  } catch (const Error& error) {
    throw Error(error.code(), (*file == "-" ? "standard input" : *file) + ": " + error.what());
  }
  return request;
}

}  // namespace ksearch::cli
