#include "indexer/readers/html_text.h"

#include <algorithm>
#include <string_view>

#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

bool has_no_text(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::kSkipped:
    case HtmlTag::kScript:
    case HtmlTag::kNoscript:
    case HtmlTag::kHead:
    case HtmlTag::kTitle:
    case HtmlTag::kButton:
    case HtmlTag::kMeta:
    case HtmlTag::kLink:
      return true;
    default:
      return false;
  }
}

/// Writes text with as many line ends between two pieces as the greatest demand in between.
class BlockWriter {
 public:
  void inline_text(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
      const std::size_t word_end = std::min(text.find_first_of(" \t\r\n\f\v\xC2", i), text.size());
      if (word_end > i) {
        word(text.substr(i, word_end - i));
        i = word_end;
      } else if (text[i] == '\xC2' && text.substr(i, 2) != "\xC2\xA0") {
        word(text.substr(i, 2));
        i += 2;
      } else {
        space_ = true;
        i += text[i] == '\xC2' ? 2U : 1U;
      }
    }
  }

  void preformatted(std::string_view text) {
    const std::string_view content = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
    if (!content.empty()) word(content);
    space_ = content.size() < text.size();
  }

  /// Of a block: any number of ends in one place are one.
  void line_end() { newlines_ = std::max(newlines_, 1); }
  /// Of <br>: two in one place end a paragraph.
  void line_break() { newlines_ = std::min(newlines_ + 1, 2); }
  void paragraph_end() { newlines_ = 2; }
  void cell_end() { tab_ = true; }

  std::string take() { return std::move(text_); }

 private:
  void word(std::string_view text) {
    if (!text_.empty()) {
      if (newlines_ > 0) {
        text_.append(static_cast<std::size_t>(newlines_), '\n');
      } else if (tab_) {
        text_ += '\t';
      } else if (space_) {
        text_ += ' ';
      }
    }
    newlines_ = 0;
    tab_ = space_ = false;
    text_ += text;
  }

  std::string text_;
  int newlines_ = 0;
  bool space_ = false;
  bool tab_ = false;
};

class TextRenderer {
 public:
  TextRenderer(const HtmlTree& tree, const std::vector<bool>& left_out)
      : tree_(tree), left_out_(left_out) {}

  /// Recursion is as deep as the tree, which is bounded.
  void render(HtmlNodeId node, bool in_pre) {
    const HtmlTag tag = tree_.tag(node);
    if (tag == HtmlTag::kText) {
      in_pre ? writer_.preformatted(tree_.text(node)) : writer_.inline_text(tree_.text(node));
      return;
    }
    if (has_no_text(tag) || (node < left_out_.size() && left_out_[node]) ||
        is_hidden(tree_, node)) {
      return;
    }
    if (tag == HtmlTag::kBr) {
      writer_.line_break();
      return;
    }
    const bool ends_line =
        tag == HtmlTag::kTr || tag == HtmlTag::kTbody || tag == HtmlTag::kDt || tag == HtmlTag::kDd;
    const bool ends_paragraph = is_block(tag) && !ends_line;
    const auto divide = [&] {
      if (ends_paragraph) writer_.paragraph_end();
      if (ends_line) writer_.line_end();
    };
    divide();
    for (HtmlNodeId child = tree_.first_child(node); child != HtmlTree::kNone;
         child = tree_.next_sibling(child)) {
      render(child, in_pre || tag == HtmlTag::kPre);
    }
    divide();
    if (tag == HtmlTag::kTd || tag == HtmlTag::kTh) writer_.cell_end();
  }

  std::string take() { return writer_.take(); }

 private:
  const HtmlTree& tree_;
  const std::vector<bool>& left_out_;
  BlockWriter writer_;
};

}  // namespace

bool is_block(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::kText:
    case HtmlTag::kOther:
    case HtmlTag::kA:
    case HtmlTag::kBr:
    case HtmlTag::kButton:
    case HtmlTag::kSpan:
    case HtmlTag::kTime:
    case HtmlTag::kTd:
    case HtmlTag::kTh:
    case HtmlTag::kSkipped:
    case HtmlTag::kScript:
    case HtmlTag::kNoscript:
    case HtmlTag::kMeta:
    case HtmlTag::kLink:
      return false;
    default:
      return true;
  }
}

bool is_hidden(const HtmlTree& tree, HtmlNodeId node) {
  if (tree.has_attribute(node, HtmlAttribute::kHidden)) return true;
  const std::string_view style = tree.attribute(node, HtmlAttribute::kStyle);
  if (style.empty()) return false;
  std::string compact;
  for (const char c : lower_case(style)) {
    if (c != ' ') compact += c;
  }
  return compact.find("display:none") != std::string::npos ||
         compact.find("visibility:hidden") != std::string::npos;
}

std::string html_text(const HtmlTree& tree, HtmlNodeId node, const std::vector<bool>& left_out) {
  TextRenderer renderer(tree, left_out);
  renderer.render(node, false);
  return renderer.take();
}

}  // namespace ksearch
