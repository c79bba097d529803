#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/atom_reader.h"
#include "common/analysis/cluster.h"
#include "ksearch/span.h"

namespace ksearch {

/// Finds atoms by ICU's word iterator (UAX #29, root locale, dictionaries for Thai, Lao, Khmer,
/// Burmese, Chinese and Japanese). Not thread-safe.
class IcuScanner {
 public:
  IcuScanner();
  ~IcuScanner();
  IcuScanner(const IcuScanner&) = delete;
  IcuScanner& operator=(const IcuScanner&) = delete;

  /// Hands the atoms and marks of `text` in `window` on, in order.
  void scan(std::string_view text, Span window, AtomReader& atoms, ClusterBuilder& clusters);

 private:
  struct Iterator;

  void decode(std::string_view text, Span window);
  void scan_segment(std::size_t first, std::size_t last, AtomReader& atoms,
                    ClusterBuilder& clusters);

  std::unique_ptr<Iterator> iterator_;
  std::u16string units_;
  /// For each UTF-16 unit the bytes of its code point.
  std::vector<Span> spans_;
};

}  // namespace ksearch
