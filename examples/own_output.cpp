// Output of one's own: hits as a Markdown list, with their matches in bold.
//
//   own_output INDEX QUERY

#include <iostream>
#include <ksearch/ksearch.hpp>
#include <string>
#include <string_view>

namespace {

/// Text as Markdown: what has a meaning there is escaped, matches become bold.
std::string to_markdown(const std::string& text, const std::vector<ksearch::Span>& matches) {
  constexpr std::string_view kMeaningful = "\\`*_[]<>#";
  std::string result;
  const auto append_escaped = [&](std::size_t begin, std::size_t end) {
    for (const char c : std::string_view(text).substr(begin, end - begin)) {
      if (kMeaningful.find(c) != std::string_view::npos) result += '\\';
      result += c;
    }
  };
  std::size_t done = 0;
  for (const ksearch::Span match : matches) {
    append_escaped(done, match.begin);
    result += "**";
    append_escaped(match.begin, match.end);
    result += "**";
    done = match.end;
  }
  append_escaped(done, text.size());
  return result;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: own_output INDEX QUERY\n";
    return 2;
  }
  try {
    ksearch::Searcher searcher(argv[1]);
    for (const ksearch::Hit& hit : searcher.search({.query = argv[2], .snippets = 1}).hits) {
      std::cout << hit.rank << ". " << to_markdown(hit.title, hit.title_highlights) << "\n";
      for (const ksearch::Snippet& snippet : hit.snippets) {
        std::cout << "   > " << to_markdown(snippet.text, snippet.highlights) << "\n";
      }
    }
  } catch (const ksearch::Error& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
