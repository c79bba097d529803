#include "server/mcp_tools.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <nlohmann/json.hpp>
#include <vector>

#include "common/analysis/code_points.h"
#include "common/format/json_format.h"
#include "common/format/request_options.h"
#include "ksearch/error.h"

namespace ksearch {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxAnswerBytes = 64 * 1024;
constexpr std::size_t kMaxNames = 10;  // of each field of a hit

/// The arguments of a call, under the names of the program's options.
class ToolArguments final : public OptionValues {
 public:
  explicit ToolArguments(const json& arguments) : arguments_(arguments) {}

  bool has(std::string_view option) const override {
    const auto found = arguments_.find(option);
    return found != arguments_.end() && *found != false;
  }
  std::vector<std::string> values(std::string_view option) const override {
    const auto found = arguments_.find(option);
    if (found == arguments_.end()) return {};
    if (!found->is_array()) return {text_of(option, *found)};
    std::vector<std::string> texts;
    for (const json& value : *found) texts.push_back(text_of(option, value));
    return texts;
  }
  std::string quoted(std::string_view option) const override {
    return "\"" + std::string(option) + "\"";
  }
  /// A number between 1 and `most`.
  std::size_t bounded(std::string_view option, std::size_t fallback, std::size_t most) const {
    return std::clamp<std::size_t>(number(option, fallback), 1, most);
  }

 private:
  std::string text_of(std::string_view option, const json& value) const {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number_unsigned()) return std::to_string(value.get<std::uint64_t>());
    throw Error(ErrorCode::kInvalidArgument,
                quoted(option) + " is neither a text nor a whole number from 0 on");
  }

  const json& arguments_;
};

/// Lines of an answer, up to its greatest length.
class BoundedLines {
 public:
  void add(const std::string& line) {
    if (text_.size() + line.size() > kMaxAnswerBytes) {
      ++left_out_;
    } else {
      text_ += line;
    }
  }
  [[nodiscard]] std::string text() && {
    if (left_out_ != 0) {
      text_ += json_message("note", std::to_string(left_out_) +
                                        " lines were left out, the answer would have been too "
                                        "long: ask for fewer");
    }
    return std::move(text_);
  }

 private:
  std::string text_;
  std::size_t left_out_ = 0;
};

SearchRequest request_of(const ToolArguments& arguments) {
  SearchRequest request = request_from(arguments);
  request.query = arguments.value("query").value_or("");
  return request;
}

std::string search(Searcher& searcher, const ToolArguments& arguments) {
  SearchRequest request = request_of(arguments);
  request.limit = arguments.bounded("limit", 5, 20);
  request.snippets = arguments.bounded("snippets", 2, 5);
  request.snippet_chars = arguments.bounded("snippet-chars", 240, 600);
  const auto begin = std::chrono::steady_clock::now();
  SearchResults results = searcher.search(request);
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - begin);
  for (Hit& hit : results.hits) {
    for (auto* names : {&hit.person, &hit.place, &hit.org}) {
      if (names->size() > kMaxNames) names->resize(kMaxNames);
    }
  }
  const std::string text = json_results({.request = request, .results = results, .took = took});
  BoundedLines lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at) + 1;
    lines.add(text.substr(at, end - at));
    at = end;
  }
  return std::move(lines).text();
}

std::string facets(Searcher& searcher, const ToolArguments& arguments) {
  const SearchRequest request = request_of(arguments);
  Facet facet =
      searcher.facet(field_named(arguments.value("field").value_or("")), request,
                     arguments.value("match").value_or(""), arguments.bounded("limit", 20, 100));
  for (FacetValue& value : facet.values) {
    if (value.variants.size() > kMaxNames) value.variants.resize(kMaxNames);
  }
  BoundedLines lines;
  lines.add(json_facet(facet));
  return std::move(lines).text();
}

std::string mentions(Searcher& searcher, const ToolArguments& arguments) {
  const SearchRequest request = request_of(arguments);
  std::size_t passed_over = request.offset;
  std::size_t wanted = arguments.bounded("limit", 20, 50);
  BoundedLines lines;
  searcher.mentions(request, [&](const MentionEvidence& evidence) {
    if (passed_over > 0) {
      --passed_over;
      return true;
    }
    lines.add(json_evidence(evidence));
    return --wanted > 0;
  });
  return std::move(lines).text();
}

/// The last position up to `at` where a code point begins.
std::size_t code_point_begin(std::string_view text, std::size_t at) {
  at = std::min(at, text.size());
  while (at > 0 && at < text.size() && is_trail_byte(text[at])) --at;
  return at;
}

std::string document(Searcher& searcher, const ToolArguments& arguments) {
  const StoredDocument stored =
      searcher.document(arguments.value("id").value_or(""), request_of(arguments));
  const std::string_view text = stored.document.text;
  const std::size_t begin = code_point_begin(text, arguments.number("begin", 0));
  const std::size_t end =
      code_point_begin(text, begin + arguments.bounded("max-bytes", 8'000, 40'000));
  json highlights = json::array();
  for (const Span span : stored.highlights) {
    if (span.begin >= begin && span.end <= end) highlights.push_back({span.begin, span.end});
  }
  const Document& fields = stored.document;
  const json answer = {{"type", "document"},
                       {"id", fields.id},
                       {"title", fields.title.substr(0, code_point_begin(fields.title, 1'000))},
                       {"url", fields.url},
                       {"source", fields.source},
                       {"date", fields.date ? format_date(*fields.date) : ""},
                       {"language", fields.language},
                       {"text_bytes", text.size()},
                       {"begin", begin},
                       {"end", end},
                       {"text", text.substr(begin, end - begin)},
                       {"highlights", highlights}};
  return answer.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

/// Arguments that search, facets and mentions share.
constexpr std::string_view kFilterProperties = R"({
  "query": {"type": "string", "description": "Words, ranked together; \"a phrase\"; +must -not; word*; person:\"Name\" place: org:; date:2025-05..2025-06; a NEAR/5 b. Empty: all documents."},
  "person": {"type": "array", "items": {"type": "string"}, "description": "Only documents that name all of these people; any spelling."},
  "place": {"type": "array", "items": {"type": "string"}},
  "org": {"type": "array", "items": {"type": "string"}},
  "without": {"type": "array", "items": {"type": "string"}, "description": "Excluded values, each as FIELD=NAME."},
  "since": {"type": "string", "description": "A date such as 2025, 2025-05, 2025-05-16 or yesterday."},
  "until": {"type": "string"},
  "language": {"type": "string", "description": "ISO 639-1 code of the documents."},
  "source": {"type": "string"}
})";

struct Tool {
  std::string_view name;
  std::string_view description;
  std::string_view properties;  ///< of its own
  bool filters;                 ///< whether it takes the shared ones too
  std::string_view required;
  std::string (*call)(Searcher&, const ToolArguments&);
};

constexpr std::array<Tool, 4> kTools = {{
    {"search",
     "Ranked documents of the collection with passages. Each passage has the byte range in its "
     "document's text where it stands.",
     R"({"limit": {"type": "integer", "minimum": 1, "maximum": 20, "default": 5},
         "offset": {"type": "integer", "minimum": 0},
         "snippets": {"type": "integer", "minimum": 1, "maximum": 5, "default": 2},
         "snippet-chars": {"type": "integer", "minimum": 1, "maximum": 600, "default": 240},
         "sort": {"type": "string", "enum": ["relevance", "newest", "oldest"]}})",
     true, R"(["query"])", search},
    {"facets",
     "The people, places, organisations or other values of the matching documents, with exact "
     "counts and the spellings counted together.",
     R"({"field": {"type": "string", "enum": ["person", "place", "org", "language", "source", "author", "type", "month"]},
         "match": {"type": "string", "description": "Only values one of whose spellings has these words."},
         "limit": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}})",
     true, R"(["field"])", facets},
    {"mentions",
     "Where the matching documents name somebody or something: document, byte range, the words "
     "used, the sentence.",
     R"({"limit": {"type": "integer", "minimum": 1, "maximum": 50, "default": 20},
         "offset": {"type": "integer", "minimum": 0}})",
     true, "[]", mentions},
    {"document",
     "The text of one document, by the id that the other tools give, whole or a range of its "
     "bytes.",
     R"({"id": {"type": "string"},
         "query": {"type": "string", "description": "What to mark in the text."},
         "begin": {"type": "integer", "minimum": 0, "default": 0},
         "max-bytes": {"type": "integer", "minimum": 1, "maximum": 40000, "default": 8000}})",
     false, R"(["id"])", document},
}};

const Tool* find_tool(std::string_view name) {
  const auto* const found = std::find_if(kTools.begin(), kTools.end(),
                                         [&](const Tool& tool) { return tool.name == name; });
  return found == kTools.end() ? nullptr : found;
}

}  // namespace

json mcp_tools() {
  json tools = json::array();
  for (const Tool& tool : kTools) {
    json properties = json::parse(tool.properties);
    if (tool.filters) properties.update(json::parse(kFilterProperties));
    tools.push_back({{"name", tool.name},
                     {"description", tool.description},
                     {"annotations", {{"readOnlyHint", true}, {"openWorldHint", false}}},
                     {"inputSchema",
                      {{"type", "object"},
                       {"properties", properties},
                       {"required", json::parse(tool.required)},
                       {"additionalProperties", false}}}});
  }
  return tools;
}

bool is_mcp_tool(std::string_view name) { return find_tool(name) != nullptr; }

std::string call_mcp_tool(Searcher& searcher, std::string_view name, const json& arguments) {
  const Tool* tool = find_tool(name);
  if (tool == nullptr) {
    throw Error(ErrorCode::kInvalidArgument, "there is no tool \"" + std::string(name) + "\"");
  }
  json known = json::parse(tool->properties);
  if (tool->filters) known.update(json::parse(kFilterProperties));
  for (const auto& [argument, value] : arguments.items()) {
    if (!known.contains(argument)) {
      throw Error(ErrorCode::kInvalidArgument,
                  "the tool \"" + std::string(name) + "\" has no argument \"" + argument + "\"");
    }
  }
  for (const json& required : json::parse(tool->required)) {
    if (!arguments.contains(required.get<std::string>())) {
      throw Error(ErrorCode::kInvalidArgument, "the tool \"" + std::string(name) +
                                                   "\" needs the argument \"" +
                                                   required.get<std::string>() + "\"");
    }
  }
  return tool->call(searcher, ToolArguments(arguments));
}

}  // namespace ksearch
