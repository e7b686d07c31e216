# Golden values of STL and MSTL: stl() and forecast::mstl().
#   Rscript tools/golden/stl.R
# writes tests/decompose/golden/stl_*.json and mstl_*.json. Made with R 4.2.2 and forecast 8.20;
# nothing random. stl() finds the median of an even number of remainders wrongly (it asks for the two
# middle ones in descending order), so the series lose their last value. Series: R datasets (AirPassengers, nottem, UKgas, presidents), forecast::taylor.
suppressMessages({library(forecast); library(jsonlite)})
made_with <- "tools/golden/stl.R, R 4.2.2, forecast 8.20"
write <- function(value, name) {
  value$made_with <- made_with
  write_json(value, file.path("tests/decompose/golden", paste0(name, ".json")), auto_unbox = TRUE,
             digits = 15, na = "null")
}
parts <- function(fit) {
  x <- fit$time.series
  list(season = as.numeric(x[, "seasonal"]), trend = as.numeric(x[, "trend"]),
       weights = as.numeric(fit$weights))
}
for (name in c("AirPassengers", "nottem", "UKgas")) {
  y <- head(get(name), -1)
  write(list(source = paste("R datasets:", name), period = frequency(y), y = as.numeric(y),
             periodic = parts(stl(y, "periodic")),
             windowed = parts(stl(y, 7)),
             robust = parts(stl(y, 13, robust = TRUE)),
             robust_periodic = parts(stl(y, "periodic", robust = TRUE)),
             lines = parts(stl(y, 7, s.degree = 1, t.degree = 1, l.degree = 1, s.jump = 1,
                               t.jump = 1, l.jump = 1, inner = 3, outer = 0)),
             robust_lines = parts(stl(y, 9, s.degree = 1, t.degree = 1, l.degree = 0, s.jump = 1,
                                      t.jump = 1, l.jump = 1, inner = 2, outer = 4)),
             odd_jumps = parts(stl(y, 11, t.window = 31, l.window = 17, s.degree = 1, t.degree = 0,
                                   s.jump = 3, t.jump = 7, l.jump = 5, inner = 2, outer = 2)),
             wide = parts(stl(y, 101, t.window = 501, l.window = 301, s.degree = 1, s.jump = 1,
                              t.jump = 1, l.jump = 1))),
        paste0("stl_", name))
}
columns <- function(fit) as.list(as.data.frame(lapply(as.data.frame(unclass(fit)), as.numeric)))
y <- msts(as.numeric(taylor)[1:720], c(48, 336))
write(list(source = "forecast::taylor, first 720 half-hours", y = as.numeric(y), periods = c(48, 336),
           default = columns(mstl(y)), robust_13 = columns(mstl(y, s.window = 13, robust = TRUE))),
      "mstl_taylor")
write(list(source = "R datasets: AirPassengers", y = as.numeric(AirPassengers), periods = 12,
           default = columns(mstl(AirPassengers))), "mstl_AirPassengers")
