#include "indexer/readers/ooxml_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "indexer/readers/format.h"
#include "indexer/readers/package.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

/// Elements inside each other that are looked into; programs write some dozens.
constexpr int kDeepest = 200;
constexpr std::string_view kBlankLine = "\n\n";

void end_paragraph(std::string& text) {
  while (text.ends_with(' ') || text.ends_with('\n')) text.pop_back();
  if (!text.empty()) text += kBlankLine;
}

/// Appends the text of WordprocessingML or DrawingML, which name what matters here alike: t, p, br,
/// tab, tr, tc.
void append_text(const pugi::xml_node& node, std::string& text, int depth = 0);

/// A row of a table as one line with tabs between its cells.
void append_row(const pugi::xml_node& row, std::string& text, int depth) {
  bool is_first = true;
  for (const pugi::xml_node& cell : row.children()) {
    if (local_name(cell.name()) != "tc") continue;
    std::string content;
    append_text(cell, content, depth + 1);
    if (!std::exchange(is_first, false)) text += '\t';
    text += collapsed(content);
  }
  text += '\n';
}

void append_text(const pugi::xml_node& node, std::string& text, int depth) {
  if (depth > kDeepest) return;
  for (const pugi::xml_node& child : node.children()) {
    const std::string_view name = local_name(child.name());
    if (name == "t") {
      text += child.text().get();
    } else if (name == "tab" && local_name(node.name()) == "r") {
      text += '\t';
    } else if (name == "br" || name == "cr") {
      text += '\n';
    } else if (name == "noBreakHyphen") {
      text += '-';
    } else if (name == "tr") {
      append_row(child, text, depth);
    } else if (name == "del" || name == "moveFrom" || name == "Fallback" || name == "pPr") {
      continue;  // deleted passages, second forms of drawings, settings
    } else {
      append_text(child, text, depth + 1);
      if (name == "p" || name == "tbl") end_paragraph(text);
    }
  }
}

void append_part(const Package& package, std::string_view part, std::string& text) {
  const pugi::xml_document xml = package.xml(part);
  append_text(xml, text);
  end_paragraph(text);
}

void read_text_document(const Package& package, Document& document) {
  for (const char* part :
       {"word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "word/comments.xml"}) {
    append_part(package, part, document.text);
  }
}

/// The related parts that the elements `name` of the main part name, in their order.
struct RelatedPart {
  std::string title;
  std::string part;
};
std::vector<RelatedPart> related_parts(const Package& package, const char* main, const char* list,
                                       std::string_view id) {
  const auto relations = package.relations(main);
  const pugi::xml_document xml = package.xml(main);
  std::vector<RelatedPart> parts;
  for (const pugi::xml_node& group : xml.first_child().children()) {
    if (local_name(group.name()) != list) continue;
    for (const pugi::xml_node& one : group.children()) {
      for (const pugi::xml_attribute& attribute : one.attributes()) {
        const std::string_view name = attribute.name();
        // "r:id"; a plain "id" is another thing.
        if (local_name(attribute.name()) != id || name.find(':') == std::string_view::npos)
          continue;
        const auto relation = relations.find(attribute.value());
        if (relation == relations.end()) continue;
        parts.push_back({one.attribute("name").value(), relation->second.target});
      }
    }
  }
  return parts;
}

void read_slides(const Package& package, Document& document) {
  for (const RelatedPart& slide :
       related_parts(package, "ppt/presentation.xml", "sldIdLst", "id")) {
    document.pages.push_back(document.text.size());
    append_part(package, slide.part, document.text);
    for (const auto& [id, relation] : package.relations(slide.part)) {
      if (relation.type == "notesSlide") append_part(package, relation.target, document.text);
    }
  }
}

/// The strings that cells name by number, without their readings in kana (rPh).
std::vector<std::string> shared_strings(const Package& package) {
  std::vector<std::string> strings;
  const pugi::xml_document xml = package.xml("xl/sharedStrings.xml");
  for (const pugi::xml_node& entry : xml.first_child().children()) {
    std::string text;
    for (const pugi::xml_node& part : entry.children()) {
      const std::string_view name = local_name(part.name());
      if (name == "t") text += part.text().get();
      if (name == "r") append_text(part, text);
    }
    strings.push_back(collapsed(text));
  }
  return strings;
}

std::string cell_text(const pugi::xml_node& cell, const std::vector<std::string>& strings) {
  const std::string_view type = cell.attribute("t").value();
  std::string text;
  for (const pugi::xml_node& part : cell.children()) {
    const std::string_view name = local_name(part.name());
    if (name == "v") text = part.text().get();
    if (name == "is") append_text(part, text);
  }
  if (type != "s") return collapsed(text);
  std::size_t number = strings.size();
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number < strings.size() ? strings[number] : std::string();
}

void append_sheet(const pugi::xml_node& sheet, const std::vector<std::string>& strings,
                  std::string& text) {
  for (const pugi::xml_node& group : sheet.children()) {
    if (local_name(group.name()) != "sheetData") continue;
    for (const pugi::xml_node& row : group.children()) {
      std::string line;
      for (const pugi::xml_node& cell : row.children()) {
        const std::string content = cell_text(cell, strings);
        if (content.empty()) continue;
        if (!line.empty()) line += '\t';
        line += content;
      }
      if (!line.empty()) text += line + "\n";
    }
  }
}

void read_sheets(const Package& package, Document& document) {
  const std::vector<std::string> strings = shared_strings(package);
  for (const RelatedPart& sheet : related_parts(package, "xl/workbook.xml", "sheets", "id")) {
    std::string rows;
    const pugi::xml_document xml = package.xml(sheet.part);
    append_sheet(xml.first_child(), strings, rows);
    if (rows.empty()) continue;
    document.text += sheet.title + "\n" + rows;
    end_paragraph(document.text);
  }
}

struct Kind {
  std::string_view extension;
  void (*read)(const Package&, Document&);
};

constexpr auto kKinds = std::to_array<Kind>({
    {"docx", read_text_document},
    {"docm", read_text_document},
    {"xlsx", read_sheets},
    {"xlsm", read_sheets},
    {"pptx", read_slides},
    {"pptm", read_slides},
});

const Kind* kind_of(std::string_view path) {
  const auto* const kind = std::ranges::find(kKinds, file_extension(path), &Kind::extension);
  return kind == kKinds.end() ? nullptr : kind;
}

}  // namespace

void OoxmlReader::read(const ReaderInput& input, DocumentSink& sink) const {
  const Kind* kind = kind_of(input.path);
  if (kind == nullptr) return;
  const Package package(input);
  Document document;
  kind->read(package, document);
  const pugi::xml_document metadata = package.xml("docProps/core.xml");
  complete_from_metadata(metadata.first_child(), input, sink, document);
  add_or_skip(std::move(document), input, sink);
}

}  // namespace ksearch
