#include "indexer/readers/plain_text_reader.h"

#include <string>
#include <utility>
#include <vector>

#include "indexer/readers/byline.h"
#include "indexer/readers/format.h"
#include "indexer/readers/found_date.h"
#include "indexer/readers/furniture.h"
#include "indexer/readers/source_text.h"
#include "indexer/readers/text_encoding.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {

bool PlainTextReader::accepts(const ReaderInput& input) const {
  const std::string extension = file_extension(input.path);
  return extension.empty() || extension == "txt" || extension == "text";
}

void PlainTextReader::read(const ReaderInput& input, DocumentSink& sink) const {
  DecodedText decoded = read_text(input, sink);
  Document document;
  document.text = std::move(decoded.text);
  document.path = input.path;
  document.source = input.source;
  document.type = name();
  const std::vector<Span> lines = text_lines(document.text);
  PageLayout layout = page_layout(document.text, lines);
  document.furniture = std::move(layout.furniture);
  document.title_span = layout.headline;
  if (layout.headline) document.title = collapsed(slice(document.text, *layout.headline));
  if (layout.byline) document.authors = names_in_byline(slice(document.text, *layout.byline));
  document.date = date_in_lines(document.text, lines);
  if (!document.date) document.date = date_in_name(file_name(input.path));
  if (!document.date) document.date = date_of_file(input);
  sink.add(std::move(document));
}

}  // namespace ksearch
