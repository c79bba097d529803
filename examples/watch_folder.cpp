// Looks at a folder again and again and tells what is new about a subject.
//
//   watch_folder FOLDER QUERY SECONDS ROUNDS

#include <chrono>
#include <iostream>
#include <ksearch/ksearch.hpp>
#include <set>
#include <string>
#include <thread>

int main(int argc, char** argv) {
  if (argc != 5) {
    std::cerr << "usage: watch_folder FOLDER QUERY SECONDS ROUNDS\n";
    return 2;
  }
  try {
    const std::chrono::seconds pause(std::stoi(argv[3]));
    std::set<std::string> told;
    for (int round = std::stoi(argv[4]); round > 0; --round) {
      {
        // Open only while it works, so that others may write in between.
        ksearch::IndexWriter writer({.directory = "watch-index"});
        writer.add_paths({argv[1]});
        writer.commit();
      }
      ksearch::Searcher searcher("watch-index");
      const auto newest = searcher.search(
          {.query = argv[2], .limit = 100, .sort = ksearch::SortOrder::kNewest, .snippets = 0});
      for (const ksearch::Hit& hit : newest.hits) {
        if (told.insert(hit.id).second) std::cout << hit.date << "  " << hit.title << std::endl;
      }
      if (round > 1) std::this_thread::sleep_for(pause);
    }
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
