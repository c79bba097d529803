#include "indexer/entities/ner_document.h"

#include <algorithm>
#include <unordered_set>

#include "indexer/entities/feature_hash.h"

namespace ksearch {
namespace {

constexpr std::size_t kMinHeadlineWords = 3;
constexpr std::size_t kMinRun = 2;
constexpr std::size_t kMaxRun = 8;
constexpr std::size_t kMaxAcronym = 6;

bool is_connector(const TokenForm& form) {
  static const std::unordered_set<std::string_view> kWords = {
      "of",  "the", "and", "for", "de",  "la",  "al",  "bin", "van", "von", "da", "do",
      "del", "di",  "el",  "ibn", "ben", "der", "den", "du",  "des", "y",   "e"};
  return kWords.contains(form.name);
}

bool opens_sentence(const TokenForm& form) {
  static const std::uint64_t kMarks[] = {hash_text("\""), hash_text(":"), hash_text(".")};
  return std::find(std::begin(kMarks), std::end(kMarks), form.word) != std::end(kMarks);
}

/// A lower-case word can begin a phrase of these classes only.
constexpr std::uint32_t kLowerCaseClasses =
    1U << static_cast<unsigned>(GazetteerClass::kTitle) |
    1U << static_cast<unsigned>(GazetteerClass::kOrganisationWord) |
    1U << static_cast<unsigned>(GazetteerClass::kPlaceWord) |
    1U << static_cast<unsigned>(GazetteerClass::kCommonWord);

template <typename List>
void append(List& list, std::uint64_t value) {
  const auto free = std::find(list.begin(), list.end(), 0U);
  if (free != list.end()) *free = value;
}

}  // namespace

bool is_headline(const NerDocument& document, const NerSentence& sentence) {
  std::size_t words = 0;
  std::size_t capitals = 0;
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    const TokenForm& form = *document.tokens[i].form;
    if (!form.alphabetic) continue;
    ++words;
    capitals += form.capital ? 1U : 0U;
  }
  return words >= kMinHeadlineWords && capitals * 10 >= words * 7;
}

void mark_gazetteer(const NerLexicon& lexicon, NerDocument& document) {
  std::array<std::uint32_t, kGazetteerClasses> covered{};
  std::array<std::uint32_t, kGazetteerClasses> end_of{};
  for (const NerSentence& sentence : document.sentences) {
    covered.fill(0);
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
      const TokenForm& first = *document.tokens[i].form;
      if (first.name.empty() || first.gazetteer == 0) continue;
      const std::uint32_t allowed = first.capital || first.has_digit || !first.alphabetic
                                        ? ~kGazetteerPrefix
                                        : kLowerCaseClasses;
      end_of.fill(0);
      std::uint32_t classes = first.gazetteer;
      NameHash hash(first.name);
      std::size_t words = 1;
      for (std::uint32_t end = i + 1;; ++end) {
        for (std::uint32_t bits = classes & allowed; bits != 0; bits &= bits - 1) {
          end_of[static_cast<std::size_t>(__builtin_ctz(bits))] = end;
        }
        if ((classes & kGazetteerPrefix) == 0 || words == kMaxGazetteerWords) break;
        while (end < sentence.end && document.tokens[end].form->name.empty()) {
          if (document.tokens[end].form->compact_shape != hash_text("-")) break;
          ++end;
        }
        if (end >= sentence.end || document.tokens[end].form->name.empty()) break;
        hash.add(document.tokens[end].form->name);
        ++words;
        const std::uint32_t* found = find_slot(lexicon.gazetteer, hash.value());
        if (found == nullptr) break;
        classes = *found;
      }
      for (std::size_t cls = 0; cls < kGazetteerClasses; ++cls) {
        const std::uint32_t end = end_of[cls];
        if (end == 0 || i < covered[cls]) continue;
        covered[cls] = end;
        for (std::uint32_t k = i; k < end; ++k) {
          const TagPosition position = end - i == 1   ? TagPosition::kUnit
                                       : k == i       ? TagPosition::kBegin
                                       : k + 1 == end ? TagPosition::kLast
                                                      : TagPosition::kInside;
          document.tokens[k].gazetteer.set(cls, position);
        }
      }
    }
  }
}

void DocumentContext::collect(NerDocument& document) {
  words_.clear();
  numbers_.clear();
  acronyms_.clear();
  headlines_.clear();
  number_words(document);
  for (const NerSentence& sentence : document.sentences) {
    headlines_.push_back(is_headline(document, sentence));
    count_sentence(document, sentence, headlines_.back());
    if (!headlines_.back()) collect_runs(document, sentence);
  }
  find_acronyms(document);
}

void DocumentContext::number_words(NerDocument& document) {
  for (NerToken& token : document.tokens) {
    const auto [place, inserted] =
        numbers_.emplace(token.form->lower, static_cast<std::uint32_t>(words_.size()));
    if (inserted) words_.emplace_back();
    token.context = place->second;
  }
}

void DocumentContext::count_sentence(const NerDocument& document, const NerSentence& sentence,
                                     bool headline) {
  bool first = true;
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    const NerToken& token = document.tokens[i];
    const TokenForm& form = *token.form;
    WordContext& word = words_[token.context];
    const NerToken* before = i > sentence.begin ? &document.tokens[i - 1] : nullptr;
    if (form.capital) {
      ++word.capital;
      if (!first && !headline && !(before != nullptr && opens_sentence(*before->form))) {
        ++word.capital_inside;
      }
      if (before != nullptr && before->gazetteer.has(GazetteerClass::kTitle)) ++word.after_title;
      if (!headline) {
        if (before != nullptr && !before->form->capital) append(word.left, before->form->lower);
        if (i + 1 < sentence.end && !document.tokens[i + 1].form->capital) {
          append(word.right, document.tokens[i + 1].form->lower);
        }
      }
    } else if (form.alphabetic) {
      ++word.lower;
    }
    if (form.alphabetic || form.has_digit) first = false;
  }
}

void DocumentContext::collect_runs(const NerDocument& document, const NerSentence& sentence) {
  const auto capital = [&](std::uint32_t i) {
    return i < sentence.end && document.tokens[i].form->capital;
  };
  const auto is_title = [&](std::uint32_t i) {
    return document.tokens[i].gazetteer.has(GazetteerClass::kTitle);
  };
  for (std::uint32_t i = sentence.begin; i < sentence.end;) {
    if (!capital(i) || is_title(i)) {
      ++i;
      continue;
    }
    std::uint32_t last = i;
    for (std::uint32_t k = i + 1; k < sentence.end;) {
      const TokenForm& form = *document.tokens[k].form;
      const bool hyphen = form.punctuation && form.compact_shape == hash_text("-");
      if (form.capital) {
        last = k++;
      } else if ((is_connector(form) || hyphen) && capital(k + 1)) {
        ++k;
      } else if (form.name == "of" && k + 2 < sentence.end &&
                 document.tokens[k + 1].form->name == "the" && capital(k + 2)) {
        k += 2;
      } else {
        break;
      }
    }
    note_run(document, i, last + 1);
    i = last + 1;
  }
}

void DocumentContext::note_run(const NerDocument& document, std::uint32_t begin,
                               std::uint32_t end) {
  const std::uint32_t length = end - begin;
  if (length < kMinRun || length > kMaxRun) return;
  const TokenForm& first = *document.tokens[begin].form;
  const TokenForm& last = *document.tokens[end - 1].form;
  std::string acronym;
  for (std::uint32_t i = begin; i < end; ++i) {
    if (document.tokens[i].form->capital) acronym += document.tokens[i].form->initial;
  }
  if (acronym.size() >= 2) acronyms_.emplace(std::move(acronym), last.lower);
  for (std::uint32_t i = begin; i < end; ++i) {
    WordContext& word = words_[document.tokens[i].context];
    if (length <= word.run_length) continue;
    word.run_length = length;
    word.run_position = i == begin ? 0 : i + 1 == end ? 2 : 1;
    word.run_first = first.lower;
    word.run_last = last.lower;
    word.run_starts_with_given_name = first.is(GazetteerClass::kGivenName);
  }
}

void DocumentContext::find_acronyms(const NerDocument& document) {
  if (acronyms_.empty()) return;
  for (const NerToken& token : document.tokens) {
    const TokenForm& form = *token.form;
    if (!form.all_capitals || form.name.size() < 2 || form.name.size() > kMaxAcronym) continue;
    const auto found = acronyms_.find(form.name);
    if (found != acronyms_.end()) words_[token.context].acronym_of = found->second;
  }
}

void DocumentContext::collect_first_pass(const NerDocument& document) {
  for (WordContext& word : words_) {
    word.first_pass.fill(0);
    word.longest_span = 0;
    word.longest_span_type = kTypeCount;
  }
  std::vector<Tag> tags;
  for (std::size_t s = 0; s < document.sentences.size(); ++s) {
    const NerSentence& sentence = document.sentences[s];
    tags.clear();
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
      const NerToken& token = document.tokens[i];
      tags.push_back(token.first_pass);
      if (!token.form->capital) continue;
      const std::size_t type = token.first_pass == kOutside
                                   ? kTypeCount
                                   : static_cast<std::size_t>(tag_type(token.first_pass));
      ++words_[token.context].first_pass[type];
    }
    for (const TagSpan& span : spans_of(tags.data(), tags.size())) {
      const auto length = static_cast<std::uint32_t>(span.end - span.begin);
      for (std::size_t k = span.begin; k < span.end; ++k) {
        WordContext& word = words_[document.tokens[sentence.begin + k].context];
        if (length < word.longest_span || (length == word.longest_span && headlines_[s])) continue;
        word.longest_span = length;
        word.longest_span_type = static_cast<std::uint32_t>(span.type);
      }
    }
  }
}

}  // namespace ksearch
