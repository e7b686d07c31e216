#!/usr/bin/env Rscript
# What R's Arima() and auto.arima() say about every series of a long table: the truth that our ARIMA is compared with.
# Needs   R 4.2, forecast 8.20, jsonlite (Debian: r-cran-forecast r-cran-jsonlite).
# Run     Rscript arima_reference.R SAMPLE.csv OUT.json [fixed|auto]   (SAMPLE.csv from sample_series.py)
# Output  per series and model: orders (p, q, P, Q, m, d, D), coef, se, loglik, aicc, bic, sigma2, seconds, 12 steps of
#         mean and upper 95 % bound; {"error": ...} where R fails.
suppressMessages({library(forecast); library(jsonlite)})
arguments <- commandArgs(TRUE)
what <- if (length(arguments) > 2) arguments[3] else "fixed"

plain <- list(c(1, 0, 0), c(1, 0, 1), c(0, 1, 1), c(2, 1, 1), c(2, 0, 2), c(1, 2, 1))
seasonal <- list(list(c(0, 1, 1), c(0, 1, 1)), list(c(1, 0, 0), c(1, 1, 0)), list(c(2, 1, 1), c(0, 1, 1)),
                 list(c(1, 1, 1), c(1, 0, 1)))

exact <- function(x) as.list(setNames(as.numeric(x), names(x)))

answer <- function(fit) {
  start <- proc.time()[["elapsed"]]
  model <- fit()
  seconds <- proc.time()[["elapsed"]] - start
  ahead <- forecast(model, h = 12, level = 95)
  list(arma = model$arma, coef = exact(model$coef), se = as.numeric(sqrt(diag(model$var.coef))),
       loglik = model$loglik, aicc = model$aicc, bic = model$bic, sigma2 = model$sigma2, seconds = seconds,
       mean = as.numeric(ahead$mean), upper = as.numeric(ahead$upper))
}
guarded <- function(fit) {
  suppressWarnings(tryCatch(answer(fit), error = function(problem) list(error = conditionMessage(problem))))
}
all_fixed <- function(y) {
  result <- lapply(plain, function(o) guarded(function() Arima(y, order = o)))
  if (frequency(y) > 1 && length(y) > 3 * frequency(y)) {
    result <- c(result, lapply(seasonal, function(o) guarded(function() Arima(y, order = o[[1]], seasonal = o[[2]]))))
  }
  result
}

table <- read.csv(arguments[1], stringsAsFactors = FALSE)
answers <- list()
for (id in unique(table$unique_id)) {
  rows <- table[table$unique_id == id, ]
  y <- ts(rows$y, frequency = rows$period[1])
  models <- if (what == "fixed") all_fixed(y) else list(guarded(function() auto.arima(y)))
  answers[[id]] <- list(period = rows$period[1], y = rows$y, models = models)
}
write_json(list(r = R.version.string, forecast = as.character(packageVersion("forecast")), series = answers),
           arguments[2], auto_unbox = TRUE, digits = NA, na = "null")
