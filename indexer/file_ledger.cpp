#include "indexer/file_ledger.h"

#include <utility>

namespace ksearch {

void FileLedger::clear() {
  start_run();
  known_.clear();
  sources_.clear();
}

void FileLedger::remember(FileState state) {
  std::string path = state.path;
  known_.emplace(std::move(path), std::move(state));
}

void FileLedger::start_run() {
  changes_.clear();
  found_.clear();
}

bool FileLedger::found(const std::string& path, const std::string& source) {
  const std::scoped_lock lock(mutex_);
  if (!found_.insert(path).second) return false;
  sources_.try_emplace(path, source);
  return true;
}

FileLedger::Known FileLedger::known(const std::string& path) {
  const std::scoped_lock lock(mutex_);
  const auto state = known_.find(path);
  return {state == known_.end() ? nullptr : &state->second, sources_[path]};
}

void FileLedger::change(FileState state) {
  const std::scoped_lock lock(mutex_);
  std::string path = state.path;
  changes_[std::move(path)] = std::move(state);
}

void FileLedger::forget(const std::string& path) {
  const std::scoped_lock lock(mutex_);
  changes_[path] = std::nullopt;
}

std::vector<std::string> FileLedger::missing(
    const std::function<bool(const std::string& path)>& is_gone) {
  const std::scoped_lock lock(mutex_);
  std::vector<std::string> paths;
  for (const auto& [path, state] : known_) {
    if (!found_.contains(path) && is_gone(path)) paths.push_back(path);
  }
  return paths;
}

void FileLedger::committed(Changes changes) {
  for (auto& [path, state] : changes) {
    if (state) {
      known_[path] = std::move(*state);
    } else {
      known_.erase(path);
    }
  }
}

}  // namespace ksearch
