// The recogniser, the CoNLL reader and the corrections parser on any bytes: mentions are sorted,
// disjoint and named, the CoNLL output has a line for each line, and bad corrections throw Error.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "common/entities/corrections.h"
#include "indexer/entities/default_recognizer.h"
#include "ksearch/analyzer.h"
#include "ksearch/error.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

void check_recognizer(std::string_view text, std::string_view language) {
  static ksearch::Analyzer analyzer;
  static ksearch::TokenList tokens;
  static const auto recognizer = ksearch::make_default_recognizer();
  analyzer.analyze(text, tokens);
  std::size_t end = 0;
  for (const ksearch::Mention& mention :
       recognizer->recognize({text, tokens.tokens(), language, {}})) {
    require(mention.span.begin >= end && mention.span.begin < mention.span.end);
    require(mention.span.end <= text.size() && !mention.name.empty());
    end = mention.span.end;
  }
}

void check_corrections(std::string_view text) {
  try {
    const ksearch::Corrections corrections = ksearch::parse_corrections(text);
    require(ksearch::parse_corrections(to_string(corrections)).list == corrections.list);
  } catch (const ksearch::Error& error) {
    require(error.code() == ksearch::ErrorCode::kInvalidArgument);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_recognizer(text, "en");
  check_recognizer(text, "de");
  const std::string tagged = ksearch::tag_conll(text);
  require(std::ranges::count(tagged, '\n') >= std::ranges::count(text, '\n'));
  check_corrections(text);
  return 0;
}
