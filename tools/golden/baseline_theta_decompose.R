# Golden values of the baselines, the Theta method and classical decomposition.
#   Rscript tools/golden/baseline_theta_decompose.R
# writes tests/models/baseline/golden/*.json, tests/models/smoothing/golden/theta_*.json and
# tests/decompose/golden/*.json. Made with R 4.2.2 and forecast 8.20; nothing random.
suppressMessages({library(forecast); library(jsonlite)})
bounds <- function(f) list(mean = as.numeric(f$mean), lower80 = as.numeric(f$lower[, 1]),
                           upper80 = as.numeric(f$upper[, 1]), lower95 = as.numeric(f$lower[, 2]),
                           upper95 = as.numeric(f$upper[, 2]))
write <- function(value, folder, name) {
  dir.create(folder, recursive = TRUE, showWarnings = FALSE)
  value$made_with <- "tools/golden/baseline_theta_decompose.R, R 4.2.2, forecast 8.20"
  write_json(value, file.path(folder, paste0(name, ".json")), auto_unbox = TRUE, digits = 12,
             na = "null")
}
for (name in c("AirPassengers", "Nile", "UKgas")) {
  y <- get(name)
  m <- frequency(y)
  value <- list(source = paste("R datasets:", name), period = m, y = as.numeric(y))
  baseline <- c(value, list(naive = bounds(naive(y, 15)), drift = bounds(rwf(y, 15, drift = TRUE)),
                            meanf = bounds(meanf(y, 15)), snaive = bounds(snaive(y, 15))))
  write(baseline, "tests/models/baseline/golden", name)
  write(c(value, list(thetaf = bounds(thetaf(y, 15)))), "tests/models/smoothing/golden",
        paste0("theta_", name))
  if (m > 1) {
    parts <- function(d) list(figure = d$figure, trend = as.numeric(d$trend),
                              random = as.numeric(d$random))
    write(c(value, list(additive = parts(decompose(y, "additive")),
                        multiplicative = parts(decompose(y, "multiplicative")))),
          "tests/decompose/golden", name)
  }
}
