#include "searcher/query/printer.h"

#include <chrono>
#include <string_view>

#include "common/dates.h"
#include "searcher/query/characters.h"
#include "searcher/query/field_names.h"
#include "searcher/query/word_shapes.h"

namespace ksearch::query {
namespace {

/// How tightly a node holds together; a looser child stands in parentheses.
enum class Tightness : std::uint8_t { kClauses, kOr, kAnd, kNear, kUnary, kPrimary };

Tightness tightness(const Node& node) {
  switch (node.kind) {
    case NodeKind::kClauses:
      return Tightness::kClauses;
    case NodeKind::kOr:
      return Tightness::kOr;
    case NodeKind::kAnd:
      return Tightness::kAnd;
    case NodeKind::kNear:
      return Tightness::kNear;
    case NodeKind::kNot:
      return Tightness::kUnary;
    default:
      return Tightness::kPrimary;
  }
}

/// Adds `text` with a backslash before each quotation mark and backslash, and before the other
/// characters of `special`.
void append_escaped(std::string& out, std::string_view text, std::string_view special) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_quote = text[i] == '"' || quote_length(text, i) > 0;
    if (is_quote || text[i] == '\\' || special.find(text[i]) != std::string_view::npos) out += '\\';
    out += text[i];
  }
}

/// Characters that have a meaning in a word that is written so.
std::string_view special_characters(std::string_view written) {
  return is_pattern(written) || fuzzy_shape(written) ? "()*?~" : "()*";
}

bool looks_like_operator(std::string_view text) {
  return text == "AND" || text == "OR" || text == "NOT" || text == "NEAR" ||
         text.starts_with("NEAR/");
}

/// Length of the letters before a colon that would make text a field; 0 when nothing would.
std::size_t field_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && ((text[length] | 0x20) >= 'a' && (text[length] | 0x20) <= 'z')) {
    ++length;
  }
  return length < text.size() && text[length] == ':' ? length : 0;
}

/// A word with `end` after it, which is not part of its text.
void append_word(std::string& out, std::string_view text, std::string_view end = {}) {
  const std::string_view special = special_characters(std::string(text).append(end));
  constexpr std::string_view kFirstSpecial = "+-=:";
  const bool is_special = kFirstSpecial.find(text.front()) != std::string_view::npos;
  if (is_special || looks_like_operator(text)) out += '\\';
  const std::size_t field = field_length(text);
  if (field > 0) {
    out.append(text.substr(0, field)).append("\\:");
    text.remove_prefix(field + 1);
  }
  append_escaped(out, text, special);
  out += end;
}

/// Between straight quotation marks, where curly ones are text.
void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

/// A field's value, in quotation marks unless every character is plain.
void append_value(std::string& out, std::string_view text) {
  bool is_plain = text.front() != '+' && text.front() != '-';
  for (const char c : text) {
    const bool is_letter = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    is_plain =
        is_plain && (is_letter || std::string_view("-_./@+").find(c) != std::string_view::npos);
  }
  if (is_plain) {
    out += text;
  } else {
    append_quoted(out, text);
  }
}

void append_dates(std::string& out, const DateRange& dates) {
  using std::chrono::year_month_day;
  out += "date:";
  if (!dates.since || !dates.until) {
    if (dates.since) out += format_day(*dates.since);
    out += "..";
    if (dates.until) out += format_day(*dates.until);
    return;
  }
  const year_month_day first{*dates.since};
  const year_month_day last{*dates.until};
  const std::string day = format_day(*dates.since);
  const bool whole_months = first.day() == std::chrono::day(1) &&
                            last == last.year() / last.month() / std::chrono::last &&
                            first.year() == last.year();
  if (whole_months && first.month() == last.month()) {
    out += day.substr(0, 7);
  } else if (whole_months && first.month() == std::chrono::January &&
             last.month() == std::chrono::December) {
    out += day.substr(0, 4);
  } else {
    out += day;
    if (last != first) out.append("..").append(format_day(*dates.until));
  }
}

void append(std::string& out, const Node& node);

/// Adds a child that has to hold together at least as tightly as `least`.
void append_child(std::string& out, const Node& child, Tightness least) {
  const bool loose = tightness(child) < least;
  if (loose) out += '(';
  append(out, child);
  if (loose) out += ')';
}

void append_joined(std::string& out, const Node& node, std::string_view separator) {
  const auto least = static_cast<Tightness>(static_cast<int>(tightness(node)) + 1);
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    if (i > 0) out += separator;
    const Node& child = node.children[i];
    // Beside NEAR a bare person, place or org is a type.
    const bool is_word = node.kind == NodeKind::kNear && child.kind == NodeKind::kWord;
    if (is_word && (child.text == "person" || child.text == "place" || child.text == "org"))
      out += '\\';
    append_child(out, child, least);
  }
}

void append_clauses(std::string& out, const Node& node) {
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    if (i > 0) out += ' ';
    const Occur sign = node.signs[i];
    const bool is_signed = sign == Occur::kMust || sign == Occur::kMustNot;
    if (is_signed) out += sign == Occur::kMust ? '+' : '-';
    append_child(out, node.children[i], is_signed ? Tightness::kPrimary : Tightness::kOr);
  }
}

void append(std::string& out, const Node& node) {
  switch (node.kind) {
    case NodeKind::kWord:
      return append_word(out, node.text);
    case NodeKind::kExact:
      out += '=';
      return append_escaped(out, node.text, special_characters(node.text));
    case NodeKind::kPrefix:
      return append_word(out, node.text, "*");
    case NodeKind::kPattern:
      out += node.text;
      return;
    case NodeKind::kFuzzy:
      out.append(node.text).append("~");
      if (node.distance > 1) out += std::to_string(node.distance);
      return;
    case NodeKind::kPhrase:
      return append_quoted(out, node.text);
    case NodeKind::kType:
      out += node.text;
      return;
    case NodeKind::kField:
      out.append(field_name(node.field)).append(":");
      if (node.field != QueryField::kTitle) return append_value(out, node.text);
      return append_child(out, node.children.front(), Tightness::kPrimary);
    case NodeKind::kDate:
      return append_dates(out, node.dates);
    case NodeKind::kNear:
      return append_joined(out, node, " NEAR/" + std::to_string(node.distance) + " ");
    case NodeKind::kAnd:
      return append_joined(out, node, " AND ");
    case NodeKind::kOr:
      return append_joined(out, node, " OR ");
    case NodeKind::kNot:
      out += "NOT ";
      return append_child(out, node.children.front(), Tightness::kUnary);
    case NodeKind::kClauses:
      return append_clauses(out, node);
    case NodeKind::kAll:
      out += '*';
      return;
  }
}

}  // namespace

std::string to_string(const Node& node) {
  std::string text;
  append(text, node);
  return text;
}

}  // namespace ksearch::query
