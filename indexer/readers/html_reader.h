#pragma once

#include "indexer/readers/isolated_format.h"
#include "indexer/readers/text_encoding.h"
#include "ksearch/document.h"

namespace ksearch {

/// Reads web pages (.html, .htm, .xhtml, .shtml, and files of other names that begin as one): one
/// document with the text of the article and what the page's metadata say of it. Its encoding is
/// that of a byte order mark, of <meta charset> or an XML declaration, or detected. A page without
/// text is skipped.
class HtmlReader final : public IsolatedFormatReader {
 public:
  HtmlReader() : IsolatedFormatReader(IsolatedFormat::kHtml) {}
  void read(const ReaderInput& input, DocumentSink& sink) const override;
};

/// The charset that a page declares in its first bytes; empty when it declares none.
[[nodiscard]] std::string declared_html_charset(std::string_view head);

/// Reads a page or other mark-up, up to `max_bytes`, in the encoding it declares, and hands the
/// warnings on to `sink`. Throws Error(kIo).
[[nodiscard]] DecodedText read_markup(const ReaderInput& input, DocumentSink& sink,
                                      std::size_t max_bytes);

}  // namespace ksearch
