# Log-likelihoods of R's ets for given forms, as the reference of ets_against_r.py.
# usage: Rscript ets_reference.R IN.csv PERIOD OUT.csv FORM...     (IN: unique_id,ds,y; forms "ANN", "MAdM")
suppressPackageStartupMessages(library(forecast))
args <- commandArgs(trailingOnly = TRUE)
period <- as.integer(args[2])
forms <- args[-(1:3)]
table <- read.csv(args[1], stringsAsFactors = FALSE)
out <- file(args[3], "w")
writeLines("unique_id,word,loglik,seconds", out)
for (id in unique(table$unique_id)) {
  y <- ts(table$y[table$unique_id == id], frequency = period)
  for (form in forms) {
    damped <- grepl("d", form)
    start <- proc.time()[[3]]
    fit <- tryCatch(ets(y, model = sub("d", "", form), damped = damped, restrict = FALSE),
                    error = function(e) NULL)
    value <- if (is.null(fit) || is.null(fit$loglik)) NA else fit$loglik
    # A model that R replaced by a simpler one is no reference.
    if (!is.null(fit) && !identical(paste0(fit$components[1:3], collapse = ""), sub("d", "", form))) value <- NA
    writeLines(sprintf("%s,%s,%.9g,%.4f", id, form, value, proc.time()[[3]] - start), out)
  }
}
close(out)
