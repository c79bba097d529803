#include "server/pages/html.h"

#include <doctest/doctest.h>

namespace ksearch::pages {

TEST_CASE("text becomes HTML that shows that text") {
  CHECK(Html("<b>&\"'</b>").markup() == "&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt;");
  CHECK(Html("Zelensky \xD0\x97").markup() == "Zelensky \xD0\x97");
}

TEST_CASE("an element holds its attributes and its content in order") {
  const Html list = element("ul", {{"class", "names"}},
                            {element("li", {}, {"a < b"}), element("li", {{"value", 7}}, {"c"})});
  CHECK(list.markup() == "<ul class=\"names\"><li>a &lt; b</li><li value=\"7\">c</li></ul>");
}

TEST_CASE("an attribute that is off or has no value is not written") {
  const std::optional<std::string> none;
  const std::optional<std::string> given = "x";
  CHECK(element("p", {{"hidden", false}, {"title", none}}).markup() == "<p></p>");
  CHECK(element("p", {{"hidden", true}, {"title", given}}).markup() ==
        "<p hidden title=\"x\"></p>");
}

TEST_CASE("a value cannot leave its attribute") {
  CHECK(element("input", {{"value", "\" onfocus=\"alert(1)"}}).markup() ==
        "<input value=\"&quot; onfocus=&quot;alert(1)\">");
}

TEST_CASE("an element without content has no end tag") {
  CHECK(element("br", {}).markup() == "<br>");
  CHECK(element("p", {}).markup() == "<p></p>");
}

TEST_CASE("a script is a file of the server") {
  CHECK(script(Address("/static/page.js"), ScriptKind::kModule).markup() ==
        "<script type=\"module\" src=\"/static/page.js\"></script>");
}

}  // namespace ksearch::pages
