# Golden values of Guerrero's lambda: forecast::BoxCox.lambda().
#   Rscript tools/golden/box_cox.R
# writes tests/transform/golden/guerrero.json. Made with R 4.2.2 and forecast 8.20; nothing random.
suppressMessages({library(forecast); library(jsonlite)})
one <- function(name) {
  y <- get(name)
  list(y = as.numeric(y), period = frequency(y), lambda = BoxCox.lambda(y))
}
names <- c("AirPassengers", "UKgas", "JohnsonJohnson", "lynx", "presidents")
write_json(list(source = "R datasets", series = sapply(names, one, simplify = FALSE),
                made_with = "tools/golden/box_cox.R, R 4.2.2, forecast 8.20"),
           "tests/transform/golden/guerrero.json", auto_unbox = TRUE, digits = 12, na = "null")
