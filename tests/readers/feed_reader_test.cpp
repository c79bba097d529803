#include "indexer/readers/feed_reader.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "common/dates.h"
#include "indexer/readers/xml_tree.h"
#include "tests/readers/collecting_sink.h"

namespace ksearch {
namespace {

using Lines = std::vector<std::string>;
using Pairs = std::vector<std::pair<std::string, std::string>>;

test::CollectingSink read(std::string_view bytes) {
  return test::read_with(FeedReader(), "/feeds/a.xml", bytes);
}

constexpr std::string_view kRss = R"(<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>Harbour Wire &amp; Post</title><language>en-gb</language>
<atom:link href="https://wire.example/feed" rel="self"/>
<item>
  <title>Talks &amp;amp; tea</title>
  <link>https://www.wire.example/talks</link>
  <guid isPermaLink="false">wire-17</guid>
  <pubDate>Fri, 16 May 2025 14:05:00 +0300</pubDate>
  <dc:creator>Ann Lee</dc:creator><dc:creator>Bo Roe</dc:creator>
  <category>Diplomacy</category><category>Tea</category>
  <description>Short.</description>
  <c:encoded><![CDATA[<p>First&nbsp;one.</p><script>x()</script><p>A &amp; B</p>]]></c:encoded>
</item>
<item>
  <description>Only &lt;b&gt;this&lt;/b&gt; text</description>
  <author>desk@wire.example (Cy Poe)</author>
  <guid>https://www.wire.example/2025/05/17/only</guid>
</item>
<item><link>https://www.wire.example/none</link></item>
</channel></rss>)";

TEST_CASE("items of RSS 2.0 are documents") {
  const auto sink = read(kRss);
  REQUIRE(sink.documents.size() == 2);
  const Document& first = sink.documents[0];
  CHECK(first.id == "wire-17");
  CHECK(first.title == "Talks & tea");
  CHECK(first.text == "First one.\n\nA & B");
  CHECK(first.url == "https://www.wire.example/talks");
  CHECK(first.source == "Harbour Wire & Post");
  CHECK(first.language == "en");
  CHECK(first.authors == Lines{"Ann Lee", "Bo Roe"});
  CHECK(first.metadata == Pairs{{"category", "Diplomacy"}, {"category", "Tea"}});
  CHECK(format_date(first.date.value()) == "2025-05-16T11:05:00Z");
  CHECK(first.type == "feed");
  const Document& second = sink.documents[1];
  CHECK(second.member == "item 2");
  CHECK(second.text == "Only this text");
  CHECK(second.authors == Lines{"Cy Poe"});
  CHECK(second.url == "https://www.wire.example/2025/05/17/only");
  CHECK(format_date(second.date.value()) == "2025-05-17");
  CHECK(second.date->origin == DateOrigin::kUrl);
  CHECK(sink.skips() == Lines{"item 3: no text and no title"});
}

TEST_CASE("items of RSS 1.0 stand beside the channel") {
  const auto sink = read(
      R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
          xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel><title>Old Wire</title></channel>
        <item><title>One</title><link>https://x.example/1</link><dc:date>2025-05-16</dc:date></item>
      </rdf:RDF>)");
  REQUIRE(sink.documents.size() == 1);
  CHECK(sink.documents[0].source == "Old Wire");
  CHECK(sink.documents[0].id == "https://x.example/1");
  CHECK(format_date(sink.documents[0].date.value()) == "2025-05-16");
}

TEST_CASE("entries of Atom are documents, whatever prefix the feed uses") {
  const auto sink = read(
      R"(<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:lang="de">
        <a:title type="html">Der &lt;b&gt;Bote&lt;/b&gt;</a:title>
        <a:author><a:name>Redaktion</a:name></a:author>
        <a:entry><a:id>tag:1</a:id><a:title>Eins</a:title>
          <a:link rel="self" href="https://x.example/self"/><a:link href="https://x.example/1"/>
          <a:published>2025-05-16T10:00:00Z</a:published><a:updated>2025-05-18T10:00:00Z</a:updated>
          <a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ein</p><p>Text</p></div></a:content>
        </a:entry>
        <a:entry><a:title>Zwei</a:title><a:author><a:name>Eva</a:name></a:author>
          <a:updated>soon</a:updated><a:summary>a &lt; b</a:summary></a:entry>
      </a:feed>)");
  REQUIRE(sink.documents.size() == 2);
  CHECK(sink.documents[0].source == "Der Bote");
  CHECK(sink.documents[0].id == "tag:1");
  CHECK(sink.documents[0].text == "Ein\n\nText");
  CHECK(sink.documents[0].url == "https://x.example/1");
  CHECK(sink.documents[0].language == "de");
  CHECK(sink.documents[0].authors == Lines{"Redaktion"});
  CHECK(format_date(sink.documents[0].date.value()) == "2025-05-16T10:00:00Z");
  CHECK(sink.documents[1].authors == Lines{"Eva"});
  CHECK(sink.documents[1].text == "a < b");
  CHECK(sink.warnings() == Lines{"item 2: not a date: soon"});
}

TEST_CASE("what feeds get wrong is read") {
  const auto sink = read(
      "<rss><channel><title>T</title><item><title>A & B &eacute;&nosuch; \x01 &#1; C</title>"
      "<description>x</description></item><item><title>cut");
  REQUIRE(sink.documents.size() == 2);
  CHECK(sink.documents[0].title == "A & B é&nosuch; C");
  CHECK(sink.warnings() == Lines{"not well-formed XML in line 1"});
  CHECK(read("<rss/>").skips() == Lines{"no items in the feed"});
  CHECK(read("<rss version='1.0' encoding='koi8-r'><channel><item><title>\xC3\xA9</title>")
            .documents.at(0)
            .title == "é");
}

TEST_CASE("nothing outside a feed is read and none of its own entities grows") {
  const std::string secret = std::filesystem::temp_directory_path() / "ksearch_feed_secret";
  std::ofstream(secret) << "SECRET";
  std::string bomb = "<!DOCTYPE rss [<!ENTITY a0 \"lol\"><!ENTITY file SYSTEM \"file://" + secret +
                     "\">\n<!ENTITY % p SYSTEM \"file://" + secret + "\"> %p;\n";
  for (int i = 1; i < 30; ++i) {
    const std::string below = "&a" + std::to_string(i - 1) + ";";
    bomb += "<!ENTITY a" + std::to_string(i) + " \"" + below + below + below + below + "\">\n";
  }
  bomb +=
      "]><rss><channel><item><title>x &a29; &file;</title><link a=\"&a29;\">&a29;</link></item>"
      "</channel></rss>";
  const auto sink = read(bomb);
  std::filesystem::remove(secret);
  REQUIRE(sink.documents.size() == 1);
  CHECK(sink.documents[0].title.size() < 100);
  CHECK(sink.documents[0].title.find("SECRET") == std::string::npos);
}

TEST_CASE("elements without end and without number stay within bounds") {
  std::string deep = "<rss><channel><item><title>t</title><description>";
  for (int i = 0; i < 100'000; ++i) deep += "<d>";
  CHECK(read(deep).documents.size() == 1);
  std::string wide = "<rss><channel>";
  for (int i = 0; i < 1'100'000; ++i) wide += "<d/>";
  CHECK(read(wide + "<item><title>t</title></item>").documents.empty());
  std::string many = "<rss><channel><item ";
  for (int i = 0; i < 100'000; ++i) many += "a" + std::to_string(i) + "='1' ";
  CHECK(read(many + "><title>t</title></item>").documents.size() == 1);
}

TEST_CASE("a feed cut off at any byte is read without harm") {
  for (std::size_t size = 0; size <= kRss.size(); size += 3) {
    CHECK(read(kRss.substr(0, size)).documents.size() <= 3);
  }
}

}  // namespace
}  // namespace ksearch
