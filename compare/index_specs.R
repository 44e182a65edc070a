# Simulated places, which are synthetic, under specifications that vary every step:
# for each the two tables, what COINr makes of them, and the same steps as ours are
# written. Arguments: a folder and how many.
suppressMessages(library(COINr))
args <- commandArgs(TRUE)
quiet <- function(e) suppressWarnings(suppressMessages(e))
write <- function(d, name) {
  for (n in names(d)) if (is.numeric(d[[n]])) d[[n]] <- ifelse(is.na(d[[n]]), "", sprintf("%.17g", d[[n]]))
  d[is.na(d)] <- ""
  write.csv(d, name, row.names = FALSE, quote = FALSE)
}
a_votes <- function(x, w = NULL) {                   # a_copeland asks for X where Aggregate hands over x, and takes votes that are even but for rounding as won
  share <- round(outrankMatrix(x, w)$OutRankMatrix, 12); diag(share) <- 0.5
  rowSums(sign(share - 0.5))
}
log_gii <- function(x, na.rm = TRUE) {               # COINr 1.1.14 computes it and returns x
  high <- max(x, na.rm = TRUE); low <- min(x, na.rm = TRUE)
  log((high - 1) * (x - low) / (high - low) + 1)
}
curves <- c(log_CT = "log_range", log_CT_orig = "log_one", log_CT_plus = "log_either", log_gii = "log_gii", boxcox = "box_cox")
scales <- list(
  list("{method: min_max}", list(f_n = "n_minmax", f_n_para = list(l_u = c(0, 100)))), list("{method: min_max, range: [1, 100]}", list(f_n = "n_minmax", f_n_para = list(l_u = c(1, 100)))),
  list("{method: z_score, mean: 10, deviation: 2}", list(f_n = "n_zscore", f_n_para = list(m_sd = c(10, 2)))), list("{method: rank}", list(f_n = "n_rank")),
  list("{method: percent_rank}", list(f_n = "n_prank")), list("{method: borda}", list(f_n = "n_borda")), list("{method: distance_to_max}", list(f_n = "n_dist2max")),
  list("{method: distance_to_target}", list(f_n = "n_dist2targ", f_n_para = "use_iMeta")), list("{method: scaled, range: [-5, 20]}", list(f_n = "n_scaled", f_n_para = list(npara = c(-5, 20)))),
  list("{method: fraction_of_max}", list(f_n = "n_fracmax")))
means <- c(a_amean = "arithmetic", a_gmean = "geometric", a_hmean = "harmonic", a_votes = "copeland")

simulate <- function(k) {
  n <- sample(8:80, 1); pillars <- paste0("P", 1:sample(2:4, 1)); per <- sample(2:4, length(pillars), replace = TRUE)
  codes <- paste0("i", seq_len(sum(per)))
  d <- data.frame(uCode = sprintf("U%03d", 1:n), G = sample(c("A", "B", "C"), n, replace = TRUE), SIZE = round(exp(rnorm(n, 3, 1)), 3) + 0.1)
  for (c in codes) d[[c]] <- switch(sample(4, 1), rnorm(n, 10, 3), 1 + rexp(n) * rexp(n) * 50, rpois(n, 6) + 1, exp(rnorm(n, 2, 1.2)))
  if (k %% 3 > 0) for (c in codes) d[[c]][sample(n, ceiling(n * 0.06))] <- NA
  one <- function(code, type, parent, level, weight, direction, size) data.frame(iCode = code, Type = type, Parent = parent, Level = level, Weight = weight, Direction = direction, Denominator = size)
  m <- length(codes)
  meta <- rbind(one(codes, "Indicator", rep(pillars, per), 1, round(runif(m, 0.5, 3), 2), sample(c(1, 1, 1, -1), m, replace = TRUE), c("SIZE", sample(c(NA, NA, "SIZE"), m - 1, replace = TRUE))),
    one(pillars, "Aggregate", "X", 2, round(runif(length(pillars), 0.5, 2), 2), 1, NA), one("X", "Aggregate", NA, 3, 1, 1, NA), one("SIZE", "Denominator", NA, NA, NA, NA, NA), one("G", "Group", NA, NA, NA, NA, NA))
  list(d = d, meta = meta[sample(nrow(meta)), ], codes = codes)
}

case <- function(k) {
  set.seed(k)
  s <- simulate(k); spec <- c("data: iData.csv", "meta: iMeta.csv", "steps:")
  coin <- quiet(Denominate(new_coin(s$d, s$meta, quietly = TRUE), dset = "Raw")); now <- "Denominated"
  screen <- function(text) { spec <<- c(spec, text); coin <<- quiet(Screen(coin, dset = now, unit_screen = "byNA", dat_thresh = 0.8)); now <<- "Screened" }
  if (k %% 4 == 1) screen("  screen: {available: 0.8, before: impute}")
  fill <- if (k %% 3 > 0) sample(c("none", "mean", "median", "group_mean"), 1) else "none"
  if (fill != "none") {
    coin <- quiet(if (fill == "group_mean") Impute(coin, dset = now, f_i = "i_mean_grp", use_group = "G") else Impute(coin, dset = now, f_i = paste0("i_", fill))); now <- "Imputed"
    spec <- c(spec, paste0("  impute: {method: ", fill, if (fill == "group_mean") ", group: G", "}"))
  }
  if (k %% 4 == 2) screen("  screen: {available: 0.8}")
  if (k %% 5 > 0) {
    curve <- sample(names(curves), 1); points <- sample(5, 1); first <- s$codes[1]
    para <- if (curve == "boxcox") list(lambda = 0.3, na.rm = TRUE) else list(na.rm = TRUE)
    coin <- quiet(Treat(coin, dset = now, global_specs = list(f1_para = list(winmax = points), f2 = curve, f2_para = para), indiv_specs = setNames(list("none"), first))); now <- "Treated"
    spec <- c(spec, sprintf("  treat: {points: %d, then: %s%s, only: [{code: %s}]}", points, curves[[curve]], if (curve == "boxcox") ", lambda: 0.3" else "", first))
  }
  scale <- scales[[k %% length(scales) + 1]]
  if (grepl("target", scale[[1]])) {
    x <- get_dset(coin, now)
    target <- function(m) mapply(function(c, way) if (c %in% s$codes) signif(quantile(x[[c]], if (way > 0) 0.9 else 0.1, na.rm = TRUE), 4) else NA, m$iCode, m$Direction)
    coin$Meta$Ind$Target <- target(coin$Meta$Ind); s$meta$Target <- target(s$meta)
  }
  coin <- quiet(Normalise(coin, dset = now, global_specs = scale[[2]]))
  mean <- sample(if (grepl("1, 100|rank}", scale[[1]]) && !grepl("percent", scale[[1]])) names(means)[1:3] else if (fill == "none" && k %% 3 > 0) "a_amean" else names(means)[c(1, 4)], 1)
  coin <- quiet(Aggregate(coin, dset = "Normalised", f_ag = mean, by_df = mean == "a_votes", dat_thresh = 0.4))
  spec <- c(spec, paste0("  normalise: ", scale[[1]]), sprintf("  aggregate: {method: %s, available: [0.4]}", means[[mean]]))
  dir <- file.path(args[1], sprintf("%03d", k)); dir.create(dir)
  write(s$d, file.path(dir, "iData.csv")); write(s$meta, file.path(dir, "iMeta.csv")); write(as.data.frame(get_dset(coin, "Aggregated")), file.path(dir, "coinr.csv"))
  writeLines(spec, file.path(dir, "spec.yaml"))
}
for (k in seq_len(as.integer(args[2]))) case(k)
