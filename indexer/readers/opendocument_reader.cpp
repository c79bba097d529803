#include "indexer/readers/opendocument_reader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "indexer/readers/package.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

constexpr int kDeepest = 200;
constexpr unsigned kMostSpaces = 100;

/// Appends the content of a paragraph, in which white space counts as in HTML.
void append_inline(const pugi::xml_node& paragraph, std::string& text, int depth) {
  if (depth > kDeepest) return;
  for (const pugi::xml_node& child : paragraph.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
      for (const char c : std::string_view(child.value())) {
        const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!is_space) text += c;
        if (is_space && !text.ends_with(' ')) text += ' ';
      }
      continue;
    }
    const std::string_view name = local_name(child.name());
    if (name == "s") {
      text.append(std::min(child.attribute("text:c").as_uint(1), kMostSpaces), ' ');
    } else if (name == "tab") {
      text += '\t';
    } else if (name == "line-break") {
      text += '\n';
    } else if (name == "p" || name == "h") {
      text += ' ';  // in notes and text frames inside a paragraph
      append_inline(child, text, depth + 1);
      text += ' ';
    } else if (name != "annotation" && name != "note-citation") {
      append_inline(child, text, depth + 1);
    }
  }
}

void append_blocks(const pugi::xml_node& node, Document& document, int depth);

void append_row(const pugi::xml_node& row, Document& document, int depth) {
  std::string line;
  for (const pugi::xml_node& cell : row.children()) {
    Document content;
    append_blocks(cell, content, depth + 1);
    const std::string text = collapsed(content.text);
    if (text.empty()) continue;
    if (!line.empty()) line += '\t';
    line += text;
  }
  if (!line.empty()) document.text += line + "\n";
}

void append_blocks(const pugi::xml_node& node, Document& document, int depth) {
  if (depth > kDeepest) return;
  for (const pugi::xml_node& child : node.children()) {
    const std::string_view name = local_name(child.name());
    if (name == "p" || name == "h") {
      std::string paragraph;
      append_inline(child, paragraph, depth + 1);
      if (const std::string_view text = trimmed(paragraph); !text.empty()) {
        document.text.append(text).append("\n\n");
      }
    } else if (name == "table-row") {
      append_row(child, document, depth);
    } else if (name == "table") {
      document.text += std::string(child.attribute("table:name").value()) + "\n";
      append_blocks(child, document, depth + 1);
      document.text += '\n';
    } else if (name != "tracked-changes" && name != "annotation") {
      if (name == "page") document.pages.push_back(document.text.size());
      append_blocks(child, document, depth + 1);
    }
  }
}

}  // namespace

void OpenDocumentReader::read(const ReaderInput& input, DocumentSink& sink) const {
  const Package package(input);
  if (const std::string* manifest = package.part("META-INF/manifest.xml");
      manifest != nullptr && manifest->find(":encryption-data") != std::string::npos) {
    return sink.skip({.path = input.path, .member = {}, .reason = "unsupported: encrypted"});
  }
  Document document;
  const pugi::xml_document content = package.xml("content.xml");
  append_blocks(content, document, 0);
  const pugi::xml_document metadata = package.xml("meta.xml");
  complete_from_metadata(metadata.first_child().first_child(), input, sink, document);
  add_or_skip(std::move(document), input, sink);
}

}  // namespace ksearch
