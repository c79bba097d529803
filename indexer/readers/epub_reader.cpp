#include "indexer/readers/epub_reader.h"

#include <map>
#include <string>
#include <utility>

#include "indexer/readers/format.h"
#include "indexer/readers/html_reader.h"
#include "indexer/readers/html_text.h"
#include "indexer/readers/html_tree.h"
#include "indexer/readers/package.h"
#include "indexer/readers/text_encoding.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

pugi::xml_node child_named(const pugi::xml_node& node, std::string_view name) {
  return node.find_child(
      [&](const pugi::xml_node& child) { return local_name(child.name()) == name; });
}

/// The name of the book's list of contents (OCF 3, META-INF/container.xml).
std::string contents_part(const Package& package) {
  const pugi::xml_document container = package.xml("META-INF/container.xml");
  const pugi::xml_node rootfiles = child_named(container.first_child(), "rootfiles");
  return child_named(rootfiles, "rootfile").attribute("full-path").value();
}

void append_chapter(const std::string& bytes, std::string& text) {
  const DecodedText page = decode_text(bytes, declared_html_charset(bytes));
  const HtmlTree tree = HtmlTree::parse(page.text);
  const std::string chapter = html_text(tree, HtmlTree::kRoot);
  if (const std::string_view shown = trimmed(chapter); !shown.empty()) {
    text.append(shown).append("\n\n");
  }
}

}  // namespace

void EpubReader::read(const ReaderInput& input, DocumentSink& sink) const {
  const Package package(input);
  const std::string contents = contents_part(package);
  const pugi::xml_document xml = package.xml(contents);
  const pugi::xml_node book = xml.first_child();
  const std::string folder = contents.substr(0, contents.find(file_name(contents)));
  std::map<std::string, std::string> parts;
  for (const pugi::xml_node& one : child_named(book, "manifest").children()) {
    parts[one.attribute("id").value()] = resolved_part(folder, one.attribute("href").value());
  }
  Document document;
  for (const pugi::xml_node& one : child_named(book, "spine").children()) {
    const std::string* chapter = package.part(parts[one.attribute("idref").value()]);
    if (chapter != nullptr) append_chapter(*chapter, document.text);
  }
  complete_from_metadata(child_named(book, "metadata"), input, sink, document);
  add_or_skip(std::move(document), input, sink);
}

}  // namespace ksearch
