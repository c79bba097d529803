#include <array>
#include <string_view>

#include "server/pages/layout.h"
#include "server/pages/pages.h"
#include "server/pages/response.h"

namespace ksearch::pages {
namespace {

struct Example {
  std::string_view query;
  std::string_view finds;
};

constexpr std::array<Example, 12> kExamples = {
    {{"Medinsky ceasefire", "documents with either word, those with both and the rarer one first"},
     {"\"peace talks\"", "these words as written, one after the other"},
     {"+ceasefire -Syria", "with the first, without the second"},
     {"(truce OR ceasefire) AND prisoners", "operators in capitals, parentheses as usual"},
     {"Medinsky NEAR/5 ceasefire", "both within five words of each other"},
     {"person NEAR/5 ceasefire", "anybody's name near ceasefire; also place, org"},
     {"negotiat*", "words that begin so"},
     {"=talks", "the word as written, without its other forms"},
     {"title:truce", "in the headline"},
     {"person:Zelensky place:Istanbul", "documents that name both, in any spelling"},
     {"source:reuters lang:fr", "from one outlet, in one language"},
     {"date:2025-05..2025-06", "published then; also yesterday, \"last week\""}}};

}  // namespace

HttpResponse help_page(const HttpRequest& request) {
  PageFrame frame;
  frame.title = "Help";
  frame.kind = "help";
  frame.state = read_state(request.parameters);
  Html rows;
  for (const Example& example : kExamples) {
    rows += element("tr", {},
                    {element("td", {},
                             {element("a", {href(Address("/search").set("q", example.query))},
                                      {element("code", {}, {example.query})})}),
                     element("td", {}, {example.finds})});
  }
  frame.main = element("h1", {}, {"How to search"});
  frame.main +=
      element("p", {},
              {"Words are ranked together; a document need not hold them all. Their other "
               "forms, accents and case do not matter."});
  frame.main += element("table", {},
                        {element("thead", {},
                                 {element("tr", {},
                                          {element("th", {{"scope", "col"}}, {"Query"}),
                                           element("th", {{"scope", "col"}}, {"Finds"})})}),
                         element("tbody", {}, {rows})});
  frame.main += element("h2", {}, {"Browse"});
  frame.main += element(
      "p", {},
      {"A name beside the results narrows the search to documents that name it, in any spelling; ",
       "− leaves them out, → opens the page of the person, place or organisation, and +3 tells "
       "which three further names are counted with it and why. Every page is a link: keep it, or "
       "send it on."});
  return html_response(page_html(frame));
}

}  // namespace ksearch::pages
