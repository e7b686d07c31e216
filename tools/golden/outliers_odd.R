# Outliers by R's tsoutliers, first pass, of classic series of an odd length: R's robust stl takes the middle two of an
# even number of remainders wrongly, so that only odd lengths can agree everywhere.
#   usage: Rscript tools/golden/outliers_odd.R > tests/diagnose/golden/outliers_odd.json
#   made with R 4.2.2, forecast 8.20
suppressMessages(library(forecast))
library(jsonlite)
names <- c("AirPassengers", "UKgas", "ldeaths", "JohnsonJohnson", "nottem", "UKDriverDeaths", "USAccDeaths")
cases <- list()
for (name in names) for (drop in c(1, 3)) {
  y <- ts(as.numeric(get(name))[-seq_len(drop)], frequency = frequency(get(name)))
  cases[[length(cases) + 1]] <- list(series = unbox(name), drop = unbox(drop),
                                     first = as.integer(tsoutliers(y, iterate = 1)$index))
}
cat(toJSON(cases, pretty = FALSE), "\n")
