# What R's package `survey` makes of the invented poll in the folder `small`: a third opinion beside reference.py, for
# whoever has R. Run it in this folder with Rscript reference.R; it prints weights, shares and means with linearised
# errors, over everybody and in parts of the sample, and Rao-Scott tests, beside what expected.json holds.
suppressMessages(library(survey))

d <- read.csv("small/poll.csv", stringsAsFactors = FALSE, na.strings = "", colClasses = "character")
n <- nrow(d)
d$one <- 1
shares <- list(
  gender = c(Woman = .5, Man = .48, Other = .02),
  age = c("18-39" = .38, "40-64" = .40, "65+" = .22),
  region = c(North = 1200, South = 2500, West = 800) / 4500
)
for (v in names(shares)) d[[v]] <- factor(d[[v]], levels = names(shares[[v]]))
population <- lapply(names(shares), function(v) setNames(data.frame(names(shares[[v]]), shares[[v]] * n), c(v, "Freq")))
design <- svydesign(ids = ~1, weights = ~one, data = d)
raked <- rake(design, list(~gender, ~age, ~region), population, control = list(maxit = 2000, epsilon = 1e-12))

show <- function(name, ...) cat(sprintf("%-28s", name), format(c(...), digits = 15), "\n")
show("first and largest weight", weights(raked)[1], max(weights(raked)))
share <- function(answer, part) {
  with_y <- update(raked, y = as.numeric(!is.na(q1) & q1 == answer))
  m <- svymean(~y, subset(with_y, !is.na(q1) & part))
  c(coef(m), SE(m)) * 100
}
for (answer in c("For", "Against", "Don't know")) {
  show(paste("q1", answer), share(answer, TRUE))
  show(paste("q1 children", answer), share(answer, !is.na(d$children) & d$children == "Yes"))
}
with_y <- update(raked, y = ifelse(is.na(q3), 0, as.numeric(q3)))
for (part in list(list("q3", rep(TRUE, n)), list("q3 65+", d$age == "65+"))) {
  m <- svymean(~y, subset(with_y, !is.na(d$q3) & part[[2]]))
  show(part[[1]], coef(m), SE(m))
}
for (column in c("age", "children")) {
  t <- svychisq(~f + g, update(raked, f = factor(d$q1), g = factor(d[[column]])))
  show(paste("q1 by", column), t$statistic, t$parameter, t$p.value)
}
