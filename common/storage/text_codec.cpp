#include "common/storage/text_codec.h"

#include <zdict.h>
#include <zstd.h>

#include "common/storage/damage.h"
#include "ksearch/error.h"

namespace ksearch {
namespace {

constexpr int kLevel = 3;
constexpr std::size_t kDictionaryBytes = std::size_t{64} << 10;
/// Fewer samples than this give a dictionary that costs more than it saves.
constexpr std::size_t kMinSamples = 64;

struct FreeCCtx {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};
struct FreeDCtx {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};
struct FreeCDict {
  void operator()(ZSTD_CDict* dictionary) const { ZSTD_freeCDict(dictionary); }
};
struct FreeDDict {
  void operator()(ZSTD_DDict* dictionary) const { ZSTD_freeDDict(dictionary); }
};

}  // namespace

struct TextCodec::Scratch::Impl {
  std::unique_ptr<ZSTD_CCtx, FreeCCtx> compressor;
  std::unique_ptr<ZSTD_DCtx, FreeDCtx> decompressor;
};

TextCodec::Scratch::Scratch() : impl_(std::make_unique<Impl>()) {}
TextCodec::Scratch::~Scratch() = default;
TextCodec::Scratch::Scratch(Scratch&&) noexcept = default;
TextCodec::Scratch& TextCodec::Scratch::operator=(Scratch&&) noexcept = default;

struct TextCodec::Dictionaries {
  std::unique_ptr<ZSTD_CDict, FreeCDict> compressing;
  std::unique_ptr<ZSTD_DDict, FreeDDict> decompressing;
};

TextCodec::TextCodec(std::string_view dictionary, Mode mode)
    : dictionaries_(std::make_unique<Dictionaries>()) {
  if (dictionary.empty()) return;
  dictionaries_->decompressing.reset(ZSTD_createDDict(dictionary.data(), dictionary.size()));
  if (mode == Mode::kReading) return;
  dictionaries_->compressing.reset(ZSTD_createCDict(dictionary.data(), dictionary.size(), kLevel));
}

TextCodec::~TextCodec() = default;
TextCodec::TextCodec(TextCodec&&) noexcept = default;
TextCodec& TextCodec::operator=(TextCodec&&) noexcept = default;

std::string TextCodec::train(const std::vector<std::string>& samples) {
  if (samples.size() < kMinSamples) return {};
  std::string joined;
  std::vector<std::size_t> sizes;
  for (const std::string& sample : samples) {
    joined += sample;
    sizes.push_back(sample.size());
  }
  std::string dictionary(kDictionaryBytes, '\0');
  const std::size_t size =
      ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), joined.data(), sizes.data(),
                            static_cast<unsigned>(sizes.size()));
  if (ZDICT_isError(size) != 0) return {};
  dictionary.resize(size);
  return dictionary;
}

std::string TextCodec::compress(std::string_view text, Scratch& scratch) const {
  auto& context = scratch.impl_->compressor;
  if (!context) context.reset(ZSTD_createCCtx());
  std::string bytes(ZSTD_compressBound(text.size()), '\0');
  const std::size_t size =
      dictionaries_->compressing
          ? ZSTD_compress_usingCDict(context.get(), bytes.data(), bytes.size(), text.data(),
                                     text.size(), dictionaries_->compressing.get())
          : ZSTD_compressCCtx(context.get(), bytes.data(), bytes.size(), text.data(), text.size(),
                              kLevel);
  if (ZSTD_isError(size) != 0) throw Error(ErrorCode::kInternal, "compressing a text failed");
  bytes.resize(size);
  return bytes;
}

std::string TextCodec::decompress(std::string_view bytes, Scratch& scratch) const {
  if (bytes.empty()) return {};
  auto& context = scratch.impl_->decompressor;
  if (!context) context.reset(ZSTD_createDCtx());
  const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  constexpr unsigned long long kMaxTextBytes = 1ULL << 32;
  std::string text;
  std::size_t got = 0;
  if (size <= kMaxTextBytes) {
    text.resize(size);
    got = ZSTD_decompress_usingDDict(context.get(), text.data(), text.size(), bytes.data(),
                                     bytes.size(), dictionaries_->decompressing.get());
  }
  if (size > kMaxTextBytes || ZSTD_isError(got) != 0 || got != size) {
    throw_damaged("a stored text");
  }
  return text;
}

void TextCodec::decompress(std::string_view bytes, Scratch& scratch,
                           const std::function<void(std::string_view)>& sink) const {
  if (bytes.empty()) return;
  auto& context = scratch.impl_->decompressor;
  if (!context) context.reset(ZSTD_createDCtx());
  ZSTD_DCtx_reset(context.get(), ZSTD_reset_session_and_parameters);
  ZSTD_DCtx_refDDict(context.get(), dictionaries_->decompressing.get());
  std::string piece(ZSTD_DStreamOutSize(), '\0');
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  for (std::size_t left = 1; left != 0;) {
    ZSTD_outBuffer out{piece.data(), piece.size(), 0};
    left = ZSTD_decompressStream(context.get(), &out, &in);
    const bool is_cut = left != 0 && in.pos == in.size && out.pos < out.size;
    if (ZSTD_isError(left) != 0 || is_cut) throw_damaged("a stored text");
    sink(std::string_view(piece).substr(0, out.pos));
  }
}

}  // namespace ksearch
