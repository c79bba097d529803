#include "indexer/readers/email_reader.h"

#include "indexer/readers/mail_message.h"
#include "indexer/readers/source_text.h"

namespace ksearch {

void EmailReader::read(const ReaderInput& input, DocumentSink& sink) const {
  read_mail_message(read_bytes(input, sink), members_, input, sink);
}

}  // namespace ksearch
