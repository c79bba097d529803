#pragma once

#include <string>

#include "server/pages/html.h"
#include "server/pages/page_state.h"

namespace ksearch::pages {

/// What surrounds the content of every page.
struct PageFrame {
  std::string title;  ///< of the window; empty: the program's name alone
  std::string kind;   ///< class of the body, for the style sheet: "search", "document"
  PageState state;    ///< what the search box holds, and the filters that a new query keeps
  Html main;          ///< the content
  Html aside;         ///< what stands beside it; may be empty
};

/// The whole page: head, search box, content, keyboard help.
[[nodiscard]] std::string page_html(const PageFrame& frame);

/// Hidden fields of a form for all parameters of an address but one.
[[nodiscard]] Html hidden_fields(const Address& address, std::string_view except = {});

}  // namespace ksearch::pages
