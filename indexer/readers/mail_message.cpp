#include "indexer/readers/mail_message.h"

#include <gmime/gmime.h>

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "indexer/readers/format.h"
#include "indexer/readers/found_date.h"
#include "indexer/readers/html_text.h"
#include "indexer/readers/html_tree.h"
#include "indexer/readers/language.h"
#include "indexer/readers/member.h"
#include "indexer/readers/source_text.h"
#include "indexer/readers/text_encoding.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

/// GMime parses by recursion: a message with more containers than this is an attack on the stack.
constexpr std::size_t kMostContainers = 400;
/// Deepest part that is looked into.
constexpr int kDeepestPart = 50;

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <typename T>
using Ref = std::unique_ptr<T, Unref>;

std::string text_or_empty(const char* text) {
  return text == nullptr ? std::string() : repair_utf8(text).text;
}

/// How often a word that opens a container stands in a message, in any case of letters.
std::size_t container_count(std::string_view message) {
  std::size_t count = 0;
  for (std::size_t slash = message.find('/'); slash != std::string_view::npos;
       slash = message.find('/', slash + 1)) {
    for (const std::string_view type : {"multipart", "message"}) {
      if (slash < type.size()) continue;
      const std::string_view before = message.substr(slash - type.size(), type.size());
      count += g_ascii_strncasecmp(before.data(), type.data(), type.size()) == 0 ? 1U : 0U;
    }
  }
  return count;
}

Ref<GMimeMessage> parse_message(std::string_view bytes) {
  static std::once_flag initialized;
  std::call_once(initialized, g_mime_init);
  const Ref<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const Ref<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  return Ref<GMimeMessage>(g_mime_parser_construct_message(parser.get(), nullptr));
}

std::string bytes_of(GMimeStream* memory) {
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory));
  return bytes->len == 0 ? std::string()
                         : std::string(reinterpret_cast<const char*>(bytes->data), bytes->len);
}

/// Content of a part with its transfer encoding undone.
std::string decoded_content(GMimePart* part) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  if (content == nullptr) return {};
  const Ref<GMimeStream> stream(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(content, stream.get());
  return bytes_of(stream.get());
}

/// A message inside another one as the file it would be.
std::string written_message(GMimeMessage* message) {
  const Ref<GMimeStream> stream(g_mime_stream_mem_new());
  g_mime_object_write_to_stream(GMIME_OBJECT(message), nullptr, stream.get());
  return bytes_of(stream.get());
}

/// "text/html" in lower case.
std::string media_type_of(GMimeObject* part) {
  GMimeContentType* type = g_mime_object_get_content_type(part);
  if (type == nullptr) return {};
  char* name = g_mime_content_type_get_mime_type(type);
  std::string media_type = lower_case(text_or_empty(name));
  g_free(name);
  return media_type;
}

std::string charset_of(GMimeObject* part) {
  GMimeContentType* type = g_mime_object_get_content_type(part);
  return text_or_empty(type == nullptr ? nullptr
                                       : g_mime_content_type_get_parameter(type, "charset"));
}

std::string header(GMimeMessage* message, const char* name) {
  return text_or_empty(g_mime_object_get_header(GMIME_OBJECT(message), name));
}

/// The names of an address list, or the addresses of those who give none.
std::vector<std::string> names_of(InternetAddressList* list) {
  std::vector<std::string> names;
  for (int i = 0; list != nullptr && i < internet_address_list_length(list); ++i) {
    InternetAddress* address = internet_address_list_get_address(list, i);
    std::string name = collapsed(text_or_empty(internet_address_get_name(address)));
    if (name.empty() && INTERNET_ADDRESS_IS_MAILBOX(address)) {
      name = text_or_empty(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)));
    }
    if (!name.empty()) names.push_back(std::move(name));
  }
  return names;
}

struct Attachment {
  std::string name;  ///< empty: it has none
  std::string media_type;
  std::string charset;
  std::string bytes;
};

/// Collects the text and the attachments of a message, part by part.
class PartReader {
 public:
  explicit PartReader(const ReaderInput& input, DocumentSink& sink) : input_(input), sink_(sink) {}

  void read(GMimeObject* part, int depth) {
    if (part == nullptr || depth > kDeepestPart) return;
    if (GMIME_IS_MULTIPART_ENCRYPTED(part)) {
      encrypted_ = true;
    } else if (GMIME_IS_MULTIPART(part)) {
      read_multipart(GMIME_MULTIPART(part), depth);
    } else if (GMIME_IS_MESSAGE_PART(part)) {
      GMimeMessage* message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));
      if (message == nullptr) return;
      attachments_.push_back({.name = collapsed(text_or_empty(g_mime_message_get_subject(message))),
                              .media_type = "message/rfc822",
                              .charset = {},
                              .bytes = written_message(message)});
    } else if (GMIME_IS_PART(part)) {
      read_leaf(GMIME_PART(part));
    }
  }

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::vector<Attachment>& attachments() { return attachments_; }
  [[nodiscard]] bool is_encrypted() const { return encrypted_; }

 private:
  void read_multipart(GMimeMultipart* multipart, int depth) {
    const int count = g_mime_multipart_get_count(multipart);
    if (media_type_of(GMIME_OBJECT(multipart)) != "multipart/alternative") {
      for (int i = 0; i < count; ++i) read(g_mime_multipart_get_part(multipart, i), depth + 1);
      return;
    }
    // The same text several times: the plain form, else the last that has any.
    std::string best;
    bool has_plain = false;
    for (int i = 0; i < count && !has_plain; ++i) {
      GMimeObject* part = g_mime_multipart_get_part(multipart, i);
      std::string before = std::exchange(text_, {});
      read(part, depth + 1);
      std::string alternative = std::exchange(text_, std::move(before));
      if (alternative.empty()) continue;
      best = std::move(alternative);
      has_plain = media_type_of(part) == "text/plain";
    }
    append(best);
  }

  void read_leaf(GMimePart* part) {
    const std::string media_type = media_type_of(GMIME_OBJECT(part));
    const std::string charset = charset_of(GMIME_OBJECT(part));
    const bool is_text = media_type.empty() || media_type.starts_with("text/");
    if (!is_text || g_mime_part_is_attachment(part) != 0) {
      attachments_.push_back({.name = collapsed(text_or_empty(g_mime_part_get_filename(part))),
                              .media_type = media_type,
                              .charset = is_text ? charset : std::string(),
                              .bytes = decoded_content(part)});
      return;
    }
    const DecodedText decoded = decode_text(decoded_content(part), charset);
    report_warnings(decoded, input_, sink_);
    if (media_type == "text/html") {
      const HtmlTree tree = HtmlTree::parse(decoded.text);
      append(html_text(tree, HtmlTree::kRoot));
    } else {
      append(decoded.text);
    }
  }

  void append(std::string_view text) {
    while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
    if (trimmed(text).empty()) return;
    if (!text_.empty()) text_ += "\n\n";
    text_ += text;
  }

  const ReaderInput& input_;
  DocumentSink& sink_;
  std::string text_;
  std::vector<Attachment> attachments_;
  bool encrypted_ = false;
};

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

void add_metadata(Document& document, std::string_view key, std::string value) {
  if (!value.empty()) document.metadata.emplace_back(key, std::move(value));
}

std::optional<DocumentDate> date_of(GMimeMessage* message) {
  GDateTime* date = g_mime_message_get_date(message);
  if (date == nullptr) return std::nullopt;
  return date_of_epoch(static_cast<double>(g_date_time_to_unix(date)));
}

/// Whether a part without a name may be read by what its content looks like: other types that
/// ksearch has no name for, such as pictures and signatures, are not even text by accident.
bool may_be_read(const Attachment& attachment) {
  const std::string& type = attachment.media_type;
  return !file_extension(attachment.name).empty() || type.empty() || type.starts_with("text/") ||
         type == "application/octet-stream" || !extension_of_media_type(type).empty();
}

/// Whether a part is a whole message in the envelope of S/MIME.
bool is_smime(std::string_view media_type) {
  return media_type == "application/pkcs7-mime" || media_type == "application/x-pkcs7-mime";
}

/// Documents of the attachments of one message.
class AttachmentReader {
 public:
  AttachmentReader(const ReaderRegistry& readers, const ReaderInput& input, const Document& mail,
                   DocumentSink& sink)
      : readers_(readers), input_(input), sink_(sink), subject_(mail.title), date_(mail.date) {}

  void read(Attachment attachment) {
    const std::string name = unused_name(attachment);
    const auto ignore = [&](std::string reason) {
      sink_.ignore({.path = input_.path, .member = name, .reason = std::move(reason)});
    };
    if (is_smime(attachment.media_type)) {
      return ignore("unsupported: a message encrypted or signed by S/MIME");
    }
    if (!may_be_read(attachment)) return ignore("unsupported format: " + attachment.media_type);
    const Member member{.name = name,
                        .file_name = member_file_name(attachment.name, attachment.media_type),
                        .bytes = std::move(attachment.bytes),
                        .charset = std::move(attachment.charset),
                        .modified = std::nullopt,
                        .complete = [this](Document& document) { complete(document); }};
    read_member(readers_, input_, member, sink_);
  }

 private:
  /// Two attachments may have one name.
  std::string unused_name(const Attachment& attachment) {
    std::string name = attachment.name.empty() ? "unnamed" : attachment.name;
    const int count = ++names_[name];
    return count == 1 ? name : name + " (" + std::to_string(count) + ")";
  }

  void complete(Document& document) const {
    const bool has_own_date = document.date && document.date->origin != DateOrigin::kFile;
    if (!has_own_date) document.date = date_;
    add_metadata(document, "attached-to", subject_);
  }

  const ReaderRegistry& readers_;
  const ReaderInput& input_;
  DocumentSink& sink_;
  std::string subject_;
  std::optional<DocumentDate> date_;
  std::map<std::string, int> names_;
};

/// "plan.pdf (application/pdf)".
std::string described(const Attachment& attachment) {
  std::string text = attachment.name.empty() ? "unnamed" : attachment.name;
  if (!attachment.media_type.empty()) text += " (" + attachment.media_type + ")";
  return text;
}

void set_date(Document& document, GMimeMessage* message, const ReaderInput& input,
              DocumentSink& sink) {
  document.date = date_of(message);
  if (document.date) return;
  const std::string date = collapsed(header(message, "Date"));
  if (!date.empty()) warn_bad_date(input, {}, date, sink);
  document.date = date_of_file(input);
}

}  // namespace

void read_mail_message(std::string_view bytes, const ReaderRegistry& readers,
                       const ReaderInput& input, DocumentSink& sink) {
  const auto skip = [&](const char* reason) {
    sink.skip({.path = input.path, .member = {}, .reason = reason});
  };
  if (container_count(bytes) > kMostContainers) {
    skip("a message with too many parts inside each other");
    return;
  }
  const Ref<GMimeMessage> message = parse_message(bytes);
  if (!message) {
    skip("not a mail message");
    return;
  }
  PartReader parts(input, sink);
  parts.read(g_mime_message_get_mime_part(message.get()), 0);

  Document document;
  document.title = collapsed(text_or_empty(g_mime_message_get_subject(message.get())));
  document.text = parts.text();
  const bool is_empty = document.text.empty() && document.title.empty();
  if (is_empty && (parts.is_encrypted() || parts.attachments().empty())) {
    skip(parts.is_encrypted() ? "unsupported: an encrypted message"
                              : "no text and no subject in the message");
    return;
  }
  document.path = input.path;
  document.source = input.source;
  document.type = "email";
  document.language = language_from_tag(header(message.get(), "Content-Language"));
  document.authors = names_of(g_mime_message_get_from(message.get()));
  set_date(document, message.get(), input, sink);
  add_metadata(document, "to", joined(names_of(g_mime_message_get_to(message.get()))));
  add_metadata(document, "cc", joined(names_of(g_mime_message_get_cc(message.get()))));
  add_metadata(document, std::string(kMessageIdKey),
               text_or_empty(g_mime_message_get_message_id(message.get())));
  if (parts.is_encrypted()) {
    add_metadata(document, "encrypted", "yes");
    sink.ignore({.path = input.path, .member = {}, .reason = "unsupported: an encrypted text"});
  }
  for (const Attachment& attachment : parts.attachments()) {
    add_metadata(document, "attachment", described(attachment));
  }
  AttachmentReader attachments(readers, input, document, sink);
  if (!is_empty) sink.add(std::move(document));
  for (Attachment& attachment : parts.attachments()) attachments.read(std::move(attachment));
}

}  // namespace ksearch
