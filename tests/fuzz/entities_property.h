#pragma once

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "indexer/entities/default_recognizer.h"
#include "indexer/entities/user_name_recognizer.h"
#include "ksearch/analyzer.h"
#include "ksearch/entity.h"

namespace ksearch::fuzz {

/// Whether mentions keep their contract on any bytes: sorted, disjoint, named; and whether the
/// tagger answers each line of a CoNLL file. Used by the fuzz target and by the test of what it
/// found.
inline bool mentions_are_sound(EntityRecognizer& recognizer, std::string_view text,
                               std::string_view language) {
  static Analyzer analyzer;
  static TokenList tokens;
  analyzer.analyze(text, tokens);
  std::size_t end = 0;
  for (const Mention& mention : recognizer.recognize({text, tokens.tokens(), language, {}})) {
    if (mention.span.begin < end || mention.span.begin >= mention.span.end) return false;
    if (mention.span.end > text.size() || mention.name.empty()) return false;
    end = mention.span.end;
  }
  return true;
}

inline bool recognizers_are_sound(std::string_view text) {
  static const auto plain = make_default_recognizer();
  static const auto with_names = std::make_unique<UserNameRecognizer>(
      make_default_recognizer(), std::make_shared<const UserNameFinder>(parse_user_names(
                                     "person\tA B\torg\norg\tJ & J\tWHO\nplace\tмосква\t北\n")));
  for (const char* language : {"en", "de", "ru"}) {
    if (!mentions_are_sound(*plain, text, language)) return false;
    if (!mentions_are_sound(*with_names, text, language)) return false;
  }
  const std::string tagged = tag_conll(text);
  return std::ranges::count(tagged, '\n') >= std::ranges::count(text, '\n');
}

}  // namespace ksearch::fuzz
