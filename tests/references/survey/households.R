# Cases on made-up households: ties, gaps, rare levels, certainty units, lone units, replicates given.
# Writes households.json and the data beside it. Run: Rscript households.R
suppressMessages({library(survey); library(jsonlite)})
options(digits = 15, survey.lonely.psu = "fail")
E <- list()
add <- function(id, values) {
  found <- tryCatch(suppressWarnings(values), error = function(e) { message(id, ": ", conditionMessage(e)); NULL })
  if (!is.null(found)) E[[id]] <<- found
}
many <- function(x) list(est = as.numeric(coef(x)), se = as.numeric(SE(x)))
by <- function(b) list(level = apply(b[, attr(b, "svyby")$margins, drop = FALSE], 1, paste, collapse = "|"),
                       est = as.numeric(coef(b)), se = as.numeric(SE(b)))
fit <- function(g) { s <- summary(g)$coefficients
  list(names = rownames(s), est = s[, 1], se = s[, 2], p = s[, 4]) }
test <- function(t) list(statistic = as.numeric(t$statistic), df = as.numeric(t$parameter), p = as.numeric(t$p.value))
quant <- function(q) { q <- q[[1]]; list(est = q[, 1], low = q[, 2], high = q[, 3], se = q[, 4]) }

# 4 regions of 6, 4, 3 and 5 villages; in the third every village is in the sample
set.seed(2027)
villages <- c(north = 6, south = 4, coast = 3, hills = 5); known <- c(40, 25, 3, 31)
rows <- list()
for (r in seq_along(villages)) for (v in seq_len(villages[r])) {
  k <- sample(5:12, 1); effect <- rnorm(1, 0, 6)
  rows[[length(rows) + 1]] <- data.frame(region = names(villages)[r], village = v, house = seq_len(k), N1 = known[r],
    N2 = k + sample(10:60, 1), age = round(40 + effect + rnorm(k, 0, 9)), size = rpois(k, 2) + 1)
}
h <- do.call(rbind, rows); n <- nrow(h)
h$w <- round(h$N1 / villages[h$region] * h$N2 / ave(h$house, h$region, h$village, FUN = length), 3)
h$income <- round(exp(4 + 0.01 * h$age + rnorm(n, 0, 0.7)))
h$spent <- round(h$income * runif(n, 0.3, 1.1) + 1)
h$trade <- sample(c("farm", "shop", "craft"), n, TRUE, c(0.55, 0.4, 0.05))
h$visits <- rpois(n, exp(-0.5 + 0.02 * h$age))
h$owner <- as.numeric(runif(n) < plogis(-1 + 0.03 * h$age))
h$never <- as.numeric(seq_len(n) %in% c(3, 50, 90))
h$income[sample(n, 14)] <- NA; h$owner[sample(n, 9)] <- NA; h$trade[sample(n, 6)] <- NA
write.csv(h, "data/households.csv", row.names = FALSE, na = "")

designs <- list(
  one = svydesign(id = ~village, strata = ~region, weights = ~w, nest = TRUE, data = h),
  two = svydesign(id = ~village + house, strata = ~region, weights = ~w, fpc = ~N1 + N2, nest = TRUE, data = h),
  rows = svydesign(id = ~1, strata = ~region, weights = ~w, data = h))
for (k in names(designs)) { d <- designs[[k]]; id <- function(x) paste0(k, ".", x)
  add(id("mean.by"), by(svyby(~income, ~trade, d, svymean, na.rm = TRUE)))
  add(id("total.by2"), by(svyby(~income, ~trade + region, d, svytotal, na.rm = TRUE)))
  add(id("ratio.by"), by(svyby(~spent, ~trade, denominator = ~income, d, svyratio, na.rm = TRUE)))
  b <- svyby(~income, ~trade, subset(d, !is.na(income)), svymean, covmat = TRUE)
  add(id("difference"), many(svycontrast(b, c(1, -1, 0))))
  b <- svyby(~size, ~region, d, svytotal, covmat = TRUE)
  add(id("combination"), many(svycontrast(b, c(1, 2, -1, -0.5))))
  add(id("factor.total"), many(svytotal(~trade, d, na.rm = TRUE)))
  add(id("factor.mean"), many(svymean(~trade, d, na.rm = TRUE)))

  m <- svymean(~size, d, deff = TRUE); add(id("deff"), list(deff = as.numeric(deff(m)), replace = as.numeric(deff(svymean(~size, d, deff = "replace")))))
  m <- svytotal(~income, d, deff = TRUE, na.rm = TRUE); add(id("deff.total"), list(deff = as.numeric(deff(m)), replace = as.numeric(deff(svytotal(~income, d, deff = "replace", na.rm = TRUE)))))
  for (r in c("math", "school", "shahvaish", paste0("hf", 1:9))) add(id(paste0("q.", r)), list(est = as.numeric(svyquantile(~size, d, c(.05, .25, .5, .75, .95), qrule = r)[[1]][, 1])))
  for (r in c("math", "school", "hf3", "hf6")) add(id(paste0("q.ci.", r)), quant(svyquantile(~age, d, c(.25, .5, .9), qrule = r)))
  for (t in c("xlogit", "asin", "beta")) add(id(paste0("q.ci.", t)), quant(svyquantile(~age, d, c(.25, .5, .9), interval.type = t)))
  add(id("q.by"), { q <- svyby(~age, ~trade, d, svyquantile, quantiles = 0.5, na.rm = TRUE); list(level = as.character(q$trade), est = q$age, se = as.numeric(SE(q))) })
  for (m in c("logit", "asin", "beta", "mean", "xlogit")) for (v in c("owner", "never")) {
    p <- svyciprop(as.formula(paste0("~", v)), subset(d, !is.na(owner)), method = m)
    add(id(paste("prop", v, m, sep = ".")), list(est = as.numeric(p), low = as.numeric(attr(p, "ci"))[1], high = as.numeric(attr(p, "ci"))[2])) }
  for (s in c("F", "Chisq")) { add(id(paste0("chisq.", s)), test(svychisq(~trade + region, d, statistic = s)))
    add(id(paste0("chisq.rare.", s)), test(svychisq(~never + trade, d, statistic = s))) 
    add(id(paste0("chisq.where.", s)), test(svychisq(~trade + owner, subset(d, age > 35), statistic = s))) }
  add(id("t"), test(svyttest(age ~ owner, d)))
  add(id("t.where"), test(svyttest(income ~ owner, subset(d, trade == "shop"))))
  add(id("t.one"), test(svyttest(I(age - 40) ~ 0, d)))
  for (t in c("wilcoxon", "vanderWaerden", "median", "KruskalWallis")) add(id(paste0("rank.", t)), test(svyranktest(age ~ owner, d, test = t)))
  add(id("rank.3"), { r <- svyranktest(size ~ region, d, test = "KruskalWallis")
    list(statistic = as.numeric(r$parameter) / as.numeric(r$statistic), df = c(as.numeric(r$statistic), r$ddf), p = as.numeric(r$p.value)) })
  add(id("poisson"), fit(svyglm(visits ~ age + trade, d, family = quasipoisson())))
  add(id("poisson.where"), fit(svyglm(visits ~ age, subset(d, trade == "farm"), family = quasipoisson())))
  add(id("logistic.where"), fit(svyglm(owner ~ age + size, subset(d, trade %in% c("farm", "shop")), family = quasibinomial())))
  add(id("linear.where"), fit(svyglm(income ~ age + region, subset(d, size > 1))))
  add(id("poisson.offset"), fit(svyglm(visits ~ age + trade + offset(log(size)), d, family = quasipoisson())))
  add(id("linear.offset"), fit(svyglm(income ~ region + offset(3 * age), subset(d, size > 1))))
  add(id("logistic.offset"), fit(svyglm(owner ~ age + offset(size / 4), d, family = quasibinomial())))
  for (s in c("Wald", "adjWald")) { add(id(paste0("wald.", s)), test(svychisq(~trade + region, d, statistic = s)))
    add(id(paste0("wald.where.", s)), test(svychisq(~trade + owner, subset(d, age > 35), statistic = s))) }
  add(id("df.where"), c(degf(subset(d, trade == "shop")), degf(subset(d, region == "north")), degf(subset(d, region %in% c("north", "coast") & age > 40))))
  ps <- postStratify(d, ~region, data.frame(region = names(villages), Freq = c(2000, 900, 120, 1300)))
  add(id("ps.total.by"), by(svyby(~income, ~trade, ps, svytotal, na.rm = TRUE)))
  add(id("ps.mean.where"), many(svymean(~size, subset(ps, trade == "shop"))))
  a <- cut(h$age, c(0, 35, 45, 100), labels = c("young", "middle", "old")); d2 <- update(d, group = a)
  rk <- rake(d2, list(~region, ~group), list(data.frame(region = names(villages), Freq = c(2000, 900, 120, 1300)), data.frame(group = levels(a), Freq = c(1100, 1700, 1520))), control = list(maxit = 500, epsilon = 1e-11))
  add(id("rake.q"), quant(svyquantile(~age, rk, c(.3, .5, .75))))
  add(id("rake.total.by"), by(svyby(~size, ~trade, rk, svytotal)))
  add(id("rake.logistic"), fit(svyglm(owner ~ age, rk, family = quasibinomial())))
  tot <- c(`(Intercept)` = sum(h$w), size = sum(h$w * h$size) * 1.05, age = sum(h$w * h$age) * 0.99)
  cal <- list(linear = function() calibrate(d, ~size + age, tot),
    logit = function() calibrate(d, ~size + age, tot, calfun = "logit", bounds = c(0.6, 1.7), epsilon = 1e-12, maxit = 100),
    truncated = function() calibrate(d, ~size + age, tot, bounds = c(0.85, 1.3), epsilon = 1e-12, maxit = 200),
    raking = function() calibrate(d, ~size + age, tot, calfun = "raking", epsilon = 1e-12, maxit = 100))
  for (c in names(cal)) { g <- tryCatch(cal[[c]](), error = function(e) NULL); if (is.null(g)) next
    add(id(paste0("cal.", c)), c(many(svytotal(~income, g, na.rm = TRUE)), list(lowest = min(weights(g)), highest = max(weights(g)))))
    add(id(paste0("cal.by.", c)), by(svyby(~income, ~trade, g, svymean, na.rm = TRUE))) }
  for (s in c(FALSE, TRUE)) { t <- trimWeights(d, lower = 15, upper = 60, strict = s)
    add(id(paste0("trim.", s)), list(est = as.numeric(coef(svymean(~age, t))), lowest = min(weights(t)), highest = max(weights(t)))) }
}

# a lone village, and domains that leave villages alone in their region
lone <- h[!(h$region == "south" & h$village > 1), ]
write.csv(lone, "data/households_lone.csv", row.names = FALSE, na = "")
for (r in c("certainty", "average", "adjust")) { options(survey.lonely.psu = r)
  d <- svydesign(id = ~village, strata = ~region, weights = ~w, nest = TRUE, data = lone)
  add(paste0("lone.mean.", r), many(svymean(~age, d)))
  # with covmat the whole design counts in a domain, as it does with us
  b <- svyby(~size, ~trade, subset(d, !is.na(trade)), svytotal, covmat = TRUE)
  add(paste0("lone.by.", r), list(level = as.character(b$trade), est = as.numeric(coef(b)), se = sqrt(diag(vcov(b)))))
  add(paste0("lone.where.", r), many(svymean(~age, subset(d, village <= 1 | region == "north"))))
  add(paste0("lone.glm.", r), fit(svyglm(age ~ size, d)))
  e <- svydesign(id = ~village + house, strata = ~region, weights = ~w, fpc = ~N1 + N2, nest = TRUE, data = lone)
  add(paste0("lone.two.", r), many(svytotal(~age, e)))
}
options(survey.lonely.psu = "fail")

# replicates: kinds, and weights given with scales of one's own
d <- designs$one
even <- h[h$region %in% c("north", "south"), ]
pairs <- svydesign(id = ~village, strata = ~paste(region, (village + 1) %/% 2), weights = ~w, nest = TRUE, data = even)
kinds <- list(jkn = as.svrepdesign(d, type = "JKn"), jkn.fpc = as.svrepdesign(svydesign(id = ~village, strata = ~region, weights = ~w, fpc = ~N1, nest = TRUE, data = h), type = "JKn"),
  jk1 = as.svrepdesign(svydesign(id = ~interaction(region, village), weights = ~w, data = h), type = "JK1"),
  brr = as.svrepdesign(pairs, type = "BRR"), fay = as.svrepdesign(pairs, type = "Fay", fay.rho = 0.3))
for (mse in c(FALSE, TRUE)) for (k in names(kinds)) { j <- kinds[[k]]; j$mse <- mse; id <- function(x) paste(k, mse, x, sep = ".")
  add(id("mean.by"), by(svyby(~income, ~trade, j, svymean, na.rm = TRUE)))
  add(id("ratio"), many(svyratio(~spent, ~income, j, na.rm = TRUE)))
  add(id("poisson.offset"), fit(svyglm(visits ~ age + offset(log(size)), j, family = quasipoisson())))
  # with mse R gives totals of the stratum taken whole a standard error, which has none
  if (k %in% c("jkn", "jk1")) add(id("wald.Wald"), test(svychisq(~trade + region, j, statistic = "Wald")))
  if (k != "jkn.fpc") add(id("wald.adjWald"), test(svychisq(~owner + size, subset(j, size < 4), statistic = "adjWald")))
  add(id("prop.where"), { p <- svyciprop(~I(size > 2), subset(j, village == 2 & age > 35), method = "mean"); list(est = as.numeric(p), low = as.numeric(attr(p, "ci"))[1], high = as.numeric(attr(p, "ci"))[2]) })
  add(id("df.where"), c(degf(subset(j, region == "north")), degf(subset(j, village == 1)), degf(subset(j, region %in% c("north", "south") & age > 40))))
  add(id("poisson"), fit(svyglm(visits ~ age, j, family = quasipoisson())))
  add(id("q"), list(est = as.numeric(svyquantile(~age, j, c(.25, .5), interval.type = "quantile")[[1]][, 1]), se = as.numeric(svyquantile(~age, j, c(.25, .5), interval.type = "quantile")[[1]][, 4])))
}
set.seed(5)
for (t in c("subbootstrap", "bootstrap", "mrbbootstrap")) {
  base <- if (t == "subbootstrap") d else svydesign(id = ~village, strata = ~region, weights = ~w, fpc = ~N1, nest = TRUE, data = h)
  b <- as.svrepdesign(base, type = t, replicates = 24, compress = FALSE, mse = (t == "bootstrap"))
  factors <- as.matrix(b$repweights); write.csv(round(factors, 12), paste0("data/households_", t, ".csv"), row.names = FALSE)
  factors <- round(factors, 12)
  r <- svrepdesign(data = h, weights = ~w, repweights = factors, type = "other", combined.weights = FALSE, scale = b$scale, rscales = b$rscales, mse = (t == "bootstrap"))
  add(paste0(t, ".given"), list(scale = b$scale, rscales = as.numeric(b$rscales)))
  add(paste0(t, ".mean.by"), by(svyby(~income, ~trade, r, svymean, na.rm = TRUE)))
  add(paste0(t, ".total"), many(svytotal(~size + age, r)))
  add(paste0(t, ".logistic"), fit(svyglm(owner ~ age, r, family = quasibinomial())))
  add(paste0(t, ".q"), list(est = as.numeric(svyquantile(~age, r, .5, interval.type = "quantile")[[1]][, 1]), se = as.numeric(svyquantile(~age, r, .5, interval.type = "quantile")[[1]][, 4])))
  r2 <- update(r, large = size > 2)
  k <- rake(r2, list(~region, ~large), list(data.frame(region = names(villages), Freq = c(2000, 900, 120, 1300)), data.frame(large = c(FALSE, TRUE), Freq = c(2000, 2320))), control = list(maxit = 500, epsilon = 1e-11))
  add(paste0(t, ".raked"), many(svymean(~age, k)))
  add(paste0(t, ".raked.by"), by(svyby(~income, ~trade, k, svytotal, na.rm = TRUE)))
}
own <- seq(0.5, 1.5, length.out = 24); f <- as.matrix(read.csv("data/households_subbootstrap.csv"))
for (mse in c(FALSE, TRUE)) { r <- svrepdesign(data = h, weights = ~w, repweights = f * h$w, type = "other", combined.weights = TRUE, scale = 0.37, rscales = own * (seq_along(own) != 3), mse = mse)
  add(paste0("own.", mse), c(many(svymean(~age, r)), list(low = confint(svymean(~age, r), df = degf(r))[1], high = confint(svymean(~age, r), df = degf(r))[2]))) }
write_json(list(meta = list(R = R.version.string, survey = as.character(packageVersion("survey"))), cases = E), "households.json", digits = NA, auto_unbox = TRUE, pretty = FALSE)
cat(length(E), "cases\n")
