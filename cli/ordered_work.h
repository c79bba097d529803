#pragma once

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace ksearch::cli {

/// Results of the pieces of work 0, 1, 2, ..., made by several threads and delivered in that order.
/// At most kWindow results for each thread wait, so memory does not grow with the number of pieces.
template <typename Result>
class OrderedWork {
 public:
  /// Results that may wait for each thread.
  static constexpr std::size_t kWindow = 16;
  using Worker = std::function<Result(std::size_t)>;

  /// `make_worker` is called once by each thread, when it has its first piece.
  explicit OrderedWork(std::function<Worker()> make_worker)
      : make_worker_(std::move(make_worker)) {}

  /// Calls `deliver` on this thread with the result of every piece. What a worker, the making of
  /// one, or `deliver` throws ends the run and is thrown on; results of earlier pieces have been
  /// delivered by then.
  void run(std::size_t pieces, std::size_t threads, const std::function<void(Result&&)>& deliver) {
    if (threads <= 1) {
      if (pieces == 0) return;
      const Worker worker = make_worker_();
      for (std::size_t piece = 0; piece < pieces; ++piece) deliver(worker(piece));
      return;
    }
    State state(pieces, kWindow * threads);
    std::vector<std::jthread> workers;
    const StopAtEnd stop{state};  // before the threads are joined
    for (std::size_t i = 0; i < threads; ++i) {
      workers.emplace_back([&] { work(state); });
    }
    for (std::size_t piece = 0; piece < pieces; ++piece) deliver(state.take(piece));
  }

 private:
  /// What the threads share.
  class State {
   public:
    State(std::size_t pieces, std::size_t window) : pieces_(pieces), slots_(window) {}

    /// The next piece to work on, when there is room for its result; none: the work is over.
    std::optional<std::size_t> next() {
      std::unique_lock lock(mutex_);
      room_.wait(lock, [&] { return next_ >= pieces_ || next_ < taken_ + slots_.size(); });
      if (next_ >= pieces_) return std::nullopt;
      return next_++;
    }
    void put(std::size_t piece, std::optional<Result> result, std::exception_ptr error) {
      const std::lock_guard lock(mutex_);
      slots_[piece % slots_.size()] = {true, std::move(result), std::move(error)};
      if (piece == taken_) ready_.notify_one();
    }
    Result take(std::size_t piece) {
      std::unique_lock lock(mutex_);
      Slot& slot = slots_[piece % slots_.size()];
      ready_.wait(lock, [&] { return slot.filled; });
      Slot taken = std::exchange(slot, {});
      taken_ = piece + 1;
      room_.notify_all();
      if (taken.error) std::rethrow_exception(taken.error);
      return std::move(*taken.result);
    }
    void stop() {
      const std::lock_guard lock(mutex_);
      next_ = pieces_;
      room_.notify_all();
    }

   private:
    struct Slot {
      bool filled = false;
      std::optional<Result> result;
      std::exception_ptr error;
    };

    std::mutex mutex_;
    std::condition_variable room_;
    std::condition_variable ready_;
    const std::size_t pieces_;
    std::size_t next_ = 0;
    std::size_t taken_ = 0;
    std::vector<Slot> slots_;
  };

  struct StopAtEnd {
    State& state;
    ~StopAtEnd() { state.stop(); }
  };

  void work(State& state) {
    Worker worker;
    while (const auto piece = state.next()) {
      std::optional<Result> result;
      std::exception_ptr error;
      try {
        if (!worker) worker = make_worker_();
        result = worker(*piece);
      } catch (...) {
        error = std::current_exception();
      }
      state.put(*piece, std::move(result), std::move(error));
    }
  }

  std::function<Worker()> make_worker_;
};

}  // namespace ksearch::cli
