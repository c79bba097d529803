#include "common/entities/corrections.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "common/entities/names.h"
#include "ksearch/error.h"

namespace ksearch {
namespace {

using Action = Correction::Action;

struct Verb {
  std::string_view word;
  Action action;
  std::size_t arguments;
  std::string_view usage;
};

constexpr std::array<Verb, 6> kVerbs = {{
    {"merge", Action::kMerge, 3, "merge TYPE NAME NAME"},
    {"split", Action::kSplit, 2, "split TYPE NAME"},
    {"hide", Action::kHide, 2, "hide TYPE NAME"},
    {"retype", Action::kRetype, 3, "retype TYPE NAME TYPE"},
    {"rename", Action::kRename, 3, "rename TYPE NAME NAME"},
    {"alias", Action::kAlias, 3, "alias TYPE NAME NAME"},
}};

constexpr std::string_view kBlank = " \t\r";

class LineParser {
 public:
  LineParser(std::string_view line, std::size_t number) : line_(line), number_(number) {}

  std::optional<Correction> parse() {
    const std::vector<std::string> words = split_words();
    if (words.empty()) return std::nullopt;
    const auto* verb = std::find_if(kVerbs.begin(), kVerbs.end(),
                                    [&](const Verb& v) { return v.word == words[0]; });
    if (verb == kVerbs.end()) {
      fail(fmt::format("'{}' is no correction; known are merge, split, hide, retype, rename, alias",
                       words[0]));
    }
    if (words.size() != verb->arguments + 1) fail(fmt::format("expected: {}", verb->usage));
    Correction correction{verb->action, type(words[1]), name(words[2]), {}};
    if (verb->action == Action::kRetype) {
      correction.new_type = type(words[3]);
    } else if (verb->arguments == 3) {
      correction.other = name(words[3]);
    }
    return correction;
  }

 private:
  [[noreturn]] void fail(std::string_view what) const {
    throw Error(ErrorCode::kInvalidArgument,
                fmt::format("corrections, line {}: {}", number_, what));
  }

  EntityType type(const std::string& word) const {
    const std::optional<EntityType> found = entity_type_from(word);
    if (!found) fail(fmt::format("'{}' is no type; known are person, place, org, misc", word));
    return *found;
  }

  /// The name without white space at its ends.
  std::string name(std::string_view word) const {
    if (normalize_name(EntityType::kMisc, word).empty()) fail("a name without letters or digits");
    const std::size_t begin = word.find_first_not_of(kBlank);
    return std::string(word.substr(begin, word.find_last_not_of(kBlank) + 1 - begin));
  }

  std::vector<std::string> split_words() const {
    std::vector<std::string> words;
    std::size_t at = 0;
    while (true) {
      at = line_.find_first_not_of(kBlank, at);
      if (at == std::string_view::npos || line_[at] == '#') return words;
      if (line_[at] == '"') {
        words.push_back(quoted(at));
      } else {
        const std::size_t end = std::min(line_.find_first_of(kBlank, at), line_.size());
        words.emplace_back(line_.substr(at, end - at));
        at = end;
      }
    }
  }

  std::string quoted(std::size_t& at) const {
    std::string word;
    for (++at; at < line_.size(); ++at) {
      if (line_[at] == '"') {
        ++at;
        return word;
      }
      if (line_[at] == '\\' && at + 1 < line_.size()) ++at;
      word += line_[at];
    }
    fail("a quote is not closed");
  }

  std::string_view line_;
  std::size_t number_;
};

std::string quote(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out += '"';
}

}  // namespace

Corrections parse_corrections(std::string_view text) {
  Corrections corrections;
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  for (std::size_t begin = 0, number = 1; begin < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    auto correction = LineParser(text.substr(begin, end - begin), number).parse();
    if (correction) {
      corrections.list.push_back(std::move(*correction));
      corrections.lines.push_back(number);
    }
    begin = end + 1;
  }
  return corrections;
}

std::string to_string(const Corrections& corrections) {
  std::string out;
  for (const Correction& correction : corrections.list) {
    const auto* verb = std::find_if(kVerbs.begin(), kVerbs.end(),
                                    [&](const Verb& v) { return v.action == correction.action; });
    out += fmt::format("{} {} {}", verb->word, to_string(correction.type), quote(correction.name));
    if (correction.action == Action::kRetype) {
      out += fmt::format(" {}", to_string(correction.new_type));
    } else if (verb->arguments == 3) {
      out += ' ' + quote(correction.other);
    }
    out += '\n';
  }
  return out;
}

}  // namespace ksearch
