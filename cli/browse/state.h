#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/browse/key.h"
#include "cli/browse/scroll.h"
#include "cli/marked_text.h"
#include "ksearch/searcher.h"

namespace ksearch::cli::browse {

/// A value that documents must have, or must not have.
struct Narrowing {
  Field field{};
  std::string value;
  bool excluded = false;
  friend bool operator==(const Narrowing&, const Narrowing&) = default;
};

/// What is asked at one moment.
struct Question {
  std::string query;
  bool plain = false;  ///< no operators: every character of the query is text
  std::vector<Narrowing> narrowings;
  friend bool operator==(const Question&, const Question&) = default;
};

/// A question that was left, and the hit that was selected then.
struct Visit {
  Question question;
  std::size_t hit = 0;
};

struct Size {
  std::size_t rows = 24;
  std::size_t columns = 80;
};

enum class Pane : std::uint8_t { kFacets, kHits, kDocument };
enum class Input : std::uint8_t { kNone, kQuery, kFacetFilter };
enum class Overlay : std::uint8_t { kNone, kHelp, kCommand };

/// A line of the list of facets.
struct FacetRow {
  enum class Kind : std::uint8_t { kHeading, kActive, kValue, kMore, kBlank };
  Kind kind = Kind::kBlank;
  Field field{};
  std::size_t index = 0;  ///< of the narrowing, or of the value in its facet
  std::string text;
  std::uint64_t count = 0;
  [[nodiscard]] bool can_be_selected() const {
    return kind == Kind::kActive || kind == Kind::kValue;
  }
};

/// Everything the browser knows: what press() changes and draw() shows. Plain data.
struct State {
  SearchRequest base;        ///< what the command line asked for beside the question
  std::string index_option;  ///< value of --index, for the equivalent command; empty: none given
  bool unicode = true;
  Size size;

  Question question;
  std::vector<Visit> history;
  SearchResults results;
  Facet filtered;  ///< of the facet that is being filtered
  std::vector<FacetRow> facet_rows;
  StoredDocument document;
  std::vector<MarkedText> document_lines;

  Pane pane = Pane::kHits;
  Input input = Input::kNone;
  Overlay overlay = Overlay::kNone;
  std::string input_text;
  Field filter_field{};
  Scroll facets;
  Scroll hits;
  std::size_t document_top = 0;
  std::string message;  ///< of the last line; the next key clears it
};

/// What a key asks the world for.
enum class Effect : std::uint8_t {
  kNone,
  kSearch,        ///< answer the question: set_results()
  kMore,          ///< more hits: add_hits()
  kFilterFacet,   ///< values of filter_field that hold input_text: set_filtered()
  kReadDocument,  ///< the selected hit: set_document()
  kOpenFile,      ///< of the selected hit
  kCopyCommand,
  kQuit,
};

/// The one step of the browser: a key, with the state after it and what has to be done now.
[[nodiscard]] Effect press(State& state, Key key);

void set_results(State& state, SearchResults results);
void add_hits(State& state, std::vector<Hit> hits);
void set_filtered(State& state, Facet facet);
void set_document(State& state, StoredDocument document);
/// Goes back to the question before one that could not be answered, and says why.
void refuse(State& state, std::string message);
void resize(State& state, Size size);

/// The request of the question, without an offset.
[[nodiscard]] SearchRequest request_of(const State& state);
/// The question as a command for a shell.
[[nodiscard]] std::string command_line(const State& state);
/// The selected hit; null: there is none.
[[nodiscard]] const Hit* selected_hit(const State& state);

}  // namespace ksearch::cli::browse
