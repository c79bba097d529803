#include "common/entities/name_matcher.h"

#include <algorithm>

#include "common/entities/name_keys.h"
#include "common/entities/names.h"

namespace ksearch {
namespace {

bool given_names_agree(const PersonName& wanted, const PersonName& other) {
  if (wanted.given_key.empty()) return true;
  if (other.given_key.empty() || wanted.suffix != other.suffix) return false;
  if (wanted.given_key.size() == 1 || other.given_key.size() == 1) {
    return wanted.given_key.front() == other.given_key.front();
  }
  const auto& middle = other.middle_keys;
  return wanted.given_key == other.given_key ||
         std::find(middle.begin(), middle.end(), wanted.given_key) != middle.end();
}

}  // namespace

NameMatcher::NameMatcher(EntityType type, std::string_view spelling)
    : type_(type),
      normalized_(normalize_name(type, spelling)),
      plain_(normalized_),
      curated_(curated_name(type, normalized_)) {
  if (type == EntityType::kPlace && normalized_.starts_with(kArticle) &&
      takes_article(normalized_.substr(kArticle.size()))) {
    plain_.erase(0, kArticle.size());
    if (curated_.empty()) curated_ = curated_name(type, plain_);
  }
  if (type == EntityType::kPerson) {
    person_ = parse_person_name(normalized_);
  } else {
    key_ = phrase_key(normalized_);
  }
  if (type == EntityType::kOrg) organisation_ = organisation_key(normalized_);
}

bool NameMatcher::matches(std::string_view normalized) const {
  if (normalized_.empty()) return false;
  if (normalized == normalized_ || normalized == plain_) return true;
  if (!curated_.empty() && curated_ == curated_name(type_, normalized)) return true;
  if (type_ == EntityType::kPerson) {
    return surname_key(normalized) == person_.surname_key &&
           given_names_agree(person_, parse_person_name(normalized));
  }
  if (type_ == EntityType::kOrg && organisation_key(normalized) == organisation_) return true;
  // Spelling keys tie scripts together; within one they would tie different places.
  return is_latin_name(normalized) != is_latin_name(normalized_) && phrase_key(normalized) == key_;
}

}  // namespace ksearch
