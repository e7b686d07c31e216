#pragma once
#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "apps/cli/failure.hpp"

namespace foretell::cli {
/// `call` is the whole command line, for reports.
/// Each adds its verb with options and help to the program, and hands back what to run when the
/// verb is the one that was called.
using Command = std::function<Outcome()>;

[[nodiscard]] Command add_forecast(CLI::App& program, const std::string& call);
[[nodiscard]] Command add_backtest(CLI::App& program, const std::string& call);
[[nodiscard]] Command add_analyze(CLI::App& program, const std::string& call);
[[nodiscard]] Command add_score(CLI::App& program);
[[nodiscard]] Command add_models(CLI::App& program);
[[nodiscard]] Command add_train(CLI::App& program, const std::string& call);
[[nodiscard]] Command add_generate(CLI::App& program);
[[nodiscard]] Command add_inspect(CLI::App& program, const std::string& call);
[[nodiscard]] Command add_export(CLI::App& program);
}  // namespace foretell::cli
