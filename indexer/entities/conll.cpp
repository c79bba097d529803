#include "indexer/entities/conll.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "indexer/entities/abbreviations.h"
#include "indexer/entities/certain_names.h"

namespace ksearch {
namespace {

constexpr std::array<std::string_view, kTypeCount> kTypeNames = {"PER", "LOC", "ORG", "MISC"};

bool is_document_line(std::string_view line) {
  return line.starts_with("-DOCSTART-") || line.starts_with("# doc ");
}

std::string_view without_line_end(std::string_view line) {
  while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.remove_suffix(1);
  return line;
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(without_line_end(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return lines;
}

ConllToken parse_token(std::string_view line, std::size_t number) {
  const std::size_t end = std::min(line.find_first_of("\t "), line.size());
  ConllToken token{line.substr(0, end), {}, number};
  if (const std::size_t last = line.find_last_of("\t "); last != std::string_view::npos) {
    token.tag = line.substr(last + 1);
  }
  return token;
}

/// A given token, or several of them that are one for the model.
struct Unit {
  std::string text;
  std::string_view tag;
  std::size_t given = 1;
};

bool is_clitic(std::string_view text) {
  static const std::unordered_set<std::string_view> kClitics = {"s", "t",  "re", "ve",
                                                                "m", "ll", "d",  "S"};
  return kClitics.contains(text);
}

bool is_capital_letter(std::string_view text) {
  return text.size() == 1 && text[0] >= 'A' && text[0] <= 'Z';
}

/// Joins what corpora take apart in different ways, so that all of them look alike.
std::vector<Unit> join_units(const ConllSentence& sentence) {
  std::vector<Unit> units;
  const std::size_t count = sentence.size();
  const auto text = [&](std::size_t i) {
    return i < count ? sentence[i].text : std::string_view();
  };
  for (std::size_t i = 0; i < count;) {
    Unit unit{std::string(text(i)), sentence[i].tag, 1};
    if ((text(i) == "'" || text(i) == "\u2019") && is_clitic(text(i + 1))) {
      unit.text.assign(1, '\'');
      unit.text += text(i + 1);
      unit.given = 2;
    } else if (is_capital_letter(text(i)) && text(i + 1) == ".") {
      std::string initials;
      std::size_t end = i;
      for (; is_capital_letter(text(end)) && text(end + 1) == "."; end += 2) {
        initials += text(end);
        initials += '.';
      }
      const bool name_goes_on = !text(end).empty() && text(end)[0] >= 'A' && text(end)[0] <= 'Z';
      if (end - i >= 4 || name_goes_on) {
        unit.text = initials;
        unit.given = end - i;
      }
    } else if (text(i + 1) == "." && i + 2 < count && is_abbreviation(text(i))) {
      unit.text += '.';
      unit.given = 2;
    }
    i += unit.given;
    units.push_back(std::move(unit));
  }
  return units;
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// "Austria-Hungary" is three tokens; a hyphen at either end splits nothing.
std::vector<std::string_view> split_hyphens(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    const bool before = is_word_byte(text[i - 1]) || text[i - 1] == '.';
    if (text[i] != '-' || !before || !is_word_byte(text[i + 1])) continue;
    if (i > begin) parts.push_back(text.substr(begin, i - begin));
    parts.push_back(text.substr(i, 1));
    begin = i + 1;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

/// A type by its name in CoNLL files; unknown ones count as MISC.
EntityType type_named(std::string_view name) {
  const auto found = std::find(kTypeNames.begin(), kTypeNames.end(), name);
  return found == kTypeNames.end() ? EntityType::kMisc
                                   : static_cast<EntityType>(found - kTypeNames.begin());
}

/// Turns BIO tags, which may lack a B where a name begins, into tags of the model.
std::vector<Tag> read_tags(const std::vector<std::string_view>& bio) {
  std::vector<Tag> tags(bio.size(), kOutside);
  const auto outside = [&](std::size_t i) { return bio[i].size() < 3; };
  for (std::size_t i = 0; i < bio.size();) {
    if (outside(i)) {
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    while (end < bio.size() && !outside(end) && bio[end][0] == 'I' &&
           bio[end].substr(2) == bio[i].substr(2)) {
      ++end;
    }
    write_span({i, end, type_named(bio[i].substr(2))}, tags.data());
    i = end;
  }
  return tags;
}

}  // namespace

std::vector<ConllDocument> read_conll(std::string_view text) {
  std::vector<ConllDocument> documents;
  ConllSentence sentence;
  const auto end_sentence = [&] {
    if (sentence.empty()) return;
    if (documents.empty()) documents.emplace_back();
    documents.back().sentences.push_back(std::move(sentence));
    sentence.clear();
  };
  const std::vector<std::string_view> lines = split_lines(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (is_document_line(lines[i])) {
      end_sentence();
      documents.emplace_back();
    } else if (lines[i].empty()) {
      end_sentence();
    } else {
      sentence.push_back(parse_token(lines[i], i));
    }
  }
  end_sentence();
  return documents;
}

NerTokens to_ner_tokens(const ConllDocument& document, TokenForms& forms) {
  NerTokens out;
  std::vector<std::string_view> bio;
  for (const ConllSentence& sentence : document.sentences) {
    const auto begin = static_cast<std::uint32_t>(out.document.tokens.size());
    bio.clear();
    for (const Unit& unit : join_units(sentence)) {
      const auto first = static_cast<std::uint32_t>(out.document.tokens.size());
      out.first.insert(out.first.end(), unit.given, first);
      for (const std::string_view part : split_hyphens(unit.text)) {
        const bool continues = out.document.tokens.size() > first && unit.tag.size() > 2;
        out.document.tokens.push_back({.form = forms.form(part)});
        bio.push_back(unit.tag);
        if (!continues) continue;
        // Later parts of a word that begins a name lie inside it.
        static constexpr std::array<std::string_view, kTypeCount> kInside = {"I-PER", "I-LOC",
                                                                             "I-ORG", "I-MISC"};
        bio.back() = kInside[static_cast<std::size_t>(type_named(unit.tag.substr(2)))];
      }
    }
    const std::vector<Tag> tags = read_tags(bio);
    out.gold.insert(out.gold.end(), tags.begin(), tags.end());
    out.document.sentences.push_back(
        {begin, static_cast<std::uint32_t>(out.document.tokens.size())});
  }
  return out;
}

std::string tag_conll(std::string_view text, Tagger& tagger) {
  const std::vector<std::string_view> lines = split_lines(text);
  std::vector<std::string> predicted(lines.size());
  for (const ConllDocument& document : read_conll(text)) {
    tagger.trim();
    NerTokens tokens = to_ner_tokens(document, tagger.forms());
    tagger.tag(tokens.document);
    apply_certain_names(tokens.document);
    std::size_t given = 0;
    for (const ConllSentence& sentence : document.sentences) {
      Tag before = kOutside;
      std::uint32_t token_before = 0;
      bool sentence_start = true;
      for (const ConllToken& token : sentence) {
        const std::uint32_t at = tokens.first[given++];
        const Tag tag = tokens.document.tokens[at].tag;
        std::string& out = predicted[token.line];
        if (tag == kOutside) {
          out.assign(1, 'O');
        } else {
          const bool same_token = !sentence_start && at == token_before;
          const bool inside = before != kOutside && !sentence_start &&
                              (same_token || !may_start(tag)) && tag_type(before) == tag_type(tag);
          out.assign(1, inside ? 'I' : 'B');
          out += '-';
          out += kTypeNames[static_cast<std::size_t>(tag_type(tag))];
        }
        before = tag;
        token_before = at;
        sentence_start = false;
      }
    }
  }
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out += lines[i];
    const bool spaces = lines[i].find(' ') != std::string_view::npos &&
                        lines[i].find('\t') == std::string_view::npos;
    if (!predicted[i].empty()) (out += spaces ? ' ' : '\t') += predicted[i];
    out += '\n';
  }
  return out;
}

}  // namespace ksearch
