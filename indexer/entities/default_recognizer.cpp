#include "indexer/entities/default_recognizer.h"

#include "indexer/entities/rule_recognizer.h"

namespace ksearch {

std::unique_ptr<EntityRecognizer> make_default_recognizer() {
  return std::make_unique<RuleRecognizer>();
}

}  // namespace ksearch
