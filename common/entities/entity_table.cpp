// From names to entities, by rules only (research/entities.md, section 4):
//
// 1. The user's known names and curated tables say which spellings are one place, organisation or
// person, and correct types
//    that a recogniser gets wrong ("Kremlin" as a person).
// 2. Organisations meet without "Ltd" and the like, in British and American spelling; names in
// Cyrillic and Greek meet their Latin
//    form by a spelling key.
// 3. People are sorted into buckets by the key of their surname. In a bucket, those with one given
//    name (in any form) are one person, unless middle names or "Jr" tell them apart; then initials
//    and lone surnames join the one person that they can only mean.
// 4. One form recognised as two types is one entity if one of the types is rare.
// 5. The user's corrections come last.
// 6. Names that no document has any more never tie live names together: the live ones are derived
//    by themselves, and a dead one follows them if it can mean one entity only, or is what one of
//    them is shown as.
//
// Whatever is chosen is chosen by counts and then by spelling, never by position, so that the
// order of the names does not matter.

#include "common/entities/entity_table.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "common/entities/name_keys.h"
#include "common/entities/names.h"
#include "common/entities/person_names.h"
#include "common/entities/romanisation.h"

namespace ksearch {
namespace {

/// The share of a surname's documents that one entity must own to take a form that could be
/// another's.
constexpr std::uint64_t kOwnerPercent = 80;
/// Or this share, if it has so many times the documents of anyone else: Joe Biden among the many
/// Bidens.
constexpr std::uint64_t kLeastPercent = 60;
constexpr std::uint64_t kOwnerTimes = 4;
/// Shares of a form's documents by which one type takes the others over.
constexpr std::uint64_t kTypePercentOfPhrase = 80;
constexpr std::uint64_t kTypePercentOfWord = 95;
/// Shorter keys say too little for a lone surname spelt otherwise: Yang and Jang are two.
constexpr std::size_t kMinLoneKey = 6;

class DisjointSets {
 public:
  explicit DisjointSets(std::size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), 0U);
  }
  std::uint32_t find(std::uint32_t x) {
    while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
    return x;
  }
  void join(std::uint32_t a, std::uint32_t b) { parent_[find(a)] = find(b); }
  std::uint32_t add() {
    parent_.push_back(static_cast<std::uint32_t>(parent_.size()));
    return parent_.back();
  }

 private:
  std::vector<std::uint32_t> parent_;
};

class Derivation {
 public:
  Derivation(std::span<const NameRecord> names, const Corrections& corrections,
             const UserNameTable& user_names)
      : names_(names), corrections_(corrections), user_names_(user_names), sets_(names.size()) {}

  std::vector<NameEntity> run() {
    normalize();
    join_known_and_equal();
    join_across_scripts();
    join_people();
    join_types();
    apply_merges_and_splits();
    return result();
  }

 private:
  using Index = std::uint32_t;

  struct Form {
    std::string normalized;
    EntityType type;
    std::string_view curated;  ///< the shown name of the tables, or empty
    bool of_user = false;      ///< curated by the user
  };

  void normalize() {
    forms_.reserve(names_.size());
    for (const NameRecord& name : names_) {
      Form form{normalize_name(name.type, name.name), name.type, {}, false};
      if (const auto known = user_names_.find(name.type, form.normalized); !known.empty()) {
        form.curated = known;
        form.of_user = true;
        forms_.push_back(std::move(form));
        continue;
      }
      const std::optional<KnownName> known = find_known_inflected(form.normalized);
      form.type = certain_type(name.type, known);
      form.curated = curated_name(form.type, known);
      forms_.push_back(std::move(form));
    }
  }

  /// The order of preference, total for distinct names.
  bool precedes(Index a, Index b) const {
    if (names_[a].documents != names_[b].documents)
      return names_[a].documents > names_[b].documents;
    if (names_[a].mentions != names_[b].mentions) return names_[a].mentions > names_[b].mentions;
    if (forms_[a].normalized != forms_[b].normalized)
      return forms_[a].normalized < forms_[b].normalized;
    if (names_[a].type != names_[b].type) return names_[a].type < names_[b].type;
    return names_[a].name < names_[b].name;
  }

  /// Joins all names that agree in a key; names without one (nullopt) stay as they are.
  template <typename KeyOf>
  void join_by(KeyOf key_of) {
    std::unordered_map<std::string, Index> first;
    first.reserve(names_.size());
    for (Index i = 0; i < names_.size(); ++i) {
      std::optional<std::string> key = key_of(i);
      if (!key) continue;
      key->push_back(static_cast<char>('0' + static_cast<int>(forms_[i].type)));
      const auto [place, inserted] = first.emplace(std::move(*key), i);
      if (!inserted) sets_.join(i, place->second);
    }
  }

  void join_known_and_equal() {
    join_by([this](Index i) -> std::optional<std::string> {
      const Form& form = forms_[i];
      if (!form.curated.empty()) return '=' + std::string(form.curated);
      if (form.normalized.empty()) return std::nullopt;
      return form.type == EntityType::kOrg ? organisation_key(form.normalized) : form.normalized;
    });
  }

  void join_across_scripts() {
    const auto named = [this](Index i) {
      return forms_[i].type == EntityType::kPlace || forms_[i].type == EntityType::kOrg;
    };
    std::unordered_map<std::string, std::vector<Index>> foreign;
    for (Index i = 0; i < names_.size(); ++i) {
      if (named(i) && !is_latin_name(forms_[i].normalized)) {
        foreign[phrase_key(forms_[i].normalized)].push_back(i);
      }
    }
    if (foreign.empty()) return;
    for (Index i = 0; i < names_.size(); ++i) {
      if (!named(i) || !is_latin_name(forms_[i].normalized)) continue;
      const auto found = foreign.find(phrase_key(forms_[i].normalized));
      if (found == foreign.end()) continue;
      for (const Index other : found->second) {
        if (forms_[other].type == forms_[i].type && forms_[other].curated.empty()) {
          sets_.join(other, i);
        }
      }
    }
  }

  void join_people() {
    std::vector<std::pair<std::size_t, Index>> buckets;
    for (Index i = 0; i < names_.size(); ++i) {
      if (forms_[i].type != EntityType::kPerson || forms_[i].normalized.empty()) continue;
      const std::string key = parse_person_name(forms_[i].normalized).surname_key;
      buckets.emplace_back(std::hash<std::string>{}(key), i);
    }
    std::sort(buckets.begin(), buckets.end());
    for (std::size_t begin = 0; begin < buckets.size();) {
      std::size_t end = begin + 1;
      while (end < buckets.size() && buckets[end].first == buckets[begin].first) ++end;
      if (end - begin > 1) {
        std::vector<Index> bucket;
        for (std::size_t i = begin; i < end; ++i) bucket.push_back(buckets[i].second);
        join_bucket(std::move(bucket));
      }
      begin = end;
    }
  }

  struct Person {
    Index index;
    PersonName name;
  };

  void join_bucket(std::vector<Index> bucket) {
    std::sort(bucket.begin(), bucket.end(), [this](Index a, Index b) { return precedes(a, b); });
    std::map<std::pair<std::string, std::string>, std::vector<Person>> same_given;
    std::vector<Person> initials;
    std::vector<Person> lone;
    for (const Index i : bucket) {
      Person person{i, parse_person_name(forms_[i].normalized)};
      if (person.name.given_key.empty()) {
        lone.push_back(std::move(person));
      } else if (person.name.given_key.size() == 1) {
        initials.push_back(std::move(person));
      } else {
        auto key = std::make_pair(person.name.given_key, person.name.suffix);
        same_given[std::move(key)].push_back(std::move(person));
      }
    }
    for (auto& [key, people] : same_given) join_same_given(people);
    join_second_given_names(same_given);
    std::vector<const Person*> full;
    for (const auto& [key, people] : same_given) {
      for (const Person& person : people) full.push_back(&person);
    }
    for (const Person& person : initials) {
      join_to_owner(person.index, full, [&](const Person& other) {
        return other.name.given_key.front() == person.name.given_key.front() &&
               other.name.suffix == person.name.suffix;
      });
    }
    for (const Person& person : lone) {
      join_to_owner(person.index, full, [&](const Person& other) {
        return other.name.surname == person.name.surname ||
               person.name.surname_key.size() >= kMinLoneKey;
      });
    }
  }

  static bool middle_names_agree(const PersonName& a, const PersonName& b) {
    const std::size_t common = std::min(a.middle_keys.size(), b.middle_keys.size());
    for (std::size_t i = 0; i < common; ++i) {
      const std::string& x = a.middle_keys[i];
      const std::string& y = b.middle_keys[i];
      const bool initial = x.size() == 1 || y.size() == 1;
      if (initial ? x.front() != y.front() : x != y) return false;
    }
    return true;
  }

  /// People of one given name and surname: one person unless two middle names contradict each
  /// other; then names without a middle name go to the one who owns most documents.
  void join_same_given(const std::vector<Person>& people) {
    std::vector<const Person*> with_middle;
    for (const Person& person : people) {
      if (person.name.middle_keys.empty()) continue;
      for (const Person* other : with_middle) {
        if (middle_names_agree(person.name, other->name)) {
          sets_.join(person.index, other->index);
          break;
        }
      }
      with_middle.push_back(&person);
    }
    const Person* plain = nullptr;
    for (const Person& person : people) {
      if (!person.name.middle_keys.empty()) continue;
      if (plain != nullptr) sets_.join(person.index, plain->index);
      plain = &person;
    }
    if (plain != nullptr) {
      join_to_owner(plain->index, with_middle, [](const Person&) { return true; });
    }
  }

  /// "Tayyip Erdogan" is "Recep Tayyip Erdogan", if there is but one with that second name.
  void join_second_given_names(
      const std::map<std::pair<std::string, std::string>, std::vector<Person>>& same_given) {
    std::map<std::pair<std::string, std::string>, std::vector<const Person*>> bearers;
    for (const auto& [key, people] : same_given) {
      for (const Person& person : people) {
        for (const std::string& middle : person.name.middle_keys) {
          if (middle != key.first) bearers[{middle, key.second}].push_back(&person);
        }
      }
    }
    for (const auto& [key, people] : same_given) {
      const auto found = bearers.find(key);
      if (found == bearers.end()) continue;
      join_to_owner(people.front().index, found->second, [](const Person&) { return true; });
    }
  }

  /// Joins a name to the entity among the eligible people that owns enough of their documents.
  template <typename Eligible>
  void join_to_owner(Index name, const std::vector<const Person*>& people, Eligible eligible) {
    std::map<Index, std::uint64_t> documents;
    std::uint64_t all = 0;
    for (const Person* person : people) {
      if (!eligible(*person)) continue;
      documents[sets_.find(person->index)] += names_[person->index].documents;
      all += names_[person->index].documents;
    }
    for (const auto& [set, count] : documents) {
      const auto rivals = [&](const auto& other) {
        return other.first != set && other.second * kOwnerTimes > count;
      };
      const bool far_ahead = count * 100 >= all * kLeastPercent &&
                             std::none_of(documents.begin(), documents.end(), rivals);
      if (documents.size() == 1 || (all > 0 && (count * 100 >= all * kOwnerPercent || far_ahead))) {
        sets_.join(name, set);
        return;
      }
    }
  }

  void join_types() {
    std::vector<std::pair<std::size_t, Index>> groups;
    groups.reserve(names_.size());
    for (Index i = 0; i < names_.size(); ++i) {
      if (!forms_[i].normalized.empty()) {
        groups.emplace_back(std::hash<std::string>{}(forms_[i].normalized), i);
      }
    }
    std::sort(groups.begin(), groups.end());
    for (std::size_t begin = 0; begin < groups.size();) {
      std::size_t end = begin + 1;
      while (end < groups.size() && groups[end].first == groups[begin].first) ++end;
      if (end - begin > 1) {
        std::vector<Index> same;
        for (std::size_t i = begin; i < end; ++i) same.push_back(groups[i].second);
        join_to_dominant_type(std::move(same));
      }
      begin = end;
    }
  }

  void join_to_dominant_type(std::vector<Index> same) {
    std::uint64_t all = 0;
    for (const Index i : same) all += names_[i].documents;
    const Index top = *std::min_element(same.begin(), same.end(),
                                        [this](Index a, Index b) { return precedes(a, b); });
    const bool phrase = forms_[top].normalized.find(' ') != std::string::npos;
    const std::uint64_t percent = phrase ? kTypePercentOfPhrase : kTypePercentOfWord;
    if (all == 0 || names_[top].documents * std::uint64_t{100} < all * percent) return;
    for (const Index i : same) sets_.join(i, top);
  }

  /// Moves on from sets to labels, which corrections can take apart as well.
  void apply_merges_and_splits() {
    labels_.resize(names_.size());
    for (Index i = 0; i < names_.size(); ++i) labels_[i] = sets_.find(i);
    automatic_ = labels_;
    if (corrections_.list.empty()) return;
    std::map<std::pair<EntityType, std::string>, Index> by_name;
    for (Index i = 0; i < names_.size(); ++i) {
      by_name.emplace(std::make_pair(names_[i].type, forms_[i].normalized), i);
    }
    const auto find = [&by_name](EntityType type, std::string_view name) -> std::optional<Index> {
      const auto found = by_name.find(std::make_pair(type, normalize_name(type, name)));
      if (found == by_name.end()) return std::nullopt;
      return found->second;
    };
    for (const Correction& correction : corrections_.list) {
      const std::optional<Index> name = find(correction.type, correction.name);
      if (!name) continue;
      const std::optional<Index> other = find(correction.type, correction.other);
      switch (correction.action) {
        case Correction::Action::kMerge:
          if (other) sets_.join(labels_[*name], labels_[*other]);
          break;
        case Correction::Action::kAlias:
          if (other) labels_[*name] = labels_[*other];
          break;
        case Correction::Action::kSplit:
          labels_[*name] = sets_.add();
          break;
        case Correction::Action::kHide:
        case Correction::Action::kRetype:
        case Correction::Action::kRename:
          changes_.emplace_back(*name, &correction);
          break;
      }
    }
  }

  std::vector<NameEntity> result() {
    std::unordered_map<Index, std::vector<Index>> members;
    members.reserve(names_.size());
    for (Index i = 0; i < names_.size(); ++i) members[sets_.find(labels_[i])].push_back(i);
    std::vector<NameEntity> out(names_.size());
    for (const auto& [label, indices] : members) describe(indices, out);
    for (const auto& [name, correction] : changes_) {
      const Index canonical = out[name].entity;
      for (const Index i : members.at(sets_.find(labels_[name]))) {
        if (correction->action == Correction::Action::kHide) out[i].hidden = true;
        if (correction->action == Correction::Action::kRetype) {
          out[i].shown_type = correction->new_type;
        }
      }
      if (correction->action == Correction::Action::kRename) {
        out[canonical].shown_name = correction->other;
      }
    }
    return out;
  }

  void describe(const std::vector<Index>& indices, std::vector<NameEntity>& out) const {
    std::array<std::uint64_t, 4> documents{};
    for (const Index i : indices) {
      documents[static_cast<std::size_t>(forms_[i].type)] += std::uint64_t{1} + names_[i].documents;
    }
    const auto type = static_cast<EntityType>(std::max_element(documents.begin(), documents.end()) -
                                              documents.begin());
    const Index canonical = choose_canonical(indices, type);
    for (const Index i : indices) {
      out[i] = NameEntity{canonical, type, false, rule_for(i, canonical), {}};
    }
    const std::string_view curated = forms_[canonical].curated;
    if (!curated.empty() && curated != names_[canonical].name) {
      out[canonical].shown_name = std::string(curated);
    }
  }

  /// The curated spelling, else the most frequent full form of the shown type.
  Index choose_canonical(const std::vector<Index>& indices, EntityType type) const {
    const auto rank = [&](Index i) {
      int value = 0;
      if (forms_[i].type != type) value += 8;
      if (forms_[i].curated.empty()) value += 4;
      if (!forms_[i].curated.empty() &&
          normalize_name(type, forms_[i].curated) != forms_[i].normalized) {
        value += 2;
      }
      if (type == EntityType::kPerson && !is_full_name(i, indices)) value += 1;
      return value;
    };
    Index best = indices.front();
    int best_rank = rank(best);
    for (const Index i : indices) {
      const int r = rank(i);
      if (r < best_rank || (r == best_rank && precedes(i, best))) {
        best = i;
        best_rank = r;
      }
    }
    return best;
  }

  /// Whether a name of an entity has a given name. "Kilroy-Silk" has none where another name of the
  /// entity is "Robert Kilroy-Silk".
  bool is_full_name(Index i, const std::vector<Index>& entity) const {
    const std::string& name = forms_[i].normalized;
    if (parse_person_name(name).given_key.size() <= 1) return false;
    const auto known = find_known_name(std::string_view(name).substr(0, name.find(' ')));
    if (known && known->is(kKnownGivenName)) return true;
    return std::none_of(entity.begin(), entity.end(), [&](Index other) {
      const std::string& longer = forms_[other].normalized;
      return longer.size() > name.size() && longer.ends_with(name) &&
             longer[longer.size() - name.size() - 1] == ' ' &&
             forms_[other].type == EntityType::kPerson;
    });
  }

  Rule rule_for(Index name, Index canonical) const {
    if (name == canonical) return Rule::kOwnName;
    if (automatic_[name] != automatic_[canonical] || labels_[name] != automatic_[name]) {
      return Rule::kCorrection;
    }
    const Form& form = forms_[name];
    const Form& shown = forms_[canonical];
    if (form.normalized == shown.normalized) return Rule::kSameName;
    if (form.of_user && form.curated == shown.curated) return Rule::kKnownName;
    if (form.type != shown.type) return Rule::kSameName;
    if (form.type == EntityType::kPerson) return person_rule(form, shown);
    if (!is_latin_name(form.normalized) && form.curated.empty()) return Rule::kRomanisation;
    if (form.type == EntityType::kPlace) return Rule::kPlaceAlias;
    if (form.type == EntityType::kOrg) return Rule::kOrganisationAlias;
    return Rule::kSameName;
  }

  static Rule person_rule(const Form& form, const Form& shown) {
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

  std::span<const NameRecord> names_;
  const Corrections& corrections_;
  const UserNameTable& user_names_;
  std::vector<Form> forms_;
  DisjointSets sets_;
  std::vector<Index> labels_;     ///< of each name; its entity is sets_.find(label)
  std::vector<Index> automatic_;  ///< labels before corrections
  std::vector<std::pair<Index, const Correction*>> changes_;  ///< hide, retype, rename
};

/// Finds entities by the names that are shown instead of their spellings.
class ShownNames {
 public:
  explicit ShownNames(const std::vector<NameEntity>& entities) {
    for (std::uint32_t i = 0; i < entities.size(); ++i) {
      const NameEntity& entity = entities[i];
      if (entity.shown_name.empty()) continue;
      entities_.emplace(
          std::pair(entity.shown_type, normalize_name(entity.shown_type, entity.shown_name)), i);
    }
  }

  /// The entity that is shown by this name, or by the known name that it is an alias of.
  [[nodiscard]] std::optional<std::uint32_t> find(const NameRecord& name,
                                                  const UserNameTable& user_names) const {
    if (entities_.empty()) return std::nullopt;
    const std::string normalized = normalize_name(name.type, name.name);
    const std::string_view known = user_names.find(name.type, normalized);
    auto found = entities_.find(std::pair(name.type, normalized));
    if (found == entities_.end() && !known.empty()) {
      found = entities_.find(std::pair(name.type, normalize_name(name.type, known)));
    }
    if (found == entities_.end()) return std::nullopt;
    return found->second;
  }

 private:
  std::map<std::pair<EntityType, std::string>, std::uint32_t> entities_;
};

}  // namespace

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

std::vector<NameEntity> derive_entities(std::span<const NameRecord> names,
                                        const Corrections& corrections, const UserNames& known) {
  const UserNameTable user_names(known);
  std::vector<NameRecord> live;
  std::vector<std::uint32_t> number_of;  // of each live name
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    if (names[i].documents == 0) continue;
    live.push_back(names[i]);
    number_of.push_back(i);
  }
  if (live.size() == names.size()) return Derivation(names, corrections, user_names).run();

  std::vector<NameEntity> out = Derivation(names, corrections, user_names).run();
  const std::vector<NameEntity> of_live = Derivation(live, corrections, user_names).run();
  // Where the names of each set with dead ones have gone: to one entity, or to several.
  constexpr std::uint32_t kNone = 0xffffffff;
  constexpr std::uint32_t kSeveral = 0xfffffffe;
  std::vector<std::uint32_t> heir(names.size(), kNone);
  for (std::size_t k = 0; k < live.size(); ++k) {
    std::uint32_t& entity = heir[out[number_of[k]].entity];
    const std::uint32_t now = number_of[of_live[k].entity];
    entity = entity == kNone || entity == now ? now : kSeveral;
  }
  std::vector<std::uint32_t> live_index(names.size(), kNone);
  for (std::uint32_t k = 0; k < live.size(); ++k) live_index[number_of[k]] = k;
  const ShownNames shown(of_live);
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    if (live_index[i] != kNone) continue;
    // What is shown of an entity is one of its names, whoever else could be called so.
    const auto shown_as = shown.find(names[i], user_names);
    const std::uint32_t entity = shown_as ? number_of[*shown_as] : heir[out[i].entity];
    if (entity == kNone) continue;  // a set without documents
    if (entity == kSeveral) {
      out[i] = NameEntity{i, names[i].type, false, Rule::kOwnName, {}};
    } else {
      const NameEntity& owner = of_live[live_index[entity]];
      out[i] = NameEntity{entity,
                          owner.shown_type,
                          owner.hidden,
                          out[i].rule == Rule::kOwnName ? Rule::kSameName : out[i].rule,
                          {}};
    }
  }
  for (std::size_t k = 0; k < live.size(); ++k) {
    out[number_of[k]] = of_live[k];
    out[number_of[k]].entity = number_of[of_live[k].entity];
  }
  return out;
}

}  // namespace ksearch
