#include "searcher/query/compiler.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

#include "common/storage/generation.h"
#include "searcher/query/parser.h"
#include "tests/support/collection.h"

namespace ksearch {
namespace {

/// An index, and queries compiled against it.
class Compiled {
 public:
  explicit Compiled(const std::vector<Document>& documents) {
    {
      IndexWriter writer(test::sample_options(dir_.path() / "index"));
      for (const Document& document : documents) writer.put(document);
      writer.commit();
    }
    generation_.emplace(IndexDirectory(dir_.path() / "index"));
  }

  query::CompiledQuery of(const std::string& text, const Filters& filters = {}) {
    const query::Vocabulary vocabulary(*generation_, analyzer_);
    return query::Compiler(vocabulary, analyzer_, options)
        .compile(query::parse(text).root, filters);
  }

  query::CompileOptions options;

 private:
  test::TempDir dir_;
  std::optional<Generation> generation_;
  Analyzer analyzer_;
};

Document document(std::size_t number, std::string title, std::string text) {
  Document made;
  made.id = std::to_string(number);
  made.language = "en";
  made.title = std::move(title);
  made.text = std::move(text);
  return made;
}

TEST_CASE("a word is unknown where neither its stem nor one of its parts is known") {
  Compiled compiled({document(0, "Ceasefires hold", "The boundary of the layer, says reuters."),
                     document(1, "Talks", "A ceasefire, not a cease-fire.")});
  for (const char* known : {"ceasefire", "cease-fire", "title:cease-fire", "title:ceasefire",
                            "boundary-layer", "reuters.com", "title:ceasefires-hold"}) {
    CHECK_MESSAGE(!compiled.of(known).has_unknown_word, known);
  }
  for (const char* unknown : {"zeppelin", "zeppelin-mooring", "title:boundary", "\"no zeppelin\"",
                              "ceasefire zeppelin", "zeppelin cease-fire"}) {
    CHECK_MESSAGE(compiled.of(unknown).has_unknown_word, unknown);
  }
}

TEST_CASE("the phrases and NEARs of a query have one budget") {
  std::vector<Document> documents;
  for (std::size_t i = 0; i < 50; ++i) {
    documents.push_back(document(i, "Letters", i < 10 ? "a b c d e f g rare" : "a b c d e f g"));
  }
  Compiled compiled(documents);
  compiled.options.max_compared = 300;
  const auto is_refused = [&](const std::string& text) {
    try {
      static_cast<void>(compiled.of(text));
      return false;
    } catch (const QueryError& error) {
      CHECK(std::string_view(error.what()) ==
            "the phrases and NEARs of the query have too many words that are everywhere; "
            "use fewer or rarer ones");
      CHECK(error.span().end <= text.size());
      return true;
    }
  };
  CHECK_FALSE(is_refused(R"("a b" "b c" "c d" "d e" "e f" "f g")"));
  CHECK(is_refused(R"("a b" "b c" "c d" "d e" "e f" "f g" "a rare" "b rare")"));
  CHECK_FALSE(is_refused(R"("a b" "b c" "c d" "d e" "e f" "a rare" "b rare" "c rare")"));
  CHECK(is_refused(R"("a b" "b c" "c d" "d e" (a NEAR/3 c) (b NEAR/3 d) (c NEAR/3 e))"));
  // What is excluded is compared too; what no document can have is not.
  CHECK(is_refused(R"(rare -"a b" -"b c" -"c d" -"d e" -"e f" -"f g" -"a c")"));
  CHECK_FALSE(is_refused(R"("a b" "b c" "c d" "d e" "e f" "f g" "a zeppelin" "b zeppelin")"));
  // Four phrases of words that are everywhere are allowed whatever the index.
  compiled.options.max_compared = 0;
  CHECK_FALSE(is_refused(R"("a b" "b c" "c d" "d e")"));
  CHECK(is_refused(R"("a b" "b c" "c d" "d e" "e f")"));
}

TEST_CASE("a language that no document has is named beside those there are") {
  Compiled compiled({document(0, "One", "Some words.")});
  CHECK(compiled.of("language:en").warnings.empty());
  const std::string expected =
      "no document of this index is in the language 'ENGLISH'; there are en";
  REQUIRE(compiled.of("words language:ENGLISH").warnings.size() == 1);
  CHECK(compiled.of("words language:ENGLISH").warnings[0].message == expected);
  Filters filters;
  filters.with.emplace_back(Field::kLanguage, "ENGLISH");
  REQUIRE(compiled.of("words", filters).warnings.size() == 1);
  CHECK(compiled.of("words", filters).warnings[0].message == expected);
}

}  // namespace
}  // namespace ksearch
