#include "indexer/entities/conll.h"

#include <doctest/doctest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <tuple>

#include "indexer/entities/ner_model.h"
#include "tests/support/folders.h"

namespace ksearch {
namespace {

std::string tagged(const std::string& text) {
  Tagger tagger(NerModel::embedded());
  return tag_conll(text, tagger);
}

TEST_CASE("each given token gets a tag in one more column, other lines stay") {
  CHECK(tagged("-DOCSTART-\n\nMr\nPutin\nleft\nMoscow\n.\n") ==
        "-DOCSTART-\n\nMr\tO\nPutin\tB-PER\nleft\tO\nMoscow\tB-LOC\n.\tO\n");
  CHECK(tagged("# doc one\r\n\r\nNew\tB-LOC\nYork\tI-LOC") ==
        "# doc one\n\nNew\tB-LOC\tB-LOC\nYork\tI-LOC\tI-LOC\n");
  CHECK(tagged("-DOCSTART- -X- O\n\nVladimir NNP\nPutin NNP\n") ==
        "-DOCSTART- -X- O\n\nVladimir NNP B-PER\nPutin NNP I-PER\n");
  CHECK(tagged("") == "");
}

TEST_CASE("tokens that the model joins or splits get tags that fit together") {
  CHECK(tagged("the\nU\n.\nS\n.\nand\nMoscow\n") ==
        "the\tO\nU\tB-LOC\n.\tI-LOC\nS\tI-LOC\n.\tI-LOC\nand\tO\nMoscow\tB-LOC\n");
}

TEST_CASE("documents, sentences and gold tags are read") {
  TokenForms forms({});
  const auto documents = read_conll("# doc a\n\nA\tB-PER\nB\tI-PER\n\nC\tO\n# doc b\nX-Y\tB-ORG\n");
  REQUIRE(documents.size() == 2);
  CHECK(documents[0].sentences.size() == 2);
  const NerTokens first = to_ner_tokens(documents[0], forms);
  const std::vector<Tag> expected = {make_tag(EntityType::kPerson, TagPosition::kBegin),
                                     make_tag(EntityType::kPerson, TagPosition::kLast), kOutside};
  CHECK(first.gold == expected);
  const NerTokens second = to_ner_tokens(documents[1], forms);
  CHECK(second.document.tokens.size() == 3);
  CHECK(second.gold[1] == make_tag(EntityType::kOrg, TagPosition::kInside));
}

struct Counts {
  double correct = 0;
  double found = 0;
  double gold = 0;
  [[nodiscard]] double f1() const { return 200 * correct / (found + gold); }
};

using NameSpan = std::tuple<std::size_t, std::size_t, std::string>;

/// The spans of one column of BIO tags.
std::set<NameSpan> spans(const std::vector<std::array<std::string, 2>>& rows, std::size_t column) {
  std::set<NameSpan> out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string& tag = rows[i][column];
    if (tag[0] != 'B') continue;
    std::size_t end = i + 1;
    while (end < rows.size() && rows[end][column] == "I-" + tag.substr(2)) ++end;
    out.emplace(i, end, tag.substr(2));
  }
  return out;
}

TEST_CASE("the committed model reaches its scores on wwn.dev") {
  const std::filesystem::path path = test::shared_folder() / "ner/wwn.dev.conll";
  if (!std::filesystem::exists(path)) {
    MESSAGE("SKIPPED: " << path.string() << " is not there");
    return;
  }
  std::ifstream in(path);
  const std::string output = tagged({std::istreambuf_iterator<char>(in), {}});
  Counts all;
  Counts people;
  std::vector<std::array<std::string, 2>> rows;
  const auto count = [&] {
    const std::set<NameSpan> gold = spans(rows, 0);
    const std::set<NameSpan> found = spans(rows, 1);
    const auto add = [](Counts& counts, double Counts::*field, const NameSpan&) {
      counts.*field += 1;
    };
    const auto note = [&](const NameSpan& span, double Counts::*field) {
      if (std::get<2>(span) != "MISC") add(all, field, span);
      if (std::get<2>(span) == "PER") add(people, field, span);
    };
    for (const NameSpan& span : gold) note(span, &Counts::gold);
    for (const NameSpan& span : found) {
      note(span, &Counts::found);
      if (gold.contains(span)) note(span, &Counts::correct);
    }
    rows.clear();
  };
  for (std::size_t begin = 0; begin < output.size();) {
    const std::size_t end = output.find('\n', begin);
    const std::string line = output.substr(begin, end - begin);
    begin = end + 1;
    const std::size_t last = line.rfind('\t');
    if (last == std::string::npos) {
      count();
      continue;
    }
    const std::size_t middle = line.rfind('\t', last - 1);
    rows.push_back({line.substr(middle + 1, last - middle - 1), line.substr(last + 1)});
  }
  count();
  MESSAGE("wwn.dev F1 " << all.f1() << ", people " << people.f1());
  CHECK(all.f1() >= 85.3);
  CHECK(people.f1() >= 91.5);
}

}  // namespace
}  // namespace ksearch
