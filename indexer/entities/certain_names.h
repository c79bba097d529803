#pragma once

#include "indexer/entities/ner_document.h"

namespace ksearch {

/// Corrects the tags of a document where no model is needed: names whose type the table of known
/// names is certain of ("Kremlin" is a place), and "Geneva, Switzerland", which is two places.
void apply_certain_names(NerDocument& document);

}  // namespace ksearch
