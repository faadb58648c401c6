"""The control room: pages over the ledger, served to a browser, live, in several languages."""
