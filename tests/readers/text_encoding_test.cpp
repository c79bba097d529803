#include "indexer/readers/text_encoding.h"

#include <doctest/doctest.h>
#include <simdjson.h>
#include <unicode/ucnv.h>

#include <random>

namespace ksearch {
namespace {

/// `utf8` in another encoding.
std::string encoded(const std::string& utf8, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  std::string bytes(utf8.size() * 4 + 16, '\0');
  const int32_t size =
      ucnv_convert(encoding, "UTF-8", bytes.data(), static_cast<int32_t>(bytes.size()), utf8.data(),
                   static_cast<int32_t>(utf8.size()), &status);
  REQUIRE(U_SUCCESS(status));
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

TEST_CASE("valid UTF-8 is kept byte for byte, line ends included") {
  const std::string text = "Ein Satz.\r\nZweite Zeile: Київ, 北京 \U0001F600\r";
  const DecodedText decoded = decode_text(text);
  CHECK(decoded.text == text);
  CHECK(decoded.encoding == "UTF-8");
  CHECK(decoded.warnings.empty());
  CHECK(decode_text("").text.empty());
}

TEST_CASE("a byte order mark decides and goes away") {
  CHECK(decode_text("\xEF\xBB\xBFtext").text == "text");
  CHECK(decode_text(std::string("\xFF\xFEh\0i\0", 6)).text == "hi");
  CHECK(decode_text(std::string("\xFE\xFF\0h\0i", 6)).text == "hi");
  CHECK(decode_text(std::string("\xFF\xFE\0\0h\0\0\0", 8)).text == "h");
}

TEST_CASE("a declared charset is believed unless the bytes contradict it") {
  CHECK(decode_text("caf\xE9", "ISO-8859-1").text == "café");
  CHECK(decode_text("\x93quoted\x94", "iso-8859-1").text == "“quoted”");
  CHECK(decode_text("\xCF\xF3\xF2\xE8\xED", "windows-1251").text == "Путин");
  CHECK(decode_text("café", "iso-8859-1").text == "café");
  CHECK(decode_text("plain", "utf-16").text == "plain");
  CHECK(decode_text("caf\xE9 noir, une histoire", "no-such-charset").text ==
        "café noir, une histoire");
  CHECK(decode_text("\x1B$B$3$s\x1B(B", "ISO-2022-JP").text == "こん");
}

TEST_CASE("UTF-8 with a few broken bytes stays UTF-8 and says how many") {
  const DecodedText decoded = decode_text("Зеленський \xFF\xFE і Умєров у Стамбулі");
  CHECK(decoded.text == "Зеленський \uFFFD і Умєров у Стамбулі");
  CHECK(decoded.encoding == "UTF-8");
  REQUIRE(decoded.warnings.size() == 1);
  CHECK(decoded.warnings[0] == "2 bytes are not UTF-8");
}

TEST_CASE("NUL bytes become spaces, so that offsets stay") {
  const DecodedText decoded = decode_text(std::string("one\0two\0three, and so on", 24));
  CHECK(decoded.text == "one two three, and so on");
  REQUIRE(decoded.warnings.size() == 1);
  CHECK(decoded.warnings[0] == "2 NUL bytes were replaced by spaces");
}

TEST_CASE("encodings without a declaration are detected") {
  struct Sample {
    const char* encoding;
    std::string text;
  };
  const std::vector<Sample> samples = {
      {"windows-1252",
       "The café’s owner said: “It cost £20 – too much for Zoë.” He left at once and "
       "nobody saw him again in the town."},
      {"windows-1252",
       "À Paris, le président a répété que l’été serait décisif pour la sécurité des "
       "réseaux ; les délégués étaient là."},
      {"windows-1251",
       "Российская делегация прибыла в Стамбул, где начались переговоры о прекращении "
       "огня и обмене пленными."},
      {"KOI8-R",
       "Российская делегация прибыла в Стамбул, где начались переговоры о прекращении огня и "
       "обмене пленными."},
      {"windows-1250",
       "Prezydent powiedział, że państwo będzie walczyć; żołnierze wrócą do domów, gdy "
       "wojna się skończy, źle lub dobrze."},
      {"windows-1254",
       "Türkiye'nin dışişleri bakanı görüşmelere başkanlık etti; taraflar İstanbul'da "
       "ateşkes için şartlarını açıkladı, ağır sözler söylendi."},
      {"Shift_JIS", "停戦交渉はイスタンブールで始まり、両国の代表団が出席した。"},
      {"UTF-16LE", "Talks between the two sides began in Istanbul."},
      {"UTF-16LE", "Переговоры начались в Стамбуле в пятницу."},
      {"UTF-16BE", "Talks between the two sides began in Istanbul."},
  };
  for (const Sample& sample : samples) {
    CAPTURE(sample.encoding);
    const DecodedText decoded = decode_text(encoded(sample.text, sample.encoding));
    CHECK(decoded.text == sample.text);
  }
}

TEST_CASE("a lone pound sign in Latin-1 is found among ASCII") {
  CHECK(decode_text("The plan would cost \xA3"
                    "20bn a year, the minister told parliament.")
            .text == "The plan would cost £20bn a year, the minister told parliament.");
}

TEST_CASE("any bytes become valid UTF-8 without NUL bytes") {
  std::mt19937 random(20250516);
  for (int round = 0; round < 500; ++round) {
    std::string bytes(random() % 300, '\0');
    const bool mostly_ascii = round % 2 == 0;
    for (char& c : bytes) c = static_cast<char>(mostly_ascii && random() % 8 != 0 ? 'a' : random());
    for (const char* declared : {"", "utf-8", "utf-16", "shift_jis", "utf-7", "x"}) {
      const DecodedText decoded = decode_text(bytes, declared);
      CHECK(simdjson::validate_utf8(decoded.text));
      CHECK(decoded.text.find('\0') == std::string::npos);
    }
    CHECK(simdjson::validate_utf8(repair_utf8(bytes).text));
  }
}

TEST_CASE("what is not text is told by its first bytes") {
  const std::vector<std::pair<std::string, std::string_view>> cases = {
      {"\x89PNG\r\n\x1A\n....", "PNG picture"},
      {"\xFF\xD8\xFF\xE0....", "JPEG picture"},
      {"%PDF-1.4\n", "PDF document"},
      {std::string("\x7F") + "ELF\2\1\1", "program"},
      {std::string("PK\3\4\x14\0", 6), "ZIP archive"},
      {std::string(200, '\0'), "binary"},
  };
  for (const auto& [bytes, kind] : cases) CHECK(binary_kind(bytes) == kind);
  CHECK_FALSE(binary_kind("plain text").has_value());
  CHECK_FALSE(binary_kind(std::string("a NUL\0 or\0 two", 14)).has_value());
  CHECK_FALSE(binary_kind(encoded("text in UTF-16 without a mark", "UTF-16LE")).has_value());
  CHECK_FALSE(binary_kind(encoded("Путин", "windows-1251")).has_value());
  CHECK_FALSE(binary_kind("").has_value());
}

}  // namespace
}  // namespace ksearch
