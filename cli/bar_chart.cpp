#include "cli/bar_chart.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "cli/marked_text.h"

namespace ksearch::cli {
namespace {

constexpr std::size_t kNarrowest = 40;
constexpr std::size_t kEighths = 8;
constexpr std::array<std::string_view, kEighths> kParts = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
constexpr std::string_view kFull = "█";

}  // namespace

BarScale::BarScale(double most, std::size_t columns, const Terminal& terminal)
    : most_(most),
      columns_(terminal.interactive && terminal.width >= kNarrowest ? columns : 0),
      unicode_(terminal.unicode) {}

std::string BarScale::bar(double value) const {
  if (columns_ == 0 || value <= 0 || most_ <= 0) return {};
  const double length = std::min(value / most_, 1.0) * static_cast<double>(columns_);
  if (!unicode_) {
    return std::string(std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(length))),
                       '#');
  }
  const auto eighths = std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(length * 8)));
  std::string result;
  for (std::size_t i = 0; i < eighths / kEighths; ++i) result += kFull;
  return result.append(kParts[eighths % kEighths]);
}

std::string BarScale::column(double value) const {
  if (columns_ == 0) return {};
  std::string result = bar(value);
  return result.append(columns_ + 2 - display_width(result), ' ');
}

}  // namespace ksearch::cli
