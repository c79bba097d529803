#include "server/pages/address.h"

#include <doctest/doctest.h>

#include <array>

namespace ksearch::pages {

TEST_CASE("an address is percent-encoded") {
  CHECK(Address("/search").text() == "/search");
  CHECK(Address("/search").with("q", "a b&c=d/\xC3\xA9").text() ==
        "/search?q=a%20b%26c%3Dd%2F%C3%A9");
  CHECK(Address("/document").with("id", "../../etc").at("match-1").text() ==
        "/document?id=..%2F..%2Fetc#match-1");
}

TEST_CASE("parameters are added once, replaced and taken out") {
  const Address one = Address("/search").with("person", "Ada").with("person", "Boris");
  CHECK(one.with("person", "Ada").text() == one.text());
  CHECK(one.without("person", "Ada").text() == "/search?person=Boris");
  CHECK(one.set("person", "Cara").text() == "/search?person=Cara");
  CHECK(one.set("person", "").text() == "/search");
  CHECK(one.on("/facet").text() == "/facet?person=Ada&person=Boris");
}

TEST_CASE("only addresses of the web become links") {
  for (const char* url :
       {"http://example.com/a?b#c", "https://example.com", "HTTPS://Example.com"}) {
    CAPTURE(url);
    const auto address = Address::web(url);
    REQUIRE(address);
    CHECK(address->text() == url);
  }
  constexpr std::array kRefused = {"",
                                   "javascript:alert(1)",
                                   " javascript:alert(1)",
                                   "java\nscript:alert(1)",
                                   "data:,x",
                                   "//example.com",
                                   "/local",
                                   "ftp://example.com",
                                   "https://",
                                   "https://a b",
                                   "https://a\n",
                                   "file:///etc/passwd",
                                   "vbscript:",
                                   "javascript://https://a/",
                                   "\x01https://a"};
  for (const char* url : kRefused) {
    CAPTURE(url);
    CHECK_FALSE(Address::web(url));
  }
}

}  // namespace ksearch::pages
