-- core.remade: one document whose rows in public tables are to be made anew, or that has gone (content_id is null).
-- is_content: what it says changed; is_shown: that, or when it was seen; is_indexed: its rows in the full-text index,
-- where old_number was its number until now. Documents are made in rounds of about 25 million words,
-- so that their texts are not all in memory at once.
select coalesce(s.document_id, m.document_id) as document_id, s.content_id, s.number, m.number as old_number,
       s.content_state is distinct from m.content_state as is_content,
       (s.content_state, s.seen_state) is distinct from (m.content_state, m.seen_state) as is_shown,
       (s.content_state, s.number, s.average_length)
           is distinct from (m.content_state, m.number, m.average_length) as is_indexed, s.average_length,
       (coalesce(sum(s.length) over (order by s.number rows unbounded preceding), 0) // 25_000_000)::integer as round
from core.document_states s
full join core.made_documents m using (document_id)
where (s.content_state, s.seen_state, s.number, s.average_length)
      is distinct from (m.content_state, m.seen_state, m.number, m.average_length)
