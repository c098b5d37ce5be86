-- Documents by month and publisher in the ten years up to the newest.
select month, publisher, sum(document_count)::integer as documents
from curated.monthly_activity
where topic_id = 'any' and month > (select max(month) from curated.monthly_activity) - interval 120 month
group by all
order by month, publisher
