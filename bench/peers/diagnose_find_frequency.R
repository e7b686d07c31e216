#!/usr/bin/env Rscript
# What R's forecast says about the season of each series of a CSV: id,value rows grouped by series.
# usage: Rscript bench/peers/diagnose_find_frequency.R VALUES.csv PERIOD > answers.csv
# Writes "id,findfrequency,strength", the strength of the season of length PERIOD by mstl (NA where
# the series holds fewer than two of them), and on standard error the time of findfrequency.
suppressMessages(library(forecast))
arguments <- commandArgs(TRUE)
rows <- read.csv(arguments[1], header = FALSE, colClasses = c("character", "numeric"))
period <- as.integer(arguments[2])
series <- split(rows$V2, factor(rows$V1, levels = unique(rows$V1)))
strength <- function(y) {
  if (period < 2 || length(y) <= 2 * period) return(NA)
  parts <- mstl(ts(y, frequency = period))
  rest <- parts[, "Remainder"]
  max(0, 1 - var(rest) / var(rest + parts[, 3]))
}
quiet <- function(e) suppressWarnings(tryCatch(e, error = function(problem) NA))
seconds <- system.time(found <- lapply(series, function(y) quiet(findfrequency(y))))["elapsed"]
message(sprintf("%d series, %.3f ms each", length(series), 1000 * seconds / length(series)))
for (id in names(series)) cat(id, found[[id]], quiet(strength(series[[id]])), sep = ",", fill = 200)
