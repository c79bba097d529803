// Order of trust, each step decided by a test that rarely errs:
//   1. a byte order mark;
//   2. the declared charset, unless the bytes contradict it: valid UTF-8 with bytes above 0x7F is
//      UTF-8 whatever an 8-bit declaration says, and a 16-bit one needs NUL bytes to show;
//   3. strict UTF-8; and "mostly UTF-8", when well-formed sequences outnumber broken ones, since
//      they seldom arise by chance in another encoding;
//   4. ICU's detector. Its candidates are decoded and compared: letters with a symbol or a control
//      character between them ("by³o" for "było") speak against a candidate. This also separates
//      the Windows code pages, which ICU's detector reports under the names of their ISO siblings.

#include "indexer/readers/text_encoding.h"

#include <simdjson.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <memory>

#include "common/utf8.h"

namespace ksearch {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
/// ICU's detector looks at 8 kB; a bounded sample also bounds the comparison of candidates.
constexpr std::size_t kSampleBytes = std::size_t{32} << 10;

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;
using Detector = std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)>;

std::string count_of(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

bool valid_utf8(std::string_view bytes) {
  return simdjson::validate_utf8(bytes.data(), bytes.size());
}

struct Utf8Census {
  std::size_t multibyte = 0;  // well-formed sequences of more than one byte
  std::size_t broken = 0;     // bytes that belong to none
};

Utf8Census utf8_census(std::string_view bytes) {
  Utf8Census census;
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t length = utf8_sequence(bytes, i).length;
    census.broken += length == 0 ? 1 : 0;
    census.multibyte += length > 1 ? 1 : 0;
    i += std::max<std::size_t>(length, 1);
  }
  return census;
}

/// Replaces each run of broken bytes by one U+FFFD; the number of bytes replaced.
std::size_t replace_broken(std::string& bytes) {
  std::string repaired;
  repaired.reserve(bytes.size());
  std::size_t broken = 0;
  bool in_run = false;
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t length = utf8_sequence(bytes, i).length;
    if (length == 0) {
      if (!in_run) repaired += kReplacement;
      ++broken;
    } else {
      repaired.append(bytes, i, length);
    }
    in_run = length == 0;
    i += std::max<std::size_t>(length, 1);
  }
  bytes = std::move(repaired);
  return broken;
}

void replace_nuls(DecodedText& decoded) {
  const auto nuls = std::count(decoded.text.begin(), decoded.text.end(), '\0');
  if (nuls == 0) return;
  std::replace(decoded.text.begin(), decoded.text.end(), '\0', ' ');
  decoded.warnings.push_back(
      count_of(static_cast<std::size_t>(nuls), "NUL byte was", "NUL bytes were") +
      " replaced by spaces");
}

DecodedText as_utf8(std::string bytes) {
  DecodedText decoded{.text = std::move(bytes), .encoding = "UTF-8", .warnings = {}};
  if (!valid_utf8(decoded.text)) {
    const std::size_t broken = replace_broken(decoded.text);
    decoded.warnings.push_back(count_of(broken, "byte is", "bytes are") + " not UTF-8");
  }
  replace_nuls(decoded);
  return decoded;
}

/// The encodings that pages mean when they name an ISO one, after the WHATWG's Encoding Standard.
std::string web_name(std::string_view name) {
  static constexpr std::pair<std::string_view, std::string_view> kMeant[] = {
      {"ISO-8859-1", "windows-1252"},
      {"US-ASCII", "windows-1252"},
      {"ISO-8859-9", "windows-1254"},
      {"ISO-8859-11", "windows-874"},
      {"TIS-620", "windows-874"},
      {"GB2312", "GB18030"},
      {"GBK", "GB18030"},
      {"EUC-KR", "windows-949"},
  };
  for (const auto& [named, meant] : kMeant) {
    if (ucnv_compareNames(std::string(name).c_str(), std::string(named).c_str()) == 0) {
      return std::string(meant);
    }
  }
  return std::string(name);
}

Converter open_converter(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  // An empty name would open the platform's default converter.
  Converter converter(name.empty() ? nullptr : ucnv_open(name.c_str(), &status), &ucnv_close);
  if (U_FAILURE(status)) converter.reset();
  return converter;
}

/// Decodes through ICU; nothing when the encoding is unknown.
std::optional<std::string> convert(std::string_view bytes, const std::string& name) {
  const Converter from = open_converter(name);
  const Converter to = open_converter("UTF-8");
  if (!from || !to) return std::nullopt;
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 2);
  std::array<UChar, 4096> pivot{};
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  const char* source = bytes.data();
  const char* const source_end = source + bytes.size();
  std::array<char, 16384> buffer{};
  bool first = true;
  UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
  while (status == U_BUFFER_OVERFLOW_ERROR) {
    status = U_ZERO_ERROR;
    char* target = buffer.data();
    ucnv_convertEx(to.get(), from.get(), &target, buffer.data() + buffer.size(), &source,
                   source_end, pivot.data(), &pivot_source, &pivot_target,
                   pivot.data() + pivot.size(), static_cast<UBool>(first), static_cast<UBool>(true),
                   &status);
    text.append(buffer.data(), target);
    first = false;
  }
  if (U_FAILURE(status)) return std::nullopt;
  return text;
}

DecodedText converted(std::string_view bytes, const std::string& name) {
  std::optional<std::string> text = convert(bytes, name);
  if (!text) return as_utf8(std::string(bytes));
  DecodedText decoded{.text = std::move(*text), .encoding = name, .warnings = {}};
  std::size_t undecoded = 0;
  for (std::size_t at = decoded.text.find(kReplacement); at != std::string::npos;
       at = decoded.text.find(kReplacement, at + kReplacement.size())) {
    ++undecoded;
  }
  if (undecoded > 0) {
    decoded.warnings.push_back(count_of(undecoded, "character is", "characters are") + " not " +
                               name);
  }
  replace_nuls(decoded);
  return decoded;
}

bool is_odd(char32_t before, char32_t current, char32_t next) {
  const auto character = static_cast<UChar32>(current);
  const auto type = u_charType(character);
  if (type == U_CONTROL_CHAR || current == 0xFFFD) return true;
  if (!u_isalpha(static_cast<UChar32>(before)) || !u_isalpha(static_cast<UChar32>(next))) {
    return false;
  }
  // A capital after a small letter ("paÑstwo") is as odd between letters as a symbol.
  if (u_isalpha(character)) return u_isupper(character) && u_islower(static_cast<UChar32>(before));
  // Dashes, apostrophes, the middle dot, soft hyphens and no-break spaces do stand there.
  return type != U_DASH_PUNCTUATION && current != 0x2019 && current != 0xB7 && current != 0xAD &&
         current != 0xA0;
}

/// How badly a decoding reads, from 0 to 1: the share of its characters beyond ASCII that are
/// control characters, or symbols between two letters.
double oddity(std::string_view text) {
  std::size_t beyond_ascii = 0;
  std::size_t odd = 0;
  char32_t before = ' ';
  char32_t current = ' ';
  for (std::size_t i = 0; i <= text.size();) {
    const Utf8Sequence next = i < text.size() ? utf8_sequence(text, i) : Utf8Sequence{' ', 1};
    beyond_ascii += current >= 0x80 ? 1U : 0U;
    odd += current >= 0x80 && is_odd(before, current, next.code_point) ? 1U : 0U;
    before = current;
    current = next.code_point;
    i += std::max<std::size_t>(next.length, 1);
  }
  return beyond_ascii == 0 ? 0 : static_cast<double>(odd) / static_cast<double>(beyond_ascii);
}

std::vector<std::pair<std::string, int>> detected_encodings(std::string_view sample) {
  std::vector<std::pair<std::string, int>> found;
  UErrorCode status = U_ZERO_ERROR;
  const Detector detector(ucsdet_open(&status), &ucsdet_close);
  if (U_FAILURE(status)) return found;
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  std::int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
  for (std::int32_t i = 0; U_SUCCESS(status) && i < count; ++i) {
    const char* name = ucsdet_getName(matches[i], &status);
    const std::int32_t confidence = ucsdet_getConfidence(matches[i], &status);
    if (U_FAILURE(status) || name == nullptr) break;
    // Strict UTF-8 has been ruled out before.
    if (std::string_view(name) != "UTF-8") found.emplace_back(web_name(name), confidence);
    if (std::string_view(name) == "ISO-8859-2") found.emplace_back("windows-1250", confidence);
  }
  return found;
}

std::string detect_encoding(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, kSampleBytes);
  std::string best = "windows-1252";
  double best_score = -1;
  for (const auto& [name, confidence] : detected_encodings(sample)) {
    const std::optional<std::string> text = convert(sample, name);
    if (!text) continue;
    const double score = confidence * (1 - oddity(*text));
    if (score > best_score) {
      best = name;
      best_score = score;
    }
  }
  return best;
}

struct ByteOrderMark {
  std::string_view bytes;
  std::string_view encoding;
};

constexpr ByteOrderMark kByteOrderMarks[] = {
    {"\xEF\xBB\xBF", "UTF-8"},
    {std::string_view("\xFF\xFE\0\0", 4), "UTF-32LE"},
    {std::string_view("\0\0\xFE\xFF", 4), "UTF-32BE"},
    {"\xFF\xFE", "UTF-16LE"},
    {"\xFE\xFF", "UTF-16BE"},
};

const ByteOrderMark* byte_order_mark(std::string_view bytes) {
  for (const ByteOrderMark& mark : kByteOrderMarks) {
    if (bytes.starts_with(mark.bytes)) return &mark;
  }
  return nullptr;
}

/// UTF-16 without a mark shows by its high bytes: nearly all 0 or (Cyrillic) 4, at one parity only.
std::optional<std::string_view> unmarked_utf16(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, 4096);
  if (sample.size() < 8) return std::nullopt;
  std::array<std::size_t, 2> high{};
  std::array<std::size_t, 2> nul{};
  for (std::size_t i = 0; i < sample.size(); ++i) {
    high[i % 2] += sample[i] == '\0' || sample[i] == '\4' ? 1U : 0U;
    nul[i % 2] += sample[i] == '\0' ? 1U : 0U;
  }
  const std::size_t units = sample.size() / 2;
  for (const std::size_t parity : {std::size_t{0}, std::size_t{1}}) {
    const bool nearly_all = high[parity] * 10 >= units * 9;
    if (nearly_all && nul[parity] * 20 >= units && nul[1 - parity] * 20 <= units) {
      return parity == 0 ? "UTF-16BE" : "UTF-16LE";
    }
  }
  return std::nullopt;
}

bool is_wide(std::string_view name) {
  std::string upper(name);
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return upper.starts_with("UTF-16") || upper.starts_with("UTF16") || upper.starts_with("UTF-32") ||
         upper.starts_with("UTF32") || upper.starts_with("UCS-");
}

/// The declared charset when it can be true of the bytes; else empty.
std::string believable(std::string_view declared, std::string_view bytes) {
  const std::string name = web_name(declared);
  if (!open_converter(name) || ucnv_compareNames(name.c_str(), "UTF-8") == 0) return {};
  if (is_wide(name)) return bytes.find('\0') == std::string_view::npos ? std::string() : name;
  const bool has_high_bytes =
      std::any_of(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0; });
  return has_high_bytes && valid_utf8(bytes) ? std::string() : name;
}

struct Signature {
  std::size_t offset;
  std::string_view bytes;
  std::string_view kind;
};

constexpr Signature kSignatures[] = {
    {0, "\x89PNG\r\n", "PNG picture"},
    {0, "\xFF\xD8\xFF", "JPEG picture"},
    {0, "GIF87a", "GIF picture"},
    {0, "GIF89a", "GIF picture"},
    {0, std::string_view("II*\0", 4), "TIFF picture"},
    {0, std::string_view("MM\0*", 4), "TIFF picture"},
    {8, "WEBP", "WebP picture"},
    {4, "ftypavif", "AVIF picture"},
    {4, "ftypheic", "HEIC picture"},
    {4, "ftyp", "video"},
    {8, "AVI ", "video"},
    {0, "\x1A\x45\xDF\xA3", "video"},
    {8, "WAVE", "sound"},
    {0, "ID3", "sound"},
    {0, "OggS", "sound"},
    {0, "fLaC", "sound"},
    {0, "%PDF-", "PDF document"},
    {0, "{\\rtf", "RTF document"},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "legacy Office document"},
    {0, "!BDN", "Outlook folder"},
    {0, "PK\3\4", "ZIP archive"},
    {0, "PK\5\6", "ZIP archive"},
    {0, "\x1F\x8B", "gzip archive"},
    {0, "BZh", "bzip2 archive"},
    {0,
     "\xFD"
     "7zXZ",
     "xz archive"},
    {0, "\x28\xB5\x2F\xFD", "zstd archive"},
    {0, "7z\xBC\xAF\x27\x1C", "7-Zip archive"},
    {0, "Rar!\x1A", "RAR archive"},
    {257, "ustar", "tar archive"},
    {0,
     "\x7F"
     "ELF",
     "program"},
    {0, "\xCA\xFE\xBA\xBE", "program"},
    {0, "\xCF\xFA\xED\xFE", "program"},
    {0, std::string_view("\0asm", 4), "program"},
    {0, "SQLite format 3", "database"},
    {0, "wOFF", "font"},
    {0, "wOF2", "font"},
    {0, std::string_view("\0\1\0\0\0", 5), "font"},
    {0, "OTTO", "font"},
    {0, std::string_view("MZ\x90\0", 4), "program"},
    {0, std::string_view("\0\0\1\0", 4), "icon"},
};

/// Control characters that text files do hold: white space, backspace, escape.
bool is_text_control(unsigned char byte) { return (byte >= 0x07 && byte <= 0x0D) || byte == 0x1B; }

}  // namespace

DecodedText decode_text(std::string bytes, std::string_view declared) {
  if (const ByteOrderMark* mark = byte_order_mark(bytes)) {
    bytes.erase(0, mark->bytes.size());
    return mark->encoding == "UTF-8" ? as_utf8(std::move(bytes))
                                     : converted(bytes, std::string(mark->encoding));
  }
  if (!declared.empty()) {
    if (const std::string name = believable(declared, bytes); !name.empty()) {
      return converted(bytes, name);
    }
  }
  if (const auto utf16 = unmarked_utf16(bytes)) return converted(bytes, std::string(*utf16));
  if (valid_utf8(bytes)) return as_utf8(std::move(bytes));
  const Utf8Census census = utf8_census(bytes);
  if (census.multibyte > 2 * census.broken) return as_utf8(std::move(bytes));
  DecodedText detected = converted(bytes, detect_encoding(bytes));
  detected.warnings.insert(detected.warnings.begin(),
                           "not UTF-8 and no encoding declared; read as " + detected.encoding);
  return detected;
}

DecodedText repair_utf8(std::string bytes) {
  if (bytes.starts_with(kByteOrderMarks[0].bytes)) bytes.erase(0, 3);
  return as_utf8(std::move(bytes));
}

bool is_utf16(std::string_view head) {
  return head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
}

std::optional<std::string_view> binary_kind(std::string_view head) {
  for (const Signature& signature : kSignatures) {
    if (head.size() > signature.offset &&
        head.substr(signature.offset).starts_with(signature.bytes)) {
      return signature.kind;
    }
  }
  if (byte_order_mark(head) != nullptr || unmarked_utf16(head)) return std::nullopt;
  const auto controls =
      static_cast<std::size_t>(std::count_if(head.begin(), head.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 && !is_text_control(byte);
      }));
  // Stray control characters happen in text, even several in a short one; one in ten does not.
  const bool binary = controls > 8 && controls * 10 > head.size();
  return binary ? std::optional(kBinaryKind) : std::nullopt;
}

}  // namespace ksearch
