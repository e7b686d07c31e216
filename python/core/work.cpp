#include "python/core/work.hpp"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

#include "foretell/base/parallel.hpp"
#include "foretell/base/stop.hpp"

namespace foretell::python {
namespace {
using std::chrono::milliseconds;
constexpr milliseconds kBetweenLooks{50};

// One piece of work on its thread.
class Worker {
 public:
  Worker(std::size_t threads, const std::function<void(Advance&)>& work)
      : thread_([this, threads, &work] { run(threads, work); }) {}

  /// Whether the work is over, after waiting a little.
  bool wait() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, kBetweenLooks, [&] { return over_; });
  }
  void stop() { stop_.request(); }
  void join() { thread_.join(); }
  [[nodiscard]] const Advance& advance() const { return advance_; }
  [[nodiscard]] std::exception_ptr problem() const { return problem_; }

 private:
  void run(std::size_t threads, const std::function<void(Advance&)>& work) {
    const StopScope scope(&stop_);
    const ThreadLimit limit(threads);
    try {
      work(advance_);
    } catch (...) {
      problem_ = std::current_exception();
    }
    const std::scoped_lock lock(mutex_);
    over_ = true;
    changed_.notify_one();
  }

  StopSource stop_;
  Advance advance_;
  std::exception_ptr problem_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool over_ = false;
  std::thread thread_;  // last: it uses all of the above
};

// False with Python's error set, if a signal handler or the progress raised.
bool look(const RunOptions& options, const Advance& advance) {
  const nb::gil_scoped_acquire lock;
  if (PyErr_CheckSignals() != 0) return false;
  if (options.progress.is_none()) return true;
  const nb::object answer = nb::steal(PyObject_CallFunction(
      options.progress.ptr(), "nn", static_cast<Py_ssize_t>(advance.done.load()),
      static_cast<Py_ssize_t>(advance.total.load())));
  return answer.is_valid();
}
}  // namespace

void do_work(const RunOptions& options, const std::function<void(Advance&)>& work) {
  bool interrupted = false;
  std::exception_ptr problem;
  {
    const nb::gil_scoped_release release;
    Worker worker(options.threads, work);
    while (!worker.wait()) {
      if (interrupted || look(options, worker.advance())) continue;
      interrupted = true;
      worker.stop();
    }
    worker.join();
    problem = worker.problem();
    if (!interrupted && !look(options, worker.advance())) interrupted = true;
  }
  if (interrupted) throw nb::python_error();
  if (problem) std::rethrow_exception(problem);
}
}  // namespace foretell::python
