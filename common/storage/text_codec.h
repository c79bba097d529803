#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ksearch {

/// Compresses the texts of a generation with zstd and a dictionary trained on a sample of them, so
/// that short texts pack well and each is read alone. Immutable: thread-safe with one Scratch for
/// each thread.
class TextCodec {
 public:
  /// Working memory of one thread.
  class Scratch {
   public:
    Scratch();
    ~Scratch();
    Scratch(Scratch&&) noexcept;
    Scratch& operator=(Scratch&&) noexcept;

   private:
    friend class TextCodec;
    struct Impl;
    std::unique_ptr<Impl> impl_;
  };

  /// Preparing a dictionary for writing takes some milliseconds, which a reader need not pay.
  enum class Mode { kReading, kReadingAndWriting };

  /// `dictionary` as train() gave it; empty: none.
  TextCodec(std::string_view dictionary, Mode mode);
  ~TextCodec();
  TextCodec(TextCodec&&) noexcept;
  TextCodec& operator=(TextCodec&&) noexcept;

  /// A dictionary for texts like these; empty when they are too few to learn from.
  [[nodiscard]] static std::string train(const std::vector<std::string>& samples);

  /// Only with Mode::kReadingAndWriting.
  [[nodiscard]] std::string compress(std::string_view text, Scratch& scratch) const;
  /// Throws Error(kIndexCorrupt).
  [[nodiscard]] std::string decompress(std::string_view bytes, Scratch& scratch) const;
  /// Passes the text to `sink` in pieces of at most some 128 KiB, in memory that does not grow with
  /// it. Throws Error(kIndexCorrupt).
  void decompress(std::string_view bytes, Scratch& scratch,
                  const std::function<void(std::string_view)>& sink) const;

 private:
  struct Dictionaries;
  std::unique_ptr<Dictionaries> dictionaries_;
};

}  // namespace ksearch
