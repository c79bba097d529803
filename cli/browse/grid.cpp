#include "cli/browse/grid.h"

#include <algorithm>

namespace ksearch::cli::browse {
namespace {

std::size_t code_point_bytes(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  return std::min(size, text.size());
}

}  // namespace

void Grid::put(Place place, std::string_view text, Style style) {
  put(place, MarkedText{std::string(text), {}}, style, style);
}

void Grid::put(Place place, const MarkedText& text, Style style, Style marked) {
  if (place.row >= size_.rows || place.column >= size_.columns) return;
  const std::size_t room = std::min(place.columns, size_.columns - place.column);
  if (room == 0) return;
  Cell* const row = &cells_[place.row * size_.columns];
  const std::string shown = shorten(text.text, room);
  std::size_t column = place.column;
  auto mark = text.marks.begin();
  for (std::size_t offset = 0; offset < shown.size();) {
    const std::string_view character = std::string_view(shown).substr(
        offset, code_point_bytes(std::string_view(shown).substr(offset)));
    const std::size_t width = display_width(character);
    while (mark != text.marks.end() && mark->end <= offset) ++mark;
    const bool in_mark = mark != text.marks.end() && mark->begin <= offset;
    offset += character.size();
    if (width == 0) {
      // A mark with nothing before it has nothing to combine with.
      if (column > place.column) {
        Cell& base = row[column - 1].text.empty() ? row[column - 2] : row[column - 1];
        base.text += character;
      }
      continue;
    }
    if (column + width > place.column + room) break;
    row[column] = {std::string(character), in_mark ? marked : style};
    for (std::size_t i = 1; i < width; ++i) row[column + i] = {"", row[column].style};
    column += width;
  }
}

void Grid::paint(Place place, Style style) {
  if (place.row >= size_.rows) return;
  const std::size_t end = std::min(place.column + place.columns, size_.columns);
  for (std::size_t column = place.column; column < end; ++column) {
    cells_[place.row * size_.columns + column].style = style;
  }
}

std::string Grid::text() const {
  std::string result;
  for (std::size_t row = 0; row < size_.rows; ++row) {
    std::string line;
    for (std::size_t column = 0; column < size_.columns; ++column) line += at(row, column).text;
    line.erase(line.find_last_not_of(' ') + 1);
    result += line + "\n";
  }
  return result;
}

}  // namespace ksearch::cli::browse
