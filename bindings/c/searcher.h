#pragma once

#include <memory>

#include "ksearch/searcher.h"
#include "ksearch/synonyms.h"

/// What a C program knows by its address alone.
struct ksearch_searcher {
  ksearch::Searcher searcher;
};

struct ksearch_synonyms {
  std::shared_ptr<const ksearch::Synonyms> synonyms;  // shared with the requests that name them
};
