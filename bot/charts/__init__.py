"""Pictures of numbers: figures and finished words become SVG by templates, and PNG for Slack. Knows no feature, no
language and no clock; the same picture gives the same bytes."""
