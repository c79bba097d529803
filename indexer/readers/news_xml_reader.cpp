// The formats say the same things by different names. An item is searched for each of them in the
// order of how much the name can be trusted: IPTC NITF 3.6, NewsML 1.2, NewsML-G2 2.x, and RCV1.

#include "indexer/readers/news_xml_reader.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/readers/byline.h"
#include "indexer/readers/format.h"
#include "indexer/readers/found_date.h"
#include "indexer/readers/html_reader.h"
#include "indexer/readers/html_text.h"
#include "indexer/readers/html_tree.h"
#include "indexer/readers/language.h"
#include "indexer/readers/source_text.h"
#include "indexer/readers/text_encoding.h"
#include "indexer/readers/text_lines.h"
#include "indexer/readers/xml_tree.h"

namespace ksearch {
namespace {

constexpr std::size_t kMaxNewsBytes = std::size_t{32} << 20;
constexpr std::size_t kLongestId = 200;

constexpr std::string_view kItems[] = {"newsItem", "NewsItem", "newsitem", "nitf"};
constexpr std::string_view kHeadlines[] = {"hl1", "headline", "HeadLine", "title", "Title"};
constexpr std::string_view kBylines[] = {"byline", "by", "ByLine"};
constexpr std::string_view kBodies[] = {"body.content", "inlineXML", "inlineData",
                                        "DataContent",  "text",      "body"};

/// An element, one of its attributes or (empty) its text.
struct Place {
  std::string_view element;
  std::string_view attribute;
};
constexpr Place kDates[] = {{"date.issue", "norm"},      {"story.date", "norm"},
                            {"contentCreated", ""},      {"versionCreated", ""},
                            {"firstCreated", ""},        {"FirstCreated", ""},
                            {"ThisRevisionCreated", ""}, {"DateAndTime", ""}};
constexpr Place kSources[] = {{"provider", "literal"}, {"infoSource", "literal"},
                              {"distributor", ""},     {"Provider", ""},
                              {"ProviderId", ""},      {"doc.copyright", "holder"}};
constexpr Place kIds[] = {{"doc-id", "id-string"}, {"PublicIdentifier", ""}, {"NewsItemId", ""}};

/// "20250516T140500Z" is written apart, as other dates are.
std::string written_apart(std::string_view date) {
  const auto digits = [&](std::size_t begin, std::size_t count) {
    return date.size() >= begin + count &&
           std::all_of(date.begin() + static_cast<std::ptrdiff_t>(begin),
                       date.begin() + static_cast<std::ptrdiff_t>(begin + count),
                       [](unsigned char c) { return std::isdigit(c) != 0; });
  };
  if (!digits(0, 8) || date.size() < 15 || date[8] != 'T' || !digits(9, 6)) {
    return std::string(date);
  }
  std::string apart(date);
  apart.insert(13, ":").insert(11, ":");
  return apart;
}

/// The HTML name of an element of a body; empty for what is no text of the story.
std::string_view html_tag(std::string_view name) {
  static constexpr std::string_view kLeftOut[] = {
      "media", "body.end", "media-caption", "body.head", "metadata", "head", "script", "style"};
  if (std::ranges::find(kLeftOut, name) != std::end(kLeftOut)) return {};
  static constexpr std::string_view kBlocks[] = {"block", "body.content", "body", "nitf", "html"};
  if (std::ranges::find(kBlocks, name) != std::end(kBlocks)) return "div";
  if (name == "hl1" || name == "hl2") return "h2";
  static constexpr std::string_view kKept[] = {"p",   "h1",    "h2", "h3", "h4", "ul",
                                               "ol",  "li",    "dl", "dt", "dd", "br",
                                               "pre", "table", "tr", "td", "th", "blockquote"};
  return std::ranges::find(kKept, name) == std::end(kKept) ? "span" : name;
}

/// Makes the document of one item.
class NewsItem {
 public:
  NewsItem(const XmlTree& tree, XmlNodeId node) : tree_(tree), node_(node) {}

  [[nodiscard]] std::string first_text(std::span<const std::string_view> names) const {
    for (const std::string_view name : names) {
      if (std::string text = tree_.descendant_text(node_, name); !text.empty()) return text;
    }
    return {};
  }

  [[nodiscard]] std::string first_value(std::span<const Place> places) const {
    for (const Place& place : places) {
      const XmlNodeId found = tree_.descendant(node_, place.element);
      if (found == XmlTree::kNone) continue;
      std::string value = place.attribute.empty()
                              ? tree_.text(found)
                              : std::string(tree_.attribute(found, place.attribute));
      if (value = collapsed(value); !value.empty()) return value;
    }
    return {};
  }

  [[nodiscard]] std::string text() const {
    for (const std::string_view name : kBodies) {
      const XmlNodeId body = tree_.descendant(node_, name);
      if (body == XmlTree::kNone) continue;
      const bool has_elements = tree_.end(body) > body + 2;
      std::string text = has_elements ? html_body(body) : std::string(trimmed(tree_.text(body)));
      if (!text.empty()) return text;
    }
    return {};
  }

  [[nodiscard]] std::vector<std::string> authors() const {
    const std::string byline = first_text(kBylines);
    std::vector<std::string> names = names_in_byline(byline);
    if (!names.empty() || !byline.empty()) return names;
    const XmlNodeId creator = tree_.descendant(node_, "creator");
    if (creator == XmlTree::kNone) return {};
    if (std::string name = tree_.descendant_text(creator, "name"); !name.empty()) return {name};
    return {};
  }

  [[nodiscard]] std::string language() const {
    const std::string_view own = tree_.attribute(node_, "lang");
    const XmlNodeId element = tree_.descendant(node_, "language");
    if (!own.empty() || element == XmlTree::kNone) return language_from_tag(own);
    return language_from_tag(tree_.attribute(element, "tag"));
  }

  [[nodiscard]] std::string date() const {
    const std::string_view own = tree_.attribute(node_, "date");
    return written_apart(own.empty() ? first_value(kDates) : std::string(own));
  }

  [[nodiscard]] std::string id() const {
    for (const std::string_view name : {"guid", "itemid"}) {
      if (const std::string_view own = tree_.attribute(node_, name); !own.empty()) {
        return collapsed(own);
      }
    }
    return first_value(kIds);
  }

 private:
  [[nodiscard]] std::string html_body(XmlNodeId body) const {
    const HtmlTree html = HtmlTree::parse(tree_.markup(body, html_tag));
    return html_text(html, HtmlTree::kRoot);
  }

  const XmlTree& tree_;
  XmlNodeId node_;
};

/// The topmost elements that are items, in order.
std::vector<XmlNodeId> items_of(const XmlTree& tree) {
  std::vector<XmlNodeId> items;
  for (XmlNodeId i = XmlTree::kRoot + 1; i < tree.size();) {
    const bool is_item = std::ranges::find(kItems, tree.name(i)) != std::end(kItems);
    if (is_item) items.push_back(i);
    i = is_item ? tree.end(i) : i + 1;
  }
  return items;
}

void add_item(const NewsItem& item, const std::string& member, const ReaderInput& input,
              DocumentSink& sink) {
  Document document;
  document.title = item.first_text(kHeadlines);
  document.text = item.text();
  if (document.text.empty() && document.title.empty()) {
    sink.skip({.path = input.path, .member = member, .reason = "no text and no title"});
    return;
  }
  document.id = item.id();
  if (document.id.size() > kLongestId) document.id.clear();
  document.path = input.path;
  document.member = member;
  document.source = item.first_value(kSources);
  if (document.source.empty()) document.source = input.source;
  document.language = item.language();
  document.type = "newsml";
  document.authors = item.authors();
  const std::string date = item.date();
  document.date = published_date(date);
  if (!document.date && !date.empty()) warn_bad_date(input, member, date, sink);
  if (!document.date) document.date = date_in_lines(document.text, text_lines(document.text));
  if (!document.date) document.date = date_in_name(file_name(input.path));
  if (!document.date) document.date = date_of_file(input);
  static constexpr std::string_view kDatelines[] = {"dateline", "DateLine"};
  if (std::string dateline = item.first_text(kDatelines); !dateline.empty()) {
    document.metadata.emplace_back("dateline", std::move(dateline));
  }
  sink.add(std::move(document));
}

}  // namespace

void NewsXmlReader::read(const ReaderInput& input, DocumentSink& sink) const {
  const XmlTree tree = XmlTree::parse(read_markup(input, sink, kMaxNewsBytes).text);
  if (!tree.fault().empty()) {
    sink.warn({.path = input.path, .member = {}, .reason = tree.fault()});
  }
  const std::vector<XmlNodeId> items = items_of(tree);
  if (items.empty()) {
    sink.skip({.path = input.path, .member = {}, .reason = "no news item in the file"});
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string member = items.size() == 1 ? "" : "item " + std::to_string(i + 1);
    add_item(NewsItem(tree, items[i]), member, input, sink);
  }
}

}  // namespace ksearch
