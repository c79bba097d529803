#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ksearch/document.h"

namespace ksearch {

/// The formats that only ksearch-extract reads: those that large libraries parse, and those that
/// can demand far more memory or time than their size promises. Programs that embed ksearch are not
/// linked with these libraries; they only tell the formats apart.
enum class IsolatedFormat : std::uint8_t {
  kPdf,
  kOoxml,
  kOpenDocument,
  kEpub,
  kWarc,
  kArchive,
  kFeed,
  kNewsXml,
  kHtml,
  kMbox,
  kEmail,
};

/// Knows the files of such a format, by their extension and first bytes. Readers add to it how they
/// are read.
class IsolatedFormatReader : public DocumentReader {
 public:
  explicit IsolatedFormatReader(IsolatedFormat format) : format_(format) {}
  [[nodiscard]] std::string_view name() const final;
  [[nodiscard]] bool accepts(const ReaderInput& input) const final;
  /// Throws Error(kInternal): the process without the readers has to ask ksearch-extract.
  void read(const ReaderInput& input, DocumentSink& sink) const override;

 private:
  IsolatedFormat format_;
};

/// The extension of an archive or of a compressed file.
struct ArchiveExtension {
  std::string_view name;
  std::string_view signature;
  bool is_compression;  ///< of one file, which may be an archive
};

/// That of a path; none: it is not the name of an archive.
[[nodiscard]] const ArchiveExtension* archive_extension(std::string_view path);

/// Whether a file begins as gzip data do.
[[nodiscard]] bool looks_like_gzip(std::string_view head);

/// The name of the element that an XML file begins with, without a prefix: "rss", "feed"; empty
/// when `head`, the first bytes in any encoding, is not XML.
[[nodiscard]] std::string xml_root_name(std::string_view head);

}  // namespace ksearch
