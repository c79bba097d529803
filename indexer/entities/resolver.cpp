// Longer names are known first; shorter ones are then tied to the one longer name that they can
// mean (research/entities.md, section 4, "within a document").

#include "indexer/entities/resolver.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "common/entities/names.h"
#include "common/entities/person_names.h"
#include "common/entities/preferred_spelling.h"
#include "common/entities/romanisation.h"

namespace ksearch {
namespace {

std::vector<std::string_view> split_words(std::string_view normalized) {
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin < normalized.size();) {
    const std::size_t end = std::min(normalized.find(' ', begin), normalized.size());
    words.push_back(normalized.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

/// The first letters of the words that count: "iaea".
std::string acronym_of(std::string_view normalized) {
  std::string letters;
  for (const std::string_view word : split_words(normalized)) {
    if (word != "of" && word != "the" && word != "and" && word != "for" && word != "in") {
      letters += word.front();
    }
  }
  return letters;
}

/// One name of the document: all mentions with one type and normalised form.
struct DocumentName {
  EntityType type;
  std::string normalized;
  std::string spelling;  ///< the best of its mentions
  std::size_t mentions = 0;
  std::size_t full = 0;  ///< index of the name it stands for; its own when it is full
};

class Resolver {
 public:
  explicit Resolver(std::vector<Mention>& mentions) : mentions_(mentions) {}

  void run() {
    collect();
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (names_[i].type == EntityType::kPerson) index_person(i);
      if (names_[i].type == EntityType::kOrg) index_organisation(i);
    }
    for (std::size_t i = 0; i < names_.size(); ++i) names_[i].full = full_name_of(i);
    for (std::size_t k = 0; k < mentions_.size(); ++k) {
      std::size_t name = name_of_[k];
      for (int hops = 0; names_[name].full != name && hops < 3; ++hops) name = names_[name].full;
      mentions_[k].name = names_[name].spelling;
    }
  }

 private:
  void collect() {
    std::map<std::pair<EntityType, std::string>, std::size_t> numbers;
    for (const Mention& mention : mentions_) {
      auto key = std::make_pair(mention.type, normalize_name(mention.type, mention.name));
      const auto [place, inserted] = numbers.emplace(std::move(key), names_.size());
      if (inserted) {
        names_.push_back({mention.type, place->first.second, mention.name, 0, names_.size()});
      }
      DocumentName& name = names_[place->second];
      name.spelling = std::string(preferred_spelling(name.spelling, mention.name));
      ++name.mentions;
      name_of_.push_back(place->second);
    }
  }

  void index_person(std::size_t i) {
    PersonName parts = parse_person_name(names_[i].normalized);
    by_surname_[parts.surname_key].push_back(i);
    if (parts.given_key.size() > 1) by_given_name_[parts.given_key].push_back(i);
    people_.emplace(i, std::move(parts));
  }

  void index_organisation(std::size_t i) {
    const std::string& full = names_[i].normalized;
    const std::size_t space = full.find(' ');
    if (space == std::string::npos) return;
    by_short_form_[acronym_of(full)].push_back(i);
    if (space > 3) by_short_form_[full.substr(0, space)].push_back(i);
  }

  using Index = std::unordered_map<std::string, std::vector<std::size_t>>;

  static const std::vector<std::size_t>& find(const Index& index, const std::string& key) {
    static const std::vector<std::size_t> kNone;
    const auto found = index.find(key);
    return found == index.end() ? kNone : found->second;
  }

  std::size_t full_name_of(std::size_t i) const {
    if (names_[i].type == EntityType::kPerson) return full_person(i);
    if (names_[i].type == EntityType::kOrg) return full_organisation(i);
    return i;
  }

  /// The only name that satisfies `fits`, or the one among several that are forms of each other
  /// with most words; nothing if they are different names.
  template <typename Fits>
  std::size_t only_one(std::size_t self, const std::vector<std::size_t>& candidates,
                       Fits fits) const {
    std::size_t best = self;
    for (const std::size_t other : candidates) {
      const PersonName& parts = people_.at(other);
      if (other == self || !fits(parts)) continue;
      if (best != self && !same_person(people_.at(best), parts)) return self;
      if (best == self || is_fuller(other, best)) best = other;
    }
    return best;
  }

  static bool given_names_agree(const PersonName& a, const PersonName& b) {
    if (a.given_key.size() == 1 || b.given_key.size() == 1) {
      return a.given_key.front() == b.given_key.front();
    }
    const auto has = [](const PersonName& name, const std::string& key) {
      return name.given_key == key || std::find(name.middle_keys.begin(), name.middle_keys.end(),
                                                key) != name.middle_keys.end();
    };
    return has(a, b.given_key) || has(b, a.given_key);
  }

  static bool same_person(const PersonName& a, const PersonName& b) {
    if (a.surname_key != b.surname_key || a.suffix != b.suffix) return false;
    if (a.given_key.empty() || b.given_key.empty() || !given_names_agree(a, b)) return false;
    const auto initial = [](const PersonName& name) {
      return name.middle_keys.empty() ? '\0' : name.middle_keys.front().front();
    };
    return initial(a) == '\0' || initial(b) == '\0' || initial(a) == initial(b) ||
           a.given_key != b.given_key;
  }

  /// Whether name `a` is the better full name: a given name rather than an initial, a nominative,
  /// more mentions, more words.
  bool is_fuller(std::size_t a, std::size_t b) const {
    const auto rank = [this](std::size_t i) {
      const PersonName& parts = people_.at(i);
      int value = parts.given_key.size() > 1 ? 2 : 0;
      const std::vector<std::string_view> words = split_words(names_[i].normalized);
      value += std::all_of(words.begin(), words.end(),
                           [](std::string_view word) { return nominative(word) == word; })
                   ? 1
                   : 0;
      return value;
    };
    if (rank(a) != rank(b)) return rank(a) > rank(b);
    if (names_[a].mentions != names_[b].mentions) return names_[a].mentions > names_[b].mentions;
    if (names_[a].normalized.size() != names_[b].normalized.size()) {
      return names_[a].normalized.size() > names_[b].normalized.size();
    }
    return names_[a].normalized < names_[b].normalized;
  }

  std::size_t full_person(std::size_t self) const {
    const PersonName& own = people_.at(self);
    const std::vector<std::size_t>& family = find(by_surname_, own.surname_key);
    if (!own.given_key.empty()) {
      const std::size_t other =
          only_one(self, family, [&](const PersonName& parts) { return same_person(own, parts); });
      return other != self && is_fuller(other, self) ? other : self;
    }
    const auto has_given_name = [](const PersonName& parts) { return !parts.given_key.empty(); };
    const std::size_t by_surname = only_one(self, family, has_given_name);
    if (by_surname != self) return by_surname;
    if (std::any_of(family.begin(), family.end(),
                    [&](std::size_t i) { return has_given_name(people_.at(i)); })) {
      return self;
    }
    const std::vector<std::size_t>& namesakes = find(by_given_name_, given_name_key(own.surname));
    const std::size_t by_given = only_one(self, namesakes, has_given_name);
    if (by_given != self) return by_given;
    // "Путина" alone is a form of "Путин" alone.
    const auto nominative_form = std::find_if(family.begin(), family.end(), [&](std::size_t i) {
      return i != self && is_fuller(i, self);
    });
    return nominative_form == family.end() ? self : *nominative_form;
  }

  std::size_t full_organisation(std::size_t self) const {
    const std::string& own = names_[self].normalized;
    if (own.find(' ') != std::string::npos) return self;
    const std::vector<std::size_t>& candidates = find(by_short_form_, own);
    return candidates.size() == 1 ? candidates.front() : self;
  }

  std::vector<Mention>& mentions_;
  std::vector<DocumentName> names_;
  std::vector<std::size_t> name_of_;  ///< of each mention
  std::unordered_map<std::size_t, PersonName> people_;
  Index by_surname_;
  Index by_given_name_;
  Index by_short_form_;  ///< acronyms and first words of organisations
};

}  // namespace

void resolve_names(std::vector<Mention>& mentions) { Resolver(mentions).run(); }

}  // namespace ksearch
