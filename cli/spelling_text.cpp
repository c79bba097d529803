#include "cli/spelling_text.h"

namespace ksearch::cli {

std::string unknown_word_text(const UnknownWord& unknown) {
  std::string text = "'" + unknown.word + "' is in no document";
  for (std::size_t i = 0; i < unknown.near.size(); ++i) {
    text += i > 0 ? ", " : unknown.near.size() == 1 ? "; near it is " : "; near it are ";
    text += unknown.near[i];
  }
  return text;
}

std::vector<std::string> spelling_notes(const SearchResults& results) {
  std::vector<std::string> notes;
  for (const UnknownWord& unknown : results.unknown_words) {
    notes.push_back(unknown_word_text(unknown));
  }
  if (!results.corrected_query.empty()) {
    notes.push_back("nothing matches the query; this is the answer to: " + results.corrected_query);
  }
  if (!results.suggested_query.empty()) {
    notes.push_back("did you mean: " + results.suggested_query);
  }
  return notes;
}

}  // namespace ksearch::cli
