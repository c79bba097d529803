#pragma once

#include "ksearch/searcher.h"

/// What a C program knows by its address alone.
struct ksearch_searcher {
  ksearch::Searcher searcher;
};
