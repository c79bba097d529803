#include "bindings/c/boundary.h"
#include "bindings/c/searcher.h"

using ksearch::c::fill_struct;
using ksearch::c::guarded;
using ksearch::c::require;
using ksearch::c::view_of;

struct ksearch_description {
  explicit ksearch_description(ksearch::IndexDescription made) : index(std::move(made)) {
    directory = index.directory.string();
    for (const auto& [code, count] : index.languages) languages.push_back({view_of(code), count});
    roots = ksearch::c::views_of(index.roots);
  }

  ksearch::IndexDescription index;  // never changed: the views point into it
  std::string directory;
  std::vector<ksearch_value_count> languages;
  std::vector<ksearch_string> roots;
};

extern "C" {

ksearch_status ksearch_describe(ksearch_searcher* searcher, ksearch_description** description,
                                ksearch_error* error) {
  return guarded(error, [&] {
    require(description != nullptr, "the place for the description");
    *description = nullptr;
    require(searcher != nullptr, "the searcher");
    *description = new ksearch_description(searcher->searcher.describe());
  });
}

ksearch_status ksearch_description_get(const ksearch_description* description,
                                       ksearch_description_fields* fields) {
  if (description == nullptr) return KSEARCH_INVALID_ARGUMENT;
  const ksearch::IndexDescription& index = description->index;
  return fill_struct(fields, {.directory = view_of(description->directory),
                              .documents = index.documents,
                              .text_bytes = index.text_bytes,
                              .disk_bytes = index.disk_bytes,
                              .revision = index.revision,
                              .names = index.names,
                              .created_by = view_of(index.created_by),
                              .analyzer = view_of(index.analyzer),
                              .recognizer = view_of(index.recognizer),
                              .languages = description->languages.data(),
                              .language_count = description->languages.size(),
                              .roots = description->roots.data(),
                              .root_count = description->roots.size(),
                              .failed_count = index.failed.size()});
}

void ksearch_description_free(ksearch_description* description) { delete description; }

ksearch_status ksearch_revision(ksearch_searcher* searcher, uint64_t* revision,
                                ksearch_error* error) {
  return guarded(error, [&] {
    require(revision != nullptr, "the place for the revision");
    require(searcher != nullptr, "the searcher");
    *revision = searcher->searcher.revision();
  });
}

ksearch_status ksearch_synonyms_parse(ksearch_string text, ksearch_synonyms** synonyms,
                                      ksearch_error* error) {
  return guarded(error, [&] {
    require(synonyms != nullptr, "the place for the synonyms");
    *synonyms = nullptr;
    *synonyms = new ksearch_synonyms{std::make_shared<const ksearch::Synonyms>(
        ksearch::Synonyms::parse(ksearch::c::text_of(text)))};
  });
}

void ksearch_synonyms_free(ksearch_synonyms* synonyms) { delete synonyms; }

}  // extern "C"
