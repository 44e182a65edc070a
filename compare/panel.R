# Estimates the panel that compare/panel wrote to a folder with fixest and
# prints what that program prints.
# usage: Rscript compare/panel.R FOLDER THREADS
suppressMessages(library(fixest))
args <- commandArgs(TRUE)
setFixest_nthreads(as.integer(args[2]))
column <- function(name, what, size) {
  path <- file.path(args[1], paste0(name, ".bin"))
  readBin(path, what, file.size(path) / size, size = size, endian = "little")
}
d <- data.frame(unit = column("unit", "integer", 4), period = column("period", "integer", 4))
for (name in c("y", paste0("x", 1:5))) d[[name]] <- column(name, "double", 8)
invisible(gc())
time <- system.time(
  fit <- feols(y ~ x1 + x2 + x3 + x4 + x5 | unit + period, d, vcov = ~unit, notes = FALSE, fixef.rm = "singleton")
)
high <- sub("[^0-9]*([0-9]+).*", "\\1", grep("VmHWM", readLines("/proc/self/status"), value = TRUE))
cat(sprintf("rows\t%d\nseconds\t%.3f\nprocessor\t%.2f\nmib\t%d\n", fit$nobs, time[["elapsed"]],
            time[["user.self"]] + time[["sys.self"]], as.integer(high) %/% 1024L))
cat(sprintf("%s\t%.17g\t%.17g\n", names(coef(fit)), coef(fit), se(fit)), sep = "")
