#include "server/http_message.h"

#include <doctest/doctest.h>

using namespace ksearch;

TEST_CASE("a header is found whatever the case of its name") {
  HttpRequest request;
  request.headers = {{"Host", "localhost"}, {"accept-ENCODING", "gzip"}, {"host", "second"}};
  CHECK(request.header("host") == "localhost");
  CHECK(request.header("Accept-Encoding") == "gzip");
  CHECK(request.header("Accept") == "");
}

TEST_CASE("the last value of a parameter counts") {
  HttpRequest request;
  request.parameters = {{"q", "one"}, {"limit", "5"}, {"q", "two"}};
  CHECK(request.parameter("q") == "two");
  CHECK(request.parameter("limit") == "5");
  CHECK_FALSE(request.parameter("Q").has_value());
}
