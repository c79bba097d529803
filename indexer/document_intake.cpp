#include "indexer/document_intake.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <filesystem>

#include "common/schema.h"
#include "common/xapian_error.h"
#include "indexer/long_title.h"
#include "indexer/readers/language.h"
#include "indexer/readers/text_encoding.h"

namespace ksearch {
namespace {

/// Longer texts are indexed all the same, and pointed out: they are rarely one story.
constexpr std::size_t kLongTextBytes = std::size_t{32} << 20;

/// What tells a document from another that claims the same id.
std::string origin_of(const Document& document) { return document.path + '\n' + document.member; }

void repair(std::string& text, std::size_t& repaired) {
  if (simdjson::validate_utf8(text)) return;
  text = repair_utf8(text).text;
  ++repaired;
}

}  // namespace

DocumentIntake::DocumentIntake(Generation* base, Staging& staging, NameNumbering& names,
                               RunReport& report, Options options)
    : base_(base),
      staging_(staging),
      names_(names),
      report_(report),
      options_(std::move(options)) {}

void DocumentIntake::resume() {
  for (const std::uint32_t shard : staging_.shards()) {
    const Xapian::Database database(staging_.shard_path(shard).string());
    for (auto posting = database.postlist_begin(""); posting != database.postlist_end("");
         ++posting) {
      StoredRecord record = decode_record(database.get_document(*posting).get_data());
      const StagedRef ref{shard, *posting};
      drop_staged(record.document.id);
      staged_[record.document.id] = {ref, std::move(record.content_hash),
                                     std::move(record.document.path), record.text_bytes, false};
      ++changes_.staged;
    }
  }
}

void DocumentIntake::complete(Document& document) const {
  std::size_t repaired = 0;
  for (std::string* field : {&document.title, &document.text, &document.url, &document.source,
                             &document.language, &document.type}) {
    repair(*field, repaired);
  }
  for (std::string& author : document.authors) repair(author, repaired);
  if (repaired > 0) {
    document.furniture.clear();
    document.title_span.reset();
    report_.warn({document.path, document.member, "text that is not valid UTF-8 was repaired"});
  }
  limit_title(document);
  if (document.text.size() > kLongTextBytes) {
    report_.warn({document.path, document.member,
                  fmt::format("a text of {} MB takes long to index and to show",
                              document.text.size() >> 20)});
  }
  if (options_.language != "auto") {
    document.language = options_.language;
  } else if (document.language.empty()) {
    document.language = detect_language(document.text);
  }
}

std::string DocumentIntake::claim_id(const Document& document) {
  std::string id = document.id;
  if (id.empty()) {
    id = document.path.empty() ? content_hash(document)
                               : schema::derived_id(document.path, document.member);
  }
  const std::string origin = origin_of(document);
  const std::string qualifier = std::filesystem::path(document.path).stem().string();
  // Where the same file uses an id again, the record's own place tells them apart.
  std::string place = document.member;
  std::ranges::replace(place, ' ', '-');
  for (int attempt = 0;; ++attempt) {
    std::string candidate = id;
    if (attempt > 0 && !qualifier.empty()) candidate = qualifier + ":" + id;
    if (attempt > 1) candidate = fmt::format("{}#{}", candidate, place);
    if (attempt > 2) candidate += fmt::format("-{}", attempt);
    const auto [claim, fresh] = claims_.try_emplace(candidate, origin);
    if (!fresh && claim->second != origin) continue;
    // Another file of the index may own the id, unless it is read in this run and lets go of it.
    if (fresh && base_ != nullptr && !document.path.empty()) {
      if (const auto known = base_->find(candidate)) {
        const std::string owner = base_->record(*known).document.path;
        if (owner != document.path && !owner.empty() && std::filesystem::exists(owner)) {
          claims_.erase(claim);
          continue;
        }
      }
    }
    return candidate;
  }
}

bool DocumentIntake::is_wanted(const Document& document, const std::string& content) {
  std::optional<std::uint32_t> known;
  if (base_ != nullptr) known = base_->find(document.id);
  if (known && removed_.contains(*known)) known.reset();
  const auto changed = known ? &IndexCounts::updated : &IndexCounts::added;
  if (const auto staged = staged_.find(document.id); staged != staged_.end()) {
    if (!staged->second.seen) report_.count(changed);
    if (known) replaced_.insert(*known);
    if (staged->second.content == content) {
      staged->second.seen = true;
      return false;
    }
    drop_staged(document.id);
    return true;
  }
  if (known && base_->record(*known).content_hash == content) {
    if (kept_.insert(*known).second) report_.count(&IndexCounts::unchanged);
    return false;
  }
  if (known) {
    kept_.erase(*known);
    replaced_.insert(*known);
  }
  report_.count(changed);
  return true;
}

void DocumentIntake::drop_staged(const std::string& id) {
  const auto staged = staged_.find(id);
  if (staged == staged_.end()) return;
  changes_.dropped.insert(staged->second.ref);
  staged_.erase(staged);
}

void DocumentIntake::take(Document document, IntakeWorker& worker) {
  complete(document);
  std::string content;
  {
    const std::scoped_lock lock(mutex_);
    // The lines of a stream are no places to come back to.
    if (document.path.empty()) document.member.clear();
    document.id = claim_id(document);
    content = content_hash(document);
    if (!is_wanted(document, content)) return;
  }
  if (!options_.dry_run) stage(std::move(document), std::move(content), worker);
}

bool DocumentIntake::is_wanted_again(const std::string& id, const std::string& content) {
  const auto known = base_->find(id);
  if (!known || removed_.contains(*known) || !replaced_.insert(*known).second) return false;
  kept_.erase(*known);
  const auto staged = staged_.find(id);
  if (staged == staged_.end()) return true;
  staged->second.seen = true;
  if (staged->second.content == content) return false;
  drop_staged(id);
  return true;
}

void DocumentIntake::take_again(StoredRecord record, std::string text, IntakeWorker& worker) {
  {
    const std::scoped_lock lock(mutex_);
    if (!is_wanted_again(record.document.id, record.content_hash)) return;
  }
  record.document.text = std::move(text);
  stage(std::move(record.document), std::move(record.content_hash), worker);
}

void DocumentIntake::stage(Document document, std::string content, IntakeWorker& worker) {
  StagedDocument staged{{}, content, document.path, document.text.size(), true};
  const std::string id = document.id;
  const std::string member = document.path.empty() ? id : document.member;
  PreparedDocument prepared = worker.preparer.prepare(std::move(document), std::move(content));
  for (const std::string& warning : prepared.warnings) {
    report_.warn({staged.path, member, warning});
  }
  if (!worker.shard) worker.shard = staging_.open_shard();
  staged.ref = worker.shard->add(std::move(prepared));
  if (worker.shard->full()) finish(worker);
  const std::scoped_lock lock(mutex_);
  ++changes_.staged;
  drop_staged(id);
  staged_[id] = std::move(staged);
}

void DocumentIntake::finish(IntakeWorker& worker) {
  if (worker.shard) staging_.close_shard(std::move(worker.shard), names_);
}

void DocumentIntake::file_was_read(const std::string& path) {
  const std::scoped_lock lock(mutex_);
  files_read_.push_back(path);
}

std::vector<std::uint32_t> DocumentIntake::documents_of_file(const std::string& path) const {
  std::vector<std::uint32_t> documents;
  if (base_ == nullptr) return documents;
  const std::string term = schema::file_path_term(path);
  const Xapian::Database& database = base_->database();
  for (auto posting = database.postlist_begin(term); posting != database.postlist_end(term);
       ++posting) {
    documents.push_back(*posting);
  }
  return documents;
}

void DocumentIntake::file_is_gone(const std::string& path) {
  const std::scoped_lock lock(mutex_);
  for (const std::uint32_t document : documents_of_file(path)) {
    if (!replaced_.contains(document) && removed_.insert(document).second) {
      report_.count(&IndexCounts::removed);
    }
  }
}

std::uint64_t DocumentIntake::remove(const std::string& id_or_path) {
  const std::scoped_lock lock(mutex_);
  std::vector<std::uint32_t> found;
  if (base_ != nullptr) {
    if (const auto known = base_->find(id_or_path)) found.push_back(*known);
    if (found.empty()) {
      found = documents_of_file(std::filesystem::absolute(id_or_path).lexically_normal().string());
    }
  }
  std::uint64_t count = 0;
  if (staged_.contains(id_or_path)) {
    drop_staged(id_or_path);
    ++count;
  }
  for (const std::uint32_t document : found) {
    kept_.erase(document);
    if (!replaced_.contains(document) && removed_.insert(document).second) ++count;
  }
  report_.count(&IndexCounts::removed, count);
  return count;
}

void DocumentIntake::settle(IndexChanges& changes) {
  for (const std::string& path : files_read_) {
    for (const std::uint32_t document : documents_of_file(path)) {
      if (kept_.contains(document) || replaced_.contains(document)) continue;
      if (removed_.insert(document).second) report_.count(&IndexCounts::removed);
    }
  }
  // What a killed run had staged and this one did not meet again is of files that are gone.
  std::vector<std::string> unseen;
  for (const auto& [id, staged] : staged_) {
    if (!staged.seen) unseen.push_back(id);
  }
  for (const std::string& id : unseen) drop_staged(id);

  changes.removed.insert(removed_.begin(), removed_.end());
  changes.removed.insert(replaced_.begin(), replaced_.end());
  changes.dropped = changes_.dropped;
  changes.staged = changes_.staged;
  changes.text_bytes = base_ == nullptr ? 0 : base_->state().text_bytes;
  for (const std::uint32_t document : changes.removed) {
    changes.text_bytes -= base_->record(document).text_bytes;
  }
  for (const auto& [id, staged] : staged_) changes.text_bytes += staged.text_bytes;
}

}  // namespace ksearch
