#include "ksearch/analyzer.h"

#include <unicode/uvernum.h>

#include "common/analysis/stemmer.h"
#include "common/analysis/tokenizer.h"
#include "common/analysis/word_sieve.h"

namespace ksearch {

struct Analyzer::Impl {
  Tokenizer tokenizer;
  StemCache stems;
};

Analyzer::Analyzer() : impl_(std::make_unique<Impl>()) {}
Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

void Analyzer::analyze(std::string_view text, TokenList& out) {
  impl_->tokenizer.tokenize(text, out);
}

std::string_view Analyzer::stem(std::string_view folded, std::string_view language) {
  return impl_->stems.stem(folded, language);
}

void Analyzer::trim_stems(std::size_t max_bytes) { impl_->stems.trim(max_bytes); }

std::string_view Analyzer::fingerprint() {
  // The first number is this project's: raise it with every change of the rules. Never reuse one.
  // Word boundaries and folding come from ICU's data, so its major version is part of the name.
  return "ksearch-2/icu-" U_ICU_VERSION_SHORT;
}

// Here, where an Analyzer's parts are known.
std::uint32_t WordSieve::analyze(Analyzer& analyzer, std::string_view text, TokenList& out) const {
  return analyzer.impl_->tokenizer.tokenize(text, out, *this);
}

bool Analyzer::has_stemmer(std::string_view language) { return is_stemmed_language(language); }

}  // namespace ksearch
