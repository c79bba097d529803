#include "indexer/readers/email_reader.h"

#include <algorithm>
#include <string>

#include "indexer/readers/format.h"
#include "indexer/readers/mail_message.h"
#include "indexer/readers/source_text.h"

namespace ksearch {

bool EmailReader::accepts(const ReaderInput& input) const {
  static constexpr std::string_view kOthers[] = {"txt", "text",  "md",    "markdown", "html",
                                                 "htm", "xhtml", "jsonl", "ndjson",   "mbox"};
  const std::string extension = file_extension(input.path);
  if (extension == "eml") return true;
  const bool is_others =
      std::find(std::begin(kOthers), std::end(kOthers), extension) != std::end(kOthers);
  return !is_others && looks_like_email(input.head);
}

void EmailReader::read(const ReaderInput& input, DocumentSink& sink) const {
  read_mail_message(read_bytes(input, sink), members_, input, sink);
}

}  // namespace ksearch
