# COINr's own index of sustainable connectivity: scores, 600 replications, removals; and the simulated
# index of 3,000 places that our program wrote.
suppressMessages(library(COINr))
args <- commandArgs(TRUE)
table <- function(name) read.csv(file.path(args[1], name), stringsAsFactors = FALSE, na.strings = c("", "NA"))
coin <- suppressMessages(new_coin(table("iData.csv"), table("iMeta.csv"), quietly = TRUE))
build <- function(coin) {
  coin <- Denominate(coin, dset = "Raw")
  coin <- Impute(coin, dset = "Denominated", f_i = "i_mean_grp", use_group = "EurAsia_group")
  coin <- Screen(coin, dset = "Imputed", unit_screen = "byNA", dat_thresh = 0.9)
  coin <- Treat(coin, dset = "Screened", global_specs = list(f1 = "winsorise", f1_para = list(winmax = 5), f2 = "log_CT", f_pass = "check_SkewKurt", f_pass_para = list(skew_thresh = 2, kurt_thresh = 3.5)))
  coin <- Normalise(coin, dset = "Treated", global_specs = list(f_n = "n_minmax", f_n_para = list(l_u = c(0, 100))))
  Aggregate(coin, dset = "Normalised", f_ag = "a_amean")
}
seconds <- function(work, expr) {
  took <- system.time(value <- suppressMessages(suppressWarnings(force(expr))))
  cat(sprintf("%s\tseconds\t%.4f\n", work, took[["elapsed"]]))
  value
}
coin <- seconds("scores", build(coin))
scores <- function(work, coin) {
  x <- coin$Data$Aggregated
  for (node in setdiff(names(x), "uCode")) {
    held <- !is.na(x[[node]])
    cat(sprintf("%s\t%s %s\t%.17g\n", work, node, x$uCode[held], x[[node]][held]), sep = "")
  }
}
scores("scores", coin)

removed <- seconds("removal", remove_elements(coin, Level = 1, dset = "Aggregated", iCode = "Index", quietly = TRUE))
for (code in names(removed$MeanAbsDiff)) if (code != "Nominal") cat(sprintf("removal\t%s\t%.17g\n", code, removed$MeanAbsDiff[[code]]))

coin <- suppressMessages(Normalise(coin, dset = "Treated", global_specs = list(f_n = "n_minmax", f_n_para = list(l_u = c(1, 100)))))
weights <- get_noisy_weights(coin$Meta$Weights$Original, noise_specs = data.frame(Level = c(2, 3), NoiseFactor = c(0.25, 0.25)), Nrep = 100)
specs <- list(
  Winmax = list(Address = "$Log$Treat$global_specs$f1_para$winmax", Distribution = 1:5, Type = "discrete"),
  Normalisation = list(Address = "$Log$Normalise$global_specs", Type = "discrete", Distribution = list(list(f_n = "n_minmax", f_n_para = list(c(1, 100))), list(f_n = "n_zscore", f_n_para = list(c(10, 2))))),
  Weights = list(Address = "$Log$Aggregate$w", Distribution = weights, Type = "discrete"),
  Aggregation = list(Address = "$Log$Aggregate$f_ag", Distribution = c("a_amean", "a_gmean"), Type = "discrete"))
set.seed(1)
runs <- seconds("runs600", get_sensitivity(coin, SA_specs = specs, N = 100, SA_type = "SA", dset = "Aggregated", iCode = "Index", quietly = TRUE))
cat(sprintf("runs600\tcount\t%d\n", 600L))

scores("large", seconds("large", {
  coin <- new_coin(table("iDataLarge.csv"), table("iMetaLarge.csv"), quietly = TRUE)
  coin <- Treat(coin, dset = "Raw", global_specs = list(f1 = "winsorise", f1_para = list(winmax = 5), f2 = "log_CT", f_pass = "check_SkewKurt", f_pass_para = list(skew_thresh = 2, kurt_thresh = 3.5)))
  coin <- Normalise(coin, dset = "Treated", global_specs = list(f_n = "n_minmax", f_n_para = list(l_u = c(0, 100))))
  Aggregate(coin, dset = "Normalised", f_ag = "a_amean")
}))
