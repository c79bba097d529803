#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ksearch {

/// Elements that readers tell apart.
enum class HtmlTag : std::uint8_t {
  kText,  ///< not an element: character data
  kOther,
  kA,
  kAddress,
  kArticle,
  kAside,
  kBlockquote,
  kBody,
  kBr,
  kButton,
  kCaption,
  kDd,
  kDetails,
  kDialog,
  kDiv,
  kDl,
  kDt,
  kFieldset,
  kFigcaption,
  kFigure,
  kFooter,
  kForm,
  kH1,
  kH2,
  kH3,
  kH4,
  kH5,
  kH6,
  kHead,
  kHeader,
  kHr,
  kHtml,
  kLi,
  kLink,
  kMain,
  kMeta,
  kNav,
  kNoscript,
  kOl,
  kP,
  kPre,
  kScript,
  kSection,
  kSkipped,  ///< holds no prose: style, svg, iframe, input, ...
  kSpan,
  kSummary,
  kTable,
  kTbody,
  kTd,
  kTh,
  kTime,
  kTitle,
  kTr,
  kUl,
};

/// Attributes that readers look at.
enum class HtmlAttribute : std::uint8_t {
  kOther,
  kAriaHidden,
  kClass,
  kContent,
  kDatetime,
  kHidden,
  kHref,
  kHttpEquiv,
  kId,
  kItemprop,
  kLang,
  kName,
  kProperty,
  kRel,
  kRole,
  kStyle,
  kType,
};

/// Number of a node; parents have smaller numbers than what is inside them.
using HtmlNodeId = std::uint32_t;

/// A parsed page. Immutable once parsed; views are valid as long as the tree.
class HtmlTree {
 public:
  static constexpr HtmlNodeId kRoot = 0;  ///< above <html>; kOther
  static constexpr HtmlNodeId kNone = UINT32_MAX;

  /// Parses any bytes: `html` is valid UTF-8, whatever encoding it declares. Nothing outside it is
  /// ever loaded. Time and memory are linear in its size: beyond 256 attributes of an element and
  /// 64 KiB of an attribute they are left out, and beyond 512 open elements the rest of the page.
  [[nodiscard]] static HtmlTree parse(const std::string& html);

  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  [[nodiscard]] HtmlTag tag(HtmlNodeId node) const { return nodes_[node].tag; }
  [[nodiscard]] HtmlNodeId parent(HtmlNodeId node) const { return nodes_[node].parent; }
  [[nodiscard]] HtmlNodeId first_child(HtmlNodeId node) const { return nodes_[node].first_child; }
  [[nodiscard]] HtmlNodeId next_sibling(HtmlNodeId node) const { return nodes_[node].next_sibling; }
  /// One past the last node inside `node`: the numbers in between are its descendants.
  [[nodiscard]] HtmlNodeId end(HtmlNodeId node) const { return nodes_[node].end; }
  /// Character data of a kText node, and of <script> where it holds JSON-LD.
  [[nodiscard]] std::string_view text(HtmlNodeId node) const {
    return std::string_view(text_).substr(nodes_[node].text_begin, nodes_[node].text_size);
  }
  /// Value of an attribute; empty when it is missing.
  [[nodiscard]] std::string_view attribute(HtmlNodeId node, HtmlAttribute name) const;
  [[nodiscard]] bool has_attribute(HtmlNodeId node, HtmlAttribute name) const;
  /// All character data inside a node, one space for each run of white space.
  [[nodiscard]] std::string text_content(HtmlNodeId node) const;
  /// Whether the page was nested too deeply and its end is missing.
  [[nodiscard]] bool is_cut_off() const { return cut_off_; }

 private:
  friend class HtmlTreeBuilder;

  struct Node {
    HtmlTag tag = HtmlTag::kOther;
    HtmlNodeId parent = kNone;
    HtmlNodeId first_child = kNone;
    HtmlNodeId last_child = kNone;
    HtmlNodeId next_sibling = kNone;
    HtmlNodeId end = 0;
    std::size_t text_begin = 0;
    std::size_t text_size = 0;
    std::uint32_t first_attribute = 0;
    std::uint32_t attribute_count = 0;
  };
  struct Attribute {
    HtmlAttribute name;
    std::size_t begin;
    std::size_t size;
  };

  [[nodiscard]] std::span<const Attribute> attributes(HtmlNodeId node) const {
    return std::span(attributes_)
        .subspan(nodes_[node].first_attribute, nodes_[node].attribute_count);
  }

  std::vector<Node> nodes_;
  std::vector<Attribute> attributes_;
  std::string text_;
  bool cut_off_ = false;
};

/// Leaves out what makes parsers slow: attributes of an element beyond the 256th, and attributes
/// longer than 64 KiB (pictures written into the page).
[[nodiscard]] std::string without_excess_attributes(const std::string& html);

}  // namespace ksearch
