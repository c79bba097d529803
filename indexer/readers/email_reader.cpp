#include "indexer/readers/email_reader.h"

#include <gmime/gmime.h>

#include <algorithm>
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

/// Content of a part with its transfer encoding undone.
std::string decoded_content(GMimePart* part) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  if (content == nullptr) return {};
  const Ref<GMimeStream> stream(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(content, stream.get());
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  return bytes->len == 0 ? std::string()
                         : std::string(reinterpret_cast<const char*>(bytes->data), bytes->len);
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
      if (message != nullptr) add_attachment(text_or_empty(g_mime_message_get_subject(message)));
    } else if (GMIME_IS_PART(part)) {
      read_leaf(GMIME_PART(part));
    }
  }

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const std::vector<std::string>& attachments() const { return attachments_; }
  [[nodiscard]] bool is_encrypted() const { return encrypted_; }

 private:
  void read_multipart(GMimeMultipart* multipart, int depth) {
    const int count = g_mime_multipart_get_count(multipart);
    GMimeContentType* type = g_mime_object_get_content_type(GMIME_OBJECT(multipart));
    if (!g_mime_content_type_is_type(type, "multipart", "alternative")) {
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
      has_plain =
          g_mime_content_type_is_type(g_mime_object_get_content_type(part), "text", "plain") != 0;
    }
    append(best);
  }

  void read_leaf(GMimePart* part) {
    GMimeContentType* type = g_mime_object_get_content_type(GMIME_OBJECT(part));
    const std::string file = text_or_empty(g_mime_part_get_filename(part));
    const bool is_text = type == nullptr || g_mime_content_type_is_type(type, "text", "*") != 0;
    if (!is_text || g_mime_part_is_attachment(part) != 0) {
      add_attachment(file);
      return;
    }
    const char* charset =
        type == nullptr ? nullptr : g_mime_content_type_get_parameter(type, "charset");
    const DecodedText decoded =
        decode_text(decoded_content(part), charset == nullptr ? std::string_view() : charset);
    report_warnings(decoded, input_, sink_);
    const bool is_html = type != nullptr && g_mime_content_type_is_type(type, "text", "html") != 0;
    if (is_html) {
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

  void add_attachment(std::string name) {
    name = collapsed(name);
    attachments_.push_back(name.empty() ? "unnamed" : std::move(name));
  }

  const ReaderInput& input_;
  DocumentSink& sink_;
  std::string text_;
  std::vector<std::string> attachments_;
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

}  // namespace

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
  const std::string bytes = read_bytes(input, sink);
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
  if (document.text.empty() && document.title.empty()) {
    skip(parts.is_encrypted() ? "an encrypted message" : "no text and no subject in the message");
    return;
  }
  document.path = input.path;
  document.source = input.source;
  document.type = name();
  document.language = language_from_tag(header(message.get(), "Content-Language"));
  document.authors = names_of(g_mime_message_get_from(message.get()));
  document.date = date_of(message.get());
  if (!document.date) {
    const std::string date = collapsed(header(message.get(), "Date"));
    if (!date.empty()) warn_bad_date(input, {}, date, sink);
    document.date = date_of_file(input);
  }
  add_metadata(document, "to", joined(names_of(g_mime_message_get_to(message.get()))));
  add_metadata(document, "cc", joined(names_of(g_mime_message_get_cc(message.get()))));
  add_metadata(document, "message-id", text_or_empty(g_mime_message_get_message_id(message.get())));
  if (parts.is_encrypted()) add_metadata(document, "encrypted", "yes");
  for (const std::string& attachment : parts.attachments()) {
    add_metadata(document, "attachment", attachment);
  }
  sink.add(std::move(document));
}

}  // namespace ksearch
