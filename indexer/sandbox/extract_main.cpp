#include "indexer/sandbox/extractor.h"

int main(int argc, char** argv) {
  const ksearch::ReaderRegistry registry;
  return ksearch::sandbox::run_extractor(argc, argv, registry);
}
