// Rows of a frame in the memory of another library, through Arrow's C interface.
#include <arrow/c/bridge.h>
#include <fmt/format.h>

#include "foretell/base/parallel.hpp"
#include "foretell/ingest/frame_types.hpp"

namespace foretell {
namespace {
using Batch = std::shared_ptr<arrow::RecordBatch>;
constexpr std::int64_t kRowsPerSlice = 65536;

tl::unexpected<Error> bad_frame(const arrow::Status& status) {
  return fail(ErrorCode::kBadFile,
              fmt::format("the frame cannot be read ({})",
                          status.message().substr(0, status.message().find('\n'))));
}

// The batches of a stream, cut into slices that share their memory.
class SliceSource {
 public:
  static Result<SliceSource> open(const FrameSource& frame) {
    auto stream = frame.open();
    if (!stream) return fail(stream.error());
    auto reader = arrow::ImportRecordBatchReader(*stream);
    release_stream(*stream);
    if (!reader.ok()) return bad_frame(reader.status());
    SliceSource source;
    source.reader_ = *reader;
    return source;
  }

  [[nodiscard]] const arrow::Schema& schema() const { return *reader_->schema(); }

  /// The next rows; null at the end.
  Result<Batch> next() {
    while (batch_ == nullptr || at_ == batch_->num_rows()) {
      at_ = 0;
      if (const auto status = reader_->ReadNext(&batch_); !status.ok()) return bad_frame(status);
      if (batch_ == nullptr) return batch_;
    }
    const std::int64_t count = std::min(kRowsPerSlice, batch_->num_rows() - at_);
    auto slice = batch_->Slice(at_, count);
    at_ += count;
    return slice;
  }

 private:
  std::shared_ptr<arrow::RecordBatchReader> reader_;
  Batch batch_;
  std::int64_t at_ = 0;
};

FrameTypes types_of(const arrow::Schema& schema, const ColumnChoice& choice) {
  const auto type = [&](std::size_t i) { return schema.field(static_cast<int>(i))->type(); };
  auto columns = std::make_shared<FrameTypes::Columns>();
  if (choice.id) columns->id = type(*choice.id);
  columns->time = type(choice.time);
  return FrameTypes(std::move(columns));
}

// Slices become blocks of rows on several threads, and reach the sink in order.
class FrameRows {
 public:
  FrameRows(SliceSource& source, Batch first, const Selection& selection, const RowRequest& request)
      : source_(source), next_(std::move(first)), selection_(selection), request_(request) {}

  Result<void> run(const RowSink& sink) {
    OrderedSink ordered(sink);
    std::vector<Slot> slots(num_threads());
    const auto read = [&](std::size_t i) { return !ordered.failed() && read_into(slots[i]); };
    const auto take = [&](std::size_t i) { ordered.take(slots[i].block, std::nullopt); };
    ordered_pipeline(slots.size(),
                     {.read = read, .work = [&](std::size_t i) { work(slots[i]); }, .take = take});
    if (error_ && !ordered.failed()) return fail(*error_);
    return ordered.result();
  }

 private:
  struct Slot {
    Batch batch;
    RowBlock block;
  };

  bool read_into(Slot& slot) {
    if (next_ == nullptr) return false;
    slot.batch = std::move(next_);
    auto next = source_.next();
    if (next) {
      next_ = std::move(*next);
    } else {
      next_ = nullptr;
      error_ = std::move(next.error());
    }
    return true;
  }

  void work(Slot& slot) const {
    slot.block.start(selection_.choice.targets.size());
    slot.block.num_lines = static_cast<std::size_t>(slot.batch->num_rows());
    BatchAppender(selection_, request_, slot.block).append(*slot.batch);
    slot.batch = nullptr;
  }

  SliceSource& source_;
  Batch next_;
  const Selection& selection_;
  const RowRequest& request_;
  std::optional<Error> error_;
};
}  // namespace

Result<void> read_frame_rows(const TableInput& input, const RowRequest& request,
                             const RowSink& sink) {
  auto source = SliceSource::open(*input.frame);
  if (!source) return fail(source.error());
  auto first = source->next();
  if (!first) return fail(first.error());
  const auto selection = select_columns(sketch(source->schema(), first->get()), request);
  if (!selection) return fail(selection.error());
  if (*first == nullptr) return fail(ErrorCode::kBadFile, "the table has no rows");
  if (input.types != nullptr) *input.types = types_of(source->schema(), selection->choice);
  return FrameRows(*source, std::move(*first), *selection, request).run(sink);
}
}  // namespace foretell
