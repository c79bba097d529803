#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ksearch {

/// Bytes of the signature of a text that is long enough to have near-identical copies.
inline constexpr std::size_t kSignatureBytes = 96;

/// Makes the signature of a text from its words, by which near-identical copies are found
/// (docs/copies.md). A text of less than 40 words has a signature of its own form, which is the
/// same only for exact copies. Signatures are on disk: whoever changes how they are made raises
/// schema::kSchemaVersion. Used by one thread, for one text after the other.
class SignatureMaker {
 public:
  SignatureMaker();
  /// Words of the title count only where the text is short.
  void add_title_word(std::string_view word);
  void add_word(std::string_view word);
  /// The signature of what was added, empty for no word of text; starts afresh.
  [[nodiscard]] std::string finish();

 private:
  static constexpr std::uint64_t kEmpty = UINT64_MAX;
  void clear();

  std::array<std::uint64_t, kSignatureBytes> least_{};  ///< hash of a shingle; kEmpty: no shingle
  std::array<std::uint64_t, 2> last_words_{};
  std::uint64_t all_words_ = 0;
  std::size_t words_ = 0;
};

/// Estimated share of three-word sequences that two texts have in common, of all that either has
/// (Jaccard's coefficient): 1 for the same signature, 0 for those of different form.
[[nodiscard]] double resemblance(std::string_view a, std::string_view b);

/// Whether texts with these signatures are copies of one story.
[[nodiscard]] bool are_copies(std::string_view a, std::string_view b);

}  // namespace ksearch
