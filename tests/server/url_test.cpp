#include "server/url.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace ksearch;

namespace {

/// "path | segment segment | name=value name=value", or "refused".
std::string read(std::string_view target) {
  HttpRequest request;
  if (!read_target(target, request)) return "refused";
  std::string text = request.path + " |";
  for (const std::string& segment : request.segments) text += " " + segment;
  text += " |";
  for (const auto& [name, value] : request.parameters) text += " " + name + "=" + value;
  return text;
}

}  // namespace

TEST_CASE("a target is taken apart before it is decoded") {
  struct Case {
    std::string target;
    std::string read;
  };
  const std::vector<Case> cases = {
      {"/", "/ |  |"},
      {"/?", "/ |  |"},
      {"/a/b", "/a/b | a b |"},
      {"/a%2Fb/c", "/a/b/c | a/b c |"},
      {"/a+b?c+d=e+f", "/a+b | a+b | c d=e f"},
      {"/?q=%D0%9C%26x&q=&flag&=v", "/ |  | q=М&x q= flag= =v"},
      {"/?a=b=c&&d", "/ |  | a=b=c d="},
      {"/../x", "/../x | .. x |"},
      {"", "refused"},
      {"x", "refused"},
      {"*", "refused"},
      {"//", "// |   |"},
      {"/%", "refused"},
      {"/%4", "refused"},
      {"/%zz", "refused"},
      {"/?q=%f", "refused"},
      {"/a.txt%00.png", "refused"},
      {"/a%0d%0ab", "refused"},
      {"/a#b", "refused"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.target);
    CHECK(read(one.target) == one.read);
  }
}

TEST_CASE("what is encoded is decoded to the same bytes") {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  const std::string encoded = percent_encode(all);
  CHECK(encoded.find_first_of(" /?#&=+\"'<>") == std::string::npos);
  CHECK(percent_decode(encoded) == all);
  CHECK(percent_decode(encoded, PlusSign::kSpace) == all);
  CHECK(percent_decode("a+b", PlusSign::kSpace) == "a b");
}
