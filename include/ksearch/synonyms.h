#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ksearch {

/// Words and phrases that stand for one another in queries, from a user's file. A value type; safe
/// to read from several threads.
class Synonyms {
 public:
  Synonyms() = default;

  /// Reads groups, one a line: in `ceasefire, truce, cease fire` each stands for all of them; in
  /// `pm => prime minister, premier` what is left of the arrow stands for what is right of it too.
  /// Entries are parted by commas; an entry of several words is a phrase. Empty lines and lines
  /// that begin with # are passed over; a byte order mark and carriage returns are dropped.
  ///
  /// Throws Error(kInvalidArgument), which names the line, for a line of one entry, an entry
  /// without a letter or digit, a second arrow, and for text that is not UTF-8.
  [[nodiscard]] static Synonyms parse(std::string_view text);

  /// What a word or phrase stands for beside itself, as written in the file, each once. Case,
  /// diacritics and punctuation do not matter.
  [[nodiscard]] std::vector<std::string> of(std::string_view entry) const;
  [[nodiscard]] bool empty() const { return others_.empty(); }

 private:
  void add(const std::string& from, const std::vector<std::string>& to);

  std::map<std::string, std::vector<std::string>, std::less<>> others_;  ///< by folded entry
};

}  // namespace ksearch
