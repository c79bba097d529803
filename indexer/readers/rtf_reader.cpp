// A small extractor of our own instead of the program unrtf: starting a program for each file costs
// more than the parsing, needs processes and temporary files that the child's limits forbid, and
// unrtf knows neither \u beyond its tables nor the code pages of fonts.
//
// RTF is groups in braces, control words and text. A group inherits the state of the group around
// it: where its text goes, the font (which gives the code page of bytes), how many characters stand
// in for a Unicode one. Bytes are collected as long as they share a code page and decoded together.

#include "indexer/readers/rtf_reader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <utility>
#include <vector>

#include "common/utf8.h"
#include "indexer/readers/byline.h"
#include "indexer/readers/format.h"
#include "indexer/readers/found_date.h"
#include "indexer/readers/furniture.h"
#include "indexer/readers/source_text.h"
#include "indexer/readers/text_encoding.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

/// Groups inside each other that have a state of their own; more than any writer makes.
constexpr std::size_t kDeepestGroup = 1000;
constexpr std::size_t kLongestWord = 32;
constexpr char32_t kNoUnit = 0;

enum class Destination : std::uint8_t {
  kText,
  kNowhere,
  kFonts,
  kProperties,
  kTitle,
  kAuthor,
  kCreated
};

struct GroupState {
  Destination destination = Destination::kText;
  bool hidden = false;
  int font = -1;
  int fallback_chars = 1;  ///< \uc: characters after \u that say the same for old readers
};

struct ControlWord {
  std::string_view name;
  int number = 0;
  bool has_number = false;
};

struct Symbol {
  std::string_view name;
  std::string_view text;
};
constexpr auto kSymbols = std::to_array<Symbol>({
    {"par", "\n"},           {"line", "\n"},       {"sect", "\n"},       {"page", "\n"},
    {"row", "\n"},           {"column", "\n"},     {"tab", "\t"},        {"cell", "\t"},
    {"nestcell", "\t"},      {"nestrow", "\n"},    {"emdash", "\u2014"}, {"endash", "\u2013"},
    {"bullet", "\u2022"},    {"lquote", "\u2018"}, {"rquote", "\u2019"}, {"ldblquote", "\u201C"},
    {"rdblquote", "\u201D"}, {"emspace", " "},     {"enspace", " "},     {"qmspace", " "},
});

struct DestinationWord {
  std::string_view name;
  Destination destination;
};
constexpr auto kDestinations = std::to_array<DestinationWord>({
    {"fonttbl", Destination::kFonts},      {"info", Destination::kProperties},
    {"title", Destination::kTitle},        {"author", Destination::kAuthor},
    {"creatim", Destination::kCreated},    {"colortbl", Destination::kNowhere},
    {"stylesheet", Destination::kNowhere}, {"pict", Destination::kNowhere},
    {"nonshppict", Destination::kNowhere}, {"object", Destination::kNowhere},
    {"header", Destination::kNowhere},     {"headerl", Destination::kNowhere},
    {"headerr", Destination::kNowhere},    {"headerf", Destination::kNowhere},
    {"footer", Destination::kNowhere},     {"footerl", Destination::kNowhere},
    {"footerr", Destination::kNowhere},    {"footerf", Destination::kNowhere},
    {"fldinst", Destination::kNowhere},    {"xe", Destination::kNowhere},
    {"tc", Destination::kNowhere},
});

struct FontCharset {
  int number;
  std::string_view charset;
};
constexpr auto kFontCharsets = std::to_array<FontCharset>({
    {77, "macintosh"},
    {128, "Shift_JIS"},
    {129, "windows-949"},
    {134, "GBK"},
    {136, "Big5"},
    {161, "windows-1253"},
    {162, "windows-1254"},
    {163, "windows-1258"},
    {177, "windows-1255"},
    {178, "windows-1256"},
    {186, "windows-1257"},
    {204, "windows-1251"},
    {222, "windows-874"},
    {238, "windows-1250"},
});

std::string charset_of_code_page(int page) {
  switch (page) {
    case 437:
      return "IBM437";
    case 850:
      return "IBM850";
    case 866:
      return "IBM866";
    case 932:
      return "Shift_JIS";
    case 936:
      return "GBK";
    case 949:
      return "windows-949";
    case 950:
      return "Big5";
    case 10000:
      return "macintosh";
    case 65001:
      return "UTF-8";
    default:
      return "windows-" + std::to_string(page);
  }
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

class RtfParser {
 public:
  explicit RtfParser(std::string_view rtf) : rtf_(rtf) { groups_.emplace_back(); }

  RtfContent parse() {
    while (at_ < rtf_.size()) {
      const char c = rtf_[at_++];
      if (c == '{') {
        open_group();
      } else if (c == '}') {
        close_group();
      } else if (c == '\\') {
        read_control();
      } else if (c != '\r' && c != '\n') {
        add_byte(c);
      }
    }
    flush();
    content_.is_cut_off = groups_.size() > 1 || uncounted_ > 0;
    return std::move(content_);
  }

 private:
  GroupState& state() { return groups_.back(); }

  void open_group() {
    if (groups_.size() < kDeepestGroup) {
      groups_.push_back(state());
    } else {
      ++uncounted_;
    }
    pending_fallback_ = 0;
  }

  void close_group() {
    flush();
    pending_fallback_ = 0;
    if (uncounted_ > 0) {
      --uncounted_;
    } else if (groups_.size() > 1) {
      groups_.pop_back();
    }
  }

  void read_control() {
    if (at_ >= rtf_.size()) return;
    const char c = rtf_[at_];
    if (is_letter(c)) {
      apply(read_word());
      return;
    }
    ++at_;
    if (c == '\'') {
      read_hex_byte();
    } else if (c == '*') {
      // What follows is for programs that know it; a known destination takes it back.
      state().destination = Destination::kNowhere;
    } else if (c == '~') {
      add_text(" ");
    } else if (c == '_') {
      add_text("-");
    } else if (c == '\n' || c == '\r') {
      add_text("\n");
    } else if (c == '{' || c == '}' || c == '\\') {
      add_byte(c);
    }
  }

  ControlWord read_word() {
    const std::size_t begin = at_;
    while (at_ < rtf_.size() && at_ - begin < kLongestWord && is_letter(rtf_[at_])) ++at_;
    ControlWord word{.name = rtf_.substr(begin, at_ - begin)};
    const bool is_negative = at_ + 1 < rtf_.size() && rtf_[at_] == '-' && is_digit(rtf_[at_ + 1]);
    if (is_negative) ++at_;
    for (; at_ < rtf_.size() && is_digit(rtf_[at_]); ++at_) {
      word.has_number = true;
      word.number = std::min(word.number * 10 + (rtf_[at_] - '0'), 100'000'000);
    }
    if (is_negative) word.number = -word.number;
    if (at_ < rtf_.size() && rtf_[at_] == ' ') ++at_;
    return word;
  }

  void read_hex_byte() {
    if (at_ + 2 > rtf_.size()) return;
    const int high = hex_value(rtf_[at_]);
    const int low = hex_value(rtf_[at_ + 1]);
    if (high < 0 || low < 0) return;
    at_ += 2;
    add_byte(static_cast<char>(high * 16 + low));
  }

  void apply(const ControlWord& word) {
    if (const auto* const symbol = std::ranges::find(kSymbols, word.name, &Symbol::name);
        symbol != kSymbols.end()) {
      add_text(symbol->text);
    } else if (const auto* const known =
                   std::ranges::find(kDestinations, word.name, &DestinationWord::name);
               known != kDestinations.end()) {
      set_destination(known->destination);
    } else if (word.name == "u") {
      add_unicode(word.number);
    } else if (word.name == "uc") {
      state().fallback_chars = std::clamp(word.number, 0, 16);
    } else if (word.name == "bin") {
      at_ += std::min(static_cast<std::size_t>(std::max(word.number, 0)), rtf_.size() - at_);
    } else if (word.name == "v" || word.name == "deleted") {
      flush();
      state().hidden = !word.has_number || word.number != 0;
    } else if (word.name == "plain") {
      flush();
      state().hidden = false;
    } else if (state().destination == Destination::kCreated) {
      set_created(word);
    } else {
      apply_encoding(word);
    }
  }

  void apply_encoding(const ControlWord& word) {
    if (word.name == "f" || word.name == "deff") {
      flush();
      state().font = word.number;
    } else if (word.name == "fcharset" && state().destination == Destination::kFonts) {
      const auto* const known = std::ranges::find(kFontCharsets, word.number, &FontCharset::number);
      if (known != kFontCharsets.end()) fonts_[state().font] = known->charset;
    } else if (word.name == "ansicpg") {
      charset_ = charset_of_code_page(word.number);
    } else if (word.name == "mac") {
      charset_ = charset_of_code_page(10000);
    } else if (word.name == "pc") {
      charset_ = charset_of_code_page(437);
    } else if (word.name == "pca") {
      charset_ = charset_of_code_page(850);
    }
  }

  /// A property is one only among the properties; elsewhere its word would hide text.
  void set_destination(Destination destination) {
    const bool is_property = destination == Destination::kTitle ||
                             destination == Destination::kAuthor ||
                             destination == Destination::kCreated;
    if (is_property && state().destination != Destination::kProperties) return;
    if (groups_.size() > 1) state().destination = destination;
  }

  void set_created(const ControlWord& word) {
    static constexpr std::string_view kParts[] = {"yr", "mo", "dy", "hr", "min"};
    const auto* const part = std::ranges::find(kParts, word.name);
    if (part == std::end(kParts)) return;
    static constexpr std::string_view kBefore[] = {"", "-", "-", "T", ":"};
    std::string digits = std::to_string(std::clamp(word.number, 0, 9999));
    if (digits.size() == 1) digits.insert(0, "0");
    content_.created.append(kBefore[part - std::begin(kParts)]).append(digits);
  }

  void add_unicode(int number) {
    flush();
    pending_fallback_ = state().fallback_chars;
    // Numbers above 32767 are written as negative ones; pairs of them make one character.
    const auto unit = static_cast<char32_t>(static_cast<std::uint16_t>(number));
    if (unit >= 0xD800 && unit < 0xDC00) {
      high_surrogate_ = unit;
      return;
    }
    char32_t code_point = unit;
    if (unit >= 0xDC00 && unit < 0xE000 && high_surrogate_ != kNoUnit) {
      code_point = 0x10000 + ((high_surrogate_ - 0xD800) << 10U) + (unit - 0xDC00);
    }
    high_surrogate_ = kNoUnit;
    // Symbols of fonts without Unicode stand in the private use area.
    if (code_point == 0 || (code_point >= 0xF000 && code_point < 0xF100)) return;
    if (std::string* out = target()) append_utf8(*out, code_point);
  }

  void add_byte(char c) {
    if (pending_fallback_ > 0) {
      --pending_fallback_;
      return;
    }
    if (target() == nullptr) return;
    run_ += c == '\0' ? ' ' : c;
  }

  void add_text(std::string_view text) {
    pending_fallback_ = 0;
    flush();
    if (std::string* out = target()) *out += text;
  }

  /// Where text goes now; null: nowhere.
  std::string* target() {
    if (state().hidden) return nullptr;
    switch (state().destination) {
      case Destination::kText:
        return &content_.text;
      case Destination::kTitle:
        return &content_.title;
      case Destination::kAuthor:
        return &content_.author;
      default:
        return nullptr;
    }
  }

  /// Decodes the bytes collected, which share a state.
  void flush() {
    if (run_.empty()) return;
    std::string run = std::exchange(run_, {});
    std::string* out = target();
    if (out == nullptr) return;
    const bool is_ascii =
        std::all_of(run.begin(), run.end(), [](char c) { return (c & 0x80) == 0; });
    if (is_ascii) {
      *out += run;
      return;
    }
    const auto font = fonts_.find(state().font);
    *out += decode_text(std::move(run), font == fonts_.end() ? charset_ : font->second).text;
  }

  std::string_view rtf_;
  std::size_t at_ = 0;
  RtfContent content_;
  std::vector<GroupState> groups_;
  std::size_t uncounted_ = 0;  ///< open groups beyond kDeepestGroup
  std::map<int, std::string> fonts_;
  std::string charset_ = "windows-1252";
  std::string run_;
  int pending_fallback_ = 0;
  char32_t high_surrogate_ = kNoUnit;
};

bool is_rtf(std::string_view head) { return head.starts_with("{\\rtf"); }

}  // namespace

RtfContent parse_rtf(std::string_view rtf) { return RtfParser(rtf).parse(); }

bool RtfReader::accepts(const ReaderInput& input) const { return is_rtf(input.head); }

void RtfReader::read(const ReaderInput& input, DocumentSink& sink) const {
  RtfContent content = parse_rtf(read_bytes(input, sink));
  if (content.is_cut_off) {
    sink.warn({.path = input.path, .member = {}, .reason = "the document is cut off"});
  }
  Document document;
  document.title = collapsed(content.title);
  document.text = std::move(content.text);
  if (trimmed(document.text).empty() && document.title.empty()) {
    sink.skip({.path = input.path, .member = {}, .reason = "no text in the document"});
    return;
  }
  const std::vector<Span> lines = text_lines(document.text);
  if (document.title.empty()) {
    const PageLayout layout = page_layout(document.text, lines);
    document.title_span = layout.headline;
    if (layout.headline) document.title = collapsed(slice(document.text, *layout.headline));
  }
  document.authors = names_in_byline(collapsed(content.author));
  document.path = input.path;
  document.source = input.source;
  document.type = name();
  document.date = published_date(content.created);
  if (!document.date) document.date = date_in_lines(document.text, lines);
  if (!document.date) document.date = date_in_name(file_name(input.path));
  if (!document.date) document.date = date_of_file(input);
  sink.add(std::move(document));
}

}  // namespace ksearch
