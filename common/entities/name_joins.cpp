// 1. The user's known names and curated tables say which spellings are one place, organisation or
//    person, and correct types that a recogniser gets wrong ("Kremlin" as a person).
// 2. Places meet without "The" (name_forms.cpp), organisations without "Ltd" and the like, in
//    British and American spelling; names in Cyrillic and Greek meet their Latin form by a spelling
//    key.
// 3. People: person_joins.cpp.
// 4. One form recognised as two types is one entity if one of the types is rare. A place called
//    "The Oval" has two forms, since an organisation of this name has lost its article.

#include "common/entities/name_joins.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
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
      return form.type == EntityType::kOrg ? organisation_key(form.normalized)
                                           : std::string(form.plain());
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
      const auto found = foreign.find(phrase_key(forms_[i].plain()));
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
    const std::hash<std::string_view> hash;
    for (Index i = 0; i < forms_.size(); ++i) {
      const NameForm& form = forms_[i];
      if (form.normalized.empty()) continue;
      groups.emplace_back(hash(form.normalized), i);
      if (form.article) groups.emplace_back(hash(form.plain()), i);
    }
    std::sort(groups.begin(), groups.end());
    for (std::size_t begin = 0; begin < groups.size();) {
      std::size_t end = begin + 1;
      while (end < groups.size() && groups[end].first == groups[begin].first) ++end;
      if (end - begin > 1) {
        std::vector<Index> same;
        for (std::size_t i = begin; i < end; ++i) same.push_back(groups[i].second);
        join_to_dominant_type(same);
      }
      begin = end;
    }
  }

  void join_to_dominant_type(const std::vector<Index>& same) {
    std::array<std::uint64_t, 4> of_type{};
    std::uint64_t all = 0;
    bool phrase = true;
    for (const Index i : same) {
      const std::uint32_t documents = forms_.record(i).documents;
      of_type[static_cast<std::size_t>(forms_[i].type)] += documents;
      all += documents;
      phrase = phrase && forms_[i].normalized.find(' ') != std::string::npos;
    }
    const std::uint64_t most = *std::ranges::max_element(of_type);
    const std::uint64_t percent = phrase ? kTypePercentOfPhrase : kTypePercentOfWord;
    if (all == 0 || most * 100 < all * percent) return;
    for (const Index i : same) sets_.join(i, same.front());
  }

  const NameForms& forms_;
  DisjointSets sets_;
};

}  // namespace

DisjointSets join_names(const NameForms& forms) { return NameJoins(forms).run(); }

}  // namespace ksearch
