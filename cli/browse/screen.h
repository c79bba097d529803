#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "cli/browse/grid.h"
#include "cli/browse/key.h"

namespace ksearch::cli::browse {

/// The terminal, taken over by ncurses while this object lives. At most one at a time.
class Screen {
 public:
  struct Options {
    bool color = false;
    bool unicode = false;  ///< else characters beyond ASCII are shown as '?'
  };
  /// Throws Error(kInvalidArgument) for a terminal that ncurses does not know.
  explicit Screen(Options options);
  ~Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  [[nodiscard]] Size size() const;
  void show(const Grid& grid);
  /// Waits for a key; nothing for a change of size and for keys that mean nothing here.
  [[nodiscard]] std::optional<Key> read();
  /// Whether the last read() ended because there will be no more keys.
  [[nodiscard]] bool closed() const { return closed_; }
  /// Puts text on the clipboard of the terminal (OSC 52), which may not allow it.
  void copy(std::string_view text);
  /// Gives the terminal back for as long as `action` takes.
  template <typename Action>
  void suspended(Action&& action) {
    suspend();
    action();
    resume();
  }

 private:
  void suspend();
  void resume();
  [[nodiscard]] unsigned long attributes(Style style) const;

  Options options_;
  bool closed_ = false;
};

}  // namespace ksearch::cli::browse
