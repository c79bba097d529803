#include "indexer/readers/language.h"

// CLD2's header uses names of these three without including them.
#include <cld2/public/compact_lang_det.h>
#include <stdio.h>
#include <unicode/uloc.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "common/utf8.h"

namespace ksearch {
namespace {

/// Eight times as much changed the answer for 1 of 10,000 news stories, and took twice the time.
constexpr std::size_t kSampleBytes = std::size_t{2} << 10;
/// Letters below which CLD2 guesses: a headline of four words is about this long.
constexpr int kLeastTextBytes = 24;
/// Share of the text that the first language must have to be that of the document.
constexpr int kLeastPercent = 50;

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

/// One code for each language that has several.
std::string canonical_code(std::string_view code) {
  static constexpr std::pair<std::string_view, std::string_view> kSame[] = {
      {"iw", "he"}, {"nb", "no"}, {"nn", "no"}, {"in", "id"}, {"ji", "yi"}, {"jw", "jv"}};
  for (const auto& [code_seen, code_meant] : kSame) {
    if (code == code_seen) return std::string(code_meant);
  }
  return std::string(code);
}

/// Starts a little inside a long text: menus and agency lines stand at the beginning.
std::string_view sample_of(std::string_view text) {
  if (text.size() <= kSampleBytes) return text;
  const std::size_t begin =
      utf8_prefix(text, std::min(text.size() - kSampleBytes, kSampleBytes)).size();
  return utf8_prefix(text.substr(begin), kSampleBytes);
}

}  // namespace

std::string detect_language(std::string_view text) {
  const std::string_view sample = sample_of(text);
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  int text_bytes = 0;
  bool reliable = false;
  const CLD2::Language language =
      CLD2::DetectLanguageSummary(sample.data(), static_cast<int>(sample.size()), true,
                                  languages.data(), percents.data(), &text_bytes, &reliable);
  if (!reliable || text_bytes < kLeastTextBytes || percents[0] < kLeastPercent ||
      language != languages[0] || language == CLD2::UNKNOWN_LANGUAGE) {
    return {};
  }
  return language_from_tag(CLD2::LanguageCode(language));
}

std::string language_from_tag(std::string_view tag) {
  const std::size_t end = std::min(tag.find_first_of("-_,; "), tag.size());
  const std::string primary = lower_ascii(tag.substr(0, end));
  const bool is_code = primary.size() == 2 &&
                       primary.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
  return is_code ? canonical_code(primary) : std::string();
}

bool is_language_code(std::string_view code) {
  for (const char* const* known = uloc_getISOLanguages(); *known != nullptr; ++known) {
    if (code == *known) return true;
  }
  return false;
}

}  // namespace ksearch
