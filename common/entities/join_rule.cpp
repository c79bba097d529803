#include "common/entities/join_rule.h"

#include <string>

#include "common/entities/name_keys.h"
#include "common/entities/person_names.h"
#include "common/entities/romanisation.h"

namespace ksearch {
namespace {

Rule person_rule(const NameForm& form, const NameForm& shown) {
  if (!form.curated.empty() && form.curated == shown.curated) return Rule::kPersonAlias;
  const PersonName a = parse_person_name(form.normalized);
  const PersonName b = parse_person_name(shown.normalized);
  if (a.given_key.empty()) return Rule::kSurnameOfOneEntity;
  if (a.given_key.size() == 1) return Rule::kInitials;
  const std::string given_a = form.normalized.substr(0, form.normalized.find(' '));
  const std::string given_b = shown.normalized.substr(0, shown.normalized.find(' '));
  const bool one_spelling =
      spelling_key(romanize(nominative(given_a))) == spelling_key(romanize(nominative(given_b)));
  return one_spelling ? Rule::kRomanisation : Rule::kGivenNameVariant;
}

}  // namespace

Rule join_rule(const NameForm& name, const NameForm& canonical) {
  if (name.normalized == canonical.normalized || name.plain() == canonical.plain()) {
    return Rule::kSameName;
  }
  if (name.of_user && name.curated == canonical.curated) return Rule::kKnownName;
  if (name.type != canonical.type) return Rule::kSameName;
  if (name.type == EntityType::kPerson) return person_rule(name, canonical);
  if (!is_latin_name(name.normalized) && name.curated.empty()) return Rule::kRomanisation;
  if (name.type == EntityType::kPlace) return Rule::kPlaceAlias;
  if (name.type == EntityType::kOrg) return Rule::kOrganisationAlias;
  return Rule::kSameName;
}

std::string_view to_string(Rule rule) noexcept {
  switch (rule) {
    case Rule::kOwnName:
      return "own name";
    case Rule::kSameName:
      return "same name";
    case Rule::kPlaceAlias:
      return "place alias";
    case Rule::kOrganisationAlias:
      return "organisation alias";
    case Rule::kPersonAlias:
      return "person alias";
    case Rule::kRomanisation:
      return "romanisation";
    case Rule::kGivenNameVariant:
      return "given-name variant";
    case Rule::kInitials:
      return "initials";
    case Rule::kSurnameOfOneEntity:
      return "surname of one entity";
    case Rule::kCorrection:
      return "correction";
    case Rule::kKnownName:
      return "known name";
  }
  return "own name";
}

}  // namespace ksearch
