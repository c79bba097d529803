// An export is read page by page, so that it takes the memory of one page and no worker waits for a
// slow client. Each page is a search of its own on the newest commit: a commit in between may move
// hits from one page to another, so ids that were sent are remembered and none is sent twice.
#include <xxhash.h>

#include <memory>
#include <unordered_set>

#include "common/format/json_format.h"
#include "common/format/record_formats.h"
#include "server/api/endpoints.h"

namespace ksearch {
namespace {

/// Hits of a page: with two passages each about 700 KB of JSON.
constexpr std::size_t kPageHits = 500;

class Export {
 public:
  Export(SearchRequest request, ExportFormat format)
      : request_(std::move(request)), format_(format), wanted_(request_.limit) {}

  /// Appends the next page to `out`; whether there is another one.
  bool next(Searcher& searcher, std::string& out) {
    request_.limit = wanted_ == 0 ? kPageHits : std::min(kPageHits, wanted_ - sent_);
    SearchResults page = searcher.search(request_);
    const bool last = page.hits.size() < request_.limit;
    request_.offset += page.hits.size();
    std::erase_if(page.hits, [&](const Hit& hit) {
      return !sent_ids_.insert(XXH3_64bits(hit.id.data(), hit.id.size())).second;
    });
    write(page, out);
    sent_ += page.hits.size();
    return !last && (wanted_ == 0 || sent_ < wanted_);
  }

 private:
  void write(const SearchResults& page, std::string& out) {
    const bool first = sent_ == 0;
    const AnsweredQuery answer{.request = request_, .results = page};
    if (format_ == ExportFormat::kCsv) {
      if (first) out += csv_header();
      out += csv_records(answer);
      return;
    }
    if (first) {
      out += json_results(answer);
      return;
    }
    for (const Hit& hit : page.hits) out += json_hit(hit, request_.explain);
  }

  SearchRequest request_;
  ExportFormat format_;
  std::size_t wanted_;    ///< hits; 0: all
  std::size_t sent_ = 0;  ///< hits
  std::unordered_set<std::uint64_t> sent_ids_;
};

}  // namespace

HttpResponse export_response(SearchRequest request, ExportFormat format, Searcher& searcher) {
  const bool csv = format == ExportFormat::kCsv;
  const auto pages = std::make_shared<Export>(std::move(request), format);
  HttpResponse response;
  response.content_type = csv ? "text/csv; charset=utf-8" : kJsonLinesType;
  response.headers.emplace_back(
      "Content-Disposition",
      csv ? "attachment; filename=\"ksearch.csv\"" : "attachment; filename=\"ksearch.jsonl\"");
  // The first page here, so that a query that cannot be run is an error and no broken export.
  const bool more = pages->next(searcher, response.body);
  if (more) {
    response.source = [pages](Searcher& newest, std::string& out) {
      return pages->next(newest, out);
    };
  }
  return response;
}

}  // namespace ksearch
