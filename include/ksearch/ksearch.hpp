#pragma once

/// Everything an embedding program needs.
#include "ksearch/analyzer.h"
#include "ksearch/document.h"
#include "ksearch/entity.h"
#include "ksearch/error.h"
#include "ksearch/index_writer.h"
#include "ksearch/searcher.h"
#include "ksearch/span.h"
#include "ksearch/synonyms.h"
#include "ksearch/version.h"
