#include "indexer/readers/pdf_reader.h"

#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-page.h>

#include <algorithm>
#include <cctype>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "indexer/readers/found_date.h"
#include "indexer/readers/source_text.h"
#include "indexer/readers/text_encoding.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

/// Pictures make most of a large PDF, so more than the longest text is read.
constexpr std::size_t kMaxPdfBytes = std::size_t{512} << 20;

std::string utf8(const poppler::ustring& text) {
  const poppler::byte_array bytes = text.to_utf8();
  return repair_utf8(std::string(bytes.begin(), bytes.end())).text;
}

/// "D:20250516140500+03'00'" (PDF 32000-1, 7.9.4) as a timestamp of ISO 8601; empty when it is
/// none.
std::string iso_date(std::string_view pdf_date) {
  constexpr std::string_view kPrefix = "D:";
  if (pdf_date.starts_with(kPrefix)) pdf_date.remove_prefix(kPrefix.size());
  const auto* const end =
      std::ranges::find_if_not(pdf_date, [](unsigned char c) { return std::isdigit(c) != 0; });
  const std::string_view digits(pdf_date.begin(), end);
  constexpr std::size_t kDay = 8;
  constexpr std::size_t kSecond = 14;
  if (digits.size() < kDay) return {};
  std::string iso(digits.substr(0, kDay));
  if (digits.size() < kSecond) return iso;
  iso += 'T';
  iso += digits.substr(kDay, 2);
  iso += ':';
  iso += digits.substr(kDay + 2, 2);
  iso += ':';
  iso += digits.substr(kDay + 4, 2);
  std::string zone;
  for (const char c : std::string_view(end, pdf_date.end())) {
    if (c != '\'') zone += c;
  }
  constexpr std::size_t kOffset = 5;  // "+0300"
  return iso + (zone.size() >= kOffset && zone[0] != 'Z' ? zone.substr(0, kOffset) : "Z");
}

bool is_letter_byte(char c) {
  return (c & 0x80) != 0 || std::isalpha(static_cast<unsigned char>(c)) != 0;
}

/// Joins words that a line's end divides ("negotia-" and "tions"), and drops white space at the
/// ends of lines. A hyphen before a capital letter or a digit stays: it is the word's own.
void append_lines(std::string_view page, std::string& text) {
  while (!page.empty()) {
    const std::size_t end = std::min(page.find('\n'), page.size());
    const std::string_view line = trimmed(page.substr(0, end));
    page.remove_prefix(std::min(end + 1, page.size()));
    const std::size_t size = text.size();
    const bool divided = size > 2 && text.ends_with("-\n") && is_letter_byte(text[size - 3]) &&
                         !line.empty() && std::islower(static_cast<unsigned char>(line[0])) != 0;
    if (divided) text.resize(size - 2);
    text += line;
    text += '\n';
  }
}

/// What programs write into the title of a file that has none.
bool is_made_up_title(std::string_view title) {
  const std::string lower = lower_case(title);
  for (const std::string_view start : {"microsoft word", "microsoft powerpoint", "untitled",
                                       "slide 1", "powerpoint presentation", "document1"}) {
    if (lower.starts_with(start)) return true;
  }
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{".doc", ".docx", ".pdf", ".indd", ".qxd", ".tex",
                                              ".dvi"},
      [&](std::string_view extension) { return lower.ends_with(extension); });
}

void add_pages(const poppler::document& pdf, Document& document) {
  for (int number = 0; number < pdf.pages(); ++number) {
    document.pages.push_back(document.text.size());
    const std::unique_ptr<poppler::page> page(pdf.create_page(number));
    if (page == nullptr) continue;
    append_lines(utf8(page->text({}, poppler::page::non_raw_non_physical_layout)), document.text);
  }
}

std::optional<DocumentDate> date_of(const poppler::document& pdf, const ReaderInput& input,
                                    DocumentSink& sink) {
  for (const char* key : {"CreationDate", "ModDate"}) {
    const std::string given = utf8(pdf.info_key(key));
    if (given.empty()) continue;
    if (auto date = published_date(iso_date(given))) return date;
    warn_bad_date(input, {}, given, sink);
  }
  return date_of_file(input);
}

}  // namespace

void PdfReader::read(const ReaderInput& input, DocumentSink& sink) const {
  const auto skip = [&](std::string reason) {
    sink.skip({.path = input.path, .member = {}, .reason = std::move(reason)});
  };
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  const std::string bytes = read_bytes(input, sink, kMaxPdfBytes);
  const std::unique_ptr<poppler::document> pdf(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (pdf == nullptr) return skip("damaged PDF");
  if (pdf->is_locked()) return skip("unsupported: a PDF with a password");
  Document document;
  add_pages(*pdf, document);
  if (trimmed(document.text).empty()) {
    return skip("unsupported: a scanned PDF, no text on " + std::to_string(pdf->pages()) +
                (pdf->pages() == 1 ? " page" : " pages"));
  }
  document.title = collapsed(utf8(pdf->info_key("Title")));
  if (is_made_up_title(document.title)) document.title.clear();
  if (std::string author = collapsed(utf8(pdf->info_key("Author"))); !author.empty()) {
    document.authors.push_back(std::move(author));
  }
  document.date = date_of(*pdf, input, sink);
  document.path = input.path;
  document.source = input.source;
  document.type = name();
  sink.add(std::move(document));
}

}  // namespace ksearch
