// libxml2's HTML parser reports events, from which the tree is built: its own tree would be cut off
// at 256 levels, costs four times the memory, and keeps what no reader looks at. Its parser is
// quadratic in the attributes of one element and in (open elements x end tags), which the two
// limits bound.

#include "indexer/readers/html_tree.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <cctype>
#include <cstring>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "common/utf8.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

constexpr std::size_t kMostAttributes = 256;
constexpr std::size_t kLongestAttribute = std::size_t{64} << 10;
constexpr std::size_t kMostOpenElements = 512;
/// Beyond it elements are siblings instead of children, so that recursion over the tree is safe.
constexpr std::size_t kDeepestNode = 200;

HtmlTag tag_named(std::string_view name) {
  static const std::unordered_map<std::string_view, HtmlTag> tags{
      {"a", HtmlTag::kA},
      {"address", HtmlTag::kAddress},
      {"article", HtmlTag::kArticle},
      {"aside", HtmlTag::kAside},
      {"blockquote", HtmlTag::kBlockquote},
      {"body", HtmlTag::kBody},
      {"br", HtmlTag::kBr},
      {"button", HtmlTag::kButton},
      {"caption", HtmlTag::kCaption},
      {"dd", HtmlTag::kDd},
      {"details", HtmlTag::kDetails},
      {"dialog", HtmlTag::kDialog},
      {"div", HtmlTag::kDiv},
      {"center", HtmlTag::kDiv},
      {"dl", HtmlTag::kDl},
      {"dt", HtmlTag::kDt},
      {"fieldset", HtmlTag::kFieldset},
      {"figcaption", HtmlTag::kFigcaption},
      {"figure", HtmlTag::kFigure},
      {"footer", HtmlTag::kFooter},
      {"form", HtmlTag::kForm},
      {"h1", HtmlTag::kH1},
      {"h2", HtmlTag::kH2},
      {"h3", HtmlTag::kH3},
      {"h4", HtmlTag::kH4},
      {"h5", HtmlTag::kH5},
      {"h6", HtmlTag::kH6},
      {"head", HtmlTag::kHead},
      {"header", HtmlTag::kHeader},
      {"hr", HtmlTag::kHr},
      {"html", HtmlTag::kHtml},
      {"li", HtmlTag::kLi},
      {"link", HtmlTag::kLink},
      {"main", HtmlTag::kMain},
      {"meta", HtmlTag::kMeta},
      {"nav", HtmlTag::kNav},
      {"noscript", HtmlTag::kNoscript},
      {"ol", HtmlTag::kOl},
      {"p", HtmlTag::kP},
      {"pre", HtmlTag::kPre},
      {"script", HtmlTag::kScript},
      {"section", HtmlTag::kSection},
      {"span", HtmlTag::kSpan},
      {"summary", HtmlTag::kSummary},
      {"table", HtmlTag::kTable},
      {"tbody", HtmlTag::kTbody},
      {"td", HtmlTag::kTd},
      {"th", HtmlTag::kTh},
      {"time", HtmlTag::kTime},
      {"title", HtmlTag::kTitle},
      {"tr", HtmlTag::kTr},
      {"ul", HtmlTag::kUl},
      {"style", HtmlTag::kSkipped},
      {"svg", HtmlTag::kSkipped},
      {"math", HtmlTag::kSkipped},
      {"iframe", HtmlTag::kSkipped},
      {"input", HtmlTag::kSkipped},
      {"select", HtmlTag::kSkipped},
      {"option", HtmlTag::kSkipped},
      {"textarea", HtmlTag::kSkipped},
      {"template", HtmlTag::kSkipped},
      {"object", HtmlTag::kSkipped},
      {"embed", HtmlTag::kSkipped},
      {"video", HtmlTag::kSkipped},
      {"audio", HtmlTag::kSkipped},
      {"canvas", HtmlTag::kSkipped},
      {"map", HtmlTag::kSkipped},
      {"menu", HtmlTag::kSkipped},
      {"applet", HtmlTag::kSkipped},
  };
  const auto found = tags.find(name);
  return found == tags.end() ? HtmlTag::kOther : found->second;
}

HtmlAttribute attribute_named(std::string_view name) {
  static const std::unordered_map<std::string_view, HtmlAttribute> known{
      {"aria-hidden", HtmlAttribute::kAriaHidden},
      {"class", HtmlAttribute::kClass},
      {"content", HtmlAttribute::kContent},
      {"datetime", HtmlAttribute::kDatetime},
      {"hidden", HtmlAttribute::kHidden},
      {"href", HtmlAttribute::kHref},
      {"http-equiv", HtmlAttribute::kHttpEquiv},
      {"id", HtmlAttribute::kId},
      {"itemprop", HtmlAttribute::kItemprop},
      {"lang", HtmlAttribute::kLang},
      {"xml:lang", HtmlAttribute::kLang},
      {"name", HtmlAttribute::kName},
      {"property", HtmlAttribute::kProperty},
      {"rel", HtmlAttribute::kRel},
      {"role", HtmlAttribute::kRole},
      {"style", HtmlAttribute::kStyle},
      {"type", HtmlAttribute::kType},
  };
  const auto found = known.find(name);
  return found == known.end() ? HtmlAttribute::kOther : found->second;
}

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

}  // namespace

/// Receives the parser's events.
class HtmlTreeBuilder {
 public:
  HtmlTreeBuilder() {
    tree_.nodes_.emplace_back();
    open_.push_back(HtmlTree::kRoot);
  }

  void start(xmlParserCtxtPtr parser, std::string_view name, const xmlChar** attributes) {
    if (open_.size() > kMostOpenElements) {
      tree_.cut_off_ = true;
      xmlStopParser(parser);
      return;
    }
    const HtmlNodeId parent = open_[std::min(open_.size(), kDeepestNode) - 1];
    const HtmlNodeId node = append(parent, tag_named(name));
    add_attributes(node, attributes);
    open_.push_back(node);
  }

  void end() {
    if (open_.size() > 1) open_.pop_back();
  }

  void characters(std::string_view text) {
    const HtmlNodeId parent = open_[std::min(open_.size(), kDeepestNode) - 1];
    const HtmlTag tag = tree_.tag(parent);
    if (tag == HtmlTag::kSkipped) return;
    if (tag == HtmlTag::kScript) {
      if (tree_.attribute(parent, HtmlAttribute::kType).find("ld+json") != std::string_view::npos) {
        append_text(parent, text);
      }
      return;
    }
    const HtmlNodeId last = tree_.nodes_[parent].last_child;
    const bool goes_on = last != HtmlTree::kNone && tree_.tag(last) == HtmlTag::kText;
    append_text(goes_on ? last : append(parent, HtmlTag::kText), text);
  }

  /// Every node knows where its descendants end, once all are there.
  HtmlTree finish() {
    auto& nodes = tree_.nodes_;
    for (std::size_t i = nodes.size(); i-- > 0;) {
      HtmlTree::Node& node = nodes[i];
      node.end = std::max(node.end, static_cast<HtmlNodeId>(i + 1));
      if (node.parent != HtmlTree::kNone) {
        nodes[node.parent].end = std::max(nodes[node.parent].end, node.end);
      }
    }
    return std::move(tree_);
  }

 private:
  HtmlNodeId append(HtmlNodeId parent, HtmlTag tag) {
    auto& nodes = tree_.nodes_;
    const auto node = static_cast<HtmlNodeId>(nodes.size());
    nodes.emplace_back();
    nodes[node].tag = tag;
    nodes[node].parent = parent;
    if (nodes[parent].last_child == HtmlTree::kNone) {
      nodes[parent].first_child = node;
    } else {
      nodes[nodes[parent].last_child].next_sibling = node;
    }
    nodes[parent].last_child = node;
    return node;
  }

  void append_text(HtmlNodeId node, std::string_view text) {
    HtmlTree::Node& owner = tree_.nodes_[node];
    // Only the newest node with text grows; text of a script may resume after an entity.
    if (owner.text_size == 0) owner.text_begin = tree_.text_.size();
    if (owner.text_begin + owner.text_size != tree_.text_.size()) return;
    tree_.text_ += text;
    owner.text_size += text.size();
  }

  void add_attributes(HtmlNodeId node, const xmlChar** attributes) {
    tree_.nodes_[node].first_attribute = static_cast<std::uint32_t>(tree_.attributes_.size());
    for (; attributes != nullptr && *attributes != nullptr; attributes += 2) {
      const HtmlAttribute name = attribute_named(view(attributes[0]));
      if (name == HtmlAttribute::kOther) continue;
      const std::string_view value = view(attributes[1]);
      tree_.attributes_.push_back({name, tree_.text_.size(), value.size()});
      tree_.text_ += value;
      ++tree_.nodes_[node].attribute_count;
    }
  }

  HtmlTree tree_;
  std::vector<HtmlNodeId> open_;
};

namespace {

/// What the parser hands to its callbacks.
struct ParseState {
  HtmlTreeBuilder builder;
  xmlParserCtxtPtr parser = nullptr;
};

ParseState& state_of(void* context) { return *static_cast<ParseState*>(context); }

void on_start(void* context, const xmlChar* name, const xmlChar** attributes) {
  ParseState& state = state_of(context);
  state.builder.start(state.parser, view(name), attributes);
}

void on_end(void* context, const xmlChar* /*name*/) { state_of(context).builder.end(); }

void on_characters(void* context, const xmlChar* text, int size) {
  state_of(context).builder.characters(
      {reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
}

/// Reads one tag of `html` and tells where its attributes are.
class TagScanner {
 public:
  TagScanner(std::string_view html, std::size_t at) : html_(html), at_(at) {}

  [[nodiscard]] std::size_t position() const { return at_; }

  /// Moves over the next attribute; false at the end of the tag.
  bool next_attribute() {
    while (at_ < html_.size() && (is_space(html_[at_]) || html_[at_] == '/')) ++at_;
    if (at_ >= html_.size() || html_[at_] == '>') return false;
    // An attribute's name may begin with any character, also with "=".
    for (++at_; at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '=' &&
                html_[at_] != '>' && html_[at_] != '/';) {
      ++at_;
    }
    std::size_t equals = at_;
    while (equals < html_.size() && is_space(html_[equals])) ++equals;
    if (equals < html_.size() && html_[equals] == '=') skip_value(equals + 1);
    return true;
  }

 private:
  static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

  void skip_value(std::size_t begin) {
    while (begin < html_.size() && is_space(html_[begin])) ++begin;
    if (begin < html_.size() && (html_[begin] == '"' || html_[begin] == '\'')) {
      const std::size_t close = html_.find(html_[begin], begin + 1);
      at_ = close == std::string_view::npos ? html_.size() : close + 1;
      return;
    }
    while (begin < html_.size() && !is_space(html_[begin]) && html_[begin] != '>') ++begin;
    at_ = begin;
  }

  std::string_view html_;
  std::size_t at_;
};

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

/// Where the content of a comment ends, which is no mark-up; `at` is at "<".
std::size_t after_comment(std::string_view html, std::size_t at) {
  if (!html.substr(at).starts_with("<!--")) return at + 1;
  const std::size_t close = html.find("-->", at + 4);
  return close == std::string_view::npos ? html.size() : close + 3;
}

}  // namespace

std::string without_excess_attributes(const std::string& html) {
  std::string result;
  std::size_t kept_to = 0;  // what stands before it in `html` has been copied or left out
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at)) {
    if (at + 1 >= html.size() || !is_letter(html[at + 1])) {
      at = after_comment(html, at);
      continue;
    }
    std::size_t name_end = at + 1;
    while (name_end < html.size() && std::strchr(" \t\r\n\f\v/>", html[name_end]) == nullptr) {
      ++name_end;
    }
    TagScanner tag(html, name_end);
    std::size_t count = 0;
    for (std::size_t begin = name_end; tag.next_attribute(); begin = tag.position()) {
      if (++count <= kMostAttributes && tag.position() - begin <= kLongestAttribute) continue;
      result.append(html, kept_to, begin - kept_to);
      kept_to = tag.position();
    }
    at = tag.position();
  }
  if (kept_to == 0) return html;
  return result.append(html, kept_to);
}

HtmlTree HtmlTree::parse(const std::string& html) {
  static std::once_flag initialized;
  std::call_once(initialized, xmlInitParser);
  ParseState state;
  const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(htmlNewParserCtxt(),
                                                                              &htmlFreeParserCtxt);
  if (!parser) throw std::bad_alloc();
  htmlSAXHandler handler{};
  handler.startElement = on_start;
  handler.endElement = on_end;
  handler.characters = on_characters;
  handler.ignorableWhitespace = on_characters;
  handler.cdataBlock = on_characters;
  *parser->sax = handler;
  parser->userData = &state;
  state.parser = parser.get();
  const std::string tamed = without_excess_attributes(html);
  const std::string_view bounded = utf8_prefix(tamed, INT32_MAX);
  constexpr int kOptions = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                           HTML_PARSE_NONET | HTML_PARSE_NODEFDTD;
  const htmlDocPtr document = htmlCtxtReadMemory(
      parser.get(), bounded.data(), static_cast<int>(bounded.size()), nullptr, "UTF-8", kOptions);
  if (document != nullptr) xmlFreeDoc(document);
  return state.builder.finish();
}

std::string_view HtmlTree::attribute(HtmlNodeId node, HtmlAttribute name) const {
  for (const Attribute& attribute : attributes(node)) {
    if (attribute.name == name) {
      return std::string_view(text_).substr(attribute.begin, attribute.size);
    }
  }
  return {};
}

bool HtmlTree::has_attribute(HtmlNodeId node, HtmlAttribute name) const {
  const auto own = attributes(node);
  return std::any_of(own.begin(), own.end(),
                     [name](const Attribute& attribute) { return attribute.name == name; });
}

std::string HtmlTree::text_content(HtmlNodeId node) const {
  std::string content;
  for (HtmlNodeId i = node; i < end(node); ++i) {
    if (tag(i) == HtmlTag::kText) content += text(i);
    if (tag(i) == HtmlTag::kBr) content += ' ';
  }
  return collapsed(content);
}

}  // namespace ksearch
