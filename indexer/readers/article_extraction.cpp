// After Readability (Arc90; Mozilla's port): paragraphs give points to the elements around them,
// the element with most points per link-free text is the story, and what stands in it beside the
// prose is taken out again.
//
//   1. Left out from the start: elements that hold no prose (menus, asides, forms, hidden ones),
//   and
//      those whose class says so, unless they hold most of the page's paragraphs.
//   2. A paragraph gives 1 point, 1 for each comma and 1 for each 100 characters up to 3, to its
//      parent, half to the grandparent, and less further up. Classes and tags add their weight.
//   3. The winner is widened to the lowest ancestor that holds other high scores too, and joined by
//      neighbours that are prose.
//   4. Blocks of mostly links, short blocks after the last sentence, repeated headlines and labels
//      are left out of it.
//   5. When little of the page's paragraphs is in the result, the steps are done again without the
//      filter by class, and the longer result counts; when the metadata hold the text and most of
//      it is missing, theirs counts.

#include "indexer/readers/article_extraction.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <unordered_set>
#include <vector>

#include "indexer/readers/furniture.h"
#include "indexer/readers/html_classes.h"
#include "indexer/readers/html_text.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

/// What is known of the text inside a node.
struct NodeText {
  std::uint32_t chars = 0;       // without white space
  std::uint32_t link_chars = 0;  // of these, in links
  std::uint32_t commas = 0;
};

double link_density(const NodeText& text) {
  return text.chars == 0 ? 0 : static_cast<double>(text.link_chars) / text.chars;
}

/// Longer blocks are prose, whatever they begin with.
constexpr std::uint32_t kLongestLine = 250;

bool is_heading(HtmlTag tag) { return tag >= HtmlTag::kH1 && tag <= HtmlTag::kH6; }

bool is_container(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::kDiv:
    case HtmlTag::kSection:
    case HtmlTag::kUl:
    case HtmlTag::kOl:
    case HtmlTag::kDl:
    case HtmlTag::kTable:
    case HtmlTag::kForm:
    case HtmlTag::kFieldset:
    case HtmlTag::kHeader:
    case HtmlTag::kDetails:
      return true;
    default:
      return false;
  }
}

bool is_never_prose(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::kHead:
    case HtmlTag::kScript:
    case HtmlTag::kSkipped:
    case HtmlTag::kNoscript:
    case HtmlTag::kButton:
    case HtmlTag::kNav:
    case HtmlTag::kAside:
    case HtmlTag::kFooter:
    case HtmlTag::kFigure:
    case HtmlTag::kFigcaption:
    case HtmlTag::kCaption:
    case HtmlTag::kDialog:
    case HtmlTag::kTitle:
      return true;
    default:
      return false;
  }
}

bool has_furniture_role(std::string_view role) {
  static const std::unordered_set<std::string_view> roles{
      "navigation",  "complementary", "banner",  "contentinfo", "search",  "dialog",
      "alertdialog", "menu",          "menubar", "toolbar",     "tablist", "alert"};
  return roles.contains(role);
}

class ArticleFinder {
 public:
  ArticleFinder(const HtmlTree& tree, std::string_view headline)
      : tree_(tree), headline_(lower_case(collapsed(headline))) {}

  /// The story; with `by_class` false what elements are called does not count against them.
  std::string find(bool by_class) {
    left_out_.assign(tree_.size(), false);
    leave_out(by_class);
    measure();
    score();
    const HtmlNodeId winner = widened(best_candidate());
    const std::vector<HtmlNodeId> parts = winner == HtmlTree::kNone
                                              ? std::vector<HtmlNodeId>{HtmlTree::kRoot}
                                              : with_neighbours(winner);
    for (const HtmlNodeId part : parts) clean(part);
    std::string text;
    for (const HtmlNodeId part : parts) {
      const std::string part_text = html_text(tree_, part, left_out_);
      if (part_text.empty()) continue;
      if (!text.empty()) text += "\n\n";
      text += part_text;
    }
    return text;
  }

  /// Characters in paragraphs outside links and menus, as a measure of the prose of the page.
  [[nodiscard]] std::size_t paragraph_chars() const {
    std::size_t chars = 0;
    for (HtmlNodeId node = 0; node < tree_.size(); ++node) {
      if (tree_.tag(node) == HtmlTag::kP && !is_outside_[node] &&
          link_density(texts_[node]) < 0.3 && texts_[node].chars > 60) {
        chars += texts_[node].chars;
      }
    }
    return chars;
  }

 private:
  [[nodiscard]] ClassHint hint(HtmlNodeId node) {
    return hints_.of(tree_.attribute(node, HtmlAttribute::kClass),
                     tree_.attribute(node, HtmlAttribute::kId));
  }

  /// Characters of paragraphs inside each node, to tell a container from a box.
  std::vector<std::uint32_t> prose_sizes() const {
    std::vector<std::uint32_t> sizes(tree_.size(), 0);
    for (HtmlNodeId node = static_cast<HtmlNodeId>(tree_.size()); node-- > 1;) {
      if (tree_.tag(node) == HtmlTag::kText) {
        const std::size_t size = trimmed(tree_.text(node)).size();
        if (size > 80) sizes[node] = static_cast<std::uint32_t>(size);
      }
      sizes[tree_.parent(node)] += sizes[node];
    }
    return sizes;
  }

  void leave_out(bool by_class) {
    const std::vector<std::uint32_t> prose = prose_sizes();
    for (HtmlNodeId node = 1; node < tree_.size(); ++node) {
      const HtmlTag tag = tree_.tag(node);
      if (tag == HtmlTag::kText || tag == HtmlTag::kHtml || tag == HtmlTag::kBody ||
          tag == HtmlTag::kMain) {
        continue;
      }
      const bool is_most = prose[node] * 2 > prose[HtmlTree::kRoot];
      bool out = is_never_prose(tag) || (is_hidden(tree_, node) && !is_most) ||
                 tree_.attribute(node, HtmlAttribute::kAriaHidden) == "true";
      if (!is_most) {
        out = out || tag == HtmlTag::kForm ||
              has_furniture_role(tree_.attribute(node, HtmlAttribute::kRole));
        const ClassHint hinted = hint(node);
        out = out || (by_class && hinted == ClassHint::kFurniture && tag != HtmlTag::kArticle);
        out = out || (by_class && hinted == ClassHint::kAside && prose[node] < 300 &&
                      tag != HtmlTag::kArticle);
      }
      left_out_[node] = out;
    }
  }

  void measure() {
    texts_.assign(tree_.size(), {});
    is_outside_.assign(tree_.size(), false);
    std::vector<bool> in_link(tree_.size(), false);
    for (HtmlNodeId node = 1; node < tree_.size(); ++node) {
      const HtmlNodeId parent = tree_.parent(node);
      is_outside_[node] = is_outside_[parent] || left_out_[node];
      in_link[node] = in_link[parent] || tree_.tag(node) == HtmlTag::kA;
    }
    for (HtmlNodeId node = static_cast<HtmlNodeId>(tree_.size()); node-- > 1;) {
      if (is_outside_[node]) continue;
      if (tree_.tag(node) == HtmlTag::kText)
        texts_[node] = measured(tree_.text(node), in_link[node]);
      NodeText& outer = texts_[tree_.parent(node)];
      outer.chars += texts_[node].chars;
      outer.link_chars += texts_[node].link_chars;
      outer.commas += texts_[node].commas;
    }
  }

  static NodeText measured(std::string_view text, bool in_link) {
    NodeText result;
    for (const char c : text) {
      // Code points, so that Cyrillic text weighs as much as Latin.
      const bool is_counted = (c & 0xC0) != 0x80 && c != ' ' && !(c >= '\t' && c <= '\r');
      result.chars += is_counted ? 1U : 0U;
      result.commas += c == ',' ? 1U : 0U;
    }
    result.link_chars = in_link ? result.chars : 0;
    return result;
  }

  /// Whether a node holds prose itself and not only blocks that do.
  [[nodiscard]] bool is_paragraph(HtmlNodeId node) const {
    switch (tree_.tag(node)) {
      case HtmlTag::kP:
      case HtmlTag::kPre:
      case HtmlTag::kTd:
        return true;
      case HtmlTag::kDiv:
      case HtmlTag::kSection:
      case HtmlTag::kArticle:
      case HtmlTag::kBlockquote:
      case HtmlTag::kSpan:
        break;
      default:
        return false;
    }
    // Text of its own, divided by <br> or inline elements.
    std::uint32_t own = 0;
    for (HtmlNodeId child = tree_.first_child(node); child != HtmlTree::kNone;
         child = tree_.next_sibling(child)) {
      if (tree_.tag(child) == HtmlTag::kText) own += texts_[child].chars;
    }
    return own >= 80;
  }

  [[nodiscard]] double initial_score(HtmlNodeId node) {
    double score = 0;
    switch (tree_.tag(node)) {
      case HtmlTag::kArticle:
        score = 10;
        break;
      case HtmlTag::kDiv:
      case HtmlTag::kMain:
        score = 5;
        break;
      case HtmlTag::kPre:
      case HtmlTag::kTd:
      case HtmlTag::kBlockquote:
        score = 3;
        break;
      case HtmlTag::kUl:
      case HtmlTag::kOl:
      case HtmlTag::kDl:
      case HtmlTag::kForm:
      case HtmlTag::kAddress:
        score = -3;
        break;
      case HtmlTag::kH1:
      case HtmlTag::kH2:
      case HtmlTag::kTh:
        score = -5;
        break;
      default:
        break;
    }
    switch (hint(node)) {
      case ClassHint::kFurniture:
        score -= 25;
        break;
      case ClassHint::kContent:
        score += 20;
        break;
      case ClassHint::kBody:
        score += 30;
        break;
      default:
        break;
    }
    const bool is_body = tree_.attribute(node, HtmlAttribute::kItemprop).find("articleBody") !=
                         std::string_view::npos;
    return is_body ? score + 50 : score;
  }

  void score() {
    scores_.assign(tree_.size(), 0);
    std::vector<bool> scored(tree_.size(), false);
    for (HtmlNodeId node = 1; node < tree_.size(); ++node) {
      if (is_outside_[node] || texts_[node].chars < 25 || !is_paragraph(node)) continue;
      const double own = 1 + texts_[node].commas + std::min(texts_[node].chars / 100.0, 3.0);
      HtmlNodeId ancestor = tree_.parent(node);
      for (int level = 0; ancestor != HtmlTree::kRoot && ancestor != HtmlTree::kNone && level < 5;
           ++level, ancestor = tree_.parent(ancestor)) {
        if (!scored[ancestor]) {
          scored[ancestor] = true;
          scores_[ancestor] = initial_score(ancestor);
        }
        scores_[ancestor] += level == 0 ? own : level == 1 ? own / 2 : own / (level * 3);
      }
    }
    for (HtmlNodeId node = 1; node < tree_.size(); ++node) {
      scores_[node] *= 1 - link_density(texts_[node]);
    }
  }

  [[nodiscard]] HtmlNodeId best_candidate() const {
    HtmlNodeId best = HtmlTree::kNone;
    double best_score = 0;
    for (HtmlNodeId node = 1; node < tree_.size(); ++node) {
      if (!is_outside_[node] && scores_[node] > best_score) {
        best = node;
        best_score = scores_[node];
      }
    }
    return best;
  }

  /// A story in several boxes: the lowest ancestor with much more prose that is no more linked.
  [[nodiscard]] HtmlNodeId widened(HtmlNodeId node) const {
    if (node == HtmlTree::kNone) return node;
    HtmlNodeId winner = node;
    for (HtmlNodeId ancestor = tree_.parent(winner);
         ancestor != HtmlTree::kNone && ancestor != HtmlTree::kRoot &&
         tree_.tag(ancestor) != HtmlTag::kBody;
         ancestor = tree_.parent(ancestor)) {
      int strong = 0;
      for (HtmlNodeId child = tree_.first_child(ancestor); child != HtmlTree::kNone;
           child = tree_.next_sibling(child)) {
        strong += scores_[child] > scores_[node] * 0.3 ? 1 : 0;
      }
      if (strong >= 2 || scores_[ancestor] > scores_[winner]) winner = ancestor;
    }
    return winner;
  }

  [[nodiscard]] std::vector<HtmlNodeId> with_neighbours(HtmlNodeId winner) const {
    const HtmlNodeId parent = tree_.parent(winner);
    const double least = std::max(10.0, scores_[winner] * 0.2);
    std::vector<HtmlNodeId> parts;
    for (HtmlNodeId node = tree_.first_child(parent); node != HtmlTree::kNone;
         node = tree_.next_sibling(node)) {
      if (is_outside_[node]) continue;
      const bool is_prose = tree_.tag(node) == HtmlTag::kP && texts_[node].chars > 80 &&
                            link_density(texts_[node]) < 0.25;
      if (node == winner || scores_[node] >= least || is_prose) parts.push_back(node);
    }
    return parts;
  }

  /// Leaves out of a chosen part what is not prose.
  void clean(HtmlNodeId part) {
    for (HtmlNodeId node = part + 1; node < tree_.end(part); ++node) {
      if (!left_out_[node] && is_noise(node)) left_out_[node] = true;
    }
    drop_empty_headings(part);
  }

  [[nodiscard]] bool is_noise(HtmlNodeId node) const {
    const HtmlTag tag = tree_.tag(node);
    const NodeText& text = texts_[node];
    if (text.chars == 0 || tag == HtmlTag::kText) return false;
    if (tag == HtmlTag::kH1) return true;
    const double linked = link_density(text);
    if (is_container(tag) && linked > 0.5) return true;
    if (tag == HtmlTag::kP && linked > 0.9) return true;
    if (!is_block(tag) || text.chars > kLongestLine) return false;
    const std::string content = tree_.text_content(node);
    return is_site_line(content) || (is_heading(tag) && lower_case(content) == headline_);
  }

  /// A heading with nothing under it announced what has been left out.
  void drop_empty_headings(HtmlNodeId part) {
    HtmlNodeId heading = HtmlTree::kNone;
    for (HtmlNodeId node = part; node < tree_.end(part); ++node) {
      if (left_out_[node]) {
        node = tree_.end(node) - 1;
        continue;
      }
      if (is_heading(tree_.tag(node))) {
        if (heading != HtmlTree::kNone && tree_.tag(heading) >= tree_.tag(node)) {
          left_out_[heading] = true;
        }
        heading = node;
        node = tree_.end(node) - 1;
      } else if (tree_.tag(node) == HtmlTag::kText && texts_[node].chars > 0) {
        heading = HtmlTree::kNone;
      }
    }
    if (heading != HtmlTree::kNone) left_out_[heading] = true;
  }

  const HtmlTree& tree_;
  std::string headline_;
  ClassHints hints_;
  std::vector<bool> left_out_;
  std::vector<bool> is_outside_;  // left out, or inside something that is
  std::vector<NodeText> texts_;
  std::vector<double> scores_;
};

std::unordered_set<std::string> words_of(std::string_view text) {
  std::unordered_set<std::string> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \t\r\n", begin), text.size());
    if (end > begin) words.emplace(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

/// Share of the different words of `wanted` that are in `found`.
double coverage(std::string_view wanted, std::string_view found) {
  const auto wanted_words = words_of(wanted);
  const auto found_words = words_of(found);
  if (wanted_words.empty()) return 1;
  const auto hits = std::count_if(wanted_words.begin(), wanted_words.end(),
                                  [&](const auto& word) { return found_words.contains(word); });
  return static_cast<double>(hits) / static_cast<double>(wanted_words.size());
}

}  // namespace

std::string article_text(const HtmlTree& tree, std::string_view known_body,
                         std::string_view headline) {
  ArticleFinder finder(tree, headline);
  std::string text = finder.find(true);
  const std::size_t prose = finder.paragraph_chars();
  if (text.size() < 250 || text.size() * 4 < prose) {
    std::string wider = finder.find(false);
    if (wider.size() > 2 * text.size()) text = std::move(wider);
  }
  if (known_body.size() > 500 && coverage(known_body, text) < 0.6) return std::string(known_body);
  return text;
}

}  // namespace ksearch
