# Golden values of the super smoother: stats::supsmu().
#   Rscript tools/golden/supsmu.R
# writes tests/numeric/golden/supsmu.json. Made with R 4.2.2; nothing random.
library(jsonlite)
one <- function(name) {
  y <- get(name)
  list(y = as.numeric(y), smooth = stats::supsmu(seq_along(y), y)$y)
}
dir.create("tests/numeric/golden", showWarnings = FALSE)
write_json(list(source = "R datasets", made_with = "tools/golden/supsmu.R, R 4.2.2",
                series = sapply(c("Nile", "lynx", "uspop"), one, simplify = FALSE)),
           "tests/numeric/golden/supsmu.json", auto_unbox = TRUE, digits = 15, na = "null")
