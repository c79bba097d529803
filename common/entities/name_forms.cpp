#include "common/entities/name_forms.h"

#include <optional>
#include <string>

#include "common/entities/known_names.h"
#include "common/entities/name_keys.h"
#include "common/entities/names.h"

namespace ksearch {
namespace {

/// Whether the tables show a place by this very form. They do not see spaces: "the kong" is Durban.
bool is_shown_so(std::string_view curated, std::string_view normalized) {
  return !curated.empty() && normalize_name(EntityType::kPlace, curated) == normalized;
}

/// A place may be written with "the" or without. A name that nobody knows is the one that they know
/// written the other way ("Hague", "The Gambia"); two that they know are two.
void read_article(NameForm& form, const UserNameTable& user_names) {
  const bool has_article = form.normalized.starts_with(kArticle);
  if (!has_article && !form.curated.empty()) return;
  const std::string other = has_article ? form.normalized.substr(kArticle.size())
                                        : std::string(kArticle) + form.normalized;
  std::string_view known = user_names.find(EntityType::kPlace, other);
  const bool of_user = !known.empty();
  if (!of_user) known = curated_name(EntityType::kPlace, find_known_name(other));
  if (!has_article) {
    if (!of_user && !is_shown_so(known, other)) return;
    form.curated = known;
    form.of_user = of_user;
    form.shown = of_user ? known : known.substr(kArticle.size());
  } else if (!form.curated.empty()) {
    const bool is_own = form.of_user || is_shown_so(form.curated, form.normalized);
    form.article = known.empty() ? is_own && takes_article(other) : known == form.curated;
  } else if (of_user || takes_article(other)) {
    form.curated = form.shown = known;
    form.of_user = of_user;
    form.article = true;
  }
}

NameForm form_of(const NameRecord& name, const UserNameTable& user_names) {
  NameForm form{normalize_name(name.type, name.name), name.type, {}};
  form.curated = user_names.find(name.type, form.normalized);
  form.of_user = !form.curated.empty();
  if (!form.of_user) {
    const std::optional<KnownName> known = find_known_inflected(form.normalized);
    form.type = certain_type(name.type, known);
    form.curated = curated_name(form.type, known);
  }
  form.shown = form.curated;
  const bool is_place = name.type == EntityType::kPlace && form.type == EntityType::kPlace;
  if (is_place && !form.normalized.empty()) read_article(form, user_names);
  return form;
}

}  // namespace

std::string_view NameForm::plain() const {
  return std::string_view(normalized).substr(article ? kArticle.size() : 0);
}

NameForms::NameForms(std::span<const NameRecord> names, const UserNameTable& user_names)
    : names_(names) {
  forms_.reserve(names_.size());
  for (const NameRecord& name : names_) forms_.push_back(form_of(name, user_names));
}

bool NameForms::precedes(Index a, Index b) const {
  if (names_[a].documents != names_[b].documents) return names_[a].documents > names_[b].documents;
  if (names_[a].mentions != names_[b].mentions) return names_[a].mentions > names_[b].mentions;
  if (forms_[a].article != forms_[b].article) return forms_[b].article;
  if (forms_[a].normalized != forms_[b].normalized)
    return forms_[a].normalized < forms_[b].normalized;
  if (names_[a].type != names_[b].type) return names_[a].type < names_[b].type;
  return names_[a].name < names_[b].name;
}

}  // namespace ksearch
