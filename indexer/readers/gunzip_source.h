#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "ksearch/document.h"

namespace ksearch {

/// Decompresses gzip (one member or many in a row), zlib and raw deflate streams as they are read.
/// What is truncated or damaged ends the stream early and is told by fault(). To keep a small file
/// from becoming endless work, so does a stream of more than 1 GiB that is also more than 200 times
/// as large as what it was made from.
class GunzipSource final : public ByteSource {
 public:
  enum class Format { kGzipOrZlib, kRawDeflate };

  /// `bytes` must outlive the source.
  explicit GunzipSource(ByteSource& bytes, Format format = Format::kGzipOrZlib);
  ~GunzipSource() override;
  GunzipSource(const GunzipSource&) = delete;
  GunzipSource& operator=(const GunzipSource&) = delete;

  bool read(std::string& out, std::size_t max_bytes) override;

  /// "truncated gzip data"; empty: all was sound so far.
  [[nodiscard]] const std::string& fault() const { return fault_; }

 private:
  struct Stream;

  bool refill();

  ByteSource& bytes_;
  std::unique_ptr<Stream> stream_;
  std::string input_;
  std::string fault_;
  bool at_member_start_ = true;
  bool ended_ = false;
};

/// At most `max_bytes` of what gzip data decompress to; nothing when the data are damaged from
/// their very beginning.
[[nodiscard]] std::optional<std::string> gunzipped(std::string_view bytes, std::size_t max_bytes);

}  // namespace ksearch
