"""`truce import`: files of records into a ledger. A format is one file here and one line in `formats`."""
