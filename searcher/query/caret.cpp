#include "searcher/query/caret.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "common/analysis/code_points.h"
#include "common/utf8.h"

namespace ksearch::query {
namespace {

/// Columns of a query at most, and of the text kept before the span when it has to be cut.
constexpr std::size_t kMaxColumns = 76;
constexpr std::size_t kColumnsBefore = 24;

/// One code point as it is shown.
struct Cell {
  std::size_t begin;  ///< in the query
  std::string shown;
  std::size_t columns;
};

std::uint32_t category_mask(char32_t c) {
  return std::uint32_t{1} << u_charType(static_cast<UChar32>(c));
}

/// A sign for what a terminal would obey, hide or refuse: controls have pictures of their own.
char32_t visible(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' ? ' ' : 0x2400 + c;
  if (c == 0x7f) return 0x2421;
  constexpr std::uint32_t kHidden = U_GC_CC_MASK | U_GC_CF_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK |
                                    U_GC_CN_MASK | U_GC_CO_MASK | U_GC_CS_MASK;
  return (category_mask(c) & kHidden) != 0 ? 0xfffd : c;
}

std::size_t columns_of(char32_t c) {
  if ((category_mask(c) & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0) return 0;
  const int width = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/// The code points of query[begin, end), as far as they can be shown beside the span.
std::vector<Cell> cells_of(std::string_view query, std::size_t begin, std::size_t end) {
  std::vector<Cell> cells;
  for (std::size_t i = begin; i < end;) {
    const std::size_t start = i;
    const char32_t sign = visible(next_code_point(query, i));
    cells.push_back({start, {}, columns_of(sign)});
    append_utf8(cells.back().shown, sign);
  }
  return cells;
}

}  // namespace

std::string caret_message(std::string_view query, Span span) {
  span.begin = std::min(span.begin, query.size());
  span.end = std::clamp(span.end, span.begin, query.size());
  // More bytes than any window shows, so that a long query costs no more than a short one.
  constexpr std::size_t kMaxBytes = 16 * kMaxColumns;
  std::size_t from = span.begin > kMaxBytes ? span.begin - kMaxBytes : 0;
  while (from > 0 && from < span.begin && is_trail_byte(query[from])) ++from;
  const std::size_t to = std::min(query.size(), span.begin + kMaxBytes);
  const std::vector<Cell> cells = cells_of(query, from, to);

  const auto columns = [&](std::size_t first, std::size_t last) {
    std::size_t sum = 0;
    for (std::size_t i = first; i < last; ++i) sum += cells[i].columns;
    return sum;
  };
  std::size_t at = 0;
  while (at < cells.size() && cells[at].begin < span.begin) ++at;
  const bool fits = from == 0 && to == query.size() && columns(0, cells.size()) <= kMaxColumns;
  std::size_t first = 0;
  std::size_t last = cells.size();
  if (!fits) {
    first = at;
    while (first > 0 && columns(first - 1, at) <= kColumnsBefore) --first;
    last = first;
    while (last < cells.size() && columns(first, last + 1) <= kMaxColumns) ++last;
  }

  std::string shown;
  std::string carets;
  if (first > 0 || from > 0) {
    shown += "…";
    carets += ' ';
  }
  for (std::size_t i = first; i < last; ++i) {
    shown += cells[i].shown;
    const bool marked = cells[i].begin >= span.begin && cells[i].begin < span.end;
    if (marked || i < at) carets.append(cells[i].columns, marked ? '^' : ' ');
  }
  if (last < cells.size() || to < query.size()) shown += "…";
  if (carets.find('^') == std::string::npos) carets += '^';
  return shown + '\n' + carets;
}

}  // namespace ksearch::query
