#include "indexer/readers/news_xml_reader.h"

#include <doctest/doctest.h>

#include "common/dates.h"
#include "tests/readers/collecting_sink.h"

namespace ksearch {
namespace {

using Lines = std::vector<std::string>;
using Pairs = std::vector<std::pair<std::string, std::string>>;

test::CollectingSink read(std::string_view bytes) {
  return test::read_with(NewsXmlReader(), "/wire/a.xml", bytes);
}

TEST_CASE("NITF is read") {
  const auto sink = read(R"(<?xml version="1.0"?>
<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">
<nitf xml:lang="en-GB"><head><title>slug-1</title>
<docdata><doc-id id-string="hw.17"/><date.issue norm="20250516T140500Z"/>
<doc.copyright holder="Harbour Wire"/></docdata></head>
<body><body.head><hedline><hl1>Talks   end</hl1></hedline><byline>By Ann Lee and Bo Roe</byline>
<dateline><location>Port Ellery</location></dateline></body.head>
<body.content><block><p>First <em>one</em>.</p><hl2>Later</hl2><p>Second &amp; last.</p></block>
<media><media-caption>A boat</media-caption></media></body.content></body></nitf>)");
  REQUIRE(sink.documents.size() == 1);
  const Document& document = sink.documents[0];
  CHECK(document.title == "Talks end");
  CHECK(document.text == "First one.\n\nLater\n\nSecond & last.");
  CHECK(document.authors == Lines{"Ann Lee", "Bo Roe"});
  CHECK(format_date(document.date.value()) == "2025-05-16T14:05:00Z");
  CHECK(document.source == "Harbour Wire");
  CHECK(document.language == "en");
  CHECK(document.id == "hw.17");
  CHECK(document.member.empty());
  CHECK(document.metadata == Pairs{{"dateline", "Port Ellery"}});
}

TEST_CASE("NewsML-G2 is read, item by item") {
  const auto sink = read(R"(<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:1" xml:lang="de"><itemMeta><provider literal="Bote"/>
<versionCreated>2025-05-16T10:00:00Z</versionCreated><title>slug</title></itemMeta>
<contentMeta><headline>Eins</headline><creator><name>Eva Lee</name></creator></contentMeta>
<contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
<body><p>Ein</p><p>Text</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="urn:2"><contentMeta><headline>Two</headline><contentCreated>soon</contentCreated>
<language tag="en"/></contentMeta><contentSet><inlineData>Plain
text</inlineData></contentSet></newsItem>
<newsItem guid="urn:3"/></itemSet></newsMessage>)");
  REQUIRE(sink.documents.size() == 2);
  CHECK(sink.documents[0].id == "urn:1");
  CHECK(sink.documents[0].title == "Eins");
  CHECK(sink.documents[0].text == "Ein\n\nText");
  CHECK(sink.documents[0].authors == Lines{"Eva Lee"});
  CHECK(sink.documents[0].source == "Bote");
  CHECK(sink.documents[0].language == "de");
  CHECK(sink.documents[1].text == "Plain\ntext");
  CHECK(sink.documents[1].language == "en");
  CHECK(sink.documents[1].member == "item 2");
  CHECK(sink.warnings() == Lines{"item 2: not a date: soon"});
  CHECK(sink.skips() == Lines{"item 3: no text and no title"});
}

TEST_CASE("NewsML 1 and the news items of Reuters' corpora are read") {
  const auto newsml = read(R"(<NewsML><NewsItem><Identification><NewsIdentifier>
<NewsItemId>17</NewsItemId></NewsIdentifier></Identification><NewsManagement>
<FirstCreated>20250516T100000+0000</FirstCreated></NewsManagement><NewsComponent><NewsLines>
<HeadLine>One</HeadLine><ByLine>By Ann Lee</ByLine></NewsLines><ContentItem><DataContent>
<p>A.</p><p>B.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>)");
  REQUIRE(newsml.documents.size() == 1);
  CHECK(newsml.documents[0].id == "17");
  CHECK(newsml.documents[0].title == "One");
  CHECK(newsml.documents[0].text == "A.\n\nB.");
  CHECK(format_date(newsml.documents[0].date.value()) == "2025-05-16T10:00:00Z");
  const auto corpus = read(R"(<newsitem itemid="2286" date="1996-08-20" xml:lang="en">
<title>X: Two</title><headline>Two</headline><dateline>HARBOUR 1996-08-20</dateline>
<text><p>C.</p><p>D.</p></text></newsitem>)");
  REQUIRE(corpus.documents.size() == 1);
  CHECK(corpus.documents[0].id == "2286");
  CHECK(corpus.documents[0].title == "Two");
  CHECK(corpus.documents[0].text == "C.\n\nD.");
  CHECK(format_date(corpus.documents[0].date.value()) == "1996-08-20");
}

TEST_CASE("what is broken is read as far as it goes") {
  const auto sink = read("<nitf><body><hl1>Cut</hl1><body.content><p>One.</p><p>Tw");
  REQUIRE(sink.documents.size() == 1);
  CHECK(sink.documents[0].text == "One.\n\nTw");
  CHECK(sink.warnings() == Lines{"not well-formed XML in line 1"});
  CHECK(read("<nitf/>").skips() == Lines{"no text and no title"});
  CHECK(read("<NewsML/>").skips() == Lines{"no news item in the file"});
}

}  // namespace
}  // namespace ksearch
