-- The canonical address of every document that was read.
select distinct url from core.contents
