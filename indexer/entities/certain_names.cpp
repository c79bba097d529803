#include "indexer/entities/certain_names.h"

#include "common/entities/known_names.h"

namespace ksearch {
namespace {

void correct_type(NerDocument& document, TagSpan span) {
  NameHash hash;
  for (std::size_t i = span.begin; i < span.end; ++i) hash.add(document.tokens[i].form->name);
  const EntityType type = certain_type(span.type, find_known_name(hash));
  if (type == span.type || span.type == EntityType::kMisc) return;
  for (std::size_t i = span.begin; i < span.end; ++i) {
    document.tokens[i].tag = make_tag(type, tag_position(document.tokens[i].tag));
  }
}

}  // namespace

void apply_certain_names(NerDocument& document) {
  std::vector<Tag> tags;
  for (const NerSentence& sentence : document.sentences) {
    tags.clear();
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
      tags.push_back(document.tokens[i].tag);
    }
    for (const TagSpan& span : spans_of(tags.data(), tags.size())) {
      correct_type(document, {sentence.begin + span.begin, sentence.begin + span.end, span.type});
    }
  }
}

}  // namespace ksearch
