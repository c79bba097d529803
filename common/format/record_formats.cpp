#include "common/format/record_formats.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <unordered_set>
#include <vector>

namespace ksearch {
namespace {

std::string csv_field(std::string_view value) {
  std::string field(value);
  if (!field.empty() && std::string_view("=+-@\t\r").find(field.front()) != std::string::npos) {
    field.insert(0, "'");
  }
  if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
  std::string quoted = "\"";
  for (const char c : field) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string joined(const std::vector<std::string>& values) {
  std::string result;
  for (const std::string& value : values) {
    if (!result.empty()) result += "; ";
    result += value;
  }
  return result;
}

std::string without_spaces(std::string_view id) {
  std::string result(id);
  std::ranges::replace_if(
      result, [](char c) { return std::string_view(" \t\r\n\v\f").find(c) != std::string::npos; },
      '_');
  return result;
}

}  // namespace

std::string csv_header() {
  return "batch_id,rank,score,id,title,source,date,language,path,url,passages,person,place,org\n";
}

std::string csv_records(const AnsweredQuery& answer) {
  std::string lines;
  for (const Hit& hit : answer.results.hits) {
    std::string passages;
    for (const Snippet& snippet : hit.snippets) {
      if (!passages.empty()) passages += " … ";
      passages += snippet.text;
    }
    lines += fmt::format("{},{},{:.6f}", csv_field(answer.batch_id), hit.rank, hit.score);
    const std::string person = joined(hit.person);
    const std::string place = joined(hit.place);
    const std::string org = joined(hit.org);
    for (const std::string_view field : std::initializer_list<std::string_view>{
             hit.id, hit.title, hit.source, hit.date, hit.language, hit.path, hit.url, passages,
             person, place, org}) {
      lines += "," + csv_field(field);
    }
    lines += '\n';
  }
  return lines;
}

std::string path_lines(const AnsweredQuery& answer) {
  std::string lines;
  std::unordered_set<std::string_view> seen;
  for (const Hit& hit : answer.results.hits) {
    const std::string& name = hit.path.empty() ? hit.id : hit.path;
    if (seen.insert(name).second) lines += name + "\n";
  }
  return lines;
}

std::string trec_lines(const AnsweredQuery& answer) {
  std::string lines;
  const std::string topic = answer.batch_id.empty() ? "1" : without_spaces(answer.batch_id);
  for (const Hit& hit : answer.results.hits) {
    fmt::format_to(std::back_inserter(lines), "{} Q0 {} {} {:.6f} ksearch\n", topic,
                   without_spaces(hit.id), hit.rank, hit.score);
  }
  return lines;
}

}  // namespace ksearch
