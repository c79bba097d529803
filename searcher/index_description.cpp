#include "searcher/index_description.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

#include "common/schema.h"
#include "common/storage/file_state.h"

namespace ksearch {
namespace {

namespace fs = std::filesystem;

std::uint64_t disk_bytes(const fs::path& directory) {
  std::uint64_t sum = 0;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(directory, error)) {
    if (entry.is_regular_file(error)) sum += entry.file_size(error);
  }
  return sum;
}

}  // namespace

IndexDescription describe_index(const fs::path& directory, const Generation& generation) {
  const Xapian::Database& database = generation.database();
  const IndexState& state = generation.state();
  IndexDescription description;
  description.directory = directory;
  description.documents = database.get_doccount();
  description.text_bytes = state.text_bytes;
  description.disk_bytes = disk_bytes(directory);
  description.revision = state.revision;
  description.names = generation.names().size();
  description.created_by = state.created_by;
  description.analyzer = state.analyzer;
  description.recognizer = state.recognizer;
  description.roots = state.roots;
  const std::string language(1, schema::kLanguagePrefix);
  for (auto term = database.allterms_begin(language); term != database.allterms_end(language);
       ++term) {
    description.languages.emplace_back((*term).substr(1), term.get_termfreq());
  }
  std::ranges::stable_sort(description.languages, std::greater{},
                           &std::pair<std::string, std::uint64_t>::second);
  const std::string files(schema::kFilePrefix);
  for (auto key = database.metadata_keys_begin(files); key != database.metadata_keys_end(files);
       ++key) {
    std::ranges::move(decode_file_state(database.get_metadata(*key)).failures,
                      std::back_inserter(description.failed));
  }
  std::ranges::sort(description.failed, [](const SkippedDocument& a, const SkippedDocument& b) {
    return a.path < b.path;
  });
  return description;
}

}  // namespace ksearch
