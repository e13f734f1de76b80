# Discourse networks of @DNA@, made with rDNA 3 (https://github.com/leifeld/dna).
# Run: Rscript @SELF@. It installs nothing: rDNA and rJava (and a Java) must be there.

library("rDNA")

# The project lies beside this script, wherever it is run from.
here <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
folder <- if (length(here) == 1) dirname(normalizePath(here)) else getwd()

dna_init()
dna_openDatabase(
  db_url = file.path(folder, "@DNA@"),
  coderId = 1,
  coderPassword = "@PASSWORD@"
)
dna_printDetails()

type <- "@TYPE@"
actor <- "@ACTOR@"
issue <- "@ISSUE@"
agreement <- "@AGREEMENT@"

# Who stands where: actors by issues, agreement minus disagreement.
affiliation <- dna_network(
  networkType = "twomode",
  statementType = type,
  variable1 = actor,
  variable2 = issue,
  qualifier = agreement,
  qualifierAggregation = "subtract",
  duplicates = "document"
)
print(affiliation)
write.csv(as.matrix(affiliation), file.path(folder, "@STEM@_affiliation.csv"))

# Who agrees with whom: congruence minus conflict, by average activity.
congruence <- dna_network(
  networkType = "onemode",
  statementType = type,
  variable1 = actor,
  variable2 = issue,
  qualifier = agreement,
  qualifierAggregation = "subtract",
  normalization = "average",
  duplicates = "document"
)
print(congruence)
write.csv(as.matrix(congruence), file.path(folder, "@STEM@_congruence.csv"))

# What was said how often, by whom: one row a statement.
events <- dna_network(
  networkType = "eventlist",
  statementType = type,
  variable1 = actor,
  variable2 = issue,
  qualifier = agreement
)
write.csv(events, file.path(folder, "@STEM@_events.csv"), row.names = FALSE)

# Pictures: rDNA's own plots where their packages are there, else R's own heat map.
pdf(file.path(folder, "@STEM@.pdf"), width = 10, height = 8)
if (nrow(as.matrix(affiliation)) > 1 && ncol(as.matrix(affiliation)) > 1) {
  heatmap(as.matrix(affiliation), scale = "none", margins = c(16, 12))
}
if (requireNamespace("ggplot2", quietly = TRUE)) {
  print(ggplot2::autoplot(dna_barplot(
    statementType = type, variable = issue, qualifier = agreement
  )))
  if (requireNamespace("ggraph", quietly = TRUE)) {
    print(ggplot2::autoplot(congruence))
  }
}
dev.off()

dna_closeDatabase()
