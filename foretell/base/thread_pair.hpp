#pragma once
#include <cstddef>
#include <memory>

namespace foretell {
/// A second thread that stays awake while the pair lives and takes half of pieces of work that are
/// too short, a few microseconds, to hand to a pool: the steps of a recurrent network on one
/// sequence. It costs the second thread's core all of that time, so it is for loops without pauses.
/// Where there is no second thread (a limit of one, inside a parallel loop, in a forked process,
/// all threads at work elsewhere), the first does both halves. One pair at a time per thread.
class ThreadPair {
 public:
  /// A pair if `wanted`, else nothing.
  explicit ThreadPair(bool wanted);
  ThreadPair(const ThreadPair&) = delete;
  ThreadPair& operator=(const ThreadPair&) = delete;
  ~ThreadPair();

  /// That of the calling thread, or nullptr.
  [[nodiscard]] static ThreadPair* of_this_thread();

  /// Whether the second thread has come. If so, it stays, and the halves of `run` run side by side.
  [[nodiscard]] bool is_complete() const;

  /// Inside `run` of a complete pair: what this half has written until now is there to read for the
  /// other, once that has awaited it.
  void announce(std::size_t half);
  /// Inside `run` of a complete pair: returns when the other half has announced as often as this
  /// one. Both announcing and then awaiting is a meeting.
  void await_other(std::size_t half);

  /// Calls body(0) and body(1), in no fixed order, and returns when both are done. The body must
  /// not throw and the halves must not write to the same place.
  template <class Body>
  void run(const Body& body) {
    run({[](const void* what, std::size_t half) { (*static_cast<const Body*>(what))(half); },
         &body});
  }

 private:
  struct Work {
    void (*call)(const void*, std::size_t) = nullptr;
    const void* what = nullptr;
  };
  struct Shared;

  void run(Work work);

  std::shared_ptr<Shared> shared_;
};
}  // namespace foretell
