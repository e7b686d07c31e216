# Golden values of the autoregressions: stats::ar by Yule-Walker, Burg, least squares and maximum likelihood.
#   Rscript tools/golden/autoregression.R
# writes tests/models/arima/golden/autoregression.json. Made with R 4.2.2; nothing random.
suppressMessages(library(jsonlite))
plain <- function(o) list(order = o$order, ar = as.numeric(o$ar), mean = as.numeric(o$x.mean), var_pred = as.numeric(o$var.pred),
                          intercept = if (is.null(o$x.intercept)) 0 else as.numeric(o$x.intercept))
one <- function(name) {
  y <- get(name)
  fits <- lapply(list(yw = ar.yw, burg = ar.burg, ols = ar.ols, ml = ar.mle), function(f) plain(f(y)))
  ahead <- predict(ar.yw(y), n.ahead = 12)
  c(list(y = as.numeric(y)), fits, list(ols2 = plain(ar.ols(y, order.max = 2, aic = FALSE)),
    forecast = list(mean = as.numeric(ahead$pred), se = as.numeric(ahead$se))))
}
names <- c("Nile", "lynx", "LakeHuron", "AirPassengers", "UKgas", "WWWusage")
write_json(list(source = "R datasets", made_with = "tools/golden/autoregression.R, R 4.2.2",
                series = sapply(names, one, simplify = FALSE)),
           "tests/models/arima/golden/autoregression.json", auto_unbox = TRUE, digits = 14)
