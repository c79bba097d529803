#include "indexer/readers/http_response.h"

#include <algorithm>
#include <charconv>

#include "indexer/readers/file_source.h"
#include "indexer/readers/gunzip_source.h"
#include "indexer/readers/text_encoding.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

/// A line without its end; `rest` loses it.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// Where the empty line after the header fields ends.
std::size_t header_end(std::string_view bytes) {
  std::string_view rest = bytes;
  while (!rest.empty() && !take_line(rest).empty()) {
  }
  return bytes.size() - rest.size();
}

/// Undoes "chunked"; of what is cut off the beginning.
std::string unchunked(std::string_view rest) {
  std::string body;
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
    if (error != std::errc() || size == 0) break;
    body += rest.substr(0, size);
    rest.remove_prefix(std::min(size, rest.size()));
    take_line(rest);
  }
  return body;
}

std::string read_all(ByteSource& source, std::size_t max_bytes) {
  std::string out;
  while (out.size() < max_bytes && source.read(out, max_bytes - out.size())) {
  }
  return out;
}

/// Undoes one content encoding; false when it is not known.
bool undo_encoding(std::string_view encoding, std::size_t max_bytes, std::string& body) {
  if (encoding.empty() || encoding == "identity" || encoding == "none") return true;
  if (encoding != "gzip" && encoding != "x-gzip" && encoding != "deflate") return false;
  MemorySource source(body);
  GunzipSource gunzip(source);
  std::string out = read_all(gunzip, max_bytes);
  if (out.empty() && !gunzip.fault().empty()) {
    // "deflate" is zlib's format by the standard and raw deflate with many servers; and archives
    // often keep the header of a body that they have decompressed.
    MemorySource again(body);
    GunzipSource raw(again, GunzipSource::Format::kRawDeflate);
    out = encoding == "deflate" ? read_all(raw, max_bytes) : std::string();
    if (out.empty()) return true;
  }
  body = std::move(out);
  return true;
}

}  // namespace

HeaderFields parse_header_fields(std::string_view lines) {
  HeaderFields fields;
  while (!lines.empty()) {
    const std::string_view line = take_line(lines);
    if (line.empty()) break;
    const std::size_t colon = line.find(':');
    if ((line.front() == ' ' || line.front() == '\t') && !fields.empty()) {
      fields.back().second += " " + repair_utf8(collapsed(line)).text;
    } else if (colon != std::string_view::npos) {
      fields.emplace_back(lower_case(repair_utf8(std::string(trimmed(line.substr(0, colon)))).text),
                          repair_utf8(std::string(trimmed(line.substr(colon + 1)))).text);
    }
  }
  return fields;
}

std::string header_value(const HeaderFields& fields, std::string_view name) {
  const auto found =
      std::ranges::find_if(fields, [name](const auto& field) { return field.first == name; });
  return found == fields.end() ? std::string() : found->second;
}

std::string header_parameter(std::string_view value, std::string_view name) {
  const std::string lower = lower_case(value);
  const std::string key = std::string(name) + "=";
  const std::size_t at = lower.find(key);
  if (at == std::string::npos) return {};
  const std::string_view rest = trimmed(std::string_view(lower).substr(at + key.size()));
  const std::size_t begin = std::min(rest.find_first_not_of("\"'"), rest.size());
  return std::string(rest.substr(begin, rest.find_first_of("\"'; \t", begin) - begin));
}

std::optional<HttpCapture> parse_http_capture(std::string_view bytes, std::size_t max_bytes,
                                              std::string& fault) {
  const std::size_t body_begin = header_end(bytes);
  std::string_view rest = bytes;
  const std::string_view status_line = take_line(rest);
  const std::size_t space = status_line.find(' ');
  HttpCapture capture;
  if (!status_line.starts_with("HTTP/") || space == std::string_view::npos ||
      std::from_chars(status_line.data() + space + 1, status_line.data() + status_line.size(),
                      capture.status)
              .ec != std::errc()) {
    fault = "not an HTTP response";
    return std::nullopt;
  }
  capture.fields = parse_header_fields(rest);
  capture.body = bytes.substr(body_begin);
  const std::string transfer = lower_case(header_value(capture.fields, "transfer-encoding"));
  if (transfer.find("chunked") != std::string::npos) {
    // Archives often keep the header of a body whose chunks they have joined.
    if (std::string joined = unchunked(capture.body); !joined.empty()) {
      capture.body = std::move(joined);
    }
  }
  const std::string encoding = lower_case(header_value(capture.fields, "content-encoding"));
  if (!undo_encoding(encoding, max_bytes, capture.body)) {
    fault = "content encoding " + encoding;
    return std::nullopt;
  }
  return capture;
}

}  // namespace ksearch
