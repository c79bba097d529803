#include "cli/conll.h"

#include <algorithm>
#include <array>

namespace ksearch::cli {
namespace {

bool begins_document(std::string_view line) {
  return line.starts_with("-DOCSTART-") || line.starts_with("# doc ");
}

template <std::size_t N>
bool is_one_of(std::string_view token, const std::array<std::string_view, N>& tokens) {
  return std::ranges::find(tokens, token) != tokens.end();
}

/// Whether print has no space before the token.
bool closes_up_before(std::string_view token) {
  constexpr auto kTokens = std::to_array<std::string_view>(
      {".",  ",",  ";",  ":",   "!",   "?",   ")",   "]",   "}",  "%",  "”",   "’",
       "'s", "'S", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d", "'m", "...", "…"});
  return is_one_of(token, kTokens);
}

bool closes_up_after(std::string_view token) {
  constexpr auto kTokens =
      std::to_array<std::string_view>({"(", "[", "{", "“", "‘", "$", "£", "€"});
  return is_one_of(token, kTokens);
}

bool ends_sentence(std::string_view token) {
  constexpr auto kTokens =
      std::to_array<std::string_view>({".", "!", "?", "...", "…", "\"", "''", "”"});
  return is_one_of(token, kTokens);
}

std::string_view tag_name(EntityType type) {
  switch (type) {
    case EntityType::kPerson:
      return "PER";
    case EntityType::kPlace:
      return "LOC";
    case EntityType::kOrg:
      return "ORG";
    case EntityType::kMisc:
      return "MISC";
  }
  return "MISC";
}

}  // namespace

std::vector<ConllDocument> read_conll(const std::vector<std::string_view>& lines) {
  std::vector<ConllDocument> documents(1);
  std::string_view last;
  bool sentence_ended = false;
  for (std::size_t number = 0; number < lines.size(); ++number) {
    std::string_view line = lines[number];
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (begins_document(line)) {
      if (!documents.back().tokens.empty()) documents.emplace_back();
      last = {};
      sentence_ended = false;
      continue;
    }
    const std::string_view token = line.substr(0, line.find_first_of(" \t"));
    if (token.empty()) {
      sentence_ended = true;
      continue;
    }
    ConllDocument& document = documents.back();
    if (!document.text.empty()) {
      // A heading has no full stop: a blank line keeps it from running into the next sentence.
      if (sentence_ended) {
        document.text += ends_sentence(last) ? " " : "\n\n";
      } else if (!closes_up_before(token) && !closes_up_after(last)) {
        document.text += ' ';
      }
    }
    const std::size_t begin = document.text.size();
    document.text += token;
    document.tokens.push_back({number, {begin, document.text.size()}});
    last = token;
    sentence_ended = false;
  }
  if (documents.back().tokens.empty()) documents.pop_back();
  return documents;
}

std::vector<std::string> bio_tags(const ConllDocument& document,
                                  const std::vector<Mention>& mentions) {
  std::vector<std::string> tags;
  tags.reserve(document.tokens.size());
  auto mention = mentions.begin();
  bool inside = false;
  for (const ConllDocument::Token& token : document.tokens) {
    while (mention != mentions.end() && mention->span.end <= token.span.begin) {
      ++mention;
      inside = false;
    }
    if (mention == mentions.end() || !mention->span.overlaps(token.span)) {
      tags.emplace_back("O");
      continue;
    }
    tags.push_back((inside ? "I-" : "B-") + std::string(tag_name(mention->type)));
    inside = true;
  }
  return tags;
}

}  // namespace ksearch::cli
