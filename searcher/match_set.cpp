#include "searcher/match_set.h"

#include <numeric>

namespace ksearch {
namespace {

using query::PlanKind;
using query::PlanNode;

void add_postings(const Xapian::Database& database, const std::string& term, MatchSet& set) {
  const Xapian::PostingIterator end = database.postlist_end(term);
  for (Xapian::PostingIterator posting = database.postlist_begin(term); posting != end; ++posting) {
    set.add(*posting);
  }
}

void add_positional(const Xapian::Database& database, const PlanNode& plan, MatchSet& set) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query::to_xapian(plan));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  const Xapian::MSet matches = enquire.get_mset(0, database.get_doccount());
  for (auto match = matches.begin(); match != matches.end(); ++match) set.add(*match);
}

}  // namespace

MatchSet& MatchSet::operator|=(const MatchSet& other) {
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  return *this;
}

MatchSet& MatchSet::operator&=(const MatchSet& other) {
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  return *this;
}

MatchSet& MatchSet::operator-=(const MatchSet& other) {
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
  return *this;
}

std::uint64_t MatchSet::size() const {
  return std::accumulate(words_.begin(), words_.end(), std::uint64_t{0},
                         [](std::uint64_t sum, std::uint64_t bits) {
                           return sum + static_cast<unsigned>(std::popcount(bits));
                         });
}

MatchSet find_matches(const Xapian::Database& database, const PlanNode& plan) {
  MatchSet set(database.get_lastdocid());
  switch (plan.kind) {
    case PlanKind::kNothing:
      break;
    case PlanKind::kAll:
      add_postings(database, "", set);
      break;
    case PlanKind::kTerm:
      add_postings(database, plan.term, set);
      break;
    case PlanKind::kSynonym:
    case PlanKind::kOr:
      for (const PlanNode& child : plan.children) {
        if (child.kind == PlanKind::kTerm) {
          add_postings(database, child.term, set);
        } else {
          set |= find_matches(database, child);
        }
      }
      break;
    case PlanKind::kAnd:
    case PlanKind::kFilter:
      set = find_matches(database, plan.children.front());
      for (std::size_t i = 1; i < plan.children.size(); ++i) {
        set &= find_matches(database, plan.children[i]);
      }
      break;
    case PlanKind::kAndNot:
      set = find_matches(database, plan.children[0]);
      set -= find_matches(database, plan.children[1]);
      break;
    case PlanKind::kAndMaybe:
    case PlanKind::kScale:
      set = find_matches(database, plan.children.front());
      break;
    case PlanKind::kFrom:
      for (auto posting = database.postlist_begin(""); posting != database.postlist_end("");
           ++posting) {
        if (*posting >= plan.first_document) set.add(*posting);
      }
      break;
    case PlanKind::kPhrase:
    case PlanKind::kNear:
      add_positional(database, plan, set);
      break;
  }
  return set;
}

}  // namespace ksearch
