// Indexes a folder and asks it a question.
//
//   index_and_search FOLDER QUERY

#include <iostream>
#include <ksearch/ksearch.hpp>
#include <string>

namespace {

/// The passage with its matches between asterisks.
std::string marked(const ksearch::Snippet& snippet) {
  std::string result;
  std::size_t done = 0;
  for (const ksearch::Span match : snippet.highlights) {
    result += snippet.text.substr(done, match.begin - done);
    result += "*" + snippet.text.substr(match.begin, match.size()) + "*";
    done = match.end;
  }
  return result + snippet.text.substr(done);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: index_and_search FOLDER QUERY\n";
    return 2;
  }
  try {
    ksearch::IndexWriter writer({.directory = "example-index"});
    writer.add_paths({argv[1]});
    writer.commit();

    ksearch::Searcher searcher("example-index");
    const ksearch::SearchResults results =
        searcher.search({.query = argv[2], .limit = 3, .facets = {ksearch::Field::kPerson}});
    std::cout << results.total << " documents\n";
    for (const ksearch::Hit& hit : results.hits) {
      std::cout << hit.rank << ". " << hit.title << " (" << hit.date << ")\n";
      for (const ksearch::Snippet& snippet : hit.snippets) {
        std::cout << "   " << marked(snippet) << "\n";
      }
    }
    for (const ksearch::FacetValue& person : results.facets[0].values) {
      std::cout << person.count << "  " << person.value << "\n";
    }
  } catch (const ksearch::QueryError& error) {
    std::cerr << error.what() << " (bytes " << error.span().begin << " to " << error.span().end
              << ")\n";
    return 2;
  } catch (const ksearch::Error& error) {
    std::cerr << error.what() << "\n";
    return 3;
  }
}
