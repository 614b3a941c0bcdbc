# Cases on the other data sets of R survey. Writes other_surveys.json and the data beside it.
suppressMessages({library(survey); library(jsonlite)})
options(digits = 15, survey.lonely.psu = "fail")
E <- list()
add <- function(id, values) {
  found <- tryCatch(suppressWarnings(values), error = function(e) { message(id, ": ", conditionMessage(e)); NULL })
  if (!is.null(found)) E[[id]] <<- found
}
one <- function(x, ...) c(list(est = as.numeric(coef(x)), se = as.numeric(SE(x))), list(...))
many <- function(x) list(est = as.numeric(coef(x)), se = as.numeric(SE(x)))
by <- function(b) list(level = apply(b[, attr(b, "svyby")$margins, drop = FALSE], 1, paste, collapse = "|"),
                       est = as.numeric(coef(b)), se = as.numeric(SE(b)))
fit <- function(g) { s <- summary(g)$coefficients
  list(names = rownames(s), est = s[, 1], se = s[, 2], p = s[, 4]) }
prop <- function(f, d, m, ...) { p <- svyciprop(f, d, method = m, ...)
  list(est = as.numeric(p), low = as.numeric(attr(p, "ci"))[1], high = as.numeric(attr(p, "ci"))[2]) }
test <- function(t) list(statistic = as.numeric(t$statistic), df = as.numeric(t$parameter), p = as.numeric(t$p.value))
save <- function(x, name) write.csv(x, paste0("data/", name, ".csv"), row.names = FALSE, na = "")

# nhanes: 31 strata of masked units whose identifiers start again, gaps in HI_CHOL
data(nhanes); save(nhanes, "nhanes")
d <- svydesign(id = ~SDMVPSU, strata = ~SDMVSTRA, weights = ~WTMEC2YR, nest = TRUE, data = nhanes)
add("nhanes.mean", one(svymean(~HI_CHOL, d, na.rm = TRUE), df = degf(d)))
add("nhanes.total", one(svytotal(~HI_CHOL, d, na.rm = TRUE)))
add("nhanes.by", by(svyby(~HI_CHOL, ~race + RIAGENDR, d, svymean, na.rm = TRUE)))
add("nhanes.deff", one(svymean(~HI_CHOL, d, na.rm = TRUE, deff = TRUE), deff = as.numeric(deff(svymean(~HI_CHOL, d, na.rm = TRUE, deff = TRUE))), replace = as.numeric(deff(svymean(~HI_CHOL, d, na.rm = TRUE, deff = "replace")))))
for (m in c("logit", "likelihood")) add(paste0("nhanes.prop.", m), prop(~HI_CHOL, d, m))
s <- subset(d, race == 3 & RIAGENDR == 2)
add("nhanes.where.logit", prop(~HI_CHOL, s, "logit"))
add("nhanes.where.df", degf(s))
add("nhanes.logistic", fit(svyglm(HI_CHOL ~ factor(race) + factor(RIAGENDR) + agecat, d, family = quasibinomial())))
add("nhanes.chisq", test(svychisq(~HI_CHOL + race, d)))
add("nhanes.chisq.levels", test(svychisq(~race + agecat, d)))
add("nhanes.t", test(svyttest(HI_CHOL ~ RIAGENDR, d)))
r <- as.svrepdesign(d, type = "JKn")
add("nhanes.jkn", one(svymean(~HI_CHOL, r, na.rm = TRUE)))
add("nhanes.jkn.by", by(svyby(~HI_CHOL, ~race, r, svymean, na.rm = TRUE)))
ps <- postStratify(d, ~race, data.frame(race = 1:4, Freq = c(4e7, 2e8, 3e7, 1.5e7)))
add("nhanes.poststratified", one(svymean(~HI_CHOL, ps, na.rm = TRUE)))
rk <- rake(d, list(~race, ~RIAGENDR, ~agecat), list(data.frame(race = 1:4, Freq = c(4e7, 2e8, 3e7, 1e7)),
  data.frame(RIAGENDR = 1:2, Freq = c(1.38e8, 1.42e8)),
  data.frame(agecat = levels(nhanes$agecat), Freq = c(.7e8, .7e8, .9e8, .5e8))), control = list(maxit = 500, epsilon = 1e-9))
add("nhanes.raked", c(one(svymean(~HI_CHOL, rk, na.rm = TRUE)), list(lowest = min(weights(rk)), highest = max(weights(rk)))))
add("nhanes.raked.total", one(svytotal(~HI_CHOL, rk, na.rm = TRUE)))

# mu284: two stages with sizes
data(mu284); save(mu284, "mu284")
d <- svydesign(id = ~id1 + id2, fpc = ~n1 + n2, data = mu284)
add("mu284.total", one(svytotal(~y1, d), df = degf(d)))
add("mu284.mean", one(svymean(~y1, d)))
d <- svydesign(id = ~id1 + id2, fpc = ~I(n1 * 0 + 0.1) + I(3 / n2), data = mu284)
add("mu284.fractions", one(svytotal(~y1, d)))

# scd: pairs; half samples and weights given
data(scd); save(scd, "scd")
d <- svydesign(data = scd, prob = ~1, id = ~ambulance, strata = ~ESA, nest = TRUE)
add("scd.ratio", one(svyratio(~alive, ~arrests, d)))
for (k in c("BRR", "JKn")) add(paste0("scd.", k), one(svyratio(~alive, ~arrests, as.svrepdesign(d, type = k))))
for (rho in c(0.3, 0.5)) add(paste0("scd.fay", rho), one(svyratio(~alive, ~arrests, as.svrepdesign(d, type = "Fay", fay.rho = rho))))

# election: probability proportional to size
data(election); save(election_pps, "election_pps")
d <- svydesign(id = ~1, fpc = ~p, data = election_pps, pps = "brewer")
add("election.brewer", many(svytotal(~Bush + Kerry + Nader, d)))
d <- svydesign(id = ~1, weights = ~wt, data = election_pps)
add("election.replacement", many(svytotal(~Bush + Kerry + Nader, d)))
add("election.ratio", one(svyratio(~Bush, ~Kerry, d)))

# hospital: strata of known size
data(hospital); save(hospital, "hospital")
d <- svydesign(strata = ~oblevel, id = ~hospno, weights = ~weighta, fpc = ~tothosp, data = hospital)
add("hospital.mean", one(svymean(~births, d), df = degf(d)))
add("hospital.total", one(svytotal(~births, d)))
add("hospital.q", { q <- svyquantile(~births, d, c(.1, .25, .5, .75, .9))[[1]]; list(est = q[, 1], low = q[, 2], high = q[, 3], se = q[, 4]) })
b <- as.svrepdesign(d, type = "JKn"); add("hospital.jkn", one(svymean(~births, b)))
d2 <- svydesign(strata = ~oblevel, id = ~hospno, weights = ~weighta, data = hospital)
b <- as.svrepdesign(d2, type = "JKn"); add("hospital.jkn.nofpc", one(svymean(~births, b)))
add("hospital.jkn.q", { q <- svyquantile(~births, b, c(.25, .5))[[1]]; list(est = q[, 1], low = q[, 2], high = q[, 3], se = q[, 4]) })

# calibration: distances, bounds, several steps
data(api)
d <- svydesign(id = ~dnum, weights = ~pw, data = apiclus1, fpc = ~fpc)
tot <- c(`(Intercept)` = 6194, stypeH = 755, stypeM = 1018, api99 = 3914069)
cal <- function(g) c(one(svymean(~api00, g)), list(total = one(svytotal(~enroll, g)), lowest = min(weights(g)), highest = max(weights(g))))
add("cal.linear", cal(calibrate(d, ~stype + api99, tot)))
add("cal.linear.bounds", cal(calibrate(d, ~stype + api99, tot, bounds = c(0.4, 2.5), epsilon = 1e-11)))
add("cal.raking", cal(calibrate(d, ~stype + api99, tot, calfun = "raking", epsilon = 1e-11)))
add("cal.logit", cal(calibrate(d, ~stype + api99, tot, calfun = "logit", bounds = c(0.4, 2.5), epsilon = 1e-11)))
add("cal.noint", cal(calibrate(d, ~api99 - 1, c(api99 = 3914069))))
g <- postStratify(d, ~stype, data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018)))
add("cal.two", cal(calibrate(g, ~api99, c(`(Intercept)` = 6194, api99 = 3914069))))
add("trim.once", cal(trimWeights(calibrate(d, ~stype + api99, tot), lower = 20, upper = 50)))
add("trim.strict", cal(trimWeights(calibrate(d, ~stype + api99, tot), lower = 20, upper = 50, strict = TRUE)))
j <- as.svrepdesign(svydesign(id = ~dnum, weights = ~pw, data = apiclus1), type = "JK1")
jr <- rake(j, list(~stype, ~sch.wide), list(data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018)), data.frame(sch.wide = c("No", "Yes"), Freq = c(1072, 5122))), control = list(maxit = 200, epsilon = 1e-11))
add("jk1.raked", c(one(svymean(~api00, jr)), list(total = one(svytotal(~enroll, jr)))))
jc <- calibrate(j, ~stype + api99, tot); add("jk1.linear", c(one(svymean(~api00, jc)), list(total = one(svytotal(~enroll, jc)))))
jc <- calibrate(j, ~stype + api99, tot, calfun = "logit", bounds = c(0.1, 5), epsilon = 1e-11); add("jk1.logit", c(one(svymean(~api00, jc)), list(total = one(svytotal(~enroll, jc)))))
jf <- as.svrepdesign(d, type = "JK1"); add("jk1.fpc", c(one(svymean(~api00, jf)), list(total = one(svytotal(~enroll, jf)))))
js <- as.svrepdesign(svydesign(id = ~1, strata = ~stype, fpc = ~fpc, data = apistrat), type = "JKn"); add("jkn.fpc", one(svymean(~api00, js)))
# regression families
s <- svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat, fpc = ~fpc)
add("glm.poisson", fit(svyglm(api.stu ~ ell + meals + stype, s, family = quasipoisson())))
add("glm.factor", fit(svyglm(api00 ~ factor(cnum %% 4) + ell, s)))
add("glm.by", fit(svyglm(api00 ~ ell * 1 + mobility, subset(s, sch.wide == "Yes" & awards == "No"))))
add("q.more", { q <- svyquantile(~api00, s, c(0.01, .05, .95, .99))[[1]]; list(est = q[, 1], low = q[, 2], high = q[, 3], se = q[, 4]) })
for (r in c("hf5", "hf9", "hf7")) add(paste0("q.", r), list(est = svyquantile(~api00, s, c(.1, .5), qrule = r)[[1]][, 1]))
add("t.one", test(svyttest(I(api00 - api99) ~ 0, s)))
add("rank.median", test(svyranktest(api00 ~ sch.wide, s, test = "median")))
add("rank.normal", test(svyranktest(api00 ~ sch.wide, s, test = "vanderWaerden")))
for (k in c("F", "Chisq")) add(paste0("chisq.", k), test(svychisq(~sch.wide + stype, s, statistic = k)))
write_json(list(meta = list(R = R.version.string, survey = as.character(packageVersion("survey"))), cases = E), "other_surveys.json", digits = 15, auto_unbox = TRUE, pretty = TRUE)
cat(length(E), "cases\n")
