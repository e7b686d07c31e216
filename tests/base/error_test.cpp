#include "foretell/base/error.hpp"

#include <gtest/gtest.h>

#include <set>

namespace foretell {
namespace {
TEST(Error, SaysWhereBeforeWhat) {
  EXPECT_EQ((Error{ErrorCode::kBadValue, "'x' is no number", "sales.csv line 7"}).text(),
            "sales.csv line 7: 'x' is no number");
  EXPECT_EQ((Error{ErrorCode::kBadValue, "'x' is no number", ""}).text(), "'x' is no number");
}

TEST(Error, EveryCodeHasANameOfItsOwn) {
  std::set<std::string_view> names;
  const int last = static_cast<int>(ErrorCode::kUnsupported);
  for (int code = 0; code <= last; ++code) names.insert(name_of(static_cast<ErrorCode>(code)));
  EXPECT_EQ(names.size(), last + 1);
  EXPECT_FALSE(names.contains("unknown"));
}
}  // namespace
}  // namespace foretell
