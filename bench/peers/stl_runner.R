# The same orders as bench/decompose/stl_runner.cpp, answered by R's stl().
input <- file("stdin", "r")
repeat {
  line <- readLines(input, 1)
  if (length(line) == 0) break
  word <- strsplit(line, " ")[[1]]
  if (word[1] == "load") {
    o <- as.numeric(word[3:8])
    y <- ts(scan(word[2], quiet = TRUE), frequency = o[1])
    arguments <- list(y, s.window = if (o[2] == 0) "periodic" else o[2], s.degree = o[3],
                      inner = o[5], outer = o[6])
    if (o[4] > 0) arguments <- c(arguments, s.jump = o[4], t.jump = o[4], l.jump = o[4])
    cat(length(y), "\n", sep = "")
  } else if (word[1] == "time") {
    start <- Sys.time()
    for (i in seq_len(as.integer(word[2]))) fit <- do.call(stl, arguments)
    cat(as.numeric(Sys.time() - start, units = "secs") / as.integer(word[2]), "\n", sep = "")
  } else {
    x <- do.call(stl, arguments)$time.series
    write.table(format(x[, 1:2], digits = 17), word[2], quote = FALSE, row.names = FALSE,
                col.names = FALSE)
    cat("done\n")
  }
  flush(stdout())
}
