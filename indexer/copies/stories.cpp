// Copies are looked for by locality-sensitive hashing (Broder et al., "Syntactic clustering of the
// Web", 1997; Indyk, Motwani, STOC 1998): each two neighbouring bytes of a signature are a key, and
// only documents that share a key are compared. Texts of a resemblance of 0.25 share one of their
// 96 keys with a probability of 99.8 %.
//
// The keys of the fresh documents are sorted, some keys of all documents at a time to bound the
// memory. Documents that were linked before pass by once for that, each key being asked of a bitmap
// first; they are not compared with each other, and so a small commit costs one pass over the
// column of signatures (96 bytes a document). Union and find (Tarjan 1975) make stories of pairs.

#include "indexer/copies/stories.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <unordered_set>

#include "common/storage/byte_codec.h"
#include "indexer/copies/signature.h"

namespace ksearch {
namespace {

/// Bounds the memory for sorted keys: 8 bytes each.
constexpr std::size_t kMaxKeys = std::size_t{4} << 20;
constexpr std::size_t kBitmapBits = std::size_t{1} << 20;

/// Sets of documents that grow together.
class DisjointSets {
 public:
  explicit DisjointSets(std::size_t size) : parents_(size) {
    std::iota(parents_.begin(), parents_.end(), 0U);
  }
  std::uint32_t find(std::uint32_t document) {
    while (parents_[document] != document) {
      parents_[document] = parents_[parents_[document]];
      document = parents_[document];
    }
    return document;
  }
  /// The smaller number stands for the set.
  void unite(std::uint32_t a, std::uint32_t b) {
    a = find(a);
    b = find(b);
    parents_[std::max(a, b)] = std::min(a, b);
  }
  bool together(std::uint32_t a, std::uint32_t b) { return find(a) == find(b); }

 private:
  std::vector<std::uint32_t> parents_;
};

/// The `index`th key of a signature; a short text has the first one only.
std::uint32_t key_of(std::string_view signature, std::size_t index) {
  if (signature.size() != kSignatureBytes) return load_unaligned<std::uint32_t>(signature.data());
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(signature[i % kSignatureBytes]));
  };
  return static_cast<std::uint32_t>(index) << 16 | byte(index) << 8 | byte(index + 1);
}

std::size_t keys_of(std::string_view signature) {
  return signature.size() == kSignatureBytes ? kSignatureBytes : 1;
}

/// A range of the keys of each document.
struct KeyRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class Linker {
 public:
  explicit Linker(const StoryInput& input) : input_(input), sets_(input.signatures.size()) {
    for (std::uint32_t document = 0; document < input.stories.size(); ++document) {
      if (input.stories[document] != 0) sets_.unite(document, input.stories[document]);
    }
  }

  void link() {
    if (input_.fresh.empty()) return;
    const std::size_t step =
        std::clamp<std::size_t>(kMaxKeys / input_.fresh.size(), 1, kSignatureBytes);
    for (std::size_t begin = 0; begin < kSignatureBytes; begin += step) {
      link({begin, std::min(begin + step, kSignatureBytes)});
    }
  }

  std::vector<std::uint32_t> stories() {
    std::vector<std::uint32_t> stories(input_.signatures.size());
    for (std::uint32_t document = 0; document < stories.size(); ++document) {
      const std::uint32_t story = sets_.find(document);
      if (story == document) continue;
      stories[document] = story;
      stories[story] = story;
    }
    return stories;
  }

 private:
  template <typename Action>
  void for_each_key(std::uint32_t document, KeyRange range, Action&& action) const {
    const std::string_view signature = input_.signatures[document];
    if (signature.empty()) return;
    const std::size_t end = std::min(range.end, keys_of(signature));
    for (std::size_t index = range.begin; index < end; ++index) action(key_of(signature, index));
  }

  void link(KeyRange range) {
    keys_.clear();
    for (const std::uint32_t document : input_.fresh) {
      for_each_key(document, range, [&](std::uint32_t key) {
        keys_.push_back(std::uint64_t{key} << 32 | document);
      });
    }
    std::sort(keys_.begin(), keys_.end());
    for (std::size_t begin = 0; begin < keys_.size();) {
      std::size_t end = begin + 1;
      while (end < keys_.size() && keys_[end] >> 32 == keys_[begin] >> 32) ++end;
      if (end - begin > 1) link_group({keys_.data() + begin, end - begin});
      begin = end;
    }
    link_to_known(range);
  }

  void link_to_known(KeyRange range) {
    std::vector<bool> wanted(kBitmapBits);
    for (const std::uint64_t entry : keys_) wanted[(entry >> 32) % kBitmapBits] = true;
    auto next_fresh = input_.fresh.begin();
    for (std::uint32_t document = 0; document < input_.signatures.size(); ++document) {
      if (next_fresh != input_.fresh.end() && *next_fresh == document) {
        ++next_fresh;
        continue;
      }
      for_each_key(document, range, [&](std::uint32_t key) {
        if (!wanted[key % kBitmapBits]) return;
        auto entry = std::lower_bound(keys_.begin(), keys_.end(), std::uint64_t{key} << 32);
        for (; entry != keys_.end() && *entry >> 32 == key; ++entry) {
          link_pair(static_cast<std::uint32_t>(*entry), document);
        }
      });
    }
  }

  void link_pair(std::uint32_t a, std::uint32_t b) {
    if (!sets_.together(a, b) && are_copies(input_.signatures[a], input_.signatures[b])) {
      sets_.unite(a, b);
    }
  }

  /// Links documents that share a key. Those already together are one cluster, of which no two are
  /// compared: many copies of one text cost a comparison each.
  void link_group(std::span<const std::uint64_t> entries) {
    if (entries.size() == 2) {
      link_pair(static_cast<std::uint32_t>(entries[0]), static_cast<std::uint32_t>(entries[1]));
      return;
    }
    std::vector<std::vector<std::uint32_t>> clusters;
    for (const std::uint64_t entry : entries) {
      const auto document = static_cast<std::uint32_t>(entry);
      std::vector<std::uint32_t> own = {document};
      std::erase_if(clusters, [&](std::vector<std::uint32_t>& cluster) {
        for (const std::uint32_t other : cluster) {
          link_pair(other, document);
          if (!sets_.together(other, document)) continue;
          own.insert(own.end(), cluster.begin(), cluster.end());
          return true;
        }
        return false;
      });
      clusters.push_back(std::move(own));
    }
  }

  const StoryInput& input_;
  DisjointSets sets_;
  std::vector<std::uint64_t> keys_;  ///< key and document of the fresh ones, sorted
};

}  // namespace

std::vector<std::uint32_t> derive_stories(StoryInput input) {
  std::sort(input.fresh.begin(), input.fresh.end());
  input.stories.resize(input.signatures.size());
  Linker linker(input);
  linker.link();
  return linker.stories();
}

void forget_documents(const std::set<std::uint32_t>& removed, StoryInput& input) {
  std::unordered_set<std::uint32_t> broken;
  for (const std::uint32_t document : removed) {
    if (document < input.stories.size() && input.stories[document] != 0) {
      broken.insert(input.stories[document]);
    }
    if (document < input.signatures.size()) input.signatures[document] = {};
  }
  for (std::uint32_t document = 0; document < input.stories.size(); ++document) {
    if (!broken.contains(input.stories[document])) continue;
    input.stories[document] = 0;
    if (!input.signatures[document].empty()) input.fresh.push_back(document);
  }
}

}  // namespace ksearch
