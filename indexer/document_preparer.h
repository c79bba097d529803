#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <vector>

#include "common/storage/record.h"
#include "common/storage/segment.h"
#include "indexer/copies/signature.h"
#include "indexer/name_numbering.h"
#include "ksearch/analyzer.h"
#include "ksearch/document.h"
#include "ksearch/entity.h"

namespace ksearch {

/// A document as it goes into the index.
struct PreparedDocument {
  Xapian::Document document;
  DocumentRows rows;  ///< the text is not compressed yet
  std::vector<std::string> warnings;
};

/// Analyses documents, recognises their names, and makes the terms and rows of common/schema.h.
/// Holds an Analyzer and a recogniser, so one object serves one thread.
class DocumentPreparer {
 public:
  /// `recognizer` null: no names. `names` is shared and must outlive this object.
  DocumentPreparer(std::unique_ptr<EntityRecognizer> recognizer, NameNumbering& names)
      : recognizer_(std::move(recognizer)), names_(names) {}

  /// `document` has its final id and its language; `content` is its content hash.
  [[nodiscard]] PreparedDocument prepare(Document document, std::string content);

 private:
  /// The title, when it is not part of the text, a blank line, and the text.
  struct AnalysedText;
  void add_words(const AnalysedText& analysed, const Document& document, Xapian::Document& out);
  [[nodiscard]] std::string sign(const AnalysedText& analysed);
  void add_mentions(const AnalysedText& analysed, const Document& document,
                    PreparedDocument& prepared);

  Analyzer analyzer_;
  std::unique_ptr<EntityRecognizer> recognizer_;
  NameNumbering& names_;
  TokenList tokens_;
  SignatureMaker signature_;
  std::string term_;
};

}  // namespace ksearch
