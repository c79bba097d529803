#include "cli/facet_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "cli/bar_chart.h"
#include "cli/marked_text.h"
#include "cli/number_text.h"

namespace ksearch::cli {
namespace {

constexpr std::size_t kBarColumns = 12;

/// A line that is measured before it is painted.
struct Line {
  std::string text;
  std::string_view style;
};

std::size_t count_width(const Facet& facet) {
  std::size_t width = 1;
  for (const FacetValue& value : facet.values) {
    width = std::max(width, grouped(value.count).size());
  }
  return width;
}

std::string count_column(const FacetValue& value, std::size_t digits) {
  return fmt::format("{:>{}}  ", grouped(value.count), digits);
}

std::string value_line(const FacetValue& value, std::size_t digits, std::size_t width) {
  const std::string count = count_column(value, digits);
  const std::size_t rest =
      width == Terminal::kUnlimited ? width : width - std::min(width, digits + 2);
  return count + shorten(printable(value.value), rest);
}

std::vector<Line> block_of(const Facet& facet, std::size_t width, const Palette& palette) {
  std::vector<Line> lines = {{std::string(field_heading(facet.field)), palette.title}};
  const std::size_t digits = count_width(facet);
  for (const FacetValue& value : facet.values) {
    lines.push_back({value_line(value, digits, width), {}});
  }
  if (facet.values.empty()) lines.push_back({"none", palette.dim});
  if (facet.more > 0)
    lines.push_back({std::string(digits + 2, ' ') + grouped(facet.more) + " more", palette.dim});
  return lines;
}

std::size_t width_of(const std::vector<Line>& block) {
  std::size_t width = 0;
  for (const Line& line : block) width = std::max(width, display_width(line.text));
  return width;
}

/// Lines of several blocks next to each other.
std::string side_by_side(const std::vector<std::vector<Line>>& blocks, std::size_t gap,
                         const Palette& palette) {
  std::size_t height = 0;
  for (const auto& block : blocks) height = std::max(height, block.size());
  std::string result;
  for (std::size_t row = 0; row < height; ++row) {
    std::size_t padding = 0;
    for (const auto& block : blocks) {
      const std::size_t column = width_of(block) + gap;
      if (row >= block.size()) {
        padding += column;
        continue;
      }
      result += std::string(padding, ' ') + paint(block[row].text, palette, block[row].style);
      padding = column - display_width(block[row].text);
    }
    result += '\n';
  }
  return result;
}

/// "3  Zelenskyy (person, romanisation)".
std::string variant_line(const FacetVariant& variant, std::size_t digits) {
  return fmt::format("{:>{}}  {} ({}{}{})", grouped(variant.count), digits, printable(variant.name),
                     variant.type, variant.type.empty() ? "" : ", ", variant.rule);
}

}  // namespace

std::string_view field_heading(Field field) {
  switch (field) {
    case Field::kPerson:
      return "People";
    case Field::kPlace:
      return "Places";
    case Field::kOrg:
      return "Organisations";
    case Field::kLanguage:
      return "Languages";
    case Field::kSource:
      return "Sources";
    case Field::kAuthor:
      return "Authors";
    case Field::kType:
      return "Types";
    case Field::kMonth:
      return "Months";
  }
  return "";
}

std::string text_facets(const std::vector<Facet>& facets, const Terminal& terminal) {
  constexpr std::size_t kGap = 4;
  constexpr std::size_t kWidestColumn = 40;
  const Palette palette(terminal.color);
  std::string result;
  std::vector<std::vector<Line>> row;
  std::size_t used = 0;
  const auto end_row = [&] {
    if (row.empty()) return;
    if (!result.empty()) result += '\n';
    result += side_by_side(row, kGap, palette);
    row.clear();
    used = 0;
  };
  const bool stacked = terminal.width == Terminal::kUnlimited;
  for (const Facet& facet : facets) {
    auto block = block_of(facet, stacked ? terminal.width : std::min(terminal.width, kWidestColumn),
                          palette);
    const std::size_t width = width_of(block);
    if (stacked || used + width > terminal.width) end_row();
    row.push_back(std::move(block));
    used += width + kGap;
  }
  end_row();
  return result;
}

std::string text_facet(const Facet& facet, const Terminal& terminal, bool variants) {
  const Palette palette(terminal.color);
  const std::size_t digits = count_width(facet);
  std::uint64_t most = 0;
  for (const FacetValue& value : facet.values) most = std::max(most, value.count);
  const BarScale scale(static_cast<double>(most), kBarColumns, terminal);
  const std::string indent(digits + 2, ' ');
  std::string result;
  for (const FacetValue& value : facet.values) {
    result += count_column(value, digits) + scale.column(static_cast<double>(value.count)) +
              printable(value.value) + "\n";
    const bool alone = value.variants.size() == 1 && value.variants.front().name == value.value;
    if (!variants || alone) continue;
    for (const FacetVariant& variant : value.variants) {
      result += indent + paint(variant_line(variant, digits), palette, palette.dim) + "\n";
    }
  }
  if (facet.more > 0) {
    result += indent + paint(grouped(facet.more) + " more", palette, palette.dim) + "\n";
  }
  return result;
}

}  // namespace ksearch::cli
