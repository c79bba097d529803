#include "indexer/readers/gunzip_source.h"

#include <zlib.h>

#include <algorithm>
#include <new>

#include "indexer/readers/file_source.h"

namespace ksearch {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{64} << 10;
constexpr std::uint64_t kAlwaysAllowedBytes = std::uint64_t{1} << 30;
constexpr std::uint64_t kLargestRatio = 200;
/// zlib: the largest window, and 32 to recognise gzip and zlib headers; negative for none.
constexpr int kAnyHeader = MAX_WBITS + 32;
constexpr int kNoHeader = -MAX_WBITS;

}  // namespace

struct GunzipSource::Stream {
  z_stream z{};
  std::uint64_t in = 0;
  std::uint64_t out = 0;
};

GunzipSource::GunzipSource(ByteSource& bytes, Format format)
    : bytes_(bytes), stream_(std::make_unique<Stream>()) {
  const int window = format == Format::kRawDeflate ? kNoHeader : kAnyHeader;
  if (inflateInit2(&stream_->z, window) != Z_OK) throw std::bad_alloc();
}

GunzipSource::~GunzipSource() { inflateEnd(&stream_->z); }

bool GunzipSource::refill() {
  input_.clear();
  const bool more = bytes_.read(input_, kChunkBytes) && !input_.empty();
  stream_->in += input_.size();
  stream_->z.next_in = reinterpret_cast<Bytef*>(input_.data());
  stream_->z.avail_in = static_cast<uInt>(input_.size());
  return more;
}

bool GunzipSource::read(std::string& out, std::size_t max_bytes) {
  z_stream& z = stream_->z;
  const std::size_t before = out.size();
  out.resize(before + std::min(max_bytes, kChunkBytes));
  z.next_out = reinterpret_cast<Bytef*>(out.data() + before);
  z.avail_out = static_cast<uInt>(out.size() - before);
  const auto whole = z.avail_out;
  while (!ended_ && z.avail_out == whole) {
    if (z.avail_in == 0 && !refill()) {
      if (!at_member_start_) fault_ = "truncated gzip data";
      ended_ = true;
      break;
    }
    const int status = inflate(&z, Z_NO_FLUSH);
    at_member_start_ = status == Z_STREAM_END;
    if (status == Z_STREAM_END) {
      inflateReset(&z);
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      fault_ = "damaged gzip data";
      ended_ = true;
    }
  }
  const std::size_t made = whole - z.avail_out;
  out.resize(before + made);
  stream_->out += made;
  if (stream_->out > kAlwaysAllowedBytes && stream_->out / kLargestRatio > stream_->in) {
    fault_ = "gzip data that become more than 200 times as large";
    ended_ = true;
  }
  return made > 0;
}

std::optional<std::string> gunzipped(std::string_view bytes, std::size_t max_bytes) {
  MemorySource source(bytes);
  GunzipSource gunzip(source);
  std::string out;
  while (out.size() < max_bytes && gunzip.read(out, max_bytes - out.size())) {
  }
  if (out.empty() && !gunzip.fault().empty()) return std::nullopt;
  return out;
}

}  // namespace ksearch
