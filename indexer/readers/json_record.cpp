#include "indexer/readers/json_record.h"

#include <cctype>
#include <optional>
#include <utility>

#include "indexer/readers/found_date.h"
#include "indexer/readers/record_fields.h"
#include "indexer/readers/source_text.h"
#include "indexer/readers/text_encoding.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

std::string_view view_of(element value) {
  std::string_view text;
  return value.get(text) == simdjson::SUCCESS ? text : std::string_view();
}

/// A value as metadata: strings as they are, everything else as JSON.
std::string metadata_value(element value) {
  return value.is_string() ? std::string(view_of(value)) : simdjson::minify(value);
}

/// A name: a string, or an object with one under "name".
std::string name_of(element value) {
  element name;
  if (value.is_object() && value["name"].get(name) == simdjson::SUCCESS)
    return collapsed(view_of(name));
  return collapsed(view_of(value));
}

bool set_authors(Document& document, element value) {
  const std::size_t before = document.authors.size();
  const auto add = [&document](element author) {
    if (std::string name = name_of(author); !name.empty())
      document.authors.push_back(std::move(name));
  };
  if (value.is_array()) {
    for (const element author : value.get_array()) add(author);
  } else {
    add(value);
  }
  return document.authors.size() > before;
}

/// Fills `document` from one key; false when the value is of no use there.
bool set_field(Document& document, std::string_view key, element value) {
  if (key == "author" || key == "authors") return set_authors(document, value);
  if (value.is_string()) return set_record_field(document, key, view_of(value));
  if (key == "id" && (value.is_int64() || value.is_uint64())) {
    document.id = simdjson::minify(value);
    return true;
  }
  double seconds = 0;
  if (is_date_key(key) && value.is_number() && value.get(seconds) == simdjson::SUCCESS) {
    document.date = date_of_epoch(seconds);
    return document.date.has_value();
  }
  return false;
}

bool has_any(object record, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    if (record[key].error() == simdjson::SUCCESS) return true;
  }
  return false;
}

/// The list of records in an envelope, with its key.
std::optional<std::pair<std::string_view, array>> enclosed_records(object envelope) {
  if (has_any(envelope, {"text", "body"})) return std::nullopt;
  for (const auto& [key, value] : envelope) {
    array list;
    if (value.get(list) != simdjson::SUCCESS || list.begin() == list.end()) continue;
    object first;
    if ((*list.begin()).get(first) != simdjson::SUCCESS) continue;
    if (has_any(first, {"text", "body", "title"})) return std::pair{key, list};
  }
  return std::nullopt;
}

/// "\ud83d" without its other half is no character: it becomes \ufffd, so that one bad escape does
/// not cost a record.
void repair_surrogate_escapes(std::string& line) {
  const auto escape_at = [&line](std::size_t at) -> unsigned {
    if (at + 6 > line.size() || line[at] != '\\' || line[at + 1] != 'u') return 0;
    unsigned value = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
      const auto digit = static_cast<unsigned char>(line[i]);
      if (std::isxdigit(digit) == 0) return 0;
      value = value * 16 + (std::isdigit(digit) != 0 ? digit - '0' : (digit | 0x20U) - 'a' + 10);
    }
    return value;
  };
  const auto is_high = [](unsigned unit) { return unit >= 0xD800 && unit < 0xDC00; };
  const auto is_low = [](unsigned unit) { return unit >= 0xDC00 && unit < 0xE000; };
  for (std::size_t at = line.find('\\'); at != std::string::npos; at = line.find('\\', at)) {
    const unsigned unit = escape_at(at);
    if (is_high(unit) && is_low(escape_at(at + 6))) {
      at += 12;
    } else if (is_high(unit) || is_low(unit)) {
      line.replace(at, 6, "\\ufffd");
      at += 6;
    } else {
      at += 2;
    }
  }
}

std::string reason_of(simdjson::error_code error) {
  switch (error) {
    case simdjson::EMPTY:
      return "empty";
    case simdjson::UNCLOSED_STRING:
      return "a string is not closed";
    case simdjson::STRING_ERROR:
      return "a bad escape in a string";
    case simdjson::UNESCAPED_CHARS:
      return "a control character in a string";
    case simdjson::NUMBER_ERROR:
      return "a bad number";
    case simdjson::DEPTH_ERROR:
      return "nested too deeply";
    case simdjson::T_ATOM_ERROR:
    case simdjson::F_ATOM_ERROR:
    case simdjson::N_ATOM_ERROR:
      return "a word that is not true, false or null";
    default:
      return "a bracket, comma, colon or value is missing or out of place";
  }
}

}  // namespace

bool JsonRecordReader::parse(std::string& json, const std::string& member, object& record) {
  element value;
  const auto try_again = [&] { return parser_.parse(json).get(value); };
  simdjson::error_code error = try_again();
  if (error == simdjson::UTF8_ERROR) {
    DecodedText repaired = repair_utf8(std::move(json));
    for (std::string& warning : repaired.warnings) {
      sink_.warn({.path = input_.path, .member = member, .reason = std::move(warning)});
    }
    json = std::move(repaired.text);
    error = try_again();
  }
  if (error == simdjson::STRING_ERROR) {
    repair_surrogate_escapes(json);
    error = try_again();
  }
  if (error != simdjson::SUCCESS) {
    skip(member, "not valid JSON: " + reason_of(error));
    return false;
  }
  if (value.get(record) != simdjson::SUCCESS) {
    skip(member, "not a JSON object");
    return false;
  }
  return true;
}

void JsonRecordReader::read(std::string& json, const std::string& member) {
  object record;
  if (parse(json, member, record)) add(record, member);
}

void JsonRecordReader::read_envelope(std::string& json, const std::string& member) {
  object envelope;
  if (!parse(json, member, envelope)) return;
  const auto records = enclosed_records(envelope);
  if (!records) {
    add(envelope, member);
    return;
  }
  std::size_t number = 0;
  for (const element value : records->second) {
    const std::string place = std::string(records->first) + " " + std::to_string(++number);
    object record;
    if (value.get(record) == simdjson::SUCCESS) {
      add(record, place);
    } else {
      skip(place, "not a JSON object");
    }
  }
}

void JsonRecordReader::add(object record, const std::string& member) {
  Document document;
  for (const auto& [key, value] : record) {
    if (value.is_null()) continue;
    const bool used = !is_filled(document, key) && set_field(document, key, value);
    if (used) continue;
    document.metadata.emplace_back(key, metadata_value(value));
    if (is_date_key(key) && !document.date) {
      warn_bad_date(input_, member, document.metadata.back().second, sink_);
    }
  }
  add_record(std::move(document), "json", member, input_, sink_);
}

void JsonRecordReader::skip(const std::string& member, std::string reason) const {
  sink_.skip({.path = input_.path, .member = member, .reason = std::move(reason)});
}

}  // namespace ksearch
