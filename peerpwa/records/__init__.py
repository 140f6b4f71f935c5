"""Records: changes, stamps, the fold, the feed, who sees what. Knows no accounts and no HTTP
(docs/sync-protocol.md).
"""
