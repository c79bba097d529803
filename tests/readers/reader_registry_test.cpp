#include "indexer/readers/reader_registry.h"

#include <doctest/doctest.h>

#include "indexer/readers/format.h"
#include "ksearch/error.h"
#include "tests/readers/collecting_sink.h"

namespace ksearch {
namespace {

/// "text", or the reason why there is no reader.
std::string choice(const std::string& path, std::string_view head) {
  static const ReaderRegistry kRegistry;
  const ReaderChoice chosen = kRegistry.choose(test::input_of(path, head));
  return chosen.reader != nullptr ? std::string(chosen.reader->name()) : chosen.reason;
}

TEST_CASE("a reader is chosen by the extension and confirmed by the content") {
  CHECK(choice("/a/b.txt", "text") == "text");
  CHECK(choice("/a/README", "text") == "text");
  CHECK(choice("/a/b.JSONL", "{}") == "json");
  CHECK(choice("/a/b.ndjson", "{}") == "json");
  CHECK(choice("/a/notes 16.05", "text") == "text");
  CHECK(choice("/a/b.md", "# T") == "markdown");
  CHECK(choice("/a/b.htm", "no tag yet") == "html");
  CHECK(choice("/a/b.txt", "<!DOCTYPE HTML><p>") == "html");
  CHECK(choice("/a/b.txt", "<p>not clearly a page") == "text");
  CHECK(choice("/a/page.php", "\xEF\xBB\xBF\n<!-- c --><html lang=en>") == "html");
  CHECK(choice("/a/b.eml", "anything") == "email");
  CHECK(choice("/a/cur/1234.M5P6.host,S=12:2,S", "Received: x\nFrom: a@b\n") == "email");
  CHECK(choice("/a/b.txt", "Subject: x\nFrom: a@b\n") == "text");
  CHECK(choice("/a/Inbox", "From a@b Fri May 16\nSubject: x\nFrom: a@b\n") == "mbox");
  CHECK(choice("/a/b.mbox", "From a@b\n") == "mbox");
  CHECK(choice("/a/b.eml", "From a@b Fri May 16\nSubject: x\nFrom: a@b\n") == "email");
  CHECK(choice("/a/b.json", " [{}]") == "json");
  CHECK(choice("/a/b.csv", "a,b") == "csv");
  CHECK(choice("/a/b.tsv", "a\tb") == "csv");
  CHECK(choice("/a/b.xml", "<?xml version='1.0'?><!-- x --><rss version='2.0'>") == "feed");
  CHECK(choice("/a/b", "<a:feed xmlns:a='http://www.w3.org/2005/Atom'>") == "feed");
  CHECK(choice("/a/b.xml", "<!DOCTYPE nitf [<!ENTITY a 'b'>]>\n<nitf>") == "newsml");
  CHECK(choice("/a/b.sgm", "<!DOCTYPE lewis>\n<REUTERS NEWID=\"1\">") == "sgml");
  CHECK(choice("/a/b.dat", "WARC/1.0\r\n") == "warc");
  CHECK(choice("/a/b.doc", "{\\rtf1 x}") == "rtf");
}

TEST_CASE("what nobody reads has a reason") {
  CHECK(choice("/a/b.txt", "\x89PNG\r\n\x1A\n") == "PNG picture");
  CHECK(choice("/a/b.jpg", "\xFF\xD8\xFF\xE0") == "JPEG picture");
  CHECK(choice("/a/b.py", "print()") == "unsupported format: py");
  CHECK(choice("/a/b.json", "// no JSON") == "not a .json file by its content");
  CHECK(choice("/a/b.xml", "<project/>") == "unsupported format: xml");
  CHECK(choice("/a/b.sgml", "<other>") == "unsupported format: sgml");
  CHECK(choice("/a/b.rss", "no feed") == "not a .rss file by its content");
  CHECK(choice("/a/b.img", std::string("\x1F\x8B\x08\0", 4)) == "gzip archive");
  CHECK(choice("/a/b.txt", "") == "empty file");
  CHECK(choice("/a/program", std::string(100, '\1')) == "binary");
}

TEST_CASE("packages and archives are told apart by their extensions") {
  CHECK(choice("/a/b.pdf", "%PDF-1.7") == "pdf");
  CHECK(choice("/a/b.docx", "PK\3\4") == "ooxml");
  CHECK(choice("/a/b.ODS", "PK\3\4") == "opendocument");
  CHECK(choice("/a/b.epub", "PK\3\4") == "epub");
  CHECK(choice("/a/b.zip", "PK\3\4") == "archive");
  CHECK(choice("/a/b.tar.gz", "\x1F\x8B\x08") == "archive");
  CHECK(choice("/a/b.jar", "PK\3\4") == "ZIP archive");
  CHECK(choice("/a/b.zip", "no archive") == "not a .zip file by its content");
  CHECK(choice("/a/b.pdf", "not really a PDF") == "not a .pdf file by its content");
  CHECK(choice("/a/b.docx", std::string(100, '\1')) == "not a .docx file by its content");
  CHECK(choice("/a/b.docx", "\x89PNG\r\n\x1A\n") == "PNG picture");
}

TEST_CASE("Office files of before 2003 and encrypted ones are named by their extensions") {
  const std::string ole("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  CHECK(choice("/a/b.doc", ole) == "unsupported format: Word document of 1997-2003");
  CHECK(choice("/a/b.msg", ole) == "unsupported format: Outlook message");
  CHECK(choice("/a/b.xlsx", ole) == "unsupported: an encrypted Office document");
  CHECK(choice("/a/b", ole) == "legacy Office document");
  CHECK(choice("/a/mail.pst", "!BDN") == "Outlook folder");
}

TEST_CASE("a reader of the embedding program is asked first") {
  class Shouting final : public DocumentReader {
   public:
    [[nodiscard]] std::string_view name() const override { return "shouting"; }
    [[nodiscard]] bool accepts(const ReaderInput& input) const override {
      return input.path.ends_with(".txt");
    }
    void read(const ReaderInput&, DocumentSink&) const override {}
  };
  const Shouting shouting;
  const ReaderRegistry registry({&shouting});
  CHECK(registry.choose(test::input_of("/a.txt", "x")).reader == &shouting);
  CHECK(registry.choose(test::input_of("/a", "x")).reader->name() == "text");
}

TEST_CASE("isolated formats are told apart without their readers, and then not read") {
  const ReaderRegistry registry;
  const ReaderInput input = test::input_of("/a/b.pdf", "%PDF-1.7");
  const ReaderChoice choice = registry.choose(input);
  REQUIRE(choice.reader != nullptr);
  CHECK(choice.place == ReaderPlace::kChild);
  test::CollectingSink sink;
  CHECK_THROWS_WITH_AS(choice.reader->read(input, sink),
                       "/a/b.pdf can only be read by ksearch-extract", Error);
}

TEST_CASE("extensions are short names after the last dot") {
  CHECK(file_extension("/a/report.v2.TXT") == "txt");
  CHECK(file_extension("/a.b/name") == "");
  CHECK(file_extension("/a/.hidden") == "");
  CHECK(file_extension("/a/talks 16.05") == "");
  CHECK(file_extension("/a/1234.M5P6.host,S=12:2,S") == "");
  CHECK(file_extension("a.") == "");
}

TEST_CASE("the site of a URL is its host") {
  CHECK(site_of_url("https://www.Example.com:8080/a?b") == "example.com");
  CHECK(site_of_url("http://user@news.example.org") == "news.example.org");
  CHECK(site_of_url("ftp://example.com") == "");
  CHECK(site_of_url("example.com/a") == "");
}

}  // namespace
}  // namespace ksearch
