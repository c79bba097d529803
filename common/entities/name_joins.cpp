// 1. The user's known names and curated tables say which spellings are one place, organisation or
//    person, and correct types that a recogniser gets wrong ("Kremlin" as a person).
// 2. Organisations meet without "Ltd" and the like, in British and American spelling; names in
//    Cyrillic and Greek meet their Latin form by a spelling key.
// 3. People: person_joins.cpp.
// 4. One form recognised as two types is one entity if one of the types is rare.

#include "common/entities/name_joins.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "common/entities/name_keys.h"
#include "common/entities/names.h"
#include "common/entities/person_joins.h"
#include "common/entities/romanisation.h"

namespace ksearch {
namespace {

/// Shares of a form's documents by which one type takes the others over.
constexpr std::uint64_t kTypePercentOfPhrase = 80;
constexpr std::uint64_t kTypePercentOfWord = 95;

class NameJoins {
 public:
  explicit NameJoins(const NameForms& forms) : forms_(forms), sets_(forms.size()) {}

  DisjointSets run() {
    join_known_and_equal();
    join_across_scripts();
    join_people(forms_, sets_);
    join_types();
    return std::move(sets_);
  }

 private:
  using Index = NameForms::Index;

  /// Joins all names that agree in a key; names without one (nullopt) stay as they are.
  template <typename KeyOf>
  void join_by(KeyOf key_of) {
    std::unordered_map<std::string, Index> first;
    first.reserve(forms_.size());
    for (Index i = 0; i < forms_.size(); ++i) {
      std::optional<std::string> key = key_of(i);
      if (!key) continue;
      key->push_back(static_cast<char>('0' + static_cast<int>(forms_[i].type)));
      const auto [place, inserted] = first.emplace(std::move(*key), i);
      if (!inserted) sets_.join(i, place->second);
    }
  }

  void join_known_and_equal() {
    join_by([this](Index i) -> std::optional<std::string> {
      const NameForm& form = forms_[i];
      if (!form.curated.empty()) return '=' + normalize_name(form.type, form.curated);
      if (form.normalized.empty()) return std::nullopt;
      return form.type == EntityType::kOrg ? organisation_key(form.normalized) : form.normalized;
    });
  }

  void join_across_scripts() {
    const auto named = [this](Index i) {
      return forms_[i].type == EntityType::kPlace || forms_[i].type == EntityType::kOrg;
    };
    std::unordered_map<std::string, std::vector<Index>> foreign;
    for (Index i = 0; i < forms_.size(); ++i) {
      if (named(i) && !is_latin_name(forms_[i].normalized)) {
        foreign[phrase_key(forms_[i].normalized)].push_back(i);
      }
    }
    if (foreign.empty()) return;
    for (Index i = 0; i < forms_.size(); ++i) {
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
  void join_types() {
    std::vector<std::pair<std::size_t, Index>> groups;
    groups.reserve(forms_.size());
    for (Index i = 0; i < forms_.size(); ++i) {
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
    for (const Index i : same) all += forms_.record(i).documents;
    const Index top = *std::min_element(same.begin(), same.end(),
                                        [this](Index a, Index b) { return forms_.precedes(a, b); });
    const bool phrase = forms_[top].normalized.find(' ') != std::string::npos;
    const std::uint64_t percent = phrase ? kTypePercentOfPhrase : kTypePercentOfWord;
    if (all == 0 || forms_.record(top).documents * std::uint64_t{100} < all * percent) return;
    for (const Index i : same) sets_.join(i, top);
  }

  const NameForms& forms_;
  DisjointSets sets_;
};

}  // namespace

DisjointSets join_names(const NameForms& forms) { return NameJoins(forms).run(); }

}  // namespace ksearch
