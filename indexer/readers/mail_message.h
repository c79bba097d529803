#pragma once

#include <string_view>

#include "indexer/readers/reader_registry.h"
#include "ksearch/document.h"

namespace ksearch {

/// Metadata key under which a message's id is kept.
inline constexpr std::string_view kMessageIdKey = "message-id";

/// Reads one message of RFC 5322: title is the subject, authors the senders, text the plain text,
/// else the HTML as text, of all parts that are no attachments; quoted replies stay. To, Cc, the
/// message's id, and name and type of each attachment are metadata. Attachments, and messages
/// inside the message, become documents of their own through `readers`, with the date of the
/// message when they have none. Whatever is broken is read as far as it goes; a message without
/// text, subject and attachments is skipped. `input` names the message; its bytes are not read.
void read_mail_message(std::string_view bytes, const ReaderRegistry& readers,
                       const ReaderInput& input, DocumentSink& sink);

}  // namespace ksearch
