#include "indexer/readers/package.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>
#include <vector>

#include "indexer/readers/archive_stream.h"
#include "indexer/readers/format.h"
#include "indexer/readers/found_date.h"
#include "indexer/readers/language.h"
#include "indexer/readers/source_text.h"
#include "indexer/readers/text_encoding.h"
#include "indexer/readers/text_lines.h"
#include "ksearch/error.h"

namespace ksearch {
namespace {

constexpr std::size_t kMostParts = 10'000;
constexpr std::size_t kMaxPackageBytes = 2 * kMaxTextBytes;

bool may_hold_text(std::string_view name) {
  static constexpr auto kExtensions =
      std::to_array<std::string_view>({"xml", "rels", "opf", "xhtml", "html", "htm"});
  return std::ranges::find(kExtensions, file_extension(name)) != kExtensions.end();
}

std::string text_of(const pugi::xml_node& node) {
  return collapsed(repair_utf8(node.text().get()).text);
}

}  // namespace

Package::Package(const ReaderInput& input) {
  ArchiveStream archive(*input.bytes, ArchiveKind::kZip);
  std::size_t total = 0;
  for (std::size_t count = 0; count < kMostParts; ++count) {
    auto entry = archive.next();
    if (!entry) break;
    if (!entry->is_file || !may_hold_text(entry->name)) continue;
    if (entry->is_encrypted) throw Error(ErrorCode::kIo, "unsupported: encrypted");
    auto content = archive.content(kMaxTextBytes);
    total += content ? content->size() : kMaxPackageBytes;
    if (total >= kMaxPackageBytes) {
      throw Error(ErrorCode::kIo, "unpacks to more than a document may hold");
    }
    parts_.insert_or_assign(std::move(entry->name), std::move(*content));
  }
}

const std::string* Package::part(std::string_view name) const {
  const auto found = parts_.find(name);
  return found == parts_.end() ? nullptr : &found->second;
}

pugi::xml_document Package::xml(std::string_view name) const {
  pugi::xml_document document;
  if (const std::string* bytes = part(name)) {
    document.load_buffer(bytes->data(), bytes->size(), pugi::parse_default | pugi::parse_ws_pcdata);
  }
  return document;
}

std::map<std::string, Package::Relation> Package::relations(std::string_view name) const {
  const std::size_t slash = name.rfind('/');
  const std::string folder(slash == std::string_view::npos ? "" : name.substr(0, slash));
  const std::string file(file_name(name));
  const pugi::xml_document xml_of_relations =
      xml((folder.empty() ? "" : folder + "/") + "_rels/" + file + ".rels");
  std::map<std::string, Relation> relations;
  for (const pugi::xml_node& relation : xml_of_relations.first_child().children()) {
    const std::string type = relation.attribute("Type").value();
    relations[relation.attribute("Id").value()] = {
        std::string(file_name(type)), resolved_part(folder, relation.attribute("Target").value())};
  }
  return relations;
}

std::string_view local_name(const char* name) {
  const char* colon = std::strchr(name, ':');
  return colon == nullptr ? name : colon + 1;
}

std::string resolved_part(std::string_view folder, std::string_view target) {
  std::string path = target.starts_with('/') ? std::string(target.substr(1))
                     : folder.empty()        ? std::string(target)
                                             : std::string(folder) + "/" + std::string(target);
  std::vector<std::string_view> steps;
  for (std::string_view rest = path; !rest.empty();) {
    const std::string_view step = rest.substr(0, rest.find('/'));
    rest.remove_prefix(std::min(step.size() + 1, rest.size()));
    if (step == ".." && !steps.empty()) steps.pop_back();
    if (step != ".." && step != "." && !step.empty()) steps.push_back(step);
  }
  std::string resolved;
  for (const std::string_view step : steps) {
    if (!resolved.empty()) resolved += '/';
    resolved += step;
  }
  return resolved;
}

void complete_from_metadata(const pugi::xml_node& metadata, const ReaderInput& input,
                            DocumentSink& sink, Document& document) {
  std::string modified;
  std::string created;
  for (const pugi::xml_node& node : metadata.children()) {
    const std::string_view name = local_name(node.name());
    std::string value = text_of(node);
    if (value.empty()) continue;
    if (name == "title" && document.title.empty())
      document.title = std::move(value);
    else if (name == "creator")
      document.authors.push_back(std::move(value));
    else if (name == "modified" || name == "date")
      modified = std::move(value);
    else if (name == "created" || name == "creation-date")
      created = std::move(value);
    else if (name == "language")
      document.language = language_from_tag(value);
  }
  for (const std::string& date : {modified, created}) {
    if (date.empty() || document.date) continue;
    document.date = published_date(date);
    if (!document.date) warn_bad_date(input, {}, date, sink);
  }
  if (!document.date) document.date = date_of_file(input);
  document.path = input.path;
  document.source = input.source;
  document.type = file_extension(input.path);
}

void add_or_skip(Document document, const ReaderInput& input, DocumentSink& sink) {
  document.text = repair_utf8(std::move(document.text)).text;
  if (trimmed(document.text).empty()) {
    return sink.skip({.path = input.path, .member = {}, .reason = "no text in the document"});
  }
  sink.add(std::move(document));
}

}  // namespace ksearch
