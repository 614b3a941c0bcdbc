# Weighting by R survey, timed. Run: Rscript r_weighting.R ROWS REPLICATES. Prints seconds by task as JSON.
suppressMessages(library(survey))
given <- as.integer(commandArgs(TRUE))
n <- given[1]
replicates <- given[2]
set.seed(7)
levels <- c(3, 5, 4, 6)
d <- as.data.frame(lapply(setNames(levels, paste0("v", 0:3)), function(k) factor(sample(k, n, TRUE))))
d$w <- runif(n, 1, 5)
d$x <- rnorm(n, 10, 2)
d$h <- d$v1
d$c <- as.integer(d$v1) * 1000 + seq_len(n) %% max(n %/% 25, 2)
truth <- d$w * runif(n, 0.7, 1.4) * 1.05^as.integer(d$v1)
formulas <- lapply(paste0("~v", 0:3), as.formula)
margins <- lapply(paste0("v", 0:3), function(v) {
  totals <- tapply(truth, d[[v]], sum)
  setNames(data.frame(names(totals), as.numeric(totals)), c(v, "Freq"))
})
totals <- c(`(Intercept)` = sum(truth), setNames(margins[[2]]$Freq[-1], paste0("v1", 2:5)), x = sum(truth * d$x))
time <- function(task) { start <- proc.time()[[3]]; force(task); proc.time()[[3]] - start }
s <- svydesign(id = ~c, strata = ~h, weights = ~w, data = d, nest = TRUE)
control <- list(maxit = 200, epsilon = 1e-10)
seconds <- c("raking on 4 margins" = time(rake(s, formulas, margins, control = control)),
             "regression calibration" = time(calibrate(s, ~v1 + x, totals)))
if (replicates > 0) {
  # R rakes replicate by replicate: the time of a few is that of all, in proportion.
  few <- 2
  made <- time(as.svrepdesign(s, type = "subbootstrap", replicates = replicates, compress = TRUE))
  part <- as.svrepdesign(s, type = "subbootstrap", replicates = few, compress = TRUE)
  raked <- time(rake(part, formulas, margins, control = control))
  seconds["bootstrap, raked again"] <- made + raked * (replicates + 1) / (few + 1)
}
cat("{", paste0('"', names(seconds), '": ', seconds, collapse = ", "), "}\n", sep = "")
