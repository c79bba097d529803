#include "indexer/readers/html_reader.h"

#include <doctest/doctest.h>
#include <simdjson.h>

#include <string>

#include "common/dates.h"
#include "indexer/readers/html_text.h"
#include "indexer/readers/html_tree.h"
#include "tests/readers/collecting_sink.h"

namespace ksearch {
namespace {

Document read(std::string_view html, std::string path = "/pages/a.html") {
  const auto sink = test::read_with(HtmlReader(), std::move(path), html);
  REQUIRE(sink.documents.size() == 1);
  return sink.documents[0];
}

std::string text_of(const std::string& html) {
  const HtmlTree tree = HtmlTree::parse(html);
  return html_text(tree, HtmlTree::kRoot);
}

const std::string kPage = R"(<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Harbour reopens after storm | Port Times</title>
<meta property="og:site_name" content="Port Times">
<meta property="og:title" content="Harbour reopens after storm">
<meta property="article:published_time" content="2025-05-16T09:30:00+02:00">
<meta name="author" content="Ann Lee and Bo Roe">
<link rel="canonical" href="https://www.port-times.example/2025/harbour">
<style>p { color: red }</style></head>
<body class="has-sidebar">
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav></header>
<div id="cookie-banner"><p>We use cookies, and we tell you so at length, again and again.</p></div>
<main><article>
<h1>Harbour reopens after storm</h1>
<p class="byline">By Ann Lee</p>
<div class="share-bar"><a href="#">Share</a> <a href="#">Tweet</a></div>
<div class="article-body">
<p>The harbour opened again on Monday, after a week of storms, floods and
<b>long</b>&nbsp;nights, the port authority said.</p>
<figure><img src="a.jpg"><figcaption>Ships wait outside the port (Photo: Port Authority)</figcaption></figure>
<h2>Queues</h2>
<p>Ships waited for hours outside, and some turned back at night.<br><br>Others stayed, captains said.</p>
<ul><li>Twelve ships came in on Monday, eight of them ferries.</li><li>Nine left.</li></ul>
<p>Read more: <a href="/x">Storm closes harbour</a></p>
<div class="related-stories"><h3>Related</h3><p>Another story altogether, which has nothing to do with this.</p></div>
<p>The mayor, who had slept at the port, called it the best day of the year.</p>
</div>
<h3>Most read</h3><ul><li><a href="/1">One headline</a></li><li><a href="/2">Two headline</a></li></ul>
<section id="comments"><p>First! What a story, what a harbour, what a mayor, what a day.</p></section>
</article></main>
<footer><p>Copyright Port Times, all rights reserved, no reproduction without permission.</p></footer>
<script>var p = "<p>Not text.</p>";</script>
</body></html>)";

TEST_CASE("a page gives its article and none of its furniture") {
  const Document document = read(kPage);
  CHECK(document.text ==
        "The harbour opened again on Monday, after a week of storms, floods and long nights, the "
        "port "
        "authority said.\n\n"
        "Queues\n\n"
        "Ships waited for hours outside, and some turned back at night.\n\n"
        "Others stayed, captains said.\n\n"
        "Twelve ships came in on Monday, eight of them ferries.\n\n"
        "Nine left.\n\n"
        "The mayor, who had slept at the port, called it the best day of the year.");
  CHECK(document.title == "Harbour reopens after storm");
  CHECK(document.source == "Port Times");
  CHECK(document.url == "https://www.port-times.example/2025/harbour");
  CHECK(document.language == "en");
  CHECK(document.authors == std::vector<std::string>{"Ann Lee", "Bo Roe"});
  CHECK(format_date(document.date.value()) == "2025-05-16T07:30:00Z");
  CHECK(document.date->origin == DateOrigin::kMetadata);
  CHECK(document.type == "html");
  CHECK_FALSE(document.title_span.has_value());
}

TEST_CASE("JSON-LD comes before other metadata, also when it is badly written") {
  const Document document = read(R"(<html><head><title>T</title>
<meta property="og:title" content="Not this">
<script type="application/ld+json">//<![CDATA[
{"@graph":[{"@type":"WebSite","name":"Site"},{"@type":["NewsArticle"],"headline":"Harbour
 reopens","datePublished":"2025-05-16","author":[{"@type":"Person","name":"Ann Lee"},"Bo Roe"],
"publisher":{"name":"Port Times"},"inLanguage":"de-DE"}]}
//]]></script></head><body><p>The harbour opened again on Monday, after a week of storms.</p></body></html>)");
  CHECK(document.title == "Harbour reopens");
  CHECK(document.authors == std::vector<std::string>{"Ann Lee", "Bo Roe"});
  CHECK(document.source == "Port Times");
  CHECK(document.language == "de");
  CHECK(format_date(document.date.value()) == "2025-05-16");
}

TEST_CASE("the text of the metadata stands in when the page hides its own") {
  std::string body;
  for (int i = 0; i < 40; ++i)
    body += "<p>Sentence number " + std::to_string(i) + " is hidden.</p>";
  std::string json = body;
  for (std::size_t at = json.find("</"); at != std::string::npos; at = json.find("</", at + 3)) {
    json.replace(at, 2, "<\\/");
  }
  const Document document = read(
      "<html><head><script type='application/ld+json'>{\"@type\":\"Article\",\"articleBody\":\"" +
      json + "\"}</script></head><body><p>Subscribe to read on.</p></body></html>");
  CHECK(document.text.starts_with("Sentence number 0 is hidden.\n\nSentence number 1"));
}

TEST_CASE("dates come from elements, datelines, the URL and the file's name") {
  const std::string prose = "<p>The harbour opened again on Monday, after a week of storms.</p>";
  const auto date = [&](const std::string& head, const std::string& body, const char* path) {
    const Document document =
        read("<html><head>" + head + "</head><body>" + body + "</body></html>", path);
    return document.date ? format_date(*document.date) : "none";
  };
  CHECK(date("", "<time datetime='2025-05-16T10:00Z'>today</time>" + prose, "/a.html") ==
        "2025-05-16T10:00:00Z");
  CHECK(date("", "<time>16 mai 2025</time>" + prose, "/a.html") == "2025-05-16");
  CHECK(date("<link rel=canonical href='https://a.example/2025/05/16/x'>", prose, "/a.html") ==
        "2025-05-16");
  CHECK(date("", prose, "/2025-05-16.html") == "2025-05-16");
  CHECK(date("", prose, "/a.html") == "none");
  CHECK(date("<meta name=date content='2999-01-01'>", prose, "/a.html") == "none");
}

TEST_CASE("declared encodings are found and used") {
  CHECK(declared_html_charset("<meta charset=\"windows-1251\">") == "windows-1251");
  CHECK(declared_html_charset(
            "<META http-equiv=Content-Type content='text/html; charset = KOI8-R'>") == "koi8-r");
  CHECK(declared_html_charset("<?xml version=\"1.0\" encoding='ISO-8859-2'?>") == "iso-8859-2");
  CHECK(declared_html_charset("<html>").empty());
  CHECK(read("<html><head><meta charset=windows-1251></head><body><p>\xCF\xF3\xF2\xE8\xED</p>")
            .text == "Путин");
}

TEST_CASE("mark-up becomes lines and paragraphs") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"<p>a <b>b</b>\n c</p><p>d</p>", "a b c\n\nd"},
      {"<div>a<div>b</div>c</div>", "a\n\nb\n\nc"},
      {"one<br>two<br><br>three", "one\ntwo\n\nthree"},
      {"<pre> x\n  y</pre><p>z</p>", " x\n  y\n\nz"},
      {"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\nc"},
      {"a<script>x</script><style>y</style><!-- z -->b", "ab"},
      {"&amp; &lt; &eacute; &#x4F60; &nbsp;x &unknown;", "& < é 你 x &unknown;"},
      {"<p hidden>a</p><p style='display: NONE'>b</p>c", "c"},
      {"", ""},
      {"   ", ""},
      {"plain", "plain"},
      {"a < b and c > d", "a < b and c > d"},
  };
  for (const auto& [html, expected] : cases) {
    CAPTURE(html);
    CHECK(text_of(html) == expected);
  }
}

TEST_CASE("a page without any text is skipped") {
  const auto sink =
      test::read_with(HtmlReader(), "/a.html", "<html><body><img src=x></body></html>");
  CHECK(sink.documents.empty());
  CHECK(sink.skips() == std::vector<std::string>{"no text in the page"});
}

TEST_CASE("an entity never reads a file, and entities do not multiply") {
  const Document document = read(
      "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/hostname\"><!ENTITY y "
      "'aaaaaaaaaa'><!ENTITY z '&y;&y;&y;'>]><html><body><p>Text of the page &x; and &z; after, "
      "long "
      "enough.</p></body></html>",
      "/a.xhtml");
  CHECK(document.text.find("&x;") != std::string::npos);
  CHECK(document.text.find(std::string(11, 'a')) == std::string::npos);
}

std::string repeated(std::string_view piece, std::size_t count) {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) result += piece;
  return result;
}

TEST_CASE("hostile pages end, with what can be had of their text") {
  const std::string prose = "<p>The harbour opened again on Monday, after a week of storms.</p>";
  std::string attributes = "<p ";
  for (int i = 0; i < 100'000; ++i) attributes += "a" + std::to_string(i) + "=1 ";
  const std::vector<std::string> pages = {
      prose + repeated("<div>", 100'000) + "deep",
      prose + repeated("<b>", 20'000) + "deep",
      prose + repeated("<table><tr><td>", 50'000) + "deep",
      prose + repeated("<body>", 100'000),
      prose + repeated("<div>", 400) + repeated("</x>", 500'000),
      attributes + ">" + prose,
      prose + "<p class='" + repeated("x ", 5'000'000) + "'>after</p>",
      prose + repeated("<", 200'000),
      prose + repeated("<!--", 200'000),
      prose + repeated("&amp", 200'000),
      prose + repeated("<p a='", 100'000),
      repeated(prose, 20'000),
      prose + repeated("<ul><li>x", 50'000),
      "<script>" + repeated("<script>", 200'000),
  };
  for (const std::string& page : pages) {
    CAPTURE(page.substr(0, 100));
    const auto sink = test::read_with(HtmlReader(), "/a.html", page);
    for (const Document& document : sink.documents) {
      CHECK(simdjson::validate_utf8(document.text));
      if (page.starts_with(prose)) CHECK(document.text.find("harbour") != std::string::npos);
    }
  }
}

TEST_CASE("attributes beyond the limits are left out before parsing") {
  std::string many = "<p";
  for (int i = 0; i < 300; ++i) many += " a" + std::to_string(i) + "='>'";
  const std::string kept = without_excess_attributes(many + ">text</p>");
  CHECK(kept.find("a255=") != std::string::npos);
  CHECK(kept.find("a256=") == std::string::npos);
  CHECK(kept.ends_with(">text</p>"));
  CHECK(without_excess_attributes("<img alt=a src='" + std::string(70'000, 'x') + "' id=b>") ==
        "<img alt=a id=b>");
  CHECK(without_excess_attributes(kPage) == kPage);
}

TEST_CASE("a page cut off at any byte is read without harm") {
  for (std::size_t size = 0; size <= kPage.size(); ++size) {
    const auto sink = test::read_with(HtmlReader(), "/a.html", kPage.substr(0, size));
    CHECK(sink.documents.size() + sink.skips().size() == 1);
    for (const Document& document : sink.documents) CHECK(simdjson::validate_utf8(document.text));
  }
}

}  // namespace
}  // namespace ksearch
