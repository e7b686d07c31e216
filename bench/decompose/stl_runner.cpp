// Runs STL for bench/peers/stl_against_peers.py: one line of orders on standard input, one answer
// each.
//   load FILE PERIOD SEASON_WINDOW DEGREE JUMP INNER OUTER   one value per line; jump 0: a tenth
//   time COUNT                                               mean seconds of so many calls
//   write FILE                                               season, trend per line
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "foretell/decompose/stl.hpp"

namespace {
using foretell::Stl;

Stl read_options(std::istream& in) {
  Stl stl;
  std::size_t jump = 0, inner = 0, outer = 0;
  in >> stl.period >> stl.season_window >> stl.season_degree >> jump >> inner >> outer;
  if (jump > 0) stl.season_jump = stl.trend_jump = stl.low_pass_jump = jump;
  stl.inner = inner;
  stl.outer = outer;
  return stl;
}

std::vector<double> read_values(const std::string& path) {
  std::ifstream file(path);
  std::vector<double> y;
  for (double value = 0; file >> value;) y.push_back(value);
  return y;
}

double mean_seconds(const Stl& stl, const std::vector<double>& y, int count) {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < count; ++i) {
    if (!stl.decompose(y)) return -1;
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  return took.count() / count;
}

bool write(const Stl& stl, const std::vector<double>& y, const std::string& path) {
  const auto parts = stl.decompose(y);
  if (!parts) return false;
  std::ofstream file(path);
  file.precision(17);
  for (std::size_t t = 0; t < y.size(); ++t) {
    file << parts->seasons[0][t] << ' ' << parts->trend[t] << '\n';
  }
  return file.good();
}
}  // namespace

int main() {
  Stl stl;
  std::vector<double> y;
  for (std::string order, word; std::cin >> order >> word;) {
    if (order == "load") {
      y = read_values(word);
      stl = read_options(std::cin);
      std::cout << y.size() << std::endl;
    } else if (order == "time") {
      std::cout << mean_seconds(stl, y, std::stoi(word)) << std::endl;
    } else {
      std::cout << (write(stl, y, word) ? "done" : "failed") << std::endl;
    }
  }
  return 0;
}
