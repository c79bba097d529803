#include "server/listen_address.h"

#include <doctest/doctest.h>

#include "ksearch/error.h"

using namespace ksearch;

TEST_CASE("an address to listen on is a literal with a port") {
  CHECK(parse_listen_address("127.0.0.1:8808").to_string() == "127.0.0.1:8808");
  CHECK(parse_listen_address("localhost:0").to_string() == "127.0.0.1:0");
  CHECK(parse_listen_address("[::1]:65535").to_string() == "[::1]:65535");
  for (const char* text : {"", "8808", ":8808", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536",
                           "127.0.0.1:-1", "127.0.0.1:80x", "::1:80", "[127.0.0.1]:80",
                           "example.org:80", "[localhost]:80", "1.2.3:80"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(static_cast<void>(parse_listen_address(text)), Error);
  }
}

TEST_CASE("loopback is what other machines cannot reach") {
  for (const char* text : {"127.0.0.1:1", "127.9.9.9:1", "[::1]:1"}) {
    CHECK(parse_listen_address(text).is_loopback());
  }
  for (const char* text : {"0.0.0.0:1", "10.0.0.1:1", "[::]:1", "[::ffff:127.0.0.1]:1"}) {
    CHECK_FALSE(parse_listen_address(text).is_loopback());
  }
}
