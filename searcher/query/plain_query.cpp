#include "searcher/query/plain_query.h"

#include <utility>

#include "searcher/query/characters.h"
#include "searcher/query/clause_list.h"

namespace ksearch::query {

std::optional<Node> parse_plain(std::string_view query, bool exact,
                                std::vector<QueryWarning>& warnings) {
  ClauseList list;
  for (std::size_t pos = 0; pos < query.size();) {
    if (const std::size_t space = space_length(query, pos)) {
      pos += space;
      continue;
    }
    const std::size_t begin = pos;
    while (pos < query.size() && space_length(query, pos) == 0) ++pos;
    const std::string_view word = query.substr(begin, pos - begin);
    if (is_punctuation(word)) continue;
    Node node;
    node.kind = exact ? NodeKind::kExact : NodeKind::kWord;
    node.span = {begin, pos};
    node.text = word;
    list.add(std::move(node), Sign::kNone);
  }
  return list.finish(warnings);
}

}  // namespace ksearch::query
