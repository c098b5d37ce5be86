"""A small web on loopback: several hosts, a request log, faults on demand, and fakes of the archives."""
