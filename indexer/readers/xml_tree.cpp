// libxml2's parser reports events, from which the tree is built, so that only what readers look at
// is kept. It is given no way to declare or load entities; what feeds get wrong most often (bare
// "&", HTML's entities, control characters) is mended before it sees the text.

#include "indexer/readers/xml_tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

#include <algorithm>
#include <cctype>
#include <cstring>
#include <memory>
#include <mutex>
#include <utility>

#include "common/utf8.h"
#include "indexer/readers/html_tree.h"
#include "indexer/readers/text_encoding.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

/// Bounds recursion over the tree; libxml2 stops at 256 of its own.
constexpr std::size_t kDeepestElement = 200;
constexpr std::size_t kLongestEntityName = 10;
/// Far beyond any feed; bounds the memory of a tree to some 200 MB.
constexpr std::size_t kMostNodes = std::size_t{1} << 20;

struct Namespace {
  std::string_view uri;
  std::string_view prefix;
};
constexpr Namespace kNamespaces[] = {
    {"http://www.w3.org/2005/Atom", "atom:"},
    {"http://purl.org/atom/ns#", "atom:"},
    {"http://purl.org/rss/1.0/modules/content/", "content:"},
    {"http://purl.org/dc/elements/1.1/", "dc:"},
    {"http://purl.org/dc/terms/", "dc:"},
    {"http://search.yahoo.com/mrss/", "media:"},
    {"http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes:"},
};

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

/// Length of the reference to an entity or character that `text` begins with; 0: it is a bare "&".
std::size_t reference_length(std::string_view text) {
  const std::size_t end = text.substr(0, kLongestEntityName + 2).find(';');
  if (end == std::string_view::npos || end < 2) return 0;
  const std::string_view name = text.substr(1, end - 1);
  const bool is_number = name.front() == '#' && name.size() > 1;
  const bool is_word = std::all_of(
      name.begin(), name.end(), [](unsigned char c) { return c < 0x80 && std::isalnum(c) != 0; });
  return is_number || is_word ? end + 1 : 0;
}

bool is_xml_character(unsigned code) {
  return code >= 0x20 || code == '\t' || code == '\n' || code == '\r';
}

/// The character that "&#N;" stands for, when XML allows it.
bool is_allowed_number(std::string_view reference) {
  const bool is_hex = reference[2] == 'x';
  const std::string digits(reference.substr(is_hex ? 3 : 2));
  char* end = nullptr;
  const unsigned long code = std::strtoul(digits.c_str(), &end, is_hex ? 16 : 10);
  const bool is_read = end != digits.c_str() && *end == ';';
  return is_read && code <= 0x10FFFF && is_xml_character(static_cast<unsigned>(code)) &&
         !(code >= 0xD800 && code < 0xE000) && code != 0xFFFE && code != 0xFFFF;
}

void append_reference(std::string_view reference, std::string& out) {
  const std::string name(reference.substr(1, reference.size() - 2));
  static constexpr std::string_view kOwn[] = {"amp", "lt", "gt", "quot", "apos"};
  if (name.front() == '#') {
    out += is_allowed_number(reference) ? reference : " ";
  } else if (std::find(std::begin(kOwn), std::end(kOwn), name) != std::end(kOwn)) {
    out += reference;
  } else if (const htmlEntityDesc* known =
                 htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()))) {
    append_utf8(out, static_cast<char32_t>(known->value));
  } else {
    out.append("&amp;").append(reference.substr(1));
  }
}

/// The text with what stops a parser mended. Sections of CDATA keep all but control characters.
std::string mended(std::string_view xml) {
  std::string out;
  out.reserve(xml.size());
  std::size_t cdata_end = 0;
  for (std::size_t i = 0; i < xml.size();) {
    const char c = xml[i];
    if (!is_xml_character(static_cast<unsigned char>(c))) {
      out += ' ';
      ++i;
    } else if (i < cdata_end || (c != '&' && c != '<')) {
      out += c;
      ++i;
    } else if (c == '<') {
      if (xml.substr(i).starts_with("<![CDATA[")) {
        cdata_end = std::min(xml.find("]]>", i), xml.size());
      }
      out += c;
      ++i;
    } else if (const std::size_t length = reference_length(xml.substr(i)); length > 0) {
      append_reference(xml.substr(i, length), out);
      i += length;
    } else {
      out += "&amp;";
      ++i;
    }
  }
  return out;
}

}  // namespace

/// Receives the parser's events.
class XmlTreeBuilder {
 public:
  explicit XmlTreeBuilder(xmlParserCtxtPtr parser) : parser_(parser) {
    tree_.nodes_.emplace_back();
    open_.push_back(XmlTree::kRoot);
  }

  void start(std::string name, int attribute_count, const xmlChar** attributes) {
    if (tree_.nodes_.size() >= kMostNodes) {
      set_fault("more than " + std::to_string(kMostNodes) + " elements");
      xmlStopParser(parser_);
      return;
    }
    const XmlNodeId node = append();
    tree_.nodes_[node].name = std::move(name);
    // libxml2 gives each attribute as local name, prefix, URI, and where the value begins and ends.
    for (int i = 0; i < attribute_count; ++i, attributes += 5) {
      const auto* begin = reinterpret_cast<const char*>(attributes[3]);
      const auto* end = reinterpret_cast<const char*>(attributes[4]);
      tree_.nodes_[node].attributes.push_back(
          {std::string(view(attributes[0])),
           repair_utf8(std::string(begin, static_cast<std::size_t>(end - begin))).text});
    }
    open_.push_back(node);
  }

  void end() {
    if (open_.size() > 1) open_.pop_back();
  }

  void characters(std::string_view text) {
    const XmlNodeId last = tree_.nodes_[parent()].last_child;
    const bool goes_on = last != XmlTree::kNone && tree_.nodes_[last].name.empty();
    tree_.nodes_[goes_on ? last : append()].text += text;
  }

  void set_fault(std::string fault) {
    if (tree_.fault_.empty()) tree_.fault_ = std::move(fault);
  }

  /// Every node knows where its descendants end, once all are there.
  XmlTree finish() {
    auto& nodes = tree_.nodes_;
    for (std::size_t i = nodes.size(); i-- > 0;) {
      nodes[i].end = std::max(nodes[i].end, static_cast<XmlNodeId>(i + 1));
      if (nodes[i].parent != XmlTree::kNone) {
        nodes[nodes[i].parent].end = std::max(nodes[nodes[i].parent].end, nodes[i].end);
      }
    }
    return std::move(tree_);
  }

 private:
  [[nodiscard]] XmlNodeId parent() const {
    return open_[std::min(open_.size(), kDeepestElement) - 1];
  }

  XmlNodeId append() {
    const auto node = static_cast<XmlNodeId>(tree_.nodes_.size());
    const XmlNodeId above = parent();
    tree_.nodes_.emplace_back().parent = above;
    auto& nodes = tree_.nodes_;
    if (nodes[above].last_child == XmlTree::kNone) {
      nodes[above].first_child = node;
    } else {
      nodes[nodes[above].last_child].next_sibling = node;
    }
    nodes[above].last_child = node;
    return node;
  }

  xmlParserCtxtPtr parser_;
  XmlTree tree_;
  std::vector<XmlNodeId> open_;
};

namespace {

XmlTreeBuilder& builder_of(void* context) { return *static_cast<XmlTreeBuilder*>(context); }

void on_start(void* context, const xmlChar* name, const xmlChar* /*prefix*/, const xmlChar* uri,
              int /*namespace_count*/, const xmlChar** /*namespaces*/, int attribute_count,
              int /*default_count*/, const xmlChar** attributes) {
  const auto* const known = std::ranges::find(kNamespaces, view(uri), &Namespace::uri);
  std::string full_name(known == std::end(kNamespaces) ? std::string_view() : known->prefix);
  // A prefix that is never declared is part of the name.
  full_name += view(name);
  builder_of(context).start(std::move(full_name), attribute_count, attributes);
}

void on_end(void* context, const xmlChar* /*name*/, const xmlChar* /*prefix*/,
            const xmlChar* /*uri*/) {
  builder_of(context).end();
}

void on_characters(void* context, const xmlChar* text, int size) {
  builder_of(context).characters(
      {reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
}

void on_error(void* context, xmlErrorPtr error) {
  if (error->level != XML_ERR_FATAL) return;
  builder_of(context).set_fault("not well-formed XML in line " + std::to_string(error->line));
}

void append_escaped(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else {
      out += c;
    }
  }
}

}  // namespace

XmlTree XmlTree::parse(std::string_view xml) {
  static std::once_flag initialized;
  std::call_once(initialized, xmlInitParser);
  const std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> parser(xmlNewParserCtxt(),
                                                                            &xmlFreeParserCtxt);
  if (!parser) throw std::bad_alloc();
  XmlTreeBuilder builder(parser.get());
  xmlSAXHandler handler{};
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = on_start;
  handler.endElementNs = on_end;
  handler.characters = on_characters;
  handler.ignorableWhitespace = on_characters;
  handler.cdataBlock = on_characters;
  handler.serror = on_error;
  *parser->sax = handler;
  parser->userData = &builder;
  const std::string tamed = without_excess_attributes(mended(xml));
  const std::string_view bounded = utf8_prefix(tamed, INT32_MAX);
  constexpr int kOptions = XML_PARSE_RECOVER | XML_PARSE_NONET;
  const xmlDocPtr document = xmlCtxtReadMemory(
      parser.get(), bounded.data(), static_cast<int>(bounded.size()), nullptr, "UTF-8", kOptions);
  if (document != nullptr) xmlFreeDoc(document);
  return builder.finish();
}

std::string_view XmlTree::attribute(XmlNodeId node, std::string_view name) const {
  for (const Attribute& one : nodes_[node].attributes) {
    if (one.name == name) return one.value;
  }
  return {};
}

std::string XmlTree::text(XmlNodeId node) const {
  std::string content;
  for (XmlNodeId i = node; i < end(node); ++i) content += nodes_[i].text;
  return content;
}

XmlNodeId XmlTree::child(XmlNodeId node, std::string_view name) const {
  for (XmlNodeId i = first_child(node); i != kNone; i = next_sibling(i)) {
    if (this->name(i) == name) return i;
  }
  return kNone;
}

XmlNodeId XmlTree::descendant(XmlNodeId node, std::string_view name) const {
  for (XmlNodeId i = node + 1; i < end(node); ++i) {
    if (this->name(i) == name) return i;
  }
  return kNone;
}

std::string XmlTree::child_text(XmlNodeId node, std::string_view name) const {
  const XmlNodeId found = child(node, name);
  return found == kNone ? std::string() : collapsed(text(found));
}

std::string XmlTree::descendant_text(XmlNodeId node, std::string_view name) const {
  const XmlNodeId found = descendant(node, name);
  return found == kNone ? std::string() : collapsed(text(found));
}

std::string XmlTree::markup(XmlNodeId node, const TagNames& tag) const {
  std::string html;
  append_markup(node, tag, html);
  return html;
}

void XmlTree::append_markup(XmlNodeId node, const TagNames& tag, std::string& html) const {
  for (XmlNodeId i = first_child(node); i != kNone; i = next_sibling(i)) {
    if (name(i).empty()) {
      append_escaped(nodes_[i].text, html);
      continue;
    }
    const std::string_view html_name = tag(name(i));
    if (html_name.empty()) continue;
    html.append("<").append(html_name).append(">");
    append_markup(i, tag, html);
    html.append("</").append(html_name).append(">");
  }
}

}  // namespace ksearch
