// One pass of cxxopts over the union of all options finds the operands; the first of them names the
// command; then each option given is checked against the commands of its row. cxxopts is built
// without std::regex, which recurses once for each byte of an argument and overflows the stack on
// long ones; that variant does not take "-dDIR" apart, so split_attached_values() does.
#include "cli/options.h"

#define CXXOPTS_NO_REGEX
// Values are kept whole: "Putin, Vladimir" is one name.
#define CXXOPTS_VECTOR_DELIMITER '\0'
#include <algorithm>
#include <array>
#include <cassert>
#include <cxxopts.hpp>
#include <iterator>

#include "ksearch/error.h"

namespace ksearch::cli {
namespace {

using enum Command;

constexpr CommandSet kAll = ~CommandSet{0};
constexpr CommandSet kQueries =
    any_of(kSearch, kFacets, kMentions, kTimeline, kRelated, kBrowse, kExport);

constexpr CommandSet kFiltered = kQueries | only(kSimilar);

constexpr auto kCommands = std::to_array<CommandSpec>({
    {kSearch, "search", "QUERY...", "find documents: ranked hits with passages",
     "Words are ranked together: a document need not hold them all. \"two words\" is a\n"
     "phrase, +word must be there, -word must not, AND OR NOT and ( ) combine,\n"
     "NEAR/5 asks for closeness, pre* for beginnings. title:, person:, place:, org:,\n"
     "source:, language:, author: and date:2025-05..2025-06 look into one field.\n"
     "A query that begins with '-' goes after '--'; '*' finds every document.",
     "ksearch --facets 'ceasefire +Medinsky date:2025-05..'"},
    {kIndex, "index", "[PATH...]", "create or update the index from files and folders",
     "Reads text, HTML, Markdown, JSON Lines (.jsonl) and e-mail (.eml). What did\n"
     "not change is passed over. PATH - reads JSON Lines from standard input. Without\n"
     "PATH the folders indexed before are read again. Hidden files and folders, and\n"
     "what a .ksearchignore names, are passed over.",
     "ksearch index ~/news"},
    {kFacets, "facets", "FIELD [QUERY...]", "count people, places, organisations, ...",
     "FIELD is person, place, org, language, source, author, type or month. Counts\n"
     "are exact: as many documents as a search with that value as a filter finds.",
     "ksearch facets person ceasefire --since 2025-05"},
    {kMentions, "mentions", "[QUERY...]", "every mention behind a facet, with its sentence",
     "Lists the places where the matching documents name people, places and\n"
     "organisations: byte range, entity and sentence. A query or filter that names\n"
     "entities, such as --person Zelensky, shows the mentions of these only, under\n"
     "whatever spelling. Without a query all documents are read.",
     "ksearch mentions ceasefire --person Zelensky"},
    {kTimeline, "timeline", "[QUERY...]", "counts by day, week, month or year",
     "Counts the matching documents by the period of their dates, in UTC; a week\n"
     "starts on Monday, as in ISO 8601. Without a query all documents are counted.",
     "ksearch timeline ceasefire --by week --since 2025"},
    {kRelated, "related", "[QUERY...]", "names that stand out in the matches",
     "People, places and organisations that the matching documents name more often\n"
     "than others do, the surest first: \"18 of 20\" documents that name one match,\n"
     "9.0 times as many as chance would have it. What the query itself names is left\n"
     "out, and what fewer than three matching documents name or chance can explain.",
     "ksearch related ceasefire --since 2025-05"},
    {kShow, "show", "ID", "print one document",
     "ID is the id of a hit, or the path of a file that holds one document.",
     "ksearch show ~/news/talks.txt --query ceasefire"},
    {kSimilar, "similar", "ID", "documents like one document",
     "Finds what shares the most telling words of a document: those that are frequent\n"
     "in it and rare elsewhere. ID is the id of a hit or the path of a file. --query\n"
     "and filters narrow the answer; --explain shows the words.",
     "ksearch similar ~/news/talks.txt --since 2025-05"},
    {kBrowse, "browse", "[QUERY...]", "the terminal browser",
     "Facets left, hits right, passages and documents below. Arrows, Tab, Enter and\n"
     "vi's keys; '?' lists them all. Without a query it shows all documents, the\n"
     "newest first.",
     "ksearch browse ceasefire --person Medinsky"},
    {kServe, "serve", "", "the web page and the HTTP API",
     "Answers GET requests of a browser or a program until Ctrl-C, always from the\n"
     "newest commit of the index, and prints its address. docs/http_api.md describes\n"
     "the API. An address that other machines can reach takes --token; in a browser,\n"
     "open the page once with ?token=TOKEN.",
     "ksearch serve --listen 127.0.0.1:8808"},
    {kEntities, "entities", "FILE...", "recognise names in files, without an index",
     "Prints each mention with its type, the full name within its document and its\n"
     "byte range in the extracted text. FILE - reads plain text from standard input.",
     "ksearch entities --json report.html"},
    {kRemove, "remove", "ID...", "take documents out of the index",
     "ID is the id of a document, or the path of a file: then all its documents go.\n"
     "The files themselves stay. The document stays out until its file changes or the\n"
     "index is rebuilt.",
     "ksearch remove ~/news/draft.txt"},
    {kExport, "export", "[QUERY...]", "documents with their entities as JSON Lines",
     "Writes the matching documents whole, without a query all, as records that\n"
     "'ksearch index -' reads, or with --format bulk as bulk actions for\n"
     "Elasticsearch and OpenSearch.",
     "ksearch export --since 2025 | ksearch index -d copy -"},
    {kInfo, "info", "", "what is in the index", "", "ksearch info --failed"},
    {kVerify, "verify", "", "whether the index is sound",
     "Reads everything back and compares it with its checksums. Exit code 0: sound;\n"
     "3: damaged, with what is. Writers wait meanwhile.",
     "ksearch verify -d ~/index"},
    {kSuggest, "suggest", "PREFIX", "completions: names and words",
     "People, places and organisations one of whose spellings has the words of\n"
     "PREFIX, the last of them as a beginning; then words of the index. Both by the\n"
     "number of documents. Case and accents do not count.",
     "ksearch suggest medin"},
    {kMcp, "mcp", "", "tools for language models: the Model Context Protocol",
     "Answers requests on standard input, one a line, until it ends: the tools\n"
     "search, facets, mentions and document. Answers are bounded, and name the\n"
     "documents and bytes they come from. docs/mcp.md tells how a program is told to\n"
     "start it.",
     "ksearch mcp --index ~/news.idx"},
    {kShard, "shard", "", "one shard for a remote searcher", "", "", false},
    {kHelp, "help", "[COMMAND]", "help on a command", "", "ksearch help index"},
    {kVersion, "version", "", "the version of the program", "", "ksearch version"},
});

constexpr auto kOptions = std::to_array<OptionSpec>({
    {"limit", 'n', "N", any_of(kSearch, kFacets, kSuggest, kMentions, kRelated, kSimilar),
     "Show at most N results; 0 means all. Default 10; for facets 20, for mentions all."},
    {"offset", 0, "N", any_of(kSearch, kSimilar), "Pass over the first N hits."},
    {"sort", 0, "ORDER", any_of(kSearch), "relevance (default), newest or oldest."},
    {"facets", 0, "FIELD,...", any_of(kSearch),
     "Count the values of fields over all matches; --facets alone means person,place,org.",
     "person,place,org"},
    {"snippets", 0, "N", any_of(kSearch, kSimilar), "Show N passages of each hit. Default 2."},
    {"snippet-order", 0, "ORDER", any_of(kSearch, kSimilar),
     "Passages in the order of the text (default), or the best one first: text or best."},
    {"snippet-chars", 0, "N", any_of(kSearch, kSimilar),
     "A passage has at most N characters. Default 160."},
    {"exact", 0, "", kQueries, "No stemming, no folding of endings, no name variants."},
    {"plain", 0, "", kQueries, "No operators: every character of the query is text."},
    {"exact-total", 0, "", any_of(kSearch), "Count all matches where an estimate would do."},
    {"explain", 0, "", any_of(kSearch, kFacets, kSimilar),
     "Show how the query was read and what matched; of facets, the names counted together "
     "(of those alone that QUERY names, if it is a name)."},
    {"format", 0, "FORMAT", any_of(kSearch, kExport),
     "search: text (default), json, csv, paths or trec. export: json (default) or bulk."},
    {"batch", 0, "FILE", any_of(kSearch),
     "Run the queries of FILE, one 'ID<TAB>QUERY' a line; - is standard input."},
    {"since-rev", 0, "N", any_of(kSearch),
     "Only documents added or changed after revision N of the index: the one that an earlier "
     "answer gives with --json."},
    {"no-proximity", 0, "", any_of(kSearch),
     "Rank by single words alone, not higher where words of the query stand close together."},
    {"recency", 0, "", any_of(kSearch), "Rank recent documents a little higher."},
    {"time-zone", 0, "ZONE", kFiltered,
     "Where \"today\" and other dates in words are: Europe/Berlin, +02:00, or local. Default: "
     "UTC."},
    {"no-correct", 0, "", any_of(kSearch),
     "Never look for likelier spellings, nor answer one where the query finds nothing."},
    {"synonyms", 0, "FILE", kQueries,
     "Words that count as others: 'ceasefire, truce' or 'pm => prime minister', one group a line."},
    {"copies", 0, "", kQueries,
     "Count and show near-identical copies one by one, not as one story."},
    {"match", 0, "WORDS", any_of(kFacets), "Only values one of whose names holds all WORDS."},
    {"query", 0, "QUERY", any_of(kShow, kSimilar),
     "show: mark what matches QUERY. similar: only documents that match QUERY."},
    {"jobs", 'j', "N", any_of(kIndex, kSearch),
     "Threads that read files, or answer the queries of --batch. Default: one a processor."},
    {"language", 0, "CODE", kFiltered | any_of(kIndex, kEntities),
     "Queries: only documents in this language. index and entities: the language of all "
     "documents, whatever they declare, or 'auto' (default)."},
    {"no-entities", 0, "", any_of(kIndex), "Do not recognise names."},
    {"names", 0, "FILE", any_of(kIndex, kEntities),
     "Known names to recognise (docs/entities.md), one a line: TYPE<TAB>NAME<TAB>ALIAS...; the "
     "index keeps them, for documents it has as well."},
    {"model", 0, "FILE", any_of(kIndex, kEntities),
     "The model of English names to use in place of the built-in one."},
    {"corrections", 0, "FILE", any_of(kIndex),
     "Replace the corrections of names (docs/entities.md); without PATH no file is read again."},
    {"follow", 0, "", any_of(kIndex),
     "Stay, and take in what changes in the folders until Ctrl-C."},
    {"rebuild", 0, "", any_of(kIndex),
     "Read everything anew, but for records that came from standard input, which are kept "
     "unless this run brings others; the old index answers until the new one is complete."},
    {"prune", 0, "", any_of(kIndex),
     "Drop documents whose file is gone from a folder given (default)."},
    {"no-prune", 0, "", any_of(kIndex), "Keep documents whose file is gone."},
    {"files-from", 0, "FILE", any_of(kIndex),
     "Also index the paths listed in FILE, one a line or each ended by a NUL; - is standard "
     "input."},
    {"dry-run", 0, "", any_of(kIndex), "Count what would be done and change nothing."},
    {"exclude", 0, "GLOB", any_of(kIndex), "Pass over what matches GLOB; repeatable."},
    {"conll", 0, "", any_of(kEntities),
     "FILE has one token a line: print each line with the predicted BIO tag."},
    {"failed", 0, "", any_of(kInfo), "List what could not be read, with the reasons."},
    {"listen", 0, "ADDRESS:PORT", any_of(kServe),
     "127.0.0.1:8808 (default), [::1]:8808, ...; port 0 takes one that is free."},
    {"host", 0, "NAME", any_of(kServe),
     "Answer requests for this host name too, as behind a proxy; repeatable."},
    {"token", 0, "FILE", any_of(kServe),
     "Ask every client for the token in FILE, which only its owner may read."},
    {"web-root", 0, "DIR", any_of(kServe),
     "Serve the page's styles and scripts from DIR, for work on them."},
    {"by", 0, "UNIT", any_of(kTimeline), "day, week, month (default) or year."},

    {"person",
     0,
     "NAME",
     kFiltered,
     "Only documents that name this person; repeatable.",
     {},
     OptionGroup::kFilter},
    {"place",
     0,
     "NAME",
     kFiltered,
     "Only documents that name this place; repeatable.",
     {},
     OptionGroup::kFilter},
    {"org",
     0,
     "NAME",
     kFiltered,
     "Only documents that name this organisation; repeatable.",
     {},
     OptionGroup::kFilter},
    {"without",
     0,
     "FIELD=NAME",
     kFiltered,
     "Only documents without this value; repeatable.",
     {},
     OptionGroup::kFilter},
    {"since",
     0,
     "DATE",
     kFiltered,
     "From this day, month or year on: 2025-05-16, 2025-05, 2025.",
     {},
     OptionGroup::kFilter},
    {"until",
     0,
     "DATE",
     kFiltered,
     "Up to and with this day, month or year.",
     {},
     OptionGroup::kFilter},
    {"source",
     0,
     "NAME",
     kFiltered,
     "Only documents of this site, feed or folder; repeatable.",
     {},
     OptionGroup::kFilter},

    {"index",
     'd',
     "DIR",
     kAll,
     "The index. Default: $KSEARCH_INDEX, else $XDG_DATA_HOME/ksearch/default, else "
     "~/.local/share/ksearch/default.",
     {},
     OptionGroup::kEverywhere},
    {"json",
     0,
     "",
     kAll,
     "JSON Lines on standard output, errors as JSON on standard error.",
     {},
     OptionGroup::kEverywhere},
    {"quiet", 'q', "", kAll, "Only results and errors.", {}, OptionGroup::kEverywhere},
    {"verbose", 'v', "", kAll, "More about what is done.", {}, OptionGroup::kEverywhere},
    {"color", 0, "WHEN", kAll, "auto (default), always or never.", {}, OptionGroup::kEverywhere},
    {"help", 'h', "", kAll, "This help.", {}, OptionGroup::kEverywhere},
    {"version", 0, "", kAll, "The version.", {}, OptionGroup::kEverywhere},
});

/// Name under which cxxopts collects the operands; with its dot nobody can write it as an option.
constexpr const char* kOperands = "operands.";
/// Value of a switch that is on.
constexpr const char* kOn = "true";

[[noreturn]] void fail(const std::string& message) {
  throw Error(ErrorCode::kInvalidArgument, message);
}

const OptionSpec* find_option(std::string_view name) {
  const auto* row = std::ranges::find(kOptions, name, &OptionSpec::name);
  return row == kOptions.end() ? nullptr : row;
}

const OptionSpec* find_letter(char letter) {
  const auto* row = std::ranges::find(kOptions, letter, &OptionSpec::letter);
  return row == kOptions.end() || letter == 0 ? nullptr : row;
}

bool takes_next_word(const OptionSpec& option) {
  return !option.value.empty() && option.bare.empty();
}

/// A word for cxxopts, and the one that the user wrote.
struct SplitWord {
  std::string text;
  const std::string* written;
};

/// Makes "-vdDIR" into "-vd" "DIR", leaving alone the words that are values themselves. `words`
/// must outlive the result.
std::vector<SplitWord> split_attached_values(const std::vector<std::string>& words) {
  std::vector<SplitWord> result;
  bool is_value = false;
  for (const std::string& word : words) {
    result.push_back({word, &word});
    if (is_value || word.size() < 2 || word[0] != '-') {
      is_value = false;
    } else if (word[1] == '-') {
      const OptionSpec* option = find_option(std::string_view(word).substr(2));
      is_value = option != nullptr && takes_next_word(*option);
    } else {
      for (std::size_t i = 1; i < word.size(); ++i) {
        const OptionSpec* option = find_letter(word[i]);
        if (option == nullptr || !takes_next_word(*option)) continue;
        is_value = i + 1 == word.size();
        if (!is_value) {
          result.back().text = word.substr(0, i + 1);
          result.push_back({word.substr(i + 1), &word});
        }
        break;
      }
    }
  }
  return result;
}

/// Number of edits that make one word of the other (Levenshtein).
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

[[noreturn]] void fail_unknown(const std::string& word) {
  std::string message = "unknown option '" + word + "'";
  const std::string_view name = std::string_view(word).substr(word.find_first_not_of('-'));
  if (word.starts_with("--")) {
    const auto* nearest = std::ranges::min_element(
        kOptions, {}, [&](const OptionSpec& option) { return edit_distance(option.name, name); });
    if (edit_distance(nearest->name, name) <= 2) {
      fail(message + "; did you mean '--" + std::string(nearest->name) + "'?");
    }
  }
  fail(message + "; a query that begins with '-' goes after '--'");
}

/// What cxxopts found wrong, in our words. It names an option without its dashes, in quotes.
[[noreturn]] void translate(const cxxopts::exceptions::parsing& error,
                            const std::vector<SplitWord>& words) {
  const std::string what = error.what();
  constexpr std::string_view kOpen = "‘";
  constexpr std::string_view kClose = "’";
  const std::size_t open = what.find(kOpen);
  const std::size_t close = what.find(kClose, open);
  if (open == std::string::npos || close == std::string::npos) fail(what);
  const std::string name = what.substr(open + kOpen.size(), close - open - kOpen.size());
  const std::string option = (name.size() == 1 ? "-" : "--") + name;
  if (dynamic_cast<const cxxopts::exceptions::missing_argument*>(&error) != nullptr) {
    fail("option '" + option + "' needs a value");
  }
  // A group of letters is quoted as it was written: '-ceasefire', not '-c'.
  const auto word = std::ranges::find_if(words, [&](const SplitWord& split) {
    const std::string& candidate = split.text;
    return name.size() == 1
               ? candidate.size() > 1 && candidate[0] == '-' && candidate[1] != '-' &&
                     candidate.find(name) != std::string::npos
               : candidate == option || candidate.starts_with(option + "=") || candidate == name;
  });
  fail_unknown(word == words.end() ? option : *word->written);
}

/// "30d" after --recency is a value that somebody meant for it, and would be a word of the query.
void refuse_stray_values(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] != "--recency") continue;
    const std::string& next = words[i + 1];
    const std::size_t digits = std::min(next.find_first_not_of("0123456789"), next.size());
    const std::string_view unit = std::string_view(next).substr(digits);
    if (digits == 0 || unit.size() != 1 || std::string_view("dwmy").find(unit) == std::string::npos)
      continue;
    fail("'" + words[i] + "' takes no value; if '" + next +
         "' is a word of the query, write it before the options or after '--'");
  }
}

cxxopts::ParseResult run_cxxopts(const std::vector<std::string>& words) {
  cxxopts::Options parser("ksearch");
  auto add = parser.add_options();
  for (const OptionSpec& option : kOptions) {
    const std::string names =
        (option.letter == 0 ? "" : std::string(1, option.letter) + ",") + std::string(option.name);
    auto value = cxxopts::value<std::vector<std::string>>();
    if (option.value.empty()) value->implicit_value(kOn);
    if (!option.bare.empty()) value->implicit_value(std::string(option.bare));
    add(names, "", value);
  }
  add(kOperands, "", cxxopts::value<std::vector<std::string>>());
  parser.parse_positional(kOperands);

  refuse_stray_values(words);
  const std::vector<SplitWord> split = split_attached_values(words);
  std::vector<const char*> argv = {"ksearch"};
  for (const SplitWord& word : split) argv.push_back(word.text.c_str());
  try {
    return parser.parse(static_cast<int>(argv.size()), argv.data());
  } catch (const cxxopts::exceptions::parsing& error) {
    translate(error, split);
  }
}

std::string quoted_option(const OptionSpec& option) {
  return "'--" + std::string(option.name) + "'";
}

void require_built(const CommandSpec& command) {
  if (!command.built) fail("'" + std::string(command.name) + "' is not part of this version");
}

}  // namespace

std::span<const CommandSpec> command_table() { return kCommands; }
std::span<const OptionSpec> option_table() { return kOptions; }

const CommandSpec& spec_of(Command command) {
  return *std::ranges::find(kCommands, command, &CommandSpec::command);
}

const CommandSpec* find_command(std::string_view name) {
  const auto* row = std::ranges::find(kCommands, name, &CommandSpec::name);
  return row == kCommands.end() ? nullptr : row;
}

Arguments Arguments::parse(const std::vector<std::string>& words) {
  // Before the options are read: those of a command that is not built are not in the table.
  if (const CommandSpec* first = words.empty() ? nullptr : find_command(words.front())) {
    require_built(*first);
  }
  const auto separator = std::ranges::find(words, "--");
  const cxxopts::ParseResult parsed =
      run_cxxopts(std::vector<std::string>(words.begin(), separator));

  Arguments result;
  for (const cxxopts::KeyValue& given : parsed.arguments()) {
    if (given.key() == kOperands) {
      result.operands_.push_back(given.value());
    } else {
      result.options_[given.key()].push_back(given.value());
    }
  }
  if (!result.operands_.empty()) {
    if (const CommandSpec* command = find_command(result.operands_.front())) {
      result.command_ = command->command;
      result.names_command_ = true;
      result.operands_.erase(result.operands_.begin());
    }
  }
  if (separator != words.end()) {
    result.operands_.insert(result.operands_.end(), separator + 1, words.end());
  }

  const CommandSpec& command = spec_of(result.command_);
  require_built(command);
  for (const auto& [name, values] : result.options_) {
    const OptionSpec& option = *find_option(name);
    if ((option.commands & only(result.command_)) == 0) {
      fail("'" + std::string(command.name) + "' has no option " + quoted_option(option));
    }
    if (!option.built) fail(quoted_option(option) + " is not part of this version");
    if (option.value.empty() && values.back() != kOn)
      fail(quoted_option(option) + " takes no value");
  }
  return result;
}

bool Arguments::has(std::string_view option) const {
  assert(find_option(option) != nullptr);
  return options_.find(option) != options_.end();
}

std::vector<std::string> Arguments::values(std::string_view option) const {
  assert(find_option(option) != nullptr);
  const auto found = options_.find(option);
  return found == options_.end() ? std::vector<std::string>() : found->second;
}

std::string Arguments::quoted(std::string_view option) const {
  return quoted_option(*find_option(option));
}

}  // namespace ksearch::cli
