#include "server/compression.h"

#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <new>

namespace ksearch {
namespace {

/// Fast: a page is sent once and to a machine that is near.
constexpr int kLevel = 3;

std::string lower_without_spaces(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == ' ' || c == '\t') continue;
    result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return result;
}

/// Weight of one element such as "gzip;q=0.5"; 1 where it names none.
double quality(std::string_view element) {
  const std::size_t at = element.find(";q=");
  if (at == std::string_view::npos) return 1;
  double value = 0;
  std::from_chars(element.data() + at + 3, element.data() + element.size(), value);
  return value;
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  const std::string header = lower_without_spaces(accept_encoding);
  double gzip = -1;
  double any = 0;
  for (std::string_view rest = header; !rest.empty();) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    const std::string_view element = rest.substr(0, end);
    const std::string_view name = element.substr(0, element.find(';'));
    if (name == "gzip" || name == "x-gzip") gzip = quality(element);
    if (name == "*") any = quality(element);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return (gzip < 0 ? any : gzip) > 0;
}

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  constexpr int kGzipWindow = 15 + 16;  // zlib: 16 more asks for gzip's header
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
  std::string compressed(deflateBound(&stream, bytes.size()), '\0');
  // zlib's interface is not const-correct; it does not write to its input.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(compressed.data());
  stream.avail_out = static_cast<uInt>(compressed.size());
  deflate(&stream, Z_FINISH);  // in one step: the buffer is as large as the output can get
  compressed.resize(stream.total_out);
  deflateEnd(&stream);
  return compressed;
}

}  // namespace ksearch
