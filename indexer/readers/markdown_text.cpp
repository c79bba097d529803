// Two passes, as CommonMark describes them. The first cuts the lines into blocks by how they begin:
// headings, items, quotes, tables, fenced code, paragraphs. The second takes the inline mark-up out
// of each block that is not code: brackets are paired with a stack first, so that a link is found
// without looking ahead again and again; runs of * _ ~ are paired by the flanking rules, without
// their exceptions for multiples of three.

#include "indexer/readers/markdown_text.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <utility>
#include <vector>

#include "common/utf8.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

/// How far the other end of a link's address, a tag or a code span is looked for.
constexpr std::size_t kReach = 4096;

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_word(char c) { return (c & 0x80) != 0 || std::isalnum(static_cast<unsigned char>(c)) != 0; }
bool is_punctuation(char c) { return std::ispunct(static_cast<unsigned char>(c)) != 0; }

/// Position of `wanted` within reach of `at`; npos when it is not there.
std::size_t find_near(std::string_view text, std::string_view wanted, std::size_t at) {
  const std::size_t found = text.substr(at, kReach).find(wanted);
  return found == std::string_view::npos ? found : at + found;
}

/// Takes the inline mark-up out of one block.
class InlineText {
 public:
  explicit InlineText(std::string_view source) : source_(source) {
    dropped_.assign(source.size(), false);
    pair_brackets();
    for (at_ = 0; at_ < source_.size();) step();
  }

  std::string take() {
    std::string text;
    text.reserve(source_.size());
    for (std::size_t i = 0; i < source_.size(); ++i) {
      if (dropped_[i]) continue;
      if (source_[i] == '&' && !is_literal(i)) {
        const std::size_t length = append_entity(text, i);
        i += length == 0 ? 0 : length - 1;
        if (length > 0) continue;
      }
      text += source_[i];
    }
    return text;
  }

 private:
  struct Run {  // of emphasis marks that may still be closed
    std::size_t begin;
    std::size_t size;
  };

  void pair_brackets() {
    closing_.assign(source_.size(), 0);
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < source_.size(); ++i) {
      if (source_[i] == '\\') {
        ++i;
      } else if (source_[i] == '[') {
        open.push_back(i);
      } else if (source_[i] == ']' && !open.empty()) {
        closing_[open.back()] = i;
        open.pop_back();
      }
    }
  }

  void drop(std::size_t begin, std::size_t end) {
    std::fill(dropped_.begin() + static_cast<std::ptrdiff_t>(begin),
              dropped_.begin() + static_cast<std::ptrdiff_t>(end), true);
  }

  void step() {
    switch (source_[at_]) {
      case '\\':
        if (at_ + 1 < source_.size() && is_punctuation(source_[at_ + 1])) {
          drop(at_, at_ + 1);
          literals_.push_back({at_ + 1, at_ + 2});
          ++at_;
        }
        ++at_;
        break;
      case '`':
        code_span();
        break;
      case '!':
        if (at_ + 1 < source_.size() && source_[at_ + 1] == '[' && link(at_ + 1)) {
          drop(at_, at_ + 1);
        }
        ++at_;
        break;
      case '[':
        link(at_);
        ++at_;
        break;
      case '<':
        tag();
        break;
      case '*':
      case '_':
      case '~':
        emphasis();
        break;
      default:
        ++at_;
    }
  }

  void code_span() {
    const std::size_t end = std::min(source_.find_first_not_of('`', at_), source_.size());
    const std::string_view ticks = source_.substr(at_, end - at_);
    for (std::size_t close = find_near(source_, ticks, end); close != std::string_view::npos;
         close = find_near(source_, ticks, close)) {
      const std::size_t close_end = std::min(source_.find_first_not_of('`', close), source_.size());
      if (close_end - close == ticks.size()) {
        drop(at_, end);
        drop(close, close_end);
        literals_.push_back({end, close});
        at_ = close_end;
        return;
      }
      close = close_end;
    }
    at_ = end;
  }

  /// Drops what is around the words of a link; false when the bracket at `open` begins none.
  bool link(std::size_t open) {
    const std::size_t close = closing_[open];
    if (close == 0) return false;
    if (source_.substr(open, 2) == "[^") {
      drop(open, close + 1);
      return true;
    }
    const bool is_page = source_.substr(open, 2) == "[[" && closing_[open + 1] + 1 == close;
    if (is_page) {  // [[Page]], [[Page|words]]
      const std::size_t bar = source_.substr(open, close - open).find('|');
      drop(open, open + (bar == std::string_view::npos ? 2 : bar + 1));
      drop(close - 1, close + 1);
      closing_[open + 1] = 0;
      return true;
    }
    std::size_t end = close + 1;
    if (end < source_.size() && source_[end] == '(') {
      const std::size_t after = after_address(end);
      if (after == end) return false;
      end = after;
    } else if (end < source_.size() && source_[end] == '[' && closing_[end] > end) {
      end = closing_[end] + 1;
    } else {
      return false;  // brackets in prose
    }
    drop(open, open + 1);
    drop(close, end);
    return true;
  }

  /// The end of "(address "title")" that begins at `open`; `open` when there is none.
  [[nodiscard]] std::size_t after_address(std::size_t open) const {
    int depth = 0;
    const std::size_t last = std::min(source_.size(), open + kReach);
    for (std::size_t i = open; i < last; ++i) {
      if (source_[i] == '\\')
        ++i;
      else if (source_[i] == '(')
        ++depth;
      else if (source_[i] == ')' && --depth == 0)
        return i + 1;
      // An address that is open at the end of a line is none, and stops a long search.
      else if (source_[i] == '\n')
        return open;
    }
    return open;
  }

  void tag() {
    const std::string_view rest = source_.substr(at_);
    const bool is_comment = rest.starts_with("<!--");
    const char next = rest.size() > 1 ? rest[1] : ' ';
    const bool is_tag = std::isalpha(static_cast<unsigned char>(next)) != 0 || next == '/';
    const std::size_t close = is_comment ? source_.find("-->", at_)
                              : is_tag   ? find_near(source_, ">", at_)
                                         : std::string_view::npos;
    if (close == std::string_view::npos) {
      // An open comment hides the rest of the block, as it does on a page.
      if (is_comment) drop(at_, source_.size());
      at_ = is_comment ? source_.size() : at_ + 1;
      return;
    }
    const std::string_view inside = source_.substr(at_ + 1, close - at_ - 1);
    const bool is_address = !is_comment &&
                            inside.find_first_of(" \t\n") == std::string_view::npos &&
                            inside.find_first_of(":@") != std::string_view::npos;
    if (is_address) {
      drop(at_, at_ + 1);
      drop(close, close + 1);
      literals_.push_back({at_ + 1, close});
    } else {
      drop(at_, close + (is_comment ? 3 : 1));
    }
    at_ = close + (is_comment ? 3 : 1);
  }

  void emphasis() {
    const char mark = source_[at_];
    const std::size_t end = std::min(source_.find_first_not_of(mark, at_), source_.size());
    const char before = at_ == 0 ? ' ' : source_[at_ - 1];
    const char after = end == source_.size() ? ' ' : source_[end];
    const bool is_inside_word = mark == '_' && is_word(before) && is_word(after);
    const bool opens = !is_space(after) && (!is_punctuation(after) || !is_word(before));
    const bool closes = !is_space(before) && (!is_punctuation(before) || !is_word(after));
    std::vector<Run>& open = mark == '*' ? stars_ : mark == '_' ? underscores_ : tildes_;
    Run run{at_, end - at_};
    at_ = end;
    if (is_inside_word || (mark == '~' && run.size != 2)) return;
    if (closes) close_runs(run, open);
    if (opens && run.size > 0) open.push_back(run);
  }

  /// Pairs marks of `run` with the open ones before it and drops both.
  void close_runs(Run& run, std::vector<Run>& open) {
    while (run.size > 0 && !open.empty()) {
      Run& opener = open.back();
      const std::size_t paired = std::min(run.size, opener.size);
      drop(opener.begin + opener.size - paired, opener.begin + opener.size);
      drop(run.begin, run.begin + paired);
      opener.size -= paired;
      run.begin += paired;
      run.size -= paired;
      if (opener.size == 0) open.pop_back();
    }
  }

  /// Literals are in order, and so are the questions.
  [[nodiscard]] bool is_literal(std::size_t position) {
    while (next_literal_ < literals_.size() && literals_[next_literal_].end <= position) {
      ++next_literal_;
    }
    return next_literal_ < literals_.size() && literals_[next_literal_].begin <= position;
  }

  /// "&eacute;", "&#233;": appends the character; length of the entity, 0 when it is none.
  std::size_t append_entity(std::string& text, std::size_t begin) const {
    const std::size_t semicolon = source_.substr(begin, 12).find(';');
    if (semicolon == std::string_view::npos || semicolon < 2) return 0;
    const std::string name(source_.substr(begin + 1, semicolon - 1));
    char32_t code_point = 0;
    if (name[0] == '#') {
      const bool is_hex = name.size() > 2 && (name[1] | 0x20) == 'x';
      for (std::size_t i = is_hex ? 2 : 1; i < name.size(); ++i) {
        const auto digit = static_cast<unsigned char>(name[i]);
        if ((is_hex ? std::isxdigit(digit) : std::isdigit(digit)) == 0) return 0;
        const unsigned value = std::isdigit(digit) != 0 ? digit - '0' : (digit | 0x20U) - 'a' + 10;
        code_point = std::min<char32_t>(code_point * (is_hex ? 16 : 10) + value, 0x110000);
      }
    } else if (const htmlEntityDesc* entity =
                   htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()))) {
      code_point = entity->value;
    }
    if (code_point == 0) return 0;
    append_utf8(text, code_point);
    return semicolon + 1;
  }

  std::string_view source_;
  std::size_t at_ = 0;
  std::vector<bool> dropped_;
  std::vector<std::size_t> closing_;  // of the bracket that opens here; 0: none
  std::vector<Span> literals_;        // escapes, code and addresses: no entities there
  std::size_t next_literal_ = 0;
  std::vector<Run> stars_;
  std::vector<Run> underscores_;
  std::vector<Run> tildes_;
};

bool is_rule(std::string_view line) {
  std::size_t marks = 0;
  for (const char c : line) {
    if (c == line.front())
      ++marks;
    else if (c != ' ' && c != '\t')
      return false;
  }
  return marks >= 3 && (line.front() == '-' || line.front() == '*' || line.front() == '_');
}

bool is_underline(std::string_view line) {
  return !line.empty() && (line.find_first_not_of('=') == std::string_view::npos ||
                           line.find_first_not_of('-') == std::string_view::npos);
}

bool is_table_rule(std::string_view line) {
  return line.find('-') != std::string_view::npos && line.find('|') != std::string_view::npos &&
         line.find_first_not_of("|-: \t") == std::string_view::npos;
}

/// "[label]: address", not "[^1]: note".
bool is_definition(std::string_view line) {
  const std::size_t close = line.substr(0, kReach).find("]:");
  return line.starts_with('[') && !line.starts_with("[^") && close != std::string_view::npos;
}

/// Number of "#" of a heading; 0 when the line is none.
std::size_t heading_level(std::string_view line) {
  const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
  const bool is_heading =
      level >= 1 && level <= 6 && (level == line.size() || is_space(line[level]));
  return is_heading ? level : 0;
}

/// Bytes of the mark that begins a list item, and of its check box; 0 when there is none.
std::size_t bullet_length(std::string_view line) {
  if (line.size() < 2 || (line[0] != '-' && line[0] != '*' && line[0] != '+') ||
      !is_space(line[1])) {
    return 0;
  }
  for (const std::string_view box : {"[ ] ", "[x] ", "[X] "}) {
    if (line.substr(2).starts_with(box)) return 2 + box.size();
  }
  return 2;
}

bool is_numbered(std::string_view line) {
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  return digits > 0 && digits <= 9 && digits + 1 < line.size() &&
         (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ';
}

/// Cuts lines into blocks and writes their text.
class BlockText {
 public:
  explicit BlockText(std::string_view markdown) {
    for (std::size_t begin = 0; begin < markdown.size();) {
      const std::size_t end = std::min(markdown.find('\n', begin), markdown.size());
      std::string_view line = markdown.substr(begin, end - begin);
      if (line.ends_with('\r')) line.remove_suffix(1);
      add_line(line);
      begin = end + 1;
    }
    flush();
  }

  MarkdownText take() { return std::move(result_); }

 private:
  void add_line(std::string_view line) {
    if (!fence_.empty()) {
      code_line(line);
      return;
    }
    std::string_view content = trimmed(line);
    while (content.starts_with('>')) content = trimmed(content.substr(1));
    if (content.empty()) {
      flush();
      gap_ = true;
      return;
    }
    if (content.starts_with("```") || content.starts_with("~~~")) {
      flush();
      fence_ = content.substr(0, std::min(content.find_first_not_of(content[0]), content.size()));
      gap_ = true;
    } else if (is_underline(content) && !block_.empty()) {
      heading(std::exchange(block_, {}));
    } else if (is_rule(content)) {
      flush();
      gap_ = true;
    } else if (const std::size_t level = heading_level(content); level > 0) {
      flush();
      const std::string_view words = trimmed(content.substr(level));
      heading(trimmed(words.substr(0, words.find_last_not_of('#') + 1)));
    } else if (content.starts_with('|') || is_table_rule(content)) {
      flush();
      if (!is_table_rule(content)) table_row(content);
    } else if (!is_definition(content)) {
      text_line(content);
    }
  }

  void code_line(std::string_view line) {
    const std::string_view content = trimmed(line);
    const bool ends = content.starts_with(fence_) &&
                      content.find_first_not_of(fence_[0]) == std::string_view::npos;
    if (ends) {
      fence_ = {};
      gap_ = true;
    } else if (!content.empty()) {
      write(std::string(line));
    }
  }

  void text_line(std::string_view content) {
    if (const std::size_t length = bullet_length(content); length > 0) {
      flush();
      content = trimmed(content.substr(length));
    } else if (is_numbered(content)) {
      flush();
    } else if (content.starts_with("[^") && content.find("]:") != std::string_view::npos) {
      flush();
      content = trimmed(content.substr(content.find("]:") + 2));
    }
    if (!block_.empty()) block_ += '\n';
    block_ += content;
  }

  void table_row(std::string_view row) {
    std::string cells;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= row.size(); ++i) {
      const bool ends_cell = i == row.size() || (row[i] == '|' && (i == 0 || row[i - 1] != '\\'));
      if (!ends_cell) continue;
      const std::string_view cell = trimmed(row.substr(begin, i - begin));
      if (!cell.empty()) cells += (cells.empty() ? "" : "\t") + std::string(cell);
      begin = i + 1;
    }
    write(InlineText(cells).take());
  }

  void heading(std::string_view words) {
    const std::string text = collapsed(InlineText(words).take());
    if (text.empty()) return;
    gap_ = true;
    write(text);
    const std::size_t end = result_.text.size();
    if (!result_.first_heading) result_.first_heading = Span{end - text.size(), end};
    gap_ = true;
  }

  void flush() {
    if (block_.empty()) return;
    const std::string text = InlineText(block_).take();
    block_.clear();
    if (!trimmed(text).empty()) write(std::string(trimmed(text)));
  }

  void write(const std::string& text) {
    if (!result_.text.empty()) result_.text += gap_ ? "\n\n" : "\n";
    gap_ = false;
    result_.text += text;
  }

  MarkdownText result_;
  std::string block_;       // lines of the paragraph or item that is not finished
  std::string_view fence_;  // the marks that began the code, inside of it
  bool gap_ = false;        // whether a blank line is due
};

}  // namespace

MarkdownText markdown_text(std::string_view markdown) { return BlockText(markdown).take(); }

}  // namespace ksearch
