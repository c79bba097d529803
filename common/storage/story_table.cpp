#include "common/storage/story_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/storage/damage.h"

namespace ksearch {
namespace {

std::filesystem::path stories_path(const std::filesystem::path& generation, std::uint32_t number) {
  return generation / fmt::format("stories-{:06}.rows", number);
}

std::string_view as_bytes(const std::vector<std::uint32_t>& numbers) {
  return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof numbers[0]};
}

std::span<const std::uint32_t> as_numbers(std::string_view bytes) {
  return {reinterpret_cast<const std::uint32_t*>(bytes.data()),
          bytes.size() / sizeof(std::uint32_t)};
}

}  // namespace

void write_story_table(const std::filesystem::path& generation, std::uint32_t file_number,
                       const std::vector<std::uint32_t>& stories) {
  std::vector<std::uint32_t> copied;
  for (std::uint32_t document = 0; document < stories.size(); ++document) {
    if (stories[document] != 0) copied.push_back(document);
  }
  std::ranges::stable_sort(copied, {}, [&](std::uint32_t document) { return stories[document]; });
  RowColumnWriter column(stories_path(generation, file_number));
  column.append(as_bytes(stories));
  column.append(as_bytes(copied));
  column.finish(true);
}

StoryTable::StoryTable(const std::filesystem::path& generation, std::uint32_t file_number)
    : column_(stories_path(generation, file_number)) {
  if (column_.rows() == 2 && column_.sound()) {
    stories_ = as_numbers(column_.row(0));
    copied_ = as_numbers(column_.row(1));
    return;
  }
  throw_damaged("the table of copies");
}

std::span<const std::uint32_t> StoryTable::documents_of(std::uint32_t story) const {
  // Not equal_range(): clang 14, which builds the fuzz targets, cannot read libstdc++'s subrange.
  const auto story_at = [&](std::uint32_t document) { return story_of(document); };
  const auto begin = std::ranges::lower_bound(copied_, story, {}, story_at);
  return {begin, std::ranges::upper_bound(begin, copied_.end(), story, {}, story_at)};
}

}  // namespace ksearch
