#include "indexer/file_import.h"

#include "indexer/readers/file_source.h"
#include "ksearch/error.h"
#include "ksearch/version.h"

namespace ksearch {
namespace {

constexpr std::size_t kHeadBytes = 4096;

/// Passes bytes on and tells how many there were.
class CountingSource final : public ByteSource {
 public:
  CountingSource(ByteSource& bytes, const std::function<void(std::uint64_t)>& on_bytes)
      : bytes_(bytes), on_bytes_(on_bytes) {}
  bool read(std::string& out, std::size_t max_bytes) override {
    const std::size_t before = out.size();
    const bool more = bytes_.read(out, max_bytes);
    on_bytes_(out.size() - before);
    return more;
  }

 private:
  ByteSource& bytes_;
  const std::function<void(std::uint64_t)>& on_bytes_;
};

std::string as_string(const ContentHash& hash) { return {hash.begin(), hash.end()}; }

}  // namespace

FileOutcome FileImporter::read(const FoundFile& file, const std::string& source,
                               const FileState* known, DocumentSink& sink,
                               const std::function<void(std::uint64_t)>& on_bytes) {
  const bool worth_another_try =
      known != nullptr && !known->failures.empty() && known->read_by != version();
  if (worth_another_try) known = nullptr;
  if (known != nullptr && known->size_bytes == file.size_bytes &&
      known->modified_ns == file.modified_ns) {
    return {FileOutcome::Result::kUnchanged, {}, {}};
  }
  bool changed_meanwhile = false;
  FileOutcome outcome;
  try {
    outcome = read_once(file, source, known, sink, on_bytes, changed_meanwhile);
    if (changed_meanwhile)
      outcome = read_once(file, source, known, sink, on_bytes, changed_meanwhile);
  } catch (const sandbox::StartError&) {
    throw;
  } catch (const Error& error) {
    return {FileOutcome::Result::kFailed, error.what(), {}};
  }
  if (changed_meanwhile) {
    sink.warn(
        {file.path, "", "the file changed while it was read; it will be read again next time"});
    // Remembered as of no time, so that the next run does not take it for unchanged.
    if (outcome.state) outcome.state->modified_ns = 0;
  }
  return outcome;
}

FileOutcome FileImporter::read_once(const FoundFile& file, const std::string& source,
                                    const FileState* known, DocumentSink& sink,
                                    const std::function<void(std::uint64_t)>& on_bytes,
                                    bool& changed_meanwhile) {
  FileOutcome outcome;
  if (known != nullptr && known->size_bytes == file.size_bytes) {
    FileSource probe(file.path);
    if (as_string(probe.hash()) == known->hash) {
      outcome.result = FileOutcome::Result::kUnchanged;
      outcome.state = *known;
      outcome.state->modified_ns = probe.version().modified_ns;
      return outcome;
    }
  }
  FileSource bytes(file.path);
  ReaderInput input;
  input.path = file.path;
  input.source = source;
  input.head = bytes.peek(kHeadBytes);
  input.modified = bytes.modified();
  CountingSource counted(bytes, on_bytes);
  input.bytes = &counted;
  const ReaderChoice choice = registry_.choose(input);
  if (choice.reader == nullptr) {
    outcome.result = FileOutcome::Result::kIgnored;
    outcome.reason = choice.reason;
    return outcome;
  }
  if (choice.place == ReaderPlace::kChild) {
    isolated_.read(input, bytes, sink);
  } else {
    choice.reader->read(input, sink);
  }
  FileState state;
  state.path = file.path;
  state.size_bytes = bytes.version().size_bytes;
  state.modified_ns = bytes.version().modified_ns;
  state.hash = as_string(bytes.hash());
  state.read_by = version();
  outcome.state = std::move(state);
  changed_meanwhile = bytes.changed();
  return outcome;
}

}  // namespace ksearch
