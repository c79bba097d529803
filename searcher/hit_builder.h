#pragma once

#include <cstdint>

#include "common/storage/generation.h"
#include "ksearch/analyzer.h"
#include "ksearch/searcher.h"
#include "searcher/highlight/highlighter.h"

namespace ksearch {

/// A stored document as the highlighter takes it; views into the arguments.
[[nodiscard]] highlight::HighlightInput highlight_input(const Document& document,
                                                        std::string_view text,
                                                        const std::vector<StoredMention>& mentions);

/// Its title by itself; mentions of the text count where the title is part of the text.
[[nodiscard]] highlight::HighlightInput title_highlight_input(
    const Document& document, const std::vector<StoredMention>& mentions);

/// Makes what is shown of a document: its fields, passages, marks and entities. Lets Xapian's
/// errors pass. Used by one thread.
class HitBuilder {
 public:
  /// All references must outlive this object.
  HitBuilder(Generation& generation, Analyzer& analyzer, const highlight::MatchSpec& matches,
             const SearchRequest& request)
      : generation_(generation), highlighter_(matches, analyzer), request_(request) {}

  /// A hit without rank and score.
  [[nodiscard]] Hit build(std::uint32_t document);
  /// The whole document with all its marks.
  [[nodiscard]] StoredDocument build_whole(std::uint32_t document);

 private:
  /// What SearchRequest::brief leaves out.
  void add_details(std::uint32_t document, const StoredRecord& record, Hit& hit);
  void add_entities(const std::vector<StoredMention>& mentions, Hit& hit) const;

  Generation& generation_;
  highlight::Highlighter highlighter_;
  const SearchRequest& request_;
};

}  // namespace ksearch
