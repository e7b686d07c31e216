#!/usr/bin/env Rscript
# What R's Arima() and auto.arima() say about every series of a long table: the truth that our ARIMA is compared with.
# Needs   R 4.2, forecast 8.20, jsonlite (Debian: r-cran-forecast r-cran-jsonlite).
# Run     Rscript arima_reference.R SAMPLE.csv OUT.json [fixed|auto [STEPS]]   (SAMPLE.csv from sample_series.py)
# Output  per series and model: orders (p, q, P, Q, m, d, D), coef, se, loglik, loglik_differenced, aicc, bic, sigma2, seconds, STEPS steps (12)
#         of mean and upper 95 % bound; {"error": ...} where R fails.
suppressMessages({library(forecast); library(jsonlite)})
arguments <- commandArgs(TRUE)
what <- if (length(arguments) > 2) arguments[3] else "fixed"
steps <- if (length(arguments) > 3) as.integer(arguments[4]) else 12

plain <- list(c(1, 0, 0), c(1, 0, 1), c(0, 1, 1), c(2, 1, 1), c(2, 0, 2), c(1, 2, 1))
seasonal <- list(list(c(0, 1, 1), c(0, 1, 1)), list(c(1, 0, 0), c(1, 1, 0)), list(c(2, 1, 1), c(0, 1, 1)),
                 list(c(1, 1, 1), c(1, 0, 1)))

exact <- function(x) as.list(setNames(as.numeric(x), names(x)))

# The log-likelihood of the same coefficients on the differenced series: arima() puts a prior of variance 1e6 on the
# values that differencing uses up, which shows in the likelihood of the undifferenced series.
differenced <- function(model, y) {
  arma <- model$arma
  if (arma[6] + arma[7] == 0) return(model$loglik)
  z <- if (arma[7] > 0) diff(y, lag = arma[5], differences = arma[7]) else y
  if (arma[6] > 0) z <- diff(z, differences = arma[6])
  fixed <- tryCatch(arima(z, order = c(arma[1], 0, arma[2]), seasonal = list(order = c(arma[3], 0, arma[4]), period = arma[5]),
                          include.mean = FALSE, fixed = model$coef, transform.pars = FALSE, method = "ML"),
                    error = function(problem) list(loglik = NA))
  fixed$loglik
}

answer <- function(fit, y) {
  start <- proc.time()[["elapsed"]]
  model <- fit()
  seconds <- proc.time()[["elapsed"]] - start
  ahead <- forecast(model, h = steps, level = 95)
  list(arma = model$arma, coef = exact(model$coef), se = as.numeric(sqrt(diag(model$var.coef))),
       loglik = model$loglik, loglik_differenced = differenced(model, y), aicc = model$aicc, bic = model$bic, sigma2 = model$sigma2, seconds = seconds,
       mean = as.numeric(ahead$mean), upper = as.numeric(ahead$upper))
}
guarded <- function(fit, y) {
  suppressWarnings(tryCatch(answer(fit, y), error = function(problem) list(error = conditionMessage(problem))))
}
all_fixed <- function(y) {
  result <- lapply(plain, function(o) guarded(function() Arima(y, order = o), y))
  if (frequency(y) > 1 && length(y) > 3 * frequency(y)) {
    result <- c(result, lapply(seasonal, function(o) guarded(function() Arima(y, order = o[[1]], seasonal = o[[2]]), y)))
  }
  result
}

table <- read.csv(arguments[1], stringsAsFactors = FALSE)
answers <- list()
for (id in unique(table$unique_id)) {
  rows <- table[table$unique_id == id, ]
  y <- ts(rows$y, frequency = rows$period[1])
  models <- if (what == "fixed") all_fixed(y) else list(guarded(function() auto.arima(y), y))
  answers[[id]] <- list(period = rows$period[1], y = rows$y, models = models)
}
write_json(list(r = R.version.string, forecast = as.character(packageVersion("forecast")), series = answers),
           arguments[2], auto_unbox = TRUE, digits = NA, na = "null")
