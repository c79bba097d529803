#include "indexer/readers/isolated_readers.h"
#include "indexer/sandbox/extractor.h"

int main(int argc, char** argv) {
  const ksearch::ReaderRegistry registry({}, ksearch::make_isolated_reader);
  return ksearch::sandbox::run_extractor(argc, argv, registry);
}
