#include "server/application.h"

#include <exception>
#include <fstream>
#include <iterator>
#include <new>
#include <optional>
#include <string>
#include <string_view>

#include "ksearch/error.h"
#include "server/api/api.h"
#include "server/compression.h"
#include "server/entity_tag.h"
#include "server/error_response.h"
#include "server/pages/page.h"
#include "server/web_assets.h"

namespace ksearch {
namespace {

/// Smaller bodies fit one packet as they are.
constexpr std::size_t kMinCompressedBytes = 1400;

bool is_api(const HttpRequest& request) { return request.segments.front() == "api"; }

/// Programs get an object, people who open a page a sentence.
HttpResponse failure(bool json, const Error& error) {
  if (json) return error_response(error);
  return {.status = status_of(error.code()), .body = std::string(error.what()) + "\n"};
}

/// The response that `make` returns, or that of what it throws.
template <typename Make>
HttpResponse answering(bool json, Make make) {
  try {
    return make();
  } catch (const Error& error) {
    return failure(json, error);
  } catch (const std::bad_alloc&) {
    return failure(json, Error(ErrorCode::kInternal, "not enough memory"));
  } catch (const std::exception& error) {
    return failure(
        json, Error(ErrorCode::kInternal, std::string("a defect of ksearch: ") + error.what()));
  }
}

bool is_compressible(const HttpResponse& response) {
  const std::string& type = response.content_type;
  return !response.source && response.body.size() >= kMinCompressedBytes &&
         (type.starts_with("text/") || type.find("json") != std::string::npos ||
          type.find("svg") != std::string::npos);
}

void compress(const HttpRequest& request, HttpResponse& response) {
  if (!is_compressible(response)) return;
  response.headers.emplace_back("Vary", "Accept-Encoding");
  if (!accepts_gzip(request.header("accept-encoding"))) return;
  response.body = gzip(response.body);
  response.headers.emplace_back("Content-Encoding", "gzip");
}

/// A file directly within a folder, when it is a regular one.
std::optional<std::string> file_within(const std::filesystem::path& folder,
                                       const std::string& name) {
  if (name.empty() || name.starts_with('.') || name.find('/') != std::string::npos)
    return std::nullopt;
  const std::filesystem::path path = folder / name;
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

HttpResponse Application::respond(const HttpRequest& request, Searcher& searcher) const {
  return answering(is_api(request), [&] {
    // Files of a web root change while the index does not.
    const bool tagged = web_root_.empty() || request.segments.front() != "static";
    const std::string tag = tagged ? entity_tag(request, searcher.commit_id()) : "";
    HttpResponse response;
    if (tagged && names_tag(request.header("if-none-match"), tag)) {
      response.status = 304;
      response.content_type.clear();
    } else {
      response = route(request, searcher);
      compress(request, response);
    }
    const bool of_revision = tagged && response.status < 400 && !response.source && !response.lags;
    if (of_revision) response.headers.emplace_back("ETag", tag);
    response.headers.emplace_back("Cache-Control", of_revision ? "private, no-cache" : "no-store");
    return response;
  });
}

HttpResponse Application::next_part(const BodySource& source, Searcher& searcher) {
  return answering(true, [&] {
    HttpResponse part;
    if (source(searcher, part.body)) part.source = source;
    return part;
  });
}

HttpResponse Application::route(const HttpRequest& request, Searcher& searcher) const {
  if (is_api(request)) return api_response(request, searcher, completer_);
  if (request.segments.front() == "static") return asset(request);
  return page_response(request, searcher);
}

HttpResponse Application::asset(const HttpRequest& request) const {
  const std::string name = request.segments.size() == 2 ? request.segments[1] : "";
  const std::string_view type = asset_content_type(name);
  std::optional<std::string> bytes;
  if (!web_root_.empty()) {
    bytes = file_within(web_root_, name);
  } else if (const auto embedded = find_web_asset(name)) {
    bytes = embedded->bytes;
  }
  if (type.empty() || !bytes) throw Error(ErrorCode::kNotFound, "there is no file " + request.path);
  return {.content_type = std::string(type), .body = *std::move(bytes)};
}

}  // namespace ksearch
