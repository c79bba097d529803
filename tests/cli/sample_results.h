#pragma once

#include <chrono>

#include "cli/search_output.h"
#include "ksearch/searcher.h"

namespace ksearch::test {

/// Two hits and two facets, with a control character in a title and in a passage.
inline SearchResults sample_results() {
  Hit first;
  first.rank = 1;
  first.score = 7.5;
  first.id = "a1";
  first.title = "Medinsky leaves Istanbul without a ceasefire";
  first.title_highlights = {{0, 8}, {35, 44}};
  first.path = "/news/talks one.txt";
  first.source = "The Courier";
  first.date = "2025-05-16T14:05:00Z";
  first.language = "en";
  first.snippets = {{"Mr Medinsky said that a ceasefire was not on the table this week, and left.",
                     {120, 195},
                     {{3, 11}, {24, 33}}},
                    {"and that the delegations had agreed to meet again in", {400, 452}, {}}};
  first.person = {"Vladimir Medinsky", "Rustem Umerov"};
  first.place = {"Istanbul"};
  first.org = {"Kremlin"};
  first.reasons = {{"ceasefire", {"ceasefire"}, "same stem", 0.625}};

  Hit second;
  second.rank = 2;
  second.score = 1.25;
  second.id = "b 2";
  second.title = "=Pourparlers \x1b[2J \"sans\" issue, dit-on";
  second.url = "https://example.org/pourparlers";
  second.source = "Le Fil";
  second.date = "2025-06-02";
  second.language = "fr";
  second.snippets = {{"Le cessez-le-feu attendra.", {0, 26}, {}}};
  second.copies = 2;

  SearchResults results;
  results.hits = {first, second};
  results.total = 12;
  results.parsed_query = "Medinsky ceasefire";
  results.facets = {
      {Field::kPerson,
       {{"Vladimir Medinsky",
         11,
         {{"Vladimir Medinsky", 10, "person", "own name"},
          {"Медінський", 2, "person", "romanisation"}}},
        {"Rustem Umerov", 3, {{"Rustem Umerov", 3, "person", "own name"}}}},
       4},
      {Field::kPlace, {{"Istanbul", 12, {{"Istanbul", 12, "place", "own name"}}}}, 0}};
  results.revision = 3;
  return results;
}

inline SearchRequest sample_request() {
  SearchRequest request;
  request.query = "Medinsky ceasefire";
  return request;
}

}  // namespace ksearch::test
