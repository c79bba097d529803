#include "searcher/document_finder.h"

#include <filesystem>

#include "common/schema.h"

namespace ksearch {
namespace {

/// The term that the documents of a file share.
std::string file_term(const std::string& path) {
  return schema::file_path_term(std::filesystem::absolute(path).lexically_normal().string());
}

}  // namespace

std::uint32_t find_document(const Generation& generation, const std::string& id_or_path) {
  if (!id_or_path.empty()) {
    if (const auto document = generation.find(id_or_path)) return *document;
    const std::string term = file_term(id_or_path);
    const Xapian::Database& database = generation.database();
    const auto posting = database.postlist_begin(term);
    if (posting != database.postlist_end(term)) return *posting;
  }
  throw Error(ErrorCode::kNotFound, "no document in the index has the id or path " + id_or_path);
}

bool holds_several(const Generation& generation, const std::string& path) {
  return generation.database().get_termfreq(file_term(path)) > 1;
}

std::vector<std::string> copies_of(const Generation& generation, std::uint32_t document) {
  std::vector<std::string> ids;
  const StoryTable& stories = generation.stories();
  for (const std::uint32_t copy : stories.documents_of(stories.story_of(document))) {
    if (copy != document) ids.push_back(generation.record(copy).document.id);
  }
  return ids;
}

}  // namespace ksearch
