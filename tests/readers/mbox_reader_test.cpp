#include "indexer/readers/mbox_reader.h"

#include <doctest/doctest.h>

#include "indexer/readers/isolated_readers.h"
#include "tests/readers/collecting_sink.h"

namespace ksearch {
namespace {

using Lines = std::vector<std::string>;

test::CollectingSink read(std::string_view bytes) {
  static const ReaderRegistry kReaders({}, make_isolated_reader);
  return test::read_with(MboxReader(kReaders), "/mail/inbox.mbox", bytes);
}

/// "message 1|id|title|text" of each document.
Lines described(const test::CollectingSink& sink) {
  Lines lines;
  for (const Document& document : sink.documents) {
    lines.push_back(document.member + "|" + document.id + "|" + document.title + "|" +
                    document.text);
  }
  return lines;
}

constexpr std::string_view kFolder =
    "From a@b.example Fri May 16 14:05:00 2025\n"
    "Subject: One\nMessage-ID: <1@b.example>\n\n"
    "First.\n>From the harbour.\n>>From quoted.\nFrom here on.\n\n"
    "From time to time it rains.\n\n"
    "From c@d.example Sat May 17 09:00:00 2025\r\n"
    "Subject: Two\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    "--b\r\n\r\nSecond.\r\n"
    "--b\r\nContent-Disposition: attachment; filename=note.txt\r\n\r\nA note.\r\n--b--\r\n\r\n"
    "From MAILER-DAEMON Sat May 17 10:00:00 2025\n\n\n"
    "From e@f.example Sat May 17 11:00:00 2025\nSubject: Four\n\nLast.";

TEST_CASE("a folder of mail is read message by message") {
  const auto sink = read(kFolder);
  CHECK(described(sink) ==
        Lines{"message 1|1@b.example|One|First.\nFrom the harbour.\n>From quoted.\nFrom here on."
              "\n\nFrom time to time it rains.",
              "message 2||Two|Second.", "message 2/note.txt|||A note.", "message 4||Four|Last."});
  CHECK(sink.skips() == Lines{"message 3: no text and no subject in the message"});
}

TEST_CASE("the first line of a folder begins a message whatever it says") {
  CHECK(described(read("From nobody\nSubject: x\n\ntext\n")) == Lines{"message 1||x|text"});
}

TEST_CASE("a folder of many messages is read in the memory of one") {
  /// Makes the same message again and again.
  class Messages final : public ByteSource {
   public:
    bool read(std::string& out, std::size_t /*max_bytes*/) override {
      if (left_ == 0) return false;
      --left_;
      out += "From a@b.example Fri May 16 14:05:00 2025\nSubject: S\n\ntext\n\n";
      return true;
    }

   private:
    int left_ = 3000;
  };
  Messages source;
  test::CollectingSink sink;
  const ReaderRegistry readers({}, make_isolated_reader);
  MboxReader(readers).read(test::input_of("/a.mbox", "From ", &source), sink);
  CHECK(sink.documents.size() == 3000);
  CHECK(sink.documents.back().member == "message 3000");
}

TEST_CASE("a message longer than the limit is skipped and the next one is read") {
  std::string folder = "From a@b.example Fri May 16 14:05:00 2025\nSubject: long\n\n";
  const std::string line(std::size_t{1} << 20, 'x');
  for (int i = 0; i < 65; ++i) folder += line + "\n";
  folder += "\nFrom a@b.example Fri May 16 14:05:00 2025\nSubject: next\n\ntext\n";
  const auto sink = read(folder);
  CHECK(sink.skips() == Lines{"message 1: longer than 64 MiB"});
  CHECK(described(sink) == Lines{"message 2||next|text"});
}

TEST_CASE("a folder cut off at any byte is read without harm") {
  for (std::size_t size = 0; size <= kFolder.size(); ++size) {
    const auto sink = read(kFolder.substr(0, size));
    CHECK(sink.documents.size() <= 4);
  }
}

}  // namespace
}  // namespace ksearch
