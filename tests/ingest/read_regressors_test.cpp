#include <gtest/gtest.h>

#include <cmath>

#include "foretell/ingest/read_panel.hpp"

// Columns beside the target: which are read, how they line up with the steps, what is refused.
namespace foretell {
namespace {
constexpr const char* kSales =
    "unique_id,ds,y,price,promo,note\n"
    "a,3,30,1.5,0,x\na,1,10,1.1,1,x\na,4,,1.6,1,x\na,5,,1.7,0,x\n"
    "b,1,5,2.1,0,x\nb,3,7,2.3,1,x\n";

Result<PanelFile> read_with_regressors(const std::string& csv,
                                       std::vector<std::string> regressors) {
  return read_panel_from_bytes(csv, {.regressors = std::move(regressors), .format = "csv"});
}

TEST(ReadRegressors, RowsAreSortedAndGapsAreMissingWithTheTarget) {
  const auto file = read_with_regressors(kSales, {"price", "promo"});
  ASSERT_TRUE(file) << file.error().text();
  const Series a = file->panel.series(0);
  ASSERT_EQ(a.size(), 3U);
  ASSERT_EQ(a.regressors.size(), 2U);
  const auto price = a.regressors.column(0);
  EXPECT_EQ(price[0], 1.1);
  EXPECT_TRUE(std::isnan(price[1]));
  EXPECT_EQ(price[2], 1.5);
  EXPECT_EQ(a.regressors.column(1)[0], 1);
  EXPECT_EQ(file->panel.series(1).regressors.column(0)[2], 2.3);
  EXPECT_EQ(file->ignored_columns, std::vector<std::string>{"note"});
}

TEST(ReadRegressors, RowsAfterTheLastValueAreStepsToForecast) {
  const auto file = read_with_regressors(kSales, {"price"});
  ASSERT_TRUE(file) << file.error().text();
  const Series a = file->panel.series(0);
  ASSERT_EQ(a.future().num_rows(), 2U);
  EXPECT_EQ(a.future().column(0)[0], 1.6);
  EXPECT_EQ(a.future().column(0)[1], 1.7);
  EXPECT_EQ(file->panel.series(1).future().num_rows(), 0U);
  EXPECT_EQ(file->num_missing, 0U);
}

TEST(ReadRegressors, AllMeansEveryOtherNumber) {
  const auto file = read_with_regressors(kSales, {"all"});
  ASSERT_TRUE(file) << file.error().text();
  EXPECT_EQ(file->panel.regressor_names().size(), 2U);
  EXPECT_EQ(file->panel.regressor_names()[0], "price");
}

TEST(ReadRegressors, ThatAreNotThereTextOrUsedAlreadyAreRefusedByName) {
  EXPECT_EQ(read_with_regressors(kSales, {"prise"}).error().message.substr(0, 60),
            "no column 'prise' for the regressors; did you mean 'price'? ");
  EXPECT_EQ(read_with_regressors(kSales, {"y"}).error().code, ErrorCode::kDuplicate);
  EXPECT_EQ(read_with_regressors(kSales, {"price", "price"}).error().code, ErrorCode::kDuplicate);
  EXPECT_EQ(read_with_regressors(kSales, {"note"}).error().text(),
            "bytes line 2, column note, series a: 'x' is not a number; leave the cell empty if it "
            "is missing");
}
}  // namespace
}  // namespace foretell
