#pragma once

#include <simdjson.h>

#include <string>

#include "ksearch/document.h"

namespace ksearch {

/// Makes a document of each JSON object it is given.
///
/// Keys: id (string or number), title, text or body, url, date or published (a timestamp or seconds
/// since 1970), language, source, author or authors (a string, objects with a name, or a list).
/// Every other key is kept as metadata in the record's order, nested values as JSON; so is a value
/// that cannot be used, such as a bad date, with a warning. What is no object, and a record without
/// text and title, is skipped. Not thread-safe.
class JsonRecordReader {
 public:
  /// `input` and `sink` must outlive the reader.
  JsonRecordReader(const ReaderInput& input, DocumentSink& sink) : input_(input), sink_(sink) {}

  /// Reads one value, which is repaired in place where its encoding or its escapes are broken.
  void read(std::string& json, const std::string& member);
  /// The same for one that may instead be an envelope of records, as programming interfaces answer:
  /// an object without text that holds a list of objects with one, or with a title. The place of
  /// such a record is the list's key and its number: "articles 3".
  void read_envelope(std::string& json, const std::string& member);

 private:
  bool parse(std::string& json, const std::string& member, simdjson::dom::object& object);
  void add(simdjson::dom::object object, const std::string& member);
  void skip(const std::string& member, std::string reason) const;

  const ReaderInput& input_;
  DocumentSink& sink_;
  simdjson::dom::parser parser_;
};

}  // namespace ksearch
