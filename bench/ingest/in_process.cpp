// Forecasts of a table that lies in memory, without Python: what bench/python/overhead.py compares
// with. usage: in_process FILE.arrow HORIZON SEASON; reads model words line by line, and prints for
// each the seconds and the bits of all means, combined by exclusive or.
#include <arrow/api.h>
#include <arrow/c/bridge.h>
#include <arrow/io/api.h>
#include <arrow/ipc/api.h>
#include <fmt/format.h>

#include <bit>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iostream>

#include "apps/calls/forecast_call.hpp"
#include "apps/calls/table_call.hpp"
#include "foretell/ingest/frame.hpp"

using namespace foretell;

namespace {
std::shared_ptr<arrow::Table> table_of(const std::string& path) {
  const auto file = arrow::io::ReadableFile::Open(path).ValueOrDie();
  const auto reader = arrow::ipc::RecordBatchFileReader::Open(file).ValueOrDie();
  return reader->ToTable().ValueOrDie();
}

std::uint64_t forecast(const FrameSource& frame, const calls::TableCall& layout,
                       const calls::ForecastCall& call) {
  FrameTypes types;
  const auto file = read_panel(frame, layout.resolved().value(), &types).value();
  const auto request = call.request().value();
  const auto definitions = call.definitions().value();
  const std::size_t step = calls::series_per_block(request.horizon);
  FrameWriter answer(types);
  std::uint64_t bits = 0;
  for (std::size_t first = 0; first < file.panel.size(); first += step) {
    const std::size_t count = std::min(step, file.panel.size() - first);
    auto block = forecast_block(file.panel, first, count, definitions, request);
    for (const double mean : block.columns[0]) bits ^= std::bit_cast<std::uint64_t>(mean);
    auto numbers = std::move(block.columns);
    const auto good = answer.write(
        calls::forecast_table(file.panel, block, std::move(numbers), definitions, request, false));
    if (!good) std::exit(1);
  }
  return bits;
}
}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const auto table = table_of(argv[1]);
  const FrameSource frame{[&table]() -> Result<ArrowArrayStream*> {
    ArrowArrayStream stream{};
    const auto reader = std::make_shared<arrow::TableBatchReader>(table);
    if (!arrow::ExportRecordBatchReader(reader, &stream).ok()) {
      return fail(ErrorCode::kBadFile, "no stream");
    }
    return take_stream(&stream);
  }};
  calls::TableCall layout;
  layout.season = {static_cast<std::size_t>(std::stoul(argv[3]))};
  std::string model;
  while (std::getline(std::cin, model)) {
    calls::ForecastCall call;
    call.horizon = std::stol(argv[2]);
    call.models = model;
    const auto begin = std::chrono::steady_clock::now();
    const std::clock_t clock = std::clock();
    const std::uint64_t bits = forecast(frame, layout, call);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    fmt::print("{:.6f} {:.6f} {}\n", took.count(),
               static_cast<double>(std::clock() - clock) / CLOCKS_PER_SEC, bits);
    std::fflush(stdout);
  }
}
