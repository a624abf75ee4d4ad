-- The mail of before that nobody sends any more: many rows, and no sender waits for one of them.
update mail set administration_id = people.administration_id from people
where people.account_id = mail.account_id and people.administration_id is not null
  and mail.administration_id is null and mail.state not in ('queued', 'sending');
