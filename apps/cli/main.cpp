#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "apps/cli/commands.hpp"
#include "apps/cli/interrupt.hpp"
#include "foretell/base/nearest_name.hpp"

namespace {
using foretell::cli::Command;

// One line, whatever the library's message looks like.
void print_error(std::string text) {
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  fmt::print(stderr, "foretell: {}\n", text);
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::string first_unknown(const CLI::App& app) {
  const auto rest = app.remaining(true);
  return rest.empty() ? std::string{} : rest.front();
}

int wrong_call(const CLI::App& program, const CLI::ParseError& error) {
  const auto verbs = program.get_subcommands();
  const CLI::App& scope = verbs.empty() ? program : *verbs.front();
  std::string message = error.what();
  const std::string unknown = first_unknown(program);
  if (!unknown.empty() && verbs.empty()) {
    std::vector<std::string> names;
    for (const CLI::App* verb : program.get_subcommands([](auto*) { return true; })) {
      names.push_back(verb->get_name());
    }
    message = fmt::format("unknown verb '{}'{}", unknown, foretell::did_you_mean(unknown, names));
  } else if (!unknown.empty()) {
    message = fmt::format("{}: unknown option '{}'{}", scope.get_name(), unknown,
                          foretell::did_you_mean(unknown, option_names(scope)));
  } else if (!verbs.empty()) {
    message = scope.get_name() + ": " + message;
  }
  print_error(fmt::format("{} (foretell {}--help shows how)", message,
                          verbs.empty() ? "" : scope.get_name() + " "));
  return 2;
}

int run(int argc, char** argv) {
  CLI::App program("Foretell turns time series into forecasts with honest intervals.", "foretell");
  program.set_version_flag("--version", FORETELL_VERSION);
  program.require_subcommand(1);
  program.footer("Example:  foretell forecast sales.csv --horizon 12 --report sales.html");
  std::string call = "foretell";
  for (int i = 1; i < argc; ++i) call += std::string(" ") + argv[i];
  const std::vector<std::pair<std::string, Command>> commands{
      {"forecast", foretell::cli::add_forecast(program, call)},
      {"backtest", foretell::cli::add_backtest(program, call)},
      {"analyze", foretell::cli::add_analyze(program, call)},
      {"score", foretell::cli::add_score(program)},
      {"models", foretell::cli::add_models(program)},
      {"train", foretell::cli::add_train(program, call)},
      {"generate", foretell::cli::add_generate(program)},
      {"inspect", foretell::cli::add_inspect(program, call)},
      {"export", foretell::cli::add_export(program)},
  };
  try {
    program.parse(argc, argv);
  } catch (const CLI::Success& success) {
    return program.exit(success);
  } catch (const CLI::ParseError& error) {
    return wrong_call(program, error);
  }
  for (const auto& [name, command] : commands) {
    if (!program.got_subcommand(name)) continue;
    if (const auto outcome = command(); !outcome) {
      print_error(outcome.error().error.text());
      return outcome.error().status;
    }
  }
  return 0;
}
}  // namespace

int main(int argc, char** argv) {
  foretell::cli::clean_up_when_interrupted();
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    print_error(std::string("internal error: ") + error.what());
    return 1;
  }
}
