// People are sorted into buckets by the key of their surname. In a bucket, those with one given
// name (in any form) are one person, unless middle names or "Jr" tell them apart; then initials and
// lone surnames join the one person that they can only mean.

#include "common/entities/person_joins.h"

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "common/entities/person_names.h"

namespace ksearch {
namespace {

/// The share of a surname's documents that one entity must own to take a form that could be
/// another's.
constexpr std::uint64_t kOwnerPercent = 80;
/// Or this share, if it has so many times the documents of anyone else: Joe Biden among the many
/// Bidens.
constexpr std::uint64_t kLeastPercent = 60;
constexpr std::uint64_t kOwnerTimes = 4;
/// Shorter keys say too little for a lone surname spelt otherwise: Yang and Jang are two.
constexpr std::size_t kMinLoneKey = 6;

class PersonJoins {
 public:
  PersonJoins(const NameForms& forms, DisjointSets& sets) : forms_(forms), sets_(sets) {}

  void run() {
    std::vector<std::pair<std::size_t, Index>> buckets;
    for (Index i = 0; i < forms_.size(); ++i) {
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

 private:
  using Index = NameForms::Index;

  struct Person {
    Index index;
    PersonName name;
  };

  void join_bucket(std::vector<Index> bucket) {
    std::sort(bucket.begin(), bucket.end(),
              [this](Index a, Index b) { return forms_.precedes(a, b); });
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
      documents[sets_.find(person->index)] += forms_.record(person->index).documents;
      all += forms_.record(person->index).documents;
    }
    for (const auto& owner : documents) {
      const auto [set, count] = owner;
      // Not by the names above: clang 14, which builds the fuzz targets, cannot capture those.
      const auto rivals = [&](const auto& other) {
        return other.first != owner.first && other.second * kOwnerTimes > owner.second;
      };
      const bool far_ahead = count * 100 >= all * kLeastPercent &&
                             std::none_of(documents.begin(), documents.end(), rivals);
      if (documents.size() == 1 || (all > 0 && (count * 100 >= all * kOwnerPercent || far_ahead))) {
        sets_.join(name, set);
        return;
      }
    }
  }

  const NameForms& forms_;
  DisjointSets& sets_;
};

}  // namespace

void join_people(const NameForms& forms, DisjointSets& sets) { PersonJoins(forms, sets).run(); }

}  // namespace ksearch
