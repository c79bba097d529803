#include "indexer/readers/feed_reader.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

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

constexpr std::size_t kMaxFeedBytes = std::size_t{32} << 20;
constexpr std::size_t kLongestId = 200;

std::string html_as_text(const std::string& html) {
  const HtmlTree tree = HtmlTree::parse(html);
  return html_text(tree, HtmlTree::kRoot);
}

/// A headline, which many feeds write as HTML without saying so.
std::string title_from(const std::string& text) {
  if (text.find_first_of("<&") == std::string::npos) return collapsed(text);
  return collapsed(html_as_text(text));
}

/// "press@example.com (Ann Lee)" is Ann Lee.
std::string author_from(const std::string& text) {
  const std::size_t open = text.find('(');
  const std::size_t close = text.rfind(')');
  if (text.find('@') < open && open < close && close != std::string::npos) {
    return collapsed(std::string_view(text).substr(open + 1, close - open - 1));
  }
  return collapsed(text);
}

std::string first_of(std::initializer_list<std::string> values) {
  for (const std::string& value : values) {
    if (!value.empty()) return value;
  }
  return {};
}

/// What items have in common.
struct Channel {
  std::string title;
  std::string language;
  std::string author;
};

/// Reads one feed.
class ItemReader {
 public:
  ItemReader(const XmlTree& tree, const ReaderInput& input, DocumentSink& sink)
      : tree_(tree), input_(input), sink_(sink) {}

  void read() {
    if (const XmlNodeId feed = tree_.child(XmlTree::kRoot, "atom:feed"); feed != XmlTree::kNone) {
      channel_.title = title_from(tree_.child_text(feed, "atom:title"));
      channel_.language = tree_.attribute(feed, "lang");
      channel_.author = atom_author(feed);
      each(feed, "atom:entry", [this](XmlNodeId entry) { read_entry(entry); });
      return;
    }
    const XmlNodeId channel = tree_.descendant(XmlTree::kRoot, "channel");
    if (channel != XmlTree::kNone) {
      channel_.title = title_from(tree_.child_text(channel, "title"));
      channel_.language = first_of(
          {tree_.child_text(channel, "language"), tree_.child_text(channel, "dc:language")});
      each(channel, "item", [this](XmlNodeId item) { read_item(item); });
    }
    // RSS 1.0 has its items beside the channel.
    const XmlNodeId root = tree_.first_child(XmlTree::kRoot);
    if (root != XmlTree::kNone) each(root, "item", [this](XmlNodeId item) { read_item(item); });
  }

  [[nodiscard]] std::size_t items() const { return number_; }

 private:
  template <typename Read>
  void each(XmlNodeId parent, std::string_view name, const Read& read) {
    for (XmlNodeId i = tree_.first_child(parent); i != XmlTree::kNone; i = tree_.next_sibling(i)) {
      if (tree_.name(i) != name) continue;
      ++number_;
      read(i);
    }
  }

  std::string raw_child(XmlNodeId node, std::string_view name) const {
    const XmlNodeId found = tree_.child(node, name);
    return found == XmlTree::kNone ? std::string() : tree_.text(found);
  }

  void read_item(XmlNodeId item) {
    Document document;
    document.title = title_from(first_of({raw_child(item, "title"), raw_child(item, "dc:title")}));
    document.text = html_as_text(
        first_of({raw_child(item, "content:encoded"), raw_child(item, "description")}));
    const XmlNodeId guid = tree_.child(item, "guid");
    const std::string guid_text = tree_.child_text(item, "guid");
    document.url = tree_.child_text(item, "link");
    const bool is_link = guid != XmlTree::kNone &&
                         tree_.attribute(guid, "isPermaLink") != "false" &&
                         !site_of_url(guid_text).empty();
    if (document.url.empty() && is_link) document.url = guid_text;
    document.id = first_of({guid_text, document.url});
    each_text(item, "dc:creator", [&](std::string name) { add_author(document, name); });
    if (document.authors.empty()) add_author(document, tree_.child_text(item, "author"));
    each_text(item, "category", [&](std::string category) {
      document.metadata.emplace_back("category", std::move(category));
    });
    set_date(document, {tree_.child_text(item, "pubDate"), tree_.child_text(item, "dc:date")});
    add(std::move(document));
  }

  void read_entry(XmlNodeId entry) {
    Document document;
    document.title = title_from(raw_child(entry, "atom:title"));
    document.text = atom_text(entry, "atom:content");
    if (document.text.empty()) document.text = atom_text(entry, "atom:summary");
    document.url = atom_link(entry);
    document.id = first_of({tree_.child_text(entry, "atom:id"), document.url});
    document.language = language_from_tag(tree_.attribute(entry, "lang"));
    for (XmlNodeId i = tree_.first_child(entry); i != XmlTree::kNone; i = tree_.next_sibling(i)) {
      if (tree_.name(i) == "atom:author") add_author(document, tree_.child_text(i, "atom:name"));
      if (tree_.name(i) == "atom:category" && !tree_.attribute(i, "term").empty()) {
        document.metadata.emplace_back("category", tree_.attribute(i, "term"));
      }
    }
    if (document.authors.empty()) add_author(document, channel_.author);
    set_date(document,
             {tree_.child_text(entry, "atom:published"), tree_.child_text(entry, "atom:issued"),
              tree_.child_text(entry, "atom:updated")});
    add(std::move(document));
  }

  /// Text, HTML written as text, or XHTML.
  std::string atom_text(XmlNodeId entry, std::string_view name) const {
    const XmlNodeId node = tree_.child(entry, name);
    if (node == XmlTree::kNone) return {};
    const std::string_view type = tree_.attribute(node, "type");
    if (type == "xhtml" || type == "application/xhtml+xml") {
      return html_as_text(tree_.markup(node, [](std::string_view tag) { return tag; }));
    }
    if (type == "html" || type == "text/html") return html_as_text(tree_.text(node));
    return std::string(trimmed(tree_.text(node)));
  }

  std::string atom_link(XmlNodeId entry) const {
    for (XmlNodeId i = tree_.first_child(entry); i != XmlTree::kNone; i = tree_.next_sibling(i)) {
      const std::string_view rel = tree_.attribute(i, "rel");
      if (tree_.name(i) == "atom:link" && (rel.empty() || rel == "alternate")) {
        return std::string(tree_.attribute(i, "href"));
      }
    }
    return {};
  }

  std::string atom_author(XmlNodeId node) const {
    const XmlNodeId author = tree_.child(node, "atom:author");
    return author == XmlTree::kNone ? std::string() : tree_.child_text(author, "atom:name");
  }

  template <typename Use>
  void each_text(XmlNodeId parent, std::string_view name, const Use& use) const {
    for (XmlNodeId i = tree_.first_child(parent); i != XmlTree::kNone; i = tree_.next_sibling(i)) {
      if (tree_.name(i) != name) continue;
      if (std::string text = collapsed(tree_.text(i)); !text.empty()) use(std::move(text));
    }
  }

  static void add_author(Document& document, const std::string& text) {
    if (std::string name = author_from(text); !name.empty()) {
      document.authors.push_back(std::move(name));
    }
  }

  void set_date(Document& document, std::initializer_list<std::string> dates) const {
    const std::string date = first_of(dates);
    document.date = published_date(date);
    if (!document.date && !date.empty()) warn_bad_date(input_, member(), date, sink_);
    if (!document.date) document.date = date_in_name(document.url);
    if (!document.date) document.date = date_of_file(input_);
  }

  void add(Document document) {
    if (trimmed(document.text).empty() && document.title.empty()) {
      sink_.skip({.path = input_.path, .member = member(), .reason = "no text and no title"});
      return;
    }
    if (document.id.size() > kLongestId) document.id.clear();
    document.path = input_.path;
    document.member = member();
    document.type = "feed";
    if (document.language.empty()) document.language = language_from_tag(channel_.language);
    document.source = first_of({channel_.title, site_of_url(document.url), input_.source});
    sink_.add(std::move(document));
  }

  [[nodiscard]] std::string member() const { return "item " + std::to_string(number_); }

  const XmlTree& tree_;
  const ReaderInput& input_;
  DocumentSink& sink_;
  Channel channel_;
  std::size_t number_ = 0;
};

}  // namespace

void FeedReader::read(const ReaderInput& input, DocumentSink& sink) const {
  const XmlTree tree = XmlTree::parse(read_markup(input, sink, kMaxFeedBytes).text);
  ItemReader items(tree, input, sink);
  items.read();
  if (!tree.fault().empty()) {
    sink.warn({.path = input.path, .member = {}, .reason = tree.fault()});
  }
  if (items.items() == 0) {
    sink.skip({.path = input.path,
               .member = {},
               .reason = tree.fault().empty() ? "no items in the feed" : tree.fault()});
  }
}

}  // namespace ksearch
