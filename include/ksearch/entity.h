#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ksearch/analyzer.h"
#include "ksearch/span.h"

namespace ksearch {

/// Never renumber: on disk.
enum class EntityType : std::uint8_t { kPerson = 0, kPlace = 1, kOrg = 2, kMisc = 3 };

/// "person", "place", "org" or "misc".
[[nodiscard]] std::string_view to_string(EntityType type) noexcept;
/// The inverse, with the aliases of the query language (organisation, organization, location).
[[nodiscard]] std::optional<EntityType> entity_type_from(std::string_view name) noexcept;

/// One place in a text that names somebody or something.
struct Mention {
  Span span;        ///< bytes of the text given to the recogniser
  EntityType type;  ///< as recognised in this document
  /// The full name within the document: "Vladimir Putin" for "Mr Putin". Never empty.
  std::string name;

  friend bool operator==(const Mention&, const Mention&) = default;
};

/// What a recogniser is given: one document, analysed.
struct RecognizerInput {
  std::string_view text;            ///< the title, a blank line and the body; or a body alone
  std::span<const Token> tokens;    ///< of `text`, by the project's Analyzer
  std::string_view language;        ///< ISO 639-1, or empty when unknown
  std::span<const Span> furniture;  ///< parts of `text` to pass over, sorted and disjoint
};

/// Finds the names of people, places and organisations in a document: an extension point.
/// An object is used by one thread at a time; the indexer calls clone() for each of its threads.
class EntityRecognizer {
 public:
  virtual ~EntityRecognizer() = default;
  /// Mentions in order, disjoint, on token boundaries, none in furniture.
  [[nodiscard]] virtual std::vector<Mention> recognize(const RecognizerInput& input) = 0;
  [[nodiscard]] virtual std::unique_ptr<EntityRecognizer> clone() const = 0;
  /// Names the model and rules, so that an index can tell what it was made with.
  [[nodiscard]] virtual std::string fingerprint() const = 0;
};

}  // namespace ksearch
