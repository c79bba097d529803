#include "bindings/python/src/offsets.h"

namespace ksearch::python {

void OffsetMap::step() noexcept {
  do {
    ++byte_;
  } while (byte_ < text_.size() && (static_cast<unsigned char>(text_[byte_]) & 0xC0U) == 0x80U);
  ++index_;
}

std::size_t OffsetMap::index_of(std::size_t byte) {
  if (byte < byte_) byte_ = index_ = 0;
  while (byte_ < byte && byte_ < text_.size()) step();
  return index_;
}

std::size_t OffsetMap::byte_of(std::size_t index) {
  if (index < index_) byte_ = index_ = 0;
  while (index_ < index && byte_ < text_.size()) step();
  return byte_;
}

Ranges OffsetMap::ranges_of(const std::vector<Span>& spans) {
  Ranges ranges;
  ranges.reserve(spans.size());
  for (const Span span : spans) {
    const std::size_t begin = index_of(span.begin);
    ranges.emplace_back(begin, index_of(span.end));
  }
  return ranges;
}

}  // namespace ksearch::python
