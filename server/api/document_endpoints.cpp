#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <utility>

#include "common/format/json_format.h"
#include "ksearch/error.h"
#include "server/api/endpoints.h"
#include "server/url.h"

namespace ksearch {
namespace {

/// Bytes of a file sent at a time.
constexpr std::size_t kPartBytes = std::size_t{256} << 10U;

/// A file descriptor, closed with the object.
class OpenFile {
 public:
  explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

/// The file as it is on disk now, when it is a regular one: no link, pipe or device has taken its
/// place.
std::shared_ptr<OpenFile> open_original(const std::string& path, const std::string& id) {
  auto file = std::make_shared<OpenFile>(
      ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat facts {};
  if (file->descriptor() < 0 || ::fstat(file->descriptor(), &facts) != 0 ||
      !S_ISREG(facts.st_mode)) {
    throw Error(ErrorCode::kNotFound, "the original file of document " + id + " cannot be read");
  }
  return file;
}

/// Types that a browser shows or hands to a program without running anything in them.
std::string download_type(const std::filesystem::path& path) {
  const std::string ending = path.extension().string();
  using Row = std::pair<std::string_view, const char*>;
  for (const auto& [known, type] :
       {Row{".pdf", "application/pdf"}, Row{".txt", "text/plain"}, Row{".md", "text/plain"},
        Row{".csv", "text/csv"}, Row{".tsv", "text/tab-separated-values"},
        Row{".json", "application/json"}, Row{".jsonl", "application/jsonl"},
        Row{".eml", "message/rfc822"}, Row{".epub", "application/epub+zip"},
        Row{".zip", "application/zip"}}) {
    if (ending == known) return type;
  }
  return "application/octet-stream";
}

/// RFC 6266: a plain name for old clients, and the name in UTF-8.
std::string disposition(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  std::string plain;
  for (const char c : name) {
    const bool safe = c >= ' ' && c < 0x7F && c != '"' && c != '\\' && c != '%';
    plain += safe ? c : '_';
  }
  return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + percent_encode(name);
}

}  // namespace

StoredDocument document_of_id(const std::string& id, const SearchRequest& request,
                              Searcher& searcher) {
  StoredDocument stored = searcher.document(id, request);
  if (stored.document.id != id) {
    throw Error(ErrorCode::kNotFound, "no document in the index has the id " + id);
  }
  return stored;
}

HttpResponse document_endpoint(const ApiCall& call, Searcher& searcher) {
  const SearchRequest request = matching_request(call.parameters);
  return {.content_type = kJsonType,
          .body = json_document(document_of_id(call.id, request, searcher))};
}

HttpResponse original_endpoint(const ApiCall& call, Searcher& searcher) {
  const std::filesystem::path path = document_of_id(call.id, {}, searcher).document.path;
  if (path.empty()) {
    throw Error(ErrorCode::kNotFound, "document " + call.id + " comes from no file");
  }
  HttpResponse response;
  response.content_type = download_type(path);
  response.headers.emplace_back("Content-Disposition", disposition(path));
  response.source = [file = open_original(path, call.id)](Searcher& /*newest*/, std::string& out) {
    const std::size_t before = out.size();
    out.resize(before + kPartBytes);
    const ssize_t count = ::read(file->descriptor(), out.data() + before, kPartBytes);
    if (count < 0) throw Error(ErrorCode::kIo, "the original file cannot be read to its end");
    out.resize(before + static_cast<std::size_t>(count));
    return count > 0;
  };
  return response;
}

}  // namespace ksearch
