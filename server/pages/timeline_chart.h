#pragma once

#include "ksearch/searcher.h"
#include "server/pages/html.h"
#include "server/pages/page_state.h"

namespace ksearch::pages {

/// How finely a search is drawn over time: by day up to two months, by week up to a year and a
/// half, by month up to ten years, else by year.
[[nodiscard]] Timeline chart_timeline(Searcher& searcher, const SearchRequest& request);

/// A bar chart whose bars lead to the search within their period. Empty unless there are two bars.
[[nodiscard]] Html timeline_chart(const Timeline& timeline, const Address& search);

}  // namespace ksearch::pages
