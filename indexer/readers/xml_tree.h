#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ksearch {

/// Number of a node; parents have smaller numbers than what is inside them.
using XmlNodeId = std::uint32_t;

/// A parsed XML document of a feed or a news agency. Immutable once parsed; views are valid as long
/// as the tree.
///
/// Elements are named by their local names, after a prefix for what is known by one, however a
/// document calls it: "atom:", "content:", "dc:", "media:". Nothing outside the document is ever
/// loaded and no entity of its own is known, so none expands; those of HTML are characters.
class XmlTree {
 public:
  static constexpr XmlNodeId kRoot = 0;  ///< above the document's element; has no name
  static constexpr XmlNodeId kNone = UINT32_MAX;

  /// Parses valid UTF-8, whatever encoding it declares, as far as it goes.
  [[nodiscard]] static XmlTree parse(std::string_view xml);

  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  /// Empty for the root and for character data.
  [[nodiscard]] std::string_view name(XmlNodeId node) const { return nodes_[node].name; }
  [[nodiscard]] XmlNodeId first_child(XmlNodeId node) const { return nodes_[node].first_child; }
  [[nodiscard]] XmlNodeId next_sibling(XmlNodeId node) const { return nodes_[node].next_sibling; }
  /// One past the last node inside `node`: the numbers in between are its descendants.
  [[nodiscard]] XmlNodeId end(XmlNodeId node) const { return nodes_[node].end; }
  /// Value of the attribute of a local name; empty when it is missing.
  [[nodiscard]] std::string_view attribute(XmlNodeId node, std::string_view name) const;
  /// All character data inside a node as it stands.
  [[nodiscard]] std::string text(XmlNodeId node) const;

  /// The first child, or the first descendant, of a name; kNone when there is none.
  [[nodiscard]] XmlNodeId child(XmlNodeId node, std::string_view name) const;
  [[nodiscard]] XmlNodeId descendant(XmlNodeId node, std::string_view name) const;
  /// text() of the first child, or descendant, of a name with white space collapsed; else empty.
  [[nodiscard]] std::string child_text(XmlNodeId node, std::string_view name) const;
  [[nodiscard]] std::string descendant_text(XmlNodeId node, std::string_view name) const;

  /// What is inside a node as HTML, without attributes. `tag` gives the HTML name of each element;
  /// empty: the element and all that is inside it are left out.
  using TagNames = std::function<std::string_view(std::string_view)>;
  [[nodiscard]] std::string markup(XmlNodeId node, const TagNames& tag) const;

  /// What is wrong with the document, "not well-formed XML in line 7"; empty: nothing is.
  [[nodiscard]] const std::string& fault() const { return fault_; }

 private:
  friend class XmlTreeBuilder;

  struct Attribute {
    std::string name;
    std::string value;
  };
  struct Node {
    std::string name;
    std::string text;  ///< of character data
    std::vector<Attribute> attributes;
    XmlNodeId parent = kNone;
    XmlNodeId first_child = kNone;
    XmlNodeId last_child = kNone;
    XmlNodeId next_sibling = kNone;
    XmlNodeId end = 0;
  };

  void append_markup(XmlNodeId node, const TagNames& tag, std::string& html) const;

  std::vector<Node> nodes_;
  std::string fault_;
};

}  // namespace ksearch
