#include "common/storage/index_state.h"

#include <limits>
#include <nlohmann/json.hpp>

#include "common/schema.h"
#include "ksearch/error.h"

namespace ksearch {

using nlohmann::json;

std::uint32_t IndexState::name_count() const {
  return name_segments.empty() ? 0 : name_segments.back().first_name + name_segments.back().count;
}

void IndexState::add_revision(std::uint32_t first_document, std::uint64_t revision_added) {
  if (!revisions.empty() && revisions.back().revision == revision_added) return;
  revisions.push_back({first_document, revision_added});
  if (revisions.size() <= kMaxRevisions) return;
  revisions[1].first_document = revisions[0].first_document;
  revisions.erase(revisions.begin());
}

std::uint32_t IndexState::first_document_after(std::uint64_t earlier) const {
  for (const RevisionEntry& entry : revisions) {
    if (entry.revision > earlier) return entry.first_document;
  }
  return std::numeric_limits<std::uint32_t>::max();
}

std::string encode_state(const IndexState& state) {
  json segments = json::array();
  for (const SegmentEntry& entry : state.segments) {
    segments.push_back({entry.number, entry.first_document, entry.rows});
  }
  json name_segments = json::array();
  for (const NameSegmentEntry& entry : state.name_segments) {
    name_segments.push_back({entry.number, entry.first_name, entry.count});
  }
  json revisions = json::array();
  for (const RevisionEntry& entry : state.revisions) {
    revisions.push_back({entry.first_document, entry.revision});
  }
  const json object = {{"schema", state.schema},
                       {"created_by", state.created_by},
                       {"analyzer", state.analyzer},
                       {"recognizer", state.recognizer},
                       {"revision", state.revision},
                       {"next_file_number", state.next_file_number},
                       {"segments", segments},
                       {"name_segments", name_segments},
                       {"revisions", revisions},
                       {"entity_table", state.entity_table},
                       {"story_table", state.story_table},
                       {"text_bytes", state.text_bytes},
                       {"roots", state.roots},
                       {"tables", state.tables}};
  return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

IndexState decode_state(std::string_view text, const std::string& directory) {
  IndexState state;
  try {
    const json object = json::parse(text);
    state.schema = object.at("schema");
    if (state.schema != schema::kSchemaVersion) {
      throw Error(ErrorCode::kIndexVersion,
                  "the index in " + directory +
                      " was written by another version of ksearch; rebuild it with ksearch index "
                      "--rebuild");
    }
    state.created_by = object.at("created_by");
    state.analyzer = object.at("analyzer");
    state.recognizer = object.at("recognizer");
    state.revision = object.at("revision");
    state.next_file_number = object.at("next_file_number");
    for (const json& entry : object.at("segments")) {
      state.segments.push_back({entry.at(0), entry.at(1), entry.at(2)});
    }
    for (const json& entry : object.at("name_segments")) {
      state.name_segments.push_back({entry.at(0), entry.at(1), entry.at(2)});
    }
    if (object.contains("revisions")) {
      for (const json& entry : object.at("revisions")) {
        state.revisions.push_back({entry.at(0), entry.at(1)});
      }
    } else {
      // Of an index that did not keep them: all documents are of its last commit.
      state.add_revision(1, state.revision);
    }
    state.entity_table = object.at("entity_table");
    state.story_table = object.at("story_table");
    state.text_bytes = object.at("text_bytes");
    state.roots = object.at("roots").get<std::vector<std::string>>();
    state.tables = object.at("tables").get<std::vector<std::string>>();
  } catch (const json::exception&) {
    throw Error(
        ErrorCode::kIndexCorrupt,
        "the index in " + directory + " is damaged; rebuild it with ksearch index --rebuild");
  }
  return state;
}

}  // namespace ksearch
