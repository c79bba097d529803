// A saved page is a story between two margins. The story reaches from its first to its last
// sentence: a line of at least eight words that ends like one. Then, line by line:
//   - phrases that only sites use are furniture everywhere, ambiguous ones ("Share") and lone
//     numbers only in the margins;
//   - a line said twice is a caption or a repeated headline: twice in a row as a paragraph of its
//     own, or once as a sentence and once without its full stop;
//   - before the headline, names of sections, also glued together ("PoliticsWorld");
//   - after the story, everything from a line that opens comments or lists of other stories on.
// The headline is the first line left over that reads like one and is neither the name of the
// paper, a date, nor a by-line.

#include "indexer/readers/furniture.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <unordered_map>

#include "common/utf8.h"
#include "indexer/readers/byline.h"
#include "indexer/readers/found_date.h"
#include "indexer/readers/furniture_phrases.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

/// Longer lines are paragraphs of the story.
constexpr std::size_t kLongestFurniture = 300;
constexpr std::size_t kLongestHeadline = 250;
constexpr std::size_t kSentenceWords = 8;
constexpr std::size_t kMostHeadLines = 40;
constexpr std::size_t kMostHeadlineWords = 30;

/// A line without the bullets before and the punctuation after it.
std::string_view without_marks(std::string_view line) {
  static constexpr std::string_view kBullets[] = {"\u2022", "\u00B7", "\u25CF", "\u25AA",
                                                  "\u203A", "\u00BB", "*",      "-",
                                                  "|",      "#",      ">",      "\u2013"};
  static constexpr std::string_view kClosing[] = {".",      ":",      "!", "*", "\u2026",
                                                  "\u00BB", "\u203A", ">", "|", ","};
  const auto drop_any = [&line](const auto& marks, bool at_front) {
    for (const std::string_view mark : marks) {
      if (at_front ? !line.starts_with(mark) : !line.ends_with(mark)) continue;
      at_front ? line.remove_prefix(mark.size()) : line.remove_suffix(mark.size());
      line = trimmed(line);
      return true;
    }
    return false;
  };
  line = trimmed(line);
  while (drop_any(kBullets, true)) {
  }
  while (drop_any(kClosing, false)) {
  }
  return line;
}

/// A line as the tables of phrases know it: lower case, one space between words, without marks.
std::string normalized(std::string_view line) { return lower_case(collapsed(without_marks(line))); }

/// "0", "118", "0 0", "1.2K": figures of a share bar.
bool is_counter(std::string_view line) {
  if (line.empty() || line.size() > 12) return false;
  const bool only_figures = std::all_of(line.begin(), line.end(), [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0 || c == ' ' || c == '.' || c == ',' ||
           c == 'K' || c == 'k' || c == 'M' || c == '+';
  });
  return only_figures && std::any_of(line.begin(), line.end(), [](char c) {
           return std::isdigit(static_cast<unsigned char>(c)) != 0;
         });
}

/// "3 comments", "0 comment(s)", "12 shares".
bool is_counted_label(std::string_view line) {
  const std::size_t space = line.find(' ');
  return space != std::string_view::npos && is_counter(line.substr(0, space)) &&
         (is_marginal_line(line.substr(space + 1)) || line.substr(space + 1) == "comment(s)");
}

/// Whether a line is names of sections, with marks between them or none: "World | Europe",
/// "PoliticsWorld", "HOME > DIPLOMACY".
bool is_section_label(std::string_view line) {
  if (line.size() > 60) return false;
  bool any_section = false;
  std::size_t begin = 0;
  for (std::size_t i = 1; i <= line.size(); ++i) {
    const bool is_glued = i < line.size() &&
                          std::isupper(static_cast<unsigned char>(line[i])) != 0 &&
                          std::islower(static_cast<unsigned char>(line[i - 1])) != 0;
    const bool is_divider = i < line.size() && (line[i] == '|' || line[i] == '>' || line[i] == '/');
    if (i < line.size() && !is_glued && !is_divider) continue;
    const std::string part = normalized(line.substr(begin, i - begin));
    if (part.size() < 3 || word_count(part) > 2) return false;
    any_section = any_section || is_section_name(part);
    begin = is_divider ? i + 1 : i;
  }
  return any_section;
}

/// Whether letters are in a line and none of them is small.
bool is_all_capitals(std::string_view line) {
  bool any_letter = false;
  for (std::size_t i = 0; i < line.size();) {
    const Utf8Sequence next = utf8_sequence(line, i);
    const auto letter = static_cast<UChar32>(next.code_point);
    if (u_islower(letter) != 0) return false;
    any_letter = any_letter || u_isupper(letter) != 0;
    i += next.length;
  }
  return any_letter;
}

/// "HARBOUR WIRE - News service", "5 May 2025", "Tribune > Health": who publishes, where and when.
bool is_masthead(std::string_view line) {
  if (date_in_phrase(line)) return true;
  for (const std::string_view divider : {" > ", " | ", " \u00BB ", " \u203A "}) {
    if (line.find(divider) != std::string_view::npos) return true;
  }
  for (const std::string_view dash : {" - ", " \u2013 ", " \u2014 "}) {
    const std::size_t at = line.find(dash);
    if (at != std::string_view::npos && is_all_capitals(line.substr(0, at))) return true;
  }
  return is_byline(line);
}

/// An abbreviation such as "U.S." ends a headline and no sentence.
bool ends_with_initials(std::string_view line) {
  return line.size() >= 4 && line.ends_with('.') && line[line.size() - 3] == '.' &&
         std::isupper(static_cast<unsigned char>(line[line.size() - 2])) != 0;
}

/// Too short for a headline while there is a better one. A single long word is a line of a script
/// without spaces.
bool is_brief(std::string_view line) {
  const std::size_t words = word_count(line);
  return words < 4 && (words > 1 || code_point_count(line) < 25);
}

bool reads_like_sentence(std::string_view line) {
  return ends_sentence(line) && word_count(line) >= kSentenceWords;
}

/// is_site_line() of a line that is given in lower case with one space between words, too.
bool is_site_line(std::string_view line, std::string_view lower) {
  const std::string_view phrase = without_marks(lower);
  return is_furniture_line(phrase) || has_furniture_prefix(phrase) || has_furniture_prefix(lower) ||
         (has_caption_end(lower) && !reads_like_sentence(line));
}

bool reads_like_headline(std::string_view line) {
  if (line.size() > kLongestHeadline || word_count(line) > kMostHeadlineWords) return false;
  if (code_point_count(line) < 2) return false;
  const bool is_statement = ends_sentence(line) && !line.ends_with('?') && !line.ends_with('!');
  return !is_statement || ends_with_initials(line);
}

/// Classifies the lines of one text.
class Layout {
 public:
  Layout(std::string_view text, std::span<const Span> lines) : text_(text), lines_(lines) {
    marked_.resize(lines.size(), false);
    lower_.resize(lines.size());
    normalized_.resize(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].size() > kLongestFurniture) continue;
      lower_[i] = lower_case(collapsed(line(i)));
      normalized_[i] = without_marks(lower_[i]);
    }
    find_story();
  }

  PageLayout run() {
    mark_phrases();
    mark_captions_said_twice();
    find_headline();
    mark_box_headings();
    mark_repeated_headline();
    mark_tail();
    return result();
  }

 private:
  [[nodiscard]] std::string_view line(std::size_t i) const { return slice(text_, lines_[i]); }
  [[nodiscard]] bool is_short(std::size_t i) const { return !normalized_[i].empty(); }
  [[nodiscard]] bool is_sentence(std::size_t i) const { return reads_like_sentence(line(i)); }
  [[nodiscard]] bool in_margin(std::size_t i) const {
    return (i < story_begin_ && i < kMostHeadLines) || i >= story_end_;
  }
  /// Whether a blank line stands between line `i` and the one before it.
  [[nodiscard]] bool starts_paragraph(std::size_t i) const {
    if (i == 0 || i >= lines_.size()) return true;
    const std::string_view between =
        text_.substr(lines_[i - 1].end, lines_[i].begin - lines_[i - 1].end);
    return std::count(between.begin(), between.end(), '\n') > 1;
  }

  void find_story() {
    const auto is_furniture = [this](std::size_t i) {
      return is_short(i) &&
             (has_furniture_prefix(normalized_[i]) || is_furniture_line(normalized_[i]));
    };
    story_begin_ = 0;
    while (story_begin_ < lines_.size() &&
           (!is_sentence(story_begin_) || is_furniture(story_begin_))) {
      ++story_begin_;
    }
    story_end_ = lines_.size();
    while (story_end_ > story_begin_ &&
           (!is_sentence(story_end_ - 1) || is_furniture(story_end_ - 1))) {
      --story_end_;
    }
    head_end_ = story_begin_ + 1;
    // Without a single sentence there is no story to be in the margin of.
    if (story_begin_ == lines_.size()) story_begin_ = 0, story_end_ = lines_.size();
  }

  void mark_phrases() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!is_short(i)) continue;
      const std::string_view phrase = normalized_[i];
      marked_[i] = is_site_line(line(i), lower_[i]) || has_tag_label(i);
      if (in_margin(i)) {
        marked_[i] = marked_[i] || is_marginal_line(phrase) || is_counter(line(i)) ||
                     is_counted_label(phrase);
      }
    }
  }

  /// "Tags:" with nothing after it, once the bullet is gone.
  [[nodiscard]] bool has_tag_label(std::size_t i) const {
    return line(i).ends_with(':') && is_marginal_line(normalized_[i]);
  }

  void mark_captions_said_twice() {
    std::unordered_map<std::string_view, std::size_t> sentences;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (is_short(i) && is_sentence(i)) sentences.emplace(normalized_[i], i);
    }
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!is_short(i) || ends_sentence(line(i)) || word_count(line(i)) < 4) continue;
      if (sentences.contains(normalized_[i])) marked_[i] = true;
      const bool is_pair = i > 0 && i + 1 < lines_.size() && normalized_[i] == normalized_[i + 1] &&
                           starts_paragraph(i) && !starts_paragraph(i + 1) &&
                           starts_paragraph(i + 2);
      if (is_pair) marked_[i] = marked_[i + 1] = true;
    }
  }

  /// Above the story stand a masthead, a headline and a by-line in any order. The headline is the
  /// first line of some words that is neither of the others.
  void find_headline() {
    std::optional<std::size_t> shorter;  // a name of the paper as a rule
    std::optional<std::size_t> masthead;
    const std::size_t head_end = std::min({lines_.size(), head_end_, kMostHeadLines});
    for (std::size_t i = 0; i < head_end && !headline_; ++i) {
      if (marked_[i] || i + 1 == lines_.size()) continue;
      if (i + 1 < head_end && is_section_label(line(i))) {
        marked_[i] = true;
      } else if (lines_[i].size() <= kLongestHeadline && !is_sentence(i) && is_masthead(line(i))) {
        masthead = masthead.value_or(i);
      } else if (!reads_like_headline(line(i))) {
        break;
      } else if (is_brief(line(i))) {
        shorter = shorter.value_or(i);
      } else {
        headline_ = i;
      }
    }
    if (!headline_) headline_ = shorter ? shorter : masthead;
    for (std::size_t i = 0; i < head_end && !byline_; ++i) {
      if (!marked_[i] && is_byline(line(i))) byline_ = i;
    }
  }

  /// "View AllNext heading" and the title of the box that it closes.
  void mark_box_headings() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::size_t label = glued_label_length(line(i));
      if (label == 0) continue;
      labels_.push_back({lines_[i].begin, lines_[i].begin + label});
      const bool is_box_title = i > 0 && i - 1 != headline_ && is_short(i - 1) &&
                                !ends_sentence(line(i - 1)) && word_count(line(i - 1)) <= 4;
      if (is_box_title) marked_[i - 1] = true;
    }
  }

  void mark_repeated_headline() {
    if (!headline_) return;
    for (std::size_t i = *headline_ + 1; i < lines_.size(); ++i) {
      if (is_short(i) && normalized_[i] == normalized_[*headline_]) marked_[i] = true;
    }
  }

  void mark_tail() {
    std::size_t open = story_end_;
    while (open < lines_.size() && !(is_short(open) && is_tail_opener(open))) ++open;
    for (std::size_t i = open; i < lines_.size(); ++i) marked_[i] = true;
  }

  [[nodiscard]] bool is_tail_opener(std::size_t i) const {
    return opens_tail(normalized_[i]) || is_counted_label(normalized_[i]);
  }

  PageLayout result() {
    PageLayout layout;
    if (headline_) layout.headline = lines_[*headline_];
    if (byline_) layout.byline = lines_[*byline_];
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (marked_[i]) layout.furniture.push_back(lines_[i]);
    }
    for (const Span label : labels_) {
      const auto at = std::lower_bound(layout.furniture.begin(), layout.furniture.end(), label);
      const bool is_covered = at != layout.furniture.end() && at->overlaps(label);
      if (!is_covered) layout.furniture.insert(at, label);
    }
    return layout;
  }

  std::string_view text_;
  std::span<const Span> lines_;
  std::size_t story_begin_ = 0;  // first line of the story
  std::size_t story_end_ = 0;    // one past its last line
  std::size_t head_end_ = 0;     // where a headline is looked for
  std::vector<bool> marked_;
  std::vector<std::string> lower_;            // empty for lines too long to be furniture
  std::vector<std::string_view> normalized_;  // in these, without marks
  std::optional<std::size_t> headline_;
  std::optional<std::size_t> byline_;
  std::vector<Span> labels_;
};

}  // namespace

bool is_site_line(std::string_view line) {
  if (line.size() > kLongestFurniture) return false;
  return is_site_line(line, lower_case(collapsed(line)));
}

PageLayout page_layout(std::string_view text, std::span<const Span> lines) {
  return Layout(text, lines).run();
}

}  // namespace ksearch
