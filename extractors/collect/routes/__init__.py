"""Routes: the ways by which a source's addresses can be had, in the order that it declares."""
