#!/usr/bin/env Rscript
# What R's ets() says about every series of a long table: the truth that our exponential smoothing is compared with.
# Needs   R 4.2, forecast 8.20, jsonlite (Debian: r-cran-forecast r-cran-jsonlite).
# Run     Rscript ets_300.R SAMPLE.csv OUT.json   (SAMPLE.csv from sample_series.py: unique_id, ds, y, period)
# Output  per series and form ("auto" or a form such as "AAdN", damping in the name): method, par, initstate, loglik,
#         aicc, sigma2, and 12 steps of mean and variance; {"error": ...} where R fails. Forms with a multiplicative
#         error or season are left out for series that are not positive.
suppressMessages({library(forecast); library(jsonlite)})
arguments <- commandArgs(TRUE)
horizon <- 12

forms_of <- function(y, period) {
  positive <- min(y) > 0
  c("ANN", "AAN", "AAdN", if (positive) c("MNN", "MAN", "MAdN"),
    if (period > 1) c("ANA", "AAA", "AAdA", if (positive) c("MNA", "MAA", "MNM", "MAM", "MAdM")))
}

fitted_form <- function(y, form) {
  if (form == "auto") return(ets(y))
  ets(y, model = gsub("d", "", form), damped = grepl("d", form))
}

exact <- function(x) as.list(setNames(as.numeric(x), names(x)))

answer <- function(y, form) {
  model <- fitted_form(y, form)
  ahead <- forecast(model, h = horizon, level = 80)
  variance <- ((as.numeric(ahead$upper) - as.numeric(ahead$lower)) / (2 * qnorm(0.9)))^2
  list(method = model$method, par = exact(model$par), initstate = exact(model$initstate), loglik = model$loglik,
       aicc = model$aicc, sigma2 = model$sigma2, mean = as.numeric(ahead$mean), variance = variance)
}

guarded <- function(y, form) {
  suppressWarnings(tryCatch(answer(y, form), error = function(problem) list(error = conditionMessage(problem))))
}

table <- read.csv(arguments[1], stringsAsFactors = FALSE)
answers <- list()
for (id in unique(table$unique_id)) {
  rows <- table[table$unique_id == id, ]
  y <- ts(rows$y, frequency = rows$period[1])
  forms <- c("auto", forms_of(y, rows$period[1]))
  answers[[id]] <- c(list(period = rows$period[1], n = length(y)),
                     sapply(forms, function(form) guarded(y, form), simplify = FALSE))
}
write_json(list(r = R.version.string, forecast = as.character(packageVersion("forecast")), horizon = horizon,
                series = answers),
           arguments[2], auto_unbox = TRUE, digits = NA, na = "null")
