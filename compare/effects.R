# Estimates the panels that compare/effects wrote with did, bacondecomp, fixest
# and synthdid, and prints what that program prints.
# usage: Rscript compare/effects.R FOLDER
suppressMessages({library(did); library(bacondecomp); library(fixest); library(synthdid)})
setFixest_nthreads(2)
folder <- commandArgs(TRUE)[1]
panel <- function(work) read.csv(file.path(folder, paste0(work, ".csv")))
report <- function(work, seconds, figures) {
  cat(sprintf("%s\tseconds\t%.4f\n", work, seconds))
  cat(sprintf("%s\t%s\t%.17g\n", work, names(figures), figures), sep = "")
}
timed <- function(expression) system.time(expression, gcFirst = FALSE)[["elapsed"]]

for (work in c("grouptime", "grouptime_large")) {
  d <- panel(work)
  seconds <- timed(fit <- att_gt("y", "period", "unit", "cohort", ~x, data = d, est_method = "dr",
                                 control_group = "nevertreated", bstrap = work == "grouptime", cband = FALSE, biters = 1000))
  exact <- att_gt("y", "period", "unit", "cohort", ~x, data = d, est_method = "dr",
                  control_group = "nevertreated", bstrap = FALSE, cband = FALSE)
  cell <- paste(exact$group, exact$t, sep = "_")
  report(work, seconds, c(setNames(exact$att, paste0("att_", cell)), setNames(exact$se, paste0("se_", cell))))
}

d <- panel("decomposition")
d$treated <- as.integer(d$cohort > 0 & d$period >= d$cohort)
seconds <- timed(capture.output(b <- bacon(y ~ treated, data = d, id_var = "unit", time_var = "period")))
pair <- paste(b$treated, ifelse(b$untreated == 99999, 0, b$untreated), sep = "_")
report("decomposition", seconds, c(setNames(b$weight, paste0("weight_", pair)), setNames(b$estimate, paste0("estimate_", pair))))

d <- panel("interaction")
d$cohort[d$cohort == 0] <- 10000
seconds <- timed(fit <- summary(feols(y ~ sunab(cohort, period) | unit + period, d, vcov = ~unit), agg = "att"))
report("interaction", seconds, c(att = coef(fit)[["ATT"]], se = se(fit)[["ATT"]]))

d <- panel("synthetic_did")
d$treated <- as.integer(d$cohort > 0 & d$period >= d$cohort)
setup <- panel.matrices(d[c("unit", "period", "y", "treated")])
set.seed(1)
seconds <- timed({
  estimate <- synthdid_estimate(setup$Y, setup$N0, setup$T0)
  invisible(vcov(estimate, method = "placebo", replications = 200))
})
report("synthetic_did", seconds, c(estimate = as.numeric(estimate)))
