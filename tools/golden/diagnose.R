#!/usr/bin/env Rscript
# Golden values for tests/diagnose: statistics of R on series of its package `datasets`.
# usage: Rscript tools/golden/diagnose.R tests/diagnose/golden
# Needs forecast, tseries, urca, uroot and jsonlite; the versions stand in each file.
suppressMessages({library(forecast); library(tseries); library(urca); library(jsonlite)})
folder <- commandArgs(TRUE)[1]

quiet <- function(e) suppressWarnings(suppressMessages(e))
test <- function(t) list(statistic = unname(t$statistic), p = unname(t$p.value),
                         lags = unname(t$parameter))

unit_roots <- function(x) list(
  adf = quiet(test(adf.test(x))),
  adf_drift_4 = ur.df(x, "drift", lags = 4)@teststat[1],
  adf_none_4 = ur.df(x, "none", lags = 4)@teststat[1],
  kpss_level = quiet(test(kpss.test(x, "Level"))),
  kpss_trend_long = quiet(test(kpss.test(x, "Trend", lshort = FALSE))),
  pp_alpha = quiet(test(pp.test(x, type = "Z(alpha)"))),
  pp_tau = quiet(test(pp.test(x, type = "Z(t_alpha)"))),
  pp_urca_constant = ur.pp(x, "Z-tau", "constant", "short")@teststat,
  pp_urca_trend = ur.pp(x, "Z-tau", "trend", "long")@teststat,
  ndiffs = sapply(c("kpss", "adf", "pp"), function(t) quiet(ndiffs(x, test = t))),
  ndiffs_trend = sapply(c("kpss", "adf", "pp"), function(t) quiet(ndiffs(x, test = t, type = "trend"))))

correlation <- function(x) list(
  acf = acf(x, lag.max = 24, plot = FALSE)$acf[-1],
  pacf = pacf(x, lag.max = 24, plot = FALSE)$acf[, 1, 1],
  ccf = ccf(as.numeric(x), rev(as.numeric(x)), lag.max = 6, plot = FALSE)$acf[, 1, 1],
  box_pierce = test(Box.test(x, 10, "Box-Pierce", fitdf = 2)),
  ljung_box = test(Box.test(x, 10, "Ljung-Box")),
  jarque_bera = test(jarque.bera.test(x)),
  runs = test(runs.test(factor(x > median(x)))))

seasons <- function(x) {
  m <- frequency(x)
  ocsb <- ocsb.test(x, maxlag = 3, lag.method = "AIC")
  list(nsdiffs = sapply(c("seas", "ocsb", "ch"), function(t) quiet(nsdiffs(x, test = t))),
       ocsb = list(statistic = unname(ocsb$statistics), critical = ocsb$critical, lags = ocsb$lag.order),
       ch = unname(uroot::ch.test(x, type = "trig")$statistics["joint"]))
}

spectra <- function(x) {
  one <- function(...) {s <- spec.pgram(x, plot = FALSE, ...); list(freq = s$freq / frequency(x), spec = s$spec * frequency(x))}
  list(raw = one(taper = 0, detrend = FALSE, demean = TRUE, fast = FALSE),
       usual = one(taper = 0.1))
}

of_series <- function(x) c(
  list(made_by = "tools/golden/diagnose.R", versions = versions, period = frequency(x), y = as.numeric(x),
       unit_roots = unit_roots(x), correlation = correlation(x), spectra = spectra(x),
       outliers = {o <- tsoutliers(x); list(index = I(o$index), replacements = I(as.numeric(o$replacements)))}),
  if (all(x > 0)) list(lambda = sapply(c("guerrero", "loglik"), function(m) quiet(BoxCox.lambda(x, m)))),
  if (frequency(x) > 1) list(seasons = seasons(x)))

versions <- lapply(c(forecast = "forecast", tseries = "tseries", urca = "urca", uroot = "uroot"),
                   function(p) as.character(packageVersion(p)))
versions$R <- paste(R.version$major, R.version$minor, sep = ".")
names <- c("AirPassengers", "Nile", "lynx", "USAccDeaths", "UKgas", "WWWusage", "nottem", "austres",
           "LakeHuron", "ldeaths", "JohnsonJohnson", "UKDriverDeaths")
for (name in names) {
  x <- get(name)
  json <- toJSON(lapply(of_series(x), function(part) if (is.atomic(part) && !is.null(names(part))) as.list(part) else part),
                 auto_unbox = TRUE, digits = 15, na = "null")
  writeLines(json, file.path(folder, paste0(name, ".json")))
}
