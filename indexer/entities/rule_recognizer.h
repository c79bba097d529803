#pragma once

#include "ksearch/entity.h"

namespace ksearch {

/// Recognises by a table of known names and by rules on titles and capitals, in Latin, Cyrillic
/// and Greek script; in other scripts by the table alone. It prefers to miss a name to showing
/// one that is none. Stateless apart from shared tables.
class RuleRecognizer final : public EntityRecognizer {
 public:
  [[nodiscard]] std::vector<Mention> recognize(const RecognizerInput& input) override;
  [[nodiscard]] std::unique_ptr<EntityRecognizer> clone() const override;
  [[nodiscard]] std::string fingerprint() const override;
};

}  // namespace ksearch
