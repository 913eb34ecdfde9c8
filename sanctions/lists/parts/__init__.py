"""What readers of lists share: records, days, numbers, drafts, streams."""
